//! Checks arithmetic that is written out in a text: `150천원 × 4인 = 600천원`, `600천원 (150천원 × 4인)`, `5+3+8=16명`.
//!
//! Only what can be computed with certainty counts: a line with a word as a term, an unknown unit, or incompatible
//! units gives no result.

use std::ops::Range;

use super::amount::grouped;

/// An equation between a computation and its result.
#[derive(Debug, Clone, PartialEq)]
pub struct Equation {
    /// Bytes of the computation.
    pub computed: Range<usize>,
    /// Bytes of the stated result.
    pub said: Range<usize>,
    /// Whether both sides are equal, within the rounding of the written digits.
    pub holds: bool,
    /// Whether the result is that with, or without, 10 percent of tax.
    pub taxed: bool,
    /// The correct result in the unit of the stated one; `None` if it is not a whole number.
    pub right: Option<String>,
}

/// Finds the equations of a line, with byte ranges in the line.
pub fn find(line: &str) -> Vec<Equation> {
    let tokens = read(line);
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Equals => found.extend(around_equals(line, &tokens, i)),
            Kind::Operator('×') => found.extend(beside(line, &tokens, i)),
            Kind::Open => found.extend(in_brackets(line, &tokens, i).or_else(|| listed(line, &tokens, i))),
            _ => {}
        }
    }
    found
}

/// The only product or sum of products of a text, as in `위원 수당 150,000원×4명`; `None` with another computation, amount or
/// sign beside it.
pub fn only_product(text: &str) -> Option<&str> {
    if text.contains('\n') {
        return None;
    }
    let tokens = read(text);
    let first = tokens.iter().position(|t| t.kind == Kind::Operator('×'))?;
    let start = tokens[..first].iter().rposition(|t| !t.is_term()).map_or(0, |i| i + 1);
    let end = tokens[first..].iter().position(|t| !t.is_term()).map_or(tokens.len(), |i| first + i);
    let side = Side::of(&tokens[start..end])?;
    let money = |t: &Token| matches!(t.kind, Kind::Number(value) if value.unit == Unit::Won);
    let plain = |t: &Token| !matches!(t.kind, Kind::Bad | Kind::Operator(_) | Kind::Equals) && !money(t);
    let others = || tokens[..start].iter().chain(&tokens[end..]);
    (others().all(plain) && !side.mixed).then(|| &text[side.range.clone()])
}

/// The sum of the products of a text, which may be listed: `강사료 100천원×2회, 보조 50천원×2회`; `None` if a part is no product.
pub fn products(text: &str) -> Option<String> {
    // Words in brackets name a term: `50,000원(강사료)×3명`.
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((inner, next)) = after.split_once(')') else { break };
        plain.push_str(before);
        if inner.contains(|c: char| c.is_ascii_digit() || matches!(c, '(' | '%')) {
            plain.push_str(&rest[before.len()..before.len() + inner.len() + 2]);
        }
        rest = next;
    }
    plain.push_str(rest);
    let mut parts: Vec<&str> = Vec::new();
    let (mut start, bytes) = (0, plain.as_bytes());
    for (at, byte) in plain.bytes().enumerate() {
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        let cuts = matches!(byte, b'+' | b';' | b'\n') || (byte == b',' && !(at > 0 && digit(at - 1) && digit(at + 1)));
        if cuts {
            parts.push(&plain[start..at]);
            start = at + 1;
        }
    }
    parts.push(&plain[start..]);
    let terms: Option<Vec<&str>> =
        parts.into_iter().map(|part| only_product(part.split('=').next().unwrap_or(part))).collect();
    Some(terms?.join(" + "))
}

/// An amount with a list of products in the brackets behind it: `900천원(최우수 500천원×1명, 우수 200천원×2명)`.
fn listed(line: &str, tokens: &[Token], at: usize) -> Option<Equation> {
    let said = &tokens[at.checked_sub(1)?];
    let before = at.checked_sub(2).map(|i| tokens[i].kind);
    let money = matches!(said.kind, Kind::Number(value) if value.unit == Unit::Won);
    if !money || before.is_some_and(|k| matches!(k, Kind::Bad | Kind::Operator(_) | Kind::Equals)) {
        return None;
    }
    let start = tokens[at].range.end;
    let inner = line[start..].split_once(')')?.0;
    let sum = products(inner).filter(|sum| sum.contains(" + ") && !inner.contains('('))?;
    let of_sum = read(&sum);
    let computed = Side { range: start..start + inner.len(), ..Side::of(&of_sum)? };
    let said = Side::of(std::slice::from_ref(said))?;
    (computed.value.unit == Unit::Won).then(|| judge(line, &computed, &said))?
}

