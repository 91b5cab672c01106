//! # 내는 서식에는 서명란과 받는 곳이 함께 있습니다
//!
//! 신청서와 동의서는 누가 누구에게 내는지를 끝에 적습니다. 받는 곳만 있으면 서명할 자리가 없고, 서명란만 있으면 어디에 내는지 알 수
//! 없습니다. 둘 다 없으면 조사표처럼 내부에서 쓰는 서식입니다. `귀하`는 gian이 붙이므로 `수신`에 적지 않습니다. 서식은 아직 아무도
//! 채우지 않은 것이라 가릴 말이 없습니다.
//!
//! 예: `서식사항: {수신: 한빛시장 귀하}`
//! 대신: `서식사항: {수신: 한빛시장, 서명란: [{대상: 신청인}]}`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 제28조(서식 설계의 일반 원칙).
//!
//! # A form that is handed in has lines for signatures and a receiver
//!
//! Applications and consents end with who hands them in to whom. A form with a receiver only has no place to sign, one with
//! signatures only does not say where to hand it in; one with neither is a form for use inside, such as a survey sheet. gian
//! writes `귀하`, so it is not part of `수신`. Nobody has filled the form in yet, so nothing in it is withheld.
//!
//! Example: `서식사항: {수신: 한빛시장 귀하}`
//! Instead: `서식사항: {수신: 한빛시장, 서명란: [{대상: 신청인}]}`
//!
//! Source: 행정업무의 운영 및 혁신에 관한 규정 제28조.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::{DocumentFile, Dossier, keys, marks, routes};
use gian_vocabulary::facts::Honorific;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("form-lines", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(form) = &document.record.form else { continue };
        let route = routes::form_fact();
        match (&form.receiver, form.signatures.is_empty()) {
            (Some(_), true) => diags.push(
                RULE.warning(
                    Place::value(&document.path, route.key(keys::RECEIVERS)),
                    text!("받는 곳은 있는데 서명란이 없습니다", "there is a receiver, and no line for a signature"),
                )
                .help(text!("`서명란: [{{대상: 신청인}}]`을 적으십시오", "write `서명란: [{{대상: 신청인}}]`")),
            ),
            (None, false) => diags.push(
                RULE.warning(
                    Place::key(&document.path, route.key(keys::SIGNATURES)),
                    text!("서명란은 있는데 받는 곳이 없습니다", "there are lines for signatures, and no receiver"),
                )
                .help(text!("`수신: 한빛시장`처럼 적으십시오", "write `수신: 한빛시장`")),
            ),
            _ => {}
        }
        if let Some(receiver) = &form.receiver {
            typed_honorific(document, receiver, diags);
        }
        let (found, _) = marks::find(&document.body);
        for mark in found {
            diags.push(
                RULE.warning(
                    Place::within(&document.path, Route::body(), mark.range),
                    text!("빈 서식에는 가릴 말이 없습니다", "nothing is withheld in an empty form"),
                )
                .help(text!(
                    "빈칸으로 두십시오. 채운 서식이면 본문의 그 줄에 `{{* gian: 무시 form-lines 까닭 *}}`을 적으십시오",
                    "leave the cell empty; in a form that is filled in, write `{{* gian: 무시 form-lines REASON *}}` on that line of the body"
                )),
            );
        }
    }
}

fn typed_honorific(document: &DocumentFile, receiver: &str, diags: &mut Vec<Diag>) {
    let words = [Honorific::Person, Honorific::Body].map(Honorific::label);
    let Some(word) = words.into_iter().find(|word| receiver.trim_end().ends_with(word)) else { return };
    diags.push(
        RULE.problem(
            Place::value(&document.path, routes::form_fact().key(keys::RECEIVERS)),
            text!("`{}`가 두 번 적힙니다", "`{}` would be printed twice"; word),
        )
        .help(text!(
            "`{0}`를 지우고, 귀하가 아니면 `호칭: {0}`으로 적으십시오",
            "remove `{0}`, and write `호칭: {0}` if it is not 귀하"; word
        )),
    );
}
