//! Finds rare words that differ slightly from a word used often in the documents: likely typing errors, and the same
//! term with and without a space.
//!
//! A rare word is compared with frequent ones by changing one letter (자모) in ways in which people mistype or mishear: ㅔ
//! and ㅖ, ㅐ and ㅔ, ㅢ and ㅣ, single and doubled consonants, and neighbours on the two-set keyboard (KS X 5002). Each
//! change is a lookup in the table of frequent words, so that the cost is linear in the text and not quadratic in its
//! words.
//!
//! Nothing is reported where the change could give another correct word: at the last letter, where words are inflected;
//! in short words; and where the rare word contains a known word (`KNOWN`).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A word is rare below this number of uses, frequent from it on.
const FREQUENT: usize = 3;

/// Longer runs of Hangul are ignored as words, because the cost grows with the square of the length.
const LONGEST: usize = 24;

/// How two words differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// One letter, or one syllable that was typed twice.
    Letter,
    /// A space.
    Space,
}

/// A rare word with the frequent one that was probably meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The rare word as written, with its particle.
    pub written: String,
    /// The usual spelling, with the same particle.
    pub usual: String,
    /// Number of uses of the usual spelling.
    pub times: usize,
    /// How the two spellings differ.
    pub difference: Difference,
}

/// Word counts of some texts, without particles.
#[derive(Debug, Default)]
pub struct Words<'t> {
    stems: HashMap<&'t str, Stem<'t>>,
    spaced: HashMap<(&'t str, &'t str), Stem<'t>>,
}

#[derive(Debug, Default)]
struct Stem<'t> {
    count: usize,
    /// Particle of the first use of a stem, kept while the stem is rare.
    endings: Vec<&'t str>,
}

impl<'t> Stem<'t> {
    fn add(&mut self, ending: &'t str) {
        self.count += 1;
        if self.count < FREQUENT && !self.endings.contains(&ending) {
            self.endings.push(ending);
        }
    }
}

impl<'t> Words<'t> {
    /// Counts the words of a text.
    pub fn add(&mut self, text: &'t str) {
        // The last word, if it has no particle, with its end.
        let mut before: Option<(&str, usize)> = None;
        for (start, run) in runs(text) {
            let end = start + run.len();
            let joins = before.filter(|(_, stop)| &text[*stop..start] == " ");
            if run.chars().count() > LONGEST {
                before = None;
                continue;
            }
            let (stem, ending) = split(run);
            before = ending.is_empty().then_some((run, end));
            self.stems.entry(stem).or_default().add(ending);
            if let Some((first, _)) = joins.filter(|(first, _)| joinable(first, stem)) {
                self.spaced.entry((first, stem)).or_default().add(ending);
            }
        }
    }

    /// Rare words close to frequent ones, each once, in alphabetical order.
    pub fn pairs(&self) -> Vec<Pair> {
        let often = |stem: &&Stem<'_>| stem.count >= FREQUENT;
        let frequent: HashMap<&str, usize> =
            self.stems.iter().filter(|(_, s)| often(s)).map(|(word, s)| (*word, s.count)).collect();
        let shapes: HashSet<Shape> = frequent.keys().flat_map(|word| Shape::all(word)).collect();
        let rare = self.stems.iter().filter(|(_, stem)| !often(stem));
        let letters = rare.flat_map(|(word, stem)| {
            let usual = nearest(word, &frequent, &shapes);
            usual.into_iter().flat_map(move |(usual, times)| {
                stem.endings.iter().map(move |ending| Pair {
                    written: format!("{word}{ending}"),
                    usual: format!("{usual}{ending}"),
                    times,
                    difference: Difference::Letter,
                })
            })
        });
        let spaces = self.spaced.iter().filter_map(|((first, second), stem)| {
            let usual = format!("{first}{second}");
            let times = frequent.get(usual.as_str()).copied().filter(|times| *times > 2 * stem.count)?;
            Some(Pair { written: format!("{first} {second}"), usual, times, difference: Difference::Space })
        });
        let mut pairs: Vec<Pair> = letters.chain(spaces).collect();
        pairs.sort();
        pairs
    }
}

/// Key of a word with one syllable left out: number of syllables, index of the one left out, hash of the others. Two
/// words that differ in one syllable share a key, so that few pairs are compared letter by letter.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Shape(usize, usize, u64);

