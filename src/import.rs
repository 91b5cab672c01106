//! Imports records from the list of another archive (정보목록): a CSV file in, one record without a body per row out.
//!
//! 1. [`decode`] reads the bytes: UTF-8 with or without a byte order mark, or CP949.
//! 2. Columns are found by name: the names in the description of the Seoul lists, and those of the lists of 2021.
//! 3. Each row becomes the front matter of a record, or problems at its cells. Departments missing from `gian.yaml` are
//!    added.
//!
//! Existing records are never replaced: a row that equals its record is skipped, any other is a problem.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::ops::Range;
use std::sync::LazyLock;

use gian_diagnostics::{Diag, Place, Route, Text, is_invisible, text};
use gian_model::{Department, Settings, keys, marks};
use gian_source::yaml::Kind;
use gian_source::{File, Sources, yaml};
use gian_vocabulary::values::{Date, Disclosure, Licence, Retention};
use regex::Regex;

/// Code of all problems of a list.
pub const CODE: &str = "import-list";

/// Result of an import.
#[derive(Debug, Default)]
pub struct Imported {
    /// New files: path below the workspace root, text.
    pub files: Vec<(String, String)>,
    /// Text of `gian.yaml` with the missing departments; `None` if none is missing.
    pub settings: Option<String>,
    /// Names of the departments that were added.
    pub departments: Vec<String>,
    /// Number of rows whose record exists already.
    pub unchanged: usize,
    /// Number of rows with problems.
    pub bad: usize,
    /// Problems of columns and rows.
    pub diags: Vec<Diag>,
}

/// Decodes the text of a list.
///
/// # Errors
/// The bytes are neither UTF-8 nor CP949.
pub fn decode(name: &str, bytes: &[u8]) -> Result<String, Diag> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned());
    }
    // Label of the encoding standard for CP949, a superset of EUC-KR.
    let decoded = encoding_rs::EUC_KR.decode_without_bom_handling_and_without_replacement(bytes);
    decoded.map(std::borrow::Cow::into_owned).ok_or_else(|| {
        Diag::error(
            CODE,
            Place::bytes(name, 0..0),
            text!("목록의 글자가 UTF-8도 CP949도 아닙니다", "the list is neither UTF-8 nor CP949 text"),
        )
        .help(text!(
            "스프레드시트에서 `CSV UTF-8`로 다시 저장하십시오",
            "save it again as `CSV UTF-8` in the spreadsheet"
        ))
    })
}

