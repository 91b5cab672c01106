//! The redaction mark, the character that replaces a withheld value.
//!
//! It is one private-use character that encodes the ground and nothing else. Sources cannot contain such characters
//! (check `private-use-char`), so one in a text can only come from here.

use gian_vocabulary::values::Ground;

/// First of the redaction marks; the ground is added.
const TOKEN: u32 = 0xF1000;

/// The redaction mark of a ground.
pub fn mark(ground: Ground) -> char {
    char::from_u32(TOKEN + u32::from(ground.0)).expect("grounds are 1 to 8")
}

/// The ground of a redaction mark.
pub fn ground_of(c: char) -> Option<Ground> {
    let ground = u32::from(c).checked_sub(TOKEN)?;
    (1..=8).contains(&ground).then_some(Ground(ground as u8))
}

/// A text for places without a tree, such as titles of pages: masks in place of redaction marks.
pub fn written(text: &str) -> String {
    text.chars().map(|c| ground_of(c).map_or_else(|| c.to_string(), Ground::mask)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_carry_the_ground() {
        for n in 1..=8 {
            assert_eq!(ground_of(mark(Ground(n))), Some(Ground(n)));
        }
        assert_eq!(ground_of('가'), None);
    }
}
