//! Groups of facts that some kinds of document have in their front matter: of a notice (공고사항), a form (서식사항), a press
//! release (보도사항) and of material that a council demands (요구사항).

use gian_vocabulary::facts::{ContactRole, Honorific, NoticeType};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::facts::Shown;
use crate::values::{Clock, Date};
use crate::{Line, Markdown, keys};

/// 공고사항: 공고나 고시가 종이에 보이는 사실
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeFacts {
    /// 공고번호: `한빛시 공고 제2026-123호`, `한빛시 고시 제2026-7호`
    #[serde(rename(deserialize = "공고번호"))]
    #[schemars(regex(pattern = r"^\S.* 제[0-9]{4}-[1-9][0-9]*호$"))]
    pub number: Option<String>,
    /// 공고일: 끝에 크게 적는 날
    #[serde(rename(deserialize = "공고일"))]
    pub day: Option<Date>,
    /// 공고의 유형: 적지 않으면 일반
    #[serde(rename(deserialize = "유형"), default = "general")]
    pub sort: NoticeType,
    /// 전문: 첫 문단. 적지 않으면 근거와 유형으로 만듭니다
    #[serde(rename(deserialize = "전문"))]
    pub preamble: Option<Markdown>,
    /// 근거 법령: `「행정절차법」 제46조`
    #[serde(rename(deserialize = "근거"), default)]
    #[schemars(inner(length(min = 1)))]
    pub basis: Vec<String>,
    /// 공고하거나 의견을 받는 기간
    #[serde(rename(deserialize = "공고기간"))]
    pub period: Option<NoticePeriod>,
    /// 게재하는 곳: 시보, 누리집
    #[serde(rename(deserialize = "게재"), default)]
    #[schemars(inner(length(min = 1)))]
    pub posted: Vec<String>,
}

fn general() -> NoticeType {
    NoticeType::General
}

/// 공고기간
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticePeriod {
    /// 첫날
    #[serde(rename(deserialize = "부터"))]
    pub from: Date,
    /// 마지막 날
    #[serde(rename(deserialize = "까지"))]
    pub to: Date,
}

/// 서식사항: 빈 서식(별지)이 종이에 보이는 사실
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormFacts {
    /// 서식번호: 서식을 정한 규정과 번호, `「한빛시 공유주방 운영 조례 시행규칙」 [별지 제3호서식]`
    #[serde(rename(deserialize = "서식번호"))]
    #[schemars(length(min = 1))]
    pub number: Option<String>,
    /// 처리기간: `7일`, `즉시`
    #[serde(rename(deserialize = "처리기간"))]
    #[schemars(length(min = 1))]
    pub handling: Option<String>,
    /// 해를 적어 두는 서식의 연도: 날짜의 빈칸 앞에 `2025년`으로 적습니다
    #[serde(rename(deserialize = "연도"))]
    #[schemars(range(min = 1900, max = 2999))]
    pub year: Option<u32>,
    /// 서명하는 사람들: 신청인, 동의인
    #[serde(rename(deserialize = "서명란"), default)]
    pub signatures: Vec<SignatureLine>,
    /// 서식을 받는 기관의 장이나 기관: `한빛시장` (귀하는 `호칭`이 붙입니다)
    #[serde(rename(deserialize = "수신"))]
    #[schemars(length(min = 1))]
    pub receiver: Option<String>,
    /// 호칭: 적지 않으면 귀하
    #[serde(rename(deserialize = "호칭"), default = "to_person")]
    pub honorific: Honorific,
    /// 주민등록번호를 받는 근거 법령 (개인정보 보호법 제24조의2)
    #[serde(rename(deserialize = "주민번호근거"))]
    #[schemars(length(min = 1))]
    pub resident_no_basis: Option<String>,
}

fn to_person() -> Honorific {
    Honorific::Person
}

/// 서명란의 한 줄
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignatureLine {
    /// 서명하는 사람: 신청인
    #[serde(rename(deserialize = "대상"))]
    #[schemars(length(min = 1))]
    pub who: String,
    /// 서명하는 방법: 적지 않으면 `서명 또는 인`
    #[serde(rename(deserialize = "표시"), default = "signed_or_sealed")]
    #[schemars(length(min = 1))]
    pub how: String,
}

fn signed_or_sealed() -> String {
    "서명 또는 인".to_owned()
}

/// 보도사항: 보도자료가 종이에 보이는 사실
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PressFacts {
    /// 배포일시: 언론에 나누어 준 때
    #[serde(rename(deserialize = "배포일시"))]
    pub released_at: Moment,
    /// 보도일시: 이때부터 보도할 수 있음. 적지 않으면 배포 즉시
    #[serde(rename(deserialize = "보도일시"))]
    pub publishable_at: Option<Moment>,
    /// 부제: 제목 아래의 줄
    #[serde(rename(deserialize = "부제"), default)]
    pub subtitles: Vec<Line>,
    /// 문의: 책임자와 담당자
    #[serde(rename(deserialize = "문의"), default)]
    pub contacts: Vec<PressContact>,
}

