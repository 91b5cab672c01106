//! Facts of one document that its record carries: the persons and amounts of all groups, for the code that withholds
//! them.

use gian_diagnostics::Route;

use super::Record;
use super::person::NamedPerson;
use crate::record_facts::GroupFact;
use crate::routes;
use crate::withheld::{Line, PrivateFile, Won};

/// The amounts of one group of facts.
///
/// If one of them is withheld, all are, because the others and their sums would give it away.
#[derive(Debug)]
pub struct AmountGroup<'a> {
    /// Each amount with its route in the record.
    pub amounts: Vec<(Route, &'a Won)>,
    /// Amounts that follow from them: sums, products, differences. `None` where a value is not available.
    pub derived: Vec<Option<i64>>,
    /// Texts that tell how an amount was computed (산출), with their routes; withheld with the amounts.
    pub bases: Vec<(Route, &'a Line)>,
}

impl Record {
    /// Every person of the groups of facts, with the route in the record.
    pub fn people(&self) -> Vec<(Route, &NamedPerson)> {
        let mut all = Vec::new();
        all.extend(self.trip.iter().flat_map(|trip| trip.people()));
        all.extend(self.acceptance.iter().flat_map(|acceptance| acceptance.people()));
        all.extend(self.handover.iter().flat_map(|handover| handover.people()));
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
        found
    }
}

/// A key of a group, the field of the record in templates, and whether it was written.
pub(super) type Shown = (&'static str, &'static str, bool);

/// Sum of amounts; `None` if one is not available.
pub(super) fn sum(amounts: impl IntoIterator<Item = Option<i64>>) -> Option<i64> {
    amounts.into_iter().try_fold(0i64, |sum, won| Some(sum.saturating_add(won?)))
}
