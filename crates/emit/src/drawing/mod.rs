//! Figures as rectangles, lines and text on a plane that is measured in em, the same for every format.
//!
//! A scene is computed once from a figure; the emitters only write the marks at their positions. Text is broken into
//! lines here, by widths that are slightly overestimated, so that nothing leaves its box in any font. A figure taller
//! than a page becomes several scenes.

mod canvas;
mod chart;
mod chart_lines;
mod chart_parts;
mod chart_shares;
mod flow;
mod scene;
mod schedule;
mod told;

use gian_document::{Drawing, Figure};

pub use self::scene::{Area, Label, Mark, Piece, Point, Scene, Stroke, TALLEST, Tone, WIDTH};
pub use self::told::{alternative, data, due, period, photo_alternative, summary};

/// Draws a figure; an image file needs no scene.
pub fn scenes(figure: &Figure) -> Vec<Scene> {
    match &figure.content {
        Drawing::Schedule(tasks) => schedule::scenes(tasks),
        Drawing::Flow(steps) => flow::scenes(steps),
        Drawing::Chart(chart) => chart::scenes(chart),
        Drawing::Image(_) | Drawing::Photos(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use gian_document::{Chart, ChartKind, Datum, Inline, Moment, Series, Step, Task};
    use gian_vocabulary::values::{Ground, When};

    use super::canvas::piece_width;
    use super::flow::per_row;
    use super::*;

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
        Figure { number: 1, index: 1, name: None, caption: line("제목"), description: None, content }
    }

    /// The area that the words of a label certainly cover.
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

    /// An area leaves neither the frame nor covers words; a slice of a circle does not fill its frame.
    fn sound_polygon(points: &[Point], labels: &[&Label], inside: impl Fn(Point) -> bool) {
        assert!(points.iter().all(|p| inside(*p)), "{points:?}");
        let (low, high) = points.iter().fold(((f64::MAX, f64::MAX), (f64::MIN, f64::MIN)), |(low, high), p| {
            ((low.0.min(p.0), low.1.min(p.1)), (high.0.max(p.0), high.1.max(p.1)))
        });
        if points.len() <= 4 {
            let area = Area { x: low.0, y: low.1, width: high.0 - low.0, height: high.1 - low.1 };
            assert!(labels.iter().all(|l| !meet(&covered(l), &area)), "{points:?} covers words");
        }
    }

    /// Nothing leaves the frame, no words overlap, no line runs through words, no bar covers them.
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
                    Mark::Rect { .. } | Mark::Line { .. } | Mark::Head(_) | Mark::Polygon { .. } => None,
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
                    // Lines of a chart lean; they stay in their field, which has no words.
                    Mark::Line { from, to, stroke: Stroke::Series } => {
                        assert!(inside(*from) && inside(*to), "{mark:?}")
                    }
                    Mark::Polygon { points, .. } => sound_polygon(points, &labels, inside),
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
            Mark::Rect { .. } | Mark::Line { .. } | Mark::Head(_) | Mark::Polygon { .. } => None,
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
                    // An arrow that continues in the next scene has two heads.
                    assert_eq!(heads, count - 1 + all.len() - 1);
                }
            }
        }
    }

    #[test]
    fn charts_of_every_size_are_sound() {
        let number = |value: f64| Datum::Number { value, text: format!("{value}") };
        let masked = || Datum::Masked(vec![Inline::Withheld(Ground(7))]);
        for kind in [ChartKind::Bars, ChartKind::Lines, ChartKind::Shares] {
            for count in [1, 2, 7, 20] {
                for label in ["2024년", LONG, &"가".repeat(200)] {
                    for series in 1..=4 {
                        let values = |s: usize| {
                            (0..count).map(move |i| match (i + s) % 6 {
                                0 => number(0.0),
                                1 => number(1_234_567.0),
                                2 if kind != ChartKind::Shares => number(-345.5),
                                3 if kind != ChartKind::Shares => masked(),
                                4 if kind != ChartKind::Shares => Datum::Missing,
                                _ => number(12.0),
                            })
                        };
                        if kind == ChartKind::Shares && (series > 1 || count > 8) {
                            continue;
                        }
                        let series = (0..series)
                            .map(|s| Series {
                                name: line(if s == 2 { LONG } else { "국비" }),
                                values: values(s).collect(),
                            })
                            .collect();
                        let items = vec![line(label); count];
                        let unit = Some("천원".to_owned());
                        sound(&figure(Drawing::Chart(Chart { kind, unit, items, series })));
                    }
                }
            }
        }
    }

    #[test]
    fn a_withheld_value_has_a_mask_and_no_bar() {
        let series = vec![Series { name: Vec::new(), values: vec![Datum::Masked(vec![Inline::Withheld(Ground(7))])] }];
        for kind in [ChartKind::Bars, ChartKind::Lines, ChartKind::Shares] {
            let chart = Chart { kind, unit: None, items: vec![line("가")], series: series.clone() };
            let all = sound(&figure(Drawing::Chart(chart.clone())));
            assert!(texts(&all[0]).contains(&"비공개(7)".to_owned()));
            assert!(!all[0].marks.iter().any(|m| matches!(m, Mark::Rect { .. } | Mark::Polygon { .. })));
            assert!(alternative(&figure(Drawing::Chart(chart))).ends_with("가 비공개(7)"));
        }
    }

    #[test]
    fn bars_are_as_long_as_their_values() {
        let values = [100.0, 50.0, -25.0].map(|value| Datum::Number { value, text: value.to_string() });
        let series = vec![Series { name: Vec::new(), values: values.to_vec() }];
        let items = ["가", "나", "다"].map(line).to_vec();
        let all = sound(&figure(Drawing::Chart(Chart { kind: ChartKind::Bars, unit: None, items, series })));
        let bars: Vec<Area> = all[0]
            .marks
            .iter()
            .filter_map(|m| match m {
                Mark::Rect { area, fill: Some(Tone::Main), .. } => Some(*area),
                _ => None,
            })
            .collect();
        assert!(
            (bars[0].width - 2.0 * bars[1].width).abs() < 1e-9 && (bars[1].width - 2.0 * bars[2].width).abs() < 1e-9
        );
        assert!((bars[2].x + bars[2].width - bars[0].x).abs() < 1e-9);
        assert_eq!(super::chart_parts::ticks(0.0, 87.0), (vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0], 0));
        assert_eq!(super::chart_parts::written(-1500.0, 0), "△1,500");
    }

    #[test]
    fn rows_of_a_flow_are_of_nearly_the_same_length() {
        let columns =
            |count: usize| per_row(&vec![step("결과 통보", Some("市 → 區"), Some("2019-05-09")); count]);
        assert_eq!([2, 3, 4, 6, 7, 8, 9, 11].map(columns), [2, 3, 4, 3, 4, 4, 3, 4]);
    }
}
