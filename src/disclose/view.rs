//! The view of one document in one edition: what templates and emitters may see.

use serde::Serialize;

use super::Edition;
use super::tokens;
use crate::compose::inert;
use crate::model::marks::{self, Target};
use crate::model::plan::{Plan, PlanVersion, Point, Programme};
use crate::model::record::{Attachment, Record, Related, Signer, State};
use crate::model::review::{CostItem, Decision, Finding, Person, Round, Target as PlanTarget};
use crate::model::values::{Clock, Date, Disclosure, Ground, Licence, When, disclosure_words};
use crate::model::{Department, Dossier, Institution, Markdown, Settings};

/// One document in one edition.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    pub edition: Edition,
    pub institution: Institution,
    pub department: Department,
    pub record: RecordView,
    pub plan: Option<PlanView>,
    pub review: Option<ReviewView>,
    /// The writer's Markdown, marks replaced.
    #[serde(skip)]
    pub body: String,
    /// Grounds of values that this edition leaves out.
    pub withheld: Vec<Ground>,
}

/// The record as printed.
#[derive(Debug, Clone, Serialize)]
pub struct RecordView {
    pub id: String,
    pub kind: String,
    pub state: State,
    pub title: String,
    pub lead: Option<String>,
    pub team: Option<String>,
    pub doc_no: Option<String>,
    pub management_no: Option<String>,
    pub policy_no: Option<String>,
    pub drafted_on: Date,
    pub approved_on: Option<Date>,
    pub sent_on: Option<Date>,
    pub date: Date,
    pub approval: Vec<Signer>,
    pub cooperation: Vec<Signer>,
    pub disclosure: Disclosure,
    pub disclosure_label: String,
    pub grounds: Vec<GroundView>,
    pub retention: String,
    pub classification: Vec<String>,
    pub author: String,
    pub phone: Option<String>,
    pub summary: Option<String>,
    pub keywords: Vec<String>,
    pub licence: Option<LicenceView>,
    pub attachments: Vec<AttachmentView>,
    pub related: Vec<Related>,
}

/// A ground with its meaning in words.
#[derive(Debug, Clone, Serialize)]
pub struct GroundView {
    pub number: Ground,
    pub words: &'static str,
}

/// A licence with its meaning and the address of its text.
#[derive(Debug, Clone, Serialize)]
pub struct LicenceView {
    pub name: &'static str,
    pub meaning: &'static str,
    pub url: &'static str,
}

/// One of 붙임; the file is named only where it may be read.
#[derive(Debug, Clone, Serialize)]
pub struct AttachmentView {
    pub title: String,
    pub quantity: u32,
    pub unit: String,
    pub disclosure_label: String,
    pub open: bool,
    pub file: Option<String>,
}

/// The plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanView {
    pub programme: Programme,
    pub plan: Plan,
    pub goals: Vec<String>,
    pub background: Vec<PointView>,
    pub contents: Vec<PointView>,
    pub schedule: Vec<ScheduleView>,
    pub versions: Vec<PlanVersion>,
}

/// An item with details (Markdown).
#[derive(Debug, Clone, Serialize)]
pub struct PointView {
    pub text: String,
    pub details: Vec<String>,
}

/// An entry of the schedule.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleView {
    pub what: String,
    pub from: When,
    pub to: Option<When>,
}

/// The review.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewView {
    pub rounds: Vec<RoundView>,
    pub required: usize,
    pub recommended: usize,
    pub decision: Option<Decision>,
    pub steps: Vec<StepView>,
    pub costs: Option<CostsView>,
}

/// A round with its meetings, attendance and findings.
#[derive(Debug, Clone, Serialize)]
pub struct RoundView {
    pub no: u8,
    pub kind: String,
    pub meetings: Vec<MeetingView>,
    pub attendance: Vec<AttendanceView>,
    pub attendance_total: u32,
    pub attendance_words: Option<String>,
    pub findings: Vec<FindingView>,
}

/// A meeting.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingView {
    pub name: String,
    pub date: Date,
    pub start: Option<Clock>,
    pub end: Option<Clock>,
    pub place: Option<String>,
    pub written: bool,
    pub separate: bool,
    pub minutes: Vec<MinutesView>,
}

/// What was said on a topic (Markdown).
#[derive(Debug, Clone, Serialize)]
pub struct MinutesView {
    pub topic: String,
    pub body: String,
}

/// A group of those present.
#[derive(Debug, Clone, Serialize)]
pub struct AttendanceView {
    pub group: String,
    pub count: u32,
    pub words: Option<String>,
    pub members: Vec<PersonView>,
}

/// A person; withheld ones are tokens.
#[derive(Debug, Clone, Serialize)]
pub struct PersonView {
    pub name: String,
    pub affiliation: Option<String>,
    pub title: Option<String>,
    pub withheld: Option<Ground>,
}

