//! # 적은 기록은 문서나 자료관의 페이지에 나타납니다
//!
//! 종류마다 종이에 놓이는 부분이 다릅니다(`templates/fronts/`): 사전검토는 점검표가 있는 종류에, 경유와 발신명의와 관인은 공문에
//! 나타나고, 항목부호는 공문에서 쓰이지 않습니다. `표지: 없음`이나 `표지: 제목`인 문서에는 표지의 기록과 결재란이 없습니다. 종이에도 자료관의 페이지에도 나타나지 않는 항목은 적어도 아무도 보지 못하므로 잘못 적은 것입니다.
//!
//! 예: `종류: 회의록`인 문서의 `사전검토:`
//! 대신: 항목을 지우거나, 그것을 보이는 종류로 고치거나, `templates/fronts/`에 그 부분을 둠
//!
//! 근거: 적은 것을 말없이 버리지 않는 gian의 점검.
//!
//! # What a record says is shown on the sheet or on the page of the archive
//!
//! Each kind has other parts on its sheet (`templates/fronts/`): 사전검토 is shown by kinds with a checklist, 경유, 발신명의 and 관인
//! by letters, and 항목부호 has no effect in them. A document with `표지: 없음` or `표지: 제목` has no record and no approval on its cover. A key that neither the sheet nor the page shows is read by no one, so it is a mistake.
//!
//! Example: `사전검토:` in a document with `종류: 회의록`
//! Instead: remove the key, use a kind that shows it, or add the part to the front of the form in `templates/fronts/`
//!
//! Source: a check of gian, so that nothing that was written is dropped without a word.

use gian_compose::front::{Front, PartDefinition};
use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_document::Family;
use gian_kinds::{Form, Kind, Need};
use gian_model::record::Record;
use gian_model::{DocumentFile, Dossier, keys};
use gian_vocabulary::record::CoverStyle;

use crate::{Layer, Rule, Run, Scope};

/// The builtin page template of documents: path below `templates/`, source.
const PAGE: (&str, &str) = ("html/document.html", include_str!("../../../../templates/html/document.html"));

pub(super) const RULE: Rule = Rule::new("unshown-key", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        group_facts(scope, document, diags);
        paper(scope, document, diags);
        for (key, field) in written(&document.record) {
            if is_judged_elsewhere(&document.record, key)
                || on_sheet(scope, document, key, field)
                || on_page(scope, field)
            {
                continue;
            }
            diags.push(
                RULE.problem(
                    Place::key(&document.path, Route::of(key)),
                    text!(
                        "`{}` 문서는 `{}` 항목을 어디에도 보이지 않습니다",
                        "a document of the kind `{}` shows `{}` nowhere";
                        document.record.kind, key
                    ),
                )
                .help(text!(
                    "항목을 지우거나, 그것을 보이는 종류로 고치거나, `templates/fronts/`에 그것을 보이는 부분을 두십시오",
                    "remove it, use a kind that shows it, or have a part that shows it in `templates/fronts/`"
                )),
            );
        }
    }
}

/// Facts of groups (`공고사항` …) that the document does not show.
fn group_facts(scope: &Scope<'_>, document: &DocumentFile, diags: &mut Vec<Diag>) {
    let record = &document.record;
    let kind = scope.office.kinds.find(&record.kind).filter(|_| !record.is_received());
    let Some(kind) = kind else { return };
    let front = scope.office.fronts.of(kind);
    for (route, key, field) in record.group_facts() {
        // The receiver of a form is printed below the lines for signatures.
        let around = if key == keys::RECEIVERS { keys::SIGNATURES } else { key };
        if front.shows(around) || in_text(kind, document, field) {
            continue;
        }
        diags.push(
            RULE.problem(
                Place::key(&document.path, route),
                text!(
                    "`{}` 문서는 `{}` 항목을 어디에도 보이지 않습니다",
                    "a document of the kind `{}` shows `{}` nowhere";
                    record.kind, key
                ),
            )
            .help(text!(
                "항목을 지우거나, 그것을 보이는 종류로 고치거나, 본문에 `{{{{ record.{0} }}}}`으로 적으십시오",
                "remove it, use a kind that shows it, or print it in the body by `{{{{ record.{0} }}}}`"; field
            )),
        );
    }
}

