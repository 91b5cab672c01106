//! The digests of all dossiers, joined for look-ups.

use std::collections::{BTreeSet, HashMap};

use chrono::Datelike;
use gian_view::{CorrectionView, DocumentHead, Edition, Listed};

use crate::digest::{Digest, DocumentFacts, Found, PrivateDigest, PublicDigest, Shown, Summary};

/// Everything that the dossiers of an office know of each other.
///
/// What the public edition gets comes from [`PublicDigest`]s alone.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    public: Joined<PublicDigest>,
    private: Joined<PrivateDigest>,
    /// Id → dossier and document.
    ids: HashMap<String, (usize, usize)>,
    /// Number and year → dossier and document; the first one with it.
    numbers: HashMap<(String, i32), (usize, usize)>,
}

/// Digests of one part, with the index of the corrections in them.
#[derive(Debug, Clone)]
struct Joined<T> {
    digests: Vec<T>,
    /// Number and year of a document → dossier and index of each correction of it.
    corrections: HashMap<(String, i32), Vec<(usize, usize)>>,
}

impl<T> Default for Joined<T> {
    fn default() -> Self {
        Self { digests: Vec::new(), corrections: HashMap::new() }
    }
}

impl<T> Joined<T> {
    fn new(digests: Vec<T>, shown: impl Fn(&T) -> &Shown) -> Self {
        let mut corrections: HashMap<_, Vec<_>> = HashMap::new();
        for (at, digest) in digests.iter().enumerate() {
            for (i, correction) in shown(digest).corrections.iter().enumerate() {
                corrections.entry((correction.doc_no.clone(), correction.year)).or_default().push((at, i));
            }
        }
        Self { digests, corrections }
    }
}

impl Outside {
    /// Joins the digests of all dossiers, in the order of their folders.
    pub fn join(mut digests: Vec<Digest>) -> Self {
        digests.sort_by(|a, b| a.private.folder.cmp(&b.private.folder));
        let (public, private): (Vec<_>, Vec<_>) = digests.into_iter().map(|d| (d.public, d.private)).unzip();
        let (mut ids, mut numbers, mut belonging) = (HashMap::new(), HashMap::new(), Vec::new());
        for (at, digest) in private.iter().enumerate() {
            for (i, document) in digest.documents.iter().enumerate() {
                ids.insert(document.id.clone(), (at, i));
                let Some(number) = &document.doc_no else { continue };
                for day in [document.approved_on, document.sent_on].into_iter().flatten() {
                    // Of the papers of one number the main document is meant.
                    let key = (number.clone(), day.0.year());
                    match document.belongs_to {
                        Some(_) => belonging.push((key, (at, i))),
                        None => _ = numbers.entry(key).or_insert((at, i)),
                    }
                }
            }
        }
        for (key, at) in belonging {
            numbers.entry(key).or_insert(at);
        }
        Self {
            public: Joined::new(public, |digest| &digest.shown),
            private: Joined::new(private, |digest| &digest.shown),
            ids,
            numbers,
        }
    }

    /// The same with the digest of one dossier replaced.
    pub fn with(&self, digest: Digest) -> Self {
        let both = self.public.digests.iter().zip(&self.private.digests);
        let others = both.filter(|(public, _)| public.folder != digest.public.folder);
        let copy = |(public, private): (&PublicDigest, &PrivateDigest)| Digest {
            public: public.clone(),
            private: private.clone(),
        };
        let mut all: Vec<Digest> = others.map(copy).collect();
        all.push(digest);
        Self::join(all)
    }

    /// The digests, in the order of their folders.
    pub fn digests(&self) -> impl Iterator<Item = (&PublicDigest, &PrivateDigest)> {
        self.public.digests.iter().zip(&self.private.digests)
    }

    /// The private digests, in the order of their folders.
    pub fn private(&self) -> &[PrivateDigest] {
        &self.private.digests
    }

    /// Folders of all dossiers.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.private.digests.iter().map(|d| d.folder.as_str())
    }

    /// Documents of all dossiers, as the rules compare them.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentFacts> {
        self.private.digests.iter().flat_map(|d| &d.documents)
    }

    /// The document with an id.
    pub fn document(&self, id: &str) -> Option<&DocumentFacts> {
        self.ids.get(id).map(|(at, i)| &self.private.digests[*at].documents[*i])
    }

    /// The document that was approved or sent under a number in a year.
    pub fn numbered(&self, doc_no: &str, year: i32) -> Option<&DocumentFacts> {
        let (at, i) = self.numbers.get(&(doc_no.to_owned(), year))?;
        Some(&self.private.digests[*at].documents[*i])
    }

    /// Values that must not stand in public text.
    pub fn withheld(&self) -> impl Iterator<Item = &Found> {
        self.private.digests.iter().flat_map(|d| &d.withheld)
    }

    /// Names of agencies and districts that public texts state.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.private.digests.iter().flat_map(|d| &d.places).map(String::as_str)
    }

    /// Withheld values of one dossier.
    pub fn withheld_by(&self, folder: &str) -> &[Found] {
        let at = self.private.digests.binary_search_by(|d| d.folder.as_str().cmp(folder));
        at.map_or(&[], |at| &self.private.digests[at].withheld)
    }

    fn shown(&self, edition: Edition) -> Box<dyn Iterator<Item = (&str, &Shown)> + '_> {
        match edition {
            Edition::Public => Box::new(self.public.digests.iter().map(|d| (d.folder.as_str(), &d.shown))),
            Edition::Internal => Box::new(self.private.digests.iter().map(|d| (d.folder.as_str(), &d.shown))),
        }
    }

    /// Documents with a page in an edition, in the order of the dossiers.
    pub fn heads(&self, edition: Edition) -> impl Iterator<Item = &DocumentHead> {
        self.shown(edition).flat_map(|(_, shown)| &shown.documents)
    }

    /// Rows of closed documents in the public list.
    pub fn closed(&self) -> impl Iterator<Item = &Listed> {
        self.public.digests.iter().flat_map(|d| &d.closed)
    }

    /// Documents of an edition that correct a document.
    pub fn corrections(&self, edition: Edition, doc_no: &str, year: i32) -> Vec<&CorrectionView> {
        let key = (doc_no.to_owned(), year);
        let found = match edition {
            Edition::Public => self.public.corrections.get(&key),
            Edition::Internal => self.private.corrections.get(&key),
        };
        let shown = |at: usize| match edition {
            Edition::Public => &self.public.digests[at].shown,
            Edition::Internal => &self.private.digests[at].shown,
        };
        found.into_iter().flatten().map(|(at, i)| &shown(*at).corrections[*i].by).collect()
    }

    /// Rows of the dossiers whose folders satisfy a condition, as an edition shows them, with the folders.
    pub fn summaries(&self, edition: Edition, covers: impl Fn(&str) -> bool) -> Vec<(&str, &Summary)> {
        let of = |(folder, shown)| -> Option<(&str, &Summary)> {
            let (folder, shown): (&str, &Shown) = (folder, shown);
            Some((folder, shown.summary.as_ref().filter(|_| covers(folder))?))
        };
        self.shown(edition).filter_map(of).collect()
    }

    /// Telephones of the authors and contacts of all documents.
    pub fn phones(&self) -> BTreeSet<&str> {
        self.documents().flat_map(|d| d.phone.iter().chain(&d.contacts)).map(String::as_str).collect()
    }
}
