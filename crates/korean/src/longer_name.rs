//! Longer names of places and bodies that contain the letters of a person's name: the district 가온누리구 is not the
//! member 온누리.

use std::ops::Range;

use crate::separated::{is_invisible, is_title};

/// The words of names of places and bodies in which a name of a person is only a part.
///
/// `names` are texts such as `미리내광역시 가온누리구`; each of their words counts, and the stem of a district, which
/// names other places there (`가온누리문화회관`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LongerNames {
    /// What stands before and after the value in each longer word.
    around: Vec<(String, String)>,
}

impl LongerNames {
    /// The longer words around a value. A word that begins with the value or with a title before it names the person
    /// (`홍길동위원`), so that it is none; only the name of a district is.
    pub fn of<'n>(value: &str, names: impl Iterator<Item = &'n str>) -> Self {
        let mut around: Vec<(String, String)> = Vec::new();
        let is_name = value.chars().nth(1).is_some() && value.chars().all(is_syllable);
        for name in names.filter(|name| is_name && name.contains(value)) {
            for word in name.split(|c: char| !c.is_alphanumeric()) {
                for (at, _) in word.match_indices(value) {
                    let (before, after) = (&word[..at], &word[at + value.len()..]);
                    if is_longer(before, after) {
                        // Other places of the district have its name without the sign.
                        let short = stem(word).filter(|stem| at > 0 && stem.len() >= at + value.len());
                        around.extend(short.map(|stem| (before.to_owned(), stem[at + value.len()..].to_owned())));
                        around.push((before.to_owned(), after.to_owned()));
                    }
                }
            }
        }
        around.sort();
        around.dedup();
        Self { around }
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.around.is_empty()
    }

    /// Whether the value at a range of a text is part of one of the longer words. The letters of the word must follow
    /// each other; one line may end inside it, but not beside the value, because the next line may begin with a person.
    pub fn cover(&self, text: &str, range: &Range<usize>) -> bool {
        let inside = text[range.clone()].chars().filter(|c| !c.is_alphanumeric() && !is_invisible(*c));
        let (mut ends, mut other) = (0, false);
        inside.for_each(|c| if c == '\n' { ends += 1 } else { other = true });
        !other
            && self.around.iter().any(|(before, after)| {
                let front = letters_match(text[..range.start].chars().rev(), before.chars().rev());
                let back = letters_match(text[range.end..].chars(), after.chars());
                front.zip(back).is_some_and(|(front, back)| ends + front + back <= 1)
            })
    }
}

/// The number of line ends between the letters at the start of a text if they are those of a word.
fn letters_match(mut text: impl Iterator<Item = char>, word: impl Iterator<Item = char>) -> Option<usize> {
    let mut ends = 0;
    for (i, letter) in word.enumerate() {
        loop {
            match text.next()? {
                c if c == letter => break,
                '\n' if i > 0 => ends += 1,
                c if is_invisible(c) => {}
                _ => return None,
            }
        }
    }
    Some(ends)
}

fn is_syllable(c: char) -> bool {
    matches!(c, '가'..='힣')
}

/// Whether what stands around a name in a word makes the word another one. A word that begins with the name is another
/// one only if it is a district (`홍길동군`, `홍길동구청`), and one that ends with it never: a firm may have the name of the
/// person (`홍길동법률사무소`, `법무법인홍길동`).
fn is_longer(before: &str, after: &str) -> bool {
    if before.is_empty() || is_title(before) {
        let of_district = |sign: &str| after.strip_prefix(sign).is_some_and(|rest| SEATS.contains(&rest));
        return before.is_empty() && SIGNS.iter().any(|sign| of_district(sign));
    }
    before.chars().all(is_syllable) && !after.is_empty()
}

/// Signs of districts at the end of their names.
const SIGNS: [&str; 12] =
    ["특별자치시", "특별자치도", "특별시", "광역시", "시", "도", "군", "구", "읍", "면", "동", "리"];

/// What follows the sign of a district in the names of its bodies and of its head.
const SEATS: [&str; 9] = ["", "청", "청장", "장", "수", "의회", "보건소", "사무소", "주민센터"];

/// The word without the sign of a district: 가온누리구 → 가온누리.
fn stem(word: &str) -> Option<&str> {
    SIGNS[..8].iter().find_map(|sign| word.strip_suffix(sign)).filter(|stem| !stem.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(value: &str, names: &[&str], text: &str) -> bool {
        let longer = LongerNames::of(value, names.iter().copied());
        text.match_indices(value).all(|(at, _)| longer.cover(text, &(at..at + value.len())))
    }

    #[test]
    fn the_name_of_a_district_is_not_the_person_in_it() {
        let names = ["미리내광역시 가온누리구"];
        for text in ["가온누리구", "가온누리구청장", "가온누리문화회관에서", "이웃 가온누리구와", "가온누리\u{200b}구"]
        {
            assert!(covers("온누리", &names, text), "{text}");
        }
        for text in [
            "온누리",
            "위원온누리",
            "온누리구",
            "온누리 위원",
            "추가 온누리 구입",
            "가 온누리구",
            "추가\n온누리",
            "추가\n온누리\n구입",
        ] {
            assert!(!covers("온누리", &names, text), "{text}");
        }
        let text = "가온누\n리구";
        assert!(LongerNames::of("온누리", names.into_iter()).cover(text, &(3..13)));
    }

    #[test]
    fn a_word_of_a_name_and_titles_is_the_person() {
        for names in [
            ["홍길동"],
            ["홍길동위원장"],
            ["위원홍길동"],
            ["홍길동 위원"],
            ["홍길동은"],
            ["홍길동법률사무소"],
            ["법무법인홍길동"],
        ] {
            assert!(LongerNames::of("홍길동", names.into_iter()).is_empty(), "{names:?}");
        }
        assert!(!covers("홍길동", &["가온누리구"], "홍길동구청장"));
        assert!(!covers("홍길동", &["가온누리구"], "홍길동군"));
        assert!(covers("홍길동", &["홍길동군"], "홍길동군"));
        assert!(!covers("홍길동", &["홍길동군"], "홍길동 위원"));
        assert!(covers("홍길동", &["홍길동구청"], "홍길동구청장"));
        assert!(!covers("12", &["123"], "123"));
    }
}
