//! Names of laws by the day on which they are valid, so that a document cites the name of its day.
//!
//! They are in `data/laws.csv`. Each entry was read in the supplementary provisions (부칙) of the text in force in
//! 2026, which state when the law takes effect and which name it replaces; `source` names the provision.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use chrono::NaiveDate;

use crate::table;

/// A name of a law or decree, or a term that one defines, with the days on which it holds.
#[derive(Debug, Clone, Copy)]
pub struct Law {
    /// Name with its spaces, without brackets: `사무관리규정`.
    pub name: &'static str,
    /// First day of validity; `None` if earlier than the sources.
    pub from: Option<NaiveDate>,
    /// First day on which the successor replaces it; `None` while it is valid.
    pub to: Option<NaiveDate>,
    /// The name that it replaced.
    pub former: Option<&'static str>,
    /// The name that replaced it.
    pub successor: Option<&'static str>,
    /// The provision that gives the days.
    pub source: &'static str,
    /// Whether it is a term, which is written without brackets.
    is_term: bool,
}

/// Validity of a name on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The name is valid on the day.
    InForce,
    /// The name becomes valid later.
    NotYet {
        /// First day on which it holds.
        from: NaiveDate,
        /// Name that was valid on the day; `None` if there was none.
        before: Option<&'static str>,
    },
    /// The law was renamed or replaced earlier.
    Renamed {
        /// Day on which the next name took its place.
        on: NaiveDate,
        /// Name on the requested day.
        now: &'static str,
    },
    /// Not in the table.
    Unknown,
}

/// A name cited in 「」.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited<'a> {
    /// Bytes of the name without brackets.
    pub range: Range<usize>,
    /// The name between the brackets, as written.
    pub name: &'a str,
}

/// Laws and terms, the laws first.
static LAWS: LazyLock<Vec<Law>> = LazyLock::new(|| table::builtin("crates/korean/data/laws.csv", LIST, law));

const LIST: &str = include_str!("../data/laws.csv");

fn law(line: &'static str) -> Result<Law, &'static str> {
    let [kind, name, from, to, former, successor, source] = table::columns(line)?;
    let is_term = match kind {
        "법령" => false,
        "용어" => true,
        _ => return Err("neither 법령 nor 용어"),
    };
    if name.is_empty() || source.is_empty() {
        return Err("no name or no source");
    }
    let (from, to) = (table::optional(from, table::day)?, table::optional(to, table::day)?);
    let (former, successor) = (table::optional(former, Ok)?, table::optional(successor, Ok)?);
    if to.is_some() != successor.is_some() {
        return Err("a successor and the day on which it follows stand together");
    }
    if from.zip(to).is_some_and(|(from, to)| from >= to) {
        return Err("it ends before it begins");
    }
    Ok(Law { name, from, to, former, successor, source, is_term })
}

/// Finds the names between 「 and 」 on one line.
pub fn find(text: &str) -> Vec<Cited<'_>> {
    let mut found = Vec::new();
    let mut opened = None;
    for (at, c) in text.char_indices() {
        match c {
            '「' => opened = Some(at + c.len_utf8()),
            '\n' => opened = None,
            '」' => {
                if let Some(start) = opened.take() {
                    found.push(Cited { range: start..at, name: &text[start..at] });
                }
            }
            _ => {}
        }
    }
    found
}

/// The defined terms of the table.
static TERMS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let terms = LAWS.iter().filter(|law| law.is_term).map(|law| law.name);
    AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(terms).expect("a short list of words")
});

/// Finds the defined terms of the table in a text, in the order of the text.
pub fn find_terms(text: &str) -> Vec<Cited<'_>> {
    let mut found: Vec<_> =
        TERMS.find_overlapping_iter(text).map(|hit| (hit.start(), hit.pattern(), hit.range())).collect();
    found.sort_by_key(|(start, pattern, _)| (*start, *pattern));
    found.into_iter().map(|(_, _, range)| Cited { name: &text[range.clone()], range }).collect()
}

/// Validity of the name of a law, or of a term, on a day. Spaces are ignored.
///
/// For a 시행령 or 시행규칙 without an entry of its own, the table only implies that it is not older than its law, because
/// decrees may be renamed later than their laws.
pub fn state(name: &str, day: NaiveDate) -> State {
    if let Some(law) = entry(name) {
        return of(law, day);
    }
    match law_of_decree(name).map(|law| of(law, day)) {
        Some(State::NotYet { from, .. }) => State::NotYet { from, before: None },
        _ => State::Unknown,
    }
}

/// The entry of a name, to cite its source.
pub fn entry(name: &str) -> Option<&'static Law> {
    LAWS.iter().find(|law| same(law.name, name))
}

fn of(law: &Law, day: NaiveDate) -> State {
    if let Some(from) = law.from.filter(|from| day < *from) {
        return State::NotYet { from, before: before(law, day) };
    }
    match (law.to, law.successor) {
        (Some(on), Some(successor)) if day >= on => State::Renamed { on, now: now(successor, day) },
        _ => State::InForce,
    }
}

/// The name valid on a day, by following successors.
fn now(successor: &'static str, day: NaiveDate) -> &'static str {
    match entry(successor).map(|law| of(law, day)) {
        Some(State::Renamed { now, .. }) => now,
        _ => successor,
    }
}

/// The name valid on a day, by following predecessors.
fn before(law: &Law, day: NaiveDate) -> Option<&'static str> {
    let former = law.former?;
    match entry(former).map(|law| of(law, day)) {
        Some(State::NotYet { before, .. }) => before,
        _ => Some(former),
    }
}

