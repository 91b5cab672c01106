//! The facts that published documents print, for the check of a published tree.

use std::collections::BTreeMap;

use gian_archive::data::fact_check::PublicFacts;
use gian_archive::facts::{Printed, Told, confirm, facts, together};
use gian_compose::Composer;
use gian_diagnostics::Diag;
use gian_disclose::project;
use gian_view::Edition;

use crate::Session;

/// The facts that the published documents print.
#[derive(Debug, Default)]
pub struct Published {
    /// By dossier.
    pub dossiers: Vec<PublicFacts>,
}

/// Composes all published documents.
///
/// # Errors
/// A template or body fails.
pub fn published(session: &Session) -> Result<Published, Vec<Diag>> {
    let workspace = session.workspace.as_ref().expect("a workspace without errors was read");
    let composer = Composer::new(&session.kinds, &session.sources.templates).map_err(|d| vec![d])?;
    let mut published = Published::default();
    let mut by_dossier: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
    for (dossier, index) in session.documents() {
        let path = &dossier.documents[index].path;
        let Some(view) = project(workspace, &session.kinds, dossier, index, Edition::Public) else { continue };
        let mut document = composer.compose(&view, path)?;
        confirm(&composer, &view, path, &mut document);
        let facts = facts(&view, &Printed::new(&view, &document));
        let told = Told { date: view.record.date, id: view.record.id.clone(), facts };
        by_dossier.entry(&dossier.folder).or_default().push(told);
    }
    let ids = |told: &Vec<Told>| told.iter().map(|t| t.id.clone()).collect();
    let documents: Vec<Vec<String>> = by_dossier.values().map(ids).collect();
    let facts = together(by_dossier.into_values().collect());
    published.dossiers =
        documents.into_iter().zip(facts).map(|(documents, facts)| PublicFacts { documents, facts }).collect();
    Ok(published)
}