/// `A × B = C` or `C = A × B`
fn around_equals(line: &str, tokens: &[Token], at: usize) -> Option<Equation> {
    let start = tokens[..at].iter().rposition(|t| !t.is_term()).map_or(0, |i| i + 1);
    let end = tokens[at + 1..].iter().position(|t| !t.is_term()).map_or(tokens.len(), |i| at + 1 + i);
    let clean = |i: Option<usize>| i.and_then(|i| tokens.get(i)).is_none_or(|t| t.kind != Kind::Bad);
    if !clean(start.checked_sub(1)) || !clean(Some(end)) {
        return None;
    }
    let left = Side::of(&tokens[start..at])?;
    let right = Side::of(&tokens[at + 1..end])?;
    match (left.single, right.single) {
        (false, true) => judge(line, &left, &right),
        (true, false) => judge(line, &right, &left),
        // Two plain numbers are a definition, and two sums are seldom one statement.
        (true, true) | (false, false) => None,
    }
}

/// `A × B C`, where the amount follows without a sign: `현수막 88천원×30매 2,640천원`
fn beside(line: &str, tokens: &[Token], at: usize) -> Option<Equation> {
    let (last, said) = (tokens.get(at + 1)?, tokens.get(at + 2)?);
    let money = |t: &Token| matches!(t.kind, Kind::Number(value) if value.unit == Unit::Won);
    let start = tokens[..at].iter().rposition(|t| !t.is_term()).map_or(0, |i| i + 1);
    let clean = start.checked_sub(1).is_none_or(|i| tokens[i].kind != Kind::Bad);
    let next = tokens.get(at + 3).map(|t| t.kind);
    let ends = !next.is_some_and(|k| matches!(k, Kind::Bad | Kind::Operator(_) | Kind::Equals | Kind::Open));
    if !money(said) || !clean || !ends || line.get(last.range.end..said.range.start)? != " " {
        return None;
    }
    let computed = Side::of(tokens.get(start..at + 2)?)?;
    let said = Side::of(std::slice::from_ref(said))?;
    (computed.value.unit == Unit::Won && !computed.adds).then(|| judge(line, &computed, &said))?
}

/// `C (A × B)`
fn in_brackets(line: &str, tokens: &[Token], at: usize) -> Option<Equation> {
    let said = at.checked_sub(1).map(|i| &tokens[i..at])?;
    let before = at.checked_sub(2).map(|i| tokens[i].kind);
    if before.is_some_and(|k| matches!(k, Kind::Bad | Kind::Operator(_) | Kind::Equals)) {
        return None;
    }
    let close = at + 1 + tokens[at + 1..].iter().position(|t| !t.is_term())?;
    let inner = &tokens[at + 1..close];
    // `3-5` in brackets is a range.
    let safe = !inner.iter().any(|t| matches!(t.kind, Kind::Operator('-')));
    if tokens[close].kind != Kind::Close || !safe {
        return None;
    }
    let (said, computed) = (Side::of(said)?, Side::of(inner)?);
    // `100부 (297 × 420)` is a size; `1개(1+1)` is an offer.
    let counted = said.value.unit != Unit::None && !computed.single && (computed.units || computed.adds);
    (counted && said.single && !(computed.adds && computed.value.middle() == 2.0))
        .then(|| judge(line, &computed, &said))?
}

