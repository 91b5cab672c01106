//! Numbers of a text with the words around them: `참석자 총 66명`, `주민 54명이 참석하여`.

use std::ops::Range;

use gian_korean::quantity::{self, Quantity};

use crate::prose::Prose;
use crate::prose::table::{Table, label};

/// How a number stands beside its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// In a table or a value of the head.
    Declared,
    /// In a line of a block 개요 or a row of label and value.
    Listed,
    /// `참석자: 66명`
    Labelled,
    /// `참석자 총 66명`
    Whole,
    /// `참석자는 66명`
    Plain,
    /// `참석자 66명이 설문에 답함`, which may be some of them.
    Part,
}

/// A number of a text with the words before it.
pub(crate) struct Said {
    pub(crate) quantity: Quantity,
    /// Words of the clause before the number, without the words of a whole and the last particle; and with the particle.
    pub(crate) clauses: [String; 2],
    pub(crate) form: Form,
    /// Words before the clause in the line.
    pub(crate) before: Range<usize>,
}

/// Units of a number that may be compared; times and rates are of something else.
pub(crate) fn is_counted(unit: &str) -> bool {
    !matches!(unit, "" | "%" | "%p" | "년" | "개월" | "주" | "일" | "시간" | "분" | "박" | "쪽" | "표")
}

/// Maximum length in bytes of the words before a number that are looked at.
pub(crate) const REACH: usize = 120;

/// Words directly before a number by which it is the whole.
pub(crate) const WHOLE: [&str; 5] = ["총", "모두", "전체", "합계", "총계"];

/// The numbers of a text with the words around them.
pub(crate) fn said(prose: &Prose<'_>) -> Vec<Said> {
    let open = prose.open();
    let counted = prose.quantities().iter().filter(|q| is_counted(q.unit));
    counted.flat_map(|quantity| [noun_before(open, quantity), verb_behind(open, quantity)]).flatten().collect()
}

/// The line before a number as far as it is read, and where the clause in it begins.
pub(crate) fn clause_of(text: &str, at: usize) -> (Range<usize>, usize) {
    let from = text.floor_char_boundary(at.saturating_sub(REACH));
    let line = text[from..at].rfind('\n').map_or(from, |i| from + i + 1);
    const CUTS: [char; 14] = [',', '/', '→', ';', '\u{1}', '(', ')', '[', ']', '~', '|', '※', '“', '”'];
    let cut = text[line..at].char_indices().rev().find(|(_, c)| CUTS.contains(c));
    let clause = cut.map_or(line, |(i, c)| line + i + c.len_utf8());
    (line..clause, clause)
}

/// Words behind a number by which it is another one.
pub(crate) fn is_other(after: &str) -> bool {
    const WORDS: [&str; 18] = [
        "→", "이상", "이내", "내외", "씩", "증", "감소", "추가", "에서", "미만", "초과", "정도", "가량", "규모",
        "단위", "한도", "당 ", "대비",
    ];
    WORDS.iter().any(|w| after.starts_with(w))
}

/// A number with its name before it: `참석자 총 66명`, `참석 인원: 66명`.
pub(crate) fn noun_before(text: &str, quantity: &Quantity) -> Option<Said> {
    let (before, start) = clause_of(text, quantity.range.start);
    let after = text[quantity.range.end..].trim_start_matches([' ', '*']);
    let mut words = text[start..quantity.range.start].trim_end_matches([' ', '*']);
    let colon = |words: &mut &str| {
        let found = words.strip_suffix(':').map(|w| w.trim_end_matches([' ', '*']));
        *words = found.unwrap_or(words);
        found.is_some()
    };
    let mut labelled = colon(&mut words);
    let whole = WHOLE.iter().find_map(|w| words.strip_suffix(w)).filter(|w| w.is_empty() || w.ends_with([' ', ':']));
    words = whole.map_or(words, |w| w.trim_end_matches([' ', '*']));
    labelled |= colon(&mut words);
    let among = ["중", "가운데"].iter().any(|w| after.starts_with(w));
    if is_other(after) || (among && whole.is_none()) {
        return None;
    }
    // `점검 대상: 어린이집 32개소`
    let label = words.rsplit_once(':').map(|(label, _)| label.rsplit(':').next().unwrap_or(label));
    let rest = text[quantity.range.end..].lines().next().unwrap_or_default();
    let label = label.filter(|_| !rest.contains(|c: char| c.is_ascii_digit()));
    words = words.rsplit_once(':').map_or(words, |(_, words)| words);
    let stem = words.strip_suffix(['은', '는', '이', '가', '도']).unwrap_or(words);
    if let Some(label) = label.filter(|_| words.split_whitespace().count() <= 2) {
        let clauses = [stem.trim_start_matches(' ').to_owned(), label.trim_end_matches([' ', '*']).to_owned()];
        return Some(Said { quantity: quantity.clone(), clauses, form: Form::Labelled, before });
    }
    let part = after.starts_with(['이', '가', '은', '는', '을', '를', '의']) && !after.starts_with("이며");
    let form = match () {
        () if labelled => Form::Labelled,
        () if whole.is_some() || stem.rsplit(' ').next().is_some_and(|w| w.starts_with('총')) => Form::Whole,
        () if part && stem.len() == words.len() => Form::Part,
        () => Form::Plain,
    };
    Some(Said { quantity: quantity.clone(), clauses: [stem.to_owned(), words.to_owned()], form, before })
}

