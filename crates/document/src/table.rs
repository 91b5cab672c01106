//! Tables: head, columns, rows and cells, and the widths that columns get from their contents.

use crate::block::{Align, Block, Cell, Column, HeadCell, RowKind, Table};
use crate::inline::Inline;
use crate::walk::plain;

impl Table {
    /// Words in the first empty cell of a form that is not full and ends a document (행정업무규정
    /// 시행규칙 제4조제5항제2호).
    pub const REST_BLANK: &str = "이하 빈칸";

    /// `표 1`, for a table that references can name.
    pub fn label(&self) -> Option<String> {
        self.name.as_ref().map(|n| format!("표 {}", n.number))
    }

    /// Number of blank rows at the end.
    pub fn blank_rows(&self) -> usize {
        self.rows.iter().rev().take_while(|r| r.kind == RowKind::Blank).count()
    }

    /// The text of the lowest head cell above a column; empty if there is none.
    pub fn head_of(&self, column: usize) -> &[Inline] {
        let covers = |cell: &&HeadCell| (cell.column..cell.column + cell.colspan).contains(&column);
        self.head.iter().rev().flatten().find(covers).map_or(&[], |cell| cell.text.as_slice())
    }

    /// Whether some cells are labels of a form.
    pub fn has_labels(&self) -> bool {
        self.rows.iter().flat_map(|r| &r.cells).any(|c| c.label)
    }

    /// Alignment of a cell.
    pub fn align_of(&self, cell: &Cell) -> Align {
        cell.align.unwrap_or_else(|| self.columns.get(cell.column).map_or(Align::Start, |c| c.align))
    }

    /// Width of the table in a place of the given width.
    pub fn width_in(&self, place: f64) -> f64 {
        place * self.width.map_or(1.0, |percent| percent / 100.0)
    }

    /// Shares of the columns in the width of the table; their sum is 1. Widths that the writer gave are kept, except that
    /// a column too narrow for its longest word takes room from wider ones; the other columns share the rest by their contents.
    /// `room` is the width of the table, `inset` the padding of a cell on both sides, in units of the type size.
    pub fn shares(&self, room: f64, inset: f64) -> Vec<f64> {
        let needs = self.needs(inset);
        let shares = self.stated_shares(room, &needs);
        if self.columns.iter().all(|c| c.width.is_none()) {
            return shares;
        }
        let room = room.max(1.0);
        let lengths: Vec<f64> = shares.iter().map(|share| share * room).collect();
        relieved(&lengths, &needs).iter().map(|length| length / room).collect()
    }

    /// The shares as the writer stated them.
    fn stated_shares(&self, room: f64, needs: &[Need]) -> Vec<f64> {
        let given: f64 = self.columns.iter().filter_map(|c| c.width).sum();
        if self.columns.iter().all(|c| c.width.is_some()) {
            return self.columns.iter().map(|c| c.width.unwrap_or(0.0) / given.max(f64::MIN_POSITIVE)).collect();
        }
        let open: Vec<Need> = self.columns.iter().zip(needs).filter(|(c, _)| c.width.is_none()).map(|n| *n.1).collect();
        let rest = (1.0 - given / 100.0).max(0.0);
        let room = room.max(1.0) * rest;
        let mut lengths = divide(&open, room).into_iter();
        let share = |c: &Column| {
            c.width.map_or_else(|| lengths.next().unwrap_or(0.0) / room.max(f64::MIN_POSITIVE) * rest, |w| w / 100.0)
        };
        self.columns.iter().map(share).collect()
    }

    /// What the contents of each column need, with the padding of its cells.
    fn needs(&self, inset: f64) -> Vec<Need> {
        let mut needs = vec![Need { least: 1.0 + inset, full: 1.0 + inset }; self.columns.len()];
        let mut joined: Vec<(usize, usize, Need)> = Vec::new();
        let mut see = |column: usize, colspan: usize, need: Need| {
            let need = Need { least: need.least + inset, full: need.full + inset };
            match colspan {
                1 => needs[column].grow(need),
                _ => joined.push((column, colspan, need)),
            }
        };
        for cell in self.head.iter().flatten() {
            see(cell.column, cell.colspan, Need::of_line(&cell.text, BOLDER));
        }
        for row in &self.rows {
            let bolder = if row.kind == RowKind::Entry { 1.0 } else { BOLDER };
            for cell in &row.cells {
                let need = Need::of(&cell.blocks, bolder);
                // Letters below each other need the width of one.
                let need = if cell.look.upright { Need { least: 1.2, full: 1.2 } } else { need };
                see(cell.column, cell.colspan, need);
            }
        }
        // A cell over several columns widens them evenly if it needs more than they have.
        for (column, colspan, need) in joined {
            let covered = &mut needs[column..column + colspan];
            let least = need.least - covered.iter().map(|n| n.least).sum::<f64>();
            let full = need.full - covered.iter().map(|n| n.full).sum::<f64>();
            for n in covered {
                n.least += least.max(0.0) / colspan as f64;
                n.full = (n.full + full.max(0.0) / colspan as f64).max(n.least);
            }
        }
        // A long text is not crushed to the width of its longest word by the columns beside it.
        for need in needs.iter_mut().filter(|need| need.full > LONG_TEXT) {
            need.least = need.least.max(READABLE + inset);
        }
        needs
    }
}

