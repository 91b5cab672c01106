//! Paginated lists of documents, which work with and without scripts.

use std::io;

use gian_view::{Edition, Listed};
use rayon::prelude::*;
use serde::Serialize;
use tera::Context;

use super::address::root_of;
use super::browse::{Branch, ways};
use super::dossiers::DossierEntry;
use super::entry::Entry;
use super::{Fault, Frame, Put, Site};
use crate::frame::Crumb;

/// Documents per page of a list.
pub const PER_PAGE: usize = 50;
/// Maximum number of branches for which the first page shows the whole tree.
const WHOLE_TREE: usize = 300;
/// Placeholder in a rendered item for the relative path to the root of the site, which differs between lists.
const ROOT: &str = "\u{0}";

/// A branch as a list shows it.
#[derive(Debug, Serialize)]
struct Child {
    title: String,
    /// Path from the root of the site.
    path: String,
    note: Option<String>,
    count: usize,
    /// Whether the next branches are its children.
    opens: bool,
    /// Number of nested lists that end after it.
    closes: usize,
}

/// Navigation between the pages of a list.
#[derive(Debug, Serialize)]
struct Pager {
    page: usize,
    pages: usize,
    /// Number and file name of the pages to jump to; `None` for a gap.
    jumps: Vec<Option<(usize, String)>>,
    previous: Option<String>,
    next: Option<String>,
}

/// A list to write.
struct List<'a> {
    address: String,
    title: String,
    crumbs: Vec<Crumb>,
    note: Option<String>,
    children: Vec<Child>,
    items: Vec<&'a str>,
    /// Number of documents or other things listed here and below.
    count: usize,
    /// Unit of `count`: `문서`, `건`.
    unit: &'static str,
    feed: bool,
    template: &'static str,
}

/// Writes every list of an edition.
pub fn write(
    site: &Site,
    frame: &Frame<'_>,
    entries: &[Entry],
    listed: &[Listed],
    dossiers: &[DossierEntry],
    put: &Put<'_>,
) -> Result<Vec<Branch>, Fault> {
    let items: Vec<String> =
        entries.par_iter().map(|e| site.item(frame, "html/entry.html", "e", e)).collect::<Result<_, _>>()?;
    let matters: Vec<String> =
        dossiers.par_iter().map(|d| site.item(frame, "html/dossier-entry.html", "d", d)).collect::<Result<_, _>>()?;
    let closed: Vec<String> =
        listed.par_iter().map(|l| site.item(frame, "html/closed-entry.html", "l", l)).collect::<Result<_, _>>()?;
    let ways = ways(frame.settings, entries);
    let home = Crumb { title: "처음".to_owned(), path: "index.html".to_owned() };
    let mut lists = vec![
        List {
            address: "documents".to_owned(),
            title: "모든 문서".to_owned(),
            crumbs: vec![home.clone()],
            note: None,
            children: Vec::new(),
            items: items.iter().map(String::as_str).collect(),
            count: entries.len(),
            unit: "문서",
            feed: false,
            template: "html/list.html",
        },
        List {
            address: "dossier".to_owned(),
            title: "건별 문서".to_owned(),
            crumbs: vec![home.clone()],
            note: Some("한 계획과 그 뒤의 과정, 결정, 결과를 적은 문서를 한데 모았습니다.".to_owned()),
            children: Vec::new(),
            items: matters.iter().map(String::as_str).collect(),
            count: dossiers.len(),
            unit: "건",
            feed: false,
            template: "html/list.html",
        },
    ];
    if frame.edition == Edition::Public {
        lists.push(List {
            address: "closed".to_owned(),
            title: "공개하지 않는 문서".to_owned(),
            crumbs: vec![home.clone()],
            note: None,
            children: Vec::new(),
            items: closed.iter().map(String::as_str).collect(),
            count: listed.len(),
            unit: "문서",
            feed: false,
            template: "html/closed.html",
        });
    }
    for way in &ways {
        let whole = way.size() <= WHOLE_TREE;
        way.walk(
            &mut |branch, above| {
                let crumb = |b: &&Branch| Crumb { title: b.title.clone(), path: format!("{}/index.html", b.address) };
                lists.push(List {
                    address: branch.address.clone(),
                    title: branch.title.clone(),
                    crumbs: std::iter::once(home.clone()).chain(above.iter().map(crumb)).collect(),
                    note: branch.note.clone(),
                    children: children(&branch.branches, whole && above.is_empty()),
                    items: branch.entries.iter().map(|at| items[*at].as_str()).collect(),
                    count: branch.count,
                    unit: "문서",
                    feed: branch.feed && frame.edition == Edition::Public,
                    template: "html/list.html",
                });
            },
            &mut Vec::new(),
        );
    }
    lists.par_iter().try_for_each(|list| list.write(site, frame, put))?;
    Ok(ways)
}

