//! Ways to browse the archive: trees of documents by year, department, task and more.

use std::collections::BTreeMap;

use chrono::Datelike;
use gian_korean::date;
use gian_vocabulary::institution::Settings;

use super::address::slug;
use super::entry::Entry;

/// A node of such a tree: a page with branches and documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Branch {
    /// Folder below the root of the site, without a trailing slash.
    pub address: String,
    /// Name of the branch: `2019년 5월`, a department, a task.
    pub title: String,
    /// Remark of a department: its superior, the days on which it exists, its earlier and later names.
    pub note: Option<String>,
    /// Branches one step below.
    pub branches: Vec<Branch>,
    /// Indices into the list of entries, in ascending order.
    pub entries: Vec<usize>,
    /// Number of documents in the branch and all below it.
    pub count: usize,
    /// Whether the branch has a feed.
    pub feed: bool,
}

impl Branch {
    fn new(address: String, title: &str) -> Self {
        Self { address, title: title.to_owned(), ..Self::default() }
    }

    /// All branches of the tree, itself first.
    pub fn walk<'a>(&'a self, see: &mut dyn FnMut(&'a Self, &[&'a Self]), above: &mut Vec<&'a Self>) {
        see(self, above);
        above.push(self);
        for branch in &self.branches {
            branch.walk(see, above);
        }
        above.pop();
    }

    /// Number of branches, itself included.
    pub fn size(&self) -> usize {
        1 + self.branches.iter().map(Self::size).sum::<usize>()
    }
}

/// Folder of the tree of tasks.
pub const CLASSES: &str = "class";
/// Folder of the departments.
pub const DEPARTMENTS: &str = "department";

/// Address of the task of a document: its whole path, because tasks of different fields share names.
pub fn class_address(path: &[String]) -> String {
    format!("{CLASSES}/{}", slug(&path.join(" > ")))
}

/// Address of a department.
pub fn department_address(id: &str) -> String {
    format!("{DEPARTMENTS}/{id}")
}

/// Address of a kind of document.
pub fn kind_address(kind: &str) -> String {
    format!("kind/{}", slug(kind))
}

/// All trees of a list of entries.
pub fn ways(settings: &Settings, entries: &[Entry]) -> Vec<Branch> {
    vec![
        years(entries),
        departments(settings, entries),
        classes(entries),
        flat("kind", "문서 종류", entries, |e| Some((kind_address(&e.kind), e.kind.clone()))),
        flat("disclosure", "공개구분", entries, |e| {
            Some((format!("disclosure/{}", e.disclosure.name()), e.disclosure.label().to_owned()))
        }),
        flat("licence", "이용조건", entries, |e| {
            e.licence
                .as_ref()
                .map(|l| (format!("licence/{}", l.key.name().replace('.', "-")), format!("{} ({})", l.name, l.meaning)))
        }),
    ]
}

fn years(entries: &[Entry]) -> Branch {
    let mut root = Branch::new("year".to_owned(), "연도와 달");
    let mut years: BTreeMap<i32, BTreeMap<u32, Vec<usize>>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        years.entry(entry.date.0.year()).or_default().entry(entry.date.0.month()).or_default().push(at);
    }
    for (year, months) in years.into_iter().rev() {
        let mut branch = Branch::new(format!("year/{year}"), &format!("{year}년"));
        for (month, places) in months.into_iter().rev() {
            let count = places.len();
            branch.entries.extend(&places);
            branch.branches.push(Branch {
                entries: places,
                count,
                ..Branch::new(format!("year/{year}/{month:02}"), &format!("{year}년 {month}월"))
            });
        }
        branch.entries.sort_unstable();
        branch.count = branch.entries.len();
        root.count += branch.count;
        root.branches.push(branch);
    }
    root
}

fn departments(settings: &Settings, entries: &[Entry]) -> Branch {
    let mut root = Branch::new(DEPARTMENTS.to_owned(), "기관과 부서");
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        by_id.entry(&entry.department).or_default().push(at);
    }
    // In the order chosen in `gian.yaml`.
    for department in &settings.departments {
        let Some(places) = by_id.remove(department.id.as_str()) else { continue };
        let mut note: Vec<String> = department.upper.iter().cloned().collect();
        let day = |d: Option<gian_vocabulary::values::Date>| d.map_or(String::new(), |d| date::full(d.0));
        if department.valid_from.is_some() || department.valid_to.is_some() {
            note.push(format!("{}~{}", day(department.valid_from), day(department.valid_to)));
        }
        let after = department.successor.as_deref().and_then(|id| settings.department(id));
        note.extend(after.map(|d| format!("뒤에 {}", d.name)));
        let before = settings.departments.iter().filter(|d| d.successor.as_deref() == Some(&department.id));
        note.extend(before.map(|d| format!("앞에 {}", d.name)));
        root.count += places.len();
        root.branches.push(Branch {
            note: Some(note.join(", ")).filter(|n| !n.is_empty()),
            count: places.len(),
            entries: places,
            feed: true,
            ..Branch::new(department_address(&department.id), &department.name)
        });
    }
    root
}

fn classes(entries: &[Entry]) -> Branch {
    let mut root = Branch::new(CLASSES.to_owned(), "분류 (단위과제)");
    for (at, entry) in entries.iter().enumerate() {
        let mut node = &mut root;
        for depth in 1..=entry.classification.len() {
            node.count += 1;
            let path = &entry.classification[..depth];
            let title = &path[depth - 1];
            let known = node.branches.iter().position(|b| b.title == *title);
            let place = known.unwrap_or_else(|| {
                node.branches.push(Branch::new(class_address(path), title));
                node.branches.len() - 1
            });
            node = &mut node.branches[place];
        }
        node.count += 1;
        node.feed = true;
        node.entries.push(at);
    }
    sort(&mut root);
    root
}

fn sort(branch: &mut Branch) {
    branch.branches.sort_by(|a, b| a.title.cmp(&b.title));
    branch.branches.iter_mut().for_each(sort);
}

/// A tree with one level, the largest branch first.
fn flat(name: &str, title: &str, entries: &[Entry], of: impl Fn(&Entry) -> Option<(String, String)>) -> Branch {
    let mut root = Branch::new(name.to_owned(), title);
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        let Some((address, title)) = of(entry) else { continue };
        let branch = *at.entry(address.clone()).or_insert_with(|| {
            root.branches.push(Branch::new(address, &title));
            root.branches.len() - 1
        });
        root.branches[branch].entries.push(place);
        root.branches[branch].count += 1;
        root.count += 1;
    }
    root.branches.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.title.cmp(&b.title)));
    root
}