/// Keys of `지면` that the sheet of the kind has no place for.
fn paper(scope: &Scope<'_>, document: &DocumentFile, diags: &mut Vec<Diag>) {
    let record = &document.record;
    let Some(paper) = &record.paper else { return };
    let kind = scope.office.kinds.find(&record.kind);
    if kind.is_none() && !record.is_received() {
        return;
    }
    let front = kind.filter(|_| !record.is_received()).map(|kind| scope.office.fronts.of(kind));
    let has_title = front.is_some_and(Front::has_title);
    let may_move = front.is_some_and(|f| f.may_approve_beside_title(record.cover));
    // A small grid that the front has of itself, such as that of a sheet for readers outside.
    let has_small = front.is_some_and(|f| {
        f.parts().any(|part| match part {
            PartDefinition::InnerTitle { with_approval } => *with_approval,
            PartDefinition::TitleHead(lines) => lines.with_approval,
            _ => false,
        })
    });
    let has_small = has_small || may_move && paper.approval.is_some();
    let has_grid = has_small || front.is_some_and(|f| f.shows_with(keys::APPROVAL, record.cover));
    let mut unshown: Vec<&str> = if has_title { Vec::new() } else { paper.around_title().collect() };
    unshown.extend((paper.approval.is_some() && !may_move).then_some(keys::APPROVAL_GRID));
    unshown.extend((paper.cells.is_some() && !has_grid).then_some(keys::APPROVAL_CELLS));
    unshown.extend((paper.approval_label.is_some() && !has_small).then_some(keys::APPROVAL_LABEL));
    unshown.extend((!paper.approval_titles.is_empty() && !has_grid).then_some(keys::APPROVAL_TITLES));
    unshown.extend((!paper.circulation.is_empty() && !may_move).then_some(keys::CIRCULATION));
    let has_cover = front.is_some_and(Front::has_cover) && record.cover != Some(CoverStyle::None);
    unshown.extend((paper.cover.is_some() && !has_cover).then_some(keys::COVER));
    // A 기안문 or 시행문 always ends with 끝 (행정업무규정 시행규칙 제4조제5항); another form may have no end mark of its own.
    let may_end = front.is_some_and(|f| !f.without_end_mark) && kind.is_none_or(|k| k.file.form != Form::Letter);
    unshown.extend((paper.end_mark.is_some() && !may_end).then_some(keys::END_MARK));
    if front.is_none() && unshown.is_empty() {
        unshown.push(keys::PAPER);
    }
    unshown.extend(
        (!paper.item_starts.is_empty() && kind.is_none_or(|k| k.family() != Family::Report))
            .then_some(keys::ITEM_STARTS),
    );
    for key in unshown {
        let route = if key == keys::PAPER { Route::of(key) } else { Route::of(keys::PAPER).key(key) };
        diags.push(
            RULE.problem(
                Place::key(&document.path, route),
                text!(
                    "`{}` 문서의 종이에는 `{}`을(를) 둘 자리가 없습니다",
                    "the sheet of the kind `{}` has no place for `{}`";
                    record.kind, key
                ),
            )
            .help(text!(
                "항목을 지우거나, 그 자리가 있는 종류로 고치십시오",
                "remove it, or use a kind that has a place for it"
            )),
        );
    }
    for name in paper.item_starts.keys().filter(|name| kind.is_some_and(|k| !has_heading(k, document, name))) {
        diags.push(
            RULE.problem(
                Place::key(&document.path, Route::of(keys::PAPER).key(keys::ITEM_STARTS).key(name)),
                text!("본문에 `{}`(이)라는 제목이 없습니다", "the text has no heading `{}`"; name),
            )
            .help(text!("본문의 제목을 그대로 적으십시오", "write the heading as in the text")),
        );
    }
}

