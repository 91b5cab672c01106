//! # 조문은 제1조부터 빠짐없이 이어지고, 가리키는 조문이 있습니다
//!
//! 협약서와 계약서의 제목(`##`, 장이 있으면 `###`)은 gian이 제1조(목적)처럼 번호를 매깁니다. 번호를 손으로 적었으면 차례와 맞아야 하고,
//! 제목이 아니라 글로 적은 조문도 제1조부터 이어져야 합니다. 본문이 가리키는 `제9조`는 있는 조문이고 `제3항`은 그 조문에 있는 항이어야
//! 합니다(`- `로 적은 항과 ①로 적은 항을 셉니다). 「」로 적은 법령이나 법, 조례, 규칙의 조문은 보지 않습니다.
//!
//! 예: 조문이 다섯인 협약서의 `제7조에 따라 해지한다`
//! 대신: `제5조에 따라 해지한다`
//!
//! 근거: 법제처의 법령 입안 기준(조문의 번호); 계약서의 관행.
//!
//! # Articles are numbered from 1 without a gap, and a reference names one that exists
//!
//! gian numbers the headings of an agreement (`##`, or `###` below parts), as in 제1조(목적). A number typed by hand must be the right
//! one, and articles written as text are numbered from 1 too. `제9조` in the text must exist, and `제3항` must be a paragraph of its
//! article (those written as `- ` and as ① are counted). Articles of laws, in 「」 or after a word such as 법, 조례, 규칙, are not
//! looked at.
//!
//! Example: `제7조에 따라 해지한다` in an agreement of five articles
//! Instead: `제5조에 따라 해지한다`
//!
//! Source: the drafting standards of 법제처 (numbers of articles); practice of contracts.

use std::ops::Range;

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_korean::article::{paragraph_references, references, typed_article};
use gian_model::{DocumentFile, Dossier};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("agreement-articles", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let kind = scope.office.kinds.find(&document.record.kind);
        if kind.is_some_and(|kind| kind.file.articles) && !document.record.is_received() {
            articles(document, diags);
        }
    }
}

/// A line that begins an article or a part.
struct Head {
    /// The line in the body, without its signs.
    range: Range<usize>,
    /// The number that the writer typed.
    typed: Option<u32>,
    /// 2 for `##`, 3 for `###`, 0 for an article written as text.
    level: usize,
}

fn articles(document: &DocumentFile, diags: &mut Vec<Diag>) {
    let body = &document.body;
    let heads = heads(body);
    let place = |range: &Range<usize>| Place::within(&document.path, Route::body(), range.clone());
    let has = |level: usize| heads.iter().any(|head| head.level == level);
    let has_parts = has(2) && has(3);
    let (mut parts, mut articles, mut starts) = (0, 0, Vec::new());
    let numbered_by_gian = has(2) || has(3);
    for head in &heads {
        if head.level == 0 && numbered_by_gian {
            diags.push(
                RULE.problem(
                    place(&head.range),
                    text!("제목이 아닌 글로 적은 조문입니다", "this article is written as text, and not as a heading"),
                )
                .help(text!(
                    "다른 조문처럼 `##`으로 시작하는 제목으로 적으십시오",
                    "write a heading, as the others: begin with `##`"
                )),
            );
            continue;
        }
        let is_part = has_parts && head.level == 2;
        let count = if is_part { &mut parts } else { &mut articles };
        *count += 1;
        if !is_part {
            starts.push(head.range.start);
        }
        let unit = if is_part { "장" } else { "조" };
        if let Some(typed) = head.typed.filter(|typed| typed != count) {
            diags.push(
                RULE.problem(
                    place(&head.range),
                    text!(
                        "제{}{unit}로 적었는데 차례로는 제{}{unit}입니다", "it says 제{}{unit}, but in order it is 제{}{unit}";
                        typed, count
                    ),
                )
                .help(text!("번호를 고치거나, 제목에서는 지우십시오 (gian이 매깁니다)", "correct the number, or remove it from the heading (gian numbers it)")),
            );
            // A gap is told once.
            *count = typed.max(*count);
        }
    }
    if articles == 0 {
        return;
    }
    if document.record.item_markers.is_empty() {
        paragraphs(document, &starts, diags);
    }
    for reference in references(body) {
        let is_head = heads.iter().any(|head| head.range.contains(&reference.range.start) && head.typed.is_some());
        if is_head && heads.iter().any(|head| head.range.start == reference.range.start) {
            continue;
        }
        if reference.number == 0 || reference.number > articles {
            diags.push(
                RULE.problem(
                    place(&reference.range),
                    text!("조문은 제{}조까지인데 제{}조를 가리킵니다", "the articles end with 제{}조, but this names 제{}조"; articles, reference.number),
                )
                .help(text!(
                    "번호를 고치고, 법령의 조문이면 「법령 이름」을 앞에 적으십시오",
                    "correct the number; before an article of a law write its name in 「」"
                )),
            );
        }
    }
}

