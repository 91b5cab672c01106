//! Every variant of a document that occurs in an office, in a workspace of invented facts (`tests/variants`): it is
//! clean, contains the required text, and prints it on the right page.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gian::renderer::Renderer;
use gian_disclose::project;
use gian_korean::personal::Contacts;
use gian_leakscan::{Needle, Needles, OpenWords, What, scan_file};
use gian_preflight::prepare;
use gian_view::Edition;

use crate::common::{built, copy, gian, outside};

/// A copy of the workspace.
fn workspace() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for part in ["gian.yaml", "content", "templates"] {
        copy(&Path::new("tests/variants").join(part), &dir.path().join(part));
    }
    dir
}

/// The text of every document of an edition, by id, each line between line breaks.
fn texts(edition: Edition) -> BTreeMap<String, String> {
    let session = prepare(Path::new("tests/variants")).unwrap();
    let press = Renderer::new(&session).unwrap();
    let workspace = session.workspace.as_ref().unwrap();
    let mut all = BTreeMap::new();
    for (dossier, index) in session.documents() {
        let Some(view) = project(&workspace.settings, dossier, index, &session.outside, edition) else { continue };
        let document = press.compose(&view, &dossier.documents[index].path).unwrap();
        all.insert(view.record.id.clone(), format!("\n{}", gian_emit::text::emit(&document)));
    }
    all
}

/// The pages of a PDF that contain some words.
fn pages_with(pdf: &[u8], words: &str) -> Vec<usize> {
    let needle = Needle { value: words.to_owned(), place: String::new(), accepted: false };
    let report = scan_file("a.pdf", pdf, &Needles::new(&[needle], &OpenWords::default(), &Contacts::default()));
    let withheld = report.findings.iter().filter(|f| matches!(f.what, What::Withheld { .. }));
    let mut pages: Vec<usize> =
        withheld.filter_map(|f| f.place.split("page ").nth(1)?.split([' ', ',']).next()?.parse().ok()).collect();
    pages.sort_unstable();
    pages.dedup();
    pages
}

/// Number of pages of a PDF.
fn pages(pdf: &[u8]) -> usize {
    let key = b"/Type/Page";
    pdf.windows(key.len() + 1).filter(|w| w.starts_with(key) && w[key.len()] != b's').count()
}

fn pdf<'a>(output: &'a BTreeMap<String, Vec<u8>>, id: &str) -> &'a [u8] {
    &output[&format!("internal/d/{id}/{id}.pdf")]
}

fn page<'a>(output: &'a BTreeMap<String, Vec<u8>>, edition: &str, id: &str) -> &'a str {
    std::str::from_utf8(&output[&format!("{edition}/d/{id}/index.html")]).unwrap()
}

/// Asserts that lines are consecutive in the text of a document.
fn says(texts: &BTreeMap<String, String>, id: &str, lines: &[&str]) {
    let wanted = format!("\n{}\n", lines.join("\n"));
    assert!(texts[id].contains(&wanted), "{id} does not say:{wanted}but{}", texts[id]);
}

