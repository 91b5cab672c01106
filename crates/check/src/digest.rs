//! The digest of a dossier: everything that other dossiers may know of it.

use gian_digest::{Digest, DocumentFacts, Found, PrivateDigest};
use gian_disclose::{digest, is_published, listed};
use gian_kinds::Kinds;
use gian_model::record::disclosure_label;
use gian_model::{DocumentFile, Dossier, Settings};
use gian_source::Sources;
use gian_view::{ChangeView, Edition};
use sha2::{Digest as _, Sha256};

/// Makes the digest of a dossier. `withheld` are its values that the public edition must not contain, `places` the names
/// of agencies and districts in its open texts.
pub fn of(settings: &Settings, kinds: &Kinds, dossier: &Dossier, withheld: Vec<Found>, places: Vec<String>) -> Digest {
    Digest {
        public: digest::public(settings, kinds, dossier),
        private: PrivateDigest {
            folder: dossier.folder.clone(),
            shown: digest::shown(settings, kinds, dossier, Edition::Internal),
            id: dossier.plan.as_ref().and_then(|p| p.id.clone()),
            documents: dossier.documents.iter().map(|d| facts(settings, dossier, d)).collect(),
            withheld,
            places,
        },
    }
}

fn facts(settings: &Settings, dossier: &Dossier, document: &DocumentFile) -> DocumentFacts {
    let record = &document.record;
    let as_of = settings.archive.as_of;
    let has_mark = record.title.0.contains("](비공개");
    let title = || record.title.plain(&dossier.private).replace(char::is_whitespace, "");
    DocumentFacts {
        path: document.path.clone(),
        id: record.id.clone(),
        department: record.department.clone(),
        doc_no: record.doc_no.clone(),
        belongs_to: record.belongs_to.clone(),
        management_no: record.management_no.clone(),
        imported: record.source.is_some(),
        date: record.date(),
        approved_on: record.approved_on,
        sent_on: record.sent_on,
        classification: record.classification.clone(),
        retention: record.retention,
        title: (!has_mark).then(title),
        phone: record.author.as_ref().and_then(|a| a.phone.clone()),
        contacts: record.press.iter().flat_map(|p| &p.contacts).filter_map(|c| c.phone.clone()).collect(),
        published: is_published(record, as_of),
        class: record.class(as_of).0,
        change: record.change(as_of).map(|change| ChangeView {
            on: change.on,
            label: disclosure_label(change.class, &change.grounds),
            reason: change.reason.clone(),
        }),
        listed_title: listed(settings, dossier, record).and_then(|row| row.title),
    }
}

/// SHA-256 of everything that the digest of a dossier is made from: the files of the dossier, the settings and the kinds
/// of documents.
pub fn inputs(sources: &Sources, folder: &str) -> String {
    let mut hash = Sha256::new();
    let mut add = |path: &str, text: &str| {
        for part in [path, text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
    };
    for (path, text) in &sources.templates {
        add(path, text);
    }
    if let Some(settings) = sources.get("gian.yaml") {
        add("gian.yaml", &settings.text);
    }
    for (path, file) in sources.below(folder) {
        add(path, &file.text);
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}
