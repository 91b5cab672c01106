//! Applies the edits that problems carry to the sources; the rest of a file stays byte for byte.
//!
//! An edit is applied only if its place leads to exactly the text that the rule saw. Afterwards the file is read again,
//! and every value of its YAML must equal the old one, or what the edits make of it. Notation (quotes, blocks,
//! comments) can therefore never turn a correction of one value into a change of another.

use std::collections::BTreeMap;
use std::ops::Range;

use gian_diagnostics::{Diag, Edit, Part, Route};
use gian_source::yaml::{Kind, Node};
use gian_source::{File, Sources};

use super::locate::Locator;

/// A corrected file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The whole text of the file with the corrections.
    pub text: String,
    /// Number of corrected problems.
    pub problems: usize,
}

/// An edit with the byte range that it replaces.
struct Placed<'a> {
    range: Range<usize>,
    edit: &'a Edit,
}

/// The correction of a problem for other programs: byte ranges of its file and their replacements, without overlap;
/// empty if any place does not resolve to exactly the text that the rule saw.
pub(super) fn edits<'a>(locator: &mut Locator<'_>, diag: &'a Diag) -> Vec<(Range<usize>, &'a str)> {
    let path = &diag.place.file;
    // Byte ranges are those of the text with composed letters.
    let as_on_disk = |file: &&File| file.decomposed.is_none();
    let file = locator.sources().get(path).filter(as_on_disk);
    let placed = file.and_then(|file| placed(locator, path, file, &diag.fix));
    placed.unwrap_or_default().into_iter().map(|p| (p.range, p.edit.new.as_str())).collect()
}

/// Corrects the problems that `wanted` selects; files without a correction are not returned.
///
/// If two corrections touch, only the first is applied. The other follows when the new text is checked again.
pub fn correct(sources: &Sources, diags: &[Diag], wanted: impl Fn(&Diag) -> bool) -> BTreeMap<String, Corrected> {
    let mut files: BTreeMap<&str, Vec<&Diag>> = BTreeMap::new();
    for diag in diags.iter().filter(|d| !d.fix.is_empty() && wanted(d)) {
        files.entry(&diag.place.file).or_default().push(diag);
    }
    let of = |(path, diags): (&str, Vec<&Diag>)| {
        let file = sources.get(path)?;
        Some((path.to_owned(), corrected(sources, path, file, &diags)?))
    };
    files.into_iter().filter_map(of).collect()
}

fn corrected(sources: &Sources, path: &str, file: &File, diags: &[&Diag]) -> Option<Corrected> {
    let mut locator = Locator::new(sources);
    let mut groups: Vec<Vec<Placed<'_>>> =
        diags.iter().filter_map(|d| placed(&mut locator, path, file, &d.fix)).collect();
    groups.sort_by_key(|group| group[0].range.start);
    groups.dedup_by(|a, b| same(a, b));
    // Ranges already used, by start; they neither overlap nor touch.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    groups.retain(|group| {
        let touches =
            |p: &Placed<'_>| taken.range(..=p.range.end).next_back().is_some_and(|(_, end)| *end >= p.range.start);
        let free = !group.iter().any(touches);
        if free {
            taken.extend(group.iter().map(|p| (p.range.start, p.range.end)));
        }
        free
    });
    let all = apply(file, &groups);
    if !groups.is_empty() && keeps_values(path, file, &all, &groups) {
        return Some(Corrected { text: all, problems: groups.len() });
    }
    // Compare the YAML only, because the body is Markdown.
    groups.retain(|group| group.iter().all(|p| p.edit.place.route.is_body()));
    let body = apply(file, &groups);
    (!groups.is_empty() && keeps_values(path, file, &body, &groups))
        .then_some(Corrected { text: body, problems: groups.len() })
}

fn same(a: &[Placed<'_>], b: &[Placed<'_>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.range == b.range && a.edit.new == b.edit.new)
}

/// The edits of one problem with their byte ranges; `None` unless every place resolves to exactly the text that the
/// rule saw.
fn placed<'a>(locator: &mut Locator<'_>, path: &str, file: &File, edits: &'a [Edit]) -> Option<Vec<Placed<'a>>> {
    let mut all = Vec::new();
    for edit in edits.iter().filter(|e| e.place.file == path) {
        let at = locator.locate(&edit.place);
        let range = match (&edit.place.part, &edit.place.route) {
            (Part::Bytes(start, end), _) => *start..*end,
            (Part::Within(from, to), route) if route.is_body() => file.body? + from..file.body? + to,
            (Part::Within(from, to), route) => within(file, route, *from..*to)?,
            (Part::Value | Part::Key | Part::Around(..), _) => return None,
        };
        // Letters that are decomposed on the disk are corrected by writing the text as it was read.
        let corrects = file.text.get(range.clone())? != edit.new || file.decomposed.is_some();
        if !at.exact || !corrects {
            return None;
        }
        all.push(Placed { range, edit });
    }
    all.sort_by_key(|p| p.range.start);
    let apart = all.windows(2).all(|w| w[0].range.end <= w[1].range.start);
    (!all.is_empty() && apart && all.len() == edits.len()).then_some(all)
}

