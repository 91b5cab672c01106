//! Parts of the sheet around the body, on the archive page: head and foot of a letter, the checklist, the table of
//! signatures. Titles and record boxes are on every page, with or without a sheet.

use std::fmt::Write;

use gian_document::{
    ApprovalGrid, AroundTitle, CheckLine, Closing, Document, Giver, Inline, LetterFoot, LetterHead, Part, Party,
    RecordLine, SideLines, Signature, TitleHead,
};
use gian_korean::date;
use gian_vocabulary::record::Role;

use super::escape::escape;
use super::inline::line;
use super::pages::marks;
use crate::page_map::Turner;

pub(super) fn checklists(parts: &[Part], out: &mut String) {
    for part in parts {
        match part {
            Part::Checklist(rows) => checklist(rows, out),
            Part::Cover(_)
            | Part::SheetHead(_)
            | Part::Contents
            | Part::InnerTitle(_)
            | Part::LetterHead(_)
            | Part::LetterFoot(_)
            | Part::TitleHead(_)
            | Part::Closing(_)
            | Part::Signatures(_) => {}
        }
    }
}

/// The heads that are part of the text: of letters, and the lines around a title. `titled`: the title too, because blocks
/// stand above it; elsewhere it is the heading of the page only.
pub(super) fn heads(parts: &[Part], titled: bool, out: &mut String) {
    for part in parts {
        let title = part.title_above().filter(|_| titled).map(|(title, _, draft)| {
            let mark = if draft { " (안)" } else { "" };
            format!("<p class=\"title-place\">{}{mark}</p>\n", line(title))
        });
        let title = title.unwrap_or_default();
        match part {
            Part::LetterHead(head) => letter_head(head, out),
            Part::TitleHead(head) => title_head(head, &title, out),
            Part::SheetHead(head) => around(&head.around, &title, out),
            Part::InnerTitle(inner) => {
                // The subtitles of the cover are those of the title below it.
                let covered = parts.iter().any(|p| matches!(p, Part::Cover(_)));
                let subtitles = if covered { Vec::new() } else { inner.around.subtitles.clone() };
                around(&AroundTitle { subtitles, ..inner.around.clone() }, &title, out);
            }
            Part::Cover(_)
            | Part::Checklist(_)
            | Part::Contents
            | Part::LetterFoot(_)
            | Part::Closing(_)
            | Part::Signatures(_) => {}
        }
    }
}

/// The titles of a grid of empty cells that are not those of the signers in the table of approval.
pub(super) fn titles_by_hand(document: &Document, out: &mut String) {
    let titles: Vec<String> = document.titles_by_hand().into_iter().map(escape).collect();
    if !titles.is_empty() {
        let _ = writeln!(out, "<p class=\"around right by-hand\">결재란: {}</p>", titles.join(", "));
    }
}

/// The lines around the title of a cover.
pub(super) fn cover_lines(parts: &[Part], out: &mut String) {
    for part in parts {
        if let Part::Cover(cover) = part {
            sides(&cover.places.top, out);
            around(&cover.around, "", out);
            for words in cover.places.month.iter().filter(|month| !month.is_empty()).chain(&cover.places.offices) {
                let _ = writeln!(out, "<p class=\"around center\">{}</p>", line(words));
            }
            sides(&cover.places.foot, out);
        }
    }
}

/// Lines at the left, in the middle and at the right.
fn sides(lines: &SideLines, out: &mut String) {
    for (side, words) in lines.each() {
        let _ = writeln!(out, "<p class=\"around {side}\">{}</p>", line(words));
    }
}

/// The lines around the title, and the grid of those who see the document. `title`: what is written for the title itself.
fn around(around: &AroundTitle, title: &str, out: &mut String) {
    sides(&around.above, out);
    if !around.circulation.is_empty() {
        let titles: Vec<String> = around.circulation.iter().map(|title| escape(title)).collect();
        let label = AroundTitle::CIRCULATION;
        let _ = writeln!(out, "<p class=\"around right\">{label}: {}</p>", titles.join(", "));
    }
    out.push_str(title);
    for words in &around.subtitles {
        let _ = writeln!(out, "<p class=\"subtitle\">{}</p>", line(words));
    }
    sides(&around.below, out);
}

