//! What is told to the index of a document, and what it tells of itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// What the search knows of a document.
#[derive(Debug, Clone, Default)]
pub struct Page<'a> {
    /// Tells documents of the same day apart; not shown.
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
    /// What results can be filtered by: name, value.
    pub facets: Vec<(&'a str, String)>,
}

/// What was indexed, for the page that asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Number of documents in the index.
    pub documents: usize,
    /// Of each facet the values, with the number of documents, in their order.
    pub facets: BTreeMap<String, BTreeMap<String, usize>>,
    /// The first and the last day, `YYYY-MM-DD`.
    pub days: Option<(String, String)>,
}

/// A document between its addition and the end.
pub(crate) struct Added {
    pub(crate) day: Option<NaiveDate>,
    pub(crate) id: String,
    /// Its first slot, in the order of addition.
    pub(crate) first: u32,
    pub(crate) slots: u32,
    /// Where its files are in the spill: the first byte, and the length of each.
    pub(crate) at: u64,
    pub(crate) lengths: Vec<u32>,
    /// Of each facet the value, both as numbers.
    pub(crate) facets: Vec<(u32, u32)>,
}