/// The byte range for a range of the decoded text at a route; `None` unless both contain the same text.
fn within(file: &File, route: &Route, range: Range<usize>) -> Option<Range<usize>> {
    let node = file.tree.as_ref()?.at(route)?;
    node.exact_range(&file.text, range)
}

fn apply(file: &File, groups: &[Vec<Placed<'_>>]) -> String {
    let mut edits: Vec<&Placed<'_>> = groups.iter().flatten().collect();
    edits.sort_by_key(|p| p.range.start);
    let mut text = String::with_capacity(file.text.len());
    let mut at = 0;
    for placed in edits {
        text.push_str(&file.text[at..placed.range.start]);
        text.push_str(&placed.edit.new);
        at = placed.range.end;
    }
    text.push_str(&file.text[at..]);
    text
}

/// Whether the new YAML has the values of the old one, except those that the edits change.
fn keeps_values(path: &str, file: &File, text: &str, groups: &[Vec<Placed<'_>>]) -> bool {
    let Some(tree) = &file.tree else { return true };
    let mut problems = Vec::new();
    let new = gian_source::parse(path, text.to_owned(), &mut problems);
    let Some(new_tree) = new.tree.filter(|_| problems.is_empty()) else { return false };
    let mut edits: BTreeMap<&Route, Vec<(Range<usize>, &str)>> = BTreeMap::new();
    for placed in groups.iter().flatten() {
        if let (Part::Within(from, to), route) = (&placed.edit.place.part, &placed.edit.place.route)
            && !route.is_body()
        {
            edits.entry(route).or_default().push((*from..*to, &placed.edit.new));
        }
    }
    let (mut before, mut after) = (Vec::new(), Vec::new());
    values(tree, Route::root(), &mut before);
    values(&new_tree, Route::root(), &mut after);
    before.len() == after.len()
        && before.iter().zip(&after).all(|((route, old), (new_route, new))| {
            route == new_route && edits.get(route).map_or(old == new, |edits| changed(old, edits) == *new)
        })
}

fn changed(old: &str, edits: &[(Range<usize>, &str)]) -> String {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|(range, _)| range.start);
    let (mut new, mut at) = (String::new(), 0);
    for (range, words) in edits {
        new.push_str(&old[at..range.start]);
        new.push_str(words);
        at = range.end;
    }
    new + &old[at..]
}

/// Every scalar of a tree with its route, and every key.
fn values(node: &Node, route: Route, all: &mut Vec<(Route, String)>) {
    match &node.kind {
        Kind::Null => all.push((route, String::new())),
        Kind::Scalar { text, .. } => all.push((route, text.clone())),
        Kind::Seq(items) => {
            items.iter().enumerate().for_each(|(i, item)| values(item, route.index(i), all));
        }
        Kind::Map(entries) => {
            entries.iter().for_each(|e| values(&e.value, route.key(&e.key), all));
        }
    }
}

#[cfg(test)]
mod tests {
    use gian_diagnostics::{Place, text};

    use super::*;

    const PATH: &str = "content/2024/a/plan.yaml";

    fn fixed(yaml: &str, route: &str, old: &str, new: &str) -> Option<String> {
        let route = gian_diagnostics::Route::parse(route).unwrap();
        let mut sources = Sources::default();
        sources.insert(PATH, yaml.to_owned(), &mut Vec::new());
        let node = sources.get(PATH).unwrap().tree.as_ref().unwrap().at(&route).unwrap();
        let Kind::Scalar { text, .. } = &node.kind else { panic!("no text at {route}") };
        let at = text.find(old).unwrap();
        let place = Place::within(PATH, route.clone(), at..at + old.len());
        let diag = Diag::warning("weekday", place.clone(), text!("가", "a")).fix(place, new);
        correct(&sources, &[diag], |_| true).remove(PATH).map(|c| c.text)
    }

    #[test]
    fn layout_and_comments_stay() {
        let yaml = "# 머리\n가: \"5.8.에\"   # 뒤\n나: |\n  - 하나 5.8.\n\n  - 둘\n다: {라: 5.8.}\n";
        assert_eq!(fixed(yaml, "/가", "5.8.", "5. 8.").unwrap(), yaml.replacen("5.8.", "5. 8.", 1));
        assert_eq!(fixed(yaml, "/나", "하나 5.8.", "하나 5. 8.").unwrap(), yaml.replacen("하나 5.8.", "하나 5. 8.", 1));
        assert_eq!(fixed(yaml, "/다/라", "5.8.", "5. 8.").unwrap(), yaml.replace("{라: 5.8.}", "{라: 5. 8.}"));
    }

    #[test]
    fn what_would_change_another_value_is_not_done() {
        // Refuse new text that would begin a comment, end the quotes, or end the flow mapping.
        assert_eq!(fixed("가: 하나 둘\n", "/가", "하나 ", "하나 #"), None);
        assert_eq!(fixed("가: \"하나\"\n", "/가", "하나", "\"하나"), None);
        assert_eq!(fixed("가: {나: 하나}\n", "/가/나", "하나", "하나, 다: 둘"), None);
    }

    #[test]
    fn escaped_and_folded_text_is_left() {
        assert_eq!(fixed("가: \"하나\\t5.8.에\"\n", "/가", "\t5.8.", " 5. 8."), None);
        assert_eq!(fixed("가: >\n  하나\n  둘\n", "/가", "하나 둘", "셋"), None);
    }
}
