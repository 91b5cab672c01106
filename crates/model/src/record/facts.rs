//! Facts of one document that its record carries: the persons and amounts of all groups, for the code that withholds
//! them.

use gian_diagnostics::Route;

use crate::withheld::{Line, Won};

/// The amounts of one group of facts.
///
/// If one of them is withheld, all are, because the others and their sums would give it away.
#[derive(Debug)]
pub struct AmountGroup<'a> {
    /// Each amount with its route in the record.
    pub amounts: Vec<(Route, &'a Won)>,
    /// Amounts that follow from them: sums, products, differences. `None` where a value is not available.
    pub derived: Vec<Option<i64>>,
    /// Texts that tell how an amount was computed (산출), with their routes; withheld with the amounts.
    pub bases: Vec<(Route, &'a Line)>,
}

/// A key of a group, the field of the record in templates, and whether it was written.
pub(crate) type Shown = (&'static str, &'static str, bool);

/// Sum of amounts; `None` if one is not available.
pub(super) fn sum(amounts: impl IntoIterator<Item = Option<i64>>) -> Option<i64> {
    amounts.into_iter().try_fold(0i64, |sum, won| Some(sum.saturating_add(won?)))
}
