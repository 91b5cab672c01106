//! # 비공개 표시는 꼴에 맞게, 가릴 수 있는 자리에만 씁니다
//!
//! 가릴 말은 빈칸 없이 `[가릴 말](비공개:6)`으로, 따로 둔 값은 `[](비공개:키)`로 씁니다. 꼴이 조금만 달라도
//! 가리려던 말이 그대로 공개되므로, 표시처럼 보이는 것은 모두 오류입니다. 금액처럼 한 값인 자리는 전체를 한 번에
//! 가리고, 직무를 수행한 공무원의 성명과 직위, gian.yaml과 서식 틀에는 표시할 수 없습니다. 표시의 호는 그 건의 어느
//! 문서의 `비공개근거`에 있어야 하고, 키와 그 값은 `withheld.yaml`과 `private/`에 있어야 합니다.
//!
//! 예: `[홍길동](비공개: 6)`
//! 대신: `[홍길동](비공개:6)`
//!
//! 근거: 정보공개법 제9조제1항, 제14조(가릴 부분을 빼고 공개).
//!
//! # A mark for withheld words is exactly written and stands where words can be withheld
//!
//! Words are withheld as `[words](비공개:6)` without spaces, a value that is kept apart as `[](비공개:key)`. A mark
//! that is almost right would publish what it was meant to withhold, so whatever reads like one is an error. A
//! single value, such as an amount, is withheld as a whole; names and posts of officials acting in office,
//! gian.yaml and page templates take no marks. The item is among the grounds of a document of the dossier, the key
//! is in `withheld.yaml` and its value in `private/`.
//!
//! Example: `[홍길동](비공개: 6)`
//! Instead: `[홍길동](비공개:6)`
//!
//! Source: 정보공개법 제9조제1항 and 제14조 (what can be separated is shown).

use std::collections::BTreeSet;
use std::ops::Range;

use gian_diagnostics::{Diag, Place, Route, Severity, Text, text};
use gian_document::Document;
use gian_model::marks::{Mark, Target};
use gian_model::read::kind_of;
use gian_model::schema::{How, Shape, each_value};
use gian_model::withheld::whole_mark;
use gian_model::{DocumentFile, Dossier, keys, marks};
use gian_schema::read::MISSING_KEY;
use gian_source::File;
use gian_source::progress::step;
use gian_source::yaml::{Kind, Node};
use gian_view::View;
use gian_vocabulary::values::Ground;

use crate::composed::place_of_text;
use crate::{Layer, Office, Rule, Run, Scope, composed};

/// Code of a mark in a wrong form, whose words are not known to be withheld.
pub const CODE: &str = "mark-syntax";