#[test]
fn the_workspace_is_clean_but_for_what_it_tries() {
    let output = gian(Path::new("tests/variants"), &["check"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}");
    // A number too long for any cell is reported with its place; the other one has room from the columns beside it.
    let places: Vec<&str> = told.lines().filter(|l| l.contains("-->")).collect();
    assert_eq!(places.len(), 1, "{told}");
    assert!(told.contains("number-width") && places.iter().all(|l| l.contains("wide-cells.md:")), "{told}");
}

#[test]
fn rounds_and_their_votes() {
    let texts = texts(Edition::Internal);
    says(
        &texts,
        "var-minutes",
        &[
            "제1차 협의·조정 표결 내용",
            "(단위: 명)",
            "안건",
            "찬성",
            "반대",
            "기권",
            "결과",
            "계획의 재협의",
            "5",
            "1",
            "1",
            "재협의",
        ],
    );
    says(
        &texts,
        "var-minutes",
        &["햇빛발전소 대상지 12곳", "6", "0", "1", "원안 가결", "온실가스 감축 목표", "7", "0", "0", "원안 가결"],
    );
    says(&texts, "var-minutes", &["방법", "서면"]);
    says(&texts, "var-minutes", &["배석자(한빛광역시)", "2명: 정책기획과장과 담당 주무관"]);
    for heading in ["제1차 협의·조정 검토의견", "제2차 재협의 검토의견", "제3차 서면심의 검토의견"]
    {
        // As an item, and above the table.
        assert_eq!(texts["var-result-report"].lines().filter(|l| *l == heading).count(), 2, "{heading}");
    }
    says(&texts, "var-result-report", &["비용: 해당 없음"]);
    says(&texts, "var-meeting-plan", &["소요예산: 해당 없음"]);
    says(
        &texts,
        "var-empty-minutes",
        &["상정 안건", "따로 상정한 안건 없음", "결정 사항", "해당 없음", "표결 내용", "해당 없음"],
    );
    assert!(!texts["var-empty-minutes"].contains("발언 요지"));
    says(&texts, "var-site-check", &["2", "공공건물의 온실가스 배출 10% 감축", "□ 이행 □ 미이행"]);
}

#[test]
fn long_tables_of_letters_are_attachments_after_the_foot() {
    let texts = texts(Edition::Internal);
    let list = ["붙임", "교육 통지서 서식 1부.", "동별 민방위 대원 편성 현황 1부.", "끝."];
    says(&texts, "var-long-table", &list);
    says(&texts, "var-long-table", &["[붙임 2]", "동별 민방위 대원 편성 현황", "(단위: 명)", "연번"]);
    assert!(texts["var-long-table"].contains("알려 드립니다(붙임 2 참조)."));
    let at = |words: &str| texts["var-long-table"].find(words).unwrap();
    assert!(at("시행 총무과-7301") < at("[붙임 2]"));
    // The only attachment has no number.
    says(&texts, "var-long-table-only", &["붙임", "회의실 사용 신청 현황 1부.", "끝."]);
    says(&texts, "var-long-table-only", &["[붙임]", "회의실 사용 신청 현황", "(단위: 명)"]);
    let dir = workspace();
    let output = built(dir.path(), &["build"]);
    let file = pdf(&output, "var-long-table");
    assert_eq!((pages(file), pages_with(file, "차오름동"), pages_with(file, "접수 (")), (2, vec![2], vec![1]));
    let page = page(&output, "internal", "var-long-table");
    let at = |words: &str| page.find(words).unwrap();
    assert!(at("class=\"letterfoot\"") < at("id=\"p2\"") && at("id=\"p2\"") < at("id=\"annex1\""));
}

#[test]
fn what_belongs_together_is_on_one_page() {
    let dir = workspace();
    let output = built(dir.path(), &["build", "--edition", "internal"]);
    let file = pdf(&output, "var-last-items");
    // The last item fits no more on the page; the one before it goes with it.
    assert_eq!((pages(file), pages_with(file, "모란실의 설비는")), (3, vec![2]));
    assert_eq!((pages_with(file, "보름실의 설비는"), pages_with(file, "소나무실의 설비는")), (vec![3], vec![3]));
    let file = pdf(&output, "var-table-line");
    assert_eq!((pages_with(file, "다음 회의실은"), pages_with(file, "정비할 것")), (vec![2], vec![2]));
    assert_eq!(pages_with(file, "소나무실은"), [1]);
}

#[test]
fn letters_of_an_agency_have_its_name_and_the_address_of_a_citizen() {
    let inside = texts(Edition::Internal);
    says(
        &inside,
        "var-agency",
        &["한빛광역시 가온보건소", "수신", "구슬아 귀하 (우00074 한빛광역시 가온구 물결로 12, 3층)"],
    );
    says(&inside, "var-agency", &["한빛광역시 가온보건소장", "관인생략"]);
    assert!(inside["var-agency"].contains("우 00073 한빛광역시 가온구 샛별로 73 / https://health.hanbit.example/"));
    let outside = texts(Edition::Public);
    says(&outside, "var-agency", &["수신", "비공개(6) 귀하 (비공개(6))"]);
    assert!(["00074", "물결로"].iter().all(|words| !outside["var-agency"].contains(words)));
}

#[test]
fn letters_and_their_ends() {
    let texts = texts(Edition::Internal);
    // No attachment, one without a number, several.
    says(
        &texts,
        "var-one-paragraph",
        &["신청하신 회의실의 사용을 승인하니, 쓰신 뒤에는 정리하여 주시기 바랍니다.", "끝."],
    );
    says(&texts, "var-many", &["붙임", "설명회 계획 1부.", "끝."]);
    says(
        &texts,
        "var-joint",
        &["붙임", "자전거길 노선도 1부.", "공동 정비 협약서(사본) 2부.", "구간별 정비 물량 1식.", "끝."],
    );
    // Two agencies.
    says(
        &texts,
        "var-joint",
        &[
            "한빛광역시장",
            "새벽도지사",
            "수신자",
            "해오름구청장(교통과장), 달빛구청장(교통과장)",
            "한빛광역시",
            "주무관",
            "나한별",
        ],
    );
    says(
        &texts,
        "var-joint",
        &["새벽도", "주무관", "반딧불", "도로팀장", "봄이랑", "도로과장", "전결", "05/08", "여울"],
    );
    says(&texts, "var-many", &["수신", "수신자 참조"]);
    let receivers = texts["var-many"].lines().find(|l| l.starts_with("가온구청장")).unwrap();
    assert_eq!(receivers.split(", ").count(), 25);
    says(
        &texts,
        "var-notice",
        &["(경유)", "이 문서의 경유기관의 장은 가온구청장이고, 최종 수신기관의 장은 해오름구청장입니다."],
    );
    says(&texts, "var-correction", &["정책기획과-1011호로 알려 드린 내용을 다음과 같이 정정합니다."]);
    // An internal document has no sender, and is not sent.
    says(&texts, "var-inside", &["수신", "내부결재"]);
    assert!(
        !texts["var-inside"].contains("한빛광역시장") && texts["var-inside"].contains("\n시행 정책기획과-1035 ( )\n")
    );
}

#[test]
fn items_are_numbered_and_marked_as_the_writer_chose() {
    let texts = texts(Edition::Internal);
    says(&texts, "var-numbers", &["1. 점검 배경"]);
    for line in [
        "가. 지난해에 물이 고인 골목 12곳",
        "1) 경사가 급한 골목 7곳",
        "가. 점검한 사람",
        "1) 배수로가 막힌 골목 4곳",
        "2. 난간 설치",
    ] {
        assert!(texts["var-numbers"].contains(&format!("\n{line}\n")), "{line} in {}", texts["var-numbers"]);
    }
    // A flow of one step is a line.
    says(&texts, "var-numbers", &["다음 절차: 정비 계획 수립, ~2024. 6. 10.(월)"]);
    assert!(!texts["var-numbers"].contains("그림 1"));
}

#[test]
fn letters_name_firms_writers_and_the_words_of_the_month() {
    let texts = texts(Edition::Internal);
    let letter = &texts["var-firms"];
    assert!(letter.starts_with("\n걷기 좋은 골목의 해\n"), "{letter}");
    says(&texts, "var-firms", &["수신자", "주식회사 한빛조명 귀중, 노을전기 귀중"]);
    says(&texts, "var-firms", &["붙임", "납품할 자재의 목록.", "규격서, 도면 각 2부.", "조명 견본 3개(별송).", "끝."]);
    says(
        &texts,
        "var-firms",
        &[
            "우 00011 한빛광역시 가온구 노을로 2, 별관 / https://hanbit.example/",
            "전화 02-0000-0100 / 전송 02-0000-0119 / hanbyeol@hanbit.example / 공개",
        ],
    );
    says(&texts, "var-eight-signers", &["비고", "시민", "시민 참여", "■", "□", "설명회", "사회적 약자"]);
}

#[test]
fn a_letter_to_a_citizen_withholds_who_asked() {
    let (inside, outside) = (texts(Edition::Internal), texts(Edition::Public));
    says(&inside, "var-citizen", &["수신", "구슬아 귀하"]);
    says(&outside, "var-citizen", &["수신", "비공개(6) 귀하"]);
    says(&outside, "var-citizen", &["신청인: 비공개(6)(비공개(6))"]);
    assert!(!outside["var-citizen"].contains("구슬아") && !outside["var-citizen"].contains("새벽로 12"));
}

#[test]
fn amounts_from_nothing_to_trillions() {
    let texts = texts(Edition::Internal);
    says(&texts, "var-grant-notice", &["교부결정액: 금999,000,000,001,000원(금구백구십구조일천원)"]);
    says(&texts, "var-zero-notice", &["교부결정액: 금0원(금영원)"]);
    says(&texts, "var-settlement", &["시설비", "999,000,000,000,000", "998,999,999,999,999", "1", "100.0"]);
    says(
        &texts,
        "var-settlement",
        &["감리비", "1,000", "△4,500", "5,500", "△450.0", "예비비", "0", "0", "0", "-", "합계", "999,000,000,001,000"],
    );
    says(&texts, "var-settlement", &["반납액: 5,501원", "집행 잔액 5,501원, 이자 0원"]);
    says(&texts, "var-zero-settlement", &["예산 0원 가운데 0원 집행"]);
}

/// Words of a review, which a dossier without one must not use.
const OF_A_REVIEW: [&str; 4] = ["검토의견", "협의", "심의", "조정"];

#[test]
fn an_event_without_a_review() {
    let texts = texts(Edition::Public);
    says(
        &texts,
        "var-bookfair-plan",
        &[
            "총 4,000천원(시비 3,600천원, 구비 400천원)",
            "비목별 소요예산",
            "(단위: 원)",
            "비목",
            "산출",
            "재원",
            "금액",
        ],
    );
    says(&texts, "var-bookfair-plan", &["행사운영비 소계", "3,000,000"]);
    says(&texts, "var-bookfair-plan", &["사무관리비: 재생종이에 인쇄"]);
    says(
        &texts,
        "var-bookfair-outcome",
        &["참여: 376명", "시민 312명", "참가 단체 46명", "작은도서관 11곳, 책방 4곳", "자원봉사자 18명"],
    );
    says(
        &texts,
        "var-bookfair-outcome",
        &["참여자 만족도", "점", "90", "88.5", "98.3", "한 번 쓰는 물건의 쓰레기", "kg", "-", "0", "-"],
    );
    says(&texts, "var-bookfair-outcome", &["예산 4,000천원 가운데 3,940천원 집행(집행률 98.5%), 잔액 60천원"]);
    says(&texts, "var-bookfair-outcome", &["행사운영비", "3,000,000", "3,120,000", "△120,000", "104.0"]);
    says(&texts, "var-bookfair-letter", &["참여: 376명", "집행: 3,940천원(예산 4,000천원)"]);
    for (id, text) in texts.iter().filter(|(id, _)| id.starts_with("var-bookfair") || id.starts_with("var-canal")) {
        assert!(OF_A_REVIEW.iter().all(|word| !text.contains(word)), "{id}");
    }
}

/// Amounts of two years, and no chapter for what is not written.
#[test]
fn a_plan_of_two_years_has_only_the_chapters_that_are_written() {
    let texts = texts(Edition::Internal);
    says(&texts, "var-canal-plan", &["연구용역비", "48,000,000", "62,000,000", "110,000,000"]);
    says(&texts, "var-canal-plan", &["사무관리비", "0", "5,000,000", "5,000,000"]);
    says(&texts, "var-canal-plan", &["합계", "48,000,000", "67,000,000", "115,000,000"]);
    for chapter in ["추진 배경", "목표", "주요 내용", "추진체계", "추진 일정", "행정사항"] {
        assert!(!texts["var-canal-plan"].contains(chapter), "{chapter}");
    }
}

#[test]
fn pages_show_what_they_must() {
    let dir = workspace();
    let output = built(dir.path(), &["build"]);
    assert!(page(&output, "public", "var-notice").contains("var-correction"));
    assert!(page(&output, "public", "var-correction").contains("정책기획과-1011"));
    // Numbers are text that is read aloud; the chosen sign only says that it is an item.
    let numbers = page(&output, "internal", "var-numbers");
    for part in [
        "<span class=\"no\">가.</span> <span class=\"line\">지난해에 물이 고인 골목 12곳</span>",
        "<h3 class=\"section\" id=\"s1\">1. 점검 배경</h3>",
        "<h4 class=\"subsection\" id=\"s1-1\">가. 점검한 사람</h4>",
        "<div class=\"frame\">",
        "<div class=\"note\">",
        "<p class=\"note pointer\">",
    ] {
        assert!(numbers.contains(part), "{part}");
    }
    assert!(page(&output, "internal", "var-ieung").contains("<span class=\"no\" aria-hidden=\"true\">ㅇ</span>"));
    approvals(&output);
    sizes(&output);
    no_review(&output);
}

/// Pages, entries and data of a dossier without a review.
fn no_review(output: &BTreeMap<String, Vec<u8>>) {
    let own = output.iter().filter(|(path, _)| path.contains("var-bookfair"));
    let texts: Vec<_> = own.filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?))).collect();
    assert!(texts.iter().any(|(path, _)| path.ends_with("dossier/var-bookfair-plan/index.html")), "{texts:?}");
    assert!(texts.iter().any(|(path, _)| path.ends_with(".json")));
    let page = texts.iter().find(|(path, _)| path.ends_with("public/dossier/var-bookfair-plan/index.html")).unwrap().1;
    assert!(page.contains("추진</span>") && page.contains("새벽공원 잔디마당"), "{page}");
    for (path, text) in texts {
        assert!(OF_A_REVIEW.iter().all(|word| !text.contains(word)), "{path} has a word of a review");
    }
}

