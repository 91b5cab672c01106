//! The body of a document, and a value: unsupported Markdown is reported with its byte range.
#![no_main]

use gian_compose::markdown;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let problems = [markdown::parse_document(text).1, markdown::parse_value(text).1, markdown::parse_part(text).1];
    for problem in problems.into_iter().flatten() {
        assert!(text.get(problem.range).is_some());
    }
});
