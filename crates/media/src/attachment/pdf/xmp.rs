//! The metadata packet of a PDF, reduced to the standard that the file follows and its title.

use super::super::xml;
use super::value::{Document, Value};

/// Standards that a file claims to follow, and the title that they require.
pub(super) struct Standard {
    /// Names and values such as `pdfaid:part` and `2`.
    claims: Vec<(String, String)>,
    title: String,
}

/// Claims that are kept.
const CLAIMS: [&str; 5] = ["pdfaid:part", "pdfaid:conformance", "pdfaid:rev", "pdfaid:amd", "pdfuaid:part"];

/// Reads the claims of the catalog's metadata; `None` if there are none.
pub(super) fn read(document: &Document<'_>) -> Option<Standard> {
    let Some(Value::Ref(index)) = document.catalog().get(b"Metadata".as_slice()) else { return None };
    let root = xml::read("XMP", document.decoded(*index)?.trim_ascii_end()).ok()?;
    let mut claims = Vec::new();
    let mut title = String::new();
    root.walk(&mut |e| {
        for claim in CLAIMS {
            let by_attribute = e.attributes.iter().find(|(key, _)| key == claim).map(|(_, value)| xml::unescape(value));
            let found = by_attribute.or_else(|| (e.name == claim).then(|| e.text()));
            // Values are numbers and letters; anything longer is no claim.
            claims.extend(
                found
                    .filter(|v| v.len() <= 4 && v.bytes().all(|b| b.is_ascii_alphanumeric()))
                    .map(|v| (claim.to_owned(), v)),
            );
        }
        if e.name == "dc:title" {
            title = e.text().trim().to_owned();
        }
    });
    claims.sort();
    claims.dedup_by(|a, b| a.0 == b.0);
    (!claims.is_empty()).then_some(Standard { claims, title })
}

impl Standard {
    /// The bytes of a packet with nothing else.
    pub(super) fn stream(&self) -> Vec<u8> {
        let claims: String = self.claims.iter().map(|(key, value)| format!(" {key}=\"{value}\"")).collect();
        let title = match self.title.as_str() {
            "" => String::new(),
            title => format!(
                "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>",
                quick_xml::escape::escape(title)
            ),
        };
        format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
             <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
             xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"{claims}>{title}</rdf:Description></rdf:RDF></x:xmpmeta>\n\
             <?xpacket end=\"w\"?>"
        )
        .into_bytes()
    }
}
