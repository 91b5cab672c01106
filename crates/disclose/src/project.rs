//! Projection of the model into a view: an allow-list, rule by rule.

use chrono::Datelike;
use gian_digest::{Outside, Summary};
use gian_document::escape;
use gian_model::marks::{Mark, Target};
use gian_model::plan::Point;
use gian_model::record::{Attachment, CheckResult, Original, Provenance, Record, Signer, State, disclosure_label};
use gian_model::review::{
    CostItem, Decision, Finding, Obligation, Person, Response, ResponseStatus, ReviewFile, Round, Status,
};
use gian_model::withheld::{APPOINTED, Change, Decision as Decided};
use gian_model::{Dossier, GrantFile, Line, Markdown, Secret, Settings, Won, marks};
use gian_view::rules::Rule;
use gian_view::*;
use gian_vocabulary::process::Process;
use gian_vocabulary::values::{Date, Disclosure, Ground, Points};

use crate::subjects;

use crate::facts;

mod record_facts;

/// Ground of values that are personal by nature (제9조제1항제6호).
const PERSONAL: Ground = Ground(6);

/// Projects one document for one edition, with what the edition shows of other dossiers. `None` if the document has no
/// page in the edition: 비공개 documents and drafts are internal.
pub fn project(
    settings: &Settings,
    dossier: &Dossier,
    index: usize,
    outside: &Outside,
    edition: Edition,
) -> Option<View> {
    let document = &dossier.documents[index];
    let record = &document.record;
    let as_of = settings.archive.as_of;
    if edition == Edition::Public && !is_published(record, as_of) {
        return None;
    }
    let mut redactor = Redactor::of_document(settings, dossier, record, edition);
    let department = settings.department(&record.department)?.clone();
    let plan = dossier.plan.as_ref().map(|file| redactor.plan(file));
    let review = dossier.review.as_ref().map(|file| {
        let count = |o: Obligation| file.findings.iter().filter(|f| f.obligation == o).count();
        let process = settings.process(file.process_name());
        ReviewView {
            process: ProcessView {
                name: process.name.clone(),
                subject: process.subject().to_owned(),
                opinion: process.opinion().to_owned(),
                member: process.member().to_owned(),
            },
            rounds: file.rounds.iter().map(|r| redactor.round(r, file)).collect(),
            seats: file.seats,
            criteria: subjects::criteria(file),
            full_points: file.criteria.iter().map(|c| c.points).sum::<Points>().to_string(),
            subjects: subjects::subjects(&mut redactor, file, &process),
            results: subjects::results(file, &process),
            required: count(Obligation::Required),
            recommended: count(Obligation::Recommended),
            advisory: count(Obligation::Advisory),
            decision: file.decision.as_ref().map(|d| redactor.decision(d, &process)),
            steps: file
                .steps
                .iter()
                .map(|s| StepView {
                    what: redactor.markdown(&s.what, "후속 절차"),
                    direction: s.direction.clone(),
                    due: s.due,
                    done_on: s.done_on,
                })
                .collect(),
            costs: file.costs.as_ref().map(|costs| {
                let groups = redactor.cost_groups(&costs.items);
                let stated = costs.total.as_ref().map(|total| redactor.won(total));
                let sum = groups.iter().fold(AmountView::Won(0), |sum, g| redactor.add(sum, &g.total));
                // Keep a total that is withheld itself masked, even where all its parts are open.
                let total = match stated {
                    Some(withheld @ AmountView::Withheld(_)) => withheld,
                    _ => sum,
                };
                CostsView { groups, total, budget_line: costs.budget_line.clone() }
            }),
        }
    });
    let grant = dossier.grant.as_ref().map(|file| redactor.grant(file));
    let corrected_by = corrections(record, outside, edition);
    let mut record_view = redactor.record(settings, record, corrected_by);
    record_facts::fill(&mut redactor, record, &mut record_view);
    let dossiers = redactor.covered(record, outside);
    let body = redactor.text(&document.body, "본문");
    Some(View {
        edition,
        institution: settings.institution.clone(),
        department,
        record: record_view,
        plan,
        review,
        grant,
        dossiers,
        body,
        requests: settings.requests.clone().unwrap_or_default(),
        pictures: pictures(dossier, record),
        held: redactor.held,
        opened: redactor.opened,
    })
}

/// Later documents that cite this one as corrected (`정정`).
fn corrections(record: &Record, outside: &Outside, edition: Edition) -> Vec<CorrectionView> {
    let Some(number) = &record.doc_no else { return Vec::new() };
    let found = outside.corrections(edition, number, record.date().0.year());
    found.into_iter().filter(|c| c.id != record.id).cloned().collect()
}

