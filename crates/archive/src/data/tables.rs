//! The open tables as CSV (RFC 4180), with the Frictionless data package that describes them.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::rows::{
    AchievementRow, BudgetItemRow, BudgetRow, CostRow, DecisionRow, DocumentRow, DossierRow, FactRows, FileRow,
    FindingRow, MeetingRow, OutcomeRow, ParticipantsRow, ScheduleRow, SpendingRow, StepRow, SubjectRow, VersionRow,
};
use super::{Data, licence};
use crate::csv::inert_cell;
use crate::{Fault, Put};

/// A table of the archive.
pub(super) struct Table {
    /// Name: `documents` for `data/documents.csv`.
    pub name: &'static str,
    /// Primary key; empty where closed documents have no id.
    key: &'static [&'static str],
    /// Foreign keys: field, table, field of that table.
    links: &'static [(&'static str, &'static str, &'static str)],
    schema: fn() -> Value,
    fill: fn(&Data<'_>, &mut Sink) -> csv::Result<()>,
}

/// A column as described to readers.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Column {
    pub name: String,
    pub title: String,
    pub about: String,
    /// `글`, `날짜`, `정수`
    pub kind: &'static str,
    pub required: bool,
    /// Constraints in the form of Frictionless.
    #[serde(skip)]
    field: Value,
}

/// A written table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TableFile {
    pub name: &'static str,
    pub title: String,
    pub about: String,
    /// Path from the root of the site.
    pub path: String,
    /// Path of the copy for spreadsheets.
    pub spreadsheet: String,
    pub rows: usize,
    pub bytes: u64,
    pub sha256: String,
    pub columns: Vec<Column>,
}

/// Path of the copy of the list of documents for spreadsheets.
pub(super) const EXCEL: &str = "data/documents-excel.csv";
/// Path of the data package.
pub(super) const PACKAGE: &str = "data/datapackage.json";

const OF_DOSSIER: &[(&str, &str, &str)] =
    &[("dossier", "dossiers", "dossier"), ("document", "documents", "package_id")];

/// All tables, the list of documents first.
pub(super) const TABLES: [Table; 17] = [
    Table {
        name: "documents",
        key: &[],
        links: &[("dossier", "dossiers", "dossier")],
        schema: schema_of::<DocumentRow<'_>>,
        fill: |data, sink| {
            data.entries.iter().try_for_each(|e| sink.row(&DocumentRow::of(e, &data.addresses)))?;
            data.listed.iter().try_for_each(|l| sink.row(&DocumentRow::closed(l)))
        },
    },
    Table {
        name: "files",
        key: &["document", "no"],
        links: &[("document", "documents", "package_id")],
        schema: schema_of::<FileRow<'_>>,
        fill: |data, sink| {
            data.entries.iter().flat_map(|e| FileRow::all(e, &data.addresses)).try_for_each(|r| sink.row(&r))
        },
    },
    Table {
        name: "dossiers",
        key: &["dossier"],
        links: &[("dossier", "documents", "package_id")],
        schema: schema_of::<DossierRow<'_>>,
        fill: |data, sink| data.dossiers.iter().try_for_each(|d| sink.row(&DossierRow::of(d, &data.addresses))),
    },
    Table {
        name: "plan-versions",
        key: &["dossier", "version"],
        links: OF_DOSSIER,
        schema: schema_of::<VersionRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.plan_versions)),
    },
    Table {
        name: "schedule",
        key: &["dossier", "no"],
        links: OF_DOSSIER,
        schema: schema_of::<ScheduleRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.schedule)),
    },
    Table {
        name: "meetings",
        key: &["dossier", "no"],
        links: OF_DOSSIER,
        schema: schema_of::<MeetingRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.meetings)),
    },
    Table {
        name: "findings",
        key: &["dossier", "finding"],
        links: &[
            ("dossier", "dossiers", "dossier"),
            ("document", "documents", "package_id"),
            ("response_document", "documents", "package_id"),
        ],
        schema: schema_of::<FindingRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.findings)),
    },
    Table {
        name: "decisions",
        key: &["dossier"],
        links: OF_DOSSIER,
        schema: schema_of::<DecisionRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.decisions)),
    },
    Table {
        name: "steps",
        key: &["dossier", "no"],
        links: OF_DOSSIER,
        schema: schema_of::<StepRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.steps)),
    },
    Table {
        name: "costs",
        key: &["dossier", "no"],
        links: OF_DOSSIER,
        schema: schema_of::<CostRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.costs)),
    },
    Table {
        name: "spending",
        key: &["dossier", "no"],
        links: OF_DOSSIER,
        schema: schema_of::<SpendingRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.spending)),
    },
    Table {
        name: "budget",
        key: &["dossier", "no"],
        links: OF_DOSSIER,
        schema: schema_of::<BudgetRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.budget)),
    },
    Table {
        name: "budget-items",
        key: &["dossier", "no"],
        links: OF_DOSSIER,
        schema: schema_of::<BudgetItemRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.budget_items)),
    },
    Table {
        name: "outcomes",
        key: &["dossier"],
        links: OF_DOSSIER,
        schema: schema_of::<OutcomeRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.outcomes)),
    },
    Table {
        name: "participants",
        key: &["dossier", "no"],
        links: OF_DOSSIER,
        schema: schema_of::<ParticipantsRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.participants)),
    },
    Table {
        name: "achievements",
        key: &["dossier", "no"],
        links: OF_DOSSIER,
        schema: schema_of::<AchievementRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.achievements)),
    },
    Table {
        name: "subjects",
        key: &["dossier", "no"],
        links: OF_DOSSIER,
        schema: schema_of::<SubjectRow<'_>>,
        fill: |data, sink| each(data, |f| sink.rows(&f.subjects)),
    },
];

