//! # 사람을 낮추어 부르지 않습니다
//!
//! 장애, 병, 가족, 형편을 이유로 사람을 낮추는 말은 공문서에 쓰지 않습니다. 법률이 쓰는 이름이나 다듬은 말을 씁니다. 지난 법령이나
//! 다른 글을 그대로 옮길 때에는 그 자리에 이유를 적어 규칙을 끌 수 있습니다.
//!
//! 예: `편부모 가정과 노숙자 지원`
//! 대신: `한부모 가정과 노숙인 지원`
//!
//! 근거: 장애인복지법, 한부모가족지원법, 노숙인 등의 복지 및 자립지원에 관한 법률의 용어; 서울특별시가 2018년에 낸 순화 목록.
//!
//! # People are not belittled
//!
//! Words that belittle people for a disability, an illness, their family or means are not used. The names that the laws use
//! stand instead. Where another text is quoted, the place can be silenced with a reason.
//!
//! Example: `편부모 가정과 노숙자 지원`
//! Instead: `한부모 가정과 노숙인 지원`
//!
//! Source: terms of 장애인복지법, 한부모가족지원법 and 노숙인 등의 복지 및 자립지원에 관한 법률; the list of Seoul of 2018.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::particle::particle;
use gian_korean::words::Kind;

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("respectful-words", Layer::Manual, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for found in prose.words().iter().filter(|f| f.word.kind == Kind::Discriminatory) {
        let (wrong, right) = (found.word.wrong, found.word.right);
        let (is, to) = (particle(wrong, "은/는"), particle(right, "으로/로"));
        diags.push(
            RULE.problem(
                prose.place(found.range.clone()),
                text!("`{wrong}`{is} 사람을 낮추는 말입니다", "`{wrong}` belittles people"),
            )
            .help(text!("`{right}`{to} 고치십시오", "write `{right}`")),
        );
    }
}