/// The feet that are part of the text: of letters, and the closing of other sheets.
pub(super) fn feet(parts: &[Part], turner: &mut Turner, ends: bool, out: &mut String) {
    for part in parts {
        match part {
            Part::LetterFoot(foot) => letter_foot(foot, turner, ends, out),
            Part::Closing(end) => closing(end, turner, ends, out),
            Part::Cover(_)
            | Part::SheetHead(_)
            | Part::Checklist(_)
            | Part::Contents
            | Part::InnerTitle(_)
            | Part::LetterHead(_)
            | Part::TitleHead(_)
            | Part::Signatures(_) => {}
        }
    }
}

/// 점검표: the points, with the result in words.
fn checklist(rows: &[CheckLine], out: &mut String) {
    let [item, _, _, note] = CheckLine::COLUMNS;
    let title = CheckLine::TITLE;
    let _ = write!(
        out,
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"checklist\" tabindex=\"0\"><table class=\"data\">\n<caption id=\"checklist\">{title}</caption>\n<thead><tr><th scope=\"col\">{item}</th><th scope=\"col\">결과</th><th scope=\"col\">{note}</th></tr></thead>\n<tbody>\n"
    );
    for (i, row) in rows.iter().enumerate() {
        if let Some(group) = CheckLine::heading(rows, i) {
            let _ =
                writeln!(out, "<tr class=\"total\"><th scope=\"rowgroup\" colspan=\"3\">{}</th></tr>", escape(group));
        }
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            line(&row.item),
            row.result(),
            line(&row.note)
        );
    }
    out.push_str("</tbody>\n</table></div>\n");
}

/// The table of signatures of a page; `None` without approvers.
pub fn approval(grid: &ApprovalGrid) -> Option<String> {
    if grid.own().is_empty() {
        return None;
    }
    let mut rows = String::new();
    for (agency, signature) in grid.signatures() {
        let _ = writeln!(rows, "      {}", signer(agency, signature));
    }
    Some(format!(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"approval-c\" tabindex=\"0\">\n    <table class=\"data\">\n      <caption id=\"approval-c\">결재선: 직위, 성명, 서명일</caption>\n      <thead><tr><th scope=\"col\">역할</th><th scope=\"col\">직위</th><th scope=\"col\">성명</th><th scope=\"col\">서명일</th></tr></thead>\n      <tbody>\n{rows}      </tbody>\n    </table>\n    </div>"
    ))
}

fn signer(agency: Option<&str>, signature: &Signature) -> String {
    let role = match signature.role {
        Role::Drafter => "기안",
        Role::Reviewer => "검토",
        Role::Approver => "결재",
        Role::Cooperator => "협조",
    };
    let agency = agency.map_or(String::new(), |a| format!("{} ", escape(a)));
    let marks: String = signature.marks.iter().map(|m| format!("{m} ")).collect();
    let name =
        if signature.awaited { "<span class=\"empty\">서명 전</span>".to_owned() } else { escape(&signature.name) };
    let day = signature
        .signed_on
        .map_or("-".to_owned(), |day| format!("<time datetime=\"{day}\">{}</time>", date::full(day.0)));
    let title = escape(&signature.title);
    format!("<tr><td>{role}</td><th scope=\"row\">{agency}{title}</th><td>{marks}{name}</td><td>{day}</td></tr>")
}

/// 두문: agency, receiver and subject.
fn letter_head(letter: &LetterHead, out: &mut String) {
    if let Some(slogan) = &letter.slogan {
        let _ = writeln!(out, "<p class=\"slogan\">{}</p>", escape(slogan));
    }
    let _ = writeln!(out, "<p class=\"agency\">{}</p>\n<dl class=\"letterhead\">", escape(&letter.agency));
    let _ = writeln!(out, "<div><dt>수신</dt><dd>{}</dd></div>", line(&letter.receiver));
    if let Some(via) = &letter.via {
        let _ = writeln!(out, "<div><dt>(경유)</dt><dd>{}</dd></div>", escape(via));
    }
    let _ = writeln!(out, "<div><dt>제목</dt><dd>{}</dd></div>\n</dl>", line(&letter.title));
}

/// 결문: senders, receivers and contact. Signatures are in the table of approval.
fn letter_foot(letter: &LetterFoot, turner: &mut Turner, ends: bool, out: &mut String) {
    out.push_str("<div class=\"letterfoot\">\n");
    out.push_str(&marks(&turner.at(letter)));
    for sender in &letter.senders {
        let note = letter.seal_note.map_or(String::new(), |n| format!(" <span class=\"sealnote\">{n}</span>"));
        let _ = writeln!(out, "<p class=\"sender\">{}{note}</p>", escape(sender));
    }
    if !letter.receivers.is_empty() {
        let all: Vec<String> = letter.receivers.iter().map(|r| line(r)).collect();
        let _ = writeln!(out, "<p class=\"receivers\"><strong>수신자</strong> {}</p>", all.join(", "));
    }
    let day = if letter.issue.1.is_empty() { String::new() } else { format!(" ({})", letter.issue.1) };
    let _ = writeln!(out, "<p>시행 {}{day}</p>", escape(&letter.issue.0));
    for words in &letter.contact {
        let _ = writeln!(out, "<p>{}</p>", line(words));
    }
    if ends {
        out.push_str(&marks(&turner.rest()));
    }
    out.push_str("</div>\n");
}

