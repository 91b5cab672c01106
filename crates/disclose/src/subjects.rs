//! What a view shows of the subjects of a review.

use gian_model::review::ReviewFile;
use gian_model::subject::{Criterion, Subject, ranks};
use gian_view::{CriterionView, ResultCount, SubjectView, TallyView};
use gian_vocabulary::process::{Effect, Process};

use crate::redactor::Redactor;

/// The criteria of the scores.
pub(crate) fn criteria(review: &ReviewFile) -> Vec<CriterionView> {
    let view = |c: &Criterion| CriterionView { name: c.name.clone(), points: c.points.to_string() };
    review.criteria.iter().map(view).collect()
}

/// The subjects, in the order of the file.
pub(crate) fn subjects(read: &mut Redactor<'_>, review: &ReviewFile, process: &Process) -> Vec<SubjectView> {
    const PLACE: &str = "검토 대상";
    let ranks = ranks(&review.subjects);
    let view = |(subject, rank): (&Subject, Option<usize>)| {
        let score = |name: &String| subject.scores.get(name).map_or_else(|| "-".to_owned(), ToString::to_string);
        let scores = match subject.scores.is_empty() {
            true => Vec::new(),
            false => review.criteria.iter().map(|c| score(&c.name)).collect(),
        };
        SubjectView {
            no: subject.no,
            name: read.line(&subject.name, PLACE),
            bill_no: subject.bill_no.clone(),
            note: subject.note.as_ref().map(|m| read.markdown(m, PLACE)),
            scores,
            total: subject.total().map(|total| total.to_string()),
            rank,
            votes: subject.votes.as_ref().map(|v| TallyView { yes: v.yes, no: v.no, abstained: v.abstained }),
            result: subject.result.clone(),
            effect: subject.result.as_ref().and_then(|r| process.effect(r)).map(name),
            reason: subject.reason.as_ref().map(|m| read.markdown(m, PLACE)),
            action: subject.action.as_ref().map(|m| read.markdown(m, PLACE)),
            due: subject.due,
            done_on: subject.done_on,
        }
    };
    review.subjects.iter().zip(ranks).map(view).collect()
}

/// English name of an effect.
pub(crate) fn name(effect: Effect) -> String {
    let value = serde_json::to_value(effect).ok();
    value.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Number of subjects by result, in the order of the words of the process; other words follow, because a builtin
/// process also takes those of the others.
pub(crate) fn results(review: &ReviewFile, process: &Process) -> Vec<ResultCount> {
    let count = |word: &str| review.subjects.iter().filter(|s| s.result.as_deref() == Some(word)).count();
    let own = process.results();
    let mut words: Vec<&str> = own.iter().map(|r| r.word.as_str()).collect();
    for word in review.subjects.iter().filter_map(|s| s.result.as_deref()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let counts = words.into_iter().map(|word| ResultCount { word: word.to_owned(), count: count(word) });
    counts.filter(|r| r.count > 0).collect()
}
