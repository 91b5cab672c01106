//! The groups of facts of a record together: which it has, which keys were written, their persons and amounts.

use gian_diagnostics::Route;

use crate::record::Record;
use crate::record::facts::AmountGroup;
use crate::record::person::NamedPerson;
use crate::withheld::PrivateFile;
use crate::{keys, routes};

/// A fact of a group: the route of its key, the key, the field of the record in templates.
pub type GroupFact = (Route, &'static str, &'static str);

impl Record {
    /// Every person of the groups of facts, with the route in the record.
    pub fn people(&self) -> Vec<(Route, &NamedPerson)> {
        let mut all = Vec::new();
        all.extend(self.trip.iter().flat_map(|trip| trip.people()));
        all.extend(self.acceptance.iter().flat_map(|acceptance| acceptance.people()));
        all.extend(self.handover.iter().flat_map(|handover| handover.people()));
        all.extend(self.certificate.iter().flat_map(|certificate| certificate.people()));
        all.extend(self.agreement.iter().flat_map(|agreement| agreement.people()));
        all.extend(self.inspection.iter().flat_map(|inspection| inspection.people()));
        all
    }

    /// The amounts of each group of facts.
    pub fn amount_groups(&self, private: &PrivateFile) -> Vec<AmountGroup<'_>> {
        let mut all = Vec::new();
        all.extend(self.trip.iter().map(|trip| trip.amounts(private)));
        all.extend(self.acceptance.iter().map(|acceptance| acceptance.amounts(private)));
        all.extend(self.project.iter().map(|project| project.amounts(private)));
        all
    }

    /// The facts of these groups that were written, each of which the document must show.
    pub(crate) fn work_facts(&self) -> Vec<GroupFact> {
        let mut found = Vec::new();
        let mut add = |group: Route, facts: &[(&'static str, &'static str, bool)]| {
            let there = facts.iter().filter(|(.., there)| *there);
            found.extend(there.map(|(key, field, _)| (group.key(key), *key, *field)));
        };
        if let Some(trip) = &self.trip {
            add(routes::trip(), &trip.shown());
        }
        if let Some(acceptance) = &self.acceptance {
            add(routes::acceptance(), &acceptance.shown());
        }
        if let Some(handover) = &self.handover {
            add(routes::handover(), &handover.shown());
        }
        if let Some(duties) = &self.duties {
            add(routes::duties(), &duties.shown());
        }
        if let Some(project) = &self.project {
            add(routes::project_facts(), &project.shown());
        }
        if let Some(certificate) = &self.certificate {
            add(routes::certificate(), &certificate.shown());
        }
        if let Some(agreement) = &self.agreement {
            add(routes::agreement(), &agreement.shown());
        }
        if let Some(inspection) = &self.inspection {
            add(routes::inspection(), &inspection.shown());
        }
        found
    }
}

impl Record {
    /// The groups of facts that the record has, by their keys.
    pub fn groups(&self) -> Vec<&'static str> {
        let groups = [
            (keys::NOTICE_FACTS, self.notice.is_some()),
            (keys::FORM_FACTS, self.form.is_some()),
            (keys::PRESS_FACTS, self.press.is_some()),
            (keys::DEMAND_FACTS, self.demand.is_some()),
            (keys::TRIP, self.trip.is_some()),
            (keys::ACCEPTANCE, self.acceptance.is_some()),
            (keys::HANDOVER, self.handover.is_some()),
            (keys::DUTIES, self.duties.is_some()),
            (keys::PROJECT, self.project.is_some()),
            (keys::CERTIFICATE, self.certificate.is_some()),
            (keys::AGREEMENT, self.agreement.is_some()),
            (keys::INSPECTION, self.inspection.is_some()),
        ];
        groups.into_iter().filter(|(_, there)| *there).map(|(key, _)| key).collect()
    }

    /// The facts of these groups that were written, each of which the document must show.
    pub fn group_facts(&self) -> Vec<GroupFact> {
        let mut found = self.work_facts();
        let mut add = |group: Route, facts: &[(&'static str, &'static str, bool)]| {
            let there = facts.iter().filter(|(.., there)| *there);
            found.extend(there.map(|(key, field, _)| (group.key(key), *key, *field)));
        };
        if let Some(facts) = &self.notice {
            add(
                routes::notice_fact(),
                &[
                    (keys::NOTICE_NO, "notice.number", facts.number.is_some()),
                    (keys::NOTICE_DAY, "notice.day", facts.day.is_some()),
                    (keys::PREAMBLE, "notice.preamble", facts.preamble.is_some()),
                    (keys::BASIS, "notice.basis", !facts.basis.is_empty()),
                    (keys::NOTICE_PERIOD, "notice.period", facts.period.is_some()),
                    (keys::POSTED, "notice.posted", !facts.posted.is_empty()),
                ],
            );
        }
        if let Some(facts) = &self.form {
            add(
                routes::form_fact(),
                &[
                    (keys::FORM_NO, "form.number", facts.number.is_some()),
                    (keys::HANDLING_TIME, "form.handling", facts.handling.is_some()),
                    (keys::YEAR, "form.year", facts.year.is_some()),
                    (keys::SIGNATURES, "form.signatures", !facts.signatures.is_empty()),
                    (keys::RECEIVERS, "form.receiver", facts.receiver.is_some()),
                    (keys::RESIDENT_NO_BASIS, "form.resident_no_basis", facts.resident_no_basis.is_some()),
                ],
            );
        }
        if let Some(facts) = &self.press {
            add(
                routes::press_fact(),
                &[
                    (keys::RELEASED_AT, "press.released_at", true),
                    (keys::PUBLISHABLE_AT, "press.publishable_at", facts.publishable_at.is_some()),
                    (keys::SUBTITLE, "press.subtitles", !facts.subtitles.is_empty()),
                    (keys::CONTACTS, "press.contacts", !facts.contacts.is_empty()),
                ],
            );
        }
        if let Some(facts) = &self.demand {
            add(
                routes::demand_fact(),
                &[
                    (keys::COMMITTEE, "demand.committee", true),
                    (keys::DEMANDED_BY, "demand.member", facts.member.is_some()),
                    (keys::DEMANDED_ON, "demand.demanded_on", true),
                    (keys::DEMAND_DUE, "demand.due", true),
                    (keys::SUBMITTED_ON, "demand.submitted_on", facts.submitted_on.is_some()),
                    (keys::DEMANDS, "demand.demands", true),
                ],
            );
        }
        found
    }
}
