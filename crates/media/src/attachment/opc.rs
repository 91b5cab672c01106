//! Packages of OOXML (ECMA-376 part 2): parts, their types and relationships.
//!
//! A part is written to the copy only if a chain of permitted relationships leads to it. A relationship is of use if
//! the part that owns it names its id, or if its type needs no name.

use std::collections::{BTreeMap, BTreeSet};

use gian_diagnostics::{Text, text};

use super::fate::{Fate, Rules, macros, tables_of_charts};
use super::members::{self, Budget, damaged};
use super::removed::{self, Removed};
use super::xml::{self, Action, Element};

/// A relationship of a part.
#[derive(Debug, Clone)]
pub(super) struct Relationship {
    pub(super) id: String,
    /// The last step of the type, such as `worksheet`.
    pub(super) kind: String,
    /// The type with its namespace.
    uri: String,
    /// Name of a part, or an address outside.
    pub(super) target: String,
    pub(super) external: bool,
}

/// The contents of a part.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Xml(Element),
    Binary(Vec<u8>),
}

/// A part of a package.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) content_type: String,
    pub(super) content: Content,
    pub(super) relationships: Vec<Relationship>,
}

impl Part {
    pub(super) fn xml(&self) -> Option<&Element> {
        match &self.content {
            Content::Xml(root) => Some(root),
            Content::Binary(_) => None,
        }
    }

    pub(super) fn xml_mut(&mut self) -> Option<&mut Element> {
        match &mut self.content {
            Content::Xml(root) => Some(root),
            Content::Binary(_) => None,
        }
    }

    /// The name of the part that a relationship id leads to.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.relationships.iter().find(|r| r.id == id && !r.external).map(|r| r.target.as_str())
    }
}

/// A package that was read.
pub(super) struct Package {
    root: Vec<Relationship>,
    /// By name, without the leading slash.
    pub(super) parts: BTreeMap<String, Part>,
    /// Name of the main part.
    pub(super) main: String,
    rules: Rules,
}

const TYPES: &str = "[Content_Types].xml";
const NO_NAMES: &str = "_rels/.rels";

impl Package {
    /// Reads a package whose main part has one of the given content types.
    pub(super) fn read(
        bytes: &[u8],
        budget: &mut Budget,
        extension: &str,
        main: &[&str],
        rules: Rules,
    ) -> Result<Self, Text> {
        let mut members: BTreeMap<String, Vec<u8>> =
            members::read(bytes, budget)?.into_iter().map(|m| (m.name, m.data)).collect();
        if members.contains_key("EncryptedPackage") {
            return Err(members::encrypted());
        }
        let types = members.remove(TYPES).ok_or_else(|| super::kind::mismatch(extension))?;
        let types = Types::read(&types)?;
        let root = members.remove(NO_NAMES).ok_or_else(|| damaged(NO_NAMES))?;
        let root = relationships(NO_NAMES, "", &root)?;
        let start = root.iter().find(|r| r.kind == "officeDocument" && !r.external).ok_or_else(|| damaged(NO_NAMES))?;
        let start = start.target.clone();
        let content_type = types.of(&start).unwrap_or_default();
        if content_type.contains("macroEnabled") || content_type.contains("addin") {
            return Err(macros());
        }
        if !main.contains(&content_type.as_str()) {
            return Err(super::kind::mismatch(extension));
        }
        let names: Vec<String> = members.keys().filter(|n| !is_relationships(n)).cloned().collect();
        let mut parts = BTreeMap::new();
        for name in names {
            let data = members.remove(&name).expect("the name is of this map");
            // A part without a type cannot be opened by readers.
            let Some(content_type) = types.of(&name) else { continue };
            let of = relationships_of(&name);
            let relationships = match members.get(&of) {
                Some(data) => relationships(&of, &name, data)?,
                None => Vec::new(),
            };
            let content = Content::Binary(data);
            parts.insert(name, Part { content_type, content, relationships });
        }
        if !parts.contains_key(&start) {
            return Err(damaged(start));
        }
        Ok(Self { root, parts, main: start, rules })
    }

