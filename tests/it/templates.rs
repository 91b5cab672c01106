//! Templates of an office: what stops a build stops a check, and is told in the file and line of the office.

use std::fs;
use std::path::Path;

use crate::common::{at, copy, gian};

/// A workspace with one document and templates.
fn workspace(templates: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(&at("tests/cases/clean/input"), dir.path());
    for (path, text) in templates {
        let file = dir.path().join("templates").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    dir
}

/// Exit code and short problems of a command.
fn told(root: &Path, command: &str) -> (Option<i32>, String) {
    let output = gian(root, &[command, "--format", "short"]);
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout),
    )
}

/// A builtin template with a change.
fn changed(path: &str, from: &str, to: &str) -> String {
    let source = fs::read_to_string(at("templates").join(path)).unwrap();
    assert!(source.contains(from), "{path} has no {from}");
    source.replacen(from, to, 1)
}

#[test]
fn check_finds_the_templates_that_a_build_refuses() {
    let house = |from: &str, to: &str| changed("pdf/house.typ", from, to);
    let kind = "이름: 민원\n서식: 문서\n방향: 세로\n자료: []\n명단: false\n";
    let cases: Vec<(Vec<(&str, String)>, &str)> = vec![
        (vec![("html/footer.html", "{% if edition %} x".into())], "html/footer.html:1:17"),
        (vec![("html/header.html", "<p>\n{{ nothing.here }}".into())], "html/header.html:2:4"),
        (vec![("html/header.html", "<p>\n{% include \"html/nope.html\" %}".into())], "html/header.html:2:12"),
        (vec![("html/list.html", "{% extends \"html/bas.html\" %}\n".into())], "html/list.html:1:13"),
        (vec![("html/footer.html", "{{ archive.title | nofilter }}".into())], "html/footer.html:1:20"),
        (
            vec![
                ("html/header.html", "{% include \"html/footer.html\" %}".into()),
                ("html/footer.html", "<p>\n{% include \"html/header.html\" %}".into()),
            ],
            "html/",
        ),
        (vec![("html/footer.html", "<p>{# memo #}</p>".into())], "html/footer.html:1:4"),
        (vec![("htm/footer.html", String::new())], "htm/footer.html:1:1"),
        (
            vec![("documents/own/kind.yaml", kind.into()), ("documents/own/body.md", "## 가\n\n{% if a %}".into())],
            "documents/own/body.md:3:9",
        ),
        (vec![("pdf/house.typ", house("set strong(delta: 300)", "set strong(delat: 300)"))], "pdf/house.typ:"),
        (vec![("pdf/house.typ", house("#let fnote(number, body)", "#let fnote(number, body"))], "pdf/house.typ:29"),
        (vec![("pdf/document.typ", changed("pdf/document.typ", "\n", "\n#nope()\n"))], "pdf/document.typ:2"),
        (vec![("pdf/document.typ", changed("pdf/document.typ", "\n", "\n{{ nope }}\n"))], "pdf/document.typ:2:4"),
    ];
    for (templates, place) in &cases {
        let templates: Vec<(&str, &str)> = templates.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let dir = workspace(&templates);
        let (code, check) = told(dir.path(), "check");
        assert_eq!(code, Some(1), "{place}: {check}");
        assert!(check.contains(&format!("templates/{place}")), "{place}: {check}");
        assert!(!dir.path().join(".gian").exists() && !dir.path().join("output").exists(), "a check writes nothing");
        let (code, build) = told(dir.path(), "build");
        assert_eq!(code, Some(1), "{place}: {build}");
        assert!(build.contains(&format!("templates/{place}")), "{place}: {build}");
    }
}

#[test]
fn templates_that_work_are_no_problem() {
    let dir = workspace(&[
        ("html/footer.html", "<p>{{ institution.name }} {% include \"html/own.html\" %}{* a comment *}</p>"),
        ("html/own.html", "<span>{{ archive.title }}</span>"),
        ("pdf/house.typ", &changed("pdf/house.typ", "set strong(delta: 300)", "set strong(delta: 200)")),
        ("README.md~", "a copy of an editor"),
    ]);
    let (code, said) = told(dir.path(), "check");
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = told(dir.path(), "build");
    assert_eq!(code, Some(0), "{said}");
}
