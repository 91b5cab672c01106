//! Suggestions for misspelled words.

/// The known word nearest to an unknown one, if it is similar enough.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // A word that contains a known one is nearer to it than any similar word.
    let known: Vec<&str> = known.collect();
    if let Some(part) = known.iter().find(|k| k.chars().count() > 1 && word.ends_with(**k)) {
        return Some(part);
    }
    known
        .into_iter()
        .map(|k| (strsim::normalized_levenshtein(word, k), k))
        .filter(|(score, _)| *score >= 0.34)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, k)| k)
}
