//! HWPX files (KS X 6101) for publication: a copy without previews and without the names of the authors.
//!
//! Hancom Office keeps an image and a text of the first page under `Preview/`. They date from the last full save, so
//! that they can show text that was removed since. [`public`] writes the file anew:
//!
//! 1. Previews, and references to them, are dropped.
//! 2. The names of the creator and of the last editor are emptied.
//! 3. Other hidden content (earlier versions, tracked changes, memos) is refused.
//!
//! The copy has the members of the file in their order, `mimetype` first, without dates, comments or extra fields.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use gian_diagnostics::{Text, text};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

const TYPE: &str = "application/hwp+zip";
/// Limit for the decoded bytes of one file, whose pictures take at most some tens of megabytes.
const MOST_BYTES: u64 = 256 << 20;
const MOST_MEMBERS: usize = 10_000;

/// Whether a file is an HWPX by content or by name.
pub fn is_hwpx(name: &str, bytes: &[u8]) -> bool {
    let by_name = name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("hwpx"));
    let start = &bytes[..bytes.len().min(256)];
    by_name || (start.starts_with(b"PK") && start.windows(TYPE.len()).any(|w| w == TYPE.as_bytes()))
}

/// The bytes of a file for publication: a cleaned copy of an HWPX, any other file unchanged.
///
/// # Errors
/// A message if an HWPX is broken, encrypted or has hidden content.
pub fn public(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Text> {
    if is_hwpx(name, &bytes) { clean(&bytes) } else { Ok(bytes) }
}

fn broken(why: impl std::fmt::Display) -> Text {
    text!("HWPX 파일을 읽을 수 없습니다: {}", "the HWPX file cannot be read: {}"; why)
}

fn encrypted() -> Text {
    text!("암호를 건 HWPX 파일입니다", "the HWPX file is encrypted")
}

fn hidden(ko: &str, en: &str, member: &str) -> Text {
    Text {
        ko: format!("HWPX 파일에 {ko} 남아 있습니다 (`{member}`): 한글에서 지우고 다시 저장하십시오"),
        en: format!("the HWPX file holds {en} (`{member}`): remove it in the word processor and save again"),
    }
}

/// Writes an HWPX anew, without the private parts.
fn clean(bytes: &[u8]) -> Result<Vec<u8>, Text> {
    let members = members(bytes)?;
    let find = |name: &str| members.iter().find(|(n, _)| n == name).map(|(_, data)| data.as_slice());
    if find("mimetype").is_none_or(|m| m.trim_ascii() != TYPE.as_bytes()) {
        return Err(broken(format!("`mimetype` ≠ {TYPE}")));
    }
    for needed in ["Contents/content.hpf", "Contents/header.xml", "Contents/section0.xml"] {
        if find(needed).is_none() {
            return Err(broken(format!("`{needed}`")));
        }
    }
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = |method| {
        SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .system(System::Dos)
            .external_attributes(0)
    };
    let mut put = |name: &str, data: &[u8], method| -> Result<(), Text> {
        out.start_file(name, options(method)).map_err(broken)?;
        out.write_all(data).map_err(broken)
    };
    // Readers detect the type by the first member, which is not compressed.
    put("mimetype", TYPE.as_bytes(), CompressionMethod::Stored)?;
    for (name, data) in members.iter().filter(|(n, _)| n != "mimetype" && !is_preview(n)) {
        if name.starts_with("DocHistory/") {
            return Err(hidden("이전 판이", "earlier versions of the document", name));
        }
        let data = match name.rsplit_once('.') {
            Some((_, "xml" | "hpf" | "rdf")) => Cow::Owned(rewrite(name, data)?),
            _ => Cow::Borrowed(data.as_slice()),
        };
        put(name, &data, CompressionMethod::Deflated)?;
    }
    Ok(out.finish().map_err(broken)?.into_inner())
}

/// Names and data of all members that the directory lists, in its order.
fn members(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Text> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_MEMBERS {
        return Err(broken(format!("> {MOST_MEMBERS}")));
    }
    let mut room = MOST_BYTES;
    let mut members = Vec::new();
    for at in 0..archive.len() {
        // Encrypted members cannot be opened the ordinary way.
        if archive.by_index_raw(at).map_err(broken)?.encrypted() {
            return Err(encrypted());
        }
        let mut member = archive.by_index(at).map_err(broken)?;
        let name = member.name().map_err(broken)?.into_owned();
        if name.ends_with('/') {
            continue;
        }
        if name.starts_with('/') || name.contains(['\\', '\0']) || name.split('/').any(|s| s.is_empty() || s == "..") {
            return Err(broken(name.escape_debug()));
        }
        let mut data = Vec::new();
        let read = Read::by_ref(&mut member).take(room + 1).read_to_end(&mut data).map_err(broken)?;
        room = room.checked_sub(read as u64).ok_or_else(|| broken(format!("> {MOST_BYTES}")))?;
        members.push((name, data));
    }
    Ok(members)
}

fn is_preview(path: &str) -> bool {
    path.trim_start_matches("./").trim_start_matches('/').to_ascii_lowercase().starts_with("preview/")
}

/// Attributes that name a member of the file.
const NAMING: [&str; 4] = ["full-path", "href", "resource", "about"];

/// An XML member without references to previews and without the names of persons in its metadata.
fn rewrite(member: &str, data: &[u8]) -> Result<Vec<u8>, Text> {
    let source = std::str::from_utf8(data).map_err(|e| broken(format!("`{member}`: {e}")))?;
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut reader = quick_xml::Reader::from_str(source);
    let mut writer = quick_xml::Writer::new(Vec::new());
    // Open elements, outermost first, each with its treatment.
    let mut open: Vec<Treatment> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|e| broken(format!("`{member}`: {e}")))?;
        let within = open.last().copied().unwrap_or(Treatment::Keep);
        match &event {
            Event::Eof if open.is_empty() => return Ok(writer.into_inner()),
            Event::Eof => return Err(broken(format!("`{member}`: EOF"))),
            Event::DocType(_) => return Err(broken(format!("`{member}`: DOCTYPE"))),
            Event::Start(start) => {
                let treatment = if within == Treatment::Keep { treat(member, start)? } else { Treatment::Drop };
                open.push(treatment);
                if treatment == Treatment::Drop {
                    continue;
                }
            }
            Event::Empty(start) => {
                if within != Treatment::Keep || treat(member, start)? == Treatment::Drop {
                    continue;
                }
            }
            Event::End(_) => {
                if open.pop().ok_or_else(|| broken(format!("`{member}`")))? == Treatment::Drop {
                    continue;
                }
            }
            Event::Comment(_) => continue,
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) | Event::PI(_) if within != Treatment::Keep => {
                continue;
            }
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) | Event::PI(_) | Event::Decl(_) => {}
        }
        writer.write_event(event).map_err(broken)?;
    }
}

