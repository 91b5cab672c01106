//! Problems of the sources as data: one struct for all of them, located late.
//!
//! A check names a place by file and route ([`Place`]); the reports turn it into bytes of the source,
//! text for people and records for other programs.

mod limits;
mod route;

use std::borrow::Cow;
use std::ops::Range;

pub use limits::Limits;
pub use route::{Route, Step};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sentence in both languages of the program. Both are required.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// The Korean sentence, which officials read.
    pub ko: String,
    /// The English sentence with the same content.
    pub en: String,
}

/// Builds a [`Text`]: `text!("한국어 {}", "English {}"; value)`. Where the two sentences need different values or another
/// order, each gets its own: `text!(ko: "{}{} 쓰십시오", word, particle; en: "write {}", word)`.
#[macro_export]
macro_rules! text {
    (ko: $ko:literal $(, $ko_arg:expr)*; en: $en:literal $(, $en_arg:expr)* $(,)?) => {
        $crate::Text {
            ko: format!($ko $(, $ko_arg)*),
            en: format!($en $(, $en_arg)*),
        }
    };
    ($ko:literal, $en:literal $(; $($arg:expr),+ )?) => {
        $crate::Text {
            ko: format!($ko $(, $($arg),+)?),
            en: format!($en $(, $($arg),+)?),
        }
    };
}

/// Language of messages in the terminal. Documents are always Korean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Korean: the default where neither `--lang` nor the locale asks for English.
    Ko,
    /// English.
    En,
}

impl Text {
    /// The sentence in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.ko,
            Lang::En => &self.en,
        }
    }
}

/// Text in which invisible characters are replaced by their code points (`<U+200B>`): control characters, and those
/// that change the direction or joining of text. In a name or message they could imitate another text or send control
/// sequences to the terminal.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_invisible) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| if is_invisible(c) { format!("<U+{:04X}>", u32::from(c)) } else { c.to_string() });
    Cow::Owned(shown.collect())
}

/// Like [`visible`], but keeps line breaks, because messages of other programs (such as Tera) have several lines.
pub fn visible_lines(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

/// Whether a character is invisible or changes how its neighbours are displayed.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}'
            | '\u{61c}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e0fff}')
}

/// Weight of a problem, the heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Stops the build.
    Error,
    /// Does not stop the build, unless `--strict` asks for that.
    Warning,
    /// A remark: reported, and never fails a run.
    Info,
}

/// How many problems of each severity there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Problems that stop the build.
    pub errors: usize,
    /// Problems that stop it only where warnings are to fail.
    pub warnings: usize,
    /// What is worth knowing.
    pub infos: usize,
}

impl Counts {
    /// Counts problems.
    pub fn of(diags: &[Diag]) -> Self {
        let mut counts = Self::default();
        for diag in diags {
            match diag.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Info => counts.infos += 1,
            }
        }
        counts
    }
}

/// The part of an entry that is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The value at the route (for an entry that is missing: the mapping that lacks it).
    Value,
    /// The key at the end of the route.
    Key,
    /// A byte range of the decoded text of the scalar at the route.
    Within(usize, usize),
    /// A byte range of the file; the route is ignored.
    Bytes(usize, usize),
    /// A byte range of the file that contains the text meant, in another notation (quotes, escapes, line folds).
    Around(usize, usize),
}

/// A place in the sources: file, route and part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Path below the workspace root, with `/`; empty for a problem of no file.
    pub file: String,
    /// Route of the entry in the file.
    pub route: Route,
    /// Which part of that entry is meant.
    pub part: Part,
}

impl Place {
    /// The value at a route.
    pub fn value(file: &str, route: impl Into<Route>) -> Self {
        Self::new(file, route.into(), Part::Value)
    }

    /// The key at the end of a route.
    pub fn key(file: &str, route: impl Into<Route>) -> Self {
        Self::new(file, route.into(), Part::Key)
    }

    /// A range of bytes of the file.
    pub fn bytes(file: &str, range: Range<usize>) -> Self {
        Self::new(file, Route::root(), Part::Bytes(range.start, range.end))
    }

    /// A byte range of the file that contains the place, which cannot be located more exactly.
    pub fn around(file: &str, range: Range<usize>) -> Self {
        Self::new(file, Route::root(), Part::Around(range.start, range.end))
    }

    /// A range of bytes in the decoded text at a route.
    pub fn within(file: &str, route: impl Into<Route>, range: Range<usize>) -> Self {
        Self::new(file, route.into(), Part::Within(range.start, range.end))
    }

    fn new(file: &str, route: Route, part: Part) -> Self {
        Self { file: file.to_owned(), route, part }
    }
}

/// One problem: what is wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diag {
    /// Stable code, the same as the name of the rule's file and case folder.
    pub code: &'static str,
    /// Weight of the problem: the rule's own, until the policy (`규칙` of the profile and of `gian.yaml`) sets another.
    pub severity: Severity,
    /// What is wrong, as a sentence that is complete without the source frame.
    pub message: Text,
    /// The place that is wrong, which reports mark.
    pub place: Place,
    /// A few words that reports print under the marked text.
    pub label: Option<Text>,
    /// Other places that belong to the problem, each with a label.
    pub related: Vec<(Place, Text)>,
    /// What to do; starts with a verb.
    pub help: Option<Text>,
    /// Edits that correct the problem; empty where the correction is not certain.
    pub fix: Vec<Edit>,
}

/// A replacement of source text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The place whose text is replaced.
    pub place: Place,
    /// The text to write there, decoded: without the quotes or escapes of YAML.
    pub new: String,
}

impl Diag {
    /// A problem of severity error.
    pub fn error(code: &'static str, place: Place, message: Text) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message,
            place,
            label: None,
            related: Vec::new(),
            help: None,
            fix: Vec::new(),
        }
    }

    /// A problem of severity warning.
    pub fn warning(code: &'static str, place: Place, message: Text) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// A problem of severity info.
    pub fn info(code: &'static str, place: Place, message: Text) -> Self {
        Self { severity: Severity::Info, ..Self::error(code, place, message) }
    }

    /// Sets the severity.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Adds an edit that is part of the correction.
    pub fn fix(mut self, place: Place, new: impl Into<String>) -> Self {
        self.fix.push(Edit { place, new: new.into() });
        self
    }

    /// Sets the label under the marked text.
    pub fn label(mut self, label: Text) -> Self {
        self.label = Some(label);
        self
    }

    /// Sets the advice.
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds a related place with its label.
    pub fn related(mut self, place: Place, words: Text) -> Self {
        self.related.push((place, words));
        self
    }
}
