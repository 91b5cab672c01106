//! The trial: a second answer to the question which facts a document tells, without the record of printed facts.
//!
//! A fact is told if another value in its place gives another text. This is slower than the record (`printed`), and sees
//! what a condition depends on, too. So it can only confirm that a recorded fact is told; `gian verify` asks it for every
//! public fact.

use std::collections::BTreeSet;

use gian_view::View;
use serde_json::Value;

use super::Composer;

impl Composer {
    /// Those of `routes` in the view whose value can be changed without any change of the text of the document. A route
    /// that leads to no value is one of them.
    pub fn untold(&self, view: &View, path: &str, routes: &BTreeSet<String>) -> BTreeSet<String> {
        let facts = serde_json::to_value(view).expect("a view is plain data");
        let Ok(text) = self.text(view, &facts, path) else { return BTreeSet::new() };
        let mut left: BTreeSet<String> = routes.clone();
        // All words at once, each with a sign of its own: most facts are found by one composition.
        let mut signed = facts.clone();
        let mut signs = Vec::new();
        for (number, route) in routes.iter().enumerate() {
            if let Some(value) = signed.pointer_mut(route)
                && let Some(sign) = sign(value, number)
            {
                signs.push((route, sign));
            }
        }
        if let Ok(text) = self.text(view, &signed, path) {
            let text = text.replace(',', "");
            signs.iter().filter(|(_, sign)| text.contains(sign)).for_each(|(route, _)| {
                left.remove(*route);
            });
        }
        left.retain(|route| {
            let mut changed = facts.clone();
            let Some(value) = changed.pointer_mut(route) else { return true };
            let Some(other) = other(value) else { return false };
            *value = other;
            // A template that fails with another value depends on it.
            self.text(view, &changed, path).is_ok_and(|with| with == text)
        });
        left
    }
}

/// Puts a sign into a value of free form, and returns it as it stands in a text without commas.
fn sign(value: &mut Value, number: usize) -> Option<String> {
    match value {
        Value::String(text) if !is_formed(text) => {
            let sign = format!("견줌말{number:06}끝");
            text.truncate(text.trim_end().len());
            text.push_str(&sign);
            Some(sign)
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
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ':'))
}

/// Another value of the same form; `None` if the value is withheld or there is none.
fn other(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) if is_formed(text) => {
            // The last digit: `2019-05-08` becomes `2019-05-09`, and a day that may not exist becomes an earlier one.
            let last = text.chars().next_back()?;
            let next = if last == '0' { '1' } else { char::from_digit(last.to_digit(10)? - 1, 10)? };
            let next = if text.ends_with("-01") { '2' } else { next };
            Some(format!("{}{next}", &text[..text.len() - 1]).into())
        }
        Value::String(text) => Some(format!("{}견줌말", text.trim_end()).into()),
        Value::Number(number) => Some((number.as_i64()? + 1).into()),
        Value::Bool(yes) => Some((!yes).into()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
