//! Decisions to withhold whose review is due (`재검토일`).

use gian_diagnostics::{Place, Route};
use gian_disclose::is_published;
use gian_model::{Dossier, keys, routes};
use gian_vocabulary::values::{Date, Disclosure};

/// A decision whose review date has come.
#[derive(Debug, Clone)]
pub struct Due {
    /// `재검토일` of the decision.
    pub on: Date,
    /// The date in the sources.
    pub place: Place,
    /// Title of the document; for a key of the whole dossier, its folder.
    pub of: String,
    /// What is withheld, in the words of the decision.
    pub what: String,
    /// Reason of the decision; `None` where `withheld.yaml` gives none.
    pub reason: Option<String>,
}

/// Decisions of a dossier that are due on a day.
pub fn on(dossier: &Dossier, day: Date) -> Vec<Due> {
    let mut found = Vec::new();
    for (key, fact) in &dossier.withheld {
        if let Some(on) = fact.review_on.filter(|on| *on <= day) {
            found.push(Due {
                on,
                place: Place::value(&dossier.withheld_path(), Route::of(key).key(keys::REVIEW_ON)),
                of: dossier.folder.clone(),
                what: fact.what.clone(),
                reason: fact.reason.clone(),
            });
        }
    }
    for document in &dossier.documents {
        let record = &document.record;
        // Skip what the class in force discloses.
        let open = is_published(record, Some(day)) && record.class(Some(day)).0 == Disclosure::Open;
        for (i, decision) in record.decisions.iter().enumerate().filter(|_| !open) {
            let Some(on) = decision.review_on.filter(|on| *on <= day && decision.class == Disclosure::Closed) else {
                continue;
            };
            found.push(Due {
                on,
                place: Place::value(&document.path, routes::disclosure_decision(i).key(keys::REVIEW_ON)),
                of: record.title_line().plain(&dossier.private),
                what: decision
                    .subject
                    .clone()
                    .unwrap_or_else(|| decision.ground.map_or_else(String::new, |g| format!("{}호로 가린 것", g.0))),
                reason: Some(decision.reason.clone()),
            });
        }
    }
    found
}
