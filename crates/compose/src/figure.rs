//! The fenced blocks `일정표` and `흐름도`, which are drawn from data, and `그림`, which shows an image file.
//!
//! A date that an edition withholds is kept as its mask.

use chrono::{Days, Months, NaiveDate};
use gian_diagnostics::text;
use gian_document::{Drawing, Figure, Image, Inline, Moment, Step, Task, escape};
use gian_source::yaml::{Kind, Node};
use gian_view::redaction::ground_of;
use gian_vocabulary::values::When;

use super::figure_keys::{DESCRIPTION, FILE, NAME, SHARE, TITLE};
use super::nested::Nested;
use super::problem::Problem;
use super::reader::{Reader, Values};
use super::{chart, fences, masks, photos};

/// Name of the fenced block for a bar chart over months.
pub const SCHEDULE: &str = "일정표";
/// Name of the fenced block for a flow chart.
pub const FLOW: &str = "흐름도";

/// Name of the fenced block for an image file.
pub const IMAGE: &str = "그림";

const WHAT: &str = "할일";

/// Permitted widths of an image, in percent of the text width.
const SHARES: std::ops::RangeInclusive<u32> = 10..=100;

/// Maximum number of entries, and of characters of an entry: a larger figure is unreadable.
const MOST: usize = 60;
const LONGEST: usize = 200;

/// Keys of a block.
struct Form {
    block: &'static str,
    /// Key of the list.
    list: &'static str,
    /// Keys of an entry of the list.
    entry: &'static [&'static str],
}

/// Parses the YAML of a block. The figure is numbered when the document is complete.
///
/// # Errors
/// Problems with byte ranges in `code`.
pub fn parse(block: &str, code: &str, markdown: &impl Nested) -> Result<Figure, Vec<Problem>> {
    match block {
        photos::PHOTOS => return photos::parse(code, markdown),
        chart::CHART => return chart::parse(code, markdown),
        _ => {}
    }
    if block == IMAGE {
        let tree = fences::tree(code)?;
        let mut reader = Reader::new(code, markdown);
        let figure = reader.image(&tree);
        return figure.filter(|_| reader.problems.is_empty()).ok_or(reader.problems);
    }
    let form = if block == SCHEDULE {
        Form { block: SCHEDULE, list: "항목", entry: &[WHAT, "시작", "끝"] }
    } else {
        Form { block: FLOW, list: "단계", entry: &[WHAT, "주체", "기한"] }
    };
    let tree = fences::tree(code)?;
    let mut reader = Reader::new(code, markdown);
    let figure = reader.figure(&form, &tree);
    match figure {
        Some(figure) if reader.problems.is_empty() => Ok(figure),
        _ => Err(reader.problems),
    }
}

