//! Projection of the facts that the record of one document carries.

use gian_model::record::acceptance::{Acceptance, AcceptanceResult};
use gian_model::record::duties::{Duties, balance};
use gian_model::record::handover::{HandedList, Handover, Task};
use gian_model::record::person::NamedPerson;
use gian_model::record::project::{BudgetRow, Project};
use gian_model::record::trip::{Trip, TripCosts};
use gian_model::{Line, Record, Won};
use gian_view::rules::Rule;
use gian_view::work_facts::*;
use gian_view::{AmountView, PersonView, RecordView, ScheduleView};

use crate::redactor::Redactor;

/// Fills the groups of facts of a record.
pub(super) fn fill(redactor: &mut Redactor<'_>, record: &Record, view: &mut RecordView) {
    view.trip = record.trip.as_ref().map(|trip| redactor.trip(trip));
    view.acceptance = record.acceptance.as_ref().map(|acceptance| redactor.acceptance(acceptance));
    view.handover = record.handover.as_ref().map(|handover| redactor.handover(handover));
    view.duties = record.duties.as_ref().map(|duties| redactor.duties(duties));
    view.project = record.project.as_ref().map(|project| redactor.project_group(project));
}

/// The redaction mark of a group of amounts, if one of them is withheld.
type Held = Option<String>;

