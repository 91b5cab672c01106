//! Links from figures in a text to the explanations of their origin.

use super::html::escape::escape;

/// Figures not linked yet: the words, and the id of the explanation.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    open: Vec<(String, String)>,
}

impl Sources {
    /// Figures by their printed form, each with the id of its explanation. Forms shared by two figures are skipped.
    pub fn new(figures: impl IntoIterator<Item = (String, String)>) -> Self {
        let all: Vec<(String, String)> = figures.into_iter().collect();
        let clear = |words: &str, id: &str| all.iter().all(|(w, i)| w != words || i == id);
        let mut open: Vec<(String, String)> = all.iter().filter(|(w, id)| clear(w, id)).cloned().collect();
        open.dedup();
        Self { open }
    }

    /// Text as HTML, with a link at the first occurrence of each figure.
    pub fn linked(&mut self, text: &str) -> String {
        let found = self.open.iter().filter_map(|(words, id)| Some((whole(text, words)?, words.clone(), id.clone())));
        // Of several figures at one position, the longest is meant.
        let Some((at, words, id)) = found.min_by_key(|(at, words, _)| (*at, usize::MAX - words.len())) else {
            return escape(text);
        };
        self.open.retain(|(_, open)| *open != id);
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        let shown = escape(&words);
        format!(
            "{}<a class=\"figure\" href=\"#{id}\" aria-label=\"{shown}, 수치의 근거\">{shown}</a>{}",
            escape(before),
            self.linked(after)
        )
    }
}

/// Position of words that are not part of a larger number.
fn whole(text: &str, words: &str) -> Option<usize> {
    let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == ',' || c == '.');
    text.match_indices(words).map(|(at, _)| at).find(|at| !number(text[..*at].chars().next_back()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> Sources {
        let figures = [
            ("600천원", "basis-1"),
            ("600,000원", "basis-1"),
            ("1,090천원", "basis-2"),
            ("16명", "basis-3"),
            ("5명", "basis-4"),
            ("5명", "basis-5"),
        ];
        Sources::new(figures.map(|(w, i)| (w.to_owned(), i.to_owned())))
    }

    #[test]
    fn the_first_place_of_a_figure_is_a_link() {
        let html = sources().linked("수당 600천원, 다시 600천원, 합계 1,090천원");
        assert_eq!(html.matches("#basis-1").count(), 1);
        assert_eq!(html.matches("#basis-2").count(), 1);
        assert!(html.ends_with("</a>") && html.contains("다시 600천원, 합계"));
    }

    #[test]
    fn a_part_of_a_larger_number_is_none() {
        assert_eq!(sources().linked("1,600천원과 116명"), "1,600천원과 116명");
    }

    #[test]
    fn words_of_two_figures_are_left_alone() {
        assert_eq!(sources().linked("5명"), "5명");
    }

    #[test]
    fn other_text_is_escaped() {
        assert!(sources().linked("<b> 16명 & 그 밖").starts_with("&lt;b&gt; <a "));
    }
}
