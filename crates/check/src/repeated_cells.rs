//! Numbers of a table that a text tells again with the name of their row: `자원순환과 38건` beside a row `자원순환과` with 36, and
//! changes of a row with two years: `체육관은 전년 대비 37건 감소`.
//!
//! A text may tell another thing of the same row, so a number is wrong only if it differs from that of the row as a slip of typing
//! does, and the document has it nowhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::Datelike;
use gian_diagnostics::Place;
use gian_korean::figure_slip::{Slip, between, significant};
use gian_korean::quantity::Quantity;

use crate::figures::{Figures, in_grains, of_cell};
use crate::named::{is_general, qualifiers};
use crate::prose::Prose;
use crate::prose::table::{Row, Sort, Table, label, written};
use crate::said::{is_counted, without_signs};
use crate::surroundings::context;
use crate::table_growth::years;

/// A number of a text that differs from that of a row.
pub(crate) struct Wrong {
    /// Range of the number in the text.
    pub(crate) at: Range<usize>,
    /// The name of the row.
    pub(crate) name: String,
    /// The number of the row as written, or the change that its numbers give.
    pub(crate) right: String,
    pub(crate) place: Place,
    /// Whether `right` is computed from two numbers of the row.
    pub(crate) is_change: bool,
}

/// Maximum number of rows of a document that are looked for in its text.
const MOST: usize = 120;

/// Maximum length in bytes of the words before a number in which the name of a row is looked for.
const REACH: usize = 160;

/// A row with its name.
struct Named<'a> {
    table: &'a Table,
    row: &'a Row,
}

/// Every number of a body that differs from that of the row that it names.
pub(crate) fn wrong(body: &Prose<'_>, figures: &Figures<'_>) -> Vec<Wrong> {
    let tables = body.structure().tables();
    let rows = named_rows(tables);
    let open = body.open();
    // Cheap test first: most names of rows occur in their table only.
    let rows: BTreeMap<String, Named<'_>> = rows.into_iter().filter(|(name, _)| open.contains(name.as_str())).collect();
    if rows.is_empty() || rows.len() > MOST {
        return Vec::new();
    }
    let year = body.day.map(|d| d.0.year());
    let (mut found, mut told) = (Vec::new(), BTreeSet::new());
    for (i, said) in body.quantities().iter().enumerate() {
        if !is_counted(said.unit) && said.unit != "%" {
            continue;
        }
        let line = body.line(said.range.start);
        let from = line.start.max(open.floor_char_boundary(said.range.start.saturating_sub(REACH)));
        let before = &open[from..said.range.start];
        let Some((name, named, words)) = subject(&rows, before, body, said.range.start) else { continue };
        let after = &open[said.range.end..line.end];
        // Of several numbers with one unit, the row may mean another one.
        let same = |q: &Quantity| q.unit == said.unit && line.contains(&q.range.start);
        let others = body.quantities().iter().enumerate().filter(|(j, q)| *j != i && same(q)).count();
        if others > 0 || is_part(words, after) {
            continue;
        }
        let mut set = BTreeSet::new();
        qualifiers(before, year, &mut set);
        let judged = match change_of(after) {
            Some(grows) => changed(named, said, grows, body),
            None => repeated(named, said, (words, &set), (body, year)),
        };
        if let Some((right, place, is_change)) = judged
            && !is_elsewhere(figures, said)
            && told.insert((name.to_owned(), right.clone()))
        {
            found.push(Wrong { at: said.range.clone(), name: name.to_owned(), right, place, is_change });
        }
    }
    found
}

/// The rows of tables whose name no other row has, and that says something.
fn named_rows(tables: &[Table]) -> BTreeMap<String, Named<'_>> {
    const LONGEST: usize = 14;
    let (mut rows, mut twice) = (BTreeMap::new(), Vec::new());
    for table in tables.iter().filter(|table| table.heads.len() > 1 && table.rows.len() <= MOST) {
        for row in table.rows.iter().filter(|row| row.sort == Sort::Entry) {
            let name = label(&row.cells[0].text);
            let letters = name.chars().count();
            let digits = name.chars().all(|c| c.is_ascii_digit() || ",.-%".contains(c));
            if !(2..=LONGEST).contains(&letters) || digits || name.contains(['\u{1}', '^', '<']) || is_general(&name) {
                continue;
            }
            if rows.insert(name.clone(), Named { table, row }).is_some() {
                twice.push(name);
            }
        }
    }
    rows.retain(|name, _| !twice.contains(name));
    rows
}

