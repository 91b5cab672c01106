//! # 검토를 무엇이라 부르는지 적습니다
//!
//! 협의·조정은 다른 자치단체가 낸 계획을 두고 하는 절차입니다. 기관이 스스로 세운 계획이나 계획 없는 건을 심의, 자문, 심사, 평가,
//! 점검하였으면 review.yaml의 `절차`에 그 이름을 적습니다. 문서의 제목과 표, 결과가 그 말을 씁니다.
//!
//! 예: 한빛시의 축제 계획을 심의한 review.yaml에 `절차`가 없음
//! 대신: `절차: 심의`
//!
//! 근거: 계획을 세운 자치단체와 문서를 만드는 기관을 견줌.
//!
//! # A review says what it is called
//!
//! 협의·조정 is a process about the plan of another municipality. If the office has reviewed its own plan, or a matter without a
//! plan, `절차` of `review.yaml` names the process (심의, 자문, 심사, 평가, 점검 …). Titles, tables and results use the word.
//!
//! Example: `review.yaml` on the festival of 한빛시 itself, without `절차`
//! Instead: `절차: 심의`
//!
//! Source: the municipality of the plan and the office, compared.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::{Dossier, keys};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("process-name", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(review) = dossier.review.as_ref().filter(|review| review.process.is_none()) else { return };
    let office = &scope.office.settings.institution;
    let of_other = |name: &String| *name != office.name && Some(name) != office.short.as_ref();
    if dossier.plan.as_ref().is_some_and(|plan| of_other(&plan.plan.municipality)) {
        return;
    }
    let place = Place::key(&dossier.review_path(), Route::of(keys::ROUNDS));
    let words: Vec<&str> = review.rounds.iter().filter_map(|round| round.kind.as_deref()).collect();
    let diag = RULE.problem(
        place,
        text!("이 검토를 무엇이라 부르는지 적혀 있지 않습니다", "the review does not say what it is called"),
    );
    diags.push(diag.help(match words.first() {
        Some(word) => text!(
            "`절차: 심의`처럼 적으십시오 (심의, 자문, 심사, 평가, 점검 …). `{}`은(는) 다른 자치단체의 계획을 두고 하는 절차일 때만 씁니다",
            "write `절차: 심의` or another name (심의, 자문, 심사, 평가, 점검 …); `{}` is for the plan of another municipality"; word
        ),
        None => text!(
            "`절차: 심의`처럼 적으십시오 (심의, 자문, 심사, 평가, 점검 …)",
            "write `절차: 심의` or another name (심의, 자문, 심사, 평가, 점검 …)"
        ),
    }));
}
