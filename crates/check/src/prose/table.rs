//! Tables of a body as rows of located texts, and the numbers in them.

use std::ops::Range;

use gian_source::yaml::{Kind, Node};

/// A table in its source form.
#[derive(Debug, Clone)]
pub struct Table {
    /// Range of the block in the body.
    pub whole: Range<usize>,
    /// Head cells, from left to right.
    pub heads: Vec<Cell>,
    /// Heads of the groups above each column, which its text in `heads` begins with; empty without a group.
    pub groups: Vec<String>,
    /// Whether the values below each head can be added.
    pub adds_up: Vec<bool>,
    /// Whether the table has no head; then the texts of `heads` are empty.
    pub headless: bool,
    /// Whether it is a form: some cells are labels (제목칸), or rows have a height (높이). Its empty cells are to be
    /// filled in.
    pub form: bool,
    /// Columns that are stated to be row totals (`합계: true`), with the columns that they sum.
    pub row_totals: Vec<(usize, Vec<usize>)>,
    /// Rows below the head, that of `합계` last.
    pub rows: Vec<Row>,
    /// `제목`; `None` without one.
    pub title: Option<String>,
    /// `단위`, as written: `천원`; `None` without one.
    pub unit: Option<String>,
    /// Range of the title in the file.
    pub title_at: Range<usize>,
}

impl Table {
    /// Whether a column has numbers, open or withheld; one with words only is no part of a sum.
    pub fn has_amounts(&self, x: usize) -> bool {
        let is_amount = |cell: &Cell| matches!(cell.amount, Amount::Number(_)) || cell.text.contains("](비공개");
        self.adds_up[x] && self.rows.iter().any(|row| is_amount(&row.cells[x]))
    }

    /// The sums that the structure of the table states: indices of rows, and the row that sums them. A `소계` sums the
    /// entries since the sum before it, a `합계` those since the `합계` before it, or all if there are none. Empty if
    /// the only sum is one `합계`.
    pub fn stated_sums(&self) -> Vec<(Vec<usize>, usize)> {
        let stated = |sort: Sort| self.rows.iter().filter(|r| r.total && r.sort == sort).count();
        if stated(Sort::Subtotal) == 0 && stated(Sort::Total) < 2 {
            return Vec::new();
        }
        let (mut part, mut section, mut all, mut sums) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (y, row) in self.rows.iter().enumerate() {
            match row.sort {
                Sort::Entry => [&mut part, &mut section, &mut all].into_iter().for_each(|rows| rows.push(y)),
                Sort::Subtotal => {
                    let rows = std::mem::take(&mut part);
                    if row.total {
                        sums.push((rows, y));
                    }
                }
                Sort::Total => {
                    part.clear();
                    let rows = std::mem::take(&mut section);
                    if row.total {
                        sums.push((if rows.is_empty() { all.clone() } else { rows }, y));
                    }
                }
                Sort::Other | Sort::Within => {}
            }
        }
        sums.retain(|(rows, _)| !rows.is_empty());
        sums
    }

    /// Whether the numbers may be rounded, by the unit of the table: 백만원, 억원.
    pub fn is_rounded(&self) -> bool {
        let large = ["만", "억", "㎢", "㎞", "톤", "ha"];
        self.unit.as_ref().is_some_and(|unit| large.iter().any(|w| unit.contains(w)))
    }

    /// Whether the numbers are thousands, which offices round or not.
    pub fn is_in_thousands(&self) -> bool {
        self.unit.as_ref().is_some_and(|unit| unit.contains('천'))
    }

    /// Whether any cell below a head is a number.
    pub fn has_numbers(&self, x: usize) -> bool {
        self.rows.iter().any(|r| matches!(r.cells[x].amount, Amount::Number(_)))
    }

