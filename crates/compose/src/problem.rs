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

/// Position of the first dot of a line that begins with a date and parses as a numbered list: `2019. 5. 8.`, `5.
/// 8.(수)`.
fn date_point(line: &str) -> Option<usize> {
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
    use super::date_point;

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
