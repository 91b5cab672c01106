//! The catalogue in DCAT 3, as self-contained JSON-LD.
//!
//! `catalog.jsonld` lists the tables, and a catalogue for each month. The documents of a month are in
//! `catalog/<year>-<month>.jsonld`, because one file of all documents would be too large.

use std::collections::BTreeMap;

use chrono::Datelike;
use gian_emit::FORMATS;
use gian_emit::format::Delivery;
use gian_view::LicenceView;
use gian_vocabulary::institution::{Department, Settings};
use gian_vocabulary::values::{Date, Disclosure};
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::source::CATALOG;
use super::tables::{EXCEL, PACKAGE, TableFile};
use super::{Addresses, Data, licence, updated};
use crate::entry::{Entry, File, Role, media_type};
use crate::{Fault, Put, browse};

const RIGHTS: &str = "http://publications.europa.eu/resource/authority/access-right/";
const LANGUAGE: &str = "http://publications.europa.eu/resource/authority/language/KOR";
const MEDIA: &str = "https://www.iana.org/assignments/media-types/";

/// Writes the catalogue and its parts.
pub(super) fn write(data: &Data<'_>, made: &[TableFile], put: &Put<'_>) -> Result<(), Fault> {
    let mut months: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for entry in data.entries {
        let day = entry.date.0;
        months.entry(format!("{}-{:02}", day.year(), day.month())).or_default().push(entry);
    }
    put(CATALOG, &super::json(&root(data, made, &months)))?;
    let months: Vec<_> = months.iter().collect();
    months.par_iter().try_for_each(|(month, entries)| -> Result<(), Fault> {
        let path = part(month);
        put(&path, &super::json(&of_month(data, &path, month, entries)))?;
        Ok(())
    })
}

/// Path of the catalogue of a month.
fn part(month: &str) -> String {
    format!("catalog/{month}.jsonld")
}

fn root(data: &Data<'_>, made: &[TableFile], months: &BTreeMap<String, Vec<&Entry>>) -> Value {
    let settings = data.frame.settings;
    let to = |path: &str| link(&data.addresses.seen_from(CATALOG, path));
    let mut catalog = object(data.addresses.seen_from(CATALOG, CATALOG), "dcat:Catalog");
    describe(&mut catalog, &settings.archive.title, settings.archive.about.as_deref());
    catalog.insert("dct:publisher".into(), publisher(settings));
    catalog.insert("dct:language".into(), link(LANGUAGE));
    catalog.insert("dct:modified".into(), day(data.updated));
    catalog.insert("foaf:homepage".into(), to(""));
    catalog.insert("dcat:contactPoint".into(), office(settings));
    insert_licence(&mut catalog, licence(settings).as_ref());
    let tables = made.iter().map(|table| table_set(data, table)).collect();
    catalog.insert("dcat:dataset".into(), Value::Array(tables));
    let parts = months.iter().map(|(month, entries)| {
        let mut part = object(data.addresses.seen_from(CATALOG, &part(month)), "dcat:Catalog");
        describe(&mut part, &month_title(settings, month), Some(&month_about(month, entries.len())));
        part.insert("dct:publisher".into(), publisher(settings));
        Value::Object(part)
    });
    catalog.insert("dcat:catalog".into(), parts.collect());
    with_context(catalog)
}

fn month_title(settings: &Settings, month: &str) -> String {
    format!("{} {month}", settings.archive.title)
}

fn month_about(month: &str, count: usize) -> String {
    format!("{month}에 결재한 문서 {count}건")
}

fn of_month(data: &Data<'_>, path: &str, month: &str, entries: &[&Entry]) -> Value {
    let settings = data.frame.settings;
    let mut catalog = object(data.addresses.seen_from(path, path), "dcat:Catalog");
    describe(&mut catalog, &month_title(settings, month), Some(&month_about(month, entries.len())));
    catalog.insert("dct:publisher".into(), publisher(settings));
    catalog.insert("dct:language".into(), link(LANGUAGE));
    catalog.insert("dct:isPartOf".into(), link(&data.addresses.seen_from(path, CATALOG)));
    let newest = entries.iter().map(|e| updated(e)).max().unwrap_or(data.updated);
    catalog.insert("dct:modified".into(), day(newest));
    catalog.insert("dcat:contactPoint".into(), office(settings));
    insert_licence(&mut catalog, licence(settings).as_ref());
    let sets = entries.iter().map(|e| document(settings, &data.addresses, path, e)).collect();
    catalog.insert("dcat:dataset".into(), Value::Array(sets));
    with_context(catalog)
}