/// Whether the body of the writer, or else the template, has a heading of these words.
fn has_heading(kind: &Kind, document: &DocumentFile, words: &str) -> bool {
    let source = if document.body.trim().is_empty() { &kind.source } else { &document.body };
    let headings = source.lines().filter_map(|line| line.trim_start().strip_prefix("##"));
    headings.map(|line| line.trim_start_matches('#').trim()).any(|heading| heading == words)
}

/// Whether the template or the body of the writer prints a field of the record.
fn in_text(kind: &Kind, document: &DocumentFile, field: &str) -> bool {
    let written = !document.body.trim().is_empty();
    (written && named(&document.body, field)) || ((!written || kind.frames_body()) && named(&kind.source, field))
}

/// Optional keys of a record, with their names in templates.
fn written(record: &Record) -> Vec<(&'static str, &'static str)> {
    let keys = [
        (keys::LEAD, "lead", record.lead.is_some()),
        (keys::TEAM, "team", record.team.is_some()),
        (keys::MANAGEMENT_NO, "management_no", record.management_no.is_some()),
        (keys::POLICY_NO, "policy_no", record.policy_no.is_some()),
        (keys::SENT_ON, "sent_on", record.sent_on.is_some()),
        (keys::COOPERATION, "cooperation", !record.cooperation.is_empty()),
        (keys::SUMMARY, "summary", record.summary.is_some()),
        (keys::KEYWORDS, "keywords", !record.keywords.is_empty()),
        (keys::LICENCE, "licence", record.licence.is_some()),
        (keys::RECEIVERS, "receivers", !record.receivers.is_empty()),
        (keys::VIA, "via", record.via.is_some()),
        (keys::HONORIFIC, "honorific", record.honorific.is_some()),
        (keys::RECEIVER_ADDRESSES, "receiver_addresses", !record.receiver_addresses.is_empty()),
        (keys::ITEM_MARKERS, "item_markers", !record.item_markers.is_empty()),
        (keys::SENDERS, "senders", !record.senders.is_empty()),
        (keys::SEAL, "seal", record.seal.is_some()),
        (keys::JOINT, "joint", !record.joint.is_empty()),
        (keys::CHECKLIST, "checklist", !record.checklist.is_empty()),
        (keys::COVERS, "covers", !record.covers.is_empty()),
        (keys::MEETINGS, "meeting", record.meeting.is_some()),
        (keys::COVER, "cover", record.cover.is_some()),
        (keys::SOURCE_URL, "source_url", record.source_url.is_some()),
    ];
    keys.into_iter().filter(|(.., there)| *there).map(|(key, field, _)| (key, field)).collect()
}

/// Whether another rule reports that the key must be absent: `received-record`, and `letter-sender` without a receiver.
fn is_judged_elsewhere(record: &Record, key: &str) -> bool {
    match key {
        keys::LEAD | keys::CHECKLIST | keys::COVERS | keys::ITEM_MARKERS => record.is_received(),
        keys::SENDERS | keys::SEAL => !record.is_received() && record.receivers.is_empty() && record.notice.is_none(),
        _ => false,
    }
}

/// Whether the sheet shows a key, around the body or in it.
fn on_sheet(scope: &Scope<'_>, document: &DocumentFile, key: &str, field: &str) -> bool {
    let record = &document.record;
    // `document-kind` reports unknown kinds.
    let Some(kind) = scope.office.kinds.find(&record.kind).filter(|_| !record.is_received()) else {
        return !record.is_received();
    };
    match key {
        keys::LEAD => true,
        // Letters number every item by its level.
        keys::ITEM_MARKERS => kind.family() == Family::Report,
        keys::COVER => scope.office.fronts.of(kind).has_cover(),
        // A body by the writer may summarize other dossiers in any kind.
        // A body by the writer may tell of the meeting in any kind.
        keys::MEETINGS => kind.needs(Need::Meeting) || !document.body.trim().is_empty(),
        keys::COVERS => kind.needs(Need::Covers) || !document.body.trim().is_empty(),
        // That 관인 is stamped is not printed, but it is what a letter says of itself.
        _ => scope.office.fronts.of(kind).shows_with(key, cover_of(record)) || in_text(kind, document, field),
    }
}

