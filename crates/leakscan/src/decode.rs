//! Decodes bytes to text, and text encoded inside text: escapes, references, base64, hexadecimal.

use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{Engine, alphabet};
use encoding_rs::{EUC_KR, UTF_16BE, UTF_16LE};

/// The text of a file, if its bytes are text in UTF-8, UTF-16 or CP949.
pub(super) fn text_file(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => return Some(String::from_utf8_lossy(rest).into_owned()),
        [0xff, 0xfe, rest @ ..] => return Some(UTF_16LE.decode_without_bom_handling(rest).0.into_owned()),
        [0xfe, 0xff, rest @ ..] => return Some(UTF_16BE.decode_without_bom_handling(rest).0.into_owned()),
        _ => {}
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && is_texty(text)
    {
        return Some(text.to_owned());
    }
    [UTF_16LE, UTF_16BE, EUC_KR].into_iter().find_map(|encoding| {
        let wide = encoding != EUC_KR;
        // In 16-bit text, a newline or space reveals the byte order by its zero byte.
        if wide
            && (bytes.len() % 2 == 1
                || !bytes.iter().skip(usize::from(encoding == UTF_16LE)).step_by(2).any(|b| *b == 0))
        {
            return None;
        }
        clean(encoding, bytes)
    })
}

/// Every possible decoding of a short value of unknown encoding.
pub(super) fn any_text(bytes: &[u8]) -> Vec<String> {
    match bytes {
        [] => return Vec::new(),
        [0xef, 0xbb, 0xbf, rest @ ..] => return vec![String::from_utf8_lossy(rest).into_owned()],
        [0xff, 0xfe, rest @ ..] => return vec![UTF_16LE.decode_without_bom_handling(rest).0.into_owned()],
        [0xfe, 0xff, rest @ ..] => return vec![UTF_16BE.decode_without_bom_handling(rest).0.into_owned()],
        _ => {}
    }
    let mut texts = Vec::new();
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            texts.push(text.to_owned());
            if text.is_ascii() && !text.contains('\0') {
                return texts;
            }
        }
        // An invalid byte must not hide the text around it.
        Err(_) => texts.push(String::from_utf8_lossy(bytes).into_owned()),
    }
    texts.extend(clean(EUC_KR, bytes));
    let even = &bytes[..bytes.len() & !1];
    texts.extend([UTF_16LE, UTF_16BE].into_iter().filter_map(|e| clean(e, even.strip_suffix(&[0, 0]).unwrap_or(even))));
    texts
}

/// The text in one encoding, if it contains only characters that occur in Korean text.
fn clean(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Option<String> {
    let (text, failed) = encoding.decode_without_bom_handling(bytes);
    (!failed && is_texty(&text) && text.chars().all(is_korean_text)).then(|| text.into_owned())
}

fn is_texty(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
}

fn is_korean_text(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '가'..='힣' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{4e00}'..='\u{9fff}'
            | '\u{a0}'..='\u{ff}' | '\u{2000}'..='\u{27bf}' | '\u{3000}'..='\u{303f}' | '\u{3200}'..='\u{33ff}'
            | '\u{ff00}'..='\u{ffef}')
}

/// Text with `%EB%B7%81` decoded; `None` without any.
pub(super) fn percent(text: &str) -> Option<Vec<u8>> {
    let mut decoded = percent_encoding::percent_decode_str(text).peekable();
    if !text.contains('%') {
        return None;
    }
    decoded.peek()?;
    let decoded: Vec<u8> = decoded.collect();
    (decoded != text.as_bytes()).then_some(decoded)
}

