//! A search index for a static site, split into many small files, of which a query loads a few.
//!
//! 1. [`Prepared`] cuts a page into slots of some 2,400 characters and reads their grams ([`letters`], `grams`).
//! 2. [`Builder::add`] collects postings and writes sorted runs to a [`Spill`].
//! 3. [`Builder::finish`] sorts the slots by day, merges the runs and writes the files ([`write`]).
//!
//! The files are gzipped JSON with numbers encoded as letters ([`numbers`]). `docs/search.md` describes the format and
//! its reasons; `templates/html/search.js` reads it.

mod grams;
pub mod letters;
mod merge;
pub mod numbers;
mod page;
mod pages;
mod spill;
mod write;

use std::collections::BTreeMap;
use std::io;

use merge::{Posting, Run};
use page::Added;
pub use page::{Page, Summary};
pub use pages::Prepared;
pub use spill::{Memory, Spill};
pub use write::Put;

/// Maximum number of postings in memory, 16 bytes each.
const POSTINGS: usize = 4 << 20;

/// Collects documents in any order; the output does not depend on the order.
pub struct Builder {
    spill: Box<dyn Spill>,
    /// Postings of grams of three syllables, and all others.
    postings: [Vec<Posting>; 2],
    most: usize,
    runs: [Vec<Run>; 2],
    added: Vec<Added>,
    slots: u32,
    names: Names,
    values: Names,
}

/// Interned texts.
#[derive(Default)]
struct Names(BTreeMap<String, u32>);

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(name.to_owned()).or_insert(next)
    }

    fn list(self) -> Vec<String> {
        let mut list: Vec<(u32, String)> = self.0.into_iter().map(|(name, number)| (number, name)).collect();
        list.sort_unstable();
        list.into_iter().map(|(_, name)| name).collect()
    }
}

impl Builder {
    /// Begins an index; postings beyond the memory limit go to the spill.
    pub fn new(spill: Box<dyn Spill>) -> Self {
        Self::with_memory(spill, POSTINGS)
    }

    /// Begins an index with a limit of postings in memory.
    pub fn with_memory(spill: Box<dyn Spill>, most: usize) -> Self {
        Self {
            spill,
            postings: Default::default(),
            most,
            runs: Default::default(),
            added: Vec::new(),
            slots: 0,
            names: Names::default(),
            values: Names::default(),
        }
    }

    /// Adds a document.
    ///
    /// # Errors
    /// The spill cannot be written.
    pub fn add(&mut self, page: Prepared) -> io::Result<()> {
        let first = self.slots;
        let mut files = Vec::new();
        let mut lengths = Vec::new();
        for slot in page.slots {
            for (gram, mask) in slot.grams {
                self.postings[usize::from(!gram.is_triple())].push((gram, self.slots, mask));
            }
            self.slots += 1;
            lengths.push(slot.file.len() as u32);
            files.extend(slot.file);
        }
        let facets = page.facets.iter().map(|(name, value)| (self.names.number(name), self.values.number(value)));
        let facets = facets.collect();
        let at = self.spill.put(&files)?;
        let slots = self.slots - first;
        self.added.push(Added { day: page.date.parse().ok(), id: page.id, first, slots, at, lengths, facets });
        if self.postings.iter().map(Vec::len).sum::<usize>() >= self.most {
            self.put_away()?;
        }
        Ok(())
    }

    fn put_away(&mut self) -> io::Result<()> {
        for (postings, runs) in self.postings.iter_mut().zip(&mut self.runs) {
            runs.push(Run::write(postings, self.spill.as_mut())?);
        }
        Ok(())
    }

    /// Writes all files, with paths relative to the folder of the search.
    ///
    /// # Errors
    /// The spill cannot be read, or an error of `put`.
    pub fn finish(mut self, put: &mut Put<'_>) -> io::Result<Summary> {
        self.put_away()?;
        self.postings = Default::default();
        self.added.sort_unstable_by(|a, b| (a.day, &a.id).cmp(&(b.day, &b.id)));
        let mut place = vec![0u32; self.slots as usize];
        let mut next = 0;
        for added in &self.added {
            for slot in 0..added.slots {
                place[(added.first + slot) as usize] = next;
                next += 1;
            }
        }
        let head = write::head(&self.added, &self.names.list(), &self.values.list(), self.slots, put)?;
        write::texts(&self.added, self.spill.as_mut(), put)?;
        let [mut triples, pairs] = self.runs;
        let plan = write::Plan::new(&pairs, &triples, self.spill.as_mut(), &place)?;
        triples.extend(pairs);
        write::grams(&triples, self.spill.as_mut(), &self.added, &place, &plan, put)?;
        write::manifest(&head, plan.bits, put)?;
        Ok(head.told)
    }
}
