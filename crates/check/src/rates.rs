//! Rates of a text against the numbers of the document that they are computed from: `집행률 78.2%` and a table with 예산액 and
//! 집행액, `참석률 85%` and `대상 인원: 250명`, `참석 인원: 200명`.
//!
//! A rate is wrong only if its part and whole stand once in the document, and no other pair of numbers gives it.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::Datelike;
use gian_diagnostics::Place;
use gian_korean::quantity::{self, MICRO, Quantity};
use gian_korean::share;
use gian_source::yaml::Kind;

use crate::named::qualifiers;
use crate::prose::Prose;
use crate::prose::table::{Amount, Number, Row, Sort, Table, label};
use crate::said::{clause_of, is_counted, is_other, without_signs};
use crate::surroundings::{Context, are_parallel, context};

/// A rate that the numbers of the document do not give.
pub(crate) struct Wrong {
    /// Range of the percentage in the text.
    pub(crate) at: Range<usize>,
    /// The name of the rate: `집행률`.
    pub(crate) name: String,
    pub(crate) stated: String,
    pub(crate) right: String,
    /// The part and the whole as written, with their places.
    pub(crate) part: String,
    pub(crate) whole: String,
    pub(crate) of_part: Place,
    pub(crate) of_whole: Place,
}

/// Rates with the names of their part and their whole.
const RATES: [(&str, &[&str], &[&str]); 24] = [
    ("집행", &["집행", "지출"], &["예산", "예산현", "배정", "사업비"]),
    ("참석", &["참석"], &["대상", "정원", "초청", "재적"]),
    ("출석", &["출석"], &["재적", "정원", "대상"]),
    ("응답", &["응답"], &["대상", "배부", "표본", "발송"]),
    ("회수", &["회수"], &["배부", "배포", "발송"]),
    ("수료", &["수료"], &["신청", "등록", "수강", "모집", "입교"]),
    ("이수", &["이수"], &["대상", "신청"]),
    ("점검", &["점검", "점검완료"], &["대상", "점검대상"]),
    ("달성", &["실적", "달성"], &["목표", "계획"]),
    ("이행", &["이행", "이행완료", "완료"], &["대상", "과제", "계획"]),
    ("완료", &["완료"], &["대상", "접수", "계획"]),
    ("처리", &["처리", "처리완료"], &["접수", "민원"]),
    ("징수", &["징수", "수납"], &["부과", "고지"]),
    ("합격", &["합격"], &["응시", "접수", "지원"]),
    ("취업", &["취업"], &["수료", "대상"]),
    ("충원", &["현원", "충원"], &["정원"]),
    ("참여", &["참여"], &["대상", "정원", "모집"]),
    ("반영", &["반영"], &["접수", "제출", "의견"]),
    ("찬성", &["찬성"], &["응답", "참석", "투표"]),
    ("낙찰", &["낙찰", "계약"], &["예정가격", "예정가"]),
    ("투표", &["투표"], &["선거인", "유권"]),
    ("접종", &["접종"], &["대상"]),
    ("검진", &["검진"], &["대상"]),
    ("보급", &["보급"], &["대상", "목표"]),
];

/// Words before a rate or a number that make it no other one.
const GENERAL: [&str; 24] = [
    "총",
    "전체",
    "예산",
    "사업비",
    "설문",
    "설문조사",
    "조사",
    "교육",
    "행사",
    "사업",
    "점검",
    "최종",
    "현재",
    "올해",
    "금년",
    "이번",
    "결과",
    "이에",
    "따른",
    "따라",
    "민원",
    "과정",
    "전",
    "모두",
];

/// With more rates or numbers, a document is a statistic.
const MOST_RATES: usize = 20;
/// See [`MOST_RATES`].
const MOST_TERMS: usize = 150;

/// A number with its name.
struct Term {
    name: String,
    value: Quantity,
    written: String,
    place: Place,
    context: Context,
}

/// Every wrong rate of a body.
pub(crate) fn wrong(body: &Prose<'_>) -> Vec<Wrong> {
    let open = body.open();
    let mentions: Vec<(usize, &Quantity)> = body
        .quantities()
        .iter()
        .filter(|q| q.unit == "%")
        .filter_map(|q| rate_before(open, q).map(|rate| (rate, q)))
        .collect();
    // Names are read only for a rate; a document of many rates is a statistic, in which many numbers are alike.
    if mentions.is_empty() || mentions.len() > MOST_RATES {
        return Vec::new();
    }
    let terms = terms(body);
    if terms.len() > MOST_TERMS {
        return Vec::new();
    }
    let title = body.document.map(|d| d.record.title.0.as_str()).unwrap_or_default();
    mentions.into_iter().filter_map(|(rate, said)| judge(body, title, &terms, rate, said)).collect()
}

