//! Labels directly before a number, and e-mail addresses whose signs are written as words.

/// Names of banks as written before an account number.
pub(super) const BANKS: &[&str] = &[
    "농협",
    "국민",
    "신한",
    "우리",
    "하나",
    "기업",
    "새마을금고",
    "신협",
    "우체국",
    "수협",
    "카카오뱅크",
    "토스뱅크",
    "케이뱅크",
];

/// Labels of an account number.
pub(super) const BANK_WORDS: &[&str] = &["은행", "계좌", "예금주", "입금", "송금", "통장"];

/// Labels directly before an account number that consists of digits alone.
const ACCOUNTS: &[&str] = &["은행", "계좌번호", "계좌", "통장번호", "통장"];

/// Labels directly before six or eight digits that are a day of birth.
pub(super) const BIRTHS: &[&str] = &["생년월일", "주민번호", "주민등록번호", "생일", "출생일"];

/// Words that may stand between a label and its number.
const FILLERS: &[&str] = &["앞자리", "앞 6자리", "앞6자리", "6자리", "앞번호", "앞"];

/// Whether one of the words is the label of the number at a position: only signs, fillers and particles are between.
pub(super) fn is_labelled(text: &str, at: usize, words: &[&str]) -> bool {
    let mut rest = &text[..at];
    for _ in 0..4 {
        let mut shorter = rest.trim_end_matches([' ', '\t', ':', '(', '[', ')', ']', '-', '=', '·', '/', ',']);
        if words.iter().any(|w| shorter.ends_with(w)) {
            return true;
        }
        let particle = shorter.strip_suffix(['은', '는']).filter(|s| words.iter().any(|w| s.ends_with(w)));
        let filler = FILLERS.iter().find_map(|f| shorter.strip_suffix(f));
        shorter = particle.or(filler).unwrap_or(shorter);
        if shorter.len() == rest.len() {
            return false;
        }
        rest = shorter;
    }
    false
}

/// Whether a run of digits at a position is an account number: directly after the name of a bank or a label, and no
/// count or amount.
pub(super) fn is_account(text: &str, from: usize, to: usize) -> bool {
    let counted = ["원", "천원", "만원", "명", "건", "개", "%", "호", "번째"];
    let counts = counted.iter().any(|unit| text[to..].trim_start_matches(' ').starts_with(unit));
    !counts && (is_labelled(text, from, ACCOUNTS) || is_labelled(text, from, BANKS))
}

/// The pattern of an e-mail address whose `@` or dots are written as words.
pub(super) const SPOKEN_EMAIL: &str = concat!(
    r"[A-Za-z0-9_.+\-]+(?: ?[\[({<] ?(?i:at|@|골뱅이|앳) ?[\])}>] ?| (?i:at) | ?골뱅이 ?| @ ?|@ )",
    r"[A-Za-z0-9_\-]+(?: ?(?:\.|[\[({<] ?(?i:dot|점|닷|\.) ?[\])}>]| (?i:dot) ) ?[A-Za-z0-9_\-]+)+",
);

/// English words before `at` that are no part of an address.
const NO_LOCAL_PARTS: &[&str] =
    &["look", "see", "available", "found", "published", "hosted", "meet", "held", "us", "visit"];

/// An address with its signs instead of their words; `None` if the words are ordinary English.
pub(super) fn address(found: &str) -> Option<String> {
    let lower = found.to_ascii_lowercase();
    let local_end = lower.find(|c: char| !c.is_ascii_alphanumeric() && !"_.+-".contains(c))?;
    let local = &lower[..local_end];
    let mut rest = lower[local_end..].replace(['[', ']', '(', ')', '{', '}', '<', '>'], " ");
    for (word, sign) in [("골뱅이", "@"), ("앳", "@"), (" at ", "@"), (" dot ", "."), ("점", "."), ("닷", ".")] {
        rest = rest.replace(word, sign);
    }
    let rest: String = rest.chars().filter(|c| *c != ' ').collect();
    let ordinary = lower[local_end..].starts_with(" at ") && NO_LOCAL_PARTS.contains(&local);
    (!ordinary && rest.starts_with('@')).then(|| format!("{local}{rest}"))
}
