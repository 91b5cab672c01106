//! Personal data in the forms that officials write, and what only looks like it.

use gian_korean::personal::{Contacts, Kind, find, may_hold};

fn contacts() -> Contacts {
    ["02-2133-6366", "team@office.example", "1005-123-456789"].into_iter().collect()
}

#[test]
fn personal_data_is_found_in_every_form() {
    let hits = [
        // Accounts without hyphens.
        ("입금계좌: 농협 30212345678901", Kind::Account),
        ("계좌번호 110123456789", Kind::Account),
        ("계좌번호: 110123456789", Kind::Account),
        ("계좌번호는 110123456789", Kind::Account),
        ("계좌번호(국민) 12345601234567", Kind::Account),
        ("국민은행 12345601234567", Kind::Account),
        ("국민은행(12345601234567)", Kind::Account),
        ("신한 110123456789 (예금주 홍길동)", Kind::Account),
        ("카카오뱅크 3333012345678", Kind::Account),
        ("토스뱅크 100012345678", Kind::Account),
        ("통장번호 35212345678", Kind::Account),
        ("새마을금고 9002123456789", Kind::Account),
        ("입금 계좌: 우체국 61234567890123", Kind::Account),
        ("농협 302 1234 5678 91", Kind::Account),
        ("계좌번호 302 1234 5678 91", Kind::Account),
        ("계좌번호 302.1234.5678.91", Kind::Account),
        ("계좌번호：１１０１２３４５６７８９", Kind::Account),
        ("농협 302–1234–5678–91", Kind::Account),
        // Mobile phones.
        ("(010) 1234-5678", Kind::Mobile),
        ("(010)1234-5678", Kind::Mobile),
        ("010) 1234-5678", Kind::Mobile),
        ("010.1234.5678", Kind::Mobile),
        ("010. 1234. 5678", Kind::Mobile),
        ("010 1234 5678", Kind::Mobile),
        ("010/1234/5678", Kind::Mobile),
        ("010·1234·5678", Kind::Mobile),
        ("010 - 1234 - 5678", Kind::Mobile),
        ("010_1234_5678", Kind::Mobile),
        ("010–1234–5678", Kind::Mobile),
        ("０１０－１２３４－５６７８", Kind::Mobile),
        ("+82 10 1234 5678", Kind::Mobile),
        ("휴대전화(01012345678)", Kind::Mobile),
        // Resident numbers.
        ("900101 1234568", Kind::Resident),
        ("900101.1234568", Kind::Resident),
        ("900101 – 1234568", Kind::Resident),
        ("900101·1234568", Kind::Resident),
        ("900101/1234568", Kind::Resident),
        ("900101_1234568", Kind::Resident),
        ("900101 . 1234568", Kind::Resident),
        ("９００１０１ １２３４５６８", Kind::Resident),
        ("주민등록번호: 900101 1234567", Kind::Resident),
        ("주민등록번호 900101.1234567", Kind::Resident),
        ("외국인등록번호 900101 5678903", Kind::Foreigner),
        // Days of birth.
        ("생년월일 900101", Kind::Birth),
        ("생년월일: 900101", Kind::Birth),
        ("생년월일(900101)", Kind::Birth),
        ("생년월일은 900101", Kind::Birth),
        ("주민번호 앞자리 900101", Kind::Birth),
        ("주민등록번호 앞 6자리: 900101", Kind::Birth),
        ("주민등록번호 900101-1******", Kind::Birth),
        ("생년월일 19900101", Kind::Birth),
        ("생일: 900101", Kind::Birth),
        // Addresses of e-mail.
        ("kim.minsu[at]example.com", Kind::Email),
        ("kim.minsu [at] example.com", Kind::Email),
        ("kim.minsu(at)example.com", Kind::Email),
        ("kim.minsu at example.com", Kind::Email),
        ("kim.minsu AT example.com", Kind::Email),
        ("kim.minsu(골뱅이)example.com", Kind::Email),
        ("kim.minsu골뱅이example.com", Kind::Email),
        ("kim_minsu[at]example[dot]com", Kind::Email),
        ("minsu (at) example (dot) co.kr", Kind::Email),
        ("kim.minsu＠example.com", Kind::Email),
        ("kim.minsu(앳)example.com", Kind::Email),
    ];
    assert!(hits.len() >= 40, "{}", hits.len());
    let mut wrong = Vec::new();
    for (text, kind) in hits {
        for text in [text.to_owned(), format!("담당 {text}\n다음 줄")] {
            let found: Vec<_> = find(&text, &contacts()).iter().map(|h| (h.kind, h.certain)).collect();
            if !found.contains(&(kind, true)) || !may_hold(&text) {
                wrong.push(format!("{text}: {found:?} {}", may_hold(&text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers_of_other_things_are_not_personal_data() {
    let misses = [
        // Days and times.
        "2024. 3. 15.",
        "2024.3.15.(금) 14:00~16:00",
        "2024-03-15",
        "2024/03/15",
        "20240315",
        "240315",
        "기준일 20240315",
        "2024. 1. 1. ~ 2024. 12. 31.",
        "회의 일시: 2024. 3. 15. 10:00",
        "생년월일을 적지 않음",
        "2024년 생일 축하 행사 300명",
        "1990. 1. 1. 이후 출생자",
        "생년월일 900101 이후인 사람",
        // Numbers of documents and records.
        "기획담당관-77",
        "기획담당관-12345(2024. 3. 15.)",
        "지역공동체담당관-5490",
        "제2024-123호",
        "공고 제2024-1234호",
        "접수번호 2024031500012",
        "접수 2024-0315-00012",
        "등기번호 1101-2024-012345",
        "등기번호 110111",
        "의안번호 2101234",
        "관리번호 2024-01-000123",
        "ISBN 979-11-1234-567-8",
        "ISBN 9791112345678",
        "ISSN 1234-5678",
        "발간등록번호 11-1234567-000123-01",
        "DOI 10.1234/5678.9012",
        "특허 제10-1234567호",
        // Budgets and amounts.
        "사무관리비(201-01)",
        "201-01 사무관리비 1,090,000원",
        "1,234,567,890원",
        "총사업비 12345678901원",
        "은행 잔액 1234567890원",
        "농협 1234567890원 납부",
        "계좌 잔액: 1,234,567,890원",
        "기업 1,234개",
        "우리 3개 구, 하나 2개 동",
        "국민 1000000000명",
        "계좌 수 1234567890건",
        "예산 3,000,000천원(2023 2,500,000천원)",
        "0.1234567",
        "37.5665 126.9780",
        "면적 123456.78㎡",
        // Telephones of offices.
        "02-2133-6366",
        "기획담당관(☎ 02-0000-0000)",
        "버스정책과 02-0000-2501",
        "콜센터 1600-0000",
        "120 다산콜",
        "구 상담전화(☎ 02-0000-3300)",
        // Addresses of offices, and English.
        "sil@seoul.go.kr",
        "sil[at]seoul.go.kr",
        "team@office.example",
        "team(at)office.example",
        "look at www.example.com",
        "see at example.com",
        "icon@2x.png",
        "meeting at 10.30",
        "AT 3.5톤",
        "전통 시장(at 센터)",
        "골뱅이 무침 2.5kg",
        "점검 2.5회",
        // Published account, hashes, versions and addresses of computers.
        "우리은행 1005-123-456789",
        "우리은행 1005123456789",
        "D0000036191652",
        "3b8c9a0101123456890010112345680a6f8d7c0e1b2a39485",
        "192.168.0.1",
        "version 10.15.7",
        "900231 1234568",
        "123456 9234567",
    ];
    assert!(misses.len() >= 60, "{}", misses.len());
    let mut wrong = Vec::new();
    for text in misses {
        for text in [text.to_owned(), format!("- {text} 등")] {
            let found: Vec<_> = find(&text, &contacts()).iter().map(|h| (h.kind, h.certain)).collect();
            if !found.is_empty() {
                wrong.push(format!("{text}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