impl Shape {
    fn all(word: &str) -> Vec<Self> {
        const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
        let mut power = 1_u64;
        let mut parts = Vec::with_capacity(LONGEST);
        for c in word.chars() {
            parts.push(u64::from(u32::from(c)).wrapping_mul(power));
            power = power.wrapping_mul(BASE);
        }
        let whole = parts.iter().fold(0_u64, |sum, part| sum.wrapping_add(*part));
        parts.iter().enumerate().map(|(at, part)| Self(parts.len(), at, whole.wrapping_sub(*part))).collect()
    }
}

/// Runs of Hangul syllables with their offsets.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_hangul)?;
        let end = text[start..].find(|c| !is_hangul(c)).map_or(text.len(), |length| start + length);
        at = end;
        Some((start, &text[start..end]))
    })
}

fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}

/// Particles (조사); if one ends in another, the longer comes first.
const PARTICLES: &[&str] = &[
    "으로부터",
    "에서부터",
    "으로서의",
    "으로써",
    "으로서",
    "으로는",
    "으로의",
    "에게서",
    "에서는",
    "에서의",
    "까지의",
    "부터의",
    "에서도",
    "이라는",
    "입니다",
    "로부터",
    "로서의",
    "으로",
    "로써",
    "로서",
    "로는",
    "로의",
    "에서",
    "에게",
    "에는",
    "에도",
    "와의",
    "과의",
    "까지",
    "부터",
    "보다",
    "처럼",
    "마다",
    "이나",
    "이며",
    "이고",
    "이라",
    "라는",
    "만을",
    "만이",
    "들의",
    "들이",
    "들을",
    "들은",
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
];

/// Last syllables of particles.
const LAST: &str = "터의써서는도다로게지럼나며고라을이은가를에와과만";

/// Splits a word into stem and particle. Nouns that end like a particle are split too, but everywhere in the same way.
pub fn split(word: &str) -> (&str, &str) {
    if !word.chars().next_back().is_some_and(|c| LAST.contains(c)) {
        return (word, "");
    }
    let stem =
        PARTICLES.iter().find_map(|particle| word.strip_suffix(particle).filter(|stem| stem.chars().count() > 1));
    stem.map_or((word, ""), |stem| (stem, &word[stem.len()..]))
}

/// Whether two words can form one term: neither has a particle, and the term is long.
fn joinable(first: &str, second: &str) -> bool {
    let (first_length, second_length) = (first.chars().count(), second.chars().count());
    first_length >= 2 && second_length >= 2 && first_length + second_length >= 6
}

/// The most frequent word that a rare one may stand for.
fn nearest<'a>(word: &str, frequent: &HashMap<&'a str, usize>, shapes: &HashSet<Shape>) -> Option<(&'a str, usize)> {
    let syllables: Vec<char> = word.chars().collect();
    let mut best: Option<(&str, usize)> = None;
    for (at, shape) in Shape::all(word).iter().enumerate() {
        let doubled = syllables.get(at + 1) == Some(&syllables[at]);
        if !doubled && !shapes.contains(shape) {
            continue;
        }
        for candidate in changed(&syllables, at) {
            let Some((usual, times)) = frequent.get_key_value(candidate.as_str()).map(|(w, n)| (*w, *n)) else {
                continue;
            };
            if best.is_none_or(|(other, most)| (times, other) > (most, usual)) && !known(&syllables, at) {
                best = Some((usual, times));
            }
        }
    }
    best
}

/// Frequent words that differ from the word in one syllable.
fn changed(syllables: &[char], at: usize) -> Vec<String> {
    let length = syllables.len();
    let last = at + 1 == length;
    let Some(letters) = Letters::of(syllables[at]) else { return Vec::new() };
    let mut others = Vec::new();
    for (a, b, least) in VOWELS {
        // The last syllable may be an inflection, except that ㅖ is never inflected to ㅔ.
        let alike = (*a, *b) == ('ㅔ', 'ㅖ');
        // 에 may be a particle, and 예 a word of its own.
        let least = if alike && INITIALS[letters.initial] == 'ㅇ' { 4 } else { *least };
        if length >= least && (!last || alike) {
            others.extend(letters.vowel(*a, *b));
        }
    }
    if length >= 5 && !last {
        others.extend(letters.neighbours());
    }
    let mut words: Vec<String> = others
        .into_iter()
        .map(|other| syllables.iter().enumerate().map(|(i, c)| if i == at { other } else { *c }).collect())
        .collect();
    if length >= 5 && !last && syllables[at] == syllables[at + 1] {
        words.push(syllables.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| *c).collect());
    }
    words
}

