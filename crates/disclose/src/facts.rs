//! The groups of facts of a record that only some kinds of document have, as one edition shows them.

use gian_model::record_facts::{DemandFacts, FormFacts, Moment, NoticeFacts, PressContact, PressFacts};
use gian_view::{
    ContactView, DemandEntryView, DemandView, FormView, MomentView, NoticeView, PeriodView, PressView,
    SignatureLineView,
};

use crate::redactor::Redactor;

impl Redactor<'_> {
    /// 공고사항.
    pub(crate) fn notice(&mut self, facts: &NoticeFacts) -> NoticeView {
        NoticeView {
            number: facts.number.clone(),
            day: facts.day,
            sort: facts.sort.label(),
            preamble: facts.preamble.as_ref().map(|p| self.markdown(p, "전문")),
            basis: facts.basis.clone(),
            period: facts.period.as_ref().map(|p| PeriodView { from: p.from, to: p.to }),
            posted: facts.posted.clone(),
        }
    }

    /// 보도사항; `department` is that of the document.
    pub(crate) fn press(&mut self, facts: &PressFacts, department: &str) -> PressView {
        PressView {
            released_at: moment(&facts.released_at),
            publishable_at: facts.publishable_at.as_ref().map(moment),
            subtitles: facts.subtitles.iter().map(|s| self.line(s, "부제")).collect(),
            contacts: facts.contacts.iter().map(|c| self.contact(c, department)).collect(),
        }
    }

    fn contact(&mut self, contact: &PressContact, department: &str) -> ContactView {
        ContactView {
            role: contact.role.label(),
            department: contact.department.clone().unwrap_or_else(|| department.to_owned()),
            title: contact.title.clone(),
            name: self.line(&contact.name, "문의"),
            phone: contact.phone.clone(),
        }
    }

    /// 요구사항.
    pub(crate) fn demand(&mut self, facts: &DemandFacts) -> DemandView {
        let demands = facts.demands.iter().map(|d| DemandEntryView {
            text: self.line(&d.text, "요구"),
            answer: d.answer.as_ref().map(|a| self.markdown(a, "요구에 대한 답")),
        });
        let demands = demands.collect();
        DemandView {
            committee: facts.committee.clone(),
            member: facts.member.as_ref().map(|m| self.line(m, "요구한 의원")),
            demanded_on: facts.demanded_on,
            due: facts.due,
            submitted_on: facts.submitted_on,
            demands,
        }
    }
}

/// 서식사항: an empty form withholds nothing.
pub(crate) fn form(facts: &FormFacts) -> FormView {
    let line =
        |s: &gian_model::record_facts::SignatureLine| SignatureLineView { who: s.who.clone(), how: s.how.clone() };
    FormView {
        number: facts.number.clone(),
        handling: facts.handling.clone(),
        year: facts.year,
        signatures: facts.signatures.iter().map(line).collect(),
        receiver: facts.receiver.as_ref().map(|r| format!("{r} {}", facts.honorific.label())),
        resident_no_basis: facts.resident_no_basis.clone(),
    }
}

fn moment(moment: &Moment) -> MomentView {
    MomentView { day: moment.day, time: moment.time }
}
