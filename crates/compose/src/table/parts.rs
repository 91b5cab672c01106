//! Parts of a cell: texts with a look of their own, empty lines, pictures, and empty places.
//!
//! ```yaml
//! - 칸:
//!     - 위와 같이 신청합니다.
//!     - {빈줄: 1}
//!     - {글: "2025년    월    일", 맞춤: 오른쪽}
//!     - {그림: 현장.jpg, 설명: 막힌 배수로, 높이: 50}
//!     - {빈칸: 30×40, 글: 사진}
//! ```

use gian_diagnostics::text;
use gian_document::{Align, Block, Drawing, Figure, Image, Lettering, Photo, Place, escape, plain};
use gian_source::yaml::{Kind, Node};

use super::keys::{ALIGN, BOLD, CELLS, Footnotes, HEIGHT, LABEL};
use crate::figure_keys::{DESCRIPTION, FILE, SHARE, TITLE};
use crate::kept_spaces::keep_spaces;
use crate::nested::Nested;
use crate::problem::Problem;
use crate::reader::{Reader, Values};
use crate::type_words;

pub(super) const TEXT: &str = "글";
pub(super) const BLANK_LINES: &str = "빈줄";
pub(super) const PICTURE: &str = "그림";
pub(super) const PLACE: &str = "빈칸";
pub(super) const SIZE: &str = "크기";
const SPACING: &str = "간격";

/// Keys of a part of a cell, beside `글` and `맞춤`.
pub(super) const PART_KEYS: [&str; 10] =
    [BLANK_LINES, PICTURE, PLACE, SIZE, BOLD, SPACING, DESCRIPTION, TITLE, SHARE, HEIGHT];

/// Most empty lines of a part.
const MOST_LINES: usize = 40;

/// Most pictures beside each other in a cell.
const MOST_PICTURES: usize = 4;

/// Permitted lengths of an empty place, in mm.
const LENGTHS: std::ops::RangeInclusive<f64> = 5.0..=240.0;

/// Permitted heights of a picture, in mm.
const HEIGHTS: std::ops::RangeInclusive<f64> = 10.0..=240.0;

