//! What the published documents say: their texts, their facts, and what the publication log records of them.

use std::collections::BTreeMap;
use std::sync::Mutex;

use gian_archive::data::fact_check::PublicFacts;
use gian_archive::facts::{Printed, Told, confirm, facts, together};
use gian_diagnostics::Diag;
use gian_media::attachment;
use gian_publication_log::Public;
use gian_session::{Composed, Context, Inspector};
use gian_view::Edition;

/// Public content of a document, as recorded in the publication log.
pub fn content(composed: &Composed, context: &Context<'_>) -> Public {
    let hash = |file: &String| {
        let attachments = &context.session.sources.attachments;
        let attached = attachments.get(&format!("{}/attachments/{file}", context.dossier.folder))?;
        let published = attachment::publish(file, gian_source::load_attachment(attached).ok()?).ok()?;
        Some((file.clone(), gian_publication_log::hash(&published.bytes)))
    };
    let files: Vec<(String, String)> = composed.view.record.files().filter_map(hash).collect();
    gian_publication_log::text(&composed.view, &composed.document, &files)
}

/// Collects the public content of every document with a page, by id.
#[derive(Default)]
pub struct Contents(Mutex<BTreeMap<String, Public>>);

impl Contents {
    /// What was collected.
    pub fn into_contents(self) -> BTreeMap<String, Public> {
        self.0.into_inner().expect("no worker panics with the lock")
    }
}

impl Inspector for Contents {
    fn composed(&self, composed: &Composed, context: &Context<'_>, _: &mut Vec<Diag>) {
        if composed.view.edition == Edition::Public {
            let content = content(composed, context);
            self.0.lock().expect("no worker panics with the lock").insert(composed.view.record.id.clone(), content);
        }
    }
}

/// Collects what the published documents say, for the check of a published tree.
#[derive(Default)]
pub struct PublishedDocuments(Mutex<BTreeMap<(String, String), Said>>);

/// What one document says.
struct Said {
    text: String,
    told: Told,
}

/// What the published documents say.
pub struct Published {
    /// The text of all.
    pub text: String,
    /// The facts that they print, by dossier.
    pub dossiers: Vec<PublicFacts>,
}

impl Inspector for PublishedDocuments {
    fn composed(&self, composed: &Composed, context: &Context<'_>, _: &mut Vec<Diag>) {
        let Composed { view, document } = composed;
        if view.edition != Edition::Public {
            return;
        }
        let text = gian_emit::text::emit(document);
        let mut document = document.clone();
        confirm(context.composer, view, context.path, &mut document);
        let facts = facts(view, &Printed::new(view, &document));
        let told = Told { date: view.record.date, id: view.record.id.clone(), facts };
        let key = (context.dossier.folder.clone(), context.path.to_owned());
        self.0.lock().expect("no worker panics with the lock").insert(key, Said { text, told });
    }

    fn needs_record(&self) -> bool {
        true
    }
}

impl PublishedDocuments {
    /// What was collected.
    pub fn into_published(self) -> Published {
        let mut text = String::new();
        let mut by_dossier: BTreeMap<String, Vec<Told>> = BTreeMap::new();
        for ((folder, _), said) in self.0.into_inner().expect("no worker panics with the lock") {
            text.push_str(&said.text);
            by_dossier.entry(folder).or_default().push(said.told);
        }
        let ids = |told: &Vec<Told>| told.iter().map(|t| t.id.clone()).collect();
        let documents: Vec<Vec<String>> = by_dossier.values().map(ids).collect();
        let facts = together(by_dossier.into_values().collect());
        let dossiers = documents.into_iter().zip(facts);
        Published { text, dossiers: dossiers.map(|(documents, facts)| PublicFacts { documents, facts }).collect() }
    }
}
