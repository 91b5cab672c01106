//! What YAML reads otherwise than it is meant: numbers that a comma of a list cuts, and items that become one line.

use std::ops::Range;

use gian_diagnostics::{Diag, Place, text};

use super::node::{Kind, Node};

/// Code of a value that a comma divides, and of a key without a colon.
pub const COMMA: &str = "yaml-comma";

/// Code of an item inside a value whose lines YAML joins.
pub const FOLDED: &str = "yaml-folded";

/// Joins the items of a list in `[ ]` where a comma cuts a number (`[농가 1,200가구, 하우스]`), so that the other checks
/// see what the writer meant, and reports them.
///
/// Two whole numbers are two values, unless other commas of the list have a space behind them.
pub(super) fn join_numbers(path: &str, source: &str, items: Vec<Node>, diags: &mut Vec<Diag>) -> Vec<Node> {
    let is_spaced =
        items.windows(2).any(|pair| gap(source, pair).is_some_and(|gap| gap.ends_with(char::is_whitespace)));
    let mut joined: Vec<Node> = Vec::with_capacity(items.len());
    let mut cut: Vec<usize> = Vec::new();
    for item in items {
        if let Some(last) = joined.last_mut()
            && cuts_number(source, last, &item, is_spaced)
        {
            last.span.end = item.span.end;
            if cut.last() != Some(&(joined.len() - 1)) {
                cut.push(joined.len() - 1);
            }
            continue;
        }
        joined.push(item);
    }
    for at in cut {
        let node = &mut joined[at];
        let whole = source[node.span.clone()].to_owned();
        let digits = whole.replace(',', "");
        let is_number = digits.bytes().all(|b| b.is_ascii_digit());
        let diag = Diag::error(
            COMMA,
            Place::bytes(path, node.span.clone()),
            text!("쉼표에서 값이 나뉘었습니다: `{}`", "the comma divides the value: `{}`"; whole),
        );
        let quoted = whole.replace('\\', r"\\").replace('"', r#"\""#);
        diags.push(match is_number {
            true => diag.help(text!(
                "한 수이면 `{}`처럼 쉼표 없이 쓰거나 `\"{}\"`처럼 따옴표로 감싸고, 두 값이면 쉼표 뒤를 띄우십시오",
                "write `{}` or `\"{}\"` if it is one number, and a space behind the comma if it is two values";
                digits, whole
            )),
            false => diag.help(text!("`\"{}\"`처럼 따옴표로 감싸십시오", "put it in quotes: `\"{}\"`"; quoted)),
        });
        node.kind = Kind::Scalar { text: whole, plain: true };
    }
    joined
}

/// The whole value without quotes at a position, which YAML did not read to its end: up to the end of the line, or of the
/// item of a list in brackets. `base` is the start of the YAML.
pub(super) fn unquoted(source: &str, base: usize, at: usize) -> &str {
    let line = source[at..].lines().next().unwrap_or_default();
    let in_brackets = open_brackets(&source[base..at]) > 0;
    let end = match in_brackets {
        true => line.find([',', ']', '}']).unwrap_or(line.len()),
        false => line.find(" #").unwrap_or(line.len()),
    };
    line[..end].trim_end()
}

/// Number of brackets that are open at the end of a piece of YAML, outside of quotes.
fn open_brackets(yaml: &str) -> usize {
    let (mut open, mut quote) = (0_usize, None);
    for c in yaml.chars() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (_, Some(mark)) if c == mark || c == '\n' => quote = None,
            ('[' | '{', None) => open += 1,
            (']' | '}', None) => open = open.saturating_sub(1),
            _ => {}
        }
    }
    open
}

/// The start of a text that begins with `*` without quotes, on the line of an error or on the one before.
pub(super) fn alias_before(source: &str, base: usize, error: usize) -> Option<usize> {
    let end = source[error..].find('\n').map_or(source.len(), |i| error + i);
    let start = source[base..error].rmatch_indices('\n').nth(1).map_or(base, |(i, _)| base + i + 1);
    source[start..end].match_indices('*').map(|(i, _)| start + i).find(|at| {
        let line = &source[source[..*at].rfind('\n').map_or(base, |i| i + 1).max(base)..*at];
        let begins = line.trim().is_empty() && !line.is_empty()
            || line.ends_with([' ', '[', '{']) && line.trim_end().ends_with([':', '-', '[', '{', ',']);
        begins && source[at + 1..].starts_with(|c: char| !c.is_whitespace())
    })
}

/// The source between two items.
fn gap<'s>(source: &'s str, pair: &[Node]) -> Option<&'s str> {
    source.get(pair.first()?.span.end..pair.last()?.span.start)
}

/// Whether a comma without spaces stands between the groups of one number.
fn cuts_number(source: &str, before: &Node, after: &Node, is_spaced: bool) -> bool {
    let is_plain = |node: &Node| matches!(node.kind, Kind::Scalar { plain: true, .. });
    if !is_plain(before) || !is_plain(after) || source.get(before.span.end..after.span.start) != Some(",") {
        return false;
    }
    let (front, back) = (&source[before.span.clone()], &source[after.span.clone()]);
    let digits = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let first = digits(front);
    let group = back.len() - back.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    // `2024,123` is no number with a comma, and `1.234,567` is none either.
    let is_head = (1..=3).contains(&first) && !front[..front.len() - first].ends_with(['.', '-', ':', '/']);
    let both_whole = front.bytes().all(|b| b.is_ascii_digit() || b == b',') && back.bytes().all(|b| b.is_ascii_digit());
    is_head && group == 3 && (!both_whole || is_spaced)
}

