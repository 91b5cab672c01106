//! The tree as bytes of a format. An emitter depends on the tree and not on the model.
//!
//! A type that holds withheld values cannot be named here, because this crate does not depend on the crate of the
//! model:
//!
//! ```compile_fail
//! let _: Option<gian_model::Dossier> = None;
//! ```

pub mod drawing;
pub mod format;
pub mod html;
pub mod linebreak;
pub mod page_map;
mod photos;
pub mod sources;
pub mod text;
pub mod typst;
pub mod uri;
pub mod words;

use format::Format;

/// The formats of documents, in the order of lists. PDF is made from the Typst sources by the crate of the engines,
/// because only that crate links Typst.
///
/// A format is a folder (or a file) of this crate and a line here. The step of `gian dump`, the file of a build and
/// its entry on the page of the document, in feeds, catalogue, tables and checksums follow from the line.
pub const FORMATS: &[Format] = &[html::FORMAT, text::FORMAT];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::FORMATS;

    #[test]
    fn names_and_files_of_formats_differ() {
        let names: BTreeSet<&str> = FORMATS.iter().map(|f| f.name).collect();
        assert_eq!(names.len(), FORMATS.len());
        let files: Vec<String> = FORMATS.iter().filter_map(|f| f.file("id")).collect();
        let taken = ["index.html", "document.json", "id.pdf"].map(str::to_owned);
        let all: BTreeSet<&String> = files.iter().chain(&taken).collect();
        assert_eq!(all.len(), files.len() + taken.len(), "{files:?}");
    }
}
