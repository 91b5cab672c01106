//! Parts of documents that a body or a template includes with `{% include "parts/schedule.md" %}`. To add one, add a
//! template and a line in this table.

use std::collections::BTreeMap;

/// All parts: path below `templates/` and builtin template.
pub const PARTS: &[(&str, &str)] = &[
    ("parts/attendance-sheet.md", include_str!("../../../templates/parts/attendance-sheet.md")),
    ("parts/attendance.md", include_str!("../../../templates/parts/attendance.md")),
    ("parts/costs.md", include_str!("../../../templates/parts/costs.md")),
    ("parts/findings.md", include_str!("../../../templates/parts/findings.md")),
    ("parts/budget.md", include_str!("../../../templates/parts/budget.md")),
    ("parts/own-meeting.md", include_str!("../../../templates/parts/own-meeting.md")),
    ("parts/process.md", include_str!("../../../templates/parts/process.md")),
    ("parts/schedule.md", include_str!("../../../templates/parts/schedule.md")),
    ("parts/signer-rows.md", include_str!("../../../templates/parts/signer-rows.md")),
    ("parts/subjects.md", include_str!("../../../templates/parts/subjects.md")),
];

/// The source of a part: that of the office if there is one, otherwise the builtin one.
pub fn source<'a>(path: &str, templates: &'a BTreeMap<String, String>) -> Option<&'a str> {
    let builtin = || PARTS.iter().find(|(part, _)| *part == path).map(|(_, source)| *source);
    templates.get(path).filter(|_| is_part(path)).map(String::as_str).or_else(builtin)
}

/// Whether a path below `templates/` is that of a part, builtin or added by an office.
pub fn is_part(path: &str) -> bool {
    path.starts_with("parts/") && path.ends_with(".md")
}