impl<M: Nested> Reader<'_, M> {
    fn figure(&mut self, form: &Form, tree: &Node) -> Option<Figure> {
        let values = self.values(tree, &[TITLE, NAME, DESCRIPTION, form.list], form.block)?;
        let (name, caption) = self.caption(&values);
        let description = self.description(&values);
        let Some(list) = values.get(form.list) else {
            self.missing(&values, form.list);
            return None;
        };
        let entries = match &list.kind {
            Kind::Seq(entries) if !entries.is_empty() => entries,
            Kind::Seq(_) | Kind::Map(_) | Kind::Scalar { .. } | Kind::Null => {
                self.refuse(
                    self.first_line(&list.span),
                    text!("`{}`에 적힌 것이 없습니다", "there is nothing under `{}`"; form.list),
                    text!("`- {{{}: …}}`처럼 한 줄에 하나씩 적으십시오", "write one a line, as in `- {{{}: …}}`"; form.entry.join(": …, ")),
                );
                return None;
            }
        };
        if let Some(extra) = entries.get(MOST) {
            self.refuse(
                self.first_line(&extra.span),
                text!("그림 하나에 {}개까지 그릴 수 있는데 {}개입니다", "a figure holds up to {} entries, and this one has {}"; MOST, entries.len()),
                text!("블록을 나누거나 `표`로 쓰십시오", "divide the block, or write a `표`"),
            );
        }
        let content = if form.block == SCHEDULE {
            Drawing::Schedule(entries.iter().filter_map(|e| self.task(form, e)).collect())
        } else {
            Drawing::Flow(entries.iter().filter_map(|e| self.step(form, e)).collect())
        };
        Some(Figure { number: 0, index: 0, name, caption, description, content })
    }

    fn image(&mut self, tree: &Node) -> Option<Figure> {
        let values = self.values(tree, &[TITLE, NAME, FILE, DESCRIPTION, SHARE], IMAGE)?;
        let (name, caption) = self.caption(&values);
        // Readers who cannot see the picture depend on the description.
        let description = self.required(&values, DESCRIPTION);
        if let (Some(words), Some(node)) = (&description, values.get(DESCRIPTION))
            && gian_document::plain(words).trim().is_empty()
        {
            self.refuse(
                self.first_line(&node.span),
                text!("`{}`이(가) 비어 있습니다", "`{}` is empty"; DESCRIPTION),
                text!("그림이 보여 주는 것을 한 문장으로 쓰십시오", "say in a sentence what the picture shows"),
            );
        }
        let file = match values.get(FILE) {
            Some(node) => self.scalar(node).map(|text| escape::decode(text.trim())),
            None => {
                self.missing(&values, FILE);
                None
            }
        };
        let percent = values.get(SHARE).map_or(Some(*SHARES.end()), |node| self.share(node));
        let image = Image { file: file?, percent: percent?, size: (0.0, 0.0), tallest: None };
        Some(Figure { number: 0, index: 0, name, caption, description, content: Drawing::Image(image) })
    }

    /// Name and caption of a figure. A figure without a caption has no number, so that no text can refer to it.
    pub(super) fn caption(&mut self, values: &Values<'_>) -> (Option<String>, Vec<Inline>) {
        let caption = match values.get(TITLE) {
            Some(_) => self.required(values, TITLE).unwrap_or_default(),
            None => Vec::new(),
        };
        let name = values.get(NAME).and_then(|n| self.name(n));
        if let (Some(node), None) = (values.get(NAME), values.get(TITLE)) {
            self.refuse(
                self.first_line(&node.span),
                text!(
                    "`제목`이 없는 그림은 번호가 없어 이름으로 가리킬 수 없습니다",
                    "a figure without `제목` has no number, so that no text can refer to it"
                ),
                text!("`제목`을 적거나 `이름`을 지우십시오", "write a `제목`, or remove `이름`"),
            );
        }
        (name, caption)
    }

    /// The text alternative of a drawing: without a caption, readers who cannot see it depend on it.
    pub(super) fn description(&mut self, values: &Values<'_>) -> Option<Vec<Inline>> {
        if values.get(DESCRIPTION).is_none() && values.get(TITLE).is_none() {
            self.refuse(
                values.head.clone(),
                text!("`제목`도 `설명`도 없습니다", "there is neither `제목` nor `설명`"),
                text!(
                    "`제목`을 적거나, 제목 없이 두려면 보지 못하는 사람을 위한 글을 `설명`에 적으십시오",
                    "write a `제목`, or, for a figure without a caption, a `설명` for readers who cannot see it"
                ),
            );
        }
        values.get(DESCRIPTION).and_then(|n| self.short(n))
    }

    pub(super) fn share(&mut self, node: &Node) -> Option<u32> {
        let text = escape::decode(self.scalar(node)?.trim());
        let share = text.trim_end_matches('%').parse().ok().filter(|n| SHARES.contains(n));
        if share.is_none() {
            self.refuse(
                self.first_line(&node.span),
                text!("`{}`은(는) 너비가 될 수 없습니다", "`{}` cannot be a width"; text),
                text!(
                    "글의 너비에 대한 백분율을 {}부터 {}까지로 쓰십시오: `60`",
                    "write the percent of the width of the text, from {} to {}, as in `60`"; SHARES.start(), SHARES.end()
                ),
            );
        }
        share
    }

    fn task(&mut self, form: &Form, node: &Node) -> Option<Task> {
        let values = self.values(node, form.entry, form.list)?;
        let label = self.required(&values, WHAT);
        let from = match values.get("시작") {
            Some(node) => self.moment(node),
            None => {
                self.missing(&values, "시작");
                None
            }
        };
        let end = values.get("끝");
        let to = end.and_then(|n| self.moment(n));
        if let (Some(Moment::On(from)), Some(Moment::On(to)), Some(end)) = (&from, &to, end)
            && last_day(*to) < from.start
        {
            self.refuse(
                end.span.clone(),
                text!("끝({})이 시작({})보다 앞입니다", "the end ({}) is before the beginning ({})"; written(*to), written(*from)),
                text!("두 날을 바꾸거나 하나를 고치십시오", "swap the two, or correct one"),
            );
        }
        Some(Task { label: label?, from: from?, to })
    }

    fn step(&mut self, form: &Form, node: &Node) -> Option<Step> {
        let values = self.values(node, form.entry, form.list)?;
        let label = self.required(&values, WHAT);
        let party = values.get("주체").and_then(|n| self.short(n));
        let due = values.get("기한").and_then(|n| self.moment(n));
        Some(Step { label: label?, party, due })
    }

    /// A short line of Markdown.
    pub(super) fn short(&mut self, node: &Node) -> Option<Vec<Inline>> {
        if self.scalar(node)?.chars().count() > LONGEST {
            self.refuse(
                self.first_line(&node.span),
                text!("그림에 넣기에 너무 긴 글입니다 ({}자까지)", "the text is too long for a figure (up to {} characters)"; LONGEST),
                text!("짧게 쓰고 나머지는 본문에 두십시오", "shorten it, and say the rest in the text"),
            );
            return None;
        }
        self.line(node)
    }

    pub(super) fn required(&mut self, values: &Values<'_>, key: &str) -> Option<Vec<Inline>> {
        match values.get(key) {
            Some(node) => self.short(node),
            None => {
                self.missing(values, key);
                None
            }
        }
    }

    fn moment(&mut self, node: &Node) -> Option<Moment> {
        let text = self.scalar(node)?.trim();
        if text.chars().any(|c| ground_of(c).is_some()) {
            return Some(Moment::Masked(masks::with_masks(text)));
        }
        let text = escape::decode(text);
        let when = When::parse(&text);
        if when.is_none() {
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) 날도 달도 아닙니다", "`{}` is neither a day nor a month"; text),
                text!("`2024-05-08`이나 `2024-05`처럼 쓰십시오", "write it as in `2024-05-08` or `2024-05`"),
            );
        }
        when.map(Moment::On)
    }
}

