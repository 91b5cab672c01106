//! PPTX (PresentationML): presentations for publication.

use gian_diagnostics::{Text, text};

use super::fate::{self, Fate};
use super::members::{Budget, damaged};
use super::opc::{self, Package, Part};
use super::removed::{self, Removed};
use super::xml::{Action, Element};

const MAIN: [&str; 2] = [
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
];

fn rules(kind: &str, external: bool) -> Fate {
    if let Some(fate) = fate::common(kind, external) {
        return fate;
    }
    match kind {
        "slide" => Fate::Named,
        "slideMaster" | "slideLayout" | "presProps" | "tableStyles" => Fate::Implicit,
        // Read until the notes were checked, then dropped.
        "notesSlide" => Fate::Implicit,
        "vmlDrawing" | "legacyDrawing" => Fate::Refuse(fate::embedded()),
        "notesMaster" | "handoutMaster" => Fate::Drop(text!("슬라이드 노트의 틀", "masters of notes and handouts")),
        "viewProps" => Fate::Drop(removed::edit_marks()),
        _ => Fate::Drop(removed::unused()),
    }
}

/// The cleaned copy of a presentation.
pub(super) fn clean(bytes: &[u8], budget: &mut Budget, removed: &mut Removed) -> Result<Vec<u8>, Text> {
    let mut package = Package::read(bytes, budget, "pptx", &MAIN, rules)?;
    package.prune(removed)?;
    opc::clean_properties(&mut package, removed);
    let (slides, size) = slides(&package)?;
    for (index, name) in slides.iter().enumerate() {
        slide(&mut package, index + 1, name, size, removed)?;
    }
    for part in package.parts.values_mut() {
        part.relationships.retain(|r| r.kind != "notesSlide");
    }
    package.edit(&mut |_, element| {
        Ok(match element.local() {
            "notesMasterIdLst" | "handoutMasterIdLst" | "custDataLst" | "modifyVerifier" | "smartTags" => Action::Drop,
            "oleObj" | "control" | "controls" | "contentPart" => return Err(fate::embedded()),
            _ => Action::Keep,
        })
    })?;
    super::drawing::clean(&mut package, removed)?;
    package.write(removed)
}

/// Parts of the slides in their order, and the size of a slide.
fn slides(package: &Package) -> Result<(Vec<String>, (i64, i64)), Text> {
    let main = package.parts.get(&package.main).ok_or_else(|| damaged(&package.main))?;
    let root = main.xml().ok_or_else(|| damaged(&package.main))?;
    let number = |e: &Element, key: &str| e.get(key).and_then(|v| v.parse().ok()).unwrap_or(i64::MAX);
    let size = root.child("sldSz").map_or((i64::MAX, i64::MAX), |s| (number(s, "cx"), number(s, "cy")));
    let mut names = Vec::new();
    for id in root.child("sldIdLst").into_iter().flat_map(Element::elements).filter(|e| e.local() == "sldId") {
        let id =
            id.attributes.iter().find(|(key, _)| key.ends_with(":id")).map(|(_, v)| v.as_str()).unwrap_or_default();
        names.push(main.target(id).ok_or_else(|| damaged(&package.main))?.to_owned());
    }
    Ok((names, size))
}

fn slide(
    package: &mut Package,
    number: usize,
    name: &str,
    size: (i64, i64),
    removed: &mut Removed,
) -> Result<(), Text> {
    let part = package.parts.get(name).ok_or_else(|| damaged(name))?;
    let root = part.xml().ok_or_else(|| damaged(name))?;
    if root.get("show").is_some_and(|v| !super::xml::is_yes(&v)) {
        return Err(text!(
            "{}번 슬라이드가 숨겨져 있습니다: 숨기기를 취소하거나 지우고 다시 저장하십시오",
            "slide {} is hidden: show or delete it and save again"; number
        ));
    }
    let notes =
        part.relationships.iter().filter(|r| r.kind == "notesSlide").filter_map(|r| package.parts.get(&r.target));
    for notes in notes.filter_map(Part::xml) {
        if !notes_text(notes).trim().is_empty() {
            return Err(text!(
                "{}번 슬라이드에 슬라이드 노트가 있습니다: 노트를 지우고 다시 저장하십시오 ([파일]-[문서 검사])",
                "slide {} has speaker notes: delete them and save again (File, Inspect Document)"; number
            ));
        }
        removed.add(text!("빈 슬라이드 노트", "empty notes pages"));
    }
    let tree = root.child("cSld").and_then(|c| c.child("spTree"));
    for shape in tree.into_iter().flat_map(Element::elements) {
        if is_outside(shape, size)
            && (shape.local() == "pic" || shape.local() == "graphicFrame" || !drawn_text(shape).is_empty())
        {
            return Err(text!(
                "{}번 슬라이드 밖에 놓인 것이 있습니다: 슬라이드 안으로 옮기거나 지우고 다시 저장하십시오",
                "something lies outside slide {}: move it onto the slide or delete it, and save again"; number
            ));
        }
    }
    Ok(())
}

/// Text of notes, without the fields for number and date.
fn notes_text(root: &Element) -> String {
    let mut text = String::new();
    root.walk(&mut |e| {
        if e.local() == "r" {
            text.push_str(&e.text());
        }
    });
    text
}

fn drawn_text(shape: &Element) -> String {
    let mut text = String::new();
    shape.walk(&mut |e| {
        if e.local() == "t" {
            text.push_str(&e.text());
        }
    });
    text
}

/// Whether a shape lies wholly beside the slide.
fn is_outside(shape: &Element, (width, height): (i64, i64)) -> bool {
    let properties = shape.elements().find(|e| matches!(e.local(), "spPr" | "grpSpPr"));
    let Some(frame) = properties.and_then(|p| p.child("xfrm")).or_else(|| shape.child("xfrm")) else { return false };
    let get = |name: &str, key: &str| frame.child(name).and_then(|e| e.get(key)).and_then(|v| v.parse::<i64>().ok());
    let (Some(x), Some(y), Some(cx), Some(cy)) = (get("off", "x"), get("off", "y"), get("ext", "cx"), get("ext", "cy"))
    else {
        return false;
    };
    x >= width || y >= height || x.saturating_add(cx) <= 0 || y.saturating_add(cy) <= 0
}
