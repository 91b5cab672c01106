//! Withheld values among the facts that the record of a document carries.

use gian_diagnostics::{Place, Route};
use gian_digest::{Found, Nature};
use gian_korean::amount::forms;
use gian_model::marks::Target;
use gian_model::record::facts::AmountGroup;
use gian_model::{Record, Won, keys};

use super::Sorter;

/// Keys of the record below which persons or amounts are facts.
const GROUPS: [&str; 7] =
    [keys::TRIP, keys::ACCEPTANCE, keys::HANDOVER, keys::PROJECT, keys::CERTIFICATE, keys::AGREEMENT, keys::INSPECTION];

impl Sorter<'_> {
    /// Whether an amount of a record is withheld, because one of its group is.
    pub(super) fn record_amount_is_withheld(&self, record: Option<&Record>, route: &Route) -> bool {
        self.any_held_group(record, route, |group| group.amounts.iter().any(|(at, _)| at == route))
    }

    /// Whether a text tells how a withheld amount of a record was computed.
    pub(super) fn tells_withheld_amount(&self, record: Option<&Record>, route: &Route) -> bool {
        self.any_held_group(record, route, |group| group.bases.iter().any(|(at, _)| at == route))
    }

    fn any_held_group(&self, record: Option<&Record>, route: &Route, has: impl Fn(&AmountGroup<'_>) -> bool) -> bool {
        let Some(record) = record.filter(|_| is_of_facts(route)) else { return false };
        record.amount_groups(&self.dossier.private).iter().any(|group| has(group) && self.is_held(record, group))
    }

    fn is_held(&self, record: &Record, group: &AmountGroup<'_>) -> bool {
        group.amounts.iter().any(|(_, won)| self.holds_amount(record, won))
    }

    fn holds_amount(&self, record: &Record, won: &Won) -> bool {
        match won.mark().map(|mark| mark.target) {
            Some(Target::Ground(ground)) => !self.lifts(ground, Some(record)),
            Some(Target::Key(key)) => !self.opens(&key),
            None => false,
        }
    }

    /// Nature of a value at a route inside a withheld person of a record; `None` if the person is not withheld.
    pub(super) fn of_record_person(&self, record: Option<&Record>, route: &Route) -> Option<Nature> {
        let record = record.filter(|_| is_of_facts(route))?;
        let parent = route.parent()?;
        let (_, person) = record.people().into_iter().find(|(at, _)| *at == parent)?;
        if !self.withholds(&person.to_person(), Some(record)) {
            return None;
        }
        match &*route.last()? {
            keys::PERSON => Some(Nature::Name),
            keys::AFFILIATION | keys::POSITION => Some(Nature::Detail),
            _ => None,
        }
    }

    /// Sums and products of the records from which a withheld amount could be computed.
    pub(super) fn derived_of_records(&self, found: &mut Vec<Found>) {
        for document in &self.dossier.documents {
            let record = &document.record;
            if self.only.is_some_and(|only| only.id != record.id) {
                continue;
            }
            for group in record.amount_groups(&self.dossier.private) {
                let Some((route, won)) = group.amounts.iter().find(|(_, won)| self.holds_amount(record, won)) else {
                    continue;
                };
                let place: Place = self.origin(won, &document.path, route);
                for value in group.derived.iter().flatten().filter(|won| **won != 0).flat_map(|won| forms(*won)) {
                    let folder = self.dossier.folder.clone();
                    found.push(Found { value, place: place.clone(), nature: Nature::Amount, folder });
                }
            }
        }
    }
}

/// Whether a route is below a group of facts.
fn is_of_facts(route: &Route) -> bool {
    route.first().is_some_and(|first| GROUPS.contains(&&*first))
}
