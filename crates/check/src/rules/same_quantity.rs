//! # 한 문서에서 같은 것의 수는 같습니다
//!
//! `참석 인원`, `총사업비`, `소요예산`처럼 문서에 하나뿐인 것의 수가 글과 글, 글과 표의 합계에서 다르면 어느 것이 맞는지 묻습니다. 차수·기·연도가 다른
//! 곳, 계획과 실적, 셋 이상으로 다른 값은 같은 것이 아닐 수 있으므로 견주지 않습니다. 가린 수도 견주지 않습니다.
//!
//! 예: 개요에 `참석 인원: 16명`, 결과에 `참석 인원: 15명`
//! 대신: 두 곳에 같은 수를 적음
//!
//! 근거: 적은 수의 비교.
//!
//! # One thing has one number in a document
//!
//! Where something that a document has once, such as 참석 인원, 총사업비 or 소요예산, has two numbers in texts or in the total of a
//! table, the message asks which is right. Places of different rounds or years, plans and results, and three or more
//! different values are not compared, because they may be different things. Withheld numbers are not compared.
//!
//! Example: `참석 인원: 16명` in the overview and `참석 인원: 15명` in the results
//! Instead: the same number in both places
//!
//! Source: a comparison of the numbers written.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::particle::particle;
use gian_korean::quantity::{self, MICRO, Quantity};

use crate::prose::table::{Amount, Sort, Table};
use crate::prose::{Origin, Prose};
use crate::{Layer, Rule, Run};

pub(super) const RULE: Rule = Rule::new("same-quantity", Layer::Content, Severity::Warning, &[Run::File(run)]);

/// Names of what a document has once, without spaces, with their units; the longest first.
const NAMES: [(&str, &str); 24] = [
    ("총소요예산", "원"),
    ("총사업비", "원"),
    ("소요예산", "원"),
    ("소요경비", "원"),
    ("총예산", "원"),
    ("계약금액", "원"),
    ("용역비", "원"),
    ("공사비", "원"),
    ("사업비", "원"),
    ("보조금액", "원"),
    ("총참석인원", "명"),
    ("참석인원", "명"),
    ("참가인원", "명"),
    ("참여인원", "명"),
    ("교육인원", "명"),
    ("모집인원", "명"),
    ("선발인원", "명"),
    ("대상인원", "명"),
    ("수료인원", "명"),
    ("총인원", "명"),
    ("참석자", "명"),
    ("접수건수", "건"),
    ("처리건수", "건"),
    ("점검대상", "곳"),
];

/// Words around a name by which its number is another one.
const OTHERS: [&str; 40] = [
    "차", "기", "월", "분기", "반기", "년", "전년", "작년", "지난", "목표", "계획", "예상", "예정", "추가", "신규",
    "각", "평균", "최대", "최소", "1인", "당초", "변경", "증", "감", "정원", "잔여", "기존", "중", "일차", "별", "팀",
    "조", "반", "제", "국비", "시비", "구비", "도비", "이상", "이내",
];

pub(super) fn run(pieces: &[Prose<'_>], diags: &mut Vec<Diag>) {
    let Some(body) = pieces.iter().find(|p| p.is_body()) else { return };
    let mut mentions: Vec<Mention> = Vec::new();
    for piece in pieces {
        match &piece.origin {
            Origin::Body => of_text(piece, &mut mentions),
            Origin::Value(_) if !piece.markdown => of_text(piece, &mut mentions),
            Origin::Value(_) | Origin::Block { .. } => {}
        }
    }
    for table in body.structure().tables() {
        of_table(body, table, &mut mentions);
    }
    for (name, _) in NAMES {
        let of: Vec<&Mention> = mentions.iter().filter(|m| m.name == name).collect();
        diags.extend(compare(name, &of));
    }
}

/// A number of something.
struct Mention {
    name: &'static str,
    micro: i128,
    grain: i128,
    written: String,
    place: Place,
    context: Context,
}

/// Where a number stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Context {
    chapter: String,
    section: String,
    /// List and item above that of the number.
    above: Option<(usize, usize)>,
    /// Words that tell plan, round or year.
    words: String,
}

/// Maximum length in bytes of the words before a number that are looked at.
const REACH: usize = 60;