    /// Applies the rules to all relationships, removes parts that nothing leads to, and reads the XML of the others.
    pub(super) fn prune(&mut self, removed: &mut Removed) -> Result<(), Text> {
        let names: BTreeSet<String> = self.parts.keys().cloned().collect();
        let mut dropped = BTreeSet::new();
        self.root = self.permitted(None, self.root.clone(), &names, &mut dropped, removed)?;
        let mut waiting: Vec<String> = self.root.iter().filter(|r| !r.external).map(|r| r.target.clone()).collect();
        let mut reached = BTreeSet::new();
        while let Some(name) = waiting.pop() {
            if !reached.insert(name.clone()) {
                continue;
            }
            let Some(mut part) = self.parts.remove(&name) else { continue };
            if let Content::Binary(data) = &part.content
                && (part.content_type.ends_with("xml") || part.content_type.ends_with("vmlDrawing"))
            {
                match xml::read(&name, data) {
                    Ok(root) => part.content = Content::Xml(root),
                    // Excel writes VML of comments that is no XML; it is refused only if it is still used in the end.
                    Err(_) if part.content_type.ends_with("vmlDrawing") => {}
                    Err(why) => return Err(why),
                }
            }
            part.relationships =
                self.permitted(Some(&part), part.relationships.clone(), &names, &mut dropped, removed)?;
            waiting.extend(part.relationships.iter().filter(|r| !r.external).map(|r| r.target.clone()));
            self.parts.insert(name, part);
        }
        // Parts that belong to a dropped part share its note.
        let mut waiting: Vec<String> = dropped.iter().cloned().collect();
        while let Some(name) = waiting.pop() {
            let inner = self.parts.get(&name).into_iter().flat_map(|p| &p.relationships);
            waiting.extend(inner.filter(|r| dropped.insert(r.target.clone())).map(|r| r.target.clone()));
        }
        if self.parts.keys().any(|name| !reached.contains(name) && !dropped.contains(name)) {
            removed.add(removed::unused());
        }
        self.parts.retain(|name, _| reached.contains(name));
        Ok(())
    }

    fn permitted(
        &self,
        owner: Option<&Part>,
        all: Vec<Relationship>,
        names: &BTreeSet<String>,
        dropped: &mut BTreeSet<String>,
        removed: &mut Removed,
    ) -> Result<Vec<Relationship>, Text> {
        let named = owner.and_then(Part::xml).map(ids);
        let mut kept = Vec::new();
        for mut relationship in all {
            let is_named = named.as_ref().is_some_and(|n| n.contains(&relationship.id));
            let chart = owner.is_some_and(|p| p.content_type.contains("chart"));
            let fate = match relationship.kind.as_str() {
                // A chart shows the values that it keeps itself.
                "package" | "oleObject" | "externalLinkPath" if chart => Fate::Drop(tables_of_charts()),
                kind => (self.rules)(kind, relationship.external),
            };
            match fate {
                Fate::Refuse(why) => return Err(why),
                Fate::Drop(note) => {
                    removed.add(note);
                    dropped.insert(relationship.target);
                    continue;
                }
                Fate::Named if !is_named => {
                    removed.add(removed::unused());
                    continue;
                }
                Fate::Named | Fate::Implicit => {}
            }
            if relationship.external && is_local_address(&relationship.target) {
                removed.add(text!("내 컴퓨터의 파일로 가는 링크의 주소", "the targets of links to local files"));
                relationship.target = "#".to_owned();
            }
            if relationship.external || names.contains(&relationship.target) {
                kept.push(relationship);
            }
        }
        Ok(kept)
    }

    /// Edits every XML part.
    pub(super) fn edit(
        &mut self,
        visit: &mut impl FnMut(&str, &mut Element) -> Result<Action, Text>,
    ) -> Result<(), Text> {
        for (name, part) in &mut self.parts {
            if let Content::Xml(root) = &mut part.content {
                visit(name, root)?;
                root.edit(&mut |element| visit(name, element))?;
            }
        }
        Ok(())
    }

    /// Writes the package anew. Relationships that no part names any more are dropped with their parts.
    pub(super) fn write(mut self, removed: &mut Removed) -> Result<Vec<u8>, Text> {
        self.prune(removed)?;
        let mut members: Vec<(String, Vec<u8>)> = vec![(TYPES.to_owned(), self.types().to_bytes())];
        members.push((NO_NAMES.to_owned(), relationships_xml("", &self.root).to_bytes()));
        for (name, part) in self.parts {
            if !part.relationships.is_empty() {
                members.push((relationships_of(&name), relationships_xml(&name, &part.relationships).to_bytes()));
            }
            let data = match part.content {
                Content::Xml(root) => root.to_bytes(),
                Content::Binary(_) if part.content_type.ends_with("vmlDrawing") => return Err(damaged(name)),
                Content::Binary(data) => super::picture::inside(data, removed),
            };
            members.push((name, data));
        }
        members::write(members.iter().map(|(name, data)| (name.as_str(), data.as_slice())), None)
    }

