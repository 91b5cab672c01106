//! # 걸리는 시간은 처음과 끝의 차이와 같아야 합니다
//!
//! 시각의 범위 앞뒤에 적은 분이나 시간(`14:00~16:00(2시간)`, `2시간(14:00~16:00)`, `14:00~14:10 개회(10분)`)을 셈합니다. 점심시간 한 시간을 뺀 것은
//! 맞는 것으로 보고, 같은 행에 적은 `휴식 20분`도 뺍니다. 표에서는 같은 행에 적은 걸리는 시간을 견주고, 잇단 행의 시각이 겹치거나, 시작하는 시각과 걸리는 시간만 적은
//! 표에서 다음 행의 시각이 어긋나면 경고합니다. 시각이 같거나 장소·분과가 다른 행은 함께 하는 것이고,
//! 그다음 행은 둘 다 끝난 뒤에 시작해야 합니다.
//! 문서에 하나뿐인 `일시: … 14:00~17:00`과 하나뿐인 시간표는 시작과 끝이 같아야 하며, 등록·준비로 시작하거나 정리로 끝나는 것은 괜찮습니다.
//!
//! 예: `10:00~10:10(15분)`
//! 대신: `10:00~10:10(10분)`
//!
//! 근거: 처음과 끝의 셈.
//!
//! # The duration is the difference of both times
//!
//! Minutes or hours behind or before a range of times (`14:00~16:00(2시간)`, `2시간(14:00~16:00)`, `14:00~14:10 개회(10분)`) are
//! computed, with or without an hour at noon or a break that the row tells (`휴식 20분`). In a table the duration in the same row is compared, and times
//! of consecutive rows that overlap are a warning, and so is a row that does not begin where the row above ends, in a table
//! of beginnings and durations. Rows with the same times, or with other places or groups, are parallel, and
//! the next row begins after both.
//! The only timetable of a document begins and ends as its only `일시: … 14:00~17:00` says; a first row 등록 or 준비 and a last row
//! 정리 may be outside.
//!
//! Example: `10:00~10:10(15분)`
//! Instead: `10:00~10:10(10분)`
//!
//! Source: computed from both times.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::duration::{self, Said, Span, at_end, read};
use gian_korean::written::scan;

use crate::prose::Prose;
use crate::prose::table::{ABOVE, Amount, Cell, Row, Table, label};
use crate::timetable::{self, row_span};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("time-duration", Layer::Content, Severity::Error, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for (span, said) in duration::wrong(&prose.seen, prose.times()) {
        diags.push(wrong(prose.place(said.range), span));
    }
    if prose.markdown && prose.times().len() > 1 {
        lines(prose, diags);
    }
    if prose.is_body() {
        prose.structure().tables().iter().for_each(|t| table(prose, t, diags));
        // A stated time is in the wording, a timetable in a block.
        if !prose.structure().fences.is_empty() {
            diags.extend(timetable::wrong(prose).map(|wrong| of_whole(prose, &wrong)));
        }
    }
}

/// A timetable that begins or ends at another time than the document states.
fn of_whole(prose: &Prose<'_>, wrong: &timetable::Wrong) -> Diag {
    let time = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let message = match wrong.begins {
        true => text!(
            "적어 놓은 일시는 {}에 시작하는데 시간표의 시작은 다릅니다",
            "the stated time begins at {}, the timetable at another"; time(wrong.stated.start)
        ),
        false => text!(
            "적어 놓은 일시는 {}에 끝나는데 시간표의 끝은 다릅니다",
            "the stated time ends at {}, the timetable at another"; time(wrong.stated.end)
        ),
    };
    RULE.warning(Place::bytes(prose.file, wrong.at.clone()), message)
        .help(text!("일시나 시간표를 바로잡으십시오", "correct the stated time or the timetable"))
}

fn wrong(place: Place, span: Span) -> Diag {
    let minutes = span.end.saturating_sub(span.start);
    RULE.problem(
        place,
        text!("걸리는 시간이 처음과 끝의 차이인 {}분과 다릅니다", "the duration is not the difference of both times, {} minutes"; minutes),
    )
    .help(text!("걸리는 시간이나 시각을 바로잡으십시오", "correct the duration or the times"))
}

/// Durations in brackets behind the words of a range (`14:00~14:10 개회(10분)`), which may be of a part: they are of the
/// whole where they exceed it, or where they are that elsewhere.
#[derive(Default)]
struct Parts {
    right: usize,
    wrong: Vec<(Place, Span)>,
}

impl Parts {
    fn take(&mut self, span: Span, said: &Said, place: Place, diags: &mut Vec<Diag>) {
        match span.length() {
            Some(length) if said.minutes == length => self.right += 1,
            Some(length) if said.minutes > length => diags.push(wrong(place, span)),
            Some(_) => self.wrong.push((place, span)),
            None => {}
        }
    }

