//! SVG: a drawing without scripts, external references or embedded pictures.
//!
//! 1. `roxmltree` parses the file, which must be plain XML without declarations or entities of its own. Typst uses
//!    the same parser, so that what is inspected here is what is drawn there.
//! 2. Elements, attributes and their references are accepted by an allow-list.
//! 3. The expanded size after following all references is limited, because ten lines can expand to a billion.

use std::collections::{BTreeMap, BTreeSet};

use gian_diagnostics::{Text, text};
use roxmltree::{Document, Error, Node, NodeType, ParsingOptions};

use super::unfit::{Unfit, unfit};

/// A parsed drawing.
#[derive(Debug, PartialEq)]
pub(super) struct Drawing {
    pub width: f64,
    pub height: f64,
    /// Characters of its text.
    pub words: String,
}

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Elements that draw, group or colour. Deliberately absent: filters, which are rasterized for print; links and
/// animations, which do not work on paper; `metadata`, which names the author.
const ELEMENTS: [&str; 25] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "style",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "marker",
];

/// Nesting depth of elements.
const MOST_DEPTH: usize = 64;
/// Elements of a file.
const MOST_ELEMENTS: usize = 20_000;
/// Limit for attributes of an element and namespaces of a file, because the parser compares each with all others.
const MOST_ATTRIBUTES: usize = 200;
/// Limit for elements, comments and pieces of text that are parsed at all.
const MOST_NODES: u32 = 4 * MOST_ELEMENTS as u32;
/// Limit for drawn elements after following every reference.
const MOST_DRAWN: u64 = 200_000;

/// Reads a drawing.
///
/// # Errors
/// What in it is not accepted, with its line.
pub(super) fn read(bytes: &[u8]) -> Result<Drawing, Unfit> {
    let source = std::str::from_utf8(bytes).map_err(|_| {
        unfit(
            text!("SVG의 글자가 UTF-8이 아닙니다", "the text of the SVG is not UTF-8"),
            text!("UTF-8로 저장하십시오", "save it as UTF-8"),
        )
    })?;
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    refuse_unread(source)?;
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(source, options).map_err(|error| not_read(source, &error))?;
    let refuse = |node: Node<'_, '_>, fault| refuse(source, node.range().start, fault);
    let mut tree = Tree::default();
    let mut words = String::new();
    let mut styled: BTreeSet<String> = BTreeSet::new();
    // For each element, its index in the tree and its depth.
    let mut known: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for node in document.descendants() {
        let parent = node.parent_element().and_then(|p| known.get(&p.id().get_usize())).copied();
        match node.node_type() {
            NodeType::Root | NodeType::Comment => {}
            NodeType::PI => return Err(refuse(node, DECLARES)),
            NodeType::Text => {
                let text = node.text().unwrap_or_default();
                if has_control(text) {
                    return Err(refuse(node, NOT_XML));
                }
                if parent.is_some_and(|(p, _)| matches!(tree.elements[p].name, "text" | "tspan" | "textPath")) {
                    words.push_str(text);
                }
            }
            NodeType::Element => {
                let (index, depth) = (tree.elements.len(), parent.map_or(0, |(_, depth)| depth + 1));
                if index >= MOST_ELEMENTS || depth >= MOST_DEPTH {
                    return Err(refuse(node, TOO_MUCH));
                }
                let element = element(source, node, index == 0)?;
                if let Some(id) = &element.id
                    && tree.ids.insert(id.clone(), index).is_some()
                {
                    return Err(refuse(node, NOT_XML));
                }
                if element.name == "style" {
                    // A comment may split a word.
                    let style: String = node.children().filter(Node::is_text).filter_map(|n| n.text()).collect();
                    if !is_safe_style(&style) {
                        return Err(refuse(node, OUTSIDE));
                    }
                    styled.extend(targets(&style).map(str::to_owned));
                }
                tree.elements.push(element);
                if let Some((parent, _)) = parent {
                    tree.elements[parent].children.push(index);
                }
                known.insert(node.id().get_usize(), (index, depth));
            }
        }
    }
    let Some((width, height)) = tree.elements.first().and_then(Element::size) else {
        return Err(unfit(
            text!("SVG에 그림의 크기가 없습니다", "the SVG does not say its size"),
            text!(
                "`<svg>`에 `viewBox`를 적으십시오 (프로그램의 내보내기가 적어 줍니다)",
                "give `<svg>` a `viewBox`; the export of a program writes one"
            ),
        ));
    };
    // What a style rule repeats cannot be counted by its elements.
    let plain = |name: &String| match tree.ids.get(name).map(|i| tree.elements[*i].name) {
        Some(element) => matches!(element, "linearGradient" | "radialGradient" | "clipPath"),
        None => true,
    };
    (tree.is_small() && styled.iter().all(plain)).then_some(Drawing { width, height, words }).ok_or_else(|| {
        unfit(
            text!("SVG의 요소가 서로를 너무 많이 되풀이합니다", "the elements of the SVG repeat one another too often"),
            text!(
                "`<use>`와 무늬를 풀어서 저장하십시오 (`<style>`은 그러데이션과 `clipPath`만 가리킬 수 있습니다)",
                "save it without `<use>` and patterns inside one another; a `<style>` refers to gradients and `clipPath` only"
            ),
        )
    })
}

