//! # 본문에는 문서에 나타낼 수 있는 Markdown만 씁니다
//!
//! HTML, 그림 문법, 번호를 붙인 목록처럼 문서에 나타낼 수 없는 Markdown은 오류입니다. 나타낼 수 없는 것을 말없이
//! 빼면 문서에서 글이 사라지기 때문입니다. 한 줄로 쓰는 값(제목, 할 일 등)에는 목록이나 여러 문단을 쓸 수 없습니다.
//! 줄 머리의 `2024.`는 번호 목록으로 읽히므로 `2024\.`으로 쓰고, 줄 가운데의 날짜는 그대로 씁니다. 읽히지 않고 글자로 남는 표시
//! (`__`, `~~`, 주소에 빈칸이 있는 링크, `{# … #}`)와 뜻하지 않게 제목이나 목록이 되는 줄도 오류입니다.
//!
//! 예: `<b>근거</b>를 보완할 것`
//! 대신: `**근거**를 보완할 것`
//!
//! 근거: gian이 읽는 Markdown의 범위; 항목의 번호와 기호는 서식이 붙입니다.
//!
//! # A text holds only Markdown that a document can show
//!
//! HTML, pictures in Markdown, numbered lists and whatever else a document cannot show are errors: left out without
//! a word, they would be missing from it. A value of one line, such as a title or a task, holds no list and no
//! second paragraph. `2024.` at the head of a line reads as a numbered list and is written `2024\.`; inside a line
//! a date stands as it is. Markup that is not read and would be shown (`__`, `~~`, a link whose address has a space, `{# … #}`) is an
//! error too, and so is a line that becomes a heading or part of a list by chance.
//!
//! Example: `<b>근거</b>를 보완할 것`
//! Instead: `**근거**를 보완할 것`
//!
//! Source: the Markdown that gian reads; numbers and markers of items come from the look.

use gian_compose::markdown;
use gian_compose::markdown::Problem;
use gian_diagnostics::{Diag, Place, Route, Severity};
use gian_model::read::kind_of;
use gian_model::schema::each_value;
use gian_model::{Dossier, keys, marks};
use gian_source::File;
use gian_source::progress::step;
use gian_source::yaml::Kind;
use gian_view::redaction::mark;
use gian_vocabulary::values::Ground;

use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new(markdown::CODE, Layer::Content, Severity::Error, &[Run::Dossier(run)]).fixing(Fixing::Named);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for (path, file) in scope.office.sources.below(&dossier.folder) {
        step(scope.office.watch, path, || of_file(path, file, diags));
    }
}

fn of_file(path: &str, file: &File, diags: &mut Vec<Diag>) {
    let (Some(kind), Some(tree)) = (kind_of(path), &file.tree) else { return };
    each_value(kind, tree, &mut |route, node, shape| {
        if !shape.is_markdown {
            return;
        }
        if let Kind::Scalar { text, .. } = &node.kind {
            let text = same_length(text);
            let problems =
                if is_line(route) { markdown::parse_inline(&text).1 } else { markdown::parse_value(&text).1 };
            report(path, route, &text, problems, diags);
        }
    });
    let body = file.body.map_or("", |at| &file.text[at..]);
    if !body.contains("{{") && !body.contains("{%") {
        report(path, &Route::body(), body, markdown::parse_document(&same_length(body)).1, diags);
    }
}

fn report(path: &str, route: &Route, text: &str, problems: Vec<Problem>, diags: &mut Vec<Diag>) {
    for problem in problems {
        // In YAML the backslash may need escaping.
        let point = date_point(&text[problem.range.clone()]).filter(|_| route.is_body());
        let point = point.map(|at| problem.range.start + at..problem.range.start + at + 1);
        let diag = RULE.problem(Place::within(path, route, problem.range), problem.message).help(problem.help);
        diags.push(match point {
            Some(point) => diag.fix(Place::within(path, route, point), "\\."),
            None => diag,
        });
    }
}

/// Position of the first dot of a line that begins with a date and parses as a numbered list: `2019. 5. 8.`, `5.
/// 8.(수)`.
fn date_point(line: &str) -> Option<usize> {
    let number = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let year = number(line);
    let rest = line[year..].strip_prefix(". ")?.trim_start_matches(' ');
    let month = number(rest);
    let dotted = rest[month..].starts_with('.');
    ((year == 4 && month > 0 && line.starts_with(['1', '2']))
        || ((1..=2).contains(&year) && (1..=2).contains(&month) && dotted))
        .then_some(year)
}

/// The text with each mark replaced by as many bytes, so that offsets stay valid: a redaction mark, which date readers
/// accept as a withheld date, and plain letters.
fn same_length(text: &str) -> String {
    let token = mark(Ground(6));
    marks::replace(text, |mark| format!("{token}{}", "x".repeat(mark.range.len() - token.len_utf8())))
}

/// Whether the Markdown at a route is a single line.
fn is_line(route: &Route) -> bool {
    route.last().is_none_or(|key| !keys::PARAGRAPHS.contains(&&*key))
}

#[cfg(test)]
mod tests {
    use super::date_point;

    #[test]
    fn a_date_is_told_from_a_number() {
        for (line, at) in [
            ("2019. 5. 8. 개최", Some(4)),
            ("2019. 5월", Some(4)),
            ("5. 8.(수) 개최", Some(1)),
            ("1. 5월에 개최", None),
            ("1. 2부 인쇄", None),
            ("12. 개최", None),
        ] {
            assert_eq!(date_point(line), at, "{line}");
        }
    }
}