/// Compares both sides; `None` if their units are incompatible.
fn judge(line: &str, computed: &Side, said: &Side) -> Option<Equation> {
    let (a, b) = (&computed.value, &said.value);
    let money = (a.unit == Unit::Won, b.unit == Unit::Won);
    let comparable = match (a.unit, b.unit) {
        _ if computed.mixed => false,
        (Unit::None, _) | (_, Unit::None) => true,
        (Unit::Won, Unit::Won) => true,
        (Unit::Won, _) | (_, Unit::Won) | (Unit::Percent, _) | (_, Unit::Percent) => a.unit == b.unit,
        (Unit::Count(x), Unit::Count(y)) => x == y || computed.counters.contains(&y),
    };
    if !comparable {
        return None;
    }
    // If only one side has a unit of money, the bare numbers may be meant: `150×4=600천원`.
    let plain = a.plain_meets(b);
    let holds = a.meets(b) || (money.0 != money.1 && plain) || (money == (false, false) && plain);
    let scale = if a.unit == Unit::Won && b.unit == Unit::Won { b.scale } else { 1.0 };
    let result = a.middle() / scale;
    let whole = (result - result.round()).abs() < 1e-6 && result.abs() < 1e15;
    let unit = line[said.range.clone()].trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
    let taxed = [1.1, 1.0 / 1.1].into_iter().any(|rate| {
        let with = Value { low: a.low * rate, high: a.high * rate, ..*a };
        with.meets(b) || (money.0 != money.1 && with.plain_meets(b))
    });
    Some(Equation {
        taxed,
        computed: computed.range.clone(),
        said: said.range.clone(),
        holds,
        right: whole.then(|| format!("{}{unit}", grouped(result.round() as i64))),
    })
}

/// One side of an equation: a sum of products.
#[derive(Debug)]
struct Side {
    range: Range<usize>,
    value: Value,
    /// Whether the side is a single number.
    single: bool,
    adds: bool,
    /// Whether any term has a unit.
    units: bool,
    /// Counting units of its terms.
    counters: Vec<&'static str>,
    /// Whether its terms have incompatible units.
    mixed: bool,
}

impl Side {
    /// Evaluates numbers with operators between them; `None` for anything else.
    fn of(tokens: &[Token]) -> Option<Self> {
        let (first, last) = (tokens.first()?, tokens.last()?);
        let mut total: Option<Value> = None;
        let mut product: Option<Value> = None;
        let mut side = Self {
            range: first.range.start..last.range.end,
            value: Value::ZERO,
            single: tokens.len() == 1,
            adds: false,
            units: false,
            counters: Vec::new(),
            mixed: false,
        };
        let (mut sign, mut factor) = (1.0, '×');
        for (i, token) in tokens.iter().enumerate() {
            match (&token.kind, i % 2) {
                (Kind::Number(value), 0) => {
                    side.units |= value.unit != Unit::None;
                    side.counters.extend(value.unit.counter());
                    product = Some(match product {
                        None => *value,
                        Some(before) => before.times(value, factor)?,
                    });
                }
                (Kind::Operator(op @ ('×' | '÷')), 1) => factor = *op,
                (Kind::Operator(op), 1) => {
                    side.adds = true;
                    total = Some(side.add(total, product.take()?, sign));
                    sign = if *op == '-' { -1.0 } else { 1.0 };
                    factor = '×';
                }
                _ => return None,
            }
        }
        side.value = side.add(total, product?, sign);
        Some(side)
    }

    fn add(&mut self, total: Option<Value>, term: Value, sign: f64) -> Value {
        let Some(total) = total else { return term };
        self.mixed |= !total.unit.joins(term.unit);
        let (low, high) = if sign < 0.0 { (-term.high, -term.low) } else { (term.low, term.high) };
        let unit = if total.unit == Unit::None { term.unit } else { total.unit };
        Value { low: total.low + low, high: total.high + high, unit, ..total }
    }
}

/// An interval: a rounded number is known only within bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Value {
    low: f64,
    high: f64,
    unit: Unit,
    /// Value of 1 in the written unit: 1000 for 천원.
    scale: f64,
    /// Value of the last written digit.
    grain: f64,
}

impl Value {
    const ZERO: Self = Self { low: 0.0, high: 0.0, unit: Unit::None, scale: 1.0, grain: 1.0 };