/// A column: its names in lists, and whether a record requires it.
struct Column {
    names: [&'static str; 2],
    needed: bool,
}

const fn column(described: &'static str, actual: &'static str, needed: bool) -> Column {
    Column { names: [described, actual], needed }
}

/// The columns, in the order of [`Field`].
const COLUMNS: [Column; 11] = [
    column("package_id", "package_id", true),
    column("doc_prdctn_dt", "doc_prdctn_dt", true),
    column("trck_card_nm", "tkcrd_nm", false),
    column("title", "title", true),
    column("src_dept_doc_id", "src_dept_doc_no", false),
    column("writer", "writer", false),
    column("othnd_pd", "othbc_pd", true),
    column("dept_nm", "rspnber_dept_nm", true),
    column("othbs_se", "othbc_se", true),
    column("cpyrht", "cpyrht", false),
    column("url", "url", false),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Id,
    Day,
    Task,
    Title,
    Number,
    Writer,
    Retention,
    Department,
    Class,
    Licence,
    Url,
}

/// Reads a list. `into` is the dossier for all records; without it they are grouped by year and month. With `skip_bad`,
/// rows without problems are imported even if others have some.
pub fn import(
    sources: &Sources,
    settings: &Settings,
    name: &str,
    text: &str,
    into: Option<&str>,
    skip_bad: bool,
) -> Imported {
    let mut done = Imported::default();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = reader.records();
    let head = match rows.next() {
        Some(Ok(head)) => head,
        Some(Err(_)) | None => {
            let message = text!("목록이 비어 있습니다", "the list is empty");
            done.diags.push(Diag::error(CODE, Place::bytes(name, 0..0), message).help(text!(
                "첫 줄이 칸의 이름인 CSV 파일을 주십시오",
                "give a CSV file whose first line names the columns"
            )));
            return done;
        }
    };
    let Some(columns) = columns(name, &head, &mut done.diags) else { return done };
    let mut importer = Importer {
        name,
        text,
        columns,
        width: head.len(),
        into,
        known: known(sources),
        seen: HashMap::new(),
        departments: Departments::new(settings),
    };
    for row in rows {
        let row = row.expect("a text in memory is read whole, and rows may be of any length");
        // Skip empty lines.
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let before = done.diags.len();
        let added = importer.departments.added.len();
        match importer.row(&row, &mut done.diags) {
            Some(RowOutcome::New(path, text)) => done.files.push((path, text)),
            Some(RowOutcome::Known) => done.unchanged += 1,
            None => {
                debug_assert!(done.diags.len() > before, "a bad row says why");
                importer.departments.forget(added);
                done.bad += 1;
            }
        }
    }
    if done.bad > 0 && !skip_bad {
        done.files.clear();
        return done;
    }
    let added = importer.departments.added;
    done.departments = added.iter().map(|(_, name)| name.clone()).collect();
    if !added.is_empty() {
        match with_departments(sources.get("gian.yaml"), &added) {
            Some(text) => done.settings = Some(text),
            None => {
                done.diags.push(to_paste(&added));
                done.files.clear();
            }
        }
    }
    done
}

/// Column index of each field.
fn columns(name: &str, head: &csv::StringRecord, diags: &mut Vec<Diag>) -> Option<[Option<usize>; 11]> {
    let first_line = || Place::bytes(name, 0..head.as_slice().len().max(1));
    let titles: Vec<String> = head.iter().map(|t| t.trim().to_ascii_lowercase()).collect();
    let mut found = [None; 11];
    for (at, column) in COLUMNS.iter().enumerate() {
        let matching: Vec<usize> = (0..titles.len()).filter(|i| column.names.contains(&titles[*i].as_str())).collect();
        found[at] = matching.first().copied();
        let [a, b] = column.names;
        let names = if a == b { format!("`{a}`") } else { format!("`{a}`, `{b}`") };
        if matching.len() > 1 {
            diags.push(
                Diag::error(CODE, first_line(), text!("같은 칸이 둘 있습니다: {}", "a column stands twice: {}"; names))
                    .help(text!("하나를 지우십시오", "remove one of them")),
            );
        } else if column.needed && matching.is_empty() {
            diags.push(
                Diag::error(CODE, first_line(), text!("목록에 칸이 없습니다: {}", "the list has no column {}"; names))
                    .help(text!("첫 줄에 칸의 이름을 적으십시오", "name the columns in the first line")),
            );
        }
    }
    let strange: Vec<&str> = titles
        .iter()
        .filter(|t| !t.is_empty() && !COLUMNS.iter().any(|c| c.names.contains(&t.as_str())))
        .map(String::as_str)
        .collect();
    let fails = !diags.is_empty();
    if !strange.is_empty() {
        let list = strange.join(", ");
        diags.push(
            Diag::warning(
                CODE,
                first_line(),
                text!("가져오지 않는 칸입니다: {}", "columns that are not imported: {}"; list),
            )
            .help(text!(
                "목록의 설명에 있는 칸만 기록에 옮깁니다",
                "only the columns of the description of the lists go into records"
            )),
        );
    }
    (!fails).then_some(found)
}

/// Documents by id in lower case, because some file systems do not distinguish case.
fn known(sources: &Sources) -> HashMap<String, (&str, &File)> {
    let documents = sources.iter().filter(|(path, _)| path.ends_with(".md"));
    let with_id = documents.filter_map(|(path, file)| match &file.tree.as_ref()?.at(&Route::of(keys::ID))?.kind {
        Kind::Scalar { text, .. } => Some((text.to_ascii_lowercase(), (path, file))),
        Kind::Null | Kind::Seq(_) | Kind::Map(_) => None,
    });
    with_id.collect()
}

/// Result of a row.
enum RowOutcome {
    New(String, String),
    Known,
}

struct Importer<'a> {
    name: &'a str,
    text: &'a str,
    columns: [Option<usize>; 11],
    width: usize,
    into: Option<&'a str>,
    known: HashMap<String, (&'a str, &'a File)>,
    /// Ids of this list, with their lines.
    seen: HashMap<String, u64>,
    departments: Departments<'a>,
}

/// A row in work, with its problems.
struct Row<'r> {
    cells: &'r csv::StringRecord,
    start: usize,
    line: u64,
}

