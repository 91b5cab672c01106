//! Keys of the block `표`, and its limits.

/// Name of the fenced block for a table.
pub const TABLE: &str = "표";

pub(super) const COLUMNS: &str = "열";

pub(super) const ROWS: &str = "행";

pub(super) const TOTAL: &str = "합계";

pub(super) const HEIGHT: &str = "높이";

/// Maximum number of columns. More do not fit on a page of any orientation.
pub(super) const MAX_COLUMNS: usize = 60;

pub(super) const LABEL: &str = "제목칸";

/// A cell that is shaded although it is no label.
pub(super) const SHADED: &str = "음영";

/// A cell joined with the one above.
pub(super) const ABOVE: &str = "^^";

/// A cell or head joined with the one to the left.
pub(super) const LEFT: &str = "<<";

/// Content of a cell.
pub(super) const CELLS: &str = "칸";

pub(super) const ALIGN: &str = "맞춤";

pub(super) const BOLD: &str = "굵게";

/// Position of the contents between top and bottom.
pub(super) const VERTICAL: &str = "세로맞춤";

/// Letters below each other.
pub(super) const UPRIGHT: &str = "세로쓰기";

/// The footnotes to which cells refer, each at its place in the code of the block.
pub(super) type Footnotes = Vec<crate::nested::FootnoteReference>;
