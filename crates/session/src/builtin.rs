//! The builtin templates of all crates.

use gian_theme::{frame, themes};

/// Text of all builtin templates, and the words of the tables of open data.
pub(crate) fn builtin_words() -> String {
    let templates = builtin_templates().map(|(_, source)| source.to_owned());
    templates.chain([gian_archive::data::words()]).collect::<Vec<_>>().join("\n")
}

/// All builtin templates: path below `templates/`, source.
pub(crate) fn builtin_templates() -> impl Iterator<Item = (String, &'static str)> {
    let kinds = gian_kinds::BUILTIN.iter().flat_map(|(folder, meta, body)| {
        [(format!("documents/{folder}/kind.yaml"), *meta), (format!("documents/{folder}/body.md"), *body)]
    });
    let tables = [
        gian_kinds::parts::PARTS,
        gian_compose::front::FRONTS,
        themes::PROFILES,
        frame::TEMPLATES,
        gian_archive::TEMPLATES,
    ];
    let others = tables.into_iter().flatten().map(|(path, source)| ((*path).to_owned(), *source));
    kinds.chain(others)
}