    /// The table with its rows as columns, where rows and not columns are computed from others: `전년`, `금년`, `증감`. `None` if it
    /// has no such row, or too many rows or columns.
    pub fn transposed(&self) -> Option<Self> {
        const MOST: usize = 16;
        const WIDEST: usize = 60;
        let computed = |text: &str| is_difference(text) || is_rate(text);
        let first = |row: &Row| row.cells.first().map(|cell| cell.text.clone()).unwrap_or_default();
        let fits = (2..=MOST).contains(&self.rows.len()) && (2..=WIDEST).contains(&self.heads.len());
        let rows_only =
            self.rows.iter().any(|row| computed(&first(row))) && !self.heads.iter().any(|h| computed(&h.text));
        if !fits || !rows_only || self.headless || self.rows.iter().any(|row| first(row) == ABOVE) {
            return None;
        }
        let heads: Vec<Cell> =
            self.heads.iter().take(1).cloned().chain(self.rows.iter().map(|row| row.cells[0].clone())).collect();
        let rows = (1..self.heads.len()).map(|x| {
            let own = std::iter::once(self.heads[x].clone());
            let cells: Vec<Cell> = own.chain(self.rows.iter().map(|row| row.cells[x].clone())).collect();
            Row { sort: sort(&cells[..1]), cells, total: false }
        });
        let adds_up = heads.iter().map(|h| adds_up(&h.text)).collect();
        let groups = vec![String::new(); heads.len()];
        Some(Self { rows: rows.collect(), adds_up, heads, groups, row_totals: Vec::new(), ..self.clone() })
    }

    /// The head of a column without those of its groups.
    pub fn own_head(&self, x: usize) -> &str {
        let text = self.heads[x].text.as_str();
        text.strip_prefix(self.groups[x].as_str()).map_or(text, str::trim_start)
    }

    /// Bounds of the number of a cell if its last digit may be rounded, with 0 for `-`; `None` for words, no text and
    /// withheld values.
    pub fn bounds(&self, y: usize, x: usize) -> Option<(f64, f64)> {
        match &self.rows[y].cells[x].amount {
            Amount::Number(number) => Some(number.bounds(self.is_rounded() || self.is_in_thousands())),
            Amount::Nothing if self.rows[y].cells[x].text != ABOVE => Some((0.0, 0.0)),
            Amount::Nothing | Amount::Empty | Amount::Unknown => None,
        }
    }
}

/// A row; it has as many cells as there are heads.
#[derive(Debug, Clone)]
pub struct Row {
    /// Cells from left to right.
    pub cells: Vec<Cell>,
    /// Role of the row in a sum: value, subtotal, total.
    pub sort: Sort,
    /// Whether its structure says that it is a sum (`합계`, `소계`).
    pub total: bool,
}

/// A cell with its range in the file.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Text of the cell.
    pub text: String,
    /// Range of the cell in the file.
    pub at: Range<usize>,
    /// The value of the text as a number.
    pub amount: Amount,
}

/// Merged with the cell above, or with the one to the left.
pub const ABOVE: &str = "^^";
/// See [`ABOVE`].
pub const LEFT: &str = "<<";

