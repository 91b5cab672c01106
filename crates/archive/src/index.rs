//! Index of all documents of an edition, built before any page: which documents are published, which form a dossier,
//! and which document a number refers to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use gian_view::{DocumentHead, RecordView, redaction};
use gian_vocabulary::record::Relation;
use gian_vocabulary::values::Date;
use serde::Serialize;

/// A document as lists and links show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// `식별자`; its page is at `d/<id>/`.
    pub id: String,
    /// Title, with masks for withheld words.
    pub title: String,
    /// `종류`: `결과보고`.
    pub kind: String,
    /// Day that the document carries.
    pub date: Date,
    /// `문서번호`; `None` before registration.
    pub doc_no: Option<String>,
    /// Address of its dossier; `None` if it belongs to none.
    pub dossier: Option<String>,
}

/// A link to a related document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Relation of the linked document to this one.
    pub relation: Relation,
    /// The relation as a Korean word: `선행`.
    pub label: &'static str,
    /// Title of the linked document.
    pub title: String,
    /// `문서번호` of the linked document.
    pub doc_no: Option<String>,
    /// Day of the linked document.
    pub date: Date,
    /// `식별자`, if the linked document has a page in this edition.
    pub id: Option<String>,
}

impl Link {
    /// Whether the linked document corrects the one that shows the link.
    pub fn corrects_this(&self) -> bool {
        self.relation == Relation::Corrects && self.label == label(Relation::Corrects, true)
    }
}

/// A citation of a number: index of the citing document, relation, cited day.
type Naming = (usize, Relation, Date);

/// All documents of an edition.
#[derive(Debug, Clone, Default)]
pub struct Index {
    list: Vec<Head>,
    by_id: BTreeMap<String, usize>,
    /// Number and year → documents; numbers restart each year.
    by_number: BTreeMap<(String, i32), Vec<usize>>,
    /// Reverse index: cited number and year → citations.
    named: BTreeMap<(String, i32), Vec<Naming>>,
    /// Id of a document → papers that share its number.
    belonging: BTreeMap<String, Vec<usize>>,
    /// Address of a dossier → its documents by day.
    dossiers: BTreeMap<String, Vec<usize>>,
}

impl Index {
    /// Builds the index of the documents of an edition.
    pub fn new(documents: &[&DocumentHead]) -> Self {
        let addresses = addresses(documents);
        let mut index = Self::default();
        for head in documents {
            let at = index.list.len();
            let dossier = addresses.get(&head.folder).cloned();
            index.by_id.insert(head.id.clone(), at);
            if let Some(main) = &head.belongs_to {
                index.belonging.entry(main.clone()).or_default().push(at);
            }
            // A number means the main document, and not the papers that share it.
            if let (Some(number), None) = (&head.doc_no, &head.belongs_to) {
                index.by_number.entry((number.clone(), head.date.0.year())).or_default().push(at);
            }
            for related in &head.related {
                let key = (related.doc_no.clone(), related.date.0.year());
                index.named.entry(key).or_default().push((at, related.relation, related.date));
            }
            if let Some(dossier) = &dossier {
                index.dossiers.entry(dossier.clone()).or_default().push(at);
            }
            index.list.push(Head {
                id: head.id.clone(),
                title: redaction::written(&head.title),
                kind: head.kind.clone(),
                date: head.date,
                doc_no: head.doc_no.clone(),
                dossier,
            });
        }
        let list = &index.list;
        for documents in index.dossiers.values_mut() {
            documents.sort_by(|a, b| (list[*a].date, &list[*a].id).cmp(&(list[*b].date, &list[*b].id)));
        }
        index
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether the edition has no documents.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Address of the dossier of a document.
    pub fn dossier_of(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).and_then(|at| self.list[*at].dossier.as_deref())
    }

    /// Documents of the same dossier by day; of a large dossier only the nearest ones.
    pub fn beside(&self, id: &str) -> Vec<&Head> {
        let Some(all) = self.dossier_of(id).and_then(|d| self.dossiers.get(d)) else { return Vec::new() };
        let here = all.iter().position(|at| self.list[*at].id == id).unwrap_or(0);
        let from = here.saturating_sub(MATTER / 2).min(all.len().saturating_sub(MATTER));
        all[from..].iter().take(MATTER).map(|at| &self.list[*at]).collect()
    }

