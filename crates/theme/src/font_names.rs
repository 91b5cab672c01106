//! Names of the families in font files.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ttf_parser::name_id;

/// Names of the families in font files, by their lower-case form.
pub(crate) fn all(files: &[Cow<'_, [u8]>]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in files {
        for index in 0..ttf_parser::fonts_in_collection(file).unwrap_or(1) {
            let Ok(face) = ttf_parser::Face::parse(file, index) else { continue };
            found.extend(of(&face).into_iter().map(|name| (name.to_lowercase(), name)));
        }
    }
    found
}

/// Names of the family, including those of its weights.
pub(crate) fn of(face: &ttf_parser::Face<'_>) -> Vec<String> {
    let of = |id| {
        let names = face.names().into_iter().filter(|n| n.name_id == id);
        names.filter_map(|n| n.to_string()).collect::<Vec<_>>()
    };
    let whole = of(name_id::TYPOGRAPHIC_FAMILY);
    if whole.is_empty() { of(name_id::FAMILY) } else { whole }
}
