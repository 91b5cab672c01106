//! The inlines of a line: bold by `**`, and markup that was meant but is not read.
//!
//! CommonMark does not read `**` between a bracket and a Hangul letter, so gian pairs the asterisks itself, over the whole
//! line with its links, footnotes and code.

use std::ops::Range;

use gian_diagnostics::{Text, text};
use gian_document::Inline;
use gian_document::protected::STRONG;

use crate::masks::push_text;
use crate::problem::Problem;
use crate::template_error::comments;

/// A line in parsing.
pub(super) struct Line<'a> {
    source: &'a str,
    /// The inlines outside bold words, and those of each `**` that is still open.
    outer: Vec<Inline>,
    open: Vec<(Range<usize>, Vec<Inline>)>,
    /// The last signs of CommonMark's other bold and of strikethrough that could open.
    unread: [Option<Range<usize>>; 2],
    problems: &'a mut Vec<Problem>,
}

/// Signs that are not read, in the order of [`Line::unread`].
const UNREAD: [&str; 2] = ["__", "~~"];

impl<'a> Line<'a> {
    pub(super) fn new(source: &'a str, problems: &'a mut Vec<Problem>) -> Self {
        Self { source, outer: Vec::new(), open: Vec::new(), unread: [None, None], problems }
    }

    /// Adds an inline that is not text of the source.
    pub(super) fn push(&mut self, inline: Inline) {
        self.inner().push(inline);
    }

    /// Adds text whose bytes are those of the source from `start` on, or text that is not.
    pub(super) fn text(&mut self, text: &str, start: Option<usize>) {
        let Some(start) = start else { return push_text(text, self.inner()) };
        self.refuse_unread(text, start);
        if !text.as_bytes().contains(&STRONG.as_bytes()[0]) {
            return push_text(text, self.inner());
        }
        let mut at = 0;
        while let Some(marker) = text[at..].find(STRONG).map(|i| at + i) {
            push_text(&text[at..marker], self.inner());
            at = marker + STRONG.len();
            self.marker(start + marker..start + at);
        }
        push_text(&text[at..], self.inner());
    }

    /// The inlines of the line.
    pub(super) fn finish(mut self) -> Vec<Inline> {
        while let Some((range, inlines)) = self.open.pop() {
            self.alone(range);
            self.inner().extend(inlines);
        }
        self.outer
    }

    fn inner(&mut self) -> &mut Vec<Inline> {
        self.open.last_mut().map_or(&mut self.outer, |(_, inlines)| inlines)
    }

    fn marker(&mut self, range: Range<usize>) {
        if closes(self.source, &range)
            && let Some((open, inlines)) = self.open.pop_if(|(open, _)| open.end < range.start)
        {
            if hides_names(self.source, &open, &range) {
                self.alone(open);
                self.inner().extend(inlines);
                self.alone(range);
            } else {
                self.inner().push(Inline::Strong(inlines));
            }
        } else if opens(self.source, &range) {
            self.open.push((range, Vec::new()));
        } else {
            self.alone(range);
        }
    }

    /// Reports a `**` without a partner, and keeps it as text.
    fn alone(&mut self, range: Range<usize>) {
        self.inner().push(Inline::Text("**".to_owned()));
        self.refuse(
            range,
            text!("`**`의 짝이 맞지 않습니다", "this `**` has no partner"),
            text!(
                "굵게 할 글의 앞뒤에 빈칸 없이 붙이거나, 글자이면 `\\*\\*`로 쓰십시오",
                "set it close to both ends of the bold words, or write `\\*\\*`"
            ),
        );
    }

    fn refuse_unread(&mut self, text: &str, start: usize) {
        // Most texts contain none of the signs with which what follows begins.
        if !text.bytes().any(|byte| matches!(byte, b'_' | b'~' | b'(' | b'<' | b'{')) {
            return;
        }
        for (i, sign) in UNREAD.into_iter().enumerate() {
            for at in runs(text, sign) {
                let range = start + at..start + at + sign.len();
                let before = self.source[..range.start].chars().next_back();
                // `a__b` is a name, `10:00~~12:00` a range.
                let before = before.is_some_and(|c| if i == 0 { c.is_alphanumeric() } else { c.is_ascii_digit() });
                let behind = self.source[range.end..].chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
                match self.unread[i].take() {
                    Some(open) if closes(self.source, &range) && !behind => self.refuse_pair(i, open.start..range.end),
                    _ if opens(self.source, &range) && !before => self.unread[i] = Some(range),
                    _ => {}
                }
            }
        }
        self.refuse_links(text, start);
        for (at, end) in comments(text) {
            self.refuse(
                start + at..start + end,
                text!(
                    "`{{# … #}}`은(는) 주석으로 읽히지 않고 문서에 나타납니다",
                    "`{{# … #}}` is not read as a comment, and is shown"
                ),
                text!("주석이면 `{{* … *}}`로 쓰고, 아니면 지우십시오", "write a comment as `{{* … *}}`, or remove it"),
            );
        }
    }

