//! Tests of the search for values in one text.

use super::*;

fn needles(values: &[&str], open: &str) -> Needles {
    accepted(values, open, false)
}

fn accepted(values: &[&str], open: &str, accepted: bool) -> Needles {
    let needle = |v: &&str| Needle { value: (*v).into(), place: format!("of {v}"), accepted };
    let all: Vec<_> = values.iter().map(needle).collect();
    let open = OpenWords { sources: open.into(), builtin: String::new(), places: Vec::new() };
    Needles::new(&all, &open, &Contacts::default())
}

fn finds(value: &str, text: &str) -> bool {
    !needles(&[value], "").in_text(text, Kind::Human).is_empty()
}

#[test]
fn no_separator_hides_a_value() {
    for text in ["홍길동", "홍 길 동", "홍\u{200b}길동", "홍·길·동", "홍\u{2212}길\u{2010}동", "홍길동"]
    {
        assert!(finds("홍길동", text), "{text}");
    }
    let decomposed: String = "홍길동".nfd().collect();
    assert!(finds("홍길동", &decomposed));
    assert!(finds("뷁", "가\u{200b}뷁"));
    assert!(finds("뷁쀍", "뷁\u{200b}쀍"));
    assert!(finds("010-1234-5678", "01012345678"));
    assert!(finds("1,500,000", "1500000원"));
    assert!(finds("Kim Minsu", "kim\u{a0}MINSU"));
}

#[test]
fn a_piece_of_something_longer_is_not_the_value() {
    for (value, text) in [("1234", "512345"), ("1234", "a81234bc9d0e1f2a3b4c"), ("1234", "12\n34"), ("abc", "abcd")] {
        assert!(!finds(value, text), "{value} in {text}");
    }
    assert!(!finds("홍길동", "홍. 그리고 길이 동쪽으로"));
}

#[test]
fn what_is_open_is_not_searched_and_said() {
    let w = accepted(&["서울", "이대로", "뷁", "7", "○○"], "서울에서 이 대로 한다", true);
    assert_eq!(w.unsearchable(), ["of 서울", "of 7", "of ○○"]);
    assert!(w.in_text("이대로", Kind::Human).len() == 1, "still found as it is written");
    assert!(w.in_text("이 대로", Kind::Human).is_empty());
}

#[test]
fn a_separated_value_in_an_open_text_is_still_searched() {
    let w = needles(&["홍길산", "이황", "진동해"], "홍/길/산 위원, 이 황 위원, 사이황토, 추진 동해");
    assert!(w.unsearchable().is_empty());
    for text in ["홍/길/산", "홍길산", "이 황", "이황은", "진 동해"] {
        assert!(!w.in_text(text, Kind::Human).is_empty(), "{text}");
    }
    for text in ["추진 동해", "사이황토", "사이 황토길"] {
        assert!(w.in_text(text, Kind::Human).is_empty(), "{text}");
    }
}

#[test]
fn the_line_is_told() {
    assert_eq!(needles(&["홍길동"], "").in_text("가\n나\n홍 길동", Kind::Human)[0].line, 3);
}

#[test]
fn a_value_inside_the_stated_name_of_a_place_is_not_the_value() {
    let needle = Needle { value: "온누리".into(), place: "p".into(), accepted: false };
    let sources = "가온누리구청장, 가온누리문화재단".to_owned();
    let open = OpenWords { sources, builtin: String::new(), places: vec!["미리내시 가온누리구".to_owned()] };
    let w = Needles::new(&[needle], &open, &Contacts::default());
    assert!(w.unsearchable().is_empty());
    for text in ["가온누리구청장", "<td>가온누리문화재단</td>", "가온\n누리구"] {
        assert!(w.in_text(text, Kind::Human).is_empty(), "{text}");
    }
    for text in ["위원온누리", "온누리구청장", "온누리군", "가온누리구 온누리 위원", "가 온누리 구", "온 누 리"]
    {
        assert!(!w.in_text(text, Kind::Human).is_empty(), "{text}");
    }
}
