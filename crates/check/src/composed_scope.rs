//! What a rule of composed documents may look at.

use gian_document::Orientation;
use gian_fonts::Coverage;
use gian_korean::personal::Contacts;
use gian_model::Dossier;

use crate::secrets::Found;

/// What the checks of composed documents need to know.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The dossier of the document.
    pub dossier: &'a Dossier,
    /// Which characters the fonts have.
    pub coverage: &'a Coverage<'a>,
    /// `원본공개` of `gian.yaml`: whether everyone can read the sources, so that withheld values may stand in `private/` only.
    pub open_sources: bool,
    /// Numbers and addresses that an office gives to everyone.
    pub contacts: &'a Contacts,
    /// What the document itself withholds, whatever others of its dossier opened.
    pub held: &'a [Found],
    /// The paper of the document, where its look is known.
    pub paper: Option<Paper>,
}

/// How long a line of a page is, in points.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    /// On an upright page.
    pub portrait: f64,
    /// On a page that is turned (가로).
    pub landscape: f64,
    /// How the first page lies.
    pub first: Orientation,
}
