//! Schedules: tasks as bars over months.

use chrono::{Datelike, Months, NaiveDate};
use gian_document::{Moment, Task};
use gian_vocabulary::values::When;

use super::canvas::{Canvas, EDGE, LABEL, LEADING, SMALL, piece_width, pieces, width, wrap};
use super::scene::{Area, Piece, Scene, Stroke, TALLEST, Tone, WIDTH};
use super::told::period;

/// Height of a row of the head, and of a bar.
const HEAD: f64 = 1.55;
const BAR: f64 = 0.9;
/// Padding above and below the label of a row.
const ROW_PAD: f64 = 0.36;
/// Shortest bar: a day must be visible in a chart of years.
const SHORTEST: f64 = 0.45;

/// A column of the chart: from, to (in months from the beginning) and its head.
type Span = (f64, f64, String);

/// The columns of a chart.
struct Axis {
    /// First month, counted from year 0.
    first: i32,
    months: f64,
    /// Heads above those of the columns.
    groups: Vec<Span>,
    columns: Vec<Span>,
}

/// Month counted from year 0.
fn month(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

fn days_in_month(day: NaiveDate) -> f64 {
    let first = day.with_day(1).unwrap_or(day);
    let next = first.checked_add_months(Months::new(1));
    next.map_or(31.0, |next| (next - first).num_days() as f64)
}

/// Start and end of a moment, in months.
fn extent(when: When) -> (f64, f64) {
    let at = f64::from(month(when.start));
    if when.month_only {
        return (at, at + 1.0);
    }
    let days = days_in_month(when.start);
    (at + f64::from(when.start.day0()) / days, at + f64::from(when.start.day()) / days)
}

impl Axis {
    /// Columns for the period of the tasks: thirds of months, months, quarters, half-years or years.
    fn new(tasks: &[Task]) -> Option<Self> {
        let known = tasks.iter().flat_map(|t| [Some(&t.from), t.to.as_ref()]).flatten().filter_map(|m| match m {
            Moment::On(when) => Some(*when),
            Moment::Masked(_) => None,
        });
        let days: Vec<NaiveDate> = known.map(|w| w.start).collect();
        let (from, to) = (*days.iter().min()?, *days.iter().max()?);
        let months = month(to) - month(from) + 1;
        let over = |unit: i32| (month(from).div_euclid(unit), month(to).div_euclid(unit) + 1);
        let count = |unit: i32| over(unit).1 - over(unit).0;
        if months <= 2 {
            return Some(Self::thirds(month(from), months, days_in_month));
        }
        Some(if months <= 16 {
            Self::even(over(1), 1, |i| format!("{}월", i % 12 + 1))
        } else if count(3) <= 12 {
            Self::even(over(3), 3, |i| format!("{}분기", i % 4 + 1))
        } else if count(6) <= 10 {
            Self::even(over(6), 6, |i| if i % 2 == 0 { "상반기".to_owned() } else { "하반기".to_owned() })
        } else {
            let (first, end) = over(12);
            let each = (end - first + 11) / 12;
            let last = first + (end - first + each - 1) / each * each;
            let columns = (first..last).step_by(each as usize).map(|year| {
                let name = if each == 1 { year.to_string() } else { format!("{year}~") };
                (f64::from((year - first) * 12), f64::from((year - first + each) * 12), name)
            });
            Self {
                first: first * 12,
                months: f64::from((last - first) * 12),
                groups: Vec::new(),
                columns: columns.collect(),
            }
        })
    }

    /// Columns of `unit` months each, with years above them.
    fn even((first, end): (i32, i32), unit: i32, head: impl Fn(i32) -> String) -> Self {
        let at = |i: i32| f64::from((i - first) * unit);
        let columns = (first..end).map(|i| (at(i), at(i + 1), head(i))).collect();
        let year = |i: i32| (i * unit).div_euclid(12);
        let groups = (year(first)..=year(end - 1)).map(|y| {
            let (from, to) = ((y * 12 / unit).max(first), ((y + 1) * 12 / unit).min(end));
            (at(from), at(to), format!("{y}년"))
        });
        Self { first: first * unit, months: f64::from((end - first) * unit), groups: groups.collect(), columns }
    }

    /// Days 1 to 10, 11 to 20 and the rest of one or two months.
    fn thirds(first: i32, months: i32, days: impl Fn(NaiveDate) -> f64) -> Self {
        let (mut groups, mut columns) = (Vec::new(), Vec::new());
        for i in 0..months {
            let (year, month0) = ((first + i).div_euclid(12), (first + i).rem_euclid(12));
            let days = NaiveDate::from_ymd_opt(year, month0 as u32 + 1, 1).map_or(30.0, &days);
            let at = |day: f64| f64::from(i) + day / days;
            groups.push((at(0.0), at(days), format!("{year}년 {}월", month0 + 1)));
            for (from, to, name) in [(0.0, 10.0, "상순"), (10.0, 20.0, "중순"), (20.0, days, "하순")] {
                columns.push((at(from), at(to), name.to_owned()));
            }
        }
        Self { first, months: f64::from(months), groups, columns }
    }

    fn rows(&self) -> f64 {
        if self.groups.is_empty() { 1.0 } else { 2.0 }
    }
}

/// A chart: the positions of its columns.
struct Chart {
    axis: Option<Axis>,
    /// Width of the labels.
    labels: f64,
}

/// Draws tasks as rows under a head of months.
pub(super) fn scenes(tasks: &[Task]) -> Vec<Scene> {
    let widest = tasks.iter().map(|t| piece_width(&pieces(&t.label))).fold(0.0, f64::max);
    let chart = Chart { axis: Axis::new(tasks), labels: (widest * LABEL + 0.9).clamp(7.0, 14.5) };
    let mut all = Vec::new();
    let (mut canvas, mut y) = chart.begin();
    let head = y;
    for task in tasks {
        let lines = wrap(&pieces(&task.label), LABEL, chart.labels - 0.8);
        let height = lines.len().max(1) as f64 * LABEL * LEADING + 2.0 * ROW_PAD;
        if y + height > TALLEST && y > head {
            canvas.line((0.0, y), (WIDTH, y), Stroke::Main);
            all.push(std::mem::take(&mut canvas).scene(y + EDGE));
            (canvas, y) = chart.begin();
        }
        chart.row(task, &lines, y, height, &mut canvas);
        y += height;
    }
    canvas.line((0.0, y), (WIDTH, y), Stroke::Main);
    all.push(canvas.scene(y + EDGE));
    all
}

impl Chart {
    fn x(&self, months: f64, axis: &Axis) -> f64 {
        self.labels + months / axis.months * (WIDTH - self.labels)
    }

    /// A scene with the head of the chart, and the top of its rows.
    fn begin(&self) -> (Canvas, f64) {
        let mut canvas = Canvas::default();
        let bottom = EDGE + HEAD * self.axis.as_ref().map_or(1.0, Axis::rows);
        let high = bottom - EDGE;
        canvas.rect(Area { x: 0.0, y: EDGE, width: WIDTH, height: high }, Some(Tone::Head), None);
        head("할 일", Area { x: 0.0, y: EDGE, width: self.labels, height: high }, &mut canvas);
        canvas.line((self.labels, EDGE), (self.labels, bottom), Stroke::Rule);
        match &self.axis {
            None => {
                let area = Area { x: self.labels, y: EDGE, width: WIDTH - self.labels, height: high };
                head("기간", area, &mut canvas);
            }
            Some(axis) => {
                let columns_at = bottom - HEAD;
                for (y, spans) in [(EDGE, &axis.groups), (columns_at, &axis.columns)] {
                    for (i, (from, to, name)) in spans.iter().enumerate() {
                        let (left, right) = (self.x(*from, axis), self.x(*to, axis));
                        if i > 0 {
                            canvas.line((left, y), (left, y + HEAD), Stroke::Rule);
                        }
                        head(name, Area { x: left, y, width: right - left, height: HEAD }, &mut canvas);
                    }
                }
                if columns_at > EDGE {
                    canvas.line((self.labels, columns_at), (WIDTH, columns_at), Stroke::Rule);
                }
            }
        }
        canvas.line((0.0, EDGE), (WIDTH, EDGE), Stroke::Main);
        canvas.line((0.0, bottom), (WIDTH, bottom), Stroke::Main);
        (canvas, bottom)
    }

    fn row(&self, task: &Task, lines: &[Vec<Piece>], y: f64, height: f64, canvas: &mut Canvas) {
        canvas.lines(lines, (0.4, y + ROW_PAD), self.labels - 0.8, (LABEL, false, false));
        canvas.line((self.labels, y), (self.labels, y + height), Stroke::Rule);
        let bar = match (&task.from, &task.to) {
            (Moment::On(from), None) => Some((extent(*from).0, extent(*from).1)),
            (Moment::On(from), Some(Moment::On(to))) => Some((extent(*from).0, extent(*to).1)),
            (Moment::Masked(_), _) | (_, Some(Moment::Masked(_))) => None,
        };
        match (bar, &self.axis) {
            (Some((from, to)), Some(axis)) => {
                for (from, _, _) in axis.columns.iter().skip(1) {
                    let x = self.x(*from, axis);
                    canvas.line((x, y), (x, y + height), Stroke::Rule);
                }
                let first = f64::from(axis.first);
                let (left, right) = (self.x(from - first, axis), self.x(to - first, axis));
                let wide = (right - left).max(SHORTEST);
                let x = ((left + right - wide) / 2.0).min(WIDTH - wide).max(self.labels);
                let area = Area { x, y: y + (height - BAR) / 2.0, width: wide, height: BAR };
                canvas.rect(area, Some(Tone::Main), None);
            }
            // No grid: a mask is text, and no line may run through text.
            _ => {
                let room = WIDTH - self.labels - 0.8;
                let words = wrap(&pieces(&period(task)), LABEL, room);
                let top = y + (height - words.len() as f64 * LABEL * LEADING) / 2.0;
                canvas.lines(&words, (self.labels + 0.4, top), room, (LABEL, true, false));
            }
        }
        canvas.line((0.0, y + height), (WIDTH, y + height), Stroke::Rule);
    }
}

/// A head centered in its cell, shortened to an unambiguous form if the full text does not fit.
fn head(text: &str, area: Area, canvas: &mut Canvas) {
    let room = area.width - 0.1;
    let digits = text.trim_end_matches(['년', '월']);
    let year = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let short = if year { format!("’{}", &digits[2..]) } else { String::new() };
    let ways = [text, digits, short.as_str()];
    let Some(words) = ways.iter().find(|w| !w.is_empty() && width(w) * SMALL <= room) else { return };
    let top = area.y + (area.height - SMALL * LEADING) / 2.0;
    canvas.lines(&[vec![((*words).to_owned(), false)]], (area.x + 0.05, top), room, (SMALL, true, true));
}
