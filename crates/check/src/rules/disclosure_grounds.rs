//! # 부분공개와 비공개에는 근거를 적고, 공개에는 적지 않습니다
//!
//! `부분공개`와 `비공개`에는 정보공개법 제9조제1항의 호를 작은 것부터 한 번씩 적습니다. `공개`에는 근거를 적지
//! 않습니다. 붙임도 같으며, 붙임의 근거와 본문에서 가린 근거는 문서의 근거에도 있어야 하고, 공개 문서에는 공개하지
//! 않는 붙임이나 원본을 둘 수 없습니다. 다른 자료관의 목록에서 가져온 기록(`출처: 목록`)은 목록에 근거가 없으므로 적지 않아도 됩니다. 공개구분이 나중에 바뀌면 `공개변경`에 날짜의 차례로 적고, 자료관에 `기준일`을
//! 둡니다.
//!
//! 예: `공개구분: 부분공개`만 적음
//! 대신: `공개구분: 부분공개`와 `비공개근거: [6]`
//!
//! 근거: 공공기록물 관리에 관한 법률 시행규칙 제18조(공개구분의 표시); 정보공개법 제9조제1항.
//!
//! # 부분공개 and 비공개 name their grounds, 공개 names none
//!
//! With `부분공개` and `비공개` stand the items of 정보공개법 제9조제1항, in ascending order, each once; with
//! `공개` none. The same holds of attachments: their grounds, and those on which words of the body are withheld,
//! are among the grounds of the document, and an open document has no attachment or original that is not open. A
//! record from the list of another archive (`출처: 목록`) need not name grounds, because the list does not. A later change
//! of class stands under `공개변경` in the order of the days, and the archive has a `기준일`.
//!
//! Example: `공개구분: 부분공개` alone
//! Instead: `공개구분: 부분공개` and `비공개근거: [6]`
//!
//! Source: 공공기록물 관리에 관한 법률 시행규칙 제18조 (how the class is printed); 정보공개법 제9조제1항.

use gian_diagnostics::{Diag, Place, Route, Severity, Text, text};
use gian_document::Document;
use gian_model::{DocumentFile, Dossier, Record, keys, routes};
use gian_view::View;
use gian_vocabulary::values::{Date, Disclosure, Ground};

use crate::composed::grounds;
use crate::{Layer, Rule, Run, Scope, composed};

pub(super) const RULE: Rule =
    Rule::new("disclosure-grounds", Layer::Statute, Severity::Error, &[Run::Dossier(run), Run::Composed(shown)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let record = &document.record;
        let path = &document.path;
        // The list of another archive gives the class without the ground.
        if record.source.is_none() || !record.grounds.is_empty() {
            pair(path, &Route::root(), record.disclosure, &record.grounds, diags);
        }
        changes(path, record, scope.office.settings.archive.as_of, diags);
        for attachment in record.files() {
            let route = &attachment.route;
            pair(path, route, attachment.disclosure, attachment.grounds, diags);
            if record.disclosure == Disclosure::Open && attachment.disclosure != Disclosure::Open {
                diags.push(
                    RULE.problem(
                        Place::value(path, route.key(keys::DISCLOSURE)),
                        text!(
                            "공개 문서에 공개하지 않는 붙임이 있습니다",
                            "an open document has an attachment that is not open"
                        ),
                    )
                    .related(
                        Place::value(path, Route::of(keys::DISCLOSURE)),
                        text!("문서는 공개", "the document is open"),
                    )
                    .help(text!(
                        "문서를 `부분공개`로 하거나 붙임을 `공개`로 하십시오",
                        "make the document 부분공개, or the attachment 공개"
                    )),
                );
            }
            for (g, ground) in attachment.grounds.iter().enumerate().filter(|(_, g)| !record.every_ground().contains(g))
            {
                diags.push(unlisted(path, route.key(keys::GROUNDS).index(g), *ground));
            }
        }
    }
}

