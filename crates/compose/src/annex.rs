//! Long tables of a letter go into an attachment (붙임) of their own, because a letter whose table takes a page or more
//! hides its foot behind it (행정업무운영 편람: 본문이 길면 붙임으로).
//!
//! A table is long if it has more rows below its head than the house profile allows (`공문: 긴표줄수`). The tree is
//! changed once, before numbers are given, so that every format has the same order: the letter cites the attachment in
//! the place of the table, its list of attachments names it after those of the record, and the table follows the foot
//! on a page of its own.

use gian_document::{Block, Inline, Item, Table, each_line_mut, plain, walk_inlines_mut};
use gian_vocabulary::values::Date;

/// How the letters of an office treat long tables, for the days on which a profile holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexRules {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Rows that a table of a letter may have; 0 if tables always stay in the letter.
    pub rows: usize,
    /// The mark at the head of the page without its number: `[붙임]`.
    pub mark: String,
}

impl AnnexRules {
    /// Rows of a table that fit on the first page of a letter with its head and foot.
    pub const ROWS: u16 = 15;
    /// The usual mark.
    pub const MARK: &str = "[붙임]";

    fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl Default for AnnexRules {
    fn default() -> Self {
        Self { from: None, to: None, rows: usize::from(Self::ROWS), mark: Self::MARK.to_owned() }
    }
}

/// The rules of a day; the default without a profile.
pub(crate) fn rules_of(all: &[AnnexRules], day: Date) -> AnnexRules {
    all.iter().find(|rules| rules.holds(day)).cloned().unwrap_or_default()
}

/// What was taken out of a letter.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Annexes {
    /// Names for the list of attachments that the record does not have.
    pub(crate) names: Vec<Vec<Inline>>,
    /// The pages after the foot.
    pub(crate) pages: Vec<Block>,
}

/// A table that leaves the letter.
struct Moved {
    title: Vec<Inline>,
    table: Table,
    /// Number in the list of attachments, from 1.
    number: usize,
}

/// Takes the long tables out of a body. `listed` are the names of the attachments of the record.
pub(crate) fn set_out(blocks: &mut Vec<Block>, rules: &AnnexRules, listed: &[&str]) -> Annexes {
    if rules.rows == 0 {
        return Annexes::default();
    }
    // What follows a page break has a page already.
    let own = |b: &Block| matches!(b, Block::PageBreak(_) | Block::Reference { .. });
    let end = blocks.iter().position(own).unwrap_or(blocks.len());
    let rest = blocks.split_off(end);
    let mut names: Vec<String> = listed.iter().map(|name| squeezed(name)).collect();
    // The words that cite an attachment depend on how many there are.
    let mut all = Vec::new();
    long_tables(blocks, rules.rows, &mut |title| {
        let name = squeezed(&plain(title));
        // An attachment of the record with this name is the table; the record lists it already.
        let at = names[..listed.len()].iter().position(|listed| *listed == name);
        all.push((at.unwrap_or(names.len()) + 1, title.to_vec()));
        if at.is_none() {
            names.push(name);
        }
    });
    let only = names.len() == 1;
    let mut numbers = all.iter().map(|(number, _)| *number);
    let mut moved = Vec::new();
    take(blocks, None, rules, only, &mut numbers, &mut moved);
    blocks.extend(rest);
    let mut annexes = Annexes::default();
    for Moved { title, mut table, number } in moved {
        if number > listed.len() {
            annexes.names.push(title.clone());
        }
        // The title of the page is its caption; a table that is referred to keeps the line with its number.
        if table.name.is_none() {
            table.caption.clear();
        }
        annexes.pages.push(Block::Annex { mark: marked(&rules.mark, number, only), title });
        annexes.pages.push(Block::Table(table));
    }
    annexes
}

/// Numbers the footnotes again by the order of the lines, after tables have moved.
pub(crate) fn number_footnotes(blocks: &mut [Block]) {
    let mut count = 0;
    each_line_mut(blocks, &mut |line| {
        walk_inlines_mut(line, &mut |inline| {
            if let Inline::Footnote { number, .. } = inline {
                count += 1;
                *number = count;
            }
            true
        });
    });
}

fn squeezed(name: &str) -> String {
    name.split_whitespace().collect()
}

/// `[붙임]` with its number: `[붙임 2]`; the mark alone if the letter has one attachment.
fn marked(mark: &str, number: usize, only: bool) -> String {
    if only {
        return mark.to_owned();
    }
    let hangul = |c: &char| ('가'..='힣').contains(c);
    let end = mark.char_indices().rfind(|(_, c)| hangul(c)).map_or(mark.len(), |(at, c)| at + c.len_utf8());
    format!("{} {number}{}", &mark[..end], &mark[end..])
}

/// `붙임 2 참조`: the word of the mark, without brackets.
fn citation(mark: &str, number: usize, only: bool) -> String {
    let word: String = mark.chars().filter(|c| ('가'..='힣').contains(c)).collect();
    format!("{} 참조", marked(&word, number, only))
}

