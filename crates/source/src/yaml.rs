//! Parses YAML into a tree with byte positions, without guessing.
//!
//! Scalars keep their raw text, so that `1.10` and `0008` are never damaged; values that other YAML readers would
//! convert silently are errors here. Aliases are refused, because they can expand without bound, and a fact is
//! written once anyway.

use std::collections::BTreeMap;
use std::ops::Range;

use gian_diagnostics::{Diag, Place, text};
use granit_parser::{Event, Parser, ScalarStyle, Span};

mod node;
mod slips;

pub use node::{Alignment, Entry, Kind, Node};
pub use slips::{COMMA, FOLDED};

/// Maximum nesting of a source file: far more than any schema needs, and far less than the stack allows.
const MAX_DEPTH: usize = 40;

/// Code of a key that is written twice.
pub const DUPLICATE_KEY: &str = "duplicate-key";

/// Parses the YAML in `range` of `text`. Every problem is reported; `None` if there is no tree.
pub fn parse(path: &str, text: &str, range: Range<usize>, diags: &mut Vec<Diag>) -> Option<Node> {
    let base = range.start;
    let mut builder = Builder { path, text, base, diags, stack: Vec::new(), root: None, documents: 0 };
    for next in Parser::new_from_str(&text[range.clone()]) {
        match next {
            Ok((event, span)) => {
                if !builder.accept(event, &span) {
                    return None;
                }
            }
            Err(error) => {
                let at = base + error.marker().byte_offset().unwrap_or(0);
                if let Some(alias) = slips::alias_before(text, base, at) {
                    builder.refuse_alias(alias);
                    return None;
                }
                let line_end = text[at..].find('\n').map_or(text.len(), |i| at + i);
                builder.diags.push(
                    Diag::error(
                        "yaml-syntax",
                        Place::bytes(path, at..line_end.max(at + 1).min(text.len())),
                        text!("YAML 문법에 맞지 않습니다: {}", "this is not valid YAML: {}"; error.info()),
                    )
                    .help(text!(
                        "들여쓰기, 따옴표의 짝, `키: 값`의 빈칸을 확인하십시오",
                        "check the indentation, the quotes and the space in `key: value`"
                    )),
                );
                return None;
            }
        }
    }
    Some(builder.root.unwrap_or(Node { span: base..base, kind: Kind::Map(Vec::new()) }))
}

struct Builder<'a> {
    path: &'a str,
    text: &'a str,
    base: usize,
    diags: &'a mut Vec<Diag>,
    stack: Vec<Frame>,
    root: Option<Node>,
    documents: usize,
}

struct Frame {
    start: usize,
    items: Vec<Node>,
    entries: Vec<Entry>,
    key: Option<(String, Range<usize>)>,
    /// Index of the first entry of each key, once there are many.
    keys: BTreeMap<String, usize>,
    /// Index of each entry whose value a comma divides.
    divided: Vec<usize>,
    map: bool,
}

/// Up to this number of entries, a linear search is faster than a map.
const FEW: usize = 32;

impl Frame {
    /// The entry that already has a key.
    fn first(&self, key: &str) -> Option<&Entry> {
        match self.keys.is_empty() {
            true => self.entries.iter().find(|e| e.key == key),
            false => self.keys.get(key).map(|at| &self.entries[*at]),
        }
    }

    fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
        let from = match self.entries.len() {
            0..FEW => return,
            FEW => 0,
            more => more - 1,
        };
        for at in from..self.entries.len() {
            self.keys.entry(self.entries[at].key.clone()).or_insert(at);
        }
    }
}