fn of_text(prose: &Prose<'_>, mentions: &mut Vec<Mention>) {
    // The syllables of all names.
    if !["인원", "예산", "사업비", "경비", "금액", "용역비", "공사비", "참석자", "건수", "점검"]
        .iter()
        .any(|w| prose.seen.contains(w))
    {
        return;
    }
    let open = prose.open();
    for quantity in prose.quantities().iter().cloned() {
        let Some(name) = name_before(open, &quantity) else { continue };
        let after = open[quantity.range.end..].trim_start_matches(' ');
        let other = ["→", "중", "이상", "이내", "내외", "씩", "증", "감", "추가", "에서", "미만", "초과"];
        if other.iter().any(|w| after.starts_with(w)) {
            continue;
        }
        mentions.push(Mention {
            name,
            micro: quantity.micro,
            grain: quantity.grain,
            written: open[quantity.range.clone()].to_owned(),
            place: prose.place(quantity.range.clone()),
            context: context(prose, quantity.range.start),
        });
    }
}

/// The name directly before a number, unless other words make it another thing.
fn name_before(text: &str, quantity: &Quantity) -> Option<&'static str> {
    let from = text.floor_char_boundary(quantity.range.start.saturating_sub(REACH));
    let before = &text[from..quantity.range.start];
    let cut = before
        .rfind(['\n', ',', '/', '→', ';', '\u{1}'])
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let clause: String = before[cut..].chars().filter(|c| !matches!(c, ' ' | '*' | ':')).collect();
    let mut words = clause.trim_end_matches(['은', '는', '이', '가', '총']);
    words = words.trim_end_matches(['은', '는', '이', '가']);
    let (name, _) = NAMES.iter().find(|(name, unit)| *unit == quantity.unit && words.ends_with(name))?;
    let rest = words[..words.len() - name.len()].trim_start_matches(['-', '○', '□', '·', '※', '>', '#']);
    let other = rest.contains(|c: char| c.is_ascii_digit())
        || OTHERS.iter().any(|w| rest.ends_with(w) || (w.len() > 3 && rest.contains(w)));
    (!other).then_some(name)
}

fn context(prose: &Prose<'_>, at: usize) -> Context {
    let mut context = Context::default();
    if !prose.markdown {
        return context;
    }
    let structure = prose.structure();
    let before = structure.headings.partition_point(|h| h.range.start <= at);
    let heading = |level: u8, from: usize| {
        structure.headings[from..before].iter().rposition(|h| h.level == level).map(|i| from + i)
    };
    let words = |i: usize| prose.seen[structure.headings[i].range.clone()].trim_matches(['#', ' ', '\n']).to_owned();
    let chapter = heading(2, 0);
    context.chapter = chapter.map(words).unwrap_or_default();
    context.section = heading(3, chapter.unwrap_or(0)).map(words).unwrap_or_default();
    let item = structure.items.partition_point(|i| i.text.start <= at).checked_sub(1);
    if let Some(item) = item.map(|i| &structure.items[i]).filter(|i| i.text.contains(&at))
        && let Some(parent) = structure.lists[item.list].parent
    {
        context.above = Some((structure.items[parent].list, parent));
        let text = &structure.items[parent].text;
        context.words =
            prose.seen[text.start..prose.seen.floor_char_boundary(text.end.min(text.start + REACH))].to_owned();
    }
    context
}

