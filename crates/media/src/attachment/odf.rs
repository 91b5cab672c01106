//! ODF (OpenDocument): ODT, ODS and ODP for publication.

use std::collections::BTreeSet;

use gian_diagnostics::{Text, text};

use super::fate;
use super::members::{self, Budget, Member, damaged};
use super::refusal::hidden;
use super::removed::{self, Removed};
use super::xml::{self, Action, Element, Node};

const TYPES: [&str; 3] = [
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
];
const MANIFEST: &str = "META-INF/manifest.xml";

/// The cleaned copy of a document.
pub(super) fn clean(bytes: &[u8], budget: &mut Budget, removed: &mut Removed) -> Result<Vec<u8>, Text> {
    let members = members::read(bytes, budget)?;
    let kind = members.iter().find(|m| m.name == "mimetype").map(|m| m.data.trim_ascii().to_vec());
    let kind =
        kind.and_then(|k| TYPES.iter().find(|t| t.as_bytes() == k)).ok_or_else(|| super::kind::mismatch("od?"))?;
    let manifest = members.iter().find(|m| m.name == MANIFEST).ok_or_else(|| damaged(MANIFEST))?;
    let mut manifest = xml::read(MANIFEST, &manifest.data)?;
    if manifest.find("encryption-data").is_some() {
        return Err(members::encrypted());
    }
    if !members.iter().any(|m| m.name == "content.xml") {
        return Err(damaged("content.xml"));
    }
    let mut copies = vec![("mimetype".to_owned(), kind.as_bytes().to_vec())];
    for member in members.into_iter().filter(|m| m.name != "mimetype" && m.name != MANIFEST) {
        if let Some(copy) = part(&member, removed)? {
            copies.push((member.name, copy));
        }
    }
    drop_unused_pictures(&mut copies, removed);
    let names: BTreeSet<&str> = copies.iter().map(|(n, _)| n.as_str()).collect();
    manifest.children.retain(|child| match child {
        Node::Element(e) => {
            let path = e.get("full-path").unwrap_or_default();
            path == "/"
                || names.contains(path.as_str())
                || (path.ends_with('/') && names.iter().any(|n| n.starts_with(&path)))
        }
        Node::Text(_) => true,
    });
    copies.push((MANIFEST.to_owned(), manifest.to_bytes()));
    members::write(copies.iter().map(|(n, d)| (n.as_str(), d.as_slice())), Some("mimetype"))
}

/// The copy of one member; `None` if it is left out.
fn part(member: &Member, removed: &mut Removed) -> Result<Option<Vec<u8>>, Text> {
    let (folder, file) = member.name.rsplit_once('/').unwrap_or(("", &member.name));
    let top = member.name.split('/').next().unwrap_or_default();
    match top {
        "Basic" | "Scripts" | "Dialogs" => return Err(fate::macros()),
        "Versions" | "VersionList.xml" => {
            return Err(hidden(
                text!("이전 판이 남아 있습니다", "earlier versions are left"),
                &member.name,
                text!("[파일]-[버전]에서 지우고 다시 저장하십시오", "delete them under File, Versions and save again"),
            ));
        }
        "Thumbnails" => {
            removed.add(removed::preview());
            return Ok(None);
        }
        "Configurations2" | "META-INF" | "manifest.rdf" | "layout-cache" => {
            removed.add(removed::custom());
            return Ok(None);
        }
        "Pictures" | "media" | "ObjectReplacements" | "Fonts" => {
            return Ok(Some(super::picture::inside(member.data.clone(), removed)));
        }
        _ => {}
    }
    // Charts are documents in folders of their own, with the same files.
    let object = folder.is_empty() || (folder.starts_with("Object ") && !folder.contains('/'));
    if !object {
        removed.add(removed::unused());
        return Ok(None);
    }
    match file {
        "meta.xml" => meta(&member.name, &member.data, removed).map(Some),
        "settings.xml" => settings(&member.name, &member.data, removed).map(Some),
        "content.xml" | "styles.xml" => content(&member.name, &member.data, !folder.is_empty(), removed).map(Some),
        _ if !folder.is_empty() || file.starts_with("Object ") => Err(fate::embedded()),
        _ => {
            removed.add(removed::unused());
            Ok(None)
        }
    }
}