/// The only row that the words before a number name, or that the section is about, with the words after the name.
fn subject<'r, 'a, 't>(
    rows: &'r BTreeMap<String, Named<'a>>,
    before: &'t str,
    body: &Prose<'_>,
    at: usize,
) -> Option<(&'r str, &'r Named<'a>, &'t str)> {
    let mut found: Option<(&str, &Named<'_>, usize)> = None;
    for (name, named) in rows {
        let Some(end) = before.rfind(name.as_str()).filter(|i| is_word(before, *i)).map(|i| i + name.len()) else {
            continue;
        };
        // A name inside a longer one is not meant; two names leave open which is.
        match &found {
            Some((other, ..)) if other.contains(name.as_str()) => {}
            Some((other, ..)) if !name.contains(other) => return None,
            _ => found = Some((name, named, end)),
        }
    }
    if let Some((name, named, end)) = found {
        return Some((name, named, &before[end..]));
    }
    let words = without_signs(before);
    let whole = ["모두", "총", "전체"].iter().any(|w| words.trim_end().ends_with(w));
    let section = context(body, at).section;
    rows.get_key_value(section.trim()).filter(|_| whole).map(|(name, named)| (name.as_str(), named, words))
}

/// Whether a name begins a word.
fn is_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
}

/// Whether a number is not that of the whole row: some of them, a limit, each, or a number of another time.
fn is_part(words: &str, after: &str) -> bool {
    const BEFORE: [&str; 19] = [
        "중",
        "가운데",
        "평균",
        "최대",
        "최소",
        "각",
        "약",
        "매",
        "당",
        "목표",
        "예정",
        "계획",
        "추가",
        "이 가운데",
        "그 밖",
        "제외",
        "나머지",
        "매월",
        "월",
    ];
    const AFTER: [&str; 13] =
        ["이상", "이내", "내외", "씩", "중", "가운데", "추가", "미만", "초과", "이하", "정도", "규모", "예정"];
    let after = after.trim_start_matches([' ', '*']);
    words.split_whitespace().any(|w| BEFORE.contains(&w)) || AFTER.iter().any(|w| after.starts_with(w))
}

/// Whether the words behind a number say that it is a change, and whether the value grew.
fn change_of(after: &str) -> Option<bool> {
    let after = after.trim_start_matches([' ', '*']);
    let after = ["이나", "가", "이", "만큼"].iter().find_map(|p| after.strip_prefix(p)).unwrap_or(after).trim_start();
    let begins = |words: &[&str]| words.iter().any(|w| after.starts_with(w));
    match () {
        () if begins(&["증가", "늘", "상승", "많아"]) => Some(true),
        () if begins(&["감소", "줄", "하락", "적어"]) => Some(false),
        () => None,
    }
}

type Judged = Option<(String, Place, bool)>;

