//! Encoded forms of a value, for bytes that are not decoded: encodings, hexadecimal, base64 at three alignments.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use encoding_rs::EUC_KR;
use unicode_normalization::UnicodeNormalization;

/// All forms of a value that have at least `least` bytes (twice that for hexadecimal and base64).
pub(super) fn byte_forms(value: &str, least: usize) -> BTreeSet<Vec<u8>> {
    let mut forms = BTreeSet::new();
    for plain in encodings(value).into_iter().filter(|e| !e.is_empty()) {
        // In hexadecimal or base64, a short form would match any hash.
        let lower: String = plain.iter().map(|b| format!("{b:02x}")).collect();
        let percent: String = plain.iter().map(|b| format!("%{b:02x}")).collect();
        let written = [lower.to_uppercase(), lower, percent.to_uppercase(), percent];
        forms.extend(
            written.into_iter().map(String::into_bytes).chain(base64_forms(&plain)).filter(|f| f.len() >= 2 * least),
        );
        forms.insert(plain);
    }
    forms.retain(|f| f.len() >= least);
    forms
}

/// The value in each encoding used for Korean.
fn encodings(value: &str) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for text in [value.nfc().collect::<String>(), value.nfd().collect()] {
        all.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        all.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        let (korean, _, lost) = EUC_KR.encode(&text);
        if !lost {
            all.push(korean.into_owned());
        }
        all.push(text.into_bytes());
    }
    all
}

/// The base64 characters that depend on the bytes alone, for each position in a group of three.
fn base64_forms(bytes: &[u8]) -> Vec<Vec<u8>> {
    (0..3)
        .map(|shift| {
            let shifted = [vec![0; shift], bytes.to_vec()].concat();
            let written = STANDARD_NO_PAD.encode(&shifted).into_bytes();
            let first = [0, 2, 3][shift];
            let last = shifted.len() * 8 / 6;
            written.get(first..last).map(<[u8]>::to_vec).unwrap_or_default()
        })
        .collect()
}

/// Whether a syllable is not among the 2,350 of KS X 1001: hardly any text needs it.
pub(super) fn is_rare(c: char) -> bool {
    if !('가'..='힣').contains(&c) {
        return false;
    }
    let mut buffer = [0; 4];
    let (korean, _, _) = EUC_KR.encode(c.encode_utf8(&mut buffer));
    korean.iter().any(|b| *b < 0xa1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_found_at_every_alignment() {
        let value = "뷁쀍홍";
        for padding in ["", "a", "ab", "abc"] {
            let written = STANDARD_NO_PAD.encode(format!("{padding}{value}끝").as_bytes());
            let found = base64_forms(value.as_bytes())
                .iter()
                .any(|f| written.as_bytes().windows(f.len()).any(|w| w == f.as_slice()));
            assert!(found, "{padding}");
        }
    }

    #[test]
    fn rare_syllables() {
        assert!(is_rare('뷁') && is_rare('쀍') && !is_rare('김') && !is_rare('a'));
    }
}
