//! Particles (조사), whose form depends on the last sound of the word before them.

/// The form of a particle after a word: `particle("계획", "을/를")` is `을`. If the last sound is unknown, both forms:
/// `을(를)`.
///
/// `pair` is the form after a consonant and the form after a vowel.
pub fn particle(word: &str, pair: &str) -> String {
    let (closed, open) = pair.split_once('/').unwrap_or((pair, pair));
    let read = |c: &char| c.is_alphanumeric() || u32::from(*c) > 0xFFFF || is_read_sign(*c);
    // `%p` is read 퍼센트포인트.
    let last = word.strip_suffix("%p").map_or_else(|| word.chars().rev().find(read), |_| Some('%'));
    // Text in brackets counts, although it is not pronounced: `계획(안)을` takes the form after 안.
    match last.and_then(final_sound) {
        Some(Final::None) => open.to_owned(),
        // After ㄹ, 로 has the form that it has after a vowel.
        Some(Final::Rieul) if closed == "으로" => open.to_owned(),
        Some(_) => closed.to_owned(),
        None => format!("{closed}({open})"),
    }
}

/// Whether a sign is read as a word: `20%로`, `30㎡를`.
fn is_read_sign(c: char) -> bool {
    matches!(c, '%' | '‰' | '㎡' | '㎢' | '㎥' | '㎞' | '㎝' | '㎜' | '㎏' | '℃')
}

/// Particles that have two forms, with what may follow them in the same word. Longer ones come first.
const PAIRS: [(&str, &[&str]); 10] = [
    ("으로/로", &["", "는", "도", "만", "서", "써", "의", "부터", "부터는"]),
    ("이라/라", &["", "고", "는", "도", "면"]),
    ("이란/란", &[""]),
    ("이나/나", &[""]),
    ("이며/며", &[""]),
    ("이고/고", &[""]),
    ("과/와", &["", "는", "도", "의", "만"]),
    ("은/는", &[""]),
    ("을/를", &[""]),
    ("이/가", &[""]),
];

/// The particle at the start of a text in its form after a word: its length in the text, and the form; `None` if the
/// text begins with no particle, or it has the right form already. `와 같이` after `표 1` gives `(3, "과")`.
pub fn corrected(word: &str, rest: &str) -> Option<(usize, String)> {
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let (written, pair) = PAIRS.iter().find_map(|(pair, endings)| {
        let (closed, open) = pair.split_once('/')?;
        let fits = |form: &&str| rest[..end].strip_prefix(*form).is_some_and(|tail| endings.contains(&tail));
        Some(([closed, open].into_iter().find(fits)?, *pair))
    })?;
    let form = particle(word, pair);
    (form != written && !form.contains('(')).then_some((written.len(), form))
}

enum Final {
    None,
    Rieul,
    Other,
}

fn final_sound(c: char) -> Option<Final> {
    let of = |rest: u32| match rest {
        0 => Final::None,
        8 => Final::Rieul,
        _ => Final::Other,
    };
    match c {
        '가'..='힣' => Some(of((u32::from(c) - 0xAC00) % 28)),
        // Digits are read as 영 일 이 삼 사 오 육 칠 팔 구.
        '0' | '3' | '6' => Some(Final::Other),
        '1' | '7' | '8' => Some(Final::Rieul),
        '2' | '4' | '5' | '9' => Some(Final::None),
        // 킬로그램
        '㎏' => Some(Final::Other),
        // 퍼센트, 제곱미터, 킬로미터, 도
        _ if is_read_sign(c) => Some(Final::None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{corrected, particle};

    #[test]
    fn follows_the_last_sound() {
        let cases = [
            ("실행계획", "을/를", "을"),
            ("계획서", "을/를", "를"),
            ("승인", "으로/로", "으로"),
            ("협의", "으로/로", "로"),
            ("서울", "으로/로", "로"),
            ("제1호", "이/가", "가"),
            ("2019", "은/는", "는"),
            ("계획(안)", "을/를", "을"),
            ("20%", "으로/로", "로"),
            ("11.5%p", "으로/로", "로"),
            ("구성비(%)", "은/는", "는"),
            ("120㎡", "을/를", "를"),
            ("3㎏", "이/가", "이"),
            ("SNS", "을/를", "을(를)"),
            ("\u{F0601}", "이/가", "이(가)"),
        ];
        for (word, pair, expected) in cases {
            assert_eq!(particle(word, pair), expected, "{word} {pair}");
        }
    }

    #[test]
    fn a_written_particle_gets_the_form_after_the_word() {
        let cases = [
            ("표 1", "와 같이", "과"),
            ("표 2", "과", "와"),
            ("표 3", "는", "은"),
            ("그림 2", "이", "가"),
            ("그림 2", "을", "를"),
            ("표 3", "로부터", "으로"),
            ("표 1", "으로는", "로"),
            ("표 1", "와의 차이", "과"),
        ];
        for (word, rest, form) in cases {
            assert_eq!(corrected(word, rest).map(|(_, form)| form).as_deref(), Some(form), "{word}{rest}");
        }
        for (word, rest) in [("표 1", "과 같이"), ("표 1", "이전"), ("표 2", " 과"), ("표 2", "은하"), ("자료 A", "와")]
        {
            assert_eq!(corrected(word, rest), None, "{word}{rest}");
        }
    }
}
