//! Parts of a line of text.

use gian_vocabulary::values::Ground;
use serde::Serialize;

/// A part of a line of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Words that are pronounced differently from the Korean around them.
    Lang {
        /// The language in which the words are read.
        language: Language,
        /// The words.
        text: String,
    },
    /// Strong importance (`**`), set in bold.
    Strong(Vec<Inline>),
    /// Emphasis (`*`).
    Emphasis(Vec<Inline>),
    /// Underlined words (`<u>`), such as the changed ones of a comparison of old and new text.
    Underline(Vec<Inline>),
    /// A footnote, numbered by its order; footnotes do not nest.
    Footnote {
        /// Number in the document, from 1; 0 until composing numbers it.
        number: usize,
        /// Text of the note.
        text: Vec<Inline>,
    },
    /// A link to another page or document.
    Link {
        /// Target of the link, as written.
        to: String,
        /// Text of the link.
        text: Vec<Inline>,
    },
    /// A reference to a table or a figure by its name: `그림 1`.
    Reference {
        /// Name of the table or figure.
        to: String,
        /// Its label: `그림 1`.
        text: Vec<Inline>,
    },
    /// A figure whose origin is explained at an anchor of the page. Only the tree of a page has them, from the places of
    /// [`PrintedFigure`](crate::PrintedFigure).
    Sourced {
        /// Id of the explanation: `basis-1`.
        to: String,
        /// The figure as printed: `600천원`.
        text: String,
    },
    /// A place where something is withheld: the ground, never the value.
    Withheld(Ground),
    /// A line break inside a paragraph or cell.
    LineBreak,
}

/// Pronunciation of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Words in Latin letters, read as English.
    English,
    /// Korean in Chinese characters: `市` is read 시.
    Hanja,
}
