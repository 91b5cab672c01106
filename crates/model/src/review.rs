//! `review.yaml`: the review that a plan went through.

use gian_vocabulary::korean_enum;
use gian_vocabulary::process::COORDINATION;
pub use gian_vocabulary::review::{BudgetLine, ResponseStatus, Target};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::subject::{Criterion, Subject, Tally};
use super::values::{Clock, Date, Ground};
use super::{Line, Markdown, PrivateFile, Secret, Won};

/// 검토(협의·조정, 심의, 심사, 점검 …): 절차, 회차, 검토의견, 결정, 후속 절차, 비용
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewFile {
    /// 절차의 이름: 협의·조정, 심의, 자문, 심사, 평가, 점검, 또는 gian.yaml의 `절차`에 있는 이름 (다른 자치단체의 계획을 두고 하는 협의·조정이면 적지 않아도 됩니다)
    #[serde(rename(deserialize = "절차"))]
    #[schemars(length(min = 1, max = 20))]
    pub process: Option<String>,
    /// 회차
    #[serde(rename(deserialize = "회차"))]
    #[schemars(length(min = 1))]
    pub rounds: Vec<Round>,
    /// 재적위원: 위원회의 모든 위원 (명)
    #[serde(rename(deserialize = "재적위원"))]
    #[schemars(range(min = 1, max = 1000))]
    pub seats: Option<u32>,
    /// 배점: 심사하는 항목과 그 만점
    #[serde(rename(deserialize = "배점"), default)]
    pub criteria: Vec<Criterion>,
    /// 하나씩 결정하는 것: 안건, 신청, 시설
    #[serde(rename(deserialize = "대상"), default)]
    pub subjects: Vec<Subject>,
    /// 검토의견 (적은 차례가 문서의 차례입니다)
    #[serde(rename(deserialize = "검토의견"), default)]
    pub findings: Vec<Finding>,
    /// 결정
    #[serde(rename(deserialize = "결정"))]
    pub decision: Option<Decision>,
    /// 후속 절차
    #[serde(rename(deserialize = "후속절차"), default)]
    pub steps: Vec<Step>,
    /// 검토하는 데 든 비용
    #[serde(rename(deserialize = "비용"))]
    pub costs: Option<Costs>,
}

/// 회차
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// 회차 번호
    #[serde(rename(deserialize = "번호"))]
    #[schemars(range(min = 1, max = 99))]
    pub no: u8,
    /// 회차를 부르는 말: 재협의, 서면심의 (적지 않으면 절차의 이름)
    #[serde(rename(deserialize = "구분"))]
    #[schemars(length(min = 1, max = 20))]
    pub kind: Option<String>,
    /// 회의 (사전 검토회의도 여기에 적습니다)
    #[serde(rename(deserialize = "회의"))]
    #[schemars(length(min = 1))]
    pub meetings: Vec<Meeting>,
    /// 참석
    #[serde(rename(deserialize = "참석"), default)]
    pub attendance: Vec<Attendance>,
    /// 적어 둔 참석 인원의 합 (있으면 합계와 견줍니다)
    #[serde(rename(deserialize = "참석인원"))]
    #[schemars(range(min = 0, max = 100_000))]
    pub attendance_total: Option<u32>,
    /// 참석한 사람들을 한마디로: 지역시민사회, 외부전문가, 관계공무원 등
    #[serde(rename(deserialize = "참석구성"))]
    pub attendance_words: Option<Line>,
}

