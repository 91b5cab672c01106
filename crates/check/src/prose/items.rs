//! Items of reports (개조식), which have a style of their own.

use super::{Origin, Prose};

/// Calls `see` with the range and text of every item that a writer wrote in a report.
///
/// Statements in meetings are excluded because they are quoted; letters and minutes because they use full sentences.
pub fn of_report(prose: &Prose<'_>, see: &mut impl FnMut(std::ops::Range<usize>, &str)) {
    if !prose.markdown || !prose.is_report() || is_spoken(prose) {
        return;
    }
    for item in &prose.structure().items {
        let words = prose.seen[item.text.clone()].trim_end();
        if !words.is_empty() {
            see(item.text.start..item.text.start + words.len(), words);
        }
    }
}

/// Whether a text quotes statements of a meeting.
fn is_spoken(prose: &Prose<'_>) -> bool {
    matches!(&prose.origin, Origin::Value(route) if route.first().as_deref() == Some("회차"))
}

/// Whether an item ends like a sentence: `…한다.`, `…입니다`, `…했다`.
pub fn ends_as_sentence(words: &str) -> bool {
    let words = words.trim_end_matches(['.', '*', ' ']);
    let Some(before) = words.strip_suffix('다').and_then(|w| w.chars().next_back()) else { return false };
    if matches!(before, '니' | '이' | '하' | '되') {
        return true;
    }
    // 한다, 했다, 없다, 않다: ㄴ, ㅆ, ㅄ, ㄶ under the syllable.
    ('가'..='힣').contains(&before) && matches!((u32::from(before) - 0xAC00) % 28, 4 | 6 | 18 | 20)
}

#[cfg(test)]
mod tests {
    use super::ends_as_sentence;

    #[test]
    fn sentences_are_told_from_nouns() {
        for (words, is) in [
            ("사업을 추진한다.", true),
            ("사업을 추진했다", true),
            ("다음과 같습니다.", true),
            ("문제가 없다", true),
            ("**중요하다.**", true),
            ("사업을 추진함", false),
            ("해양 쓰레기와 바다", false),
            ("\u{1}", false),
        ] {
            assert_eq!(ends_as_sentence(words), is, "{words}");
        }
    }
}
