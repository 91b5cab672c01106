//! Markup that OOXML readers pass over: elements of namespaces that they do not know, and alternatives of which they
//! show one.

use std::collections::BTreeSet;

use gian_diagnostics::Text;

use super::opc::{Package, Part};
use super::removed::{self, Removed};
use super::xml::{self, Action, Element, Node};

/// Starts of the namespaces of office programs.
const KNOWN: [&str; 10] = [
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/",
    "urn:schemas-microsoft-com:",
    "http://www.w3.org/",
    "http://purl.org/dc/",
    "http://schemas.libreoffice.org/",
    "http://openoffice.org/",
    "http://customooxmlschemas.google.com/",
    "http://www.hancom.co.kr/",
];

/// Removes elements and attributes of unknown namespaces, and alternatives that differ from what is shown.
pub(super) fn clean(package: &mut Package, removed: &mut Removed) -> Result<(), Text> {
    for root in package.parts.values_mut().filter_map(Part::xml_mut) {
        let foreign = foreign_prefixes(root);
        let mut visit = |element: &mut Element| {
            let prefix = element.name.split_once(':').map_or("", |(prefix, _)| prefix);
            let own = element.attributes.iter().any(|(key, uri)| key == "xmlns" && is_foreign(uri));
            if own || foreign.contains(prefix) {
                removed.add(removed::custom());
                return Ok(Action::Drop);
            }
            let before = element.attributes.len();
            element
                .attributes
                .retain(|(key, _)| key.split_once(':').is_none_or(|(prefix, _)| !foreign.contains(prefix)));
            if element.local() == "AlternateContent" {
                alternatives(element, &foreign, removed);
            }
            if before != element.attributes.len() {
                removed.add(removed::custom());
            }
            Ok(Action::Keep)
        };
        visit(root)?;
        root.edit(&mut visit)?;
    }
    Ok(())
}

fn is_foreign(uri: &str) -> bool {
    let uri = xml::unescape(uri);
    uri.contains(':') && !KNOWN.iter().any(|known| uri.starts_with(known))
}

/// Prefixes that stand for an unknown namespace anywhere in the part.
fn foreign_prefixes(root: &Element) -> BTreeSet<String> {
    let mut prefixes = BTreeSet::new();
    root.walk(&mut |element| {
        for (key, uri) in &element.attributes {
            if let Some(prefix) = key.strip_prefix("xmlns:")
                && is_foreign(uri)
            {
                prefixes.insert(prefix.to_owned());
            }
        }
    });
    prefixes
}

/// Removes the choice that no reader takes, and the fallback of older readers if it has another text than the choice.
fn alternatives(element: &mut Element, foreign: &BTreeSet<String>, removed: &mut Removed) {
    let before = element.children.len();
    element.children.retain(|child| match child {
        Node::Element(choice) if choice.local() == "Choice" => {
            let required = choice.get("Requires").unwrap_or_default();
            !required.split_whitespace().any(|prefix| foreign.contains(prefix))
        }
        _ => true,
    });
    let shown: BTreeSet<String> = element.elements().filter(|e| e.local() == "Choice").map(words).collect();
    element.children.retain(|child| match child {
        Node::Element(fallback) if fallback.local() == "Fallback" && !shown.is_empty() => {
            let words = words(fallback);
            words.is_empty() || shown.contains(&words)
        }
        _ => true,
    });
    if before != element.children.len() {
        removed.add(removed::custom());
    }
}

/// The text below an element, without blanks.
fn words(element: &Element) -> String {
    let mut text = String::new();
    element.walk(&mut |e| {
        if e.local() == "t" {
            text.push_str(&e.text());
        }
    });
    text.retain(|c| !c.is_whitespace());
    text
}