/// 회의
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// 회의 이름: 사전 검토회의
    #[serde(rename(deserialize = "이름"))]
    pub name: Line,
    /// 날짜
    #[serde(rename(deserialize = "날짜"))]
    pub date: Date,
    /// 시작 시각
    #[serde(rename(deserialize = "시작"))]
    pub start: Option<Clock>,
    /// 끝 시각
    #[serde(rename(deserialize = "끝"))]
    pub end: Option<Clock>,
    /// 장소 (서면이면 적지 않습니다)
    #[serde(rename(deserialize = "장소"))]
    pub place: Option<Line>,
    /// 서면으로 했는가
    #[serde(rename(deserialize = "서면"), default)]
    pub written: bool,
    /// 본 회의와 따로 연 회의인가
    #[serde(rename(deserialize = "별도"), default)]
    pub separate: bool,
    /// 회의에서 나온 이야기
    #[serde(rename(deserialize = "회의내용"), default)]
    pub minutes: Vec<Minutes>,
    /// 회의를 연 기관 (적지 않으면 gian.yaml의 기관)
    #[serde(rename(deserialize = "개최기관"))]
    pub host: Option<Line>,
    /// 진행 순서: 개회, 안건 설명, 토의, 의결, 폐회
    #[serde(rename(deserialize = "진행순서"), default)]
    pub programme: Vec<Line>,
    /// 결정 사항
    #[serde(rename(deserialize = "결정사항"), default)]
    pub decisions: Vec<Markdown>,
    /// 표결
    #[serde(rename(deserialize = "표결"), default)]
    pub votes: Vec<Vote>,
}

/// 안건 하나의 표결: 찬성, 반대, 기권의 수
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// 안건
    #[serde(rename(deserialize = "안건"))]
    pub topic: Markdown,
    /// 찬성 (명)
    #[serde(rename(deserialize = "찬성"))]
    #[schemars(range(min = 0, max = 100_000))]
    pub yes: u32,
    /// 반대 (명)
    #[serde(rename(deserialize = "반대"), default)]
    #[schemars(range(min = 0, max = 100_000))]
    pub no: u32,
    /// 기권 (명)
    #[serde(rename(deserialize = "기권"), default)]
    #[schemars(range(min = 0, max = 100_000))]
    pub abstained: u32,
    /// 결과: 원안 가결
    #[serde(rename(deserialize = "결과"))]
    pub result: Option<Line>,
}

/// 안건마다의 회의 내용
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// 안건
    #[serde(rename(deserialize = "안건"))]
    pub topic: Markdown,
    /// 주요 내용 (목록)
    #[serde(rename(deserialize = "내용"))]
    pub body: Markdown,
}

/// 참석한 무리
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// 구분: 협의조정위원
    #[serde(rename(deserialize = "구분"))]
    pub group: Line,
    /// 인원 (명)
    #[serde(rename(deserialize = "인원"))]
    #[schemars(range(min = 0, max = 100_000))]
    pub count: u32,
    /// 대상을 한마디로
    #[serde(rename(deserialize = "대상"))]
    pub words: Option<Markdown>,
    /// 의결에 참여하지 않고 자리를 같이한 사람들인가
    #[serde(rename(deserialize = "배석"), default)]
    pub observers: bool,
    /// 명단
    #[serde(rename(deserialize = "명단"), default)]
    pub members: Vec<Person>,
}

/// 사람
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// 성명
    #[serde(rename(deserialize = "성명"))]
    pub name: Line,
    /// 소속
    #[serde(rename(deserialize = "소속"))]
    pub affiliation: Option<Line>,
    /// 직위 또는 직업
    #[serde(rename(deserialize = "직위"))]
    pub title: Option<Line>,
    /// 신분: 공무원은 공개가 원칙이고(6호라목) 위촉위원은 문서마다 결정합니다(6호마목)
    #[serde(rename(deserialize = "신분"))]
    pub status: Option<Status>,
    /// 성명·소속·직위를 공개하지 않는 근거 (정보공개법 제9조제1항의 호)
    #[serde(rename(deserialize = "비공개"))]
    pub withheld: Option<Ground>,
    /// 주민등록번호 (언제나 비공개)
    #[serde(rename(deserialize = "주민등록번호"))]
    pub resident_no: Option<Secret>,
    /// 개인 연락처 (언제나 비공개)
    #[serde(rename(deserialize = "연락처"))]
    pub contact: Option<Secret>,
    /// 수당을 받는 계좌 (언제나 비공개)
    #[serde(rename(deserialize = "계좌"))]
    pub account: Option<Account>,
}

