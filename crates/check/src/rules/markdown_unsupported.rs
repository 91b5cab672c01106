//! # 본문에는 문서에 나타낼 수 있는 Markdown만 씁니다
//!
//! HTML(밑줄 `<u>글</u>`은 쓸 수 있음), 그림 문법, `1.`에서 시작하지 않는 번호 목록처럼 문서에 나타낼 수 없는 Markdown은 오류입니다. 나타낼 수 없는 것을 말없이
//! 빼면 문서에서 글이 사라지기 때문입니다. 한 줄로 쓰는 값(제목, 할 일 등)에는 목록이나 여러 문단을 쓸 수 없습니다.
//! 줄 머리의 `2024.`는 번호 목록으로 읽히므로 `2024\.`으로 쓰고, 줄 가운데의 날짜는 그대로 씁니다. 읽히지 않고 글자로 남는 표시
//! (`__`, `~~`, 주소에 빈칸이 있는 링크, `{# … #}`)와 뜻하지 않게 제목이나 목록이 되는 줄도 오류입니다. 문서의 제목과 `지면`의 줄은 글만 적는
//! 자리이므로 `<u>`나 `&nbsp;`를 적으면 오류입니다. 여러 줄로 적은 제목의 빈 줄은 찍히지 않으므로 경고합니다.
//!
//! 예: `<b>근거</b>를 보완할 것`
//! 대신: `**근거**를 보완할 것`
//!
//! 근거: gian이 읽는 Markdown의 범위; 항목의 번호와 기호는 서식이 붙입니다.
//!
//! # A text holds only Markdown that a document can show
//!
//! HTML (except `<u>` for an underline), pictures in Markdown, numbered lists that do not begin with `1.` and whatever else a document cannot show are errors: left out without
//! a word, they would be missing from it. A value of one line, such as a title or a task, holds no list and no
//! second paragraph. `2024.` at the head of a line reads as a numbered list and is written `2024\.`; inside a line
//! a date stands as it is. Markup that is not read and would be shown (`__`, `~~`, a link whose address has a space, `{# … #}`) is an
//! error too, and so is a line that becomes a heading or part of a list by chance. The title of a document and the lines of `지면` are
//! plain text, in which `<u>` and `&nbsp;` are errors. An empty line in a title of several lines is not printed, which is a warning.
//!
//! Example: `<b>근거</b>를 보완할 것`
//! Instead: `**근거**를 보완할 것`
//!
//! Source: the Markdown that gian reads; numbers and markers of items come from the look.

use std::sync::LazyLock;

use gian_compose::markdown;
use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_kinds::{Form, Kind, Kinds};
use gian_model::read::kind_of;
use gian_model::schema::{FileKind, each_value};
use gian_model::{DocumentFile, Dossier, keys, marks};
use gian_source::File;
use gian_source::progress::{Watch, step};
use gian_source::yaml;
use gian_view::redaction::mark;
use gian_vocabulary::values::Ground;
use regex::Regex;

use crate::prose::hide;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new(markdown::CODE, Layer::Content, Severity::Error, &[Run::Dossier(run)]).fixing(Fixing::Named);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for (path, file) in scope.office.sources.below(&dossier.folder) {
        let document = dossier.document(path);
        let is_composed = document.is_some_and(|document| is_composed_as_written(scope.office.kinds, document));
        step(scope.office.watch, path, || of_file(path, file, is_composed, diags));
    }
}

fn of_file(path: &str, file: &File, is_composed: bool, diags: &mut Vec<Diag>) {
    let (Some(kind), Some(tree)) = (kind_of(path), &file.tree) else { return };
    each_value(kind, tree, &mut |route, node, shape| {
        if !shape.is_markdown {
            if let yaml::Kind::Scalar { text, .. } = &node.kind {
                diags.extend(of_plain(path, route, text));
                diags.extend(blank_line(path, route, text));
            }
            return;
        }
        if let yaml::Kind::Scalar { text, .. } = &node.kind {
            let text = same_length(text);
            let problems =
                if is_line(route) { markdown::parse_inline(&text).1 } else { markdown::parse_value(&text).1 };
            diags.extend(markdown::located(path, route, &text, problems));
        }
    });
    let body = file.body.map_or("", |at| &file.text[at..]);
    if !is_composed {
        of_body(path, body, diags);
    }
}