impl Importer<'_> {
    fn row(&mut self, cells: &csv::StringRecord, diags: &mut Vec<Diag>) -> Option<RowOutcome> {
        let position = cells.position().expect("a row that was read has a place");
        // With CRLF line ends, the reader leaves the LF to the next row.
        let (mut start, mut line) = (position.byte() as usize, position.line());
        while let Some(end) = self.text.as_bytes().get(start).filter(|b| matches!(b, b'\r' | b'\n')) {
            line += u64::from(*end == b'\n');
            start += 1;
        }
        let row = Row { cells, start, line };
        if cells.len() != self.width {
            let end = self.text[row.start..].find('\n').map_or(self.text.len(), |at| row.start + at);
            diags.push(
                Diag::error(
                    CODE,
                    Place::bytes(self.name, row.start..end),
                    text!("{}행의 칸이 {}개인데 첫 줄에는 {}개입니다", "row {} has {} cells, the first line {}"; row.line, cells.len(), self.width),
                )
                .help(text!("쉼표와 따옴표를 확인하십시오", "check commas and quotes")),
            );
            return None;
        }
        let before = diags.len();
        let record = self.record(&row, diags);
        let record = record.filter(|_| diags.len() == before)?;
        if let Some(first) = self.seen.insert(record.id.to_ascii_lowercase(), row.line) {
            let message = text!("{}행의 식별자가 {}행에도 있습니다: `{}`", "row {} has the id of row {}: `{}`"; row.line, first, record.id);
            diags.push(self.problem(&row, Field::Id, message, text!("한 행만 남기십시오", "keep one of the rows")));
            return None;
        }
        let text = record.written();
        if let Some((path, file)) = self.known.get(&record.id.to_ascii_lowercase()) {
            if same(&file.text, &text) {
                return Some(RowOutcome::Known);
            }
            let at = first_difference(&file.text, &text);
            let message = text!("{}행이 이미 있는 기록과 다릅니다: `{}`", "row {} differs from the record that is there: `{}`"; row.line, path);
            let help = text!(
                "기록을 두려면 그 행을 목록에서 빼고, 목록을 따르려면 기록을 고치십시오 (가져오기는 있는 파일을 바꾸지 않습니다)",
                "take the row out of the list to keep the record, or correct the record; an import replaces no file"
            );
            diags.push(
                self.problem(&row, Field::Id, message, help)
                    .related(Place::bytes(path, at), text!("처음 다른 줄", "the first line that differs")),
            );
            return None;
        }
        let folder = match self.into {
            Some(folder) => folder.to_owned(),
            None => format!("content/{}", record.day.0.format("%Y/list-%m")),
        };
        Some(RowOutcome::New(format!("{folder}/documents/{}.md", record.id), text))
    }

    /// The cell of a field, with whitespace collapsed.
    fn cell(&self, row: &Row<'_>, field: Field) -> String {
        let cell = self.columns[field as usize].and_then(|at| row.cells.get(at)).unwrap_or_default();
        cell.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn problem(&self, row: &Row<'_>, field: Field, message: Text, help: Text) -> Diag {
        let column = self.columns[field as usize].unwrap_or(0);
        Diag::error(CODE, Place::bytes(self.name, cell_range(self.text, row.start, column)), message).help(help)
    }

    fn record(&mut self, row: &Row<'_>, diags: &mut Vec<Diag>) -> Option<Record> {
        static ID: LazyLock<Regex> =
            LazyLock::new(|| Regex::new("^[A-Za-z0-9][A-Za-z0-9-]{2,63}$").expect("the pattern is fixed"));
        static NUMBER: LazyLock<Regex> =
            LazyLock::new(|| Regex::new("^[가-힣A-Za-z0-9·]+-[1-9][0-9]*$").expect("the pattern is fixed"));
        static URL: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"^https?://[^/\s]+/\S*[^/\s]$").expect("the pattern is fixed"));
        let mut wrong: Vec<(Field, Text, Text)> = Vec::new();
        let name_of = |field: Field| {
            let at = self.columns[field as usize];
            at.and_then(|at| self.text.lines().next()?.split(',').nth(at))
                .unwrap_or_default()
                .trim_matches(['"', ' ', '\r'])
        };
        let mut say = |field: Field, value: &str, ko: &str, en: &str| {
            let column = name_of(field);
            let message = if value.is_empty() {
                text!("{}행의 `{}` 칸이 비어 있습니다", "row {}: the cell `{}` is empty"; row.line, column)
            } else {
                text!("{}행의 `{}` 칸에 쓸 수 없는 값이 있습니다: `{}`", "row {}: the cell `{}` cannot be `{}`"; row.line, column, value)
            };
            wrong.push((field, message, Text { ko: ko.to_owned(), en: en.to_owned() }));
        };
        let cell = |field: Field| self.cell(row, field);
        let id = cell(Field::Id);
        if !ID.is_match(&id) {
            say(
                Field::Id,
                &id,
                "관리번호를 적으십시오: D와 숫자 13자리",
                "write the management number: D and 13 digits",
            );
        }
        let day = cell(Field::Day);
        let date = compact_date(&day);
        if date.is_none() {
            say(Field::Day, &day, "`20190508`처럼 적으십시오", "write it as `20190508`");
        }
        let title = cell(Field::Title);
        if title.is_empty() {
            say(Field::Title, &title, "제목을 적으십시오", "write the title");
        }
        let number = cell(Field::Number);
        if !number.is_empty() && !NUMBER.is_match(&number) {
            say(
                Field::Number,
                &number,
                "`지역공동체담당관-5490`처럼 적거나 비워 두십시오",
                "write it as `지역공동체담당관-5490`, or leave it empty",
            );
        }
        let retention = cell(Field::Retention);
        let kept = Retention::LABELS.iter().any(|(_, ko)| *ko == retention);
        if !kept {
            let list = Retention::LABELS.iter().map(|(_, ko)| *ko).collect::<Vec<_>>().join(", ");
            say(
                Field::Retention,
                &retention,
                &format!("다음 가운데 하나입니다: {list}"),
                &format!("it is one of {list}"),
            );
        }
        let class = cell(Field::Class);
        let is_class = Disclosure::LABELS.iter().any(|(_, ko)| *ko == class);
        if !is_class {
            say(
                Field::Class,
                &class,
                "공개, 부분공개, 비공개 가운데 하나입니다",
                "it is one of 공개, 부분공개, 비공개",
            );
        }
        let licence = cell(Field::Licence);
        let known_licence = licence_of(&licence);
        if known_licence.is_none() && !licence.is_empty() {
            say(
                Field::Licence,
                &licence,
                "`CC BY-ND`처럼 적거나 비워 두십시오",
                "write it as `CC BY-ND`, or leave it empty",
            );
        }
        let url = cell(Field::Url);
        let has_page = !is_bare(&url);
        if has_page && !URL.is_match(&url) {
            say(
                Field::Url,
                &url,
                "`https://`로 시작하는 원문의 주소를 적거나 비워 두십시오",
                "write the address of the document from `https://` on, or leave it empty",
            );
        }
        let department = cell(Field::Department);
        if department.is_empty() {
            say(Field::Department, &department, "부서 이름을 적으십시오", "write the name of the department");
        }
        let (writer, task) = (cell(Field::Writer), cell(Field::Task));
        let texts =
            [(Field::Title, &title), (Field::Writer, &writer), (Field::Task, &task), (Field::Department, &department)];
        for (field, value) in texts {
            if value.chars().any(is_invisible) {
                let shown = gian_diagnostics::visible(value).into_owned();
                say(field, &shown, "보이지 않는 글자를 지우십시오", "remove the invisible characters");
            }
            let (found, near) = marks::find(value);
            if !found.is_empty() || near.into_iter().next().is_some() {
                say(
                    field,
                    value,
                    "비공개 표시처럼 읽히는 글을 고치십시오",
                    "change what reads like a mark for withheld words",
                );
            }
        }
        if !wrong.is_empty() {
            diags.extend(wrong.into_iter().map(|(field, message, help)| self.problem(row, field, message, help)));
            return None;
        }
        let day = date.expect("a row without a day has a problem");
        Some(Record {
            department: self.departments.id(&department, day),
            id,
            day,
            title,
            number,
            writer,
            task,
            retention,
            class,
            licence: known_licence,
            url: if has_page { url } else { String::new() },
        })
    }
}

