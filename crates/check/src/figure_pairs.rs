//! Pairs of figures of a document that differ as a slip of typing does, although they seem to count one thing.

use gian_korean::figure_slip::{Slip, between, significant};
use gian_korean::quantity::Quantity;

use crate::figures::{Figure, Figures, Group, MOST, in_grains, may_be};
use crate::surroundings::are_parallel;

/// Two figures.
pub(crate) struct Pair<'f> {
    pub(crate) first: &'f Figure,
    pub(crate) other: &'f Figure,
    pub(crate) slip: Slip,
    /// A word that both say; `None` if only their unit tells that they count one thing.
    pub(crate) shared: Option<String>,
}

/// The pairs of a document, each figure in one of them.
pub(crate) fn pairs<'f>(all: &'f Figures<'_>) -> Vec<Pair<'f>> {
    let mut found: Vec<Pair<'f>> = Vec::new();
    if all.candidates.len() > MOST {
        return found;
    }
    for (i, first) in all.candidates.iter().enumerate() {
        for other in &all.candidates[i + 1..] {
            let Some(slip) = slip_of(&first.quantity, &other.quantity) else { continue };
            let same = |f: &Figure, q: &Quantity| f.quantity.unit == q.unit && f.quantity.micro == q.micro;
            let is_known = |f: &Figure| same(f, &first.quantity) || same(f, &other.quantity);
            if found.iter().any(|p| is_known(p.first) || is_known(p.other)) {
                continue;
            }
            if let (Some(a), Some(b)) = (all.figure(first), all.figure(other)) {
                found.extend(judge(all, a, b, slip));
            }
        }
    }
    found
}

/// How two numbers differ, if that may be told.
fn slip_of(a: &Quantity, b: &Quantity) -> Option<Slip> {
    if a.unit != b.unit {
        return None;
    }
    let (x, y) = compared(a, b);
    let slip = between(x, y)?;
    match slip {
        Slip::Exchanged => true,
        Slip::Changed => is_near(a, b),
        Slip::Longer => significant(x).min(significant(y)) > 2,
    }
    .then_some(slip)
}

/// Two values in units of the coarser last digit.
fn compared(a: &Quantity, b: &Quantity) -> (i128, i128) {
    let grain = a.grain.max(b.grain);
    (in_grains(a.micro, grain), in_grains(b.micro, grain))
}

/// Whether neither is more than twice the other.
fn is_near(a: &Quantity, b: &Quantity) -> bool {
    a.micro.min(b.micro) * 2 >= a.micro.max(b.micro)
}

fn judge<'f>(all: &Figures<'_>, a: &'f Figure, b: &'f Figure, slip: Slip) -> Option<Pair<'f>> {
    let unit = a.quantity.unit;
    let told_apart = a.qualifiers != b.qualifiers;
    if !(a.whole || b.whole) || (told_apart && !is_span_of_one(a, b)) || are_until_others(a, b) {
        return None;
    }
    let (x, y) = compared(&a.quantity, &b.quantity);
    let (small, large) = if a.quantity.micro < b.quantity.micro { (a, b) } else { (b, a) };
    let near = is_near(&a.quantity, &b.quantity);
    let digits = significant(x).min(significant(y));
    let together = a.label.is_some() && a.label == b.label;
    if together || are_parallel(&a.context, &b.context) || a.words.differ_in_steps(&b.words) || is_explained(all, a, b)
    {
        return None;
    }
    let of_one = a.words.is_of(&b.words, all.title) && b.words.is_of(&a.words, all.title);
    let rate = |word: &String| word.ends_with(['률', '율']);
    let shared = a.words.shared(&b.words, all.title).into_iter().filter(|w| of_one && (unit != "%" || rate(w)));
    let shared = shared.max_by_key(|w| (a.words.close.contains(w) || b.words.close.contains(w), w.chars().count()));
    let both = a.whole && b.whole;
    let outcome = small.words.is_outcome_of(&large.words);
    let certain = match slip {
        // Of what was done, less is nothing unusual.
        Slip::Exchanged => near || digits > 2 || both,
        Slip::Changed => near && !outcome && (both || digits > 2),
        Slip::Longer => both && digits > 2,
    };
    let only = || values(all, unit) == 2 || (both && wholes(all, unit) == 2);
    // Exchanged digits of the only two wholes are seldom a coincidence.
    let likely = of_one || (slip == Slip::Exchanged && both);
    let alone = |digits: usize| likely && !told_apart && unit != "%" && near && digits > 2 && !outcome && only();
    let told = match shared {
        // A span of time that one of them names may be that of the whole document.
        Some(_) if told_apart => slip == Slip::Exchanged && near && digits > 2 && !outcome,
        Some(_) => certain || alone(digits + 1),
        None => alone(digits),
    };
    let shared = shared.filter(|_| certain && !outcome && !told_apart);
    told.then_some(Pair { first: a, other: b, slip, shared })
}