/// Reads the YAML of a table; `None` if a row is incomplete. `whole` is the range of its block in the body.
pub(super) fn read(tree: &Node, whole: Range<usize>) -> Option<Table> {
    let mut rows = Vec::new();
    let mut form = value(tree, "높이").is_some();
    for node in value(tree, "행").and_then(seq).unwrap_or_default() {
        let stated = |key| value(node, key);
        // A cell over all columns is text between the rows, as of a form.
        if stated("전체").is_some() {
            form = true;
            continue;
        }
        form |= stated("높이").is_some();
        let (cells, stated) = match (stated("소계"), stated("합계"), stated("칸")) {
            (Some(cells), ..) => (cells, Some(Sort::Subtotal)),
            (_, Some(cells), _) => (cells, Some(Sort::Total)),
            (.., Some(cells)) => (cells, None),
            (None, None, None) => (node, None),
        };
        form |= seq(cells)?.iter().any(|c| value(c, "제목칸").is_some());
        let cells = row(cells)?;
        rows.push(Row { sort: stated.unwrap_or_else(|| sort(&cells)), cells, total: stated.is_some() });
    }
    if let Some(total) = value(tree, "합계") {
        let several = seq(total).is_some_and(|list| list.iter().any(|row| seq(row).is_some()));
        for cells in if several { seq(total)? } else { std::slice::from_ref(total) } {
            rows.push(Row { sort: Sort::Total, cells: row(cells)?, total: true });
        }
    }
    let mut columns = Columns::default();
    match value(tree, "열") {
        Some(list) => columns.read(list, "")?,
        None => {
            columns.heads = rows.first()?.cells.iter().map(|c| no_head(c.at.start)).collect();
            columns.groups = vec![String::new(); columns.heads.len()];
        }
    }
    let title = value(tree, "제목");
    let title_at = title.map_or(tree.span.clone(), |node| node.span.clone());
    let text = |node| cell(node).map(|c| c.text);
    let Columns { heads, groups, headed, totals: row_totals, labels } = columns;
    let adds_up = heads.iter().map(|h| adds_up(&h.text)).collect();
    let unit = value(tree, "단위").and_then(text);
    let title = title.and_then(text);
    let form = form || labels;
    let table =
        Table { whole, heads, groups, adds_up, headless: !headed, form, row_totals, rows, title, unit, title_at };
    table.rows.iter().all(|r| r.cells.len() == table.heads.len()).then_some(table)
}

/// The columns of a table, from left to right.
#[derive(Default)]
struct Columns {
    /// Head of each column, after the heads of its groups.
    heads: Vec<Cell>,
    /// The heads of its groups alone.
    groups: Vec<String>,
    /// Whether some column has a head.
    headed: bool,
    totals: Vec<(usize, Vec<usize>)>,
    /// Whether some column has labels of a form.
    labels: bool,
}

impl Columns {
    /// Reads the columns of a table or of a group; `before` is the head of the group.
    fn read(&mut self, list: &Node, before: &str) -> Option<()> {
        let (first, mut total) = (self.heads.len(), None);
        for node in seq(list)? {
            let is_map = matches!(node.kind, Kind::Map(_));
            let head = if is_map { value(node, "머리") } else { Some(node) };
            self.headed |= head.is_some();
            let own = head.map_or(Some(no_head(node.span.start)), cell)?;
            // A head that is joined with the one to its left has its text, and is not asked about.
            let joined = self.heads.last().filter(|_| own.text == LEFT && self.heads.len() > first);
            let text =
                joined.map_or_else(|| format!("{before} {}", own.text).trim().to_owned(), |left| left.text.clone());
            let own = Cell { amount: if joined.is_some() { Amount::Nothing } else { own.amount }, ..own };
            if let Some(inner) = value(node, "열") {
                self.read(inner, &text)?;
                continue;
            }
            let set = |key| value(node, key).and_then(cell).is_some_and(|c| matches!(c.text.as_str(), "true" | "예"));
            self.labels |= set("제목칸");
            if set("합계") {
                total = Some(self.heads.len());
            }
            self.heads.push(Cell { text, ..own });
            self.groups.push(before.to_owned());
        }
        if let Some(total) = total {
            let is_total = |x: &usize| *x == total || self.totals.iter().any(|(other, _)| other == x);
            self.totals.push((total, (first..self.heads.len()).filter(|x| !is_total(x)).collect()));
        }
        Some(())
    }
}

/// The head of a column without one.
fn no_head(at: usize) -> Cell {
    Cell { text: String::new(), at: at..at + 1, amount: Amount::Empty }
}

fn row(node: &Node) -> Option<Vec<Cell>> {
    let text = |node| {
        let words = value(node, "제목칸").or_else(|| value(node, "칸")).unwrap_or(node);
        let is_list = matches!(node.kind, Kind::Seq(_));
        cell(words).or_else(|| (!is_list).then(|| parts(words)))
    };
    seq(node)?.iter().map(text).collect()
}

