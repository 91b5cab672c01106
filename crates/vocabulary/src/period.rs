//! Periods as written: `2019. 5.~11.`.

use chrono::Datelike;
use gian_korean::date::{full, month, with_weekday};

use crate::values::When;

/// Formats a period: `2019. 5.~11.`, `2019. 6.`, `2019. 5. 8.~6. 3.`. The end omits the year and month that it shares
/// with the start.
pub fn period(from: When, to: Option<When>) -> String {
    let one = |w: When| if w.month_only { month(w.start) } else { full(w.start) };
    let Some(to) = to.filter(|to| *to != from) else { return one(from) };
    let end = if to.start.year() != from.start.year() {
        one(to)
    } else if to.month_only {
        format!("{}.", to.start.month())
    } else {
        format!("{}. {}.", to.start.month(), to.start.day())
    };
    format!("{}~{end}", one(from))
}

/// Formats a period of days with their weekdays: `2025. 5. 16.(금)~5. 18.(일)`. The end omits the year that it shares with
/// the start. Months have no weekday.
pub fn with_weekdays(from: When, to: Option<When>) -> String {
    let Some(to) = to.filter(|to| *to != from) else {
        return if from.month_only { month(from.start) } else { with_weekday(from.start) };
    };
    if from.month_only || to.month_only {
        return period(from, Some(to));
    }
    let end = with_weekday(to.start);
    let year = format!("{}. ", from.start.year());
    format!("{}~{}", with_weekday(from.start), end.strip_prefix(&year).unwrap_or(&end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_do_not_repeat() {
        let w = |t| When::parse(t).unwrap();
        assert_eq!(period(w("2019-05"), Some(w("2019-11"))), "2019. 5.~11.");
        assert_eq!(period(w("2018-11"), Some(w("2019-04"))), "2018. 11.~2019. 4.");
        assert_eq!(period(w("2019-05-08"), Some(w("2019-06-03"))), "2019. 5. 8.~6. 3.");
        assert_eq!(period(w("2019-06"), None), "2019. 6.");
        assert_eq!(with_weekdays(w("2025-05-16"), Some(w("2025-05-18"))), "2025. 5. 16.(금)~5. 18.(일)");
        assert_eq!(with_weekdays(w("2025-12-31"), Some(w("2026-01-01"))), "2025. 12. 31.(수)~2026. 1. 1.(목)");
        assert_eq!(with_weekdays(w("2025-05-16"), Some(w("2025-05-16"))), "2025. 5. 16.(금)");
    }
}