/// Whether only one of the numbers is of a span of time: `상반기에 들어온 민원`.
fn is_span_of_one(a: &Figure, b: &Figure) -> bool {
    let is_span =
        |w: &String| matches!(w.as_str(), "지난" | "상반기" | "하반기") || w.ends_with('월') || w.ends_with("분기");
    let (none, some) = if a.qualifiers.is_empty() { (a, b) } else { (b, a) };
    none.qualifiers.is_empty() && some.qualifiers.iter().all(is_span)
}

/// Whether the numbers are those up to different months.
fn are_until_others(a: &Figure, b: &Figure) -> bool {
    matches!((&a.until, &b.until), (Some(x), Some(y)) if x != y)
}

/// Number of different values of a unit among the wholes.
fn wholes(all: &Figures<'_>, unit: &str) -> usize {
    let mut values: Vec<i128> = all
        .candidates
        .iter()
        .filter(|c| c.quantity.unit == unit)
        .filter_map(|c| all.figure(c))
        .filter(|f| f.whole)
        .map(|f| f.quantity.micro)
        .collect();
    values.sort_unstable();
    values.dedup();
    values.len()
}

/// Number of different values of a unit in the document.
fn values(all: &Figures<'_>, unit: &str) -> usize {
    let mut values: Vec<i128> = all.numbers().iter().filter(|n| n.unit == unit).map(|n| n.micro).collect();
    values.sort_unstable();
    values.dedup();
    values.len()
}

/// Whether the document itself says why the numbers differ: it has both in one line, list of labels or table, it has their
/// difference or share, or it has each of them several times.
fn is_explained(all: &Figures<'_>, a: &Figure, b: &Figure) -> bool {
    let unit = a.quantity.unit;
    let groups = |f: &Figure| -> Vec<Group> {
        let same = all.numbers().iter().filter(|n| may_be(n, unit) && n.micro == f.quantity.micro);
        let mut groups: Vec<Group> = same.flat_map(|n| n.groups.iter().copied()).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    };
    let (of_a, of_b) = (groups(a), groups(b));
    let places = |all: &[Group]| all.iter().filter(|g| !matches!(g, Group::List(_))).count();
    if of_a.iter().any(|g| of_b.contains(g)) || (places(&of_a) > 1 && places(&of_b) > 1) {
        return true;
    }
    let (low, high) = (a.quantity.micro.min(b.quantity.micro), a.quantity.micro.max(b.quantity.micro));
    let share = low.saturating_mul(100_000_000) / high.max(1);
    all.numbers().iter().any(|n| {
        let beside = n.groups.iter().any(|g| of_a.contains(g) || of_b.contains(g));
        let difference = n.micro == high - low && (n.unit == unit || (n.unit.is_empty() && beside));
        let rate =
            n.unit == "%" && unit != "%" && (n.micro - share).abs() <= n.grain && (beside || n.grain < 1_000_000);
        difference || rate
    })
}