/// Message and help for a fault, in Korean and English.
type Fault = (&'static str, &'static str, &'static str, &'static str);

const NOT_XML: Fault = (
    "SVG로 읽을 수 없는 곳이 있습니다",
    "this cannot be read as SVG",
    "그림 프로그램에서 열어 SVG로 다시 저장하십시오",
    "open it in a drawing program and save it as SVG again",
);
const TOO_MUCH: Fault = (
    "SVG의 요소가 너무 많거나 너무 깊습니다",
    "the SVG has too many elements, or too many inside one another",
    "그림을 단순하게 하거나 JPEG로 저장하십시오",
    "make it simpler, or save it as JPEG",
);
const DECLARES: Fault = (
    "SVG에 DOCTYPE, 엔티티, CDATA나 처리 명령이 있습니다",
    "the SVG has a DOCTYPE, entities, CDATA or an instruction",
    "그 부분을 지우거나 일반 SVG(plain SVG)로 다시 저장하십시오",
    "remove it, or save it as plain SVG",
);
const ELEMENT: Fault = (
    "문서의 SVG에 쓸 수 없는 요소입니다 (스크립트, 다른 그림, 링크, 필터, 메타데이터, 편집 프로그램의 정보 등)",
    "an element that an SVG of a document cannot have, such as a script, a picture, a link, a filter, or metadata",
    "그 요소를 지우고 일반 SVG(plain SVG)로 저장하십시오. 사진은 따로 JPEG 그림으로 넣으십시오",
    "remove it, and save it as plain SVG; photographs are JPEG pictures of their own",
);
const ATTRIBUTE: Fault = (
    "문서의 SVG에 쓸 수 없는 속성입니다 (이벤트, 편집 프로그램의 정보 등)",
    "an attribute that an SVG of a document cannot have, such as an event or data of a drawing program",
    "그 속성을 지우고 일반 SVG(plain SVG)로 저장하십시오",
    "remove it, and save it as plain SVG",
);
const OUTSIDE: Fault = (
    "SVG가 파일 밖의 것을 가리킵니다",
    "the SVG refers to something outside itself",
    "`#이름`처럼 파일 안만 가리키게 하고, 글꼴과 그림을 밖에서 가져오지 마십시오",
    "refer to `#names` inside the file only; fonts and pictures from elsewhere cannot stand in it",
);

/// A fault at a place of the source.
fn refuse(source: &str, at: usize, (ko, en, help_ko, help_en): Fault) -> Unfit {
    let line = source.as_bytes()[..at.min(source.len())].iter().filter(|b| **b == b'\n').count() + 1;
    Unfit {
        message: Text { ko: format!("{ko} ({line}행)"), en: format!("{en} (line {line})") },
        help: Text { ko: help_ko.to_owned(), en: help_en.to_owned() },
    }
}

/// Refuses what the parser does not report or would be slow on: an encoding other than the one that the file is read
/// in, CDATA, and tags with more attributes than a drawing needs.
fn refuse_unread(source: &str) -> Result<(), Unfit> {
    if let Some(rest) = source.strip_prefix("<?xml ") {
        let end = rest.find("?>").ok_or_else(|| refuse(source, 0, NOT_XML))?;
        let words = rest[..end].to_ascii_lowercase().replace('\'', "\"").replace([' ', '\t', '\r', '\n'], "");
        if words.contains("encoding=") && !words.contains("encoding=\"utf-8\"") {
            return Err(refuse(source, 0, DECLARES));
        }
    }
    if let Some(at) = source.find("<![CDATA[") {
        return Err(refuse(source, at, DECLARES));
    }
    let mut at = 0;
    for tag in source.split_inclusive('<') {
        at += tag.len();
        if tag.matches('=').count() > MOST_ATTRIBUTES {
            return Err(refuse(source, at, TOO_MUCH));
        }
    }
    if source.matches("xmlns").count() > MOST_ATTRIBUTES {
        return Err(refuse(source, 0, TOO_MUCH));
    }
    Ok(())
}

