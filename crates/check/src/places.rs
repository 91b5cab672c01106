//! Names of agencies, departments and districts that the settings and the open facts of dossiers state.
//!
//! Such a name may contain the letters of a withheld person (온누리 in 가온누리구), which does not disclose the person.

use std::collections::BTreeSet;

use gian_digest::Outside;
use gian_model::{Dossier, keys};
use gian_source::Sources;
use gian_source::progress::Watch;
use gian_vocabulary::values::Date;

use crate::secrets::{Open, open_settings, open_texts};

/// Keys of `gian.yaml` whose values name places or bodies: the institution, its departments and addresses.
const OF_SETTINGS: [&str; 6] =
    [keys::NAME, keys::DEPARTMENT_ABOVE, keys::INSTITUTION_ABOVE, keys::HEAD, keys::ADDRESS, keys::SHORT_NAME];
/// Keys of facts and records whose values name a body.
const OF_FACTS: [&str; 4] = [keys::AFFILIATION, keys::MUNICIPALITY, keys::SUBMITTED_BY, keys::INSTITUTION];
/// Maximum length of a name in characters.
const LONGEST: usize = 60;

/// Names in the open facts of a dossier.
pub fn of_dossier(sources: &Sources, as_of: Option<Date>, dossier: &Dossier, watch: &dyn Watch) -> Vec<String> {
    let open = open_texts(sources, as_of, dossier, watch, &|text| text.chars().nth(LONGEST).is_none());
    names(open, &OF_FACTS)
}

/// Names in the settings and in the open facts of all dossiers.
pub fn all(sources: &Sources, outside: &Outside) -> Vec<String> {
    let own = names(open_settings(sources), &OF_SETTINGS);
    let all: BTreeSet<String> = own.into_iter().chain(outside.places().map(str::to_owned)).collect();
    all.into_iter().collect()
}

/// The texts of these keys, each once.
fn names(open: Vec<Open>, of: &[&str]) -> Vec<String> {
    let is_name = |open: &Open| open.place.route.last().is_some_and(|last| of.contains(&&*last));
    let names: BTreeSet<String> = open.into_iter().filter(is_name).map(|open| open.text).collect();
    names.into_iter().collect()
}
