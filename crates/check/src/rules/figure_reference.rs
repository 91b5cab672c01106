//! # 표와 그림은 이름으로 가리킵니다
//!
//! 표와 그림의 번호는 차례대로 gian이 매깁니다. 글에 `<표 2>`, `그림 1`이라고 손으로 적으면 앞에 하나를 더했을 때 다른 것을 가리킵니다.
//! 블록에 `이름:`을 적고 `[](#이름)`으로 가리키면 번호가 따라갑니다. 다른 자료의 표를 말하는 곳(`「연보」 표 3`)은 묻지 않습니다.
//!
//! 예: `<표 2>와 같이 배분함`
//! 대신: `[](#배분)과 같이 배분함`
//!
//! 근거: 문서에 있는 표와 그림의 수.
//!
//! # Tables and figures are referred to by name
//!
//! gian numbers tables and figures in their order. `<표 2>` or `그림 1` that is typed points to another one as soon as one
//! more is put before it. With `이름:` in the block and `[](#이름)` in the text the number follows. Tables of other works
//! (`「연보」 표 3`) are not asked about.
//!
//! Example: `<표 2>와 같이 배분함`
//! Instead: `[](#배분)과 같이 배분함`
//!
//! Source: the tables and figures of the document.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::particle::particle;
use gian_source::yaml::Kind;

use super::table_caption_order;
use crate::prose::table::value;
use crate::prose::{Fence, HIDDEN, Prose};
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("figure-reference", Layer::Content, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() {
        return;
    }
    let mut captions = None;
    for word in ["표", "그림"] {
        for (at, _) in prose.seen.match_indices(word) {
            let Some((number, end)) = reference(&prose.seen, at, at + word.len()) else { continue };
            // `table-caption-order` reports a caption beside its table.
            if captions.get_or_insert_with(|| table_caption_order::captions(prose)).iter().any(|c| c.contains(&at)) {
                continue;
            }
            if is_caption(&prose.seen, at, end) {
                diags.push(caption(prose, at..end, word));
                continue;
            }
            // Figures from a template are numbered too, but not visible here.
            let drawn = prose.text.contains("{%") || prose.text.contains("{{");
            let numbered = numbered(prose, word);
            if numbered.is_empty() && !drawn {
                diags.push(unknown(prose, at..end, word, 0));
            } else if number > numbered.len() && !drawn {
                diags.push(unknown(prose, at..end, word, numbered.len()));
            } else {
                let place = prose.place(at..end);
                let diag = RULE.problem(
                    place.clone(),
                    text!("표나 그림의 번호를 손으로 적었습니다", "the number of a table or figure is typed"),
                );
                let name = numbered.get(number - 1).and_then(|f| name(f)).filter(|_| !drawn);
                diags.push(match name {
                    Some(name) => diag
                        .help(text!("`[](#{})`로 가리키십시오", "refer to it as `[](#{})`"; name))
                        .fix(place, format!("[](#{name})")),
                    None => diag.help(text!(
                        "블록에 `이름:`을 적고 `[](#이름)`으로 가리키십시오",
                        "write `이름:` in the block, and refer to it as `[](#이름)`"
                    )),
                });
            }
        }
    }
}

fn unknown(prose: &Prose<'_>, range: std::ops::Range<usize>, word: &str, there: usize) -> Diag {
    RULE.problem(
        prose.place(range),
        text!(
            ko: "문서에 번호가 있는 {word}{} {there}개인데 없는 번호를 가리킵니다", particle(word, "은/는");
            en: "no {word} has this number: the document has {there}"
        ),
    )
    .help(text!(
        "가리킬 블록에 `이름:`을 적고 `[](#이름)`으로 쓰십시오. 다른 자료의 것이면 그 자료를 「」로 밝히십시오",
        "write `이름:` in the block that is meant and `[](#이름)` here; name another work in 「」"
    ))
}

/// `표 1`, `<표 1>`, `[그림 2]`: the number and its end. `별표 1` and `표 3개` do not match.
fn reference(seen: &str, at: usize, after: usize) -> Option<(usize, usize)> {
    let before = &seen[..at];
    let opens = before.is_empty() || before.ends_with([' ', '<', '[', '(', '〈', '\n', '*']);
    let outer = before.trim_end_matches([' ', '<', '[', '(', '〈', '*']);
    // `「연보」 표 3`, `보고서의 표 3`, `제2호의 별지 표 1`.
    let other = outer.ends_with([HIDDEN, '의', '」', '”', '"', '호']) && outer.len() < before.len();
    let rest = seen[after..].strip_prefix(' ').unwrap_or(&seen[after..]);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let end = seen.len() - rest.len() + digits;
    let next = seen[end..].chars().next();
    const NOT: &str = "개장매부점쪽면년월일명번차종권호-.,";
    let number = rest[..digits].parse().ok().filter(|n: &usize| *n > 0 && digits <= 2)?;
    (opens && !other && !next.is_some_and(|c| NOT.contains(c))).then_some((number, end))
}

/// Whether a number is the head of a caption that was typed as a line of its own: `<표 1> 연도별 실적`.
fn is_caption(seen: &str, at: usize, end: usize) -> bool {
    let start = seen[..at].rfind('\n').map_or(0, |i| i + 1);
    let head = seen[start..at].trim_matches([' ', '*', '-']);
    let rest = seen[end..].lines().next().unwrap_or_default();
    let closer = match head {
        "<" => '>',
        "[" => ']',
        "〈" => '〉',
        _ => return false,
    };
    let title = rest.strip_prefix(closer).map(|title| title.trim_matches([' ', '*']));
    // A sentence that begins with a reference has a particle or ends with a full stop.
    title.is_some_and(|title| {
        !title.ends_with(['.', '음', '함', '임', '다']) && rest[closer.len_utf8()..].starts_with([' ', '*'])
    }) || rest.trim_end_matches('*').len() == closer.len_utf8()
}

fn caption(prose: &Prose<'_>, range: std::ops::Range<usize>, word: &str) -> Diag {
    RULE.problem(
        prose.place(range),
        text!(
            ko: "{word}의 번호와 제목을 본문에 글로 적었습니다";
            en: "the number and the caption of a table or figure are typed as text"
        ),
    )
    .help(text!(
        "{word} 블록의 `제목:`에 번호 없이 적고 `이름:`을 붙이십시오. 번호는 gian이 매깁니다",
        "write the caption without a number as `제목:` of the block ({word}), and give it a `이름:`; gian numbers it"
    ))
}

/// Numbered blocks in their order: figures, and tables with a name.
fn numbered<'a>(prose: &'a Prose<'_>, word: &str) -> Vec<&'a Fence> {
    let of = |f: &&Fence| match word {
        "표" => f.name == "표" && name(f).is_some(),
        _ => ["일정표", "흐름도", "그림"].contains(&f.name.as_str()),
    };
    prose.structure().fences.iter().filter(of).collect()
}

fn name(fence: &Fence) -> Option<&str> {
    match &value(fence.tree.as_ref()?, "이름")?.kind {
        Kind::Scalar { text, .. } => Some(text.trim()),
        Kind::Null | Kind::Seq(_) | Kind::Map(_) => None,
    }
}
