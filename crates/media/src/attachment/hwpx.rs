//! HWPX (KS X 6101): documents for publication, by an allow-list of members.
//!
//! Hancom Office keeps an image and a text of the first page under `Preview/`. They date from the last full save, so
//! that they can show text that was removed since. Everything that the package description does not name is left out.

use std::collections::{BTreeMap, BTreeSet};

use gian_diagnostics::{Text, text};

use super::members::{self, Budget, damaged};
use super::refusal::hidden;
use super::removed::{self, Removed};
use super::xml::{self, Action, Element, Node};

const TYPE: &str = "application/hwp+zip";
const CONTAINER: &str = "META-INF/container.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
const PACKAGE: &str = "Contents/content.hpf";
/// Members that readers find by their name.
const FIXED: [&str; 6] = ["mimetype", "version.xml", "settings.xml", CONTAINER, MANIFEST, PACKAGE];
/// Metadata that describes the content.
const KEPT_META: [&str; 4] = ["title", "language", "subject", "keyword"];

fn advice() -> Text {
    text!("한글에서 지우고 다시 저장하십시오", "remove it in the word processor and save again")
}

/// The cleaned copy of a document.
pub(super) fn clean(bytes: &[u8], budget: &mut Budget, removed: &mut Removed) -> Result<Vec<u8>, Text> {
    let read = members::read(bytes, budget)?;
    if read.iter().find(|m| m.name == "mimetype").is_none_or(|m| m.data.trim_ascii() != TYPE.as_bytes()) {
        return Err(super::kind::mismatch("hwpx"));
    }
    let order: Vec<String> = read.iter().map(|m| m.name.clone()).collect();
    let mut parts: BTreeMap<String, Vec<u8>> = read.into_iter().map(|m| (m.name, m.data)).collect();
    for needed in [PACKAGE, "Contents/header.xml", "Contents/section0.xml"] {
        if !parts.contains_key(needed) {
            return Err(damaged(needed));
        }
    }
    if let Some(name) = order.iter().find(|n| n.to_ascii_lowercase().starts_with("dochistory/")) {
        return Err(hidden(
            text!("이전 판이 남아 있습니다", "earlier versions of the document are left"),
            name,
            advice(),
        ));
    }
    if let Some(manifest) = parts.get(MANIFEST)
        && xml::read(MANIFEST, manifest)?.find("encryption-data").is_some()
    {
        return Err(members::encrypted());
    }
    let mut package = xml::read(PACKAGE, &parts[PACKAGE])?;
    let named = manifest(&mut package, &parts, removed)?;
    let referred = pictures(&parts, &named)?;
    let kept = |name: &str| {
        let shown = !name.starts_with("BinData/") || referred.contains(name);
        FIXED.contains(&name)
            || (named.contains(name) && shown)
            || (name.starts_with("Chart/") && referred.contains(name))
    };
    package.edit(&mut |e| {
        let unused = e.local() == "item" && member(e, &parts).is_some_and(|m| !kept(&m));
        Ok(if unused { Action::Drop } else { Action::Keep })
    })?;
    parts.insert(PACKAGE.to_owned(), package.to_bytes());
    let mut copies = vec![("mimetype".to_owned(), TYPE.as_bytes().to_vec())];
    for name in order.iter().filter(|n| *n != "mimetype") {
        if !kept(name) {
            removed.add(if name.to_ascii_lowercase().starts_with("preview/") {
                removed::preview()
            } else {
                removed::unused()
            });
            continue;
        }
        let data = parts.remove(name).expect("the order lists the parts");
        copies.push((name.clone(), part(name, data, removed)?));
    }
    members::write(copies.iter().map(|(n, d)| (n.as_str(), d.as_slice())), Some("mimetype"))
}

