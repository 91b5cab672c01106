//! Numbers encoded as text.
//!
//! Shards are text, so that a scan for withheld words can read them without knowing the format. The encoded numbers
//! must then not resemble any value: digits could be read as amounts, Latin letters as names or base64. The 64 letters
//! from U+0400 are neither.

/// The first of the 64 letters.
const FIRST: u32 = 0x400;
/// Number of letter values that end a number; the other half continue it.
const HALF: u64 = 32;

/// Encodes a value below 64 as one letter.
pub fn letter(value: u8, out: &mut String) {
    debug_assert!(value < 64);
    out.push(char::from_u32(FIRST + u32::from(value)).expect("64 letters from U+0400"));
}

/// Encodes a number of any size: five bits per letter, the low ones first.
pub fn number(mut value: u64, out: &mut String) {
    while value >= HALF {
        letter((HALF + value % HALF) as u8, out);
        value /= HALF;
    }
    letter(value as u8, out);
}

/// Decodes what [`letter`] and [`number`] encoded.
pub struct Reader<'a>(std::str::Chars<'a>);

impl<'a> Reader<'a> {
    /// Starts at the first letter.
    pub fn new(text: &'a str) -> Self {
        Self(text.chars())
    }

    /// The next letter; `None` at the end.
    pub fn letter(&mut self) -> Option<u8> {
        u8::try_from((self.0.next()? as u32).checked_sub(FIRST)?).ok()
    }

    /// The next number; `None` at the end.
    pub fn number(&mut self) -> Option<u64> {
        let (mut value, mut factor) = (0u64, 1u64);
        loop {
            let digit = u64::from(self.letter()?);
            value = value.checked_add((digit % HALF).checked_mul(factor)?)?;
            if digit < HALF {
                return Some(value);
            }
            factor = factor.checked_mul(HALF)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut text = String::new();
        let values = [0, 1, 31, 32, 1023, 1024, 600_000, u64::from(u32::MAX)];
        values.iter().for_each(|v| number(*v, &mut text));
        letter(63, &mut text);
        let mut reader = Reader::new(&text);
        assert_eq!(values.map(|_| reader.number().unwrap()), values);
        assert_eq!((reader.letter(), reader.letter()), (Some(63), None));
    }

    #[test]
    fn a_number_has_no_ascii() {
        let mut text = String::new();
        (0..5000).for_each(|v| number(v, &mut text));
        assert!(text.chars().all(|c| c.is_alphabetic() && !c.is_ascii()));
    }
}
