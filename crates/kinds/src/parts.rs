//! Parts of documents that a body or a template takes in with `{% include "parts/schedule.md" %}`.
//! Adding one is a template and a line in this table.

use std::collections::BTreeMap;

/// All parts: path below `templates/`, the template that the program carries.
pub const PARTS: &[(&str, &str)] = &[
    ("parts/process.md", include_str!("../../../templates/parts/process.md")),
    ("parts/schedule.md", include_str!("../../../templates/parts/schedule.md")),
];

/// The source of a part: the office's own, or that of the program.
pub(crate) fn source<'a>(path: &str, templates: &'a BTreeMap<String, String>) -> Option<&'a str> {
    let builtin = || PARTS.iter().find(|(part, _)| *part == path).map(|(_, source)| *source);
    templates.get(path).filter(|_| is_part(path)).map(String::as_str).or_else(builtin)
}

/// Whether a path below `templates/` is that of a part: the program's, or one that an office has besides.
pub fn is_part(path: &str) -> bool {
    path.starts_with("parts/") && path.ends_with(".md")
}