/// A CSV file under construction.
pub(super) struct Sink {
    writer: csv::Writer<Vec<u8>>,
    rows: usize,
}

impl Sink {
    fn new(columns: &[Column], begin: Vec<u8>) -> csv::Result<Self> {
        let mut writer =
            csv::WriterBuilder::new().has_headers(false).terminator(csv::Terminator::CRLF).from_writer(begin);
        writer.write_record(columns.iter().map(|c| c.name.as_str()))?;
        Ok(Self { writer, rows: 0 })
    }

    fn row<T: Serialize>(&mut self, row: &T) -> csv::Result<()> {
        self.rows += 1;
        self.writer.serialize(row)
    }

    fn rows<T: Serialize>(&mut self, rows: &[T]) -> csv::Result<()> {
        rows.iter().try_for_each(|row| self.row(row))
    }
}

/// Writes the facts of all dossiers, one dossier at a time.
fn each(data: &Data<'_>, mut see: impl FnMut(&FactRows<'_>) -> csv::Result<()>) -> csv::Result<()> {
    data.dossiers.iter().try_for_each(|d| see(&FactRows::new(&d.address, &d.facts, &data.addresses)))
}

/// Writes all tables, their copies and the data package.
pub(super) fn write(data: &Data<'_>, put: &Put<'_>) -> Result<Vec<TableFile>, Fault> {
    let mut made = Vec::new();
    for table in &TABLES {
        let (title, about) = table.words();
        let columns = table.columns();
        let (bytes, rows) = table.csv(data, &columns);
        let path = format!("data/{}.csv", table.name);
        let written = put(&path, &bytes)?;
        let spreadsheet = format!("data/{}-excel.csv", table.name);
        put(&spreadsheet, &excel(&bytes))?;
        made.push(TableFile {
            name: table.name,
            title,
            about,
            path,
            spreadsheet,
            rows,
            bytes: written.bytes,
            sha256: written.sha256,
            columns,
        });
    }
    put(PACKAGE, &super::json(&package(data, &made)))?;
    Ok(made)
}

impl Table {
    fn csv(&self, data: &Data<'_>, columns: &[Column]) -> (Vec<u8>, usize) {
        const WHY: &str = "a table in memory can be written";
        let mut sink = Sink::new(columns, Vec::new()).expect(WHY);
        (self.fill)(data, &mut sink).expect(WHY);
        (sink.writer.into_inner().expect(WHY), sink.rows)
    }

    /// Title and description.
    fn words(&self) -> (String, String) {
        titled((self.schema)().get("description"))
    }

    fn columns(&self) -> Vec<Column> {
        let schema = (self.schema)();
        let properties = schema.get("properties").and_then(Value::as_object).expect("a row has fields");
        properties.iter().map(|(name, property)| column(self, name, property)).collect()
    }
}

/// A copy of a table for spreadsheets: with a byte order mark, which Excel needs, and cells that are never evaluated.
fn excel(table: &[u8]) -> Vec<u8> {
    const WHY: &str = "a table that was just written can be read";
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(vec![0xEF, 0xBB, 0xBF]);
    for record in reader.records() {
        writer.write_record(record.expect(WHY).iter().map(inert_cell)).expect(WHY);
    }
    writer.into_inner().expect(WHY)
}

fn schema_of<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|s| s.inline_subschemas = true)
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// Splits a description at the colon into name and meaning.
fn titled(description: Option<&Value>) -> (String, String) {
    let words = description.and_then(Value::as_str).unwrap_or_default().replace('\n', " ");
    match words.split_once(": ") {
        Some((title, about)) => (title.to_owned(), about.to_owned()),
        None => (words, String::new()),
    }
}

