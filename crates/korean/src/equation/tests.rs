use super::find;

fn holds(text: &str) -> Vec<bool> {
    find(text).iter().map(|e| e.holds).collect()
}

#[test]
fn what_is_right_holds() {
    for text in [
        "600천원 (150천원 × 4인)",
        "150천원 × 4인 = 600천원",
        "150,000원×4인=600천원",
        "5+3+8=16명",
        "5명 + 3명 + 8명 = 16명",
        "600천원 + 490천원 = 1,090천원",
        "1,090천원 - 490천원 = 600천원",
        "10억원의 30% = 3억원",
        "3억원(10억원의 30%)",
        "총액 = 3명 × 200만원 × 10개월 = 6,000만원",
        "150×4=600천원",
        "2회 × 30명 = 60명",
        "1.2억원 + 3.4억원 = 4.6억원",
        "1,234원 × 3 = 4천원",
        "100만원의 33% = 333,333원",
        "수당: 150천원 x 4인 = 600천원",
        "12명 ÷ 4 = 3명",
    ] {
        assert_eq!(holds(text), [true], "{text}");
    }
}

#[test]
fn what_is_wrong_does_not_hold() {
    for (text, right) in [
        ("500천원 (150천원 × 4인)", Some("600천원")),
        ("150천원 × 4인 = 60천원", Some("600천원")),
        ("5+3+8=17명", Some("16명")),
        ("600천원 + 490천원 = 1,190천원", Some("1,090천원")),
        ("10억원의 30% = 4억원", Some("3억원")),
        ("4억원(10억원의 30%)", Some("3억원")),
        ("16명(5명+3명+9명)", Some("17명")),
    ] {
        let found = find(text);
        assert_eq!(found.len(), 1, "{text}");
        assert!(!found[0].holds, "{text}");
        assert_eq!(found[0].right.as_deref(), right, "{text}");
    }
}

#[test]
fn what_cannot_be_computed_is_left_alone() {
    for text in [
        "100부 (297 × 420)",
        "현수막 2개(5m × 1m)",
        "위원 5명 (민간 3명 + 공무원 1명)",
        "인건비 + 3명 × 4 = 20",
        "150천원 × 위원 4인 = 500천원",
        "3 × 4 = 10 + α",
        "5명(3-5)",
        "1개(1+1)",
        "F-1-1 = 3",
        "축척 1:2 = 3 + 6",
        "1/2 + 3 = 5",
        "5명 + 3건 = 9명",
        "제3 + 4 = 8",
        "30% 감소(10건 × 2)",
        "2019-05 = 4",
        "a × 3 = 7",
        "16명(4명 × 3개조)",
    ] {
        assert_eq!(holds(text), Vec::<bool>::new(), "{text}");
    }
}

#[test]
fn the_only_product_of_a_cell_is_found() {
    for (text, product) in [
        ("150,000원×4명", Some("150,000원×4명")),
        ("위원 수당 150천원 × 4인 × 2회", Some("150천원 × 4인 × 2회")),
        ("(150,000원×4명)", Some("150,000원×4명")),
        ("50,000원×3박", Some("50,000원×3박")),
        ("150,000원×4명 + 100,000원×2명", Some("150,000원×4명 + 100,000원×2명")),
        ("150,000원×4명, 100,000원×2명", None),
        ("(150,000원×4명)×2회", None),
        ("150,000원×4명×10%~20%", None),
        ("3m×2m", None),
        ("150,000원", None),
    ] {
        assert_eq!(super::only_product(text), product, "{text}");
    }
}

#[test]
fn a_long_line_is_read_once() {
    find(&"1+".repeat(100_000));
    find(&"1=".repeat(100_000));
    find(&"(".repeat(100_000));
    find(&"1 (1".repeat(50_000));
}
