//! What the writer of a page counts and remembers.

use std::collections::BTreeSet;

use gian_document::{Block, Family};

use super::inline::TextState;
use crate::page_map::Turner;

/// State of a page in work.
pub(super) struct Counters<'a> {
    pub(super) family: Family,
    pub(super) turner: Turner<'a>,
    /// Prefix of the ids of sections: the chapter or reference page that contains them.
    pub(super) part: String,
    /// Id of the section that contains the next subsection.
    pub(super) section: String,
    pub(super) table: usize,
    /// Attachments printed so far.
    pub(super) annexes: usize,
    /// Titles inside the document so far.
    pub(super) titles: usize,
    /// Title of the attachment whose table follows, which has no caption of its own.
    pub(super) annex: Option<String>,
    /// Nesting depth of items of a letter.
    pub(super) level: usize,
    pub(super) in_table: bool,
    /// Footnotes so far, and figures not linked yet.
    pub(super) text: TextState,
    /// Captions of the tables so far.
    pub(super) captions: BTreeSet<String>,
    /// Writes blocks inside another block, such as the cell of a table.
    pub(super) blocks: fn(&[Block], &mut Counters<'_>, &mut String),
}

impl<'a> Counters<'a> {
    /// The state at the start of a page. `blocks` writes blocks.
    pub(super) fn new(
        family: Family,
        turner: Turner<'a>,
        blocks: fn(&[Block], &mut Counters<'_>, &mut String),
    ) -> Self {
        Self {
            family,
            turner,
            blocks,
            part: Default::default(),
            section: Default::default(),
            table: 0,
            annexes: 0,
            titles: 0,
            annex: None,
            level: 0,
            in_table: false,
            text: Default::default(),
            captions: Default::default(),
        }
    }
}
