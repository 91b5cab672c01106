//! Words that an official document avoids, with the word to write instead: certain misspellings, stiff words of offices,
//! and words that belittle people.
//!
//! The lists are short on purpose: a word is here only where no sense of it is right in an official document. Sources of what
//! is right: 한글 맞춤법 제10항, 제11항 (연도, 율·률), 제30항 (사이시옷), 제51항 (-이, -히), 외래어 표기법; for plain words the
//! lists of 행정안전부 (2019. 11. of 80 words, 법령용어 정비); for people the names that the laws use (장애인복지법,
//! 한부모가족지원법, 노숙인 등의 복지 및 자립지원에 관한 법률) and the list that Seoul published in 2018-04.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// Why a word is avoided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Misspelt.
    Spelling,
    /// A stiff or foreign word that citizens do not use (어려운 행정용어).
    Officialese,
    /// Belittles people (차별적 표현).
    Discriminatory,
}

/// What may stand beside a word for it to be this word and no part of another.
#[derive(Debug, Clone, Copy)]
enum Guard {
    Any,
    /// No Hangul; behind the word, particles may follow.
    Edge,
    /// None of these directly beside it.
    Not(&'static [&'static str]),
}

/// A word with the one to write instead.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    pub kind: Kind,
    pub wrong: &'static str,
    pub right: &'static str,
    before: Guard,
    after: Guard,
}

/// A word that was found in a text.
#[derive(Debug, Clone)]
pub struct Found {
    pub range: Range<usize>,
    pub word: &'static Word,
}

const fn word(kind: Kind, wrong: &'static str, right: &'static str, before: Guard, after: Guard) -> Word {
    Word { kind, wrong, right, before, after }
}

/// A misspelling that is wrong wherever it stands.
const fn spelling(wrong: &'static str, right: &'static str) -> Word {
    word(Kind::Spelling, wrong, right, Guard::Any, Guard::Any)
}

/// 율 after a consonant other than ㄴ; 율동, 율곡, 율무, 율촌 begin a new word.
const fn rate(wrong: &'static str, right: &'static str) -> Word {
    word(Kind::Spelling, wrong, right, Guard::Any, Guard::Not(&["동", "곡", "무", "촌"]))
}

const fn officialese(wrong: &'static str, right: &'static str) -> Word {
    word(Kind::Officialese, wrong, right, Guard::Edge, Guard::Any)
}

const fn belittling(wrong: &'static str, right: &'static str) -> Word {
    word(Kind::Discriminatory, wrong, right, Guard::Edge, Guard::Edge)
}