/// Whether a document has a page in the public edition on a day.
pub fn is_published(record: &Record, as_of: Option<Date>) -> bool {
    let closed = record.class(as_of).0 == Disclosure::Closed && Rule::ClosedDocument.holds();
    let draft = record.state == State::Draft && Rule::Draft.holds();
    !closed && !draft
}

/// Row of a closed document in the public list; `None` for other documents (정보공개법 제8조: lists are public).
pub fn listed(settings: &Settings, dossier: &Dossier, record: &Record) -> Option<Listed> {
    let as_of = settings.archive.as_of;
    let (class, grounds) = record.class(as_of);
    if class != Disclosure::Closed || record.state == State::Draft {
        return None;
    }
    let title = Redactor::of_document(settings, dossier, record, Edition::Public).line(&record.title, "제목");
    let title = redaction::written(&title);
    let named = gian_model::withheld::whole_mark(&record.title.0).is_none();
    Some(Listed {
        date: record.date(),
        department: settings.department(&record.department).map_or(String::new(), |d| d.name.clone()),
        title: named.then_some(title),
        disclosure_label: disclosure_label(class, grounds),
        grounds: ground_views(grounds),
        withdrawn: record.change(as_of).filter(|_| record.disclosure != Disclosure::Closed).map(change_view),
    })
}

fn ground_views(grounds: &[Ground]) -> Vec<GroundView> {
    grounds.iter().copied().map(GroundView::new).collect()
}

fn change_view(change: &Change) -> ChangeView {
    ChangeView { on: change.on, label: disclosure_label(change.class, &change.grounds), reason: change.reason.clone() }
}

/// Redactor: reads values for one edition and records what it withholds.
pub(crate) struct Redactor<'a> {
    edition: Edition,
    dossier: &'a Dossier,
    /// Decisions of the document.
    decisions: &'a [Decided],
    /// Grounds that the document states.
    stated: &'a [Ground],
    /// Class and grounds in force.
    class: Disclosure,
    grounds: &'a [Ground],
    pub(crate) held: Vec<Held>,
    opened: Vec<String>,
}

impl<'a> Redactor<'a> {
    /// A redactor for one document of a dossier.
    pub(crate) fn of_document(settings: &Settings, dossier: &'a Dossier, record: &'a Record, edition: Edition) -> Self {
        let (class, grounds) = record.class(settings.archive.as_of);
        let (decisions, stated) = (&*record.decisions, &*record.grounds);
        Self { edition, dossier, decisions, stated, class, grounds, held: Vec::new(), opened: Vec::new() }
    }

    /// A redactor that knows no decision, so that every mark stays in force.
    pub(crate) fn strict(dossier: &'a Dossier, edition: Edition) -> Self {
        let class = Disclosure::Closed;
        Self {
            edition,
            dossier,
            decisions: &[],
            stated: &[],
            class,
            grounds: &[],
            held: Vec::new(),
            opened: Vec::new(),
        }
    }
}

