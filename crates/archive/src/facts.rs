//! Facts that published documents print, as rows of the open tables.
//!
//! A view contains the whole dossier, of which a document prints a part. A fact becomes data only if an expression of a
//! template or body prints it in a published document ([`Document::printed`]), so that a table never publishes more than
//! the documents do, and words or digits that occur in a text by chance publish nothing.

use std::collections::{BTreeMap, BTreeSet};

use gian_compose::{Composer, markdown};
use gian_document::{Document, plain};
use gian_view::{
    AmountView, BudgetView, DossierView, Edition, FindingView, MeetingView, OutcomeView, PlanView, ResponseView,
    ReviewView, SubjectView, TallyView, View, redaction,
};
use gian_vocabulary::review::{BudgetLine, ResponseStatus, Target};
use gian_vocabulary::values::{Clock, Date, Disclosure, When};
use serde::{Serialize, Serializer};

/// A row of printed facts: each value only if a document prints it.
trait Row {
    /// Route in the view of the object that the row is about, the same in all documents of a dossier.
    fn route(&self) -> &str;
    /// Whether any value is printed.
    fn is_told(&self) -> bool;
    /// Adds what a later document prints of the same object.
    fn add(&mut self, later: Self);
}

/// Defines a row: its values, each optional, and the document that prints it.
macro_rules! row {
    ($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $value:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, Serialize)]
        pub struct $name {
            #[serde(skip)]
            route: String,
            $($(#[$what])* pub $value: Option<$type>,)*
            /// Id of the last document that prints it.
            pub document: String,
        }

        impl Row for $name {
            fn route(&self) -> &str {
                &self.route
            }

            fn is_told(&self) -> bool {
                false $(|| self.$value.is_some())*
            }

            fn add(&mut self, later: Self) {
                $(self.$value = later.$value.or(self.$value.take());)*
                self.document = later.document;
            }
        }
    };
}

/// The facts of a dossier that its documents print.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Facts {
    /// The plan; `None` if no document prints anything of it.
    pub plan: Option<PlanRow>,
    /// Versions of the plan, by number.
    pub versions: Vec<VersionRow>,
    /// Schedule of the plan.
    pub schedule: Vec<ScheduleRow>,
    /// Sums of the budget of the plan by 비목.
    pub budget: Vec<BudgetRow>,
    /// Items of the budget of the plan.
    pub budget_items: Vec<BudgetItemRow>,
    /// When and where the plan was carried out; `None` if no document prints anything of it.
    pub outcome: Option<OutcomeRow>,
    /// Who took part in what the plan carried out.
    pub participants: Vec<ParticipantsRow>,
    /// Figures that were aimed at and reached.
    pub achievements: Vec<AchievementRow>,
    /// What the review decided one by one.
    pub subjects: Vec<SubjectRow>,
    /// Meetings of all rounds.
    pub meetings: Vec<MeetingRow>,
    /// Findings of all rounds, by id.
    pub findings: Vec<FindingRow>,
    /// The decision on the plan; `None` if no document prints anything of it.
    pub decision: Option<DecisionRow>,
    /// Follow-up steps.
    pub steps: Vec<StepRow>,
    /// Costs of the meetings.
    pub costs: Vec<CostRow>,
    /// Budget line of the costs of the meetings.
    pub cost_line: Option<BudgetLineRow>,
    /// Budget and spending of the subsidy.
    pub spending: Vec<SpendingRow>,
    /// Budget line of the subsidy.
    pub grant_line: Option<BudgetLineRow>,
    /// Facts of other dossiers that the document summarises, each with the ids of the documents of that dossier.
    #[serde(skip)]
    pub others: Vec<(Vec<String>, Facts)>,
}

row! {
    /// The plan that the dossier is about.
    PlanRow {
        /// Name of the plan.
        name: String,
        /// Kind of the plan: `실행계획`.
        kind: String,
        /// Municipality that made the plan.
        municipality: String,
        /// Name of the programme.
        programme: String,
        /// Fiscal year of the programme.
        fiscal_year: u16,
    }
}