/// 제목머리: the lines around the title. `title`: what is written for the title itself.
fn title_head(head: &TitleHead, title: &str, out: &mut String) {
    for above in &head.above {
        let _ = writeln!(out, "<p class=\"above-title\">{}</p>", labelled(above));
    }
    if let Some(name) = &head.large {
        let _ = writeln!(out, "<p class=\"large-title\">{}</p>", escape(name));
    }
    around(&head.around, title, out);
    for below in &head.below {
        let _ = writeln!(out, "<p class=\"subtitle\">{}</p>", labelled(below));
    }
    let rows: Vec<&RecordLine> = head.record.iter().chain(&head.cells).collect();
    if rows.is_empty() {
        return;
    }
    out.push_str("<dl class=\"letterhead\">\n");
    for row in rows {
        let value = if row.value.is_empty() {
            "<span class=\"empty\">(적는 칸)</span>".to_owned()
        } else {
            line(&row.value)
        };
        let _ = writeln!(out, "<div><dt>{}</dt><dd>{value}</dd></div>", escape(&row.label));
    }
    out.push_str("</dl>\n");
}

/// Several lines on one, without the empty ones.
fn join(lines: &[&[Inline]]) -> String {
    let written: Vec<String> = lines.iter().filter(|words| !words.is_empty()).map(|words| line(words)).collect();
    written.join(" ")
}

/// A line with its label before it, if it has one.
fn labelled(row: &RecordLine) -> String {
    let label = if row.label.is_empty() { String::new() } else { format!("{} ", escape(&row.label)) };
    label + &line(&row.value)
}

/// What stands in the place of the seal, after the name.
fn seal(closing: &Closing) -> String {
    let note = closing.seal_note.or(closing.seal_box.then_some(Closing::SEAL));
    note.map_or(String::new(), |note| format!(" <span class=\"sealnote\">{note}</span>"))
}

/// 맺음: day, senders, lines for signatures, receiver.
fn closing(closing: &Closing, turner: &mut Turner, ends: bool, out: &mut String) {
    out.push_str("<div class=\"closing\">\n");
    out.push_str(&marks(&turner.at(closing)));
    if !closing.words.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", line(&closing.words));
    }
    if let Some(day) = &closing.day {
        let _ = writeln!(out, "<p class=\"day\">{}</p>", escape(day));
    }
    for sender in &closing.senders {
        let note = seal(closing);
        let _ = writeln!(out, "<p class=\"sender\">{}{note}</p>", escape(sender));
    }
    for giver in &closing.givers {
        let words = join(&[&giver.title, &giver.name]);
        let written = seal(closing);
        let usual = || format!(" <span class=\"sealnote\">{}</span>", Giver::SEAL);
        let note = if written.is_empty() { usual() } else { written };
        let _ = writeln!(out, "<p class=\"sender\">{words}{note}</p>");
    }
    if !closing.parties.is_empty() {
        out.push_str("<div class=\"parties\">\n");
        for party in &closing.parties {
            out.push_str("<div>\n");
            if let Some(short) = &party.short {
                let _ = writeln!(out, "<p class=\"short\">“{}”</p>", escape(short));
            }
            for words in &party.lines {
                let _ = writeln!(out, "<p>{}</p>", line(words));
            }
            let _ = writeln!(out, "<p>{} <span>{}</span></p>", join(&[&party.title, &party.name]), Party::SEAL);
            out.push_str("</div>\n");
        }
        out.push_str("</div>\n");
    }
    for space in &closing.signatures {
        let name = if space.name.is_empty() { String::new() } else { format!(" {}", line(&space.name)) };
        let _ =
            writeln!(out, "<p class=\"sign\">{}{name} <span>({})</span></p>", escape(&space.who), escape(&space.how));
    }
    if let Some(receiver) = &closing.receiver {
        let _ = writeln!(out, "<p class=\"to\">{}</p>", line(receiver));
    }
    if ends {
        out.push_str(&marks(&turner.rest()));
    }
    out.push_str("</div>\n");
}
