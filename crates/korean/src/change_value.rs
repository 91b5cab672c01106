//! Two values, what is said of their change, and whether that is right.

use std::ops::Range;

use super::quantity::{MICRO, Quantity};

/// A stated change that the two values do not give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The value before.
    pub from: Quantity,
    /// The value after.
    pub to: Quantity,
    /// Bytes of the stated change, or of the word for its direction.
    pub stated: Range<usize>,
    /// The right change in the form of the stated one; `None` for a wrong direction, or if its digits do not hold it.
    pub right: Option<String>,
    /// Whether the value became larger.
    pub grows: bool,
    /// Whether only the direction is wrong.
    pub turned: bool,
}

/// Two values, the stated changes and the direction.
pub(super) struct Change {
    pub(super) from: Quantity,
    pub(super) to: Quantity,
    pub(super) stated: Vec<Quantity>,
    pub(super) direction: Option<(Range<usize>, bool)>,
}

/// Words for the value before.
pub(super) const BEFORE: [&str; 11] =
    ["전년", "작년", "지난해", "지난달", "전월", "전분기", "종전", "당초", "기정액", "기정", "전기"];
/// Words that compare with the value before.
pub(super) const AGAINST: [&str; 4] = ["대비", "보다", "에 비해", "에 비하여"];

/// Words for an increase and a decrease.
pub(super) const UP: [&str; 8] = ["증가", "상승", "늘", "인상", "증액", "↑", "증원", "증"];
/// See [`UP`].
pub(super) const DOWN: [&str; 8] = ["감소", "하락", "줄", "인하", "감액", "↓", "감축", "감"];

impl Change {
    /// What is wrong in the stated changes.
    pub(super) fn judge(&self, text: &str) -> Vec<Wrong> {
        let (from, to) = (&self.from, &self.to);
        let approximate = |q: &Quantity| text[..q.range.start].trim_end_matches([' ', '(']).ends_with('약');
        if from.micro <= 0 || from.micro == to.micro || approximate(from) || approximate(to) {
            return Vec::new();
        }
        let grows = to.micro > from.micro;
        let wrong = |stated: Range<usize>, right: Option<String>, turned: bool| Wrong {
            from: from.clone(),
            to: to.clone(),
            stated,
            right,
            grows,
            turned,
        };
        let mut found = Vec::new();
        for said in &self.stated {
            let (low, high) =
                if said.unit == "%" && to.unit != "%" { self.percent(said) } else { self.difference(said) };
            let slack = if approximate(said) { said.grain.max(said.micro / 20) } else { 0 };
            // A percentage of percentages may be meant as points.
            let points = said.unit == "%" && to.unit == "%" && {
                let (a, b) = self.percent(said);
                a <= said.micro && said.micro <= b
            };
            if !points && !(low - slack..=high + slack).contains(&said.micro) {
                let right = if said.unit == "%" && to.unit != "%" {
                    self.rounded_percent(said)
                } else {
                    (to.micro - from.micro).abs()
                };
                found.push(wrong(said.range.clone(), said.rewritten(text, right), false));
            }
        }
        if let Some((range, _)) = self.direction.as_ref().filter(|(_, up)| *up != grows) {
            found.push(wrong(range.clone(), None, true));
        }
        found
    }

    /// Bounds of the percentage, truncated and rounded to the stated digits.
    fn percent(&self, said: &Quantity) -> (i128, i128) {
        let rounded = |q: &Quantity| if q.is_rounded() { q.grain / 2 } else { 0 };
        let (a, b) = (rounded(&self.from), rounded(&self.to));
        let off = (self.to.micro - self.from.micro).abs();
        let share = |off: i128, of: i128| if of > 0 { off.saturating_mul(100 * MICRO) / of } else { 0 };
        let low = share((off - a - b).max(0), self.from.micro + a);
        let high = share(off + a + b, self.from.micro - a);
        let grain = said.grain.max(1);
        (low / grain * grain, (high + grain / 2) / grain * grain)
    }

    /// The percentage of the written values, rounded to the stated digits.
    fn rounded_percent(&self, said: &Quantity) -> i128 {
        let share = (self.to.micro - self.from.micro).abs().saturating_mul(100 * MICRO) / self.from.micro.max(1);
        let grain = said.grain.max(1);
        (share + grain / 2) / grain * grain
    }

    /// Bounds of the difference; values with the same digits have a difference with these digits.
    fn difference(&self, said: &Quantity) -> (i128, i128) {
        let off = (self.to.micro - self.from.micro).abs();
        let exact = self.from.grain == self.to.grain && said.grain == self.to.grain;
        let slack = if exact { 0 } else { said.grain.max(self.from.grain).max(self.to.grain) };
        (off - slack, off + slack)
    }
}