/// Markup in a title, or in a line around it, where it would be printed as it is typed.
fn of_plain(path: &str, route: &Route, text: &str) -> Option<Diag> {
    static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
        let tag = r"</?(?:u|b|i|s|br|em|strong|sub|sup|span|font|p|div|center)\b[^<>]*>";
        Regex::new(&format!(r"(?i){tag}|&(?:[a-z]{{2,8}}|#\d{{1,5}});")).expect("the pattern is valid")
    });
    if kind_of(path) != Some(FileKind::Record) {
        return None;
    }
    let first = route.steps().next()?;
    let title = first == keys::TITLE;
    if !title && first != keys::PAPER {
        return None;
    }
    let found = MARKUP.find(text)?;
    let markup = found.as_str();
    let help = if title && markup.starts_with('<') {
        text!(
            "표시를 지우십시오. 제목의 밑줄은 `지면: {{제목꼴: 밑줄}}`로 긋습니다",
            "remove it; `지면: {{제목꼴: 밑줄}}` underlines the title"
        )
    } else {
        text!("표시를 지우고 글자를 그대로 적으십시오", "remove it, and write the characters themselves")
    };
    let message = text!("`{}`은(는) 여기서 읽지 않아 글자 그대로 찍힙니다", "`{}` is not read here, and would be printed as it is"; markup);
    // A warning: the characters are shown, and a title may be about them.
    let diag = RULE.problem(Place::within(path, route.clone(), found.range()), message);
    Some(diag.severity(Severity::Warning).help(help))
}

/// A line of blanks in a title of several lines, which is not printed.
fn blank_line(path: &str, route: &Route, text: &str) -> Option<Diag> {
    let inner = text.trim_end();
    // The text of most values is one line.
    if !inner.contains('\n') || kind_of(path) != Some(FileKind::Record) || *route != Route::of(keys::TITLE) {
        return None;
    }
    let (mut start, mut blank) = (0, None);
    for line in inner.split_inclusive('\n') {
        if line.trim().is_empty() {
            blank = Some(start..start);
            break;
        }
        start += line.len();
    }
    let diag = RULE.problem(
        Place::within(path, route.clone(), blank?),
        text!("빈 줄은 종이에 찍히지 않습니다", "an empty line is not printed"),
    );
    Some(diag.severity(Severity::Warning).help(text!("빈 줄을 지우십시오", "remove the empty line")))
}

fn of_body(path: &str, body: &str, diags: &mut Vec<Diag>) {
    if !body.contains("{{") && !body.contains("{%") {
        diags.extend(markdown::located(
            path,
            &Route::body(),
            body,
            markdown::parse_document(&same_length(&hide::comments(body))).1,
        ));
    }
}

/// Problems of the bodies that [`run`] leaves to the composition, for a workspace with errors: it is not composed.
pub(crate) fn left_to_composition(kinds: &Kinds, dossier: &Dossier, watch: &dyn Watch) -> Vec<Diag> {
    let mut diags = Vec::new();
    for document in dossier.documents.iter().filter(|document| is_composed_as_written(kinds, document)) {
        step(watch, &document.path, || of_body(&document.path, &document.body, &mut diags));
    }
    diags
}

/// Whether the composition parses exactly the body of a document, and reports its problems at their places. Parsing it
/// twice would be a good part of the cost of a check.
fn is_composed_as_written(kinds: &Kinds, document: &DocumentFile) -> bool {
    let verbatim = |kind: &Kind| !kind.frames_body() && kind.file.form != Form::Blank;
    !document.body.trim().is_empty()
        && !["{{", "{%", "{*"].iter().any(|start| document.body.contains(start))
        && marks::find(&document.body) == (Vec::new(), Vec::new())
        && !document.record.is_received()
        && kinds.find(&document.record.kind).is_some_and(verbatim)
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
