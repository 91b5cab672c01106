//! Input of rules for composed documents.

use gian_fonts::Coverage;
use gian_korean::personal::Contacts;
use gian_model::Dossier;

use crate::placed_tables::{Paper, PlacedTable};
use crate::secrets::Found;
use crate::withheld_index::WithheldIndex;

/// Input of rules for composed documents.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The words of each line of the document without its sheet, in order.
    pub lines: &'a [String],
    /// The tables of the document with the widths of their columns.
    pub tables: &'a [PlacedTable<'a>],
    /// The dossier of the document.
    pub dossier: &'a Dossier,
    /// Which characters the fonts have.
    pub coverage: &'a Coverage<'a>,
    /// `원본공개` of `gian.yaml`: whether the sources are public, so that only `private/` may contain withheld
    /// values.
    pub open_sources: bool,
    /// Published telephone numbers, addresses and accounts of the office.
    pub contacts: &'a Contacts,
    /// Values that the document itself withholds, even if others of its dossier disclose them.
    pub held: &'a [Found],
    /// Withheld values of all dossiers.
    pub withheld: &'a WithheldIndex<'a>,
    /// Line lengths of the document; `None` if no profile holds on its day.
    pub paper: Option<Paper>,
}