/// Vowels that sound alike, with the minimum length of a word in which the difference is an error and not another word
/// or name.
const VOWELS: &[(char, char, usize)] =
    &[('ㅔ', 'ㅖ', 2), ('ㅐ', 'ㅔ', 4), ('ㅢ', 'ㅣ', 4), ('ㅚ', 'ㅙ', 4), ('ㅙ', 'ㅞ', 4), ('ㅚ', 'ㅞ', 4)];

const INITIALS: [char; 19] =
    ['ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];
const MEDIALS: [char; 21] = [
    'ㅏ', 'ㅐ', 'ㅑ', 'ㅒ', 'ㅓ', 'ㅔ', 'ㅕ', 'ㅖ', 'ㅗ', 'ㅘ', 'ㅙ', 'ㅚ', 'ㅛ', 'ㅜ', 'ㅝ', 'ㅞ', 'ㅟ', 'ㅠ', 'ㅡ',
    'ㅢ', 'ㅣ',
];
const FINALS: [char; 28] = [
    ' ', 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ', 'ㅁ', 'ㅂ', 'ㅄ',
    'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];

/// Adjacent keys of the two-set keyboard: rows of each hand, columns of the vowels.
const ROWS: [&str; 9] =
    ["ㅂㅈㄷㄱㅅ", "ㅁㄴㅇㄹㅎ", "ㅋㅌㅊㅍ", "ㅛㅕㅑㅐㅔ", "ㅗㅓㅏㅣ", "ㅠㅜㅡ", "ㅛㅗ", "ㅕㅓ", "ㅑㅏ"];

const DOUBLED: [(char, char); 5] = [('ㄱ', 'ㄲ'), ('ㄷ', 'ㄸ'), ('ㅂ', 'ㅃ'), ('ㅅ', 'ㅆ'), ('ㅈ', 'ㅉ')];

/// Letters easily typed in place of another: neighbours on the keyboard, and double consonants.
static KEYS: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut keys: HashMap<char, Vec<char>> = HashMap::new();
    let mut add = |a: char, b: char| {
        keys.entry(a).or_default().push(b);
        keys.entry(b).or_default().push(a);
    };
    for row in ROWS {
        row.chars().zip(row.chars().skip(1)).for_each(|(a, b)| add(a, b));
    }
    DOUBLED.into_iter().for_each(|(a, b)| add(a, b));
    keys
});

/// Decomposes a syllable into indices of its letters (Unicode 3.12).
#[derive(Clone, Copy)]
struct Letters {
    initial: usize,
    medial: usize,
    last: usize,
}

impl Letters {
    fn of(c: char) -> Option<Self> {
        let at = is_hangul(c).then(|| c as usize - '가' as usize)?;
        Some(Self { initial: at / 588, medial: at / 28 % 21, last: at % 28 })
    }

    fn syllable(self) -> Option<char> {
        char::from_u32((self.initial * 588 + self.medial * 28 + self.last) as u32 + '가' as u32)
    }

    fn vowel(self, a: char, b: char) -> Option<char> {
        let other = match MEDIALS[self.medial] {
            own if own == a => b,
            own if own == b => a,
            _ => return None,
        };
        self.with_medial(other)
    }

    fn neighbours(self) -> Vec<char> {
        let near = |c: char| KEYS.get(&c).into_iter().flatten().copied();
        let initials = near(INITIALS[self.initial]).filter_map(|c| {
            let initial = INITIALS.iter().position(|other| *other == c)?;
            Self { initial, ..self }.syllable()
        });
        let medials = near(MEDIALS[self.medial]).filter_map(|c| self.with_medial(c));
        let lasts = near(FINALS[self.last]).filter_map(|c| {
            let last = FINALS.iter().position(|other| *other == c)?;
            Self { last, ..self }.syllable()
        });
        initials.chain(medials).chain(lasts).collect()
    }

    fn with_medial(self, c: char) -> Option<char> {
        let medial = MEDIALS.iter().position(|other| *other == c)?;
        Self { medial, ..self }.syllable()
    }
}

/// Whether a known word covers the syllable.
fn known(syllables: &[char], at: usize) -> bool {
    let pair =
        |start: usize| syllables.get(start..start + 2).is_some_and(|two| KNOWN_PAIRS.contains(&[two[0], two[1]]));
    pair(at) || (at > 0 && pair(at - 1))
}