/// The cover that a record asks for; with the grid moved to the title it has the title only.
fn cover_of(record: &Record) -> Option<CoverStyle> {
    let moves = record.paper.as_ref().is_some_and(|paper| paper.approval.is_some());
    record.cover.filter(|cover| *cover != CoverStyle::Approval || !moves).or(moves.then_some(CoverStyle::Title))
}

/// Whether the page of the archive shows a field of the record, because its template names it.
fn on_page(scope: &Scope<'_>, field: &str) -> bool {
    let names = |source: &str| match field {
        // The approval grid is rendered before.
        "cooperation" | "joint" => source.contains("{{ approval"),
        _ => named(source, field),
    };
    match scope.office.sources.templates.get(PAGE.0) {
        Some(own) if own.contains("{% extends") && own.contains(PAGE.0) => {
            names(own) || names(&without_replaced(PAGE.1, own))
        }
        Some(own) => names(own),
        None => names(PAGE.1),
    }
}

/// A template without the blocks that a template extending it replaces.
fn without_replaced(template: &str, own: &str) -> String {
    const BEGIN: &str = "{% block ";
    let mut kept = template.to_owned();
    for (at, _) in own.match_indices(BEGIN) {
        let Some(name) = own[at + BEGIN.len()..].split_whitespace().next() else { continue };
        // A block that includes the one it replaces shows that too.
        if own.contains("super()") {
            continue;
        }
        let Some(start) = kept.find(&format!("{BEGIN}{name} ")) else { continue };
        let (mut depth, mut end) = (0, kept.len());
        for (i, _) in kept[start..].match_indices("{% ").map(|(i, m)| (start + i, m)) {
            let tag = &kept[i..];
            if tag.starts_with(BEGIN) {
                depth += 1;
            } else if tag.starts_with("{% endblock") {
                depth -= 1;
            }
            if depth == 0 {
                end = i;
                break;
            }
        }
        kept.replace_range(start..end, "");
    }
    kept
}

/// Whether a template names `record.field`, and not a longer field name.
fn named(source: &str, field: &str) -> bool {
    let name = format!("record.{field}");
    source.match_indices(&name).any(|(at, _)| {
        let after = source[at + name.len()..].chars().next();
        after.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_')
    })
}

#[cfg(test)]
mod tests {
    use super::{PAGE, named, without_replaced};

    #[test]
    fn a_block_that_an_office_replaces_shows_what_the_office_writes() {
        let own = "{% extends \"program/html/document.html\" %}\n{% block info %}{% endblock %}\n";
        let left = without_replaced(PAGE.1, own);
        assert!(named(PAGE.1, "policy_no") && !named(&left, "policy_no"));
        assert!(left.contains("{{ approval") && named(&left, "summary"));
        let more = own.replace("{% endblock %}", "{{ super() }}{% endblock %}");
        assert!(named(&without_replaced(PAGE.1, &more), "policy_no"));
        // Removing a block removes the blocks inside it.
        let all = own.replace("block info", "block content");
        assert!(!named(&without_replaced(PAGE.1, &all), "policy_no"));
    }

    #[test]
    fn a_longer_name_is_another_field() {
        assert!(named("{{ record.team }}", "team") && named("{% if record.via %}", "via"));
        assert!(!named("{{ record.teams }}", "team") && !named("{{ team }}", "team"));
    }
}
