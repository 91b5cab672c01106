//! Tests of the search for personal data.

use super::*;

fn kinds(text: &str) -> Vec<(Kind, bool)> {
    find(text, &["010-2133-6366", "team@office.example"].into_iter().collect())
        .into_iter()
        .map(|h| (h.kind, h.certain))
        .collect()
}

#[test]
fn numbers_of_persons_are_found() {
    for (text, kind) in [
        ("900101-1234568", Kind::Resident),
        ("900101-1234567", Kind::Resident),
        ("9001011234568", Kind::Resident),
        ("주민번호900101-1234568은", Kind::Resident),
        ("900101\u{2212}1234568", Kind::Resident),
        ("９００１０１－１２３４５６８", Kind::Resident),
        ("900101-5678903", Kind::Foreigner),
        ("카드 4111 1111 1111 1111", Kind::Card),
        ("면허 11-19-123456-78", Kind::Licence),
        ("010-1234-5678", Kind::Mobile),
        ("휴대전화 01012345678", Kind::Mobile),
        ("+82-10-1234-5678", Kind::Mobile),
        ("여권번호: M12345678", Kind::Passport),
        ("여권 M123A4567", Kind::Passport),
        ("농협 302-1234-5678-91", Kind::Account),
        ("kim.minsu@example.com", Kind::Email),
        ("생년월일 1990. 1. 1.", Kind::Birth),
        ("02)2133-6367", Kind::Phone),
        ("90. 1. 1.생", Kind::Birth),
        ("차량번호 12가 3456", Kind::Vehicle),
        ("국민 123456-01-234567", Kind::Account),
        ("124-81-00998", Kind::Business),
        ("220-81-62517", Kind::Business),
    ] {
        assert_eq!(kinds(text), [(kind, true)], "{text}");
        assert!(may_hold(text), "{text}");
    }
}

#[test]
fn texts_without_numbers_are_passed_over() {
    for text in ["2019. 5. 8.(수) 10:00에 개최함", "예산 1,090천원", "사무관리비(201-01)", "강동구 협의·조정"]
    {
        assert!(!may_hold(text), "{text}");
    }
    for text in ["새벽로 12, 101동 1502호", "９００１０１－１２３４５６８"] {
        assert!(may_hold(text), "{text}");
    }
}

#[test]
fn names_are_told_from_words() {
    for (word, is) in
        [("홍길동", true), ("남궁민수", true), ("공무원", false), ("민간 위원", false), ("협치강동", false)]
    {
        assert_eq!(is_name(word), is, "{word}");
    }
}

#[test]
fn numbers_of_offices_are_nobodys() {
    for text in [
        "버스정책과(☎ 02-0000-2501), 별내시 대중교통과(☎ 02-0000-3501)",
        "구 상담전화(☎ 02-0000-3300)",
        "가온문화재단 경영지원팀 전화 02-0000-5521",
        "콜센터 1600-0000",
        "관용차량 00가0000",
        "은하홀 운영사무실 02-0000-1850",
        "은하홀(☎ 02-0000-1850), 예매 02-0000-1851",
        "종합자료실 02-0000-2401, 당직실 02-0000-2402",
        "체험관 매표소 02-0000-2403, 고객지원실: 02-0000-2404",
        "문의처: 02-0000-2405",
        "종합안내소 전화 02-0000-2406",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
    for text in [
        "홍길동 02-0000-2501",
        "환경과 홍길동(자택 02-0000-2501)",
        "홍길동과 02-0000-2501",
        "사무실 홍길동 02-0000-2501",
        "문의처: 홍길동 02-0000-2501",
        "차량 00가0000",
    ] {
        assert_eq!(kinds(text).len(), 1, "{text}");
    }
}

#[test]
fn numbers_of_other_things_are_not() {
    for text in [
        "D0000036191652",
        "F0000000001234567",
        "지역공동체담당관-5490(2019. 5. 8.)",
        "사무관리비(201-01) 1,090,000원",
        "제2019-123호",
        "12가 3456",
        "2019-05-08",
        "02-2133-6366은 계좌가 아니다".split_once(' ').unwrap().0,
        "201-01",
        "3b8c9a0101123456890010112345680a6f8d7c0e1b2a39485",
        "0000003619165 00000 n",
        "900231-1234568",
        "M12345678",
        "4111 1111 1111 1112",
        "29-19-123456-78",
        "010-2133-6366",
        "sil@seoul.go.kr",
        "me@korea.kr",
        "TEAM@office.example",
        "icon@2x.png",
        "302-1234-5678-91",
        "0.9001011234568",
        "1612345678901",
        "900101-1******",
    ] {
        let certain: Vec<_> = kinds(text).into_iter().filter(|(k, c)| *c && *k != Kind::Phone).collect();
        assert_eq!(certain, [], "{text}");
    }
}

#[test]
fn a_bare_number_with_a_wrong_check_digit_is_uncertain() {
    assert_eq!(kinds("9001011234567"), [(Kind::Resident, false)]);
}

#[test]
fn the_number_of_a_firm_is_not_a_persons() {
    let hits = kinds("법인등록번호 110111-1707178");
    assert!(hits.iter().all(|(k, c)| *k == Kind::Corporation || !c), "{hits:?}");
}

#[test]
fn the_range_is_of_the_given_text() {
    let text = "뷁 900101\u{2013}1234568 끝";
    let hit = &find(text, &Contacts::default())[0];
    assert_eq!(&text[hit.range.clone()], "900101\u{2013}1234568");
}
