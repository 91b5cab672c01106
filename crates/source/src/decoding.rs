//! From the bytes of a source file to its text: UTF-8 without a byte order mark, with composed letters.

use std::ops::Range;

use gian_diagnostics::{Diag, Place, text};
use unicode_normalization::UnicodeNormalization;

/// The text of a file whose letters are decomposed on the disk, as macOS programs write them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decomposed {
    /// The text on the disk.
    pub on_disk: String,
    /// The first letters that were composed, in bytes of the composed text.
    pub first: Range<usize>,
}

/// The text of a file.
///
/// # Errors
/// The problem, and the part of the text before it.
pub(crate) fn decode(path: &str, bytes: Vec<u8>) -> Result<String, (Diag, String)> {
    match String::from_utf8(bytes) {
        // A byte order mark has no meaning in UTF-8; Windows editors add it.
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let diag = not_utf8(path, &bytes, good);
            Err((diag, String::from_utf8_lossy(&bytes[..good]).into_owned()))
        }
    }
}

fn not_utf8(path: &str, bytes: &[u8], good: usize) -> Diag {
    // In CP949 a Hangul syllable is two bytes, the first from 0x81 to 0xFE.
    let tail = &bytes[good..];
    let looks_cp949 = tail.len() >= 2 && (0x81..=0xfe).contains(&tail[0]) && tail[1] >= 0x41;
    let diag = Diag::error(
        "not-utf8",
        Place::bytes(path, good..good + 3),
        text!("`{}`의 글자가 UTF-8이 아닙니다", "`{}` is not UTF-8 text"; path),
    )
    .label(text!("여기부터 읽을 수 없습니다", "cannot be read from here"));
    if looks_cp949 {
        diag.help(text!(
            "CP949(EUC-KR)로 저장된 파일로 보입니다. 편집기에서 UTF-8로 다시 저장하십시오",
            "save it again as UTF-8; it looks like CP949 (EUC-KR)"
        ))
    } else {
        diag.help(text!("편집기에서 UTF-8로 다시 저장하십시오", "save it again as UTF-8"))
    }
}

/// The text with decomposed letters composed (NFC), and where the first of them is; `None` if there are none.
///
/// Other characters stay as they are, because NFC also replaces signs and Chinese characters that a writer chose.
/// Letters that have no composed form, such as old Hangul, stay decomposed.
pub fn compose(text: &str) -> Option<(String, Range<usize>)> {
    // Most texts have none of the bytes with which such characters begin, so that nothing needs to be decoded.
    if !text.as_bytes().windows(2).any(may_join) || !text.chars().any(joins) {
        return None;
    }
    let mut composed = String::with_capacity(text.len());
    let mut first = None;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        while let Some((_, next)) = chars.next_if(|(_, c)| joins(*c)) {
            end += next.len_utf8();
        }
        let letter = &text[start..end];
        let from = composed.len();
        if end == start + c.len_utf8() {
            composed.push(c);
            continue;
        }
        composed.extend(letter.nfc());
        if first.is_none() && composed[from..] != *letter {
            first = Some(from..composed.len());
        }
    }
    first.map(|first| (composed, first))
}

/// Whether a character is part of the letter before it: medial and final jamo, marks of Latin and of kana.
fn joins(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}' | '\u{3099}' | '\u{309a}')
}

/// Whether two bytes may begin a character that [`joins`], in UTF-8.
fn may_join(bytes: &[u8]) -> bool {
    matches!(bytes, [0xcc | 0xcd | 0xe1, _] | [0xe3, 0x82] | [0xed, 0x9e | 0x9f])
}

/// The problem of a file in which git has left two versions of a passage.
pub(crate) fn merge_conflict(path: &str, text: &str) -> Option<Diag> {
    const OURS: &str = "<<<<<<< ";
    let start = match text.starts_with(OURS) {
        true => 0,
        false => text.find("\n<<<<<<< ")? + 1,
    };
    let both = text[start..].find("\n=======").map(|at| start + at + 1)?;
    let end = text[both..].find("\n>>>>>>> ").map(|at| both + at + 1)?;
    let line = |at: usize| at..text[at..].find('\n').map_or(text.len(), |length| at + length);
    let diag = Diag::error(
        "merge-conflict",
        Place::bytes(path, line(start)),
        text!(
            "두 사람이 고친 곳이 합쳐지지 않은 채 남아 있습니다 (git 병합 충돌)",
            "two versions of this passage were not merged (a merge conflict of git)"
        ),
    )
    .related(
        Place::bytes(path, line(both)),
        text!("여기까지 지금 판, 여기부터 다른 판", "the other version begins here"),
    )
    .related(Place::bytes(path, line(end)), text!("다른 판의 끝", "the other version ends here"))
    .help(text!(
        "남길 글만 두고 `<<<<<<<`, `=======`, `>>>>>>>` 줄을 지우십시오",
        "keep the right text, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`"
    ));
    Some(diag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_every_joining_character_are_known() {
        for c in ('\u{0}'..=char::MAX).filter(|c| joins(*c)) {
            assert!(c.to_string().as_bytes().windows(2).any(may_join), "{c:?}");
        }
    }

    #[test]
    fn decomposed_letters_are_composed_and_the_first_is_placed() {
        let decomposed: String = "제목: 회의 결과".nfd().collect();
        let (text, first) = compose(&format!("a: {decomposed}")).unwrap();
        assert_eq!(text, "a: 제목: 회의 결과");
        assert_eq!(&text[first], "제");
        assert_eq!(compose("cafe\u{301} か\u{3099}").unwrap().0, "café が");
    }

    #[test]
    fn other_characters_stay() {
        // A Chinese character with a second reading, an ohm sign, old Hangul, jamo that stand alone.
        for text in ["\u{f90a} \u{2126}", "\u{1112}\u{119e}", "ㄱㄴ", "\u{1100}", "회의"] {
            assert_eq!(compose(text), None, "{text}");
        }
        let (text, _) = compose("\u{f90a}\u{1112}\u{1161}\u{1112}\u{119e}").unwrap();
        assert_eq!(text, "\u{f90a}하\u{1112}\u{119e}");
    }

    #[test]
    fn a_conflict_has_its_three_lines() {
        let text = "가\n<<<<<<< HEAD\n나\n=======\n다\n>>>>>>> other\n라\n";
        assert_eq!(merge_conflict("a.md", text).unwrap().related.len(), 2);
        for text in ["가\n=======\n", "<<<<<<< HEAD\n나", "  <<<<<<< a\n=======\n>>>>>>> b\n"] {
            assert!(merge_conflict("a.md", text).is_none(), "{text}");
        }
    }
}