/// Treatment of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Treatment {
    Keep,
    /// Kept, without its contents.
    Empty,
    Drop,
}

fn treat(member: &str, element: &BytesStart<'_>) -> Result<Treatment, Text> {
    let name = element.local_name();
    let attribute = |wanted: &str| {
        let found = element.attributes().filter_map(Result::ok).find(|a| a.key.local_name().as_ref() == wanted);
        found.and_then(|a| a.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)).unwrap_or_default()
    };
    match name.as_ref() {
        "encryption-data" => return Err(encrypted()),
        "trackChange" => return Err(hidden("변경 추적이", "tracked changes", member)),
        "hiddenComment" => return Err(hidden("숨은 설명이", "hidden comments", member)),
        "fieldBegin" if attribute("type").eq_ignore_ascii_case("MEMO") => {
            return Err(hidden("메모가", "memos", member));
        }
        // Only in the metadata of the package, because a document may have an element of this name in its text.
        "creator" | "lastsaveby" if member.ends_with(".hpf") => return Ok(Treatment::Empty),
        "meta" if ["creator", "lastsaveby"].contains(&attribute("name").to_ascii_lowercase().as_str()) => {
            return Ok(Treatment::Empty);
        }
        _ => {}
    }
    let package = member.starts_with("META-INF/") || member.ends_with(".hpf");
    let names_preview = package && NAMING.iter().any(|key| is_preview(&attribute(key)));
    Ok(if names_preview { Treatment::Drop } else { Treatment::Keep })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTAINER: &str = r#"<?xml version="1.0"?><c:container xmlns:c="urn"><c:rootfiles><c:rootfile full-path="Contents/content.hpf" media-type="x"/><c:rootfile full-path="Preview/PrvText.txt" media-type="text/plain"></c:rootfile></c:rootfiles></c:container>"#;
    const PACKAGE: &str = r#"<opf:package xmlns:opf="urn"><opf:metadata><opf:title>제목</opf:title><opf:meta name="creator" content="text">성춘향 &amp; 이몽룡</opf:meta><opf:meta name="lastsaveby" content="text">이몽룡</opf:meta><opf:meta name="keyword" content="text">협치</opf:meta></opf:metadata><opf:manifest><opf:item id="h" href="Contents/header.xml"/><opf:item id="p" href="Preview/PrvImage.png"/></opf:manifest></opf:package>"#;

    fn file(members: &[(&str, &str)]) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, data) in members {
            let day = DateTime::from_date_and_time(2019, 5, 8, 9, 30, 0).unwrap();
            let options = SimpleFileOptions::default().last_modified_time(day);
            let options = match *name {
                "mimetype" => options.compression_method(CompressionMethod::Stored),
                _ => options.compression_method(CompressionMethod::Deflated),
            };
            out.start_file(*name, options).unwrap();
            out.write_all(data.as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    fn whole() -> Vec<(&'static str, &'static str)> {
        vec![
            ("mimetype", TYPE),
            ("Preview/PrvText.txt", "지운 문장"),
            ("META-INF/container.xml", CONTAINER),
            ("Contents/content.hpf", PACKAGE),
            ("Contents/header.xml", "<hh:head xmlns:hh=\"urn\"><hh:trackchageConfig flags=\"56\"/></hh:head>"),
            ("Contents/section0.xml", "<hs:sec xmlns:hs=\"urn\" xmlns:hp=\"u\"><hp:t>본문 &lt;1&gt;</hp:t></hs:sec>"),
        ]
    }

    fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
        members(bytes).unwrap().into_iter().map(|(n, d)| (n, String::from_utf8(d).unwrap())).collect()
    }

    #[test]
    fn previews_and_names_are_left_out_and_the_text_stays() {
        let cleaned = public("a.hwpx", file(&whole())).unwrap();
        let members = unpacked(&cleaned);
        let names: Vec<&str> = members.iter().map(|(n, _)| n.as_str()).collect();
        assert_eq!(
            names,
            [
                "mimetype",
                "META-INF/container.xml",
                "Contents/content.hpf",
                "Contents/header.xml",
                "Contents/section0.xml"
            ]
        );
        let all: String = members.iter().map(|(_, d)| d.as_str()).collect();
        for gone in ["Preview", "지운 문장", "성춘향", "이몽룡"] {
            assert!(!all.contains(gone), "{gone}");
        }
        for kept in ["본문 &lt;1&gt;", "<opf:title>제목</opf:title>", "협치", "Contents/header.xml", "trackchageConfig"]
        {
            assert!(all.contains(kept), "{kept}");
        }
        assert!(cleaned[30..].starts_with(b"mimetypeapplication/hwp+zip"), "the type is not read by the first bytes");
    }

    #[test]
    fn a_copy_does_not_tell_when_the_file_was_saved_and_is_its_own_copy() {
        let mut later = file(&whole());
        let cleaned = clean(&later).unwrap();
        // The date of the first member, in its own header.
        later[12] ^= 1;
        assert_eq!(clean(&later).unwrap(), cleaned);
        assert_eq!(clean(&cleaned).unwrap(), cleaned);
    }

    #[test]
    fn what_a_reader_does_not_see_is_refused() {
        let with = |name: &'static str, data: &'static str| {
            let mut members = whole();
            members.retain(|(n, _)| *n != name);
            members.push((name, data));
            clean(&file(&members)).unwrap_err().ko
        };
        assert!(with("DocHistory/VersionLog0.xml", "<a/>").contains("이전 판"));
        assert!(with("Contents/section0.xml", "<s><f:fieldBegin type=\"MEMO\"/></s>").contains("메모"));
        assert!(with("Contents/section0.xml", "<s><f:hiddenComment/></s>").contains("숨은 설명"));
        assert!(with("Contents/header.xml", "<h><x:trackChange id=\"1\"/></h>").contains("변경 추적"));
        assert!(with("META-INF/manifest.xml", "<m><odf:encryption-data/></m>").contains("암호"));
    }

    #[test]
    fn a_broken_file_is_refused() {
        let without = |name: &str| {
            let members: Vec<_> = whole().into_iter().filter(|(n, _)| *n != name).collect();
            clean(&file(&members))
        };
        assert!(without("mimetype").is_err());
        assert!(without("Contents/content.hpf").is_err());
        let whole_file = file(&whole());
        assert!(clean(&whole_file[..whole_file.len() / 2]).is_err());
        assert!(public("a.hwpx", b"%PDF-1.7".to_vec()).is_err());
        assert_eq!(public("a.pdf", b"%PDF-1.7".to_vec()).unwrap(), b"%PDF-1.7");
        let mut bad = whole();
        bad.push(("Contents/section1.xml", "<s><t>끝이 없음"));
        assert!(clean(&file(&bad)).is_err());
        let mut doctype = whole();
        doctype.push(("Contents/section1.xml", "<!DOCTYPE s [<!ENTITY a \"b\">]><s>&a;</s>"));
        assert!(clean(&file(&doctype)).is_err());
    }
}