/// The error for a file that the parser rejects.
fn not_read(source: &str, error: &Error) -> Unfit {
    let line = error.pos().row as usize;
    let start = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    match error {
        Error::DtdDetected => refuse(source, source.find("<!DOCTYPE").unwrap_or(0), DECLARES),
        Error::UnknownEntityReference(..) => refuse(source, start, DECLARES),
        Error::NodesLimitReached => refuse(source, 0, TOO_MUCH),
        _ => refuse(source, start, NOT_XML),
    }
}

/// Whether a text holds a control character, which no font has.
fn has_control(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// An accepted element with its relevant attributes.
fn element(source: &str, node: Node<'_, '_>, is_root: bool) -> Result<Element, Unfit> {
    let refuse = |at, fault| refuse(source, at, fault);
    let (start, name) = (node.range().start, node.tag_name().name());
    let known = ELEMENTS.iter().find(|e| **e == name).ok_or_else(|| refuse(start, ELEMENT))?;
    // A prefix would hide the name from readers that look for it.
    let has_prefix = source[start + 1..].split([' ', '\t', '\r', '\n', '/', '>']).next() != Some(name);
    if is_root != (name == "svg") || node.tag_name().namespace() != Some(SVG) || has_prefix {
        return Err(refuse(start, ELEMENT));
    }
    let mut element = Element { name: known, ..Element::default() };
    for attribute in node.attributes() {
        let (at, key, value) = (attribute.range().start, attribute.name(), attribute.value());
        let is_event = key.get(..2).is_some_and(|on| key.len() > 2 && on.eq_ignore_ascii_case("on"));
        match attribute.namespace() {
            None if key.is_ascii() && !is_event => {}
            Some(XLINK) if key == "href" => {}
            Some(roxmltree::NS_XML_URI) if matches!(key, "space" | "lang") => {}
            None | Some(_) => return Err(refuse(at, ATTRIBUTE)),
        }
        if has_control(value) {
            return Err(refuse(at, NOT_XML));
        }
        if key == "href" {
            let target = value.strip_prefix('#').ok_or_else(|| refuse(at, OUTSIDE))?;
            element.uses.push(target.to_owned());
        } else if !is_safe_style(value) || key == "src" || key == "filter" {
            return Err(refuse(at, OUTSIDE));
        }
        element.uses.extend(targets(value).map(str::to_owned));
        match key {
            "id" => element.id = Some(value.to_owned()),
            "width" => element.width = length(value),
            "height" => element.height = length(value),
            "viewBox" => element.view = Some(value.to_owned()),
            _ => {}
        }
    }
    Ok(element)
}

/// Words that load external content, or hide such words.
const FETCH: [&str; 11] = [
    "@",
    "\\",
    "attr(",
    "cross-fade(",
    "data:",
    "element(",
    "expression(",
    "image(",
    "image-set(",
    "javascript:",
    "src(",
];

/// Whether a style, or a value that may hold one, loads nothing external: no `@` rules, no escapes that hide a word,
/// no address other than of something in the file.
fn is_safe_style(text: &str) -> bool {
    let low = text.to_ascii_lowercase();
    let outside = low
        .match_indices("url(")
        .any(|(at, _)| !low[at + 4..].trim_start_matches([' ', '\t', '\r', '\n', '"', '\'']).starts_with('#'));
    !outside && !FETCH.iter().any(|word| low.contains(word))
}

/// Names referenced by `url(#name)`.
fn targets(value: &str) -> impl Iterator<Item = &str> {
    value.match_indices("url(").filter_map(|(at, _)| {
        let name = value[at + 4..].trim_start_matches([' ', '\t', '"', '\'']).strip_prefix('#')?;
        name.split([')', '"', '\'', ' ']).next()
    })
}

/// A length in units of the drawing; `None` for a percentage.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '+' | '-'))).unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok()?;
    let unit = match text[end..].trim() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        _ => return None,
    };
    Some(number * unit).filter(|n| n.is_finite() && *n > 0.0)
}