/// A ground that the text uses and the record does not list.
pub(super) fn shown(
    file: &DocumentFile,
    view: &View,
    document: &Document,
    _: &composed::Scope<'_>,
    diags: &mut Vec<Diag>,
) {
    for ground in grounds(view, document) {
        if view.record.grounds.iter().any(|g| g.number == ground) {
            continue;
        }
        let message = text!(
            "{0}호로 가리는 내용이 있는데 문서의 비공개 근거에 {0}호가 없습니다",
            "words are withheld on ground {0}, which is not among the grounds of the document";
            ground.0
        );
        diags.push(RULE.problem(Place::value(&file.path, Route::of(keys::DISCLOSURE)), message).help(text!(
            "`공개구분: 부분공개`와 `비공개근거`에 {}호를 적거나, 가림을 없애십시오",
            "make it 부분공개 with {} in 비공개근거, or withhold nothing";
            ground.0
        )));
    }
}

/// Later changes of class are in date order, and `기준일` must say up to which day they apply.
fn changes(path: &str, record: &Record, as_of: Option<Date>, diags: &mut Vec<Diag>) {
    let mut last = record.date();
    for (i, change) in record.changes.iter().enumerate() {
        let route = routes::disclosure_change(i);
        pair(path, &route, change.class, &change.grounds, diags);
        if change.on < last || (i > 0 && change.on == last) {
            diags.push(problem(
                path,
                route.key(keys::DATE),
                text!(
                    "공개변경은 결재일 뒤로, 날짜의 차례로 적습니다",
                    "changes of class follow the approval, in the order of their days"
                ),
                text!("날짜를 고치거나 차례를 바꾸십시오", "correct the day, or the order"),
            ));
        }
        last = change.on;
    }
    if as_of.is_none() && !record.changes.is_empty() {
        diags.push(problem(
            path,
            Route::of(keys::DISCLOSURE_CHANGES),
            text!(
                "자료관의 `기준일`이 없어 공개변경이 언제부터인지 알 수 없습니다",
                "the archive has no 기준일, so that no change of class is known to be in force"
            ),
            text!(
                "`gian.yaml`의 `자료관:` 아래에 `기준일: 2026-01-01`처럼 적으십시오",
                "write 기준일 under 자료관 in `gian.yaml`, such as `기준일: 2026-01-01`"
            ),
        ));
    }
}

fn pair(path: &str, route: &Route, class: Disclosure, grounds: &[Ground], diags: &mut Vec<Diag>) {
    let open = class == Disclosure::Open;
    if open && !grounds.is_empty() {
        diags.push(problem(
            path,
            route.key(keys::GROUNDS),
            text!("공개에는 비공개 근거를 적지 않습니다", "공개 has no grounds for withholding"),
            text!("`비공개근거`를 지우거나 공개구분을 고치십시오", "remove 비공개근거, or correct 공개구분"),
        ));
    }
    if !open && grounds.is_empty() {
        diags.push(problem(
            path,
            route.key(keys::DISCLOSURE),
            text!("{}에 비공개 근거가 없습니다", "the class `{}` has no ground for withholding"; class.label()),
            text!(
                "`비공개근거: [6]`처럼 정보공개법 제9조제1항의 호를 적으십시오",
                "write the items of 정보공개법 제9조제1항, such as `비공개근거: [6]`"
            ),
        ));
    }
    if grounds.windows(2).any(|w| w[0] >= w[1]) {
        diags.push(problem(
            path,
            route.key(keys::GROUNDS),
            text!("비공개 근거는 작은 호부터 한 번씩 적습니다", "grounds are written in ascending order, each once"),
            text!("차례를 고치십시오", "correct the order"),
        ));
    }
}

fn problem(path: &str, route: Route, message: Text, help: Text) -> Diag {
    RULE.problem(Place::value(path, route), message).help(help)
}

fn unlisted(path: &str, route: Route, ground: Ground) -> Diag {
    problem(
        path,
        route,
        text!("붙임의 근거 {}호가 문서의 비공개 근거에 없습니다", "ground {} of the attachment is not among those of the document"; ground.0),
        text!("문서의 `비공개근거`에 {}호를 더하십시오", "add {} to 비공개근거 of the document"; ground.0),
    )
}