    fn refuse_pair(&mut self, sign: usize, range: Range<usize>) {
        let (message, help) = match sign {
            0 => (
                text!(
                    "`__`은(는) 굵은 글씨로 읽히지 않고 그대로 나타납니다",
                    "`__` is not read as bold here, and is shown"
                ),
                text!(
                    "굵은 글씨는 `**글**`로, 밑줄 글자는 `\\_\\_`로 쓰십시오",
                    "write bold as `**words**`, and underscores as `\\_\\_`"
                ),
            ),
            _ => (
                text!("`~~`은(는) 취소선으로 읽히지 않고 그대로 나타납니다", "`~~` strikes nothing out, and is shown"),
                text!(
                    "지울 글이면 지우고, 글자이면 `\\~\\~`로 쓰십시오",
                    "remove the words, or write `\\~\\~` for the signs"
                ),
            ),
        };
        self.refuse(range, message, help);
    }

    /// Reports links that are not read because of a space.
    fn refuse_links(&mut self, text: &str, start: usize) {
        const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];
        for (at, _) in text.match_indices(['(', '<']) {
            let inside = &text[at + 1..];
            let before = text[..at].trim_end_matches(' ');
            let is_link = text[at..].starts_with('(') && before.ends_with(']');
            let is_bare = text[at..].starts_with('<') && inside.contains('>');
            let target = inside.trim_start().trim_start_matches('<');
            let is_picture = before.rfind('[').is_some_and(|head| before[..head].ends_with('!'));
            let has_address = SCHEMES.iter().any(|s| target.starts_with(s))
                || (is_link && before.len() == at && (target.starts_with('#') || is_picture || names_file(inside)));
            let escaped = self.source[..start + before.len().saturating_sub(usize::from(is_link))].ends_with('\\');
            if !(is_link || is_bare) || !has_address || escaped {
                continue;
            }
            let close = if is_link { ')' } else { '>' };
            let end = inside.find(close).map_or(text.len(), |i| at + 1 + i + 1);
            let head = if is_link { before.rfind('[').unwrap_or(at) } else { at };
            let has_space = text[at..end].contains(char::is_whitespace);
            let (ko, en) = match (is_link, before.len() < at, has_space) {
                (true, true, _) => ("`]`와 `(` 사이를 붙이십시오", "write no space between `]` and `(`"),
                (true, false, false) => (
                    "링크의 글에서 각주와 다른 링크를 빼십시오",
                    "move footnotes and other links out of the words of the link",
                ),
                _ => (
                    "주소의 빈칸을 `%20`으로 쓰거나 `[글](<주소>)`로 쓰십시오",
                    "write the spaces of the address as `%20`, or write `[words](<address>)`",
                ),
            };
            self.refuse(
                start + head..start + end,
                text!("링크로 읽히지 않고 그대로 나타납니다", "this is not read as a link, and is shown as it is"),
                Text { ko: ko.to_owned(), en: en.to_owned() },
            );
        }
    }

    fn refuse(&mut self, range: Range<usize>, message: Text, help: Text) {
        self.problems.push(Problem { range, message, help });
    }
}

/// Whether a bracket has the name of a file with a space: `(붙임 1.hwp)`.
fn names_file(inside: &str) -> bool {
    let name = inside.split(')').next().unwrap_or_default().trim_end();
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    (2..=5).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric()) && end.contains(char::is_alphabetic)
}

/// Positions of a sign of two equal characters, where it is not part of a longer run.
fn runs<'t>(text: &'t str, sign: &'t str) -> impl Iterator<Item = usize> + 't {
    let of_sign = |c: Option<char>| c == sign.chars().next();
    text.match_indices(sign)
        .map(|(at, _)| at)
        .filter(move |at| !of_sign(text[..*at].chars().next_back()) && !of_sign(text[at + 2..].chars().next()))
}

/// Whether two `**` are the masks of two names or signs of powers, and not bold: `홍**과 김**은`, `5**2 와 3**2`. Both follow
/// a letter or digit, and there is a space between them.
fn hides_names(source: &str, open: &Range<usize>, close: &Range<usize>) -> bool {
    let follows_letter =
        |sign: &Range<usize>| source[..sign.start].chars().next_back().is_some_and(char::is_alphanumeric);
    follows_letter(open) && follows_letter(close) && source[open.end..close.start].contains(char::is_whitespace)
}

/// Whether a sign can begin marked words: they do not begin with a space or with what ends a clause.
fn opens(source: &str, sign: &Range<usize>) -> bool {
    let next = source[sign.end..].chars().next();
    next.is_some_and(|c| !c.is_whitespace() && !",.;:!?)]}>%」』〉》”’、。…·~-".contains(c))
}

/// Whether a sign can end marked words: they do not end with a space or with what opens a bracket.
fn closes(source: &str, sign: &Range<usize>) -> bool {
    let before = source[..sign.start].chars().next_back();
    before.is_some_and(|c| !c.is_whitespace() && !"([{<「『〈《“‘".contains(c))
}
