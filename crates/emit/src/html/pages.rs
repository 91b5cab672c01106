//! Marks at the starts of PDF pages.

use crate::page_map::Locator;

/// Writes a mark for each page start; CSS shows the page names.
pub(super) fn marks(pages: &[Locator]) -> String {
    let mark = |Locator { id, name }: &Locator| {
        format!("<span class=\"pg\" role=\"doc-pagebreak\" id=\"{id}\" title=\"{name}\"></span>")
    };
    pages.iter().map(mark).collect()
}
