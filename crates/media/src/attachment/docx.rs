//! DOCX (WordprocessingML): documents for publication.

use std::collections::{BTreeMap, BTreeSet};

use gian_diagnostics::{Text, text};

use super::fate::{self, Fate};
use super::members::Budget;
use super::opc::{self, Package, Part};
use super::refusal::hidden;
use super::removed::{self, Removed};
use super::xml::{Action, Element, Node};

const MAIN: [&str; 1] = ["application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"];

fn rules(kind: &str, external: bool) -> Fate {
    if let Some(fate) = fate::common(kind, external) {
        return fate;
    }
    match kind {
        "settings" | "fontTable" | "numbering" | "footnotes" | "endnotes" | "webSettings" | "stylesWithEffects" => {
            Fate::Implicit
        }
        "header" | "footer" => Fate::Named,
        "attachedTemplate" => Fate::Drop(text!("서식 파일의 위치", "the path of the template")),
        "mailMergeSource" | "mailMergeHeaderSource" | "mailMergeRecipientData" | "recipientData" => {
            Fate::Drop(text!("편지 병합의 원본", "the source of the mail merge"))
        }
        "glossaryDocument" => Fate::Drop(text!("상용구", "building blocks")),
        "frame" | "transform" => Fate::Drop(removed::custom()),
        _ => Fate::Drop(removed::unused()),
    }
}

/// The cleaned copy of a document.
pub(super) fn clean(bytes: &[u8], budget: &mut Budget, removed: &mut Removed) -> Result<Vec<u8>, Text> {
    let mut package = Package::read(bytes, budget, "docx", &MAIN, rules)?;
    package.prune(removed)?;
    opc::clean_properties(&mut package, removed);
    unused_headers(&mut package, removed);
    notes(&mut package, removed);
    for (name, part) in &package.parts {
        part.xml().map_or(Ok(()), |root| fields(name, root))?;
    }
    let vanishing = vanishing_styles(&package)?;
    package.edit(&mut |name, element| edit(name, element, &vanishing, removed))?;
    super::drawing::clean(&mut package, removed)?;
    package.write(removed)
}

fn edit(
    part: &str,
    element: &mut Element,
    vanishing: &BTreeSet<String>,
    removed: &mut Removed,
) -> Result<Action, Text> {
    Ok(match element.local() {
        "ins"
        | "del"
        | "moveFrom"
        | "moveTo"
        | "cellIns"
        | "cellDel"
        | "cellMerge"
        | "delText"
        | "delInstrText"
        | "moveFromRangeStart"
        | "moveToRangeStart"
        | "customXmlDelRangeStart"
        | "customXmlInsRangeStart" => {
            return Err(hidden(
                text!("변경 내용 추적에 고치기 전의 글이 남아 있습니다", "tracked changes keep earlier text"),
                part,
                text!(
                    "[검토]에서 모든 변경 내용을 적용하거나 취소하고 다시 저장하십시오",
                    "accept or reject all changes and save again"
                ),
            ));
        }
        "object" | "OLEObject" | "control" | "altChunk" | "subDoc" => return Err(fate::embedded()),
        "rPrChange" | "pPrChange" | "sectPrChange" | "tblPrChange" | "tblGridChange" | "trPrChange" | "tcPrChange"
        | "tblPrExChange" | "numberingChange" => {
            removed.add(text!("서식을 고친 이력", "the history of formatting"));
            Action::Drop
        }
        "commentRangeStart" | "commentRangeEnd" | "commentReference" | "annotationRef" => {
            removed.add(removed::comments());
            Action::Drop
        }
        "rsids" | "docId" | "proofState" | "trackRevisions" | "revisionView" | "writeProtection" | "rsid" => {
            removed.add(removed::edit_marks());
            Action::Drop
        }
        "attachedTemplate" | "mailMerge" | "docVars" | "saveThroughXslt" | "attachedSchema" | "schemaLibrary"
        | "documentProtection" | "dataBinding" | "placeholder" | "smartTagType" | "customXmlPr" => {
            removed.add(removed::custom());
            Action::Drop
        }
        "r" | "p" if is_invisible(element, vanishing) => return Err(invisible(part, element)),
        _ => Action::Keep,
    })
}

