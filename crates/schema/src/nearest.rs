//! The word that a writer may have meant.

/// The known word nearest to one that is not known, if it is near enough.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // A word that holds a known one whole is nearer to it than any likeness of letters.
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