/// The approval cells, on covers, letters and pages.
fn approvals(output: &BTreeMap<String, Vec<u8>>) {
    let shown: [(&str, &[&str]); 8] = [
        ("delegated", &["★주무관", "⊙기획팀장", "전결", "05/08"]),
        ("deputy", &["대결", "05/08"]),
        ("deputy-delegated", &["대결", "전결", "정책기획과장"]),
        ("hanja", &["代도아름", "05/08"]),
        ("opinion", &["(의견 있음)", "출장", "代하늬"]),
        ("acting", &["직무대리", "권한대행", "진달래"]),
        ("single", &["서가람"]),
        ("five", &["행정부시장", "진달래", "표주박", "하늬"]),
    ];
    for (name, words) in shown {
        for id in [format!("var-cover-{name}"), format!("var-letter-{name}")] {
            for word in words {
                assert!(pages_with(pdf(output, &id), word).contains(&1), "{id} does not show {word}");
                let cell = page(output, "internal", &id).replace("</th>", "").replace("</td>", "");
                let word = word.trim_matches(['(', ')']);
                assert!(word.contains('/') || cell.contains(word), "the page of {id} does not show {word}");
            }
        }
    }
    // A signer who did not sign has no name there.
    for id in ["var-cover-opinion", "var-letter-opinion", "var-cover-deputy-delegated", "var-letter-deputy-delegated"] {
        assert_eq!(pages_with(pdf(output, id), "서가람"), Vec::<usize>::new(), "{id}");
    }
    assert!(pages_with(pdf(output, "var-cover-five"), "행정부시장 방침 제12호").contains(&1));
    // The department below the cover, by the theme of its day.
    assert!(pages_with(pdf(output, "var-upper-five"), "(정책기획과)").contains(&1));
    assert!(page(output, "internal", "var-joint").contains("반딧불"));
}

