//! The fenced block `사진`: pictures in rows (사진대지), each with its caption below it.

use gian_diagnostics::text;
use gian_document::{Drawing, Figure, Image, Photo, escape};
use gian_source::yaml::{Kind, Node};

use super::fences;
use super::figure_keys::{DESCRIPTION, FILE, NAME, SHARE, TITLE};
use super::nested::Nested;
use super::problem::Problem;
use super::reader::Reader;

/// Name of the fenced block.
pub const PHOTOS: &str = "사진";

const COLUMNS: &str = "열";
const LIST: &str = "사진";

/// Pictures of a row: more would be smaller than a stamp.
const MOST_COLUMNS: usize = 4;
/// Pictures of a block.
const MOST: usize = 40;

/// Parses the YAML of the block. The figure is numbered when the document is complete.
///
/// # Errors
/// Problems with byte ranges in `code`.
pub fn parse(code: &str, markdown: &impl Nested) -> Result<Figure, Vec<Problem>> {
    let tree = fences::tree(code)?;
    let mut reader = Reader::new(code, markdown);
    let figure = reader.photos(&tree);
    figure.filter(|_| reader.problems.is_empty()).ok_or(reader.problems)
}

impl<M: Nested> Reader<'_, M> {
    fn photos(&mut self, tree: &Node) -> Option<Figure> {
        let values = self.values(tree, &[TITLE, NAME, COLUMNS, LIST], PHOTOS)?;
        let (name, caption) = self.caption(&values);
        let columns = values.get(COLUMNS).map_or(Some(2), |n| self.count(n));
        let Some(list) = values.get(LIST) else {
            self.missing(&values, LIST);
            return None;
        };
        let entries = match &list.kind {
            Kind::Seq(entries) if (1..=MOST).contains(&entries.len()) => entries,
            Kind::Seq(_) | Kind::Map(_) | Kind::Scalar { .. } | Kind::Null => {
                self.refuse(
                    self.first_line(&list.span),
                    text!("`{}`에는 사진을 1장부터 {}장까지 적습니다", "`{}` has 1 to {} pictures"; LIST, MOST),
                    text!(
                        "`- {{파일: …, 제목: …}}`처럼 한 줄에 하나씩 적으십시오",
                        "write one a line, as in `- {{파일: …, 제목: …}}`"
                    ),
                );
                return None;
            }
        };
        let mut rows = Vec::new();
        for nodes in entries.chunks(columns?) {
            let mut used = 0;
            rows.push(nodes.iter().filter_map(|node| self.photo(node, &mut used)).collect::<Vec<_>>());
        }
        Some(Figure { number: 0, index: 0, name, caption, description: None, content: Drawing::Photos(rows) })
    }

    fn count(&mut self, node: &Node) -> Option<usize> {
        let text = escape::decode(self.scalar(node)?.trim());
        let count = text.parse().ok().filter(|n| (1..=MOST_COLUMNS).contains(n));
        if count.is_none() {
            self.refuse(
                node.span.clone(),
                text!("한 줄에 사진 `{}`장은 쪽에 들어가지 않습니다", "`{}` pictures in a row do not fit on a page"; text),
                text!("1부터 {}까지로 쓰십시오", "write a number from 1 to {}"; MOST_COLUMNS),
            );
        }
        count
    }

    /// One picture; `used` is the sum of the widths in its row.
    fn photo(&mut self, node: &Node, used: &mut u32) -> Option<Photo> {
        let values = self.values(node, &[FILE, TITLE, DESCRIPTION, SHARE], LIST)?;
        let description = values.get(DESCRIPTION).and_then(|n| self.line(n));
        // A picture without a caption is described for readers who cannot see it.
        let caption = match (values.get(TITLE), &description) {
            (None, Some(_)) => Some(Vec::new()),
            (Some(_), _) | (None, None) => self.required(&values, TITLE),
        };
        let file = match values.get(FILE) {
            Some(node) => self.scalar(node).map(|text| escape::decode(text.trim())),
            None => {
                self.missing(&values, FILE);
                None
            }
        };
        let share = match values.get(SHARE) {
            Some(node) => {
                let share = self.share(node)?;
                *used += share;
                if *used > 100 {
                    self.refuse(
                        node.span.clone(),
                        text!("한 줄에 놓인 사진의 너비를 더하면 {}%로 쪽보다 넓습니다", "the pictures of this row are {} % wide, more than the page"; used),
                        text!("`너비`를 줄이거나 지우고, 또는 `열`을 줄이십시오", "make `너비` smaller or remove it, or make `열` smaller"),
                    );
                }
                share
            }
            None => 0,
        };
        let image = Image { file: file?, percent: share, size: (0.0, 0.0), tallest: None };
        Some(Photo { image, caption: caption?, description })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::NestedMarkdown;

    #[test]
    fn pictures_are_divided_into_rows() {
        let code = "제목: 현장\n사진:\n  - {파일: a.jpg, 제목: 앞}\n  - {파일: b.png, 제목: 뒤, 너비: 40}\n  - {파일: c.jpg, 제목: 옆}\n";
        let figure = parse(code, &NestedMarkdown).unwrap();
        let Drawing::Photos(rows) = &figure.content else { panic!("pictures") };
        assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(figure.images().iter().map(|i| i.file.as_str()).collect::<Vec<_>>(), ["a.jpg", "b.png", "c.jpg"]);
    }

    #[test]
    fn pictures_need_a_caption_or_words_for_who_cannot_see_them() {
        let figure = parse("사진:\n  - {파일: a.jpg, 설명: 막힌 배수로}\n", &NestedMarkdown).unwrap();
        assert!(!figure.has_caption());
        assert!(parse("사진:\n  - {파일: a.jpg}\n", &NestedMarkdown).is_err());
        assert!(parse("이름: 가\n사진:\n  - {파일: a.jpg, 설명: 앞}\n", &NestedMarkdown).is_err());
    }

    #[test]
    fn what_does_not_fit_has_a_place() {
        let refused = |code: &str| -> Vec<String> {
            let problems = parse(code, &NestedMarkdown).expect_err("the block is wrong");
            problems.iter().map(|p| code[p.range.clone()].to_owned()).collect()
        };
        let wide = "제목: 현장\n사진:\n  - {파일: a.jpg, 제목: 앞, 너비: 60}\n  - {파일: b.jpg, 제목: 뒤, 너비: 41}\n";
        assert_eq!(refused(wide), ["41"]);
        assert_eq!(refused("제목: 현장\n열: 5\n사진:\n  - {파일: a.jpg, 제목: 앞}\n"), ["5"]);
        assert_eq!(refused("제목: 현장\n사진:\n  - {제목: 앞}\n  - {파일: a.jpg}\n"), ["{제목: 앞}", "{파일: a.jpg}"]);
        assert_eq!(refused("제목: 현장\n사진: []\n"), ["[]"]);
    }
}