impl<M: Nested> Reader<'_, M> {
    /// The parts of a cell in order; `around` is the alignment of the cell.
    pub(super) fn parts(&mut self, nodes: &[Node], around: Align, notes: &mut Footnotes) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in nodes {
            match &node.kind {
                Kind::Scalar { text, .. } => blocks.extend(self.cell_text(text, node, notes)),
                Kind::Null => blocks.push(Block::Blank(1)),
                Kind::Map(_) | Kind::Seq(_) => {
                    let keys: Vec<&str> = [TEXT, ALIGN].iter().chain(&PART_KEYS).copied().collect();
                    if let Some(values) = self.values(node, &keys, CELLS) {
                        self.refuse_strays(&values);
                        blocks.extend(self.part(&values, TEXT, around, notes));
                    }
                }
            }
        }
        blocks
    }

    /// The only part of a cell that has keys of its own.
    pub(super) fn only_part(&mut self, node: &Node, around: Align, notes: &mut Footnotes) -> Vec<Block> {
        let Kind::Map(entries) = &node.kind else { return Vec::new() };
        // The keys of the cell were checked before.
        let entries: Vec<(&str, &Node)> = entries.iter().map(|e| (e.key.as_str(), &e.value)).collect();
        let text = if entries.iter().any(|(key, _)| *key == LABEL) { LABEL } else { CELLS };
        // The alignment is that of the cell.
        let entries = entries.into_iter().filter(|(key, _)| *key != ALIGN).collect();
        let values = Values { entries, head: self.first_line(&node.span) };
        self.part(&values, text, around, notes)
    }

    /// One part; `text` is the key of its words.
    fn part(&mut self, values: &Values<'_>, text: &str, around: Align, notes: &mut Footnotes) -> Vec<Block> {
        if let Some(node) = values.get(PICTURE) {
            if let Some(stray) = values.get(text) {
                self.refuse(
                    self.first_line(&stray.span),
                    text!("그림과 글을 한 부분에 함께 적었습니다", "a picture and a text stand in one part"),
                    text!("그림 아래의 글은 `{}`으로 쓰고, 다른 글은 `칸`의 목록에 따로 쓰십시오", "write a caption as `{}`, and other text as a part of its own in the list under `칸`"; TITLE),
                );
            }
            return self.pictures(node, values).into_iter().map(Block::Figure).collect();
        }
        if let Some(node) = values.get(PLACE) {
            let words = values.get(text).map_or_else(Vec::new, |n| self.words(n, around, notes));
            return self.place(node, words).into_iter().map(Block::Place).collect();
        }
        let align = values.get(ALIGN).and_then(|n| self.align(n));
        let lettering = self.lettering(values);
        let mut blocks = match values.get(text) {
            // Lists keep their signs and levels in another size.
            Some(node) if align.is_none() && lettering != Lettering::default() => {
                let mut inner = self.words(node, around, notes);
                if text == TEXT {
                    keep_spaces(&mut inner);
                }
                if inner.is_empty() { inner } else { vec![Block::Aligned(around, lettering, inner)] }
            }
            Some(node) if align.is_some() => {
                // As in a block `오른쪽`: each line stays a line, with its spaces.
                let (inner, problems, references) = match &node.kind {
                    Kind::Scalar { text, .. } => self.markdown.lines(text),
                    Kind::Seq(_) | Kind::Map(_) | Kind::Null => {
                        (self.words(node, around, notes), Vec::new(), Vec::new())
                    }
                };
                self.keep((problems, references), node, notes);
                if inner.is_empty() {
                    Vec::new()
                } else {
                    vec![Block::Aligned(align.unwrap_or(around), lettering, inner)]
                }
            }
            Some(node) => {
                let mut inner = self.words(node, around, notes);
                if text == TEXT {
                    keep_spaces(&mut inner);
                }
                inner
            }
            None => Vec::new(),
        };
        if let Some(lines) = values.get(BLANK_LINES).and_then(|n| self.blank_lines(n)) {
            blocks.push(Block::Blank(lines));
        }
        blocks
    }

    /// Text, or a list of parts.
    fn words(&mut self, node: &Node, around: Align, notes: &mut Footnotes) -> Vec<Block> {
        match &node.kind {
            Kind::Seq(parts) => self.parts(parts, around, notes),
            Kind::Scalar { .. } | Kind::Map(_) | Kind::Null => {
                let text = self.scalar(node).unwrap_or_default().to_owned();
                self.cell_text(&text, node, notes)
            }
        }
    }

    /// Refuses keys that say nothing without others: `설명` without `그림`.
    pub(super) fn refuse_strays(&mut self, values: &Values<'_>) {
        let of_picture = [DESCRIPTION, TITLE, SHARE, HEIGHT];
        if values.get(PICTURE).is_some() {
            return;
        }
        for (key, node) in values.entries.iter().filter(|(key, _)| of_picture.contains(key)) {
            self.refuse(
                self.first_line(&node.span),
                text!("`{}`은(는) `{}`과 함께 적습니다", "`{}` stands with `{}`"; key, PICTURE),
                text!("`{{그림: 파일.jpg, 설명: …}}`처럼 쓰십시오", "write it as in `{{그림: file.jpg, 설명: …}}`"),
            );
        }
    }

    fn lettering(&mut self, values: &Values<'_>) -> Lettering {
        let mut lettering = Lettering { bold: values.get(BOLD).is_some_and(|n| self.flag(n)), ..Lettering::default() };
        if let Some(node) = values.get(SIZE) {
            let word = self.scalar(node).map(|text| escape::decode(text.trim())).unwrap_or_default();
            match type_words::size(&word) {
                Some(size) => lettering.size = size,
                None => self.refuse(
                    node.span.clone(),
                    text!("`{}`은(는) 글자 크기가 아닙니다", "`{}` is no type size"; word),
                    text!(
                        "쓸 수 있는 값: 작게, 보통, 크게, 아주 크게, 8부터 40까지(pt)",
                        "the values are: 작게, 보통, 크게, 아주 크게, or 8 to 40 (pt)"
                    ),
                ),
            }
        }
        if let Some(node) = values.get(SPACING) {
            let word = self.scalar(node).map(|text| escape::decode(text.trim())).unwrap_or_default();
            match type_words::spacing(&word) {
                Some(spacing) => lettering.spacing = spacing,
                None => self.refuse(
                    node.span.clone(),
                    text!("`{}`은(는) 글자 간격이 아닙니다", "`{}` is no space between letters"; word),
                    text!("쓸 수 있는 값: 넓게, 아주 넓게", "the values are: 넓게, 아주 넓게"),
                ),
            }
        }
        lettering
    }

    fn blank_lines(&mut self, node: &Node) -> Option<usize> {
        let text = self.scalar(node)?.trim();
        let count = text.parse().ok().filter(|n| (1..=MOST_LINES).contains(n));
        if count.is_none() {
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) 빈 줄의 수가 아닙니다", "`{}` is no number of empty lines"; escape::decode(text)),
                text!("1부터 {}까지로 쓰십시오", "write a number from 1 to {}"; MOST_LINES),
            );
        }
        count
    }

    /// One picture, or several beside each other.
    fn pictures(&mut self, node: &Node, values: &Values<'_>) -> Option<Figure> {
        let tallest = values.get(HEIGHT).and_then(|n| self.length(n, &HEIGHTS));
        let row = match &node.kind {
            Kind::Seq(list) if (1..=MOST_PICTURES).contains(&list.len()) => {
                for (key, node) in values.entries.iter().filter(|(key, _)| [DESCRIPTION, TITLE, SHARE].contains(key)) {
                    self.refuse(
                        self.first_line(&node.span),
                        text!("그림이 여럿이면 `{}`은(는) 그림마다 적습니다", "with several pictures each has a `{}` of its own"; key),
                        text!("`그림: [{{파일: …, 설명: …}}, {{파일: …, 설명: …}}]`처럼 쓰십시오", "write it as in `그림: [{{파일: …, 설명: …}}, {{파일: …, 설명: …}}]`"),
                    );
                }
                list.iter().filter_map(|entry| self.picture_of(entry, tallest)).collect::<Vec<_>>()
            }
            Kind::Seq(_) => {
                self.refuse(
                    self.first_line(&node.span),
                    text!("한 칸에는 그림을 1개부터 {}개까지 나란히 둡니다", "a cell has 1 to {} pictures beside each other"; MOST_PICTURES),
                    text!("행을 나누십시오", "divide the row"),
                );
                return None;
            }
            Kind::Map(_) => vec![self.picture_of(node, tallest)?],
            Kind::Scalar { .. } | Kind::Null => {
                let file = escape::decode(self.scalar(node)?.trim());
                vec![self.picture(file, values, tallest)?]
            }
        };
        let content = Drawing::Photos(vec![row]);
        Some(Figure { number: 0, index: 0, name: None, caption: Vec::new(), description: None, content })
    }

    /// A picture among several.
    fn picture_of(&mut self, node: &Node, tallest: Option<f64>) -> Option<Photo> {
        let values = self.values(node, &[FILE, DESCRIPTION, TITLE, SHARE], PICTURE)?;
        let Some(file) = values.get(FILE) else {
            self.missing(&values, FILE);
            return None;
        };
        let file = escape::decode(self.scalar(file)?.trim());
        self.picture(file, &values, tallest)
    }

    fn picture(&mut self, file: String, values: &Values<'_>, tallest: Option<f64>) -> Option<Photo> {
        let description = match values.get(DESCRIPTION) {
            Some(node) => self.line(node)?,
            None => {
                self.missing(values, DESCRIPTION);
                return None;
            }
        };
        if plain(&description).trim().is_empty() {
            self.refuse(
                values.get(DESCRIPTION).map_or(values.head.clone(), |node| self.first_line(&node.span)),
                text!("`{}`이(가) 비어 있습니다", "`{}` is empty"; DESCRIPTION),
                text!("그림이 보여 주는 것을 한 문장으로 쓰십시오", "say in a sentence what the picture shows"),
            );
        }
        let caption = values.get(TITLE).and_then(|n| self.line(n)).unwrap_or_default();
        let percent = match values.get(SHARE) {
            Some(node) => self.share(node)?,
            None => 0,
        };
        let image = Image { file, percent, size: (0.0, 0.0), tallest };
        Some(Photo { image, caption, description: Some(description) })
    }

    /// An empty place: `40mm`, or width and height of a frame, `30×40`.
    fn place(&mut self, node: &Node, blocks: Vec<Block>) -> Option<Place> {
        let written = escape::decode(self.scalar(node)?.trim());
        let lengths: Option<Vec<f64>> = written
            .split(['×', 'x', 'X', '*'])
            .map(|part| part.trim().trim_end_matches("mm").trim_end().parse().ok().filter(|l| LENGTHS.contains(l)))
            .collect();
        match lengths.as_deref() {
            Some([height]) => Some(Place { width: None, height: *height, blocks }),
            Some([width, height]) => Some(Place { width: Some(*width), height: *height, blocks }),
            Some(_) | None => {
                self.refuse(
                    node.span.clone(),
                    text!("`{}`은(는) 빈칸의 크기가 아닙니다", "`{}` is no size of an empty place"; written),
                    text!(
                        "높이를 `40mm`로, 너비와 높이를 `30×40`으로 쓰십시오 ({}부터 {}까지, 밀리미터)",
                        "write a height, as in `40mm`, or width and height, as in `30×40` (from {} to {}, millimetres)";
                        LENGTHS.start(), LENGTHS.end()
                    ),
                );
                None
            }
        }
    }

    /// A length in mm.
    fn length(&mut self, node: &Node, lengths: &std::ops::RangeInclusive<f64>) -> Option<f64> {
        let text = self.scalar(node)?.trim();
        let length = text.trim_end_matches("mm").trim_end().parse().ok().filter(|l| lengths.contains(l));
        if length.is_none() {
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) 높이가 될 수 없습니다", "`{}` cannot be a height"; escape::decode(text)),
                text!("{}부터 {}까지의 밀리미터로 쓰십시오: `50`", "write millimetres from {} to {}, as in `50`"; lengths.start(), lengths.end()),
            );
        }
        length
    }

    /// Keeps the problems and the footnotes of a text at their places.
    pub(super) fn keep(
        &mut self,
        (problems, references): (Vec<Problem>, Footnotes),
        node: &Node,
        notes: &mut Footnotes,
    ) {
        let placed = |range| node.source_range(self.code, range);
        notes.extend(references.into_iter().map(|(label, range)| (label, placed(range))));
        let problems: Vec<Problem> =
            problems.into_iter().map(|p| Problem { range: placed(p.range.clone()), ..p }).collect();
        self.problems.extend(problems);
    }
}

