//! Front matter of a document: the record (기록).

use gian_diagnostics::Route;
use gian_vocabulary::korean_enum;
pub use gian_vocabulary::record::{
    CoverStyle, Honorific, Initiative, ItemMarker, Mark, Relation, Role, Seal, State, disclosure_label,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::address::ReceiverAddress;
use super::record_facts::{DemandFacts, FormFacts, NoticeFacts, PressFacts};
use super::values::{Date, Disclosure, Ground, Licence, Retention};
use super::withheld::{Change, Decision, OtherWord};
use super::{Line, Markdown};
use crate::routes;

pub mod acceptance;
pub mod address;
pub mod agreement;
pub mod certificate;
pub mod duties;
pub mod facts;
pub mod handover;
pub mod inspection;
pub mod paper;
pub mod person;
pub mod project;
pub mod trip;

/// 기록: 문서 하나에 대하여 등록하는 사항
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend(
    "if" = { "anyOf": [{ "required": ["원본"] }, { "required": ["출처"] }] },
    "then" = { "required": ["결재일"] },
    "else" = { "required": ["기안일", "결재선", "분류", "작성자"] },
))]
pub struct Record {
    /// 자료관에서 문서를 가리키는 바뀌지 않는 이름: 영문, 숫자, `-` 3~64자 (관리번호가 있으면 관리번호)
    #[serde(rename(deserialize = "식별자"))]
    #[schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9-]{2,63}$"))]
    pub id: String,
    /// 문서의 종류: 결과보고 (원본이 있는 기록에는 아무 말이나 적습니다: 결재문서)
    #[serde(rename(deserialize = "종류"))]
    pub kind: String,
    /// 문서의 상태
    #[serde(rename(deserialize = "상태"))]
    pub state: State,
    /// 제목: 여러 줄로 적으면(`제목: |`) 종이의 제목도 그 줄에서 바뀌고, 목록에서는 한 줄입니다
    #[serde(rename(deserialize = "제목"))]
    pub title: Line,
    /// 첫머리 글상자의 문장
    #[serde(rename(deserialize = "머리글"))]
    pub lead: Option<Markdown>,
    /// 항목의 표시를 첫 단계부터: `[ㅇ, "-", ·]`, `["1.", "가."]` (적지 않으면 프로필의 표시; 공문의 항목은 언제나 1. 가. 1))
    #[serde(rename(deserialize = "항목부호"), default)]
    #[schemars(length(min = 1, max = 8))]
    pub item_markers: Vec<ItemMarker>,
    /// 부서의 식별자 (gian.yaml)
    #[serde(rename(deserialize = "부서"))]
    pub department: String,
    /// 팀
    #[serde(rename(deserialize = "팀"))]
    pub team: Option<String>,
    /// 문서번호: 처리과명-일련번호, 예를 들어 `지역공동체담당관-5490` (앞에 0을 두지 않음)
    #[serde(rename(deserialize = "문서번호"))]
    #[schemars(regex(pattern = r"^[가-힣A-Za-z0-9·]+-[1-9][0-9]*$"))]
    pub doc_no: Option<String>,
    /// 관리번호: D와 숫자 13자리, 예를 들어 `D0000036191652`
    #[serde(rename(deserialize = "관리번호"))]
    #[schemars(regex(pattern = r"^D[0-9]{13}$"))]
    pub management_no: Option<String>,
    /// 방침번호: 예를 들어 `정무부시장 방침 제7호`
    #[serde(rename(deserialize = "방침번호"))]
    #[schemars(regex(pattern = r"^.+ 방침 제[0-9]+호$"))]
    pub policy_no: Option<String>,
    /// 기안일 (원본이 있거나 목록에서 가져온 기록에는 없어도 됩니다)
    #[serde(rename(deserialize = "기안일"))]
    pub drafted_on: Option<Date>,
    /// 결재일
    #[serde(rename(deserialize = "결재일"))]
    pub approved_on: Option<Date>,
    /// 시행일
    #[serde(rename(deserialize = "시행일"))]
    pub sent_on: Option<Date>,
    /// 결재선: 기안자부터 결재권자까지 (원본이 있거나 목록에서 가져온 기록에는 없어도 됩니다)
    #[serde(rename(deserialize = "결재선"), default)]
    #[schemars(length(min = 1, max = 10))]
    pub approval: Vec<Signer>,
    /// 협조자
    #[serde(rename(deserialize = "협조"), default)]
    pub cooperation: Vec<Signer>,
    /// 공개구분
    #[serde(rename(deserialize = "공개구분"))]
    pub disclosure: Disclosure,
    /// 비공개 근거: 정보공개법 제9조제1항의 호
    #[serde(rename(deserialize = "비공개근거"), default)]
    pub grounds: Vec<Ground>,
    /// 보존기간
    #[serde(rename(deserialize = "보존기간"))]
    pub retention: Retention,
    /// 분류: 정책분야부터 단위과제까지
    #[serde(rename(deserialize = "분류"), default)]
    #[schemars(length(min = 1, max = 6))]
    pub classification: Vec<String>,
    /// 작성자
    #[serde(rename(deserialize = "작성자"))]
    pub author: Option<Author>,
    /// 문서요지
    #[serde(rename(deserialize = "문서요지"))]
    pub summary: Option<Line>,
    /// 키워드
    #[serde(rename(deserialize = "키워드"), default)]
    pub keywords: Vec<Line>,
    /// 이용조건
    #[serde(rename(deserialize = "이용조건"))]
    pub licence: Option<Licence>,
    /// 붙임
    #[serde(rename(deserialize = "붙임"), default)]
    pub attachments: Vec<Attachment>,
    /// 본문의 `그림` 블록이 보이는 그림 파일
    #[serde(rename(deserialize = "그림"), default)]
    pub pictures: Vec<PictureFile>,
    /// 관련문서
    #[serde(rename(deserialize = "관련문서"), default)]
    pub related: Vec<Related>,
    /// 수신: 기관의 장(보조·보좌 기관) 또는 사람; 둘 이상이면 `수신자 참조`로 적히고, 없으면 내부결재입니다
    #[serde(rename(deserialize = "수신"), default)]
    pub receivers: Vec<Line>,
    /// 수신자가 사람이나 회사일 때 이름 뒤에 붙이는 말
    #[serde(rename(deserialize = "호칭"))]
    pub honorific: Option<Honorific>,
    /// 우편으로 받는 사람의 주소: `수신`과 같은 차례로 하나씩 (주소가 없는 수신자는 `{}`); 내부용에만 적힙니다
    #[serde(rename(deserialize = "수신주소"), default)]
    #[schemars(length(min = 1))]
    pub receiver_addresses: Vec<ReceiverAddress>,
    /// 경유기관
    #[serde(rename(deserialize = "경유"))]
    pub via: Option<String>,
    /// 발신명의: 적지 않으면 기관의 장 (행정업무규정 제13조; 공동명의는 주관기관부터, 시행규칙 제5조제2항)
    #[serde(rename(deserialize = "발신명의"), default)]
    pub senders: Vec<String>,
    /// 관인을 찍는가 (어느 판에도 관인을 그리지 않습니다)
    #[serde(rename(deserialize = "관인"))]
    pub seal: Option<Seal>,
    /// 공동으로 기안한 다른 기관의 결재 (시행규칙 제5조제2항)
    #[serde(rename(deserialize = "공동기안"), default)]
    pub joint: Vec<Joint>,
    /// 사전검토항목 점검표
    #[serde(rename(deserialize = "사전검토"), default)]
    pub checklist: Vec<CheckItem>,
    /// 종합현황표가 다루는 건: `2019/gangdong`, 계획이 있는 모든 건이면 `모두`
    #[serde(rename(deserialize = "대상건"), default)]
    pub covers: Vec<String>,
    /// 회의록이 적는 회의: meetings.yaml에 있는 회의의 이름 (적지 않으면 검토의 모든 회차)
    #[serde(rename(deserialize = "회의"))]
    pub meeting: Option<Line>,
    /// 출장
    #[serde(rename(deserialize = "출장"))]
    pub trip: Option<trip::Trip>,
    /// 검수
    #[serde(rename(deserialize = "검수"))]
    pub acceptance: Option<acceptance::Acceptance>,
    /// 업무의 인계·인수
    #[serde(rename(deserialize = "인계인수"))]
    pub handover: Option<handover::Handover>,
    /// 기관이나 부서의 업무현황
    #[serde(rename(deserialize = "업무현황"))]
    pub duties: Option<duties::Duties>,
    /// 사업의 개요, 세부 사업, 예산, 일정
    #[serde(rename(deserialize = "세부사업"))]
    pub project: Option<project::Project>,
    /// 무엇을 왜 가리고 언제 다시 볼지의 결정
    #[serde(rename(deserialize = "공개결정"), default)]
    pub decisions: Vec<Decision>,
    /// 다른 곳에서 가린 말과 글자만 같은 다른 말
    #[serde(rename(deserialize = "다른말"), default)]
    pub other_words: Vec<OtherWord>,
    /// 나중에 바뀐 공개구분
    #[serde(rename(deserialize = "공개변경"), default)]
    pub changes: Vec<Change>,
    /// 원본: 다른 곳에서 결재한 문서의 파일. 그러면 본문을 쓰지 않고 gian이 PDF를 만들지 않습니다
    #[serde(rename(deserialize = "원본"), default)]
    #[schemars(length(min = 1))]
    pub originals: Vec<Original>,
    /// 기록을 어디에서 가져왔는가: 그러면 본문을 쓰지 않습니다
    #[serde(rename(deserialize = "출처"))]
    pub source: Option<Provenance>,
    /// 원문이 있는 다른 자료관의 주소: `https://`로 시작
    #[serde(rename(deserialize = "원문주소"))]
    #[schemars(regex(pattern = r"^https?://[^/\s]+/\S*[^/\s]$"))]
    pub source_url: Option<String>,
    /// 공고사항: 공고와 고시의 사실
    #[serde(rename(deserialize = "공고사항"))]
    pub notice: Option<NoticeFacts>,
    /// 서식사항: 빈 서식의 사실
    #[serde(rename(deserialize = "서식사항"))]
    pub form: Option<FormFacts>,
    /// 보도사항: 보도자료의 사실
    #[serde(rename(deserialize = "보도사항"))]
    pub press: Option<PressFacts>,
    /// 증서: 상장, 표창장, 위촉장, 임명장, 수료증, 확인서의 사실
    #[serde(rename(deserialize = "증서"))]
    pub certificate: Option<certificate::Certificate>,
    /// 협약: 협약서와 계약서의 당사자
    #[serde(rename(deserialize = "협약"))]
    pub agreement: Option<agreement::Agreement>,
    /// 점검: 점검표의 항목과 결과
    #[serde(rename(deserialize = "점검"))]
    pub inspection: Option<inspection::Inspection>,
    /// 표지의 꼴: `제목`이면 결재란과 기록 없이 제목, 연월, 기관만 적고, `없음`이면 표지를 두지 않습니다
    #[serde(rename(deserialize = "표지"))]
    pub cover: Option<CoverStyle>,
    /// 지면: 이 문서의 종이에만 있는 것
    #[serde(rename(deserialize = "지면"))]
    pub paper: Option<paper::Paper>,
    /// 이 문서가 딸린 문서의 식별자: 붙임을 따로 만든 파일이나 같은 번호로 함께 시행한 문서. 그러면 문서번호가 같아야 합니다
    #[serde(rename(deserialize = "본문서"))]
    #[schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9-]{2,63}$"))]
    pub belongs_to: Option<String>,
    /// 요구사항: 의회가 요구한 자료와 답
    #[serde(rename(deserialize = "요구사항"))]
    pub demand: Option<DemandFacts>,
}

