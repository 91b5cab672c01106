//! Cuts a document into slots: a posting refers to a slot, and a result loads one.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use unicode_normalization::UnicodeNormalization;

use super::Page;
use super::grams::Gram;
use super::letters::letters;

/// Parts of the text in a slot, besides title and summary; a mask has a bit for each.
const PARTS: usize = 4;
/// A part ends at the first line end after this many characters.
const PART: usize = 400;
/// A slot ends at the first line end after this many characters. A longer line is cut.
const SLOT: usize = 1600;
/// Number of characters shared by two pieces of a cut line; the search limits words to fewer.
const SHARED: usize = 64;

/// Bits of a mask: in which parts of a slot a gram occurs.
const TITLE: u8 = 1;
const SUMMARY: u8 = 2;
const FIRST_PART: u8 = 4;
/// Mask of title and summary.
pub(crate) const HEAD: u8 = TITLE;

/// A document, cut and read, ready to be added. Preparing it is most of the work and can run in parallel, because it
/// needs only the page.
pub struct Prepared {
    pub(super) id: String,
    pub(super) date: String,
    pub(super) facets: Vec<(String, String)>,
    pub(super) slots: Vec<Slot>,
}

/// A slot: its grams in order with masks, and the file that results show.
pub(super) struct Slot {
    pub grams: Vec<(Gram, u8)>,
    pub file: Vec<u8>,
}

impl Prepared {
    /// Cuts and reads a page.
    pub fn new(page: Page<'_>) -> Self {
        let nfc = |text: &str| text.nfc().collect::<String>();
        let (title, summary, meta) = (nfc(page.title), nfc(page.summary), nfc(page.meta));
        let slots = cut(&nfc(page.text)).into_iter().enumerate().map(|(i, parts)| {
            let mut grams = Vec::new();
            if i == 0 {
                read(&title, TITLE, &mut grams);
                read(&format!("{summary}\n{meta}\n{}", page.date), SUMMARY, &mut grams);
            }
            for (p, part) in parts.iter().enumerate() {
                read(part, FIRST_PART << p, &mut grams);
            }
            grams.sort_unstable();
            grams.dedup_by(|later, first| {
                let same = later.0 == first.0;
                first.1 |= if same { later.1 } else { 0 };
                same
            });
            let summary = if i == 0 { summary.as_str() } else { "" };
            let shown =
                json!({"t": title, "u": page.url, "d": page.date, "m": meta, "s": summary, "p": parts}).to_string();
            Slot { grams, file: packed(shown.as_bytes()) }
        });
        Self {
            id: page.id.to_owned(),
            date: page.date.to_owned(),
            facets: page.facets.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            slots: slots.collect(),
        }
    }
}

fn read(text: &str, bit: u8, grams: &mut Vec<(Gram, u8)>) {
    let letters = letters(text);
    grams.extend((0..letters.len()).flat_map(|i| Gram::at(&letters, i)).map(|gram| (gram, bit)));
}

/// Slots, of parts made of whole lines.
fn cut(text: &str) -> Vec<Vec<String>> {
    let mut slots: Vec<Vec<String>> = vec![Vec::new()];
    let (mut in_slot, mut in_part) = (0, PART);
    for line in text.lines().filter(|l| !l.trim().is_empty()).flat_map(pieces) {
        let length = line.chars().count();
        let parts = slots.last().map_or(0, Vec::len);
        let needs_part = in_part + length > PART && in_part > 0;
        if in_slot > 0 && (in_slot + length > SLOT || (needs_part && parts == PARTS)) {
            slots.push(Vec::new());
            (in_slot, in_part) = (0, PART);
        }
        let parts = slots.last_mut().expect("there is a slot");
        match parts.last_mut() {
            Some(part) if in_part + length <= PART => {
                part.push('\n');
                part.push_str(line);
                in_part += length;
            }
            _ => {
                parts.push(line.to_owned());
                in_part = length;
            }
        }
        in_slot += length;
    }
    slots
}

/// A line, or the pieces of a line that is too long for a slot.
fn pieces(line: &str) -> Vec<&str> {
    if line.len() <= SLOT {
        return vec![line];
    }
    let at: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
    let count = at.len() - 1;
    let mut found = Vec::new();
    let mut from = 0;
    while from + SHARED < count || from == 0 {
        let to = (from + SLOT).min(count);
        found.push(&line[at[from]..at[to]]);
        from = to - SHARED.min(to);
        if to == count {
            break;
        }
    }
    found
}

/// Compresses with gzip, without name or time, so that the same input gives the same bytes.
pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory can be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_has_whole_lines_up_to_its_size() {
        let line = "가나다라마바사아자차".repeat(10);
        let text = [line.as_str(); 100].join("\n");
        let slots = cut(&text);
        assert_eq!(slots.len(), 7);
        for slot in &slots {
            assert!(slot.len() <= PARTS && slot.iter().map(|p| p.chars().count()).sum::<usize>() <= SLOT + PARTS * 8);
        }
        assert_eq!(slots.concat().join("\n"), text);
        assert_eq!(cut(""), [Vec::<String>::new()]);
    }

    #[test]
    fn pieces_of_a_long_line_share_their_ends() {
        let line: String = (0..7000u32).map(|i| char::from_u32(0xac00 + i).unwrap()).collect();
        let pieces = pieces(&line);
        assert_eq!(pieces.len(), 5);
        for (before, after) in pieces.iter().zip(&pieces[1..]) {
            let shared: String = after.chars().take(SHARED).collect();
            assert!(before.ends_with(&shared) && before.chars().count() <= SLOT);
        }
        assert!(line.ends_with(pieces[4]));
    }

    #[test]
    fn a_mask_says_where_a_gram_stands() {
        let page =
            Page { id: "a", url: "a", title: "혁신", date: "", summary: "혁신", text: "혁신", ..Page::default() };
        let slot = &Prepared::new(page).slots[0];
        assert_eq!(slot.grams.iter().map(|(g, m)| (g.key(), *m)).collect::<Vec<_>>(), [("혁신".into(), 7)]);
    }
}
