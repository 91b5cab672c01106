//! The trial: a second answer to the question which facts a document tells, without the record of printed facts.
//!
//! A fact is told if another value in its place gives another text. The record (`printed`) knows which expressions were
//! evaluated, but not whether the reader sees the value: it may stand in a comment of a fenced block, or in a key that is
//! not shown. So a fact is public only if both say so.

use std::collections::BTreeSet;

use gian_document::Block;
use gian_view::View;
use serde_json::Value;

use super::{Composer, markdown};

impl Composer {
    /// Those of `routes` in the view that the text of the document does not tell: their value can be changed without any
    /// change of the text, or a changed value cannot be composed. `shown` gives the text of blocks as a reader sees it.
    pub fn untold(
        &self,
        view: &View,
        path: &str,
        routes: &BTreeSet<String>,
        shown: &dyn Fn(Vec<Block>) -> String,
    ) -> BTreeSet<String> {
        if routes.is_empty() {
            return BTreeSet::new();
        }
        let facts = serde_json::to_value(view).expect("a view is plain data");
        let text = |facts: &Value| {
            let (blocks, problems) = markdown::parse(&self.text(view, facts, path).ok()?);
            problems.is_empty().then(|| shown(blocks))
        };
        let Some(now) = text(&facts) else { return routes.clone() };
        let mut left: BTreeSet<String> = routes.clone();
        // All values at once, each with a sign of its own: most facts are found by one composition.
        let mut signed = facts.clone();
        let mut signs = Vec::new();
        for (number, route) in routes.iter().enumerate() {
            if let Some(value) = signed.pointer_mut(route)
                && let Some(sign) = sign(value, number)
            {
                signs.push((route, sign));
            }
        }
        if let Some(text) = text(&signed) {
            let text = text.replace(',', "");
            signs.iter().filter(|(_, sign)| text.contains(sign)).for_each(|(route, _)| {
                left.remove(*route);
            });
        }
        left.retain(|route| {
            let mut changed = facts.clone();
            let Some(other) = changed.pointer(route).and_then(other) else { return true };
            *changed.pointer_mut(route).expect("it is there") = other;
            text(&changed).is_none_or(|with| with == now)
        });
        left
    }
}

/// Puts a sign into a value, and returns it as it stands in a text without commas; `None` for a value that filters write
/// in more than one form.
fn sign(value: &mut Value, number: usize) -> Option<String> {
    match value {
        Value::String(text) if !is_formed(text) => {
            let sign = format!("견줌말{number:06}끝");
            text.truncate(text.trim_end().len());
            text.push_str(&sign);
            Some(sign)
        }
        Value::String(text) if text.len() == "2019-05-08".len() => {
            let (year, month, day) = (2900 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
            *text = format!("{year}-{month:02}-{day:02}");
            Some(format!("{year}. {month}. {day}."))
        }
        Value::Number(_) => {
            // Not a multiple of 1,000, so that no filter writes it in thousands.
            let sign = 700_000_001 + number * 1_000;
            *value = sign.into();
            Some(sign.to_string())
        }
        _ => None,
    }
}

/// Whether a text has a form that a filter reads: a day, a month, a time of the day.
fn is_formed(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    ["0000-00-00", "0000-00", "00:00"].contains(&&*shape)
}

/// Another value of the same form; `None` if there is none.
fn other(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) if is_formed(text) => {
            // The last number: the day before or after, another month or minute, so that it exists in every month.
            let at = text.len().checked_sub(2)?;
            let last: u32 = text.get(at..)?.parse().ok()?;
            let next = if last % 10 <= 1 && last < 30 { last + 1 } else { last - 1 };
            Some(format!("{}{next:02}", &text[..at]).into())
        }
        Value::String(text) => Some(format!("{}견줌말", text.trim_end()).into()),
        Value::Number(number) => Some((number.as_i64()? + 1).into()),
        Value::Bool(yes) => Some((!yes).into()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_value_has_the_same_form_and_exists() {
        for (value, with) in [
            ("2019-05-08", "2019-05-07"),
            ("2019-05-01", "2019-05-02"),
            ("2019-02-28", "2019-02-27"),
            ("2019-04-30", "2019-04-29"),
            ("2019-12", "2019-11"),
            ("2019-10", "2019-11"),
            ("10:00", "10:01"),
            ("10:59", "10:58"),
            ("2024-1", "2024-1견줌말"),
        ] {
            assert_eq!(other(&value.into()), Some(with.into()));
        }
    }
}
