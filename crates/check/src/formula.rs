//! Formulas in the heads of a table: `예산(A)`, `집행(B)`, `잔액(A-B)`, `집행률(B/A)`.

use crate::prose::table::Number;

/// Maximum length of a head with a formula, in characters. The longest formula is shorter, so that its tree is not deep.
const LONGEST: usize = 80;
/// Maximum depth of brackets.
const DEEPEST: u32 = 8;

/// A formula over columns.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Formula {
    /// The column with a mark.
    Column(char),
    /// A number, such as 100.
    Constant(f64),
    /// `A+B`, `A-B`, `A×B`, `A/B`
    Both(char, Box<Formula>, Box<Formula>),
}

/// What the brackets of a head say.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    /// The mark of the column: `A` in `예산(A)` and `잔액(C=A-B)`.
    pub(crate) mark: Option<char>,
    /// The formula, and its words.
    pub(crate) formula: Option<(Formula, String)>,
}

impl Head {
    /// Reads a head.
    pub(crate) fn read(text: &str) -> Self {
        let mut head = Self { mark: None, formula: None };
        if text.chars().count() > LONGEST {
            return head;
        }
        for group in groups(text) {
            // A unit may follow: `(A, 명)`, `(B/A, %)`.
            let words = group.split([',', '，']).next().unwrap_or_default().trim().trim_end_matches(['%', ' ']);
            let (left, right) = words.split_once('=').map_or((None, words), |(l, r)| (Some(l.trim()), r.trim()));
            if let Some(mark) = left.unwrap_or(right).chars().next().filter(|c| is_mark(*c)) {
                let single = left.unwrap_or(right).chars().count() == 1;
                head.mark = head.mark.or(single.then_some(mark));
            }
            if let Some(formula) = parse(right).filter(|f| matches!(f, Formula::Both(..))) {
                head.formula = Some((formula, right.to_owned()));
            }
        }
        // `잔액 D=A+B-C`, `예산액 B`, `가. 계획`
        if head.mark.is_none() && head.formula.is_none() {
            head.read_word(text.trim_matches([' ', '*']));
        }
        // `① 예산` and `예산①`
        let plain = text.trim_matches([' ', '*']);
        let circled = |c: &char| matches!(c, '①'..='⑳' | '㉠'..='㉻' | 'ⓐ'..='ⓩ');
        let ends = plain.chars().next().filter(circled).or_else(|| plain.chars().next_back().filter(circled));
        head.mark = head.mark.or(ends);
        head
    }
}

impl Head {
    /// Reads a mark or formula that is the last or first word of a head.
    fn read_word(&mut self, text: &str) {
        let Some((_, word)) = text.rsplit_once(' ') else { return };
        if let Some((left, right)) = word.split_once('=') {
            self.mark = left.chars().next().filter(|c| is_mark(*c) && left.chars().count() == 1);
            self.formula = parse(right).filter(|f| matches!(f, Formula::Both(..))).map(|f| (f, right.to_owned()));
            return;
        }
        let mut last = word.chars();
        self.mark = last.next().filter(|c| c.is_ascii_uppercase() && last.next().is_none());
        let mut first = text.chars();
        if let (Some(c), Some('.')) = (first.next(), first.next()) {
            self.mark = self.mark.or(Some(c).filter(|c| is_mark(*c)));
        }
    }
}

/// The texts in the outer brackets of a head.
fn groups(text: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0_u32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' | '（' | '｛' => {
                if depth == 0 {
                    start = at + c.len_utf8();
                }
                depth += 1;
            }
            ')' | ']' | '}' | '）' | '｝' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(&text[start..at]);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a character is a mark of a column.
fn is_mark(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '①'..='⑳' | '㉠'..='㉻' | 'ⓐ'..='ⓩ') || "가나다라마바사".contains(c)
}

/// Parses a formula; `None` if there is anything else.
fn parse(text: &str) -> Option<Formula> {
    let signs: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).take(LONGEST + 1).collect();
    if signs.len() > LONGEST {
        return None;
    }
    let mut reader = Reader { signs: &signs, at: 0, depth: 0 };
    let formula = reader.sum()?;
    (reader.at == signs.len()).then_some(formula)
}