/// Reports each line of a value of several lines that begins like an item, because YAML joins the lines of a value
/// without `|`.
pub(super) fn folded_items(path: &str, source: &str, span: &Range<usize>, diags: &mut Vec<Diag>) {
    let Some(value) = source.get(span.clone()).filter(|value| value.contains('\n')) else { return };
    let mut at = span.start;
    for (i, line) in value.split_inclusive('\n').enumerate() {
        let text = line.trim();
        let from = at + line.len() - line.trim_start().len();
        at += line.len();
        let Some(sign) = sign(text).filter(|_| i > 0) else { continue };
        let message = text!(
            "앞줄에 이어지는 글이 됩니다: `{}`(으)로 시작하는 줄이 새 항목이 되지 않습니다",
            "this line continues the one before it: `{}` begins no new item"; sign
        );
        diags.push(Diag::warning(FOLDED, Place::bytes(path, from..from + text.len()), message).help(text!(
            "줄마다 항목이면 값을 `|`로 시작해 다음 줄에 쓰거나 목록(`- 글`)으로 쓰고, 이어지는 글이면 앞줄에 붙여 쓰십시오",
            "begin the value with `|` and write the lines below it, or write a list (`- text`); join the lines if it is one sentence"
        )));
    }
}

/// The sign of an item at the head of a line.
fn sign(line: &str) -> Option<&str> {
    const SIGNS: [char; 13] = ['□', '■', '○', '●', '◎', '◦', 'ㅇ', '※', '▪', '▶', '☐', '∙', '・'];
    let first = line.chars().next()?;
    if SIGNS.contains(&first) {
        // ㅇ is a sign only if it stands alone.
        return (first != 'ㅇ' || !line[first.len_utf8()..].starts_with(char::is_alphabetic))
            .then(|| &line[..first.len_utf8()]);
    }
    let word = line.split_whitespace().next().filter(|word| word.len() < line.len())?;
    if matches!(word, "-" | "*" | "·" | "–") {
        return Some(word);
    }
    let number = word.strip_suffix(['.', ')'])?;
    let is_number = number.len() <= 2 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let is_letter = ["가", "나", "다", "라", "마", "바", "사"].contains(&number);
    (is_number || is_letter).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn told(source: &str) -> Vec<(&'static str, &str)> {
        let mut diags = Vec::new();
        parse("a.yaml", source, 0..source.len(), &mut diags).expect("it has a tree");
        let of = |diag: &Diag| {
            let gian_diagnostics::Part::Bytes(from, to) = diag.place.part else { panic!("{diag:?}") };
            (diag.code, &source[from..to])
        };
        diags.iter().map(of).collect()
    }

    #[test]
    fn a_number_that_a_comma_of_a_list_cuts_is_told() {
        assert_eq!(told("a: [농가 1,200가구, 나]"), [(COMMA, "농가 1,200가구")]);
        assert_eq!(told("a: [1,234,567원, 나]"), [(COMMA, "1,234,567원")]);
        assert_eq!(told("a: [소계, 1,200, 3]"), [(COMMA, "1,200")]);
        for source in ["a: [100,200,300]", "a: [1, 200가구]", "a: [가,나]", "a: [\"1,200가구\", 나]", "a: [2024,100명]"]
        {
            assert!(told(source).is_empty(), "{source}");
        }
    }

    #[test]
    fn an_item_inside_a_joined_value_is_told_at_its_line() {
        assert_eq!(told("a: 가\n  - 나\n  □ 다\n  1. 라\n"), [(FOLDED, "- 나"), (FOLDED, "□ 다"), (FOLDED, "1. 라")]);
        assert_eq!(told("a: \"가\n  ※ 나\"\n"), [(FOLDED, "※ 나\"")]);
        assert_eq!(told("a: >\n  가\n  ㅇ 나\n"), [(FOLDED, "ㅇ 나")]);
        for source in [
            "a: |\n  가\n  - 나\n",
            "a:\n  - 가\n  - 나\n",
            "a: 가\n  나 - 다\n",
            "a: 값은\n  1.5배\n",
            "a: 가\n  -5%\n",
        ] {
            assert!(told(source).is_empty(), "{source}");
        }
    }

    #[test]
    fn bold_words_without_quotes_are_told_with_the_text_to_write() {
        for (source, place, quoted) in [
            ("a: **합계** 10명\n", "**합계** 10명", "\"**합계** 10명\""),
            ("- [가, **나** 다, 라]\n", "**나** 다", "\"**나** 다\""),
            ("a:\n  - **가 \"나\"**\n", "**가 \"나\"**", "\"**가 \\\"나\\\"**\""),
            ("a: *강조*\nb: 1\n", "*강조*", "\"*강조*\""),
            ("a: **끝** # 메모\n", "**끝**", "\"**끝**\""),
        ] {
            let mut diags = Vec::new();
            assert!(parse("a.yaml", source, 0..source.len(), &mut diags).is_none(), "{source}");
            let gian_diagnostics::Part::Bytes(from, to) = diags[0].place.part else { panic!("{diags:?}") };
            assert_eq!((diags.len(), diags[0].code, &source[from..to]), (1, "yaml-alias", place), "{source}");
            let help = diags[0].help.clone().map(|help| help.en).unwrap_or_default();
            assert!(help.contains(&format!("`{quoted}`")), "{help}");
        }
        let mut diags = Vec::new();
        let other = "a: [1\nb: 2*3\n";
        assert!(parse("a.yaml", other, 0..other.len(), &mut diags).is_none());
        assert_eq!(diags[0].code, "yaml-syntax");
    }
}
