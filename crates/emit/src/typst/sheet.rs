//! Parts of the sheet around the body, as calls of the house functions: `cover`, `sheet-head`, `checklist`,
//! `contents`, `inner-title`, `letterhead`, `letterfoot`, `title-head`, `closing`.

use std::fmt::Write;

use gian_document::{
    ApprovalGrid, AroundTitle, CheckLine, Closing, Cover, Inline, LetterFoot, LetterHead, Part, RecordLine, SheetHead,
    SideLines, Signature, TitleHead, plain,
};
use gian_vocabulary::record::RecordKey;

use super::emitter::Emitter;
use super::markup::{line, literal};
use super::style::{HEAD, TextStyle};

/// House functions that the emitter calls for parts of the sheet.
pub const FUNCTIONS: [&str; 13] = [
    "cover",
    "sheet-head",
    "checklist",
    "contents",
    "inner-title",
    "body-begins",
    "letterhead",
    "letterfoot",
    "title-head",
    "closing",
    "letter-pages",
    "article",
    "aligned",
];

/// Line lengths in units of the type size; a longer word without spaces is broken.
mod em {
    /// Title of a cover.
    pub(super) const COVER_TITLE: f64 = 18.0;
    /// Title above the body.
    pub(super) const TITLE: f64 = 22.0;
    /// Number of the document in the record box.
    pub(super) const NUMBER: f64 = 18.0;
    /// Other values in the record box.
    pub(super) const VALUE: f64 = 15.0;
    /// 문서요지 on a cover.
    pub(super) const SUMMARY: f64 = 36.0;
    /// The point, in the checklist.
    pub(super) const CHECK: f64 = 18.0;
    /// A remark in the checklist.
    pub(super) const REMARK: f64 = 12.0;
}

/// A Typst array, each item followed by a comma so that one item is an array too.
fn array(items: impl IntoIterator<Item = String>) -> String {
    items.into_iter().fold(String::from("("), |all, item| all + &item + ", ") + ")"
}

fn option(text: Option<&String>) -> String {
    text.map_or("none".to_owned(), |t| literal(t))
}

/// A title, with the line ends that its writer chose.
fn title(inlines: &[Inline], em: f64) -> String {
    let lines = inlines.split(|inline| matches!(inline, Inline::LineBreak));
    lines.map(|line| words(line, em)).collect::<Vec<_>>().join(" + linebreak() + ")
}

/// Lines at the left, in the middle and at the right, as a dictionary.
fn sides(sides: &SideLines) -> String {
    let side = |lines: &[Vec<Inline>]| array(lines.iter().map(|line| words(line, em::TITLE * 1.4)));
    format!("(left: {}, center: {}, right: {})", side(&sides.left), side(&sides.center), side(&sides.right))
}

/// Further arguments of a title: the number of its lines, if it has several, and what the document has around it.
/// Nothing for a usual title, so that functions of an office need not have these arguments.
fn title_arguments(inlines: &[Inline], around: &AroundTitle) -> String {
    let mut out = String::new();
    let lines = inlines.iter().filter(|inline| matches!(inline, Inline::LineBreak)).count() + 1;
    if lines > 1 {
        let _ = write!(out, ", lines: {lines}");
    }
    if !around.is_empty() {
        let approval = around.approval.as_ref().map_or("none".to_owned(), |grid| {
            let (signers, others) = (signatures(grid.own()), signatures(&grid.cooperation));
            format!("(signers: {signers}, cooperation: {others})")
        });
        let circulation = array(around.circulation.iter().map(|title| literal(title)));
        let subtitles = array(around.subtitles.iter().map(|line| words(line, em::TITLE * 1.4)));
        let (above, below) = (sides(&around.above), sides(&around.below));
        let _ = write!(out, ", around: (above: {above}, subtitles: {subtitles}, below: {below}, approval: {approval}");
        if let Some(look) = around.look {
            let _ = write!(out, ", look: {}", literal(look.name()));
        }
        if let Some(size) = around.size {
            let _ = write!(out, ", size: {size}pt");
        }
        if let Some(place) = around.place {
            let _ = write!(out, ", place: {}", literal(place.name()));
        }
        if let Some(label) = &around.label {
            let _ = write!(out, ", label: {}", literal(label));
        }
        if !around.circulation.is_empty() {
            let _ = write!(out, ", circulation: {circulation}");
        }
        if let Some(ground) = around.ground {
            let _ = write!(out, ", ground: {}, dark: {}", literal(&ground.hex()), ground.is_dark());
        }
        if let Some(align) = around.align {
            let _ = write!(out, ", align: {}", literal(align.name()));
        }
        out.push(')');
    }
    out
}

/// A line with its masks written out, because titles and boxes have one style only.
fn words(inlines: &[Inline], em: f64) -> String {
    line(&plain(inlines), em)
}

