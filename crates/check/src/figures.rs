//! The figures of a document: the numbers that may be the whole of something, in labels, totals of tables, summaries and sentences,
//! with the words around them; and all other numbers, which may explain why two figures differ.
//!
//! Most figures of a document are not like any other one. So the numbers are collected first, and the words of a figure are read when
//! another number makes it of interest.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use chrono::Datelike;
use gian_diagnostics::Place;
use gian_korean::quantity::{self, MICRO, Quantity};
use gian_model::keys;
use gian_source::yaml::Kind;

use crate::figure_sentence::{Sentence, label_of};
use crate::figure_words::Words;
use crate::named::{Stages, qualifiers};
use crate::prose::table::{Amount, Row, Sort, Table, is_rate};
use crate::prose::{Origin, Prose};
use crate::said::{is_counted, leading, unit_of};
use crate::surroundings::{Context, context};

/// A number that may be the whole of something.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) quantity: Quantity,
    pub(crate) written: String,
    pub(crate) place: Place,
    /// Whether its form says that it is a whole: a label, a total, a summary, `총`.
    pub(crate) whole: bool,
    /// Its label without spaces.
    pub(crate) label: Option<String>,
    pub(crate) words: Words,
    pub(crate) qualifiers: BTreeSet<String>,
    /// The month up to which it is counted: `3월 말까지`.
    pub(crate) until: Option<String>,
    pub(crate) context: Context,
}

/// With more candidates, a document is a statistic, in which many are alike.
pub(crate) const MOST: usize = 600;

/// Maximum length in bytes of the text before and behind a number that is read.
const REACH: usize = 400;

/// Lines, lists of labels and blocks; numbers in one of these are told apart there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Piece and start of a line.
    Line(usize, usize),
    /// A list with labels.
    List(usize),
    /// Start of a block.
    Block(usize),
}

/// Any number of the document.
#[derive(Debug)]
pub(crate) struct Number {
    pub(crate) unit: &'static str,
    pub(crate) micro: i128,
    pub(crate) grain: i128,
    pub(crate) groups: Vec<Group>,
}

/// A number that is a figure if the words around it allow it.
pub(crate) struct Candidate<'a> {
    pub(crate) quantity: Quantity,
    /// Position in the body; 0 for the head.
    at: usize,
    source: Source<'a>,
    figure: OnceCell<Option<Figure>>,
}

/// Where a candidate is written.
enum Source<'a> {
    /// Piece, position among its quantities, and whether the piece is a summary.
    Text(usize, usize, bool),
    /// A value of the head, with its key.
    Value(&'a Prose<'a>, String),
    /// A label and its value in a block.
    Entry(&'a str, &'a str, Place),
    /// Table, row and column of a total, with the number as written.
    Total(&'a Table, &'a Row, usize, String),
}

/// The figures and numbers of a document.
pub(crate) struct Figures<'a> {
    body: &'a Prose<'a>,
    pieces: &'a [Prose<'a>],
    pub(crate) title: &'a str,
    year: Option<i32>,
    stages: OnceCell<Stages>,
    /// In the order of the document.
    pub(crate) candidates: Vec<Candidate<'a>>,
    numbers: OnceCell<Vec<Number>>,
}

/// What is written around a figure.
struct Around<'t> {
    label: Option<&'t str>,
    words: Words,
    /// Words that may say that the number is of another time or part.
    told: String,
    whole: bool,
}

