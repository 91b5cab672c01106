//! The words of the builtin templates of all crates, which are public in every tree.

/// Text of all builtin templates, and the words of the tables of open data.
pub(crate) fn builtin_words() -> String {
    let pages = gian_archive::TEMPLATES.iter().map(|(_, source)| (*source).to_owned());
    let templates = gian_session::builtin_templates().map(|(_, source)| source.to_owned());
    templates.chain(pages).chain([gian_archive::data::words()]).collect::<Vec<_>>().join("\n")
}
