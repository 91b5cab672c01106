//! Files below `templates/` that nothing reads: a misspelt folder or name would change nothing, without a word.

use std::collections::{BTreeMap, BTreeSet};

use gian_compose::front::FRONTS;
use gian_diagnostics::{Diag, Place, Severity, text};
use gian_kinds::{BUILTIN, parts};
use gian_schema::nearest::nearest;
use gian_source::UNKNOWN_FILE;
use gian_theme::themes::PROFILES;

/// Reports the templates of an office that are not used. `emblem` is the file name of its emblem. Those below `pdf/` are reported by the theme.
pub(crate) fn check(
    emblem: Option<&str>,
    templates: &BTreeMap<String, String>,
    bodies: &[&str],
    diags: &mut Vec<Diag>,
) {
    if templates.is_empty() {
        return;
    }
    let known = known(emblem);
    let own = templates.values().map(String::as_str);
    let texts: Vec<&str> = own.chain(bodies.iter().copied()).collect();
    for (path, source) in templates.iter().filter(|(path, _)| !path.starts_with("pdf/")) {
        // A copy of a file that cannot be replaced does no harm.
        if gian_archive::FIXED.iter().any(|(fixed, builtin)| fixed == path && builtin == source) {
            continue;
        }
        let named = [format!("\"{path}\""), format!("'{path}'"), format!("`{path}`")];
        // A part or a page may be included under its path.
        let may_be_included = parts::is_part(path) || (path.starts_with("html/") && path.ends_with(".html"));
        let is_included = may_be_included && texts.iter().any(|text| named.iter().any(|named| text.contains(named)));
        if known.contains(path) || is_free(path) || is_included {
            continue;
        }
        // An office may keep a part that nothing includes now; a name that is not a part of anything is a mistake.
        let severity = if may_be_included { Severity::Warning } else { Severity::Error };
        let diag = Diag::error(
            UNKNOWN_FILE,
            Place::bytes(&format!("templates/{path}"), 0..0),
            text!(
                "이 틀은 아무것도 바꾸지 않습니다: 쓰는 곳이 없는 이름입니다",
                "this template changes nothing: nothing uses its name"
            ),
        );
        let diag = diag.severity(severity);
        diags.push(match nearest(path, known.iter().map(String::as_str)) {
            Some(near) => diag.help(text!("혹시 `templates/{near}`입니까?", "did you mean `templates/{near}`?")),
            None => diag.help(text!(
                "지우거나 `gian`의 틀 이름으로 고치십시오",
                "remove it, or give it the name of a template of gian"
            )),
        });
    }
}

/// Whether the folder of a path takes files of any name: kinds and profiles of the office.
fn is_free(path: &str) -> bool {
    match path.split('/').collect::<Vec<_>>()[..] {
        ["documents", _, "kind.yaml" | "body.md" | gian_kinds::FRONT] => true,
        ["profiles", name] => name.ends_with(".yaml"),
        // Notes of the office about its templates.
        [.., "README.md"] => true,
        _ => false,
    }
}

/// The paths that the program reads.
fn known(emblem: Option<&str>) -> BTreeSet<String> {
    let pages = gian_archive::TEMPLATES.iter().map(|(path, _)| (*path).to_owned());
    let fronts = FRONTS.iter().map(|(path, _)| (*path).to_owned());
    let parts = parts::PARTS.iter().map(|(path, _)| (*path).to_owned());
    let profiles = PROFILES.iter().map(|(path, _)| (*path).to_owned());
    let kinds =
        BUILTIN.iter().flat_map(|(folder, ..)| ["kind.yaml", "body.md"].map(|f| format!("documents/{folder}/{f}")));
    let emblem = emblem.iter().map(|name| format!("html/{name}"));
    let mut known: BTreeSet<String> =
        pages.chain(fronts).chain(parts).chain(profiles).chain(kinds).chain(emblem).collect();
    known.insert(gian_archive::STYLE.0.to_owned());
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_that_nothing_uses_is_told_with_the_nearest_name() {
        let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let templates = BTreeMap::from([
            file("html/footer.html", "{% include \"html/own.html\" %}"),
            file("html/own.html", ""),
            file("html/style.css", ""),
            file("html/foter.html", ""),
            file("htm/footer.html", ""),
            file("document/report/body.md", ""),
            file("documents/own/kind.yaml", ""),
            file("documents/own/body.MD", ""),
            file("parts/own.md", ""),
            file("parts/lost.md", ""),
            file("profiles/own.yaml", ""),
            file("profiles/own.yml", ""),
            file("fronts/report.yaml", ""),
            file("fronts/reports.yaml", ""),
            file("house.typ", ""),
        ]);
        let mut diags = Vec::new();
        check(None, &templates, &["{% include \"parts/own.md\" %}"], &mut diags);
        let told: Vec<&str> = diags.iter().map(|d| d.place.file.trim_start_matches("templates/")).collect();
        let wrong = [
            "document/report/body.md",
            "documents/own/body.MD",
            "fronts/reports.yaml",
            "house.typ",
            "htm/footer.html",
            "html/foter.html",
            "parts/lost.md",
            "profiles/own.yml",
        ];
        assert_eq!(told, wrong);
        let may_wait: Vec<bool> = diags.iter().map(|d| d.severity == Severity::Warning).collect();
        assert_eq!(may_wait, [false, false, false, false, false, true, true, false]);
        assert!(diags[5].help.as_ref().unwrap().ko.contains("html/footer.html"));
    }
}
