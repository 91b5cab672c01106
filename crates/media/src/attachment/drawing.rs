//! Shapes, pictures and charts, which all OOXML formats share.

use gian_diagnostics::{Text, text};

use super::fate;
use super::opc::Package;
use super::removed::{self, Removed};
use super::xml::{Action, Element};

/// Removes hidden shapes, file names in descriptions, editing marks, and the tables behind charts, whose values the
/// chart keeps.
pub(super) fn clean(package: &mut Package, removed: &mut Removed) -> Result<(), Text> {
    super::foreign::clean(package, removed)?;
    package.edit(&mut |name, element| {
        strip_marks(element, removed);
        Ok(match element.local() {
            "cNvPr" | "docPr" => {
                for key in ["descr", "name", "title"] {
                    if element.get(key).is_some_and(|v| is_file_name(&v)) {
                        element.set(key, "");
                        removed.add(text!("그림의 파일 이름", "file names of pictures"));
                    }
                }
                Action::Keep
            }
            "externalData" if name.contains("chart") => Action::Drop,
            // Series that a filter hides, and the picture before its effects.
            "filteredAreaSeries"
            | "filteredBarSeries"
            | "filteredLineSeries"
            | "filteredPieSeries"
            | "filteredRadarSeries"
            | "filteredScatterSeries"
            | "filteredSurfaceSeries"
            | "filteredBubbleSeries"
            | "filteredCategoryTitle"
            | "filteredSeriesTitle"
            | "imgProps" => Action::Drop,
            _ if is_hidden_shape(element) => {
                removed.add(removed::hidden_shapes());
                Action::Drop
            }
            "shape" | "rect" | "group" | "oval" | "line" if is_hidden_vml(element) => {
                removed.add(removed::hidden_shapes());
                Action::Drop
            }
            "hlinkClick" | "hlinkHover" | "hlinkMouseOver"
                if element.get("action").is_some_and(|a| a.contains("macro") || a.contains("program")) =>
            {
                return Err(fate::macros());
            }
            _ => Action::Keep,
        })
    })
}

fn is_hidden_vml(element: &Element) -> bool {
    element.get("style").is_some_and(|s| s.replace(' ', "").to_lowercase().contains("visibility:hidden"))
}

/// Whether the properties of a shape, at most two levels below, hide it.
fn is_hidden_shape(element: &Element) -> bool {
    let hides = |e: &Element| matches!(e.local(), "cNvPr" | "docPr") && e.is_on("hidden");
    let shape = matches!(
        element.local(),
        "sp" | "pic" | "graphicFrame" | "grpSp" | "cxnSp" | "contentPart" | "wsp" | "inline" | "anchor"
    );
    shape && element.elements().any(|e| hides(e) || e.elements().any(hides))
}

/// Removes attributes that identify editing sessions.
fn strip_marks(element: &mut Element, removed: &mut Removed) {
    let before = element.attributes.len();
    element.attributes.retain(|(key, _)| {
        let (prefix, local) = key.split_once(':').unwrap_or(("", key));
        let mark = local.starts_with("rsid")
            || (prefix.starts_with("xr") && local == "uid")
            || (prefix == "w14" && matches!(local, "paraId" | "textId"))
            || (prefix != "xmlns" && matches!(local, "anchorId" | "editId") && prefix.starts_with("wp14"));
        !mark
    });
    if element.attributes.len() != before {
        removed.add(removed::edit_marks());
    }
}

/// Whether a description is the name or path of a picture file, which programs write there without being asked.
fn is_file_name(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let ends = [".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".heic", ".svg", ".webp"];
    lower.contains(":\\")
        || lower.contains("\\\\")
        || lower.starts_with("file:")
        || ends.iter().any(|e| lower.ends_with(e))
}