/// Number of pages of documents, and contents of their last ones.
fn sizes(output: &BTreeMap<String, Vec<u8>>) {
    // A letter that nearly fits is set closer; otherwise its last lines go with the foot.
    assert_eq!(pages(pdf(output, "var-fitted")), 1);
    assert_eq!(pages(pdf(output, "var-carried")), 2);
    assert_eq!(pages_with(pdf(output, "var-carried"), "한빛광역시장"), [2]);
    assert_eq!(pages_with(pdf(output, "var-carried"), "제29구간"), [2]);
    assert_eq!(pages_with(pdf(output, "var-carried"), "제20구간"), [1]);
    for id in ["var-five-signers", "var-eight-signers"] {
        assert_eq!(pages_with(pdf(output, id), "남궁새벽"), [1], "{id}");
    }
    assert_eq!(pages(pdf(output, "var-two-pages")), 2);
    assert_eq!(pages_with(pdf(output, "var-two-pages"), "한빛광역시장"), [2]);
    assert_eq!(pages_with(pdf(output, "var-two-pages"), "노을구청장"), [1]);
    for id in ["many", "joint", "citizen", "long-title-letter", "solid-title-letter", "letter-five"] {
        assert_eq!(pages(pdf(output, &format!("var-{id}"))), 1, "{id}");
    }
    // The head of the table on each of its pages, the total on the last.
    let statistics = pdf(output, "var-statistics");
    let all = pages(statistics);
    assert!(all >= 7, "{all}");
    assert_eq!(pages_with(statistics, "구성비"), (2..=all).collect::<Vec<_>>());
    assert_eq!(pages_with(statistics, "9,031,685"), [all]);
    // Two themes of one name: the later one has a header, a footer and the total number of pages.
    let later = pdf(output, "var-settlement");
    assert_eq!(pages_with(later, "함께 여는 아침"), (2..=pages(later)).collect::<Vec<_>>());
    assert_eq!(pages_with(pdf(output, "var-zero-settlement"), "함께 여는 아침"), Vec::<usize>::new());
    assert_eq!(pages_with(later, "한빛광역시 기획조정실"), (2..=pages(later)).collect::<Vec<_>>());
}

