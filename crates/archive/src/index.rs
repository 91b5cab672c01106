//! What is known of every document of an edition before any is made: which are published, which belong together, and
//! which number means which.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use gian_view::{DocumentHead, RecordView, redaction};
use gian_vocabulary::record::Relation;
use gian_vocabulary::values::Date;
use serde::Serialize;

/// A document as others name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// `식별자`; its page stands at `d/<id>/`.
    pub id: String,
    /// Title, with masks for withheld words.
    pub title: String,
    /// `종류`: `결과보고`.
    pub kind: String,
    /// Day that the document carries.
    pub date: Date,
    /// `문서번호`; `None` before registration.
    pub doc_no: Option<String>,
    /// Address of its dossier, if it belongs to one.
    pub dossier: Option<String>,
}

/// A document that stands in a relation to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it is to the other.
    pub relation: Relation,
    /// The relation in a word: `선행`.
    pub label: &'static str,
    /// Title of the linked document.
    pub title: String,
    /// `문서번호` of the linked document.
    pub doc_no: Option<String>,
    /// Day of the linked document.
    pub date: Date,
    /// Where it has a page of its own here.
    pub id: Option<String>,
}

impl Link {
    /// Whether it is a later document that corrects the one whose link it is.
    pub fn corrects_this(&self) -> bool {
        self.relation == Relation::Corrects && self.label == label(Relation::Corrects, true)
    }
}

/// Who names a number, what it is to the other, and the day that it gives.
type Naming = (usize, Relation, Date);

/// Every document of an edition.
#[derive(Debug, Clone, Default)]
pub struct Index {
    list: Vec<Head>,
    by_id: BTreeMap<String, usize>,
    /// By number and year; numbers begin anew each year.
    by_number: BTreeMap<(String, i32), Vec<usize>>,
    /// By the number and year that they name: who names it, and what it is to them.
    named: BTreeMap<(String, i32), Vec<Naming>>,
    /// Documents of a dossier in the order of their days, by its address.
    dossiers: BTreeMap<String, Vec<usize>>,
}

impl Index {
    /// Looks at the documents that are made.
    pub fn new(documents: &[DocumentHead]) -> Self {
        let addresses = addresses(documents);
        let mut index = Self::default();
        for DocumentHead { folder, record, .. } in documents {
            let at = index.list.len();
            let dossier = addresses.get(folder).cloned();
            index.by_id.insert(record.id.clone(), at);
            if let Some(number) = &record.doc_no {
                index.by_number.entry((number.clone(), record.date.0.year())).or_default().push(at);
            }
            for related in &record.related {
                let key = (related.doc_no.clone(), related.date.0.year());
                index.named.entry(key).or_default().push((at, related.relation, related.date));
            }
            if let Some(dossier) = &dossier {
                index.dossiers.entry(dossier.clone()).or_default().push(at);
            }
            index.list.push(Head {
                id: record.id.clone(),
                title: redaction::written(&record.title),
                kind: record.kind.clone(),
                date: record.date,
                doc_no: record.doc_no.clone(),
                dossier,
            });
        }
        let list = &index.list;
        for documents in index.dossiers.values_mut() {
            documents.sort_by(|a, b| (list[*a].date, &list[*a].id).cmp(&(list[*b].date, &list[*b].id)));
        }
        index
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Address of the dossier of a document.
    pub fn dossier_of(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).and_then(|at| self.list[*at].dossier.as_deref())
    }

    /// Documents of the dossier of a document, in the order of their days: all, or those nearest to it.
    pub fn beside(&self, id: &str) -> Vec<&Head> {
        let Some(all) = self.dossier_of(id).and_then(|d| self.dossiers.get(d)) else { return Vec::new() };
        let here = all.iter().position(|at| self.list[*at].id == id).unwrap_or(0);
        let from = here.saturating_sub(MATTER / 2).min(all.len().saturating_sub(MATTER));
        all[from..].iter().take(MATTER).map(|at| &self.list[*at]).collect()
    }

    /// The document of a number and a day, if there is exactly one.
    fn find(&self, number: &str, on: Date) -> Option<&Head> {
        let of_year = self.by_number.get(&(number.to_owned(), on.0.year()))?;
        let of_day: Vec<usize> = of_year.iter().copied().filter(|at| self.list[*at].date == on).collect();
        match (of_day.as_slice(), of_year.as_slice()) {
            ([one], _) | ([], [one]) => Some(&self.list[*one]),
            _ => None,
        }
    }

    /// Documents that a record names, then those that name it, each once, by their days.
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
        links.sort_by(|a, b| (a.date, &a.doc_no, &a.id).cmp(&(b.date, &b.doc_no, &b.id)));
        links
    }
}

/// A relation in a word, as the one document says it of the other, or turned round.
fn label(relation: Relation, turned: bool) -> &'static str {
    match (relation, turned) {
        (Relation::Related, _) => "관련",
        (Relation::Earlier, false) | (Relation::Later, true) => "선행",
        (Relation::Later, false) | (Relation::Earlier, true) => "후속",
        (Relation::Corrects, false) => "정정 대상",
        (Relation::Corrects, true) => "정정",
    }
}

/// Most documents of a folder without a plan that are taken for one matter; more are a list, such as an imported one.
const MATTER: usize = 50;

/// The address of each dossier, by its folder: what its plan is called, or the id of its earliest document, because a folder
/// may be moved. A folder that is no matter of its own has none.
fn addresses(documents: &[DocumentHead]) -> BTreeMap<String, String> {
    let mut folders: BTreeMap<&str, Vec<&DocumentHead>> = BTreeMap::new();
    for document in documents {
        folders.entry(&document.folder).or_default().push(document);
    }
    let is_matter = |documents: &[&DocumentHead]| {
        documents[0].has_plan || (documents.len() <= MATTER && documents.iter().any(|d| !d.record.from_list))
    };
    folders
        .into_iter()
        .filter(|(_, documents)| is_matter(documents))
        .filter_map(|(folder, documents)| {
            let own = documents[0].plan_id.as_ref();
            let earliest = || documents.iter().map(|d| &d.record).min_by_key(|r| (r.date, &r.id)).map(|r| &r.id);
            Some((folder.to_owned(), own.or_else(earliest)?.clone()))
        })
        .collect()
}
