//! Finds counted quantities in a text: `1,200명`, `1조 2,650억 원`, `20.5%`, and bare numbers.
//!
//! Dates, times, ranges, ordinals and decimals of sections are excluded: ambiguous text gives no result.

use std::ops::Range;

use super::amount::{grouped, parse_mixed};

/// One millionth, in which all quantities are compared.
pub const MICRO: i128 = 1_000_000;

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Bytes of the number and its unit.
    pub range: Range<usize>,
    /// Value in millionths of the unit; money in millionths of a won.
    pub micro: i128,
    /// Value of the last written digit, in millionths.
    pub grain: i128,
    /// Value of 1 in the written unit: 1,000 for 천원.
    pub scale: i128,
    /// Unit of the value: `원`, `명`, `%`, `%p`; empty for a bare number.
    pub unit: &'static str,
}

impl Quantity {
    /// Whether the written digits may stand for a rounded number: decimals, or a unit of 만 and above.
    pub fn is_rounded(&self) -> bool {
        self.grain < MICRO || self.scale >= 10_000
    }

    /// Another value in the written unit of this one: `650명`; `None` if its digits do not hold the value.
    pub fn rewritten(&self, text: &str, micro: i128) -> Option<String> {
        let written = &text[self.range.clone()];
        let unit = written.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '));
        // Only one number with one unit, not `1조 2,650억 원`.
        if unit.contains(|c: char| c.is_ascii_digit()) || micro < 0 {
            return None;
        }
        let step = if self.grain < self.scale * MICRO { self.grain } else { self.scale * MICRO };
        if micro % step != 0 {
            return None;
        }
        let whole = i64::try_from(micro / (self.scale * MICRO)).ok()?;
        let mut number = grouped(whole);
        if step < self.scale * MICRO {
            let decimals = (self.scale * MICRO / step).ilog10() as usize;
            let rest = micro % (self.scale * MICRO) / step;
            number = format!("{number}.{rest:0decimals$}");
        }
        Some(format!("{number}{unit}"))
    }
}

/// Units, the longest first: as written, the unit that counts, and syllables that must not follow because the word is
/// another one (`3건물`, `2분기`).
const UNITS: [(&str, &str, &str); 64] = [
    ("켤레", "켤레", ""),
    ("개월", "개월", ""),
    ("개소", "곳", ""),
    ("개년", "년", ""),
    ("개사", "개사", ""),
    ("개교", "개교", ""),
    ("개국", "개국", ""),
    ("시간", "시간", "대당"),
    ("가구", "가구", ""),
    ("세대", "세대", ""),
    ("필지", "필지", ""),
    ("그루", "그루", ""),
    ("마리", "마리", ""),
    ("학급", "학급", ""),
    ("과목", "과목", ""),
    ("강좌", "강좌", ""),
    ("단체", "단체", ""),
    ("기관", "기관", ""),
    ("업체", "업체", ""),
    ("군데", "곳", ""),
    ("차례", "회", ""),
    ("세트", "세트", ""),
    ("상자", "상자", ""),
    ("km²", "㎢", ""),
    ("km", "㎞", "/h"),
    ("kg", "㎏", "/"),
    ("m²", "㎡", ""),
    ("ha", "ha", ""),
    ("%p", "%p", ""),
    ("%", "%", ""),
    ("㎡", "㎡", ""),
    ("㎢", "㎢", ""),
    ("㎥", "㎥", ""),
    ("㎞", "㎞", "/"),
    ("㎏", "㎏", "/"),
    ("톤", "톤", "/"),
    ("명", "명", "단칭"),
    ("인", "명", "승용치"),
    ("건", "건", "물축설강"),
    ("개", "개", "최선편량강구동팀반조시군읍면과부관"),
    ("회", "회", "차의원계복장"),
    ("곳", "곳", ""),
    ("부", "부", "서문장터"),
    ("권", "권", "역한"),
    ("쪽", "쪽", ""),
    ("점", "점", "검포유"),
    ("대", "대", "상표회비안책부"),
    ("팀", "팀", "장"),
    ("일", "일", "자차째부정시원대"),
    ("주", "주", "년차민택요"),
    ("년", "년", "도차생"),
    ("분", "분", "기야과의임석"),
    ("박", "박", ""),
    ("식", "식", ""),
    ("매", "매", "년월일주"),
    ("장", "장", "애소치관"),
    ("통", "통", "합"),
    ("편", "편", ""),
    ("종", "종", "료"),
    ("표", "표", "준시지본"),
    ("석", "석", ""),
    ("병", "병", "원"),
    ("본", "본", "부"),
    ("벌", "벌", ""),
];