const WORDS: &[Word] = &[
    spelling("회계년도", "회계연도"),
    spelling("사업년도", "사업연도"),
    spelling("예산년도", "예산연도"),
    spelling("기준년도", "기준 연도"),
    spelling("생산년도", "생산 연도"),
    spelling("발행년도", "발행 연도"),
    spelling("졸업년도", "졸업 연도"),
    spelling("준공년도", "준공 연도"),
    spelling("당해년도", "해당 연도"),
    spelling("해당년도", "해당 연도"),
    rate("참석율", "참석률"),
    rate("출석율", "출석률"),
    rate("성공율", "성공률"),
    rate("집행율", "집행률"),
    rate("이행율", "이행률"),
    rate("진행율", "진행률"),
    rate("달성율", "달성률"),
    rate("합격율", "합격률"),
    rate("취업율", "취업률"),
    rate("실업율", "실업률"),
    rate("공정율", "공정률"),
    rate("진척율", "진척률"),
    rate("응답율", "응답률"),
    rate("증감율", "증감률"),
    rate("성장율", "성장률"),
    rate("이용율", "이용률"),
    rate("활용율", "활용률"),
    rate("수익율", "수익률"),
    rate("반영율", "반영률"),
    rate("부담율", "부담률"),
    rate("보급율", "보급률"),
    rate("지급율", "지급률"),
    rate("가입율", "가입률"),
    rate("낙찰율", "낙찰률"),
    rate("경쟁율", "경쟁률"),
    rate("사망율", "사망률"),
    rate("발생율", "발생률"),
    rate("불용율", "불용률"),
    rate("채택율", "채택률"),
    spelling("백분률", "백분율"),
    spelling("비률", "비율"),
    spelling("증가률", "증가율"),
    spelling("감소률", "감소율"),
    spelling("참여률", "참여율"),
    spelling("점유률", "점유율"),
    spelling("처리률", "처리율"),
    spelling("투표률", "투표율"),
    spelling("징수률", "징수율"),
    spelling("출산률", "출산율"),
    spelling("할인률", "할인율"),
    spelling("몇일", "며칠"),
    spelling("갯수", "개수"),
    spelling("촛점", "초점"),
    spelling("싯점", "시점"),
    spelling("헛점", "허점"),
    word(Kind::Spelling, "댓가", "대가", Guard::Any, Guard::Not(&["지"])),
    spelling("전세집", "전셋집"),
    spelling("뒷풀이", "뒤풀이"),
    spelling("윗층", "위층"),
    spelling("역활", "역할"),
    spelling("왠만", "웬만"),
    spelling("일일히", "일일이"),
    spelling("깨끗히", "깨끗이"),
    spelling("더우기", "더욱이"),
    spelling("요컨데", "요컨대"),
    spelling("예컨데", "예컨대"),
    spelling("생각컨대", "생각건대"),
    spelling("통털어", "통틀어"),
    spelling("오랫만", "오랜만"),
    spelling("짜집기", "짜깁기"),
    spelling("치뤄", "치러"),
    spelling("치뤘", "치렀"),
    spelling("됬", "됐"),
    spelling("컨텐츠", "콘텐츠"),
    spelling("워크샵", "워크숍"),
    spelling("리더쉽", "리더십"),
    spelling("멤버쉽", "멤버십"),
    spelling("파트너쉽", "파트너십"),
    spelling("메세지", "메시지"),
    spelling("메뉴얼", "매뉴얼"),
    spelling("심포지움", "심포지엄"),
    spelling("컨소시움", "컨소시엄"),
    spelling("팜플렛", "팸플릿"),
    spelling("플랭카드", "플래카드"),
    spelling("앙케이트", "앙케트"),
    spelling("네비게이션", "내비게이션"),
    spelling("데이타", "데이터"),
    spelling("비지니스", "비즈니스"),
    spelling("스티로폴", "스티로폼"),
    spelling("렌트카", "렌터카"),
    officialese("익일", "다음 날"),
    officialese("익월", "다음 달"),
    officialese("익년", "다음 해"),
    word(Kind::Officialese, "금일", "오늘", Guard::Edge, Guard::Not(&["봉"])),
    officialese("금번", "이번"),
    word(Kind::Officialese, "금회", "이번", Guard::Edge, Guard::Edge),
    officialese("당해 연도", "해당 연도"),
    officialese("상기와 같이", "위와 같이"),
    officialese("상기 내용", "위 내용"),
    officialese("상기 사항", "위 사항"),
    word(Kind::Officialese, "시건장치", "잠금장치", Guard::Any, Guard::Any),
    word(Kind::Officialese, "시건 장치", "잠금장치", Guard::Edge, Guard::Any),
    officialese("필히", "반드시"),
    officialese("기히", "이미"),
    officialese("여하한", "어떠한"),
    officialese("가일층", "한층 더"),
    officialese("소기의", "기대한"),
    officialese("고수부지", "둔치"),
    officialese("음용수", "마시는 물"),
    officialese("절취선", "자르는 선"),
    officialese("촉수엄금", "손대지 마십시오"),
    officialese("거래선", "거래처"),
    officialese("수범사례", "모범 사례"),
    officialese("수범 사례", "모범 사례"),
    officialese("불입금", "납입금"),
    officialese("불입하", "납입하"),
    officialese("지득하", "알게 되"),
    officialese("지득한", "알게 된"),
    officialese("징구하", "받"),
    officialese("해태하", "게을리하"),
    officialese("노력을 경주하여", "노력을 기울여"),
    officialese("득하여", "받아"),
    officialese("득한", "받은"),
    officialese("만전을 기하", "빈틈없이 하"),
    word(Kind::Officialese, "가료", "치료", Guard::Edge, Guard::Edge),
    word(Kind::Officialese, "구배", "기울기", Guard::Edge, Guard::Edge),
    word(Kind::Officialese, "게첨", "게시", Guard::Edge, Guard::Edge),
    officialese("제세동기", "심장충격기"),
    belittling("장애우", "장애인"),
    belittling("장애자", "장애인"),
    belittling("불구자", "장애인"),
    belittling("맹인", "시각장애인"),
    belittling("장님", "시각장애인"),
    belittling("귀머거리", "청각장애인"),
    belittling("벙어리", "언어장애인"),
    belittling("절름발이", "지체장애인"),
    belittling("앉은뱅이", "지체장애인"),
    belittling("정신지체", "지적장애"),
    belittling("정신지체인", "지적장애인"),
    belittling("정신박약", "지적장애"),
    belittling("정신박약아", "지적장애아"),
    belittling("정신분열증", "조현병"),
    belittling("정신병자", "정신질환자"),
    belittling("간질", "뇌전증"),
    belittling("나병", "한센병"),
    belittling("문둥병", "한센병"),
    belittling("미망인", "고인의 배우자"),
    belittling("편부모", "한부모"),
    belittling("편부모가정", "한부모가정"),
    belittling("편모가정", "한부모가정"),
    belittling("편부가정", "한부모가정"),
    belittling("결손가정", "한부모가정·조손가정"),
    belittling("불우이웃", "어려운 이웃"),
    belittling("불우 이웃", "어려운 이웃"),
    belittling("영세민", "저소득층"),
    belittling("노숙자", "노숙인"),
    belittling("부랑인", "노숙인"),
    belittling("학부형", "학부모"),
    belittling("여류작가", "작가"),
    belittling("처녀작", "첫 작품"),
    belittling("혼혈아", "다문화가정 자녀"),
    belittling("잡상인", "이동 상인"),
    belittling("고아원", "아동양육시설"),
];