/// A finding.
#[derive(Debug, Clone, Serialize)]
pub struct FindingView {
    pub id: String,
    pub title: String,
    pub obligation: &'static str,
    pub label: &'static str,
    pub body: String,
    pub target: Option<PlanTarget>,
}

/// A follow-up step.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    pub what: String,
    pub direction: Option<String>,
    pub due: Date,
    pub done_on: Option<Date>,
}

/// Costs with their sums, in won.
#[derive(Debug, Clone, Serialize)]
pub struct CostsView {
    pub groups: Vec<CostGroup>,
    pub total: i64,
    pub budget_line: crate::model::review::BudgetLine,
}

/// Costs of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct CostGroup {
    pub kind: &'static str,
    pub items: Vec<CostView>,
    pub total: i64,
}

/// One cost.
#[derive(Debug, Clone, Serialize)]
pub struct CostView {
    pub label: String,
    pub round: Option<u8>,
    pub unit_price: i64,
    pub quantity: u32,
    pub unit: String,
    pub amount: i64,
    pub note: Option<String>,
}

/// What a public reader learns of a document that is withheld as a whole.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    pub date: Date,
    pub department: String,
    pub disclosure_label: String,
    pub grounds: Vec<GroundView>,
}

/// Projects one document for one edition. `None` when the edition must not have it: 비공개
/// documents and drafts stay inside.
pub fn project(settings: &Settings, dossier: &Dossier, index: usize, edition: Edition) -> Option<View> {
    let document = &dossier.documents[index];
    let record = &document.record;
    if edition == Edition::Public && !is_published(record) {
        return None;
    }
    let mut lens = Lens { edition, dossier, withheld: Vec::new() };
    let department = settings.department(&record.department)?.clone();
    let plan = dossier.plan.as_ref().map(|file| PlanView {
        programme: file.programme.clone(),
        plan: file.plan.clone(),
        goals: file.goals.iter().map(|m| lens.markdown(m)).collect(),
        background: lens.points(&file.background),
        contents: lens.points(&file.contents),
        schedule: file
            .schedule
            .iter()
            .map(|s| ScheduleView { what: lens.markdown(&s.what), from: s.from, to: s.to })
            .collect(),
        versions: file.versions.clone(),
    });
    let review = dossier.review.as_ref().map(|file| {
        use crate::model::review::Obligation;
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
                    what: lens.markdown(&s.what),
                    direction: s.direction.clone(),
                    due: s.due,
                    done_on: s.done_on,
                })
                .collect(),
            costs: file.costs.as_ref().map(|costs| CostsView {
                groups: lens.cost_groups(&costs.items),
                total: costs.items.iter().map(CostItem::product).fold(0, i64::saturating_add),
                budget_line: costs.budget_line.clone(),
            }),
        }
    });
    let record_view = lens.record(record, settings);
    let body = lens.text(&document.body);
    let mut withheld = lens.withheld;
    withheld.sort();
    withheld.dedup();
    Some(View {
        edition,
        institution: settings.institution.clone(),
        department,
        record: record_view,
        plan,
        review,
        body,
        withheld,
    })
}

/// Whether a document has a page in the public edition.
pub fn is_published(record: &Record) -> bool {
    record.disclosure != Disclosure::Closed && record.state != State::Draft
}

/// The row that a closed document has in the public list (정보공개법 제8조: lists are public).
pub fn listed(settings: &Settings, record: &Record) -> Option<Listed> {
    (record.disclosure == Disclosure::Closed && record.state != State::Draft).then(|| Listed {
        date: record.date(),
        department: settings.department(&record.department).map_or(String::new(), |d| d.name.clone()),
        disclosure_label: record.disclosure_label(),
        grounds: ground_views(&record.grounds),
    })
}

fn ground_views(grounds: &[Ground]) -> Vec<GroundView> {
    grounds.iter().map(|g| GroundView { number: *g, words: disclosure_words(*g) }).collect()
}

/// Looks at values in one edition and remembers which grounds were used.
struct Lens<'a> {
    edition: Edition,
    dossier: &'a Dossier,
    withheld: Vec<Ground>,
}

