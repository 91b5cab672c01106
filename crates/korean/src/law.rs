//! Names of laws by the day on which they are valid, so that a document cites the name of its day.
//!
//! Each entry comes from the supplementary provisions (부칙) of the text in force in 2026, which say when the law takes
//! effect and which name it replaces; `source` cites the provision.

use std::ops::Range;

use chrono::NaiveDate;

/// A name of a law or decree, or of a term defined in one, with its period of validity.
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
        /// Name on the day that was asked for.
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

const fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

const EFFICIENT: Option<NaiveDate> = day(2011, 12, 21);
const COOPERATION: Option<NaiveDate> = day(2016, 4, 26);
const COOPERATION_RULES: Option<NaiveDate> = day(2016, 7, 11);
const INNOVATION: Option<NaiveDate> = day(2023, 6, 27);
const INNOVATION_RULES: Option<NaiveDate> = day(2023, 6, 28);
const SUBSIDY: Option<NaiveDate> = day(2011, 10, 26);
const PRIVACY: Option<NaiveDate> = day(2011, 9, 30);
const PETITION: Option<NaiveDate> = day(2016, 2, 12);
const RECORDS_TABLE: Option<NaiveDate> = day(2026, 8, 25);

const LAWS: &[Law] = &[
    Law {
        name: "사무관리규정",
        from: None,
        to: EFFICIENT,
        former: None,
        successor: Some("행정업무의 효율적 운영에 관한 규정"),
        source: "대통령령 제23383호(2011. 12. 21.) 부칙 제1조, 제4조",
    },
    Law {
        name: "행정업무의 효율적 운영에 관한 규정",
        from: EFFICIENT,
        to: COOPERATION,
        former: Some("사무관리규정"),
        successor: Some("행정 효율과 협업 촉진에 관한 규정"),
        source: "대통령령 제27103호(2016. 4. 26.) 부칙 제1조, 제3조",
    },
    Law {
        name: "행정 효율과 협업 촉진에 관한 규정",
        from: COOPERATION,
        to: INNOVATION,
        former: Some("행정업무의 효율적 운영에 관한 규정"),
        successor: Some("행정업무의 운영 및 혁신에 관한 규정"),
        source: "대통령령 제33575호(2023. 6. 27.) 부칙 제1조, 제3조",
    },
    Law {
        name: "행정업무의 운영 및 혁신에 관한 규정",
        from: INNOVATION,
        to: None,
        former: Some("행정 효율과 협업 촉진에 관한 규정"),
        successor: None,
        source: "대통령령 제33575호(2023. 6. 27.) 부칙 제1조, 제3조",
    },
    Law {
        name: "사무관리규정 시행규칙",
        from: None,
        to: EFFICIENT,
        former: None,
        successor: Some("행정업무의 효율적 운영에 관한 규정 시행규칙"),
        source: "행정안전부령 제264호(2011. 12. 21.) 부칙 제1조, 제5조",
    },
    Law {
        name: "행정업무의 효율적 운영에 관한 규정 시행규칙",
        from: EFFICIENT,
        to: COOPERATION_RULES,
        former: Some("사무관리규정 시행규칙"),
        successor: Some("행정 효율과 협업 촉진에 관한 규정 시행규칙"),
        source: "행정자치부령 제76호(2016. 7. 11.) 부칙, the only amendment between the two names",
    },
    Law {
        name: "행정 효율과 협업 촉진에 관한 규정 시행규칙",
        from: COOPERATION_RULES,
        to: INNOVATION_RULES,
        former: Some("행정업무의 효율적 운영에 관한 규정 시행규칙"),
        successor: Some("행정업무의 운영 및 혁신에 관한 규정 시행규칙"),
        source: "행정안전부령 제408호(2023. 6. 28.) 부칙 제1조",
    },
    Law {
        name: "행정업무의 운영 및 혁신에 관한 규정 시행규칙",
        from: INNOVATION_RULES,
        to: None,
        former: Some("행정 효율과 협업 촉진에 관한 규정 시행규칙"),
        successor: None,
        source: "행정안전부령 제408호(2023. 6. 28.) 부칙 제1조",
    },
    Law {
        name: "지방자치단체 보조금 관리에 관한 법률",
        from: day(2021, 7, 13),
        to: None,
        former: Some("지방재정법"),
        successor: None,
        source: "법률 제17892호(2021. 1. 12.) 부칙 제1조, 제4조: six months after its promulgation",
    },
    Law {
        name: "보조금의 예산 및 관리에 관한 법률",
        from: None,
        to: SUBSIDY,
        former: None,
        successor: Some("보조금 관리에 관한 법률"),
        source: "법률 제10898호(2011. 7. 25.) 부칙 제1조, 제5조: three months after its promulgation",
    },
    Law {
        name: "보조금 관리에 관한 법률",
        from: SUBSIDY,
        to: None,
        former: Some("보조금의 예산 및 관리에 관한 법률"),
        successor: None,
        source: "법률 제10898호(2011. 7. 25.) 부칙 제1조, 제5조: three months after its promulgation",
    },
    Law {
        name: "공공기관의 정보공개에 관한 법률",
        from: day(1998, 1, 1),
        to: None,
        former: None,
        successor: None,
        source: "법률 제5242호(1996. 12. 31.), 대통령기록관 JA0001316",
    },
    Law {
        name: "공공기관의 개인정보보호에 관한 법률",
        from: None,
        to: PRIVACY,
        former: None,
        successor: Some("개인정보 보호법"),
        source: "법률 제10465호(2011. 3. 29.) 부칙 제1조, 제2조, 제7조: six months after its promulgation",
    },
    Law {
        name: "개인정보 보호법",
        from: PRIVACY,
        to: None,
        former: Some("공공기관의 개인정보보호에 관한 법률"),
        successor: None,
        source: "법률 제10465호(2011. 3. 29.) 부칙 제1조: six months after its promulgation",
    },
    Law {
        name: "민원사무 처리에 관한 법률",
        from: None,
        to: PETITION,
        former: None,
        successor: Some("민원 처리에 관한 법률"),
        source: "법률 제13459호(2015. 8. 11.) 부칙 제1조, 제5조: six months after its promulgation",
    },
    Law {
        name: "민원 처리에 관한 법률",
        from: PETITION,
        to: None,
        former: Some("민원사무 처리에 관한 법률"),
        successor: None,
        source: "법률 제13459호(2015. 8. 11.) 부칙 제1조, 제5조: six months after its promulgation",
    },
    Law {
        name: "공공기록물 관리에 관한 법률",
        from: day(2007, 4, 5),
        to: None,
        former: None,
        successor: None,
        source: "법률 제8025호(2006. 10. 4.) 부칙 제1조: six months after its promulgation",
    },
];