impl Redactor<'_> {
    fn public(&self) -> bool {
        self.edition == Edition::Public
    }

    /// Records that a value is withheld, and returns the redaction mark for it.
    fn hold(&mut self, place: &'static str, rule: Rule, ground: Ground, key: Option<&str>) -> String {
        self.held.push(Held { place: place.into(), rule, ground, key: key.map(str::to_owned) });
        redaction::mark(ground).to_string()
    }

    /// Whether a later change of class lifted the ground.
    fn lifted(&self, ground: Ground) -> bool {
        // A document that is closed as a whole lifts nothing, regardless of its new grounds.
        let closed = self.class == Disclosure::Closed;
        !closed && self.stated.contains(&ground) && !self.grounds.contains(&ground)
    }

    /// Whether a decision of the document discloses the subject.
    fn decided_open(&self, subject: &str) -> bool {
        self.decisions.iter().any(|d| d.subject.as_deref() == Some(subject) && d.class == Disclosure::Open)
    }

    /// Whether a decision of the document withholds the subject.
    fn decided_closed(&self, subject: &str) -> bool {
        self.decisions.iter().any(|d| d.subject.as_deref() == Some(subject) && d.class != Disclosure::Open)
    }

    /// The rule and ground by which this edition withholds a mark; `None` if it shows the value.
    fn withholds(&self, mark: &Mark) -> Option<(Rule, Ground)> {
        let (rule, ground, open) = match &mark.target {
            Target::Ground(ground) => (Rule::MarkedWords, *ground, false),
            Target::Key(key) => {
                let ground = self.dossier.withheld.get(key).map_or(PERSONAL, |f| f.ground);
                (Rule::KeyedValue, ground, self.decided_open(key))
            }
        };
        // A decision to withhold stays in force until it is revoked, even if the class changes.
        let decided = matches!(&mark.target, Target::Key(key) if self.decided_closed(key));
        let lifted = !decided && self.lifted(ground);
        (self.public() && rule.holds() && !open && !lifted).then_some((rule, ground))
    }

    pub(crate) fn markdown(&mut self, markdown: &Markdown, place: &'static str) -> String {
        self.text(&markdown.0, place)
    }

    /// Resolves the marks of Markdown; values of keys are escaped.
    fn text(&mut self, text: &str, place: &'static str) -> String {
        self.resolve(text, place, escape::encode)
    }

    /// Resolves the marks of plain text.
    pub(crate) fn line(&mut self, line: &Line, place: &'static str) -> String {
        self.resolve(&line.0, place, str::to_owned)
    }

    fn resolve(&mut self, text: &str, place: &'static str, write: fn(&str) -> String) -> String {
        marks::replace(text, |mark| {
            let key = match &mark.target {
                Target::Key(key) => Some(key.as_str()),
                Target::Ground(_) => None,
            };
            if let Some((rule, ground)) = self.withholds(mark) {
                return self.hold(place, rule, ground, key);
            }
            match key {
                None => text[mark.words.clone()].to_owned(),
                Some(key) => match self.dossier.private.get(key) {
                    Some(value) => {
                        if self.public() {
                            self.opened.push(key.to_owned());
                        }
                        write(&value.0)
                    }
                    // In a checkout without `private/` the value is unknown, so that the mask is shown.
                    None => {
                        let ground = self.dossier.withheld.get(key).map_or(PERSONAL, |f| f.ground);
                        if self.public() {
                            self.opened.push(key.to_owned());
                        }
                        redaction::mark(ground).to_string()
                    }
                },
            }
        })
    }

    pub(crate) fn points(&mut self, points: &[Point], place: &'static str) -> Vec<PointView> {
        points
            .iter()
            .map(|p| PointView {
                text: self.markdown(&p.text, place),
                details: p.details.iter().map(|d| self.markdown(d, place)).collect(),
            })
            .collect()
    }

    fn round(&mut self, round: &Round, review: &ReviewFile) -> RoundView {
        RoundView {
            no: round.no,
            kind: round.word(review).to_owned(),
            meetings: round
                .meetings
                .iter()
                .map(|m| MeetingView {
                    name: self.line(&m.name, "회의 이름"),
                    date: m.date,
                    start: m.start,
                    end: m.end,
                    place: m.place.as_ref().map(|p| self.line(p, "회의 장소")),
                    written: m.written,
                    separate: m.separate,
                    minutes: m
                        .minutes
                        .iter()
                        .map(|x| MinutesView {
                            topic: self.markdown(&x.topic, "회의 안건"),
                            body: self.markdown(&x.body, "회의 내용"),
                        })
                        .collect(),
                    host: m.host.as_ref().map(|h| self.line(h, "개최기관")),
                    programme: m.programme.iter().map(|p| self.line(p, "진행 순서")).collect(),
                    decisions: m.decisions.iter().map(|d| self.markdown(d, "결정 사항")).collect(),
                    votes: m
                        .votes
                        .iter()
                        .map(|v| VoteView {
                            topic: self.markdown(&v.topic, "표결"),
                            yes: v.yes,
                            no: v.no,
                            abstained: v.abstained,
                            result: v.result.as_ref().map(|r| self.line(r, "표결")),
                        })
                        .collect(),
                })
                .collect(),
            attendance: round
                .attendance
                .iter()
                .map(|a| AttendanceView {
                    group: self.line(&a.group, "참석 구분"),
                    count: a.count,
                    words: a.words.as_ref().map(|w| self.markdown(w, "참석 대상")),
                    observers: a.observers,
                    members: a.members.iter().map(|p| self.person(p)).collect(),
                })
                .collect(),
            attendance_total: round.attendance.iter().map(|a| a.count).sum(),
            attendance_words: round.attendance_words.as_ref().map(|w| self.line(w, "참석 구성")),
            findings: review
                .findings
                .iter()
                .filter(|f| f.round == round.no)
                .map(|f| self.finding(f, review.decision.as_ref()))
                .collect(),
        }
    }

    fn finding(&mut self, finding: &Finding, decision: Option<&Decision>) -> FindingView {
        FindingView {
            id: finding.id.clone(),
            title: self.markdown(&finding.title, "검토의견 제목"),
            obligation: match finding.obligation {
                Obligation::Required => "required",
                Obligation::Recommended => "recommended",
                Obligation::Advisory => "advisory",
            },
            label: finding.obligation.label(),
            body: self.markdown(&finding.body, "검토의견"),
            target: finding.target.clone(),
            condition: decision.is_some_and(|d| d.conditions.contains(&finding.id)),
            response: finding.response.as_ref().map(|r| self.response(r)),
        }
    }

    fn response(&mut self, response: &Response) -> ResponseView {
        const PLACE: &str = "검토의견의 답변";
        ResponseView {
            by: self.line(&response.by, PLACE),
            status: response.status,
            label: response.status.label(),
            text: self.markdown(&response.text, PLACE),
            before: response.before.as_ref().map(|m| self.markdown(m, PLACE)),
            after: response.after.as_ref().map(|m| self.markdown(m, PLACE)),
            evidence: response.evidence.clone(),
            budget_item: response.budget_item.as_ref().map(|b| self.line(b, PLACE)),
            on: response.on,
        }
    }

    /// The words that a document prints for a decision.
    fn decision_words(&mut self, decision: &Decision) -> String {
        decision.words.as_ref().map_or_else(|| decision.result.clone(), |w| self.line(w, "결정"))
    }

    fn decision(&mut self, decision: &Decision, process: &Process) -> DecisionView {
        let words = self.decision_words(decision);
        // If the printed words are withheld, withhold the result too, because it has the same meaning.
        let held = words.chars().find(|c| redaction::ground_of(*c).is_some());
        let name = process.effect(&decision.result).map(subjects::name);
        DecisionView {
            result: held.map_or(name.unwrap_or_default(), |token| token.to_string()),
            words,
            number: decision.number.clone(),
            on: decision.on,
            reason: decision.reason.as_ref().map(|r| self.markdown(r, "결정의 이유")),
            conditions: decision.conditions.clone(),
        }
    }

    pub(crate) fn grant(&mut self, file: &GrantFile) -> GrantView {
        // If one amount is withheld, withhold all: the others and their sum would give it away.
        let derived = Rule::DerivedAmount.holds();
        let mut held = None;
        for (_, won) in file.amounts() {
            if let AmountView::Withheld(token) = self.won(won) {
                held = Some(token).filter(|_| derived);
            }
        }
        let mut amount = |won: &Won| match (&held, won.value(&self.dossier.private)) {
            (Some(token), _) => AmountView::Withheld(token.clone()),
            // An amount whose value is not available is masked even if no other is withheld.
            (None, _) => self.won(won),
        };
        let applied = file.application.as_ref().map(|a| amount(&a.amount));
        let decided = amount(&file.decision.amount);
        let payments: Vec<PaymentView> =
            file.payments.iter().map(|p| PaymentView { on: p.on, amount: amount(&p.amount) }).collect();
        let pairs: Vec<(AmountView, Option<AmountView>)> =
            file.spending.iter().map(|s| (amount(&s.budget), s.spent.as_ref().map(&mut amount))).collect();
        let interest = file.settlement.as_ref().and_then(|s| s.interest.as_ref()).map(&mut amount);
        let zero = AmountView::Won(0);
        let spending: Vec<SpendingView> = file
            .spending
            .iter()
            .zip(pairs)
            .map(|(item, (budget, spent))| SpendingView {
                label: self.line(&item.label, "보조금의 비목"),
                balance: self.add(budget.clone(), &negative(spent.as_ref().unwrap_or(&zero))),
                rate: rate(&budget, spent.as_ref().unwrap_or(&zero)),
                budget,
                spent,
                note: item.note.as_ref().map(|n| self.markdown(n, "보조금의 집행")),
            })
            .collect();
        let budget = spending.iter().fold(zero.clone(), |sum, s| self.add(sum, &s.budget));
        let spent = spending.iter().fold(zero.clone(), |sum, s| self.add(sum, s.spent.as_ref().unwrap_or(&zero)));
        // Mask missing amounts too, so that absence cannot be told from withholding.
        let hide = |amount: AmountView| held.clone().map_or(amount, AmountView::Withheld);
        let (spent, budget) = (hide(spent), hide(budget));
        let balance = self.add(budget.clone(), &negative(&spent));
        let settlement = file.settlement.as_ref().map(|s| SettlementView {
            on: s.on,
            returned: self.add(balance.clone(), interest.as_ref().unwrap_or(&zero)),
            interest: hide(interest.clone().unwrap_or(zero.clone())),
            due: s.due,
            remarks: s.remarks.iter().map(|r| self.markdown(r, "정산 의견")).collect(),
        });
        GrantView {
            recipient: self.line(&file.recipient, "교부대상"),
            applied_on: file.application.as_ref().map(|a| a.on),
            applied,
            decided_on: file.decision.on,
            amount: decided,
            conditions: file.decision.conditions.iter().map(|c| self.markdown(c, "교부조건")).collect(),
            basis: file.decision.basis.clone(),
            paid: payments.iter().fold(zero, |sum, p| self.add(sum, &p.amount)),
            payments,
            rate: rate(&budget, &spent),
            spending,
            budget,
            spent,
            balance,
            settlement,
            budget_line: file.budget_line.clone(),
        }
    }

    /// The dossiers that the document summarises.
    fn covered(&mut self, record: &Record, outside: &Outside) -> Vec<DossierView> {
        if record.covers.is_empty() {
            return Vec::new();
        }
        let covers = |folder: &str| record.covers_dossier(folder);
        let row = |(folder, summary): (&str, &Summary)| {
            // The register of a document names the keys of its own dossier; those of others stay there.
            let own = (folder == self.dossier.folder).then(|| row(self.dossier, self.edition)).flatten();
            self.held.extend(own.map_or_else(|| summary.held.clone(), |(_, held)| held));
            DossierView { documents: summary.documents.clone(), ..summary.row.clone() }
        };
        let mut rows: Vec<DossierView> = outside.summaries(self.edition, covers).into_iter().map(row).collect();
        // By what the rows say, because the order of folders could reveal something.
        rows.sort_by_cached_key(|row| {
            let words = serde_json::to_string(row).expect("a row is plain data");
            (row.fiscal_year, row.submitted_on, row.municipality.clone(), words)
        });
        rows
    }

    /// The rule and ground by which this edition withholds a person; `None` if the person is named.
    fn withholds_person(&self, person: &Person) -> Option<(Rule, Ground)> {
        if !self.public() {
            return None;
        }
        let by_mark = person.withheld.filter(|g| Rule::Person.holds() && !self.lifted(*g)).map(|g| (Rule::Person, g));
        let undecided = person.status == Some(Status::Appointed) && !self.decided_open(APPOINTED);
        // Appointed members are named only if the document decided so.
        let appointed = || {
            let decided = self.decisions.iter().find(|d| d.subject.as_deref() == Some(APPOINTED));
            let ground = decided.and_then(|d| d.ground).unwrap_or(PERSONAL);
            // Require a decision: a change of class alone does not disclose names.
            (undecided && Rule::AppointedMember.holds()).then_some((Rule::AppointedMember, ground))
        };
        by_mark.or_else(appointed)
    }

    fn person(&mut self, person: &Person) -> PersonView {
        self.person_at(person, "참석자 명단")
    }

    fn person_at(&mut self, person: &Person, place: &'static str) -> PersonView {
        let resident_no = person.resident_no.as_ref().map(|s| self.secret(s));
        let contact = person.contact.as_ref().map(|s| self.secret(s));
        let account = person.account.as_ref().map(|a| AccountView {
            bank: self.secret(&a.bank),
            number: self.secret(&a.number),
            holder: a.holder.as_ref().map(|s| self.secret(s)),
        });
        let (name, affiliation, title, withheld) = match self.withholds_person(person) {
            Some((rule, ground)) => (self.hold(place, rule, ground, None), None, None, Some(ground)),
            None => (
                self.line(&person.name, place),
                person.affiliation.as_ref().map(|a| self.line(a, place)),
                person.title.as_ref().map(|t| self.line(t, place)),
                person.withheld.filter(|_| !self.public()),
            ),
        };
        PersonView { name, affiliation, title, withheld, resident_no, contact, account }
    }

    /// A value for the internal edition only.
    fn secret(&mut self, secret: &Secret) -> String {
        match self.edition {
            Edition::Public if Rule::PersonalNumber.holds() => {
                self.hold("참석자 명단", Rule::PersonalNumber, PERSONAL, None)
            }
            _ => Line(secret.0.clone()).plain(&self.dossier.private),
        }
    }

    pub(crate) fn won(&mut self, won: &Won) -> AmountView {
        let Some(mark) = won.mark() else {
            return match won {
                Won::Open(amount) => AmountView::Won(*amount),
                Won::Marked(_) => AmountView::Withheld(redaction::mark(PERSONAL).to_string()),
            };
        };
        let key = match &mark.target {
            Target::Key(key) => Some(key.clone()),
            Target::Ground(_) => None,
        };
        let held = self.withholds(&mark).filter(|_| Rule::Amount.holds());
        match (held, won.value(&self.dossier.private)) {
            (Some((_, ground)), _) => AmountView::Withheld(self.hold("비용", Rule::Amount, ground, key.as_deref())),
            (None, Some(amount)) => {
                if let Some(key) = key.filter(|_| self.public()) {
                    self.opened.push(key);
                }
                AmountView::Won(amount)
            }
            (None, None) => {
                let ground = key.as_ref().and_then(|k| self.dossier.withheld.get(k)).map_or(PERSONAL, |f| f.ground);
                AmountView::Withheld(redaction::mark(ground).to_string())
            }
        }
    }

    /// Adds to a sum. If one part is withheld, so is the sum, because the open parts and the sum would give it away.
    pub(crate) fn add(&self, sum: AmountView, part: &AmountView) -> AmountView {
        match (sum, part) {
            (AmountView::Won(a), AmountView::Won(b)) => AmountView::Won(a.saturating_add(*b)),
            (sum, AmountView::Withheld(_)) if !Rule::DerivedAmount.holds() => sum,
            (AmountView::Withheld(token), _) => AmountView::Withheld(token),
            (_, AmountView::Withheld(token)) => AmountView::Withheld(token.clone()),
        }
    }

    fn cost_groups(&mut self, items: &[CostItem]) -> Vec<CostGroup> {
        let mut groups: Vec<CostGroup> = Vec::new();
        for item in items {
            // The costs of a meeting are two sums; others are named as the writer names them.
            let kind = match item.kind.as_str() {
                "수당" => "회의 수당",
                "인쇄" | "다과" | "임차" => "회의 비용",
                other => other,
            };
            let mut unit_price = self.won(&item.unit_price);
            let stated = item.amount.as_ref().map(|amount| self.won(amount));
            let product = || item.product(&self.dossier.private).map(AmountView::Won);
            let amount = match (&unit_price, stated) {
                (AmountView::Withheld(_), _) if !Rule::DerivedAmount.holds() => product().unwrap_or(AmountView::Won(0)),
                (AmountView::Withheld(token), _) => AmountView::Withheld(token.clone()),
                (_, Some(AmountView::Withheld(token))) => {
                    // Mask the price too: price times quantity would give the withheld amount.
                    unit_price = AmountView::Withheld(token.clone());
                    AmountView::Withheld(token)
                }
                (AmountView::Won(price), _) => AmountView::Won(price.saturating_mul(i64::from(item.quantity))),
            };
            let view = CostView {
                label: self.line(&item.label, "비용 항목"),
                round: item.round,
                unit_price,
                quantity: item.quantity,
                unit: item.unit.clone(),
                amount,
                note: item.note.as_ref().map(|n| self.markdown(n, "비용 설명")),
            };
            match groups.iter_mut().find(|g| g.kind == kind) {
                Some(group) => {
                    group.total = self.add(group.total.clone(), &view.amount);
                    group.items.push(view);
                }
                None => groups.push(CostGroup { kind: kind.to_owned(), total: view.amount.clone(), items: vec![view] }),
            }
        }
        groups
    }

    fn record(&mut self, settings: &Settings, record: &Record, corrected_by: Vec<CorrectionView>) -> RecordView {
        let signed = record.state != State::Draft;
        let signer = |s: &Signer| SignerView {
            role: s.role,
            title: s.title.clone(),
            // Print names in signature cells only once the document is approved.
            name: if signed && s.signs() { s.name.clone() } else { String::new() },
            marks: s.marks.clone(),
            initiative: s.initiative,
            signed_on: s.signed_on.filter(|_| signed),
            absent: s.absent.clone(),
            opinion: s.opinion,
        };
        let as_of = settings.archive.as_of;
        let (disclosure, grounds) = record.class(as_of);
        let mut changes: Vec<&Change> =
            record.changes.iter().filter(|c| as_of.is_some_and(|day| c.on <= day)).collect();
        changes.sort_by_key(|c| c.on);
        RecordView {
            id: record.id.clone(),
            kind: record.kind.clone(),
            state: record.state,
            title: self.line(&record.title, "제목"),
            lead: record.lead.as_ref().map(|l| self.markdown(l, "머리글")),
            item_markers: record.item_markers.clone(),
            team: record.team.clone(),
            doc_no: record.doc_no.clone(),
            management_no: record.management_no.clone(),
            policy_no: record.policy_no.clone(),
            drafted_on: record.drafted_on,
            approved_on: record.approved_on,
            sent_on: record.sent_on,
            date: record.date(),
            approval: record.approval.iter().map(signer).collect(),
            cooperation: record.cooperation.iter().map(signer).collect(),
            disclosure,
            disclosure_label: disclosure_label(disclosure, grounds),
            grounds: ground_views(grounds),
            retention: record.retention.label().to_owned(),
            classification: record.classification.clone(),
            author: record.author.as_ref().map_or(String::new(), |a| a.name.clone()),
            phone: record.author.as_ref().and_then(|a| a.phone.clone()),
            fax: record.author.as_ref().and_then(|a| a.fax.as_ref()).map(|f| self.line(f, "작성자의 팩스")),
            email: record.author.as_ref().and_then(|a| a.email.as_ref()).map(|e| self.line(e, "작성자의 전자우편")),
            summary: record.summary.as_ref().map(|s| self.line(s, "문서요지")),
            keywords: record.keywords.iter().map(|k| self.line(k, "키워드")).collect(),
            // Do not apply the licence of the office to records imported from a list: only the other archive knows
            // their terms.
            licence: record.licence.or(settings.licence.filter(|_| record.source.is_none())).map(LicenceView::new),
            attachments: record.attachments.iter().map(|a| self.attachment(a)).collect(),
            received: record.is_received(),
            originals: record.originals.iter().map(|o| self.original(o)).collect(),
            from_list: record.source == Some(Provenance::List),
            source_url: record.source_url.clone(),
            related: record
                .related
                .iter()
                .map(|r| RelatedView {
                    relation: r.relation,
                    doc_no: r.doc_no.clone(),
                    date: r.date,
                    title: self.line(&r.title, "관련문서"),
                })
                .collect(),
            changes: changes.into_iter().map(change_view).collect(),
            corrected_by,
            receivers: record.receivers.iter().map(|r| self.line(r, "수신")).collect(),
            honorific: record.honorific,
            via: record.via.clone(),
            senders: match (record.receivers.is_empty() && record.notice.is_none(), record.senders.is_empty()) {
                // An internal document has no sender (행정업무규정 제13조제3항); a notice is addressed to everybody.
                (true, _) => Vec::new(),
                (false, true) => settings.institution.head.iter().cloned().collect(),
                (false, false) => record.senders.clone(),
            },
            seal: record.seal,
            joint: record
                .joint
                .iter()
                .map(|j| JointView { agency: j.agency.clone(), approval: j.approval.iter().map(signer).collect() })
                .collect(),
            checklist: record
                .checklist
                .iter()
                .map(|c| CheckView {
                    group: c.group.clone(),
                    item: c.item.clone(),
                    done: c.result == CheckResult::Done,
                    note: c.note.as_ref().map(|n| self.line(n, "사전검토")),
                })
                .collect(),
            trip: None,
            acceptance: None,
            handover: None,
            duties: None,
            project: None,
            notice: record.notice.as_ref().map(|n| self.notice(n)),
            form: record.form.as_ref().map(facts::form),
            press: record.press.as_ref().map(|p| {
                let department = settings.department(&record.department).map_or("", |d| &*d.name);
                self.press(p, department)
            }),
            demand: record.demand.as_ref().map(|d| self.demand(d)),
        }
    }

    fn original(&mut self, original: &Original) -> OriginalView {
        let open = original.disclosure == Disclosure::Open;
        let hidden = self.hides_file(original.disclosure, &original.grounds, "원본");
        // Offer the disclosable part in place of the whole file (제14조).
        let file = if hidden { original.public_file.clone() } else { Some(original.file.clone()) };
        let title = original.title.as_ref().map(|t| self.line(t, "원본 제목"));
        OriginalView {
            title: title.or_else(|| file.clone()).unwrap_or_else(|| "원본".to_owned()),
            disclosure_label: disclosure_label(original.disclosure, &original.grounds),
            open,
            file,
        }
    }

    /// Whether this edition withholds a file; if so, records it for each ground.
    fn hides_file(&mut self, class: Disclosure, grounds: &[Ground], place: &'static str) -> bool {
        let hidden = self.public() && class != Disclosure::Open && Rule::AttachmentFile.holds();
        for ground in grounds.iter().filter(|_| hidden) {
            self.hold(place, Rule::AttachmentFile, *ground, None);
        }
        hidden
    }

    fn attachment(&mut self, attachment: &Attachment) -> AttachmentView {
        let open = attachment.disclosure == Disclosure::Open;
        let hidden = self.hides_file(attachment.disclosure, &attachment.grounds, "붙임");
        AttachmentView {
            title: self.line(&attachment.title, "붙임 제목"),
            quantity: attachment.quantity,
            each: attachment.each,
            sent_apart: attachment.sent_apart,
            unit: attachment.unit.clone(),
            disclosure_label: disclosure_label(attachment.disclosure, &attachment.grounds),
            open,
            // Offer the disclosable part in place of the whole file (제14조).
            file: if hidden { attachment.public_file.clone() } else { attachment.file.clone() },
        }
    }
}

