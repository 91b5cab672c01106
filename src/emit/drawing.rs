//! Figures as rectangles, lines and text on a plane that is measured in em, the same for every format.
//!
//! A scene is computed once from a figure; the emitters only write down what stands where. Text is
//! broken into lines here, by widths that are a little on the wide side, so that nothing leaves its
//! box whatever the font. A figure that is higher than a page is several scenes.

use chrono::{Datelike, Months, NaiveDate};

use super::words;
use crate::document::{Drawing, Figure, Inline, Moment, Step, Task};
use crate::korean::date;
use crate::model::values::When;

/// Width of every scene.
pub const WIDTH: f64 = 44.0;
/// Height of a scene, unless one row alone is higher: about two thirds of a page.
const TALLEST: f64 = 46.0;

/// A drawing on a plane of [`WIDTH`], from the upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    pub height: f64,
    /// In the order in which they are painted.
    pub marks: Vec<Mark>,
}

/// A rectangle on the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// A place on the plane: to the right, and down.
pub type Point = (f64, f64);

/// A thing on the plane.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    Rect {
        area: Area,
        fill: Option<Tone>,
        edge: Option<Stroke>,
    },
    Line {
        from: Point,
        to: Point,
        stroke: Stroke,
    },
    /// The head of an arrow.
    Head([Point; 3]),
    Text(Label),
}

/// One line of text; its area is as high as its type.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub area: Area,
    pub centered: bool,
    pub bold: bool,
    pub pieces: Vec<Piece>,
}

/// A part of a line of text: the words, and whether they are a mask.
pub type Piece = (String, bool);

/// What an area is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The main colour of the profile, dark also without colour.
    Main,
    /// The heads of tables.
    Head,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    Main,
    Arrow,
    Rule,
}

impl Stroke {
    /// Thickness in em.
    pub fn em(self) -> f64 {
        match self {
            Self::Main => 0.1,
            Self::Arrow => 0.08,
            Self::Rule => 0.04,
        }
    }
}

/// Room for the thickness of lines at the frame.
const EDGE: f64 = 0.06;

/// Draws a figure.
pub fn scenes(figure: &Figure) -> Vec<Scene> {
    match &figure.content {
        Drawing::Schedule(tasks) => schedule(tasks),
        Drawing::Flow(steps) => flow(steps),
    }
}

/// Type sizes of labels, and of what stands below or above them.
const LABEL: f64 = 0.9;
const SMALL: f64 = 0.8;
/// From line to line, in units of the type size.
const LEADING: f64 = 1.35;

/// Width of text in units of its size: wider than the usual Korean faces set it.
fn width(text: &str) -> f64 {
    let of = |c: char| match c {
        'm' | 'w' | 'M' | 'W' => 1.0,
        ' ' | '.' | ',' => 0.35,
        '(' | ')' => 0.45,
        c => words::width(c.encode_utf8(&mut [0; 4])),
    };
    text.chars().map(of).sum()
}

fn piece_width(pieces: &[Piece]) -> f64 {
    pieces.iter().map(|(text, _)| width(text)).sum()
}

/// Text without its styles.
fn pieces(line: &[Inline]) -> Vec<Piece> {
    let mut out = Vec::new();
    for inline in line {
        match inline {
            Inline::Text(text) => out.push((text.clone(), false)),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Link { text: inner, .. }
            | Inline::Reference { text: inner, .. } => out.extend(pieces(inner)),
            Inline::Withheld(ground) => out.push((ground.mask(), true)),
            Inline::LineBreak => out.push((" ".to_owned(), false)),
        }
    }
    out
}

