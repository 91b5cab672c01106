//! Atom feeds (RFC 4287): all documents, by department, by task.
//!
//! Ids are UUIDs derived from the names of institution and document, so that they stay the same when the archive moves.

use gian_vocabulary::institution::Settings;
use gian_vocabulary::values::Date;
use sha2::{Digest, Sha256};

use super::xml::Xml;
use super::{Addresses, Data, updated};
use crate::entry::{Entry, Role};
use crate::{Fault, Put};

/// Documents per feed.
const NEWEST: usize = 50;

/// Writes all feeds.
pub(super) fn write(data: &Data<'_>, put: &Put<'_>) -> Result<(), Fault> {
    let title = &data.frame.settings.archive.title;
    let all: Vec<&Entry> = data.entries.iter().take(NEWEST).collect();
    put("feed.xml", &feed(data, "", title, &all))?;
    for way in data.ways {
        let mut feeds = Vec::new();
        way.walk(
            &mut |branch, _| {
                if branch.feed {
                    feeds.push(branch);
                }
            },
            &mut Vec::new(),
        );
        for branch in feeds {
            let newest: Vec<&Entry> = branch.entries.iter().take(NEWEST).map(|at| &data.entries[*at]).collect();
            let bytes = feed(data, &format!("{}/", branch.address), &format!("{title}: {}", branch.title), &newest);
            put(&format!("{}/feed.xml", branch.address), &bytes)?;
        }
    }
    Ok(())
}

/// A stable identifier that needs no address: a version 8 UUID (RFC 9562) of public words.
pub(super) fn urn(settings: &Settings, what: &str) -> String {
    let digest = Sha256::digest(format!("gian\n{}\n{what}", settings.institution.name));
    let mut bytes: Vec<u8> = digest.iter().take(16).copied().collect();
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Midnight in Korea at the start of a day.
fn instant(day: Date) -> String {
    format!("{day}T00:00:00+09:00")
}

/// A feed at a path.
fn feed(data: &Data<'_>, folder: &str, title: &str, entries: &[&Entry]) -> Vec<u8> {
    let settings = data.frame.settings;
    let path = format!("{folder}feed.xml");
    let to = |there: &str| data.addresses.seen_from(&path, there);
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "ko")]);
    xml.text("id", &urn(settings, &format!("feed {folder}")));
    xml.text("title", title);
    // A feed without documents has the date of the archive.
    let newest = entries.iter().map(|e| updated(e)).max().unwrap_or(data.updated);
    xml.text("updated", &instant(newest));
    xml.open("author", &[]);
    xml.text("name", &settings.institution.name);
    xml.close("author");
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &to(&path))]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &to(folder))]);
    for entry in entries {
        item(&mut xml, settings, &data.addresses, &path, entry);
    }
    xml.close("feed");
    xml.finish()
}

fn item(xml: &mut Xml, settings: &Settings, addresses: &Addresses<'_>, path: &str, entry: &Entry) {
    let to = |there: &str| addresses.seen_from(path, there);
    xml.open("entry", &[]);
    xml.text("id", &urn(settings, &format!("document {}", entry.id)));
    xml.text("title", &entry.title);
    xml.text("published", &instant(entry.date));
    xml.text("updated", &instant(updated(entry)));
    xml.open("author", &[]);
    xml.text("name", &format!("{} {}", settings.institution.name, entry.department_name));
    xml.close("author");
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &to(&format!("d/{}/", entry.id)))]);
    for file in entry.files.iter().filter(|f| f.role == Role::Document) {
        let length = file.bytes.to_string();
        let href = to(&file.path);
        xml.empty("link", &[("rel", "enclosure"), ("type", file.media_type), ("length", &length), ("href", &href)]);
    }
    if let Some(licence) = &entry.licence {
        xml.empty("link", &[("rel", "license"), ("href", licence.url)]);
        xml.text("rights", &format!("{} ({})", licence.name, licence.meaning));
    }
    xml.empty("category", &[("term", &entry.kind)]);
    if let Some(task) = entry.classification.last() {
        xml.empty("category", &[("term", task)]);
    }
    xml.text("summary", entry.summary.as_ref().unwrap_or(&entry.title));
    xml.close("entry");
}
