//! Declaration of a rule: origin, severity, period of validity, input.

use gian_diagnostics::{Diag, Place, Severity, Text};
use gian_document::Document;
use gian_model::{DocumentFile, Dossier};
use gian_view::View;
use gian_vocabulary::values::Date;

use crate::composed_scope;
use crate::prose::Prose;
use crate::scope::{Office, Scope};

/// Origin of a rule; an office may change only the middle two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// 규정: law and decree.
    Statute,
    /// 편람: the ministry's manual.
    Manual,
    /// 기관 관행: practice of an office.
    Practice,
    /// 내용: facts that can be computed.
    Content,
}

impl Layer {
    /// Every layer, from law to facts.
    pub const ALL: [Self; 4] = [Self::Statute, Self::Manual, Self::Practice, Self::Content];
}

/// A rule: code, origin, severity, period and scope of validity, functions.
pub struct Rule {
    /// Code: name of its file and of its case folder, with `-`.
    pub code: &'static str,
    /// Origin, which decides whether an office may change the severity (only 편람 and 관행).
    pub layer: Layer,
    /// Severity of its problems; individual problems may have a lower one.
    pub severity: Severity,
    /// Whether the rule is on without an entry under `규칙`.
    pub on: bool,
    /// Days on which it holds, compared with the day of the document.
    pub span: Span,
    /// House profiles to which it applies; empty for all.
    pub profiles: &'static [&'static str],
    /// Whether `gian check --fix` corrects its problems.
    pub fixing: Fixing,
    /// The functions of the rule, each with its kind of input.
    pub runs: &'static [Run],
    /// Source text of its file, whose doc comment is its page.
    pub source: &'static str,
}

/// First and last day on which a rule holds: year, month, day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day; `None` for no limit.
    pub from: Option<(i32, u32, u32)>,
    /// Last day; `None` for no limit.
    pub to: Option<(i32, u32, u32)>,
}

impl Span {
    /// No limits.
    pub const ALWAYS: Self = Self { from: None, to: None };

    /// Whether a day lies in it.
    pub fn holds(self, day: Date) -> bool {
        let date = |(y, m, d)| chrono::NaiveDate::from_ymd_opt(y, m, d);
        self.from.and_then(date).is_none_or(|from| from <= day.0) && self.to.and_then(date).is_none_or(|to| day.0 <= to)
    }
}

/// Whether `gian check --fix` corrects what a rule finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixing {
    /// No.
    None,
    /// Yes: the meaning is the same before and after.
    Safe,
    /// Only if the rule is named, because the other side of a contradiction may be the wrong one.
    Named,
}

impl Rule {
    /// A rule that is on, without limits and corrections.
    pub const fn new(code: &'static str, layer: Layer, severity: Severity, runs: &'static [Run]) -> Self {
        Self {
            code,
            layer,
            severity,
            on: true,
            span: Span::ALWAYS,
            profiles: &[],
            fixing: Fixing::None,
            runs,
            source: "",
        }
    }

    /// Sets the source text of its file.
    pub const fn documented(self, source: &'static str) -> Self {
        Self { source, ..self }
    }

    /// Off unless an office turns it on under `규칙`.
    pub const fn off(self) -> Self {
        Self { on: false, ..self }
    }

    /// Sets which corrections it makes.
    pub const fn fixing(self, fixing: Fixing) -> Self {
        Self { fixing, ..self }
    }

    /// Valid from a day on.
    pub const fn since(self, year: i32, month: u32, day: u32) -> Self {
        Self { span: Span { from: Some((year, month, day)), ..self.span }, ..self }
    }

    /// Valid up to a day.
    pub const fn until(self, year: i32, month: u32, day: u32) -> Self {
        Self { span: Span { to: Some((year, month, day)), ..self.span }, ..self }
    }

    /// Valid for some house profiles only.
    pub const fn only(self, profiles: &'static [&'static str]) -> Self {
        Self { profiles, ..self }
    }

    /// A problem with the severity of the rule.
    pub fn problem(&self, place: Place, message: Text) -> Diag {
        Diag::error(self.code, place, message).severity(self.severity)
    }

    /// A problem of severity error, regardless of the severity of the rule.
    pub fn error(&self, place: Place, message: Text) -> Diag {
        self.problem(place, message).severity(Severity::Error)
    }

    /// A problem of severity warning, regardless of the severity of the rule.
    pub fn warning(&self, place: Place, message: Text) -> Diag {
        self.problem(place, message).severity(Severity::Warning)
    }

    /// A problem of severity info, regardless of the severity of the rule.
    pub fn info(&self, place: Place, message: Text) -> Diag {
        self.problem(place, message).severity(Severity::Info)
    }
}

/// A function of a rule, by the input of one call.
pub enum Run {
    /// The settings of the office, the names of its files, and what must be unique or equal across its dossiers.
    Office(fn(&Office<'_>, &mut Vec<Diag>)),
    /// One dossier, with what it may know of the others.
    Dossier(fn(&Scope<'_>, &Dossier, &mut Vec<Diag>)),
    /// All pieces of text of one file, for what is told once for a file.
    File(fn(&[Prose<'_>], &mut Vec<Diag>)),
    /// A piece of text by a writer: a value of YAML, a body, a cell.
    Text(fn(&Scope<'_>, &Prose<'_>, &mut Vec<Diag>)),
    /// One composed document in one edition.
    Composed(fn(&DocumentFile, &View, &Document, &composed_scope::Scope<'_>, &mut Vec<Diag>)),
}