/// Totals of tables that are named after a thing, and rows of label and value.
fn of_table(body: &Prose<'_>, table: &Table, mentions: &mut Vec<Mention>) {
    let place = |at: &std::ops::Range<usize>| Place::bytes(body.file, at.clone());
    let plain = |text: &str| text.chars().filter(|c| !matches!(c, ' ' | '*' | ':')).collect::<String>();
    let context = context(body, table.whole.start);
    for row in &table.rows {
        let [name, value, ..] = &row.cells[..] else { continue };
        let label = plain(&name.text);
        let Some((name, unit)) = NAMES.iter().find(|(name, _)| label == *name) else { continue };
        if let Some(q) = quantity::scan(&value.text).first().filter(|q| q.range.start == 0 && q.unit == *unit) {
            mentions.push(Mention {
                name,
                micro: q.micro,
                grain: q.grain,
                written: value.text[q.range.clone()].to_owned(),
                place: place(&value.at),
                context: context.clone(),
            });
        }
    }
    let title = table.title.as_deref().map(plain).unwrap_or_default();
    let columns: Vec<usize> = (0..table.heads.len()).filter(|x| table.adds_up[*x] && table.has_numbers(*x)).collect();
    let Some(total) = table.rows.iter().find(|r| r.sort == Sort::Total) else { return };
    for x in &columns {
        let head = plain(&table.heads[*x].text);
        let named = NAMES.iter().find(|(name, _)| head == *name || (columns.len() == 1 && title.ends_with(name)));
        let Some((name, unit)) = named else { continue };
        let Amount::Number(number) = &total.cells[*x].amount else { continue };
        // The unit is in the cell, or that of the table.
        let written = match number.unit.is_empty() {
            true => format!("{}{}", total.cells[*x].text.trim_matches('*'), table.unit.as_deref().unwrap_or_default()),
            false => total.cells[*x].text.clone(),
        };
        let Some(q) = quantity::scan(&written).into_iter().next().filter(|q| q.unit == *unit) else { continue };
        mentions.push(Mention {
            name,
            micro: q.micro,
            grain: q.grain,
            place: place(&total.cells[*x].at),
            written,
            context: context.clone(),
        });
    }
}

/// The first number that differs from the first one of the same thing.
fn compare(name: &str, mentions: &[&Mention]) -> Option<Diag> {
    let first = mentions.first()?;
    let same = |a: &Mention, b: &Mention| {
        let coarse = if a.grain == b.grain { 0 } else { a.grain.max(b.grain).max(MICRO) };
        (a.micro - b.micro).abs() <= coarse
    };
    let others: Vec<&&Mention> = mentions.iter().filter(|m| !same(m, first)).collect();
    let other = others.first()?;
    // Three different values are a list.
    if others.iter().any(|m| !same(m, other)) || mentions.len() > 6 {
        return None;
    }
    let parallel = |a: &Mention, b: &Mention| are_parallel(&a.context, &b.context);
    if mentions.iter().any(|a| others.iter().any(|b| !same(a, b) && parallel(a, b))) {
        return None;
    }
    // A number of another size is another thing.
    let (low, high) = (first.micro.min(other.micro), first.micro.max(other.micro));
    if low * 2 < high {
        return None;
    }
    let (one, two) = (&first.written, &other.written);
    Some(
        RULE.problem(
            other.place.clone(),
            text!(
                ko: "`{name}`{} 앞에는 {one}, 여기에는 {two}{} 적혀 있습니다", particle(name, "이/가"), particle(two, "으로/로");
                en: "`{name}` is {one} before, and {two} here"
            ),
        )
        .related(first.place.clone(), text!("앞에 적은 수", "the number before"))
        .help(text!("틀린 수를 고치고, 서로 다른 것이면 이름을 다르게 적으십시오", "correct the wrong one, or give different things different names")),
    )
}

/// Whether two places tell of different rounds, groups or times.
fn are_parallel(a: &Context, b: &Context) -> bool {
    const TIMES: [&str; 12] =
        ["계획", "목표", "당초", "예정", "향후", "전년", "작년", "지난", "변경", "실적", "차년도", "비교"];
    let siblings = matches!((a.above, b.above), (Some((x, i)), Some((y, j))) if x == y && i != j);
    let numbered = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let words = |c: &Context| format!("{} {} {}", c.chapter, c.section, c.words);
    let (one, two) = (words(a), words(b));
    let times = TIMES.iter().any(|w| one.contains(w) != two.contains(w));
    let sections = a.chapter == b.chapter && a.section != b.section && !a.section.is_empty() && !b.section.is_empty();
    // `가마을` and `나마을` are chapters of the same kind.
    let last = |text: &str| text.chars().rev().take(2).collect::<Vec<_>>();
    let alike = a.chapter != b.chapter && a.chapter.chars().count() > 2 && last(&a.chapter) == last(&b.chapter);
    siblings || alike || sections || (one != two && (numbered(&one) || numbered(&two))) || times
}
