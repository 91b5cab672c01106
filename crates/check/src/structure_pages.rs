//! Pages of codes that belong to no rule: problems of reading, composing and typesetting.
//!
//! A page has the form of the page of a rule (`check::page`): a Korean and an English part, each under its own heading.

macro_rules! pages {
    ($($code:literal),+ $(,)?) => {
        &[$(($code, include_str!(concat!("pages/", $code, ".md")))),+]
    };
}

/// Code and page, sorted by code.
pub const PAGES: &[(&str, &str)] = pages![
    "address-vanished",
    "attachment-contents",
    "bad-date",
    "bad-form",
    "bad-time",
    "bad-value",
    "control-char",
    "document-changes",
    "duplicate-key",
    "figure-contents",
    "file-too-large",
    "font-folder",
    "front",
    "front-matter",
    "house-version",
    "ignored-file",
    "import-list",
    "internal",
    "limit-exceeded",
    "link-refused",
    "merge-conflict",
    "misplaced-text",
    "missing-key",
    "not-a-file",
    "not-utf8",
    "out-of-range",
    "private-use-char",
    "profile",
    "register-contents",
    "register-entry",
    "register-version",
    "silence",
    "site-colours",
    "site-emblem",
    "structure",
    "template",
    "too-many",
    "typeset",
    "unknown-file",
    "unknown-key",
    "unknown-profile",
    "unreadable-file",
    "unused-silence",
    "version-unregistered",
    "wrong-type",
    "yaml-alias",
    "yaml-comma",
    "yaml-depth",
    "yaml-documents",
    "yaml-folded",
    "yaml-key",
    "yaml-leading-zero",
    "yaml-lost-comment",
    "yaml-syntax",
    "yaml-yes-no",
];

/// The page of a code.
pub fn page(code: &str) -> Option<&'static str> {
    let at = PAGES.binary_search_by_key(&code, |(code, _)| code).ok()?;
    Some(PAGES[at].1)
}
