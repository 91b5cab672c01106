//! The data of a figure, in words and as a table.

use gian_document::{Chart, ChartKind, Datum, Drawing, Figure, Inline, Moment, Photo, Series, Step, Task};
use gian_korean::date;

/// Period of a task: `2019. 5.~11.`
pub fn period(task: &Task) -> Vec<Inline> {
    let one = |moment: &Moment| match moment {
        Moment::On(when) => vec![Inline::Text(gian_vocabulary::period::period(*when, None))],
        Moment::Masked(words) => words.clone(),
    };
    match (&task.from, &task.to) {
        (Moment::On(from), Some(Moment::On(to))) => {
            vec![Inline::Text(gian_vocabulary::period::period(*from, Some(*to)))]
        }
        (from, None) => one(from),
        (from, Some(to)) if from == to => one(from),
        (from, Some(to)) => [one(from), vec![Inline::Text("~".to_owned())], one(to)].concat(),
    }
}

/// Deadline of a step: `~2019. 5. 8.(수)`
pub fn due(moment: &Moment) -> Vec<Inline> {
    let mut words = vec![Inline::Text("~".to_owned())];
    match moment {
        Moment::On(when) if when.month_only => words.push(Inline::Text(date::month(when.start))),
        Moment::On(when) => words.push(Inline::Text(date::with_weekday(when.start))),
        Moment::Masked(mask) => words.extend(mask.clone()),
    }
    words
}

/// Text alternative of a figure: the description by the writer, or a generated count.
pub fn summary(figure: &Figure) -> String {
    match (&figure.description, &figure.content) {
        (Some(words), _) => gian_document::plain(words),
        (None, Drawing::Schedule(tasks)) => format!("일정 {}건을 막대로 나타낸 일정표", tasks.len()),
        (None, Drawing::Photos(rows)) if !figure.has_caption() => format!("사진 {}장", rows.iter().flatten().count()),
        (None, Drawing::Image(_) | Drawing::Photos(_)) => gian_document::plain(&figure.caption),
        (None, Drawing::Chart(chart)) => chart_summary(chart),
        (None, Drawing::Flow(steps)) => format!("{}단계를 화살표로 이은 흐름도", steps.len()),
    }
}

/// The summary and all data of the figure in words, for formats that contain nothing but the picture.
pub fn alternative(figure: &Figure) -> String {
    let plain = |line: &[Inline]| gian_document::plain(line);
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
        Drawing::Chart(chart) => {
            let unit = chart.unit.as_ref().map_or(String::new(), |unit| format!("단위 {unit}"));
            let rows = chart.items.iter().enumerate().map(|(i, item)| {
                let values: Vec<String> = chart
                    .series
                    .iter()
                    .map(|s| {
                        let name = plain(&s.name);
                        let value = plain(&datum(&s.values[i]));
                        if name.is_empty() { value } else { format!("{name} {value}") }
                    })
                    .collect();
                format!("{} {}", plain(item), values.join(", "))
            });
            Some(unit).filter(|u| !u.is_empty()).into_iter().chain(rows).collect()
        }
        Drawing::Image(_) => return summary(figure),
        Drawing::Photos(rows) => {
            rows.iter().flatten().enumerate().map(|(i, p)| format!("{}. {}", i + 1, photo(p))).collect()
        }
    };
    format!("{}: {}", summary(figure), data.join("; "))
}

/// A value in words.
fn datum(datum: &Datum) -> Vec<Inline> {
    match datum {
        Datum::Number { text, .. } => vec![Inline::Text(text.clone())],
        Datum::Masked(mask) => mask.clone(),
        Datum::Missing => vec![Inline::Text("-".to_owned())],
    }
}

fn chart_summary(chart: &Chart) -> String {
    let kind = match chart.kind {
        ChartKind::Bars => "막대",
        ChartKind::Lines => "꺾은선",
        ChartKind::Shares => "원",
    };
    let series = if chart.series.len() > 1 { format!(", 계열 {}개", chart.series.len()) } else { String::new() };
    format!("항목 {}개{series}를 나타낸 {kind} 차트", chart.items.len())
}

/// Caption of a picture in a row, and what it shows.
fn photo(photo: &Photo) -> String {
    let caption = gian_document::plain(&photo.caption);
    match &photo.description {
        Some(description) if caption.is_empty() => gian_document::plain(description),
        Some(description) => format!("{caption} ({})", gian_document::plain(description)),
        None => caption,
    }
}

/// Text alternative of a picture in a row.
pub fn photo_alternative(photo: &Photo) -> String {
    gian_document::plain(photo.description.as_ref().unwrap_or(&photo.caption))
}

/// The data of a figure as a table: heads, and rows of lines of text. An image file has none.
pub fn data(figure: &Figure) -> (Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>) {
    let words = |text: &str| vec![Inline::Text(text.to_owned())];
    match &figure.content {
        Drawing::Schedule(tasks) => {
            (vec![words("할 일"), words("기간")], tasks.iter().map(|t| vec![t.label.clone(), period(t)]).collect())
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
            (heads.into_iter().flatten().map(words).collect(), steps.iter().enumerate().map(row).collect())
        }
        Drawing::Chart(chart) => {
            let unit = chart.unit.as_ref().map_or("값".to_owned(), |unit| format!("값({unit})"));
            let name = |s: &Series| if s.name.is_empty() { words(&unit) } else { s.name.clone() };
            let heads = std::iter::once(words("항목")).chain(chart.series.iter().map(name)).collect();
            let row = |(i, item): (usize, &Vec<Inline>)| {
                std::iter::once(item.clone()).chain(chart.series.iter().map(|s| datum(&s.values[i]))).collect()
            };
            (heads, chart.items.iter().enumerate().map(row).collect())
        }
        Drawing::Image(_) | Drawing::Photos(_) => (Vec::new(), Vec::new()),
    }
}