/// Reports references to paragraphs (항) that their article does not have. `starts` are the articles in their order.
fn paragraphs(document: &DocumentFile, starts: &[usize], diags: &mut Vec<Diag>) {
    let body = &document.body;
    let counts: Vec<usize> = starts
        .iter()
        .enumerate()
        .map(|(i, start)| count_of_paragraphs(&body[*start..starts.get(i + 1).copied().unwrap_or(body.len())]))
        .collect();
    for reference in paragraph_references(body) {
        let own = starts.partition_point(|start| *start <= reference.range.start);
        let article = reference.article.map_or(own, |number| number as usize);
        // A missing article is told already, and before the first one nothing is counted.
        let Some(count) = article.checked_sub(1).and_then(|i| counts.get(i)) else { continue };
        if (1..=*count).contains(&(reference.number as usize)) {
            continue;
        }
        diags.push(
            RULE.problem(
                Place::within(&document.path, Route::body(), reference.range),
                text!(
                    "제{}조의 항은 {}개인데 제{}항을 가리킵니다", "제{}조 has {} paragraphs, but this names 제{}항";
                    article, count, reference.number
                ),
            )
            .help(text!(
                "번호를 고치고, 법령의 항이면 「법령 이름」과 조를 앞에 적으십시오",
                "correct the number; before a paragraph of a law write its name in 「」 and the article"
            )),
        );
    }
}

/// The number of paragraphs of an article: items of the first level, lines that begin with ① and the like, or else
/// blocks of text.
fn count_of_paragraphs(article: &str) -> usize {
    let mut lines = article.lines();
    // `제1조(목적) ① 갑은 …` has its first paragraph on the line of the article.
    let mut items = usize::from(lines.next().is_some_and(|head| head.contains('①')));
    let (mut texts, mut fenced, mut follows) = (0, false, false);
    for line in lines {
        if line.starts_with("~~~") || line.starts_with("```") {
            fenced = !fenced;
        }
        let is_circled = line.trim_start().starts_with(|c| ('①'..='⑳').contains(&c));
        let is_item = line.starts_with("- ") || line.starts_with("* ") || is_circled;
        let is_text = !line.trim().is_empty() && !line.starts_with(['#', ' ', '~', '`', '{', '<']);
        items += usize::from(is_item && !fenced);
        texts += usize::from(is_text && !is_item && !fenced && !follows);
        follows = is_text;
    }
    if items > 0 { items } else { texts.max(1) }
}

/// The headings of a body, and the lines that begin with `제1조(`.
fn heads(body: &str) -> Vec<Head> {
    let (mut found, mut fence, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim();
        let edge = ["~~~", "```"].into_iter().find(|sign| trimmed.starts_with(sign));
        if let Some(sign) = edge {
            fence = match fence {
                None => Some(sign),
                Some(open) if open == sign => None,
                open => open,
            };
            continue;
        }
        if fence.is_some() || trimmed.is_empty() {
            continue;
        }
        let level = trimmed.bytes().take_while(|b| *b == b'#').count();
        let text = trimmed.trim_start_matches(['#', '*', ' ']);
        let typed = typed_article(text);
        let is_text = level == 0 && typed.is_some_and(|(_, rest)| rest.starts_with('(')) && is_article(text);
        if matches!(level, 2 | 3) || is_text {
            let from = start + line.len() - line.trim_start().len() + trimmed.len() - text.len();
            found.push(Head { range: from..from + text.len(), typed: typed.map(|(number, _)| number), level });
        }
    }
    found
}

/// Whether a line of text that begins with `제1조(` is an article, and not a sentence about one: `제1조(목적) …`.
fn is_article(text: &str) -> bool {
    let Some((_, after)) = text.split_once('(') else { return false };
    let Some((title, rest)) = after.split_once(')') else { return false };
    !title.is_empty() && (rest.trim_matches('*').is_empty() || rest.trim_start_matches('*').starts_with(' '))
}
