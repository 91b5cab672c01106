//! Finds text that looks like personal data: numbers protected by law, addresses, accounts.
//!
//! A pattern alone gives false alarms, so that each has further conditions: permitted neighbours, a valid date, a check
//! digit, a label before it. The unique identifiers are those of 개인정보 보호법 시행령 제19조.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::{Regex, RegexSet};

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

/// Words beside which personal data may be written without many digits.
static HINTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(["생년월일", "출생", ".생", ". 생", "일생", "일 생", "여권", "차량"])
        .expect("a short list of words")
});

/// Fast pre-check by bytes: whether a text may contain any personal data that [`find`] detects. It rules out nearly all
/// texts.
pub fn may_hold(text: &str) -> bool {
    /// Minimum number of digits of a number without a label, and maximum number of bytes between two of them.
    const FEWEST: u32 = 7;
    const GAP: u32 = 4;
    let (mut digits, mut gap) = (0, 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => (digits, gap) = (digits + 1, 0),
            // 0xEF is the first byte of full-width digits and hyphens.
            b'@' | 0xEF => return true,
            b'-' | b'.' | b' ' | b'(' | b')' | 0x80.. if gap < GAP => gap += 1,
            _ => (digits, gap) = (0, 0),
        }
        if digits >= FEWEST {
            return true;
        }
    }
    let unit = |(at, word): (usize, &str)| {
        text[at + word.len()..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit())
    };
    HINTS.is_match(text) || text.match_indices('동').any(unit)
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
    // Every kind except e-mail contains a digit; an e-mail address without digits contains `@`.
    if !text.chars().any(|c| c == '@' || c.is_ascii_digit() || matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff20}')) {
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
        (Kind::Resident, r"[0-9]{6}(?: ?- ?| )?[1-8][0-9]{6}"),
        (Kind::Corporation, r"[0-9]{6}-[0-9]{7}"),
        (Kind::Card, r"[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}"),
        (Kind::Licence, r"[0-9]{2}-[0-9]{2}-[0-9]{6}-[0-9]{2}"),
        (Kind::Mobile, r"(?:01[016789]|\+82[- ]?(?:\(0\))?0?1[016789])[-. ]?[0-9]{3,4}[-. ]?[0-9]{4}"),
        (Kind::Business, r"[0-9]{3}-[0-9]{2}-[0-9]{5}"),
        (Kind::Account, r"[0-9]{2,6}-[0-9]{2,6}-[0-9]{2,6}(?:-[0-9]{1,3})?"),
        (Kind::Phone, r"(?:0(?:2|[3-6][0-9]|70|50[0-9])(?:\) ?|-)?[0-9]{3,4}-?[0-9]{4})"),
        (Kind::Passport, r"[MSRODG](?:[0-9]{8}|[0-9]{3}[A-Z][0-9]{4})"),
        (Kind::Email, r"[A-Za-z0-9_.+\-]+@[A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]+)+"),
        (Kind::Birth, r"(?:[0-9]{4}|[0-9]{2})[.\-년] ?[0-9]{1,2}[.\-월] ?[0-9]{1,2}[.일]?(?: ?생)?"),
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
        Kind::Resident | Kind::Foreigner => registration(found, &digits, labelled(&["법인"])),
        Kind::Corporation => corporation(&digits).then_some((kind, digits[6] == 0 || labelled(&["법인"]))),
        Kind::Card => luhn(&digits).then_some((kind, found.contains(['-', ' ']) || labelled(&["카드"]))),
        Kind::Licence => {
            let region = digits[0] * 10 + digits[1];
            (11..=28).contains(&region).then_some((kind, true))
        }
        Kind::Mobile | Kind::Phone => {
            let published = contacts.numbers.contains(&local(&digits));
            let parts =
                found.contains(['-', '.', ' ']) || labelled(&["전화", "휴대", "연락처", "폰", "tel", "Tel", "TEL"]);
            let office = kind == Kind::Phone && of_an_office(&text[..range.start]);
            (!published && !office).then_some((kind, parts))
        }
        Kind::Email => {
            let address = found.to_ascii_lowercase();
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
            // Names of banks are also common words: they count only directly before the number.
            let named = BANKS.iter().any(|bank| text[..range.start].trim_end().ends_with(bank));
            let near =
                named || labelled(BANK_WORDS) || BANK_WORDS.iter().any(|w| following(text, range.end, 12).contains(w));
            // An office that claims money back publishes its account.
            let published = contacts.numbers.contains(&local(&digits));
            ((10..=14).contains(&digits.len()) && near && !dated(found) && !published).then_some((kind, true))
        }
        Kind::Passport => labelled(&["여권", "passport", "Passport", "PASSPORT"]).then_some((kind, true)),
        Kind::Birth => {
            // `1990. 1. 1. 이후 출생자` is a condition, not a person's birthday.
            let bound =
                ["이후", "이전", "부터", "까지", "현재"].iter().any(|w| following(text, range.end, 6).contains(w));
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

/// Names of banks as written before an account number.
const BANKS: &[&str] =
    &["농협", "국민", "신한", "우리", "하나", "기업", "새마을금고", "신협", "우체국", "수협", "카카오뱅크", "토스뱅크"];

/// Labels of an account number.
const BANK_WORDS: &[&str] = &["은행", "계좌", "예금주", "입금", "송금", "통장"];

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
fn registration(found: &str, d: &[u32], is_labelled_firm: bool) -> Option<(Kind, bool)> {
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
    Some((kind, fits || found.contains('-')))
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
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, bool)> {
        find(text, &["010-2133-6366", "team@office.example"].into_iter().collect())
            .into_iter()
            .map(|h| (h.kind, h.certain))
            .collect()
    }

    #[test]
    fn numbers_of_persons_are_found() {
        for (text, kind) in [
            ("900101-1234568", Kind::Resident),
            ("900101-1234567", Kind::Resident),
            ("9001011234568", Kind::Resident),
            ("주민번호900101-1234568은", Kind::Resident),
            ("900101\u{2212}1234568", Kind::Resident),
            ("９００１０１－１２３４５６８", Kind::Resident),
            ("900101-5678903", Kind::Foreigner),
            ("카드 4111 1111 1111 1111", Kind::Card),
            ("면허 11-19-123456-78", Kind::Licence),
            ("010-1234-5678", Kind::Mobile),
            ("휴대전화 01012345678", Kind::Mobile),
            ("+82-10-1234-5678", Kind::Mobile),
            ("여권번호: M12345678", Kind::Passport),
            ("여권 M123A4567", Kind::Passport),
            ("농협 302-1234-5678-91", Kind::Account),
            ("kim.minsu@example.com", Kind::Email),
            ("생년월일 1990. 1. 1.", Kind::Birth),
            ("02)2133-6367", Kind::Phone),
            ("90. 1. 1.생", Kind::Birth),
            ("차량번호 12가 3456", Kind::Vehicle),
            ("국민 123456-01-234567", Kind::Account),
            ("124-81-00998", Kind::Business),
            ("220-81-62517", Kind::Business),
        ] {
            assert_eq!(kinds(text), [(kind, true)], "{text}");
            assert!(may_hold(text), "{text}");
        }
    }

    #[test]
    fn texts_without_numbers_are_passed_over() {
        for text in ["2019. 5. 8.(수) 10:00에 개최함", "예산 1,090천원", "사무관리비(201-01)", "강동구 협의·조정"]
        {
            assert!(!may_hold(text), "{text}");
        }
        for text in ["새벽로 12, 101동 1502호", "９００１０１－１２３４５６８"] {
            assert!(may_hold(text), "{text}");
        }
    }

    #[test]
    fn names_are_told_from_words() {
        for (word, is) in
            [("홍길동", true), ("남궁민수", true), ("공무원", false), ("민간 위원", false), ("협치강동", false)]
        {
            assert_eq!(is_name(word), is, "{word}");
        }
    }

    #[test]
    fn numbers_of_offices_are_nobodys() {
        for text in [
            "버스정책과(☎ 02-0000-2501), 별내시 대중교통과(☎ 02-0000-3501)",
            "구 상담전화(☎ 02-0000-3300)",
            "가온문화재단 경영지원팀 전화 02-0000-5521",
            "콜센터 1600-0000",
            "관용차량 00가0000",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
        for text in
            ["홍길동 02-0000-2501", "환경과 홍길동(자택 02-0000-2501)", "홍길동과 02-0000-2501", "차량 00가0000"]
        {
            assert_eq!(kinds(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn numbers_of_other_things_are_not() {
        for text in [
            "D0000036191652",
            "F0000000001234567",
            "지역공동체담당관-5490(2019. 5. 8.)",
            "사무관리비(201-01) 1,090,000원",
            "제2019-123호",
            "12가 3456",
            "2019-05-08",
            "02-2133-6366은 계좌가 아니다".split_once(' ').unwrap().0,
            "201-01",
            "3b8c9a0101123456890010112345680a6f8d7c0e1b2a39485",
            "0000003619165 00000 n",
            "900231-1234568",
            "M12345678",
            "4111 1111 1111 1112",
            "29-19-123456-78",
            "010-2133-6366",
            "sil@seoul.go.kr",
            "me@korea.kr",
            "TEAM@office.example",
            "icon@2x.png",
            "302-1234-5678-91",
            "0.9001011234568",
            "1612345678901",
            "900101-1******",
        ] {
            let certain: Vec<_> = kinds(text).into_iter().filter(|(k, c)| *c && *k != Kind::Phone).collect();
            assert_eq!(certain, [], "{text}");
        }
    }

    #[test]
    fn a_bare_number_with_a_wrong_check_digit_is_uncertain() {
        assert_eq!(kinds("9001011234567"), [(Kind::Resident, false)]);
    }

    #[test]
    fn the_number_of_a_firm_is_not_a_persons() {
        let hits = kinds("법인등록번호 110111-1707178");
        assert!(hits.iter().all(|(k, c)| *k == Kind::Corporation || !c), "{hits:?}");
    }

    #[test]
    fn the_range_is_of_the_given_text() {
        let text = "뷁 900101\u{2013}1234568 끝";
        let hit = &find(text, &Contacts::default())[0];
        assert_eq!(&text[hit.range.clone()], "900101\u{2013}1234568");
    }
}
