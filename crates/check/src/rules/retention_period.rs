//! # 한 단위과제의 문서는 보존기간이 같습니다
//!
//! 보존기간은 단위과제마다 정하므로, 같은 부서가 같은 해에 같은 단위과제로 분류한 문서는 보존기간이 같아야 합니다.
//!
//! 예: `분류: [행정, 기획, 마을]`인 두 문서의 `보존기간: 5년`과 `보존기간: 10년`
//! 대신: 두 문서 모두 기록관리기준표(기록관리표)에 정한 보존기간
//!
//! 근거: 공공기록물 관리에 관한 법률 시행령 제25조, 제26조.
//!
//! # Documents of one task are kept for one time
//!
//! The time for which records are kept is set for each task (단위과제). Documents that a department classed under one task in
//! one year have the same.
//!
//! Example: `보존기간: 5년` and `보존기간: 10년` of two documents with `분류: [행정, 기획, 마을]`
//! Instead: what the table of records says, for both
//!
//! Source: 공공기록물 관리에 관한 법률 시행령 제25조, 제26조.

use std::collections::BTreeMap;

use chrono::Datelike;
use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_digest::DocumentFacts;
use gian_model::keys;
use gian_vocabulary::values::Retention;

use crate::{Layer, Office, Rule, Run};

pub(super) const RULE: Rule = Rule::new("retention-period", Layer::Statute, Severity::Warning, &[Run::Office(run)]);

/// A department, its class, a year.
type Task<'a> = (&'a str, &'a [String], i32);

pub(super) fn run(office: &Office<'_>, diags: &mut Vec<Diag>) {
    let mut tasks: BTreeMap<Task<'_>, BTreeMap<Retention, Vec<&DocumentFacts>>> = BTreeMap::new();
    for document in office.outside.documents() {
        // An imported list gives only the task, and cannot be corrected here.
        if document.imported || document.classification.is_empty() {
            continue;
        }
        let task = (document.department.as_str(), &*document.classification, document.date.0.year());
        tasks.entry(task).or_default().entry(document.retention).or_default().push(document);
    }
    for periods in tasks.values().filter(|p| p.len() > 1) {
        // The expected period is the most frequent one; of two equally frequent, the longer.
        let Some((usual, of)) = periods.iter().rev().max_by_key(|(_, documents)| documents.len()) else { continue };
        for (period, document) in
            periods.iter().filter(|(p, _)| *p != usual).flat_map(|(p, all)| all.iter().map(move |d| (p, d)))
        {
            diags.push(
                RULE.problem(
                    Place::value(&document.path, Route::of(keys::RETENTION)),
                    text!("보존기간이 {}인데 같은 단위과제의 다른 문서는 {}입니다", "its period is `{}`, but that of others of the same task is `{}`"; period.label(), usual.label()),
                )
                .related(
                    Place::value(&of[0].path, Route::of(keys::RETENTION)),
                    text!("같은 단위과제의 문서", "a document of the same task"),
                )
                .help(text!(
                    "단위과제에 정한 보존기간을 확인하고 하나를 고치십시오",
                    "see which period is set for the task, and correct one"
                )),
            );
        }
    }
}
