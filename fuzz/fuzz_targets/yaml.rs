//! A file of facts and a document with front matter: each has a tree or a problem, and each problem a place.
#![no_main]

use gian_report::locate::locate;
use gian_source::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for (path, text) in [("content/2024/a/plan.yaml", text.to_owned()), ("content/2024/a/documents/a.md", format!("---\n{text}"))] {
        let (mut sources, mut diags) = (Sources::default(), Vec::new());
        sources.insert(path, text, &mut diags);
        let file = sources.get(path).expect("it was inserted");
        assert!(file.tree.is_some() || !diags.is_empty());
        for diag in &diags {
            let range = locate(&sources, &diag.place).range;
            assert!(file.text.get(range).is_some());
        }
    }
});