fn invisible(part: &str, element: &Element) -> Text {
    // The length only: the text is what must not be shown.
    let length = shown_text(element).chars().count();
    hidden(
        text!("숨긴 글({}자)이 있습니다", "there is hidden text ({} characters)"; length),
        part,
        text!(
            "글꼴에서 '숨김'을 풀거나 그 글을 지우고 다시 저장하십시오",
            "turn off 'hidden' in the font, or delete the text, and save again"
        ),
    )
}

/// The text of runs below an element.
fn shown_text(element: &Element) -> String {
    let mut text = String::new();
    element.walk(&mut |e| {
        if matches!(e.local(), "t" | "instrText" | "sym" | "drawing" | "pict" | "footnoteReference") {
            text.push_str(&e.text());
            text.push_str(if e.local() == "t" { "" } else { "?" });
        }
    });
    text
}

/// Whether a run or paragraph has text that its own properties or its style hide.
fn is_invisible(element: &Element, vanishing: &BTreeSet<String>) -> bool {
    let run = element.local() == "r";
    let (properties, style) = if run { ("rPr", "rStyle") } else { ("pPr", "pStyle") };
    let Some(properties) = element.child(properties) else { return false };
    let style = properties.child(style).and_then(|s| s.get("val"));
    let by_style = style.is_some_and(|s| vanishing.contains(&s));
    // A paragraph has no property of its own: that of its mark hides only the mark.
    let own = properties.child("vanish").filter(|_| run);
    own.map_or(by_style, Element::is_set) && !shown_text(element).is_empty()
}

/// Ids of styles that hide text, by themselves or by the style that they are based on.
fn vanishing_styles(package: &Package) -> Result<BTreeSet<String>, Text> {
    let of = |p: &&Part| p.content_type.ends_with("wordprocessingml.styles+xml");
    let Some(root) = package.parts.values().find(of).and_then(Part::xml) else { return Ok(BTreeSet::new()) };
    if root.child("docDefaults").and_then(|d| d.find("vanish")).is_some_and(Element::is_set) {
        return Err(text!(
            "기본 글꼴이 '숨김'입니다: 기본 글꼴을 고치고 다시 저장하십시오",
            "the default font is hidden: change it and save again"
        ));
    }
    let mut own = BTreeMap::new();
    for style in root.elements().filter(|e| e.local() == "style") {
        let vanish = style.child("rPr").and_then(|p| p.child("vanish")).map(Element::is_set);
        let base = style.child("basedOn").and_then(|b| b.get("val"));
        own.insert(style.get("styleId").unwrap_or_default(), (vanish, base));
    }
    // Chains of styles are short; the limit ends circles.
    const MOST_STEPS: usize = 32;
    let hides = |id: &String| {
        let mut at = id.clone();
        for _ in 0..MOST_STEPS {
            match own.get(&at) {
                Some((Some(vanish), _)) => return *vanish,
                Some((None, Some(base))) => at = base.clone(),
                _ => return false,
            }
        }
        false
    };
    Ok(own.keys().filter(|id| hides(id)).cloned().collect())
}

/// Fields whose instruction holds no text that the result does not show.
const FIELDS: [&str; 49] = [
    "PAGE",
    "NUMPAGES",
    "SECTIONPAGES",
    "SECTION",
    "TOC",
    "HYPERLINK",
    "REF",
    "PAGEREF",
    "NOTEREF",
    "STYLEREF",
    "SEQ",
    "DATE",
    "TIME",
    "CREATEDATE",
    "SAVEDATE",
    "PRINTDATE",
    "FORMTEXT",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "INDEX",
    "EQ",
    "SYMBOL",
    "LISTNUM",
    "AUTONUM",
    "AUTONUMLGL",
    "AUTONUMOUT",
    "TITLE",
    "SUBJECT",
    "AUTHOR",
    "FILENAME",
    "FILESIZE",
    "NUMWORDS",
    "NUMCHARS",
    "KEYWORDS",
    "LASTSAVEDBY",
    "REVNUM",
    "EDITTIME",
    "TEMPLATE",
    "ADVANCE",
    "BIBLIOGRAPHY",
    "CITATION",
    "TOA",
    "USERNAME",
    "USERINITIALS",
    "USERADDRESS",
    "DOCPROPERTY",
    "MERGEFIELD",
    "SHAPE",
    "BARCODE",
];

