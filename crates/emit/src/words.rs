//! Words that must not be split at a line end.
//!
//! Korean reports break lines between words (어절), never inside one; dates and amounts with brackets count as words.

/// A word, or one of the parts of a word that is too long for its line.
#[derive(Debug, Clone, PartialEq)]
pub struct Word<S> {
    /// Styled pieces of the word.
    pub pieces: Vec<(String, S)>,
    /// Whether it is preceded by a space.
    pub space: bool,
    /// Whether a line may break inside it: only if no part of it fits on a line.
    pub breakable: bool,
}

/// Splits styled runs into words that fit `max_em` (in units of the type size), by the estimated width of text.
pub fn split<S: Clone + PartialEq>(runs: &[(String, S)], max_em: f64) -> Vec<Word<S>> {
    split_measured(runs, max_em, &|text, _| width(text))
}

/// Splits styled runs into words that fit `max_em`, by a measure of text in units of the type size.
pub fn split_measured<S: Clone + PartialEq>(
    runs: &[(String, S)],
    max_em: f64,
    measure: &dyn Fn(&str, &S) -> f64,
) -> Vec<Word<S>> {
    let mut words: Vec<Word<S>> = Vec::new();
    let mut space = false;
    let mut open = false;
    for (text, style) in runs {
        for c in text.chars() {
            if c == ' ' {
                space = true;
                open = false;
                continue;
            }
            if !open {
                words.push(Word { pieces: Vec::new(), space, breakable: false });
                space = false;
                open = true;
            }
            let pieces = &mut words.last_mut().expect("a word was opened").pieces;
            match pieces.last_mut() {
                Some((last, s)) if s == style => last.push(c),
                _ => pieces.push((c.to_string(), style.clone())),
            }
        }
    }
    join_dates(&mut words);
    words.into_iter().flat_map(|w| fit(w, max_em, measure)).collect()
}

pub use gian_document::em_width as width;

/// `2019.` `5.` `8.(수)` is one word.
fn join_dates<S: Clone + PartialEq>(words: &mut Vec<Word<S>>) {
    let mut out: Vec<Word<S>> = Vec::new();
    for word in words.drain(..) {
        let starts_part = word.pieces.first().is_some_and(|(t, _)| {
            let digits = t.chars().take_while(char::is_ascii_digit).count();
            (1..=2).contains(&digits) && t[digits..].starts_with('.')
        });
        let joined = starts_part
            && word.space
            && out.last().is_some_and(|last| last.pieces.last().is_some_and(|(t, _)| ends_with_date_part(t)));
        match out.last_mut() {
            Some(last) if joined => {
                let (text, style) = last.pieces.last_mut().expect("it ends with a part of a date");
                text.push(' ');
                let mut pieces = word.pieces.into_iter();
                if let Some((first, first_style)) = pieces.next() {
                    if first_style == *style {
                        text.push_str(&first);
                    } else {
                        last.pieces.push((first, first_style));
                    }
                }
                last.pieces.extend(pieces);
            }
            _ => out.push(word),
        }
    }
    *words = out;
}

fn ends_with_date_part(text: &str) -> bool {
    text.strip_suffix('.').is_some_and(|t| {
        let digits = t.chars().rev().take_while(char::is_ascii_digit).count();
        (1..=4).contains(&digits)
    })
}

/// Breaks a word that is wider than a line after punctuation.
fn fit<S: Clone + PartialEq>(word: Word<S>, max_em: f64, measure: &dyn Fn(&str, &S) -> f64) -> Vec<Word<S>> {
    let sum = |word: &Word<S>| -> f64 { word.pieces.iter().map(|(t, s)| measure(t, s)).sum() };
    let total = sum(&word);
    if total <= max_em {
        return vec![word];
    }
    let mut parts: Vec<Word<S>> = vec![Word { pieces: Vec::new(), space: word.space, breakable: false }];
    let mut previous = None;
    for (text, style) in &word.pieces {
        for c in text.chars() {
            let cut = previous.is_some_and(|p| {
                matches!(p, '·' | '/' | ')' | ',' | '-' | '_' | '~' | '→' | '.' | '?' | '&' | '=' | '」' | ' ')
            }) || matches!(c, '(' | '「');
            let part = parts.last().expect("there is a part");
            let so_far = sum(part);
            let is_empty = part.pieces.iter().all(|(t, _)| t.trim().is_empty());
            let punctuation = matches!(c, ')' | ',' | '.' | '」' | '-' | '/');
            if cut && !is_empty && so_far > max_em / 3.0 && !punctuation {
                parts.push(Word { pieces: Vec::new(), space: false, breakable: false });
            }
            let pieces = &mut parts.last_mut().expect("there is a part").pieces;
            match pieces.last_mut() {
                Some((last, s)) if s == style => last.push(c),
                _ => pieces.push((c.to_string(), style.clone())),
            }
            previous = Some(c);
        }
    }
    for part in &mut parts {
        part.breakable = sum(part) > max_em;
    }
    parts
}

/// Whether a text is one day and nothing else: `2024. 9. 6.` or `2024년 9월 6일`.
pub(crate) fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let counts = |part: &str, digits: std::ops::RangeInclusive<usize>, end: &str| {
        part.strip_suffix(end).is_some_and(|n| digits.contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let written =
        |ends: [&str; 3]| counts(year, 4..=4, ends[0]) && counts(month, 1..=2, ends[1]) && counts(day, 1..=2, ends[2]);
    written([".", ".", "."]) || written(["년", "월", "일"])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str, max: f64) -> Vec<String> {
        split(&[(source.to_owned(), ())], max)
            .into_iter()
            .map(|w| w.pieces.into_iter().map(|p| p.0).collect())
            .collect()
    }

    #[test]
    fn dates_are_one_word() {
        assert_eq!(texts("~ 2019. 5. 8.(수) 10:00", 40.0), ["~", "2019. 5. 8.(수)", "10:00"]);
    }

    #[test]
    fn long_words_are_cut_at_punctuation() {
        assert_eq!(texts("가나다라·마바사아", 5.0), ["가나다라·", "마바사아"]);
        assert!(split(&[("가".repeat(20), ())], 5.0)[0].breakable);
    }

    #[test]
    fn a_day_is_nothing_else() {
        assert!(is_day("2024. 9. 6.") && is_day("2024년 12월 16일"));
        for text in ["2024. 9. 6.(금)", "2024. 9.", "2024. 9. 6. 끝", "24. 9. 6.", "2024년 9월"] {
            assert!(!is_day(text), "{text}");
        }
    }
}