fn signature(s: &Signature) -> String {
    let notes = array(s.notes().iter().map(|n| literal(n)));
    format!("(title: {}, notes: {notes}, name: {})", literal(&s.title), literal(&s.name))
}

fn signatures(all: &[Signature]) -> String {
    array(all.iter().map(signature))
}

/// The record box and the grid of signatures, as arguments of a call.
fn record_and_approval(record: &[RecordLine], approval: &ApprovalGrid) -> String {
    let record = record.iter().map(|line| {
        let em = if line.key == Some(RecordKey::DocNo) { em::NUMBER } else { em::VALUE };
        format!("(label: {}, value: {})", literal(&line.label), words(&line.value, em))
    });
    format!(
        "record: {}, signers: {}, cooperation: {}",
        array(record),
        signatures(approval.own()),
        signatures(&approval.cooperation)
    )
}

impl Emitter<'_> {
    /// The parts before the first line of text, except those of a letter, which are set with the text.
    pub(super) fn before_text(self, front: &[Part], out: &mut String) {
        let own_page = |p: &Part| matches!(p, Part::Cover(_) | Part::Checklist(_) | Part::Contents);
        let last = front.iter().rposition(own_page);
        for (i, part) in front.iter().enumerate() {
            match part {
                Part::Cover(cover) => write_cover(cover, out),
                Part::SheetHead(head) => self.sheet_head(head, out),
                Part::Checklist(rows) => write_checklist(rows, out),
                Part::Contents => out.push_str("#contents()\n"),
                Part::InnerTitle(inner) => {
                    let (title, more) = (title(&inner.title, em::TITLE), title_arguments(&inner.title, &inner.around));
                    let _ = writeln!(out, "#inner-title({title}, draft: {}{more})", inner.draft);
                }
                Part::TitleHead(head) => self.title_head(head, out),
                Part::LetterHead(_) | Part::LetterFoot(_) | Part::Closing(_) | Part::Signatures(_) => {}
            }
            // The preceding pages are counted, because a long title or many signers may need a second cover page. The
            // contents count themselves.
            if Some(i) == last && !matches!(part, Part::Contents) {
                out.push_str("#body-begins()\n");
            }
        }
    }

    /// The parts that are set with the text, head or foot of a letter.
    pub(super) fn with_text(self, parts: &[Part], out: &mut String) {
        for part in parts {
            match part {
                Part::LetterHead(head) => self.letter_head(head, out),
                Part::LetterFoot(foot) => {
                    let _ = writeln!(out, "#letterfoot({})", self.letter_foot(foot));
                }
                Part::Closing(closing) => self.closing(closing, out),
                Part::Cover(_)
                | Part::TitleHead(_)
                | Part::SheetHead(_)
                | Part::Checklist(_)
                | Part::Contents
                | Part::InnerTitle(_)
                | Part::Signatures(_) => {}
            }
        }
    }

    fn sheet_head(self, head: &SheetHead, out: &mut String) {
        let _ = writeln!(
            out,
            "#sheet-head({}, title: {}, office: {}, landscape: {}, draft: {}{})",
            record_and_approval(&head.record, &head.approval),
            title(&head.title, em::TITLE),
            literal(&head.department),
            self.metrics.landscape,
            head.draft,
            title_arguments(&head.title, &head.around),
        );
    }

    fn title_head(self, head: &TitleHead, out: &mut String) {
        let rows = |rows: &[RecordLine]| {
            array(rows.iter().map(|r| {
                let is_small = r.key == Some(RecordKey::FormNo);
                let value = words(&r.value, em::TITLE * 1.4);
                format!("(label: {}, value: {value}, small: {is_small})", literal(&r.label))
            }))
        };
        let _ = writeln!(
            out,
            "#title-head(band: {}, large: {}, record: {}, above: {}, title: {}, below: {}, cells: {}, landscape: {}, draft: {}{})",
            option(head.band.as_ref()),
            option(head.large.as_ref()),
            rows(&head.record),
            rows(&head.above),
            title(&head.title, em::TITLE),
            rows(&head.below),
            rows(&head.cells),
            self.metrics.landscape,
            head.draft,
            title_arguments(&head.title, &head.around),
        );
    }

    fn closing(self, closing: &Closing, out: &mut String) {
        let spaces = closing.signatures.iter();
        let spaces = spaces.map(|s| {
            let name = literal(&plain(&s.name));
            format!("(who: {}, name: {name}, how: {})", literal(&s.who), literal(&s.how))
        });
        let givers = closing
            .givers
            .iter()
            .map(|g| format!("(title: {}, name: {})", literal(&plain(&g.title)), literal(&plain(&g.name))));
        let parties = closing.parties.iter().map(|p| {
            let lines = array(p.lines.iter().map(|l| words(l, em::VALUE)));
            let (title, name) = (literal(&plain(&p.title)), literal(&plain(&p.name)));
            format!("(short: {}, lines: {lines}, title: {title}, name: {name})", option(p.short.as_ref()))
        });
        let mut text = String::from("[");
        self.inlines(&closing.words, self.page(), false, &mut text);
        text.push(']');
        let mut place = String::from("[");
        self.place(closing, &mut place);
        place.push(']');
        let _ = writeln!(
            out,
            "#closing(words: {text}, day: {}, senders: {}, seal-note: {}, givers: {}, parties: {}, beside: {}, signatures: {}, receiver: {}, begins: {place}{})",
            option(closing.day.as_ref()),
            array(closing.senders.iter().map(|s| literal(s))),
            closing.seal_note.map_or("none".to_owned(), literal),
            array(givers),
            array(parties),
            closing.beside,
            array(spaces),
            closing.receiver.as_ref().map_or("none".to_owned(), |r| words(r, em::TITLE)),
            if closing.seal_box { ", seal-box: true" } else { "" },
        );
    }

    fn letter_head(self, head: &LetterHead, out: &mut String) {
        let line = |inlines: &[Inline]| {
            let mut text = String::from("[");
            self.inlines(inlines, self.page().narrower(5.0 * self.metrics.text).title(1.0), false, &mut text);
            text + "]"
        };
        let _ = writeln!(
            out,
            "#letterhead(slogan: {}, agency: {}, receiver: {}, via: {}, title: {})",
            option(head.slogan.as_ref()),
            literal(&head.agency),
            line(&head.receiver),
            option(head.via.as_ref()),
            line(&head.title),
        );
    }

    /// The foot of a letter, as arguments of a call.
    pub(super) fn letter_foot(self, foot: &LetterFoot) -> String {
        // A single text, so that its lines end between words.
        let mut receivers = String::from("none");
        if !foot.receivers.is_empty() {
            receivers = String::from("[");
            let joined = foot.receivers.join(&Inline::Text(", ".to_owned()));
            let style = TextStyle { size: 11.0, face: HEAD, ..self.page() }.narrower(5.0 * 11.0).title(1.0);
            self.inlines(&joined, style, false, &mut receivers);
            receivers.push(']');
        }
        let approvals = foot
            .approval
            .agencies
            .iter()
            .map(|a| format!("(agency: {}, signatures: {})", option(a.agency.as_ref()), signatures(&a.signatures)));
        let mut issue = String::from("[");
        self.place(foot, &mut issue);
        let _ = write!(issue, "#{}]", literal(&foot.issue_line()));
        format!(
            "senders: {}, seal-note: {}, receivers: {}, approvals: {}, cooperation: {}, issue: {}, contact: {}",
            array(foot.senders.iter().map(|s| literal(s))),
            foot.seal_note.map_or("none".to_owned(), literal),
            receivers,
            array(approvals),
            signatures(&foot.approval.cooperation),
            // The foot is a single piece, so this is the only position for a mark.
            issue,
            array(foot.contact.iter().map(|c| literal(&plain(c)))),
        )
    }
}

