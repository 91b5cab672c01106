//! # 문서번호와 관리번호는 문서마다 하나입니다
//!
//! 생산등록번호는 처리과마다, 해마다 새로 시작하는 일련번호이며 결재한 차례대로 주어집니다. 같은 해에 같은 번호를 두 문서가 쓸 수
//! 없고, 먼저 결재한 문서의 번호가 뒤에 결재한 문서의 번호보다 클 수 없습니다. 자료관의 관리번호도 문서마다 하나입니다. 붙임을 따로 만든
//! 파일처럼 번호를 함께 쓰는 문서에는 `본문서`에 본문이 되는 문서의 식별자를 적습니다(`shared-number`).
//!
//! 예: 5월 8일과 5월 9일에 결재한 두 문서의 `문서번호: 기획담당관-77`
//! 대신: 5월 9일의 문서는 `문서번호: 기획담당관-78`
//!
//! 근거: 공공기록물 관리에 관한 법률 시행령 제20조; 같은 법 시행규칙 제5조.
//!
//! # A document number, and a number of the archive, belongs to one document
//!
//! Each department numbers its documents from 1 in each year, in the order of their approval. No two documents of a year
//! have one number, and what was approved earlier has no greater number than what was approved later. A paper that shares the number
//! of a document, such as an enclosure in a file of its own, names it by `본문서` (`shared-number`).
//!
//! Example: two documents with `문서번호: 기획담당관-77`, approved on 8 and 9 May
//! Instead: `문서번호: 기획담당관-78` for the one of 9 May
//!
//! Source: 공공기록물 관리에 관한 법률 시행령 제20조; its 시행규칙 제5조.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;
use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_digest::DocumentFacts;
use gian_korean::date::full;
use gian_model::keys;
use gian_vocabulary::values::Date;

use crate::{Layer, Office, Rule, Run};

pub(super) const RULE: Rule = Rule::new("document-number", Layer::Content, Severity::Error, &[Run::Office(run)]);

pub(super) fn run(office: &Office<'_>, diags: &mut Vec<Diag>) {
    let mut series: BTreeMap<(&str, i32), Vec<Numbered<'_>>> = BTreeMap::new();
    let mut numbers: HashMap<(&str, u64, i32), &DocumentFacts> = HashMap::new();
    let mut keys: HashMap<&str, &DocumentFacts> = HashMap::new();
    for document in office.outside.documents() {
        if let Some(key) = document.management_no.as_deref() {
            match keys.get(key) {
                Some(first) => diags.push(twice(keys::MANAGEMENT_NO, document, first)),
                None => _ = keys.insert(key, document),
            }
        }
        let Some(numbered) = Numbered::of(document) else { continue };
        let year = numbered.approved.0.year();
        match numbers.get(&(numbered.unit, numbered.serial, year)) {
            Some(first) if main(first) == main(document) => {}
            Some(first) => diags.push(twice(keys::DOC_NO, document, first)),
            None => {
                numbers.insert((numbered.unit, numbered.serial, year), document);
                // The day in an imported list may differ from the day of registration.
                if !document.imported {
                    series.entry((numbered.unit, year)).or_default().push(numbered);
                }
            }
        }
    }
    for numbered in series.values_mut() {
        numbered.sort_by_key(|n| (n.approved, n.serial));
        for (at, against) in out_of_order(numbered) {
            diags.push(misplaced(&numbered[at], &numbered[against]));
        }
    }
}

/// The document to which a paper belongs (`본문서`), else itself; papers of one document share its number.
fn main(document: &DocumentFacts) -> &str {
    document.belongs_to.as_deref().unwrap_or(&document.id)
}

/// An approved document with its number split into parts.
struct Numbered<'a> {
    unit: &'a str,
    serial: u64,
    approved: Date,
    path: &'a str,
}

impl<'a> Numbered<'a> {
    fn of(document: &'a DocumentFacts) -> Option<Self> {
        let (unit, serial) = document.doc_no.as_deref()?.rsplit_once('-')?;
        // The schema does not limit the number of digits.
        let serial = serial.parse().ok()?;
        Some(Self { unit, serial, approved: document.approved_on?, path: &document.path })
    }
}

