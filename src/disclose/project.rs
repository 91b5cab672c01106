//! The way from the model to a view: an allow-list, rule by rule.

use super::rules::Rule;
use super::view::*;
use super::{Edition, tokens};
use crate::compose::inert;
use crate::model::marks::{self, Mark, Target};
use crate::model::plan::Point;
use crate::model::record::{Attachment, Record, Signer, State, disclosure_label};
use crate::model::review::{CostItem, Finding, Obligation, Person, Round, Status};
use crate::model::values::{Date, Disclosure, Ground, Licence, disclosure_words};
use crate::model::withheld::{APPOINTED, Change};
use crate::model::{Dossier, Line, Markdown, Secret, Settings, Won};

/// The ground of what is personal by its nature (제9조제1항제6호).
const PERSONAL: Ground = Ground(6);

/// Projects one document for one edition. `None` when the edition must not have it: 비공개
/// documents and drafts stay inside.
pub fn project(settings: &Settings, dossier: &Dossier, index: usize, edition: Edition) -> Option<View> {
    let document = &dossier.documents[index];
    let record = &document.record;
    let as_of = settings.archive.as_of;
    if edition == Edition::Public && !is_published(record, as_of) {
        return None;
    }
    let (class, grounds) = record.class(as_of);
    let mut lens = Lens { edition, dossier, record, class, grounds, held: Vec::new(), opened: Vec::new() };
    let department = settings.department(&record.department)?.clone();
    let plan = dossier.plan.as_ref().map(|file| PlanView {
        programme: file.programme.clone(),
        plan: PlanFacts {
            name: lens.line(&file.plan.name, "계획의 이름"),
            kind: file.plan.kind.clone(),
            municipality: file.plan.municipality.clone(),
            submitter: file.plan.submitter.as_ref().map(|l| lens.line(l, "제출기구")),
            year_no: file.plan.year_no,
        },
        goals: file.goals.iter().map(|m| lens.markdown(m, "목표")).collect(),
        background: lens.points(&file.background, "배경"),
        contents: lens.points(&file.contents, "계획의 내용"),
        schedule: file
            .schedule
            .iter()
            .map(|s| ScheduleView { what: lens.markdown(&s.what, "일정"), from: s.from, to: s.to })
            .collect(),
        versions: file.versions.clone(),
    });
    let review = dossier.review.as_ref().map(|file| {
        let count = |o: Obligation| file.findings.iter().filter(|f| f.obligation == o).count();
        ReviewView {
            rounds: file.rounds.iter().map(|r| lens.round(r, &file.findings)).collect(),
            required: count(Obligation::Required),
            recommended: count(Obligation::Recommended),
            decision: file.decision.clone(),
            steps: file
                .steps
                .iter()
                .map(|s| StepView {
                    what: lens.markdown(&s.what, "후속 절차"),
                    direction: s.direction.clone(),
                    due: s.due,
                    done_on: s.done_on,
                })
                .collect(),
            costs: file.costs.as_ref().map(|costs| {
                let groups = lens.cost_groups(&costs.items);
                let stated = costs.total.as_ref().map(|total| lens.won(total));
                let sum = groups.iter().fold(AmountView::Won(0), |sum, g| lens.add(sum, &g.total));
                // A total that is itself withheld stays so, also where its parts are open.
                let total = match stated {
                    Some(withheld @ AmountView::Withheld(_)) => withheld,
                    _ => sum,
                };
                CostsView { groups, total, budget_line: costs.budget_line.clone() }
            }),
        }
    });
    let record_view = lens.record(settings);
    let body = lens.text(&document.body, "본문");
    Some(View {
        edition,
        institution: settings.institution.clone(),
        department,
        record: record_view,
        plan,
        review,
        body,
        requests: settings.requests.clone().unwrap_or_default(),
        held: lens.held,
        opened: lens.opened,
    })
}

/// Whether a document has a page in the public edition as it stands on a day.
pub fn is_published(record: &Record, as_of: Option<Date>) -> bool {
    let closed = record.class(as_of).0 == Disclosure::Closed && Rule::ClosedDocument.holds();
    let draft = record.state == State::Draft && Rule::Draft.holds();
    !closed && !draft
}

/// The row that a closed document has in the public list (정보공개법 제8조: lists are public).
pub fn listed(settings: &Settings, dossier: &Dossier, record: &Record) -> Option<Listed> {
    let as_of = settings.archive.as_of;
    let (class, grounds) = record.class(as_of);
    if class != Disclosure::Closed || record.state == State::Draft {
        return None;
    }
    let mut lens =
        Lens { edition: Edition::Public, dossier, record, class, grounds, held: Vec::new(), opened: Vec::new() };
    let title = tokens::written(&lens.line(&record.title, "제목"));
    let named = crate::model::withheld::whole_mark(&record.title.0).is_none();
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
    grounds.iter().map(|g| GroundView { number: *g, words: disclosure_words(*g) }).collect()
}

fn change_view(change: &Change) -> ChangeView {
    ChangeView { on: change.on, label: disclosure_label(change.class, &change.grounds), reason: change.reason.clone() }
}

