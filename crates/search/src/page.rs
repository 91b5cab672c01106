//! Input of the index for one document, and its summary.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// A document as the search indexes it.
#[derive(Debug, Clone, Default)]
pub struct Page<'a> {
    /// Distinguishes documents of the same day; not shown.
    pub id: &'a str,
    /// Address, relative to the root of the site.
    pub url: &'a str,
    /// Title (`제목`). It is searched and shown with a result.
    pub title: &'a str,
    /// `YYYY-MM-DD`; empty where there is none.
    pub date: &'a str,
    /// Summary (`문서요지`), which is searched and shown with a result; empty where the document has none.
    pub summary: &'a str,
    /// Text of the page, which is searched and which snippets are cut from.
    pub text: &'a str,
    /// The line below the title: number, department, kind. It is searched like the summary.
    pub meta: &'a str,
    /// Facets for filters: name, value.
    pub facets: Vec<(&'a str, String)>,
}

/// Result of indexing, for the search page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Number of documents in the index.
    pub documents: usize,
    /// Values of each facet, with the number of documents.
    pub facets: BTreeMap<String, BTreeMap<String, usize>>,
    /// The first and the last day, `YYYY-MM-DD`.
    pub days: Option<(String, String)>,
}

/// A document between addition and the end of indexing.
pub(crate) struct Added {
    pub(crate) day: Option<NaiveDate>,
    pub(crate) id: String,
    /// Its first slot, in the order of addition.
    pub(crate) first: u32,
    pub(crate) slots: u32,
    /// Position of its files in the spill: first byte, and the length of each.
    pub(crate) at: u64,
    pub(crate) lengths: Vec<u32>,
    /// Facets, name and value as interned numbers.
    pub(crate) facets: Vec<(u32, u32)>,
}