fn twice(key: &str, document: &DocumentFacts, first: &DocumentFacts) -> Diag {
    let message = text!("같은 {}를 쓰는 문서가 또 있습니다", "another document has the same {}"; key);
    let place = Place::value(&document.path, Route::of(key));
    // Skip imported records, because the list of another archive cannot be corrected here.
    let from_list = [document, first].iter().any(|d| d.imported);
    let diag = if from_list { RULE.warning(place, message) } else { RULE.problem(place, message) };
    diag.related(Place::value(&first.path, Route::of(key)), text!("여기에도 있습니다", "it stands here too")).help(
        match key {
            keys::DOC_NO => text!(
                "둘 가운데 하나의 번호를 고치고, 한 번호로 등록한 붙임이면 `본문서: {}`처럼 본문의 식별자를 적으십시오",
                "correct one of the two; in a paper registered under the number of another, write its id: `본문서: {}`";
                first.id
            ),
            _ => text!("둘 가운데 하나의 번호를 고치십시오", "correct one of the two"),
        },
    )
}

/// The fewest documents whose numbers contradict their days of approval, each with one that it contradicts.
fn out_of_order(numbered: &[Numbered<'_>]) -> Vec<(usize, usize)> {
    // Documents in the longest sequence of numbers increasing with the days are taken as correct, the others as wrong.
    // Search from the end, so that among sequences of equal length the one with greater numbers wins, because a
    // mistyped number is more often too low than too high.
    let mut ends: Vec<usize> = Vec::new();
    let mut behind: Vec<Option<usize>> = vec![None; numbered.len()];
    for (i, n) in numbered.iter().enumerate().rev() {
        let at = ends.partition_point(|e| numbered[*e].serial > n.serial);
        behind[i] = at.checked_sub(1).map(|b| ends[b]);
        match ends.get_mut(at) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut right = vec![false; numbered.len()];
    let mut next = ends.last().copied();
    while let Some(i) = next {
        right[i] = true;
        next = behind[i];
    }
    let row: Vec<usize> = (0..numbered.len()).filter(|i| right[*i]).collect();
    (0..numbered.len())
        .filter(|i| !right[*i])
        .filter_map(|i| {
            let at = row.partition_point(|r| *r < i);
            let earlier = row[..at].last().filter(|r| numbered[**r].serial > numbered[i].serial);
            let later = row.get(at).filter(|r| numbered[**r].serial < numbered[i].serial);
            earlier.or(later).map(|r| (i, *r))
        })
        .collect()
}

fn misplaced(wrong: &Numbered<'_>, right: &Numbered<'_>) -> Diag {
    let (day, other) = (full(wrong.approved.0), full(right.approved.0));
    RULE.warning(
        Place::value(wrong.path, Route::of(keys::DOC_NO)),
        text!("{}에 결재한 문서의 번호가 결재한 차례에 맞지 않습니다", "the number of the document approved on {} is out of order"; day),
    )
    .related(
        Place::value(right.path, Route::of(keys::DOC_NO)),
        text!("이 문서는 {}에 결재하였습니다", "this document was approved on {}"; other),
    )
    .help(text!("문서번호와 결재일을 확인하십시오", "check number and day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(serials: &[u64]) -> Vec<u64> {
        let day = |i: usize| Date(chrono::NaiveDate::from_ymd_opt(2024, 3, 1 + i as u32).unwrap());
        let numbered: Vec<Numbered<'_>> = serials
            .iter()
            .enumerate()
            .map(|(i, serial)| Numbered { unit: "과", serial: *serial, approved: day(i), path: "" })
            .collect();
        out_of_order(&numbered).into_iter().map(|(i, _)| serials[i]).collect()
    }

    #[test]
    fn the_fewest_numbers_are_named() {
        assert_eq!(wrong(&[1, 2, 3]), Vec::<u64>::new());
        assert_eq!(wrong(&[90, 1, 2, 3]), [90]);
        assert_eq!(wrong(&[5, 6, 1, 7, 8]), [1]);
        assert_eq!(wrong(&[77, 12, 80]), [12]);
        assert_eq!(wrong(&[1, 2, 90, 3, 4]), [90]);
    }
}