struct Reader<'a> {
    signs: &'a [char],
    at: usize,
    depth: u32,
}

impl Reader<'_> {
    fn next_if(&mut self, known: &[(char, char)]) -> Option<char> {
        let sign = *self.signs.get(self.at)?;
        let (_, found) = known.iter().find(|(written, _)| *written == sign)?;
        self.at += 1;
        Some(*found)
    }

    fn sum(&mut self) -> Option<Formula> {
        let mut left = self.product()?;
        while let Some(sign) = self.next_if(&[('+', '+'), ('＋', '+'), ('-', '-'), ('－', '-'), ('–', '-'), ('−', '-')])
        {
            left = Formula::Both(sign, Box::new(left), Box::new(self.product()?));
        }
        Some(left)
    }

    fn product(&mut self) -> Option<Formula> {
        let mut left = self.term()?;
        let known = [('×', '×'), ('*', '×'), ('x', '×'), ('X', '×'), ('/', '/'), ('÷', '/')];
        while let Some(sign) = self.next_if(&known) {
            left = Formula::Both(sign, Box::new(left), Box::new(self.term()?));
        }
        Some(left)
    }

    fn term(&mut self) -> Option<Formula> {
        let sign = *self.signs.get(self.at)?;
        if let Some((_, close)) = [('(', ')'), ('{', '}'), ('[', ']')].into_iter().find(|(open, _)| *open == sign) {
            self.depth += 1;
            self.at += 1;
            let inner = (self.depth <= DEEPEST).then(|| self.sum()).flatten()?;
            self.next_if(&[(close, close)])?;
            return Some(inner);
        }
        if sign.is_ascii_digit() {
            let digits: String = self.signs[self.at..].iter().take_while(|c| c.is_ascii_digit()).collect();
            self.at += digits.len();
            self.next_if(&[('%', '%')]);
            return digits.parse().ok().filter(|_| digits.len() <= 6).map(Formula::Constant);
        }
        self.at += 1;
        // A word is no mark.
        let word = self.signs.get(self.at).is_some_and(|c| is_mark(*c) && !"xX".contains(*c));
        (is_mark(sign) && !word).then_some(Formula::Column(sign))
    }
}

impl Formula {
    /// Marks of all columns in it.
    pub(crate) fn columns(&self) -> Vec<char> {
        match self {
            Self::Column(mark) => vec![*mark],
            Self::Constant(_) => Vec::new(),
            Self::Both(_, a, b) => [a.columns(), b.columns()].concat(),
        }
    }

    /// Columns with their factors, if it only adds and subtracts.
    pub(crate) fn terms(&self) -> Option<Vec<(char, i128)>> {
        match self {
            Self::Column(mark) => Some(vec![(*mark, 1)]),
            Self::Both(sign @ ('+' | '-'), a, b) => {
                let factor = if *sign == '-' { -1 } else { 1 };
                let second = b.terms()?.into_iter().map(|(mark, of)| (mark, of * factor));
                Some(a.terms()?.into_iter().chain(second).collect())
            }
            Self::Constant(_) | Self::Both(..) => None,
        }
    }

    /// The two columns of a quotient (`B/A`, `B/A×100`).
    pub(crate) fn quotient(&self) -> Option<(char, char)> {
        match self {
            Self::Both('/', a, b) => match (&**a, &**b) {
                (Self::Column(a), Self::Column(b)) => Some((*a, *b)),
                _ => None,
            },
            Self::Both('×', a, b) if matches!(**b, Self::Constant(_)) => a.quotient(),
            Self::Column(_) | Self::Constant(_) | Self::Both(..) => None,
        }
    }

    /// Whether it has a constant: `B/A×100`.
    pub(crate) fn has_constant(&self) -> bool {
        match self {
            Self::Column(_) => false,
            Self::Constant(_) => true,
            Self::Both(_, a, b) => a.has_constant() || b.has_constant(),
        }
    }

    /// Whether it has a division.
    pub(crate) fn divides(&self) -> bool {
        matches!(self, Self::Both(sign, a, b) if *sign == '/' || a.divides() || b.divides())
    }

