//! Facts that published documents print, as rows of the open tables.
//!
//! A view contains the whole dossier, of which a document prints a part. A fact becomes data only if its words occur in
//! the text of a published document, so that a table never publishes more than the documents do.

use std::collections::{BTreeMap, VecDeque};

use gian_compose::markdown;
use gian_document::{Document, plain};
use gian_korean::{amount, date};
use gian_view::{AmountView, Edition, FindingView, MeetingView, PlanView, ResponseView, View, redaction};
use gian_vocabulary::review::{BudgetLine, Target};
use gian_vocabulary::values::{Clock, Date, When};
use serde::Serialize;

/// The facts of a dossier that its documents print.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Facts {
    /// The plan; `None` if no document prints it.
    pub plan: Option<PlanRow>,
    /// Versions of the plan, by number.
    pub versions: Vec<VersionRow>,
    /// Schedule of the plan.
    pub schedule: Vec<ScheduleRow>,
    /// Meetings of all rounds.
    pub meetings: Vec<MeetingRow>,
    /// Findings of all rounds, by id.
    pub findings: Vec<FindingRow>,
    /// The decision on the plan; `None` if no document prints it.
    pub decision: Option<DecisionRow>,
    /// Follow-up steps.
    pub steps: Vec<StepRow>,
    /// Costs of the meetings.
    pub costs: Vec<CostRow>,
    /// Budget and spending of the subsidy.
    pub spending: Vec<SpendingRow>,
}

/// The plan that the dossier is about.
#[derive(Debug, Clone, Serialize)]
pub struct PlanRow {
    /// Name of the plan.
    pub name: String,
    /// Kind of the plan: `실행계획`.
    pub kind: String,
    /// Municipality that made the plan.
    pub municipality: String,
    /// Name of the programme, if the document prints it.
    pub programme: Option<String>,
    /// Fiscal year of the programme.
    pub fiscal_year: u16,
    /// Days on which versions were handed in: number, day.
    pub versions: Vec<(u8, Option<Date>)>,
    /// Id of the document that prints it.
    pub document: String,
}

/// A version of the plan whose day of submission a document prints.
#[derive(Debug, Clone, Serialize)]
pub struct VersionRow {
    /// Number of the version.
    pub no: u8,
    /// Day on which it was handed in.
    pub submitted_on: Date,
    /// Id of the document that prints it.
    pub document: String,
}

/// An entry of the schedule of the plan.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleRow {
    /// What is planned.
    pub what: String,
    /// Day or month of the beginning.
    pub from: When,
    /// Day or month of the end; `None` for a single day or month.
    pub to: Option<When>,
    /// Id of the document that prints it.
    pub document: String,
}

/// A meeting of a round.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingRow {
    /// Number of the round, from 1.
    pub round: u8,
    /// Name of the meeting.
    pub name: String,
    /// Day of the meeting.
    pub date: Date,
    /// Start, if the document prints it.
    pub start: Option<Clock>,
    /// End, if the document prints it.
    pub end: Option<Clock>,
    /// Place, if the document prints it.
    pub place: Option<String>,
    /// Id of the document that prints it.
    pub document: String,
}

/// A finding with its answer.
#[derive(Debug, Clone, Serialize)]
pub struct FindingRow {
    /// `F-1-3`
    pub id: String,
    /// Number of the round, from 1.
    pub round: u8,
    /// `required`, `recommended`, `advisory`
    pub obligation: &'static str,
    /// Korean word of the obligation: `필수`.
    pub obligation_label: &'static str,
    /// Title of the finding.
    pub title: String,
    /// What it asks, if a document prints it.
    pub body: Option<String>,
    /// Place of the plan that it is about, if the document prints it.
    pub target: Option<Target>,
    /// The answer; `None` if no document prints one.
    pub response: Option<ResponseRow>,
    /// Id of the last document that prints it.
    pub document: String,
    /// Ids of all documents that print it, by day.
    pub told_in: Vec<String>,
}

