//! Places where pages of the PDF begin.

use crate::page_map::Locator;

/// Marks where pages begin; the style shows what they are called.
pub(super) fn marks(pages: &[Locator]) -> String {
    let mark = |Locator { id, name }: &Locator| {
        format!("<span class=\"pg\" role=\"doc-pagebreak\" id=\"{id}\" title=\"{name}\"></span>")
    };
    pages.iter().map(mark).collect()
}