impl<'a> Figures<'a> {
    /// Finds the candidates in the pieces of a file.
    pub(crate) fn of(body: &'a Prose<'a>, pieces: &'a [Prose<'a>]) -> Self {
        let title = body.document.map_or("", |d| d.record.title.0.as_str());
        let year = body.day.map(|d| d.0.year());
        let (candidates, stages, numbers) = (Vec::new(), OnceCell::new(), OnceCell::new());
        let mut made = Self { body, pieces, title, year, stages, candidates, numbers };
        for (i, piece) in pieces.iter().enumerate() {
            match text_of(piece) {
                Some(Text::Sentences { summary }) => made.of_text(i, piece, summary),
                Some(Text::Value { key }) => made.of_value(piece, key),
                None => {}
            }
        }
        each_entry(body, |label, text, place, at| made.of_entry(label, text, place, at));
        body.structure().tables().iter().for_each(|table| made.of_table(table));
        made.candidates.sort_by_key(|c| c.at);
        made
    }

    fn push(&mut self, quantity: Quantity, at: usize, source: Source<'a>) {
        self.candidates.push(Candidate { quantity, at, source, figure: OnceCell::new() });
    }

    /// Numbers of the sentences and items of a text.
    fn of_text(&mut self, index: usize, piece: &Prose<'_>, summary: bool) {
        for (i, q) in piece.quantities().iter().enumerate() {
            if self.candidates.len() > MOST {
                return;
            }
            if is_counted(q.unit) || q.unit == "%" {
                let at = if piece.is_body() { q.range.start } else { 0 };
                self.push(q.clone(), at, Source::Text(index, i, summary));
            }
        }
    }

    /// A value of the head that begins with a number: `사업비: 3억원`.
    fn of_value(&mut self, piece: &'a Prose<'a>, key: String) {
        if let Some(q) = leading(piece.open()) {
            self.push(q, 0, Source::Value(piece, key));
        }
    }

    /// A label and its value in a block.
    fn of_entry(&mut self, label: &'a str, text: &'a str, place: Place, at: usize) {
        if let Some(q) = quantity::scan(&line_of(label, text)).into_iter().next() {
            self.push(q, at, Source::Entry(label, text, place));
        }
    }

    /// Totals of a table, and the rows of one with labels and values.
    fn of_table(&mut self, table: &'a Table) {
        let at = table.whole.start.max(1);
        if is_listed(table) {
            for row in &table.rows {
                if let Some((label, text, place)) = entry_of(self.body, row) {
                    self.of_entry(label, text, place, at);
                }
            }
        }
        let mut totals = table.rows.iter().filter(|row| row.sort == Sort::Total);
        let (Some(total), None) = (totals.next(), totals.next()) else { return };
        for x in (0..table.heads.len()).filter(|x| table.has_numbers(*x)) {
            if let Some((q, written)) = of_cell(table, total, x).filter(|(q, _)| !q.unit.is_empty()) {
                self.push(q, at, Source::Total(table, total, x, written));
            }
        }
    }

    /// The figure of a candidate; `None` if its words say that it is a part, a limit, or a term of a computation.
    pub(crate) fn figure<'s>(&'s self, candidate: &'s Candidate<'a>) -> Option<&'s Figure> {
        let read = || match &candidate.source {
            Source::Text(index, i, summary) => self.read_text(&self.pieces[*index], *i, *summary),
            Source::Value(piece, key) => Some(self.read_value(piece, key, &candidate.quantity)),
            Source::Entry(label, text, place) => self.read_entry(label, text, place, candidate),
            Source::Total(table, row, x, written) => self.read_total(table, row, *x, (candidate, written)),
        };
        candidate.figure.get_or_init(read).as_ref()
    }

    fn made(&self, quantity: &Quantity, written: &str, (place, at): (Place, usize), around: Around<'_>) -> Figure {
        let context = if at > 0 { context(self.body, at) } else { Context::default() };
        let mut set = BTreeSet::new();
        let until = until_month(&around.told);
        let stages = self.stages.get_or_init(|| {
            let mut stages = Stages::default();
            self.body.structure().headings.iter().for_each(|h| stages.learn(&self.body.seen[h.range.clone()]));
            stages
        });
        for text in [around.told.as_str(), &context.chapter, &context.section, &context.words] {
            let text = without_days(text);
            qualifiers(&text, self.year, &mut set);
            stages.qualify(&text, &mut set);
            set.extend(places_named(&text));
        }
        set.retain(|w| !self.title.contains(w.as_str()) && until.as_ref() != Some(w));
        Figure {
            quantity: quantity.clone(),
            written: written.to_owned(),
            place,
            whole: around.whole,
            label: around.label.map(plain),
            words: around.words,
            qualifiers: set,
            until,
            context,
        }
    }

    fn read_value(&self, piece: &Prose<'_>, key: &str, q: &Quantity) -> Figure {
        let mut words = Words::default();
        words.add_close(key);
        let around = Around { label: Some(key), words, told: key.to_owned(), whole: true };
        self.made(q, &piece.open()[q.range.clone()], (piece.place(q.range.clone()), 0), around)
    }

    fn read_text(&self, piece: &Prose<'_>, i: usize, summary: bool) -> Option<Figure> {
        let (open, all) = (piece.open(), piece.quantities());
        let q = &all[i];
        let line = near(piece, q);
        let before = i.checked_sub(1).map(|i| all[i].range.end).filter(|end| *end > line.start);
        let next = all.get(i + 1).map_or(line.end, |q| q.range.start.min(line.end));
        let label = label_of(&open[line.clone()]);
        let written = Sentence { open, line: line.clone(), before, next, label };
        let (words, whole) = written.words(q)?;
        let at = if piece.is_body() { q.range.start } else { 0 };
        let summaries = || piece.structure().fences.iter().any(|f| f.name == "요약" && f.whole.contains(&at));
        let end = open[q.range.end..next].find(['(', '※']).map_or(next, |i| q.range.end + i);
        let told = open[line.start..end.max(q.range.end)].to_owned();
        let around = Around { label, words, told, whole: whole || summary || summaries() };
        Some(self.made(q, &open[q.range.clone()], (piece.place(q.range.clone()), at), around))
    }

    fn read_entry(&self, label: &str, text: &str, place: &Place, candidate: &Candidate<'_>) -> Option<Figure> {
        let line = line_of(label, text);
        let q = &candidate.quantity;
        let next = quantity::scan(&line).get(1).map_or(line.len(), |q| q.range.start);
        let written = Sentence { open: &line, line: 0..line.len(), before: None, next, label: label_of(&line) };
        let (words, whole) = written.words(q).filter(|_| written.label.is_some())?;
        let around = Around { label: Some(label), words, told: line[..q.range.end].to_owned(), whole };
        Some(self.made(q, &line[q.range.clone()], (place.clone(), candidate.at), around))
    }

    fn read_total(
        &self,
        table: &Table,
        row: &Row,
        x: usize,
        (candidate, written): (&Candidate<'_>, &str),
    ) -> Option<Figure> {
        let title = table.title.clone().unwrap_or_default();
        let head = &table.heads[x].text;
        let columns = (0..table.heads.len()).filter(|x| table.has_numbers(*x)).count();
        let mut words = Words::default();
        words.add(head);
        // Of several columns the title names none alone.
        let named = !words.steps.is_empty() && columns > 1;
        match named {
            true => title.split(' ').for_each(|word| {
                words.stems.insert(crate::figure_words::stem(word).0);
            }),
            false => words.add(&title),
        }
        let numeric = |row: &&Row| row.sort == Sort::Entry && row.cells[0].text.starts_with("20");
        if table.rows.iter().filter(numeric).count() > 1 {
            return None;
        }
        let place = Place::bytes(self.body.file, row.cells[x].at.clone());
        let around = Around { label: None, words, told: format!("{title} {head}"), whole: true };
        Some(self.made(&candidate.quantity, written, (place, candidate.at), around))
    }

    /// Every number of the document.
    pub(crate) fn numbers(&self) -> &[Number] {
        self.numbers.get_or_init(|| {
            let mut all = Vec::new();
            let mut count = |q: &Quantity, groups: Vec<Group>| {
                all.push(Number { unit: q.unit, micro: q.micro, grain: q.grain, groups });
            };
            for (index, piece) in self.pieces.iter().enumerate() {
                match text_of(piece) {
                    Some(Text::Sentences { .. }) => {
                        piece.quantities().iter().for_each(|q| count(q, groups_of(index, piece, q)));
                    }
                    Some(Text::Value { .. }) => leading(piece.open()).iter().for_each(|q| count(q, Vec::new())),
                    None => {}
                }
            }
            each_entry(self.body, |_, text, _, at| {
                quantity::scan(text).iter().for_each(|q| count(q, vec![Group::Block(at)]));
            });
            for table in self.body.structure().tables() {
                let at = table.whole.start.max(1);
                for row in &table.rows {
                    if let Some((_, text, _)) = entry_of(self.body, row).filter(|_| is_listed(table)) {
                        quantity::scan(text).iter().for_each(|q| count(q, vec![Group::Block(at)]));
                        continue;
                    }
                    for x in (0..table.heads.len()).filter(|x| table.has_numbers(*x)) {
                        of_cell(table, row, x).iter().for_each(|(q, _)| count(q, vec![Group::Block(at)]));
                    }
                }
            }
            all
        })
    }
}

