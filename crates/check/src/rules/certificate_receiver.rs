//! # 증서는 한 사람이나 한 단체에 줍니다
//!
//! 상장, 표창장, 위촉장은 받는 사람마다 따로 만들고 번호도 따로 매깁니다. `받는이`(사람)와 `받는단체` 가운데 하나를 적어야 하고, 둘 다
//! 적으면 누구에게 준 것인지 알 수 없습니다. 수여자도 받는이가 될 수 없습니다.
//!
//! 예: `증서: {받는이: {성명: 온누리, …}, 받는단체: 노을점 운영위원회, …}`
//! 대신: 두 문서로 나누어 하나에는 `받는이`, 다른 하나에는 `받는단체`
//!
//! 근거: 상장과 표창장의 관행; 대장에 번호 하나, 받는 이 하나를 적습니다.
//!
//! # A certificate is given to one person or to one body
//!
//! Each receiver of an award or an appointment gets a paper with a number of its own. One of `받는이` (a person) and `받는단체` (a
//! body) is required; with both it is unknown who got it. Who gives it cannot receive it.
//!
//! Example: `증서: {받는이: {성명: 온누리, …}, 받는단체: 노을점 운영위원회, …}`
//! Instead: two documents, one with `받는이` and one with `받는단체`
//!
//! Source: practice; the register of certificates has one receiver for a number.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::record::person::NamedPerson;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("certificate-receiver", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(certificate) = &document.record.certificate else { continue };
        match (&certificate.recipient, &certificate.recipient_body) {
            (Some(_), Some(_)) => diags.push(
                RULE.problem(
                    Place::key(&document.path, routes::certificate().key(keys::RECIPIENT_BODY)),
                    text!("받는 사람과 받는 단체가 다 있습니다", "there is both a person and a body that receives it"),
                )
                .related(
                    Place::key(&document.path, routes::recipient()),
                    text!("받는 사람은 여기에 있습니다", "the person is here"),
                )
                .help(text!("하나를 지우고 다른 증서로 만드십시오", "remove one, and make another certificate for it")),
            ),
            (None, None) => diags.push(
                RULE.problem(
                    Place::key(&document.path, routes::certificate()),
                    text!("받는 이가 없습니다", "nobody receives it"),
                )
                .help(text!(
                    "`받는이: {{소속: …, 직위: …, 성명: …}}`이나 `받는단체: …`를 적으십시오",
                    "write `받는이: {{소속: …, 직위: …, 성명: …}}` or `받는단체: …`"
                )),
            ),
            (Some(recipient), None) => {
                let words = |person: &NamedPerson| person.name.plain(&dossier.private).replace(char::is_whitespace, "");
                let same = |giver: &NamedPerson| {
                    let is_same = |a: &Option<gian_model::Line>, b: &Option<gian_model::Line>| match (a, b) {
                        (Some(a), Some(b)) => a.plain(&dossier.private) == b.plain(&dossier.private),
                        _ => true,
                    };
                    !words(giver).is_empty()
                        && words(giver) == words(recipient)
                        && is_same(&giver.affiliation, &recipient.affiliation)
                        && is_same(&giver.title, &recipient.title)
                };
                if let Some(i) = certificate.givers.iter().position(same) {
                    diags.push(
                        RULE.problem(
                            Place::value(&document.path, routes::giver(i).key(keys::PERSON)),
                            text!("주는 사람과 받는 사람이 같습니다", "who gives it receives it"),
                        )
                        .help(text!(
                            "이름만 같은 다른 사람이면 소속이나 직위를 적으십시오",
                            "if only the names are equal, write the affiliation or the position of both"
                        )),
                    );
                }
            }
            (None, Some(_)) => {}
        }
    }
}