fn meta(name: &str, data: &[u8], removed: &mut Removed) -> Result<Vec<u8>, Text> {
    let mut root = xml::read(name, data)?;
    root.edit(&mut |e| {
        let kept = matches!(e.local(), "meta" | "title" | "subject" | "keyword" | "language");
        if !kept {
            removed.add(removed::properties());
        }
        if e.local() != "meta" {
            e.attributes.clear();
        }
        Ok(if kept { Action::Keep } else { Action::Drop })
    })?;
    Ok(root.to_bytes())
}

/// Settings that change the layout are kept; names of printers, databases and the state of windows are not.
fn settings(name: &str, data: &[u8], removed: &mut Removed) -> Result<Vec<u8>, Text> {
    let mut root = xml::read(name, data)?;
    root.edit(&mut |e| {
        let key = e.get("name").unwrap_or_default();
        let private = [
            "Printer", "PrintFax", "Database", "Rsid", "URL", "Link", "Password", "Protect", "Author", "User", "Path",
            "Script",
        ];
        let drop = match e.local() {
            "config-item-set" => key.ends_with("view-settings"),
            "config-item" => {
                private.iter().any(|p| key.contains(p)) && !e.text().is_empty() && key != "SaveVersionOnClose"
            }
            "config-item-map-indexed" => key == "Views" || key.contains("Dictionar"),
            _ => false,
        };
        if drop {
            removed.add(removed::printer());
        }
        Ok(if drop { Action::Drop } else { Action::Keep })
    })?;
    Ok(root.to_bytes())
}

/// Styles by what they hide.
#[derive(Default)]
struct Styles {
    /// Styles of sheets, texts and paragraphs that are not displayed.
    hidden: BTreeSet<String>,
    /// Styles of slides that are left out of the show.
    slides: BTreeSet<String>,
}

fn styles(root: &Element) -> Styles {
    let mut styles = Styles::default();
    root.walk(&mut |style| {
        if style.local() != "style" {
            return;
        }
        let name = style.get("name").unwrap_or_default();
        for properties in style.elements() {
            let display = properties.get("display").unwrap_or_default();
            if (properties.local() == "table-properties" && display == "false")
                || (properties.local() == "text-properties" && display == "none")
            {
                styles.hidden.insert(name.clone());
            }
            if properties.get("visibility").is_some_and(|v| v == "hidden") {
                styles.slides.insert(name.clone());
            }
        }
    });
    styles
}

fn content(name: &str, data: &[u8], chart: bool, removed: &mut Removed) -> Result<Vec<u8>, Text> {
    let mut root = xml::read(name, data)?;
    if chart && name.ends_with("content.xml") && root.find("chart").is_none() && root.find("math").is_none() {
        return Err(fate::embedded());
    }
    let styles = styles(&root);
    root.edit(&mut |element| {
        let before = element.attributes.len();
        element.attributes.retain(|(key, _)| !xml::local(key).ends_with("rsid"));
        if element.attributes.len() != before {
            removed.add(removed::edit_marks());
        }
        edit(name, element, &styles, removed)
    })?;
    Ok(root.to_bytes())
}

