//! Parts of a line of text.

use gian_vocabulary::values::Ground;
use serde::Serialize;

/// A part of a line of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    Text(String),
    /// Words that are read out in another way than the Korean around them.
    Lang {
        language: Language,
        text: String,
    },
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    /// A note at the foot of the page, numbered by its order; it holds no other.
    Footnote {
        number: usize,
        text: Vec<Inline>,
    },
    Link {
        to: String,
        text: Vec<Inline>,
    },
    /// A reference to a table or a figure by its name: `그림 1`.
    Reference {
        to: String,
        text: Vec<Inline>,
    },
    /// A place where something is withheld: the ground, never the value.
    Withheld(Ground),
    LineBreak,
}

/// How words are read out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    English,
    /// Korean in Chinese characters: `市` is read 시.
    Hanja,
}