row! {
    /// A version of the plan.
    VersionRow {
        /// Number of the version.
        no: u8,
        /// Day on which it was handed in.
        submitted_on: Date,
    }
}

row! {
    /// An entry of the schedule of the plan.
    ScheduleRow {
        /// What is planned.
        what: String,
        /// Day or month of the beginning.
        from: When,
        /// Day or month of the end; `None` for a single day or month.
        to: When,
    }
}

row! {
    /// When and where the plan was carried out.
    OutcomeRow {
        /// First day.
        from: Date,
        /// Last day; `None` if everything was done in one day.
        to: Date,
        /// Start.
        start: Clock,
        /// End.
        end: Clock,
        /// Place.
        place: String,
    }
}

row! {
    /// The sums of one 비목 of the budget.
    BudgetRow {
        /// Name of the 비목: `행사운영비`.
        label: String,
        /// Sum of its items.
        amount: Amount,
        /// Sum of what was spent.
        spent: Amount,
    }
}

row! {
    /// An item of the budget.
    BudgetItemRow {
        /// Name of its 비목.
        label: String,
        /// How the amount was computed: `50,000원 × 20명`.
        calculation: String,
        /// Fiscal year.
        year: u16,
        /// Korean word for the source of the money: `시비`.
        funding: &'static str,
        /// Amount.
        amount: Amount,
        /// Amount spent.
        spent: Amount,
    }
}

row! {
    /// A group of those who took part.
    ParticipantsRow {
        /// Name of the group: `주민`.
        group: String,
        /// Number of people.
        count: u32,
    }
}

row! {
    /// A figure that was aimed at and reached.
    AchievementRow {
        /// What is measured: `참여 주민`.
        item: String,
        /// Figure aimed at, as printed.
        target: String,
        /// Figure reached, as printed.
        actual: String,
        /// Unit of both.
        unit: String,
    }
}

row! {
    /// Something that the review decided by itself: an agenda item, an application, a facility.
    SubjectRow {
        /// Its number.
        number: u16,
        /// Its name.
        name: String,
        /// Number of the bill.
        bill_no: String,
        /// Description.
        note: String,
        /// Sum of the scores, as printed.
        total: String,
        /// Rank by the sum, from 1.
        rank: usize,
        /// Votes for.
        votes_yes: u32,
        /// Votes against.
        votes_no: u32,
        /// Abstentions.
        votes_abstained: u32,
        /// Result: a word of the process.
        result: String,
        /// Opinion or reason.
        reason: String,
        /// What must be done about it.
        action: String,
        /// Last day for it.
        due: Date,
        /// Day on which it was done.
        done_on: Date,
    }
}

row! {
    /// A meeting of a round.
    MeetingRow {
        /// Number of the round, from 1.
        round: u8,
        /// Name of the meeting.
        name: String,
        /// Day of the meeting.
        date: Date,
        /// Start.
        start: Clock,
        /// End.
        end: Clock,
        /// Place.
        place: String,
    }
}

row! {
    /// A finding. Its id is a number that the program demands of every finding, not words of a writer.
    FindingRow {
        /// `F-1-3`
        id: String,
        /// Number of the round, from 1.
        round: u8,
        /// `required`, `recommended`, `advisory`
        obligation: &'static str,
        /// Korean word of the obligation: `필수`.
        obligation_label: &'static str,
        /// Title of the finding.
        title: String,
        /// What it asks.
        body: String,
        /// Place of the plan that it is about.
        target: PlaceRow,
        /// The answer.
        response: ResponseRow,
        /// Ids of all documents that print it, by day.
        told_in: Vec<String>,
    }
}

row! {
    /// The answer to a finding.
    ResponseRow {
        /// Author of the answer.
        by: String,
        /// Whether the finding was taken up.
        status: ResponseStatus,
        /// Korean word of the status: `반영`.
        status_label: &'static str,
        /// Text of the answer.
        text: String,
        /// Day of the answer.
        on: Date,
        /// Place and version of the plan that show the change.
        evidence: PlaceRow,
        /// Item of the subsidy that pays for the change.
        budget_item: String,
    }
}

