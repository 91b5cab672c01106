//! Problems as JSON for other programs, in both languages. The types are the published schema
//! (`docs/schemas/diagnostics.schema.json`).

use gian_diagnostics::{Counts, Diag, Place, Severity, Text, is_invisible, visible_lines};
use gian_source::Sources;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Value;

use super::locate::{Located, Locator};
use crate::fix;

/// Version of the form of the report. A new key does not change it; another meaning of a key does.
const VERSION: u32 = 1;

/// The problems that one run of gian found.
///
/// Every key is always there; what a problem does not have is null. Later versions of gian may add keys.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Report {
    /// Version of this form.
    version: u32,
    tool: Tool,
    summary: Counts,
    /// All problems, in the order of file and place.
    problems: Vec<Problem>,
}

/// The program that found the problems.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

/// One problem.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Problem {
    /// Stable name of the kind of problem.
    code: &'static str,
    severity: Level,
    /// What is; complete in itself.
    message: Words,
    #[serde(flatten)]
    place: Span,
    /// A few words for the marked text.
    label: Option<Words>,
    /// Other places that belong to the problem.
    related: Vec<Related>,
    /// What to do.
    help: Option<Words>,
    /// What corrects the problem, to be done as a whole; empty where that cannot be said for certain.
    fix: Vec<Replacement>,
}

/// Text to write instead of what stands at a place.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Replacement {
    #[serde(flatten)]
    place: Span,
    /// The new text.
    text: String,
}

/// Another place that belongs to a problem.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Related {
    #[serde(flatten)]
    place: Span,
    /// What is there.
    message: Words,
}

/// Marked text of a file.
#[derive(Debug, Serialize, JsonSchema)]
struct Span {
    /// Path below the workspace, with `/`; empty where the problem is in no file.
    file: String,
    /// Where the marked text begins; the beginning of the file where it could not be read or is meant as a whole.
    start: Position,
    /// Where it ends: the place of the first character after it.
    end: Position,
}

/// A place in a file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Position {
    /// Line, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// Column, from 1, in characters (Unicode code points), so that a Hangul syllable is one.
    #[schemars(range(min = 1))]
    column: usize,
    /// Bytes of UTF-8 before the place, not counting a byte order mark.
    offset: usize,
}

/// How much a problem weighs.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Level {
    Error,
    Warning,
    Info,
}

/// A sentence in both languages of the program.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Words {
    ko: String,
    en: String,
}

/// The report; valid also if there are no problems.
pub fn render(sources: &Sources, diags: &[Diag]) -> String {
    let mut locator = Locator::new(sources);
    let report = Report {
        version: VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        summary: Counts::of(diags),
        problems: diags.iter().map(|diag| problem(&mut locator, diag)).collect(),
    };
    let value = serde_json::to_value(report).expect("a report is plain data");
    text(&value)
}

/// The schema of the report.
pub fn schema() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Report>().to_value()
}

/// Escapes invisible characters in JSON, so that the output cannot send control sequences to a terminal. Outside of
/// strings, line breaks are the only such characters.
pub(super) fn text(value: &Value) -> String {
    let pretty = serde_json::to_string_pretty(value).expect("a value is plain data");
    let mut out = String::with_capacity(pretty.len() + 1);
    for c in pretty.chars() {
        if c == '\n' || !is_invisible(c) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
    }
    out.push('\n');
    out
}

fn problem(locator: &mut Locator<'_>, diag: &Diag) -> Problem {
    Problem {
        code: diag.code,
        severity: match diag.severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Info => Level::Info,
        },
        message: words(&diag.message),
        place: span(locator, &diag.place),
        label: diag.label.as_ref().map(words),
        related: diag
            .related
            .iter()
            .map(|(place, text)| Related { place: span(locator, place), message: words(text) })
            .collect(),
        help: diag.help.as_ref().map(words),
        fix: replacements(locator, diag),
    }
}

fn replacements(locator: &mut Locator<'_>, diag: &Diag) -> Vec<Replacement> {
    let file = &diag.place.file;
    let edits = fix::edits(locator, diag).into_iter();
    edits
        .map(|(range, new)| Replacement { place: span(locator, &Place::bytes(file, range)), text: new.to_owned() })
        .collect()
}

fn span(locator: &mut Locator<'_>, place: &Place) -> Span {
    let Located { file, range, line, column, end_line, end_column, .. } = locator.locate(place);
    Span {
        file,
        start: Position { line, column, offset: range.start },
        end: Position { line: end_line, column: end_column, offset: range.end },
    }
}

fn words(text: &Text) -> Words {
    Words { ko: visible_lines(&text.ko), en: visible_lines(&text.en) }
}