/// Names of the chapters of [`long_plan`].
const CHAPTERS: [&str; 12] =
    ["하늘길", "바닷길", "숲길", "들길", "물길", "꽃길", "돌길", "샛길", "철길", "뱃길", "골목길", "고갯길"];

/// A plan of about sixty pages: its workspace, its PDF, and the number of pages before its body: cover, checklist and
/// pages of contents.
fn long_plan() -> (tempfile::TempDir, Vec<u8>, usize) {
    let dir = workspace();
    let path = dir.path().join("content/2024/texts/documents/long-plan.md");
    let source = fs::read_to_string(&path).unwrap();
    let front = source.split("---\n").nth(1).unwrap();
    let mut body = String::new();
    for name in CHAPTERS {
        body.push_str(&format!("## {name} 추진전략\n\n"));
        for section in 1..=5 {
            body.push_str(&format!("### {name} 세부과제{section}\n\n"));
            for item in 1..=9 {
                body.push_str(&format!(
                    "- {name} {section}-{item}번 사업은 주민과 함께 해마다 계획을 세우고 살펴 나감\n"
                ));
                body.push_str(
                    "  - 대상지 조사와 설계를 마친 뒤에 구간을 나누어 차례로 진행하고 결과를 모두에게 알림\n\n",
                );
            }
        }
    }
    fs::write(&path, format!("---\n{front}---\n{body}")).unwrap();
    for folder in ["haeoreum", "dalbit", "byeolbit", "noeul", "marks", "letters", "bookfair", "canal"] {
        fs::remove_dir_all(dir.path().join("content/2024").join(folder)).unwrap();
    }
    let output = built(dir.path(), &["build"]);
    let plan = pdf(&output, "var-long-plan").to_vec();
    let front = pages_with(&plan, "하늘길 1-1번")[0] - 1;
    (dir, plan, front)
}

/// Words of headings of [`long_plan`] that its contents show.
fn headings() -> impl Iterator<Item = String> {
    CHAPTERS.iter().flat_map(|name| [format!("{name} 추진전략"), format!("{name} 세부과제3")])
}

