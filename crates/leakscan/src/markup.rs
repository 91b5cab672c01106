//! HTML, XML and SVG: text without tags, attributes, comments, scripts and styles.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::Channel;
use super::forms::Kind;
use super::layers::Scan;

/// Markup language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Html,
    Xml,
    Svg,
}

/// A piece of a page with its start position.
enum Piece {
    Text(String, usize),
    Attribute(String, String, usize),
    Comment(String, usize),
    Start(String, usize),
    End(String),
}

/// The markup language of a text; `None` without tags.
pub(super) fn language(text: &str) -> Option<Language> {
    let head: String = text.trim_start().chars().take(512).collect::<String>().to_ascii_lowercase();
    if !head.starts_with('<') {
        return None;
    }
    if head.starts_with("<!doctype html") || head.contains("<html") {
        Some(Language::Html)
    } else if head.contains("<svg") {
        Some(Language::Svg)
    } else if head.starts_with("<?xml") || head.contains("xmlns") || head.starts_with("<!doctype") {
        Some(Language::Xml)
    } else {
        Some(Language::Html)
    }
}

/// Searches a page.
pub(super) fn scan(scan: &mut Scan<'_>, language: Language, source: &str) {
    let (in_text, in_attribute, in_comment) = match language {
        Language::Html => (Channel::HtmlText, Channel::HtmlAttribute, Channel::HtmlComment),
        Language::Xml => (Channel::Xml, Channel::Xml, Channel::Xml),
        Language::Svg => (Channel::Svg, Channel::Svg, Channel::Svg),
    };
    let lines = Lines::new(source);
    let mut shown = String::new();
    let mut inside = String::new();
    for piece in pieces(source, language == Language::Html) {
        match piece {
            Piece::Text(text, at) if matches!(inside.as_str(), "script" | "style") => {
                let channel = match inside.as_str() {
                    "script" if language == Language::Html => Channel::Script,
                    "style" if language == Language::Html => Channel::Style,
                    _ => in_text,
                };
                let place = format!("<{inside}>, line {}", lines.of(at));
                let kind = if inside == "script" { Kind::Human } else { Kind::Code };
                scan.text(channel, &place, &text, kind);
            }
            Piece::Text(text, _) => shown.push_str(&text),
            Piece::Attribute(name, value, at) => {
                let kind = if is_for_programs(&name) { Kind::Code } else { Kind::Human };
                scan.text(in_attribute, &format!("attribute {name}, line {}", lines.of(at)), &value, kind);
                // Attribute names can hold any text, like values.
                scan.values(in_attribute, &format!("attribute name, line {}", lines.of(at)), &name, Kind::Code);
            }
            Piece::Comment(text, at) => {
                scan.text(in_comment, &format!("comment, line {}", lines.of(at)), &text, Kind::Human);
            }
            Piece::Start(name, at) => {
                pad(&mut shown, &lines, at, &name);
                scan.values(in_text, "tag", &name, Kind::Code);
                inside = name;
            }
            Piece::End(name) => {
                if breaks(&name) {
                    shown.push('\n');
                }
                inside.clear();
            }
        }
    }
    scan.text(in_text, "text", &shown, Kind::Human);
    // The tokenizer omits some parts (a doctype, a repeated attribute), which are in the source.
    scan.values(in_comment, "source", source, Kind::Code);
    if let Some(decoded) = super::decode::references(source) {
        scan.values(in_comment, "source", &decoded, Kind::Code);
    }
}

/// Ends the line of text before a tag that starts a new line.
fn pad(shown: &mut String, lines: &Lines, at: usize, name: &str) {
    if breaks(name) && !shown.ends_with('\n') && lines.of(at) > 0 {
        shown.push('\n');
    }
}

/// Text without its tags; `None` if there are none.
pub(super) fn stripped(source: &str) -> Option<String> {
    let mut text = String::new();
    let mut has_tags = false;
    for piece in pieces(source, false) {
        match piece {
            Piece::Text(t, _) => text.push_str(&t),
            Piece::Attribute(_, value, _) => {
                text.push('\n');
                text.push_str(&value);
                text.push('\n');
            }
            Piece::Start(name, _) | Piece::End(name) => {
                has_tags = true;
                if breaks(&name) {
                    text.push('\n');
                }
            }
            Piece::Comment(..) => has_tags = true,
        }
    }
    (has_tags || text != source).then_some(text)
}

fn pieces(source: &str, is_html: bool) -> Vec<Piece> {
    // The tokenizer treats a CDATA section as a comment, but its content is text.
    let unwrapped;
    let source = if !is_html && source.contains("<![CDATA[") {
        unwrapped = source.replace("<![CDATA[", "").replace("]]>", "");
        unwrapped.as_str()
    } else {
        source
    };
    let mut attribute = String::new();
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut all: Vec<Piece> = Vec::new();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<()> {
        match event {
            CallbackEvent::OpenStartTag { name } => all.push(Piece::Start(words(name), span.start)),
            CallbackEvent::AttributeName { name } => {
                attribute = words(name);
                // An attribute without a value still has a name.
                all.push(Piece::Attribute(attribute.clone(), String::new(), span.start));
            }
            CallbackEvent::AttributeValue { value } => {
                all.push(Piece::Attribute(attribute.clone(), words(value), span.start));
            }
            CallbackEvent::EndTag { name } => all.push(Piece::End(words(name))),
            CallbackEvent::String { value } => all.push(Piece::Text(words(value), span.start)),
            CallbackEvent::Comment { value } => all.push(Piece::Comment(words(value), span.start)),
            CallbackEvent::Doctype { name, public_identifier, system_identifier, .. } => {
                for part in [Some(name), public_identifier, system_identifier].into_iter().flatten() {
                    all.push(Piece::Comment(words(part), span.start));
                }
            }
            CallbackEvent::CloseStartTag { .. } | CallbackEvent::Error(_) => {}
        }
        None
    });
    emitter.naively_switch_states(is_html);
    for Ok(()) in Tokenizer::new_with_emitter(source, emitter) {}
    all
}

/// Whether a tag starts or ends a line.
fn breaks(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "rb"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tspan"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Whether an attribute holds coordinates, styles or names, which people do not read.
fn is_for_programs(name: &str) -> bool {
    matches!(
        name,
        "class"
            | "style"
            | "width"
            | "height"
            | "d"
            | "points"
            | "viewbox"
            | "transform"
            | "x"
            | "y"
            | "x1"
            | "x2"
            | "y1"
            | "y2"
            | "cx"
            | "cy"
            | "r"
            | "rx"
            | "ry"
            | "colspan"
            | "rowspan"
            | "tabindex"
            | "integrity"
            | "sizes"
            | "rel"
            | "type"
            | "stroke-width"
            | "fill"
            | "stroke"
            | "offset"
            | "dx"
            | "dy"
    )
}

/// Start positions of the lines of a text.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i).collect())
    }

    fn of(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start < at) + 1
    }
}