/// The answer to a finding.
#[derive(Debug, Clone, Serialize)]
pub struct ResponseRow {
    /// Author of the answer, if the document prints it.
    pub by: Option<String>,
    /// Whether the finding was taken up.
    pub status: gian_vocabulary::review::ResponseStatus,
    /// Korean word of the status: `반영`.
    pub status_label: &'static str,
    /// Text of the answer.
    pub text: String,
    /// Day of the answer, if the document prints it.
    pub on: Option<Date>,
    /// Place and version of the plan that show the change.
    pub evidence: Option<Target>,
    /// Item of the subsidy that pays for the change.
    pub budget_item: Option<String>,
    /// Id of the document that prints it.
    pub document: String,
}

/// The decision on the plan.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionRow {
    /// The decision as printed: `조건부승인`.
    pub words: String,
    /// Day of the decision.
    pub on: Date,
    /// Number of the decision, if the document prints it.
    pub number: Option<String>,
    /// Id of the document that prints it.
    pub document: String,
}

/// A follow-up step after the decision.
#[derive(Debug, Clone, Serialize)]
pub struct StepRow {
    /// What is to be done.
    pub what: String,
    /// Last day for it.
    pub due: Date,
    /// Day on which it was done, if the document prints it.
    pub done_on: Option<Date>,
    /// Id of the document that prints it.
    pub document: String,
}

/// A cost of a meeting; amounts in won, `None` if withheld.
#[derive(Debug, Clone, Serialize)]
pub struct CostRow {
    /// `회의 수당` or `회의 비용`.
    pub kind: &'static str,
    /// Name of the item: `참석수당`.
    pub label: String,
    /// Round that caused the cost.
    pub round: Option<u8>,
    /// Unit price, if the document prints it.
    pub unit_price: Option<i64>,
    /// Quantity with its unit, if the document prints it.
    pub quantity: Option<(u32, String)>,
    /// Unit price times quantity.
    pub amount: Option<i64>,
    /// Budget line that pays for it, if the document prints it.
    pub budget_line: Option<BudgetLine>,
    /// Id of the document that prints it.
    pub document: String,
}

/// Budget and spending of one item of the subsidy; amounts in won, `None` if withheld.
#[derive(Debug, Clone, Serialize)]
pub struct SpendingRow {
    /// Name of the item (비목): `행사운영비`.
    pub label: String,
    /// Budget of the item.
    pub budget: Option<i64>,
    /// Amount spent, if the document prints it.
    pub spent: Option<i64>,
    /// Budget line of the subsidy, if the document prints it.
    pub budget_line: Option<BudgetLine>,
    /// Id of the document that prints it.
    pub document: String,
}

/// The text of a document, to look up which values it prints.
pub struct DocumentText {
    /// Text without whitespace, which varies with the layout.
    text: String,
    /// Text with one table cell per line, so that adjacent numbers stay separate.
    lines: String,
    /// Whether every value counts as printed: the internal edition shows all facts.
    all: bool,
}

impl DocumentText {
    /// Prepares the text of a document.
    pub fn new(view: &View, text: &str) -> Self {
        let title = redaction::written(&view.record.title);
        let text = format!("{title}\n{text}");
        Self { text: squeezed(&text), lines: text, all: view.edition == Edition::Internal }
    }

    /// Whether the document contains the words.
    pub fn has(&self, words: &str) -> bool {
        let words = squeezed(words);
        self.all || (!words.is_empty() && self.text.contains(&words))
    }

    /// Whether the document contains the day, with or without its year (as in a table of a single year).
    fn has_day(&self, day: Date) -> bool {
        let full = date::full(day.0);
        self.has(&full) || full.split_once(' ').is_some_and(|(_, rest)| self.has(rest))
    }

    fn has_when(&self, when: When) -> bool {
        let month = date::month(when.start);
        match when.month_only {
            false => self.has_day(Date(when.start)),
            true => self.has(&month) || month.split_once(' ').is_some_and(|(_, rest)| self.has(rest)),
        }
    }

    /// Whether the document contains an amount in won or in thousands of won.
    pub fn has_won(&self, won: i64) -> bool {
        let thousands = amount::thousands(won);
        // In a table with the unit 천원, the cells contain bare numbers.
        let of_table = || self.text.contains("단위:천원") && self.has_number(thousands.trim_end_matches("천원"));
        self.has_number(&amount::grouped(won)) || self.has_number(&thousands) || of_table()
    }

