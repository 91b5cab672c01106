//! # 위촉위원의 공개 여부를 정하고, 공개결정은 있는 것을 가리킵니다
//!
//! 위촉한 개인의 성명과 직업은 공익을 위하여 필요하면 공개하므로, 위촉위원의 명단을 보이는 문서는 공개할지를 사유와
//! 함께 정합니다. 정하지 않으면 gian은 가리고 이 오류로 알립니다. 공개결정의 `대상`은 `위촉위원`이나
//! `withheld.yaml`의 키이고 한 번만 적으며, 비공개 결정에는 문서의 `비공개근거`에 있는 근거를 적습니다.
//!
//! 예: 명단에 `신분: 위촉`인 사람이 있는데 `공개결정`이 없음
//! 대신: `공개결정: [{대상: 위촉위원, 공개구분: 공개, 사유: 심의의 투명성}]`
//!
//! 근거: 정보공개법 제9조제1항제6호마목.
//!
//! # Each document decides whether to name appointed members, and decisions name what exists
//!
//! Names and occupations of appointed individuals are shown where the public interest asks for it, so a document
//! that lists them decides, with a reason. Without a decision gian withholds them, and says so here. The `대상` of
//! a decision is `위촉위원` or a key of `withheld.yaml`, each at most once; a decision to withhold names a ground
//! that stands under `비공개근거` of the document.
//!
//! Example: a member with `신분: 위촉`, and no `공개결정`
//! Instead: `공개결정: [{대상: 위촉위원, 공개구분: 공개, 사유: 심의의 투명성}]`
//!
//! Source: 정보공개법 제9조제1항제6호마목.

use gian_diagnostics::{Diag, Place, Route, Severity, Text, text};
use gian_model::review::{Person, Status};
use gian_model::withheld::{APPOINTED, Decision};
use gian_model::{DocumentFile, Dossier, Record, keys, routes};
use gian_vocabulary::values::Disclosure;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("disclosure-decisions", Layer::Statute, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let open_sources = scope.office.settings.open_sources;
    let is_appointed = |p: &Person| p.status == Some(Status::Appointed) && p.withheld.is_none();
    let groups = dossier.review.iter().flat_map(|r| &r.rounds).flat_map(|r| &r.attendance);
    let of_review = groups.flat_map(|a| &a.members).any(is_appointed);
    // Minutes of a meeting of its own name the members of that meeting only.
    let appointed = |record: &Record| match &record.meeting {
        Some(name) => {
            let meeting = dossier.meetings.as_ref().and_then(|file| file.find(name));
            meeting.is_some_and(|meeting| meeting.members().any(is_appointed))
        }
        None => of_review,
    };
    if dossier.withheld.contains_key(APPOINTED) {
        diags.push(
            RULE.problem(
                Place::key(&dossier.withheld_path(), Route::of(APPOINTED)),
                text!(
                    "`위촉위원`은 모든 위촉위원을 뜻하는 말이라 키로 쓸 수 없습니다",
                    "위촉위원 means all appointed members, and cannot be a key"
                ),
            )
            .help(text!("`위원1`처럼 다른 이름을 주십시오", "give it another name, such as `위원1`")),
        );
    }
    for document in &dossier.documents {
        for (i, decision) in document.record.decisions.iter().enumerate() {
            let before = &document.record.decisions[..i];
            if decision.subject.is_some() && before.iter().any(|d| d.subject == decision.subject) {
                diags.push(
                    RULE.problem(
                        Place::value(&document.path, routes::disclosure_decision(i).key(keys::SUBJECT)),
                        text!("같은 대상에 결정이 둘 있습니다", "there are two decisions on the same subject"),
                    )
                    .help(text!("하나만 남기십시오", "keep one of them")),
                );
            }
            decided(document, dossier, i, decision, open_sources, diags);
        }
        let kind = scope.office.kinds.find(&document.record.kind).filter(|_| !document.record.is_received());
        let names = kind.is_some_and(|k| k.file.members);
        let closed = document.record.disclosure == Disclosure::Closed;
        let has = document.record.decisions.iter().any(|d| d.subject.as_deref() == Some(APPOINTED));
        if appointed(&document.record) && names && !closed && !has {
            diags.push(
                RULE.problem(
                    Place::value(&document.path, Route::of(keys::DISCLOSURE)),
                    text!(
                        "위촉위원의 성명과 직업을 이 문서에서 공개할지 정하지 않았습니다",
                        "the document does not decide whether to name the appointed members"
                    ),
                )
                .help(text!(
                    "`공개결정: [{{대상: 위촉위원, 공개구분: 공개, 사유: …}}]`처럼 적으십시오 (정보공개법 제9조제1항제6호마목)",
                    "write `공개결정: [{{대상: 위촉위원, 공개구분: 공개, 사유: …}}]` (정보공개법 제9조제1항제6호마목)"
                )),
            );
        }
    }
}