#[derive(Default)]
struct Element {
    name: &'static str,
    id: Option<String>,
    /// Names of the elements that are drawn with it.
    uses: Vec<String>,
    children: Vec<usize>,
    width: Option<f64>,
    height: Option<f64>,
    view: Option<String>,
}

impl Element {
    /// The size of the drawing: as declared, or as spanned by its coordinates.
    fn size(&self) -> Option<(f64, f64)> {
        if let (Some(width), Some(height)) = (self.width, self.height) {
            return Some((width, height));
        }
        let numbers: Vec<f64> = self
            .view
            .as_deref()?
            .split([' ', ',', '\t', '\n'])
            .filter(|n| !n.is_empty())
            .map(|n| n.parse().ok())
            .collect::<Option<_>>()?;
        let [_, _, width, height] = numbers[..] else { return None };
        (width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0).then_some((width, height))
    }
}

#[derive(Default)]
struct Tree {
    elements: Vec<Element>,
    ids: BTreeMap<String, usize>,
}

impl Tree {
    /// Whether following every reference ends within the limits.
    fn is_small(&self) -> bool {
        let mut known = vec![None; self.elements.len()];
        let mut path = vec![false; self.elements.len()];
        self.drawn(0, &mut known, &mut path, 0).is_some_and(|n| n <= MOST_DRAWN)
    }

    /// Number of elements drawn for one; `None` if it is part of a cycle or the limit is exceeded.
    fn drawn(&self, index: usize, known: &mut [Option<u64>], path: &mut [bool], depth: usize) -> Option<u64> {
        if let Some(count) = known[index] {
            return Some(count);
        }
        // References can nest deeper than elements.
        if path[index] || depth > 4 * MOST_DEPTH {
            return None;
        }
        path[index] = true;
        let element = &self.elements[index];
        let targets = element.uses.iter().filter_map(|name| self.ids.get(name)).copied();
        let mut count: u64 = 1;
        for next in element.children.iter().copied().chain(targets) {
            count = count.saturating_add(self.drawn(next, known, path, depth + 1)?);
        }
        path[index] = false;
        known[index] = Some(count);
        Some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(r##"<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30">{inside}</svg>"##)
    }

    fn said(inside: &str) -> String {
        read(svg(inside).as_bytes()).map_or_else(|u| u.message.en, |_| String::new())
    }

    #[test]
    fn a_drawing_has_a_size_and_words() {
        let drawing = read(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a comment -->\n".to_owned().as_bytes().iter().copied().chain(
                svg(r##"<defs><path id="a" d="M0 0"/></defs><g style="fill:url(#a)"><text>가&#xb098;<tspan>다</tspan></text><use xlink:href="#a"/></g>"##).bytes(),
            ).collect::<Vec<u8>>().as_slice(),
        )
        .unwrap();
        assert_eq!(drawing, Drawing { width: 40.0, height: 30.0, words: "가나다".to_owned() });
        let size = |head: &str| read(format!("<svg xmlns=\"{SVG}\" {head}/>").as_bytes()).map(|d| (d.width, d.height));
        assert_eq!(size("width=\"2in\" height=\"96px\""), Ok((192.0, 96.0)));
        assert_eq!(size("width=\"100%\" viewBox=\"0 0 5 6\""), Ok((5.0, 6.0)));
        assert!(size("width=\"100%\"").is_err() && size("viewBox=\"0 0 NaN 6\"").is_err());
    }

    #[test]
    fn what_runs_or_comes_from_elsewhere_is_refused() {
        for inside in [
            "<script>alert(1)</script>",
            "<SCRIPT/>",
            "<foreignObject/>",
            "<image href=\"#a\"/>",
            "<a href=\"#a\"/>",
            "<animate/>",
            "<set/>",
            "<metadata/>",
            "<svg/>",
            "<filter/>",
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>",
            "<rect onload=\"x()\"/>",
            "<rect ONclick=\"x()\"/>",
            "<rect inkscape:label=\"홍길동\"/>",
            "<rect xml:base=\"http://example.com/\"/>",
            "<g xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "<use href=\"other.svg#a\"/>",
            "<use xlink:href=\"https://example.com/\"/>",
            "<use href=\"&#106;avascript:x()\"/>",
            "<use href=\" #a\"/>",
            "<rect fill=\"url(http://example.com/a)\"/>",
            "<rect style=\"fill: URL( 'x.svg#a')\"/>",
            "<rect style=\"fill:u\\72l(x)\"/>",
            "<rect filter=\"url(#a)\"/>",
            "<style>@import 'a.css';</style>",
            "<style>@font-face{}</style>",
            "<style>rect{fill:url(data:image/png;base64,AA)}</style>",
            "<style>rect{fill:ur<!-- -->l(http://example.com/)}</style>",
            "<style>@<!-- -->import 'a.css';</style>",
            "<rect style=\"background:image-set('a.png')\"/>",
            "<style><![CDATA[a]]></style>",
            "<?xml-stylesheet href=\"a.css\"?>",
            "&unknown;",
            "<rect",
            "<rect a=\"1\" a=\"2\"/>",
            "<rect a=1/>",
            "<rect></g>",
            "<rect",
            "<!-- open",
            "<rect a=\"1\"b=\"2\"/>",
            "<rect a=\"<\"/>",
            "<use y:href=\"#a\"/>",
            "<y:rect xmlns:y=\"http://www.w3.org/2000/svg\"/>",
            "<g:g xmlns:g=\"http://www.w3.org/2000/svg\"/>",
            "<use xmlns:y=\"http://www.w3.org/1999/xlink\" y:href=\"other.svg#a\"/>",
            "<rect \u{c9}=\"1\"/>",
            "<text>&#x85;</text>",
            "<text>&#1;</text>",
            "<!-- a -- b -->",
            "<g id=\"a\"/><g id=\"a\"/>",
        ] {
            assert!(!said(inside).is_empty(), "{inside}");
        }
        for before in [
            "<!DOCTYPE svg>",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]>",
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
            "text",
        ] {
            assert!(read(format!("{before}{}", svg("")).as_bytes()).is_err(), "{before}");
        }
        assert!(read(format!("{}{}", svg(""), svg("")).as_bytes()).is_err());
        assert!(read(b"<svg viewBox=\"0 0 1 1\"/>").is_err() && read(b"").is_err());
    }