impl Lens<'_> {
    fn markdown(&mut self, markdown: &Markdown) -> String {
        self.text(&markdown.0)
    }

    /// Markdown with its marks resolved.
    fn text(&mut self, text: &str) -> String {
        let (edition, dossier) = (self.edition, self.dossier);
        let withheld = &mut self.withheld;
        marks::replace(text, |mark| {
            let fact = match &mark.target {
                Target::Key(key) => dossier.private.get(key),
                Target::Ground(_) => None,
            };
            let ground = match &mark.target {
                Target::Ground(ground) => *ground,
                Target::Key(_) => fact.map_or(Ground(6), |f| f.ground),
            };
            match (edition, fact) {
                (Edition::Public, _) => {
                    withheld.push(ground);
                    tokens::token(ground).to_string()
                }
                (Edition::Internal, Some(fact)) => inert::encode(&fact.value),
                (Edition::Internal, None) => text[mark.words.clone()].to_owned(),
            }
        })
    }

    fn points(&mut self, points: &[Point]) -> Vec<PointView> {
        points
            .iter()
            .map(|p| PointView {
                text: self.markdown(&p.text),
                details: p.details.iter().map(|d| self.markdown(d)).collect(),
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
                    name: m.name.clone(),
                    date: m.date,
                    start: m.start,
                    end: m.end,
                    place: m.place.clone(),
                    written: m.written,
                    separate: m.separate,
                    minutes: m
                        .minutes
                        .iter()
                        .map(|x| MinutesView { topic: self.markdown(&x.topic), body: self.markdown(&x.body) })
                        .collect(),
                })
                .collect(),
            attendance: round
                .attendance
                .iter()
                .map(|a| AttendanceView {
                    group: a.group.clone(),
                    count: a.count,
                    words: a.words.as_ref().map(|w| self.markdown(w)),
                    members: a.members.iter().map(|p| self.person(p)).collect(),
                })
                .collect(),
            attendance_total: round.attendance.iter().map(|a| a.count).sum(),
            attendance_words: round.attendance_words.clone(),
            findings: findings
                .iter()
                .filter(|f| f.round == round.no)
                .map(|f| FindingView {
                    id: f.id.clone(),
                    title: self.markdown(&f.title),
                    obligation: match f.obligation {
                        crate::model::review::Obligation::Required => "required",
                        crate::model::review::Obligation::Recommended => "recommended",
                        crate::model::review::Obligation::Advisory => "advisory",
                    },
                    label: f.obligation.label(),
                    body: self.markdown(&f.body),
                    target: f.target.clone(),
                })
                .collect(),
        }
    }

    fn person(&mut self, person: &Person) -> PersonView {
        match (self.edition, person.withheld) {
            (Edition::Public, Some(ground)) => {
                self.withheld.push(ground);
                PersonView {
                    name: tokens::token(ground).to_string(),
                    affiliation: None,
                    title: None,
                    withheld: Some(ground),
                }
            }
            _ => PersonView {
                name: person.name.clone(),
                affiliation: person.affiliation.clone(),
                title: person.title.clone(),
                withheld: person.withheld,
            },
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
            let view = CostView {
                label: item.label.clone(),
                round: item.round,
                unit_price: item.unit_price,
                quantity: item.quantity,
                unit: item.unit.clone(),
                amount: item.product(),
                note: item.note.as_ref().map(|n| self.markdown(n)),
            };
            match groups.iter_mut().find(|g| g.kind == kind) {
                Some(group) => {
                    group.total = group.total.saturating_add(view.amount);
                    group.items.push(view);
                }
                None => groups.push(CostGroup { kind, total: view.amount, items: vec![view] }),
            }
        }
        groups
    }

    fn record(&mut self, record: &Record, settings: &Settings) -> RecordView {
        let signed = record.state != State::Draft;
        let signer = |s: &Signer| Signer {
            // A name stands in a signature cell only from approval on.
            name: if signed { s.name.clone() } else { String::new() },
            signed_on: s.signed_on.filter(|_| signed),
            ..s.clone()
        };
        let licence = |l: Licence| LicenceView { name: l.label(), meaning: l.meaning(), url: l.url() };
        RecordView {
            id: record.id.clone(),
            kind: record.kind.clone(),
            state: record.state,
            title: record.title.clone(),
            lead: record.lead.as_ref().map(|l| self.markdown(l)),
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
            disclosure: record.disclosure,
            disclosure_label: record.disclosure_label(),
            grounds: ground_views(&record.grounds),
            retention: record.retention.label().to_owned(),
            classification: record.classification.clone(),
            author: record.author.name.clone(),
            phone: record.author.phone.clone(),
            summary: record.summary.clone(),
            keywords: record.keywords.clone(),
            licence: record.licence.or(settings.licence).map(licence),
            attachments: record.attachments.iter().map(|a| self.attachment(a)).collect(),
            related: record.related.clone(),
        }
    }

    fn attachment(&mut self, attachment: &Attachment) -> AttachmentView {
        let open = attachment.disclosure == Disclosure::Open;
        if self.edition == Edition::Public && !open {
            self.withheld.extend(&attachment.grounds);
        }
        AttachmentView {
            title: attachment.title.clone(),
            quantity: attachment.quantity,
            unit: attachment.unit.clone(),
            disclosure_label: crate::model::record::disclosure_label(attachment.disclosure, &attachment.grounds),
            open,
            file: attachment.file.clone().filter(|_| open || self.edition == Edition::Internal),
        }
    }
}
