//! Numbers of articles in agreements, contracts and rules: `제3조`, `제1장`.

use std::ops::Range;

/// The number at the head of a heading, with the rest after it: `제1조(목적)`, `제2장 총칙`. `None` if a word follows
/// that belongs to it, as in `제2조의 해석`.
pub fn typed_article(heading: &str) -> Option<(u32, &str)> {
    let rest = heading.trim_start().strip_prefix('제')?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).filter(|end| *end > 0)?;
    let number = rest[..digits].parse().ok()?;
    let after = rest[digits..].strip_prefix(['조', '장'])?;
    (after.is_empty() || after.starts_with(['(', ' '])).then(|| (number, after.trim_start()))
}

/// An article that a text refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleReference {
    /// Where `제3조` stands.
    pub range: Range<usize>,
    /// Its number.
    pub number: u32,
}

/// The articles of the same paper that a text refers to. Those of laws are left out: after a name in brackets (」), a
/// word that ends in 법, 령, 규칙, 조례 or 규정, 같은 법, or another reference that is left out.
pub fn references(text: &str) -> Vec<ArticleReference> {
    let mut found = Vec::new();
    // The end of the last reference to a law: `「…」 제3조 및 제5조` are both of the law.
    let mut of_law: Option<usize> = None;
    for (at, _) in text.match_indices('제') {
        let rest = &text[at + '제'.len_utf8()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some(number) = rest[..digits].parse().ok().filter(|_| rest[digits..].starts_with('조')) else { continue };
        let end = at + '제'.len_utf8() + digits + '조'.len_utf8();
        let before = text[..at].trim_end();
        let follows_law = of_law.is_some_and(|end| is_joint(&text[end..at]));
        if follows_law || is_of_law(before) {
            of_law = Some(end);
            continue;
        }
        of_law = None;
        found.push(ArticleReference { range: at..end, number });
    }
    found
}

/// A paragraph (항) of an article that a text refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphReference {
    /// Where `제2항` stands.
    pub range: Range<usize>,
    /// The article; `None` for the one in which the reference stands.
    pub article: Option<u32>,
    /// Its number.
    pub number: u32,
}

/// The paragraphs of articles of the same paper that a text refers to: `제3조제2항`, `제1항 및 제2항`. Those of laws are left
/// out, and those behind another name, such as `별표 제2항`.
pub fn paragraph_references(text: &str) -> Vec<ParagraphReference> {
    /// What the last reference belongs to.
    #[derive(Clone, Copy)]
    enum Of {
        Other,
        Article(Option<u32>),
    }
    let (mut found, mut last): (Vec<ParagraphReference>, Option<(usize, Of)>) = (Vec::new(), None);
    for (at, _) in text.match_indices('제') {
        let rest = &text[at + '제'.len_utf8()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(number) = rest[..digits].parse::<u32>() else { continue };
        let unit = rest[digits..].chars().next();
        let end = at + '제'.len_utf8() + digits + unit.map_or(0, char::len_utf8);
        let before = text[..at].trim_end();
        let follows = last.filter(|(end, _)| is_joint(&text[*end..at])).map(|(_, of)| of);
        let other = matches!(follows, Some(Of::Other)) || is_of_law(before);
        match unit {
            Some('조') => {
                // `제3조의2` is no article of a paper that counts its articles.
                let behind = text[end..].strip_prefix('의').unwrap_or_default();
                let inserted = behind.bytes().take_while(u8::is_ascii_digit).count();
                let is_own = !other && inserted == 0;
                let end = if inserted > 0 { end + '의'.len_utf8() + inserted } else { end };
                last = Some((end, if is_own { Of::Article(Some(number)) } else { Of::Other }));
            }
            Some('항') => {
                let named =
                    ["조", "표", "지", "서", "침", "고", "안", "법", "칙"].iter().any(|end| before.ends_with(end));
                let of = match follows {
                    _ if other => Of::Other,
                    Some(of) => of,
                    None if named => Of::Other,
                    None => Of::Article(None),
                };
                if let Of::Article(article) = of {
                    found.push(ParagraphReference { range: at..end, article, number });
                }
                last = Some((end, of));
            }
            _ => {}
        }
    }
    found
}

/// Whether a text ends with the name of a law or decree.
fn is_of_law(before: &str) -> bool {
    let names = ["」", "』", "법", "법률", "령", "규칙", "조례", "규정", "지침", "기준", "조건"];
    let names_itself = ["이 규정", "이 규칙", "본 규정", "본 규칙", "본 조건", "이 조건"];
    names.iter().any(|name| before.ends_with(name)) && !names_itself.iter().any(|name| before.ends_with(name))
}

/// Whether only words that join references stand between two of them: `제2항 및`, `·`, `부터`.
fn is_joint(between: &str) -> bool {
    let mut rest = between.trim();
    for _ in 0..6 {
        let before = rest;
        for word in ["및", "와", "과", "또는", "이나", "나", "부터", "까지", "·", "ㆍ", ",", "의"] {
            rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
        }
        if let Some(after) = rest.strip_prefix('제') {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let unit = after[digits..].strip_prefix(['항', '호']);
            rest = unit.filter(|_| digits > 0).unwrap_or(rest).trim_start();
        }
        if rest == before {
            break;
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_at_the_head_is_told_from_a_word() {
        assert_eq!(typed_article("제1조(목적)"), Some((1, "(목적)")));
        assert_eq!(typed_article("제2장 총칙"), Some((2, "총칙")));
        assert_eq!(typed_article("제3조"), Some((3, "")));
        assert!(typed_article("제2조의 해석").is_none() && typed_article("제도 개선").is_none());
    }

    #[test]
    fn references_to_laws_are_left_out() {
        let numbers = |text: &str| references(text).iter().map(|r| r.number).collect::<Vec<_>>();
        assert_eq!(numbers("제3조제2항에 따라 제5조와 제6조를 적용한다"), [3, 5, 6]);
        assert_eq!(numbers("「지방계약법」 제17조 및 제18조에 따르고 제4조에 따른다"), [4]);
        assert_eq!(numbers("「민법」 제3조제1항·제5조, 개인정보 보호법 제24조의2"), Vec::<u32>::new());
        assert_eq!(numbers("제도와 제1항"), Vec::<u32>::new());
    }

    #[test]
    fn paragraphs_belong_to_the_article_before_them() {
        let all = |text: &str| paragraph_references(text).iter().map(|r| (r.article, r.number)).collect::<Vec<_>>();
        assert_eq!(all("제3조제2항 및 제4항에 따라 제1항의 일을 한다"), [(Some(3), 2), (Some(3), 4), (None, 1)]);
        assert_eq!(all("제3조 제2항에 따라"), [(Some(3), 2)]);
        assert_eq!(all("「민법」 제3조제1항 및 제2항, 별표 제3항, 같은 조 제2항, 지방자치법 제9조제2항"), []);
        assert_eq!(all("제3조의2제4항"), []);
    }
}