/// The number of the row that the text seems to mean.
fn repeated(
    named: &Named<'_>,
    said: &Quantity,
    (words, set): (&str, &BTreeSet<String>),
    (body, year): (&Prose<'_>, Option<i32>),
) -> Judged {
    let Named { table, row } = named;
    let cells: Vec<(usize, Quantity, String)> = (1..table.heads.len())
        .filter_map(|x| of_cell(table, row, x).map(|(q, written)| (x, q, written)))
        .filter(|(_, q, _)| q.unit == said.unit || (q.unit.is_empty() && said.unit != "%" && said.unit != "원"))
        .collect();
    let equal = |q: &Quantity| compared(said, q).is_some_and(|(a, b)| a == b);
    if cells.iter().any(|(_, q, _)| equal(q)) || is_sum_of(said, &cells) {
        return None;
    }
    let of_column = |x: usize| {
        let mut own = BTreeSet::new();
        let text =
            format!("{} {} {}", table.title.as_deref().unwrap_or_default(), table.heads[x].text, row.cells[0].text);
        qualifiers(&text, year, &mut own);
        set.iter().all(|w| own.contains(w))
    };
    let plain: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let near = |(x, q, written): &(usize, Quantity, String)| -> Option<(bool, String, usize)> {
        let (a, b) = compared(said, q)?;
        let slip = between(a, b)?;
        let head = label(&table.heads[*x].text);
        let is_named = head.chars().count() > 1 && plain.contains(&head);
        let alone = cells.len() == 1 || is_named || ["계", "합계", "총계"].contains(&head.as_str());
        let (low, high) = (a.min(b), a.max(b));
        let certain = match slip {
            Slip::Exchanged => true,
            Slip::Changed => low * 2 >= high && (alone || significant(a).min(significant(b)) > 2),
            Slip::Longer => false,
        };
        (certain && of_column(*x)).then(|| (is_named, written.clone(), *x))
    };
    let mut all: Vec<(bool, String, usize)> = cells.iter().filter_map(near).collect();
    if all.iter().any(|(named, ..)| *named) {
        all.retain(|(named, ..)| *named);
    }
    let [(_, written, x)] = &all[..] else { return None };
    Some((written.clone(), Place::bytes(body.file, row.cells[*x].at.clone()), false))
}

/// Both values in units of the coarser last digit, if they may be of one unit.
fn compared(a: &Quantity, b: &Quantity) -> Option<(i128, i128)> {
    let grain = a.grain.max(b.grain);
    Some((in_grains(a.micro, grain), in_grains(b.micro, grain)))
}

/// Whether a number is the sum or the difference of two cells of the row.
fn is_sum_of(said: &Quantity, cells: &[(usize, Quantity, String)]) -> bool {
    cells.iter().enumerate().any(|(i, (_, a, _))| {
        cells[i + 1..].iter().any(|(_, b, _)| {
            let grain = said.grain.max(a.grain).max(b.grain);
            [a.micro + b.micro, (a.micro - b.micro).abs()].iter().any(|v| (v - said.micro).abs() < grain)
        })
    })
}

/// The change of a row with two years that a text tells wrong.
fn changed(named: &Named<'_>, said: &Quantity, grows: bool, body: &Prose<'_>) -> Judged {
    let Named { table, row } = named;
    let (from, to) = years(table)?;
    let (a, _) = of_cell(table, row, from)?;
    let (b, unit_written) = of_cell(table, row, to)?;
    if said.unit != "%" && !(b.unit == said.unit || b.unit.is_empty()) {
        return None;
    }
    let difference = b.micro - a.micro;
    let grew = difference > 0;
    if said.unit == "%" {
        if a.micro <= 0 || b.unit == "%" {
            return None;
        }
        let rate = difference as f64 / a.micro as f64 * 100.0;
        let (percent, grain) = (said.micro as f64 / 1e6, said.grain as f64 / 1e6);
        let holds = grew == grows && (rate.abs() - percent).abs() < grain;
        let near = rate.abs() < percent * 2.0 && percent < rate.abs() * 2.0;
        let places = 6_u32.saturating_sub(said.grain.max(1).ilog10()) as usize;
        let right = format!("{:.places$}%", rate.abs());
        return (!holds && near).then(|| (right, Place::bytes(body.file, row.cells[to].at.clone()), true));
    }
    let holds = difference.abs() == said.micro && grew == grows;
    let near = difference.abs() < said.micro * 2 && said.micro < difference.abs() * 2;
    let decimals = unit_written.split_once('.').map_or(0, |(_, d)| d.bytes().take_while(u8::is_ascii_digit).count());
    let number = difference.abs() / 10_i128.pow(6 - decimals.min(6) as u32);
    let right = format!("{}{}", written(number, decimals as u32), said.unit);
    (!holds && near).then(|| (right, Place::bytes(body.file, row.cells[to].at.clone()), true))
}

/// Whether the document has the number in another place as well.
fn is_elsewhere(figures: &Figures<'_>, said: &Quantity) -> bool {
    let same = figures.numbers().iter().filter(|n| (n.unit == said.unit || n.unit.is_empty()) && n.micro == said.micro);
    same.count() > 1
}