    /// The document with a number and a day; `None` if there is none or more than one.
    fn find(&self, number: &str, on: Date) -> Option<&Head> {
        let of_year = self.by_number.get(&(number.to_owned(), on.0.year()))?;
        let of_day: Vec<usize> = of_year.iter().copied().filter(|at| self.list[*at].date == on).collect();
        match (of_day.as_slice(), of_year.as_slice()) {
            ([one], _) | ([], [one]) => Some(&self.list[*one]),
            _ => None,
        }
    }

    /// Links of a record: documents that it cites, then those that cite it, each once, by day.
    pub fn links(&self, record: &RecordView) -> Vec<Link> {
        let mut seen: BTreeSet<String> = [record.id.clone()].into();
        let mut links = Vec::new();
        for related in &record.related {
            let known = self.find(&related.doc_no, related.date);
            if known.is_some_and(|head| !seen.insert(head.id.clone())) {
                continue;
            }
            links.push(Link {
                relation: related.relation,
                label: label(related.relation, false),
                title: known.map_or_else(|| redaction::written(&related.title), |head| head.title.clone()),
                doc_no: Some(related.doc_no.clone()),
                date: related.date,
                id: known.map(|head| head.id.clone()),
            });
        }
        let naming = record.doc_no.iter().filter_map(|n| self.named.get(&(n.clone(), record.date.0.year()))).flatten();
        for (at, relation, on) in naming {
            let head = &self.list[*at];
            let meant = record.doc_no.as_deref().and_then(|n| self.find(n, *on)).is_some_and(|h| h.id == record.id);
            if !meant || !seen.insert(head.id.clone()) {
                continue;
            }
            links.push(Link {
                relation: *relation,
                label: label(*relation, true),
                title: head.title.clone(),
                doc_no: head.doc_no.clone(),
                date: head.date,
                id: Some(head.id.clone()),
            });
        }
        let main = record.belongs_to.as_ref().and_then(|id| self.by_id.get(id)).map(|at| (at, "본문"));
        let papers = self.belonging.get(&record.id).into_iter().flatten().map(|at| (at, "딸린 문서"));
        for (at, label) in main.into_iter().chain(papers) {
            let head = &self.list[*at];
            if seen.insert(head.id.clone()) {
                links.push(Link {
                    relation: Relation::Related,
                    label,
                    title: head.title.clone(),
                    doc_no: head.doc_no.clone(),
                    date: head.date,
                    id: Some(head.id.clone()),
                });
            }
        }
        links.sort_by(|a, b| (a.date, &a.doc_no, &a.id).cmp(&(b.date, &b.doc_no, &b.id)));
        links
    }
}

/// The relation as a Korean word, from the side of the citing document or, if `turned`, of the cited one.
fn label(relation: Relation, turned: bool) -> &'static str {
    match (relation, turned) {
        (Relation::Related, _) => "관련",
        (Relation::Earlier, false) | (Relation::Later, true) => "선행",
        (Relation::Later, false) | (Relation::Earlier, true) => "후속",
        (Relation::Corrects, false) => "정정 대상",
        (Relation::Corrects, true) => "정정",
    }
}

/// Maximum number of documents in a folder without a plan that counts as a dossier (건); larger folders are lists, such
/// as imported ones.
const MATTER: usize = 50;

/// Address of each dossier by folder: the id of its plan, else of its earliest document, because folders may be moved.
/// A folder that is no dossier (건) has none.
fn addresses(documents: &[&DocumentHead]) -> BTreeMap<String, String> {
    let mut folders: BTreeMap<&str, Vec<&DocumentHead>> = BTreeMap::new();
    for document in documents {
        folders.entry(&document.folder).or_default().push(document);
    }
    let is_matter = |documents: &[&DocumentHead]| {
        documents[0].has_plan || (documents.len() <= MATTER && documents.iter().any(|d| !d.from_list))
    };
    folders
        .into_iter()
        .filter(|(_, documents)| is_matter(documents))
        .filter_map(|(folder, documents)| {
            let own = documents[0].plan_id.as_ref();
            let earliest = || documents.iter().min_by_key(|d| (d.date, &d.id)).map(|d| &d.id);
            Some((folder.to_owned(), own.or_else(earliest)?.clone()))
        })
        .collect()
}