/// Breaks text between words into lines of `room`; a word that no line holds is broken anywhere.
fn wrap(runs: &[Piece], size: f64, room: f64) -> Vec<Vec<Piece>> {
    let most = room / size;
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let mut used = most;
    // A word that is too long is cut after signs first.
    let whole = words::split(runs, f64::INFINITY);
    let parts =
        whole.into_iter().flat_map(|word| if piece_width(&word.pieces) <= most { vec![word] } else { cut(word, most) });
    for word in parts {
        let needs = piece_width(&word.pieces);
        let space = if word.space && used > 0.0 { width(" ") } else { 0.0 };
        if used + space + needs <= most && !lines.is_empty() {
            let line = lines.last_mut().expect("a line was begun");
            if space > 0.0 {
                add(line, " ", false);
            }
            word.pieces.iter().for_each(|(text, mask)| add(line, text, *mask));
            used += space + needs;
        } else if needs <= most {
            lines.push(word.pieces);
            used = needs;
        } else {
            lines.push(Vec::new());
            used = 0.0;
            for (text, mask) in &word.pieces {
                for c in text.chars() {
                    let c = c.to_string();
                    if used + width(&c) > most && used > 0.0 {
                        lines.push(Vec::new());
                        used = 0.0;
                    }
                    add(lines.last_mut().expect("a line was begun"), &c, *mask);
                    used += width(&c);
                }
            }
        }
    }
    lines
}

fn cut(word: words::Word<bool>, most: f64) -> Vec<words::Word<bool>> {
    let mut parts = words::split(&word.pieces, most);
    if let Some(first) = parts.first_mut() {
        first.space = word.space;
    }
    parts
}

fn add(line: &mut Vec<Piece>, text: &str, mask: bool) {
    match line.last_mut() {
        Some((last, m)) if *m == mask => last.push_str(text),
        _ => line.push((text.to_owned(), mask)),
    }
}

/// A scene that is being drawn.
#[derive(Default)]
struct Canvas {
    marks: Vec<Mark>,
}

impl Canvas {
    fn rect(&mut self, area: Area, fill: Option<Tone>, edge: Option<Stroke>) {
        self.marks.push(Mark::Rect { area, fill, edge });
    }

    fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.marks.push(Mark::Line { from, to, stroke });
    }

    /// Lines of text from `top` on.
    fn lines(&mut self, lines: &[Vec<Piece>], (x, top): Point, room: f64, style: (f64, bool, bool)) {
        let (size, centered, bold) = style;
        let lead = size * (LEADING - 1.0) / 2.0;
        for (i, line) in lines.iter().enumerate() {
            let area = Area { x, y: top + i as f64 * size * LEADING + lead, width: room, height: size };
            self.marks.push(Mark::Text(Label { area, centered, bold, pieces: line.clone() }));
        }
    }

    /// An arrow along straight lines.
    fn arrow(&mut self, points: &[Point]) {
        const LONG: f64 = 0.75;
        const WIDE: f64 = 0.38;
        let [.., before, tip] = points else { return };
        let length = (tip.0 - before.0).hypot(tip.1 - before.1).max(LONG);
        let (dx, dy) = ((tip.0 - before.0) / length, (tip.1 - before.1) / length);
        let foot = (tip.0 - dx * LONG, tip.1 - dy * LONG);
        let mut ends: Vec<Point> = points[..points.len() - 1].to_vec();
        ends.push(foot);
        for pair in ends.windows(2) {
            self.line(pair[0], pair[1], Stroke::Arrow);
        }
        let (nx, ny) = (-dy * WIDE, dx * WIDE);
        self.marks.push(Mark::Head([*tip, (foot.0 + nx, foot.1 + ny), (foot.0 - nx, foot.1 - ny)]));
    }

    fn scene(self, height: f64) -> Scene {
        Scene { height, marks: self.marks }
    }
}

// ---------------------------------------------------------------- schedule

/// Height of a row of the head, and of a bar.
const HEAD: f64 = 1.55;
const BAR: f64 = 0.9;
/// Above and below the label of a row.
const ROW_PAD: f64 = 0.36;
/// Shortest bar: a day in a chart of years must be seen.
const SHORTEST: f64 = 0.45;

/// A column of the chart: from, to (in months from the beginning) and its head.
type Span = (f64, f64, String);

/// What the columns are.
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

/// Where a moment begins and ends, in months.
fn extent(when: When) -> (f64, f64) {
    let at = f64::from(month(when.start));
    if when.month_only {
        return (at, at + 1.0);
    }
    let days = days_in_month(when.start);
    (at + f64::from(when.start.day0()) / days, at + f64::from(when.start.day()) / days)
}