/// Branches in the order of a nested list: the children follow their branch, if all levels are shown.
fn children(branches: &[Branch], deep: bool) -> Vec<Child> {
    let mut found = Vec::new();
    for branch in branches {
        let opens = deep && !branch.branches.is_empty();
        found.push(Child {
            title: branch.title.clone(),
            path: format!("{}/index.html", branch.address),
            note: branch.note.clone(),
            count: branch.count,
            opens,
            closes: 0,
        });
        if opens {
            found.extend(children(&branch.branches, deep));
            found.last_mut().expect("there is a branch").closes += 1;
        }
    }
    found
}

impl List<'_> {
    fn write(&self, site: &Site, frame: &Frame<'_>, put: &Put<'_>) -> Result<(), Fault> {
        let pages = self.items.len().div_ceil(PER_PAGE).max(1);
        for page in 1..=pages {
            let path = format!("{}/{}", self.address, file(page));
            let root = root_of(&path);
            let from = (page - 1) * PER_PAGE;
            let shown = &self.items[from..(from + PER_PAGE).min(self.items.len())];
            let mut context = Context::new();
            site.common(&mut context, frame, &path);
            context.insert("title", &self.title);
            context.insert("crumbs", &self.crumbs);
            context.insert("note", &self.note);
            context.insert("children", &self.children);
            context.insert("count", &self.count);
            context.insert("unit", self.unit);
            context.insert("first", &(from + 1));
            context.insert("items", &shown.concat().replace(ROOT, &root));
            context.insert("pager", &pager(page, pages));
            context.insert("feed", &self.feed);
            context.insert("address", &self.address);
            put(&path, site.render(self.template, &context)?.as_bytes())?;
        }
        Ok(())
    }
}

/// File name of a page of a list.
fn file(page: usize) -> String {
    if page == 1 { "index.html".to_owned() } else { format!("{page}.html") }
}

/// The first and last pages, those around this one, and gaps between them.
fn pager(page: usize, pages: usize) -> Option<Pager> {
    if pages < 2 {
        return None;
    }
    let shown: Vec<usize> = (1..=pages).filter(|p| *p == 1 || *p == pages || p.abs_diff(page) <= 2).collect();
    let mut jumps: Vec<Option<(usize, String)>> = Vec::new();
    for p in shown {
        if jumps.last().is_some_and(|last| last.as_ref().is_some_and(|(before, _)| p - before > 1)) {
            jumps.push(None);
        }
        jumps.push(Some((p, file(p))));
    }
    Some(Pager {
        page,
        pages,
        jumps,
        previous: (page > 1).then(|| file(page - 1)),
        next: (page < pages).then(|| file(page + 1)),
    })
}

impl Site {
    /// Renders one item, for list pages at any depth.
    fn item<T: Serialize>(
        &self,
        frame: &Frame<'_>,
        template: &'static str,
        name: &'static str,
        value: &T,
    ) -> Result<String, Fault> {
        let mut context = Context::new();
        context.insert(name, value);
        context.insert("root", ROOT);
        context.insert("public", &(frame.edition == Edition::Public));
        Ok(self.render(template, &context)?)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pager_shows_the_ends_and_the_neighbours() {
        assert!(pager(1, 1).is_none());
        let pager = pager(7, 20).unwrap();
        let numbers: Vec<Option<usize>> = pager.jumps.iter().map(|j| j.as_ref().map(|(p, _)| *p)).collect();
        assert_eq!(numbers, [Some(1), None, Some(5), Some(6), Some(7), Some(8), Some(9), None, Some(20)]);
        assert_eq!(pager.previous.as_deref(), Some("6.html"));
        assert_eq!(super::pager(2, 3).unwrap().previous.as_deref(), Some("index.html"));
    }
}
