//! What is looked for in texts: dates, personal data, marks.
#![no_main]

use gian_korean::personal::Contacts;
use gian_korean::personal;
use gian_korean::written;
use gian_model::marks;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for written in written::scan(text).dates {
        assert!(text.get(written.range).is_some());
    }
    for hit in personal::find(text, &Contacts::default()) {
        assert!(text.get(hit.range).is_some());
    }
    let (found, near) = marks::find(text);
    assert!(near.into_iter().all(|range| text.get(range).is_some()));
    assert!(found.iter().all(|mark| text.get(mark.words.clone()).is_some()));
    assert_eq!(marks::replace(text, |mark| text[mark.range.clone()].to_owned()), text);
});
