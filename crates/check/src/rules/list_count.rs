//! # 적은 개수는 이어서 적은 것의 개수입니다
//!
//! `다음 4개 사업`, `개선 과제 3건`처럼 개수를 밝히고 그 아래에 목록이나 표를 적으면 개수가 같아야 합니다. `시범마을 3곳(가, 나, 다)`처럼 괄호에
//! 이름을 늘어놓은 것도 셉니다. `다음`이나 `아래`라는 말이 없으면 하나만 다를 때에 알리고, `등`이 있거나 아래에 적은 것이 `일시: …`처럼 이름과
//! 값이면 세지 않습니다.
//!
//! 예: `다음 4개 사업을 추진한다.` 아래에 항목 3개
//! 대신: 항목을 더 적거나 `다음 3개 사업`
//!
//! 근거: 적은 것의 수.
//!
//! # A stated number of things is the number that follows
//!
//! Where a text states how many things follow, as in `다음 4개 사업` or `개선 과제 3건`, the list or table below it has as many. Names
//! in brackets, as in `시범마을 3곳(가, 나, 다)`, are counted too. Without a word such as 다음 or 아래 only a difference of one is
//! reported; nothing is counted where 등 is written, or where labels with values follow (`일시: …`).
//!
//! Example: three items below `다음 4개 사업을 추진한다.`
//! Instead: the fourth item, or `다음 3개 사업`
//!
//! Source: a count of what is written.

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};

use crate::overlap;
use crate::prose::table::{ABOVE, Amount, Sort, Table, label};
use crate::prose::{Prose, Structure};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("list-count", Layer::Content, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    // Cheap tests first: most texts have neither a list nor brackets, or no number.
    let may_list = prose.markdown || prose.seen.contains('(');
    let may_count = || prose.has_digit() || SPOKEN.iter().any(|(word, _)| prose.seen.contains(word));
    if !may_list || !may_count() || !UNITS.iter().any(|unit| prose.seen.contains(unit)) {
        return;
    }
    let open = prose.open();
    in_brackets(prose, open, diags);
    if prose.markdown {
        below(prose, open, diags);
    }
}

/// Units of things that a list holds one by one; the longest first.
const UNITS: [&str; 12] = ["가지", "개소", "단계", "군데", "건", "개", "곳", "종", "팀", "대", "명", "인"];

/// A stated number of things.
#[derive(Clone)]
struct Count {
    number: usize,
    unit: &'static str,
    range: Range<usize>,
}

/// Numbers that writers spell.
const SPOKEN: [(&str, usize); 5] = [("두", 2), ("세", 3), ("네", 4), ("다섯", 5), ("여섯", 6)];

/// The largest number of things that a writer lists.
const MOST: usize = 40;

/// The counts of a text, with ranges in it.
fn counts(text: &str) -> Vec<Count> {
    let mut found = Vec::new();
    let mut after = 0;
    for (at, c) in
        text.char_indices().filter(|(_, c)| c.is_ascii_digit() || matches!(c, '두' | '세' | '네' | '다' | '여'))
    {
        let glued = text[..at].chars().next_back().is_some_and(|b| b.is_alphanumeric() || ".,~-/제:∼".contains(b));
        if at < after || (glued && !c.is_ascii_digit()) {
            continue;
        }
        let rest = &text[at..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, length) = match SPOKEN.iter().find(|(word, _)| rest.starts_with(word)) {
            Some((word, number)) => (*number, word.len()),
            None => (rest[..digits].parse().unwrap_or(0), digits),
        };
        after = at + length;
        let known =
            text[..at].chars().next_back().is_none_or(|b| !b.is_ascii_alphanumeric() && !".,~-/제:∼△".contains(b));
        if !known || number < 2 {
            continue;
        }
        let gap = rest[length..].trim_start_matches(' ');
        let Some(unit) = UNITS.into_iter().find(|unit| gap.starts_with(unit)) else { continue };
        let next = &gap[unit.len()..];
        // `3개월`, `3개년`, `2대의`, `1건당`, `3명씩`
        let other = [
            "월", "년", "당", "씩", "이상", "이내", "내외", "이하", "~", "차", "물", "설", "력", "원", "단", "최",
            "의 ",
        ]
        .iter()
        .any(|w| next.starts_with(w));
        let named = unit != "대"
            || ["과제", "전략", "분야", "사업", "목표", "방향"].iter().any(|w| next.trim_start().starts_with(w));
        // Words before the unit are spoken only with 가지.
        let spoken = digits > 0 || matches!(unit, "가지" | "곳" | "건" | "개");
        if !other && named && spoken {
            found.push(Count { number, unit, range: at..text.len() - next.len() });
        }
    }
    found
}

/// Whether a text says that what follows is the whole.
fn introduces(text: &str) -> bool {
    ["다음", "아래"].iter().any(|word| text.contains(word)) && !text.contains("다음 달") && !text.contains("다음 해")
}

