//! Words that say what a number counts, without particles and endings: `응답한` and `응답자` are 응답.

use std::collections::BTreeSet;

/// The words around a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// Stems of all words.
    pub(crate) stems: BTreeSet<String>,
    /// Stems of the nouns that stand directly at the number, so that the other number must be of the same.
    pub(crate) close: BTreeSet<String>,
    /// Steps of a work that the words name: 신청, 선정, 처리. Numbers of two steps differ.
    pub(crate) steps: BTreeSet<&'static str>,
}

/// Steps of a work, with the words for each; the first one names it.
const STEPS: [&[&str]; 38] = [
    &["모집"],
    &["신청", "접수"],
    &["선정", "선발", "위촉"],
    &["참여", "참석", "참가"],
    &["수료", "이수"],
    &["응답"],
    &["완료", "준공", "마친", "끝낸"],
    &["처리"],
    &["지적", "적발", "위반"],
    &["조치", "시정"],
    &["반영"],
    &["이행"],
    &["집행", "지출", "정산"],
    &["계약", "낙찰"],
    &["설계"],
    &["부과"],
    &["징수", "납부"],
    &["체납"],
    &["합격"],
    &["이월"],
    &["보조"],
    &["부적합"],
    &["불용", "반납"],
    &["취소"],
    &["탈락"],
    &["만족"],
    &["찬성"],
    &["반대"],
    &["취업"],
    &["발급"],
    &["보상"],
    &["회수"],
    &["판매"],
    &["안내", "발송", "홍보"],
    &["답변", "회신"],
    &["사망", "부상"],
    &["자부담"],
    &["해제", "종결"],
];

/// Steps whose number is naturally less than that of all.
const OUTCOMES: [&str; 16] = [
    "선정", "참여", "수료", "응답", "완료", "처리", "지적", "조치", "반영", "이행", "집행", "계약", "징수", "합격",
    "취업", "답변",
];

/// Words that do not say what is counted.
const VAGUE: [&str; 84] = [
    "사흘",
    "이틀",
    "나흘",
    "하루",
    "닷새",
    "일주일",
    "말",
    "한해",
    "사업",
    "결과",
    "현황",
    "대상",
    "인원",
    "규모",
    "총",
    "전체",
    "시설",
    "기관",
    "주민",
    "시민",
    "구민",
    "도민",
    "군민",
    "사람",
    "추진",
    "지원",
    "운영",
    "실시",
    "진행",
    "개요",
    "관내",
    "업체",
    "업소",
    "단체",
    "사항",
    "건수",
    "수량",
    "실적",
    "내역",
    "우리",
    "이번",
    "올해",
    "금년",
    "지금",
    "현재",
    "기간",
    "합계",
    "금액",
    "계",
    "소요",
    "비용",
    "모두",
    "등",
    "및",
    "구",
    "시",
    "군",
    "도",
    "내용",
    "구분",
    "기준",
    "명",
    "건",
    "개소",
    "있음",
    "있다",
    "것",
    "수",
    "별",
    "회",
    "개",
    "분야",
    "지역",
    "통",
    "오늘",
    "그",
    "이",
    "약",
    "주요",
    "세부",
    "연간",
    "동안",
    "통해",
    "위해",
];

/// Words of one meaning in these texts; the first one stands for all.
const SAME: [&[&str]; 6] = [
    &["참여", "참석", "참가"],
    &["신청", "접수"],
    &["예산", "사업비", "총사업비", "소요예산", "총예산", "총소요예산", "소요액", "재원", "투입", "투자"],
    &["지적", "적발"],
    &["이용", "이용자"],
    &["수강", "수강생"],
];

/// Whether a stem says what is counted.
pub(crate) fn is_specific(stem: &str) -> bool {
    stem.chars().count() > 1 && !VAGUE.contains(&stem)
}

/// The stem of a word, and whether the word is a noun without a particle or ending.
pub(crate) fn stem(word: &str) -> (String, bool) {
    const PARTICLES: [&str; 29] = [
        "에서는",
        "에게는",
        "에서",
        "에는",
        "에게",
        "까지",
        "부터",
        "으로",
        "이며",
        "이고",
        "이다",
        "임을",
        "로",
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "의",
        "에",
        "와",
        "과",
        "도",
        "만",
        "임",
        "째",
        "간",
        "씩",
    ];
    const VERBS: &str = "하한함했할해된됨되됐받";
    let plain: String = word.chars().filter(|c| ('가'..='힣').contains(c)).collect();
    if ["찾은", "찾아", "찾았", "찾는", "다녀"].iter().any(|w| plain.starts_with(w)) {
        return ("방문".to_owned(), false);
    }
    let chars: Vec<char> = plain.chars().collect();
    if let Some(at) = (2..chars.len()).find(|i| VERBS.contains(chars[*i])) {
        return (one_name(&chars[..at].iter().collect::<String>()), false);
    }
    let cut = PARTICLES.iter().find_map(|p| plain.strip_suffix(p)).filter(|rest| rest.chars().count() > 1);
    let spoken = ["아", "어", "여", "고", "며", "나", "려", "던", "은", "친", "낸", "난"];
    let moved = ["까지", "부터", "에서", "으로", "에게"].iter().any(|end| plain.ends_with(end));
    let bare = cut.is_none() && !moved && !spoken.iter().any(|end| plain.ends_with(end));
    (one_name(cut.unwrap_or(&plain)), bare)
}

