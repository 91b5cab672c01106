//! Finds text that looks like personal data: numbers protected by law, addresses, accounts.
//!
//! A pattern alone gives false alarms, so that each has further conditions: permitted neighbours, a valid date, a check
//! digit, a label before it. The unique identifiers are those of 개인정보 보호법 시행령 제19조.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::{Regex, RegexSet};

mod labels;

use labels::{BANK_WORDS, BANKS, BIRTHS, SPOKEN_EMAIL, address, is_account, is_labelled};

/// Kind of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Resident registration number (주민등록번호).
    Resident,
    /// Foreigner registration number (외국인등록번호).
    Foreigner,
    /// Passport number (여권번호), after its label.
    Passport,
    /// Driving licence number (운전면허번호).
    Licence,
    /// Mobile phone number (휴대전화).
    Mobile,
    /// Other phone number (일반전화).
    Phone,
    /// E-mail address (이메일).
    Email,
    /// Payment card number (카드번호).
    Card,
    /// Account number (계좌번호), near a bank word.
    Account,
    /// Business registration number (사업자등록번호).
    Business,
    /// Corporation registration number (법인등록번호).
    Corporation,
    /// Date of birth (생년월일), after its label.
    Birth,
    /// Home address down to building and unit (주소).
    Address,
    /// Vehicle number (차량번호).
    Vehicle,
}

impl Kind {
    /// The Korean name of the kind.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Resident => "주민등록번호",
            Self::Foreigner => "외국인등록번호",
            Self::Passport => "여권번호",
            Self::Licence => "운전면허번호",
            Self::Mobile => "휴대전화번호",
            Self::Phone => "전화번호",
            Self::Email => "전자우편 주소",
            Self::Card => "카드번호",
            Self::Account => "계좌번호",
            Self::Business => "사업자등록번호",
            Self::Corporation => "법인등록번호",
            Self::Birth => "생년월일",
            Self::Address => "주소",
            Self::Vehicle => "차량번호",
        }
    }

    /// The English name of the kind.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Resident => "resident registration number",
            Self::Foreigner => "foreigner registration number",
            Self::Passport => "passport number",
            Self::Licence => "driving licence number",
            Self::Mobile => "mobile phone number",
            Self::Phone => "phone number",
            Self::Email => "e-mail address",
            Self::Card => "card number",
            Self::Account => "account number",
            Self::Business => "business registration number",
            Self::Corporation => "corporation registration number",
            Self::Birth => "date of birth",
            Self::Address => "address",
            Self::Vehicle => "vehicle number",
        }
    }
}

impl Kind {
    /// Whether it is a unique identifier (고유식별정보, 개인정보 보호법 시행령 제19조).
    pub const fn is_unique(self) -> bool {
        matches!(self, Self::Resident | Self::Foreigner | Self::Passport | Self::Licence)
    }

    /// Whether the number identifies a firm; it is public unless the firm is a natural person.
    pub const fn is_of_firm(self) -> bool {
        matches!(self, Self::Business | Self::Corporation)
    }
}

/// A place that looks like personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// What kind of personal data it looks like.
    pub kind: Kind,
    /// Whether the hit is certain enough to stop a publication.
    pub certain: bool,
}

/// Words for `@` in an address.
const AT: [&str; 8] = ["at]", "at)", " at ", "AT]", "AT)", " AT ", "골뱅이", "앳"];

/// Words beside which personal data may be written without many digits.
static HINTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words =
        ["생년월일", "생일", "주민번호", "주민등록번호", "출생", ".생", ". 생", "일생", "일 생", "여권", "차량"];
    let words = words.into_iter().chain(AT);
    AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(words).expect("a short list of words")
});

/// Fast pre-check by bytes: whether a text may contain any personal data that [`find`] detects. It rules out nearly all
/// texts.
pub fn may_hold(text: &str) -> bool {
    /// Minimum number of digits of a number without a label, and maximum number of bytes between two of them.
    const FEWEST: u32 = 7;
    const GAP: u32 = 4;
    // Most texts are Hangul only. No early end, so that the compiler can test many bytes at once.
    let is_telling = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'@' || byte == 0xEF;
    if !text.bytes().fold(false, |any, byte| any | is_telling(byte)) {
        return false;
    }
    let (mut digits, mut gap, mut number, mut latin) = (0, 0, false, false);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => (digits, gap, number) = (digits + 1, 0, true),
            // 0xEF is the first byte of full-width digits and hyphens.
            b'@' | 0xEF => return true,
            b'-' | b'.' | b' ' | b'(' | b')' | b'/' | b'_' | 0x80.. if gap < GAP => gap += 1,
            _ => {
                (digits, gap) = (0, 0);
                latin |= byte.is_ascii_alphabetic();
            }
        }
        if digits >= FEWEST {
            return true;
        }
    }
    // A hint stands beside a number, or spells out an address in Latin letters.
    if !number && !latin {
        return false;
    }
    let unit = |(at, word): (usize, &str)| {
        text[at + word.len()..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit())
    };
    HINTS.is_match(text) || (number && text.match_indices('동').any(unit))
}