korean_enum! {
    /// 기록을 가져온 곳
    Provenance {
        /// 다른 자료관의 목록
        List = "목록" / "list",
    }
}

/// 공동으로 기안한 기관
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Joint {
    /// 기관
    #[serde(rename(deserialize = "기관"))]
    #[schemars(length(min = 1))]
    pub agency: String,
    /// 결재선
    #[serde(rename(deserialize = "결재선"))]
    #[schemars(length(min = 1, max = 10))]
    pub approval: Vec<Signer>,
}

korean_enum! {
    /// 사전검토의 결과
    CheckResult {
        /// 검토를 마침
        Done = "검토완료" / "done",
        /// 해당 없음
        NotApplicable = "해당없음" / "not_applicable",
    }
}

/// 사전검토항목
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckItem {
    /// 묶음의 이름: 이어지는 같은 묶음의 항목 위에 제목으로 적습니다
    #[serde(rename(deserialize = "묶음"))]
    #[schemars(length(min = 1))]
    pub group: Option<String>,
    /// 점검사항: 시민 참여
    #[serde(rename(deserialize = "항목"))]
    #[schemars(length(min = 1))]
    pub item: String,
    /// 검토 결과
    #[serde(rename(deserialize = "결과"))]
    pub result: CheckResult,
    /// 비고
    #[serde(rename(deserialize = "비고"))]
    pub note: Option<Line>,
}