/// The last day of a day or month.
fn last_day(when: When) -> NaiveDate {
    if !when.month_only {
        return when.start;
    }
    let next = when.start.checked_add_months(Months::new(1)).and_then(|d| d.checked_sub_days(Days::new(1)));
    next.unwrap_or(when.start)
}

/// A day or month in the notation of the source.
fn written(when: When) -> String {
    when.start.format(if when.month_only { "%Y-%m" } else { "%Y-%m-%d" }).to_string()
}

#[cfg(test)]
mod tests {
    use gian_document::plain;
    use gian_view::redaction::mark;
    use gian_vocabulary::values::Ground;

    use super::*;
    use crate::markdown::NestedMarkdown;

    fn refused(block: &str, code: &str) -> Vec<String> {
        let problems = parse(block, code, &NestedMarkdown).expect_err("the block is wrong");
        problems.iter().map(|p| format!("{}: {}", &code[p.range.clone()], p.message.en)).collect()
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        let wrong = refused(
            SCHEDULE,
            "제목: 일정\n이름: 한 칸\n항목:\n  - {할일: 가, 시작: 2024-13}\n  - {할일: 나, 시작: 2024-05, 끝: 2024-04-30}\n  - {할일: 다, 시작: 2024-05, 종료: 2024-06}\n  - {시작: 2024-05}\n  - 라\n",
        );
        let at: Vec<&str> = wrong.iter().map(|w| w.split(": ").next().unwrap()).collect();
        assert_eq!(at, ["한 칸", "2024-13", "2024-04-30", "종료", "{시작", "라"], "{wrong:?}");
        assert_eq!(refused(FLOW, "단계: []\n").len(), 2);
        assert_eq!(refused(FLOW, "제목: 가\n단계:\n  - {할일: [가]}\n").len(), 1);
        let many = format!("제목: 가\n단계:\n{}", "  - {할일: 나}\n".repeat(61));
        assert_eq!(refused(FLOW, &many).len(), 1);
        let long = format!("제목: 가\n단계:\n  - {{할일: {}}}\n", "나".repeat(201));
        assert_eq!(refused(FLOW, &long).len(), 1);
    }

    #[test]
    fn a_picture_has_a_file_and_words() {
        let code = "제목: 위치도\n이름: 위치\n파일: map.svg\n설명: 세 동의 위치\n너비: 60%\n";
        let figure = parse(IMAGE, code, &NestedMarkdown).unwrap();
        let Drawing::Image(image) = &figure.content else { panic!("a picture") };
        assert_eq!((image.file.as_str(), image.percent), ("map.svg", 60));
        assert_eq!(refused(IMAGE, "제목: 위치도\n").len(), 2);
        let wrong = "제목: 가\n파일: [a]\n설명: ''\n너비: 5\n크기: 3\n";
        assert_eq!(refused(IMAGE, wrong).len(), 4, "{:?}", refused(IMAGE, wrong));
    }

    #[test]
    fn the_end_of_a_month_is_its_last_day() {
        for (from, to) in [("2024-05-31", "2024-05"), ("2024-02-29", "2024-02"), ("9999-12-31", "9999-12")] {
            let code = format!("제목: 일정\n항목:\n  - {{할일: 가, 시작: {from}, 끝: {to}}}\n");
            assert!(parse(SCHEDULE, &code, &NestedMarkdown).is_ok(), "{from} {to}");
        }
    }

    #[test]
    fn data_from_templates_and_masks_pass() {
        let mask = mark(Ground(5));
        let day = escape::encode("2024-05-08");
        let code = format!(
            "제목: 절차\n단계:\n  - 할일: |\n      **접수** {mask}\n    주체: \"{mask}\"\n    기한: \"{day}\"\n  - {{할일: 통보, 기한: {mask}}}\n"
        );
        let figure = parse(FLOW, &code, &NestedMarkdown).unwrap();
        let Drawing::Flow(steps) = &figure.content else { panic!("a flow") };
        assert_eq!(plain(&steps[0].label), "접수 비공개(5)");
        assert_eq!(steps[0].due, Some(Moment::On(When::parse("2024-05-08").unwrap())));
        assert_eq!(steps[1].due, Some(Moment::Masked(vec![Inline::Withheld(Ground(5))])));
    }
}