/// Surnames that cover nearly the whole population.
const SURNAMES: &str = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도석선설마길연위표명기반왕금옥육인맹제모탁국어은용";

/// Surnames of two syllables.
const LONG_SURNAMES: [&str; 6] = ["남궁", "황보", "제갈", "선우", "독고", "사공"];

/// Words of three syllables that occur where a name would.
const NO_NAMES: [&str; 22] = [
    "공무원",
    "신청인",
    "신청자",
    "대표자",
    "참석자",
    "기재함",
    "위원장",
    "구청장",
    "주무관",
    "전문가",
    "주민들",
    "정규직",
    "이사장",
    "한자명",
    "민간인",
    "기업인",
    "문화인",
    "주민명",
    "인사권",
    "구의원",
    "시의원",
    "민원인",
];

/// Whether a syllable is a surname.
pub fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

/// Whether a word has the form of a Korean name: a surname and two syllables.
pub fn is_name(word: &str) -> bool {
    let syllables = word.chars().count();
    let hangul = word.chars().all(|c| ('가'..='힣').contains(&c));
    let shape = (syllables == 3 && word.starts_with(is_surname))
        || (syllables == 4 && LONG_SURNAMES.iter().any(|s| word.starts_with(s)));
    hangul && shape && !NO_NAMES.contains(&word)
}

/// The family name of a name; `None` if the word has not the form of a name.
pub fn family_name(word: &str) -> Option<&str> {
    if !is_name(word) {
        return None;
    }
    let long = LONG_SURNAMES.into_iter().find(|s| word.starts_with(s) && word.chars().count() == 4);
    long.or_else(|| word.get(.."가".len()))
}

/// Telephone numbers and e-mail addresses that an office publishes, which are not reported.
#[derive(Debug, Clone, Default)]
pub struct Contacts {
    /// Digits without the country code.
    numbers: BTreeSet<Vec<u32>>,
    addresses: BTreeSet<String>,
}

impl<S: AsRef<str>> FromIterator<S> for Contacts {
    fn from_iter<I: IntoIterator<Item = S>>(all: I) -> Self {
        let mut contacts = Self::default();
        for one in all {
            let digits: Vec<u32> = one.as_ref().chars().filter_map(|c| c.to_digit(10)).collect();
            if !digits.is_empty() {
                contacts.numbers.insert(local(&digits));
            }
            contacts.addresses.insert(one.as_ref().trim().to_ascii_lowercase());
        }
        contacts
    }
}

/// Finds personal data in a text, except published contacts.
pub fn find(text: &str, contacts: &Contacts) -> Vec<Hit> {
    if !may_hold(text) {
        return Vec::new();
    }
    let plain = Plain::new(text);
    let there = SET.matches(&plain.text);
    let mut hits: Vec<Hit> = Vec::new();
    // Ranges already taken; they do not overlap.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for (kind, pattern) in there.iter().map(|i| &PATTERNS[i]) {
        for found in pattern.find_iter(&plain.text) {
            let range = plain.origin(found.range());
            let is_taken = taken.range(..range.end).next_back().is_some_and(|(_, end)| range.start < *end);
            if is_taken || !stands_alone(&plain.text, found.range(), *kind) {
                continue;
            }
            let Some((kind, certain)) = judge(*kind, &plain.text, found.range(), contacts) else { continue };
            taken.insert(range.start, range.end);
            hits.push(Hit { range, kind, certain });
        }
    }
    hits.sort_by_key(|h| (h.range.start, h.kind));
    hits
}

