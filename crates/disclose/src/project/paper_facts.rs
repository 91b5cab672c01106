//! Projection of the facts of certificates, agreements and check sheets.

use gian_model::record::agreement::Agreement;
use gian_model::record::certificate::Certificate;
use gian_model::record::inspection::Inspection;
use gian_model::record::person::NamedPerson;
use gian_view::paper_facts::*;
use gian_view::{PersonView, RecordView};
use gian_vocabulary::facts::SignatureLayout;

use crate::redactor::Redactor;

/// Fills these groups of facts of a record.
pub(super) fn fill(redactor: &mut Redactor<'_>, record: &gian_model::Record, view: &mut RecordView) {
    view.certificate = record.certificate.as_ref().map(|facts| redactor.certificate(facts, &record.kind));
    view.agreement = record.agreement.as_ref().map(|facts| redactor.agreement(facts, &record.kind));
    view.inspection = record.inspection.as_ref().map(|facts| redactor.inspection(facts));
}

impl Redactor<'_> {
    fn each_person(&mut self, people: &[NamedPerson], place: &'static str) -> Vec<PersonView> {
        people.iter().map(|person| self.person_at(&person.to_person(), place)).collect()
    }

    fn certificate(&mut self, facts: &Certificate, kind: &str) -> CertificateView {
        CertificateView {
            number: facts.number.clone(),
            name: facts.name.clone().unwrap_or_else(|| kind.to_owned()),
            grade: facts.grade.as_ref().map(|grade| self.line(grade, "등급")),
            recipient: facts.recipient.as_ref().map(|person| self.person_at(&person.to_person(), "받는이")),
            recipient_body: facts.recipient_body.as_ref().map(|body| self.line(body, "받는단체")),
            day: facts.day,
            givers: self.each_person(&facts.givers, "수여자"),
        }
    }

    fn agreement(&mut self, facts: &Agreement, kind: &str) -> AgreementView {
        let parties = facts.parties.iter().map(|party| PartyView {
            name: self.line(&party.name, "당사자"),
            short: party.short.clone(),
            address: party.address.as_ref().map(|address| self.line(address, "당사자")),
            signer: party.signer.as_ref().map(|person| self.person_at(&person.to_person(), "당사자")),
        });
        let parties: Vec<PartyView> = parties.collect();
        AgreementView {
            word: concluded(kind).to_owned(),
            beside: match facts.layout {
                Some(layout) => layout == SignatureLayout::Beside,
                None => parties.len() <= 2,
            },
            parties,
            preamble: facts.preamble.as_ref().map(|text| self.markdown(text, "전문")),
            closing: facts.closing.as_ref().map(|text| self.line(text, "맺음말")),
            day: facts.day,
        }
    }

    fn inspection(&mut self, facts: &Inspection) -> InspectionView {
        let mut points: Vec<CheckedPointView> = Vec::new();
        for (i, point) in facts.points.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|before| facts.points[before].group.as_ref());
            let continued = point.group.is_some() && before == point.group.as_ref();
            let remark = point.remark.as_ref().map(|remark| self.line(remark, "비고"));
            let action = point.action.as_ref().map(|action| format!("조치: {}", self.line(action, "조치")));
            points.push(CheckedPointView {
                group: point.group.clone().filter(|_| !continued),
                continued,
                point: self.line(&point.point, "점검항목"),
                marks: facts.choices.iter().map(|choice| point.result.as_ref() == Some(choice)).collect(),
                remark: remark.into_iter().chain(action).collect::<Vec<_>>().join(" / "),
            });
        }
        let count = |word: &String| CountView { word: word.clone(), count: facts.count(word) };
        InspectionView {
            day: facts.day,
            subject: self.line(&facts.subject, "점검 대상"),
            checkers: self.each_person(&facts.checkers, "점검자"),
            confirmers: self.each_person(&facts.confirmers, "확인자"),
            counts: facts.choices.iter().map(count).collect(),
            total: points.len(),
            grouped: facts.points.iter().any(|point| point.group.is_some()),
            choices: facts.choices.clone(),
            points,
        }
    }
}

/// What a document of this kind concludes: a 협약서 is a 협약, a 양해각서 stays one.
fn concluded(kind: &str) -> &str {
    kind.strip_suffix('서').filter(|word| word.chars().count() > 1 && !word.ends_with('각')).unwrap_or(kind)
}

#[cfg(test)]
mod tests {
    use super::concluded;

    #[test]
    fn the_paper_is_named_after_what_it_concludes() {
        assert_eq!(["협약서", "계약서", "양해각서", "합의서"].map(concluded), ["협약", "계약", "양해각서", "합의"]);
    }
}
