//! Addresses of links in the form that every reader of a file understands: ASCII, with other characters percent-encoded
//! (RFC 3986; ISO 32000-1, 12.6.4.7 asks for 7-bit ASCII).

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Characters that cannot stand in an address. `%` stays, because the address may already be encoded.
const UNSAFE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// An address with all other characters percent-encoded.
pub fn uri(address: &str) -> String {
    utf8_percent_encode(address, UNSAFE).to_string()
}

/// Head of a link target in Typst source.
const HEAD: &str = "gian-link:";

/// Maximum number of characters of the words of a link in its target: an engine refuses long ones.
const WORDS: usize = 200;

/// The target of a link in Typst source: its words and its address.
///
/// The engine writes the address of a link as its description, too, and offers no way to set another. The words are
/// carried in the target, and the finished PDF gets both from [`read_target`].
pub fn write_target(address: &str, words: &str) -> String {
    let mut short: String = words.chars().take(WORDS).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    format!("{HEAD}{}|{}", utf8_percent_encode(&short, NON_ALPHANUMERIC), uri(address))
}

/// The words and the address of a link target; `None` for other addresses.
pub fn read_target(target: &str) -> Option<(String, &str)> {
    let (words, address) = target.strip_prefix(HEAD)?.split_once('|')?;
    Some((percent_decode_str(words).decode_utf8().ok()?.into_owned(), address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_ascii_and_stays_what_it_was() {
        assert_eq!(uri("https://a.kr/붙임 1.hwp"), "https://a.kr/%EB%B6%99%EC%9E%84%201.hwp");
        for plain in ["https://a.kr/a?b=1&c=%EA%B0%80#d", "mailto:a@b.kr"] {
            assert_eq!(uri(plain), plain);
        }
    }

    #[test]
    fn a_target_has_words_and_address() {
        let target = write_target("https://a.kr/가", "안내|자료 (1)");
        assert!(target.is_ascii());
        assert_eq!(read_target(&target), Some(("안내|자료 (1)".to_owned(), "https://a.kr/%EA%B0%80")));
        assert_eq!(read_target("https://a.kr"), None);
    }
}
