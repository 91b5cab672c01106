//! Writes the site around the documents: lists, indexes, assets, manifests, pages of addresses without a document.

use std::collections::{BTreeMap, BTreeSet};

use gian_archive::facts::Facts;
use gian_archive::{Entry, Frame, dossiers};
use gian_view::Edition;
use gian_view::redaction_register::Row;

use crate::build_error::BuildError;
use crate::emission::{DocumentOutput, Emission};

impl Emission<'_> {
    /// Writes indexes, assets and manifests.
    pub(crate) fn site(&self, found: Vec<DocumentOutput>) -> Result<(), BuildError> {
        let settings = &self.workspace.settings;
        let withheld: Vec<Row> = found.iter().flat_map(|m| m.withheld.clone()).collect();
        let mut all: Vec<(Edition, Entry, Facts)> = Vec::new();
        for made in found {
            let with_facts = made.entries.into_iter().zip(made.told);
            all.extend(with_facts.map(|((edition, entry), (_, told))| (edition, entry, told)));
        }
        for edition in self.editions.iter().copied() {
            let (mut entries, mut told) = (Vec::new(), BTreeMap::new());
            for (_, entry, facts) in all.extract_if(.., |(e, _, _)| *e == edition) {
                told.insert(entry.id.clone(), facts);
                entries.push(entry);
            }
            entries.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
            let mut listed: Vec<_> = match edition {
                Edition::Public => self.session.outside.closed().cloned().collect(),
                Edition::Internal => Vec::new(),
            };
            // Sort by the content of the rows only, because the order of folders could reveal something.
            listed.sort_by_cached_key(|l| {
                (std::cmp::Reverse(l.date), serde_json::to_string(l).expect("a row is plain data"))
            });
            let name = edition.name();
            let frame = Frame { settings, edition };
            let put = |path: &str, bytes: &[u8]| self.stage.put(&format!("{name}/{path}"), bytes);
            let dossiers = dossiers::gather(&entries, told);
            gian_archive::around(&self.renderer.site, &frame, &entries, &listed, &dossiers, &put)?;
            self.indexes.write(&self.renderer.site, &frame, &put)?;
            let register = self.renderer.site.register(&frame, &withheld).map_err(|d| BuildError::Problems(vec![d]))?;
            put("withheld/index.html", register.as_bytes())?;
            if edition == Edition::Internal {
                put("withheld/register.csv", &gian_archive::register_csv(&withheld))?;
            }
            let there: BTreeSet<&str> = entries.iter().map(|e| e.id.as_str()).collect();
            // The office may still have the document.
            let clean = |text: &str| self.scanned.is_clean(text);
            let register = self.workspace.register.as_ref();
            let gone = gian_publication_log::tombstones(register, &self.session.outside, &clean);
            for gone in gone.iter().filter(|g| !there.contains(g.id.as_str())) {
                let page = self.renderer.site.tombstone(&frame, gone).map_err(|d| BuildError::Problems(vec![d]))?;
                put(&format!("d/{}/index.html", gone.id), page.as_bytes())?;
            }
            if edition == Edition::Public {
                gian_archive::data::close(&frame, &entries, &dossiers, self.stage.below(name), &put)?;
            }
            let manifest = gian_archive::manifest(&self.stage.below(name));
            self.stage.put(&format!("{name}/manifest.json"), manifest.as_bytes())?;
        }
        Ok(())
    }
}
