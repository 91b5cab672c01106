//! Detects words that are not pronounced as Korean: runs of English, and Hanja.
//!
//! English is two or more words, or one word of three or more letters with a lowercase letter. Other text in Latin
//! letters is not English: addresses, file names, codes with digits, units, abbreviations.

use gian_document::{Inline, Language};

/// Units of three or more letters, which are pronounced as units.
const UNITS: &[&str] = &[
    "bps", "dpi", "Gbps", "GHz", "GWh", "hPa", "kbps", "kcal", "kHz", "kPa", "kWh", "kWp", "Mbps", "MHz", "min", "mol",
    "MPa", "MWh", "ppb", "ppm", "rpm", "sec", "TWh", "µSv", "mSv", "mmHg", "kgf",
];

/// Splits text where its language changes.
pub fn split(text: &str) -> Vec<Inline> {
    if text.is_empty() {
        return Vec::new();
    }
    // Most texts contain no letter of another language.
    if !text.chars().any(|c| is_hanja(c) || is_letter(c)) {
        return vec![Inline::Text(text.to_owned())];
    }
    let mut out = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (language, length) = match run(rest) {
            (Some(language), length) => (language, length),
            (None, length) => {
                plain.push_str(&rest[..length]);
                rest = &rest[length..];
                continue;
            }
        };
        if !plain.is_empty() {
            out.push(Inline::Text(std::mem::take(&mut plain)));
        }
        out.push(Inline::Lang { language, text: rest[..length].to_owned() });
        rest = &rest[length..];
    }
    if !plain.is_empty() {
        out.push(Inline::Text(plain));
    }
    out
}

/// The language of the start of a nonempty text, and the length of the run.
fn run(text: &str) -> (Option<Language>, usize) {
    let length = |holds: fn(char) -> bool| text.find(|c| !holds(c)).unwrap_or(text.len());
    let first = text.chars().next().expect("the text is not empty");
    if is_hanja(first) {
        return (Some(Language::Hanja), length(is_hanja));
    }
    if !is_western(first) {
        return (None, length(|c| !is_hanja(c) && !is_western(c)));
    }
    if !first.is_alphanumeric() {
        // Brackets and quotes open; other characters before the first letter belong to the word, as in `./a`.
        let opens = length(|c| "([{<\"'‘“".contains(c));
        return (None, if opens > 0 { opens } else { token(text) });
    }
    match words(text) {
        (true, length) => (Some(Language::English), length),
        (false, length) => (None, length.max(token(text))),
    }
}

/// Length of a run of Latin words at the start of a text, and whether it is English.
fn words(text: &str) -> (bool, usize) {
    let (mut end, mut count, mut telling) = (0, 0, false);
    let mut at = 0;
    while let Some(length) = word(&text[at..]) {
        let found = &text[at..at + length];
        count += 1;
        telling |= found.chars().count() >= 2;
        end = at + length;
        match text[end..].strip_prefix(' ') {
            Some(_) => at = end + 1,
            None => break,
        }
    }
    let found = &text[..end];
    let alone = found.chars().count() >= 3 && found.contains(char::is_lowercase) && !UNITS.contains(&found);
    // If several words together are not English, none of them is alone: each is a single letter.
    ((count >= 2 && telling) || (count == 1 && alone), end)
}

/// Length of a word at the start of a text; the token must contain nothing else, except punctuation after the word.
fn word(text: &str) -> Option<usize> {
    let token = &text[..token(text)];
    let word = token.trim_end_matches([')', ']', '}', '>', '"', '\'', '’', '”', ',', '.', ';', ':', '!', '?']);
    let parts = || word.split(['-', '\'', '’']);
    let is_word = parts().all(|part| !part.is_empty() && part.chars().all(is_letter));
    is_word.then_some(word.len())
}

/// Length of a token at the start of a text: up to a space, or to Korean.
fn token(text: &str) -> usize {
    text.find(|c: char| !is_western(c)).unwrap_or(text.len()).max(text.chars().next().map_or(0, char::len_utf8))
}

fn is_letter(c: char) -> bool {
    // The cheap test first, because most of a text is Hangul.
    c < '\u{250}' && c.is_alphabetic()
}

fn is_western(c: char) -> bool {
    c.is_ascii_graphic() || is_letter(c) || matches!(c, '’' | '‘' | '“' | '”' | 'µ')
}

fn is_hanja(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '一'..='鿿' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use gian_document::plain;

    use super::*;

    fn found(text: &str) -> Vec<(Language, String)> {
        let inlines = split(text);
        assert_eq!(plain(&inlines), text, "nothing is lost");
        inlines
            .into_iter()
            .filter_map(|i| match i {
                Inline::Lang { language, text } => Some((language, text)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn english_is_found() {
        for (text, english) in [
            ("오픈데이터(Open Data Portal)를 연다", vec!["Open Data Portal"]),
            ("Smart도시와 Living Lab, Test-bed", vec!["Smart", "Living Lab", "Test-bed"]),
            ("“What’s next?” 라는 물음", vec!["What’s next"]),
            ("열린 자료는 open API로", vec!["open API"]),
            ("Café를", vec!["Café"]),
        ] {
            let words: Vec<String> = found(text).into_iter().map(|(_, text)| text).collect();
            assert_eq!(words, english, "{text}");
        }
    }

    #[test]
    fn what_only_has_latin_letters_is_no_english() {
        for text in [
            "PDF와 AI, TF",
            "https://www.seoul.go.kr/main 참조",
            "www.seoul.go.kr",
            "담당자 gildong.hong@seoul.go.kr",
            "report.final.hwpx, ./data/list.csv",
            "F-1-3 및 A4, COVID-19",
            "100kWh, 30 ppm, 20 kWh, 3 km",
            "A B C",
            "가. 나. ~ 5. 8.(수)",
            "(가)-나_다",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn hanja_is_korean_in_other_letters() {
        assert_eq!(found("시(市)와 協治"), [(Language::Hanja, "市".into()), (Language::Hanja, "協治".into())]);
    }
}
