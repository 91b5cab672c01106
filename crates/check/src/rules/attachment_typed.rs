//! # 붙임 목록은 본문에 손으로 적지 않습니다
//!
//! gian은 기록의 `붙임`을 본문 끝에 적고, 파일과 공개구분도 함께 관리합니다. 본문에 손으로 적은 목록은 기록과 어긋나기 쉽고, 기록에도
//! 있으면 두 번 나타납니다.
//!
//! 예: 본문의 `붙임  1. 계획서 1부.`
//! 대신: 기록의 `붙임: [{제목: 계획서, 수량: 1, 공개구분: 공개}]`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제4조제4항; 정보공개법 제14조(붙임마다 공개구분).
//!
//! # The list of attachments is not typed into the body
//!
//! What the record lists under 붙임 is written at the end of the body, and goes with its file and its class of
//! disclosure. A list that is typed soon differs from the record, and stands twice where the record has one too.
//!
//! Example: `붙임  1. 계획서 1부.` in a body
//! Instead: `붙임: [{제목: 계획서, 수량: 1, 공개구분: 공개}]` in the record
//!
//! Source: 행정업무규정 시행규칙 제4조제4항; 정보공개법 제14조 (each attachment has its class).

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::keys;

use crate::prose::Prose;
use crate::prose::attachments::typed;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("attachment-typed", Layer::Manual, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let Some(document) = prose.document.filter(|_| prose.is_body()) else { return };
    for list in typed(&prose.seen) {
        // `attachment-colon` reports this line first; once it is corrected, this rule applies.
        if prose.seen[list.gap.clone()].contains([':', '：']) {
            continue;
        }
        let word = list.head.start..list.gap.start;
        if document.record.attachments.is_empty() {
            diags.push(
                RULE.info(
                    prose.place(word),
                    text!("붙임을 본문에 손으로 적었습니다", "the attachments are typed into the body"),
                )
                .help(text!(
                    "기록의 `붙임`으로 옮기십시오. 본문 끝에 gian이 적습니다",
                    "move them to 붙임 of the record: gian writes them at the end of the body"
                )),
            );
            continue;
        }
        diags.push(
            RULE.problem(
                prose.place(word),
                text!(
                    "기록에 붙임이 있는데 본문에도 손으로 적어 두 번 나타납니다",
                    "the record has attachments, and those typed into the body stand a second time"
                ),
            )
            .related(
                Place::key(prose.file, Route::of(keys::ATTACHMENTS)),
                text!("기록의 붙임", "the attachments of the record"),
            )
            .help(text!("본문의 붙임 줄을 지우십시오", "remove the lines from the body")),
        );
    }
}