    fn types(&self) -> Element {
        let mut root = empty("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
        let mut add = |name: &str, key: &str, value: &str, content_type: &str| {
            let mut entry = Element { name: name.to_owned(), ..Element::default() };
            entry.set(key, value);
            entry.set("ContentType", content_type);
            root.children.push(xml::Node::Element(entry));
        };
        add("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
        for (name, part) in &self.parts {
            add("Override", "PartName", &format!("/{name}"), &part.content_type);
        }
        root
    }
}

fn empty(name: &str, namespace: &str) -> Element {
    let mut root = Element { name: name.to_owned(), ..Element::default() };
    root.set("xmlns", namespace);
    root
}

/// Whether an address outside leads to a disk or a network folder instead of the web.
fn is_local_address(target: &str) -> bool {
    let target = target.trim().to_ascii_lowercase();
    let web = ["http://", "https://", "mailto:", "tel:", "ftp://"].iter().any(|s| target.starts_with(s));
    !web && (target.contains(':') || target.contains('\\') || target.starts_with("//") || target.starts_with('/'))
}

/// All values of attributes, among which are the relationship ids that a part names.
fn ids(root: &Element) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    root.walk(&mut |element| ids.extend(element.attributes.iter().map(|(_, value)| xml::unescape(value))));
    ids
}

fn is_relationships(name: &str) -> bool {
    name.ends_with(".rels") && (name.starts_with("_rels/") || name.contains("/_rels/"))
}

fn relationships_of(name: &str) -> String {
    match name.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{name}.rels"),
    }
}

fn relationships(member: &str, owner: &str, data: &[u8]) -> Result<Vec<Relationship>, Text> {
    let root = xml::read(member, data)?;
    let mut found = Vec::new();
    for element in root.elements().filter(|e| e.local() == "Relationship") {
        let get = |key: &str| element.get(key).unwrap_or_default();
        let external = get("TargetMode").eq_ignore_ascii_case("external");
        let (uri, target) = (get("Type"), get("Target"));
        let target = if external { target } else { resolve(owner, &target).ok_or_else(|| damaged(member))? };
        let kind = uri.rsplit('/').next().unwrap_or_default().to_owned();
        found.push(Relationship { id: get("Id"), kind, uri, target, external });
    }
    Ok(found)
}

/// The name of the part that a target names, seen from the part that owns the relationship.
fn resolve(owner: &str, target: &str) -> Option<String> {
    let target = target.split('#').next().unwrap_or_default();
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => owner.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// The target that leads from a part to another. Some programs do not follow targets from the root of the package.
fn relative(owner: &str, target: &str) -> String {
    let from: Vec<&str> = owner.split('/').collect();
    let to: Vec<&str> = target.split('/').collect();
    let folders = from.len() - 1;
    let same = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folders - same);
    up.chain(to[same..].iter().copied()).collect::<Vec<_>>().join("/")
}

fn relationships_xml(owner: &str, relationships: &[Relationship]) -> Element {
    let mut root = empty("Relationships", "http://schemas.openxmlformats.org/package/2006/relationships");
    for relationship in relationships {
        let mut entry = Element { name: "Relationship".to_owned(), ..Element::default() };
        entry.set("Id", &relationship.id);
        entry.set("Type", &relationship.uri);
        if relationship.external {
            entry.set("Target", &relationship.target);
            entry.set("TargetMode", "External");
        } else {
            entry.set("Target", &relative(owner, &relationship.target));
        }
        root.children.push(xml::Node::Element(entry));
    }
    root
}

/// Content types of parts, by extension and by name.
struct Types {
    by_extension: BTreeMap<String, String>,
    by_name: BTreeMap<String, String>,
}

impl Types {
    fn read(data: &[u8]) -> Result<Self, Text> {
        let root = xml::read(TYPES, data)?;
        let mut types = Self { by_extension: BTreeMap::new(), by_name: BTreeMap::new() };
        for element in root.elements() {
            let get = |key: &str| element.get(key).unwrap_or_default();
            match element.local() {
                "Default" => types.by_extension.insert(get("Extension").to_lowercase(), get("ContentType")),
                "Override" => {
                    types.by_name.insert(get("PartName").trim_start_matches('/').to_lowercase(), get("ContentType"))
                }
                _ => None,
            };
        }
        Ok(types)
    }

    fn of(&self, name: &str) -> Option<String> {
        let name = name.to_lowercase();
        let by_extension = || name.rsplit_once('.').and_then(|(_, end)| self.by_extension.get(end));
        self.by_name.get(&name).or_else(by_extension).cloned()
    }
}

/// Keeps of the core properties only what describes the content.
pub(super) fn clean_properties(package: &mut Package, removed: &mut Removed) {
    const KEPT: [&str; 4] = ["title", "subject", "keywords", "language"];
    let core = package.parts.values_mut().filter(|p| p.content_type.ends_with("core-properties+xml"));
    for root in core.filter_map(Part::xml_mut) {
        let before = root.children.len();
        root.children.retain(|child| match child {
            xml::Node::Element(e) => KEPT.contains(&e.local()) && e.elements().next().is_none(),
            xml::Node::Text(text) => text.trim().is_empty(),
        });
        if root.children.len() != before {
            removed.add(removed::properties());
        }
    }
}
