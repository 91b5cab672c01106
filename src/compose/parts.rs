//! Parts of documents that a body or a template takes in with `{% include "parts/schedule.md" %}`.
//! Adding one is a template and a line in this table.

/// All parts: path below `templates/`, the template that the program carries.
pub const PARTS: &[(&str, &str)] = &[
    ("parts/process.md", include_str!("../../templates/parts/process.md")),
    ("parts/schedule.md", include_str!("../../templates/parts/schedule.md")),
];

/// The part at this path.
pub fn find(path: &str) -> Option<(&'static str, &'static str)> {
    PARTS.iter().find(|(p, _)| *p == path).copied()
}