#[cfg(test)]
mod tests {
    use gian_document::{Cell, CellLook, Diagonal, RowLine, Spacing, Table, TypeSize, Vertical};

    use super::*;
    use crate::markdown::NestedMarkdown;
    use crate::table::parse;

    fn table(code: &str) -> Table {
        parse(code, &NestedMarkdown).unwrap_or_else(|problems| panic!("{problems:?}")).0
    }

    fn cell(cell: &str) -> Cell {
        table(&format!("행:\n  - [{cell}, 나]\n")).rows.remove(0).cells.remove(0)
    }

    fn refused(cell: &str) -> Vec<String> {
        let code = format!("행:\n  - [{cell}, 나]\n");
        let problems = parse(&code, &NestedMarkdown).expect_err("the cell is wrong");
        problems.iter().map(|p| code[p.range.clone()].to_owned()).collect()
    }

    #[test]
    fn parts_stand_below_each_other() {
        let blocks = cell("{칸: [가, {빈줄: 2}, {글: \"2025년     월\", 맞춤: 오른쪽}, {글: 시장 귀하, 크기: 크게, 굵게: 예, 간격: 넓게}]}").blocks;
        let [
            Block::Paragraph(_),
            Block::Blank(2),
            Block::Aligned(Align::End, _, day),
            Block::Aligned(Align::Start, look, _),
        ] = blocks.as_slice()
        else {
            panic!("{blocks:?}")
        };
        assert!(matches!(day.as_slice(), [Block::Paragraph(text)] if plain(text).contains("\u{2002}\u{2002}")));
        assert_eq!(*look, Lettering { size: TypeSize::Large, bold: true, spacing: Spacing::Wide });
        // The look of a whole cell is that of its text.
        assert!(matches!(
            cell("{칸: 가, 맞춤: 가운데, 굵게: 예}").blocks.as_slice(),
            [Block::Aligned(Align::Center, ..)]
        ));
    }