/// The row of a dossier, and what it withholds, with keys; `None` without a plan.
pub(crate) fn row(dossier: &Dossier, edition: Edition) -> Option<(DossierView, Vec<Held>)> {
    let plan = dossier.plan.as_ref()?;
    let review = dossier.review.as_ref();
    // The decisions of the document that has the row concern its own dossier only, so that every mark stays in force.
    let mut redactor = Redactor::strict(dossier, edition);
    let findings = review.map_or(&[][..], |r| &r.findings);
    let count = |o: Obligation| findings.iter().filter(|f| f.obligation == o).count();
    let taken_up = |f: &&Finding| {
        f.obligation == Obligation::Required && f.response.as_ref().is_some_and(|r| r.status == ResponseStatus::Done)
    };
    let decision = review.and_then(|r| r.decision.as_ref());
    let row = DossierView {
        documents: Vec::new(),
        municipality: plan.plan.municipality.clone(),
        fiscal_year: plan.programme.fiscal_year,
        name: redactor.line(&plan.plan.name, "계획의 이름"),
        kind: plan.plan.kind.clone(),
        submitted_on: plan.versions.iter().filter_map(|v| v.submitted_on).min(),
        rounds: review.map_or(0, |r| r.rounds.len()),
        last_meeting: review.and_then(|r| r.rounds.iter().flat_map(|x| &x.meetings).map(|m| m.date).max()),
        required: count(Obligation::Required),
        recommended: count(Obligation::Recommended),
        settled: findings.iter().filter(taken_up).count(),
        decision: decision.map(|d| redactor.decision_words(d)),
        decided_on: decision.map(|d| d.on),
        granted: dossier.grant.as_ref().map(|g| redactor.grant(g).amount),
    };
    Some((row, redactor.held))
}

