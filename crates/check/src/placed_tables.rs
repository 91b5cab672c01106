//! The tables of a composed document with the widths that their columns get on the page, for the rules on narrow columns.

use gian_document::{Block, Document, Orientation, Table, walk};
use gian_view::{Edition, View};

/// Line lengths in points.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    /// On an upright page.
    pub portrait: f64,
    /// On a page that is turned (가로).
    pub landscape: f64,
    /// Type size of tables.
    pub table: f64,
    /// Orientation of the first page.
    pub first: Orientation,
}

/// Inset of a cell on both sides together, in points.
pub(crate) const INSET: f64 = 2.0 * 2.2 * 72.0 / 25.4;

/// A table and the widths of its columns.
#[derive(Debug)]
pub struct PlacedTable<'a> {
    pub(crate) table: &'a Table,
    /// The table as a block, whose text finds its place in the body.
    pub(crate) block: &'a Block,
    /// Widths of the columns with their insets, in points.
    pub(crate) columns: Vec<f64>,
    /// Whether it stands in a cell of another table.
    pub(crate) nested: bool,
}

/// The tables of the internal edition of a document, in order; none of another edition, whose columns are the same.
pub fn placed_tables<'a>(view: &View, document: &'a Document, paper: Option<Paper>) -> Vec<PlacedTable<'a>> {
    let Some(paper) = paper.filter(|_| view.edition == Edition::Internal) else { return Vec::new() };
    let mut found = Vec::new();
    let mut lying = paper.first;
    for block in &document.blocks {
        if let Block::PageBreak(Some(to)) = block {
            lying = *to;
        }
        let page = match lying {
            Orientation::Portrait => paper.portrait,
            Orientation::Landscape => paper.landscape,
        };
        add(std::slice::from_ref(block), page, paper.table, false, &mut found);
    }
    found
}

fn add<'a>(blocks: &'a [Block], page: f64, size: f64, nested: bool, found: &mut Vec<PlacedTable<'a>>) {
    walk(blocks, &mut |block| {
        let Block::Table(table) = block else { return true };
        let width = table.width_in(page);
        let columns = table.shares(width / size, INSET / size).into_iter().map(|share| share * width).collect();
        found.push(PlacedTable { table, block, columns, nested });
        table.rows.iter().flat_map(|r| &r.cells).for_each(|cell| add(&cell.blocks, page, size, true, found));
        false
    });
}