/// Bytes of a cell, quotes included, relative to the start of its row.
fn cell_range(text: &str, start: usize, column: usize) -> Range<usize> {
    let (mut quoted, mut at_column, mut from) = (false, 0, start);
    for (i, b) in text.as_bytes()[start..].iter().enumerate() {
        match b {
            b'"' => quoted = !quoted,
            b',' | b'\r' | b'\n' if !quoted => {
                if at_column == column || *b != b',' {
                    let end = start + i;
                    return from..end.max(from);
                }
                at_column += 1;
                from = start + i + 1;
            }
            _ => {}
        }
    }
    from..text.len()
}

/// Parses a day as lists write it: `20190508`, or `2019-05-08`.
fn compact_date(text: &str) -> Option<Date> {
    let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let day = if digits { format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]) } else { text.to_owned() };
    Date::parse(&day)
}

/// An address without a document: real lists write addresses that end with `/sanction/` for closed rows.
fn is_bare(url: &str) -> bool {
    url.is_empty() || url.trim_end_matches('/').ends_with("/sanction")
}

/// Parses the licence of a row: `CC BY-ND`, `BY-ND`, with or without version.
fn licence_of(text: &str) -> Option<Licence> {
    let plain = text.to_uppercase().replace("CCL", "CC").replace(['_', ' '], "-");
    let name = plain.strip_prefix("CC-").unwrap_or(&plain);
    let all = [
        ("BY", Licence::CcBy),
        ("BY-ND", Licence::CcByNd),
        ("BY-SA", Licence::CcBySa),
        ("BY-NC", Licence::CcByNc),
        ("BY-NC-SA", Licence::CcByNcSa),
        ("BY-NC-ND", Licence::CcByNcNd),
        ("BY-3.0", Licence::CcBy3),
        ("BY-ND-3.0", Licence::CcByNd3),
        ("BY-4.0", Licence::CcBy4),
    ];
    all.iter().find(|(known, _)| *known == name).map(|(_, licence)| *licence)
}

