//! Projection of the plan, its budget and its outcome.

use std::collections::{BTreeMap, BTreeSet};

use gian_model::plan::{Achievement, Budget, BudgetItem, Outcome, PlanFile};
use gian_model::{Line, Markdown};
use gian_view::rules::Rule;
use gian_view::*;

use crate::redactor::{Redactor, negative, rate};

impl Redactor<'_> {
    pub(crate) fn plan(&mut self, file: &PlanFile) -> PlanView {
        PlanView {
            programme: file.programme.clone(),
            plan: PlanFacts {
                name: self.line(&file.plan.name, "계획의 이름"),
                kind: file.plan.kind.clone(),
                municipality: file.plan.municipality.clone(),
                submitter: file.plan.submitter.as_ref().map(|l| self.line(l, "제출기구")),
                year_no: file.plan.year_no,
            },
            goals: file.goals.iter().map(|m| self.markdown(m, "목표")).collect(),
            background: self.points(&file.background, "배경"),
            contents: self.points(&file.contents, "계획의 내용"),
            schedule: file
                .schedule
                .iter()
                .map(|s| ScheduleView { what: self.markdown(&s.what, "일정"), from: s.from, to: s.to })
                .collect(),
            versions: file.versions.clone(),
            status: self.points(&file.status, "현황"),
            problems: self.points(&file.problems, "문제점"),
            organisation: file
                .organisation
                .iter()
                .map(|r| ResponsibilityView {
                    body: self.line(&r.body, "추진체계"),
                    role: self.markdown(&r.role, "추진체계"),
                })
                .collect(),
            budget: file.budget.as_ref().map(|b| self.budget(b)),
            effects: self.points(&file.effects, "기대효과"),
            administration: self.points(&file.administration, "행정사항"),
            outcome: file.outcome.as_ref().map(|o| self.outcome(o)),
        }
    }

    fn budget(&mut self, budget: &Budget) -> BudgetView {
        // If one amount is withheld, withhold all: the others and their sum would give it away.
        let derived = Rule::DerivedAmount.holds();
        let mut held = None;
        for (_, won) in budget.amounts() {
            if let AmountView::Withheld(token) = self.won(won) {
                held = Some(token).filter(|_| derived);
            }
        }
        let items: Vec<BudgetItemView> =
            budget.items.iter().map(|item| self.budget_item(item, held.as_deref())).collect();
        let years: BTreeSet<u16> = match items.iter().all(|i| i.year.is_some()) {
            true => items.iter().filter_map(|i| i.year).collect(),
            false => BTreeSet::new(),
        };
        let fundings = match items.iter().all(|i| i.funding.is_some()) {
            true => self.fundings(&items),
            false => Vec::new(),
        };
        // Group by what is written, because two withheld names look alike.
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        let mut by_label: Vec<(&Line, Vec<BudgetItemView>)> = Vec::new();
        for (written, item) in budget.items.iter().zip(items) {
            let at = *known.entry(&written.label.0).or_insert(by_label.len());
            match by_label.get_mut(at) {
                Some((_, own)) => own.push(item),
                None => by_label.push((&written.label, vec![item])),
            }
        }
        let groups: Vec<BudgetGroup> =
            by_label.into_iter().map(|(label, own)| self.budget_group(label, own, &years)).collect();
        let total = self.sum(groups.iter().map(|g| &g.amount));
        let spent = self.spent(groups.iter().map(|g| &g.spent));
        let used = spent.clone().unwrap_or(AmountView::Won(0));
        BudgetView {
            year_totals: (0..years.len()).map(|y| self.sum(groups.iter().map(|g| &g.years[y]))).collect(),
            years: years.into_iter().collect(),
            balance: self.add(total.clone(), &negative(&used)),
            rate: rate(&total, &used),
            budget_line: budget.budget_line.clone(),
            groups,
            total,
            fundings,
            spent,
        }
    }

    /// Sums by source of the money, in the order of their first item.
    fn fundings(&self, items: &[BudgetItemView]) -> Vec<FundingView> {
        let mut fundings: Vec<FundingView> = Vec::new();
        for item in items {
            let Some(name) = item.funding else { continue };
            match fundings.iter_mut().find(|f| f.name == name) {
                Some(known) => known.amount = self.add(known.amount.clone(), &item.amount),
                None => fundings.push(FundingView { name, amount: item.amount.clone() }),
            }
        }
        fundings
    }

    /// One item; `held` is the redaction mark of a budget of which an amount is withheld.
    fn budget_item(&mut self, item: &BudgetItem, held: Option<&str>) -> BudgetItemView {
        let masked = || held.map(|token| AmountView::Withheld(token.to_owned()));
        let calculation = item.calculation.as_ref().map(|c| self.line(c, "소요예산의 산출"));
        BudgetItemView {
            // The price and the number of things would give the amount.
            calculation: calculation.map(|written| held.map_or(written, str::to_owned)),
            amount: masked().unwrap_or_else(|| self.won(&item.amount)),
            year: item.year,
            funding: item.funding.map(|f| f.label()),
            spent: item.spent.as_ref().map(|spent| masked().unwrap_or_else(|| self.won(spent))),
            note: item.note.as_ref().map(|n| self.markdown(n, "소요예산의 비고")),
            reason: item.reason.as_ref().map(|r| self.markdown(r, "집행의 사유")),
        }
    }

    fn budget_group(&mut self, label: &Line, items: Vec<BudgetItemView>, years: &BTreeSet<u16>) -> BudgetGroup {
        let amount = self.sum(items.iter().map(|i| &i.amount));
        let spent = self.spent(items.iter().map(|i| &i.spent));
        let used = spent.clone().unwrap_or(AmountView::Won(0));
        let of_year = |year: &u16| self.sum(items.iter().filter(|i| i.year == Some(*year)).map(|i| &i.amount));
        BudgetGroup {
            years: years.iter().map(of_year).collect(),
            label: self.line(label, "소요예산의 비목"),
            balance: self.add(amount.clone(), &negative(&used)),
            rate: rate(&amount, &used),
            amount,
            spent,
            items,
        }
    }

    fn sum<'a>(&self, parts: impl Iterator<Item = &'a AmountView>) -> AmountView {
        parts.fold(AmountView::Won(0), |sum, part| self.add(sum, part))
    }

    /// Sum of what was spent; `None` if nothing is recorded.
    fn spent<'a>(&self, parts: impl Iterator<Item = &'a Option<AmountView>>) -> Option<AmountView> {
        let recorded: Vec<&AmountView> = parts.flatten().collect();
        (!recorded.is_empty()).then(|| self.sum(recorded.into_iter()))
    }

    fn outcome(&mut self, outcome: &Outcome) -> OutcomeView {
        let evaluation = outcome.evaluation.as_ref();
        let mut all = |list: Option<&Vec<Markdown>>| -> Vec<String> {
            list.into_iter().flatten().map(|m| self.markdown(m, "추진결과의 평가")).collect()
        };
        let (good, lacking) = (all(evaluation.map(|e| &e.good)), all(evaluation.map(|e| &e.lacking)));
        OutcomeView {
            from: outcome.from,
            to: outcome.to,
            start: outcome.start,
            end: outcome.end,
            place: outcome.place.as_ref().map(|p| self.line(p, "추진결과의 장소")),
            participants: outcome
                .participants
                .iter()
                .map(|p| ParticipantsView {
                    group: self.line(&p.group, "참여 구분"),
                    count: p.count,
                    note: p.note.as_ref().map(|n| self.markdown(n, "참여 구분")),
                })
                .collect(),
            participants_total: outcome.participants_sum(),
            contents: self.points(&outcome.contents, "추진결과"),
            achievements: outcome.achievements.iter().map(|a| self.achievement(a)).collect(),
            good,
            lacking,
            improvements: self.points(&outcome.improvements, "개선사항"),
            next: outcome
                .next
                .iter()
                .map(|n| NextStepView { what: self.markdown(&n.what, "향후계획"), due: n.due })
                .collect(),
        }
    }

    fn achievement(&mut self, achievement: &Achievement) -> AchievementView {
        AchievementView {
            item: self.line(&achievement.item, "실적"),
            target: achievement.target.map(|t| t.to_string()),
            actual: achievement.actual.to_string(),
            unit: achievement.unit.clone(),
            rate: achievement.target.and_then(|target| achievement.actual.percent_of(target)),
            note: achievement.note.as_ref().map(|n| self.markdown(n, "실적")),
        }
    }
}