impl Builder<'_> {
    /// Takes one event; `false` stops the parsing.
    fn accept(&mut self, event: Event<'_>, span: &Span) -> bool {
        let range = span.byte_range().expect("input from a string has byte offsets");
        let range = self.base + range.start..self.base + range.end;
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.refuse(
                        "yaml-documents",
                        range,
                        text!("한 파일에 YAML 문서가 둘 이상입니다", "the file holds more than one YAML document"),
                    );
                    return false;
                }
            }
            Event::Alias(_) => {
                self.refuse_alias(range.start);
                return false;
            }
            Event::Scalar(text, style, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    self.refuse(
                        "yaml-alias",
                        range.clone(),
                        text!(
                            "YAML 닻(`&이름`)과 태그(`!태그`)는 쓸 수 없습니다",
                            "YAML anchors (`&name`) and tags (`!tag`) are not read"
                        ),
                    );
                }
                let plain = matches!(style, ScalarStyle::Plain);
                if !matches!(style, ScalarStyle::Literal) {
                    slips::folded_items(self.path, self.text, &range, self.diags);
                }
                self.scalar(text.into_owned(), plain, range);
            }
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) if anchor != 0 => {
                self.refuse(
                    "yaml-alias",
                    range,
                    text!("YAML 닻(`&이름`)은 쓸 수 없습니다", "YAML anchors (`&name`) are not read"),
                );
                return false;
            }
            Event::SequenceStart(..) => return self.open(range, false),
            Event::MappingStart(..) => return self.open(range, true),
            Event::SequenceEnd | Event::MappingEnd => {
                let mut frame = self.stack.pop().expect("the parser closes what it opened");
                for at in std::mem::take(&mut frame.divided) {
                    self.join_divided(&mut frame.entries[at]);
                }
                if !frame.map && self.text[frame.start..].starts_with('[') {
                    frame.items = slips::join_numbers(self.path, self.text, frame.items, self.diags);
                }
                let end = self.text[frame.start..range.end.max(frame.start)].trim_end().len() + frame.start;
                let kind = if frame.map { Kind::Map(frame.entries) } else { Kind::Seq(frame.items) };
                self.put(Node { span: frame.start..end, kind });
            }
            _ => {}
        }
        true
    }

    fn open(&mut self, range: Range<usize>, map: bool) -> bool {
        if self.stack.len() >= MAX_DEPTH {
            self.refuse(
                "yaml-depth",
                range,
                text!("{}단계보다 깊이 들어간 값입니다", "the value is nested deeper than {} levels"; MAX_DEPTH),
            );
            return false;
        }
        self.stack.push(Frame {
            start: range.start,
            items: Vec::new(),
            entries: Vec::new(),
            key: None,
            keys: BTreeMap::new(),
            divided: Vec::new(),
            map,
        });
        true
    }

    fn scalar(&mut self, text: String, plain: bool, range: Range<usize>) {
        let is_key = self.stack.last().is_some_and(|f| f.map && f.key.is_none());
        if plain && !is_key {
            self.check_plain(&text, &range);
        }
        let kind = if plain && (text.is_empty() || text == "~" || text == "null") {
            Kind::Null
        } else {
            Kind::Scalar { text, plain }
        };
        self.put(Node { span: range, kind });
    }

    /// Reports values that other YAML readers, or people, would misread.
    fn check_plain(&mut self, text: &str, range: &Range<usize>) {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        if digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit()) {
            self.diags.push(
                Diag::error(
                    "yaml-leading-zero",
                    Place::bytes(self.path, range.clone()),
                    text!("따옴표 없는 `{}`은(는) 앞의 0을 잃고 다른 수로 읽힐 수 있습니다", "`{}` without quotes can lose its zeros and be read as another number"; text),
                )
                .help(text!("번호이면 `\"{}\"`처럼 따옴표로 감싸십시오", "write `\"{}\"` if it is a code"; text)),
            );
        }
        if ["yes", "no", "on", "off", "y", "n"].iter().any(|word| text.eq_ignore_ascii_case(word))
            || ["True", "False", "TRUE", "FALSE"].contains(&text)
        {
            self.diags.push(
                Diag::error(
                    "yaml-yes-no",
                    Place::bytes(self.path, range.clone()),
                    text!("따옴표 없는 `{}`은(는) 글자인지 참·거짓인지 알 수 없습니다", "`{}` without quotes is text to some readers and a truth value to others"; text),
                )
                .help(text!(
                    "참·거짓이면 `true`나 `false`로, 글자이면 따옴표로 감싸 쓰십시오",
                    "write `true` or `false`, or put the word in quotes"
                )),
            );
        }
        let rest = self.text[range.end..].trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
        if let Some(after) = rest.strip_prefix('#')
            && after.starts_with(|c: char| !c.is_whitespace() && c != '#')
        {
            // Computed late, because one line may contain very many values.
            let comment = rest.lines().next().unwrap_or(rest);
            let at = self.text.len() - rest.len();
            let line_end = at + comment.len();
            self.diags.push(
                Diag::error(
                    "yaml-lost-comment",
                    Place::bytes(self.path, at..line_end),
                    text!("`{}`은(는) 주석이 되어 값에서 빠집니다", "`{}` becomes a comment and is lost from the value"; comment.trim_end()),
                )
                .help(text!(
                    "값이면 전체를 따옴표로 감싸고, 주석이면 `#` 뒤를 한 칸 띄우십시오",
                    "put the whole value in quotes, or write a space after `#` if it is a comment"
                )),
            );
        }
    }

    fn put(&mut self, node: Node) {
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(node);
            return;
        };
        if !frame.map {
            frame.items.push(node);
            return;
        }
        match frame.key.take() {
            None => {
                let text = match node.kind {
                    Kind::Scalar { text, .. } => text,
                    _ => {
                        self.refuse(
                            "yaml-key",
                            node.span.clone(),
                            text!("키가 글자가 아닙니다", "the key is not text"),
                        );
                        String::new()
                    }
                };
                let frame = self.stack.last_mut().expect("it was there above");
                frame.key = Some((text, node.span));
            }
            Some((key, key_span)) => {
                if node.kind == Kind::Null && !self.text[key_span.end..].trim_start().starts_with(':') {
                    self.key_without_colon(&key, key_span);
                    return;
                }
                if let Some(first) = frame.first(&key) {
                    let diag = Diag::error(
                        DUPLICATE_KEY,
                        Place::bytes(self.path, key_span.clone()),
                        text!("키 `{}`이(가) 두 번 쓰였습니다", "the key `{}` is written twice"; key),
                    )
                    .related(Place::bytes(self.path, first.key_span.clone()), text!("처음 쓴 곳", "first written here"))
                    .help(text!("하나를 지우십시오", "remove one of the two"));
                    self.diags.push(diag);
                }
                let frame = self.stack.last_mut().expect("it was there above");
                frame.add(Entry { key, key_span, value: node });
            }
        }
    }

    /// Takes a key without a colon: `{할일: 설명회, 공청회 개최}` is to YAML a key `공청회 개최` without a value. It is
    /// joined to the plain value before it, so that the other checks see what the writer meant.
    fn key_without_colon(&mut self, key: &str, key_span: Range<usize>) {
        let frame = self.stack.last_mut().expect("the key was in a mapping");
        if let Some(at) = frame.entries.len().checked_sub(1)
            && let Kind::Scalar { plain: true, .. } = frame.entries[at].value.kind
        {
            frame.entries[at].value.span.end = key_span.end;
            if frame.divided.last() != Some(&at) {
                frame.divided.push(at);
            }
            return;
        }
        let diag = Diag::error(
            COMMA,
            Place::bytes(self.path, key_span),
            text!("`{}` 뒤에 쌍점(`:`)이 없어 값이 되지 못합니다", "`{}` has no colon behind it, and is lost"; key),
        )
        .help(text!(
            "키이면 `{}: 값`으로 쓰고, 값의 일부이면 값 전체를 따옴표로 감싸십시오",
            "write `{}: value` if it is a key, or put the whole value in quotes if it is a part of one"; key
        ));
        self.diags.push(diag);
    }

    /// Gives an entry the whole value that commas divide, and reports it.
    fn join_divided(&mut self, entry: &mut Entry) {
        let span = entry.value.span.clone();
        let whole = self.text[span.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let diag = Diag::error(
            COMMA,
            Place::bytes(self.path, span),
            text!("쉼표에서 값이 나뉘었습니다: `{}`", "the comma divides the value: `{}`"; whole),
        );
        let amount = whole.trim_end_matches('원').trim_end();
        let digits = amount.replace(',', "");
        let is_group = |(i, group): (usize, &str)| {
            let fits = if i == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
            fits && group.bytes().all(|b| b.is_ascii_digit())
        };
        let is_number = amount.split(',').enumerate().all(is_group);
        let key = &entry.key;
        self.diags.push(if is_number {
            diag.help(text!("`{}: {}`처럼 쉼표 없이 쓰십시오", "write it without commas: `{}: {}`"; key, digits))
        } else {
            let quoted = whole.replace('\\', r"\\").replace('"', r#"\""#);
            // `2,124,400원이 남음` has no key behind a comma.
            match whole.rsplit_once(", ") {
                Some((_, behind)) => diag.help(text!(
                    "한 값이면 `{}: \"{}\"`처럼 따옴표로 감싸고, `{}`이(가) 키이면 그 뒤에 쌍점(`:`)을 쓰십시오",
                    "put it in quotes if it is one value: `{}: \"{}\"`; if `{}` is a key, write a colon behind it";
                    key, quoted, behind
                )),
                None => diag.help(text!(
                    "`{}: \"{}\"`처럼 따옴표로 감싸십시오",
                    "put it in quotes: `{}: \"{}\"`"; key, quoted
                )),
            }
        });
        entry.value.kind = Kind::Scalar { text: if is_number { digits } else { whole }, plain: true };
    }

    /// A text that begins with `*`, as bold words do, is an alias to YAML.
    fn refuse_alias(&mut self, at: usize) {
        let value = slips::unquoted(self.text, self.base, at);
        let quoted = value.replace('\\', r"\\").replace('"', r#"\""#);
        let diag = Diag::error(
            "yaml-alias",
            Place::bytes(self.path, at..at + value.len()),
            text!(
                "따옴표 없이 `*`로 시작하는 글은 YAML 별칭으로 읽힙니다",
                "text that begins with `*` without quotes is read as a YAML alias"
            ),
        )
        .help(text!(
            "`\"{}\"`처럼 따옴표로 감싸십시오", "put it in quotes: `\"{}\"`"; quoted
        ));
        self.diags.push(diag);
    }

    fn refuse(&mut self, code: &'static str, range: Range<usize>, message: gian_diagnostics::Text) {
        self.diags.push(
            Diag::error(code, Place::bytes(self.path, range), message)
                .help(text!("값을 그 자리에 그대로 쓰십시오", "write the value itself in its place")),
        );
    }
}