fn law_of_decree(name: &str) -> Option<&'static Law> {
    let name = name.trim_end();
    let law = name.strip_suffix("시행령").or_else(|| name.strip_suffix("시행규칙"))?;
    entry(law)
}

fn same(a: &str, b: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    letters(a) == letters(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn names_follow_each_other() {
        let last = "행정업무의 운영 및 혁신에 관한 규정";
        assert_eq!(state(last, date(2023, 6, 27)), State::InForce);
        let from = date(2023, 6, 27);
        assert_eq!(
            state(last, date(2023, 6, 26)),
            State::NotYet { from, before: Some("행정 효율과 협업 촉진에 관한 규정") }
        );
        assert_eq!(
            state(last, date(2012, 1, 1)),
            State::NotYet { from, before: Some("행정업무의 효율적 운영에 관한 규정") }
        );
        assert_eq!(state(last, date(2010, 1, 1)), State::NotYet { from, before: Some("사무관리규정") });
        assert_eq!(state("사무관리규정", date(2024, 1, 1)), State::Renamed { on: date(2011, 12, 21), now: last });
        assert_eq!(
            state("사무관리규정", date(2012, 1, 1)),
            State::Renamed { on: date(2011, 12, 21), now: "행정업무의 효율적 운영에 관한 규정" }
        );
        assert_eq!(state("사무관리규정", date(2011, 12, 20)), State::InForce);
    }

    #[test]
    fn rules_of_a_decree_have_their_own_days() {
        let name = "행정 효율과 협업 촉진에 관한 규정 시행규칙";
        assert_eq!(state(name, date(2023, 6, 27)), State::InForce);
        assert_eq!(
            state(name, date(2023, 6, 28)),
            State::Renamed {
                on: date(2023, 6, 28), now: "행정업무의 운영 및 혁신에 관한 규정 시행규칙"
            }
        );
    }

    #[test]
    fn a_decree_is_not_older_than_its_law() {
        let decree = "지방자치단체 보조금 관리에 관한 법률 시행령";
        let from = date(2021, 7, 13);
        assert_eq!(state(decree, date(2019, 5, 8)), State::NotYet { from, before: None });
        assert_eq!(state(decree, date(2022, 1, 1)), State::Unknown);
        assert_eq!(state("보조금의 예산 및 관리에 관한 법률 시행령", date(2022, 1, 1)), State::Unknown);
        assert_eq!(state("시행령", date(2022, 1, 1)), State::Unknown);
    }

    #[test]
    fn names_are_found_and_spaces_do_not_count() {
        let text = "「지방자치단체보조금 관리에 관한 법률」 제7조, 「서울특별시 조례」와 「열린\n것」, 「「개인정보 보호법」」";
        let found = find(text);
        let names: Vec<&str> = found.iter().map(|cited| cited.name).collect();
        assert_eq!(names, ["지방자치단체보조금 관리에 관한 법률", "서울특별시 조례", "개인정보 보호법"]);
        assert!(found.iter().all(|cited| &text[cited.range.clone()] == cited.name));
        let from = date(2021, 7, 13);
        assert_eq!(state(names[0], date(2019, 5, 8)), State::NotYet { from, before: Some("지방재정법") });
        assert_eq!(state(names[1], date(2019, 5, 8)), State::Unknown);
        assert_eq!(state(names[2], date(2019, 5, 8)), State::InForce);
    }

    #[test]
    fn terms_are_found() {
        let text = "기록관리기준표와 기록관리표";
        let names: Vec<&str> = find_terms(text).iter().map(|cited| cited.name).collect();
        assert_eq!(names, ["기록관리기준표", "기록관리표"]);
        assert_eq!(state(names[0], date(2026, 8, 24)), State::InForce);
        assert_eq!(state(names[0], date(2026, 8, 25)), State::Renamed { on: date(2026, 8, 25), now: "기록관리표" });
    }

    #[test]
    fn the_table_is_sound() {
        let laws = table::read(LIST, law).unwrap_or_else(|wrong| panic!("data/laws.csv, {wrong}"));
        let position = |name: &str| laws.iter().position(|law| same(law.name, name));
        assert!(laws.is_sorted_by_key(|law| law.is_term), "terms stand behind the laws");
        for (at, law) in laws.iter().enumerate() {
            assert_eq!(position(law.name), Some(at), "{} has two lines", law.name);
            let Some(next) = law.successor.and_then(position) else { continue };
            assert!(next > at, "{} stands before the name that it takes the place of", laws[next].name);
            assert_eq!(laws[next].from, law.to, "{} begins when {} ends", laws[next].name, law.name);
            assert_eq!(laws[next].former, Some(law.name), "{}", laws[next].name);
        }
    }

    #[test]
    fn lines_that_are_no_laws_are_refused() {
        for (line, wrong) in [
            ("법,가법,,,,,근거", "neither 법령 nor 용어"),
            ("법령,가법,,,,", "a column is missing"),
            ("법령,가법,,,,,", "no name or no source"),
            ("법령,가법,2011-13-01,,,,근거", "no day"),
            ("법령,가법,,2011-12-01,,,근거", "a successor and the day on which it follows stand together"),
            ("법령,가법,2011-12-01,2011-12-01,,나법,근거, 제1조", "it ends before it begins"),
        ] {
            assert_eq!(law(line).err(), Some(wrong), "{line}");
        }
    }
}
