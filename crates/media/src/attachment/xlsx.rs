//! XLSX (SpreadsheetML): workbooks for publication.

use std::collections::BTreeSet;

use gian_diagnostics::{Text, text};

use super::fate::{self, Fate};
use super::members::{Budget, damaged};
use super::opc::{self, Package, Part};
use super::refusal::hidden;
use super::removed::{self, Removed};
use super::sheet;
use super::xml::{Action, Element, Node};

const MAIN: [&str; 1] = ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"];

fn rules(kind: &str, external: bool) -> Fate {
    if let Some(fate) = fate::common(kind, external) {
        return fate;
    }
    match kind {
        "worksheet" | "chartsheet" | "drawing" | "vmlDrawing" | "legacyDrawing" | "table" | "pivotCacheDefinition" => {
            Fate::Named
        }
        "sharedStrings" | "calcChain" | "sheetMetadata" | "pivotTable" | "tableSingleCells" | "FeaturePropertyBag" => {
            Fate::Implicit
        }
        "pivotCacheRecords" => Fate::Drop(text!("피벗 테이블의 원본 사본", "copies of the data behind pivot tables")),
        "externalLink" | "externalLinkPath" | "externalLinkLongPath" => Fate::Refuse(text!(
            "다른 파일과 연결되어 그 값이 남아 있습니다: [데이터]-[연결 편집]에서 연결을 끊고 다시 저장하십시오",
            "it is linked to another file and keeps its values: break the links and save again"
        )),
        "connections" | "queryTable" | "xmlMaps" => Fate::Refuse(text!(
            "외부 데이터와 연결되어 있습니다: [데이터]-[쿼리 및 연결]에서 지우고 다시 저장하십시오",
            "it is connected to outside data: remove the connection and save again"
        )),
        "dialogsheet" => Fate::Refuse(fate::macros()),
        "usernames" | "revisionHeaders" | "revisionLog" => Fate::Refuse(text!(
            "통합 문서에 고친 이력이 남아 있습니다: 통합 문서 공유를 풀고 다시 저장하십시오",
            "the workbook keeps a log of its changes: stop sharing it and save again"
        )),
        "rdRichValue" | "rdRichValueStructure" | "rdRichValueTypes" | "richValueRel" => Fate::Refuse(text!(
            "셀에 연결된 데이터 형식이 있습니다: 값으로 바꾸고 다시 저장하십시오",
            "cells hold linked data types: turn them into values and save again"
        )),
        _ => Fate::Drop(removed::unused()),
    }
}

/// The cleaned copy of a workbook.
pub(super) fn clean(bytes: &[u8], budget: &mut Budget, removed: &mut Removed) -> Result<Vec<u8>, Text> {
    let mut package = Package::read(bytes, budget, "xlsx", &MAIN, rules)?;
    package.prune(removed)?;
    opc::clean_properties(&mut package, removed);
    let sheets = workbook(&mut package, removed)?;
    let invisible = styles(&package);
    let mut used = BTreeSet::new();
    for (name, part) in &sheets {
        let Some(part) = package.parts.get_mut(part) else { continue };
        let Some(root) = part.xml_mut() else { continue };
        sheet::clean(root, name, &invisible, &mut used, removed)?;
    }
    shared_strings(&mut package, &used, removed);
    pivots(&mut package, &sheets, removed)?;
    // Drops the drawings of comments, which are hidden shapes.
    package.prune(removed)?;
    super::drawing::clean(&mut package, removed)?;
    package.write(removed)
}