    /// Bounds of the value; `None` if a column has no number, or for a division by zero.
    pub(crate) fn value(&self, of: &impl Fn(char) -> Option<(f64, f64)>) -> Option<(f64, f64)> {
        match self {
            Self::Column(mark) => of(*mark),
            Self::Constant(number) => Some((*number, *number)),
            Self::Both(sign, a, b) => {
                let ((a, b), (c, d)) = (a.value(of)?, b.value(of)?);
                let spread = |all: [f64; 4]| {
                    let low = all.iter().copied().fold(f64::INFINITY, f64::min);
                    let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    (low.is_finite() && high.is_finite()).then_some((low, high))
                };
                match sign {
                    '+' => Some((a + c, b + d)),
                    '-' => Some((a - d, b - c)),
                    '×' => spread([a * c, a * d, b * c, b * d]),
                    _ if c <= 0.0 && d >= 0.0 => None,
                    _ => spread([a / c, a / d, b / c, b / d]),
                }
            }
        }
    }
}

/// Whether a stated number is a value within bounds, rounded or truncated to its digits.
pub(crate) fn is_value(stated: &Number, (low, high): (f64, f64)) -> bool {
    let unit = 10_f64.powi(i32::try_from(stated.decimals).unwrap_or(0));
    let tiny = 1e-9 * high.abs().max(1.0);
    let (low, high) = ((low - tiny) * unit, (high + tiny) * unit);
    let all = [low.trunc(), low.round(), high.trunc(), high.round()];
    let least = all.iter().copied().fold(f64::INFINITY, f64::min);
    let most = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let stated = stated.digits as f64;
    least <= stated && stated <= most
}

/// The middle of bounds in the digits of a stated number.
pub(crate) fn rounded(stated: &Number, (low, high): (f64, f64)) -> i128 {
    let unit = 10_f64.powi(i32::try_from(stated.decimals).unwrap_or(0));
    (f64::midpoint(low, high) * unit).round() as i128
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read() {
        for (text, mark, formula) in [
            ("예산(A)", Some('A'), None),
            ("집행 (B)", Some('B'), None),
            ("잔액(A-B)", None, Some("A-B")),
            ("잔액(C=A-B)", Some('C'), Some("A-B")),
            ("집행률(B/A, %)", None, Some("B/A")),
            ("집행률(%)(B/A×100)", None, Some("B/A×100")),
            ("계(A+B+C)", None, Some("A+B+C")),
            ("③ 잔액(①-②)", Some('③'), Some("①-②")),
            ("증감률((B-A)/A)", None, Some("(B-A)/A")),
            ("증감(나-가)", None, Some("나-가")),
            ("증감률{(B-A)/A}", None, Some("(B-A)/A")),
            ("증감률(%) {[(B-A)/A]×100}", None, Some("[(B-A)/A]×100")),
            ("단가(원)(A)", Some('A'), None),
            ("금액(천원)", None, None),
            ("금액(VAT 포함)", None, None),
            ("구분(남/여)", None, None),
        ] {
            let head = Head::read(text);
            assert_eq!((head.mark, head.formula.as_ref().map(|f| f.1.as_str())), (mark, formula), "{text}");
        }
    }

    #[test]
    fn values_are_bounds() {
        let of = |mark| match mark {
            'A' => Some((1000.0, 1000.0)),
            'B' => Some((833.0, 833.0)),
            _ => None,
        };
        let value = |text: &str| parse(text).and_then(|f| f.value(&of));
        assert_eq!(value("A-B"), Some((167.0, 167.0)));
        assert_eq!(value("(A-B)/A*100").map(|v| v.0.round()), Some(17.0));
        assert_eq!(value("A/(A-A)"), None);
        assert_eq!(value("A-C"), None);
        let stated = |digits, decimals| Number { digits, decimals, unit: String::new() };
        assert!(is_value(&stated(833, 1), (83.3, 83.3)));
        assert!(is_value(&stated(83, 0), (83.7, 83.7)));
        assert!(is_value(&stated(84, 0), (83.7, 83.7)));
        assert!(!is_value(&stated(85, 0), (83.7, 83.7)));
        assert_eq!(parse(&"(".repeat(100_000)), None);
        assert_eq!(parse(&("A+".repeat(100_000) + "A")), None);
        assert!(parse(&("A+".repeat(30) + "A")).is_some());
    }
}