/// The member that an entry of the manifest names, from the root of the package or from its own folder.
fn member(item: &Element, parts: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let href = item.get("href").unwrap_or_default();
    let href = href.trim_start_matches("./").trim_start_matches('/');
    [href.to_owned(), format!("Contents/{href}")].into_iter().find(|n| parts.contains_key(n))
}

/// Cleans the package description; returns the members that it names for a reader.
fn manifest(
    package: &mut Element,
    parts: &BTreeMap<String, Vec<u8>>,
    removed: &mut Removed,
) -> Result<BTreeSet<String>, Text> {
    let mut spine = BTreeSet::new();
    package.walk(&mut |e| {
        if e.local() == "itemref" {
            spine.insert(e.get("idref").unwrap_or_default());
        }
    });
    let mut named = BTreeSet::new();
    let mut gone = BTreeSet::new();
    package.edit(&mut |e| {
        Ok(match e.local() {
            "metadata" => {
                metadata(e, removed);
                Action::Keep
            }
            "item" => {
                let id = e.get("id").unwrap_or_default();
                let Some(name) = member(e, parts) else {
                    gone.insert(id);
                    return Ok(Action::Drop);
                };
                let lower = name.to_ascii_lowercase();
                let stem = lower.rsplit('/').next().unwrap_or_default();
                let section = stem.starts_with("section") && lower.ends_with(".xml");
                // The header is read even if no spine names it.
                let used = !section || spine.contains(&id);
                let refused = ["preview/", "scripts/", "dochistory/", "custom/"].iter().any(|f| lower.starts_with(f));
                if !used || refused || lower.ends_with(".js") {
                    gone.insert(id);
                    removed.add(if lower.starts_with("preview/") { removed::preview() } else { removed::unused() });
                    return Ok(Action::Drop);
                }
                // Several folders in one; the attributes of an entry other than these are not needed.
                e.attributes.retain(|(key, _)| {
                    matches!(
                        xml::local(key),
                        "id" | "href" | "media-type" | "isEmbeded" | "isEmbedded" | "fallback" | "hashkey" | "sub-path"
                    )
                });
                named.insert(name);
                Action::Keep
            }
            _ => Action::Keep,
        })
    })?;
    package.edit(&mut |e| {
        let dangling = e.local() == "itemref" && e.get("idref").is_some_and(|id| gone.contains(&id));
        Ok(if dangling { Action::Drop } else { Action::Keep })
    })?;
    // Readers take this section as the first even if the spine leaves it out.
    if !named.contains("Contents/section0.xml") {
        return Err(damaged("Contents/section0.xml"));
    }
    named.insert("Contents/header.xml".to_owned());
    Ok(named)
}

/// Keeps the metadata of the list, without attributes that tell more than the kind.
fn metadata(root: &mut Element, removed: &mut Removed) {
    let before = root.children.len();
    let listed = |e: &Element| {
        let name =
            if e.local() == "meta" { e.get("name").unwrap_or_default().to_lowercase() } else { e.local().to_owned() };
        KEPT_META.contains(&name.as_str()) && e.elements().next().is_none()
    };
    root.children.retain(|child| matches!(child, Node::Element(e) if listed(e)));
    if before != root.children.len() {
        removed.add(removed::properties());
    }
    for e in root.elements_mut() {
        e.attributes.retain(|(key, value)| key == "name" || (key == "content" && value == "text"));
    }
}

/// Embedded files that sections, headers and master pages show, by the id or the name in the manifest.
fn pictures(parts: &BTreeMap<String, Vec<u8>>, named: &BTreeSet<String>) -> Result<BTreeSet<String>, Text> {
    let package = xml::read(PACKAGE, &parts[PACKAGE])?;
    let mut used = BTreeSet::new();
    for name in named.iter().filter(|n| n.ends_with(".xml")) {
        let Some(data) = parts.get(name) else { continue };
        xml::read(name, data)?.walk(&mut |e| {
            for key in ["binaryItemIDRef", "binItem", "href", "fontBinary", "chartIDRef"] {
                used.extend(e.get(key));
            }
        });
    }
    // Charts are named by their path, and the manifest leaves them out.
    let mut members: BTreeSet<String> = used.iter().filter(|u| parts.contains_key(*u)).cloned().collect();
    package.walk(&mut |e| {
        if e.local() == "item"
            && let Some(name) = member(e, parts)
            && (used.contains(&e.get("id").unwrap_or_default()) || used.contains(&name))
        {
            members.insert(name);
        }
    });
    Ok(members)
}