    #[test]
    fn cut_and_spoiled_files_break_nothing() {
        let whole = svg(
            r##"<!-- 말 --><style>a{fill:url(#b)}</style><g id='b' style="x:url( '#b')">가&#xb098;<use href="#c"/></g>"##,
        );
        for end in 0..whole.len() {
            assert!(read(&whole.as_bytes()[..end]).is_err(), "{end}");
            for byte in b"<>&\"'#;/ =\xea" {
                let mut spoiled = whole.clone().into_bytes();
                spoiled[end] = *byte;
                let _ = read(&spoiled);
            }
        }
    }

    #[test]
    fn references_do_not_multiply() {
        assert!(said("<g id=\"a\"><use href=\"#a\"/></g>").contains("repeat"));
        let mut bomb = "<path id=\"a0\"/>".to_owned();
        for i in 1..20 {
            bomb += &format!("<g id=\"a{i}\">{}</g>", format!("<use href=\"#a{}\"/>", i - 1).repeat(10));
        }
        assert!(said(&bomb).contains("repeat"));
        assert!(said("<style>rect{fill:url(#p)}</style><pattern id=\"p\"><rect/></pattern>").contains("repeat"));
        assert_eq!(said("<style>rect{fill:url(#p)}</style><linearGradient id=\"p\"><stop/></linearGradient>"), "");
        let many: String = (0..300).map(|i| format!(" a{i}=\"\"")).collect();
        assert!(said(&format!("<rect{many}/>")).contains("too many"));
        let deep = "<g>".repeat(100) + &"</g>".repeat(100);
        assert!(said(&deep).contains("too many"));
        assert!(said(&"<path/>".repeat(MOST_ELEMENTS)).contains("too many"));
        // Files whose parsing would cost far more than their size are refused before the parser starts.
        let names = |count: usize, name: &str| (0..count).map(|i| format!(" {name}{i}=\"u:{i}\"")).collect::<String>();
        assert!(said(&format!("<rect{}/>", names(300_000, "a"))).contains("too many"));
        let spaces: String = (0..2_000).map(|i| format!("<g xmlns:n{i}=\"u:{i}\">")).collect();
        assert!(said(&(spaces + &"</g>".repeat(2_000))).contains("too many"));
        assert!(said(&"<g>".repeat(1_000_000)).contains("too many"));
        assert!(said(&"<!---->".repeat(600_000)).contains("too many"));
        let chain: String = (1..10_000).map(|i| format!("<use id=\"a{i}\" href=\"#a{}\"/>", i - 1)).collect();
        assert!(said(&chain).contains("repeat") || said(&chain).is_empty());
    }
}
