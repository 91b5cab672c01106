//! What a PDF may hold: refusals, and removal of metadata and notes.

use std::collections::BTreeMap;

use gian_diagnostics::{Text, text};

use super::super::removed::{self, Removed};
use super::bounds::too_complex;
use super::value::{Document, Entries, Value};

/// Actions that lead to a place of this document or to the web.
const ACTIONS: [&[u8]; 4] = [b"GoTo", b"URI", b"Named", b"Thread"];
/// All action types of ISO 32000 besides those, to tell actions from other dictionaries with `/S`.
const OTHER_ACTIONS: [&[u8]; 17] = [
    b"JavaScript",
    b"Launch",
    b"GoToR",
    b"GoToE",
    b"GoToDp",
    b"SubmitForm",
    b"ResetForm",
    b"ImportData",
    b"Sound",
    b"Movie",
    b"Hide",
    b"SetOCGState",
    b"Rendition",
    b"Trans",
    b"GoTo3DView",
    b"RichMediaExecute",
    b"NOP",
];

/// Whether the file is signed.
pub(super) fn is_signed(document: &Document<'_>) -> bool {
    any_dict(document, &mut |d| {
        d.contains_key(b"ByteRange".as_slice()) || document.get(d, "Type").name() == Some(b"DocTimeStamp")
    })
}

fn any_dict(document: &Document<'_>, test: &mut impl FnMut(&Entries) -> bool) -> bool {
    fn walk(value: &Value, test: &mut impl FnMut(&Entries) -> bool) -> bool {
        match value {
            Value::Dict(entries) => test(entries) || entries.values().any(|v| walk(v, test)),
            Value::Array(items) => items.iter().any(|v| walk(v, test)),
            _ => false,
        }
    }
    document.objects.iter().any(|object| walk(&object.value, test))
}

/// Refuses what runs, what is embedded, and what is hidden from the reader of the pages.
pub(super) fn refuse(document: &Document<'_>, pages: &[usize]) -> Result<(), Text> {
    // Pages can share their annotations, which are looked at and copied for each page.
    const MOST_ANNOTATIONS: usize = 500_000;
    let mut annotations = 0;
    for (number, page) in pages.iter().enumerate() {
        let Some(page) = document.objects[*page].value.dict() else { continue };
        let place = text!("{}쪽", "page {}"; number + 1);
        dictionary(document, page, &place)?;
        for annotation in document.items(document.get(page, "Annots")).filter_map(Value::dict) {
            annotations += 1;
            if annotations > MOST_ANNOTATIONS {
                return Err(too_complex());
            }
            dictionary(document, annotation, &place)?;
            document.get(annotation, "A").dict().map_or(Ok(()), |a| dictionary(document, a, &place))?;
            annotation_is_open(document, annotation, &place)?;
        }
    }
    let place = text!("문서 전체", "the document");
    let mut problem = None;
    any_dict(document, &mut |entries| {
        problem = dictionary(document, entries, &place).and_then(|()| field(document, entries)).err();
        problem.is_some()
    });
    problem.map_or(Ok(()), Err)?;
    layers(document)
}

/// Refuses what must stand in no dictionary.
fn dictionary(document: &Document<'_>, entries: &Entries, place: &Text) -> Result<(), Text> {
    let has = |key: &str| !matches!(document.get(entries, key), Value::Null);
    let kind = document.get(entries, "S").name().unwrap_or_default();
    let script = kind == b"JavaScript" || (has("JS") && !has("Type")) || has("JavaScript") || has("XFA");
    if script {
        return Err(refused(
            text!("자바스크립트(또는 XFA 양식)가 들어 있습니다", "it holds JavaScript or an XFA form"),
            place,
            text!("인쇄하여 PDF로 다시 만드십시오", "print it to a new PDF"),
        ));
    }
    let is_action = OTHER_ACTIONS.contains(&kind) && !ACTIONS.contains(&kind) && !has("Pg") && !has("K") && !has("P");
    if is_action || entries.contains_key(b"AA".as_slice()) && has("AA") {
        return Err(refused(
            text!("저절로 실행되는 동작이 들어 있습니다", "it holds an action that runs something"),
            place,
            text!("인쇄하여 PDF로 다시 만드십시오", "print it to a new PDF"),
        ));
    }
    let kind = document.get(entries, "Type").name().unwrap_or_default();
    if has("EF") || has("EmbeddedFiles") || kind == b"EmbeddedFile" || has("Collection") || has("RichMediaContent") {
        return Err(refused(
            text!("다른 파일이 들어 있습니다", "another file is embedded"),
            place,
            text!(
                "첨부 파일을 지우고 다시 저장하거나 따로 붙이십시오",
                "remove it and save again, or attach it separately"
            ),
        ));
    }
    Ok(())
}