/// Pictures listed in the record. They are the same in all editions, because pictures cannot contain marks.
fn pictures(dossier: &Dossier, record: &Record) -> Vec<PictureView> {
    let known = |file: &String| {
        let picture = dossier.pictures.get(file)?.as_ref().ok()?;
        Some(PictureView { file: file.clone(), width: picture.width, height: picture.height })
    };
    record.pictures.iter().filter_map(|p| known(&p.file)).collect()
}

impl subjects::ReadText for Redactor<'_> {
    fn line(&mut self, line: &Line, place: &'static str) -> String {
        Redactor::line(self, line, place)
    }

    fn markdown(&mut self, markdown: &Markdown, place: &'static str) -> String {
        Redactor::markdown(self, markdown, place)
    }
}

/// Negates an amount.
pub(crate) fn negative(amount: &AmountView) -> AmountView {
    match amount {
        AmountView::Won(won) => AmountView::Won(won.saturating_neg()),
        AmountView::Withheld(token) => AmountView::Withheld(token.clone()),
    }
}

/// `part` in percent of `whole`, rounded to one decimal: `98.7`; `-` if `whole` is 0.
pub(crate) fn rate(whole: &AmountView, part: &AmountView) -> String {
    match (whole, part) {
        (AmountView::Withheld(token), _) | (_, AmountView::Withheld(token)) => token.clone(),
        (AmountView::Won(0), _) => "-".to_owned(),
        (AmountView::Won(whole), AmountView::Won(part)) => {
            let (whole, part) = (i128::from(*whole), i128::from(*part));
            // Round half away from zero, as in accounting.
            let tenths = (part * 2000 + whole.signum() * part.signum() * whole) / (whole * 2);
            let sign = if tenths < 0 { "△" } else { "" };
            format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
        }
    }
}