/// Checks the sheets and names of the workbook; returns the sheets as name and part.
fn workbook(package: &mut Package, removed: &mut Removed) -> Result<Vec<(String, String)>, Text> {
    let main = package.main.clone();
    let part = package.parts.get(&main).ok_or_else(|| damaged(&main))?;
    let root = part.xml().ok_or_else(|| damaged(&main))?;
    let mut sheets = Vec::new();
    for sheet in root.child("sheets").into_iter().flat_map(Element::elements) {
        let name = sheet.get("name").unwrap_or_default();
        if sheet.get("state").is_some_and(|s| s.to_lowercase().contains("hidden")) {
            return Err(text!(
                "'{}' 시트가 숨겨져 있습니다: 보이게 하거나 지우고 다시 저장하십시오",
                "the sheet '{}' is hidden: show or delete it and save again"; name
            ));
        }
        let id = relationship_id(sheet).ok_or_else(|| damaged(&main))?;
        sheets.push((name, part.target(&id).unwrap_or_default().to_owned()));
    }
    let words = words_of_formulas(package);
    let root = package.parts.get_mut(&main).and_then(Part::xml_mut).ok_or_else(|| damaged(&main))?;
    root.edit(&mut |element| {
        Ok(match element.local() {
            "fileSharing"
            | "absPath"
            | "revisionPtr"
            | "fileRecoveryPr"
            | "webPublishing"
            | "webPublishObjects"
            | "customWorkbookViews"
            | "fileVersion"
            | "functionGroups"
            | "smartTagTypes" => {
                removed.add(removed::properties());
                Action::Drop
            }
            "definedName" => defined_name(element, &words, removed)?,
            _ => Action::Keep,
        })
    })?;
    // Branches of alternatives that are empty now.
    root.children.retain(|c| !matches!(c, Node::Element(e) if e.local() == "AlternateContent" && e.elements().all(|b| b.elements().next().is_none())));
    root.children
        .retain(|c| !matches!(c, Node::Element(e) if e.local() == "definedNames" && e.elements().next().is_none()));
    Ok(sheets)
}

/// The id of an element that names a relationship, which is prefixed in contrast to other ids.
fn relationship_id(element: &Element) -> Option<String> {
    let found = element.attributes.iter().find(|(key, _)| key.ends_with(":id"));
    found.map(|(_, value)| super::xml::unescape(value))
}

/// The words of all formulas, in upper case because names ignore case.
fn words_of_formulas(package: &Package) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for root in package.parts.values().filter_map(Part::xml) {
        root.walk(&mut |e| {
            if matches!(
                e.local(),
                "f" | "formula" | "formula1" | "formula2" | "definedName" | "calculatedColumnFormula"
            ) {
                let formula = e.text().to_uppercase();
                let words = formula.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '\\' | '?'));
                all.extend(words.map(str::to_owned));
            }
        });
    }
    all
}

fn defined_name(element: &mut Element, words: &BTreeSet<String>, removed: &mut Removed) -> Result<Action, Text> {
    let name = element.get("name").unwrap_or_default();
    let formula = element.text();
    if formula.contains("[") && formula.contains("]") && formula.contains(".xls") {
        return Err(hidden(
            text!("다른 파일을 가리키는 이름이 있습니다", "a name points to another file"),
            &name,
            text!("[수식]-[이름 관리자]에서 지우고 다시 저장하십시오", "delete it in the name manager and save again"),
        ));
    }
    let attributes = element.attributes.len();
    element
        .attributes
        .retain(|(key, _)| !matches!(key.as_str(), "comment" | "description" | "help" | "statusBar" | "customMenu"));
    if attributes != element.attributes.len() {
        removed.add(text!("이름에 달린 설명", "descriptions of names"));
    }
    // Filters and print areas are names of the program.
    if !element.is_on("hidden") || name.starts_with("_xlnm.") {
        return Ok(Action::Keep);
    }
    if words.contains(&name.to_uppercase()) {
        return Err(hidden(
            text!("수식이 쓰는 이름이 숨겨져 있습니다", "a name that formulas use is hidden"),
            &name,
            text!(
                "이름을 보이게 하거나 값으로 바꾸고 다시 저장하십시오",
                "show it, or turn the formulas into values, and save again"
            ),
        ));
    }
    removed.add(text!("숨긴 이름", "hidden names"));
    Ok(Action::Drop)
}