/// A cell of several parts, a picture or an empty place: words that are no number.
fn parts(node: &Node) -> Cell {
    let word = |part: &Node| match &part.kind {
        Kind::Scalar { text, .. } => Some(text.trim().to_owned()),
        _ => value(part, "글").and_then(cell).map(|cell| cell.text),
    };
    let words: Vec<String> = match &node.kind {
        Kind::Seq(parts) => parts.iter().filter_map(word).collect(),
        Kind::Null | Kind::Scalar { .. } | Kind::Map(_) => Vec::new(),
    };
    let text = if words.is_empty() { PICTURE.to_owned() } else { words.join(" ") };
    Cell { text, at: node.span.clone(), amount: Amount::Unknown }
}

/// What a cell without words is called.
const PICTURE: &str = "(그림)";

fn cell(node: &Node) -> Option<Cell> {
    let text = match &node.kind {
        Kind::Scalar { text, .. } => text.trim(),
        Kind::Null => "",
        Kind::Seq(_) | Kind::Map(_) => return None,
    };
    Some(Cell { text: text.to_owned(), at: node.span.clone(), amount: amount(text) })
}

fn seq(node: &Node) -> Option<&[Node]> {
    match &node.kind {
        Kind::Seq(items) => Some(items),
        Kind::Null | Kind::Scalar { .. } | Kind::Map(_) => None,
    }
}

/// The value of a key of a mapping.
pub fn value<'a>(tree: &'a Node, key: &str) -> Option<&'a Node> {
    let Kind::Map(entries) = &tree.kind else { return None };
    entries.iter().find(|e| e.key == key).map(|e| &e.value)
}

/// A number in a cell: `△1,234.5%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// All digits, without the decimal point.
    pub digits: i128,
    /// Number of decimals.
    pub decimals: u32,
    /// Unit after the number: `명`, `%`.
    pub unit: String,
}

impl Number {
    /// Nothing.
    pub const ZERO: Self = Self { digits: 0, decimals: 0, unit: String::new() };

    /// Bounds of the value, if its last digit was rounded.
    pub fn bounds(&self, rounded: bool) -> (f64, f64) {
        let grain = 0.1_f64.powi(i32::try_from(self.decimals).unwrap_or(0));
        let value = self.digits as f64 * grain;
        let half = if (rounded || self.decimals > 0) && self.digits != 0 { grain / 2.0 } else { 0.0 };
        (value - half, value + half)
    }

    /// The value in units of the last of the given number of decimals.
    pub fn scaled(&self, decimals: u32) -> i128 {
        self.digits * 10_i128.pow(decimals.saturating_sub(self.decimals))
    }
}

/// The value of a cell as a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// A number with its decimals.
    Number(Number),
    /// `-`, `해당없음`, or merged with another cell: adds nothing.
    Nothing,
    /// No text.
    Empty,
    /// Words, a withheld value, or a number with a remark.
    Unknown,
}

/// Words, without spaces, that stand in place of `-`.
const NOTHING: [&str; 8] = ["없음", "해당없음", "해당사항없음", "미정", "미해당", "비대상", "(없음)", "(미정)"];

/// Maximum number of digits, more than any budget has.
const LONGEST: usize = 16;

