//! Projection of the model into a view: an allow-list, rule by rule.

use chrono::Datelike;
use gian_digest::{Outside, Summary};
use gian_model::record::paper::{ApprovalTitle, Paper, SideLines};
use gian_model::record::{
    Attachment, CheckResult, Original, Provenance, ReceiverAddress, Record, Signer, State, disclosure_label, one_line,
};
use gian_model::review::{CostItem, Decision, Finding, Obligation, Response, ResponseStatus, ReviewFile, Round};
use gian_model::withheld::Change;
use gian_model::{Dossier, GrantFile, Line, Secret, Settings, Won};
use gian_view::rules::Rule;
use gian_view::*;
use gian_vocabulary::process::Process;
use gian_vocabulary::record::ApprovalCells;
use gian_vocabulary::values::{Date, Disclosure, Ground, Points};

use crate::redactor::{PERSONAL, Redactor, negative, rate};
use crate::{facts, meeting, subjects};

mod paper_facts;
mod record_facts;

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
    let (institution, department) = settings.institution_of(settings.department(&record.department)?);
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
                allowance: process.allowance().to_owned(),
                costs: process.costs().to_owned(),
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
                let groups = redactor.cost_groups(&costs.items, &process);
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
    let meeting = meeting::own_meeting(&mut redactor, dossier, record);
    let corrected_by = corrections(record, outside, edition);
    let mut record_view = redactor.record(settings, record, corrected_by);
    record_facts::fill(&mut redactor, record, &mut record_view);
    paper_facts::fill(&mut redactor, record, &mut record_view);
    let dossiers = redactor.covered(record, outside);
    let body = redactor.text(&document.body, "본문");
    Some(View {
        edition,
        institution,
        department,
        record: record_view,
        plan,
        review,
        grant,
        meeting,
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
    let title = Redactor::of_document(settings, dossier, record, Edition::Public).line(&record.title_line(), "제목");
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

impl Redactor<'_> {
    /// The address of a receiver with its postcode; a single mask in the public edition.
    fn receiver_address(&mut self, receiver: &ReceiverAddress) -> String {
        let parts = [&receiver.postcode, &receiver.address];
        if self.edition == Edition::Public && Rule::PersonalNumber.holds() {
            return match parts.iter().any(|part| part.is_some()) {
                true => self.hold("수신주소", Rule::PersonalNumber, PERSONAL, None),
                false => String::new(),
            };
        }
        let written = |secret: &Secret| Line(secret.0.clone()).plain(&self.dossier.private);
        let postcode = receiver.postcode.as_ref().map(|p| format!("우{}", written(p)));
        postcode.into_iter().chain(receiver.address.as_ref().map(written)).collect::<Vec<_>>().join(" ")
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
                    votes: m.votes.iter().map(|v| self.vote(v)).collect(),
                })
                .collect(),
            attendance: round.attendance.iter().map(|a| self.attendance(a)).collect(),
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

    fn cost_groups(&mut self, items: &[CostItem], process: &Process) -> Vec<CostGroup> {
        let mut groups: Vec<CostGroup> = Vec::new();
        for item in items {
            // The costs of a meeting are two sums; others are named as the writer names them.
            let kind = match item.kind.as_str() {
                "수당" => process.allowance(),
                "인쇄" | "다과" | "임차" => process.costs(),
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
        let title = self.line(&record.title, "제목");
        RecordView {
            id: record.id.clone(),
            kind: record.kind.clone(),
            state: record.state,
            title: one_line(&title),
            title_lines: title.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect(),
            paper: record.paper.as_ref().map_or_else(PaperView::default, |paper| self.paper(paper)),
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
            receiver_addresses: record.receiver_addresses.iter().map(|a| self.receiver_address(a)).collect(),
            via: record.via.clone(),
            senders: match (record.receivers.is_empty() && record.notice.is_none(), record.senders.is_empty()) {
                // An internal document has no sender (행정업무규정 제13조제3항); a notice is addressed to everybody.
                (true, true) => Vec::new(),
                (false, true) => {
                    let agency = settings.department(&record.department).and_then(|d| d.agency.as_ref());
                    agency
                        .map_or(settings.institution.head.as_ref(), |a| a.head.as_ref())
                        .into_iter()
                        .cloned()
                        .collect()
                }
                (_, false) => record.senders.clone(),
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
            certificate: None,
            agreement: None,
            inspection: None,
            cover: record.cover,
            belongs_to: record.belongs_to.clone(),
            notice: record.notice.as_ref().map(|n| self.notice(n)),
            form: record.form.as_ref().map(facts::form),
            press: record.press.as_ref().map(|p| {
                let department = settings.department(&record.department).map_or("", |d| &*d.name);
                self.press(p, department)
            }),
            demand: record.demand.as_ref().map(|d| self.demand(d)),
        }
    }

    fn paper(&mut self, paper: &Paper) -> PaperView {
        let mut lines = |lines: &[Line]| lines.iter().map(|l| self.line(l, "지면")).collect::<Vec<_>>();
        let mut sides = |sides: &Option<SideLines>| {
            sides.as_ref().map_or_else(SideLinesView::default, |s| SideLinesView {
                left: lines(&s.left),
                center: lines(&s.center),
                right: lines(&s.right),
            })
        };
        let cover = paper.cover.as_ref().map(|cover| {
            let (top, foot) = (sides(&cover.top), sides(&cover.foot));
            CoverPaperView { top, foot, month: None, offices: Vec::new(), title_look: cover.title_look }
        });
        let titles = |all: &[ApprovalTitle]| all.iter().map(|title| title.0.clone()).collect();
        let (above, below) = (sides(&paper.above), sides(&paper.below));
        let subtitles = lines(&paper.subtitles);
        let cover = cover.zip(paper.cover.as_ref()).map(|(view, cover)| CoverPaperView {
            month: cover.month.as_ref().map(|month| self.line(month, "지면")),
            offices: cover.offices.iter().map(|office| self.line(office, "지면")).collect(),
            ..view
        });
        PaperView {
            above,
            subtitles,
            below,
            cover,
            title_look: paper.title_look,
            title_size: paper.title_size.map(|size| size.0),
            title_ground: paper.title_ground,
            title_align: paper.title_align,
            draft_mark: paper.draft_mark,
            chapter_number: paper.chapter_number,
            approval: paper.approval,
            blank_cells: paper.cells == Some(ApprovalCells::Blank),
            approval_label: paper.approval_label.clone(),
            approval_titles: titles(&paper.approval_titles),
            circulation: titles(&paper.circulation),
            item_starts: paper.item_starts.clone(),
            caption: paper.caption,
            page_number: paper.page_number,
            end_mark: paper.end_mark,
            turn: paper.turn,
            text_size: paper.text_size,
            table_size: paper.table_size,
            line_spacing: paper.line_spacing,
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
