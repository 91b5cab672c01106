//! Compiles Typst sources to PDF/A-2a and PDF/UA-1, with the embedded engine or an external one.
//!
//! Both engines get the same files of one document and the same fonts, and nothing else: no system fonts, packages or
//! clock.

mod annotations;
#[cfg(feature = "embedded")]
pub mod embedded;
pub mod external;
#[cfg(feature = "embedded")]
mod ink;

use gian_emit::page_map::Pages;
use gian_source::progress::Stop;
pub use gian_theme::Job;

/// Why typesetting failed: a defect of a template or of the program, because the sources were checked before.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Error messages, each with its file (`main.typ`, `house.typ`) and line.
    pub messages: Vec<String>,
    /// The limit that was exceeded; `None` for other failures.
    pub stop: Option<Stop>,
}

impl Failure {
    /// The file and line, from 1, that the first message names.
    pub fn place(&self) -> Option<(&str, usize)> {
        self.messages.iter().find_map(|message| {
            let mut parts = message.splitn(3, ':');
            let file = parts.next()?.rsplit(['/', '\\']).next()?;
            let line = parts.next()?.parse().ok().filter(|line| *line > 0)?;
            file.ends_with(".typ").then_some((file, line))
        })
    }
}

/// A typeset document.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// The PDF file.
    pub bytes: Vec<u8>,
    /// Its page map: the pages, and the pages of each place of the document.
    pub pages: Pages,
    /// Text that leaves the text area or collides. Only the embedded engine can be asked for it.
    pub misplaced: Vec<Misplaced>,
}

/// Text at a wrong position of a finished page.
#[derive(Debug, Clone)]
pub struct Misplaced {
    /// Its page, from 1.
    pub page: usize,
    /// The text.
    pub text: String,
    /// What it leaves or covers.
    pub collision: Collision,
}

/// What misplaced text leaves or covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collision {
    /// It leaves the text area.
    Margin,
    /// It crosses a vertical rule.
    Rule,
    /// It covers other text.
    Text,
}

/// A typesetting engine.
pub trait Engine: Send + Sync {
    /// Typesets one document.
    ///
    /// # Errors
    /// The Typst source does not compile, or the PDF would not conform.
    fn pdf(&self, job: &Job) -> Result<Pdf, Failure>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_its_line() {
        let place = |words: &str| {
            Failure { messages: vec![words.to_owned()], stop: None }.place().map(|(f, l)| (f.to_owned(), l))
        };
        assert_eq!(place("house.typ:12: unknown variable: x"), Some(("house.typ".to_owned(), 12)));
        assert_eq!(place("/tmp/job-0/main.typ:3:5: error: x"), Some(("main.typ".to_owned(), 3)));
        assert_eq!(place("unknown font family: x"), None);
    }
}