/// A row as a record.
struct Record {
    id: String,
    day: Date,
    title: String,
    number: String,
    writer: String,
    task: String,
    retention: String,
    class: String,
    licence: Option<Licence>,
    url: String,
    department: String,
}

impl Record {
    /// The file of the record.
    fn written(&self) -> String {
        let mut out = String::from("---\n# gian import로 정보목록에서 가져온 기록\n");
        let mut line = |key: &str, value: &str| _ = writeln!(out, "{key}: {value}");
        line(keys::ID, &self.id);
        line(keys::KIND, "결재문서");
        line(keys::STATE, "결재");
        line(keys::TITLE, &quoted(&self.title));
        line(keys::DEPARTMENT, &self.department);
        if !self.number.is_empty() {
            line(keys::DOC_NO, &quoted(&self.number));
        }
        if self.id.len() == 14 && self.id.starts_with('D') && self.id[1..].bytes().all(|b| b.is_ascii_digit()) {
            line(keys::MANAGEMENT_NO, &self.id);
        }
        line(keys::APPROVED_ON, &self.day.to_string());
        line(keys::DISCLOSURE, &self.class);
        line(keys::RETENTION, &self.retention);
        if !self.task.is_empty() {
            line(keys::CLASSIFICATION, &format!("[{}]", quoted(&self.task)));
        }
        if !self.writer.is_empty() {
            line(keys::AUTHOR, &format!("{{성명: {}}}", quoted(&self.writer)));
        }
        if let Some(licence) = self.licence {
            line(keys::LICENCE, licence.label());
        }
        line(keys::SOURCE, "목록");
        if !self.url.is_empty() {
            line(keys::SOURCE_URL, &quoted(&self.url));
        }
        out.push_str("---\n");
        out
    }
}

/// A YAML scalar for any text: JSON strings are valid YAML.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string can be written")
}

/// Whether two files are equal except for line ends.
fn same(a: &str, b: &str) -> bool {
    a.lines().eq(b.lines())
}

/// The first line of a text that differs from the other.
fn first_difference(text: &str, other: &str) -> Range<usize> {
    let mut at = 0;
    let mut others = other.lines();
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        if others.next() != Some(bare) {
            return at..at + bare.len();
        }
        at += line.len();
    }
    at..at
}

/// The departments of the office, and those that the list adds.
struct Departments<'a> {
    by_name: BTreeMap<String, Vec<&'a Department>>,
    ids: std::collections::BTreeSet<&'a str>,
    /// Id and name, in the order of the list.
    added: Vec<(String, String)>,
    added_by_name: HashMap<String, usize>,
    next: usize,
}

