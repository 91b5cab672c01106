//! # 기간의 날수는 처음 날과 끝 날을 모두 셉니다
//!
//! 기간 곁에 적은 날수(`10일간`), 박수(`2박 3일`), 달수(`6개월`)는 그 기간과 같아야 합니다. 처음 날과 끝 날을 모두 셉니다. 첫날을 빼거나(초일
//! 불산입) 평일만 센 수와 같으면 그렇게 센 것인지 묻습니다. `주말 제외 10일`처럼 쉬는 날을 뺐다고 밝힌 수는
//! 평일의 수와 견주고, 다른 말이 함께 있으면 셈하지 않습니다. 주(`3주간`)와 해(`3개년`), 표에서 기간 옆의 일수도 봅니다.
//! `기간`, `일정`, `연수 기간` 같은 이름으로 기간을 하나만 적은 문서에서는 본문에 따로 적은 `2박 3일`과 `총 3일간`도 그 기간과 견줍니다.
//!
//! 예: `2019. 5. 1.~5. 10.(12일간)`
//! 대신: `2019. 5. 1.~5. 10.(10일간)`
//!
//! 근거: 적힌 사실의 계산(달력); 민법 제157조, 제160조(기간의 계산).
//!
//! # The days of a period count its first and last day
//!
//! A number of days (`10일간`), nights (`2박 3일`) or months (`6개월`) beside a period is that of the period, whose first and last
//! day both count. Where it is right without the first day, or for working days only, the message asks whether that is
//! meant. A number that is said to leave out days of rest, as `주말 제외 10일`, is compared with the working days; with other
//! words nothing is computed. Weeks (`3주간`), years (`3개년`) and the days beside a period in a table are computed too.
//! In a document that states one period under a label such as 기간, 일정 or 연수 기간, `2박 3일` and `총 3일간` elsewhere are compared with it.
//!
//! Example: `2019. 5. 1.~5. 10.(12일간)`
//! Instead: `2019. 5. 1.~5. 10.(10일간)`
//!
//! Source: computed from the calendar; 민법 제157조, 제160조 (how periods are counted).

use chrono::{Datelike, NaiveDate};
use gian_diagnostics::{Diag, Place, Severity, Text, text};
use gian_korean::particle::particle;
use gian_korean::period::{self, Counts, Other, Wrong};
use gian_korean::written;

use crate::prose::table::{Amount, Cell, Table, label};
use crate::prose::{Prose, days};
use crate::{Layer, Rule, Run, Scope, stated_stay};

pub(super) const RULE: Rule = Rule::new("period-days", Layer::Content, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let year = prose.day.map(|d| d.0.year());
    if prose.is_body() && !prose.structure().fences.is_empty() {
        prose.structure().tables().iter().for_each(|t| table(prose, t, year, diags));
    }
    if prose.is_body() && prose.has_digit() {
        diags.extend(stated_stay::wrong(prose).into_iter().map(|wrong| of_stay(prose, wrong)));
    }
    // Every period has a sign or 부터.
    let has_range = || prose.seen.contains(['~', '∼', '～', '-', '–']) || prose.seen.contains("부터");
    if !prose.has_digit() || !has_range() {
        return;
    }
    let found = match prose.open_part() {
        None => period::wrong(&prose.seen, prose.dates(), year),
        Some(text) => period::wrong(text, &written::scan(text).dates, year),
    };
    diags.extend(found.iter().filter(|wrong| !is_said(prose, wrong)).map(|wrong| problem(prose, wrong)));
}

