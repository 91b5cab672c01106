//! Pages of codes that belong to no rule: what reading, composing and setting report.
//!
//! A page has the form of that of a rule (`check::page`): a Korean and an English part, each under a heading of its own.

macro_rules! pages {
    ($($code:literal),+ $(,)?) => {
        &[$(($code, include_str!(concat!("pages/", $code, ".md")))),+]
    };
}

/// Code and page, in the order of the codes.
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
    "import-list",
    "internal",
    "limit-exceeded",
    "link-refused",
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
    "yaml-depth",
    "yaml-documents",
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
