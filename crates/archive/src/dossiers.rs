//! Dossiers of an edition: the documents of one matter with the facts that they print.

use std::collections::BTreeMap;

use gian_vocabulary::values::Date;
use serde::Serialize;

use super::entry::Entry;
use super::facts::{self, Facts, Told};

/// One dossier (건).
#[derive(Debug, Clone, Serialize)]
pub struct DossierEntry {
    /// Its pages are at `dossier/<address>/`.
    pub address: String,
    /// Fiscal year, name and kind of the plan if a document prints them, else the title of the earliest document.
    pub title: String,
    /// Ids of its documents by day.
    pub documents: Vec<String>,
    /// Day of its earliest document.
    pub first: Date,
    /// Day of its latest document.
    pub last: Date,
    /// The facts that its documents of the edition print together.
    pub facts: Facts,
}

/// Groups documents and their facts by dossier; the dossier changed last comes first.
pub fn gather(entries: &[Entry], told: BTreeMap<String, Facts>) -> Vec<DossierEntry> {
    let mut by_address: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for (entry, dossier) in entries.iter().filter_map(|e| Some((e, e.dossier.as_deref()?))) {
        by_address.entry(dossier).or_default().push(entry);
    }
    let mut told = told;
    let mut groups: Vec<(&str, Vec<&Entry>)> = by_address.into_iter().collect();
    groups.iter_mut().for_each(|(_, of)| of.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id))));
    let mut of = |entry: &&Entry| Told {
        date: entry.date,
        id: entry.id.clone(),
        facts: told.remove(&entry.id).unwrap_or_default(),
    };
    let facts = facts::together(groups.iter().map(|(_, entries)| entries.iter().map(&mut of).collect()).collect());
    let mut dossiers: Vec<DossierEntry> = groups
        .into_iter()
        .zip(facts)
        .map(|((address, documents), facts)| {
            let named = facts
                .plan
                .as_ref()
                .and_then(|plan| Some(plan_title(plan.fiscal_year?, plan.name.as_deref()?, plan.kind.as_deref()?)));
            let title = named.unwrap_or_else(|| documents[0].title.clone());
            DossierEntry {
                address: address.to_owned(),
                title,
                first: documents[0].date,
                last: documents[documents.len() - 1].date,
                documents: documents.iter().map(|d| d.id.clone()).collect(),
                facts,
            }
        })
        .collect();
    dossiers.sort_by(|a, b| b.last.cmp(&a.last).then_with(|| a.address.cmp(&b.address)));
    dossiers
}

/// Title of a plan: year, name and kind, of which none is repeated that the name contains.
fn plan_title(year: u16, name: &str, kind: &str) -> String {
    let year = year.to_string();
    let year = Some(year.as_str()).filter(|year| !name.contains(year));
    let kind = Some(kind).filter(|kind| !name.ends_with(kind));
    [year, Some(name), kind].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
