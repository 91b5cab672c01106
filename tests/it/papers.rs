//! Certificates, agreements, check sheets, covers without approval and papers of one number: what they show, and to whom.

use std::collections::BTreeMap;
use std::path::Path;

use gian::renderer::Renderer;
use gian_disclose::project;
use gian_preflight::prepare;
use gian_view::Edition;

use crate::common::{copy, edit, gian};

const VARIANTS: &str = "tests/variants";
const PAPERS: &str = "content/2025/papers/documents";

/// The text of the papers in an edition, by id.
fn texts(edition: Edition) -> BTreeMap<String, String> {
    let session = prepare(Path::new(VARIANTS)).unwrap();
    let press = Renderer::new(&session).unwrap();
    let workspace = session.workspace.as_ref().unwrap();
    let mut all = BTreeMap::new();
    for (dossier, index) in
        session.documents().into_iter().filter(|(dossier, _)| dossier.folder.ends_with("2025/papers"))
    {
        let view = project(&workspace.settings, dossier, index, &session.outside, edition).unwrap();
        let document = press.compose(&view, &dossier.documents[index].path).unwrap();
        all.insert(view.record.id.clone(), gian_emit::text::emit(&document));
    }
    all
}

#[test]
fn a_certificate_names_its_receiver_inside_only() {
    let (inside, outside) = (texts(Edition::Internal), texts(Edition::Public));
    let text = &inside["var-award"];
    assert!(text.starts_with("제2025-12호\n상장\n최우수상\n새봄고등학교 2학년 온누리\n위 사람은 "), "{text}");
    assert!(inside["var-award"].contains("2025년 6월 20일\n한빛광역시장\n정해온\n(직인)"));
    assert!(!inside["var-award"].contains("끝.") && !inside["var-award"].contains("재무과장"));
    let public = &outside["var-award"];
    assert!(!public.contains("온누리") && !public.contains("새봄고등학교") && public.contains("비공개(6)"), "{public}");
    assert!(public.contains("정해온"), "the head of the agency acts in office");
    assert!(!outside["var-appointment"].contains("마루한"), "an appointed person is named only if a decision says so");
    assert!(inside["var-confirmation"].starts_with("제2025-40호\n교육이수확인서\n"), "{}", inside["var-confirmation"]);
}

#[test]
fn articles_are_numbered_and_each_party_signs() {
    let (inside, outside) = (texts(Edition::Internal), texts(Edition::Public));
    let text = &inside["var-agreement"];
    let wanted = "한빛광역시(이하 “갑”이라 한다)와 새벽시장 상인회(이하 “을”이라 한다)는 다음과 같이 협약을 체결한다.\n제1조(목적)\n";
    assert!(text.contains(wanted), "{text}");
    assert!(text.contains("제2조(역할)\n① 갑은 다음 각 호의 일을 맡는다.\n1. 주방 설비의 설치와 수선\n"), "{text}");
    assert!(text.contains("협약서 2부를 작성하고") && text.ends_with("회장\n하늘빛\n(인)\n"), "{text}");
    assert!(!outside["var-agreement"].contains("하늘빛") && !outside["var-agreement"].contains("회장"));
    let text = &inside["var-contract"];
    assert!(text.contains("제1장 총칙\n제1조(목적)\n") && text.contains("제2장 보칙\n제3조(준용)\n"), "{text}");
    assert!(text.contains("1. 달마다 한 번 하는 위생 점검\n2. 점검 결과의 보고\n"), "{text}");
}

#[test]
fn a_check_sheet_counts_its_results() {
    let text = &texts(Edition::Internal)["var-check-sheet"];
    assert!(text.contains("환기 설비가 잘 도는가\n○\n2번 환풍기 소음 / 조치: 7월 4일까지 교체\n"), "{text}");
    assert!(text.contains("모두 6항목\n4\n1\n1"), "{text}");
    assert!(text.ends_with("점검자 재무과 주무관\n나한별\n(서명)\n확인자 재무과 계약팀장\n도아름\n(서명)\n"), "{text}");
}

#[test]
fn a_cover_without_approval_is_chosen_by_a_key() {
    let session = prepare(Path::new(VARIANTS)).unwrap();
    let press = Renderer::new(&session).unwrap();
    let workspace = session.workspace.as_ref().unwrap();
    let path = format!("{PAPERS}/request.md");
    let found = session.documents().into_iter().find(|(dossier, index)| dossier.documents[*index].path == path);
    let (dossier, index) = found.unwrap();
    let mut view = project(&workspace.settings, dossier, index, &session.outside, Edition::Internal).unwrap();
    let main = |view: &gian_view::View| press.job(view, &press.compose(view, &path).unwrap()).unwrap().main;
    let plain = main(&view);
    assert!(plain.contains("plain: true") && !plain.contains("서가람"), "the approval is on the page of the archive");
    let page = press.page(&workspace.settings, &view, &press.compose(&view, &path).unwrap(), &BTreeMap::new()).unwrap();
    assert!(page.contains("서가람"));
    view.record.cover = None;
    let full = main(&view);
    assert!(full.contains("plain: false") && full.contains("서가람"));
}

#[test]
fn a_key_for_a_cover_is_refused_where_there_is_none() {
    let dir = tempfile::tempdir().unwrap();
    for part in ["gian.yaml", "content", "templates"] {
        copy(&Path::new(VARIANTS).join(part), &dir.path().join(part));
    }
    let path = format!("{PAPERS}/check-sheet.md");
    edit(dir.path(), &path, &[("보존기간: 5년\n", "보존기간: 5년\n표지: 제목\n")]);
    let output = gian(dir.path(), &["check"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("unshown-key") && told.contains("check-sheet.md"), "{told}");
}
