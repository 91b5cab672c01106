//! # 낱말 사이는 한 칸만 띄웁니다
//!
//! 글 안의 낱말 사이에 두 칸 띄운 곳을 찾습니다. 편람이 두 칸(2타)을 띄우게 한 `붙임`과 `끝`의 앞뒤, 자리를 맞춘 표제
//! (`일  시`)와 표의 칸은 찾지 않습니다. 낱말 사이의 줄을 나누지 않는 빈칸(U+00A0 등)도 찾습니다. 보기에는 빈칸이지만 다른 글자라서
//! 검사와 찾기가 그 말을 알아보지 못하고 줄이 엉뚱한 곳에서 나뉩니다.
//!
//! 세 칸 넘게 띄운 자리도 한 칸으로 나타나므로 알립니다. 손으로 적을 자리는 괄호 안(`(     )부`), `(서명)`, `(인)`, `귀하` 앞, `년`, `월`, `일`
//! 앞에서 그대로 남고, 그 밖의 자리에는 `<u>          </u>`나 이름이 `가운데`, `오른쪽`, `왼쪽`인 블록을 씁니다.
//!
//! 예: `협의·조정  결과를 알림`
//! 대신: `협의·조정 결과를 알림`
//!
//! 근거: 한글 맞춤법(띄어쓰기).
//!
//! # One space between words
//!
//! Two spaces between the words of a sentence are told. The two spaces that the manual asks for around 붙임 and 끝, labels
//! set apart (`일  시`) and cells of tables are left alone. A space at which no line ends (U+00A0 and others) is told too: it
//! looks like a space, but rules and searches do not recognize the words around it, and lines are broken elsewhere.
//!
//! Three spaces or more are told too, because one is shown. Room to write in stays between brackets (`(     )부`), before `(서명)`, `(인)`
//! and `귀하`, and before `년`, `월`, `일`; elsewhere write `<u>          </u>`, or a block named `가운데`, `오른쪽` or `왼쪽`.
//!
//! Example: `협의·조정  결과를 알림`
//! Instead: `협의·조정 결과를 알림`
//!
//! Source: Korean orthography, spaces.

use gian_diagnostics::{Diag, Severity, text};
use gian_document::lost_blanks;
use memchr::memchr2;

use crate::prose::{HIDDEN, Origin, Prose, Sign};
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("double-space", Layer::Manual, Severity::Info, &[Run::Text(run)]).fixing(Fixing::Safe);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if prose.signs().of(Sign::Spaces).next().is_some() && !prose.is_blank_form() {
        blanks(prose, diags);
    }
    if matches!(prose.origin, Origin::Block { .. }) {
        return;
    }
    for sign in prose.signs().of(Sign::Spaces) {
        let (before, after) = (&prose.seen[..sign.start], &prose.seen[sign.end..]);
        if !between_words(before, after) {
            continue;
        }
        let place = prose.place(sign);
        let diag = RULE
            .problem(place.clone(), text!("낱말 사이를 두 칸 띄웠습니다", "two spaces stand between words"))
            .help(text!("한 칸만 띄우십시오", "leave one space"))
            .fix(place, " ");
        diags.push(diag);
    }
    // The first bytes of these spaces are rare: most texts have neither.
    if memchr2(0xC2, 0xE2, prose.seen.as_bytes()).is_some() {
        for sign in FIXED {
            fixed_spaces(prose, sign, diags);
        }
    }
}

/// Spaces at which no line ends, which look like spaces and are other characters.
const FIXED: [&str; 3] = ["\u{a0}", "\u{202f}", "\u{2007}"];

/// Reports the spaces of one kind between words: rules and searches do not find words with them, and lines are broken
/// elsewhere.
fn fixed_spaces(prose: &Prose<'_>, sign: &str, diags: &mut Vec<Diag>) {
    for (at, _) in prose.seen.match_indices(sign) {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (before, after) = (&prose.seen[..at], &prose.seen[at + sign.len()..]);
        if word(before.chars().next_back()) && word(after.chars().next()) {
            let place = prose.place(at..at + sign.len());
            let message = text!(
                "낱말 사이에 줄을 나누지 않는 빈칸(U+{:04X})이 있습니다. 검사와 찾기가 이 낱말들을 알아보지 못합니다",
                "a space at which no line ends (U+{:04X}) stands between words, which rules and searches do not recognize then";
                sign.chars().next().map_or(0, u32::from)
            );
            let diag = RULE.problem(place.clone(), message).severity(Severity::Warning);
            diags.push(diag.help(text!("보통 빈칸으로 바꾸십시오", "write an ordinary space")).fix(place, " "));
        }
    }
}

/// Reports blanks of which one is shown.
fn blanks(prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    // Spaces of a part of a cell stay.
    if matches!(&prose.origin, Origin::Block { fence, route, .. } if fence == "표" && route.steps().next_back().is_some_and(|step| step == "글"))
    {
        return;
    }
    let lines = || prose.structure().fences.iter().filter(|fence| fence.keeps_lines());
    let mut start = 0;
    for line in prose.seen.split_inclusive('\n') {
        let words = text_of(line);
        let at = start + line.len() - words.len();
        start += line.len();
        for blank in lost_blanks(words) {
            let range = at + blank.start..at + blank.end;
            let (before, after) = (&prose.seen[..range.start], &prose.seen[range.end..]);
            let is_hidden = before.ends_with(HIDDEN) || after.starts_with(HIDDEN);
            let is_set =
                before.ends_with("붙임") || after.starts_with("끝") || lines().any(|f| f.code.contains(&range.start));
            if is_hidden || is_set {
                continue;
            }
            diags.push(
                RULE.problem(
                    prose.place(range.clone()),
                    text!("빈칸 {}칸이 한 칸으로 나타납니다", "of {} spaces one is shown"; range.len()),
                )
                .help(text!(
                    "적을 자리이면 `(     )`나 `<u>     </u>`로 쓰고, 아니면 한 칸만 띄우십시오",
                    "write `(     )` or `<u>     </u>` for room to write in, or one space"
                )),
            );
        }
    }
}

/// A line without the sign of its item or note.
fn text_of(line: &str) -> &str {
    let line = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']).filter(|rest| rest.len() < line.len() && rest.starts_with(' ')) {
        Some(rest) if rest.len() + 1 < line.len() => rest.trim_start(),
        _ => line,
    }
}

/// Whether exactly two spaces separate two words of a sentence.
fn between_words(before: &str, after: &str) -> bool {
    let word = |c: char| ('가'..='힣').contains(&c);
    let mut back = before.chars().rev();
    let last = back.next();
    let ends = last.is_some_and(|c| word(c) || c == ',' || c == ')');
    // In a label with spaced letters, one side is a single letter.
    let long = back.next().is_some_and(|c| word(c) || c == '(' || c.is_ascii_alphanumeric());
    let mut front = after.chars();
    let begins = front.next().is_some_and(word) && front.next().is_some_and(word);
    ends && long && begins && !before.ends_with("붙임") && !after.starts_with("끝") && !before.ends_with("끝")
}