/// The patterns in order of priority: an earlier one claims its text before later ones.
static PATTERNS: LazyLock<Vec<(Kind, Regex)>> = LazyLock::new(|| {
    let table = [
        (Kind::Resident, r"[0-9]{6}(?: {0,2}[-.·/_~] {0,2}| {1,2})?[1-8][0-9]{6}"),
        (Kind::Corporation, r"[0-9]{6}-[0-9]{7}"),
        (Kind::Card, r"[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}"),
        (Kind::Licence, r"[0-9]{2}-[0-9]{2}-[0-9]{6}-[0-9]{2}"),
        (
            Kind::Mobile,
            r"(?:\(?01[016789]\)?|\+82[- ]?(?:\(0\))?0?1[016789])(?: ?[-./·_~] ?| )?[0-9]{3,4}(?: ?[-./·_~] ?| )?[0-9]{4}",
        ),
        (Kind::Business, r"[0-9]{3}-[0-9]{2}-[0-9]{5}"),
        (Kind::Account, r"[0-9]{2,6}-[0-9]{2,6}-[0-9]{2,6}(?:-[0-9]{1,3})?"),
        (Kind::Phone, r"(?:0(?:2|[3-6][0-9]|70|50[0-9])(?:\) ?|-)?[0-9]{3,4}-?[0-9]{4})"),
        (Kind::Passport, r"[MSRODG](?:[0-9]{8}|[0-9]{3}[A-Z][0-9]{4})"),
        (Kind::Email, r"[A-Za-z0-9_.+\-]+@[A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]+)+"),
        (Kind::Birth, r"(?:[0-9]{4}|[0-9]{2})[.\-년] ?[0-9]{1,2}[.\-월] ?[0-9]{1,2}[.일]?(?: ?생)?"),
        (Kind::Email, SPOKEN_EMAIL),
        (Kind::Birth, r"(?:[0-9]{2})?[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"),
        (Kind::Account, r"[0-9]{9,14}"),
        (Kind::Account, r"[0-9]{2,6}(?:[ .][0-9]{2,7}){2,3}"),
        (Kind::Address, r"[가-힣0-9]+(?:로|길) ?[0-9]+(?:-[0-9]+)?[, ]+[0-9]+동 ?[0-9]+호"),
        (Kind::Vehicle, r"[0-9]{2,3}[가-힣] ?[0-9]{4}"),
    ];
    table.into_iter().map(|(kind, p)| (kind, Regex::new(p).expect("the patterns above are valid"))).collect()
});

/// All patterns in one set, because most texts match none.
static SET: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new(PATTERNS.iter().map(|(_, pattern)| pattern.as_str())).expect("the patterns above are valid")
});

/// A text with the digits, hyphens and spaces of other scripts replaced by ASCII, and a map back to the original.
struct Plain {
    text: String,
    /// Offset in the original of each byte of `text`, and of its end.
    origin: Vec<usize>,
}

impl Plain {
    fn new(text: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len() + 1) };
        for (at, c) in text.char_indices() {
            let c = match c {
                // Typst and word processors replace a typed hyphen by a minus sign or dash.
                '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' | '\u{fe63}' => '-',
                '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
                '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => continue,
                '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).expect("full width forms end before that"),
                c => c,
            };
            plain.text.push(c);
            plain.origin.resize(plain.text.len(), at);
        }
        plain.origin.push(text.len());
        plain
    }

    fn origin(&self, range: Range<usize>) -> Range<usize> {
        self.origin[range.start]..self.origin[range.end]
    }
}

/// Whether the range is not part of a longer number or word: no digit or Latin letter touches it, and no hyphen that
/// joins it to one.
///
/// Hangul may touch it, because particles follow a number without a space.
fn stands_alone(text: &str, range: Range<usize>, kind: Kind) -> bool {
    let glued = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_hangul(c));
    let mut before = text[..range.start].chars().rev();
    let mut after = text[range.end..].chars();
    let (previous, next) = (before.next(), after.next());
    if glued(previous) || glued(next) {
        return false;
    }
    let joint = |c: Option<char>| matches!(c, Some('-' | '_' | '/' | '='));
    let is_number = !matches!(kind, Kind::Email | Kind::Birth | Kind::Address | Kind::Vehicle);
    !is_number
        || !((joint(previous) && glued(before.next()))
            || (joint(next) && glued(after.next()))
            // A decimal fraction is a measure, not an identifier.
            || (previous == Some('.') && text[..range.start - 1].ends_with(|c: char| c.is_ascii_digit())))
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}')
}

