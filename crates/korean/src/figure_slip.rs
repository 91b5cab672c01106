//! Numbers that differ as a slip of typing does: two neighbouring digits exchanged (1,284 and 1,248), one digit changed, lost or
//! doubled.

/// How two numbers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Two neighbouring digits are exchanged.
    Exchanged,
    /// One digit is another one.
    Changed,
    /// One has a digit more.
    Longer,
}

/// How two numbers with the same last digit differ by one slip; `None` if they are equal, differ in another way, have less than two
/// significant digits, or exceed 64 bits.
pub fn between(a: i128, b: i128) -> Option<Slip> {
    let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) else { return None };
    if a == 0 || b == 0 || !may_differ_so(a, b) || significant(a.into()) < 2 || significant(b.into()) < 2 {
        return None;
    }
    let (x, y) = (a.to_string(), b.to_string());
    let (x, y) = (x.as_bytes(), y.as_bytes());
    if x.len() == y.len() {
        let off: Vec<usize> = (0..x.len()).filter(|i| x[*i] != y[*i]).collect();
        return match off[..] {
            [_] => Some(Slip::Changed),
            [i, j] if j == i + 1 && x[i] == y[j] && x[j] == y[i] => Some(Slip::Exchanged),
            _ => None,
        };
    }
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    (long.len() == short.len() + 1 && short[same..] == long[same + 1..]).then_some(Slip::Longer)
}

/// Whether the lengths and the difference of two numbers allow one slip, which most pairs fail; so their digits need not be written.
fn may_differ_so(a: u64, b: u64) -> bool {
    // Two exchanged digits differ by a multiple of 9 up to 81.
    const LARGEST: u64 = 81;
    let (low, high) = (a.min(b), a.max(b));
    if low.ilog10() != high.ilog10() {
        return low.ilog10() + 1 == high.ilog10();
    }
    let mut difference = high - low;
    while difference > LARGEST && difference.is_multiple_of(10) {
        difference /= 10;
    }
    (1..=LARGEST).contains(&difference)
}

/// Number of digits without the zeros at the end.
pub fn significant(number: i128) -> usize {
    number.to_string().trim_end_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_typing_are_told_from_other_numbers() {
        for (a, b, slip) in [
            (1284, 1248, Some(Slip::Exchanged)),
            (1032, 1302, Some(Slip::Exchanged)),
            (246, 256, Some(Slip::Changed)),
            (1250, 12550, Some(Slip::Longer)),
            (345, 35, Some(Slip::Longer)),
            (1284, 1320, None),
            (1284, 1284, None),
            (120, 210, Some(Slip::Exchanged)),
            (100, 200, None),
            (5, 6, None),
        ] {
            assert_eq!(between(a, b), slip, "{a} {b}");
        }
    }
}
