//! Attachments for publication: a copy with what a reader of the file sees, or the reason why there can be none.
//!
//! 1. `kind` decides by content and extension what a file is; unknown kinds are refused.
//! 2. The cleaner of the format removes what no reader sees (names, dates, comments, unused parts), and refuses what
//!    changes or hides text (tracked changes, hidden sheets, scripts).
//! 3. Containers are written anew (`members`), so that the copy has no dates and depends on nothing but the content.
//!
//! Old binary formats (`.hwp`, `.xls`, `.doc`, `.ppt`) pass unchanged, because no reader here can look into them: the
//! scan of attachments asks for a review by a person.

mod archive;
mod docx;
mod drawing;
mod fate;
mod foreign;
mod hwpx;
mod kind;
mod members;
mod odf;
mod opc;
mod pdf;
mod picture;
mod pptx;
mod published;
mod refusal;
mod removed;
mod sheet;
mod xlsx;
mod xml;

use gian_diagnostics::Text;

use self::kind::Kind;
use self::members::Budget;
pub use self::published::Published;
use self::removed::Removed;

/// Makes the copy of an attachment that shows what a reader of the file sees, and nothing else. The same bytes give the
/// same copy, and the copy is its own copy.
///
/// # Errors
/// What is hidden and where (member, sheet, page), and how to remove it; a file that is damaged, encrypted, above the
/// limits, or of a kind that cannot be attached.
pub fn publish(name: &str, bytes: Vec<u8>) -> Result<Published, Text> {
    publish_within(name, bytes, &mut Budget::new(), 0)
}

/// Whether the published copy of a file may differ from the original; decided by name and content.
pub fn is_rewritten(name: &str, bytes: &[u8]) -> bool {
    match kind::detect(name, bytes) {
        Ok(kind) => !matches!(kind, Kind::Opaque | Kind::Text | Kind::Svg),
        // A refused file has no copy; by its name it would have one.
        Err(_) => kind::by_extension(name).is_none_or(|k| !matches!(k, Kind::Opaque | Kind::Text | Kind::Svg)),
    }
}

/// [`publish`] for a file at a depth of containers, with the bytes that may still be decoded.
fn publish_within(name: &str, bytes: Vec<u8>, budget: &mut Budget, depth: usize) -> Result<Published, Text> {
    let mut removed = Removed::default();
    let copy = match kind::detect(name, &bytes)? {
        Kind::Opaque => None,
        Kind::Text => {
            kind::plain_text(&bytes)?;
            None
        }
        Kind::Svg => {
            crate::picture::inspect_drawing(&bytes).map_err(|unfit| Text {
                ko: format!("{}: {}", unfit.message.ko, unfit.help.ko),
                en: format!("{}: {}", unfit.message.en, unfit.help.en),
            })?;
            None
        }
        Kind::Jpeg => Some(picture::jpeg(&bytes, &mut removed)?),
        Kind::Png => Some(picture::png(&bytes, &mut removed)?),
        Kind::Pdf => Some(pdf::clean(&bytes, budget, &mut removed)?),
        Kind::Hwpx => Some(hwpx::clean(&bytes, budget, &mut removed)?),
        Kind::Xlsx => Some(xlsx::clean(&bytes, budget, &mut removed)?),
        Kind::Docx => Some(docx::clean(&bytes, budget, &mut removed)?),
        Kind::Pptx => Some(pptx::clean(&bytes, budget, &mut removed)?),
        Kind::Odf => Some(odf::clean(&bytes, budget, &mut removed)?),
        Kind::Zip => Some(archive::clean(&bytes, budget, depth, publish_within, &mut removed)?),
    };
    let Some(copy) = copy.filter(|c| *c != bytes) else { return Ok(Published { bytes, removed: Vec::new() }) };
    let mut removed = removed.into_texts();
    if removed.is_empty() {
        removed.push(removed::container());
    }
    Ok(Published { bytes: copy, removed })
}