/// The final kind of a match and whether it is certain; `None` for a false alarm.
fn judge(kind: Kind, text: &str, range: Range<usize>, contacts: &Contacts) -> Option<(Kind, bool)> {
    let found = &text[range.clone()];
    let digits: Vec<u32> = found.chars().filter_map(|c| c.to_digit(10)).collect();
    let labelled = |words: &[&str]| label_before(text, range.start, words);
    match kind {
        Kind::Resident | Kind::Foreigner => {
            let person = labelled(&["주민", "외국인등록", "외국인 등록"]);
            // A bare number after the name of a bank is an account unless its check digit says otherwise.
            let account = found.len() == digits.len() && is_account(text, range.start, range.end);
            registration(found, &digits, labelled(&["법인"]), person).filter(|(_, certain)| *certain || !account)
        }
        Kind::Corporation => corporation(&digits).then_some((kind, digits[6] == 0 || labelled(&["법인"]))),
        Kind::Card => luhn(&digits).then_some((kind, found.contains(['-', ' ']) || labelled(&["카드"]))),
        Kind::Licence => {
            let region = digits[0] * 10 + digits[1];
            (11..=28).contains(&region).then_some((kind, true))
        }
        Kind::Mobile | Kind::Phone => {
            let published = contacts.numbers.contains(&local(&digits));
            let parts = found.contains(['-', '.', ' ', ')', '/', '·', '_'])
                || labelled(&["전화", "휴대", "연락처", "폰", "tel", "Tel", "TEL"]);
            let office = kind == Kind::Phone && of_an_office(&text[..range.start]);
            (!published && !office).then_some((kind, parts))
        }
        Kind::Email => {
            let address = if found.contains([' ', '[', '(', '{', '<']) || !found.contains('@') {
                address(found)?
            } else {
                found.to_ascii_lowercase()
            };
            let host = address.rsplit('@').next().unwrap_or_default();
            let public = host.ends_with(".go.kr") || host == "korea.kr" || host.ends_with(".korea.kr");
            let published = contacts.addresses.contains(&address);
            // `icon@2x.png` is a file name, no e-mail address.
            let top = host.rsplit('.').next().unwrap_or_default();
            let is_top = top.len() >= 2 && top.chars().all(|c| c.is_ascii_alphabetic()) && !FILE_ENDS.contains(&top);
            (!public && !published && is_top).then_some((kind, true))
        }
        Kind::Business => business(&digits).then_some((kind, true)),
        Kind::Account => {
            let published = contacts.numbers.contains(&local(&digits));
            if !found.contains('-') {
                let account = (9..=14).contains(&digits.len()) && is_account(text, range.start, range.end);
                return (account && !published).then_some((kind, true));
            }
            // Names of banks are also common words: they count only directly before the number.
            let named = BANKS.iter().any(|bank| text[..range.start].trim_end().ends_with(bank));
            let near =
                named || labelled(BANK_WORDS) || BANK_WORDS.iter().any(|w| following(text, range.end, 12).contains(w));
            // An office that claims money back publishes its account.
            ((10..=14).contains(&digits.len()) && near && !dated(found) && !published).then_some((kind, true))
        }
        Kind::Passport => labelled(&["여권", "passport", "Passport", "PASSPORT"]).then_some((kind, true)),
        Kind::Birth => {
            // `1990. 1. 1. 이후 출생자` is a condition, not a person's birthday.
            let bound =
                ["이후", "이전", "부터", "까지", "현재"].iter().any(|w| following(text, range.end, 6).contains(w));
            if found.chars().all(|c| c.is_ascii_digit()) {
                return (is_labelled(text, range.start, BIRTHS) && !bound).then_some((kind, true));
            }
            ((labelled(&["생년월일", "출생"]) || found.ends_with('생')) && !bound).then_some((kind, true))
        }
        Kind::Address => Some((kind, false)),
        Kind::Vehicle => {
            let of_office = labelled(&["관용", "공용", "업무용"]);
            (labelled(&["차량", "번호판"]) && !of_office).then_some((kind, true))
        }
    }
}

/// Endings of names of offices.
const OFFICES: &[&str] = &[
    "과",
    "팀",
    "청",
    "센터",
    "재단",
    "담당관",
    "관리관",
    "보건소",
    "사무소",
    "소방서",
    "경찰서",
    "공단",
    "공사",
    "협회",
    "학교",
    "도서관",
    "상담전화",
    "대표전화",
    "민원전화",
    "콜센터",
    "상황실",
    "위원회",
    "본부",
    "사무국",
    "복지관",
    "연구원",
    "진흥원",
    "지원단",
    "사무실",
    "홀",
    "예매",
    "예매처",
    "자료실",
    "체험관",
    "당직실",
    "안내소",
    "고객지원실",
    "매표소",
    "문의처",
];