fn is_long(block: &Block, rows: usize) -> bool {
    matches!(block, Block::Table(table) if table.rows.len() > rows)
}

/// The title of the page of a table: its caption, else the short text above it.
fn title(table: &Table, above: Option<&[Inline]>) -> Vec<Inline> {
    const LONGEST: usize = 40;
    if !table.caption.is_empty() {
        return table.caption.clone();
    }
    let is_name = |line: &&[Inline]| {
        let words = plain(line);
        let words = words.trim();
        !words.is_empty() && words.chars().count() <= LONGEST && !words.ends_with('.')
    };
    let named = above.filter(is_name).map(|line| Inline::Text(plain(line).trim().trim_end_matches(':').to_owned()));
    vec![named.unwrap_or_else(|| Inline::Text("세부 내용".to_owned()))]
}

/// The line above a block, which says what it is: that of the last item or paragraph before it, or of the item that it is
/// below.
fn above<'a>(before: &'a [Block], host: Option<&'a [Inline]>) -> Option<&'a [Inline]> {
    match before.last() {
        None => host,
        Some(Block::Items(items)) => items.last().filter(|item| item.below.is_empty()).map(|item| item.text.as_slice()),
        Some(Block::Paragraph(text)) => Some(text),
        Some(_) => None,
    }
}

fn long_tables(blocks: &[Block], rows: usize, see: &mut impl FnMut(&[Inline])) {
    in_list(blocks, None, rows, see);
}

fn in_list(blocks: &[Block], host: Option<&[Inline]>, rows: usize, see: &mut impl FnMut(&[Inline])) {
    for (i, block) in blocks.iter().enumerate() {
        match block {
            Block::Table(table) if is_long(block, rows) => see(&title(table, above(&blocks[..i], host))),
            Block::Items(items) => items.iter().for_each(|item| in_list(&item.below, Some(&item.text), rows, see)),
            _ => {}
        }
    }
}

fn take(
    blocks: &mut Vec<Block>,
    mut host: Option<&mut Vec<Inline>>,
    rules: &AnnexRules,
    only: bool,
    numbers: &mut impl Iterator<Item = usize>,
    moved: &mut Vec<Moved>,
) {
    let mut i = 0;
    while i < blocks.len() {
        if let Block::Items(items) = &mut blocks[i] {
            for Item { text, below, .. } in items {
                take(below, Some(text), rules, only, numbers, moved);
            }
        }
        if !is_long(&blocks[i], rules.rows) {
            i += 1;
            continue;
        }
        let Block::Table(table) = blocks.remove(i) else { unreachable!("only a table is long") };
        let number = numbers.next().expect("the same tables were counted before");
        let title = title(&table, above(&blocks[..i], host.as_deref().map(Vec::as_slice)));
        let words = citation(&rules.mark, number, only);
        match blocks[..i].last_mut() {
            None if host.is_some() => cite(host.as_deref_mut().expect("there is one"), &words),
            Some(Block::Items(items)) if items.last().is_some_and(|item| item.below.is_empty()) => {
                cite(&mut items.last_mut().expect("there is one").text, &words);
            }
            Some(Block::Paragraph(text)) => cite(text, &words),
            _ => {
                let mut line = table.caption.clone();
                let colon = if line.is_empty() { "" } else { ": " };
                line.push(Inline::Text(format!("{colon}{words}")));
                blocks.insert(i, Block::Paragraph(line));
                i += 1;
            }
        }
        moved.push(Moved { title, table, number });
        join(blocks, i);
    }
}

/// Joins the list at a position with the one before it, which only the table parted, so that its numbers go on.
fn join(blocks: &mut Vec<Block>, at: usize) {
    let Some([Block::Items(_), Block::Items(_)]) = at.checked_sub(1).and_then(|before| blocks.get(before..=at)) else {
        return;
    };
    if let Block::Items(more) = blocks.remove(at)
        && let Block::Items(items) = &mut blocks[at - 1]
    {
        items.extend(more);
    }
}