    #[test]
    fn pictures_and_places() {
        let blocks = cell("{그림: a.jpg, 설명: 배수로, 제목: 정비 전, 높이: 45}").blocks;
        let [Block::Figure(figure)] = blocks.as_slice() else { panic!("{blocks:?}") };
        let Drawing::Photos(rows) = &figure.content else { panic!("pictures") };
        assert_eq!((rows[0][0].image.tallest, plain(&rows[0][0].caption)), (Some(45.0), "정비 전".to_owned()));
        let two = "{그림: [{파일: a.jpg, 설명: 앞}, {파일: b.jpg, 설명: 뒤, 너비: 30}]}";
        assert!(matches!(cell(two).blocks.as_slice(), [Block::Figure(f)] if f.images().len() == 2));
        let place = |width| Block::Place(Place { width, height: 40.0, blocks: Vec::new() });
        assert_eq!(cell("{빈칸: 40mm}").blocks, [place(None)]);
        assert_eq!(cell("{빈칸: 30×40}").blocks, [place(Some(30.0))]);
        assert!(
            matches!(cell("{빈칸: 30x40mm, 칸: 사진}").blocks.as_slice(), [Block::Place(p)] if p.blocks.len() == 1)
        );
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        assert_eq!(refused("{그림: a.jpg}"), ["{그림: a.jpg}"]);
        assert_eq!(refused("{그림: a.jpg, 설명: ''}"), ["''"]);
        assert_eq!(refused("{그림: a.jpg, 설명: 가, 높이: 3}"), ["3"]);
        assert_eq!(refused("{그림: a.jpg, 설명: 가, 칸: 나}"), ["나"]);
        assert_eq!(refused("{그림: [{파일: a.jpg, 설명: 가}], 제목: 나}"), ["나"]);
        assert_eq!(refused("{그림: []}"), ["[]"]);
        assert_eq!(refused("{칸: 가, 설명: 나}"), ["나"]);
        assert_eq!(refused("{칸: [{글: 가, 크기: A4}]}"), ["A4"]);
        assert_eq!(refused("{칸: [{글: 가, 색: 파랑}]}"), ["색"]);
        assert_eq!(refused("{칸: [{빈줄: 0}]}"), ["0"]);
        assert_eq!(refused("{빈칸: 3}"), ["3"]);
        assert_eq!(refused("{빈칸: 30×40×50}"), ["30×40×50"]);
        assert_eq!(refused("{칸: 가, 세로맞춤: 밑}"), ["밑"]);
        assert_eq!(refused("{칸: 가, 대각선: 위}"), ["위"]);
        assert_eq!(refused("{칸: [가, 나], 세로쓰기: 예}"), ["[가, 나]"]);
        assert_eq!(refused("{맞춤: 가운데}"), ["{맞춤: 가운데}"]);
    }

