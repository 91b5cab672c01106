//! Problems of Markdown, before they are located in a file.

use std::ops::Range;

use gian_diagnostics::{Diag, Place, Route, Text};

/// Code of Markdown that the tree cannot represent.
pub const CODE: &str = "markdown-unsupported";

/// A position of Markdown that the tree cannot represent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Byte range in the parsed Markdown.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: Text,
    /// How to correct it.
    pub help: Text,
}

/// Problems of a Markdown text at a route of a file, each at its place there. `text` has the byte positions of the file.
pub fn located(path: &str, route: &Route, text: &str, problems: Vec<Problem>) -> Vec<Diag> {
    let of = |problem: Problem| {
        let problem = quoted(problem, route, text);
        // In YAML the backslash may need escaping.
        let point = date_point(&text[problem.range.clone()]).filter(|_| route.is_body());
        let point = point.map(|at| problem.range.start + at..problem.range.start + at + 1);
        let diag = Diag::error(CODE, Place::within(path, route, problem.range), problem.message).help(problem.help);
        match point {
            Some(point) => diag.fix(Place::within(path, route, point), "\\."),
            None => diag,
        }
    };
    problems.into_iter().map(of).collect()
}

/// A problem whose help can be typed where the text stands: between double quotes of YAML a backslash is written twice.
fn quoted(problem: Problem, route: &Route, text: &str) -> Problem {
    let is_yaml = !route.is_body() || is_in_block(&text[..problem.range.start]);
    if !is_yaml || !is_in_double_quotes(&text[..problem.range.start]) {
        return problem;
    }
    let twice = |help: &str| {
        // Only what is to be typed, between backquotes, and not what has its own quotes.
        let typed = |(i, piece): (usize, &str)| match i % 2 == 1 && !piece.contains('"') {
            true => piece.replace('\\', "\\\\"),
            false => piece.to_owned(),
        };
        help.split('`').enumerate().map(typed).collect::<Vec<_>>().join("`")
    };
    let help = Text { ko: twice(&problem.help.ko), en: twice(&problem.help.en) };
    Problem { help, ..problem }
}

/// Whether a text ends in a fenced block.
fn is_in_block(before: &str) -> bool {
    before.lines().filter(|line| line.trim_start().starts_with("~~~")).count() % 2 == 1
}

/// Whether the last line of a text ends between double quotes.
fn is_in_double_quotes(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut inside = false;
    let mut escaped = false;
    for c in line.chars() {
        inside ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
    }
    inside
}

/// Position of the first dot of a line that begins with a date and parses as a numbered list: `2019. 5. 8.`, `5.
/// 8.(수)`.
pub(crate) fn date_point(line: &str) -> Option<usize> {
    let number = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let year = number(line);
    let rest = line[year..].strip_prefix(". ")?.trim_start_matches(' ');
    let month = number(rest);
    let dotted = rest[month..].starts_with('.');
    ((year == 4 && month > 0 && line.starts_with(['1', '2']))
        || ((1..=2).contains(&year) && (1..=2).contains(&month) && dotted))
        .then_some(year)
}

#[cfg(test)]
mod tests {
    use gian_diagnostics::{Route, Text};

    use super::{Problem, date_point, quoted};

    #[test]
    fn help_can_be_typed_where_the_text_stands() {
        let help = |text: &str, at: &str, route: &Route| {
            let range = text.find(at).unwrap()..text.len();
            let words = |words: &str| Text { ko: words.to_owned(), en: words.to_owned() };
            let problem = Problem { range, message: words("m"), help: words(r"글이면 `\<`로 쓰고 \ 쓰기") };
            quoted(problem, route, text).help.ko
        };
        let (plain, twice) = (r"글이면 `\<`로 쓰고 \ 쓰기", r"글이면 `\\<`로 쓰고 \ 쓰기");
        assert_eq!(help("~~~표\n행:\n  - [\"가 <b>", "<b>", &Route::body()), twice);
        assert_eq!(help("~~~표\n행:\n  - ['가 <b>", "<b>", &Route::body()), plain);
        assert_eq!(help("~~~표\n행:\n  - [가 <b>", "<b>", &Route::body()), plain);
        assert_eq!(help("~~~표\n행:\n  - |\n    가 <b>", "<b>", &Route::body()), plain);
        assert_eq!(help("그는 \"가 <b>", "<b>", &Route::body()), plain);
    }

    #[test]
    fn a_date_is_told_from_a_number() {
        for (line, at) in [
            ("2019. 5. 8. 개최", Some(4)),
            ("2019. 5월", Some(4)),
            ("5. 8.(수) 개최", Some(1)),
            ("1. 5월에 개최", None),
            ("1. 2부 인쇄", None),
            ("12. 개최", None),
        ] {
            assert_eq!(date_point(line), at, "{line}");
        }
    }
}