/// Text with escapes of JavaScript, JSON, CSS, C and quoted-printable decoded; `None` without any.
pub(super) fn escapes(text: &str) -> Option<String> {
    if !text.contains(['\\', '=']) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut high: Option<u32> = None;
    let (mut at, mut changed) = (0, false);
    while at < bytes.len() {
        let Some((unit, length)) = escape(&bytes[at..]) else {
            out.push(bytes[at]);
            at += 1;
            continue;
        };
        changed = true;
        at += length;
        match unit {
            Unit::Byte(b) => out.push(b),
            Unit::Nothing => {}
            Unit::Char(code) => {
                let code = match (high.take(), code) {
                    (Some(h), 0xdc00..=0xdfff) => 0x10000 + ((h - 0xd800) << 10) + (code - 0xdc00),
                    _ => code,
                };
                if (0xd800..0xdc00).contains(&code) {
                    high = Some(code);
                } else if let Some(c) = char::from_u32(code) {
                    out.extend(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
        }
    }
    changed.then(|| String::from_utf8_lossy(&out).into_owned())
}

enum Unit {
    Byte(u8),
    Char(u32),
    Nothing,
}

/// The escape at the start of the bytes and its length.
fn escape(bytes: &[u8]) -> Option<(Unit, usize)> {
    let hex = |from: usize, most: usize| {
        let digits = bytes[from.min(bytes.len())..].iter().take(most).take_while(|b| b.is_ascii_hexdigit()).count();
        let text = std::str::from_utf8(&bytes[from.min(bytes.len())..][..digits]).unwrap_or_default();
        u32::from_str_radix(text, 16).ok().map(|code| (code, digits))
    };
    match bytes {
        [b'=', b'\n', ..] => Some((Unit::Nothing, 2)),
        [b'=', b'\r', b'\n', ..] => Some((Unit::Nothing, 3)),
        [b'=', ..] => hex(1, 2).filter(|h| h.1 == 2 && h.0 >= 0x80).map(|(code, _)| (Unit::Byte(code as u8), 3)),
        [b'\\', b'\n', ..] => Some((Unit::Nothing, 2)),
        [b'\\', b'u', b'{', ..] => {
            let (code, digits) = hex(3, 6)?;
            (bytes.get(3 + digits) == Some(&b'}')).then_some((Unit::Char(code), digits + 4))
        }
        [b'\\', b'u' | b'U', ..] => hex(2, 4).filter(|h| h.1 == 4).map(|(code, _)| (Unit::Char(code), 6)),
        [b'\\', b'x', ..] => hex(2, 2).filter(|h| h.1 == 2).map(|(code, _)| (Unit::Byte(code as u8), 4)),
        // Three octal digits are a byte of a C string; in CSS, hexadecimal digits are followed by one space.
        [b'\\', b'2'..=b'3', b'0'..=b'7', b'0'..=b'7', rest @ ..]
            if !rest.first().is_some_and(u8::is_ascii_hexdigit) =>
        {
            Some((Unit::Byte(bytes[1..4].iter().fold(0u8, |n, b| n.wrapping_mul(8).wrapping_add(b - b'0'))), 4))
        }
        [b'\\', ..] => {
            let (code, digits) = hex(1, 6)?;
            let blank = usize::from(bytes.get(1 + digits).is_some_and(u8::is_ascii_whitespace));
            (digits >= 2).then_some((Unit::Char(code), 1 + digits + blank))
        }
        _ => None,
    }
}

/// Text with all `&#48769;` and `&#xBDC1;` decoded; `None` without any.
pub(super) fn references(text: &str) -> Option<String> {
    if !text.contains("&#") {
        return None;
    }
    let mut pieces = text.split("&#");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (digits, radix, skip) = match piece.strip_prefix(['x', 'X']) {
            Some(rest) => (rest.chars().take_while(char::is_ascii_hexdigit).count(), 16, 1),
            None => (piece.chars().take_while(char::is_ascii_digit).count(), 10, 0),
        };
        match u32::from_str_radix(&piece[skip..skip + digits], radix).ok().and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                let rest = &piece[skip + digits..];
                out.push_str(rest.strip_prefix(';').unwrap_or(rest));
            }
            None => {
                out.push_str("&#");
                out.push_str(piece);
            }
        }
    }
    Some(out)
}

/// Decoded base64 words of a text.
pub(super) fn base64_words(text: &str) -> Vec<Vec<u8>> {
    let lenient = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let standard = GeneralPurpose::new(&alphabet::STANDARD, lenient);
    let url = GeneralPurpose::new(&alphabet::URL_SAFE, lenient);
    let is_letter = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_');
    words(text, is_letter)
        .filter(|word| match word.len() {
            0..4 => false,
            // Short words in a single class of letters are ordinary words.
            4..16 => {
                let has = |f: fn(&u8) -> bool| usize::from(word.iter().any(f));
                has(u8::is_ascii_digit) + has(u8::is_ascii_uppercase) + has(u8::is_ascii_lowercase) >= 2
            }
            _ => true,
        })
        .filter_map(|word| {
            // The last group may be truncated.
            let whole = if word.len() % 4 == 1 { &word[..word.len() - 1] } else { word };
            standard.decode(whole).or_else(|_| url.decode(whole)).ok()
        })
        .collect()
}

/// Decoded words of hexadecimal digits of a text.
pub(super) fn hex_words(text: &str) -> Vec<Vec<u8>> {
    words(text, |b| b.is_ascii_hexdigit())
        .filter(|word| word.len() >= 6 && word.len().is_multiple_of(2))
        .map(|word| {
            let digit = |b: u8| (b as char).to_digit(16).unwrap_or(0) as u8;
            word.chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
        })
        .collect()
}

fn words(text: &str, is_letter: impl Fn(u8) -> bool + Copy) -> impl Iterator<Item = &[u8]> {
    text.as_bytes().split(move |b| !is_letter(*b)).filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_many_languages() {
        for text in [
            r"\uBDC1\uc00d",
            r"\u{bdc1}\u{C00D}",
            r"\xEB\xB7\x81\xec\x80\x8d",
            r"\bdc1 \00c00d",
            r"\353\267\201\354\200\215",
            "=EB=B7=81=\r\n=EC=80=8D",
        ] {
            assert_eq!(escapes(text).as_deref(), Some("뷁쀍"), "{text}");
        }
        assert_eq!(escapes(r"\ud83d\ude00").as_deref(), Some("😀"));
        assert_eq!(escapes("width=100"), None);
        assert_eq!(escapes("\\"), None);
    }

    #[test]
    fn references_percent_and_words() {
        assert_eq!(references("가&#48577;&#xC00d;&#x;&#").as_deref(), Some("가뷁쀍&#x;&#"));
        assert_eq!(percent("a%EB%B7%81").as_deref(), Some("a뷁".as_bytes()));
        assert_eq!(percent("100%"), None);
        assert!(base64_words("x = '67eB7ICN'").contains(&"뷁쀍".as_bytes().to_vec()));
        assert!(hex_words("#EBB781").contains(&"뷁".as_bytes().to_vec()));
    }

    #[test]
    fn files_in_three_encodings() {
        let text = "이름,값\r\n뷁쀍,1\r\n";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let korean = EUC_KR.encode(text).0.into_owned();
        for bytes in [text.as_bytes().to_vec(), wide, korean] {
            assert_eq!(text_file(&bytes).as_deref(), Some(text));
        }
        assert_eq!(text_file(&[0x89, b'P', 0, 1, 2, 3]), None);
    }
}