const TERMS: &[Law] = &[
    Law {
        name: "기록관리기준표",
        from: None,
        to: RECORDS_TABLE,
        former: None,
        successor: Some("기록관리표"),
        source: "공공기록물 관리에 관한 법률 시행령, 대통령령 제36607호(2026. 8. 25.) 부칙 제1조, 제14조제1항",
    },
    Law {
        name: "기록관리표",
        from: RECORDS_TABLE,
        to: None,
        former: Some("기록관리기준표"),
        successor: None,
        source: "공공기록물 관리에 관한 법률 시행령, 대통령령 제36607호(2026. 8. 25.) 부칙 제1조, 제14조제1항",
    },
    Law {
        name: "데이터세트 관리기준표",
        from: None,
        to: RECORDS_TABLE,
        former: None,
        successor: Some("데이터세트 관리표"),
        source: "공공기록물 관리에 관한 법률 시행령, 대통령령 제36607호(2026. 8. 25.) 부칙 제1조, 제14조제2항",
    },
    Law {
        name: "데이터세트 관리표",
        from: RECORDS_TABLE,
        to: None,
        former: Some("데이터세트 관리기준표"),
        successor: None,
        source: "공공기록물 관리에 관한 법률 시행령, 대통령령 제36607호(2026. 8. 25.) 부칙 제1조, 제14조제2항",
    },
];

/// Finds the names in 「」 that are on one line.
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

/// Finds the defined terms of the table in a text.
pub fn find_terms(text: &str) -> Vec<Cited<'_>> {
    let mut found: Vec<Cited<'_>> = TERMS
        .iter()
        .flat_map(|term| text.match_indices(term.name))
        .map(|(at, name)| Cited { range: at..at + name.len(), name })
        .collect();
    found.sort_by_key(|cited| cited.range.start);
    found
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
    LAWS.iter().chain(TERMS).find(|law| same(law.name, name))
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
        for law in LAWS.iter().chain(TERMS) {
            assert_eq!(law.to.is_some(), law.successor.is_some(), "{}", law.name);
            assert!(law.from.zip(law.to).is_none_or(|(from, to)| from < to), "{}", law.name);
            assert!(!law.source.is_empty());
            if let Some(next) = law.successor.and_then(entry) {
                assert_eq!(next.from, law.to, "{}", law.name);
                assert_eq!(next.former, Some(law.name), "{}", law.name);
            }
            assert_eq!(LAWS.iter().chain(TERMS).filter(|other| same(other.name, law.name)).count(), 1);
        }
    }
}