#[test]
fn contents_of_a_long_plan_stand_before_it() {
    let (_dir, plan, front) = long_plan();
    assert!((55..=75).contains(&pages(&plan)), "{}", pages(&plan));
    for words in headings() {
        let found = pages_with(&plan, &words);
        assert!(*found.last().unwrap() > front && found[0] <= front, "{words}: {found:?}");
    }
}

/// The contents show the pages on which the chapters begin.
#[test]
#[ignore = "needs the program pdftotext"]
fn contents_of_a_long_plan_name_the_right_pages() {
    let (dir, plan, front) = long_plan();
    let contents = written_contents(dir.path(), front);
    for words in headings() {
        let stands = *pages_with(&plan, &words).last().unwrap();
        let line = contents.lines().find(|l| l.contains(&words)).unwrap();
        let number: usize = line.rsplit([' ', '.']).next().unwrap().parse().unwrap_or_else(|_| panic!("{line:?}"));
        assert_eq!(number, stands - front, "{line}");
        assert_eq!(contents.matches(&words).count(), 1);
    }
}

/// The text of the contents, line by line.
fn written_contents(root: &Path, front: usize) -> String {
    let path = root.join("output/internal/d/var-long-plan/var-long-plan.pdf");
    let text = outside("pdftotext", &[&"-layout", &"-f", &"3", &"-l", &front.to_string(), &path, &"-"]);
    String::from_utf8(text).unwrap()
}

/// Facts of one document stand in its record, and what follows from them is computed.
#[test]
fn kinds_whose_facts_stand_in_the_record() {
    let (inside, outside) = (texts(Edition::Internal), texts(Edition::Public));
    says(&inside, "var-trip-report", &["기간: 2024. 9. 2.(월)~2024. 9. 4.(수)(2박 3일)"]);
    says(
        &inside,
        "var-trip-report",
        &["2024. 9. 4.(수)", "하늘도 다솜시 일원", "주차와 쓰레기 처리를 맡은 업체를 만남"],
    );
    says(&inside, "var-trip-report", &["숙박비", "70,000원×2명×2박", "280,000", "합계"]);
    assert!(inside["var-trip-report"].contains("\n819,200\n"));
    says(&inside, "var-trip-report", &["한빛상인연합회", "사무국장", "모란솔"]);
    assert!(outside["var-trip-report"].contains("나한별"));
    for held in ["모란솔", "사무국장", "한빛상인연합회"] {
        assert!(!outside["var-trip-report"].contains(held), "{held}");
    }

    says(&inside, "var-acceptance", &["납품일", "2024. 9. 12.(지체 2일)"]);
    says(&inside, "var-acceptance", &["계약금액", "금18,600,000원(금일천팔백육십만원)"]);
    says(&inside, "var-acceptance", &["설치와 배선", "-", "1식", "1,200,000", "1,200,000"]);
    assert!(inside["var-acceptance"].contains("\n18,200,000\n"));
    assert!(inside["var-acceptance"].contains("계약금액과의 차액: △400,000원"));

    says(&inside, "var-handover", &["인계자", "민생경제과", "지방행정주사보", "나한별"]);
    assert!(inside["var-handover"].contains("\n7권\n"));
    // A laptop and a camera have one unit and so a sum.
    assert!(inside["var-handover"].contains("\n2대\n"));

    says(&inside, "var-work-report", &["정원", "27", "1", "3", "8", "9", "5", "1"]);
    says(&inside, "var-work-report", &["과부족", "△2", "0", "0", "△1", "1", "△2", "0"]);
    assert!(inside["var-work-report"].contains("정원 27명, 현원 25명(결원 2명)"));

    says(&inside, "var-project-plan", &["합계", "185,000,000", "75,000,000", "80,000,000", "30,000,000"]);
    assert!(inside["var-project-plan"].contains("기간: 2024. 4. 1.~11. 30."));
}

