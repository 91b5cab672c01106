//! What a rule is: where it comes from, how much it weighs, when it holds, and what it looks at.

use gian_diagnostics::{Diag, Place, Severity, Text};
use gian_document::Document;
use gian_model::{DocumentFile, Dossier};
use gian_view::View;
use gian_vocabulary::values::Date;

use crate::composed_scope;
use crate::prose::Prose;
use crate::scope::Scope;

/// Where a rule comes from; only the middle two may be changed by an office.
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

/// A rule: its code, where it comes from, how much it weighs, when and where it holds, and what it does.
pub struct Rule {
    /// The same as the name of its file and of its case folder, with `-`.
    pub code: &'static str,
    /// Where the rule comes from: only those of 편람 and 관행 can be changed by an office.
    pub layer: Layer,
    /// Weight of its problems; a problem may weigh less where the rule says so.
    pub severity: Severity,
    /// Whether it speaks without being asked under `규칙`.
    pub on: bool,
    /// Days of documents on which it holds.
    pub span: Span,
    /// Names of the house profiles it applies to; every one, if there is none.
    pub profiles: &'static [&'static str],
    /// Whether `gian check --fix` corrects what the rule finds.
    pub fixing: Fixing,
    /// The functions of the rule, each for the input that it reads.
    pub runs: &'static [Run],
    /// Text of its file, whose doc comment is its page.
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
    /// No first and no last day.
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
    /// It cannot.
    None,
    /// It does: what is meant is the same before and after.
    Safe,
    /// It does where the rule is named, because the other side of a contradiction may be the wrong one.
    Named,
}

impl Rule {
    /// A rule that is on, always holds, everywhere, and corrects nothing.
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

    /// The same rule with the text of its file.
    pub const fn documented(self, source: &'static str) -> Self {
        Self { source, ..self }
    }

    /// The same rule, silent until it is asked for.
    pub const fn off(self) -> Self {
        Self { on: false, ..self }
    }

    /// The same rule with corrections.
    pub const fn fixing(self, fixing: Fixing) -> Self {
        Self { fixing, ..self }
    }

    /// The same rule from a day on.
    pub const fn since(self, year: i32, month: u32, day: u32) -> Self {
        Self { span: Span { from: Some((year, month, day)), ..self.span }, ..self }
    }

    /// The same rule up to a day.
    pub const fn until(self, year: i32, month: u32, day: u32) -> Self {
        Self { span: Span { to: Some((year, month, day)), ..self.span }, ..self }
    }

    /// The same rule for some house profiles only.
    pub const fn only(self, profiles: &'static [&'static str]) -> Self {
        Self { profiles, ..self }
    }

    /// A problem that the rule found, with the severity of the rule.
    pub fn problem(&self, place: Place, message: Text) -> Diag {
        Diag::error(self.code, place, message).severity(self.severity)
    }

    /// A problem that is an error, although the rule finds others too.
    pub fn error(&self, place: Place, message: Text) -> Diag {
        self.problem(place, message).severity(Severity::Error)
    }

    /// A problem that is a warning, although the rule finds others too.
    pub fn warning(&self, place: Place, message: Text) -> Diag {
        self.problem(place, message).severity(Severity::Warning)
    }

    /// A remark, although the rule finds problems too.
    pub fn info(&self, place: Place, message: Text) -> Diag {
        self.problem(place, message).severity(Severity::Info)
    }
}

/// How much a rule looks at in one call.
pub enum Run {
    /// The whole workspace.
    Workspace(fn(&Scope<'_>, &mut Vec<Diag>)),
    /// One dossier.
    Dossier(fn(&Scope<'_>, &Dossier, &mut Vec<Diag>)),
    /// One piece of text that a writer wrote: a value of YAML, a body, a cell.
    Text(fn(&Scope<'_>, &Prose<'_>, &mut Vec<Diag>)),
    /// One composed document in one edition.
    Composed(fn(&DocumentFile, &View, &Document, &composed_scope::Scope<'_>, &mut Vec<Diag>)),
}