/// The copy of one member.
fn part(name: &str, data: Vec<u8>, removed: &mut Removed) -> Result<Vec<u8>, Text> {
    let is_xml = matches!(name.rsplit_once('.'), Some((_, "xml" | "hpf" | "rdf")));
    if !is_xml {
        if name.to_ascii_lowercase().ends_with(".ole") {
            return Err(hidden(
                text!("다른 프로그램의 개체가 들어 있습니다", "an object of another program is embedded"),
                name,
                text!("그림으로 바꾸고 다시 저장하십시오", "turn it into a picture and save again"),
            ));
        }
        return Ok(super::picture::inside(data, removed));
    }
    let mut root = xml::read(name, &data)?;
    if name == CONTAINER {
        root.edit(&mut |e| {
            let other = e.local() == "rootfile" && e.get("full-path").is_none_or(|p| p != PACKAGE);
            Ok(if other { Action::Drop } else { Action::Keep })
        })?;
    }
    if name == MANIFEST {
        // Lists the encryption of members, and none is encrypted.
        root.children.clear();
    }
    if name == "settings.xml" {
        // Printers and the state of the window; the place of the caret is a number.
        root.edit(&mut |e| {
            Ok(if matches!(e.local(), "config-item-set" | "PrintInfo") {
                removed.add(removed::printer());
                Action::Drop
            } else {
                Action::Keep
            })
        })?;
    }
    edit(name, &mut root, removed)?;
    Ok(root.to_bytes())
}

fn edit(name: &str, root: &mut Element, removed: &mut Removed) -> Result<(), Text> {
    root.edit(&mut |e| {
        let refuse = |ko: &str, en: &str| Err(hidden(Text { ko: ko.to_owned(), en: en.to_owned() }, name, advice()));
        Ok(match e.local() {
            "trackChange" | "insertBegin" | "deleteBegin" | "insertEnd" | "deleteEnd" => {
                return refuse("변경 추적이 남아 있습니다", "tracked changes are left");
            }
            "trackChangeAuthor" | "trackChangeAuthors" | "trackChanges" => {
                removed.add(removed::properties());
                Action::Drop
            }
            "hiddenComment" => return refuse("숨은 설명이 남아 있습니다", "hidden comments are left"),
            "fieldBegin" if e.get("type").is_some_and(|t| t.eq_ignore_ascii_case("memo")) => {
                return refuse("메모가 남아 있습니다", "memos are left");
            }
            "memogroup" | "memo" => return refuse("메모가 남아 있습니다", "memos are left"),
            "script" if e.name.starts_with("hp:") && e.elements().any(|c| c.local() == "scriptBody") => {
                return refuse("스크립트가 있습니다", "there is a script");
            }
            "shapeComment" => {
                if !e.text().is_empty() {
                    removed.add(text!("그림과 표에 자동으로 붙은 설명", "automatic comments of pictures and tables"));
                }
                Action::Drop
            }
            "metaTag" => {
                removed.add(removed::custom());
                Action::Drop
            }
            "linkinfo" if e.get("path").is_some_and(|p| !p.is_empty()) => {
                e.set("path", "");
                removed.add(text!("연결한 문서의 위치", "the path of a linked document"));
                Action::Keep
            }
            _ => {
                e.attributes.retain(|(key, _)| !matches!(xml::local(key), "metaTag" | "metatag"));
                Action::Keep
            }
        })
    })
}
