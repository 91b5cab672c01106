//! Lists of items with their markers, and notes.

use std::fmt::Write;

use gian_document::{Family, Item, Note, NoteSign};
use gian_korean::item::statutory;

use super::escape::escape;
use super::inline::inlines;
use super::pages::marks;
use super::{Counters, blocks};

/// A note, with the lists below it in the same frame.
pub(super) fn write_note(note: &Note, begins: &str, counters: &mut Counters, out: &mut String) {
    let sign = match note.sign {
        NoteSign::Remark => "",
        NoteSign::Pointer => " pointer",
    };
    let text = inlines(&note.text, &mut counters.text);
    if note.below.is_empty() {
        let _ = writeln!(out, "<p class=\"note{sign}\">{begins}{text}</p>");
        return;
    }
    let _ = writeln!(out, "<div class=\"note{sign}\">\n<p class=\"text\">{begins}{text}</p>");
    let around = std::mem::replace(&mut counters.in_table, true);
    blocks(&note.below, counters, out);
    counters.in_table = around;
    out.push_str("</div>\n");
}

/// A list, with the markers that are not those of its level as text.
pub(super) fn list_items(items: &[Item], counters: &mut Counters, out: &mut String) {
    let letter = counters.family == Family::Letter && !counters.in_table;
    counters.level += 1;
    // A single item of a letter has no marker; the items below it take the markers of its level.
    let bare = usize::from(letter && items.len() == 1);
    let marker = items.first().and_then(|i| i.marker.as_ref()).filter(|_| !letter);
    out.push_str(match marker {
        _ if letter => "<ul class=\"items letter\">\n",
        None => "<ul class=\"items\">\n",
        Some(marker) if marker.ordered => "<ul class=\"items marked\">\n",
        // Text of the second level and below is not bold.
        Some(marker) if marker.sign == "□" => "<ul class=\"items marked\">\n",
        Some(_) => "<ul class=\"items marked light\">\n",
    });
    for (i, item) in items.iter().enumerate() {
        out.push_str("<li>");
        out.push_str(&marks(&counters.turner.at(item)));
        if letter && items.len() > 1 {
            let _ = write!(out, "<span class=\"no\">{}</span> ", statutory(counters.level, i + 1));
        }
        if let Some(marker) = item.marker.as_ref().filter(|_| !letter) {
            // Numbers are read aloud; a sign such as □ says nothing more than that it is an item.
            let quiet = if marker.ordered { "" } else { " aria-hidden=\"true\"" };
            let _ = write!(out, "<span class=\"no\"{quiet}>{}</span> ", escape(&marker.sign));
        }
        let _ = write!(out, "<span class=\"line\">{}</span>", inlines(&item.text, &mut counters.text));
        if !item.below.is_empty() {
            out.push('\n');
            counters.level -= bare;
            blocks(&item.below, counters, out);
            counters.level += bare;
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
    counters.level -= 1;
}
