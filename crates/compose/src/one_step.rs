//! A schedule or flow of a single step is a line of text, because a figure of it shows nothing more.

use std::collections::BTreeSet;

use gian_document::{Block, Drawing, Figure, Inline, Item, Moment, each_line, walk_inlines, walk_mut};
use gian_korean::date;
use gian_vocabulary::period::period;
use gian_vocabulary::values::When;

/// Replaces each figure of one step by an item, except those that a reference names or a description explains.
pub(crate) fn write_out(blocks: &mut [Block]) {
    let mut named = BTreeSet::new();
    each_line(blocks, &mut |line| {
        walk_inlines(line, &mut |inline| {
            if let Inline::Reference { to, .. } = inline {
                named.insert(to.clone());
            }
            true
        });
    });
    walk_mut(blocks, &mut |block| {
        if let Block::Figure(figure) = block
            && figure.description.is_none()
            && figure.name.as_ref().is_none_or(|name| !named.contains(name))
            && let Some(text) = line(figure)
        {
            *block = Block::Items(vec![Item { label: None, marker: None, text, below: Vec::new() }]);
        }
        true
    });
}

/// Caption, step, who and when: `심의 일정: 심의, 2024. 4. 8.(월)`.
fn line(figure: &Figure) -> Option<Vec<Inline>> {
    let mut parts = match &figure.content {
        Drawing::Schedule(tasks) => match tasks.as_slice() {
            [task] => vec![task.label.clone(), span(&task.from, task.to.as_ref())],
            _ => return None,
        },
        Drawing::Flow(steps) => match steps.as_slice() {
            [step] => {
                let mut parts = vec![step.label.clone()];
                parts.extend(step.party.clone());
                parts.extend(step.due.as_ref().map(|due| [words("~"), one(due)].concat()));
                parts
            }
            _ => return None,
        },
        Drawing::Image(_) | Drawing::Photos(_) | Drawing::Chart(_) => return None,
    };
    if !figure.caption.is_empty() {
        parts[0] = [figure.caption.clone(), words(": "), std::mem::take(&mut parts[0])].concat();
    }
    Some(parts.join(&Inline::Text(", ".to_owned())))
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn span(from: &Moment, to: Option<&Moment>) -> Vec<Inline> {
    match (from, to) {
        (from, None) => one(from),
        (Moment::On(from), Some(Moment::On(to))) => words(&period(*from, Some(*to))),
        (from, Some(to)) if from == to => one(from),
        (from, Some(to)) => [one(from), words("~"), one(to)].concat(),
    }
}

fn one(moment: &Moment) -> Vec<Inline> {
    match moment {
        Moment::On(When { start, month_only: true, .. }) => words(&date::month(*start)),
        Moment::On(When { start, .. }) => words(&date::with_weekday(*start)),
        Moment::Masked(mask) => mask.clone(),
    }
}

#[cfg(test)]
mod tests {
    use gian_document::plain;

    use super::*;
    use crate::markdown::parse;

    fn written(source: &str) -> Vec<Block> {
        let (mut blocks, problems) = parse(source);
        assert!(problems.is_empty(), "{problems:?}");
        write_out(&mut blocks);
        blocks
    }

    #[test]
    fn a_single_step_is_a_line() {
        for (source, expected) in [
            ("~~~일정표\n제목: 일정\n항목:\n  - {할일: 심의, 시작: 2024-04-08}\n~~~", "일정: 심의, 2024. 4. 8.(월)"),
            (
                "~~~흐름도\n제목: 절차\n이름: 절차\n단계:\n  - {할일: 제출, 주체: 區, 기한: 2024-03}\n~~~",
                "절차: 제출, 區, ~2024. 3.",
            ),
        ] {
            let blocks = written(source);
            let [Block::Items(items)] = blocks.as_slice() else { panic!("{blocks:?}") };
            assert_eq!(plain(&items[0].text), expected);
        }
    }

    #[test]
    fn what_a_reference_names_stays_a_figure() {
        let flow = "~~~흐름도\n제목: 절차\n이름: 절차\n단계:\n  - {할일: 제출}\n~~~";
        assert!(matches!(written(&format!("[](#절차)대로\n\n{flow}"))[1], Block::Figure(_)));
        let two = flow.replace("{할일: 제출}", "{할일: 제출}\n  - {할일: 심의}");
        assert!(matches!(written(&two)[0], Block::Figure(_)));
    }
}