/// 결재선의 한 사람
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// 역할
    #[serde(rename(deserialize = "역할"))]
    pub role: Role,
    /// 직위나 직급
    #[serde(rename(deserialize = "직위"))]
    #[schemars(length(min = 1))]
    pub title: String,
    /// 성명 (직무를 수행한 공무원의 성명은 공개합니다: 정보공개법 제9조제1항제6호라목)
    #[serde(rename(deserialize = "성명"))]
    #[schemars(length(min = 1))]
    pub name: String,
    /// 결재 표시
    #[serde(rename(deserialize = "표시"), default)]
    pub marks: Vec<Mark>,
    /// 발의자·보고자 표시
    #[serde(rename(deserialize = "발의보고"))]
    pub initiative: Option<Initiative>,
    /// 서명한 날
    #[serde(rename(deserialize = "서명일"))]
    pub signed_on: Option<Date>,
    /// 서명하지 못한 사유: 출장
    #[serde(rename(deserialize = "부재사유"))]
    pub absent: Option<String>,
    /// 다른 의견을 붙였는가
    #[serde(rename(deserialize = "의견있음"), default)]
    pub opinion: bool,
}

impl Signer {
    /// Whether the person signs: false if absent, or if a deputy approved in place of the holder of the delegated power
    /// (전결) (시행규칙 제6조, 제7조).
    pub fn signs(&self) -> bool {
        match self.role {
            Role::Approver => true,
            Role::Drafter | Role::Reviewer | Role::Cooperator => self.absent.is_none() && !self.left_to_deputy(),
        }
    }

