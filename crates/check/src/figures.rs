//! The figures of a document: the numbers that may be the whole of something, in labels, totals of tables, summaries and sentences,
//! with the words around them; and all other numbers, which may explain why two figures differ.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::Datelike;
use gian_diagnostics::Place;
use gian_korean::quantity::{self, MICRO, Quantity};
use gian_model::keys;
use gian_source::yaml::Kind;

use crate::figure_words::Words;
use crate::named::{Stages, qualifiers};
use crate::prose::table::{Amount, Cell, Row, Sort, Table, is_rate};
use crate::prose::{Origin, Prose};
use crate::said::{WHOLE, clause_of, is_counted, is_other, leading, unit_of, without_signs};
use crate::surroundings::{Context, context};

/// A number that may be the whole of something.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) quantity: Quantity,
    pub(crate) written: String,
    pub(crate) place: Place,
    /// Position in the body; 0 for the head.
    pub(crate) at: usize,
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

/// With more figures, a document is a statistic, in which many are alike.
pub(crate) const MOST: usize = 300;

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

/// The figures and numbers of a document.
pub(crate) struct Figures<'a> {
    body: &'a Prose<'a>,
    pub(crate) title: String,
    year: Option<i32>,
    stages: Stages,
    pub(crate) figures: Vec<Figure>,
    pub(crate) numbers: Vec<Number>,
}

/// What is written around a figure.
struct Around<'t> {
    label: Option<&'t str>,
    words: Words,
    /// Words that may say that the number is of another time or part.
    told: String,
    at: usize,
    whole: bool,
}

