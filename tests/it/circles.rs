//! Source files of a crate must not depend on each other in a cycle: shared code has a file of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex::Regex;

/// A source file of a crate by the path of its module; the root of the crate is empty.
type Module = Vec<String>;

/// Accepted cycles, each with its reason.
const KNOWN: &[(&str, &[&str], &str)] = &[(
    "leakscan",
    &[
        "image",
        "layers",
        "markup",
        "ole",
        "pdf",
        "pdf::file",
        "pdf::filters",
        "pdf::pages",
        "pdf::second",
        "text",
        "zip",
    ],
    "what lies inside a file is a file again: each format hands it back to the dispatcher in `layers`",
)];

#[test]
fn files_do_not_use_each_other_in_a_circle() {
    let mut found = Vec::new();
    for folder in fs::read_dir("crates").unwrap().map(|e| e.unwrap().path()).chain([".".into()]) {
        let name = folder.file_name().map_or("gian".to_owned(), |n| n.to_string_lossy().into_owned());
        for circle in circles(&uses(&folder.join("src"))) {
            found.push((name.clone(), circle.iter().map(|m| m.join("::")).collect::<Vec<_>>()));
        }
    }
    found.sort();
    let known: Vec<(String, Vec<String>)> = KNOWN
        .iter()
        .map(|(name, files, _)| ((*name).to_owned(), files.iter().map(|f| (*f).to_owned()).collect()))
        .collect();
    assert_eq!(found, known, "left: what uses each other now; right: what is known to");
}

/// For each file the files that it uses, derived from the paths in its code.
fn uses(src: &Path) -> BTreeMap<Module, BTreeSet<Module>> {
    let mut files: BTreeMap<Module, String> = BTreeMap::new();
    let tests = Regex::new(r"#\[cfg\(.*\btest\b.*\)\]\nmod tests").unwrap();
    for entry in walkdir::WalkDir::new(src).into_iter().map(Result::unwrap) {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let inside = path.strip_prefix(src).unwrap().with_extension("");
        let mut module: Module = inside.iter().map(|s| s.to_string_lossy().into_owned()).collect();
        if module.last().is_some_and(|l| ["mod", "lib", "main"].contains(&l.as_str())) {
            module.pop();
        }
        let text = fs::read_to_string(path).unwrap();
        let code = tests.splitn(&text, 2).next().unwrap().lines();
        files.insert(module, code.filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n"));
    }
    let statement = Regex::new(r"(?m)^\s*(?:pub(?:\([^)]*\))? )?use ([^;]+);").unwrap();
    let path = Regex::new(r"\b(?:crate|super|self)(?:::\w+)+").unwrap();
    let bare = Regex::new(r"(?:^|[^\w:])([a-z]\w*(?:::\w+)+)").unwrap();
    let imports: BTreeMap<&Module, Vec<Vec<String>>> = files
        .iter()
        .map(|(module, code)| (module, statement.captures_iter(code).flat_map(|c| expanded(&c[1])).collect()))
        .collect();
    // A file can be reached through imports of another one, so a name resolves to the file that it was imported from.
    let resolve = |from: &Module, steps: &[String]| -> Option<Module> {
        let (mut at, mut steps) = (from.clone(), steps);
        let mut relative = false;
        while let Some(first) = steps.first() {
            match first.as_str() {
                "crate" => at.clear(),
                "super" => _ = at.pop(),
                "self" => {}
                _ => break,
            }
            relative = true;
            steps = &steps[1..];
        }
        let child =
            |at: &Module, step: &String| files.contains_key(&[at.as_slice(), std::slice::from_ref(step)].concat());
        if !relative && !steps.first().is_some_and(|s| child(&at, s)) {
            return None;
        }
        while let Some(step) = steps.first().filter(|s| child(&at, s)) {
            at.push(step.clone());
            steps = &steps[1..];
        }
        let Some(name) = steps.first() else { return Some(at) };
        let imported = imports[&at].iter().find(|i| i.len() > 1 && i.last() == Some(name) && at != *from);
        let Some(imported) = imported else { return Some(at) };
        let mut place = at.clone();
        for step in &imported[..imported.len() - 1] {
            match step.as_str() {
                "crate" => place.clear(),
                "super" => _ = place.pop(),
                "self" => {}
                step => place.push(step.to_owned()),
            }
        }
        files.contains_key(&place).then_some(place)
    };
    let mut used = BTreeMap::new();
    for (module, code) in &files {
        // `use` was read above, including its braces.
        let code = &statement.replace_all(code, "");
        let relative = path.find_iter(code).map(|m| m.as_str());
        // A path may also start with the name of a module inside this one; `resolve` distinguishes modules from other
        // names.
        let bare = bare.captures_iter(code).map(|c| c.get(1).unwrap().as_str());
        let inline = relative.chain(bare).map(|m| m.split("::").map(str::to_owned).collect::<Vec<_>>());
        let all = imports[module].iter().cloned().chain(inline);
        let mut targets: BTreeSet<Module> = all.filter_map(|steps| resolve(module, &steps)).collect();
        targets.remove(module);
        used.insert(module.clone(), targets);
    }
    used
}

/// The paths of a `use`, one by one.
fn expanded(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap();
        return vec![path.split("::").map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect()];
    };
    let before: Vec<String> = tree[..open].split("::").map(str::to_owned).filter(|s| !s.is_empty()).collect();
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in tree[open + 1..tree.rfind('}').unwrap()].chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(c);
    }
    let parts = parts.iter().filter(|p| !p.trim().is_empty());
    parts.flat_map(|p| expanded(p)).map(|p| [before.clone(), p].concat()).collect()
}

/// Groups of files that depend on each other in a cycle.
fn circles(uses: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<Vec<Module>> {
    let reach = |from: &Module| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(at) = open.pop() {
            open.extend(uses[at].iter().filter(|next| seen.insert((*next).clone())));
        }
        seen
    };
    let reached: BTreeMap<&Module, BTreeSet<Module>> = uses.keys().map(|m| (m, reach(m))).collect();
    let mut found: Vec<Vec<Module>> = Vec::new();
    for (module, all) in &reached {
        if !all.contains(*module) || found.iter().any(|c| c.contains(module)) {
            continue;
        }
        found.push(all.iter().filter(|other| reached[*other].contains(*module)).cloned().collect());
    }
    found
}