#[test]
fn minutes_of_a_meeting_of_its_own() {
    let (inside, outside) = (texts(Edition::Internal), texts(Edition::Public));
    let minutes = "var-council-minutes";
    for texts in [&inside, &outside] {
        says(texts, minutes, &["일시", "2025. 3. 12.(수) 14:00~15:40", "장소", "한빛광역시청 3층 소회의실"]);
        says(texts, minutes, &["재적 9명, 출석 7명(위임 1명 포함), 의결정족수 5명"]);
        says(texts, minutes, &["배석자(의회사무처)", "2명: 의사팀장과 주무관"]);
        // Officials on duty are named as speakers and as those who confirm, in public too.
        says(texts, minutes, &["도가람(의회협력과 의회협력과장)", "자료요구가 하루에 몰려 부서의 부담이 큼"]);
        says(texts, minutes, &["공통 양식의 사용", "6", "0", "1", "원안 가결"]);
        says(texts, minutes, &["작성자: 가온새(의회협력과 주무관)", "확인일: 2025. 3. 14."]);
    }
    says(&inside, minutes, &["채루나(새벽주민자치회 회장)", "주민도 볼 수 있는 자료는 누리집에 같이 올릴 것"]);
    says(&outside, minutes, &["비공개(6)", "주민도 볼 수 있는 자료는 누리집에 같이 올릴 것"]);
    for held in ["사라빛", "자온별", "채루나", "새벽대학교", "한빛마을연구소", "새벽주민자치회"]
    {
        assert!(inside[minutes].contains(held) && !outside[minutes].contains(held), "{held}");
    }
    // The list for signatures may be drawn up before the meeting.
    says(&inside, "var-council-attendance", &["새벽주민자치회", "회장", "채루나"]);
    assert!(
        outside["var-council-attendance"].contains("도가람") && !outside["var-council-attendance"].contains("채루나")
    );
    // A meeting that decided nothing says so, and each document shows its own meeting only.
    says(&outside, "var-council-talk", &["출석", "출석 15명"]);
    says(&outside, "var-council-talk", &["결정 사항", "해당 없음", "표결 내용", "해당 없음"]);
    assert!(!inside["var-council-talk"].contains("공통 양식") && !inside[minutes].contains("의정모니터"));
}

#[test]
fn a_document_has_a_head_and_an_end_of_its_own() {
    let all = texts(Edition::Internal);
    says(&all, "var-paper-beside", &["재무과 내부 검토용", "책방 12곳 참여 결과와 다음 해 계획"]);
    says(&all, "var-paper-beside", &["보고일: 2024. 9. 2.(월)", "재무과"]);
    says(&all, "var-paper-letter", &["한빛광역시장", "직인", "골목책방협동조합 귀중"]);
    says(&all, "var-paper-sign", &["한빛광역시장", "(직인)"]);
    says(&all, "var-paper-notice", &["한빛광역시장", "직인생략"]);
    // The title of several lines is one line in lists and in the text.
    says(&all, "var-paper-notice", &["2024년 가을 독서 주간 참여 책방 모집 공고"]);

    let session = prepare(Path::new("tests/variants")).unwrap();
    let press = Renderer::new(&session).unwrap();
    let workspace = session.workspace.as_ref().unwrap();
    for (dossier, index) in session.documents() {
        let record = &dossier.documents[index].record;
        if !record.id.starts_with("var-paper-b") {
            continue;
        }
        let view = project(&workspace.settings, dossier, index, &session.outside, Edition::Internal).unwrap();
        let document = press.compose(&view, &dossier.documents[index].path).unwrap();
        let inner = document.front.iter().find_map(|part| match part {
            gian_document::Part::InnerTitle(inner) => Some(inner),
            _ => None,
        });
        let on_sheet = inner.unwrap().around.approval.as_ref().unwrap().own();
        let is_blank = record.id == "var-paper-blank";
        assert!(on_sheet.iter().all(|s| s.name.is_empty() == is_blank), "{}", record.id);
        // The page of the archive has the signatures also where the sheet leaves the cells empty.
        assert!(document.approval().unwrap().own().iter().all(|s| !s.name.is_empty()), "{}", record.id);
    }
}

/// Blocks before `제목자리` are above the title in every format.
#[test]
fn blocks_stand_above_the_title() {
    let texts = texts(Edition::Public);
    let order = |text: &str, words: &[&str]| {
        let places: Vec<usize> =
            words.iter().map(|w| text.find(w).unwrap_or_else(|| panic!("no {w} in {text}"))).collect();
        assert!(places.is_sorted(), "{words:?} {places:?} {text}");
    };
    says(&texts, "var-paper-above", &["제출자", "재무과장", "소관", "재무과", "골목 책방 지원 조례 제정안 설명"]);
    says(&texts, "var-paper-left", &["대외주의: 검토가 끝날 때까지 밖에 알리지 않음", "보고일"]);
    let dir = workspace();
    let kept = dir.path().join("content/2024/paper");
    for year in std::fs::read_dir(dir.path().join("content")).unwrap().map(|e| e.unwrap().path()) {
        for folder in std::fs::read_dir(year).unwrap().map(|e| e.unwrap().path()).filter(|f| *f != kept) {
            std::fs::remove_dir_all(folder).unwrap();
        }
    }
    let output = built(dir.path(), &["build"]);
    let above = page(&output, "public", "var-paper-above");
    let body = &above[above.find("id=\"body-h\"").unwrap()..];
    order(
        body,
        &[
            "의안번호",
            "<p class=\"title-place\">골목 책방 지원 조례 제정안 설명</p>",
            "책방 주인과 시민의",
            "제안 이유",
        ],
    );
    let left = page(&output, "internal", "var-paper-left");
    order(&left[left.find("id=\"body-h\"").unwrap()..], &["보고자", "공람: 국장, 부시장", "title-place", "검토 결과"]);
    // Titles typed by hand are on the page as on paper, and the signers in its table.
    let wide = page(&output, "internal", "var-paper-wide");
    assert!(wide.contains("결재란: 담당, 팀장, 과장, 국장") && wide.contains("서가람"), "{wide}");
    let cover = page(&output, "internal", "var-paper-cover");
    let lines =
        ["재무과-313", "내부 검토용", "한빛시 재무과", "수행 기관: 골목책방협동조합", "바뀔 수 있음", "추진 방향"];
    order(&cover[cover.find("id=\"body-h\"").unwrap()..], &lines);
    for words in ["재무과-313", "수행 기관: 골목책방협동조합", "2024. 9. 2."] {
        assert!(pages_with(pdf(&output, "var-paper-cover"), words).contains(&1), "{words}");
    }
}