/// Describes a column by the schema of the row type.
fn column(table: &Table, name: &str, property: &Value) -> Column {
    let (title, about) = titled(property.get("description"));
    let types: Vec<&str> = match property.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let required = !types.contains(&"null");
    let format = property.get("format").and_then(Value::as_str).unwrap_or_default();
    let (kind, frictionless, pattern) = match (types.first().copied(), format) {
        (Some("integer"), _) => ("정수", "integer", None),
        (_, "date") => ("날짜", "date", Some("default")),
        (_, "compact-date") => ("날짜", "date", Some("%Y%m%d")),
        (_, "address") => ("주소", "string", None),
        _ => ("글", "string", None),
    };
    let mut constraints = Map::new();
    if required {
        constraints.insert("required".into(), true.into());
    }
    if (table.name, name) == ("documents", "package_id") {
        constraints.insert("unique".into(), true.into());
    }
    for (key, limit) in [("pattern", "pattern"), ("minimum", "minimum")] {
        if let Some(value) = property.get(key) {
            constraints.insert(limit.into(), value.clone());
        }
    }
    if let Some(words) = property.get("enum").and_then(Value::as_array) {
        let words: Vec<&Value> = words.iter().filter(|w| !w.is_null()).collect();
        constraints.insert("enum".into(), json!(words));
    }
    let mut field = json!({ "name": name, "title": title, "description": about, "type": frictionless });
    if let Some(pattern) = pattern {
        field["format"] = pattern.into();
    }
    if !constraints.is_empty() {
        field["constraints"] = constraints.into();
    }
    Column { name: name.to_owned(), title, about, kind, required, field }
}

/// `datapackage.json` (Frictionless Data Package 1).
fn package(data: &Data<'_>, made: &[TableFile]) -> Value {
    let settings = data.frame.settings;
    let licences: Vec<Value> = licence(settings)
        .iter()
        .map(|l| json!({ "path": l.url, "title": format!("{} ({})", l.name, l.meaning) }))
        .collect();
    let resources: Vec<Value> = TABLES.iter().zip(made).map(|(table, made)| resource(table, made, &licences)).collect();
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": "documents",
        "id": super::feeds::urn(settings, "datapackage"),
        "title": format!("{} 자료", settings.archive.title),
        "description": "결재문서의 목록과, 공개한 문서에 나온 사실의 표. 문서의 이용조건은 문서마다 다르며 documents.csv의 cpyrht에 있습니다.",
        "created": format!("{}T00:00:00+09:00", data.updated),
        "sources": [{ "title": settings.archive.title }],
        "contributors": [{ "title": settings.institution.name, "role": "publisher" }],
    });
    if let Some(url) = data.addresses.url() {
        package["homepage"] = url.into();
        package["sources"][0]["path"] = url.into();
    }
    if let Some(homepage) = &settings.institution.homepage {
        package["contributors"][0]["path"] = homepage.as_str().into();
    }
    if !licences.is_empty() {
        package["licenses"] = licences.into();
    }
    package["resources"] = resources.into();
    package
}

fn resource(table: &Table, made: &TableFile, licences: &[Value]) -> Value {
    let mut schema = json!({
        "fields": made.columns.iter().map(|c| c.field.clone()).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if !table.key.is_empty() {
        schema["primaryKey"] = json!(table.key);
    }
    let link = |(field, other, there): &(&str, &str, &str)| json!({ "fields": [field], "reference": { "resource": other, "fields": [there] } });
    schema["foreignKeys"] = table.links.iter().map(link).collect();
    let mut resource = json!({
        "name": made.name,
        "title": made.title,
        "description": made.about,
        "path": format!("{}.csv", made.name),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "bytes": made.bytes,
        "hash": format!("sha256:{}", made.sha256),
    });
    if !licences.is_empty() {
        resource["licenses"] = json!(licences);
    }
    resource["schema"] = schema;
    resource
}

/// Names and meanings of all tables and columns.
pub(super) fn words() -> String {
    let of = |table: &Table| {
        let (title, about) = table.words();
        let columns = table.columns().into_iter().map(|c| format!("{}\n{}\n{}", c.name, c.title, c.about));
        format!("{title}\n{about}\n{}", columns.collect::<Vec<_>>().join("\n"))
    };
    TABLES.iter().map(of).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_says_what_it_is() {
        for table in &TABLES {
            let (title, about) = table.words();
            assert!(!title.is_empty() && !about.is_empty(), "{}", table.name);
            for column in table.columns() {
                assert!(!column.title.is_empty() && !column.about.is_empty(), "{} {}", table.name, column.name);
            }
        }
    }

    #[test]
    fn links_and_keys_name_columns() {
        let columns = |name: &str| {
            let table = TABLES.iter().find(|t| t.name == name).unwrap();
            table.columns().into_iter().map(|c| c.name).collect::<Vec<_>>()
        };
        for table in &TABLES {
            let own = columns(table.name);
            assert!(table.key.iter().all(|k| own.iter().any(|c| c == k)), "{}", table.name);
            for (field, other, there) in table.links {
                assert!(own.iter().any(|c| c == field) && columns(other).iter().any(|c| c == there), "{}", table.name);
            }
        }
    }

    #[test]
    fn the_copy_for_spreadsheets_computes_nothing() {
        let copy = excel("a,b\r\n=1+1,\"둘,\n셋\"\r\n".as_bytes());
        assert!(copy.starts_with(&[0xEF, 0xBB, 0xBF]));
        assert_eq!(std::str::from_utf8(&copy[3..]).unwrap(), "a,b\r\n'=1+1,\"둘,\n셋\"\r\n");
    }
}