/// Indexes of cell formats whose number format shows nothing.
fn styles(package: &Package) -> BTreeSet<usize> {
    let of = |p: &&Part| p.content_type.ends_with("spreadsheetml.styles+xml");
    let Some(root) = package.parts.values().find(of).and_then(Part::xml) else { return BTreeSet::new() };
    let mut silent = BTreeSet::new();
    for format in root.child("numFmts").into_iter().flat_map(Element::elements) {
        let code = format.get("formatCode").unwrap_or_default();
        if !code.is_empty() && code.contains(';') && code.chars().all(|c| c == ';' || c.is_whitespace()) {
            silent.insert(format.get("numFmtId").unwrap_or_default());
        }
    }
    let formats = root.child("cellXfs").into_iter().flat_map(Element::elements).enumerate();
    let silent = formats.filter(|(_, f)| f.get("numFmtId").is_some_and(|id| silent.contains(&id))).map(|(i, _)| i);
    silent.collect()
}

/// Empties strings that no cell shows, and removes readings of words (phonetic runs), which are not displayed.
fn shared_strings(package: &mut Package, used: &BTreeSet<usize>, removed: &mut Removed) {
    let of = |p: &&mut Part| p.content_type.ends_with("sharedStrings+xml");
    let Some(root) = package.parts.values_mut().find(of).and_then(Part::xml_mut) else { return };
    root.children.retain(|c| matches!(c, Node::Element(e) if e.local() == "si"));
    for (index, item) in root.elements_mut().enumerate() {
        if !used.contains(&index) && !item.text().is_empty() {
            item.children = vec![Node::Element(Element { name: "t".to_owned(), ..Element::default() })];
            removed.add(text!("지운 셀의 글", "text of deleted cells"));
        }
        let before = item.children.len();
        item.children.retain(|c| !matches!(c, Node::Element(e) if matches!(e.local(), "rPh" | "phoneticPr")));
        if item.children.len() != before {
            removed.add(text!("글자의 읽는 소리", "readings of words"));
        }
    }
}

/// Checks that pivot tables keep no values but those of their visible source.
fn pivots(package: &mut Package, sheets: &[(String, String)], removed: &mut Removed) -> Result<(), Text> {
    let caches: Vec<String> = package
        .parts
        .iter()
        .filter(|(_, p)| p.content_type.ends_with("pivotCacheDefinition+xml"))
        .map(|(n, _)| n.clone())
        .collect();
    if caches.is_empty() {
        return Ok(());
    }
    let mut visible = BTreeSet::new();
    for root in package.parts.values().filter(|p| !p.content_type.contains("pivot")).filter_map(Part::xml) {
        root.walk(&mut |e| {
            if matches!(e.local(), "si" | "is" | "v") {
                visible.insert(e.text());
            }
        });
    }
    let names: BTreeSet<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    for name in caches {
        let root = package.parts.get_mut(&name).and_then(Part::xml_mut).ok_or_else(|| damaged(&name))?;
        let source = root.find("worksheetSource");
        let inside = source.is_some_and(|s| {
            relationship_id(s).is_none() && s.get("sheet").is_none_or(|sheet| names.contains(sheet.as_str()))
        });
        let mut stale = false;
        root.walk(&mut |e| {
            stale |= e.local() == "s" && e.get("v").is_some_and(|v| !v.is_empty() && !visible.contains(&v))
        });
        if !inside || stale {
            return Err(hidden(
                text!(
                    "피벗 테이블에 보이지 않는 원본 데이터가 남아 있습니다",
                    "a pivot table keeps data that no sheet shows"
                ),
                &name,
                text!("값으로 붙여 넣고 다시 저장하십시오", "paste it as values and save again"),
            ));
        }
        root.attributes.retain(|(key, _)| {
            !matches!(key.as_str(), "refreshedBy" | "refreshedDate" | "refreshedDateIso" | "refreshOnLoad" | "saveData")
                && !key.ends_with(":id")
        });
        root.set("saveData", "0");
        root.set("refreshOnLoad", "1");
        removed.add(removed::properties());
    }
    Ok(())
}
