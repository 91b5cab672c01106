//! The groups of facts of a record together: which it has, which keys were written, their persons and amounts.

use gian_diagnostics::Route;

use crate::record::Record;
use crate::record::facts::{AmountGroup, Shown};
use crate::record::person::NamedPerson;
use crate::routes;
use crate::withheld::PrivateFile;

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

    /// The groups of facts that the record has: the route of each, and what the document must show of it.
    fn shown(&self) -> Vec<(Route, Vec<Shown>)> {
        let groups = [
            (routes::notice_fact(), self.notice.as_ref().map(|facts| facts.shown().to_vec())),
            (routes::form_fact(), self.form.as_ref().map(|facts| facts.shown().to_vec())),
            (routes::press_fact(), self.press.as_ref().map(|facts| facts.shown().to_vec())),
            (routes::demand_fact(), self.demand.as_ref().map(|facts| facts.shown().to_vec())),
            (routes::trip(), self.trip.as_ref().map(|facts| facts.shown().to_vec())),
            (routes::acceptance(), self.acceptance.as_ref().map(|facts| facts.shown().to_vec())),
            (routes::handover(), self.handover.as_ref().map(|facts| facts.shown().to_vec())),
            (routes::duties(), self.duties.as_ref().map(|facts| facts.shown().to_vec())),
            (routes::project_facts(), self.project.as_ref().map(|facts| facts.shown().to_vec())),
            (routes::certificate(), self.certificate.as_ref().map(|facts| facts.shown().to_vec())),
            (routes::agreement(), self.agreement.as_ref().map(|facts| facts.shown().to_vec())),
            (routes::inspection(), self.inspection.as_ref().map(|facts| facts.shown().to_vec())),
        ];
        groups.into_iter().filter_map(|(route, shown)| Some((route, shown?))).collect()
    }

    /// Whether the record has the group of facts of a key.
    pub fn has_group(&self, key: &str) -> bool {
        self.shown().iter().any(|(route, _)| route.last().as_deref() == Some(key))
    }

    /// The facts of these groups that were written, each of which the document must show.
    pub fn group_facts(&self) -> Vec<GroupFact> {
        let of_group = |(route, shown): (Route, Vec<Shown>)| {
            let there = shown.into_iter().filter(|(.., there)| *there);
            there.map(|(key, field, _)| (route.key(key), key, field)).collect::<Vec<_>>()
        };
        self.shown().into_iter().flat_map(of_group).collect()
    }
}