static KNOWN_PAIRS: LazyLock<HashSet<[char; 2]>> = LazyLock::new(|| {
    KNOWN
        .split_whitespace()
        .filter_map(|word| {
            let mut letters = word.chars();
            Some([letters.next()?, letters.next()?])
        })
        .collect()
});

/// Words of two syllables common in offices that differ from another word in one letter, so that a rare one may be
/// intended.
const KNOWN: &str = "
    가격 가공 가구 가동 가정 가족 간사 간접 감사 감사 감정 강동 강북 강사 강서 강화 개간 개관 개선 개설 개성 개시 개인 개장 개재 개정 거리 거점
    건강 건설 건전 건축 검사 검정 검토 게시 게임 게재 결산 결성 결의 결재 결정 결제 경기 경비 경사 경영 경정 계기 계단 계산 계속 계약 계열
    계절 계정 계획 고가 고도 고독 고령 고문 고용 고장 고정 공간 공감 공개 공고 공공 공급 공기 공단 공동 공론 공모 공부 공사 공산 공원 공유
    공익 공장 공정 공지 공통 관광 관리 관청 광고 광장 교부 교사 교수 교육 교재 교정 교통 구간 구도 구동 구민 구상 구성 구역 구입 구정 구제
    구조 구직 구청 국가 국민 국비 국장 군민 군수 군정 권고 권리 권역 규모 규정 규제 근거 근로 근무 금고 금리 금액 급수 급식 급여 기간 기관
    기구 기금 기기 기능 기도 기록 기반 기본 기부 기사 기상 기설 기술 기안 기여 기여 기업 기자 기재 기점 기존 기준 기지 기초 기타 기한 기획
    나눔 남구 남성 내부 내역 내용 노동 노선 노인 노임 녹지 논의 농가 농업 농지 다문 단가 단계 단기 단독 단속 단위 단지 단체 담당 담보 답변
    당사 당시 당직 당초 대가 대구 대기 대덕 대비 대상 대선 대안 대응 대장 대전 대체 대표 대화 도로 도서 도시 도입 도장 도정 도지 독서 동구
    동기 동네 동료 동물 동산 동시 동의 동작 동장 동지 동행 되게 등급 등기 등록 마련 마을 면사 면적 명단 명시 명의 모금 모델 모임 모집 목록
    목적 문서 문의 문제 문화 물가 물건 물류 물품 미래 민간 민방 민사 민생 민원 민주 반납 반영 반장 발생 발의 발전 발주 발표 방문 방범 방법
    방식 방안 방역 방영 방재 방지 방침 방향 배부 배분 배상 배송 배정 배치 백서 범위 법무 법안 법인 법정 변경 변동 변제 병원 병행 보강 보건
    보고 보관 보급 보도 보상 보수 보안 보완 보육 보장 보전 보정 보조 보존 보험 보호 복사 복원 복지 본부 본사 부과 부담 부대 부동 부문 부분
    부서 부속 부여 부장 부정 부지 부채 북구 분과 분기 분류 분배 분석 분쟁 분할 분회 비고 비교 비밀 비상 비서 비용 비율 비전 사건 사고 사기
    사단 사람 사례 사무 사민 사본 사산 사상 사설 사안 사업 사용 사원 사유 사인 사적 사전 사정 사진 사항 사회 산불 산업 산정 산하 상공 상담
    상대 상설 상시 상업 상이 상임 상장 상점 상정 상징 생산 생태 생활 서구 서류 서면 서명 서비 서울 서지 선거 선별 선언 선임 선전 선정 선택
    설계 설립 설명 설비 설정 설치 성과 성명 성북 성인 성장 성적 세계 세금 세대 세무 세부 세비 세상 세입 세재 세정 세제 세출 소관 소득 소방
    소비 소속 소식 소요 소유 소장 소재 소지 소통 속도 손실 송부 수거 수급 수납 수당 수도 수령 수료 수립 수반 수산 수상 수선 수수 수시 수업
    수요 수용 수의 수익 수입 수장 수정 수집 수출 수행 숙의 순위 승계 승인 시가 시간 시기 시도 시립 시민 시범 시비 시설 시안 시장 시점 시정
    시청 시행 시험 신고 신규 신문 신설 신속 신청 실무 실비 실습 실시 실장 실적 실정 실제 실천 실태 실행 실험 심사 심의 아동 안건 안내 안심
    안전 안정 약정 양식 양육 어린 업무 업종 에서 여가 여건 여부 여성 역량 역사 역할 연계 연구 연금 연도 연수 연습 연장 연차 연혁 열람 영업
    영역 영향 예방 예비 예산 예상 예선 예술 예시 예약 예외 예정 온라 요건 요구 요금 요약 요인 요청 용도 용역 용지 우려 우선 우수 운동 운송
    운영 운용 원가 원고 원금 원만 원본 원안 원인 원장 원칙 위기 위반 위법 위상 위생 위원 위임 위촉 위치 위탁 위험 유관 유기 유도 유산 유상
    유역 유예 유의 유적 유지 유치 유형 육성 융자 음식 응급 의견 의결 의뢰 의료 의무 의미 의사 의상 의식 의원 의장 의전 의제 의지 의회 이견
    이관 이동 이력 이미 이사 이상 이송 이수 이식 이용 이원 이월 이유 이의 이익 이자 이장 이전 이점 이제 이주 이지 이체 이해 이행 인가 인건
    인계 인구 인근 인력 인사 인상 인쇄 인수 인용 인원 인정 인증 인지 일시 일자 일정 임금 임기 임대 임명 임시 임용 임원 임차 입주 입지 자격
    자금 자녀 자동 자료 자립 자문 자본 자부 자비 자산 자살 자생 자연 자원 자율 자재 자전 자제 자조 자체 자치 작성 작업 잔액 장기 장래 장려
    장비 장소 장애 장치 재개 재고 재검 재난 재단 재무 재산 재생 재선 재심 재외 재원 재의 재정 재직 재청 재출 재판 재해 재활 저감 적극 적립
    적용 적응 적정 전기 전담 전략 전력 전망 전면 전문 전반 전시 전액 전용 전원 전자 전장 전체 전통 전화 전환 절감 절차 점검 점수 접근 접수
    정관 정기 정당 정도 정리 정무 정보 정부 정비 정산 정상 정서 정시 정원 정의 정착 정책 제공 제도 제목 제보 제산 제시 제안 제약 제외 제의
    제작 제정 제조 제청 제출 제한 조건 조례 조사 조성 조세 조언 조장 조절 조정 조직 조치 조회 종류 종합 주간 주거 주관 주기 주도 주말 주문
    주민 주변 주소 주요 주의 주장 주재 주제 주차 주체 주택 준비 중간 중구 중기 중대 중도 중산 중순 중심 중앙 중요 중재 중점 증가 증감 증명
    증빙 증설 증액 증진 증축 지갑 지구 지급 지능 지도 지명 지방 지부 지분 지사 지속 지시 지식 지역 지연 지원 지자 지장 지적 지점 지정 지지
    지진 지체 지출 지침 지표 지하 지형 직급 직능 직무 직업 직원 직위 직장 직접 진단 진료 진행 집단 집합 집행 징수 차관 차단 차등 차량 차례
    차액 착수 참가 참고 참관 참석 참여 창구 창업 채용 책임 처리 처분 천원 철거 청구 청년 청사 청소 청원 청장 체계 체력 체육 체재 체제 체험
    초과 초등 총괄 총무 총액 최대 최소 최종 추가 추경 추계 추세 추정 추진 추천 축사 축소 축제 출석 출연 출입 출자 출장 취득 취소 취업 치료
    친화 크게 타당 탄소 토론 토의 토지 통계 통과 통보 통신 통장 통지 통합 투자 투표 특별 특성 특정 파견 판단 판매 편성 편의 편이 평가 평균
    평생 폐기 폐쇄 폐지 포상 포장 표결 표시 표준 품의 품질 필수 필요 하게 하계 하도 하반 하수 하자 하천 학교 학생 학습 한계 할당 합계 합동
    합의 항목 해결 해당 해소 해외 해제 행사 행위 행정 향상 허가 허용 현금 현실 현안 현장 현재 현지 현황 협력 협의 협정 협조 협치 형성 형식
    혜택 호선 홍보 화장 화재 확대 확보 확산 확인 확정 확충 환경 환급 환수 환원 활동 활용 회계 회비 회수 회원 회의 회장 회차 효과 효율 후보
    헌법 헌장 언론 고통 교문 포함 후속 훈련 휴가 흐름 희망