impl Axis {
    /// Columns over what the tasks take: thirds of months, months, quarters, halves of years, years.
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

/// A chart: where its columns are.
struct Chart {
    axis: Option<Axis>,
    /// Width of the labels.
    labels: f64,
}

fn schedule(tasks: &[Task]) -> Vec<Scene> {
    let widest = tasks.iter().map(|t| piece_width(&pieces(&t.label))).fold(0.0, f64::max);
    let chart = Chart { axis: Axis::new(tasks), labels: (widest * LABEL + 0.9).clamp(7.0, 14.5) };
    let mut scenes = Vec::new();
    let (mut canvas, mut y) = chart.begin();
    let head = y;
    for task in tasks {
        let lines = wrap(&pieces(&task.label), LABEL, chart.labels - 0.8);
        let height = lines.len().max(1) as f64 * LABEL * LEADING + 2.0 * ROW_PAD;
        if y + height > TALLEST && y > head {
            canvas.line((0.0, y), (WIDTH, y), Stroke::Main);
            scenes.push(std::mem::take(&mut canvas).scene(y + EDGE));
            (canvas, y) = chart.begin();
        }
        chart.row(task, &lines, y, height, &mut canvas);
        y += height;
    }
    canvas.line((0.0, y), (WIDTH, y), Stroke::Main);
    scenes.push(canvas.scene(y + EDGE));
    scenes
}

impl Chart {
    fn x(&self, months: f64, axis: &Axis) -> f64 {
        self.labels + months / axis.months * (WIDTH - self.labels)
    }

    /// A scene with the head of the chart, and where its rows begin.
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
            // Without grid: a mask is text, and no line runs through text.
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

/// A head in the middle of its cell; where the whole of it has no room, what is sure to be understood.
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

// ---------------------------------------------------------------- flow

/// Between boxes of a row, and between rows.
const GAP: f64 = 2.2;
const ROW_GAP: f64 = 2.4;
/// Widest box, and the space between its edge and its text.
const WIDEST: f64 = 13.2;
const PAD: f64 = 0.55;

/// A box with its text in lines.
struct Boxed {
    label: Vec<Vec<Piece>>,
    /// Who and until when, below the label.
    below: Vec<Vec<Piece>>,
}

impl Boxed {
    fn new(step: &Step, room: f64) -> Self {
        let label = wrap(&pieces(&step.label), LABEL, room);
        let below = step.party.clone().into_iter().chain(step.due.as_ref().map(due));
        Self { label, below: below.flat_map(|line| wrap(&pieces(&line), SMALL, room)).collect() }
    }

    fn label_height(&self) -> f64 {
        self.label.len().max(1) as f64 * LABEL * LEADING + 2.0 * PAD
    }