fn edit(part: &str, element: &mut Element, styles: &Styles, removed: &mut Removed) -> Result<Action, Text> {
    let style = element.get("style-name").unwrap_or_default();
    let refuse = |ko: &str, en: &str| {
        Err(hidden(
            Text { ko: ko.to_owned(), en: en.to_owned() },
            part,
            text!("보이게 하거나 지우고 다시 저장하십시오", "show or delete it and save again"),
        ))
    };
    Ok(match element.local() {
        "tracked-changes" if element.elements().next().is_some() => {
            return refuse("변경 내용 추적이 남아 있습니다", "tracked changes are left");
        }
        "tracked-changes" => Action::Drop,
        "annotation" | "annotation-end" => {
            removed.add(removed::comments());
            Action::Drop
        }
        "hidden-text" | "hidden-paragraph" | "conditional-text" | "placeholder-hidden" => {
            return refuse("숨긴 글이 있습니다", "there is hidden text");
        }
        "section" if element.get("display").is_some_and(|d| d != "true") => {
            return refuse("숨긴 구역이 있습니다", "a section is hidden");
        }
        "scripts" | "event-listeners" | "script" if element.elements().next().is_some() => return Err(fate::macros()),
        "table-source"
        | "cell-range-source"
        | "dde-source"
        | "section-source"
        | "dde-link"
        | "database-range-source" => {
            return refuse("다른 파일과 연결되어 있습니다", "it is linked to another file");
        }
        "object-ole" | "plugin" | "applet" => return Err(fate::embedded()),
        "scenario" => return refuse("시나리오가 있습니다", "there is a scenario"),
        "table" if styles.hidden.contains(&style) => {
            let sheet = element.get("name").unwrap_or_default();
            return Err(text!(
                "'{}' 시트가 숨겨져 있습니다: 보이게 하거나 지우고 다시 저장하십시오",
                "the sheet '{}' is hidden: show or delete it and save again"; sheet
            ));
        }
        "table-row" if element.get("visibility").is_some_and(|v| v != "visible") && !element.text().is_empty() => {
            return refuse("숨긴 행이 있습니다", "a row is hidden");
        }
        "table" => {
            if let Some(number) = hidden_column(element) {
                return Err(text!(
                    "'{}' 시트의 {}번째 열이 숨겨져 있습니다: 보이게 하거나 지우고 다시 저장하십시오",
                    "column {1} of the sheet '{0}' is hidden: show or delete it and save again"; element.get("name").unwrap_or_default(), number
                ));
            }
            Action::Keep
        }
        "page" if styles.slides.contains(&style) => return refuse("숨긴 슬라이드가 있습니다", "a slide is hidden"),
        "notes" if element.name.starts_with("presentation:") => {
            // Those of masters hold the placeholders of the program.
            if !part.ends_with("styles.xml") && !element.text().trim().is_empty() {
                return refuse("슬라이드 노트가 있습니다", "a slide has speaker notes");
            }
            Action::Drop
        }
        "span" | "p" | "h" if styles.hidden.contains(&style) && !element.text().is_empty() => {
            return refuse("숨긴 글이 있습니다", "there is hidden text");
        }
        _ if element.get("display").is_some_and(|d| d == "none" || d == "printer")
            && element.name.starts_with("draw:") =>
        {
            removed.add(removed::hidden_shapes());
            Action::Drop
        }
        _ => Action::Keep,
    })
}

/// The number of a column that is hidden and has content.
fn hidden_column(table: &Element) -> Option<usize> {
    const MOST: usize = 20_000;
    let count = |e: &Element, key: &str| e.get(key).and_then(|v| v.parse::<usize>().ok()).unwrap_or(1).min(MOST);
    let mut hidden = vec![false; MOST];
    let mut at = 0;
    table.walk(&mut |column| {
        if column.local() != "table-column" {
            return;
        }
        let next = (at + count(column, "number-columns-repeated")).min(MOST);
        if column.get("visibility").is_some_and(|v| v != "visible") {
            hidden[at..next].fill(true);
        }
        at = next;
    });
    if !hidden.contains(&true) {
        return None;
    }
    let mut found = None;
    table.walk(&mut |row| {
        if row.local() != "table-row" {
            return;
        }
        let mut at = 0;
        for cell in row.elements() {
            let next = (at + count(cell, "number-columns-repeated")).min(MOST);
            if found.is_none() && (!cell.text().is_empty() || cell.get("value").is_some()) {
                found = (at..next).find(|column| hidden[*column]).map(|column| column + 1);
            }
            at = next;
        }
    });
    found
}

/// Pictures that no page names stay in the file when a page was deleted.
fn drop_unused_pictures(copies: &mut Vec<(String, Vec<u8>)>, removed: &mut Removed) {
    let mut named = BTreeSet::new();
    for (name, data) in copies.iter().filter(|(n, _)| n.ends_with("content.xml") || n.ends_with("styles.xml")) {
        let Ok(root) = xml::read(name, data) else { continue };
        root.walk(&mut |e| named.extend(e.get("href").map(|h| h.trim_start_matches("./").to_owned())));
    }
    copies.retain(|(name, _)| {
        let media = ["Pictures/", "media/", "ObjectReplacements/"].iter().any(|f| name.starts_with(f));
        let object = name.starts_with("Object ").then(|| name.split('/').next().unwrap_or_default());
        let used = (!media || named.contains(name)) && object.is_none_or(|o| named.contains(o));
        if !used {
            removed.add(removed::unused());
        }
        used
    });
}