/// Particles that may follow a noun, the longest of those that begin alike first.
const PARTICLES: &[&str] = &[
    "에게서",
    "에서는",
    "이라는",
    "으로서",
    "으로",
    "에게",
    "에서",
    "이라",
    "이나",
    "이며",
    "이고",
    "이란",
    "입니다",
    "인",
    "부터",
    "까지",
    "보다",
    "처럼",
    "마다",
    "이",
    "가",
    "은",
    "는",
    "을",
    "를",
    "의",
    "에",
    "와",
    "과",
    "도",
    "만",
    "로",
    "나",
    "라",
    "및",
];

static SCAN: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(WORDS.iter().map(|word| word.wrong))
        .expect("the list of words is small")
});

/// Finds the words of the lists in a text, in its order.
pub fn find(text: &str) -> Vec<Found> {
    SCAN.find_iter(text)
        .map(|hit| Found { range: hit.range(), word: &WORDS[hit.pattern().as_usize()] })
        .filter(|found| {
            let (before, after) = (&text[..found.range.start], &text[found.range.end..]);
            may_follow(found.word.before, before) && may_precede(found.word.after, after)
        })
        .collect()
}

fn may_follow(guard: Guard, before: &str) -> bool {
    match guard {
        Guard::Any => true,
        Guard::Edge => !before.chars().next_back().is_some_and(is_hangul),
        Guard::Not(parts) => !parts.iter().any(|part| before.ends_with(part)),
    }
}

fn may_precede(guard: Guard, after: &str) -> bool {
    match guard {
        Guard::Any => true,
        Guard::Edge => {
            let rest = after.strip_prefix("들").unwrap_or(after);
            ends(rest) || PARTICLES.iter().any(|particle| rest.strip_prefix(particle).is_some_and(ends))
        }
        Guard::Not(parts) => !parts.iter().any(|part| after.starts_with(part)),
    }
}

fn ends(rest: &str) -> bool {
    !rest.chars().next().is_some_and(is_hangul)
}

fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn found(text: &str) -> Vec<&'static str> {
        find(text).iter().map(|found| found.word.wrong).collect()
    }

    #[test]
    fn words_are_found_with_their_places() {
        let text = "회계년도 참석율은 익일 장애우들에게 알림";
        assert_eq!(found(text), ["회계년도", "참석율", "익일", "장애우"]);
        for hit in find(text) {
            assert_eq!(&text[hit.range.clone()], hit.word.wrong);
        }
    }

    #[test]
    fn parts_of_other_words_are_silent() {
        for text in [
            "수익일 계산, 송금번호, 요금번호, 입금일, 금일봉, 추가료, 연구배경, 송금회수",
            "사장님과 과장님, 문맹인, 장애자녀, 장애자립, 하나병원, 나병원, 시간질문, 간질성 폐렴",
            "사업의 일부인 도로, 피해를 당해 사업을 멈춤, 구배분액, 말이 경주하여, 금회계, 댓가지, 이용율동, 성공율곡, 획득한, 습득하여, 발견한 사항을 피해를 당해 신고",
            "회계연도, 참여율, 백분율, 비율, 환율, 이자율, 출석률, 법률, 며칠, 벙어리장갑, 앉은뱅이밀",
            "한부모가정, 어려운 이웃, 장애인, 신년도, 학년도, 전년도, 과년도",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn particles_may_follow() {
        for text in ["미망인에게", "장애자와", "영세민을", "불우이웃의", "맹인들은", "정신지체인", "간질 환자", "간질."]
        {
            assert_eq!(found(text).len(), 1, "{text}");
        }
    }

    /// 한글 맞춤법 제11항: 율 after a vowel or ㄴ, 률 elsewhere.
    #[test]
    fn rates_follow_the_rule() {
        for word in WORDS {
            let letters: Vec<char> = word.right.chars().collect();
            let Some(at) = letters.iter().position(|c| matches!(c, '율' | '률')) else { continue };
            let last = (u32::from(letters[at - 1]) - 0xAC00) % 28;
            assert_eq!(letters[at] == '율', matches!(last, 0 | 4), "{}", word.right);
        }
    }

    #[test]
    fn the_list_is_sound() {
        let wrong: BTreeSet<&str> = WORDS.iter().map(|word| word.wrong).collect();
        assert_eq!(wrong.len(), WORDS.len());
        for word in WORDS {
            assert_eq!(found(word.wrong), [word.wrong]);
            assert_eq!(found(word.right), [""; 0], "{} is avoided itself", word.right);
        }
    }
}
