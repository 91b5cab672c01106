//! Markers of items and chapters that a writer typed, although gian writes them.

/// Marker at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// □ ○ ㅇ ▪ and the like.
    Sign,
    /// ※.
    Note,
    /// Ⅰ.
    Roman,
    /// 1. 가. 1) (가) of the decree.
    Statutory,
    /// ① ㉮.
    Circled,
}

const SIGNS: &str = "□■○●◯◎ㅇ◦▪▫◆◇▶▷►•·ㆍ・‣◾◻❍❏–—";
const LETTERS: &str = "가나다라마바사아자차카타파하";

/// The marker at the start of a text, and its length with the following space.
pub fn at_start(text: &str) -> Option<(Marker, usize)> {
    let first = text.chars().next()?;
    let after = &text[first.len_utf8()..];
    let (marker, rest) = match first {
        '※' => (Marker::Note, after),
        'Ⅰ'..='Ⅻ' => (Marker::Roman, after.strip_prefix('.').filter(|r| r.starts_with(' '))?),
        '①'..='⑳' | '㉠'..='㉻' => (Marker::Circled, after),
        '(' => (Marker::Statutory, ordinal(after)?.strip_prefix(')').filter(|r| r.starts_with(' '))?),
        c if SIGNS.contains(c) => (Marker::Sign, after.starts_with(' ').then_some(after)?),
        c if c.is_ascii_digit() || LETTERS.contains(c) => {
            let rest = ordinal(text)?;
            let rest = rest.strip_prefix('\\').unwrap_or(rest).strip_prefix(['.', ')'])?;
            (Marker::Statutory, rest.starts_with(' ').then_some(rest)?)
        }
        _ => return None,
    };
    let rest = rest.trim_start_matches(' ');
    // `5. 8.(수)` is a date.
    let is_date = marker == Marker::Statutory && rest.starts_with(|c: char| c.is_ascii_digit());
    (!rest.is_empty() && !is_date).then(|| (marker, text.len() - rest.len()))
}

/// The text after a number of one or two digits, or after an ordinal letter.
fn ordinal(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        0 => text.strip_prefix(|c| LETTERS.contains(c)),
        1 | 2 => Some(&text[digits..]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_words() {
        for (text, found) in [
            ("○ 개요", Some((Marker::Sign, 4))),
            ("ㅇ 개요", Some((Marker::Sign, 4))),
            ("※개요", Some((Marker::Note, 3))),
            ("Ⅱ. 개요", Some((Marker::Roman, 5))),
            ("가. 개요", Some((Marker::Statutory, 5))),
            ("12) 개요", Some((Marker::Statutory, 4))),
            ("1\\. 개요", Some((Marker::Statutory, 4))),
            ("(1) 개요", Some((Marker::Statutory, 4))),
            ("① 개요", Some((Marker::Circled, 4))),
            ("○○구 개요", None),
            ("○", None),
            ("5. 8.(수) 회의", None),
            ("2019. 5. 8.", None),
            ("가나. 개요", None),
            ("Ⅱ단계 사업", None),
            ("(안) 검토", None),
        ] {
            assert_eq!(at_start(text), found, "{text}");
        }
    }
}
