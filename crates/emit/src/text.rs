//! The tree as plain text: one line for each heading, item, paragraph and cell, in reading order. The footnotes of a
//! line follow it.

use gian_document::{AroundTitle, Block, Document, Inline, Notice, Part, footnotes, plain};
use gian_korean::item::{roman, statutory};

use super::drawing;
use super::format::{Delivery, Format};

/// Plain text in UTF-8, for programs and the search.
pub(crate) const FORMAT: Format = Format {
    name: "text",
    label: "글",
    media_type: "text/plain",
    delivery: Delivery::Beside("text.txt"),
    emit: |sheet| emit(sheet.document).into_bytes(),
};

/// Writes a document.
pub fn emit(document: &Document) -> String {
    let mut lines = Vec::new();
    let (body, pages) = document.body_and_pages();
    match Document::split_at_title(body) {
        Some((above, below)) => {
            let (own_pages, titles) = document.pages_and_titles();
            parts(own_pages, &mut lines);
            blocks(above, &mut lines);
            // Here the title is a line of the text, because it parts what stands above it from what stands below.
            let own = titles.iter().find_map(|part| match part {
                Part::InnerTitle(inner) => Some(&inner.title),
                Part::SheetHead(head) => Some(&head.title),
                _ => None,
            });
            lines.extend(own.map(|title| plain(title)));
            parts(titles, &mut lines);
            blocks(below, &mut lines);
        }
        None => {
            parts(&document.front, &mut lines);
            blocks(body, &mut lines);
        }
    }
    parts(&document.back, &mut lines);
    blocks(pages, &mut lines);
    if let Some(notice) = &document.notice {
        lines.push(Notice::TITLE.to_owned());
        lines.extend(notice.lines().map(|line| plain(&line)));
    }
    lines.retain(|line| !line.trim().is_empty());
    lines.join("\n") + "\n"
}

/// Covers, titles and contents are omitted, because they repeat the record, which accompanies the text everywhere.
fn parts(list: &[Part], lines: &mut Vec<String>) {
    for part in list {
        match part {
            Part::Checklist(_) | Part::LetterHead(_) | Part::LetterFoot(_) | Part::TitleHead(_) | Part::Closing(_) => {
                lines.extend(part.lines().iter().map(|line| plain(line)));
            }
            Part::Cover(cover) => {
                lines.extend(cover.places.top.each().map(|(_, line)| plain(line)));
                around(&cover.around, lines);
                lines.extend(cover.places.below_title().map(|line| plain(line)));
            }
            Part::SheetHead(head) => around(&head.around, lines),
            Part::InnerTitle(inner) => {
                let covered = list.iter().any(|p| matches!(p, Part::Cover(_)));
                let subtitles = if covered { Vec::new() } else { inner.around.subtitles.clone() };
                around(&AroundTitle { subtitles, ..inner.around.clone() }, lines);
            }
            Part::Contents | Part::Signatures(_) => {}
        }
    }
}

/// The lines that a document has around its title, without the title and the approval.
fn around(around: &AroundTitle, lines: &mut Vec<String>) {
    let above = around.above.each().map(|(_, line)| line);
    let below = around.below.each().map(|(_, line)| line);
    lines.extend(above.chain(&around.subtitles).chain(below).map(|line| plain(line)));
}

fn blocks(list: &[Block], lines: &mut Vec<String>) {
    for block in list {
        match block {
            Block::Chapter { number, title } => lines.push(format!("{} {}", roman(*number), plain(title))),
            Block::Section { number, title } => lines.push(format!("{number}. {}", plain(title))),
            Block::Subsection { number, title } => lines.push(format!("{} {}", statutory(2, *number), plain(title))),
            Block::Reference { number, title } => {
                lines.push(Block::reference_label(*number));
                lines.push(plain(title));
            }
            Block::Article(article) => lines.push(plain(&article.line())),
            Block::Annex { mark, title } => {
                lines.push(mark.clone());
                lines.push(plain(title));
            }
            Block::Summary(inner) | Block::Frame(inner) | Block::Aligned(_, _, inner) => blocks(inner, lines),
            Block::Items(items) => {
                for item in items {
                    let first = lines.len();
                    match &item.label {
                        Some(label) => {
                            lines.push(format!("{}: {}", plain(label), plain(&item.text)));
                            lines.extend(footnotes(&item.text).into_iter().map(plain));
                        }
                        None => push(&item.text, lines),
                    }
                    // A number is part of what is said, a sign such as □ is not.
                    if let Some(marker) = item.marker.as_ref().filter(|m| m.ordered) {
                        lines[first] = format!("{} {}", marker.sign, lines[first]);
                    }
                    blocks(&item.below, lines);
                }
            }
            Block::Paragraph(text) | Block::Lead(text) => push(text, lines),
            Block::Note(note) => {
                push(&note.text, lines);
                blocks(&note.below, lines);
            }
            Block::Table(table) => {
                let label = table.label().map_or(String::new(), |label| format!("<{label}> "));
                lines.push(format!("{label}{}", plain(&table.caption)).trim_end().to_owned());
                if let Some(unit) = &table.unit {
                    lines.push(format!("(단위: {unit})"));
                }
                lines.extend(table.head.iter().flatten().map(|c| plain(&c.text)));
                for cell in table.rows.iter().flat_map(|r| &r.cells) {
                    blocks(&cell.blocks, lines);
                }
            }
            // As in the tags of the PDF, where the caption precedes its object.
            Block::Figure(figure) => {
                if figure.has_caption() {
                    lines.push(format!("<{}> {}", figure.label(), plain(&figure.caption)));
                }
                lines.push(drawing::alternative(figure));
            }
            Block::Attachments(list) => {
                lines.push("붙임".to_owned());
                lines.extend(list.iter().map(|a| plain(&a.text)));
            }
            Block::EndMark => lines.push("끝.".to_owned()),
            Block::Title(title) => push(&title.text, lines),
            Block::Place(place) => blocks(&place.blocks, lines),
            Block::Beside(columns) => columns.iter().for_each(|column| blocks(&column.blocks, lines)),
            Block::PageBreak(_) | Block::Rule | Block::TitlePlace | Block::Blank(_) => {}
        }
    }
}

fn push(line: &[Inline], lines: &mut Vec<String>) {
    lines.push(plain(line));
    lines.extend(footnotes(line).into_iter().map(plain));
}