/// Whether the text says that only working days count, or that the first day does not: `10일간(토·일 제외)`.
fn is_said(prose: &Prose<'_>, wrong: &Wrong) -> bool {
    /// Bytes after the number that are searched, about twenty syllables.
    const REACH: usize = 60;
    let end = wrong.stated.end;
    let after = &prose.text[end..prose.text.floor_char_boundary((end + REACH).min(prose.text.len()))];
    let line = after.lines().next().unwrap_or_default();
    let words = ["제외", "평일", "근무일", "영업일"];
    // Of a journey abroad one night is spent on board: `9. 9.~9. 13.(3박 5일, 기내 1박)`.
    if wrong.counts == Counts::Nights && wrong.said + 1 == wrong.right {
        let whole = &prose.text[prose.line(wrong.period.start)];
        return ["기내", "기상 1박", "선내", "차내"].iter().any(|word| whole.contains(word));
    }
    match wrong.other {
        Some(Other::Workdays) => words.iter().any(|word| line.contains(word)),
        // `14일간, 첫날은 세지 않음`
        Some(Other::WithoutFirst) => {
            let whole = &prose.text[prose.line(wrong.period.start)];
            ["초일", "첫날", "불산입", "산입하지"].iter().any(|word| whole.contains(word))
        }
        None => false,
    }
}

/// Days in a column beside that of the periods, or of first and last days: reported where they are more than the period has,
/// or where most rows fit, because otherwise they are days of something else.
fn table(prose: &Prose<'_>, table: &Table, year: Option<i32>, diags: &mut Vec<Diag>) {
    let named = |words: &[&str]| {
        (0..table.heads.len()).find(|x| words.iter().any(|w| label(&table.heads[*x].text).ends_with(w)))
    };
    let first = named(&["시작일", "착수일", "개시일"]);
    let last = named(&["종료일", "완료일", "마감일", "준공일"]);
    let period = named(&["기간", "일정", "일시", "일자"]);
    let Some(counted) = (0..table.heads.len()).rev().find(|x| {
        let head = label(&table.heads[*x].text);
        head.ends_with("일수")
            || head.ends_with("박수")
            || head.ends_with("개월수")
            || (head.ends_with("기간") && (period != Some(*x) || first.is_some()))
    }) else {
        return;
    };
    let (mut right, mut wrong) = (0, Vec::new());
    for row in &table.rows {
        let cell = &row.cells[counted];
        if let Some(x) = period.filter(|x| *x != counted) {
            diags.extend(beside(prose, &row.cells[x], cell, &table.heads[counted], year));
        }
        let Some(said) = counted_days(cell).filter(|_| !table.heads[counted].text.contains("개월")) else { continue };
        let whole = match (first, last) {
            (Some(a), Some(b)) => single(&row.cells[a].text, year).zip(single(&row.cells[b].text, year)),
            _ => period.filter(|x| *x != counted).and_then(|x| {
                let text = &row.cells[x].text;
                period::days_of(text, &written::scan(text).dates, year)
            }),
        };
        let Some((from, to)) = whole.filter(|(from, to)| from <= to) else { continue };
        let days = (to - from).num_days() + 1;
        match said == days {
            true => right += 1,
            // Working days.
            false if said == period::workdays(from, to) => {}
            false => wrong.push((cell, said, days)),
        }
    }
    let learned = right > 0 && right >= wrong.len();
    for (cell, said, days) in wrong.into_iter().filter(|(_, said, days)| learned || said > days) {
        diags.push(
            RULE.problem(
                Place::bytes(prose.file, cell.at.clone()),
                text!("기간은 {0}일인데 {1}일로 적혀 있습니다", "the period has {0} days, not {1}"; days, said),
            )
            .help(text!("날짜나 수를 고치십시오", "correct the dates or the number")),
        );
    }
}

/// A stay with other days than the stated span has.
fn of_stay(prose: &Prose<'_>, wrong: stated_stay::Wrong) -> Diag {
    let (days, nights) = (wrong.days, wrong.days - 1);
    let said = &prose.open()[wrong.at.clone()];
    let message = match wrong.nights {
        true => text!(
            ko: "적어 놓은 기간은 {nights}박 {days}일인데 {said}{} 적혀 있습니다", particle(said, "으로/로");
            en: "the stated period has {nights} nights and {days} days, not {said}"
        ),
        false => text!(
            ko: "적어 놓은 기간은 {days}일인데 {said}{} 적혀 있습니다", particle(said, "으로/로");
            en: "the stated period has {days} days, not {said}"
        ),
    };
    RULE.problem(prose.place(wrong.at), message)
        .related(wrong.span, text!("이 기간", "the period"))
        .help(text!("날짜나 수를 고치십시오", "correct the dates or the number"))
}