/// How the numbers of a piece are read.
enum Text {
    /// As those of sentences; `summary` of the line at the head of a document.
    Sentences { summary: bool },
    /// As that with which a value of the head begins.
    Value { key: String },
}

/// How the numbers of a piece are read; `None` if they are not, or are read with the blocks of the body.
fn text_of(piece: &Prose<'_>) -> Option<Text> {
    match &piece.origin {
        Origin::Body => Some(Text::Sentences { summary: false }),
        Origin::Value(_) if !piece.has_digit() => None,
        Origin::Value(route) => {
            let key = route.steps().next_back().unwrap_or_default();
            let is_listed = key.bytes().all(|b| b.is_ascii_digit());
            match () {
                () if key == keys::LEAD => Some(Text::Sentences { summary: true }),
                () if piece.markdown || is_listed => None,
                () => Some(Text::Value { key: key.into_owned() }),
            }
        }
        Origin::Block { .. } => None,
    }
}

/// The labels and values with numbers of the blocks 개요 that nothing withheld is in, with the start of the block.
fn each_entry<'a>(body: &'a Prose<'a>, mut each: impl FnMut(&'a str, &'a str, Place, usize)) {
    for fence in body.structure().fences.iter().filter(|f| f.name == "개요") {
        let Some(Kind::Map(entries)) = fence.tree.as_ref().map(|t| &t.kind) else { continue };
        for entry in entries {
            if let Kind::Scalar { text, .. } = &entry.value.kind
                && is_read(text)
            {
                let place = Place::bytes(body.file, entry.value.span.clone());
                each(&entry.key, text, place, fence.whole.start.max(1));
            }
        }
    }
}