";

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, String, Difference)> {
        let mut words = Words::default();
        words.add(text);
        words.pairs().into_iter().map(|pair| (pair.written, pair.usual, pair.difference)).collect()
    }

    /// One rare use and at least three of the usual spelling.
    fn beside(rare: &str, usual: &str) -> Vec<(String, String, Difference)> {
        pairs(&format!("{rare}, {usual}; {usual}; {usual}; {usual}"))
    }

    #[test]
    fn every_particle_ends_as_is_looked_for_first() {
        assert!(PARTICLES.iter().all(|particle| LAST.contains(particle.chars().next_back().unwrap())));
    }

    #[test]
    fn typing_errors_are_found() {
        for (rare, usual) in [
            ("구단위게획형", "구단위계획형"),
            ("지역사회혁신게획", "지역사회혁신계획"),
            ("게획", "계획"),
            ("협이조정", "협의조정"),
            ("시민헙의체", "시민협의체"),
            ("보조금정싼보고", "보조금정산보고"),
            ("주민참여예예산", "주민참여예산"),
            ("통게연보", "통계연보"),
        ] {
            assert_eq!(beside(rare, usual), [(rare.to_owned(), usual.to_owned(), Difference::Letter)], "{rare}");
        }
    }

    #[test]
    fn particles_stay_with_the_word() {
        let found = beside("구단위게획형의", "구단위계획형으로");
        assert_eq!(found, [("구단위게획형의".to_owned(), "구단위계획형의".to_owned(), Difference::Letter)]);
    }

    #[test]
    fn the_same_term_with_a_space_is_found() {
        let usual = "구단위계획형 ".repeat(7);
        let found = pairs(&format!("구단위 계획형, 구단위 계획형의, 구단위 계획형. {usual}"));
        assert_eq!(found, [("구단위 계획형".to_owned(), "구단위계획형".to_owned(), Difference::Space)]);
        assert_eq!(pairs(&format!("{}{}", "구단위 계획형, ".repeat(4), "구단위계획형, ".repeat(7))), []);
    }

    #[test]
    fn other_right_words_are_silent() {
        for (rare, usual) in [
            ("계획을", "계획은"),
            ("사업의", "사업이"),
            ("사안", "사업"),
            ("의원", "위원"),
            ("직원", "지원"),
            ("강동군", "강동구"),
            ("강동시", "강동구"),
            ("인력자원계획", "인력지원계획"),
            ("후보산정위원", "후보선정위원"),
            ("조례재정절차", "조례제정절차"),
            ("위원이견조정", "위원의견조정"),
            ("추진하였으며", "추진하였으나"),
            ("제출하여", "제출하며"),
            ("김제민", "김재민"),
            ("하계", "하게"),
            ("게시", "계시"),
            ("예는", "에는"),
            ("홍길순", "홍길동"),
            ("기획예산과장", "기획예산담당관"),
            ("협의 조정", "협의조정"),
        ] {
            assert_eq!(beside(rare, usual), [], "{rare} {usual}");
        }
    }

    #[test]
    fn two_frequent_words_are_both_meant() {
        assert_eq!(pairs(&"구단위게획형 구단위계획형 ".repeat(3)), []);
    }

    /// All documents of this repository except those with deliberate errors.
    #[test]
    #[allow(clippy::disallowed_methods)]
    fn the_samples_have_none() {
        let root = std::path::Path::new("../..");
        for folder in ["content", "tests/variants", "tests/proofs/workspace", "tests/officials"] {
            let files = walkdir::WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok);
            let texts: Vec<String> = files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect();
            let mut words = Words::default();
            texts.iter().for_each(|text| words.add(text));
            assert!(texts.len() > 3, "{folder} was read");
            assert_eq!(words.pairs(), [], "{folder}");
        }
    }

    #[test]
    fn a_hundred_thousand_words_are_compared_at_once() {
        let syllable = |n: u32| char::from_u32('가' as u32 + n % 11_172).unwrap();
        let mut text = String::new();
        for n in 0..100_000_u32 {
            for step in 0..6 {
                text.push(syllable(n.wrapping_mul(2_654_435_761).rotate_left(step * 5) >> 7));
            }
            text.push(' ');
        }
        text.push_str(&"가".repeat(1_000_000));
        let mut words = Words::default();
        words.add(&text);
        // Comparing all pairs would take five thousand million steps, which would take too long for a test.
        assert!(words.pairs().len() < 100);
    }
}