/// A stem without the word that counts: `응답자` is 응답.
fn one_name(stem: &str) -> String {
    let long = |rest: &&str| rest.chars().count() > 1;
    let stem = ["현황", "실적", "계획", "인원", "건수", "자수", "자", "생", "객"]
        .iter()
        .find_map(|end| stem.strip_suffix(end).filter(long))
        .unwrap_or(stem);
    let stem = ["총"].iter().find_map(|start| stem.strip_prefix(start).filter(long)).unwrap_or(stem);
    let same = SAME.iter().find(|words| words.contains(&stem)).map_or(stem, |words| words[0]);
    same.to_owned()
}

impl Words {
    /// Adds the words of a text.
    pub(crate) fn add(&mut self, text: &str) {
        for word in text.split(|c: char| !('가'..='힣').contains(&c)).filter(|w| !w.is_empty()) {
            self.stems.insert(stem(word).0);
        }
        self.steps.extend(STEPS.iter().filter(|words| words.iter().any(|w| text.contains(w))).map(|words| words[0]));
    }

    /// Adds the words of a label, all of which must belong to the other number.
    pub(crate) fn add_close(&mut self, text: &str) {
        self.add(text);
        let words = text.split(|c: char| !('가'..='힣').contains(&c)).filter(|w| !w.is_empty());
        self.close.extend(words.map(|word| stem(word).0));
    }

    /// Adds the words before a number; the nouns directly before it must belong to the other number.
    pub(crate) fn add_before(&mut self, text: &str) {
        self.add(text);
        let words = text.trim_end_matches([' ', '*']).rsplit(' ').filter(|w| !w.is_empty());
        for (i, word) in words.enumerate() {
            let (stem, bare) = stem(word);
            // `민원은 4,316건`, `방문자의 상담`
            let place = ["에는", "에서는", "에게는", "까지는", "부터는"].iter().any(|end| word.ends_with(end));
            let of = i == 0 && !place && word.ends_with(['은', '는', '이', '가', '을', '를', '도']);
            if !(bare || of || word.ends_with('의')) || word.ends_with(',') {
                break;
            }
            self.close.insert(stem);
        }
    }

    /// The words that both say, of those that tell what is counted.
    ///
    /// A longer word of the title of the document is the same as its end: `마을축제` and `축제`.
    pub(crate) fn shared(&self, other: &Self, title: &str) -> Vec<String> {
        let longer =
            |w: &str, of: &Self| of.stems.iter().any(|long| long.ends_with(w) && title.contains(long.as_str()));
        let both = |w: &&String, of: &Self| is_specific(w) && (of.stems.contains(*w) || longer(w, of));
        let of_self = self.stems.iter().filter(|w| both(w, other));
        of_self.chain(other.stems.iter().filter(|w| both(w, self))).cloned().collect()
    }

    /// Whether nothing stands at a number that is not said of the other one or of the whole document.
    pub(crate) fn is_of(&self, other: &Self, title: &str) -> bool {
        let known = |w: &String| {
            !is_specific(w) || other.stems.contains(w) || title.contains(w.as_str()) || OUTCOMES.contains(&w.as_str())
        };
        self.close.iter().all(known)
    }

    /// Whether the numbers belong to different steps.
    pub(crate) fn differ_in_steps(&self, other: &Self) -> bool {
        !self.steps.is_empty() && !other.steps.is_empty() && self.steps.is_disjoint(&other.steps)
    }

    /// Whether a number of these words, as that of what was done, may be less than that of the other words.
    pub(crate) fn is_outcome_of(&self, other: &Self) -> bool {
        self.steps.difference(&other.steps).any(|step| OUTCOMES.contains(step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_endings() {
        for (word, found) in [
            ("응답한", "응답"),
            ("응답자", "응답"),
            ("응답하였음", "응답"),
            ("경로당의", "경로당"),
            ("총사업비", "예산"),
            ("상담건수", "상담"),
            ("점검을", "점검"),
        ] {
            assert_eq!(stem(word).0, found, "{word}");
        }
    }

    #[test]
    fn nouns_at_a_number_are_kept() {
        let mut words = Words::default();
        words.add_before("센터를 찾은 방문 상담");
        assert_eq!(words.close.into_iter().collect::<Vec<_>>(), ["방문", "상담"]);
    }
}