fn refused(what: Text, place: &Text, advice: Text) -> Text {
    text!(
        ko: "{} ({}): {}", what.ko, place.ko, advice.ko;
        en: "{} ({}): {}", what.en, place.en, advice.en
    )
}

/// Refuses annotations that a reader cannot see as they are: marks for redaction, media, and covers.
fn annotation_is_open(document: &Document<'_>, annotation: &Entries, place: &Text) -> Result<(), Text> {
    match document.get(annotation, "Subtype").name().unwrap_or_default() {
        b"Redact" => Err(refused(
            text!(
                "가림 표시가 적용되지 않아 밑의 글이 남아 있습니다",
                "marks for redaction were not applied, so that the text below is left"
            ),
            place,
            text!("[편집]에서 적용한 뒤 다시 저장하십시오", "apply them and save again"),
        )),
        b"FileAttachment" | b"Sound" | b"Movie" | b"Screen" | b"3D" | b"RichMedia" => Err(refused(
            text!("파일·소리·동영상이 들어 있습니다", "it holds a file, sound or video"),
            place,
            text!("지우고 다시 저장하십시오", "remove it and save again"),
        )),
        _ => Ok(()),
    }
}

/// Refuses values of form fields, which may differ from what the page shows.
fn field(document: &Document<'_>, entries: &Entries) -> Result<(), Text> {
    if document.get(entries, "FT").name().is_none_or(|kind| kind == b"Sig") {
        return Ok(());
    }
    let filled = |key: &str| match document.get(entries, key) {
        Value::Text(text) => !text.is_empty() && *text != b"\xfe\xff",
        Value::Name(name) => name != b"Off",
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    if filled("V") || filled("RV") {
        return Err(text!(
            "양식 칸에 적은 값이 남아 있습니다: 인쇄하여 PDF로 다시 만드십시오",
            "form fields hold values: print it to a new PDF"
        ));
    }
    Ok(())
}

/// Refuses optional content that is off.
fn layers(document: &Document<'_>) -> Result<(), Text> {
    let catalog = document.catalog();
    let inverted = any_dict(document, &mut |d| {
        let policy = document.get(d, "P").name().unwrap_or_default();
        document.get(d, "Type").name() == Some(b"OCMD")
            && (policy.ends_with(b"Off") || d.contains_key(b"VE".as_slice()))
    });
    let off = document.get(catalog, "OCProperties").dict().is_some_and(|properties| {
        let Some(default) = document.get(properties, "D").dict() else { return false };
        let is_off = |usage: &Value| {
            usage.dict().is_some_and(|u| {
                ["View", "Print", "Export"].iter().any(|key| {
                    let state = document.get(u, key).dict();
                    state.is_some_and(|s| document.get(s, &format!("{key}State")).name() == Some(b"OFF"))
                })
            })
        };
        let automatic = document.items(document.get(default, "AS")).next().is_some();
        let groups = || document.items(document.get(properties, "OCGs")).filter_map(Value::dict);
        document.items(document.get(default, "OFF")).next().is_some()
            || document.get(default, "BaseState").name() == Some(b"OFF")
            || (automatic && groups().any(|group| is_off(document.get(group, "Usage"))))
    });
    if off || inverted {
        return Err(text!(
            "꺼진 레이어에 보이지 않는 내용이 있습니다: 레이어를 합치거나 지우고 다시 저장하십시오",
            "a layer that is off hides content: merge or delete it and save again"
        ));
    }
    Ok(())
}

/// Entries that no page shows. `Thumb` is a small picture of an earlier state of the page.
const METADATA: [&[u8]; 7] =
    [b"Metadata", b"PieceInfo", b"LastModified", b"Thumb", b"SpiderInfo", b"Requirements", b"OPI"];
/// Annotations that are notes about the document.
const NOTES: [&[u8]; 3] = [b"Text", b"Popup", b"Caret"];
/// Entries of an annotation that make what the page shows.
const SHOWN: [&[u8]; 34] = [
    b"Type",
    b"Subtype",
    b"Rect",
    b"AP",
    b"AS",
    b"F",
    b"C",
    b"IC",
    b"CA",
    b"ca",
    b"BS",
    b"BE",
    b"Border",
    b"QuadPoints",
    b"InkList",
    b"L",
    b"LE",
    b"Vertices",
    b"RD",
    b"DA",
    b"DS",
    b"Q",
    b"MK",
    b"H",
    b"A",
    b"Dest",
    b"PA",
    b"P",
    b"StructParent",
    b"OC",
    b"CL",
    b"IT",
    b"Name",
    b"BM",
];

/// Removes metadata, notes and authors.
pub(super) fn remove(document: &mut Document<'_>, pages: &[usize], removed: &mut Removed) {
    annotations(document, pages, removed);
    for index in 0..document.objects.len() {
        let mut value = std::mem::replace(&mut document.objects[index].value, Value::Null);
        strip(&mut value, removed);
        document.objects[index].value = value;
        clean_picture(document, index, removed);
    }
    let catalog = document.catalog_mut();
    for key in ["Perms", "Legal", "Threads"] {
        if catalog.remove(key.as_bytes()).is_some() {
            removed.add(removed::properties());
        }
    }
}

fn strip(value: &mut Value, removed: &mut Removed) {
    match value {
        Value::Dict(entries) => {
            let before = entries.len();
            entries.retain(|key, _| !METADATA.contains(&key.as_slice()));
            if entries.len() != before {
                removed.add(removed::properties());
            }
            entries.values_mut().for_each(|v| strip(v, removed));
        }
        Value::Array(items) => items.iter_mut().for_each(|v| strip(v, removed)),
        _ => {}
    }
}

/// Removes metadata of a JPEG in the page, which viewers do not read either.
fn clean_picture(document: &mut Document<'_>, index: usize, removed: &mut Removed) {
    let object = &document.objects[index];
    let Some(entries) = object.value.dict() else { return };
    let filter = match document.get(entries, "Filter") {
        Value::Array(items) if items.len() == 1 => document.resolve(&items[0]).name(),
        filter => filter.name(),
    };
    let is_jpeg = filter.is_some_and(|f| matches!(f, b"DCTDecode" | b"DCT"));
    let Some(data) = object.stream.as_deref().filter(|_| is_jpeg) else { return };
    if let Ok(copy) = super::super::picture::jpeg(data, removed) {
        document.objects[index].stream = Some(copy);
    }
}

/// Removes notes, and from other annotations everything that the page does not show.
fn annotations(document: &mut Document<'_>, pages: &[usize], removed: &mut Removed) {
    let mut cleaned: BTreeMap<usize, Value> = BTreeMap::new();
    for &page in pages {
        let Some(entries) = document.objects[page].value.dict() else { continue };
        let Value::Array(items) = document.get(entries, "Annots") else { continue };
        let mut kept = Vec::new();
        for item in items {
            let Some(annotation) = document.resolve(item).dict() else { continue };
            let kind = document.get(annotation, "Subtype").name().unwrap_or_default();
            let Value::Int(flags) = document.get(annotation, "F") else {
                keep(item, annotation, kind, &mut kept, &mut cleaned, removed);
                continue;
            };
            // Hidden, or neither shown nor printed.
            if flags & 0x22 != 0 && kind != b"Widget" && kind != b"Link" {
                removed.add(removed::comments());
            } else {
                keep(item, annotation, kind, &mut kept, &mut cleaned, removed);
            }
        }
        let mut copy = entries.clone();
        copy.insert(b"Annots".to_vec(), Value::Array(kept));
        cleaned.insert(page, Value::Dict(copy));
    }
    for (index, value) in cleaned {
        document.objects[index].value = value;
    }
}

fn keep(
    item: &Value,
    annotation: &Entries,
    kind: &[u8],
    kept: &mut Vec<Value>,
    cleaned: &mut BTreeMap<usize, Value>,
    removed: &mut Removed,
) {
    if NOTES.contains(&kind) {
        removed.add(removed::comments());
        return;
    }
    if kind == b"Widget" {
        kept.push(item.clone());
        return;
    }
    let mut copy = annotation.clone();
    // The description of a link is read aloud, and the contents of a text box are what the page shows.
    copy.retain(|key, _| {
        SHOWN.contains(&key.as_slice()) || (key == b"Contents" && matches!(kind, b"Link" | b"FreeText"))
    });
    if copy.len() != annotation.len() {
        removed.add(removed::comments());
    }
    match item {
        Value::Ref(index) => {
            cleaned.insert(*index, Value::Dict(copy));
            kept.push(item.clone());
        }
        _ => kept.push(Value::Dict(copy)),
    }
}