impl<'a> Figures<'a> {
    /// Reads the pieces of a file.
    pub(crate) fn of(body: &'a Prose<'a>, pieces: &'a [Prose<'a>]) -> Self {
        let mut stages = Stages::default();
        let structure = body.structure();
        structure.headings.iter().for_each(|h| stages.learn(&body.seen[h.range.clone()]));
        let title = body.document.map(|d| d.record.title.0.clone()).unwrap_or_default();
        let year = body.day.map(|d| d.0.year());
        let mut made = Self { body, title, year, stages, figures: Vec::new(), numbers: Vec::new() };
        for (i, piece) in pieces.iter().enumerate() {
            match &piece.origin {
                Origin::Body => made.of_text(i, piece, false),
                Origin::Value(route) => {
                    let key = route.steps().next_back().unwrap_or_default().into_owned();
                    match key == keys::LEAD {
                        true => made.of_text(i, piece, true),
                        false => made.of_value(piece, &key),
                    }
                }
                Origin::Block { .. } => {}
            }
        }
        made.of_blocks();
        structure.tables().iter().for_each(|table| made.of_table(table));
        made.figures.sort_by_key(|f| f.at);
        made
    }

    fn push(&mut self, quantity: Quantity, written: String, place: Place, around: Around<'_>) {
        let context = if around.at > 0 { context(self.body, around.at) } else { Context::default() };
        let mut set = BTreeSet::new();
        let until = until_month(&around.told);
        for text in [around.told.as_str(), &context.chapter, &context.section, &context.words] {
            let text = without_days(text);
            qualifiers(&text, self.year, &mut set);
            self.stages.qualify(&text, &mut set);
            set.extend(places_named(&text));
        }
        set.retain(|w| !self.title.contains(w.as_str()) && until.as_ref() != Some(w));
        self.figures.push(Figure {
            quantity,
            written,
            place,
            at: around.at,
            whole: around.whole,
            label: around.label.map(plain),
            words: around.words,
            qualifiers: set,
            until,
            context,
        });
    }

    fn count(&mut self, q: &Quantity, groups: &[Group]) {
        self.numbers.push(Number { unit: q.unit, micro: q.micro, grain: q.grain, groups: groups.to_vec() });
    }

    /// A value of the head that begins with a number: `사업비: 3억원`.
    fn of_value(&mut self, piece: &Prose<'_>, key: &str) {
        let open = piece.open();
        if piece.markdown || key.bytes().all(|b| b.is_ascii_digit()) {
            return;
        }
        let Some(q) = leading(open) else { return };
        self.count(&q, &[]);
        let mut words = Words::default();
        words.add_close(key);
        let around = Around { label: Some(key), words, told: key.to_owned(), at: 0, whole: true };
        self.push(q.clone(), open[q.range.clone()].to_owned(), piece.place(q.range), around);
    }

    /// Numbers of the sentences and items of a text.
    fn of_text(&mut self, index: usize, piece: &Prose<'_>, summary: bool) {
        let open = piece.open();
        let structure = piece.structure();
        let summaries: Vec<&Range<usize>> =
            structure.fences.iter().filter(|f| f.name == "요약").map(|f| &f.whole).collect();
        let all = piece.quantities();
        for (i, q) in all.iter().enumerate() {
            if self.figures.len() > MOST {
                return;
            }
            let mut line = piece.line(q.range.start);
            // Of a very long line only what is near is read.
            line.start = line.start.max(open.floor_char_boundary(q.range.start.saturating_sub(REACH)));
            line.end = line.end.min(open.floor_char_boundary(q.range.end + REACH));
            let before = i.checked_sub(1).map(|i| all[i].range.end).filter(|end| *end > line.start);
            let next = all.get(i + 1).map_or(line.end, |q| q.range.start.min(line.end));
            let label = label_of(&open[line.start..line.end]);
            let mut groups = vec![Group::Line(index, line.start)];
            let item = structure.items.partition_point(|item| item.text.start <= q.range.start).checked_sub(1);
            let item = item.map(|i| &structure.items[i]).filter(|i| i.text.contains(&q.range.start));
            groups.extend(item.filter(|_| label.is_some()).map(|item| Group::List(item.list)));
            self.count(q, &groups);
            let written = Sentence { open, line: line.clone(), before, next, label };
            let Some((words, whole)) = written.words(q) else { continue };
            let at = if piece.is_body() { q.range.start } else { 0 };
            let whole = whole || summary || summaries.iter().any(|range| range.contains(&at));
            let end = open[q.range.end..next].find(['(', '※']).map_or(next, |i| q.range.end + i);
            let told = open[line.start..end.max(q.range.end)].to_owned();
            let around = Around { label: written.label, words, told, at, whole };
            self.push(q.clone(), open[q.range.clone()].to_owned(), piece.place(q.range.clone()), around);
        }
    }

    /// Lines of the blocks 개요.
    fn of_blocks(&mut self) {
        let body = self.body;
        for fence in body.structure().fences.iter().filter(|f| f.name == "개요") {
            let Some(Kind::Map(entries)) = fence.tree.as_ref().map(|t| &t.kind) else { continue };
            for entry in entries {
                let Kind::Scalar { text, .. } = &entry.value.kind else { continue };
                let place = Place::bytes(body.file, entry.value.span.clone());
                self.of_entry(&entry.key, text, place, fence.whole.start.max(1));
            }
        }
    }

    /// A label and its value in a block.
    fn of_entry(&mut self, label: &str, text: &str, place: Place, at: usize) {
        if text.contains(['[', '{']) {
            return;
        }
        for q in quantity::scan(text) {
            self.count(&q, &[Group::Block(at)]);
        }
        let line = format!("{label}: {text}");
        let all = quantity::scan(&line);
        let Some(q) = all.first() else { return };
        let next = all.get(1).map_or(line.len(), |q| q.range.start);
        let written = Sentence { open: &line, line: 0..line.len(), before: None, next, label: label_of(&line) };
        let Some((words, whole)) = written.words(q).filter(|_| written.label.is_some()) else { return };
        let around = Around { label: Some(label), words, told: line[..q.range.end].to_owned(), at, whole };
        self.push(q.clone(), line[q.range.clone()].to_owned(), place, around);
    }

    /// Totals of a table, and the rows of one with labels and values.
    fn of_table(&mut self, table: &Table) {
        let at = table.whole.start.max(1);
        let listed = table.heads.len() == 2 && table.rows.iter().all(|row| row.sort == Sort::Entry);
        let heads: Vec<usize> = (0..table.heads.len()).filter(|x| table.has_numbers(*x)).collect();
        let totals = table.rows.iter().filter(|row| row.sort == Sort::Total).count();
        for row in &table.rows {
            if listed && row.cells[1].amount == Amount::Unknown {
                let place = Place::bytes(self.body.file, row.cells[1].at.clone());
                self.of_entry(&row.cells[0].text, &row.cells[1].text, place, at);
                continue;
            }
            for x in &heads {
                let Some((q, written)) = of_cell(table, row, *x) else { continue };
                self.count(&q, &[Group::Block(at)]);
                if totals == 1 && row.sort == Sort::Total && !q.unit.is_empty() {
                    self.of_total(table, &row.cells[*x], (*x, heads.len()), (q, written));
                }
            }
        }
    }

    fn of_total(&mut self, table: &Table, cell: &Cell, (x, many): (usize, usize), (q, written): (Quantity, String)) {
        let title = table.title.clone().unwrap_or_default();
        let head = &table.heads[x].text;
        let mut words = Words::default();
        words.add(head);
        // Of several columns the title names none alone.
        let named = !words.steps.is_empty() && many > 1;
        match named {
            true => title.split(' ').for_each(|word| {
                words.stems.insert(crate::figure_words::stem(word).0);
            }),
            false => words.add(&title),
        }
        let numeric = |row: &&Row| row.sort == Sort::Entry && row.cells[0].text.starts_with("20");
        if table.rows.iter().filter(numeric).count() > 1 {
            return;
        }
        let place = Place::bytes(self.body.file, cell.at.clone());
        let at = table.whole.start.max(1);
        let around = Around { label: None, words, told: format!("{title} {head}"), at, whole: true };
        self.push(q, written, place, around);
    }
}