impl Redactor<'_> {
    /// The mark for all amounts of a group, because the others and their sums would give a withheld one away.
    fn held_amount<'w>(&mut self, amounts: impl Iterator<Item = &'w Won>) -> Held {
        let mut held = None;
        for won in amounts {
            if let AmountView::Withheld(token) = self.won(won) {
                held = Some(token).filter(|_| Rule::DerivedAmount.holds());
            }
        }
        held
    }

    /// An amount of a group.
    fn amount_in(&mut self, held: &Held, won: &Won) -> AmountView {
        match (held, won.value(&self.dossier.private)) {
            (Some(token), _) => AmountView::Withheld(token.clone()),
            (None, _) => self.won(won),
        }
    }

    /// How an amount was computed, which is withheld with the amounts, because it would give them away.
    fn basis(&mut self, held: &Held, basis: &Line, place: &'static str) -> String {
        let line = self.line(basis, place);
        held.clone().unwrap_or(line)
    }

    fn total<'v>(&self, amounts: impl IntoIterator<Item = &'v AmountView>) -> AmountView {
        amounts.into_iter().fold(AmountView::Won(0), |sum, part| self.add(sum, part))
    }

    fn named(&mut self, person: &NamedPerson, place: &'static str) -> PersonView {
        self.person_at(&person.to_person(), place)
    }

    fn all_named(&mut self, people: &[NamedPerson], place: &'static str) -> Vec<PersonView> {
        people.iter().map(|person| self.named(person, place)).collect()
    }

    fn trip(&mut self, trip: &Trip) -> TripView {
        let nights = (trip.to.0 - trip.from.0).num_days();
        TripView {
            travellers: self.all_named(&trip.travellers, "출장자"),
            from: trip.from,
            to: trip.to,
            days: nights + 1,
            nights,
            place: self.line(&trip.place, "출장지"),
            purpose: self.markdown(&trip.purpose, "출장 목적"),
            activities: trip
                .days
                .iter()
                .map(|day| TripDayView {
                    on: day.on,
                    place: day.place.as_ref().map(|place| self.line(place, "출장지")),
                    done: day.done.iter().map(|done| self.markdown(done, "출장 활동")).collect(),
                })
                .collect(),
            remarks: trip.remarks.iter().map(|remark| self.markdown(remark, "복명 의견")).collect(),
            costs: trip.costs.as_ref().map(|costs| self.trip_costs(costs)),
            reported_on: trip.reported_on,
        }
    }

    fn trip_costs(&mut self, costs: &TripCosts) -> TripCostsView {
        let held = self.held_amount(costs.items.iter().map(|item| &item.amount).chain(&costs.total));
        let items: Vec<TripCostView> = costs
            .items
            .iter()
            .map(|item| TripCostView {
                kind: item.kind.label(),
                basis: item.basis.as_ref().map(|basis| self.basis(&held, basis, "여비 산출내역")),
                amount: self.amount_in(&held, &item.amount),
            })
            .collect();
        let total = self.total(items.iter().map(|item| &item.amount));
        TripCostsView { total: hide(&held, total), items }
    }

    fn acceptance(&mut self, acceptance: &Acceptance) -> AcceptanceView {
        let of_items = acceptance.items.iter().flat_map(|item| std::iter::once(&item.unit_price).chain(&item.amount));
        let difference = acceptance.difference.iter().map(|d| &d.amount);
        let held = self.held_amount(std::iter::once(&acceptance.amount).chain(of_items).chain(difference));
        let items: Vec<AcceptedItemView> = acceptance
            .items
            .iter()
            .map(|item| {
                let unit_price = self.amount_in(&held, &item.unit_price);
                let amount = match &unit_price {
                    AmountView::Won(won) => AmountView::Won(won.saturating_mul(i64::from(item.quantity))),
                    withheld @ AmountView::Withheld(_) => withheld.clone(),
                };
                AcceptedItemView {
                    name: self.line(&item.name, "검수 품목"),
                    specification: item.specification.as_ref().map(|s| self.line(s, "검수 품목")),
                    quantity: item.quantity,
                    unit: item.unit.clone(),
                    unit_price,
                    amount,
                }
            })
            .collect();
        let total = self.total(items.iter().map(|item| &item.amount));
        AcceptanceView {
            contract: self.line(&acceptance.contract, "계약명"),
            amount: self.amount_in(&held, &acceptance.amount),
            contractor: self.line(&acceptance.contractor, "계약상대자"),
            contracted_on: acceptance.contracted_on,
            due: acceptance.due,
            delivered_on: acceptance.delivered_on,
            place: acceptance.place.as_ref().map(|place| self.line(place, "납품장소")),
            accepted_on: acceptance.accepted_on,
            days_late: acceptance.days_late.filter(|days| *days > 0),
            total: hide(&held, total),
            items,
            difference: acceptance.difference.as_ref().map(|d| DifferenceView {
                amount: self.amount_in(&held, &d.amount),
                reason: self.line(&d.reason, "차액의 사유"),
            }),
            result: acceptance.result.label(),
            passed: acceptance.result == AcceptanceResult::Passed,
            remarks: acceptance.remarks.iter().map(|remark| self.markdown(remark, "검사 의견")).collect(),
            inspectors: self.all_named(&acceptance.inspectors, "검수자"),
            witnesses: self.all_named(&acceptance.witnesses, "입회자"),
        }
    }

    fn handover(&mut self, handover: &Handover) -> HandoverView {
        HandoverView {
            on: handover.on,
            reason: handover.reason.as_ref().map(|reason| self.line(reason, "인계 사유")),
            duty: self.line(&handover.duty, "담당업무"),
            from: self.named(&handover.from, "인계자"),
            to: self.named(&handover.to, "인수자"),
            witness: self.named(&handover.witness, "입회자"),
            tasks: handover.tasks.iter().map(|task| self.task(task)).collect(),
            documents: handover.documents.as_ref().map(|list| self.handed(list, "인계 문서")),
            goods: handover.goods.as_ref().map(|list| self.handed(list, "인계 물품")),
            issues: self.points(&handover.issues, "현안"),
            notes: handover.notes.iter().map(|note| self.markdown(note, "참고 사항")).collect(),
        }
    }

    fn task(&mut self, task: &Task) -> TaskView {
        TaskView {
            name: self.line(&task.name, "인계 업무"),
            progress: task.progress.iter().map(|done| self.markdown(done, "인계 업무")).collect(),
            next: task.next.as_ref().map(|next| self.markdown(next, "인계 업무")),
            due: task.due,
        }
    }

    fn handed(&mut self, list: &HandedList, place: &'static str) -> HandedListView {
        let sum = list.sum();
        HandedListView {
            items: list
                .items
                .iter()
                .map(|item| HandedItemView {
                    name: self.line(&item.name, place),
                    quantity: item.quantity,
                    unit: item.unit.clone(),
                    note: item.note.as_ref().map(|note| self.line(note, place)),
                })
                .collect(),
            total: sum.map(|(total, _)| total),
            unit: sum.map(|(_, unit)| unit.to_owned()),
        }
    }

    fn duties(&mut self, duties: &Duties) -> DutiesView {
        let groups = duties.staffing.groups.iter();
        let (quota, present) = duties.staffing.sums();
        DutiesView {
            as_of: duties.as_of,
            organisation: duties.organisation.as_ref().map(|o| self.line(o, "기구")),
            staffing: groups.map(|group| staff(&group.name, group.quota, group.present)).collect(),
            staff_total: staff("계", quota, present),
            tasks: duties.tasks.iter().map(|task| self.markdown(task, "주요 업무")).collect(),
            achievements: self.points(&duties.achievements, "주요 실적"),
            quarters: duties
                .quarters
                .iter()
                .map(|quarter| QuarterView {
                    number: quarter.number,
                    plans: quarter.plans.iter().map(|plan| self.markdown(plan, "추진계획")).collect(),
                })
                .collect(),
            issues: self.points(&duties.issues, "현안"),
        }
    }

    fn project_group(&mut self, project: &Project) -> ProjectView {
        let parts = project.parts.iter().map(|part| &part.cost);
        let rows = project.budget.iter().flat_map(|row| &row.amounts);
        let held = self.held_amount(std::iter::once(&project.cost).chain(parts).chain(rows));
        let budget: Vec<BudgetRowView> =
            project.budget.iter().map(|row| self.budget_row(row, &held, project.funds.len())).collect();
        let of_fund = |fund: usize| hide(&held, self.total(budget.iter().filter_map(|row| row.amounts.get(fund))));
        let fund_totals = (0..project.funds.len()).map(of_fund).collect();
        let total = hide(&held, self.total(budget.iter().map(|row| &row.total)));
        ProjectView {
            purpose: self.markdown(&project.purpose, "사업 목적"),
            basis: project.basis.clone(),
            from: project.from,
            to: project.to,
            place: self.line(&project.place, "사업 장소"),
            audience: self.line(&project.audience, "사업 대상"),
            cost: self.amount_in(&held, &project.cost),
            parts: project
                .parts
                .iter()
                .map(|part| ProjectPartView {
                    name: self.line(&part.name, "세부 사업"),
                    from: part.from,
                    to: part.to,
                    audience: part.audience.as_ref().map(|audience| self.line(audience, "세부 사업")),
                    contents: part.contents.iter().map(|text| self.markdown(text, "세부 사업")).collect(),
                    cost: self.amount_in(&held, &part.cost),
                    by: part.by.as_ref().map(|by| self.line(by, "세부 사업")),
                })
                .collect(),
            funds: project.funds.clone(),
            budget,
            fund_totals,
            total,
            schedule: project
                .schedule
                .iter()
                .map(|s| ScheduleView { what: self.markdown(&s.what, "사업 일정"), from: s.from, to: s.to })
                .collect(),
        }
    }

    /// One item of the budget, with an amount for each fund.
    fn budget_row(&mut self, row: &BudgetRow, held: &Held, funds: usize) -> BudgetRowView {
        let mut amounts: Vec<AmountView> = row.amounts.iter().map(|won| self.amount_in(held, won)).collect();
        amounts.resize(funds.max(amounts.len()), hide(held, AmountView::Won(0)));
        BudgetRowView {
            label: self.line(&row.label, "예산 비목"),
            basis: row.basis.as_ref().map(|basis| self.basis(held, basis, "예산 산출내역")),
            total: hide(held, self.total(&amounts)),
            amounts,
        }
    }
}

/// The amount, or the mark of its group.
fn hide(held: &Held, amount: AmountView) -> AmountView {
    held.clone().map_or(amount, AmountView::Withheld)
}

fn staff(name: &str, quota: u32, present: u32) -> StaffView {
    let balance = balance(quota, present);
    let sign = if balance < 0 { "△" } else { "" };
    let balance_words = format!("{sign}{}", balance.unsigned_abs());
    StaffView { name: name.to_owned(), quota, present, balance, balance_words }
}