/// A number with what the counted did behind it: `총 54명 참석`, `주민 54명이 참석하여`.
pub(crate) fn verb_behind(text: &str, quantity: &Quantity) -> Option<Said> {
    const VERBS: [&str; 9] = ["참석", "참가", "참여", "응답", "수료", "이수", "신청", "방문", "수강"];
    if quantity.unit != "명" {
        return None;
    }
    let after = text[quantity.range.end..].trim_start_matches(' ').trim_start_matches(['이', '의', ' ']);
    let verb = VERBS.iter().find(|verb| after.starts_with(**verb))?;
    let rest = after[verb.len()..].trim_start_matches(' ');
    let other =
        ["예정", "예상", "대상", "가능", "목표", "한 ", "자 ", "인원", "률", "율", "시 ", "신청", "희망", "제한"];
    if other.iter().any(|w| rest.starts_with(w)) {
        return None;
    }
    let (before, start) = clause_of(text, quantity.range.start);
    let subject = text[start..quantity.range.start].trim_matches([' ', '*', '-', '○', '□', '>']);
    let whole = WHOLE.iter().find_map(|w| subject.strip_suffix(w)).map(|w| w.trim_end_matches(' '));
    let subject = whole.unwrap_or(subject);
    let form = match () {
        () if subject.is_empty() && before.is_empty() => Form::Plain,
        () if whole.is_some() && (subject.is_empty() || subject.ends_with(" 등")) => Form::Whole,
        () => Form::Part,
    };
    let clauses = [(*verb).to_owned(), (*verb).to_owned()];
    Some(Said { quantity: quantity.clone(), clauses, form, before: before.start..start.max(quantity.range.start) })
}

/// The words of a line before a number, without the parts that have numbers of their own: of `정원 120명, 현원 115명` the last.
pub(crate) fn own_words(open: &str, said: &Said) -> String {
    let before = &open[said.before.clone()];
    let clause = &open[said.before.end..said.quantity.range.start.max(said.before.end)];
    let counts = |part: &&str| !quantity::scan(part).iter().any(|q| is_counted(q.unit));
    let inside = before.rfind('(').is_some_and(|open| !before[open..].contains(')'));
    // The words before an open bracket are of the number in it: `2차(참석자 30명)`.
    let parts = before.split([',', '/', ';']).filter(|part| counts(part) || (inside && part.contains('(')));
    parts.chain(std::iter::once(clause)).collect::<Vec<_>>().join(" ")
}

/// A text without markers of items, headings and emphasis at its start.
pub(crate) fn without_signs(text: &str) -> &str {
    text.trim_start_matches(['-', '*', '>', '#', '○', '□', '·', '※', '◦', 'ㅇ', ' ', '+'])
}

/// The number with which a value begins: `총 66명(남 30명, 여 36명)`.
pub(crate) fn leading(text: &str) -> Option<Quantity> {
    let trimmed = text.trim_start_matches(['총', ' ', '*']);
    let start = text.len() - trimmed.len();
    let found = quantity::scan(text).into_iter().next()?;
    let after = text[found.range.end..].trim_start_matches(' ');
    (found.range.start == start && is_counted(found.unit) && !is_other(after)).then_some(found)
}

/// The unit of the numbers of a column: in its head, of the table, or what its name counts.
pub(crate) fn unit_of(table: &Table, x: usize, name: &str) -> Option<String> {
    let head = &table.heads[x].text;
    let brackets = head.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(unit, _)| unit);
    let units = [brackets, table.unit.as_deref()]
        .into_iter()
        .flatten()
        .map(|u| u.trim_start_matches("단위").trim_matches([':', ' ']));
    let single = units.into_iter().find(|unit| {
        let text = format!("1{unit}");
        quantity::scan(&text).first().is_some_and(|q| q.range.end == text.len() && is_counted(q.unit))
    });
    let counted = |text: &str| {
        let text = label(text);
        match () {
            () if text.ends_with("인원") || text.ends_with('자') || text.ends_with("명수") => Some("명"),
            () if text.ends_with("건수") => Some("건"),
            () => None,
        }
    };
    let stated = table.unit.is_some() || brackets.is_some();
    let inferred = || counted(head).or_else(|| counted(name)).filter(|_| !stated);
    single.or_else(inferred).map(str::to_owned)
}