/// A table as a `dcat:Dataset`.
fn table_set(data: &Data<'_>, made: &TableFile) -> Value {
    let settings = data.frame.settings;
    let to = |path: &str| data.addresses.seen_from(CATALOG, path);
    let terms = licence(settings);
    let distribution = |path: &str, title: &str, size: Option<(u64, &str)>| {
        let mut node = object(to(path), "dcat:Distribution");
        node.insert("dct:title".into(), korean(title));
        node.insert("dcat:accessURL".into(), link(&to("data/")));
        node.insert("dcat:downloadURL".into(), link(&to(path)));
        node.insert("dcat:mediaType".into(), link(&format!("{MEDIA}{}", media_type(path))));
        insert_licence(&mut node, terms.as_ref());
        if let Some((bytes, sha256)) = size {
            insert_size(&mut node, bytes, sha256);
        }
        Value::Object(node)
    };
    let mut set = object(to(&format!("data/#{}", made.name)), "dcat:Dataset");
    describe(&mut set, &made.title, Some(&made.about));
    set.insert("dct:identifier".into(), made.name.into());
    set.insert("dct:publisher".into(), publisher(settings));
    set.insert("dct:language".into(), link(LANGUAGE));
    set.insert("dct:modified".into(), day(data.updated));
    set.insert("dct:accessRights".into(), link(&format!("{RIGHTS}PUBLIC")));
    set.insert("dcat:contactPoint".into(), office(settings));
    set.insert("dcat:landingPage".into(), link(&to("data/")));
    set.insert("foaf:isPrimaryTopicOf".into(), link(&to(PACKAGE)));
    insert_licence(&mut set, terms.as_ref());
    let mut distributions = vec![distribution(&made.path, "CSV", Some((made.bytes, &made.sha256)))];
    if made.name == "documents" {
        distributions.push(distribution(EXCEL, "스프레드시트용 CSV", None));
    }
    set.insert("dcat:distribution".into(), distributions.into());
    Value::Object(set)
}

/// A document as a `dcat:Dataset`, with its own licence.
fn document(settings: &Settings, addresses: &Addresses<'_>, path: &str, entry: &Entry) -> Value {
    let to = |there: &str| addresses.seen_from(path, there);
    let page = to(&format!("d/{}/", entry.id));
    let mut set = object(page.clone(), "dcat:Dataset");
    describe(&mut set, &entry.title, entry.summary.as_deref());
    set.insert("dct:identifier".into(), entry.id.as_str().into());
    set.insert("dct:type".into(), korean(&entry.kind));
    set.insert("dct:issued".into(), day(entry.date));
    set.insert("dct:modified".into(), day(updated(entry)));
    set.insert("dct:language".into(), link(LANGUAGE));
    set.insert("dct:publisher".into(), publisher(settings));
    let department = settings.department(&entry.department);
    set.insert("dct:creator".into(), creator(settings, addresses, path, entry));
    set.insert("dcat:contactPoint".into(), department.map_or_else(|| office(settings), contact));
    set.insert("dcat:landingPage".into(), link(&page));
    let rights = match entry.disclosure {
        Disclosure::Open => "PUBLIC",
        Disclosure::Partial => "RESTRICTED",
        Disclosure::Closed => "NON_PUBLIC",
    };
    set.insert("dct:accessRights".into(), link(&format!("{RIGHTS}{rights}")));
    insert_licence(&mut set, entry.licence.as_ref());
    if !entry.classification.is_empty() {
        let mut theme = object(to(&format!("{}/", browse::class_address(&entry.classification))), "skos:Concept");
        theme.insert("skos:prefLabel".into(), korean(&entry.classification.join(" > ")));
        set.insert("dcat:theme".into(), theme.into());
    }
    if !entry.keywords.is_empty() {
        set.insert("dcat:keyword".into(), entry.keywords.iter().map(|k| korean(k)).collect());
    }
    if let Some(dossier) = &entry.dossier {
        set.insert("dct:isPartOf".into(), link(&to(&format!("dossier/{dossier}/"))));
    }
    let related: Vec<Value> =
        entry.links.iter().filter_map(|l| l.id.as_ref()).map(|id| link(&to(&format!("d/{id}/")))).collect();
    if !related.is_empty() {
        set.insert("dct:relation".into(), related.into());
    }
    let beside = |name: &str, title: &str, media_type: &str| {
        let file = format!("d/{}/{name}", entry.id);
        let mut node = object(to(&file), "dcat:Distribution");
        node.insert("dct:title".into(), korean(title));
        node.insert("dcat:accessURL".into(), link(&page));
        node.insert("dcat:downloadURL".into(), link(&to(&file)));
        node.insert("dcat:mediaType".into(), link(&format!("{MEDIA}{media_type}")));
        node
    };
    let mut distributions: Vec<Value> =
        entry.files.iter().map(|f| file(f, &page, &to(&f.path), entry.licence.as_ref())).collect();
    for format in FORMATS {
        let name = match format.delivery {
            Delivery::Page => "index.html",
            Delivery::Beside(name) => name,
            // It is one of the files above.
            Delivery::Download => continue,
        };
        let mut node = beside(name, format.label, format.media_type);
        insert_licence(&mut node, entry.licence.as_ref());
        distributions.push(node.into());
    }
    // What is said about a document is data of the archive.
    let mut node = beside("document.json", "JSON", "application/json");
    insert_licence(&mut node, licence(settings).as_ref());
    distributions.push(node.into());
    set.insert("dcat:distribution".into(), distributions.into());
    set.into()
}

