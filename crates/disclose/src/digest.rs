//! What each edition of other dossiers may show of a dossier.

use std::collections::BTreeSet;

use chrono::Datelike;
use gian_digest::{Correction, PublicDigest, Shown, Summary};
use gian_kinds::{Kind, Kinds};
use gian_model::record::{Provenance, Record, Relation};
use gian_model::{DocumentFile, Dossier, Settings};
use gian_view::rules::Rule;
use gian_view::{CorrectionView, DocumentHead, Edition, Held, RelatedHead};

use crate::project::{is_published, listed, row};
use crate::redactor::Redactor;

/// What the public edition of other dossiers may show of a dossier.
pub fn public(settings: &Settings, kinds: &Kinds, dossier: &Dossier) -> PublicDigest {
    PublicDigest {
        folder: dossier.folder.clone(),
        shown: shown(settings, kinds, dossier, Edition::Public),
        closed: dossier.documents.iter().filter_map(|d| listed(settings, dossier, &d.record)).collect(),
    }
}

/// What one edition of other dossiers may show of a dossier.
pub fn shown(settings: &Settings, kinds: &Kinds, dossier: &Dossier, edition: Edition) -> Shown {
    let as_of = settings.archive.as_of;
    let with_page: Vec<&DocumentFile> =
        dossier.documents.iter().filter(|d| edition == Edition::Internal || is_published(&d.record, as_of)).collect();
    Shown {
        documents: with_page.iter().map(|d| head(settings, dossier, &d.record, edition)).collect(),
        corrections: with_page.iter().flat_map(|d| corrections(settings, dossier, &d.record, edition)).collect(),
        summary: summary(kinds, dossier, &with_page, edition),
    }
}

fn head(settings: &Settings, dossier: &Dossier, record: &Record, edition: Edition) -> DocumentHead {
    DocumentHead {
        folder: dossier.folder.clone(),
        has_plan: dossier.plan.is_some(),
        plan_id: dossier.plan.as_ref().and_then(|p| p.id.clone()),
        id: record.id.clone(),
        kind: record.kind.clone(),
        title: Redactor::of_document(settings, dossier, record, edition).line(&record.title_line(), "제목"),
        date: record.date(),
        doc_no: record.doc_no.clone(),
        belongs_to: record.belongs_to.clone(),
        from_list: record.source == Some(Provenance::List),
        related: record
            .related
            .iter()
            .map(|r| RelatedHead { relation: r.relation, doc_no: r.doc_no.clone(), date: r.date })
            .collect(),
    }
}

/// The documents that a document corrects, each once.
fn corrections(settings: &Settings, dossier: &Dossier, record: &Record, edition: Edition) -> Vec<Correction> {
    let corrects = record.related.iter().filter(|r| r.relation == Relation::Corrects);
    // Document numbers restart each year, so that the year must match too.
    let corrected: BTreeSet<(String, i32)> = corrects.map(|r| (r.doc_no.clone(), r.date.0.year())).collect();
    let by = || CorrectionView {
        id: record.id.clone(),
        doc_no: record.doc_no.clone(),
        date: record.date(),
        title: Redactor::of_document(settings, dossier, record, edition).line(&record.title_line(), "제목"),
    };
    corrected.into_iter().map(|(doc_no, year)| Correction { doc_no, year, by: by() }).collect()
}

/// The row of a dossier in documents that summarise several. The public edition has one only if a published document
/// of the dossier reports the outcome of its review.
fn summary(kinds: &Kinds, dossier: &Dossier, with_page: &[&DocumentFile], edition: Edition) -> Option<Summary> {
    // Minutes of a meeting of its own tell nothing of the review.
    let of_review = |d: &DocumentFile| d.record.meeting.is_none();
    let tells = |d: &&DocumentFile| of_review(d) && kinds.find(&d.record.kind).is_some_and(Kind::tells_outcome);
    let known = with_page.iter().any(|d| dossier.review.is_none() || tells(d));
    if edition == Edition::Public && !known && Rule::UnpublishedDossier.holds() {
        return None;
    }
    let (row, held) = row(dossier, edition)?;
    // A key may be a name, and belongs to this dossier alone.
    let held = held.into_iter().map(|held| Held { key: None, ..held }).collect();
    Some(Summary { row, documents: with_page.iter().map(|d| d.record.id.clone()).collect(), held })
}
