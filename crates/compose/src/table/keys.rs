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