korean_enum! {
    /// 신분
    Status {
        /// 직무를 수행한 공무원
        Official = "공무원" / "official",
        /// 위탁·위촉을 받은 사람
        Appointed = "위촉" / "appointed",
        /// 그 밖의 사람
        Private = "민간" / "private",
    }
}

/// 계좌
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// 은행
    #[serde(rename(deserialize = "은행"))]
    pub bank: Secret,
    /// 계좌번호
    #[serde(rename(deserialize = "번호"))]
    pub number: Secret,
    /// 예금주
    #[serde(rename(deserialize = "예금주"))]
    pub holder: Option<Secret>,
}

korean_enum! {
    /// 의무: 검토의견을 따라야 하는 정도
    Obligation {
        /// 반드시 반영
        Required = "필수" / "required",
        /// 반영을 권함
        Recommended = "권고" / "recommended",
        /// 참고
        Advisory = "참고" / "advisory",
    }
}

/// 검토의견
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// 바뀌지 않는 식별자: F-회차-차례, 예를 들어 `F-1-3`
    #[serde(rename(deserialize = "식별자"))]
    #[schemars(regex(pattern = r"^F-\d{1,2}-\d{1,3}$"))]
    pub id: String,
    /// 의견이 나온 회차
    #[serde(rename(deserialize = "회차"))]
    #[schemars(range(min = 1, max = 99))]
    pub round: u8,
    /// 제목
    #[serde(rename(deserialize = "제목"))]
    pub title: Markdown,
    /// 의무
    #[serde(rename(deserialize = "의무"))]
    pub obligation: Obligation,
    /// 의견이 가리키는 곳
    #[serde(rename(deserialize = "대상"))]
    pub target: Option<Target>,
    /// 의견 (목록)
    #[serde(rename(deserialize = "내용"))]
    pub body: Markdown,
    /// 답변
    #[serde(rename(deserialize = "답변"))]
    pub response: Option<Response>,
}

/// 검토의견에 대한 답변
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// 답변한 기관이나 부서
    #[serde(rename(deserialize = "주체"))]
    pub by: Line,
    /// 반영 상태
    #[serde(rename(deserialize = "상태"))]
    pub status: ResponseStatus,
    /// 답변
    #[serde(rename(deserialize = "내용"))]
    pub text: Markdown,
    /// 고치기 전의 내용 (신·구 대비표의 당초)
    #[serde(rename(deserialize = "당초"))]
    pub before: Option<Markdown>,
    /// 고친 뒤의 내용 (신·구 대비표의 변경)
    #[serde(rename(deserialize = "변경"))]
    pub after: Option<Markdown>,
    /// 반영한 곳
    #[serde(rename(deserialize = "근거"))]
    pub evidence: Option<Target>,
    /// 반영에 드는 예산: grant.yaml `집행`에 있는 비목의 이름
    #[serde(rename(deserialize = "비목"))]
    pub budget_item: Option<Line>,
    /// 답변한 날
    #[serde(rename(deserialize = "날짜"))]
    pub on: Option<Date>,
}

/// 결정
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// 결과: 절차의 결과로 쓰는 말 가운데 하나
    #[serde(rename(deserialize = "결과"))]
    #[schemars(length(min = 1, max = 20))]
    pub result: String,
    /// 결정서에 적는 말: 적지 않으면 결과의 이름
    #[serde(rename(deserialize = "표기"))]
    pub words: Option<Line>,
    /// 결정번호: 결정서의 번호
    #[serde(rename(deserialize = "결정번호"))]
    pub number: Option<String>,
    /// 결정한 날
    #[serde(rename(deserialize = "날짜"))]
    pub on: Date,
    /// 결정의 이유
    #[serde(rename(deserialize = "이유"))]
    pub reason: Option<Markdown>,
    /// 조건이 되는 검토의견의 식별자
    #[serde(rename(deserialize = "조건"), default)]
    pub conditions: Vec<String>,
}