    /// Whether the cell shows only 전결, because a deputy approved in place of its holder.
    pub fn left_to_deputy(&self) -> bool {
        self.role == Role::Reviewer && self.marks.contains(&Mark::Delegated)
    }
}

/// 작성자
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// 성명
    #[serde(rename(deserialize = "성명"))]
    pub name: String,
    /// 사무실 전화번호: 예를 들어 `02-0000-0000`
    #[serde(rename(deserialize = "전화번호"))]
    #[schemars(regex(pattern = r"^0[0-9]{1,2}-[0-9]{3,4}-[0-9]{4}$"))]
    pub phone: Option<String>,
    /// 팩스 번호 (적지 않으면 부서의 번호)
    #[serde(rename(deserialize = "팩스"))]
    pub fax: Option<Line>,
    /// 업무용 전자우편 주소 (적지 않으면 부서의 주소)
    #[serde(rename(deserialize = "전자우편"))]
    pub email: Option<Line>,
}

/// 붙임
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// 제목
    #[serde(rename(deserialize = "제목"))]
    pub title: Line,
    /// 수량 (적지 않으면 붙임에 제목만 적습니다)
    #[serde(rename(deserialize = "수량"))]
    #[schemars(range(min = 1, max = 9999))]
    pub quantity: Option<u32>,
    /// 제목에 적은 것마다 그 수량인가: `계획서, 예산서 각 1부.`
    #[serde(rename(deserialize = "각"), default)]
    pub each: bool,
    /// 문서와 따로 보내는가: `결과보고서 1부(별송).`
    #[serde(rename(deserialize = "별송"), default)]
    pub sent_apart: bool,
    /// 수량의 단위
    #[serde(rename(deserialize = "단위"), default = "default_unit")]
    pub unit: String,
    /// `attachments/` 폴더에 있는 파일 이름 (경로 없이)
    #[serde(rename(deserialize = "파일"))]
    #[schemars(regex(pattern = r"^[^/\\]+$"))]
    pub file: Option<String>,
    /// 공개구분
    #[serde(rename(deserialize = "공개구분"))]
    pub disclosure: Disclosure,
    /// 비공개 근거: 정보공개법 제9조제1항의 호
    #[serde(rename(deserialize = "비공개근거"), default)]
    pub grounds: Vec<Ground>,
    /// 공개할 수 있는 부분만 남긴 파일의 이름: `파일`을 공개하지 않을 때 대신 공개합니다 (정보공개법 제14조)
    #[serde(rename(deserialize = "공개본"))]
    #[schemars(regex(pattern = r"^[^/\\]+$"))]
    pub public_file: Option<String>,
    /// 나누어 공개할 수 없는 까닭 (정보공개법 제14조)
    #[serde(rename(deserialize = "사유"))]
    pub reason: Option<String>,
    /// 기계가 읽지 못하는 파일을 사람이 보고 한 확인
    #[serde(rename(deserialize = "육안확인"))]
    pub seen: Option<Seen>,
    /// 붙임을 만든 사람 (시행규칙 제6조제2항)
    #[serde(rename(deserialize = "작성자"))]
    pub author: Option<String>,
}

