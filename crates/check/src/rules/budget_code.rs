//! # 통계목의 이름과 코드는 예산편성 운영기준의 것과 같습니다
//!
//! 지방자치단체의 통계목은 코드와 이름이 함께 정해져 있습니다. 확실히 아는 몇 가지만 견줍니다: 201-01 사무관리비, 201-02 공공운영비,
//! 201-03 행사운영비, 202-01 국내여비, 207-01 연구용역비, 308-01 자치단체경상보조금.
//!
//! 예: `{통계목: 행사운영비, 코드: 201-01}`
//! 대신: `{통계목: 행사운영비, 코드: 201-03}`
//!
//! 근거: 지방자치단체 예산편성 운영기준의 세출예산 과목구분.
//!
//! # Name and code of a budget item belong together
//!
//! The items of local budgets have a code and a name. Only a few that are certain are compared: 201-01 사무관리비, 201-02
//! 공공운영비, 201-03 행사운영비, 202-01 국내여비, 207-01 연구용역비, 308-01 자치단체경상보조금.
//!
//! Example: `{통계목: 행사운영비, 코드: 201-01}`
//! Instead: `{통계목: 행사운영비, 코드: 201-03}`
//!
//! Source: the list of items in 지방자치단체 예산편성 운영기준.

use std::sync::LazyLock;

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_korean::table;
use gian_model::review::BudgetLine;
use gian_model::{Dossier, keys, routes};
use gian_vocabulary::institution::InstitutionKind;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("budget-code", Layer::Practice, Severity::Warning, &[Run::Dossier(run)]);

static ITEMS: LazyLock<Vec<[&str; 2]>> =
    LazyLock::new(|| table::builtin("crates/check/data/budget-items.csv", LIST, item));

const LIST: &str = include_str!("../../data/budget-items.csv");

fn item(line: &'static str) -> Result<[&'static str; 2], &'static str> {
    let [code, name] = table::columns(line)?;
    let is_code = code.len() == 6 && code.as_bytes()[3] == b'-' && code.replace('-', "").parse::<u32>().is_ok();
    if is_code && !name.is_empty() && !name.contains(' ') { Ok([code, name]) } else { Err("no code with a name") }
}

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    match scope.office.settings.institution.kind {
        InstitutionKind::Metropolitan | InstitutionKind::Local => {}
        // The state and its institutions use another list of items.
        InstitutionKind::Central | InstitutionKind::Affiliate => return,
    }
    let costs = dossier.review.as_ref().and_then(|r| r.costs.as_ref());
    if let Some(costs) = costs {
        compare(&dossier.review_path(), &routes::costs().key(keys::BUDGET_LINE), &costs.budget_line, diags);
    }
    let budget = dossier.plan.as_ref().and_then(|p| p.budget.as_ref());
    if let Some(line) = budget.and_then(|b| b.budget_line.as_ref()) {
        compare(&dossier.plan_path(), &routes::planned_budget().key(keys::BUDGET_LINE), line, diags);
    }
    if let Some(grant) = &dossier.grant {
        compare(&dossier.grant_path(), &Route::of(keys::BUDGET_LINE), &grant.budget_line, diags);
    }
}

fn compare(path: &str, route: &Route, line: &BudgetLine, diags: &mut Vec<Diag>) {
    let item = line.item.replace(' ', "");
    let Some([code, name]) = ITEMS.iter().find(|[code, name]| *code == line.code || *name == item) else { return };
    if *code == line.code && *name == item {
        return;
    }
    diags.push(
        RULE.problem(
            Place::value(path, route.key(keys::CODE)),
            text!("통계목은 `{}`인데 코드는 `{}`입니다", "item `{}` and code `{}` do not belong together"; line.item, line.code),
        )
        .related(Place::value(path, route.key(keys::STATISTICS_ITEM)), text!("통계목", "the item"))
        .help(text!("{}의 코드는 {}입니다: 둘 가운데 하나를 고치십시오", "correct one of the two: {} has the code {}"; name, code)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let page = include_str!("budget_code.rs");
        let items = table::read(LIST, item).unwrap_or_else(|wrong| panic!("data/budget-items.csv, {wrong}"));
        for pair in items.windows(2) {
            assert!(pair[0] < pair[1], "{} stands behind {}", pair[1][0], pair[0][0]);
        }
        for [code, name] in items {
            assert!(page.contains(&format!("{code} {name}")), "the page of the rule does not say {code} {name}");
        }
        assert!(item("201-1,가").is_err() && item("201-01,").is_err() && item("201-01").is_err());
    }
}
