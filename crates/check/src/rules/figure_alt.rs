//! # 그림의 설명은 그림이 보여 주는 것을 말합니다
//!
//! `설명`은 그림을 보지 못하는 사람이 그림 대신 읽거나 듣는 글입니다. 제목이나 파일 이름을 되풀이하거나 `사진`이라고만 적으면 아무것도
//! 알려 주지 않습니다.
//!
//! 예: `제목: 사업 위치`, `설명: 사업 위치`
//! 대신: `설명: 구청 북쪽 1㎞ 안에 세 사업 지구가 나란히 있음`
//!
//! 근거: 한국형 웹 콘텐츠 접근성 지침 2.2, 적절한 대체 텍스트 제공; 장애인차별금지법 제21조.
//!
//! # The description of a picture says what it shows
//!
//! `설명` is what those who do not see a picture read or hear in its place. One that repeats the title or the name of the
//! file, or says no more than `사진`, tells them nothing.
//!
//! Example: `제목: 사업 위치`, `설명: 사업 위치`
//! Instead: `설명: 구청 북쪽 1㎞ 안에 세 사업 지구가 나란히 있음`
//!
//! Source: 한국형 웹 콘텐츠 접근성 지침 2.2 (alternative text); 장애인차별금지법 제21조.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_source::yaml::{Kind, Node};

use crate::prose::Prose;
use crate::prose::table::value;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("figure-alt", Layer::Manual, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() {
        return;
    }
    for tree in prose.structure().fences.iter().filter(|f| f.name == "그림").filter_map(|f| f.tree.as_ref()) {
        let text = |key| value(tree, key).map(scalar).unwrap_or_default().trim();
        let (Some(node), words) = (value(tree, "설명"), text("설명")) else { continue };
        let file = text("파일");
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let empty = ["그림", "사진", "이미지", "도표", "지도", "그래프", "삽화"].contains(&words);
        let repeats = words == text("제목") || words == file || words == stem;
        // The reader of the block already rejects an empty one.
        if words.is_empty() || !(empty || repeats) {
            continue;
        }
        let message = match repeats {
            true => text!(
                "그림의 설명이 제목이나 파일 이름을 되풀이합니다",
                "the description repeats the title or the name of the file"
            ),
            false => text!(
                "그림의 설명이 무엇을 보여 주는지 말하지 않습니다",
                "the description does not say what the picture shows"
            ),
        };
        diags.push(
            RULE.problem(Place::bytes(prose.file, node.span.clone()), message)
                .help(text!("그림이 보여 주는 것을 한 문장으로 쓰십시오", "say in a sentence what the picture shows")),
        );
    }
}

fn scalar(node: &Node) -> &str {
    match &node.kind {
        Kind::Scalar { text, .. } => text,
        Kind::Null | Kind::Seq(_) | Kind::Map(_) => "",
    }
}