    fn report(self, diags: &mut Vec<Diag>) {
        if self.right > 0 && self.right >= self.wrong.len() {
            diags.extend(self.wrong.into_iter().map(|(place, span)| wrong(place, span)));
        }
    }
}

/// Durations at the ends of lines.
fn lines(prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let mut parts = Parts::default();
    for pair in prose.times().windows(2) {
        let Some((span, range)) = duration::span(&prose.seen, pair) else { continue };
        let rest = &prose.seen[range.end..];
        let words = rest.lines().next().unwrap_or_default();
        // Directly behind the range is [`duration::wrong`].
        if words.trim_start_matches(' ').starts_with(['(', '[', ',']) {
            continue;
        }
        let Some(said) = at_end(words) else { continue };
        parts.take(span, &said, prose.place(range.end + said.range.start..range.end + said.range.end), diags);
    }
    parts.report(diags);
}

/// Times of consecutive rows, with durations beside them.
fn table(prose: &Prose<'_>, table: &Table, diags: &mut Vec<Diag>) {
    let mut above: Option<(usize, Span)> = None;
    let mut parts = Parts::default();
    for (y, row) in table.rows.iter().enumerate() {
        let Some((columns, span)) = row_span(row) else {
            above = None;
            continue;
        };
        let column = columns[0];
        let mut whole = span;
        if let Some((_, before)) = above.filter(|(c, _)| *c == column)
            && (before.start..before.end).contains(&span.start)
        {
            match is_parallel(table, y, column, (before, span)) {
                // The next row begins after both.
                true if before.start == span.start => whole.end = before.end.max(span.end),
                true => {}
                false => diags.push(overlap(place(prose, &row.cells[column]))),
            }
        }
        beside(prose, table, row, &columns, span, &mut parts, diags);
        above = Some((column, whole));
    }
    parts.report(diags);
    starts(prose, table, diags);
}

/// Whether a row goes on beside the row above: both have the same times, or other places or groups.
fn is_parallel(table: &Table, y: usize, column: usize, (before, span): (Span, Span)) -> bool {
    const PLACES: [&str; 10] = ["장소", "강의실", "회의실", "분과", "반", "조", "구역", "대상", "층", "트랙"];
    let differ = |x: usize| {
        let (above, own) = (&table.rows[y - 1].cells[x].text, &table.rows[y].cells[x].text);
        !above.is_empty() && !own.is_empty() && above != own && own != ABOVE
    };
    let places = |x: &usize| {
        let head = label(&table.heads[*x].text);
        PLACES.iter().any(|w| if w.chars().count() == 1 { head == *w } else { head.ends_with(w) })
    };
    let same = before.start == span.start && (before.end == span.end || are_sessions(table, y));
    y > 0 && (same || (0..table.heads.len()).filter(|x| *x != column).filter(places).any(differ))
}

/// Whether a row and the one above name different rooms or groups in one column: `분과 1: 안전`, `분과 2: 환경`.
fn are_sessions(table: &Table, y: usize) -> bool {
    const NAMES: [&str; 17] = [
        "분과",
        "세션",
        "트랙",
        "강의실",
        "회의실",
        "세미나실",
        "교육실",
        "교실",
        "호실",
        "홀",
        "강당",
        "체험장",
        "운동장",
        "부스",
        "구역",
        "모둠",
        "별관",
    ];
    let named = |text: &str| NAMES.iter().any(|w| text.contains(w)) || text.split([' ', ':', '(', ')']).any(is_group);
    let Some((above, own)) = y.checked_sub(1).map(|above| (&table.rows[above], &table.rows[y])) else { return false };
    above.cells.iter().zip(&own.cells).any(|(a, b)| a.text != b.text && named(&a.text) && named(&b.text))
}

/// Whether a word is that of a group: `1반`, `A조`, `나팀`.
fn is_group(word: &str) -> bool {
    let mut chars = word.chars();
    let (Some(first), Some(last), None) = (chars.next(), chars.next(), chars.next()) else { return false };
    let sign = first.is_ascii_digit() || first.is_ascii_uppercase() || "가나다라마바사".contains(first);
    sign && matches!(last, '반' | '조' | '팀' | '실' | '관')
}