/// The rate whose name stands directly before a percentage: `집행률은 `.
fn rate_before(open: &str, said: &Quantity) -> Option<usize> {
    let head = open[..said.range.start].trim_end_matches([' ', ':', '*']);
    let head = head.strip_suffix(['은', '는', '이', '도']).unwrap_or(head);
    let name = head.strip_suffix(['률', '율'])?;
    let after = open[said.range.end..].trim_start_matches(' ');
    let other = is_other(after) || ["목표", "달성 목표", "예상", "p"].iter().any(|w| after.starts_with(w));
    RATES.iter().position(|(rate, ..)| name.ends_with(rate)).filter(|_| !other)
}

fn judge(body: &Prose<'_>, title: &str, terms: &[Term], rate: usize, said: &Quantity) -> Option<Wrong> {
    let open = body.open();
    let (base, parts, wholes) = RATES[rate];
    // Two other numbers of the line are those that it is computed from.
    let line = body.line(said.range.start);
    let beside = body.quantities().iter().filter(|q| line.contains(&q.range.start) && is_counted(q.unit)).count();
    let (_, start) = clause_of(open, said.range.start);
    let clause = without_signs(&open[start..said.range.start]);
    let (before, _) = clause.rsplit_once(base)?;
    let year = body.day.map(|d| d.0.year());
    let mut set = BTreeSet::new();
    let context = context(body, said.range.start);
    for words in [&open[line.start..said.range.start], &context.section, &context.words] {
        qualifiers(words, year, &mut set);
    }
    if base == "달성" {
        set.retain(|w| !["목표", "계획", "실적"].contains(&w.as_str()));
    }
    let general = |word: &str| {
        let word = word.trim_end_matches([':', ',', '*']);
        let stem = ["에서는", "에서", "의", "에", "은", "는"].iter().find_map(|p| word.strip_suffix(p)).unwrap_or(word);
        GENERAL.contains(&stem) || (stem.chars().count() > 1 && title.contains(stem))
    };
    if beside > 1 || !set.is_empty() || !before.split_whitespace().all(general) {
        return None;
    }
    if gives(body.structure().tables(), said) {
        return None;
    }
    let of = |names: &[&str]| -> Option<&Term> {
        let named = |term: &&Term| {
            names.contains(&term.name.as_str()) || names.iter().any(|n| term.name == format!("{base}{n}"))
        };
        let mut found = terms.iter().filter(named);
        let first = found.next()?;
        // Two values are those of two things.
        found.all(|term| term.value.micro == first.value.micro).then_some(first)
    };
    let in_text = || -> Option<(Pair, Pair)> {
        let (part, whole) = (of(parts)?, of(wholes)?);
        let parallel = are_parallel(&part.context, &context) || are_parallel(&part.context, &whole.context);
        let same = part.value.unit == whole.value.unit && !parallel;
        let pair =
            |term: &Term| Pair { value: term.value.clone(), written: term.written.clone(), place: term.place.clone() };
        same.then(|| (pair(part), pair(whole)))
    };
    // Other numbers of the same names may be the ones that are meant.
    let fits = terms.iter().any(|part| {
        terms.iter().any(|whole| part.value.unit == whole.value.unit && share::holds(&part.value, &whole.value, said))
    });
    if fits {
        return None;
    }
    let (part, whole) = in_totals(body, parts, wholes).or_else(in_text)?;
    // Less than half or more than twice is a rate of other numbers.
    let share = part.value.micro.saturating_mul(100 * MICRO) / whole.value.micro.max(1);
    let near = share < said.micro.saturating_mul(2) && said.micro < share.saturating_mul(2);
    let right = share::right(open, &part.value, &whole.value, said)?;
    (near && part.value.micro <= whole.value.micro.saturating_mul(2)).then(|| Wrong {
        at: said.range.clone(),
        name: format!("{base}{}", if is_yul(open, said) { '율' } else { '률' }),
        stated: open[said.range.clone()].to_owned(),
        right,
        part: part.written,
        whole: whole.written,
        of_part: part.place,
        of_whole: whole.place,
    })
}

/// Whether the name of a rate ends with 율, as 회수율 does.
fn is_yul(open: &str, said: &Quantity) -> bool {
    open[..said.range.start].trim_end_matches([' ', ':', '은', '는', '이', '도', '*']).ends_with('율')
}

/// A number of a pair.
struct Pair {
    value: Quantity,
    written: String,
    place: Place,
}