impl<'a> Departments<'a> {
    fn new(settings: &'a Settings) -> Self {
        let mut by_name: BTreeMap<String, Vec<&Department>> = BTreeMap::new();
        for department in &settings.departments {
            by_name.entry(department.name.clone()).or_default().push(department);
            if let Some(upper) = &department.upper {
                by_name.entry(format!("{upper} {}", department.name)).or_default().push(department);
            }
        }
        let ids = settings.departments.iter().map(|d| d.id.as_str()).collect();
        Self { by_name, ids, added: Vec::new(), added_by_name: HashMap::new(), next: 1 }
    }

    /// The id of the department with this name on a day; adds an unknown one.
    fn id(&mut self, name: &str, day: Date) -> String {
        let holds = |d: &&&Department| d.valid_from.is_none_or(|f| f <= day) && d.valid_to.is_none_or(|t| day <= t);
        if let Some(known) = self.by_name.get(name) {
            return known.iter().find(holds).unwrap_or(&known[0]).id.clone();
        }
        if let Some(at) = self.added_by_name.get(name) {
            return self.added[*at].0.clone();
        }
        while self.ids.contains(format!("dept-{}", self.next).as_str()) {
            self.next += 1;
        }
        let id = format!("dept-{}", self.next);
        self.next += 1;
        self.added_by_name.insert(name.to_owned(), self.added.len());
        self.added.push((id.clone(), name.to_owned()));
        id
    }

    /// Undoes the additions of a row that is not imported.
    fn forget(&mut self, length: usize) {
        for (_, name) in self.added.drain(length..) {
            self.added_by_name.remove(&name);
            self.next -= 1;
        }
    }
}

/// The entries of departments, in the form of `gian.yaml`.
fn entries(added: &[(String, String)], indent: &str, end: &str) -> String {
    let entry =
        |(id, name): &(String, String)| format!("{indent}- 식별자: {id}{end}{indent}  이름: {}{end}", quoted(name));
    added.iter().map(entry).collect()
}