/// Adds the citation to a line: `신청 현황(붙임 1 참조)`, before the full stop of a sentence, and behind a colon.
fn cite(line: &mut Vec<Inline>, words: &str) {
    if let Some(Inline::Text(last)) = line.last_mut() {
        let end = last.trim_end().len();
        last.truncate(end);
        if last.ends_with(':') {
            last.push_str(&format!(" {words}"));
            return;
        }
        if let Some(sentence) = last.strip_suffix('.') {
            *last = format!("{sentence}({words}).");
            return;
        }
    }
    line.push(Inline::Text(format!("({words})")));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    fn table(caption: &str, rows: usize) -> String {
        let caption = if caption.is_empty() { String::new() } else { format!("제목: {caption}\n") };
        let rows: String = (0..rows).map(|n| format!("  - [{n}, 가]\n")).collect();
        format!("```표\n{caption}열: [번호, 이름]\n행:\n{rows}```\n")
    }

    fn set(source: &str, rules: &AnnexRules, listed: &[&str]) -> (Vec<Block>, Annexes) {
        let (mut blocks, problems) = parse(source);
        assert!(problems.is_empty(), "{}", problems[0].message.ko);
        let annexes = set_out(&mut blocks, rules, listed);
        (blocks, annexes)
    }

    fn lines(blocks: &[Block]) -> Vec<String> {
        let mut lines = Vec::new();
        gian_document::each_line(blocks, &mut |line| lines.push(plain(line)));
        lines
    }

    fn marks(annexes: &Annexes) -> Vec<(String, String)> {
        let of = |b: &Block| match b {
            Block::Annex { mark, title } => Some((mark.clone(), plain(title))),
            _ => None,
        };
        annexes.pages.iter().filter_map(of).collect()
    }

    #[test]
    fn a_table_of_as_many_rows_as_allowed_stays() {
        let (blocks, annexes) = set(&table("현황", 15), &AnnexRules::default(), &[]);
        assert_eq!(annexes, Annexes::default());
        assert!(matches!(blocks.as_slice(), [Block::Table(_)]));
        let rules = AnnexRules { rows: 0, ..AnnexRules::default() };
        assert_eq!(set(&table("현황", 400), &rules, &[]).1, Annexes::default());
    }

    #[test]
    fn the_only_attachment_has_no_number() {
        let (blocks, annexes) = set(&table("신청 현황", 16), &AnnexRules::default(), &[]);
        assert_eq!(lines(&blocks), ["신청 현황: 붙임 참조"]);
        assert_eq!(marks(&annexes), [("[붙임]".to_owned(), "신청 현황".to_owned())]);
        assert_eq!(annexes.names.len(), 1);
        assert!(matches!(&annexes.pages[1], Block::Table(table) if table.caption.is_empty() && table.rows.len() == 16));
    }

    #[test]
    fn numbers_follow_those_of_the_record() {
        let source = format!(
            "- 신청 현황\n\n  {}\n- 결과를 알려 드립니다.\n\n{}",
            table("", 16).replace('\n', "\n  ").trim_end(),
            table("결과표", 20)
        );
        let (blocks, annexes) = set(&source, &AnnexRules::default(), &["계획서"]);
        assert_eq!(lines(&blocks), ["신청 현황(붙임 2 참조)", "결과를 알려 드립니다(붙임 3 참조)."]);
        let expected = [("[붙임 2]", "신청 현황"), ("[붙임 3]", "결과표")];
        assert_eq!(marks(&annexes), expected.map(|(m, t)| (m.to_owned(), t.to_owned())));
    }

    #[test]
    fn a_list_that_the_table_parted_is_one_again() {
        let source = format!("- 가\n- 나\n\n{}\n- 다\n", table("현황", 16));
        let (blocks, _) = set(&source, &AnnexRules::default(), &[]);
        assert!(matches!(blocks.as_slice(), [Block::Items(items)] if items.len() == 3));
        assert_eq!(lines(&blocks), ["가", "나(붙임 참조)", "다"]);
    }

    #[test]
    fn an_attachment_that_the_record_lists_keeps_its_number() {
        let source = table("신청 현황", 16);
        let (blocks, annexes) = set(&source, &AnnexRules::default(), &["신청현황", "계획서"]);
        assert_eq!(lines(&blocks), ["신청 현황: 붙임 1 참조"]);
        assert!(annexes.names.is_empty());
        assert_eq!(marks(&annexes)[0].0, "[붙임 1]");
    }

    #[test]
    fn the_marks_are_those_of_the_house() {
        let rules = AnnexRules { rows: 3, mark: "<별지>".to_owned(), ..AnnexRules::default() };
        let (blocks, annexes) = set(&(table("가", 4) + "\n" + &table("나", 4)), &rules, &[]);
        assert_eq!(lines(&blocks), ["가: 별지 1 참조(별지 2 참조)"]);
        assert_eq!(marks(&annexes)[1].0, "<별지 2>");
    }

    #[test]
    fn tables_on_pages_of_their_own_stay() {
        let source = format!("현황입니다.\n\n```쪽나눔\n방향: 가로\n```\n\n{}", table("현황", 16));
        let (blocks, annexes) = set(&source, &AnnexRules::default(), &[]);
        assert_eq!(annexes, Annexes::default());
        assert_eq!(blocks.len(), 3);
    }

    #[test]
    fn footnotes_are_numbered_in_the_new_order() {
        let mut rows = table("현황", 16);
        rows = rows.replace("[0, 가]", "[0, \"가[^1]\"]");
        let source = format!("{rows}\n끝에 있는 글입니다[^2].\n\n[^1]: 표의 각주\n[^2]: 글의 각주\n");
        let (mut blocks, annexes) = set(&source, &AnnexRules::default(), &[]);
        blocks.extend(annexes.pages);
        number_footnotes(&mut blocks);
        let mut found = Vec::new();
        each_line_mut(&mut blocks, &mut |line| {
            walk_inlines_mut(line, &mut |inline| {
                if let Inline::Footnote { number, text } = inline {
                    found.push((*number, plain(text)));
                }
                true
            });
        });
        assert_eq!(found, [(1, "글의 각주".to_owned()), (2, "표의 각주".to_owned())]);
    }
}