/// Syllables that make 원 another word after a number: `3원칙`.
const NOT_WON: &str = "칙안인고형격본장도";

/// Every quantity of a text, in order. Linear in the length of the text.
pub fn scan(text: &str) -> Vec<Quantity> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let (quantity, end) = read(text, at);
        found.extend(quantity);
        at = end.max(at + 1);
    }
    found
}

/// Characters before a number that make it part of something else.
const GLUED: &str = "제.,_#:’'/~∼～-–−";

/// Reads the number at a position; returns where to continue.
fn read(text: &str, start: usize) -> (Option<Quantity>, usize) {
    let before = text[..start].chars().next_back();
    let glued = before.is_some_and(|c| c.is_ascii_alphanumeric() || GLUED.contains(c));
    let end = start + numeral(&text[start..]);
    let number = &text[start..end];
    let ranged = text[end..].trim_start_matches(' ').starts_with(['~', '∼', '～', '〜']);
    let next = after_dot(&text[end..]);
    let timed = text[end..].strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if glued || ranged || next || timed || follows_dot(text, start) {
        return (None, end);
    }
    let Some(value) = Value::of(number) else { return (None, end) };
    let rest = &text[end..];
    let gap = usize::from(rest.starts_with(' '));
    if let Some(after) = rest[gap..].strip_prefix('원').filter(|r| !r.starts_with(|c| NOT_WON.contains(c))) {
        let end = text.len() - after.len();
        return (Some(value.with(start..end, "원")), end);
    }
    // Billions are written for money only; `3조` before another unit is a group.
    if number.contains('조') {
        return (None, end);
    }
    let unit =
        UNITS.iter().find(|(name, ..)| rest.starts_with(name) || (*name == "%" && rest[gap..].starts_with(name)));
    if let Some((name, unit, not)) = unit {
        let end = end + name.len() + if rest.starts_with(name) { 0 } else { gap };
        let other = !not.is_empty() && text[end..].starts_with(|c| not.contains(c));
        // A range may continue after the unit: `3명~5명`.
        let ranged = text[end..].trim_start_matches(' ').starts_with(['~', '∼', '～', '〜']);
        let unit = (!other && !ranged).then_some(*unit);
        return (unit.map(|unit| value.with(start..end, unit)), end);
    }
    let bare = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '℃' | '-' | '/' | '_'));
    (bare.then(|| value.with(start..end, "")), end)
}

/// Whether a dot and another number follow: a date or a section.
fn after_dot(rest: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    rest.strip_prefix('.').is_some_and(|r| r.trim_start_matches(' ').starts_with(digit))
}

/// Whether a number with a dot precedes: the day of a date.
fn follows_dot(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches(' ');
    before.len() < start && before.strip_suffix('.').is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()))
}

/// Length of the numeral at the start: digits, commas, a decimal point, Korean units and the spaces between them.
fn numeral(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = 0;
    loop {
        let start = end;
        end += digits(end);
        while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
            end += 4;
        }
        if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
            end += 1 + digits(end + 1);
        }
        let scaled = text[end..].trim_start_matches(is_scale);
        let scale = text.len() - end - scaled.len();
        end += scale;
        if end == start || scale == 0 {
            return end;
        }
        // A smaller part may follow: `1조 2,650억`, `3만 5천`.
        let gap = usize::from(scaled.starts_with(' '));
        let rest = &scaled[gap..];
        let more = digits(end + gap);
        let goes_on = more > 0 && {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
            after.starts_with(is_scale) || after.trim_start_matches(' ').starts_with('원') || gap == 0
        };
        if !goes_on {
            return end;
        }
        end += gap;
    }
}

fn is_scale(c: char) -> bool {
    matches!(c, '조' | '억' | '만' | '천' | '백' | '십')
}

/// A parsed numeral.
struct Value {
    micro: i128,
    grain: i128,
    scale: i128,
}

/// Maximum length of a numeral in bytes.
const LONGEST: usize = 40;