/// The text of `gian.yaml` with more departments after the last; `None` if that would change anything else.
fn with_departments(file: Option<&File>, added: &[(String, String)]) -> Option<String> {
    let file = file?;
    let tree = file.tree.as_ref()?;
    let Kind::Seq(items) = &tree.at(&Route::of(keys::DEPARTMENT))?.kind else { return None };
    let last = items.last()?;
    let start = file.text[..last.span.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = file.text[start..last.span.start].strip_suffix("- ")?;
    if !indent.bytes().all(|b| b == b' ') {
        return None;
    }
    let end = if file.text.contains("\r\n") { "\r\n" } else { "\n" };
    // Insert after the last value of the entry and the rest of its line, such as a comment.
    let inside = deepest_end(last);
    let (at, before) = match file.text[inside..].find('\n') {
        Some(line) => (inside + line + 1, ""),
        None => (file.text.len(), end),
    };
    let text = format!("{}{before}{}{}", &file.text[..at], entries(added, indent, end), &file.text[at..]);
    // Verify that all other values are unchanged.
    let mut diags = Vec::new();
    let now = yaml::parse("gian.yaml", &text, 0..text.len(), &mut diags)?.to_json();
    let mut wanted = tree.to_json();
    let list = wanted.get_mut(keys::DEPARTMENT)?.as_array_mut()?;
    list.extend(added.iter().map(|(id, name)| serde_json::json!({ keys::ID: id, keys::NAME: name })));
    (diags.is_empty() && now == wanted).then_some(text)
}

/// End of the last scalar of a value.
fn deepest_end(node: &yaml::Node) -> usize {
    match &node.kind {
        Kind::Map(entries) => entries.last().map_or(node.span.end, |e| deepest_end(&e.value).max(e.key_span.end)),
        Kind::Seq(items) if !items.is_empty() => deepest_end(&items[items.len() - 1]),
        Kind::Scalar { .. } | Kind::Null | Kind::Seq(_) => node.span.end,
    }
}

fn to_paste(added: &[(String, String)]) -> Diag {
    let lines = entries(added, "  ", "\n");
    Diag::error(
        CODE,
        Place::key("gian.yaml", Route::of(keys::DEPARTMENT)),
        text!("gian.yaml의 `부서`에 부서를 더하지 못했습니다", "departments cannot be added to `부서` in gian.yaml"),
    )
    .help(text!(
        "아래를 `부서` 아래에 붙여 넣고 다시 가져오십시오:\n{}",
        "paste this below `부서`, and import again:\n{}"; lines
    ))
}

#[cfg(test)]
mod tests {
    use gian_model::read;
    use gian_source::progress::Unwatched;

    use super::*;

    const GIAN: &str = "기관: {이름: 한빛시, 구분: 기초}\n부서:\n  - 식별자: plan\n    이름: 기획담당관   # 남는 주석\n자료관: {제목: 자료관}\n";
    const HEAD: &str =
        "package_id,doc_prdctn_dt,tkcrd_nm,title,src_dept_doc_no,writer,othbc_pd,rspnber_dept_nm,othbc_se,cpyrht,url\n";

    fn sources(gian: &str) -> (Sources, Settings) {
        let mut sources = Sources::default();
        let mut diags = Vec::new();
        sources.insert("gian.yaml", gian.to_owned(), &mut diags);
        let settings = read::settings(&sources, &mut diags).unwrap();
        assert!(diags.is_empty(), "{diags:?}");
        (sources, settings)
    }

    fn run(list: &str, skip_bad: bool) -> Imported {
        let (sources, settings) = sources(GIAN);
        import(&sources, &settings, "list.csv", list, None, skip_bad)
    }

    #[test]
    fn a_row_is_a_record_that_can_be_read() {
        let list = format!(
            "{HEAD}D0000036191652,20190508,지역협치,\"둘째 \"\"계획\"\", 결과: #1\",기획담당관-5490,홍길동,10년,기획담당관,부분공개,BY-ND,https://example.org/sanction/17766112\n\
             D0000036191653,20190601,,닫힌 문서,,,5년,마을과,비공개,,https://example.org/sanction/\n"
        );
        let done = run(&list, false);
        assert!(done.diags.is_empty(), "{:?}", done.diags);
        let paths: Vec<&str> = done.files.iter().map(|(p, _)| p.as_str()).collect();
        let expected =
            ["content/2019/list-05/documents/D0000036191652.md", "content/2019/list-06/documents/D0000036191653.md"];
        assert_eq!(paths, expected);
        let settings = done.settings.unwrap();
        assert_eq!(settings, GIAN.replace("주석\n", "주석\n  - 식별자: dept-1\n    이름: \"마을과\"\n"));
        let (mut sources, _) = sources(&settings);
        let mut diags = Vec::new();
        for (path, text) in done.files {
            sources.insert(&path, text, &mut diags);
        }
        let workspace = read::workspace(&sources, &Unwatched, &mut diags).unwrap();
        assert!(diags.is_empty(), "{diags:?}");
        let record = &workspace.all_dossiers()[0].documents[0].record;
        assert_eq!(record.title.0, "둘째 \"계획\", 결과: #1");
        assert_eq!(record.licence, Some(Licence::CcByNd));
        assert_eq!(record.date().to_string(), "2019-05-08");
        let closed = &workspace.all_dossiers()[1].documents[0].record;
        assert_eq!((closed.source_url.as_deref(), closed.department.as_str()), (None, "dept-1"));
        assert!(closed.is_received() && closed.author.is_none() && closed.doc_no.is_none());
    }

    #[test]
    fn the_names_of_the_description_are_known_and_cp949_is_read() {
        let described = HEAD
            .replace("tkcrd_nm", "trck_card_nm")
            .replace("src_dept_doc_no", "src_dept_doc_id")
            .replace("othbc_pd", "othnd_pd")
            .replace("rspnber_dept_nm", "dept_nm")
            .replace("othbc_se", "othbs_se");
        let list = format!("{described}D0000000000001,2019-05-08,과제,제목,,,영구,기획담당관,공개,,\r\n");
        let (cp949, _, _) = encoding_rs::EUC_KR.encode(&list);
        for bytes in [cp949.into_owned(), list.clone().into_bytes(), format!("\u{feff}{list}").into_bytes()] {
            let done = run(&decode("list.csv", &bytes).unwrap(), false);
            assert_eq!((done.files.len(), done.diags.len()), (1, 0), "{:?}", done.diags);
        }
        assert!(decode("list.csv", &[0xff, 0xfe, 0x41, 0x00, 0x80]).is_err());
    }

    #[test]
    fn nothing_is_written_unless_all_rows_are_good_and_every_bad_cell_is_told() {
        let good = "D0000000000001,20190508,과제,제목,,,영구,새과,공개,,\n";
        let bad = "X,20190532,과제,\"두\n줄 [홍길동](비공개:6)\",번호,,9년,다른과,열림,GPL,/sanction/1\n";
        let list = format!("{HEAD}{bad}{good}짧은 행\n");
        let done = run(&list, false);
        assert!(done.files.is_empty() && done.settings.is_none());
        assert_eq!((done.bad, done.diags.len()), (2, 9), "{:#?}", done.diags);
        let second = &done.diags[1];
        assert!(second.message.ko.contains("2행의 `doc_prdctn_dt`"), "{}", second.message.ko);
        let gian_diagnostics::Part::Bytes(from, to) = second.place.part else { panic!("no bytes") };
        assert_eq!(&list[from..to], "20190532");
        // The same places with Windows line ends.
        let crlf = run(&format!("{HEAD}{good}!{}", &good[1..]).replace('\n', "\r\n"), false);
        assert_eq!(crlf.diags.len(), 1, "{:#?}", crlf.diags);
        assert!(crlf.diags[0].message.ko.starts_with("3행의 `package_id`"), "{}", crlf.diags[0].message.ko);
        let done = run(&list, true);
        assert_eq!((done.files.len(), done.bad), (1, 2));
        assert!(done.settings.unwrap().contains("dept-1\n    이름: \"새과\""), "a bad row adds no department");
    }

    #[test]
    fn a_second_import_changes_nothing_and_another_row_is_refused() {
        let list = format!("{HEAD}D0000000000001,20190508,과제,제목,,,영구,기획담당관,공개,,\n");
        let done = run(&list, false);
        let (mut sources, settings) = sources(GIAN);
        let mut diags = Vec::new();
        // The record was moved to another dossier and saved with other line ends.
        sources.insert("content/2020/moved/documents/a.md", done.files[0].1.replace('\n', "\r\n"), &mut diags);
        let again = import(&sources, &settings, "list.csv", &list, None, false);
        assert_eq!((again.files.len(), again.unchanged, again.diags.len()), (0, 1, 0));
        let other = list.replace("제목,,", "다른 제목,,");
        let refused = import(&sources, &settings, "list.csv", &other, None, false);
        assert_eq!((refused.files.len(), refused.bad), (0, 1));
        let related = &refused.diags[0].related[0].0;
        let gian_diagnostics::Part::Bytes(from, to) = related.part else { panic!("no bytes") };
        assert_eq!(&sources.get(&related.file).unwrap().text[from..to], "제목: \"제목\"");
    }

    #[test]
    fn a_list_without_a_column_or_with_one_twice_is_refused() {
        assert_eq!(run("package_id,title\n", false).diags.len(), 4);
        assert!(run("", false).diags[0].message.ko.contains("비어"));
        let twice = HEAD.replace("url\n", "url,dept_nm\n");
        assert!(run(&twice, false).diags[0].message.ko.contains("둘"));
        let strange = format!(
            "{}D0000000000001,20190508,과제,제목,,,영구,기획담당관,공개,,,x\n",
            HEAD.replace("url\n", "url,memo\n")
        );
        let done = run(&strange, false);
        assert_eq!((done.files.len(), done.diags.len()), (1, 1));
    }

    #[test]
    fn departments_are_added_without_another_change_or_not_at_all() {
        let added = [("dept-1".to_owned(), "새과".to_owned())];
        let flow = GIAN
            .replace("부서:\n  - 식별자: plan\n    이름: 기획담당관   # 남는 주석", "부서: [{식별자: plan, 이름: 과}]");
        assert!(with_departments(sources(&flow).0.get("gian.yaml"), &added).is_none());
        let last = "기관: {이름: 한빛시, 구분: 기초}\n자료관: {제목: 자료관}\n부서:\n- {식별자: plan, 이름: 과}";
        let text = with_departments(sources(last).0.get("gian.yaml"), &added).unwrap();
        assert_eq!(text, format!("{last}\n- 식별자: dept-1\n  이름: \"새과\"\n"));
    }
}
