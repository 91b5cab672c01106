//! Where a number stands in a document: chapter, section and the item above.

use crate::named::is_general;
use crate::prose::Prose;

/// Where a number stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Context {
    pub(crate) chapter: String,
    pub(crate) section: String,
    /// List and item above that of the number.
    pub(crate) above: Option<(usize, usize)>,
    /// Words of the item above.
    pub(crate) words: String,
}

pub(crate) fn context(prose: &Prose<'_>, at: usize) -> Context {
    let mut context = Context::default();
    if !prose.markdown {
        return context;
    }
    let structure = prose.structure();
    let before = structure.headings.partition_point(|h| h.range.start <= at);
    let heading = |level: u8, from: usize| {
        structure.headings[from..before].iter().rposition(|h| h.level == level).map(|i| from + i)
    };
    let words = |i: usize| prose.seen[structure.headings[i].range.clone()].trim_matches(['#', ' ', '\n']).to_owned();
    let chapter = heading(2, 0);
    context.chapter = chapter.map(words).unwrap_or_default();
    context.section = heading(3, chapter.unwrap_or(0)).map(words).unwrap_or_default();
    let item = structure.items.partition_point(|i| i.text.start <= at).checked_sub(1);
    if let Some(item) = item.map(|i| &structure.items[i]).filter(|i| i.text.contains(&at))
        && let Some(parent) = structure.lists[item.list].parent
    {
        const WORDS: usize = 60;
        context.above = Some((structure.items[parent].list, parent));
        let text = &structure.items[parent].text;
        context.words =
            prose.seen[text.start..prose.seen.floor_char_boundary(text.end.min(text.start + WORDS))].to_owned();
    }
    context
}

/// Whether two places tell of different groups.
pub(crate) fn are_parallel(a: &Context, b: &Context) -> bool {
    let siblings = matches!((a.above, b.above), (Some((x, i)), Some((y, j))) if x == y && i != j);
    let general = |words: &str| ["개요", "요약", "총괄", "기본", "결과"].iter().any(|w| words.contains(w));
    let sections = a.chapter == b.chapter
        && a.section != b.section
        && ![a, b].iter().any(|c| c.section.is_empty() || general(&c.section));
    // `가마을` and `나마을` are chapters of the same kind.
    let last = |text: &str| text.chars().rev().take(2).collect::<Vec<_>>();
    let known = is_general(&a.chapter) && is_general(&b.chapter);
    let alike =
        !known && a.chapter != b.chapter && a.chapter.chars().count() > 2 && last(&a.chapter) == last(&b.chapter);
    siblings || alike || sections
}