    /// Whether the document contains a number that is not part of a larger one.
    fn has_number(&self, number: &str) -> bool {
        let within = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == ',');
        self.all
            || self.lines.match_indices(number).any(|(at, _)| {
                let (before, after) = (&self.lines[..at], &self.lines[at + number.len()..]);
                !within(before.chars().next_back()) && !within(after.chars().next())
            })
    }

    /// Whether the document contains an amount, or the mask in its place.
    pub fn has_amount(&self, won: &AmountView) -> bool {
        match won {
            AmountView::Won(won) => self.has_won(*won),
            AmountView::Withheld(token) => self.has(&redaction::written(token)),
        }
    }

    fn has_place(&self, target: &Target) -> bool {
        let page = target.page.is_none_or(|p| self.has(&format!("p.{p}")) || self.has(&format!("{p}쪽")));
        let section = target.section.as_ref().is_none_or(|s| self.has(s));
        // A version alone is never printed.
        page && section && (self.all || target.page.is_some() || target.section.is_some())
    }

    fn budget_line(&self, line: &BudgetLine) -> Option<BudgetLine> {
        (self.has(&line.detail_project) && self.has(&line.item)).then(|| line.clone())
    }

    /// The text, if the document contains it.
    fn keep(&self, text: String) -> Option<String> {
        Some(text).filter(|t| self.has(t))
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Markdown of a view as plain text.
fn words(source: &str) -> String {
    let (blocks, _) = markdown::parse(source);
    redaction::written(&gian_emit::text::emit(&Document { blocks, ..Document::default() }).trim().replace('\n', " "))
}

/// A line of Markdown of a view as plain text.
fn line(source: &str) -> String {
    redaction::written(&plain(&markdown::parse_inline(source).0))
}

fn won(view: &AmountView) -> Option<i64> {
    match view {
        AmountView::Won(won) => Some(*won),
        AmountView::Withheld(_) => None,
    }
}

/// The facts of a dossier that one document prints.
pub fn facts(view: &View, told: &DocumentText) -> Facts {
    if view.plan.is_none() && view.review.is_none() && view.grant.is_none() {
        return Facts::default();
    }
    let id = &view.record.id;
    let mut facts = Facts::default();
    if let Some(plan) = &view.plan {
        facts.plan = plan_row(plan, told, id);
        let versions = facts.plan.iter().flat_map(|p| &p.versions);
        facts.versions = versions
            .filter_map(|(no, on)| Some(VersionRow { no: *no, submitted_on: (*on)?, document: id.clone() }))
            .collect();
        facts.schedule = plan
            .schedule
            .iter()
            .map(|s| ScheduleRow { what: line(&s.what), from: s.from, to: s.to, document: id.clone() })
            .filter(|r| told.has(&r.what) && told.has_when(r.from) && r.to.is_none_or(|to| told.has_when(to)))
            .collect();
    }
    if let Some(review) = &view.review {
        for round in &review.rounds {
            facts.meetings.extend(round.meetings.iter().filter_map(|m| meeting_row(m, round.no, told, id)));
            facts.findings.extend(round.findings.iter().filter_map(|f| finding_row(f, round.no, told, id)));
        }
        facts.decision = review.decision.as_ref().and_then(|d| {
            let words = told.keep(redaction::written(&d.words)).filter(|_| told.has_day(d.on))?;
            let number = d.number.clone().and_then(|n| told.keep(n));
            Some(DecisionRow { words, on: d.on, number, document: id.clone() })
        });
        for step in &review.steps {
            let what = line(&step.what);
            if told.has(&what) && told.has_day(step.due) {
                let done_on = step.done_on.filter(|d| told.has_day(*d));
                facts.steps.push(StepRow { what, due: step.due, done_on, document: id.clone() });
            }
        }
        for (group, item) in
            review.costs.iter().flat_map(|c| &c.groups).flat_map(|g| g.items.iter().map(move |i| (g, i)))
        {
            let label = redaction::written(&item.label);
            if !told.has(&label) || !told.has_amount(&item.amount) {
                continue;
            }
            let quantity = format!("{}{}", item.quantity, item.unit);
            facts.costs.push(CostRow {
                kind: group.kind,
                label,
                round: item.round,
                unit_price: won(&item.unit_price).filter(|_| told.has_amount(&item.unit_price)),
                quantity: told.has(&quantity).then(|| (item.quantity, item.unit.clone())),
                amount: won(&item.amount),
                budget_line: review.costs.as_ref().and_then(|c| told.budget_line(&c.budget_line)),
                document: id.clone(),
            });
        }
    }
    for (grant, item) in view.grant.iter().flat_map(|g| g.spending.iter().map(move |s| (g, s))) {
        let label = redaction::written(&item.label);
        if told.has(&label) && told.has_amount(&item.budget) {
            facts.spending.push(SpendingRow {
                label,
                budget: won(&item.budget),
                spent: item.spent.as_ref().filter(|s| told.has_amount(s)).and_then(won),
                budget_line: told.budget_line(&grant.budget_line),
                document: id.clone(),
            });
        }
    }
    facts
}

fn plan_row(plan: &PlanView, told: &DocumentText, id: &str) -> Option<PlanRow> {
    let name = told.keep(redaction::written(&plan.plan.name))?;
    let year = plan.programme.fiscal_year;
    let known = told.has(&plan.plan.kind) && told.has(&plan.plan.municipality) && told.has(&year.to_string());
    known.then(|| PlanRow {
        name,
        kind: plan.plan.kind.clone(),
        municipality: plan.plan.municipality.clone(),
        programme: told.keep(plan.programme.name.clone()),
        fiscal_year: year,
        versions: plan.versions.iter().map(|v| (v.no, v.submitted_on.filter(|d| told.has_day(*d)))).collect(),
        document: id.to_owned(),
    })
}

fn meeting_row(meeting: &MeetingView, round: u8, told: &DocumentText, id: &str) -> Option<MeetingRow> {
    let name = told.keep(redaction::written(&meeting.name)).filter(|_| told.has_day(meeting.date))?;
    let clock = |c: Option<Clock>| c.filter(|c| told.has(&c.to_string()));
    Some(MeetingRow {
        round,
        name,
        date: meeting.date,
        start: clock(meeting.start),
        end: clock(meeting.end),
        place: meeting.place.as_ref().and_then(|p| told.keep(redaction::written(p))),
        document: id.to_owned(),
    })
}

fn finding_row(finding: &FindingView, round: u8, told: &DocumentText, id: &str) -> Option<FindingRow> {
    let title = told.keep(line(&finding.title)).filter(|_| told.has(finding.label))?;
    Some(FindingRow {
        id: finding.id.clone(),
        round,
        obligation: finding.obligation,
        obligation_label: finding.label,
        title,
        body: told.keep(words(&finding.body)),
        target: finding.target.clone().filter(|t| told.has_place(t)),
        response: finding.response.as_ref().and_then(|r| response_row(r, told, id)),
        document: id.to_owned(),
        told_in: vec![id.to_owned()],
    })
}

fn response_row(response: &ResponseView, told: &DocumentText, id: &str) -> Option<ResponseRow> {
    let text = told.keep(words(&response.text)).filter(|_| told.has(response.label))?;
    Some(ResponseRow {
        by: told.keep(redaction::written(&response.by)),
        status: response.status,
        status_label: response.label,
        text,
        on: response.on.filter(|d| told.has_day(*d)),
        evidence: response.evidence.clone().filter(|t| told.has_place(t)),
        budget_item: response.budget_item.as_ref().and_then(|b| told.keep(redaction::written(b))),
        document: id.to_owned(),
    })
}

impl Facts {
    /// Merges the facts of a later document of the same dossier: its values replace earlier ones. Values that it does
    /// not print are kept, except amounts, which may be omitted on purpose.
    pub fn add(&mut self, later: Self) {
        self.plan = later.plan.or(self.plan.take());
        if let Some(mut new) = later.decision {
            new.number = new.number.or_else(|| self.decision.take().and_then(|old| old.number));
            self.decision = Some(new);
        }
        merge(&mut self.versions, later.versions, |r| r.no, |_, _| {});
        self.versions.sort_by_key(|r| r.no);
        merge(
            &mut self.schedule,
            later.schedule,
            |r| (r.what.clone(), r.from),
            |old, new| {
                new.to = new.to.take().or(old.to);
            },
        );
        merge(
            &mut self.meetings,
            later.meetings,
            |r| (r.round, r.date, r.name.clone()),
            |old, new| {
                (new.start, new.end) = (new.start.or(old.start), new.end.or(old.end));
                new.place = new.place.take().or(old.place);
            },
        );
        merge(
            &mut self.steps,
            later.steps,
            |r| (r.due, r.what.clone()),
            |old, new| {
                new.done_on = new.done_on.or(old.done_on);
            },
        );
        merge(&mut self.costs, later.costs, |r| (r.kind, r.label.clone(), r.round), |_, _| {});
        merge(&mut self.spending, later.spending, |r| r.label.clone(), |_, _| {});
        for mut new in later.findings {
            match self.findings.iter_mut().find(|old| old.id == new.id) {
                Some(old) => {
                    new.body = new.body.take().or(old.body.take());
                    new.target = new.target.take().or(old.target.take());
                    new.response = match (new.response.take(), old.response.take()) {
                        (Some(new), Some(old)) => Some(new.with(old)),
                        (new, old) => new.or(old),
                    };
                    new.told_in = std::mem::take(&mut old.told_in).into_iter().chain(new.told_in).collect();
                    *old = new;
                }
                None => self.findings.push(new),
            }
        }
        self.findings.sort_by_key(|f| numbers(&f.id));
    }

    /// Number of findings of an obligation, and number of those that were taken up.
    pub fn settled(&self, obligation: &str) -> (usize, usize) {
        let of: Vec<&FindingRow> = self.findings.iter().filter(|f| f.obligation == obligation).collect();
        (of.len(), of.iter().filter(|f| !f.open()).count())
    }
}

impl ResponseRow {
    /// Adds the details that an earlier document prints of the same answer; a different answer is not merged.
    fn with(mut self, earlier: Self) -> Self {
        if self.status == earlier.status && self.text == earlier.text {
            self.by = self.by.or(earlier.by);
            self.on = self.on.or(earlier.on);
            self.evidence = self.evidence.or(earlier.evidence);
            self.budget_item = self.budget_item.or(earlier.budget_item);
        }
        self
    }
}

impl FindingRow {
    /// Whether the finding is unresolved: it has no answer, or one that leaves it open.
    pub fn open(&self) -> bool {
        use gian_vocabulary::review::ResponseStatus;
        self.response.as_ref().is_none_or(|r| !matches!(r.status, ResponseStatus::Done | ResponseStatus::Refused))
    }
}

/// The numbers of an id, to sort `F-1-10` after `F-1-9`.
fn numbers(id: &str) -> Vec<u32> {
    id.split('-').filter_map(|part| part.parse().ok()).collect()
}

/// Replaces rows by later ones with the same key; `fill` first copies what only the earlier row has. Rows with equal
/// keys within one document are all kept.
fn merge<T, K: Ord>(rows: &mut Vec<T>, later: Vec<T>, key: impl Fn(&T) -> K, fill: impl Fn(T, &mut T)) {
    let mut at: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        at.entry(key(row)).or_default().push_back(i);
    }
    for mut row in later {
        match at.get_mut(&key(&row)).and_then(VecDeque::pop_front) {
            Some(place) => {
                std::mem::swap(&mut rows[place], &mut row);
                // After the swap, `row` is the earlier one.
                fill(row, &mut rows[place]);
            }
            None => rows.push(row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting(start: Option<Clock>, place: &str, document: &str) -> Facts {
        let row = MeetingRow {
            round: 1,
            name: "회의".to_owned(),
            date: Date::parse("2019-04-26").unwrap(),
            start,
            end: None,
            place: Some(place.to_owned()),
            document: document.to_owned(),
        };
        Facts { meetings: vec![row], ..Facts::default() }
    }

    #[test]
    fn a_later_document_takes_nothing_away() {
        let mut facts = meeting(Clock::parse("10:00"), "3층", "A");
        facts.add(meeting(None, "4층", "B"));
        let [row] = facts.meetings.as_slice() else { panic!("{facts:?}") };
        assert_eq!((row.start, row.place.as_deref(), row.document.as_str()), (Clock::parse("10:00"), Some("4층"), "B"));
    }
}