    #[test]
    fn cells_and_rows_have_a_look() {
        let table = table(
            "테두리: 굵은사방\n세로맞춤: 위\n열: [{제목칸: true, 세로쓰기: 예}, {}, {}]\n행:\n  - [인적 사항, 가, {칸: '', 대각선: 예, 세로맞춤: 아래}]\n  - [^^, 나, 다]\n  - {전체: [글, {빈줄: 1}], 윗선: 점선}\n  - {전체: {제목칸: 끝}}\n",
        );
        let looks: Vec<CellLook> = table.rows[0].cells.iter().map(|c| c.look).collect();
        assert_eq!(looks[0], CellLook { vertical: Vertical::Middle, upright: true, diagonal: None });
        assert_eq!(looks[1].vertical, Vertical::Top);
        assert_eq!(looks[2], CellLook { vertical: Vertical::Bottom, upright: false, diagonal: Some(Diagonal::Up) });
        let whole = &table.rows[2].cells[0];
        assert_eq!(
            (whole.colspan, whole.label, whole.look.upright, whole.align),
            (3, false, false, Some(Align::Start))
        );
        assert_eq!(table.rows[2].line, Some(RowLine::Dashed));
        assert!(table.rows[3].cells[0].label && table.rows[0].cells[0].rowspan == 2);
    }
}
