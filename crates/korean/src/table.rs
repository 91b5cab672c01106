//! Reads tables in `data/` of a crate, which officials can read and correct: comments after `#`, a line with the
//! column names, and one entry per line with comma-separated columns. No YAML or CSV library, so that this crate
//! stays small: a value contains no comma, except in the last column.

/// Reads a table.
///
/// # Errors
/// The first invalid line: its number and problem.
pub fn read<T>(text: &'static str, entry: impl Fn(&'static str) -> Result<T, &'static str>) -> Result<Vec<T>, String> {
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let entries = lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty()).skip(1);
    entries.map(|(at, line)| entry(line).map_err(|why| format!("line {}: {why}: {line}", at + 1))).collect()
}

/// Reads a builtin table. Tests read all of them too, so that no program with an invalid table is released.
///
/// # Panics
/// If [`read`] fails; `path` names the table.
pub fn builtin<T>(path: &str, text: &'static str, entry: impl Fn(&'static str) -> Result<T, &'static str>) -> Vec<T> {
    read(text, entry).unwrap_or_else(|wrong| panic!("{path}, {wrong}"))
}

/// The columns of a line; the last takes the rest.
///
/// # Errors
/// There are fewer columns.
pub fn columns<const N: usize>(line: &'static str) -> Result<[&'static str; N], &'static str> {
    let columns: Vec<&str> = line.splitn(N, ',').map(str::trim).collect();
    columns.try_into().map_err(|_| "a column is missing")
}

/// A day, `2011-12-21`.
///
/// # Errors
/// An invalid day, or another notation.
pub fn day(written: &str) -> Result<chrono::NaiveDate, &'static str> {
    let day = written.parse().map_err(|_| "no day")?;
    // Other notations, such as `2011-1-1`, would not be found by a text search of the file.
    if format!("{day}") == written { Ok(day) } else { Err("no day of the form 2011-12-21") }
}

/// The value of a column; `None` if it is empty.
///
/// # Errors
/// Those of `read`.
pub fn optional<T>(
    written: &'static str,
    read: impl Fn(&'static str) -> Result<T, &'static str>,
) -> Result<Option<T>, &'static str> {
    if written.is_empty() { Ok(None) } else { read(written).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_no_entries_are_told_by_their_number() {
        let entry = |line| columns::<2>(line).and_then(|[name, on]| Ok((name, optional(on, day)?)));
        let text = "\u{feff}# 설명\n이름,날\n\n가, 2011-12-21\r\n# 설명\n나,\n";
        let on = chrono::NaiveDate::from_ymd_opt(2011, 12, 21);
        assert_eq!(read(text, entry), Ok(vec![("가", on), ("나", None)]));
        for (text, wrong) in [
            ("이름,날\n가\n", "line 2: a column is missing: 가"),
            ("# 설명\n이름,날\n가,2011-02-29\n", "line 3: no day: 가,2011-02-29"),
            ("이름,날\n\n가,2011-2-3\n", "line 3: no day of the form 2011-12-21: 가,2011-2-3"),
        ] {
            assert_eq!(read(text, entry), Err(wrong.to_owned()));
        }
    }
}
