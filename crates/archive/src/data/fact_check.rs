//! Compares the facts in the data of a published tree with those that its documents print.
//!
//! Every row of a table, and of the facts beside a document or dossier, must be covered by a row that the published
//! documents of its dossier print: a value that only a closed document prints, or none, is reported with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde_json::Value;

use super::rows::FactRows;
use super::source::Addresses;
use crate::facts::Facts;

/// A row of published data with values that no published document prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrayFact {
    /// File below the tree.
    pub file: String,
    /// Number of the row in its table, from 1.
    pub row: usize,
    /// Names of the columns; empty if the file cannot be read.
    pub columns: Vec<String>,
}

/// The facts that the published documents of a dossier print together.
#[derive(Debug, Clone, Default)]
pub struct PublicFacts {
    /// Ids of its published documents.
    pub documents: Vec<String>,
    /// What they print.
    pub facts: Facts,
}

/// A row: columns with their values, without those that are empty.
type Cells = BTreeMap<String, String>;

/// Columns that identify a row or lead to a page; the values of facts are in the others.
const REFERENCES: [&str; 6] = ["dossier", "no", "document", "url", "told_in", "response_document"];

/// Finds the rows of the data of a public tree that its documents do not print.
///
/// `read` gives a file of the tree by its path, or `None` if there is no such file; `folders` gives the names in a folder.
///
/// # Errors
/// A file cannot be read.
pub fn stray_facts(
    settings: &gian_vocabulary::institution::Settings,
    dossiers: &[PublicFacts],
    folders: impl Fn(&str) -> io::Result<BTreeSet<String>>,
    read: impl Fn(&str) -> io::Result<Option<Vec<u8>>>,
) -> io::Result<Vec<StrayFact>> {
    let expected: Vec<BTreeMap<String, Vec<Cells>>> = dossiers.iter().map(|d| tables(d, settings)).collect();
    let of_document: BTreeMap<&str, usize> =
        dossiers.iter().enumerate().flat_map(|(i, d)| d.documents.iter().map(move |id| (id.as_str(), i))).collect();
    let known = |id: &str, table: &str| -> &[Cells] {
        let tables = of_document.get(id).map(|i| &expected[*i]);
        tables.and_then(|t| t.get(table)).map_or(&[], Vec::as_slice)
    };
    let mut found = Vec::new();
    for table in FACTS.iter().chain(&[DOSSIERS]) {
        let file = format!("data/{}.csv", table.replace('_', "-"));
        let Some(bytes) = read(&file)? else { continue };
        match csv_rows(&bytes) {
            // A dossier has the id of its earliest document.
            Some(rows) => {
                compare(&file, &rows, |row| known(row.get("dossier").map_or("", String::as_str), table), &mut found);
            }
            None => found.push(StrayFact { file, row: 0, columns: Vec::new() }),
        }
    }
    for (folder, name) in [("d", "document.json"), ("dossier", "dossier.json")] {
        for id in folders(folder)? {
            let file = format!("{folder}/{id}/{name}");
            let Some(bytes) = read(&file)? else { continue };
            let Ok(data) = serde_json::from_slice::<Value>(&bytes) else {
                found.push(StrayFact { file, row: 0, columns: Vec::new() });
                continue;
            };
            for table in FACTS {
                let rows: Vec<Cells> = data["facts"][table].as_array().into_iter().flatten().map(json_cells).collect();
                compare(&file, &rows, |_| known(&id, table), &mut found);
            }
        }
    }
    Ok(found)
}

/// Names of the tables of facts, as in the JSON API.
const FACTS: [&str; 14] = [
    "plan_versions",
    "schedule",
    "meetings",
    "findings",
    "decisions",
    "steps",
    "costs",
    "spending",
    "budget",
    "budget_items",
    "outcomes",
    "participants",
    "achievements",
    "subjects",
];
/// The table with the plan of each dossier.
const DOSSIERS: &str = "dossiers";
/// Its columns that are facts.
const PLAN: [&str; 5] = ["plan", "plan_kind", "municipality", "programme", "fiscal_year"];

/// The rows that a dossier may have in each table.
fn tables(dossier: &PublicFacts, settings: &gian_vocabulary::institution::Settings) -> BTreeMap<String, Vec<Cells>> {
    let rows = FactRows::new("", &dossier.facts, &Addresses::new(settings));
    let rows = serde_json::to_value(&rows).expect("rows are plain data");
    let mut tables: BTreeMap<String, Vec<Cells>> = FACTS
        .iter()
        .map(|table| ((*table).to_owned(), rows[table].as_array().into_iter().flatten().map(json_cells).collect()))
        .collect();
    let plan = dossier.facts.plan.as_ref();
    let values = [
        plan.and_then(|p| p.name.clone()),
        plan.and_then(|p| p.kind.clone()),
        plan.and_then(|p| p.municipality.clone()),
        plan.and_then(|p| p.programme.clone()),
        plan.and_then(|p| p.fiscal_year.map(|y| y.to_string())),
    ];
    let cells = PLAN.into_iter().zip(values).filter_map(|(column, value)| Some((column.to_owned(), value?)));
    tables.insert(DOSSIERS.to_owned(), vec![cells.collect()]);
    tables
}

fn json_cells(row: &Value) -> Cells {
    let cell = |(column, value): (&String, &Value)| {
        let value = match value {
            Value::Null => return None,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Some((column.clone(), value)).filter(|(_, value)| !value.is_empty())
    };
    row.as_object().into_iter().flatten().filter_map(cell).collect()
}

fn csv_rows(bytes: &[u8]) -> Option<Vec<Cells>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let head = reader.headers().ok()?.clone();
    let row = |record: csv::StringRecord| -> Cells {
        let cells = head.iter().zip(&record).map(|(column, value)| (column.to_owned(), value.to_owned()));
        cells.filter(|(_, value)| !value.is_empty()).collect()
    };
    reader.records().map(|record| Some(row(record.ok()?))).collect()
}

fn compare<'a>(file: &str, rows: &[Cells], known: impl Fn(&Cells) -> &'a [Cells], found: &mut Vec<StrayFact>) {
    let dossiers = file == "data/dossiers.csv";
    let is_fact = |column: &str| if dossiers { PLAN.contains(&column) } else { !REFERENCES.contains(&column) };
    for (index, row) in rows.iter().enumerate() {
        let strays = |known: &Cells| -> Vec<String> {
            let own = row.iter().filter(|(column, _)| is_fact(column));
            own.filter(|(column, value)| known.get(*column) != Some(value)).map(|(column, _)| column.clone()).collect()
        };
        // A row that no document prints differs from an empty one in all its columns.
        let nothing = Cells::new();
        let least = known(row).iter().chain([&nothing]).map(strays).min_by_key(Vec::len).unwrap_or_default();
        if !least.is_empty() {
            found.push(StrayFact { file: file.to_owned(), row: index + 1, columns: least });
        }
    }
}