fn file(file: &File, page: &str, address: &str, licence: Option<&LicenceView>) -> Value {
    let mut node = object(address.to_owned(), "dcat:Distribution");
    let title = match file.role {
        Role::Document => file.format.as_str(),
        Role::Original | Role::Attachment => file.title.as_str(),
    };
    node.insert("dct:title".into(), korean(title));
    node.insert("dcat:accessURL".into(), link(page));
    node.insert("dcat:downloadURL".into(), link(address));
    node.insert("dcat:mediaType".into(), link(&format!("{MEDIA}{}", file.media_type)));
    insert_licence(&mut node, licence);
    insert_size(&mut node, file.bytes, &file.sha256);
    node.into()
}

fn publisher(settings: &Settings) -> Value {
    let institution = &settings.institution;
    // Use one identifier for the office, so that the parts of the catalogue can be merged.
    let mut node = object(super::feeds::urn(settings, "institution"), "foaf:Organization");
    node.insert("foaf:name".into(), korean(&institution.name));
    if let Some(homepage) = &institution.homepage {
        node.insert("foaf:homepage".into(), link(homepage));
    }
    node.into()
}

fn creator(settings: &Settings, addresses: &Addresses<'_>, path: &str, entry: &Entry) -> Value {
    let address = format!("{}/", browse::department_address(&entry.department));
    let mut node = object(addresses.seen_from(path, &address), "foaf:Organization");
    node.insert("foaf:name".into(), korean(&format!("{} {}", settings.institution.name, entry.department_name)));
    node.into()
}

/// Contact point of the archive.
fn office(settings: &Settings) -> Value {
    let mut node = Map::new();
    node.insert("@type".into(), "vcard:Organization".into());
    node.insert("vcard:fn".into(), korean(&settings.institution.name));
    if let Some(homepage) = &settings.institution.homepage {
        node.insert("vcard:hasURL".into(), link(homepage));
    }
    node.into()
}

/// Contact point of a document.
fn contact(department: &Department) -> Value {
    let mut node = Map::new();
    node.insert("@type".into(), "vcard:Organization".into());
    node.insert("vcard:fn".into(), korean(&department.name));
    if let Some(phone) = &department.phone {
        node.insert("vcard:hasTelephone".into(), link(&format!("tel:{phone}")));
    }
    if let Some(email) = &department.email {
        node.insert("vcard:hasEmail".into(), link(&format!("mailto:{email}")));
    }
    node.into()
}

fn object(id: String, kind: &str) -> Map<String, Value> {
    let mut node = Map::new();
    node.insert("@id".into(), id.into());
    node.insert("@type".into(), kind.into());
    node
}

/// Title and description; without a description, the title is used for both.
fn describe(node: &mut Map<String, Value>, title: &str, about: Option<&str>) {
    node.insert("dct:title".into(), korean(title));
    node.insert("dct:description".into(), korean(about.unwrap_or(title)));
}

fn insert_licence(node: &mut Map<String, Value>, licence: Option<&LicenceView>) {
    if let Some(licence) = licence {
        node.insert("dct:license".into(), link(licence.url));
    }
}

fn insert_size(node: &mut Map<String, Value>, bytes: u64, sha256: &str) {
    node.insert("dcat:byteSize".into(), json!({ "@type": "xsd:nonNegativeInteger", "@value": bytes.to_string() }));
    node.insert(
        "spdx:checksum".into(),
        json!({
            "@type": "spdx:Checksum",
            "spdx:algorithm": link("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            "spdx:checksumValue": { "@type": "xsd:hexBinary", "@value": sha256 },
        }),
    );
}

fn link(address: &str) -> Value {
    json!({ "@id": address })
}

fn korean(text: &str) -> Value {
    json!({ "@language": "ko", "@value": text })
}

fn day(date: Date) -> Value {
    json!({ "@type": "xsd:date", "@value": date.to_string() })
}

/// Embed the prefixes, so that the file can be read offline.
fn with_context(node: Map<String, Value>) -> Value {
    let mut whole = Map::new();
    whole.insert(
        "@context".into(),
        json!({
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "spdx": "http://spdx.org/rdf/terms#",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        }),
    );
    whole.extend(node);
    whole.into()
}