row! {
    /// A place of the plan.
    PlaceRow {
        /// Version of the plan.
        version: u8,
        /// Name of the chapter or section.
        section: String,
        /// Page.
        page: u16,
    }
}

row! {
    /// The decision on the plan.
    DecisionRow {
        /// The decision as printed: `조건부승인`.
        words: String,
        /// Day of the decision.
        on: Date,
        /// Number of the decision.
        number: String,
    }
}

row! {
    /// A follow-up step after the decision.
    StepRow {
        /// What is to be done.
        what: String,
        /// Last day for it.
        due: Date,
        /// Day on which it was done.
        done_on: Date,
    }
}

row! {
    /// A cost of a meeting.
    CostRow {
        /// Sort of the cost: `회의 수당`, `심사 비용`, `무대 설치`.
        kind: String,
        /// Name of the item: `참석수당`.
        label: String,
        /// Round that caused the cost.
        round: u8,
        /// Unit price.
        unit_price: Amount,
        /// Quantity.
        quantity: u32,
        /// Unit of the quantity.
        unit: String,
        /// Unit price times quantity.
        amount: Amount,
    }
}

row! {
    /// The budget line of costs or of the subsidy, which holds for all their items.
    BudgetLineRow {
        /// Project (세부사업).
        project: String,
        /// Item (통계목).
        item: String,
    }
}

row! {
    /// Budget and spending of one item of the subsidy.
    SpendingRow {
        /// Name of the item (비목): `행사운영비`.
        label: String,
        /// Budget of the item.
        budget: Amount,
        /// Amount spent.
        spent: Amount,
    }
}

/// A printed amount in won; withheld where the document prints a redaction mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount(Option<i64>);

impl Amount {
    /// The amount in won, unless it is withheld.
    pub fn won(self) -> Option<i64> {
        self.0
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(won) => serializer.serialize_i64(won),
            None => serializer.serialize_str(Disclosure::Closed.label()),
        }
    }
}

/// The facts that a document prints, by their routes in the view.
pub struct Printed<'a> {
    routes: &'a BTreeSet<String>,
    /// Whether every fact counts as printed: the internal edition shows all facts.
    all: bool,
}

impl<'a> Printed<'a> {
    /// The facts of a composed document.
    pub fn new(view: &View, document: &'a Document) -> Self {
        Self { routes: &document.printed, all: view.edition == Edition::Internal }
    }

    /// Whether an expression of the document prints the value at a route of the view.
    pub fn has(&self, route: &str) -> bool {
        self.all || self.routes.contains(route)
    }

    /// Whether all values of an object are printed.
    pub fn has_all(&self, object: &str, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.has(&format!("{object}/{key}")))
    }

    /// The value of an object, if it is printed.
    fn keep<T>(&self, object: &str, key: &str, value: T) -> Option<T> {
        self.has(&format!("{object}/{key}")).then_some(value)
    }

    /// A place of the plan.
    fn place(&self, route: &str, target: &Target) -> Option<PlaceRow> {
        let row = PlaceRow {
            version: self.keep(route, "version", target.version),
            section: self.keep(route, "section", target.section.clone()).flatten(),
            page: self.keep(route, "page", target.page).flatten(),
            ..PlaceRow::default()
        };
        Some(row).filter(Row::is_told)
    }

    fn budget_line(&self, route: &str, line: &BudgetLine, id: &str) -> Option<BudgetLineRow> {
        let row = BudgetLineRow {
            route: route.to_owned(),
            project: self.keep(route, "detail_project", line.detail_project.clone()),
            item: self.keep(route, "item", line.item.clone()),
            document: id.to_owned(),
        };
        Some(row).filter(Row::is_told)
    }
}