/// Parses a cell as a number.
pub fn amount(text: &str) -> Amount {
    let text = text.trim().trim_matches('*');
    match text {
        "" => return Amount::Empty,
        "-" | "–" | "—" | "−" | "△" | ABOVE => return Amount::Nothing,
        // Words for nothing, or for what is not known yet, add nothing to a sum.
        _ if NOTHING.contains(&&*text.replace(' ', "")) => return Amount::Nothing,
        _ => {}
    }
    // `증 20`, `감 10`
    let spoken =
        |word: &str| text.strip_prefix(word).filter(|rest| rest.starts_with(|c: char| c == ' ' || c.is_ascii_digit()));
    let text = spoken("증").unwrap_or(text).trim_start();
    let unsigned = text.strip_prefix(['△', '▲', '-', '−', '–']).or_else(|| spoken("감"));
    let rest = unsigned.unwrap_or_else(|| text.strip_prefix('+').unwrap_or(text)).trim_start();
    let end = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')).count();
    let (number, unit) = rest.split_at(end);
    let unit = unit.trim();
    let is_unit = unit.chars().count() <= 3 && unit.chars().all(|c| c.is_alphabetic() || matches!(c, '%' | '㎡' | '℃'));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_number = is_unit && number.len() <= LONGEST && is_grouped(whole) && !number.ends_with('.');
    if !is_number || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Amount::Unknown;
    }
    let digits = whole.replace(',', "") + fraction;
    let Ok(digits) = digits.parse::<i128>() else { return Amount::Unknown };
    let decimals = u32::try_from(fraction.len()).unwrap_or(0);
    Amount::Number(Number {
        digits: if unsigned.is_some() { -digits } else { digits },
        decimals,
        unit: unit.to_owned(),
    })
}

/// Whether commas separate groups of three digits, or there are none.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let others: Vec<&str> = groups.collect();
    !first.is_empty() && (others.is_empty() || first.len() <= 3) && others.iter().all(|g| g.len() == 3)
}

/// Formats a number with decimals: `△1,234.5`.
pub fn written(scaled: i128, decimals: u32) -> String {
    let unit = 10_i128.pow(decimals);
    let (whole, fraction) = (scaled.abs() / unit, scaled.abs() % unit);
    let mut text = String::new();
    let digits = whole.to_string();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    if decimals > 0 {
        text = format!("{text}.{fraction:0width$}", width = decimals as usize);
    }
    if scaled < 0 { format!("△{text}") } else { text }
}

/// Words of a row or column that is the sum of all.
const TOTALS: [&str; 8] = ["합계", "계", "총계", "총합계", "총액", "총합", "합계금액", "합계액"];

/// A label without spaces, emphasis and brackets at its end: `합 계(A)` is `합계`.
pub fn label(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    let open = plain.find(['(', '（']).filter(|at| *at > 0 && plain.ends_with([')', '）']));
    open.map_or(plain.clone(), |at| plain[..at].to_owned())
}

/// Role of a row, by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// An entry.
    Entry,
    /// 소계.
    Subtotal,
    /// 합계.
    Total,
    /// 평균, 비율 and others that are not part of a sum.
    Other,
    /// A part of the row above, which counts it already: `이 중 여성`.
    Within,
}

/// Whether the label of a row says that its numbers are in those of the row above.
fn is_within(text: &str) -> bool {
    let text = text.trim_start_matches(['-', '(', '※', '└', ' ', '*']);
    let begins = ["이 중", "그 중", "그중", "이 가운데", "그 가운데"].iter().any(|w| text.starts_with(w));
    // `이중 여성`, but not `이중언어`.
    begins || text.starts_with("이중 ") || text.contains("(재게)")
}

/// The role of a row, by the words before its first number.
fn sort(cells: &[Cell]) -> Sort {
    let words = cells.iter().take_while(|c| matches!(c.amount, Amount::Unknown | Amount::Empty) || c.text == ABOVE);
    let words: Vec<String> = words.filter(|c| !c.text.is_empty()).map(|c| label(&c.text)).collect();
    if cells.iter().find(|c| !c.text.is_empty()).is_some_and(|c| is_within(&c.text)) {
        return Sort::Within;
    }
    if words.iter().any(|w| TOTALS.contains(&w.as_str())) {
        // A sum named after other words is a sum of a part.
        return if TOTALS.contains(&words[0].as_str()) { Sort::Total } else { Sort::Subtotal };
    }
    if words.iter().any(|w| w.contains("소계")) {
        return Sort::Subtotal;
    }
    let other =
        ["평균", "비율", "증감", "구성비", "누계", "전년", "대비", "잔액", "차액", "목표", "최대", "최소", "이월"];
    match words.iter().any(|w| other.iter().any(|o| w.contains(o))) {
        true => Sort::Other,
        false => Sort::Entry,
    }
}

