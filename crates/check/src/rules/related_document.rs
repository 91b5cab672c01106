//! # 관련문서의 번호, 날짜, 제목은 그 문서와 같습니다
//!
//! 관련문서로 적은 문서가 이 작업공간에 있으면 날짜(결재일이나 시행일)와 제목이 그 문서의 것과 같아야 합니다. 선행 문서는 이 문서보다
//! 늦을 수 없고 후속 문서는 빠를 수 없으며, 자신을 관련문서로 적지 않습니다. 정정은 고치려는 문서의 번호를 적습니다. 그 부서의 첫 문서보다
//! 이른 날의 번호는 gian을 쓰기 전의 것이므로 찾지 않습니다.
//!
//! 예: 2019. 5. 8.에 결재한 문서를 `{구분: 선행, 문서번호: 기획담당관-77, 날짜: 2019-05-07, …}`로 적음
//! 대신: `날짜: 2019-05-08`
//!
//! 근거: 관련문서의 기록과 그 문서의 기록을 견주어 셈함.
//!
//! # Number, day and title of a related document are those of that document
//!
//! Where a related document is in this workspace, its day (of approval or of sending) and its title are those of that
//! document. What comes before (선행) is not later, what follows (후속) is not earlier, and no document is related to itself.
//! A correction (정정) names the document that it corrects; numbers before the first document of the department in the
//! workspace are not looked for, because the office did not use gian then.
//!
//! Example: `{구분: 선행, 문서번호: 기획담당관-77, 날짜: 2019-05-07, …}` for a document approved on 8 May 2019
//! Instead: `날짜: 2019-05-08`
//!
//! Source: computed from the records of both documents.

use chrono::Datelike;
use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_digest::DocumentFacts;
use gian_korean::date::full;
use gian_model::record::{Related, Relation};
use gian_model::{DocumentFile, Dossier, keys, routes};
use gian_vocabulary::values::Date;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("related-document", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        for (i, related) in document.record.related.iter().enumerate() {
            let entry = Entry { dossier, document, related, route: routes::related_document(i) };
            entry.in_order(diags);
            match scope.office.outside.numbered(&related.doc_no, related.date.0.year()) {
                Some(other) if other.path == document.path => diags.push(entry.itself()),
                Some(other) => entry.same(other, diags),
                None if related.relation == Relation::Corrects => entry.unknown(scope, diags),
                None => {}
            }
        }
    }
}

struct Entry<'a> {
    dossier: &'a Dossier,
    document: &'a DocumentFile,
    related: &'a Related,
    route: Route,
}

impl Entry<'_> {
    fn place(&self, key: &str) -> Place {
        Place::value(&self.document.path, self.route.key(key))
    }

    fn itself(&self) -> Diag {
        RULE.problem(
            self.place(keys::DOC_NO),
            text!("문서가 자신을 관련문서로 적었습니다", "the document is related to itself"),
        )
        .help(text!("관련된 문서의 번호로 고치십시오", "write the number of the other document"))
    }

    /// A preceding document is not later, and a following one not earlier.
    fn in_order(&self, diags: &mut Vec<Diag>) {
        let (day, own) = (self.related.date, self.document.record.date());
        // A letter may answer one sent on the same day.
        let last = self.document.record.sent_on.unwrap_or(own).max(own);
        let message = match self.related.relation {
            Relation::Earlier if day > last => {
                text!("선행 문서가 이 문서보다 늦습니다", "what comes before is later than this document")
            }
            Relation::Corrects if day > last => {
                text!("고치려는 문서가 이 문서보다 늦습니다", "what is corrected is later than this document")
            }
            Relation::Later if day < own => {
                text!("후속 문서가 이 문서보다 이릅니다", "what follows is earlier than this document")
            }
            Relation::Related | Relation::Earlier | Relation::Later | Relation::Corrects => return,
        };
        let key = if self.document.record.approved_on.is_some() { keys::APPROVED_ON } else { keys::DRAFTED_ON };
        diags.push(
            RULE.problem(self.place(keys::DATE), message)
                .related(
                    Place::value(&self.document.path, Route::of(key)),
                    text!("이 문서의 날짜는 {}", "this document is of {}"; full(own.0)),
                )
                .help(text!("`구분`이나 `날짜`를 고치십시오", "correct `구분`, or `날짜`")),
        );
    }

    /// Day and title must equal those of the cited document.
    fn same(&self, other: &DocumentFacts, diags: &mut Vec<Diag>) {
        let days: Vec<Date> = [other.approved_on, other.sent_on].into_iter().flatten().collect();
        if let Some(first) = days.first().filter(|_| !days.contains(&self.related.date)) {
            diags.push(
                RULE.problem(
                    self.place(keys::DATE),
                    text!("관련문서의 날짜가 그 문서와 다릅니다", "the day is not that of the related document"),
                )
                .related(
                    Place::value(&other.path, Route::of(keys::APPROVED_ON)),
                    text!("그 문서의 결재일", "its day of approval"),
                )
                .help(text!("`날짜: {}`로 고치십시오", "write `날짜: {}`"; first)),
            );
        }
        // Titles with withheld words cannot be compared.
        let Some(title) = other.title.as_ref().filter(|_| !self.related.title.0.contains("](비공개")) else {
            return;
        };
        let cited = self.related.title.plain(&self.dossier.private).replace(char::is_whitespace, "");
        if cited != *title {
            diags.push(
                RULE.problem(
                    self.place(keys::TITLE),
                    text!("관련문서의 제목이 그 문서와 다릅니다", "the title is not that of the related document"),
                )
                .related(Place::value(&other.path, Route::of(keys::TITLE)), text!("그 문서의 제목", "its title"))
                .help(text!(
                    "제목을 그 문서와 같게 하거나 번호를 고치십시오",
                    "write that title, or correct the number"
                )),
            );
        }
    }

    /// A correction of a document of this office that does not exist: the number may be mistyped.
    fn unknown(&self, scope: &Scope<'_>, diags: &mut Vec<Diag>) {
        let unit = self.related.doc_no.rsplit_once('-').map_or("", |(unit, _)| unit);
        if !scope.office.settings.departments.iter().any(|d| d.name == unit) {
            return;
        }
        // Documents before the first one of the department were made without gian.
        let of_unit = |number: &str| number.rsplit_once('-').is_some_and(|(other, _)| other == unit);
        let earlier = |d: &DocumentFacts| {
            let own = d.path == self.document.path;
            !own && d.doc_no.as_deref().is_some_and(of_unit)
                && d.approved_on.is_some_and(|day| day <= self.related.date)
        };
        if !scope.office.outside.documents().any(earlier) {
            return;
        }
        diags.push(
            RULE.warning(
                self.place(keys::DOC_NO),
                text!("고치려는 문서가 작업공간에 없습니다", "what is corrected is not in the workspace"),
            )
            .help(text!("문서번호와 날짜를 확인하십시오", "check number and day")),
        );
    }
}
