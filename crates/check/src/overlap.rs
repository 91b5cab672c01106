//! Tables in which the same persons count several times: several answers, or classes of the same persons (성별, 연령, 거주지).

use crate::prose::Prose;
use crate::prose::table::{ABOVE, Amount, Number, Table};

/// Bytes above and below a table that are searched for a note.
const REACH: usize = 300;

/// Whether a text says that persons or answers occur several times, or count once.
pub(crate) fn is_named(text: &str) -> bool {
    const WORDS: [&str; 19] = [
        "중복",
        "복수응답",
        "복수 응답",
        "복수선택",
        "복수 선택",
        "다중응답",
        "실인원",
        "순인원",
        "한 번만 세",
        "한 번만 센",
        "한 명으로 세",
        "한 명으로 계산",
        "1명으로 계산",
        "두 번 세",
        "두 번 센",
        "두 번씩 세",
        "두 번 계산",
        "두 번 적",
        "이중 계상",
    ];
    WORDS.iter().any(|w| text.contains(w))
}

/// Whether the title of a table, or the text around it, says so.
pub(crate) fn is_noted(prose: &Prose<'_>, table: &Table) -> bool {
    let text = &prose.text;
    let below = &text[table.whole.end..text.floor_char_boundary(table.whole.end + REACH)];
    let above = &text[text.floor_char_boundary(table.whole.start.saturating_sub(REACH / 2))..table.whole.start];
    // A note belongs to the table that it follows.
    let below = below.find("~~~").or_else(|| below.find("```")).map_or(below, |at| &below[..at]);
    let above = above.rfind("~~~").or_else(|| above.rfind("```")).map_or(above, |at| &above[at..]);
    let own = [table.title.as_deref(), table.unit.as_deref()];
    own.into_iter().flatten().chain([below, above]).any(is_named)
}

/// Consecutive rows with one word in the first column: `성별`, `^^`, `연령`, `^^`.
pub(crate) fn classes(table: &Table, rows: &[usize]) -> Vec<Vec<usize>> {
    let mut classes: Vec<Vec<usize>> = Vec::new();
    let mut last = None;
    for y in rows {
        let Some(first) = table.rows[*y].cells.first() else { continue };
        let same = first.text == ABOVE || first.text.is_empty() || last == Some(&first.text);
        match classes.last_mut().filter(|_| same) {
            Some(class) => class.push(*y),
            None => {
                classes.push(vec![*y]);
                last = Some(&first.text);
            }
        }
    }
    classes
}

/// Whether the entries are several classes of the same persons, each of which adds up to the total.
pub(crate) fn are_classes(table: &Table, entries: &[usize], x: usize, total: &Number) -> bool {
    let mut decimals = total.decimals;
    let mut numbers = Vec::new();
    for y in entries {
        match &table.rows[*y].cells[x].amount {
            Amount::Number(number) if number.digits >= 0 => {
                decimals = decimals.max(number.decimals);
                numbers.push(number);
            }
            Amount::Nothing => {}
            Amount::Number(_) | Amount::Empty | Amount::Unknown => return false,
        }
    }
    let whole = total.scaled(decimals);
    let (mut sum, mut parts, mut complete) = (0, 0, 0);
    for number in numbers {
        sum += number.scaled(decimals);
        parts += 1;
        if sum == whole && parts > 1 {
            complete += 1;
            (sum, parts) = (0, 0);
        }
    }
    complete > 1 && sum == 0
}
