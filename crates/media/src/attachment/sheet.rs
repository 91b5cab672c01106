//! One sheet of a workbook: hidden rows, columns and cells.

use std::collections::BTreeSet;

use gian_diagnostics::{Text, text};

use super::fate;
use super::removed::{self, Removed};
use super::xml::{Action, Element};

/// Refuses hidden content of a sheet, removes what is not part of the printed sheet, and collects the indexes of the
/// shared strings that its cells show.
pub(super) fn clean(
    root: &mut Element,
    name: &str,
    invisible: &BTreeSet<usize>,
    used: &mut BTreeSet<usize>,
    removed: &mut Removed,
) -> Result<(), Text> {
    let columns = hidden_columns(root);
    let rows_hidden = root.child("sheetFormatPr").is_some_and(|f| f.is_on("zeroHeight"));
    for row in root.child("sheetData").into_iter().flat_map(Element::elements) {
        let hides = row.is_on("hidden") || is_zero(row, "ht") || (rows_hidden && row.get("ht").is_none());
        for cell in row.elements().filter(|c| c.local() == "c") {
            let at = cell.get("r").unwrap_or_default();
            if let Some(index) = shared(cell) {
                used.insert(index);
            }
            if !has_content(cell) {
                continue;
            }
            if hides {
                let row = row.get("r").unwrap_or_default();
                return Err(text!(
                    "'{}' 시트의 {}행이 숨겨져 있습니다: 숨기기(필터)를 취소하거나 지우고 다시 저장하십시오",
                    "row {1} of the sheet '{0}' is hidden: show it (clear the filter) or delete it, and save again"; name, row
                ));
            }
            if column(&at).is_some_and(|c| columns.get(c as usize) == Some(&true)) {
                let letters: String = at.chars().take_while(char::is_ascii_alphabetic).collect();
                return Err(text!(
                    "'{}' 시트의 {}열이 숨겨져 있습니다: 숨기기를 취소하거나 지우고 다시 저장하십시오",
                    "column {1} of the sheet '{0}' is hidden: show or delete it and save again"; name, letters
                ));
            }
            let format = cell.get("s").and_then(|s| s.parse().ok()).unwrap_or(0);
            if invisible.contains(&format) {
                return Err(text!(
                    "'{}' 시트의 {} 셀은 표시 형식(;;;) 때문에 보이지 않습니다: 표시 형식을 바꾸거나 지우고 다시 저장하십시오",
                    "the cell {1} of the sheet '{0}' is invisible by its number format (;;;): change it or clear the cell and save again"; name, at
                ));
            }
        }
    }
    without_extras(root, removed)
}

/// Removes parts of a sheet that are not printed.
fn without_extras(root: &mut Element, removed: &mut Removed) -> Result<(), Text> {
    root.edit(&mut |element| {
        Ok(match element.local() {
            "oleObjects" | "controls" => return Err(fate::embedded()),
            "legacyDrawing" => {
                removed.add(removed::comments());
                Action::Drop
            }
            "scenarios" => {
                removed.add(text!("시나리오", "scenarios"));
                Action::Drop
            }
            "customSheetViews" | "customProperties" | "webPublishItems" | "smartTags" | "cellWatches"
            | "dataConsolidate" => {
                removed.add(removed::custom());
                Action::Drop
            }
            "pageSetup" => {
                // The id of the printer settings.
                element.attributes.retain(|(key, _)| !key.ends_with(":id"));
                Action::Keep
            }
            // The readings of words in cells.
            "rPh" => Action::Drop,
            _ => Action::Keep,
        })
    })
}

/// Number of columns of a sheet.
const COLUMNS: usize = 16_384;

/// Whether the column of a number, from 1, is hidden.
fn hidden_columns(root: &Element) -> Vec<bool> {
    let mut hidden = vec![false; COLUMNS + 1];
    let columns = root.elements().filter(|e| e.local() == "cols").flat_map(Element::elements);
    let number = |column: &Element, key: &str| column.get(key).and_then(|v| v.parse().ok()).unwrap_or(0).min(COLUMNS);
    for column in columns.filter(|c| c.is_on("hidden") || is_zero(c, "width")).take(COLUMNS) {
        let (first, last) = (number(column, "min"), number(column, "max"));
        if first <= last {
            hidden[first..=last].fill(true);
        }
    }
    hidden
}

fn is_zero(element: &Element, key: &str) -> bool {
    element.get(key).and_then(|v| v.parse::<f64>().ok()).is_some_and(|v| v < 0.1)
}

/// The index of the shared string that a cell shows.
fn shared(cell: &Element) -> Option<usize> {
    let value = (cell.get("t")? == "s").then(|| cell.child("v"))??;
    value.text().trim().parse().ok()
}

fn has_content(cell: &Element) -> bool {
    cell.elements().any(|e| matches!(e.local(), "v" | "is" | "f") && (e.local() == "f" || !e.text().is_empty()))
}

/// The number of the column in an address such as `AB12`.
fn column(address: &str) -> Option<u32> {
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let number = letters.fold(0, |sum, b| sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    (number > 0).then_some(number)
}