/// Part and whole in the total of the only table that has columns for both.
fn in_totals(body: &Prose<'_>, parts: &[&str], wholes: &[&str]) -> Option<(Pair, Pair)> {
    let column = |table: &Table, names: &[&str]| -> Option<usize> {
        let mut found = (1..table.heads.len()).filter(|x| names.contains(&plain(&table.heads[*x].text).as_str()));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    let of = |table: &Table| -> Option<(Pair, Pair)> {
        let (a, b) = (column(table, parts)?, column(table, wholes)?);
        let mut totals = table.rows.iter().filter(|row| row.sort == Sort::Total);
        let (Some(total), None) = (totals.next(), totals.next()) else { return None };
        let pair = |x: usize| {
            let Amount::Number(number) = &total.cells[x].amount else { return None };
            let place = Place::bytes(body.file, total.cells[x].at.clone());
            let written =
                format!("{}{}", total.cells[x].text.trim_matches('*'), table.unit.as_deref().unwrap_or_default());
            Some(Pair { value: value(number), written, place })
        };
        Some((pair(a)?, pair(b)?))
    };
    let mut found = body.structure().tables().iter().filter_map(of);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether two cells of a row or column of any table give a rate, or a cell has it.
fn gives(tables: &[Table], said: &Quantity) -> bool {
    const MOST: usize = 40;
    let number = |row: &Row, x: usize| match &row.cells[x].amount {
        Amount::Number(number) => Some(value(number)),
        Amount::Nothing | Amount::Empty | Amount::Unknown => None,
    };
    let pairs = |all: &[Quantity]| all.iter().any(|a| all.iter().any(|b| a != b && share::holds(a, b, said)));
    tables.iter().any(|table| {
        let rows: Vec<Vec<Option<Quantity>>> =
            table.rows.iter().map(|row| (0..table.heads.len()).map(|x| number(row, x)).collect()).collect();
        let across = rows.iter().any(|row| {
            let all: Vec<Quantity> = row.iter().flatten().cloned().collect();
            all.len() <= MOST && (all.iter().any(|q| q.micro == said.micro) || pairs(&all))
        });
        across
            || (rows.len() <= MOST
                && (0..table.heads.len())
                    .any(|x| pairs(&rows.iter().filter_map(|row| row[x].clone()).collect::<Vec<_>>())))
    })
}

fn value(number: &Number) -> Quantity {
    let grain = 10_i128.pow(6_u32.saturating_sub(number.decimals));
    Quantity { range: 0..0, micro: number.digits * grain, grain, scale: 1, unit: "" }
}

/// A name without the words of a whole and those that count.
fn plain(name: &str) -> String {
    const ENDS: [&str; 10] = ["인원수", "인원", "건수", "부수", "개소수", "개소", "금액", "액", "자", "수"];
    let name: String = label(name).chars().filter(|c| ('가'..='힣').contains(c)).collect();
    let name =
        ["총", "전체", "설문"].iter().find_map(|w| name.strip_prefix(w)).filter(|n| !n.is_empty()).unwrap_or(&name);
    let long = |n: &&str| n.chars().count() > 1;
    ENDS.iter().find_map(|w| name.strip_suffix(w)).filter(long).unwrap_or(name).to_owned()
}

/// The numbers of a body with the one or two words directly before them.
fn terms(body: &Prose<'_>) -> Vec<Term> {
    let open = body.open();
    let mut found = Vec::new();
    for q in body.quantities().iter().filter(|q| is_counted(q.unit)) {
        let (_, start) = clause_of(open, q.range.start);
        let clause = without_signs(&open[start..q.range.start]);
        let after = open[q.range.end..].trim_start_matches([' ', '*']);
        let Some(name) = name_of(clause).filter(|_| !is_other(after)) else { continue };
        found.push(Term {
            name,
            value: q.clone(),
            written: open[q.range.clone()].to_owned(),
            place: body.place(q.range.clone()),
            context: context(body, q.range.start),
        });
    }
    for fence in body.structure().fences.iter().filter(|f| f.name == "개요") {
        let Some(Kind::Map(entries)) = fence.tree.as_ref().map(|t| &t.kind) else { continue };
        for entry in entries {
            let Kind::Scalar { text, .. } = &entry.value.kind else { continue };
            let all = quantity::scan(text);
            let Some(q) = all.first().filter(|q| is_counted(q.unit) && q.range.start <= "총 ".len()) else { continue };
            found.push(Term {
                name: plain(&entry.key),
                value: q.clone(),
                written: text[q.range.clone()].to_owned(),
                place: Place::bytes(body.file, entry.value.span.clone()),
                context: context(body, fence.whole.start.max(1)),
            });
        }
    }
    found
}

/// The name in a clause of no more than two words, which are one name or a general word and a name.
fn name_of(clause: &str) -> Option<String> {
    let words: Vec<&str> =
        clause.split([' ', ':', '*']).filter(|w| !w.is_empty() && !["총", "모두", "전체"].contains(w)).collect();
    let last = words.last()?;
    let last = last.strip_suffix(['은', '는', '이', '가']).unwrap_or(last);
    match words[..] {
        [_] => Some(plain(last)),
        [first, _] => {
            let both = plain(&format!("{first}{last}"));
            Some(if GENERAL.contains(&first) { plain(last) } else { both })
        }
        _ => None,
    }
}