/// The number of a cell in its own unit, or in that of its head or table; without one for a bare number.
fn of_cell(table: &Table, row: &Row, x: usize) -> Option<(Quantity, String)> {
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

/// A line with a number.
struct Sentence<'t> {
    open: &'t str,
    line: Range<usize>,
    /// End of the number before it in the line.
    before: Option<usize>,
    /// Start of the next number, or the end of the line.
    next: usize,
    label: Option<&'t str>,
}

impl Sentence<'_> {
    /// The words of a number, and whether it is a whole; `None` if it is a part, a limit, or a term of a computation.
    fn words(&self, q: &Quantity) -> Option<(Words, bool)> {
        let open = self.open;
        let after = open[q.range.end..self.line.end].trim_start_matches([' ', '*']);
        let before = &open[self.line.start..q.range.start];
        let inside = before.rfind('(').is_some_and(|at| !before[at..].contains(')'));
        if (!is_counted(q.unit) && q.unit != "%") || is_other(after) || inside || is_compared(after) {
            return None;
        }
        let (_, cut) = clause_of(open, q.range.start);
        let start = cut.max(self.before.unwrap_or(0)).max(self.line.start);
        let clause = without_signs(&open[start..q.range.start]);
        let mut direct = clause.trim_end_matches([' ', '*']);
        let whole =
            WHOLE.iter().find_map(|w| direct.strip_suffix(w)).filter(|w| w.is_empty() || w.ends_with([' ', ':']));
        direct = whole.unwrap_or(direct).trim_end_matches([' ', '*']);
        const PARTS: [&str; 6] = ["중 ", "가운데", "그중", "이외", "나머지", "중에"];
        const ROUGH: [&str; 15] =
            ["약", "각", "매", "당", "평균", "최대", "최소", "×", "=", "+", "→", "~", "각각", "한", "제"];
        let part = PARTS.iter().any(|w| format!("{direct} ").contains(w));
        let rough =
            ROUGH.iter().any(|w| direct.strip_suffix(w).is_some_and(|b| b.is_empty() || b.ends_with([' ', ')'])));
        if part || rough {
            return None;
        }
        let end = open[q.range.end..self.next]
            .find([',', '(', '.', ';', '/', ')', '※'])
            .map_or(self.next, |i| q.range.end + i);
        let behind = &open[q.range.end..end.max(q.range.end)];
        let among = after.starts_with('중')
            || after.starts_with("가운데")
            || behind.contains(" 가운데")
            || behind.ends_with(" 중");
        let mut words = Words::default();
        let labelled = match self.label {
            Some(label) if self.before.is_none() => {
                words.add_close(label);
                words.add_close(direct.rsplit(':').next().unwrap_or_default());
                true
            }
            Some(_) => return None,
            None => {
                words.add_before(direct);
                if self.before.is_none() {
                    words.add(before);
                }
                false
            }
        };
        words.add(behind);
        // `1,248건의 방문 상담` counts them; `48개소의 난방 시설` is of something else.
        if let Some(of) = behind.strip_prefix("의 ").filter(|_| matches!(q.unit, "건" | "회")) {
            let noun = of.split(' ').next().unwrap_or_default();
            words.add_close(noun);
        }
        Some((words, labelled || whole.is_some() || among))
    }
}

/// Words behind a number by which it is compared or computed with another one.
fn is_compared(after: &str) -> bool {
    const WORDS: [&str; 17] = [
        "보다", "과 비", "와 비", "에 비", "×", "=", "+", "÷", "/", "~", "늘", "줄", "많", "적은", "이 늘", "이 줄",
        "더 ",
    ];
    WORDS.iter().any(|w| after.starts_with(w))
}

/// The label of a line: `점검 대상: 어린이집 48개소`.
fn label_of(line: &str) -> Option<&str> {
    const LONGEST: usize = 14;
    let (label, value) = without_signs(line.trim_start()).split_once(':')?;
    let label = label.trim_matches([' ', '*']);
    let words = label.chars().all(|c| ('가'..='힣').contains(&c) || matches!(c, ' ' | '·' | '*'));
    let short = (2..=LONGEST).contains(&label.chars().count());
    (words && short && !value.trim().is_empty()).then_some(label)
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