fn write_cover(cover: &Cover, out: &mut String) {
    let length = plain(&cover.title).chars().count();
    let summary = cover.summary.as_ref().map_or("none".to_owned(), |s| words(s, em::SUMMARY));
    let _ = write!(
        out,
        "#cover({}, title: {}, length: {}, month: {}, agency: {}, parent: {}, department: {}, team: {}, upper: {}, summary: {summary}, ",
        record_and_approval(&cover.record, &cover.approval),
        title(&cover.title, em::COVER_TITLE),
        length,
        literal(&cover.month),
        literal(&cover.agency),
        literal(cover.parent.as_deref().unwrap_or_default()),
        literal(&cover.department),
        literal(cover.team.as_deref().unwrap_or_default()),
        literal(cover.upper.as_deref().unwrap_or_default()),
    );
    if !cover.citizen_cell {
        out.push_str("citizen: none, ");
    }
    let mut around = cover.around.clone();
    around.look = cover.places.look.or(around.look);
    if !cover.places.is_empty() {
        let places = &cover.places;
        let month = places.month.as_ref().map_or("none".to_owned(), |month| words(month, em::TITLE));
        let offices = array(places.offices.iter().map(|office| words(office, em::TITLE)));
        let (top, foot) = (sides(&places.top), sides(&places.foot));
        let _ = write!(out, "places: (top: {top}, foot: {foot}, month: {month}, offices: {offices}), ");
    }
    let more = title_arguments(&cover.title, &around);
    let _ = writeln!(out, "plain: {}, draft: {}{more})", cover.plain, cover.draft);
}

fn write_checklist(rows: &[CheckLine], out: &mut String) {
    let rows = rows.iter().enumerate().map(|(i, row)| {
        let group = CheckLine::heading(rows, i).map_or("none".to_owned(), literal);
        let (item, note) = (words(&row.item, em::CHECK), words(&row.note, em::REMARK));
        format!("(group: {group}, item: {item}, done: {}, note: {note})", row.done)
    });
    let _ = writeln!(out, "#checklist({})", array(rows));
}