/// 원본: 다른 곳에서 결재한 문서의 파일
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Original {
    /// `attachments/` 폴더에 있는 파일 이름 (경로 없이)
    #[serde(rename(deserialize = "파일"))]
    #[schemars(regex(pattern = r"^[^/\\]+$"))]
    pub file: String,
    /// 제목: 적지 않으면 파일 이름
    #[serde(rename(deserialize = "제목"))]
    pub title: Option<Line>,
    /// 공개구분: 적지 않으면 공개
    #[serde(rename(deserialize = "공개구분"), default = "open")]
    pub disclosure: Disclosure,
    /// 비공개 근거: 정보공개법 제9조제1항의 호
    #[serde(rename(deserialize = "비공개근거"), default)]
    pub grounds: Vec<Ground>,
    /// 공개할 수 있는 부분만 남긴 파일의 이름: `파일`을 공개하지 않을 때 대신 공개합니다 (정보공개법 제14조)
    #[serde(rename(deserialize = "공개본"))]
    #[schemars(regex(pattern = r"^[^/\\]+$"))]
    pub public_file: Option<String>,
    /// 나누어 공개할 수 없는 까닭 (정보공개법 제14조)
    #[serde(rename(deserialize = "사유"))]
    pub reason: Option<String>,
    /// 기계가 읽지 못하는 파일을 사람이 보고 한 확인
    #[serde(rename(deserialize = "육안확인"))]
    pub seen: Option<Seen>,
}

fn open() -> Disclosure {
    Disclosure::Open
}

/// A file listed under 붙임 or 원본, with everything that decides who gets it.
#[derive(Debug, Clone)]
pub struct NamedFile<'a> {
    /// Route of its entry: `/붙임/0`.
    pub route: Route,
    /// `제목`; `None` for 원본 without one, for which the file name is shown.
    pub title: Option<&'a Line>,
    /// `파일`: name in `attachments/`; `None` for 붙임 that is only listed.
    pub file: Option<&'a str>,
    /// `공개본`: the file that is published in the place of `file` (정보공개법 제14조); `None` where there is none.
    pub public_file: Option<&'a str>,
    /// `공개구분` of the file.
    pub disclosure: Disclosure,
    /// `비공개근거`: items (호) of 정보공개법 제9조제1항; empty for an open file.
    pub grounds: &'a [Ground],
    /// `사유`: why no part of the file can be published separately.
    pub reason: Option<&'a str>,
    /// `육안확인`: the confirmation of a person for a file that programs cannot search.
    pub seen: Option<&'a Seen>,
}

impl<'a> NamedFile<'a> {
    /// The file that the public page offers, with the key that names it.
    pub fn offered(&self) -> Option<(&'static str, &'a str)> {
        match self.disclosure {
            Disclosure::Open => self.file.map(|f| ("파일", f)),
            Disclosure::Partial | Disclosure::Closed => self.public_file.map(|f| ("공개본", f)),
        }
    }
}

/// 본문의 `그림` 블록이 보이는 그림 파일
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PictureFile {
    /// `figures/` 폴더에 있는 파일 이름 (경로 없이): JPEG(.jpg), PNG(.png)나 SVG(.svg)
    #[serde(rename(deserialize = "파일"))]
    #[schemars(regex(pattern = r"^[^/\\]+$"))]
    pub file: String,
    /// 사진을 사람이 보고 한 확인 (공개하는 문서의 JPEG와 PNG에 있어야 합니다)
    #[serde(rename(deserialize = "육안확인"))]
    pub seen: Option<Seen>,
}