/// 날짜와 시각
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// 날짜
    #[serde(rename(deserialize = "날짜"))]
    pub day: Date,
    /// 시각: 적지 않으면 그날
    #[serde(rename(deserialize = "시각"))]
    pub time: Option<Clock>,
}

/// 보도자료의 문의에 답하는 공무원
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PressContact {
    /// 책임자인가 담당자인가
    #[serde(rename(deserialize = "역할"))]
    pub role: ContactRole,
    /// 부서의 이름: 적지 않으면 문서의 부서
    #[serde(rename(deserialize = "부서"))]
    pub department: Option<String>,
    /// 직위나 직급
    #[serde(rename(deserialize = "직위"))]
    #[schemars(length(min = 1))]
    pub title: String,
    /// 성명
    #[serde(rename(deserialize = "성명"))]
    pub name: Line,
    /// 사무실 전화번호: `02-0000-0000`
    #[serde(rename(deserialize = "전화번호"))]
    #[schemars(regex(pattern = r"^0[0-9]{1,2}-[0-9]{3,4}-[0-9]{4}$"))]
    pub phone: Option<String>,
}

/// 요구사항: 의원이나 위원회가 요구한 자료
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DemandFacts {
    /// 위원회: `행정안전위원회`
    #[serde(rename(deserialize = "위원회"))]
    #[schemars(length(min = 1))]
    pub committee: String,
    /// 요구한 의원: 적지 않으면 위원회의 요구
    #[serde(rename(deserialize = "의원"))]
    pub member: Option<Line>,
    /// 요구일
    #[serde(rename(deserialize = "요구일"))]
    pub demanded_on: Date,
    /// 제출기한
    #[serde(rename(deserialize = "제출기한"))]
    pub due: Date,
    /// 제출일
    #[serde(rename(deserialize = "제출일"))]
    pub submitted_on: Option<Date>,
    /// 요구한 자료와 답, 요구한 차례대로
    #[serde(rename(deserialize = "요구목록"))]
    #[schemars(length(min = 1))]
    pub demands: Vec<Demand>,
}

/// 요구한 자료 하나와 그 답
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// 요구: 요구서의 글 그대로
    #[serde(rename(deserialize = "요구"))]
    pub text: Line,
    /// 답: 해당 사항이 없으면 그렇게 적습니다
    #[serde(rename(deserialize = "답"))]
    pub answer: Option<Markdown>,
}

impl NoticeFacts {
    /// What the document must show.
    pub(crate) fn shown(&self) -> [Shown; 6] {
        [
            (keys::NOTICE_NO, "notice.number", self.number.is_some()),
            (keys::NOTICE_DAY, "notice.day", self.day.is_some()),
            (keys::PREAMBLE, "notice.preamble", self.preamble.is_some()),
            (keys::BASIS, "notice.basis", !self.basis.is_empty()),
            (keys::NOTICE_PERIOD, "notice.period", self.period.is_some()),
            (keys::POSTED, "notice.posted", !self.posted.is_empty()),
        ]
    }
}

impl FormFacts {
    /// What the document must show.
    pub(crate) fn shown(&self) -> [Shown; 6] {
        [
            (keys::FORM_NO, "form.number", self.number.is_some()),
            (keys::HANDLING_TIME, "form.handling", self.handling.is_some()),
            (keys::YEAR, "form.year", self.year.is_some()),
            (keys::SIGNATURES, "form.signatures", !self.signatures.is_empty()),
            (keys::RECEIVERS, "form.receiver", self.receiver.is_some()),
            (keys::RESIDENT_NO_BASIS, "form.resident_no_basis", self.resident_no_basis.is_some()),
        ]
    }
}

impl PressFacts {
    /// What the document must show.
    pub(crate) fn shown(&self) -> [Shown; 4] {
        [
            (keys::RELEASED_AT, "press.released_at", true),
            (keys::PUBLISHABLE_AT, "press.publishable_at", self.publishable_at.is_some()),
            (keys::SUBTITLE, "press.subtitles", !self.subtitles.is_empty()),
            (keys::CONTACTS, "press.contacts", !self.contacts.is_empty()),
        ]
    }
}

impl DemandFacts {
    /// What the document must show.
    pub(crate) fn shown(&self) -> [Shown; 6] {
        [
            (keys::COMMITTEE, "demand.committee", true),
            (keys::DEMANDED_BY, "demand.member", self.member.is_some()),
            (keys::DEMANDED_ON, "demand.demanded_on", true),
            (keys::DEMAND_DUE, "demand.due", true),
            (keys::SUBMITTED_ON, "demand.submitted_on", self.submitted_on.is_some()),
            (keys::DEMANDS, "demand.demands", true),
        ]
    }
}