pub(super) const RULE: Rule =
    Rule::new(CODE, Layer::Statute, Severity::Error, &[Run::Dossier(run), Run::Office(settings), Run::Composed(shown)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let open_sources = scope.office.settings.open_sources;
    let grounds: BTreeSet<Ground> = dossier.documents.iter().flat_map(|d| d.record.every_ground()).collect();
    for (path, file) in scope.office.sources.below(&dossier.folder) {
        step(scope.office.watch, path, || of_file(path, file, dossier, &grounds, open_sources, diags));
    }
}

/// A mark assembled by Tera, which no redaction has processed.
pub(super) fn shown(file: &DocumentFile, _: &View, _: &Document, scope: &composed::Scope<'_>, diags: &mut Vec<Diag>) {
    for text in scope.lines {
        let (found, near) = marks::find(text);
        let Some(range) = found.iter().map(|m| m.range.clone()).chain(near).next() else { continue };
        let words = &text[range];
        let message = text!(
            "펼친 본문에 비공개 표시처럼 보이는 글이 남아 있습니다: `{}`",
            "the composed text still holds `{}`, which reads like a mark for withheld words";
            words
        );
        diags.push(RULE.problem(place_of_text(file), message).help(text!(
            "표시를 `[가릴 말](비공개:6)`처럼 한 번에 그대로 쓰십시오",
            "write the mark as it is, in one piece: `[words](비공개:6)`"
        )));
    }
}

fn of_file(
    path: &str,
    file: &File,
    dossier: &Dossier,
    grounds: &BTreeSet<Ground>,
    open_sources: bool,
    diags: &mut Vec<Diag>,
) {
    let (Some(kind), Some(tree)) = (kind_of(path), &file.tree) else { return };
    let private = path.starts_with(&format!("{}/private/", dossier.folder));
    empty_keys(path, tree, &mut Route::root(), diags);
    let mut of_text = |route: &Route, text: &str, stand: &dyn Fn() -> Stand| {
        let (marks, near) = marks::find(text);
        refuse_near(path, route, near, diags);
        for mark in marks {
            let place = Place::within(path, route, mark.range.clone());
            match refusal(&stand(), text, &mark) {
                Some((message, help)) => diags.push(RULE.problem(place, message).help(help)),
                None => target(dossier, open_sources, &mark, grounds, place, diags),
            }
        }
    };
    each_value(kind, tree, &mut |route, node, shape| {
        if let Kind::Scalar { text, .. } = &node.kind {
            of_text(route, text, &|| stand(path, route, shape, private));
        }
    });
    if let Some(at) = file.body {
        of_text(&Route::body(), &file.text[at..], &|| Stand::Words);
    }
}

/// Elsewhere an empty entry counts as missing; here it would publish a value that someone began to withhold.
fn empty_keys(path: &str, node: &Node, route: &mut Route, diags: &mut Vec<Diag>) {
    match &node.kind {
        Kind::Map(entries) => {
            for entry in entries {
                if entry.value.kind == Kind::Null && WITHHOLDING.contains(&entry.key.as_str()) {
                    let key = &entry.key;
                    diags.push(
                        Diag::error(
                            MISSING_KEY,
                            Place::key(path, route.key(key)),
                            text!("키 `{}`에 값이 없습니다", "the key `{}` has no value"; key),
                        )
                        .help(text!("값을 쓰거나 줄을 지우십시오", "write a value, or remove the line")),
                    );
                }
                route.below(&entry.key, |route| empty_keys(path, &entry.value, route, diags));
            }
        }
        Kind::Seq(items) => {
            for (i, item) in items.iter().enumerate() {
                route.below(i, |route| empty_keys(path, item, route, diags));
            }
        }
        Kind::Scalar { .. } | Kind::Null => {}
    }
}

/// Keys by which something is withheld.
const WITHHOLDING: [&str; 8] = [
    keys::WITHHELD,
    keys::STATUS,
    keys::GROUNDS,
    keys::BASIS,
    keys::DISCLOSURE_DECISIONS,
    keys::DISCLOSURE_CHANGES,
    keys::REVIEW_ON,
    keys::SUBJECT,
];

/// Settings are public as a whole, so that they must not contain anything like a mark.
pub(super) fn settings(office: &Office<'_>, diags: &mut Vec<Diag>) {
    let path = "gian.yaml";
    let mut texts = Vec::new();
    if let Some(tree) = office.sources.get(path).and_then(|f| f.tree.as_ref()) {
        strings(tree, Route::root(), &mut texts);
    }
    for (route, text) in texts {
        let (marks, near) = marks::find(&text);
        let all = near.into_iter().chain(marks.into_iter().map(|m| m.range)).collect();
        refuse_near(path, &route, all, diags);
    }
    // Shells, pages and profiles are printed unchanged in every edition; bodies are composed and checked.
    for (path, text) in &office.sources.templates {
        if path.starts_with("documents/") || path.starts_with("parts/") {
            continue;
        }
        let (marks, near) = marks::find(text);
        for range in near.into_iter().chain(marks.into_iter().map(|m| m.range)) {
            diags.push(
                RULE.problem(
                    Place::bytes(&format!("templates/{path}"), range),
                    text!(
                        "이 틀에서는 아무것도 가리지 않아 표시가 그대로 나타납니다",
                        "nothing is withheld in this template, and the mark would be printed"
                    ),
                )
                .help(text!(
                    "가릴 말을 사실로 옮기고 `{{{{ }}}}`로 불러오십시오",
                    "move the words to the facts, and let `{{{{ }}}}` bring them"
                )),
            );
        }
    }
}

/// Whether a text may contain marks.
enum Stand {
    /// Anywhere in the text.
    Words,
    /// Only as the whole value.
    Whole,
    /// Nowhere, because it is the name of an official.
    Official,
    /// Nowhere.
    Nowhere,
}

fn stand(path: &str, route: &Route, shape: &Shape, private: bool) -> Stand {
    let first = route.first().unwrap_or_default();
    match shape.how {
        // A value in `private/` replaces a mark, so that it cannot contain one.
        _ if private => Stand::Nowhere,
        Some(How::Marks) => Stand::Words,
        Some(_) => Stand::Whole,
        None if path.ends_with(".md") && [keys::APPROVAL, keys::COOPERATION, keys::AUTHOR].contains(&&*first) => {
            Stand::Official
        }
        None => Stand::Nowhere,
    }
}

fn refusal(stand: &Stand, text: &str, mark: &Mark) -> Option<(Text, Text)> {
    match stand {
        Stand::Words => None,
        Stand::Whole if whole_mark(text).is_some_and(|whole| whole.range == mark.range) => None,
        Stand::Whole => Some((
            text!("이 자리의 값은 전체를 한 번에 가립니다", "a value here is withheld as a whole"),
            text!(
                "따옴표 안에 표시만 쓰십시오: `\"[150000](비공개:7)\"`",
                "write nothing but the mark, in quotes: `\"[150000](비공개:7)\"`"
            ),
        )),
        Stand::Official => Some((
            text!(
                "직무를 수행한 공무원의 성명과 직위는 가리지 않습니다",
                "names and posts of officials acting in office are not withheld"
            ),
            text!(
                "표시를 지우십시오 (정보공개법 제9조제1항제6호라목)",
                "remove the mark (정보공개법 제9조제1항제6호라목)"
            ),
        )),
        Stand::Nowhere => Some((
            text!(
                "이 자리의 글에는 비공개 표시를 쓸 수 없습니다",
                "a mark for withheld words cannot stand in this text"
            ),
            text!(
                "가릴 수 있는 자리로 옮기거나, 사람이면 `비공개:` 키를 쓰십시오",
                "move it to a text that can be withheld, or use the key 비공개 of a person"
            ),
        )),
    }
}

fn refuse_near(path: &str, route: &Route, near: Vec<Range<usize>>, diags: &mut Vec<Diag>) {
    for range in near {
        diags.push(
            RULE.problem(
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

fn target(
    dossier: &Dossier,
    open_sources: bool,
    mark: &Mark,
    listed: &BTreeSet<Ground>,
    place: Place,
    diags: &mut Vec<Diag>,
) {
    let ground = match &mark.target {
        Target::Ground(ground) => *ground,
        Target::Key(name) => {
            let Some(fact) = dossier.withheld.get(name) else {
                diags.push(
                    RULE.problem(place, text!("`withheld.yaml`에 없는 키입니다: `{}`", "there is no `{}` in `withheld.yaml`"; name))
                        .help(text!("`{0}: {{뜻: …, 근거: 6}}`을 적거나 이름을 고치십시오", "write `{0}: {{뜻: …, 근거: 6}}`, or correct the name"; name)),
                );
                return;
            };
            // If the sources are public, checkouts may lack `private/`.
            let elsewhere = open_sources && dossier.private.is_empty();
            if !elsewhere && !dossier.private.contains_key(name) {
                diags.push(
                    RULE.problem(place.clone(), text!("`private/`에 `{}`의 값이 없습니다", "`private/` has no value of `{}`"; name))
                        .help(text!("`private/` 파일에 `{}: 값`을 적거나 이름을 고치십시오", "write `{}: value` in a file of `private/`, or correct the name"; name)),
                );
            }
            fact.ground
        }
    };
    if !listed.contains(&ground) {
        diags.push(
            RULE.problem(place, text!("표시의 근거 {}호가 이 건의 어느 문서에도 비공개 근거로 적혀 있지 않습니다", "ground {} of the mark is not among the grounds of any document here"; ground.0))
                .help(text!("문서의 `비공개근거`에 {}호를 더하거나 표시를 고치십시오", "add {} to 비공개근거 of the document, or correct the mark"; ground.0)),
        );
    }
}

fn strings(node: &Node, route: Route, out: &mut Vec<(Route, String)>) {
    match &node.kind {
        Kind::Scalar { text, .. } => out.push((route, text.clone())),
        Kind::Seq(items) => items.iter().enumerate().for_each(|(i, n)| strings(n, route.index(i), out)),
        Kind::Map(entries) => entries.iter().for_each(|e| strings(&e.value, route.key(&e.key), out)),
        Kind::Null => {}
    }
}