/// Words by which a list is not all of the things, or another number is.
fn is_partial(text: &str) -> bool {
    ["등", "외", "이상", "중 ", "약 ", "포함", "제외", "가운데", "여 ", "일부", "주요"]
        .iter()
        .any(|word| text.contains(word))
}

/// Names in brackets: `시범마을 3곳(가마을, 나마을, 다마을)`, `4개 단체: 가단체, 나단체`.
fn in_brackets(prose: &Prose<'_>, text: &str, diags: &mut Vec<Diag>) {
    const REACH: usize = 300;
    if !text.contains([',', '·']) {
        return;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        if !line.contains([',', '·']) || !line.contains(['(', ':']) || line.len() > 2_000 {
            continue;
        }
        for count in counts(line) {
            let rest = &line[count.range.end..];
            // One word may name the things: `5개 마을(…)`.
            let word = rest.trim_start_matches(' ').trim_start_matches(|c: char| ('가'..='힣').contains(&c));
            let open = word.trim_start_matches(')').trim_start_matches(' ');
            let list = match open.strip_prefix('(') {
                Some(inner) if word.len() == open.len() || !word.starts_with(')') => {
                    inner.split_once(')').map(|(list, _)| list)
                }
                _ => open.strip_prefix(':'),
            };
            let Some(list) = list.map(str::trim).filter(|l| l.len() <= REACH) else { continue };
            if count.number > MOST {
                continue;
            }
            let sign = if list.contains(',') { ',' } else { '·' };
            let names: Vec<&str> = list.split(sign).map(str::trim).collect();
            if names.len() > 1 && names.len() != count.number && are_names(&names, &count) {
                let range = at + count.range.start..at + count.range.end;
                let within = line.len() - count.range.end - rest.len();
                debug_assert_eq!(within, 0);
                diags.push(problem(prose, range, &count, names.len(), None));
            }
        }
    }
}

/// Whether words can only be the names of the counted things.
fn are_names(names: &[&str], count: &Count) -> bool {
    let plain = |name: &&str| {
        let letters = name.chars().count();
        (1..=14).contains(&letters)
            && !name.contains(|c: char| c.is_ascii_digit() || "\u{1}:~/()→".contains(c))
            && !is_partial(name)
            && !name.ends_with(['함', '음', '임', '됨'])
    };
    let last = |name: &&str| name.chars().next_back();
    let alike = names.iter().all(|name| last(name) == last(&names[0]));
    let near = names.len().abs_diff(count.number) == 1 && count.number > 2;
    let persons = matches!(count.unit, "명" | "인");
    // Names of persons have three syllables; offices and groups are held by several.
    let named = names.iter().all(|n| {
        n.chars().count() == 3 && !n.ends_with(['장', '관', '원', '사', '자', '인', '민', '성', '년', '직', '부'])
    });
    names.iter().all(plain) && if persons { named && near } else { near || (alike && names.len() > 2) }
}

/// Lists and tables below the text that states their number.
fn below(prose: &Prose<'_>, open: &str, diags: &mut Vec<Diag>) {
    let structure = prose.structure();
    for list in &structure.lists {
        let Some(lead) = lead_of_list(structure, open, list) else { continue };
        let labelled = structure.items.iter().filter(|i| structure.lists[i.list].range == list.range).any(|item| {
            let own = &open[item.text.clone()];
            own.find(':').is_some_and(|at| at <= 40) || own.contains('\u{1}')
        });
        judge(prose, open, lead, list.items, labelled, list.range.clone(), diags);
    }
    for table in structure.tables() {
        let Some(lead) = lead_before(structure, open, table.whole.start) else { continue };
        of_table(prose, open, lead, table, diags);
    }
}

/// The text directly above a list: its item, or the paragraph or heading before it.
fn lead_of_list(structure: &Structure, open: &str, list: &crate::prose::List) -> Option<Range<usize>> {
    match list.parent {
        Some(parent) => Some(structure.items[parent].text.clone()),
        None => lead_before(structure, open, list.range.start),
    }
}

/// The paragraph, item or heading that ends directly before a position.
fn lead_before(structure: &Structure, open: &str, at: usize) -> Option<Range<usize>> {
    let of = |range: &Range<usize>| (range.end <= at && range.start < at).then(|| range.clone());
    let all = [
        structure.paragraphs.iter().rev().find_map(of),
        structure.headings.iter().map(|h| &h.range).rev().find_map(of),
        structure.items.iter().map(|i| &i.text).rev().find_map(of),
    ];
    let last = all.into_iter().flatten().max_by_key(|range| range.end)?;
    open[last.end..at].chars().all(|c| c.is_whitespace() || matches!(c, '*' | '\u{1}')).then_some(last)
}