/// 육안확인: 그림처럼 기계가 읽지 못하는 파일에 가릴 것이 없음을 사람이 확인한 기록
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// 확인한 사람
    #[serde(rename(deserialize = "확인자"))]
    #[schemars(length(min = 1))]
    pub by: String,
    /// 확인한 날
    #[serde(rename(deserialize = "확인일"))]
    pub on: Date,
    /// 공개하는 파일의 SHA-256 (폴더에 있는 그대로): 파일이 바뀌면 다시 확인해야 합니다
    #[serde(rename(deserialize = "해시"))]
    #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
    pub sha256: String,
}

fn default_unit() -> String {
    "부".to_owned()
}

/// 관련문서
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Related {
    /// 관련문서의 구분
    #[serde(rename(deserialize = "구분"))]
    pub relation: Relation,
    /// 문서번호
    #[serde(rename(deserialize = "문서번호"))]
    pub doc_no: String,
    /// 날짜
    #[serde(rename(deserialize = "날짜"))]
    pub date: Date,
    /// 제목
    #[serde(rename(deserialize = "제목"))]
    pub title: Line,
}

/// A title on one line.
pub fn one_line(title: &str) -> String {
    title.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Value of `대상건` for all dossiers.
pub const EVERY_DOSSIER: &str = "모두";

impl Record {
    /// All approval lines with their routes: that of the office, then those of the offices that drafted jointly.
    pub fn approval_lines(&self) -> impl Iterator<Item = (Route, &[Signer])> {
        let joint = self.joint.iter().enumerate().map(|(i, j)| (routes::joint_approval_line(i), &*j.approval));
        std::iter::once((routes::approval_line(), &*self.approval)).chain(joint)
    }

    /// The title on one line, as lists have it: the line ends that the writer chose are spaces.
    pub fn title_line(&self) -> Line {
        Line(one_line(&self.title.0))
    }

    /// Date of the document: approval, else draft.
    pub fn date(&self) -> Date {
        self.approved_on.or(self.drafted_on).expect("the schema asks for one of the two days")
    }

    /// Whether the document was made elsewhere: only its files or a row of a list exist, and gian typesets no body.
    pub fn is_received(&self) -> bool {
        !self.originals.is_empty() || self.source.is_some()
    }

    /// Whether the document summarises the dossier of a folder (`대상건`).
    pub fn covers_dossier(&self, folder: &str) -> bool {
        let name = folder.strip_prefix("content/");
        self.covers.iter().any(|c| c == EVERY_DOSSIER || name == Some(c.as_str()))
    }

    /// All files listed in the record: 붙임, then 원본.
    pub fn files(&self) -> impl Iterator<Item = NamedFile<'_>> {
        let attachments = self.attachments.iter().enumerate().map(|(i, a)| NamedFile {
            route: routes::attachment(i),
            title: Some(&a.title),
            file: a.file.as_deref(),
            public_file: a.public_file.as_deref(),
            disclosure: a.disclosure,
            grounds: &a.grounds,
            reason: a.reason.as_deref(),
            seen: a.seen.as_ref(),
        });
        let originals = self.originals.iter().enumerate().map(|(i, o)| NamedFile {
            route: routes::original(i),
            title: o.title.as_ref(),
            file: Some(&o.file),
            public_file: o.public_file.as_deref(),
            disclosure: o.disclosure,
            grounds: &o.grounds,
            reason: o.reason.as_deref(),
            seen: o.seen.as_ref(),
        });
        attachments.chain(originals)
    }

    /// The change of class in force on a day; `None` if the class never changed.
    pub fn change(&self, as_of: Option<Date>) -> Option<&Change> {
        self.changes.iter().filter(|c| as_of.is_some_and(|day| c.on <= day)).max_by_key(|c| c.on)
    }

    /// All grounds that apply or ever applied to the document.
    pub fn every_ground(&self) -> Vec<Ground> {
        let changed = self.changes.iter().flat_map(|c| &c.grounds);
        self.grounds.iter().chain(changed).copied().collect()
    }

    /// Class and grounds in force on a day.
    pub fn class(&self, as_of: Option<Date>) -> (Disclosure, &[Ground]) {
        self.change(as_of).map_or((self.disclosure, &self.grounds), |c| (c.class, &c.grounds))
    }
}