fn decided(
    document: &DocumentFile,
    dossier: &Dossier,
    i: usize,
    decision: &Decision,
    open_sources: bool,
    diags: &mut Vec<Diag>,
) {
    let route = routes::disclosure_decision(i);
    // A missing key has no place of its own: use that of the decision.
    let mut say = |key: Option<&str>, message: Text, help: Text| {
        let place = key.map_or_else(|| route.clone(), |key| route.key(key));
        diags.push(RULE.problem(Place::value(&document.path, place), message).help(help));
    };
    let key = decision.subject.as_deref().filter(|s| *s != APPOINTED);
    if let Some(key) = key.filter(|k| !dossier.withheld.contains_key(*k)) {
        say(
            Some(keys::SUBJECT),
            text!("대상이 `위촉위원`도 `withheld.yaml`의 키도 아닙니다: `{}`", "`{}` is neither 위촉위원 nor a key of `withheld.yaml`"; key),
            text!("키를 적거나 `대상` 줄을 지우십시오", "name a key, or remove the line 대상"),
        );
    }
    match decision.class {
        Disclosure::Partial => say(
            Some(keys::DISCLOSURE),
            text!("공개결정에는 `부분공개`를 쓸 수 없습니다", "a decision is 공개 or 비공개, not 부분공개"),
            text!("공개할 것과 가릴 것의 결정을 나누어 적으십시오", "write one decision for each part"),
        ),
        Disclosure::Open if decision.subject.is_none() => say(
            None,
            text!("무엇을 공개하는지 `대상`이 없습니다", "the decision to show has no 대상"),
            text!("`대상: 위촉위원`이나 키를 적으십시오", "write `대상: 위촉위원`, or a key"),
        ),
        Disclosure::Open if open_sources && key.is_some() => say(
            Some(keys::SUBJECT),
            text!(
                "원본을 공개하는 작업공간에서는 공개하기로 한 값을 `private/`에 둘 수 없습니다",
                "in sources that are open, a value that is shown cannot be kept in `private/`"
            ),
            text!("값을 그 자리에 바로 쓰십시오", "write the value where it is shown"),
        ),
        Disclosure::Closed => match decision.ground {
            None => say(
                None,
                text!("비공개 결정에 근거가 없습니다", "the decision to withhold has no ground"),
                text!(
                    "`근거: 6`처럼 정보공개법 제9조제1항의 호를 적으십시오",
                    "write the item of 정보공개법 제9조제1항, such as `근거: 6`"
                ),
            ),
            Some(ground) if !document.record.every_ground().contains(&ground) => say(
                Some(keys::BASIS),
                text!("결정의 근거 {}호가 문서의 비공개 근거에 없습니다", "ground {} of the decision is not among those of the document"; ground.0),
                text!("문서의 `비공개근거`에 {}호를 더하십시오", "add {} to 비공개근거 of the document"; ground.0),
            ),
            Some(_) => {}
        },
        Disclosure::Open => {}
    }
}
