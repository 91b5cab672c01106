//! JSON-LD (schema.org) in the head of pages.

use gian_vocabulary::institution::Settings;
use serde_json::{Value, json};

use super::{Addresses, licence, updated};
use crate::Frame;
use crate::entry::{Entry, File, Role};
use crate::frame::Crumb;

const CONTEXT: &str = "https://schema.org";

/// JSON-LD of the page of a document; `crumbs` is the path to its task.
pub fn document(frame: &Frame<'_>, entry: &Entry, crumbs: &[Crumb]) -> String {
    let settings = frame.settings;
    let page = entry.path();
    let to = |path: &str| Addresses::new(settings).seen_from(&page, path);
    let own = to(&format!("d/{}/", entry.id));
    let mut part_of = vec![json!({ "@type": "WebSite", "@id": to("") })];
    part_of.extend(entry.dossier.iter().map(|d| json!({ "@type": "Collection", "@id": to(&format!("dossier/{d}/")) })));
    let mut report = json!({
        "@type": ["Report", "DigitalDocument"],
        "@id": own,
        "url": own,
        "identifier": entry.id,
        "name": entry.title,
        "headline": entry.title,
        "inLanguage": "ko",
        "dateCreated": entry.date,
        "dateModified": updated(entry),
        "genre": entry.kind,
        "publisher": publisher(settings),
        "creator": { "@type": "GovernmentOrganization", "name": format!("{} {}", settings.institution.name, entry.department_name) },
        "conditionsOfAccess": entry.disclosure_label,
        "isAccessibleForFree": true,
        "accessMode": ["textual"],
        "accessibilityFeature": ["structuralNavigation", "tableOfContents", "alternativeText", "readingOrder"],
        "accessibilityHazard": ["none"],
        "isPartOf": part_of,
        "encoding": entry.files.iter().map(|f| encoding(f, &to(&f.path))).collect::<Vec<_>>(),
        "subjectOf": { "@type": "Dataset", "name": format!("{} (JSON)", entry.title), "url": to(&format!("d/{}/document.json", entry.id)) },
    });
    if let Some(number) = &entry.doc_no {
        report["reportNumber"] = number.as_str().into();
    }
    if let Some(summary) = &entry.summary {
        report["description"] = summary.as_str().into();
        report["abstract"] = summary.as_str().into();
    }
    if !entry.keywords.is_empty() {
        report["keywords"] = json!(entry.keywords);
    }
    if let Some(licence) = &entry.licence {
        report["license"] = licence.url.into();
    }
    let steps = crumbs.iter().map(|c| (c.title.as_str(), c.path.strip_suffix("index.html").unwrap_or(&c.path)));
    let way = [("결재문서", "documents/")].into_iter().chain(steps).enumerate();
    let items: Vec<Value> = way
        .map(|(i, (name, path))| json!({ "@type": "ListItem", "position": i + 1, "name": name, "item": to(path) }))
        .collect();
    script(&json!({
        "@context": CONTEXT,
        "@graph": [report, { "@type": "BreadcrumbList", "itemListElement": items }],
    }))
}

fn encoding(file: &File, address: &str) -> Value {
    let mut node = json!({
        "@type": "MediaObject",
        "name": file.title,
        "contentUrl": address,
        "encodingFormat": file.media_type,
        "contentSize": file.bytes.to_string(),
        "sha256": file.sha256,
    });
    // The PDF that the program sets is PDF/UA-1; of a received file nothing is known.
    if file.role == Role::Document && file.media_type == "application/pdf" {
        node["accessibilityFeature"] = json!(["taggedPDF", "bookmarks", "alternativeText", "readingOrder"]);
    }
    node
}

/// JSON-LD of the start page: the archive and the catalogue of its data.
pub fn home(frame: &Frame<'_>) -> String {
    let settings = frame.settings;
    let to = |path: &str| Addresses::new(settings).seen_from("index.html", path);
    let mut catalog = json!({
        "@type": "DataCatalog",
        "@id": to(super::source::CATALOG),
        "name": format!("{} 자료", settings.archive.title),
        "url": to("data/"),
        "inLanguage": "ko",
        "publisher": publisher(settings),
    });
    let mut site = json!({
        "@type": "WebSite",
        "@id": to(""),
        "url": to(""),
        "name": settings.archive.title,
        "inLanguage": "ko",
        "publisher": publisher(settings),
    });
    if let Some(about) = &settings.archive.about {
        site["description"] = about.as_str().into();
        catalog["description"] = about.as_str().into();
    }
    // The licence of the data; each document has its own.
    if let Some(licence) = licence(settings) {
        catalog["license"] = licence.url.into();
    }
    script(&json!({ "@context": CONTEXT, "@graph": [site, catalog] }))
}

fn publisher(settings: &Settings) -> Value {
    let mut node = json!({ "@type": "GovernmentOrganization", "name": settings.institution.name });
    if let Some(homepage) = &settings.institution.homepage {
        node["url"] = homepage.as_str().into();
    }
    node
}

/// JSON that no value can break out of in an HTML page: all HTML characters are escaped.
fn script(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script() {
        let value = json!({ "</script><!--": "</script>&amp;<!-- \u{2028}" });
        let text = script(&value);
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