/// Whether a value has a number, and neither a withheld word nor a name of a fact.
fn is_read(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && !text.contains(['[', '{'])
}

/// Whether the rows of a table are labels and values.
fn is_listed(table: &Table) -> bool {
    table.heads.len() == 2 && table.rows.iter().all(|row| row.sort == Sort::Entry)
}

/// The label, value and place of a row whose value is not a bare number.
fn entry_of<'t>(body: &Prose<'_>, row: &'t Row) -> Option<(&'t str, &'t str, Place)> {
    let [label, value, ..] = &row.cells[..] else { return None };
    let read = value.amount == Amount::Unknown && is_read(&value.text);
    read.then(|| (label.text.as_str(), value.text.as_str(), Place::bytes(body.file, value.at.clone())))
}

fn line_of(label: &str, text: &str) -> String {
    format!("{label}: {text}")
}

/// The line of a number; of a very long one what is near.
fn near(piece: &Prose<'_>, q: &Quantity) -> Range<usize> {
    let (open, line) = (piece.open(), piece.line(q.range.start));
    let start = line.start.max(open.floor_char_boundary(q.range.start.saturating_sub(REACH)));
    start..line.end.min(open.floor_char_boundary(q.range.end + REACH))
}

/// The line of a number, and its list if the line has a label.
fn groups_of(index: usize, piece: &Prose<'_>, q: &Quantity) -> Vec<Group> {
    let (line, structure) = (near(piece, q), piece.structure());
    let item = structure.items.partition_point(|item| item.text.start <= q.range.start).checked_sub(1);
    let item = item.map(|i| &structure.items[i]).filter(|i| i.text.contains(&q.range.start));
    let labelled = item.filter(|_| label_of(&piece.open()[line.clone()]).is_some());
    let list = labelled.map(|item| Group::List(item.list));
    std::iter::once(Group::Line(index, line.start)).chain(list).collect()
}