/// Bold text is wider by this factor.
const BOLDER: f64 = 1.06;

/// A word that is wider than this, in units of the type size, is divided rather than the columns beside it.
const LONGEST_WORD: f64 = 14.0;

/// Text of more than this width, in units of the type size, is long.
const LONG_TEXT: f64 = 20.0;

/// Least width of a column of long text, in units of the type size.
const READABLE: f64 = 6.0;

/// Part of the estimated width of a word that it certainly takes.
const CERTAIN: f64 = 0.9;

/// Size of the type of a table in mm, about, for lengths that a writer gives in mm.
const TYPE_SIZE: f64 = 3.7;

/// Least width of a picture in a cell, in units of the type size.
const LEAST_PICTURE: f64 = 8.0;

/// Width of the marker of an item in a cell, with its gap.
const MARKER: f64 = 1.4;

/// Widths of a column in units of the type size.
#[derive(Debug, Clone, Copy)]
struct Need {
    /// Width of its longest word.
    least: f64,
    /// Width at which every line stands on one line.
    full: f64,
}

impl Need {
    fn grow(&mut self, other: Self) {
        self.least = self.least.max(other.least);
        self.full = self.full.max(other.full);
    }

    fn of_line(line: &[Inline], factor: f64) -> Self {
        let text = plain(line);
        let mut need = Self { least: 0.0, full: 0.0 };
        for line in text.lines() {
            let mut word = 0.0_f64;
            let mut date = false;
            for piece in line.split_whitespace() {
                // `2024. 5. 8.` is one word.
                let part =
                    piece.strip_suffix('.').is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
                word = em_width(piece)
                    + if date && piece.starts_with(|c: char| c.is_ascii_digit()) { word + 0.3 } else { 0.0 };
                date = part;
                need.least = need.least.max(word.min(LONGEST_WORD) * factor);
            }
            need.full = need.full.max(em_width(line) * factor);
        }
        // Some more, so that estimates do not break lines.
        Self { least: need.least + 0.1, full: need.full.max(need.least) + 0.2 }
    }

    fn of(blocks: &[Block], factor: f64) -> Self {
        let mut need = Self { least: 0.0, full: 0.0 };
        for block in blocks {
            crate::walk::inside(block, &mut |part| match part {
                crate::walk::Inside::Line(line) => need.grow(Self::of_line(line, factor)),
                crate::walk::Inside::Blocks(inner) => need.grow(Self::of(inner, factor)),
            });
            if let Block::Place(place) = block {
                let width = place.width.map_or(0.0, |mm| mm / TYPE_SIZE);
                need.grow(Self { least: width, full: width });
            }
            if let Block::Figure(figure) = block {
                // Pictures of a cell take the width that is left to them, but can be seen.
                let width = figure.images().len() as f64 * LEAST_PICTURE;
                need.grow(Self { least: width, full: 2.0 * width });
            }
            if matches!(block, Block::Items(_) | Block::Note(_)) {
                need = Self { least: need.least + MARKER, full: need.full + MARKER };
            }
        }
        need
    }
}

/// Divides a width among columns: each gets what its longest line needs, and if that is too much, the columns with
/// long text take turns by the square root of their length, so that a long text does not crush the others. Space that
/// remains is given in proportion.
fn divide(needs: &[Need], room: f64) -> Vec<f64> {
    let full: f64 = needs.iter().map(|n| n.full).sum();
    if full <= room {
        return needs.iter().map(|n| n.full * room / full.max(f64::MIN_POSITIVE)).collect();
    }
    let least: f64 = needs.iter().map(|n| n.least).sum();
    if least >= room {
        return needs.iter().map(|n| n.least * room / least.max(f64::MIN_POSITIVE)).collect();
    }
    let at = |scale: f64| -> Vec<f64> {
        needs.iter().map(|n| (scale * n.full.sqrt()).clamp(n.least, n.full.max(n.least))).collect()
    };
    let (mut low, mut high) = (0.0, needs.iter().map(|n| n.full.sqrt()).fold(1.0, f64::max));
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if at(middle).iter().sum::<f64>() > room { high = middle } else { low = middle }
    }
    let lengths = at(low);
    let sum: f64 = lengths.iter().sum();
    lengths.iter().map(|l| l * room / sum).collect()
}

