//! The sentence with which hidden content is refused.

use gian_diagnostics::{Text, text};

/// A sentence about hidden content: what and where it is, and how to remove it.
pub(super) fn hidden(what: Text, place: &str, advice: Text) -> Text {
    text!(
        ko: "{} (`{}`): {}", what.ko, place, advice.ko;
        en: "{} (`{}`): {}", what.en, place, advice.en
    )
}
