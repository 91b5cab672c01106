//! What is withheld in one place of a dossier does not stand open in another.
//!
//! Why: a mask is worth nothing if the name is in the next paragraph.
//! Example: a member with `비공개: 6`, whose name stands in the minutes. Instead: mark it there too,
//! `[홍길동](비공개:6)`.

use crate::check::Scope;
use crate::check::secrets::{Nature, Open};
use crate::diagnostics::{Diag, Place};
use crate::text;

pub fn run(scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    let sorted = scope.sorted;
    let mut seen = Vec::new();
    for found in &sorted.withheld {
        let shortest = match found.nature {
            Nature::Name | Nature::Private => 2,
            Nature::Words => 3,
            // An employer, an amount or a line of a report may stand elsewhere for its own sake.
            Nature::Detail | Nature::Amount | Nature::Document => continue,
        };
        if found.value.chars().count() < shortest || seen.contains(&(&found.folder, &found.value)) {
            continue;
        }
        seen.push((&found.folder, &found.value));
        let texts = sorted.open.iter().filter(|o| o.folder == found.folder && !is_official(o));
        for (open, at) in texts.filter_map(|o| standing(&o.text, &found.value).map(|at| (o, at))) {
            diags.push(
                Diag::error(
                    CODE,
                    Place::within(&open.place.file, open.place.route.clone(), at..at + found.value.len()),
                    text!(
                        "다른 곳에서 가린 말이 여기에는 그대로 있습니다",
                        "words that are withheld elsewhere stand open here"
                    ),
                )
                .related(found.place.clone(), text!("여기서는 가렸습니다", "withheld here"))
                .help(text!(
                    "여기에도 `[가릴 말](비공개:6)` 표시를 하십시오. 다른 말이면 가릴 말을 더 길게 표시하십시오",
                    "mark it here too: `[words](비공개:6)`; if it is another word, mark a longer phrase there"
                )),
            );
        }
    }
}

/// Where a value stands in a text; digits of another number are not it.
fn standing(text: &str, value: &str) -> Option<usize> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let number = |at: usize| {
        (digit(value.chars().next()) && digit(text[..at].chars().next_back()))
            || (digit(value.chars().next_back()) && digit(text[at + value.len()..].chars().next()))
    };
    text.match_indices(value).map(|(at, _)| at).find(|at| !number(*at))
}

/// Names of officials stay, also where a withheld person has the same name.
fn is_official(open: &Open) -> bool {
    ["/결재선/", "/협조/", "/작성자/"].iter().any(|p| open.place.route.starts_with(p))
}

const CODE: &str = "withheld-elsewhere";
