//! Finds value added tax that is not a tenth of its price (`공급가액 5,000,000원, 부가세 550,000원`), and an amount that is told twice in
//! two units (`1,250천원(1,350,000원)`).

use std::ops::Range;

use super::quantity::{MICRO, Quantity};

/// An amount that another one contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The price, or the first of two equal amounts.
    pub of: Range<usize>,
    /// The amount that does not fit.
    pub stated: Range<usize>,
    /// The right amount in the unit of the stated one; `None` if its digits do not hold it.
    pub right: Option<String>,
    /// Whether the stated amount is a tax.
    pub tax: bool,
}

/// Names of the tax: 부가가치세법 제30조 (10 percent).
const TAX: [&str; 3] = ["부가가치세", "부가세", "VAT"];

/// Every wrong tax and repeated amount of a text; `quantities` are those of the text, in order.
pub fn wrong(text: &str, quantities: &[Quantity]) -> Vec<Wrong> {
    let mut found = Vec::new();
    let taxed = TAX.iter().any(|w| text.contains(w));
    for pair in quantities.windows(2).filter(|pair| pair.iter().all(|q| q.unit == "원" && q.micro > 0)) {
        let (a, b) = (&pair[0], &pair[1]);
        let Some(words) = text.get(a.range.end..b.range.start).filter(|w| w.len() <= 40 && !w.contains('\n')) else {
            continue;
        };
        if taxed && is_price(text, a) && is_tax(words) {
            found.extend(of_tax(text, a, b));
        } else if words == "(" || words == " (" {
            found.extend(repeated(text, a, b));
        }
    }
    found
}

fn is_price(text: &str, price: &Quantity) -> bool {
    let head = text[..price.range.start].trim_end_matches([' ', ':', '은', '는', '이']);
    ["공급가액", "공급가격", "공급가", "과세표준"].iter().any(|w| head.ends_with(w))
}

/// Whether the words between a price and an amount only name the tax: `, 부가세 `.
fn is_tax(words: &str) -> bool {
    let name = words.trim_matches([' ', ',', '+', '(', '·', '/', ':', '은', '는', '에', '과', '와']);
    TAX.contains(&name) || (name.ends_with("10%") && TAX.iter().any(|w| name.starts_with(w)))
}

fn of_tax(text: &str, price: &Quantity, tax: &Quantity) -> Option<Wrong> {
    let right = price.micro / 10;
    // Amounts are cut to whole or to ten won, and to their unit.
    let slack = (tax.grain.max(price.grain)).max(10 * MICRO);
    ((right - tax.micro).abs() >= slack).then(|| Wrong {
        of: price.range.clone(),
        stated: tax.range.clone(),
        right: tax.rewritten(text, right),
        tax: true,
    })
}

/// An amount in brackets behind another one, in another unit and with nothing else beside it.
fn repeated(text: &str, first: &Quantity, second: &Quantity) -> Option<Wrong> {
    let closes = text[second.range.end..].starts_with(')');
    let other = first.scale != second.scale && first.grain != second.grain;
    let rough = text[..first.range.start].trim_end_matches(' ').ends_with('약');
    let (low, high) = (first.micro.min(second.micro), first.micro.max(second.micro));
    // Rounding, cutting or raising to the coarser unit.
    let slack = first.grain.max(second.grain);
    let near = low.saturating_mul(10) >= high.saturating_mul(8) || low.saturating_mul(10) == high;
    (closes && other && !rough && near && high - low >= slack).then(|| Wrong {
        of: first.range.clone(),
        stated: second.range.clone(),
        right: second.rewritten(text, first.micro),
        tax: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::scan;

    fn of(text: &str) -> Vec<&str> {
        wrong(text, &scan(text)).into_iter().map(|w| &text[w.stated]).collect()
    }

    #[test]
    fn wrong_taxes_and_repeated_amounts_are_found() {
        for (text, said) in [
            ("공급가액 5,000,000원, 부가세 550,000원, 합계 5,550,000원", "550,000원"),
            ("공급가액: 12,000천원, 부가가치세: 1,250천원", "1,250천원"),
            ("공급가액은 3,500,000원(부가세 530,000원)", "530,000원"),
            ("공급가 800,000원 + VAT 90,000원", "90,000원"),
            ("공급가액 5,000,000원과 부가세 50,000원", "50,000원"),
            ("소요예산: 1,250천원(1,350,000원)", "1,350,000원"),
            ("사업비 3.4억원(320백만원)", "320백만원"),
            ("24,000,000원(2,300만원)", "2,300만원"),
        ] {
            assert_eq!(of(text), [said], "{text}");
        }
    }

    #[test]
    fn right_and_other_amounts_are_left_alone() {
        for text in [
            "공급가액 5,000,000원, 부가세 500,000원",
            "공급가액 5,454,545원, 부가세 545,455원",
            "면세 공급가액 5,000,000원, 부가세 0원",
            "계약금액 5,500,000원, 부가세 500,000원 포함",
            "1,350천원(1,350,000원)",
            "1,350천원(1,349,800원)",
            "135백만원(국비 100,000천원)",
            "1,350천원(당초 1,250,000원)",
            "약 3억원(280백만원)",
            "5,000,000원(5,500,000원)",
            "사업비 3억원(320백만원)",
            "500백만원(250,000천원)",
        ] {
            assert_eq!(of(text), Vec::<&str>::new(), "{text}");
        }
    }
}