#[test]
fn a_document_chooses_the_look_of_its_title() {
    let session = prepare(Path::new("tests/variants")).unwrap();
    let press = Renderer::new(&session).unwrap();
    let workspace = session.workspace.as_ref().unwrap();
    let mut jobs = BTreeMap::new();
    for (dossier, index) in session.documents() {
        let document = &dossier.documents[index];
        if document.record.id.starts_with("var-paper-") {
            let view = project(&workspace.settings, dossier, index, &session.outside, Edition::Internal).unwrap();
            let tree = press.compose(&view, &document.path).unwrap();
            jobs.insert(document.record.id.clone(), press.job(&view, &tree).unwrap());
        }
    }
    let frame = &jobs["var-paper-frame"].main;
    assert!(frame.contains("look: \"box\", size: 24pt"), "{frame}");
    // A draft that goes to signature bears no (안), another one does.
    assert!(frame.contains("draft: false") && jobs["var-paper-draft"].main.contains("draft: true"));
    let above = &jobs["var-paper-above"].main;
    assert!(above.contains("place: \"above_title\", label: \"\", ground: \"#DFEBF7\", dark: false"), "{above}");
    assert!(above.find("#datatable(").unwrap() < above.find("#title-head(").unwrap(), "{above}");
    let left = &jobs["var-paper-left"];
    assert!(left.main.contains("label: \"담당\"") && left.main.contains("align: \"left\""), "{}", left.main);
    assert!(left.profile.contains("\"caption\":\"square\""), "{}", left.profile);
    let wide = &jobs["var-paper-wide"].main;
    assert!(wide.contains("(title: \"국장\", notes: (), name: \"\")") && wide.contains("dark: true"), "{wide}");
    let dotted = &jobs["var-paper-dotted"];
    assert!(dotted.main.contains("look: \"underline\", size: 28pt"), "{}", dotted.main);
    let numbers =
        |id: &str| serde_json::from_str::<serde_json::Value>(&jobs[id].profile).unwrap()["chapter_number"].clone();
    assert_eq!((numbers("var-paper-dotted"), numbers("var-paper-beside")), ("dotted".into(), "bare".into()));
}

#[test]
fn cells_hold_what_their_writer_typed() {
    let texts = texts(Edition::Internal);
    let lines = ["추진 내용", "3. 배수로 준설: 12곳, 9월 9일부터"];
    says(&texts, "var-cells-lists", &lines);
    says(&texts, "var-cells-lists", &["역할", "다. 정책기획과: 예산 배정", "라. 동 주민센터: 안내와 민원 접수"]);
    says(
        &texts,
        "var-cells-lists",
        &["② 설계 검토", "③ 계약", "④ 준공 검사", "회의", "2024. 9. 5.(목) 14:00, 주민센터 2층"],
    );
    says(&texts, "var-cells-lists", &["참고", "2. 안건의 순서는 그대로 둠"]);
    says(&texts, "var-cells-lists", &["하수도 정비", "\u{2002}\u{2002}국비"]);
    says(&texts, "var-cells-photos", &["사진 1장: 1. 정비 전(8월 12일) (낙엽이 쌓여 막힌 배수로)"]);
    says(&texts, "var-cells-form", &[format!("지원자{} (서명 또는 인)", "\u{2002}".repeat(19)).as_str()]);
}

#[test]
fn a_sheet_may_be_turned_and_end_without_a_mark() {
    let found = gian(Path::new("tests/variants"), &["dump", "--step", "typst", "var-paper-week"]);
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
    let typst = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(typst.contains("landscape: true"), "{typst}");
    assert!(!typst.contains("끝."), "{typst}");
    // The other paper of the same kind ends with it.
    let texts = texts(Edition::Public);
    assert!(!texts["var-paper-week"].contains("끝.") && texts["var-paper-sign"].contains("끝."));
}
