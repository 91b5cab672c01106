//! Markdown of a writer is such that the document can hold it, and marks for withheld words are
//! exactly written.
//!
//! Why: what cannot be shown would be lost, and a mark that is almost right would publish what it
//! was meant to withhold.
//! Example: `[홍길동](비공개: 6)`. Instead: `[홍길동](비공개:6)`.

use std::ops::Range;

use crate::check::Scope;
use crate::compose::markdown::{self, Problem};
use crate::diagnostics::{BODY, Diag, Place};
use crate::disclose::marks::{self, Target};
use crate::model::{Dossier, PrivateFact};
use crate::source::File;
use crate::source::yaml::{Kind, Node};
use crate::text;
use crate::watch::step;

pub fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for (path, file) in scope.sources.iter() {
        let Some(inside) = path.strip_prefix(&format!("{}/", dossier.folder)) else { continue };
        if !inside.starts_with("private/") {
            step(scope.watch, path, || of_file(path, file, dossier, diags));
        }
    }
}

fn of_file(path: &str, file: &File, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let grounds: Vec<_> = dossier.documents.iter().flat_map(|d| &d.record.grounds).collect();
    let mut texts = Vec::new();
    if let Some(tree) = &file.tree {
        strings(tree, String::new(), &mut texts);
    }
    if let Some(at) = file.body {
        texts.push((BODY.to_owned(), file.text[at..].to_owned()));
    }
    for (route, text) in texts {
        let (marks, near) = marks::find(&text);
        refuse_near(path, &route, near, diags);
        let holds_marks = route == BODY || is_markdown(path, &route);
        for mark in marks {
            let place = Place::within(path, route.clone(), mark.range.clone());
            if !holds_marks {
                diags.push(
                    Diag::error(
                        "mark-syntax",
                        place,
                        text!(
                            "이 자리의 글에는 비공개 표시를 쓸 수 없습니다",
                            "a mark for withheld words cannot stand in this text"
                        ),
                    )
                    .help(text!(
                        "Markdown을 쓰는 자리로 옮기거나, 사람이면 `비공개:` 키를 쓰십시오",
                        "move it to a Markdown text, or use the key 비공개 of a person"
                    )),
                );
                continue;
            }
            mark_target(dossier.private.get(key(&mark.target)), &mark.target, &grounds, place, diags);
        }
        if route == BODY {
            if !text.contains("{{") && !text.contains("{%") {
                let replaced = same_length(&text);
                report(path, &route, markdown::parse(&replaced).1, diags);
            }
        } else if is_markdown(path, &route) {
            let replaced = same_length(&text);
            let problems =
                if is_line(&route) { markdown::parse_inline(&replaced).1 } else { markdown::parse(&replaced).1 };
            report(path, &route, problems, diags);
        }
    }
}

/// The settings are public as a whole, so nothing in them may read like a mark.
pub fn settings(scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    let path = "gian.yaml";
    let mut texts = Vec::new();
    if let Some(tree) = scope.sources.get(path).and_then(|f| f.tree.as_ref()) {
        strings(tree, String::new(), &mut texts);
    }
    for (route, text) in texts {
        let (marks, near) = marks::find(&text);
        let all = near.into_iter().chain(marks.into_iter().map(|m| m.range)).collect();
        refuse_near(path, &route, all, diags);
    }
}

fn refuse_near(path: &str, route: &str, near: Vec<Range<usize>>, diags: &mut Vec<Diag>) {
    for range in near {
        diags.push(
            Diag::error(
                "mark-syntax",
                Place::within(path, route, range),
                text!(
                    "비공개 표시처럼 보이지만 꼴이 맞지 않습니다",
                    "this reads like a mark for withheld words, but is none"
                ),
            )
            .help(text!(
                "빈칸 없이 `[가릴 말](비공개:6)`처럼 쓰십시오 (1~8호)",
                "write it as `[words](비공개:6)` without spaces (items 1 to 8)"
            )),
        );
    }
}

fn mark_target(
    fact: Option<&PrivateFact>,
    target: &Target,
    listed: &[&crate::model::values::Ground],
    place: Place,
    diags: &mut Vec<Diag>,
) {
    let ground = match (target, fact) {
        (Target::Ground(ground), _) => *ground,
        (Target::Key(_), Some(fact)) => fact.ground,
        (Target::Key(name), None) => {
            diags.push(
                Diag::error("mark-syntax", place, text!("`private/`에 `{}`이(가) 없습니다", "there is no `{}` in `private/`"; name))
                    .help(text!("`private/` 파일에 `{}:`를 적거나 이름을 고치십시오", "write `{}:` in a file of `private/`, or correct the name"; name)),
            );
            return;
        }
    };
    if !listed.contains(&&ground) {
        diags.push(
            Diag::error("mark-syntax", place, text!("표시의 근거 {}호가 이 건의 어느 문서에도 비공개 근거로 적혀 있지 않습니다", "ground {} of the mark is not among the grounds of any document here"; ground.0))
                .help(text!("문서의 `비공개근거`에 {}을(를) 더하거나 표시를 고치십시오", "add {} to 비공개근거 of the document, or correct the mark"; ground.0)),
        );
    }
}

fn key(target: &Target) -> &str {
    match target {
        Target::Key(key) => key,
        Target::Ground(_) => "",
    }
}

fn report(path: &str, route: &str, problems: Vec<Problem>, diags: &mut Vec<Diag>) {
    for problem in problems {
        diags.push(Diag::error(CODE, Place::within(path, route, problem.range), problem.message).help(problem.help));
    }
}

/// The text with marks replaced by as many bytes of plain words, so that places stay right.
fn same_length(text: &str) -> String {
    marks::replace(text, |mark| "x".repeat(mark.range.len()))
}

/// Whether the value at a route is Markdown: the last keys that the schema gives the format.
fn is_markdown(path: &str, route: &str) -> bool {
    let last = route.rsplit('/').find(|s| s.parse::<usize>().is_err()).unwrap_or("");
    match path.rsplit('/').next() {
        Some("plan.yaml") => matches!(last, "목표" | "항목" | "세부" | "할일"),
        Some("review.yaml") => match last {
            "안건" | "할일" | "설명" | "대상" => true,
            "제목" | "내용" => route.starts_with("/검토의견") || route.contains("/회의내용/"),
            _ => false,
        },
        _ => route == "/머리글",
    }
}

/// Whether the Markdown at a route is one line of text.
fn is_line(route: &str) -> bool {
    !matches!(route.rsplit('/').next(), Some("내용"))
}

fn strings(node: &Node, route: String, out: &mut Vec<(String, String)>) {
    match &node.kind {
        Kind::Scalar { text, .. } => out.push((route, text.clone())),
        Kind::Seq(items) => items.iter().enumerate().for_each(|(i, n)| strings(n, format!("{route}/{i}"), out)),
        Kind::Map(entries) => entries.iter().for_each(|e| strings(&e.value, format!("{route}/{}", e.key), out)),
        Kind::Null => {}
    }
}

const CODE: &str = "markdown-unsupported";