/// Refuses fields whose instruction can hold text that the result does not show. An instruction may be spread over runs.
fn fields(part: &str, root: &Element) -> Result<(), Text> {
    let mut open: Vec<String> = Vec::new();
    let mut all: Vec<String> = Vec::new();
    let mut stray = String::new();
    root.walk(&mut |element| match element.local() {
        "fldSimple" => all.push(element.get("instr").unwrap_or_default()),
        "instrText" => open.last_mut().unwrap_or(&mut stray).push_str(&element.text()),
        "fldChar" => match element.get("fldCharType").as_deref() {
            Some("begin") => open.push(String::new()),
            Some("separate") => all.extend(open.last_mut().map(std::mem::take)),
            Some("end") => all.extend(open.pop()),
            _ => {}
        },
        _ => {}
    });
    all.extend(open);
    all.push(stray);
    for instruction in all.iter().map(|i| i.trim()).filter(|i| !i.is_empty()) {
        let word = instruction.split([' ', '\\', '\t', '\u{a0}']).next().unwrap_or_default().to_uppercase();
        // Links to files of the writer's computer.
        let local = word == "HYPERLINK" && (instruction.contains(":\\") || instruction.contains("file:"));
        if local || !instruction.starts_with('=') && !FIELDS.contains(&word.as_str()) {
            return Err(hidden(
                text!("필드 코드에 보이지 않는 글이 있습니다", "a field code holds text that is not shown"),
                part,
                text!(
                    "필드를 글로 바꾸고(Ctrl+Shift+F9) 다시 저장하십시오",
                    "turn the field into text (Ctrl+Shift+F9) and save again"
                ),
            ));
        }
    }
    Ok(())
}

/// Removes headers and footers for first and even pages that the settings switch off.
fn unused_headers(package: &mut Package, removed: &mut Removed) {
    let has = |name: &str| {
        let found = package.parts.values().filter_map(Part::xml).find_map(|root| root.find(name));
        found.is_some_and(Element::is_set)
    };
    let (first, even) = (has("titlePg"), has("evenAndOddHeaders"));
    let main = package.main.clone();
    let Some(root) = package.parts.get_mut(&main).and_then(Part::xml_mut) else { return };
    let dropped = root.edit(&mut |element| {
        let kind = element.get("type").unwrap_or_default();
        let off = (kind == "first" && !first) || (kind == "even" && !even);
        if matches!(element.local(), "headerReference" | "footerReference") && off {
            removed.add(text!("쓰지 않는 머리글과 바닥글", "unused headers and footers"));
            return Ok(Action::Drop);
        }
        Ok(Action::Keep)
    });
    dropped.expect("the closure refuses nothing");
}

/// Removes footnotes and endnotes that the text does not refer to.
fn notes(package: &mut Package, removed: &mut Removed) {
    let mut referred = BTreeSet::new();
    for root in package.parts.values().filter_map(Part::xml) {
        root.walk(&mut |e| {
            if matches!(e.local(), "footnoteReference" | "endnoteReference" | "footnote" | "endnote")
                && (e.local().ends_with("Reference") || e.children.is_empty())
                && let Some(id) = e.get("id")
            {
                referred.insert((e.local().starts_with("foot"), id));
            }
        });
    }
    for part in package.parts.values_mut() {
        let foot = part.content_type.ends_with("footnotes+xml");
        if !foot && !part.content_type.ends_with("endnotes+xml") {
            continue;
        }
        let Some(root) = part.xml_mut() else { continue };
        let before = root.children.len();
        root.children.retain(|child| match child {
            // Separators have a type.
            Node::Element(note) => {
                let id = note.get("id").unwrap_or_default();
                note.get("type").is_some_and(|t| t != "normal") || referred.contains(&(foot, id))
            }
            Node::Text(_) => true,
        });
        if root.children.len() != before {
            removed.add(removed::unused());
        }
    }
}
