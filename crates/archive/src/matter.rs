//! Pages of a dossier: the time line, and the findings with their answers.

use std::collections::BTreeMap;

use gian_vocabulary::values::Date;
use rayon::prelude::*;
use serde::Serialize;
use tera::Context;

use super::dossiers::DossierEntry;
use super::entry::Entry;
use super::facts::{FindingRow, SpendingRow};
use super::{Fault, Frame, Put, Site};

/// A past or planned event.
#[derive(Debug, Serialize)]
struct Event<'a> {
    on: Date,
    /// Kind of event: `결과보고`, `회의`.
    label: &'a str,
    text: &'a str,
    /// Details: place, time and the like.
    note: Option<String>,
    /// The document that is the event or reports it.
    document: &'a str,
    /// Whether the event is the document itself.
    is_document: bool,
    /// Whether the event is still to come.
    open: bool,
}

/// A finding on the page of all findings.
#[derive(Debug, Serialize)]
struct Traced<'a> {
    #[serde(flatten)]
    finding: &'a FindingRow,
    open: bool,
    told_in: Vec<&'a Entry>,
    /// Budget and spending of the item that pays for the change.
    spending: Option<&'a SpendingRow>,
}

/// Writes the pages of all dossiers.
pub fn write(
    site: &Site,
    frame: &Frame<'_>,
    entries: &[Entry],
    dossiers: &[DossierEntry],
    put: &Put<'_>,
) -> Result<(), Fault> {
    let by_id: BTreeMap<&str, &Entry> = entries.iter().map(|e| (e.id.as_str(), e)).collect();
    dossiers.par_iter().try_for_each(|dossier| {
        let documents: Vec<&Entry> =
            dossier.documents.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect();
        let folder = format!("dossier/{}", dossier.address);
        let path = format!("{folder}/index.html");
        let mut context = Context::new();
        site.common(&mut context, frame, &path);
        context.insert("dossier", dossier);
        context.insert("documents", &documents);
        context.insert("events", &events(dossier, &documents));
        for (name, obligation) in [("required", "required"), ("recommended", "recommended")] {
            context.insert(name, &dossier.facts.settled(obligation));
        }
        put(&path, site.render("html/dossier.html", &context)?.as_bytes())?;
        if dossier.facts.findings.is_empty() {
            return Ok(());
        }
        let path = format!("{folder}/findings.html");
        let traced: Vec<Traced<'_>> = dossier
            .facts
            .findings
            .iter()
            .map(|finding| Traced {
                finding,
                open: finding.open(),
                spending: finding
                    .response
                    .as_ref()
                    .and_then(|r| r.budget_item.as_ref())
                    .and_then(|item| dossier.facts.spending.iter().find(|s| s.label.as_ref() == Some(item))),
                told_in: finding.told_in.iter().flatten().filter_map(|id| by_id.get(id.as_str()).copied()).collect(),
            })
            .collect();
        site.common(&mut context, frame, &path);
        context.insert("findings", &traced);
        context.insert("last_version", &dossier.facts.versions.iter().filter_map(|v| v.no).max());
        put(&path, site.render("html/findings.html", &context)?.as_bytes())?;
        Ok(())
    })
}

/// Documents, meetings, decision, steps and what came of the plan, by day.
fn events<'a>(dossier: &'a DossierEntry, documents: &[&'a Entry]) -> Vec<Event<'a>> {
    let facts = &dossier.facts;
    let mut events: Vec<Event<'a>> = Vec::new();
    for document in documents {
        events.push(Event {
            on: document.date,
            label: &document.kind,
            text: &document.title,
            note: document.doc_no.clone(),
            document: &document.id,
            is_document: true,
            open: document.draft(),
        });
    }
    for (meeting, on) in facts.meetings.iter().filter_map(|m| Some((m, m.date?))) {
        let time = meeting.start.map(|s| s.to_string() + &meeting.end.map_or(String::new(), |e| format!("~{e}")));
        let note: Vec<String> = time.into_iter().chain(meeting.place.clone()).collect();
        events.push(Event {
            on,
            label: "회의",
            text: meeting.name.as_deref().unwrap_or_default(),
            note: Some(note.join(", ")).filter(|n| !n.is_empty()),
            document: &meeting.document,
            is_document: false,
            open: false,
        });
    }
    if let Some((outcome, on)) = facts.outcome.as_ref().and_then(|o| Some((o, o.from?))) {
        let until = outcome.to.map(|to| format!("~ {}", gian_korean::date::full(to.0)));
        let note: Vec<String> = until.into_iter().chain(outcome.place.clone()).collect();
        events.push(Event {
            on,
            label: "추진",
            text: facts.plan.as_ref().and_then(|p| p.name.as_deref()).unwrap_or_default(),
            note: Some(note.join(", ")).filter(|n| !n.is_empty()),
            document: &outcome.document,
            is_document: false,
            open: false,
        });
    }
    if let Some((decision, on)) = facts.decision.as_ref().and_then(|d| Some((d, d.on?))) {
        events.push(Event {
            on,
            label: "결정",
            text: decision.words.as_deref().unwrap_or_default(),
            note: decision.number.clone(),
            document: &decision.document,
            is_document: false,
            open: false,
        });
    }
    for (step, on) in facts.steps.iter().filter_map(|s| Some((s, s.done_on.or(s.due)?))) {
        events.push(Event {
            on,
            label: if step.done_on.is_some() { "후속 절차" } else { "후속 절차 기한" },
            text: step.what.as_deref().unwrap_or_default(),
            note: None,
            document: &step.document,
            is_document: false,
            open: step.done_on.is_none(),
        });
    }
    // On the same day, an event precedes the document that reports it.
    events.sort_by_key(|e| (e.on, e.is_document));
    events
}
