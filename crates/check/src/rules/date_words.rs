//! # 날짜에 연·월·일의 글자를 쓰지 않습니다
//!
//! 날짜는 숫자로 적고 `년`, `월`, `일`의 글자가 있을 자리에 온점을 찍습니다. 날을 밝히지 않는 `2019년 5월`은 찾지 않습니다.
//!
//! 예: `2019년 5월 8일까지`
//! 대신: `2019. 5. 8.까지`
//!
//! 근거: 행정업무규정 제7조(날짜의 표기); 행정업무운영 편람, 날짜의 표기.
//!
//! # Dates without the words for year, month and day
//!
//! A date is written in digits, with dots where the words 년, 월 and 일 would stand. A month without a day
//! (`2019년 5월`) is left alone.
//!
//! Example: `2019년 5월 8일까지`
//! Instead: `2019. 5. 8.까지`
//!
//! Source: 행정업무규정 제7조 (dates); the ministry's manual on dates.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::written::dates::Form;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("date-words", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    // Laws write dates in words.
    if ["부칙", "시행한다", "공포한"].iter().any(|w| prose.seen.contains(w)) {
        return;
    }
    // A line that is only a day is the day above signatures, which the forms of papers write in words.
    let alone = |range: &std::ops::Range<usize>| {
        prose.is_body() && prose.seen[prose.line(range.start)].trim() == &prose.seen[range.clone()]
    };
    for date in prose.dates().iter().filter(|d| d.form == Form::Words && !alone(&d.range)) {
        let place = prose.place(date.range.clone());
        let right = date.canonical();
        let diag = RULE
            .problem(
                place.clone(),
                text!(
                    "날짜에 연·월·일의 글자를 썼습니다",
                    "the date is written with the words for year, month and day"
                ),
            )
            .help(text!("`{}`로 쓰십시오", "write `{}`"; right));
        // After any other particle, correcting the date may require changing the sentence.
        let rest = &prose.seen[date.range.end..];
        let particle = ["까지", "부터", "에 "].iter().any(|word| rest.starts_with(word));
        let plain = particle || !rest.starts_with(char::is_alphanumeric);
        diags.push(if plain { diag.fix(place, right) } else { diag });
    }
}