/// The duration in another cell of the row.
fn beside(
    prose: &Prose<'_>,
    table: &Table,
    row: &Row,
    columns: &[usize],
    span: Span,
    parts: &mut Parts,
    diags: &mut Vec<Diag>,
) {
    if span.length().is_none() {
        return;
    }
    let pause = pause(row);
    for (x, cell) in row.cells.iter().enumerate().filter(|(x, _)| !columns.contains(x)) {
        let said = minutes(table, x, cell).or_else(|| at_end(&cell.text).map(|said| said.minutes));
        if pause.is_some_and(|pause| said.is_some_and(|said| is_without(span, said, pause))) {
            continue;
        }
        match minutes(table, x, cell) {
            Some(minutes) if !span.fits(minutes) => diags.push(wrong(place(prose, cell), span)),
            Some(_) => {}
            None => {
                if let Some(said) = at_end(&cell.text) {
                    parts.take(span, &said, place(prose, cell), diags);
                }
            }
        }
    }
}

/// The break that a row tells beside its contents: `휴식 20분 포함`; 0 if its length is not written.
fn pause(row: &Row) -> Option<u32> {
    const NAMES: [&str; 8] = ["휴식", "쉬는 시간", "점심", "중식", "정회", "식사", "휴게", "이동"];
    let cell = row.cells.iter().find(|cell| NAMES.iter().any(|w| cell.text.contains(w)))?;
    // The row of the break itself has no other contents.
    let alone = NAMES.iter().any(|w| label(&cell.text).trim_end_matches("시간").ends_with(w.trim_end_matches(" 시간")));
    let digits = cell.text.find(|c: char| c.is_ascii_digit());
    let length = digits.and_then(|at| read(&cell.text[at..])).map(|(minutes, _)| minutes);
    (!alone || length.is_some()).then(|| length.unwrap_or(0))
}

/// Whether a duration is that of a span without a break.
fn is_without(span: Span, said: u32, pause: u32) -> bool {
    let length = span.length().unwrap_or(0);
    said == pause || if pause == 0 { said < length } else { said + pause == length }
}

/// The minutes that are all of a cell; a bare number counts them below a head that names minutes.
fn minutes(table: &Table, x: usize, cell: &Cell) -> Option<u32> {
    let text = cell.text.strip_suffix('간').filter(|t| t.ends_with('분')).unwrap_or(&cell.text);
    if let Some((minutes, _)) = read(text).filter(|(_, length)| *length == text.len()) {
        return Some(minutes);
    }
    let head = &table.heads[x].text;
    let counted = label(head) == "분" || head.contains("(분)");
    let Amount::Number(number) = &cell.amount else { return None };
    (counted && number.unit.is_empty() && number.decimals == 0).then(|| u32::try_from(number.digits).ok())?
}

/// Rows with a beginning and a duration only: `14:00~`, `10분`. Each begins where the row above ends; a single row that does not
/// is told.
fn starts(prose: &Prose<'_>, table: &Table, diags: &mut Vec<Diag>) {
    let start = |cell: &Cell| {
        let text = cell.text.trim_end_matches([' ', '~', '∼', '～']);
        let times = scan(text).times;
        let [time] = &times[..] else { return None };
        (time.range.start == 0 && time.range.end == text.len()).then(|| time.minutes())?
    };
    let (mut right, mut wrong) = (0, Vec::new());
    // Beginning and end of the row above.
    let mut above: Option<(u32, Option<u32>)> = None;
    for (y, row) in table.rows.iter().enumerate().filter(|(_, row)| row_span(row).is_none()) {
        let begins = row.cells.iter().find_map(|cell| {
            (cell.text.contains(':') && cell.text.len() <= 12).then(|| start(cell)).flatten().map(|at| (cell, at))
        });
        let lasts = (0..row.cells.len()).find_map(|x| minutes(table, x, &row.cells[x]));
        let Some((cell, begins)) = begins else {
            above = None;
            continue;
        };
        let mut ends = lasts.map(|lasts| begins + lasts);
        match above {
            // The next row begins after both.
            Some((start, end)) if start == begins && are_sessions(table, y) => ends = ends.max(end),
            Some((_, Some(end))) if end == begins => right += 1,
            Some((_, Some(_))) => wrong.push(cell),
            _ => {}
        }
        above = Some((begins, ends));
    }
    // A wrong duration, and a wrong beginning with the rows around it.
    if right > 0 && wrong.len() <= 2 {
        diags.extend(wrong.into_iter().take(1).map(|cell| {
            RULE.warning(
                place(prose, cell),
                text!(
                    "윗행의 시각과 걸리는 시간으로 보면 다른 시각입니다",
                    "this is another time than that at which the row above ends"
                ),
            )
            .help(text!("시각이나 걸리는 시간을 바로잡으십시오", "correct the time or the duration"))
        }));
    }
}

fn overlap(place: Place) -> Diag {
    RULE.warning(place, text!("이 행의 시각이 윗행과 겹칩니다", "the times of this row overlap those of the row above"))
        .help(text!("두 행의 시각을 바로잡으십시오", "correct the times of both rows"))
}

fn place(prose: &Prose<'_>, cell: &Cell) -> Place {
    Place::bytes(prose.file, cell.at.clone())
}