/// Looks at values in one edition and remembers what it left out.
struct Lens<'a> {
    edition: Edition,
    dossier: &'a Dossier,
    record: &'a Record,
    /// Class and grounds in force.
    class: Disclosure,
    grounds: &'a [Ground],
    held: Vec<Held>,
    opened: Vec<String>,
}

impl Lens<'_> {
    fn public(&self) -> bool {
        self.edition == Edition::Public
    }

    /// Notes that a value is left out, and gives what stands in its place.
    fn hold(&mut self, place: &'static str, rule: Rule, ground: Ground, key: Option<&str>) -> String {
        self.held.push(Held { place, rule, ground, key: key.map(str::to_owned) });
        tokens::token(ground).to_string()
    }

    /// Whether a later change of class opened what was withheld on a ground.
    fn lifted(&self, ground: Ground) -> bool {
        // A document that is withheld as a whole opens nothing, whatever its new grounds are.
        let closed = self.class == Disclosure::Closed;
        !closed && self.record.grounds.contains(&ground) && !self.grounds.contains(&ground)
    }

    /// Whether the document decided to show the subject.
    fn decided_open(&self, subject: &str) -> bool {
        self.record.decisions.iter().any(|d| d.subject.as_deref() == Some(subject) && d.class == Disclosure::Open)
    }

    /// Whether the document decided to withhold the subject.
    fn decided_closed(&self, subject: &str) -> bool {
        self.record.decisions.iter().any(|d| d.subject.as_deref() == Some(subject) && d.class != Disclosure::Open)
    }

    /// Whether this edition leaves a mark out, by which rule and on which ground.
    fn withholds(&self, mark: &Mark) -> Option<(Rule, Ground)> {
        let (rule, ground, open) = match &mark.target {
            Target::Ground(ground) => (Rule::MarkedWords, *ground, false),
            Target::Key(key) => {
                let ground = self.dossier.withheld.get(key).map_or(PERSONAL, |f| f.ground);
                (Rule::KeyedValue, ground, self.decided_open(key))
            }
        };
        // A decision to withhold holds until it is taken back, also when the class changes.
        let decided = matches!(&mark.target, Target::Key(key) if self.decided_closed(key));
        let lifted = !decided && self.lifted(ground);
        (self.public() && rule.holds() && !open && !lifted).then_some((rule, ground))
    }

    fn markdown(&mut self, markdown: &Markdown, place: &'static str) -> String {
        self.text(&markdown.0, place)
    }

    /// Markdown with its marks resolved.
    fn text(&mut self, text: &str, place: &'static str) -> String {
        self.resolve(text, place, inert::encode)
    }

    /// Plain text with its marks resolved.
    fn line(&mut self, line: &Line, place: &'static str) -> String {
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
                    // A checkout without `private/`: the mask stands for what is not at hand.
                    None => {
                        let ground = self.dossier.withheld.get(key).map_or(PERSONAL, |f| f.ground);
                        if self.public() {
                            self.opened.push(key.to_owned());
                        }
                        tokens::token(ground).to_string()
                    }
                },
            }
        })
    }

    fn points(&mut self, points: &[Point], place: &'static str) -> Vec<PointView> {
        points
            .iter()
            .map(|p| PointView {
                text: self.markdown(&p.text, place),
                details: p.details.iter().map(|d| self.markdown(d, place)).collect(),
            })
            .collect()
    }

    fn round(&mut self, round: &Round, findings: &[Finding]) -> RoundView {
        RoundView {
            no: round.no,
            kind: round.kind.label().to_owned(),
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
                })
                .collect(),
            attendance: round
                .attendance
                .iter()
                .map(|a| AttendanceView {
                    group: self.line(&a.group, "참석 구분"),
                    count: a.count,
                    words: a.words.as_ref().map(|w| self.markdown(w, "참석 대상")),
                    members: a.members.iter().map(|p| self.person(p)).collect(),
                })
                .collect(),
            attendance_total: round.attendance.iter().map(|a| a.count).sum(),
            attendance_words: round.attendance_words.as_ref().map(|w| self.line(w, "참석 구성")),
            findings: findings
                .iter()
                .filter(|f| f.round == round.no)
                .map(|f| FindingView {
                    id: f.id.clone(),
                    title: self.markdown(&f.title, "검토의견 제목"),
                    obligation: match f.obligation {
                        Obligation::Required => "required",
                        Obligation::Recommended => "recommended",
                        Obligation::Advisory => "advisory",
                    },
                    label: f.obligation.label(),
                    body: self.markdown(&f.body, "검토의견"),
                    target: f.target.clone(),
                })
                .collect(),
        }
    }

    /// On which ground and by which rule a person is left out.
    fn withholds_person(&self, person: &Person) -> Option<(Rule, Ground)> {
        if !self.public() {
            return None;
        }
        let by_mark = person.withheld.filter(|g| Rule::Person.holds() && !self.lifted(*g)).map(|g| (Rule::Person, g));
        let undecided = person.status == Some(Status::Appointed) && !self.decided_open(APPOINTED);
        // Without a decision to name them, appointed members are not named.
        let appointed = || {
            let decided = self.record.decisions.iter().find(|d| d.subject.as_deref() == Some(APPOINTED));
            let ground = decided.and_then(|d| d.ground).unwrap_or(PERSONAL);
            // Only a decision names them, never a change of class alone.
            (undecided && Rule::AppointedMember.holds()).then_some((Rule::AppointedMember, ground))
        };
        by_mark.or_else(appointed)
    }

    fn person(&mut self, person: &Person) -> PersonView {
        const PLACE: &str = "참석자 명단";
        let resident_no = person.resident_no.as_ref().map(|s| self.secret(s));
        let contact = person.contact.as_ref().map(|s| self.secret(s));
        let account = person.account.as_ref().map(|a| AccountView {
            bank: self.secret(&a.bank),
            number: self.secret(&a.number),
            holder: a.holder.as_ref().map(|s| self.secret(s)),
        });
        let (name, affiliation, title, withheld) = match self.withholds_person(person) {
            Some((rule, ground)) => (self.hold(PLACE, rule, ground, None), None, None, Some(ground)),
            None => (
                self.line(&person.name, PLACE),
                person.affiliation.as_ref().map(|a| self.line(a, PLACE)),
                person.title.as_ref().map(|t| self.line(t, PLACE)),
                person.withheld.filter(|_| !self.public()),
            ),
        };
        PersonView { name, affiliation, title, withheld, resident_no, contact, account }
    }

    /// A value that only the office may see.
    fn secret(&mut self, secret: &Secret) -> String {
        match self.edition {
            Edition::Public if Rule::PersonalNumber.holds() => {
                self.hold("참석자 명단", Rule::PersonalNumber, PERSONAL, None)
            }
            _ => Line(secret.0.clone()).plain(&self.dossier.private),
        }
    }

    fn won(&mut self, won: &Won) -> AmountView {
        let Some(mark) = won.mark() else {
            return match won {
                Won::Open(amount) => AmountView::Won(*amount),
                Won::Marked(_) => AmountView::Withheld(tokens::token(PERSONAL).to_string()),
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
                AmountView::Withheld(tokens::token(ground).to_string())
            }
        }
    }

    /// A sum says as much as its last open part, so it is withheld with any of its parts.
    fn add(&self, sum: AmountView, part: &AmountView) -> AmountView {
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
            let kind = match item.kind {
                crate::model::review::CostKind::Allowance => "회의 수당",
                crate::model::review::CostKind::Printing
                | crate::model::review::CostKind::Refreshments
                | crate::model::review::CostKind::Rent => "회의 비용",
            };
            let mut unit_price = self.won(&item.unit_price);
            let stated = item.amount.as_ref().map(|amount| self.won(amount));
            let product = || item.product(&self.dossier.private).map(AmountView::Won);
            let amount = match (&unit_price, stated) {
                (AmountView::Withheld(_), _) if !Rule::DerivedAmount.holds() => product().unwrap_or(AmountView::Won(0)),
                (AmountView::Withheld(token), _) => AmountView::Withheld(token.clone()),
                (_, Some(AmountView::Withheld(token))) => {
                    // The price times the open quantity would give the amount.
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
                None => groups.push(CostGroup { kind, total: view.amount.clone(), items: vec![view] }),
            }
        }
        groups
    }

    fn record(&mut self, settings: &Settings) -> RecordView {
        let record = self.record;
        let signed = record.state != State::Draft;
        let signer = |s: &Signer| Signer {
            // A name stands in a signature cell only from approval on.
            name: if signed { s.name.clone() } else { String::new() },
            signed_on: s.signed_on.filter(|_| signed),
            ..s.clone()
        };
        let licence = |l: Licence| LicenceView { name: l.label(), meaning: l.meaning(), url: l.url() };
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
            author: record.author.name.clone(),
            phone: record.author.phone.clone(),
            summary: record.summary.as_ref().map(|s| self.line(s, "문서요지")),
            keywords: record.keywords.iter().map(|k| self.line(k, "키워드")).collect(),
            licence: record.licence.or(settings.licence).map(licence),
            attachments: record.attachments.iter().map(|a| self.attachment(a)).collect(),
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
        }
    }

    fn attachment(&mut self, attachment: &Attachment) -> AttachmentView {
        let open = attachment.disclosure == Disclosure::Open;
        let hidden = self.public() && !open && Rule::AttachmentFile.holds();
        if hidden {
            for ground in &attachment.grounds {
                self.hold("붙임", Rule::AttachmentFile, *ground, None);
            }
        }
        AttachmentView {
            title: self.line(&attachment.title, "붙임 제목"),
            quantity: attachment.quantity,
            unit: attachment.unit.clone(),
            disclosure_label: disclosure_label(attachment.disclosure, &attachment.grounds),
            open,
            // The part that can be shown stands for the whole (제14조).
            file: if hidden { attachment.public_file.clone() } else { attachment.file.clone() },
        }
    }
}