/// Drops from a composed document the record of facts that its text does not tell.
pub fn confirm(composer: &Composer, view: &View, path: &str, document: &mut Document) {
    let shown = |blocks| gian_emit::text::emit(&Document { blocks, ..Document::default() });
    for route in composer.untold(view, path, &document.printed, &shown) {
        document.printed.remove(&route);
    }
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

fn won(view: &AmountView) -> Amount {
    match view {
        AmountView::Won(won) => Amount(Some(*won)),
        AmountView::Withheld(_) => Amount(None),
    }
}

/// Route of the plan.
const PLAN: &str = "/plan";
/// Route of the decision.
const DECISION: &str = "/review/decision";

/// The facts that one document prints.
pub fn facts(view: &View, printed: &Printed<'_>) -> Facts {
    let id = &view.record.id;
    let mut facts = Facts::default();
    if let Some(plan) = &view.plan {
        of_plan(plan, printed, id, &mut facts);
    }
    if let Some(review) = &view.review {
        of_review(review, printed, id, &mut facts);
    }
    if let Some(grant) = &view.grant {
        facts.grant_line = printed.budget_line("/grant/budget_line", &grant.budget_line, id);
        for (i, spending) in grant.spending.iter().enumerate() {
            let at = format!("/grant/spending/{i}");
            let row = SpendingRow {
                label: printed.keep(&at, "label", redaction::written(&spending.label)),
                budget: printed.keep(&at, "budget", won(&spending.budget)),
                spent: spending.spent.as_ref().and_then(|s| printed.keep(&at, "spent", won(s))),
                document: id.clone(),
                route: at,
            };
            facts.spending.extend(Some(row).filter(Row::is_told));
        }
    }
    for (i, dossier) in view.dossiers.iter().enumerate() {
        let other = of_other(dossier, printed, &format!("/dossiers/{i}"), id);
        if dossier.documents.contains(id) {
            facts.add(other);
        } else {
            facts.others.push((dossier.documents.clone(), other));
        }
    }
    facts
}

/// The facts of a dossier that another one summarises. Counts and days that are computed are no facts.
fn of_other(dossier: &DossierView, printed: &Printed<'_>, at: &str, id: &str) -> Facts {
    let plan = PlanRow {
        route: PLAN.to_owned(),
        name: printed.keep(at, "name", redaction::written(&dossier.name)),
        kind: printed.keep(at, "kind", dossier.kind.clone()),
        municipality: printed.keep(at, "municipality", dossier.municipality.clone()),
        fiscal_year: printed.keep(at, "fiscal_year", dossier.fiscal_year),
        document: id.to_owned(),
        ..PlanRow::default()
    };
    let decision = DecisionRow {
        route: DECISION.to_owned(),
        words: dossier.decision.as_ref().and_then(|words| printed.keep(at, "decision", redaction::written(words))),
        on: dossier.decided_on.and_then(|day| printed.keep(at, "decided_on", day)),
        document: id.to_owned(),
        ..DecisionRow::default()
    };
    Facts { plan: Some(plan).filter(Row::is_told), decision: Some(decision).filter(Row::is_told), ..Facts::default() }
}

fn of_plan(plan: &PlanView, printed: &Printed<'_>, id: &str, facts: &mut Facts) {
    let row = PlanRow {
        route: PLAN.to_owned(),
        name: printed.keep("/plan/plan", "name", redaction::written(&plan.plan.name)),
        kind: printed.keep("/plan/plan", "kind", plan.plan.kind.clone()),
        municipality: printed.keep("/plan/plan", "municipality", plan.plan.municipality.clone()),
        programme: printed.keep("/plan/programme", "name", plan.programme.name.clone()),
        fiscal_year: printed.keep("/plan/programme", "fiscal_year", plan.programme.fiscal_year),
        document: id.to_owned(),
    };
    facts.plan = Some(row).filter(Row::is_told);
    for (i, version) in plan.versions.iter().enumerate() {
        let route = format!("/plan/versions/{i}");
        let submitted_on = version.submitted_on.and_then(|day| printed.keep(&route, "submitted_on", day));
        // The number identifies the row, and tells nothing by itself.
        if submitted_on.is_some() {
            facts.versions.push(VersionRow { route, no: Some(version.no), submitted_on, document: id.to_owned() });
        }
    }
    for (i, item) in plan.schedule.iter().enumerate() {
        let route = format!("/plan/schedule/{i}");
        let row = ScheduleRow {
            what: printed.keep(&route, "what", line(&item.what)),
            from: printed.keep(&route, "from", item.from),
            to: item.to.and_then(|to| printed.keep(&route, "to", to)),
            document: id.to_owned(),
            route,
        };
        facts.schedule.extend(Some(row).filter(Row::is_told));
    }
    if let Some(outcome) = &plan.outcome {
        let route = "/plan/outcome".to_owned();
        let place = outcome.place.as_ref().map(|p| redaction::written(p));
        let row = OutcomeRow {
            from: printed.keep(&route, "from", outcome.from),
            to: outcome.to.and_then(|to| printed.keep(&route, "to", to)),
            start: outcome.start.and_then(|clock| printed.keep(&route, "start", clock)),
            end: outcome.end.and_then(|clock| printed.keep(&route, "end", clock)),
            place: place.and_then(|place| printed.keep(&route, "place", place)),
            document: id.to_owned(),
            route,
        };
        facts.outcome = Some(row).filter(Row::is_told);
        of_outcome(outcome, printed, id, facts);
    }
    if let Some(budget) = &plan.budget {
        of_budget(budget, printed, id, facts);
    }
}

fn of_outcome(outcome: &OutcomeView, printed: &Printed<'_>, id: &str, facts: &mut Facts) {
    for (i, group) in outcome.participants.iter().enumerate() {
        let route = format!("/plan/outcome/participants/{i}");
        let row = ParticipantsRow {
            group: printed.keep(&route, "group", redaction::written(&group.group)),
            count: printed.keep(&route, "count", group.count),
            document: id.to_owned(),
            route,
        };
        facts.participants.extend(Some(row).filter(Row::is_told));
    }
    for (i, achievement) in outcome.achievements.iter().enumerate() {
        let route = format!("/plan/outcome/achievements/{i}");
        let target = achievement.target.as_ref().map(|target| redaction::written(target));
        let row = AchievementRow {
            item: printed.keep(&route, "item", redaction::written(&achievement.item)),
            target: target.and_then(|target| printed.keep(&route, "target", target)),
            actual: printed.keep(&route, "actual", redaction::written(&achievement.actual)),
            unit: printed.keep(&route, "unit", achievement.unit.clone()),
            document: id.to_owned(),
            route,
        };
        facts.achievements.extend(Some(row).filter(Row::is_told));
    }
}

fn of_budget(budget: &BudgetView, printed: &Printed<'_>, id: &str, facts: &mut Facts) {
    for (g, group) in budget.groups.iter().enumerate() {
        let at = format!("/plan/budget/groups/{g}");
        let label = printed.keep(&at, "label", redaction::written(&group.label));
        for (i, item) in group.items.iter().enumerate() {
            let route = format!("{at}/items/{i}");
            let calculation = item.calculation.as_ref().map(|words| redaction::written(words));
            let mut row = BudgetItemRow {
                calculation: calculation.and_then(|words| printed.keep(&route, "calculation", words)),
                year: item.year.and_then(|year| printed.keep(&route, "year", year)),
                funding: item.funding.and_then(|funding| printed.keep(&route, "funding", funding)),
                amount: printed.keep(&route, "amount", won(&item.amount)),
                spent: item.spent.as_ref().and_then(|spent| printed.keep(&route, "spent", won(spent))),
                ..BudgetItemRow::default()
            };
            // The name of the group is printed once for all items.
            if row.is_told() {
                row.label.clone_from(&label);
                (row.route, row.document) = (route, id.to_owned());
                facts.budget_items.push(row);
            }
        }
        let row = BudgetRow {
            label,
            amount: printed.keep(&at, "amount", won(&group.amount)),
            spent: group.spent.as_ref().and_then(|spent| printed.keep(&at, "spent", won(spent))),
            document: id.to_owned(),
            route: at,
        };
        facts.budget.extend(Some(row).filter(Row::is_told));
    }
}

fn subject_row(subject: &SubjectView, printed: &Printed<'_>, route: String, id: &str) -> Option<SubjectRow> {
    let votes = format!("{route}/votes");
    let cast =
        |key: &str, of: fn(&TallyView) -> u32| subject.votes.as_ref().and_then(|v| printed.keep(&votes, key, of(v)));
    let text = |key: &str, markdown: &Option<String>| {
        markdown.as_ref().and_then(|markdown| printed.keep(&route, key, words(markdown)))
    };
    let row = SubjectRow {
        number: printed.keep(&route, "no", subject.no),
        name: printed.keep(&route, "name", redaction::written(&subject.name)),
        bill_no: subject.bill_no.clone().and_then(|number| printed.keep(&route, "bill_no", number)),
        note: text("note", &subject.note),
        total: subject.total.clone().and_then(|total| printed.keep(&route, "total", total)),
        rank: subject.rank.and_then(|rank| printed.keep(&route, "rank", rank)),
        votes_yes: cast("yes", |v| v.yes),
        votes_no: cast("no", |v| v.no),
        votes_abstained: cast("abstained", |v| v.abstained),
        result: subject.result.clone().and_then(|result| printed.keep(&route, "result", result)),
        reason: text("reason", &subject.reason),
        action: text("action", &subject.action),
        due: subject.due.and_then(|day| printed.keep(&route, "due", day)),
        done_on: subject.done_on.and_then(|day| printed.keep(&route, "done_on", day)),
        document: id.to_owned(),
        route: route.clone(),
    };
    Some(row).filter(Row::is_told)
}

fn of_review(review: &ReviewView, printed: &Printed<'_>, id: &str, facts: &mut Facts) {
    for (r, round) in review.rounds.iter().enumerate() {
        let at = |list: &str, i: usize| format!("/review/rounds/{r}/{list}/{i}");
        for (i, meeting) in round.meetings.iter().enumerate() {
            facts.meetings.extend(meeting_row(meeting, round.no, printed, at("meetings", i), id));
        }
        for (i, finding) in round.findings.iter().enumerate() {
            facts.findings.extend(finding_row(finding, round.no, printed, at("findings", i), id));
        }
    }
    for (i, subject) in review.subjects.iter().enumerate() {
        facts.subjects.extend(subject_row(subject, printed, format!("/review/subjects/{i}"), id));
    }
    if let Some(decision) = &review.decision {
        let route = DECISION.to_owned();
        let row = DecisionRow {
            words: printed.keep(&route, "words", redaction::written(&decision.words)),
            on: printed.keep(&route, "on", decision.on),
            number: decision.number.clone().and_then(|n| printed.keep(&route, "number", n)),
            document: id.to_owned(),
            route,
        };
        facts.decision = Some(row).filter(Row::is_told);
    }
    for (i, step) in review.steps.iter().enumerate() {
        let route = format!("/review/steps/{i}");
        let row = StepRow {
            what: printed.keep(&route, "what", line(&step.what)),
            due: printed.keep(&route, "due", step.due),
            done_on: step.done_on.and_then(|day| printed.keep(&route, "done_on", day)),
            document: id.to_owned(),
            route,
        };
        facts.steps.extend(Some(row).filter(Row::is_told));
    }
    let Some(costs) = &review.costs else { return };
    facts.cost_line = printed.budget_line("/review/costs/budget_line", &costs.budget_line, id);
    for (g, group) in costs.groups.iter().enumerate() {
        let kind = printed.keep(&format!("/review/costs/groups/{g}"), "kind", group.kind.clone());
        for (i, item) in group.items.iter().enumerate() {
            let at = format!("/review/costs/groups/{g}/items/{i}");
            let mut row = CostRow {
                label: printed.keep(&at, "label", redaction::written(&item.label)),
                round: item.round.and_then(|round| printed.keep(&at, "round", round)),
                unit_price: printed.keep(&at, "unit_price", won(&item.unit_price)),
                quantity: printed.keep(&at, "quantity", item.quantity),
                unit: printed.keep(&at, "unit", item.unit.clone()),
                amount: printed.keep(&at, "amount", won(&item.amount)),
                ..CostRow::default()
            };
            // The name of the group is printed once for all items.
            if row.is_told() {
                row.kind.clone_from(&kind);
                (row.route, row.document) = (at, id.to_owned());
                facts.costs.push(row);
            }
        }
    }
}

fn meeting_row(meeting: &MeetingView, round: u8, printed: &Printed<'_>, route: String, id: &str) -> Option<MeetingRow> {
    let mut row = MeetingRow {
        name: printed.keep(&route, "name", redaction::written(&meeting.name)),
        date: printed.keep(&route, "date", meeting.date),
        start: meeting.start.and_then(|clock| printed.keep(&route, "start", clock)),
        end: meeting.end.and_then(|clock| printed.keep(&route, "end", clock)),
        place: meeting.place.as_ref().and_then(|p| printed.keep(&route, "place", redaction::written(p))),
        document: id.to_owned(),
        ..MeetingRow::default()
    };
    let told = row.is_told();
    (row.round, row.route) = (Some(round), route);
    told.then_some(row)
}

fn finding_row(finding: &FindingView, round: u8, printed: &Printed<'_>, route: String, id: &str) -> Option<FindingRow> {
    let label = printed.has(&format!("{route}/label"));
    let mut row = FindingRow {
        id: printed.keep(&route, "id", finding.id.clone()),
        obligation: label.then_some(finding.obligation),
        obligation_label: label.then_some(finding.label),
        title: printed.keep(&route, "title", line(&finding.title)),
        body: printed.keep(&route, "body", words(&finding.body)),
        target: finding.target.as_ref().and_then(|t| printed.place(&format!("{route}/target"), t)),
        response: finding.response.as_ref().and_then(|r| response_row(r, printed, format!("{route}/response"), id)),
        document: id.to_owned(),
        ..FindingRow::default()
    };
    let told = row.is_told();
    row.id = Some(finding.id.clone());
    row.round = Some(round);
    row.told_in = Some(vec![id.to_owned()]);
    row.route = route;
    told.then_some(row)
}

fn response_row(response: &ResponseView, printed: &Printed<'_>, route: String, id: &str) -> Option<ResponseRow> {
    let budget_item = |b: &String| printed.keep(&route, "budget_item", redaction::written(b));
    let label = printed.has(&format!("{route}/label"));
    let row = ResponseRow {
        by: printed.keep(&route, "by", redaction::written(&response.by)),
        status: label.then_some(response.status),
        status_label: label.then_some(response.label),
        text: printed.keep(&route, "text", words(&response.text)),
        on: response.on.and_then(|day| printed.keep(&route, "on", day)),
        evidence: response.evidence.as_ref().and_then(|t| printed.place(&format!("{route}/evidence"), t)),
        budget_item: response.budget_item.as_ref().and_then(budget_item),
        document: id.to_owned(),
        route: route.clone(),
    };
    Some(row).filter(Row::is_told)
}

impl Facts {
    /// Adds the facts of a later document of the same dossier.
    pub fn add(&mut self, later: Self) {
        merge_one(&mut self.plan, later.plan);
        merge_one(&mut self.decision, later.decision);
        merge_one(&mut self.outcome, later.outcome);
        merge(&mut self.versions, later.versions);
        self.versions.sort_by_key(|r| r.no);
        merge(&mut self.schedule, later.schedule);
        merge(&mut self.budget, later.budget);
        merge(&mut self.budget_items, later.budget_items);
        merge(&mut self.participants, later.participants);
        merge(&mut self.achievements, later.achievements);
        merge(&mut self.subjects, later.subjects);
        merge(&mut self.meetings, later.meetings);
        merge(&mut self.steps, later.steps);
        merge(&mut self.costs, later.costs);
        merge(&mut self.spending, later.spending);
        merge_one(&mut self.cost_line, later.cost_line);
        merge_one(&mut self.grant_line, later.grant_line);
        for mut new in later.findings {
            match self.findings.iter_mut().find(|old| old.route == new.route) {
                Some(old) => {
                    merge_one(&mut old.target, new.target.take());
                    merge_one(&mut old.response, new.response.take());
                    let earlier = old.told_in.take().unwrap_or_default();
                    let told_in = earlier.into_iter().chain(new.told_in.take().unwrap_or_default()).collect();
                    old.add(new);
                    old.told_in = Some(told_in);
                }
                None => self.findings.push(new),
            }
        }
        self.findings.sort_by_key(|f| numbers(f.id.as_deref().unwrap_or_default()));
    }

    /// Number of findings of an obligation, and number of those that were taken up.
    pub fn settled(&self, obligation: &str) -> (usize, usize) {
        let of: Vec<&FindingRow> = self.findings.iter().filter(|f| f.obligation == Some(obligation)).collect();
        (of.len(), of.iter().filter(|f| !f.open()).count())
    }
}

impl FindingRow {
    /// Whether the finding is unresolved: no status is printed, or one that leaves it open.
    pub fn open(&self) -> bool {
        let status = self.response.as_ref().and_then(|r| r.status);
        !matches!(status, Some(ResponseStatus::Done | ResponseStatus::Refused))
    }
}

/// A document with the facts that it prints.
pub struct Told {
    /// Its day.
    pub date: Date,
    /// Its id.
    pub id: String,
    /// What it prints.
    pub facts: Facts,
}

/// The facts of each dossier: what its own documents print, and what those of other dossiers print of it. A later
/// document of the dossier takes precedence.
pub fn together(dossiers: Vec<Vec<Told>>) -> Vec<Facts> {
    let owner: BTreeMap<String, usize> =
        dossiers.iter().enumerate().flat_map(|(i, all)| all.iter().map(move |t| (t.id.clone(), i))).collect();
    let mut all: Vec<Facts> = dossiers.iter().map(|_| Facts::default()).collect();
    let mut told: Vec<(usize, Told)> =
        dossiers.into_iter().enumerate().flat_map(|(i, all)| all.into_iter().map(move |t| (i, t))).collect();
    told.sort_by(|(_, a), (_, b)| (a.date, &a.id).cmp(&(b.date, &b.id)));
    // Those of other dossiers first, so that a row names a document of its own dossier if there is one.
    for (_, told) in &mut told {
        for (documents, facts) in std::mem::take(&mut told.facts.others) {
            if let Some(other) = documents.iter().find_map(|id| owner.get(id)) {
                all[*other].add(facts);
            }
        }
    }
    for (own, told) in told {
        all[own].add(told.facts);
    }
    all
}

/// The numbers of an id, to sort `F-1-10` after `F-1-9`.
fn numbers(id: &str) -> Vec<u32> {
    id.split('-').filter_map(|part| part.parse().ok()).collect()
}

fn merge_one<T: Row>(row: &mut Option<T>, later: Option<T>) {
    match (row.as_mut(), later) {
        (Some(row), Some(later)) => row.add(later),
        (None, later) => *row = later,
        (Some(_), None) => {}
    }
}

/// Merges rows about the same object. New ones come last.
fn merge<T: Row>(rows: &mut Vec<T>, later: Vec<T>) {
    for new in later {
        match rows.iter_mut().find(|row| row.route() == new.route()) {
            Some(row) => row.add(new),
            None => rows.push(new),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting(start: Option<Clock>, place: &str, document: &str) -> Facts {
        let row = MeetingRow {
            route: "/review/rounds/0/meetings/0".to_owned(),
            round: Some(1),
            start,
            place: Some(place.to_owned()),
            document: document.to_owned(),
            ..MeetingRow::default()
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
