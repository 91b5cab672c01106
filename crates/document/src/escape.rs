//! The escape encoding: data that Tera prints into Markdown, in characters that no Markdown, YAML or Tera rule reads.
//!
//! Every ASCII character that is not a letter or digit becomes one private-use character; text
//! nodes are decoded after parsing. So `갑|을`, `**`, `{{ x }}` or a newline in a value can never
//! become structure. Sources cannot contain these characters (check `private-use-char`).

use crate::protected;

const BASE: u32 = 0xF0000;

/// Encodes data.
pub fn encode(text: &str) -> String {
    text.chars()
        .map(|c| if needs(c) { char::from_u32(BASE + u32::from(c)).expect("ASCII above a fixed base") } else { c })
        .collect()
}

/// Decodes data.
pub fn decode(text: &str) -> String {
    // Only the encoded characters and few others start with this byte; most texts contain none.
    if !text.as_bytes().contains(&0xf3) {
        return protected::decode(text).into_owned();
    }
    protected::decode(text)
        .chars()
        .map(|c| {
            u32::from(c)
                .checked_sub(BASE)
                .filter(|code| *code < 0x80)
                .and_then(char::from_u32)
                // A line break inside a value becomes a space, because a value is one piece of text.
                .map_or(c, |c| if c == '\n' || c == '\r' || c == '\t' { ' ' } else { c })
        })
        .collect()
}

/// The escape function of the Markdown templates.
pub fn escape(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    out.write_all(encode(text).as_bytes())
}

fn needs(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_rule_reads_encoded_data() {
        let hostile = "갑|을 **굵게** {{ x }} #read(\"/etc\") - [a](b) `c` <b> &amp; 2019. 5. 8. \\";
        let encoded = encode(hostile);
        assert!(encoded.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric()));
        assert_eq!(decode(&encoded), hostile);
        assert_eq!(decode(&encode("가\n나")), "가 나");
    }
}
