//! Every rule, on the body of a document: none panics, and every problem has a valid place.
#![no_main]

use std::path::Path;

use gian_diagnostics::Lang;
use gian_report::render::render_short;
use gian_session::examine;
use gian_source::Sources;
use libfuzzer_sys::fuzz_target;

const SETTINGS: &str = "기관: {이름: 한빛시, 구분: 기초}\n부서:\n  - {식별자: planning, 이름: 기획담당관}\n자료관: {제목: 한빛시}\n";

const RECORD: &str = "---\n식별자: fuzz-1\n종류: 보고서\n상태: 결재\n제목: 현황 보고\n부서: planning\n문서번호: 기획담당관-1\n기안일: 2024-03-14\n결재일: 2024-03-15\n결재선:\n  - {역할: 결재, 직위: 기획담당관, 성명: 성춘향, 서명일: 2024-03-15}\n공개구분: 공개\n보존기간: 5년\n분류: [행정]\n작성자: {성명: 홍길동}\n---\n";

fuzz_target!(|body: &str| {
    let (mut sources, mut loaded) = (Sources::default(), Vec::new());
    sources.insert("gian.yaml", SETTINGS.to_owned(), &mut loaded);
    sources.insert("content/2024/a/documents/a.md", format!("{RECORD}{body}"), &mut loaded);
    let prepared = examine(Path::new("nowhere"), sources, loaded);
    assert_eq!(render_short(&prepared.sources, &prepared.diags, Lang::Ko).lines().count(), prepared.diags.len());
});