    fn middle(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    /// The product or quotient; `None` for amounts times amounts, for a division by zero, and for a result out of
    /// range.
    fn times(&self, other: &Self, factor: char) -> Option<Self> {
        let unit = match (self.unit, other.unit) {
            (Unit::Won, Unit::Won) | (Unit::Percent, Unit::Percent) => return None,
            (Unit::Won, _) | (_, Unit::Won) => Unit::Won,
            (Unit::Percent, unit) | (unit, Unit::Percent) => unit,
            (Unit::None, unit) | (unit, _) => unit,
        };
        let share = |v: &Self| if v.unit == Unit::Percent { 0.01 } else { 1.0 };
        let (a, b) = (share(self), share(other));
        let (low, high) = match factor {
            '÷' if other.low > 0.0 => (self.low / other.high, self.high / other.low),
            '÷' => return None,
            _ => (self.low * a * other.low * b, self.high * a * other.high * b),
        };
        (high.is_finite() && high.abs() < 1e15).then_some(Self { low, high, unit, ..*self })
    }

    /// Whether both intervals can hold the same amount.
    fn meets(&self, said: &Self) -> bool {
        // A result with fewer digits than its terms was rounded, up or down.
        let steps = self.middle() / said.grain;
        let slack = if (steps - steps.round()).abs() < 1e-6 { 0.0 } else { said.grain };
        let tiny = 1e-9 * self.high.abs().max(1.0);
        self.low - slack - tiny <= said.high && said.low <= self.high + slack + tiny
    }

    /// Whether the written numbers are equal, units ignored.
    fn plain_meets(&self, said: &Self) -> bool {
        let plain = |v: &Self| Self { low: v.low / v.scale, high: v.high / v.scale, grain: v.grain / v.scale, ..*v };
        plain(self).meets(&plain(said))
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Unit {
    None,
    Won,
    Percent,
    Count(&'static str),
}

impl Unit {
    fn counter(self) -> Option<&'static str> {
        match self {
            Self::Count(name) => Some(name),
            Self::None | Self::Won | Self::Percent => None,
        }
    }

    /// Whether both units can be added.
    fn joins(self, other: Self) -> bool {
        match (self, other) {
            (Self::None, Self::Count(_)) | (Self::Count(_), Self::None) => true,
            (a, b) => a == b,
        }
    }
}

/// Units of money, the longest first, with their values in won.
const MONEY: [(&str, f64); 9] = [
    ("십억원", 1e9),
    ("천만원", 1e7),
    ("백만원", 1e6),
    ("십만원", 1e5),
    ("만원", 1e4),
    ("천원", 1e3),
    ("억원", 1e8),
    ("조원", 1e12),
    ("원", 1.0),
];

/// Counting units, the longest first; 인 and 명 are equivalent.
const COUNTERS: [(&str, &str); 35] = [
    ("월", "개월"),
    ("개월", "개월"),
    ("개소", "개소"),
    ("시간", "시간"),
    ("가구", "가구"),
    ("세대", "세대"),
    ("명", "명"),
    ("인", "명"),
    ("건", "건"),
    ("개", "개"),
    ("회", "회"),
    ("부", "부"),
    ("식", "식"),
    ("쪽", "쪽"),
    ("권", "권"),
    ("대", "대"),
    ("팀", "팀"),
    ("곳", "곳"),
    ("점", "점"),
    ("일", "일"),
    ("주", "주"),
    ("매", "매"),
    ("차", "차"),
    ("분", "분"),
    ("년", "년"),
    ("학급", "학급"),
    ("과목", "과목"),
    ("그루", "그루"),
    ("마리", "마리"),
    ("세트", "세트"),
    ("박", "박"),
    ("끼", "끼"),
    ("장", "장"),
    ("통", "통"),
    ("편", "편"),
];

#[derive(Debug)]
struct Token {
    kind: Kind,
    range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Number(Value),
    /// `×`, `÷`, `+`, `-`
    Operator(char),
    Equals,
    Open,
    Close,
    /// A word, which ends a computation.
    Words,
    /// Signs that make the numbers beside them something else, or a term unknown.
    Bad,
}

impl Token {
    fn is_term(&self) -> bool {
        matches!(self.kind, Kind::Number(_) | Kind::Operator(_))
    }
}

/// Splits a line into tokens, without spaces.
fn read(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        let kind = match c {
            ' ' | '\u{a0}' => continue,
            // The sign of bold text is not a sign of multiplication: `150천원 **×** 4인`.
            '*' if line[at..].starts_with('*') => {
                at += '*'.len_utf8();
                continue;
            }
            '0'..='9' => {
                let (kind, end) = number(line, start);
                at = end;
                kind
            }
            '×' | '✕' | '*' => Kind::Operator('×'),
            'x' | 'X' if is_between_numbers(line, &tokens, at) => Kind::Operator('×'),
            '÷' => Kind::Operator('÷'),
            '+' | '＋' => Kind::Operator('+'),
            // An item marker is not an operator.
            '-' if tokens.is_empty() && line[at..].starts_with(' ') => continue,
            '-' | '−' | '–' => Kind::Operator('-'),
            '=' => Kind::Equals,
            '(' => Kind::Open,
            ')' => Kind::Close,
            '의' if is_share(line, &tokens, at) => Kind::Operator('×'),
            // A price: `@5,000`.
            '@' if line[at..].starts_with(|c: char| c.is_ascii_digit()) => continue,
            '/' if per_unit(line, &tokens, at).is_some() => {
                at = per_unit(line, &tokens, at).unwrap_or(at);
                continue;
            }
            '/' | '~' | '^' | '<' | '>' | '±' | '≒' | '≈' | '≤' | '≥' | '△' | '▲' | '$' => Kind::Bad,
            ':' | '.' if line[..start].ends_with(|c: char| c.is_ascii_digit()) => Kind::Bad,
            _ => Kind::Words,
        };
        match tokens.last_mut() {
            Some(last) if last.kind == Kind::Words && kind == Kind::Words => last.range.end = at,
            _ => tokens.push(Token { kind, range: start..at }),
        }
    }
    tokens
}

/// The end of the unit of a price: `8,000원/명`.
fn per_unit(line: &str, tokens: &[Token], after: usize) -> Option<usize> {
    let priced = tokens
        .last()
        .is_some_and(|t| t.range.end + 1 == after && matches!(t.kind, Kind::Number(v) if v.unit == Unit::Won));
    let rest = line.get(after..).filter(|_| priced)?;
    let (name, _) = COUNTERS.iter().find(|(name, _)| rest.starts_with(name))?;
    let end = after + name.len();
    (!line[end..].starts_with(char::is_alphanumeric)).then_some(end)
}

fn is_between_numbers(line: &str, tokens: &[Token], after: usize) -> bool {
    let number = tokens.last().is_some_and(|t| matches!(t.kind, Kind::Number(_)));
    number && line[after..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit())
}

/// Whether `의` at a position connects an amount and a percentage.
fn is_share(line: &str, tokens: &[Token], after: usize) -> bool {
    let rest = line[after..].trim_start_matches(' ');
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let attached =
        tokens.last().is_some_and(|t| matches!(t.kind, Kind::Number(_)) && t.range.end + '의'.len_utf8() == after);
    attached && number.len() < rest.len() && number.starts_with('%')
}

/// Reads a number with its unit at a position.
fn number(line: &str, start: usize) -> (Kind, usize) {
    let bytes = line.as_bytes();
    let digits = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = start + digits(start);
    while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
        end += 4;
    }
    let mut decimals = 0;
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        decimals = digits(end + 1);
        end += 1 + decimals;
    }
    let glued = line[..start].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || "제.,_#:’'".contains(c));
    let written = line[start..end].replace(',', "");
    // `05` is part of a date or code.
    let glued = glued || (written.starts_with('0') && written[1..].starts_with(|c: char| c.is_ascii_digit()));
    let (unit, scale, end) = unit(line, end);
    let value = written.parse::<f64>().ok().filter(|_| written.len() < 16 && decimals < 7 && !glued);
    let (Some(value), Some(unit)) = (value, unit) else { return (Kind::Bad, end) };
    let grain = scale * 0.1_f64.powi(decimals as i32);
    // A percentage or decimal may be rounded.
    let rounded = decimals > 0 || unit == Unit::Percent;
    let half = if rounded { grain / 2.0 } else { 0.0 };
    let value = value * scale;
    (Kind::Number(Value { low: value - half, high: value + half, unit, scale, grain }), end)
}

/// The unit at a position, its value and its end; `None` for an unknown word.
fn unit(line: &str, at: usize) -> (Option<Unit>, f64, usize) {
    let rest = &line[at..];
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    let word = &rest[gap..];
    if gap <= 1 {
        if word.starts_with('%') && !word.starts_with("%p") {
            return (Some(Unit::Percent), 1.0, at + gap + 1);
        }
        if let Some((name, worth)) = MONEY.iter().find(|(name, _)| word.starts_with(name)) {
            return (Some(Unit::Won), *worth, at + gap + name.len());
        }
    }
    if let Some((name, same)) = COUNTERS.iter().find(|(name, _)| gap == 0 && word.starts_with(name)) {
        return (Some(Unit::Count(same)), 1.0, at + name.len());
    }
    let letter =
        rest.starts_with(|c: char| c.is_alphanumeric() && !"xX의".contains(c)) || rest.starts_with(['%', '℃', '㎡']);
    (if letter { None } else { Some(Unit::None) }, 1.0, at)
}

#[cfg(test)]
mod tests;
