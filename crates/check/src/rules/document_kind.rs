//! # 문서의 종류를 알 수 있고, 그 종류에 드는 자료가 있습니다
//!
//! `종류`는 gian이나 `templates/documents/`에 있는 종류의 이름이어야 합니다. 본문을 쓰지 않은 문서는 종류에 따라
//! `plan.yaml`, `review.yaml`, `grant.yaml`, 기록의 `대상건`이나 `출장` 같은 항목에서 내용을 가져오므로 그것이 있어야 하고, 본문을 쓰는
//! 종류에는 본문이 있어야 합니다. 자료가 없는 문서를 말없이 빼지 않고 여기서 알립니다. 본문을 직접 쓰면 이 자료는
//! 없어도 됩니다.
//!
//! 예: `종류: 결과보구`
//! 대신: `종류: 결과보고`
//!
//! 근거: 문서를 만들 수 있는지에 대한 gian의 확인; 새 종류의 `kind.yaml`도 여기서 봅니다.
//!
//! # The kind of a document is known, and the dossier has what it shows
//!
//! `종류` is the name of a kind that gian carries or that stands in `templates/documents/`. A document without a
//! body of its own takes its content from `plan.yaml`, `review.yaml`, `grant.yaml` or keys of its record such as `대상건`
//! and `출장`, as its kind asks, so these must be there; a kind that is written by hand needs a body. What lacks its facts is told here and never
//! left out in silence. With a body of its own a document needs none of them.
//!
//! Example: `종류: 결과보구`
//! Instead: `종류: 결과보고`
//!
//! Source: a check of gian that the document can be made; the `kind.yaml` of a new kind is looked at here too.

use std::collections::BTreeSet;

use gian_diagnostics::{Diag, Place, Route, Severity, Text, text};
use gian_kinds::{Kind, Need};
use gian_model::record::EVERY_DOSSIER;
use gian_model::{DocumentFile, Dossier, keys, routes};
use gian_schema::nearest::nearest;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new(gian_kinds::CODE, Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        // Documents made elsewhere may have any kind.
        if document.record.is_received() {
            continue;
        }
        let place = Place::value(&document.path, Route::of(keys::KIND));
        let name = &document.record.kind;
        match scope.office.kinds.find(name) {
            None => {
                let names: Vec<&str> = scope.office.kinds.iter().flat_map(|k| k.file.names()).collect();
                let list = names.join(", ");
                let diag =
                    RULE.problem(place, text!("모르는 문서 종류입니다: `{}`", "`{}` is not a kind of document"; name));
                diags.push(match similar(name, &names) {
                    Some(near) => {
                        diag.help(text!("혹시 `{}`입니까? (종류: {})", "did you mean `{}`? (kinds: {})"; near, list))
                    }
                    None => diag.help(text!("다음 가운데 하나를 쓰십시오: {}", "write one of: {}"; list)),
                });
            }
            Some(kind) if document.body.trim().is_empty() || kind.frames_body() => {
                if let Some((what, help)) = missing(kind, dossier, document) {
                    diags.push(
                        RULE.problem(
                            place,
                            Text {
                                ko: format!("`{name}`에는 {}", what.ko), en: format!("`{name}` needs {}", what.en)
                            },
                        )
                        .help(help),
                    );
                }
            }
            Some(_) => {}
        }
        covers(scope, document, diags);
    }
}

/// The kind that was meant: the longest one that the word begins or ends with (`결과보고서` is 결과보고, not 보고서), or a
/// similar one.
fn similar<'a>(word: &str, names: &[&'a str]) -> Option<&'a str> {
    let part = |name: &&&str| name.chars().count() > 1 && (word.starts_with(**name) || word.ends_with(**name));
    let longest = names.iter().filter(part).max_by_key(|name| name.chars().count());
    longest.copied().or_else(|| nearest(word, names.iter().copied()))
}

/// Data that a kind requires and the dossier lacks, with advice.
fn missing(kind: &Kind, dossier: &Dossier, document: &DocumentFile) -> Option<(Text, Text)> {
    let file = |path: &str, there: bool| (!there).then(|| path.to_owned());
    let lacking: Vec<String> = kind
        .file
        .needs
        .iter()
        .filter_map(|need| match need {
            Need::Plan => file("plan.yaml", dossier.plan.is_some()),
            Need::Review | Need::Coordination => file("review.yaml", dossier.review.is_some()),
            Need::Meeting => file("review.yaml", dossier.review.is_some() || document.record.meeting.is_some()),
            Need::Grant => file("grant.yaml", dossier.grant.is_some()),
            _ => None,
        })
        .collect();
    if !lacking.is_empty() {
        let list = lacking.join(", ");
        return Some((
            text!("같은 건의 파일이 더 있어야 합니다: {}", "more files in its dossier: {}"; list),
            text!("`{}`에 두십시오", "put them into `{}`"; dossier.folder),
        ));
    }
    let mut groups = kind.file.needs.iter().filter_map(|need| need.group());
    if let Some(group) = groups.find(|group| !document.record.has_group(group)) {
        return Some((
            text!("`{}`이(가) 있어야 합니다", "the key `{}`"; group),
            text!("앞머리에 `{}:`을(를) 적고 그 아래에 항목을 적으십시오", "write `{}:` with its keys into the front matter"; group),
        ));
    }
    if kind.needs(Need::Outcome) && dossier.plan.as_ref().is_none_or(|plan| plan.outcome.is_none()) {
        return Some((
            text!("`추진결과`가 있어야 합니다", "the key `추진결과`"),
            text!("`{}`에 `추진결과`를 쓰십시오", "write `추진결과` in `{}`"; dossier.plan_path()),
        ));
    }
    if kind.needs(Need::Covers) && document.record.covers.is_empty() {
        return Some((
            text!("`대상건`이 있어야 합니다", "the key `대상건`"),
            text!(
                "`대상건: [모두]` 또는 `대상건: [2019/gangdong]`처럼 쓰십시오",
                "write `대상건: [모두]` or `대상건: [2019/gangdong]`"
            ),
        ));
    }
    (kind.needs(Need::Body) && document.body.trim().is_empty()).then(|| {
        (
            text!("본문이 있어야 합니다", "a body"),
            text!("둘째 `---` 아래에 본문을 쓰십시오", "write the body below the second `---`"),
        )
    })
}

/// The dossiers that a document summarises must exist.
fn covers(scope: &Scope<'_>, document: &DocumentFile, diags: &mut Vec<Diag>) {
    let folders = || scope.office.outside.folders().filter_map(|folder| folder.strip_prefix("content/"));
    let known: BTreeSet<&str> = if document.record.covers.is_empty() { BTreeSet::new() } else { folders().collect() };
    for (i, name) in document.record.covers.iter().enumerate() {
        if name == EVERY_DOSSIER || known.contains(name.as_str()) {
            continue;
        }
        let place = Place::value(&document.path, routes::covered_dossier(i));
        let diag = RULE.problem(place, text!("없는 건입니다: `{}`", "there is no dossier `{}`"; name));
        diags.push(match nearest(name, folders()) {
            Some(near) => diag.help(text!("혹시 `{}`입니까?", "did you mean `{}`?"; near)),
            None => diag.help(text!(
                "`2019/gangdong`처럼 연도와 폴더 이름을 쓰십시오",
                "write year and folder, such as `2019/gangdong`"
            )),
        });
    }
}
