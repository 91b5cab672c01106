//! The fenced block `개요`: items that begin with a label (`일시: …`), with labels of even width and aligned colons.

use gian_diagnostics::text;
use gian_document::{Block, HALF_SPACE, Inline, Item, escape};
use gian_source::yaml::{Entry, Kind, Node};

use super::fences;
use super::nested::Nested;
use super::problem::Problem;
use super::reader::Reader;

/// Name of the fenced block.
pub const LABELS: &str = "개요";

/// Maximum number of lines, and of characters of a label: longer ones leave no room for the text.
const MOST: usize = 40;
const LONGEST: usize = 12;

/// Parses the YAML of the block.
///
/// # Errors
/// Problems with byte ranges in `code`.
pub fn parse(code: &str, markdown: &impl Nested) -> Result<Block, Vec<Problem>> {
    let tree = fences::tree(code)?;
    let mut reader = Reader::new(code, markdown);
    let items = reader.items(&tree);
    if reader.problems.is_empty() { Ok(Block::Items(items)) } else { Err(reader.problems) }
}

impl<M: Nested> Reader<'_, M> {
    fn items(&mut self, tree: &Node) -> Vec<Item> {
        let entries = match &tree.kind {
            Kind::Map(entries) if !entries.is_empty() && entries.len() <= MOST => entries,
            Kind::Map(_) | Kind::Seq(_) | Kind::Scalar { .. } | Kind::Null => {
                self.refuse(
                    self.first_line(&tree.span),
                    text!("`개요`에는 `이름: 글`을 한 줄에 하나씩, {}줄까지 적습니다", "`개요` has lines of the form `label: text`, {} at most"; MOST),
                    text!("`일시: 2024. 5. 8.(수) 14:00`처럼 쓰십시오", "write it as in `일시: 2024. 5. 8.(수) 14:00`"),
                );
                return Vec::new();
            }
        };
        entries.iter().filter_map(|entry| self.item(entry)).collect()
    }

    fn item(&mut self, entry: &Entry) -> Option<Item> {
        let label = entry.key.trim();
        if label.is_empty() || label.chars().count() > LONGEST {
            self.refuse(
                entry.key_span.clone(),
                text!("이름표는 1자부터 {}자까지입니다", "a label has 1 to {} characters"; LONGEST),
                text!("짧게 쓰고 나머지는 뒤의 글에 두십시오", "shorten it, and say the rest in the text"),
            );
            return None;
        }
        // A label from a template is data, as any value.
        let (label, problems) = self.markdown.line(label);
        let (label, _) = joined(label);
        self.problems.extend(problems.into_iter().map(|p| Problem { range: entry.key_span.clone(), ..p }));
        let (text, below) = match &entry.value.kind {
            Kind::Seq(lines) if !lines.is_empty() => {
                let mut lines = lines.iter().filter_map(|line| self.line(line));
                let first = lines.next()?;
                let below =
                    lines.map(|text| Item { label: None, marker: None, text, below: Vec::new() }).collect::<Vec<_>>();
                (first, if below.is_empty() { Vec::new() } else { vec![Block::Items(below)] })
            }
            Kind::Seq(_) | Kind::Map(_) | Kind::Scalar { .. } | Kind::Null => (self.line(&entry.value)?, Vec::new()),
        };
        if gian_document::plain(&text).trim().is_empty() {
            self.refuse(
                entry.key_span.clone(),
                text!("`{}` 뒤에 글이 없습니다", "no text follows `{}`"; escape::decode(&entry.key)),
                text!("글을 쓰거나 줄을 지우십시오", "write the text, or remove the line"),
            );
        }
        Some(Item { label: Some(label), marker: None, text, below })
    }
}

/// A label of two to four letters that the writer set apart (`구 분`) as one word, and whether it was one: the layout sets
/// its letters apart.
pub(super) fn joined(mut label: Vec<Inline>) -> (Vec<Inline>, bool) {
    let [Inline::Text(text)] = label.as_mut_slice() else { return (label, false) };
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(|c| ('가'..='힣').contains(&c));
    let parts: Vec<&str> = text.split([' ', HALF_SPACE]).filter(|part| !part.is_empty()).collect();
    let is_apart = (2..=4).contains(&parts.len()) && parts.iter().all(|part| is_letter(part));
    if is_apart {
        *text = parts.concat();
    }
    (label, is_apart)
}

/// The same for a cell that is one label.
pub(super) fn join(blocks: &mut [Block]) -> bool {
    let [Block::Paragraph(text)] = blocks else { return false };
    let (label, is_apart) = joined(std::mem::take(text));
    *text = label;
    is_apart
}