/// The number of a cell in its own unit, or in that of its head or table; without one for a bare number.
pub(crate) fn of_cell(table: &Table, row: &Row, x: usize) -> Option<(Quantity, String)> {
    let cell = &row.cells[x];
    let Amount::Number(number) = &cell.amount else { return None };
    let head = &table.heads[x].text;
    let text = cell.text.trim_matches('*');
    if is_rate(head) || number.unit == "%" {
        let written = format!("{}%", text.trim_end_matches('%').trim());
        let q = quantity::scan(&written).into_iter().next()?;
        return Some((q, written));
    }
    let unit = if number.unit.is_empty() { unit_of(table, x, head).unwrap_or_default() } else { String::new() };
    let written = format!("{text}{unit}");
    let bare = || quantity::scan(text).into_iter().next();
    let q = leading(&written).filter(|_| table.adds_up[x]).or_else(bare)?;
    Some((q, written))
}

fn plain(label: &str) -> String {
    label.chars().filter(|c| !c.is_whitespace() && *c != '*').collect()
}

/// The month up to which a number is counted, if a text says so: `3월` of `3월 말까지`.
fn until_month(text: &str) -> Option<String> {
    const ENDS: [&str; 6] = ["까지", "말", " 말", " 현재", " 기준", "현재"];
    text.match_indices('월').find_map(|(at, month)| {
        let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let ends = ENDS.iter().any(|w| text[at + month.len()..].starts_with(w));
        (digits > 0 && ends).then(|| text[at - digits..at + month.len()].to_owned())
    })
}

/// A text without its days, whose months are no parts of a year: `5월 8일`.
fn without_days(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        made.push_str(&rest[..at]);
        rest = &rest[at..];
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let month = digits(rest);
        let day = rest[month..].strip_prefix('월').map(|r| r.trim_start_matches(' ')).filter(|r| digits(r) > 0);
        match day.and_then(|r| r[digits(r)..].strip_prefix('일')) {
            Some(after) => rest = after,
            None => {
                made.push_str(&rest[..month]);
                rest = &rest[month..];
            }
        }
    }
    made.push_str(rest);
    made
}

/// Names of administrative places in a text, whose numbers are their own: `가산동`, `나래읍에는`.
fn places_named(text: &str) -> impl Iterator<Item = String> {
    const OTHERS: [&str; 24] = [
        "활동", "운동", "자동", "아동", "이동", "공동", "행동", "화면", "측면", "전면", "방면", "도면", "반면", "요구",
        "연구", "기구", "가구", "공구", "입구", "누구", "지구", "관리", "처리", "거리",
    ];
    let words = text.split(|c: char| !('가'..='힣').contains(&c));
    words.filter_map(|word| {
        let word = ["에서는", "에는", "에서", "의", "에", "은", "는", "이"]
            .iter()
            .find_map(|p| word.strip_suffix(p))
            .unwrap_or(word);
        let long = (2..=5).contains(&word.chars().count());
        let named = word.ends_with(['동', '읍', '면', '구']) && !OTHERS.iter().any(|other| word.ends_with(other));
        (long && named).then(|| word.to_owned())
    })
}

/// The value of a number in units of its coarser last digit, rounded.
pub(crate) fn in_grains(micro: i128, grain: i128) -> i128 {
    let grain = grain.max(1);
    (micro + grain / 2) / grain
}

/// Whether a number without a unit may be one of the unit.
pub(crate) fn may_be(number: &Number, unit: &str) -> bool {
    number.unit == unit || (number.unit.is_empty() && number.micro >= 10 * MICRO)
}
