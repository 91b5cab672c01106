//! An entry of the basis of a figure.

use gian_korean::amount::{formal, grouped, thousands};
use gian_view::AmountView;
use serde::Serialize;

/// A figure printed in a document, with its origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// Name of the figure: `참석수당 (1차)`.
    pub what: String,
    /// The value as in the open tables: `600,000원`.
    pub value: String,
    /// The calculation, `150,000원 × 4인`; `None` if the figure itself was recorded.
    pub calculation: Option<String>,
    /// The group of facts: `비용`.
    pub source: &'static str,
    /// Route of the figure in the view.
    #[serde(skip)]
    pub route: String,
    /// Forms in which the text prints the figure: `600천원`, `600,000원`.
    #[serde(skip)]
    pub written: Vec<String>,
}

/// Name and amount of a part of a sum, and whether the document prints both.
pub(super) type Part = (String, AmountView, bool);

/// A printed sum of at least two parts that are all printed.
pub(super) fn sum(found: &mut Vec<Basis>, route: &str, what: &str, total: &AmountView, told: bool, parts: &[Part]) {
    let AmountView::Won(total) = total else { return };
    let part = |(label, amount, told): &Part| match amount {
        AmountView::Won(won) if *told => Some(format!("{label} {}원", grouped(*won))),
        AmountView::Won(_) | AmountView::Withheld(_) => None,
    };
    let parts: Option<Vec<String>> = parts.iter().map(part).collect();
    if let Some(parts) = parts.filter(|parts| told && parts.len() > 1) {
        push(found, route, what.to_owned(), *total, Some(parts.join(" + ")), "합계");
    }
}

pub(super) fn push(
    found: &mut Vec<Basis>,
    route: &str,
    what: String,
    won: i64,
    calculation: Option<String>,
    source: &'static str,
) {
    if won == 0 {
        return;
    }
    let mut written = vec![format!("{}원", grouped(won))];
    if won % 1000 == 0 {
        written.insert(0, thousands(won));
    }
    written.push(formal(won));
    found.push(Basis {
        route: route.to_owned(),
        what,
        value: format!("{}원", grouped(won)),
        calculation,
        source,
        written,
    });
}
