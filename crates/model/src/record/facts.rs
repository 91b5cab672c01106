//! Facts of one document that its record carries: the persons and amounts of all groups, for the code that withholds
//! them.

use gian_diagnostics::Route;

use super::Record;
use super::person::NamedPerson;
use crate::keys;
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

    /// Whether the record has the group of facts with this key.
    pub fn has_facts(&self, key: &str) -> bool {
        match key {
            keys::TRIP => self.trip.is_some(),
            keys::ACCEPTANCE => self.acceptance.is_some(),
            keys::HANDOVER => self.handover.is_some(),
            keys::DUTIES => self.duties.is_some(),
            keys::PROJECT => self.project.is_some(),
            _ => false,
        }
    }
}

/// Sum of amounts; `None` if one is not available.
pub(super) fn sum(amounts: impl IntoIterator<Item = Option<i64>>) -> Option<i64> {
    amounts.into_iter().try_fold(0i64, |sum, won| Some(sum.saturating_add(won?)))
}