impl Value {
    fn of(numeral: &str) -> Option<Self> {
        if numeral.len() > LONGEST {
            return None;
        }
        let scale = last_scale(numeral)?;
        let number = numeral.trim_end_matches(is_scale);
        if number.contains(is_scale) {
            let won = i128::from(parse_mixed(numeral)?);
            return Some(Self { micro: won * MICRO, grain: scale * MICRO, scale });
        }
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        // `05` is part of a date or code.
        let code = whole.len() > 1 && whole.starts_with('0');
        if code || fraction.len() > 6 || fraction.contains(',') || !is_grouped(whole) {
            return None;
        }
        let digits: i128 = format!("{}{fraction:0<6}", whole.replace(',', "")).parse().ok()?;
        let decimals = u32::try_from(fraction.len()).ok()?;
        let grain = 10_i128.pow(6 - decimals) * scale;
        (digits < 10_i128.pow(24)).then(|| Self { micro: digits * scale, grain, scale })
    }

    fn with(self, range: Range<usize>, unit: &'static str) -> Quantity {
        Quantity { range, micro: self.micro, grain: self.grain, scale: self.scale, unit }
    }
}

/// Whether commas separate groups of three digits, or there are none.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let plain = first.len() == whole.len();
    !first.is_empty() && first.len() <= 18 && (plain || (first.len() <= 3 && groups.all(|g| g.len() == 3)))
}

/// The value of the Korean units at the end of a numeral: 1,000 for `5천`.
fn last_scale(numeral: &str) -> Option<i128> {
    let units = &numeral[numeral.trim_end_matches(is_scale).len()..];
    Some(match units {
        "" => 1,
        "십" => 10,
        "백" => 100,
        "천" => 1_000,
        "만" => 10_000,
        "십만" => 100_000,
        "백만" => 1_000_000,
        "천만" => 10_000_000,
        "억" => 100_000_000,
        "십억" => 1_000_000_000,
        "백억" => 10_000_000_000,
        "천억" => 100_000_000_000,
        "조" => 1_000_000_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(&str, i128, &str)> {
        scan(text).into_iter().map(|q| (&text[q.range.clone()], q.micro, q.unit)).collect()
    }

    #[test]
    fn quantities_are_read_as_they_are_written() {
        for (text, found) in [
            ("참석 1,200명이", vec![("1,200명", 1_200 * MICRO, "명")]),
            ("위원 5, 시 3", vec![("5", 5 * MICRO, ""), ("3", 3 * MICRO, "")]),
            ("1조 2,650억 원으로", vec![("1조 2,650억 원", 1_265_000_000_000 * MICRO, "원")]),
            ("1.2억원", vec![("1.2억원", 120_000_000 * MICRO, "원")]),
            ("21,890천원", vec![("21,890천원", 21_890_000 * MICRO, "원")]),
            ("12만 5천명", vec![("12만 5천명", 125_000 * MICRO, "명")]),
            ("20.5% 증가", vec![("20.5%", 20_500_000, "%")]),
            ("11.5%p", vec![("11.5%p", 11_500_000, "%p")]),
            ("4인, 3개소", vec![("4인", 4 * MICRO, "명"), ("3개소", 3 * MICRO, "곳")]),
            ("1조 6명", vec![("6명", 6 * MICRO, "명")]),
        ] {
            assert_eq!(of(text), found, "{text}");
        }
    }

    #[test]
    fn what_is_no_quantity_is_not_read() {
        for text in [
            "2019. 5. 8.",
            "10:30",
            "3~5명",
            "3명~5명",
            "제3조",
            "F12",
            "3건물",
            "2분기",
            "3회차",
            "45인승",
            "2019-05-08",
            "010-1234",
            "1,23명",
            "05명",
        ] {
            let found: Vec<_> = of(text).into_iter().filter(|q| !q.2.is_empty()).collect();
            assert_eq!(found, [], "{text}");
        }
    }

    #[test]
    fn a_value_is_written_like_another() {
        for (text, micro, written) in [
            ("660명", 650 * MICRO, Some("650명")),
            ("1,090천원", 1_190_000 * MICRO, Some("1,190천원")),
            ("1,090천원", 1_190_500 * MICRO, None),
            ("2.7%", 2_800_000, Some("2.8%")),
            ("1조 5억원", MICRO, None),
        ] {
            assert_eq!(scan(text)[0].rewritten(text, micro).as_deref(), written, "{text}");
        }
    }

    #[test]
    fn long_texts_are_read_once() {
        for part in ["1", "1,", "1천", "1만 ", "1.", "1 ", "1명", "1~"] {
            scan(&part.repeat(200_000 / part.len()));
        }
    }
}
