//! Filters of the templates: the only place that formats dates, amounts and words.
//!
//! A filter passes a withheld value through unchanged, so that a template that works for the internal edition works
//! for the public one too.

use gian_korean::particle::particle;
use gian_korean::{amount, date};
use gian_view::redaction::ground_of;
use gian_vocabulary::values::{Date, When};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// All filters: name and meaning.
pub const FILTERS: &[(&str, &str)] = &[
    ("date", "`2019-05-08` → `2019. 5. 8.`"),
    ("weekday_date", "`2019-05-08` → `2019. 5. 8.(수)`"),
    ("month", "`2019-05-08` → `2019. 5.`"),
    ("period", "with `to`: `2019. 5.~11.`; with `weekdays=true` too: `2025. 5. 16.(금)~5. 18.(일)`"),
    ("signature_date", "`2019-05-08` → `05/08`"),
    ("grouped", "`1090000` → `1,090,000`"),
    ("thousands", "`1090000` → `1,090천원`"),
    ("in_thousands", "`1090000` → `1,090`"),
    ("formal_amount", "`113560` → `금113,560원(금일십일만삼천오백육십원)`"),
    ("md", "Markdown of a writer, set in at `indent` columns"),
    ("josa", "with `with`: `계획` → `계획을`, by the last sound; of a withheld word both forms"),
    ("otherwise", "with `value`: what stands in the place of a value that is not there"),
];

/// Registers all filters.
pub fn register(tera: &mut Tera) {
    tera.register_filter("date", |v: Value, _: Kwargs, _: &State| on_day(&v, date::full));
    tera.register_filter("weekday_date", |v: Value, _: Kwargs, _: &State| on_day(&v, date::with_weekday));
    tera.register_filter("month", |v: Value, _: Kwargs, _: &State| on_day(&v, date::month));
    tera.register_filter("signature_date", |v: Value, _: Kwargs, _: &State| on_day(&v, date::signature));
    tera.register_filter("period", period);
    tera.register_filter("grouped", |v: Value, _: Kwargs, _: &State| on_won(&v, amount::grouped));
    tera.register_filter("thousands", |v: Value, _: Kwargs, _: &State| on_won(&v, amount::thousands));
    tera.register_filter("in_thousands", |v: Value, _: Kwargs, _: &State| {
        on_won(
            &v,
            |won| if won == 0 { "0".to_owned() } else { amount::thousands(won).trim_end_matches("천원").to_owned() },
        )
    });
    tera.register_filter("formal_amount", |v: Value, _: Kwargs, _: &State| on_won(&v, amount::formal));
    tera.register_filter(
        "otherwise",
        |v: Value, kwargs: Kwargs, _: &State| {
            if v.is_none() { kwargs.must_get::<Value>("value") } else { Ok(v) }
        },
    );
    tera.register_filter("josa", |v: Value, kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let word = v.as_str().ok_or_else(|| Error::message("the value is not text"))?;
        let pair = kwargs.must_get::<String>("with")?;
        // The last sound of a withheld word would give a hint about it.
        let known = word.chars().last().is_none_or(|c| ground_of(c).is_none());
        let added = particle(if known { word } else { "" }, &pair);
        Ok(Value::normal_string(&format!("{word}{added}")))
    });
    tera.register_filter("md", markdown);
}

fn is_withheld(value: &Value) -> bool {
    value.as_str().is_some_and(|s| s.chars().any(|c| ground_of(c).is_some()))
}

fn on_day(value: &Value, write: fn(chrono::NaiveDate) -> String) -> TeraResult<Value> {
    if is_withheld(value) {
        return Ok(value.clone());
    }
    let day = value.as_str().and_then(Date::parse).ok_or_else(|| Error::message("the value is not a date"))?;
    Ok(Value::normal_string(&write(day.0)))
}

fn on_won(value: &Value, write: impl Fn(i64) -> String) -> TeraResult<Value> {
    if is_withheld(value) {
        return Ok(value.clone());
    }
    let won = value.as_i64().ok_or_else(|| Error::message("the value is not a whole number"))?;
    Ok(Value::normal_string(&write(won)))
}

fn period(value: Value, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    if is_withheld(&value) {
        return Ok(value);
    }
    let when = |v: &Value| v.as_str().and_then(When::parse);
    let from = when(&value).ok_or_else(|| Error::message("the value is not a date or a month"))?;
    let to = kwargs.get::<Value>("to")?.as_ref().and_then(when);
    let write = match kwargs.get::<bool>("weekdays")? {
        Some(true) => gian_vocabulary::period::with_weekdays,
        Some(false) | None => gian_vocabulary::period::period,
    };
    Ok(Value::normal_string(&write(from, to)))
}

/// Markdown is inserted unescaped: it was checked in its source, and its marks are redaction marks.
fn markdown(value: Value, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    let text = value.as_str().ok_or_else(|| Error::message("the value is not text"))?;
    let indent = kwargs.get::<i64>("indent")?.unwrap_or(0).clamp(0, 40) as usize;
    // Leading and trailing line breaks are trimmed, so that the first line can follow a list marker.
    let text = text.trim_end().trim_start_matches('\n');
    let own = text.len() - text.trim_start_matches(' ').len();
    let lines: Vec<&str> = text.lines().map(|l| &l[own.min(l.len() - l.trim_start_matches(' ').len())..]).collect();
    let pad = format!("\n{}", " ".repeat(indent));
    Ok(Value::safe_string(&lines.join(&pad)))
}
