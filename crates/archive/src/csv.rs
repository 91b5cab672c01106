//! CSV cells and tables that are safe to open in a spreadsheet.

use gian_view::redaction_register::Row;

/// The redaction register as CSV: UTF-8 with a byte order mark, which Excel needs.
pub fn register_csv(rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(vec![0xEF, 0xBB, 0xBF]);
    let head = [
        "식별자",
        "제목",
        "날짜",
        "부서",
        "곳",
        "대상",
        "수",
        "근거(호)",
        "키",
        "사유",
        "결정자",
        "결정일",
        "재검토일",
    ];
    let written = writer.write_record(head).and_then(|()| {
        rows.iter().try_for_each(|r| {
            let day = |d: Option<gian_vocabulary::values::Date>| d.map_or(String::new(), |d| d.to_string());
            let cells = [
                r.id.clone(),
                r.title.clone(),
                r.date.to_string(),
                r.department.clone(),
                r.place.clone(),
                r.what.to_owned(),
                r.count.to_string(),
                r.ground.0.to_string(),
                r.key.clone().unwrap_or_default(),
                r.reason.clone().unwrap_or_default(),
                r.decided_by.clone(),
                day(r.decided_on),
                day(r.review_on),
            ];
            writer.write_record(cells.map(|cell| inert_cell(&cell)))
        })
    });
    written.expect("a table in memory can be written");
    writer.into_inner().expect("a table in memory can be written")
}

/// Characters with which a spreadsheet begins a formula (OWASP, CSV Injection), also in full width.
const OF_FORMULAS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell that a spreadsheet displays and never evaluates as a formula.
pub(crate) fn inert_cell(text: &str) -> String {
    if text.starts_with(OF_FORMULAS) { format!("'{text}") } else { text.to_owned() }
}