    fn below_height(&self) -> f64 {
        if self.below.is_empty() { 0.0 } else { self.below.len() as f64 * SMALL * LEADING + 0.7 }
    }
}

/// How many boxes stand in a row: rows of nearly the same length, and words that stay whole.
fn per_row(steps: &[Step]) -> usize {
    let count = steps.len();
    let fits = |columns: usize| {
        let room = box_width(columns) - 2.0 * PAD;
        steps.iter().all(|step| {
            let boxed = Boxed::new(step, room);
            let whole = |line: &[Inline], size: f64| {
                words::split(&pieces(line), 1000.0).iter().all(|w| piece_width(&w.pieces) * size <= room)
            };
            let below = [step.party.clone(), step.due.as_ref().map(due)];
            let below_fits = below.iter().flatten().all(|line| whole(line, SMALL));
            boxed.label.len() <= 3 && boxed.below.len() <= 4 && whole(&step.label, LABEL) && below_fits
        })
    };
    if count <= 5 && fits(count) {
        return count;
    }
    let most = if fits(4) { 4 } else { 3 };
    let rows = count.div_ceil(most);
    count.div_ceil(rows)
}

fn box_width(columns: usize) -> f64 {
    let columns = columns.max(1) as f64;
    ((WIDTH - 2.0 * EDGE - (columns - 1.0) * GAP) / columns).min(WIDEST)
}

fn flow(steps: &[Step]) -> Vec<Scene> {
    let columns = per_row(steps);
    let wide = box_width(columns);
    let left = (WIDTH - columns as f64 * wide - (columns - 1) as f64 * GAP) / 2.0;
    let x = |column: usize| left + column as f64 * (wide + GAP);
    let rows: Vec<Vec<Boxed>> =
        steps.chunks(columns).map(|row| row.iter().map(|s| Boxed::new(s, wide - 2.0 * PAD)).collect()).collect();
    let mut scenes = Vec::new();
    let mut canvas = Canvas::default();
    let mut y = EDGE;
    for (i, row) in rows.iter().enumerate() {
        let label = row.iter().map(Boxed::label_height).fold(0.0, f64::max);
        let height = label + row.iter().map(Boxed::below_height).fold(0.0, f64::max);
        if y + height > TALLEST && y > ROW_GAP {
            scenes.push(std::mem::take(&mut canvas).scene(y));
            // The arrow came to the end of the scene before, and goes on here.
            y = ROW_GAP;
            canvas.arrow(&[(x(0) + wide / 2.0, EDGE), (x(0) + wide / 2.0, y)]);
        }
        for (column, boxed) in row.iter().enumerate() {
            let area = Area { x: x(column), y, width: wide, height };
            step_box(boxed, area, label, &mut canvas);
            if column > 0 {
                canvas.arrow(&[(area.x - GAP, y + height / 2.0), (area.x, y + height / 2.0)]);
            }
        }
        y += height;
        if let Some(next) = rows.get(i + 1) {
            let last = x(row.len() - 1) + wide / 2.0;
            let first = x(0) + wide / 2.0;
            let tall = next.iter().map(|b| b.label_height() + b.below_height()).fold(0.0, f64::max);
            if y + ROW_GAP + tall > TALLEST {
                canvas.arrow(&[(last, y), (last, y + ROW_GAP - EDGE)]);
            } else if columns == 1 {
                canvas.arrow(&[(last, y), (first, y + ROW_GAP)]);
            } else {
                let between = y + ROW_GAP * 0.45;
                canvas.arrow(&[(last, y), (last, between), (first, between), (first, y + ROW_GAP)]);
            }
            y += ROW_GAP;
        }
    }
    scenes.push(canvas.scene(y + EDGE));
    scenes
}

fn step_box(boxed: &Boxed, area: Area, label: f64, canvas: &mut Canvas) {
    let room = area.width - 2.0 * PAD;
    let has_below = area.height > label;
    canvas.rect(Area { height: label, ..area }, Some(Tone::Head), None);
    let own = boxed.label.len() as f64 * LABEL * LEADING;
    canvas.lines(&boxed.label, (area.x + PAD, area.y + (label - own) / 2.0), room, (LABEL, true, true));
    if has_below {
        let y = area.y + label;
        canvas.line((area.x, y), (area.x + area.width, y), Stroke::Rule);
        let own = boxed.below.len() as f64 * SMALL * LEADING;
        let top = y + (area.height - label - own) / 2.0;
        canvas.lines(&boxed.below, (area.x + PAD, top), room, (SMALL, true, false));
    }
    canvas.rect(area, None, Some(Stroke::Main));
}

// ---------------------------------------------------------------- words

/// When a task takes place: `2019. 5.~11.`
pub fn period(task: &Task) -> Vec<Inline> {
    let one = |moment: &Moment| match moment {
        Moment::On(when) => vec![Inline::Text(date::period(*when, None))],
        Moment::Masked(words) => words.clone(),
    };
    match (&task.from, &task.to) {
        (Moment::On(from), Some(Moment::On(to))) => vec![Inline::Text(date::period(*from, Some(*to)))],
        (from, None) => one(from),
        (from, Some(to)) if from == to => one(from),
        (from, Some(to)) => [one(from), vec![Inline::Text("~".to_owned())], one(to)].concat(),
    }
}

/// Until when a step is done: `~2019. 5. 8.(수)`
pub fn due(moment: &Moment) -> Vec<Inline> {
    let mut words = vec![Inline::Text("~".to_owned())];
    match moment {
        Moment::On(when) if when.month_only => words.push(Inline::Text(date::month(when.start))),
        Moment::On(when) => words.push(Inline::Text(date::with_weekday(when.start))),
        Moment::Masked(mask) => words.extend(mask.clone()),
    }
    words
}

/// What a figure is, for those who do not see it: the words of the writer, or what it counts.
pub fn summary(figure: &Figure) -> String {
    match (&figure.description, &figure.content) {
        (Some(words), _) => crate::document::plain(words),
        (None, Drawing::Schedule(tasks)) => format!("일정 {}건을 막대로 나타낸 일정표", tasks.len()),
        (None, Drawing::Flow(steps)) => format!("{}단계를 화살표로 이은 흐름도", steps.len()),
    }
}

/// The summary and everything that the figure shows, in words: for formats in which the picture is
/// all there is.
pub fn alternative(figure: &Figure) -> String {
    let plain = |line: &[Inline]| crate::document::plain(line);
    let data: Vec<String> = match &figure.content {
        Drawing::Schedule(tasks) => {
            tasks.iter().map(|t| format!("{} {}", plain(&t.label), plain(&period(t)))).collect()
        }
        Drawing::Flow(steps) => steps
            .iter()
            .enumerate()
            .map(|(i, s)| {
                let more: Vec<String> =
                    s.party.iter().map(|p| plain(p)).chain(s.due.as_ref().map(|d| plain(&due(d)))).collect();
                let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
                format!("{}. {}{more}", i + 1, plain(&s.label))
            })
            .collect(),
    };
    format!("{}: {}", summary(figure), data.join("; "))
}

/// The data of a figure as a table: heads, and rows of lines of text.
pub fn data(figure: &Figure) -> (Vec<&'static str>, Vec<Vec<Vec<Inline>>>) {
    match &figure.content {
        Drawing::Schedule(tasks) => {
            (vec!["할 일", "기간"], tasks.iter().map(|t| vec![t.label.clone(), period(t)]).collect())
        }
        Drawing::Flow(steps) => {
            let has_party = steps.iter().any(|s| s.party.is_some());
            let has_due = steps.iter().any(|s| s.due.is_some());
            let row = |(i, s): (usize, &Step)| {
                let number = vec![Inline::Text((i + 1).to_string())];
                let party = has_party.then(|| s.party.clone().unwrap_or_default());
                let due = has_due.then(|| s.due.as_ref().map(due).unwrap_or_default());
                [Some(number), Some(s.label.clone()), party, due].into_iter().flatten().collect()
            };
            let heads = [Some("순서"), Some("할 일"), has_party.then_some("주체"), has_due.then_some("기한")];
            (heads.into_iter().flatten().collect(), steps.iter().enumerate().map(row).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::values::Ground;

    fn line(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    fn on(text: &str) -> Moment {
        Moment::On(When::parse(text).unwrap())
    }

    fn task(label: &str, from: &str, to: Option<&str>) -> Task {
        Task { label: line(label), from: on(from), to: to.map(on) }
    }

    fn step(label: &str, party: Option<&str>, due: Option<&str>) -> Step {
        Step { label: line(label), party: party.map(line), due: due.map(on) }
    }

    fn figure(content: Drawing) -> Figure {
        Figure { number: 1, name: None, caption: line("제목"), description: None, content }
    }

    /// What the words of a label surely cover.
    fn covered(label: &Label) -> Area {
        let own = piece_width(&label.pieces) * label.area.height;
        let x = if label.centered { label.area.x + (label.area.width - own) / 2.0 } else { label.area.x };
        Area { x, width: own, ..label.area }
    }

    fn meet(one: &Area, two: &Area) -> bool {
        let over = |a: f64, b: f64, c: f64, d: f64| b.min(d) - a.max(c) > 0.001;
        over(one.x, one.x + one.width, two.x, two.x + two.width)
            && over(one.y, one.y + one.height, two.y, two.y + two.height)
    }

    /// Nothing leaves the frame, no words meet, no line runs through words, no bar covers them.
    fn sound(figure: &Figure) -> Vec<Scene> {
        let all = scenes(figure);
        for scene in &all {
            let inside =
                |(x, y): Point| (-0.001..=WIDTH + 0.001).contains(&x) && (-0.001..=scene.height + 0.001).contains(&y);
            let labels: Vec<&Label> = scene
                .marks
                .iter()
                .filter_map(|m| match m {
                    Mark::Text(label) => Some(label),
                    Mark::Rect { .. } | Mark::Line { .. } | Mark::Head(_) => None,
                })
                .collect();
            for (i, label) in labels.iter().enumerate() {
                let area = covered(label);
                assert!(area.width <= label.area.width + 0.001, "{label:?} has no room");
                assert!(inside((area.x, area.y)) && inside((area.x + area.width, area.y + area.height)), "{label:?}");
                for other in &labels[i + 1..] {
                    assert!(!meet(&area, &covered(other)), "{label:?} meets {other:?}");
                }
            }
            let mut bars = Vec::new();
            for mark in &scene.marks {
                match mark {
                    Mark::Rect { area, fill, edge } => {
                        assert!(area.width > 0.0 && area.height > 0.0);
                        let out = edge.map_or(0.0, Stroke::em) / 2.0;
                        assert!(inside((area.x - out, area.y - out)), "{mark:?}");
                        assert!(inside((area.x + area.width + out, area.y + area.height + out)), "{mark:?}");
                        if *fill == Some(Tone::Main) {
                            assert!(labels.iter().all(|l| !meet(&covered(l), area)), "{mark:?} covers words");
                            assert!(bars.iter().all(|b| !meet(b, area)), "bars meet");
                            bars.push(*area);
                        }
                    }
                    Mark::Line { from, to, stroke } => {
                        let out = stroke.em() / 2.0;
                        assert!(inside(*from) && inside(*to), "{mark:?}");
                        assert!(from.1 != to.1 || (from.1 >= out && to.1 + out <= scene.height), "{mark:?}");
                        assert!((from.0 - to.0).abs() < 0.001 || (from.1 - to.1).abs() < 0.001, "{mark:?} leans");
                        let (x, y) = (from.0.min(to.0), from.1.min(to.1));
                        let area = Area {
                            x: x - 0.005,
                            y: y - 0.005,
                            width: (from.0 - to.0).abs() + 0.01,
                            height: (from.1 - to.1).abs() + 0.01,
                        };
                        assert!(labels.iter().all(|l| !meet(&covered(l), &area)), "{mark:?} crosses words");
                    }
                    Mark::Head(points) => assert!(points.iter().all(|p| inside(*p)), "{mark:?}"),
                    Mark::Text(_) => {}
                }
            }
        }
        all
    }

    fn texts(scene: &Scene) -> Vec<String> {
        let text = |m: &Mark| match m {
            Mark::Text(label) => Some(label.pieces.iter().map(|p| p.0.as_str()).collect()),
            Mark::Rect { .. } | Mark::Line { .. } | Mark::Head(_) => None,
        };
        scene.marks.iter().filter_map(text).collect()
    }

    const LONG: &str = "지역사회혁신계획 실행계획의 협의·조정을 위한 supercalifragilisticexpialidocious 위원회 구성과 (가칭)민관협력추진단의 운영";

    #[test]
    fn schedules_of_every_size_are_sound() {
        let ends =
            ["2019-05", "2019-06", "2019-12", "2020-01", "2020-09", "2021-10", "2023-01", "2031-05", "2219-02-28"];
        for end in ends {
            for count in [1, 2, 5, 14, 60] {
                for label in ["공론장", LONG, &"가".repeat(200), &"Www ".repeat(40)] {
                    let tasks = (0..count).map(|i| match i % 4 {
                        0 => task(label, "2019-05-31", Some(end)),
                        1 => task("회의", "2019-05-10", None),
                        2 => task("제출", end, None),
                        _ => task(label, "2019-05", Some("2019-05")),
                    });
                    sound(&figure(Drawing::Schedule(tasks.collect())));
                }
            }
        }
    }

    #[test]
    fn a_bar_over_everything_is_sound_beside_labels_of_any_length() {
        for length in 1..40 {
            sound(&figure(Drawing::Schedule(vec![task(&"가.".repeat(length), "2019-05", None)])));
        }
    }

    #[test]
    fn columns_are_of_the_size_of_the_plan() {
        let heads = |to: &str| texts(&scenes(&figure(Drawing::Schedule(vec![task("가", "2019-05", Some(to))])))[0]);
        assert_eq!(heads("2019-05"), ["할 일", "2019년 5월", "상순", "중순", "하순", "가"]);
        assert_eq!(heads("2020-01")[..5], ["할 일", "2019년", "2020년", "5월", "6월"]);
        assert_eq!(heads("2020-08")[2..4], ["2020년", "5월"]);
        let quarters = heads("2021-10");
        assert!(quarters.contains(&"2021년".to_owned()) && quarters.contains(&"2분기".to_owned()));
        assert!(heads("2023-01").contains(&"상반기".to_owned()));
        assert!(heads("2029-05").contains(&"2029".to_owned()));
        assert!(heads("2031-05").contains(&"2031~".to_owned()));
    }

    #[test]
    fn bars_are_where_their_days_are() {
        let all = scenes(&figure(Drawing::Schedule(vec![
            task("가", "2020-01", Some("2020-06")),
            task("나", "2020-04", Some("2020-06")),
            task("다", "2020-06-16", Some("2020-06-30")),
        ])));
        let bars: Vec<Area> = all[0]
            .marks
            .iter()
            .filter_map(|m| match m {
                Mark::Rect { area, fill: Some(Tone::Main), .. } => Some(*area),
                _ => None,
            })
            .collect();
        assert!((bars[0].x + bars[0].width - WIDTH).abs() < 0.001);
        assert!((bars[1].width * 2.0 - bars[0].width).abs() < 0.001);
        assert!((bars[2].width * 12.0 - bars[0].width).abs() < 0.001);
    }

    #[test]
    fn a_withheld_date_is_a_mask_without_a_bar() {
        let mask = Moment::Masked(vec![Inline::Withheld(Ground(5))]);
        let tasks = vec![
            Task { label: line("가"), from: on("2019-05"), to: Some(mask.clone()) },
            Task { label: vec![Inline::Withheld(Ground(6))], from: mask.clone(), to: None },
        ];
        let all = sound(&figure(Drawing::Schedule(tasks.clone())));
        assert_eq!(texts(&all[0])[5..], ["가", "2019. 5.~비공개(5)", "비공개(6)", "비공개(5)"]);
        assert!(alternative(&figure(Drawing::Schedule(tasks))).ends_with("가 2019. 5.~비공개(5); 비공개(6) 비공개(5)"));
        let alone = Task { label: line("가"), from: mask, to: None };
        assert_eq!(texts(&sound(&figure(Drawing::Schedule(vec![alone])))[0]), ["할 일", "기간", "가", "비공개(5)"]);
    }

    #[test]
    fn flows_of_every_size_are_sound() {
        for count in [1, 2, 3, 4, 5, 6, 7, 11, 30, 60] {
            for label in ["접수", "협의·조정 결과 통보", LONG, &"가".repeat(200)] {
                for (party, due) in [(None, None), (Some("市 → 區"), Some("2019-05-09")), (Some(LONG), Some("2019-05"))]
                {
                    let steps = (0..count).map(|i| step(if i % 3 == 0 { label } else { "검토" }, party, due)).collect();
                    let all = sound(&figure(Drawing::Flow(steps)));
                    let heads = all.iter().flat_map(|s| &s.marks).filter(|m| matches!(m, Mark::Head(_))).count();
                    // An arrow that goes on in the next scene has two heads.
                    assert_eq!(heads, count - 1 + all.len() - 1);
                }
            }
        }
    }

    #[test]
    fn rows_of_a_flow_are_of_nearly_the_same_length() {
        let columns =
            |count: usize| per_row(&vec![step("결과 통보", Some("市 → 區"), Some("2019-05-09")); count]);
        assert_eq!([2, 3, 4, 6, 7, 8, 9, 11].map(columns), [2, 3, 4, 3, 4, 4, 3, 4]);
    }
}