/// 후속 절차
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// 할 일
    #[serde(rename(deserialize = "할일"))]
    pub what: Markdown,
    /// 방향: `市→區`, `區→市`, `市↔區`
    #[serde(rename(deserialize = "방향"))]
    #[schemars(regex(pattern = r"^\S+[→↔]\S+$"))]
    pub direction: Option<String>,
    /// 기한
    #[serde(rename(deserialize = "기한"))]
    pub due: Date,
    /// 한 날
    #[serde(rename(deserialize = "완료일"))]
    pub done_on: Option<Date>,
}

/// 검토하는 데 든 비용
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// 비용 항목
    #[serde(rename(deserialize = "항목"))]
    #[schemars(length(min = 1))]
    pub items: Vec<CostItem>,
    /// 적어 둔 합계 (원; 있으면 항목의 합과 견줍니다)
    #[serde(rename(deserialize = "합계"))]
    pub total: Option<Won>,
    /// 예산과목
    #[serde(rename(deserialize = "예산과목"))]
    pub budget_line: BudgetLine,
}

/// 비용 항목
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CostItem {
    /// 항목: 참석수당
    #[serde(rename(deserialize = "항목"))]
    pub label: Line,
    /// 비용의 구분: 수당, 인쇄, 다과, 임차, 무대 설치
    #[serde(rename(deserialize = "구분"))]
    #[schemars(length(min = 1, max = 20))]
    pub kind: String,
    /// 비용이 든 회차
    #[serde(rename(deserialize = "회차"))]
    #[schemars(range(min = 1, max = 99))]
    pub round: Option<u8>,
    /// 단가 (원)
    #[serde(rename(deserialize = "단가"))]
    pub unit_price: Won,
    /// 수량
    #[serde(rename(deserialize = "수량"))]
    #[schemars(range(min = 0, max = 1_000_000))]
    pub quantity: u32,
    /// 수량의 단위: 인, 부, 식
    #[serde(rename(deserialize = "단위"))]
    #[schemars(length(min = 1))]
    pub unit: String,
    /// 적어 둔 금액 (원; 있으면 단가 × 수량과 견줍니다)
    #[serde(rename(deserialize = "금액"))]
    pub amount: Option<Won>,
    /// 설명
    #[serde(rename(deserialize = "설명"))]
    pub note: Option<Markdown>,
}

impl ReviewFile {
    /// The name of the process: `절차`, or 협의·조정.
    pub fn process_name(&self) -> &str {
        self.process.as_deref().unwrap_or(COORDINATION)
    }
}

impl Vote {
    /// Votes cast, abstentions included.
    pub const fn cast(&self) -> u32 {
        Tally { yes: self.yes, no: self.no, abstained: self.abstained }.cast()
    }
}

impl Person {
    /// A person of whom nothing but the name is known, withheld as personal (정보공개법 제9조제1항제6호).
    pub fn withheld(name: Line) -> Self {
        Self {
            name,
            affiliation: None,
            title: None,
            status: None,
            withheld: Some(Ground(6)),
            resident_no: None,
            contact: None,
            account: None,
        }
    }
}

impl Round {
    /// The word for the round: `구분`, or the name of the process.
    pub fn word<'a>(&'a self, review: &'a ReviewFile) -> &'a str {
        self.kind.as_deref().unwrap_or(review.process_name())
    }

    /// Whether the members answered in writing: the word says so (`서면심의`).
    pub fn is_written(&self) -> bool {
        self.kind.as_deref().is_some_and(|kind| kind.starts_with("서면"))
    }
}

impl CostItem {
    /// Whether it pays people for a meeting (`구분: 수당`, `심사수당`).
    pub fn is_allowance(&self) -> bool {
        self.kind.trim().ends_with("수당")
    }

    /// Unit price times quantity, in won; `None` if the price is withheld and its value not available.
    pub fn product(&self, private: &PrivateFile) -> Option<i64> {
        self.unit_price.value(private).map(|price| price.saturating_mul(i64::from(self.quantity)))
    }
}
