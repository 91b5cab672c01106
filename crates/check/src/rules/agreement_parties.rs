//! # 협약과 계약에는 당사자가 둘 이상이고, 당사자마다 서명하는 사람이 있습니다
//!
//! 혼자서는 협약을 맺을 수 없고, 서명하는 사람이 없는 당사자는 협약에 매이지 않습니다. 이름이나 약칭(갑, 을)이 같은 당사자가 둘이면
//! 조문이 누구를 말하는지 알 수 없습니다.
//!
//! 예: `협약: {당사자: [{이름: 한빛광역시, 약칭: 갑}]}`
//! 대신: `협약: {당사자: [{이름: 한빛광역시, 약칭: 갑, 대표: {…}}, {이름: 새벽시장 상인회, 약칭: 을, 대표: {…}}]}`
//!
//! 근거: 지방자치단체를 당사자로 하는 계약에 관한 법률 제14조(계약서의 작성: 계약상대자와 함께 기명날인이나 서명); 협약은 관행.
//!
//! # An agreement has two parties or more, each with somebody who signs
//!
//! Nobody concludes an agreement alone, and a party for which nobody signs is not bound by it. If two parties have one name, or are
//! called the same by the articles (갑, 을), it is unknown whom an article means.
//!
//! Example: `협약: {당사자: [{이름: 한빛광역시, 약칭: 갑}]}`
//! Instead: `협약: {당사자: [{이름: 한빛광역시, 약칭: 갑, 대표: {…}}, {이름: 새벽시장 상인회, 약칭: 을, 대표: {…}}]}`
//!
//! Source: 지방자치단체를 당사자로 하는 계약에 관한 법률 제14조 (a contract is signed by both); practice for agreements.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("agreement-parties", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(agreement) = &document.record.agreement else { continue };
        let path = &document.path;
        let parties = &agreement.parties;
        if parties.len() < 2 {
            diags.push(
                RULE.problem(
                    Place::key(path, routes::agreement().key(keys::PARTIES)),
                    text!("당사자가 둘이 되지 않습니다", "there are fewer than two parties"),
                )
                .help(text!("당사자를 모두 적으십시오", "write every party")),
            );
        }
        for (i, party) in parties.iter().enumerate() {
            if party.signer.is_none() {
                diags.push(
                    RULE.problem(
                        Place::value(path, routes::party(i).key(keys::NAME)),
                        text!("서명하는 사람이 없는 당사자입니다", "nobody signs for this party"),
                    )
                    .help(text!("`대표: {{직위: …, 성명: …}}`을 적으십시오", "write `대표: {{직위: …, 성명: …}}`")),
                );
            }
            let name = |i: usize| parties[i].name.plain(&dossier.private).replace(char::is_whitespace, "");
            let same_name = (0..i).find(|other| !name(i).is_empty() && name(*other) == name(i));
            let same_short = (0..i).find(|other| party.short.is_some() && parties[*other].short == party.short);
            for (key, other) in [(keys::NAME, same_name), (keys::SHORT_NAME, same_short)] {
                let Some(other) = other else { continue };
                diags.push(
                    RULE.problem(
                        Place::value(path, routes::party(i).key(key)),
                        text!("앞의 당사자와 `{}`이(가) 같습니다", "an earlier party has the same `{}`"; key),
                    )
                    .related(
                        Place::value(path, routes::party(other).key(key)),
                        text!("앞의 당사자", "the earlier party"),
                    )
                    .help(text!("서로 다르게 적으십시오", "write different ones")),
                );
            }
        }
    }
}