/// The only count of a lead, if the lead is about what follows.
fn lead_count(open: &str, lead: &Range<usize>) -> Option<(Count, bool)> {
    let text = open[lead.clone()].trim_end();
    if is_partial(text) || text.len() > 300 {
        return None;
    }
    let all = counts(text);
    // A number in brackets explains the one before them.
    let outside = |count: &Count| {
        text[..count.range.start].matches('(').count() == text[..count.range.start].matches(')').count()
    };
    let all: Vec<Count> = match all.iter().any(outside) {
        true => all.into_iter().filter(outside).collect(),
        false => all,
    };
    let [count] = &all[..] else { return None };
    if count.number > MOST || overlap::is_named(text) {
        return None;
    }
    let after = text[count.range.end..].trim_matches(['*', ' ', ')', ']', '.', ':']);
    let ends = after.is_empty() || (after.chars().count() <= 3 && !after.contains(|c: char| c.is_ascii_digit()));
    (introduces(text) || ends).then(|| (count.clone(), introduces(text)))
}

fn judge(
    prose: &Prose<'_>,
    open: &str,
    lead: Range<usize>,
    number: usize,
    labelled: bool,
    list: Range<usize>,
    diags: &mut Vec<Diag>,
) {
    let Some((count, introduced)) = lead_count(open, &lead) else { return };
    let persons = matches!(count.unit, "명" | "인" | "팀");
    let near = number.abs_diff(count.number) == 1 && number > 1 && !persons && !labelled;
    if number != count.number && (near || (introduced && !persons && !labelled && number > 1)) {
        let range = lead.start + count.range.start..lead.start + count.range.end;
        diags.push(problem(prose, range, &count, number, Some(list)));
    }
}

/// Rows that are numbered, or that the text above calls what it counts.
fn of_table(prose: &Prose<'_>, open: &str, lead: Range<usize>, table: &Table, diags: &mut Vec<Diag>) {
    let Some((count, introduced)) = lead_count(open, &lead) else { return };
    let numbered = table
        .heads
        .first()
        .is_some_and(|head| ["연번", "번호", "순번", "No", "NO", "순"].contains(&label(&head.text).as_str()));
    let entries: Vec<_> = table
        .rows
        .iter()
        .filter(|r| r.sort == Sort::Entry && r.cells.first().is_some_and(|c| c.text != ABOVE))
        .collect();
    let number = entries.len();
    let counted = |x: usize| {
        let sum: i128 = entries
            .iter()
            .filter_map(|r| match &r.cells[x].amount {
                Amount::Number(n) if n.decimals == 0 => Some(n.digits),
                _ => None,
            })
            .sum();
        sum == count.number as i128
    };
    let summed = (0..table.heads.len()).any(|x| table.has_numbers(x) && counted(x));
    let merged = table.rows.iter().any(|r| r.cells.iter().any(|c| c.text == ABOVE));
    let near = number.abs_diff(count.number) == 1;
    let whole = introduced && table.rows.iter().all(|r| r.sort == Sort::Entry);
    let is_list = numbered || (whole && near && !(0..table.heads.len()).any(|x| is_counter(table, x)));
    if number > 1 && number != count.number && is_list && (near || introduced) && !summed && !merged {
        let range = lead.start + count.range.start..lead.start + count.range.end;
        diags.push(problem(prose, range, &count, number, Some(table.whole.clone())));
        return;
    }
    total(prose, lead, &count, table, diags);
}

/// Whether a column counts things, so that a row is not one of them.
fn is_counter(table: &Table, x: usize) -> bool {
    let head = label(&table.heads[x].text);
    table.has_numbers(x) && ["건수", "개소", "인원", "수량", "명", "건", "계", "수"].iter().any(|w| head.ends_with(w))
}

/// The total of the only column that counts the things of the text: `총 6건` above a total of 5 below 건수.
fn total(prose: &Prose<'_>, lead: Range<usize>, count: &Count, table: &Table, diags: &mut Vec<Diag>) {
    let columns: Vec<usize> = (0..table.heads.len()).filter(|x| is_counter(table, *x)).collect();
    let ([x], Some(total)) = (&columns[..], table.rows.iter().find(|r| r.sort == Sort::Total)) else { return };
    let head = label(&table.heads[*x].text);
    let same = head.contains(count.unit)
        || (matches!(count.unit, "명" | "인") && head.ends_with("인원"))
        || table.unit.as_deref() == Some(count.unit);
    let Amount::Number(number) = &total.cells[*x].amount else { return };
    let Ok(number_of) = usize::try_from(number.digits) else { return };
    let near = number_of.abs_diff(count.number) * 10 <= count.number.max(10);
    if same && number.decimals == 0 && number_of != count.number && near {
        let range = lead.start + count.range.start..lead.start + count.range.end;
        diags.push(problem(prose, range, count, number_of, Some(table.whole.clone())));
    }
}

fn problem(prose: &Prose<'_>, range: Range<usize>, count: &Count, number: usize, list: Option<Range<usize>>) -> Diag {
    let said = count.number;
    let diag = RULE
        .problem(
            prose.place(range),
            text!("적은 수는 {0}인데 이어서 적은 것은 {1}입니다", "{0} are stated, and {1} follow"; said, number),
        )
        .help(text!("개수나 적은 것을 고치십시오", "correct the number or what follows"));
    match list {
        Some(list) => diag.related(prose.place(list.start..list.start + 1), text!("센 것", "what was counted")),
        None => diag,
    }
}