/// Whether a head names the sum of the other columns.
pub fn is_total(head: &str) -> bool {
    TOTALS.contains(&label(head).as_str())
}

/// Whether a head names a sum of some of the other columns.
pub fn is_sum(head: &str) -> bool {
    is_total(head) || label(head).ends_with("소계")
}

/// Whether a head names a value that others give by a subtraction: 증감, 잔액, 차액.
pub fn is_difference(head: &str) -> bool {
    const NAMES: [&str; 10] = ["증감", "증·감", "잔액", "차액", "차이", "미집행", "불용", "증가", "감소", "잔여"];
    let head = label(head);
    NAMES.iter().any(|w| head.contains(w)) && !is_rate(&head)
}

/// Whether a head names a percentage.
pub fn is_rate(head: &str) -> bool {
    head.contains('율') || head.contains('률') || head.contains('%') || head.contains("비중") || head.contains("구성비")
}

/// Whether the values below a head can be added.
fn adds_up(head: &str) -> bool {
    const NOT: [&str; 24] = [
        "율",
        "률",
        "%",
        "비중",
        "성비",
        "대비",
        "구성비",
        "단가",
        "평균",
        "순위",
        "번호",
        "연번",
        "순번",
        "연도",
        "년도",
        "코드",
        "점수",
        "지수",
        "등급",
        "기간",
        "일자",
        "비고",
        "누계",
        "배점",
    ];
    !head.is_empty()
        && !NOT.iter().any(|w| head.contains(w))
        && !["No", "NO", "no", "차수", "회차", "순"].contains(&head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        let number = |digits, decimals, unit: &str| Amount::Number(Number { digits, decimals, unit: unit.to_owned() });
        for (text, found) in [
            ("1,234", number(1234, 0, "")),
            ("△1,234.5", number(-12345, 1, "")),
            ("-12", number(-12, 0, "")),
            ("12명", number(12, 0, "명")),
            ("99.9%", number(999, 1, "%")),
            ("**1,000**", number(1000, 0, "")),
            ("-", Amount::Nothing),
            ("", Amount::Empty),
            ("^^", Amount::Nothing),
            ("1,23", Amount::Unknown),
            ("2019. 5. 8.", Amount::Unknown),
            ("12 (3.4%)", Amount::Unknown),
            ("[150000](비공개:7)", Amount::Unknown),
            ("{{ x }}", Amount::Unknown),
        ] {
            assert_eq!(amount(text), found, "{text}");
        }
        assert_eq!(written(-12345, 1), "△1,234.5");
        assert_eq!(written(1_090_000, 0), "1,090,000");
    }

    #[test]
    fn cells_of_parts_and_rows_of_one_cell_do_not_hide_the_others() {
        let code = "열: [구분, 인원]\n행:\n  - [가, 1]\n  - {전체: [글, {빈줄: 1}]}\n  - [{그림: a.jpg, 설명: 앞}, 2]\n  - [{칸: [나, {글: 다}]}, 3]\n";
        let tree = gian_source::yaml::parse("a.yaml", code, 0..code.len(), &mut Vec::new()).unwrap();
        let table = read(&tree, 0..code.len()).unwrap();
        let first: Vec<&str> = table.rows.iter().map(|row| row.cells[0].text.as_str()).collect();
        assert_eq!((first, table.form), (vec!["가", PICTURE, "나 다"], true));
        assert!(table.rows.iter().all(|row| matches!(row.cells[1].amount, Amount::Number(_))));
    }
}