/// Words that mark a number as personal, regardless of other words near it.
const PRIVATE: &[&str] = &["자택", "본인", "개인", "휴대", "가족", "부모", "집 전화", "집전화"];

/// Whether a telephone number follows the name of an office: `환경과(☎ 02-…)`. Such a number belongs to no person.
fn of_an_office(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let from = line.char_indices().rev().nth(29).map_or(0, |(i, _)| i);
    let near = &line[from..];
    if PRIVATE.iter().any(|w| near.contains(w)) {
        return false;
    }
    let mut rest = near;
    loop {
        let shorter = rest.trim_end_matches([' ', '(', ':', '☎', '☏', ',', '.']);
        let shorter = ["전화번호", "전화", "연락처", "문의", "팩스", "전송", "Tel", "TEL", "tel"]
            .iter()
            .find_map(|w| {
                shorter.strip_suffix(w).filter(|_| !OFFICES.iter().any(|o| o.ends_with(w) && shorter.ends_with(o)))
            })
            .unwrap_or(shorter);
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    let word = rest.rsplit([' ', '(', ',']).next().unwrap_or_default();
    OFFICES.iter().any(|o| word.strip_suffix(o).is_some_and(|name| !is_name(name)))
}

const FILE_ENDS: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "svg", "css", "js", "pdf", "html"];

/// Whether one of the words precedes closely, in the same sentence.
fn label_before(text: &str, at: usize, words: &[&str]) -> bool {
    let from = text[..at].char_indices().rev().nth(23).map_or(0, |(i, _)| i);
    words.iter().any(|w| text[from..at].contains(w))
}

fn following(text: &str, at: usize, chars: usize) -> &str {
    let to = text[at..].char_indices().nth(chars).map_or(text.len(), |(i, _)| at + i);
    &text[at..to]
}

/// Removes the country code of a telephone number.
fn local(digits: &[u32]) -> Vec<u32> {
    match digits {
        [8, 2, 0, rest @ ..] | [8, 2, rest @ ..] => [&[0], rest].concat(),
        _ => digits.to_vec(),
    }
}

/// `2019-05-08`: a date can have the form of an account number.
fn dated(found: &str) -> bool {
    let parts: Vec<u32> = found.split('-').filter_map(|p| p.parse().ok()).collect();
    matches!(parts[..], [1900..=2100, 1..=12, 1..=31])
}

/// A resident or foreigner registration number. Since October 2020 the last digits are random, so that a wrong check
/// digit proves nothing; it only makes a run of 13 digits without a hyphen uncertain.
fn registration(found: &str, d: &[u32], is_labelled_firm: bool, is_labelled_person: bool) -> Option<(Kind, bool)> {
    let (kind, base) = match d[6] {
        1..=4 => (Kind::Resident, 11),
        5..=8 => (Kind::Foreigner, 13),
        _ => return None,
    };
    let century = if matches!(d[6], 1 | 2 | 5 | 6) { 1900 } else { 2000 };
    let (year, month, day) = (century + (d[0] * 10 + d[1]) as i32, d[2] * 10 + d[3], d[4] * 10 + d[5]);
    chrono::NaiveDate::from_ymd_opt(year, month, day)?;
    let sum: u32 = d[..12].iter().zip([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]).map(|(a, b)| a * b).sum();
    let fits = (base - sum % 11) % 10 == d[12];
    if corporation(d) && !fits {
        // A corporation registration number has the same form and often begins with a valid date.
        return (!is_labelled_firm).then_some((kind, false));
    }
    Some((kind, fits || found.contains('-') || is_labelled_person))
}

fn corporation(d: &[u32]) -> bool {
    let sum: u32 = d[..12].iter().zip([1, 2].into_iter().cycle()).map(|(a, b)| a * b).sum();
    (10 - sum % 10) % 10 == d[12]
}

fn business(d: &[u32]) -> bool {
    let sum: u32 = d[..9].iter().zip([1, 3, 7, 1, 3, 7, 1, 3, 5]).map(|(a, b)| a * b).sum::<u32>() + d[8] * 5 / 10;
    (10 - sum % 10) % 10 == d[9]
}

fn luhn(d: &[u32]) -> bool {
    let doubled = |n: u32| if n > 4 { n * 2 - 9 } else { n * 2 };
    let sum: u32 = d.iter().rev().enumerate().map(|(i, n)| if i % 2 == 1 { doubled(*n) } else { *n }).sum();
    sum.is_multiple_of(10) && d.iter().any(|n| *n != 0)
}

#[cfg(test)]
mod tests;
