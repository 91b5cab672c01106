//! Dossiers of an edition: the documents of one matter with the facts that they print.

use std::collections::BTreeMap;

use gian_vocabulary::values::Date;
use serde::Serialize;

use super::entry::Entry;
use super::facts::Facts;

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
    let mut dossiers: Vec<DossierEntry> = by_address
        .into_iter()
        .map(|(address, mut documents)| {
            documents.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
            let mut facts = Facts::default();
            for document in &documents {
                facts.add(told.remove(&document.id).unwrap_or_default());
            }
            let title = facts.plan.as_ref().map_or_else(
                || documents[0].title.clone(),
                |plan| format!("{} {} {}", plan.fiscal_year, plan.name, plan.kind),
            );
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