/// Widths in which columns too narrow for their longest word have taken room from those that are wider than theirs. Nothing
/// changes if all words certainly fit.
fn relieved(lengths: &[f64], needs: &[Need]) -> Vec<f64> {
    let lacks: Vec<f64> = lengths
        .iter()
        .zip(needs)
        .map(|(length, need)| if *length < CERTAIN * need.least { need.least - length } else { 0.0 })
        .collect();
    // What a column of long text needs to be read well is not taken from it.
    let spare: Vec<f64> = lengths
        .iter()
        .zip(needs)
        .map(|(length, need)| (length - need.full.min(2.0 * READABLE).max(need.least)).max(0.0))
        .collect();
    let (lack, room): (f64, f64) = (lacks.iter().sum(), spare.iter().sum());
    if lack <= 0.0 || room <= 0.0 {
        return lengths.to_vec();
    }
    let moved = lack.min(room);
    let of = |i: usize| lengths[i] + moved * (lacks[i] / lack - spare[i] / room);
    (0..lengths.len()).map(of).collect()
}

/// Estimated width of text in units of its size, slightly overestimated.
pub fn em_width(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            'A'..='Z' | '@' | '%' | '&' => 0.75,
            '\u{20}'..='\u{7e}' => 0.6,
            '\u{a0}'..='\u{ff}' => 0.6,
            crate::blanks::HALF_SPACE => 0.5,
            _ => 1.0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{CellLook, Row};

    fn text(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    /// A table of one head row and one row of cells.
    fn table(columns: &[(&str, Option<f64>, &str)]) -> Table {
        let head = |(column, (head, ..)): (usize, &(&str, Option<f64>, &str))| HeadCell {
            column,
            colspan: 1,
            rowspan: 1,
            text: text(head),
            spread: false,
        };
        let cell = |(column, (.., words)): (usize, &(&str, Option<f64>, &str))| Cell {
            column,
            colspan: 1,
            rowspan: 1,
            label: false,
            shaded: false,
            align: None,
            look: CellLook::default(),
            blocks: vec![Block::Paragraph(text(words))],
        };
        Table {
            columns: columns.iter().map(|(_, width, _)| Column { width: *width, align: Align::Start }).collect(),
            head: vec![columns.iter().enumerate().map(head).collect()],
            rows: vec![Row {
                kind: RowKind::Entry,
                height: None,
                bold: false,
                line: None,
                cells: columns.iter().enumerate().map(cell).collect(),
            }],
            ..Table::default()
        }
    }

    #[test]
    fn columns_without_a_width_share_the_rest_by_their_contents() {
        let shares =
            table(&[("구분", Some(22.0), "가"), ("일시", Some(25.0), "나"), ("내용", None, "다")]).shares(45.0, 1.1);
        assert_eq!(shares.iter().map(|s| (s * 100.0).round()).collect::<Vec<_>>(), [22.0, 25.0, 53.0]);
        let long = "진행 내용을 적은 긴 글이 이어지는 칸 ".repeat(5);
        let shares = table(&[("연번", None, "1"), ("성명", None, "김가람"), ("내용", None, &long), ("비고", None, "")])
            .shares(45.0, 1.1);
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(shares[0] * 45.0 > 3.0 && shares[1] * 45.0 > 4.0 && shares[2] > 0.7, "{shares:?}");
        // Two long texts share alike, although one is four times as long.
        let shares = table(&[("가", None, &long), ("나", None, &long.repeat(4))]).shares(45.0, 1.1);
        assert!((shares[1] / shares[0] - 2.0).abs() < 0.1, "{shares:?}");
    }

    #[test]
    fn widths_of_all_columns_are_relative() {
        let shares = table(&[("가", Some(1.0), "가"), ("나", Some(3.0), "나")]).shares(45.0, 1.1);
        assert_eq!(shares, [0.25, 0.75]);
    }

    #[test]
    fn a_column_too_narrow_for_its_word_takes_room_from_wider_ones() {
        let shares =
            table(&[("사업명", Some(80.0), "산책로"), ("예산", Some(20.0), "1,200,000,000,000")]).shares(45.0, 1.1);
        assert!(shares[1] * 45.0 > 17.0 * 0.6 && (shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{shares:?}");
        // Not from a column that needs its room for a long text.
        let long = "진행 내용을 적은 긴 글이 이어지는 칸 ".repeat(5);
        let shares =
            table(&[("내용", Some(28.0), &long), ("예산", Some(72.0), "1".repeat(80).as_str())]).shares(45.0, 1.1);
        assert_eq!(shares, [0.28, 0.72]);
    }

    #[test]
    fn joined_heads_widen_their_columns() {
        let mut joined = table(&[("", None, "1"), ("", None, "2"), ("", None, "3")]);
        joined.head.insert(
            0,
            vec![HeadCell {
                column: 0, colspan: 2, rowspan: 1, text: text("두열을합친아주긴머리"), spread: false
            }],
        );
        let shares = joined.shares(14.0, 1.0);
        assert!(shares[0] > 1.5 * shares[2] && (shares[0] - shares[1]).abs() < 1e-9, "{shares:?}");
        assert_eq!(plain(joined.head_of(2)), "");
        assert!(shares.iter().all(|s| s.is_finite()));
        // No width is left, and no text: the shares are still numbers.
        assert!(table(&[("가", Some(100.0), ""), ("", None, "")]).shares(0.0, 1.0).iter().all(|s| s.is_finite()));
    }
}
