//! The tree between data and formats: the content of a document without its layout.
//!
//! Every emitter matches on these types without a catch-all, so that the compiler lists every place that must handle
//! a new variant.

mod approval_grid;
mod around_title;
mod blanks;
mod block;
mod document;
pub mod escape;
mod inline;
mod mark_items;
mod plain_sheet;
pub mod protected;
mod record_line;
pub mod sheet;
mod table;
mod walk;

pub use self::approval_grid::{Approval, ApprovalGrid, Signature};
pub use self::around_title::{AroundTitle, SideLines};
pub use self::blanks::{HALF_SPACE, kept_blanks, lost_blanks};
pub use self::block::{
    Align, Article, AttachmentLine, Beside, Block, Border, Cell, CellLook, Chart, ChartKind, Column, Datum, Diagonal,
    Drawing, Figure, HeadCell, Image, Item, Lettering, Marker, Moment, Name, Note, NoteSign, Orientation, Photo, Place,
    Row, RowKind, RowLine, Series, Spacing, Step, Table, Task, Title, TypeSize, Vertical,
};
pub use self::document::{Document, Family, MarkedText, Notice, PrintedFigure};
pub use self::inline::{Inline, Language};
pub use self::mark_items::{Continued, continued, mark_items};
pub use self::plain_sheet::{Closing, Giver, Party, SignatureSpace, TitleHead};
pub use self::record_line::RecordLine;
pub use self::sheet::{CheckLine, Cover, CoverPlaces, InnerTitle, LetterFoot, LetterHead, Part, SheetHead};
pub use self::table::em_width;
pub use self::walk::{
    Inside, InsideMut, each_line, each_line_mut, figures, footnotes, inside, inside_mut, plain, walk, walk_inlines,
    walk_inlines_mut, walk_mut,
};
