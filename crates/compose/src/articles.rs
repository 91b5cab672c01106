//! Articles of agreements and contracts: headings become 제1조(…), and 제1장 where there are two levels.

use gian_document::{Article, Block, Inline};

/// Makes articles of the headings of a body. Without `###`, each `##` is an article; with it, `##` is a part (장) and
/// `###` an article. A number that the writer typed is taken away, because the program counts; `agreement-articles`
/// reports one that is wrong.
pub(crate) fn number(blocks: &mut [Block]) {
    let has_parts = blocks.iter().any(|b| matches!(b, Block::Section { .. }))
        && blocks.iter().any(|b| matches!(b, Block::Chapter { .. }));
    let (mut parts, mut articles) = (0, 0);
    for block in blocks {
        let (is_part, title) = match block {
            Block::Chapter { title, .. } => (has_parts, title),
            Block::Section { title, .. } => (false, title),
            _ => continue,
        };
        let number = if is_part { &mut parts } else { &mut articles };
        *number += 1;
        let mut title = std::mem::take(title);
        strip(&mut title);
        *block = Block::Article(Article { is_part, number: *number, title });
    }
}

/// Takes away the number that the writer typed: `제1조(목적)`, `제1조 목적`, `제1장 총칙`.
fn strip(title: &mut [Inline]) {
    let Some(Inline::Text(first)) = title.first() else { return };
    let Some((_, rest)) = gian_korean::article::typed_article(first) else { return };
    let bracketed = rest.starts_with('(');
    let rest = rest.trim_start_matches('(').to_owned();
    title[0] = Inline::Text(rest);
    if bracketed
        && let Some(Inline::Text(last)) = title.last_mut()
        && let Some(inner) = last.trim_end().strip_suffix(')')
    {
        *last = inner.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use gian_document::plain;

    use super::*;
    use crate::markdown::parse;

    fn headings(source: &str) -> Vec<String> {
        let (mut blocks, problems) = parse(source);
        assert!(problems.is_empty(), "{problems:?}");
        number(&mut blocks);
        let line = |b: &Block| match b {
            Block::Article(article) => Some(plain(&article.line())),
            _ => None,
        };
        blocks.iter().filter_map(line).collect()
    }

    #[test]
    fn headings_are_articles_and_what_was_typed_is_not_printed_twice() {
        assert_eq!(headings("## 목적\n\n글\n\n## 제2조(비용 (부담))\n\n글"), ["제1조(목적)", "제2조(비용 (부담))"]);
        assert_eq!(headings("## 제9조 목적\n\n글"), ["제1조(목적)"]);
        assert_eq!(headings("## 제2조의 해석\n\n글"), ["제1조(제2조의 해석)"]);
    }

    #[test]
    fn articles_are_counted_through_the_parts() {
        let all = "## 총칙\n\n### 목적\n\n글\n\n## 제2장 보칙\n\n### 효력\n\n글";
        assert_eq!(headings(all), ["제1장 총칙", "제1조(목적)", "제2장 보칙", "제2조(효력)"]);
    }
}