/// Nights and months in the cell beside a period: `2박 3일`, `6개월`, `6` below `기간(개월)`.
fn beside(prose: &Prose<'_>, period: &Cell, cell: &Cell, head: &Cell, year: Option<i32>) -> Option<Diag> {
    let in_months = head.text.contains("개월") && cell.text.bytes().all(|b| b.is_ascii_digit());
    let counts = in_months || cell.text.contains('박') || cell.text.ends_with("개월");
    if !counts || cell.text.is_empty() || cell.text.contains("](") || period.text.contains("](") {
        return None;
    }
    let text = format!("{}({}{})", period.text, cell.text, if in_months { "개월" } else { "" });
    let wrong = period::wrong(&text, &written::scan(&text).dates, year).into_iter().next()?;
    Some(
        RULE.problem(Place::bytes(prose.file, cell.at.clone()), message(&wrong))
            .related(Place::bytes(prose.file, period.at.clone()), text!("이 기간", "the period"))
            .help(text!("날짜나 수를 고치십시오", "correct the dates or the number")),
    )
}

/// The number of days that is all of a cell: `6일간`, or `6` below 일수.
fn counted_days(cell: &Cell) -> Option<i64> {
    let Amount::Number(number) = &cell.amount else { return None };
    let unit = matches!(number.unit.as_str(), "" | "일" | "일간");
    (unit && number.decimals == 0 && number.digits > 0).then(|| i64::try_from(number.digits).ok())?
}

fn single(text: &str, year: Option<i32>) -> Option<NaiveDate> {
    let day = days::day(text)?;
    day.in_year(day.year.or(year)?)
}

fn message(wrong: &Wrong) -> Text {
    let (right, said) = (wrong.right, wrong.said);
    match wrong.counts {
        Counts::Days => {
            text!("기간은 {0}일인데 {1}일로 적혀 있습니다", "the period has {0} days, not {1}"; right, said)
        }
        Counts::Nights => {
            text!("기간은 {0}박인데 {1}박으로 적혀 있습니다", "the period has {0} nights, not {1}"; right, said)
        }
        Counts::Months => {
            text!("기간은 {0}개월인데 {1}개월로 적혀 있습니다", "the period has {0} months, not {1}"; right, said)
        }
        Counts::Weeks => {
            text!("기간은 {0}주인데 {1}주로 적혀 있습니다", "the period has {0} weeks, not {1}"; right, said)
        }
        Counts::Years => {
            text!("기간은 {0}년인데 {1}년으로 적혀 있습니다", "the period has {0} years, not {1}"; right, said)
        }
        Counts::Workdays => text!(
            "쉬는 날을 뺀 기간은 {0}일인데 {1}일로 적혀 있습니다", "the period has {0} working days, not {1}";
            right, said
        ),
    }
}

fn problem(prose: &Prose<'_>, wrong: &Wrong) -> Diag {
    let message = message(wrong);
    let help = match wrong.other {
        None => text!("날짜나 수를 고치십시오", "correct the dates or the number"),
        Some(Other::WithoutFirst) => text!(
            "첫날도 세십시오. 첫날을 빼고 센 것이면 `(초일 불산입 {}일)`처럼 밝히십시오",
            "count the first day too, or write `(초일 불산입 {}일)` if it does not count";
            wrong.said
        ),
        Some(Other::Workdays) => text!(
            "모든 날을 세십시오. 평일만 센 것이면 `(평일 {}일)`처럼 밝히십시오",
            "count every day, or write `(평일 {}일)` if only working days count";
            wrong.said
        ),
    };
    let diag = RULE
        .problem(prose.place(wrong.stated.clone()), message)
        .related(prose.place(wrong.period.clone()), text!("이 기간", "the period"))
        .help(help);
    if wrong.other == Some(Other::Workdays) { diag.severity(Severity::Info) } else { diag }
}
