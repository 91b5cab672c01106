//! Kinds of document: a template each. Adding one is a template and a line in this table.

/// A kind of document.
pub struct Kind {
    /// Value of `종류` in the record.
    pub name: &'static str,
    /// Path of the body template below `templates/`.
    pub template: &'static str,
    /// The template that the program carries.
    pub source: &'static str,
    /// Whether the template needs the plan and the review of the dossier.
    pub needs_dossier: bool,
}

/// All kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "결과보고",
        template: "documents/result-report/body.md",
        source: include_str!("../../templates/documents/result-report/body.md"),
        needs_dossier: true,
    },
    Kind {
        name: "보고서",
        template: "documents/report/body.md",
        source: include_str!("../../templates/documents/report/body.md"),
        needs_dossier: false,
    },
];

/// The kind with this name.
pub fn find(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|k| k.name == name)
}
