//! The rows of the open tables. One type defines the columns of the CSV file, its schema in `datapackage.json`, and
//! the same rows in the JSON API. The doc comment of a field is published: name, then meaning.

use gian_view::Listed;
use gian_vocabulary::values::{Clock, Date, Disclosure, When};
use schemars::JsonSchema;
use serde::Serialize;

use super::Addresses;
use crate::dossiers::DossierEntry;
use crate::entry::{Entry, Role};
use crate::facts;
use crate::facts::{Amount, BudgetLineRow, Facts, PlaceRow};

/// 문서 목록: 공개하거나 부분공개하는 문서와, 목록만 공개하는 비공개 문서. 앞의 열한 칸은 서울 정보소통광장 자료의 이름을 따릅니다
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct DocumentRow<'a> {
    /// 문서 식별자: 자료관에서 문서를 가리키는, 바뀌지 않는 이름. 비공개 문서에는 없음
    pub package_id: Option<&'a str>,
    /// 생산일자: 결재한 날 (YYYYMMDD)
    #[schemars(extend("format" = "compact-date"))]
    pub doc_prdctn_dt: String,
    /// 단위과제카드명: 분류의 맨 아래
    pub trck_card_nm: Option<&'a str>,
    /// 제목: 제목까지 비공개이면 비어 있음
    pub title: Option<&'a str>,
    /// 문서번호: 처리과명과 등록 일련번호
    pub src_dept_doc_id: Option<&'a str>,
    /// 담당자: 기안한 공무원의 직위와 성명
    pub writer: Option<&'a str>,
    /// 보존기간: 1년부터 영구까지
    pub othnd_pd: Option<&'a str>,
    /// 부서명: 처리과
    pub dept_nm: &'a str,
    /// 공개구분: 지금 공개하는 정도
    #[schemars(extend("enum" = ["공개", "부분공개", "비공개"]))]
    pub othbs_se: &'static str,
    /// 이용조건: 문서의 이용조건이며 이 표의 이용조건과 다름
    pub cpyrht: Option<&'static str>,
    /// 주소: 문서가 있는 곳. 원문을 공개하는 문서에만 있음
    #[schemars(extend("format" = "address"))]
    pub url: Option<String>,
    /// 문서 종류: 결과보고, 회의록 등
    pub kind: Option<&'a str>,
    /// 시행일: 시행한 문서만
    pub sent_on: Option<Date>,
    /// 바뀐 날: 결재, 시행, 공개변경, 정정 가운데 마지막 날
    pub updated_on: Date,
    /// 관리번호: 기록관리시스템의 번호
    pub management_no: Option<&'a str>,
    /// 분류: 위에서 아래로, ` > `로 이음
    pub classification: Option<String>,
    /// 비공개 근거: 정보공개법 제9조제1항의 호 번호, 빈칸으로 나눔
    pub grounds: Option<String>,
    /// 건: 같은 일에 관한 문서의 묶음 (dossiers.csv)
    pub dossier: Option<&'a str>,
    /// 공개변경일: 공개구분을 마지막으로 바꾼 날
    pub changed_on: Option<Date>,
    /// 공개변경 사유: 마지막 변경의 사유
    pub change_reason: Option<&'a str>,
}

impl<'a> DocumentRow<'a> {
    /// The row of a document that has a page.
    pub(super) fn of(entry: &'a Entry, addresses: &Addresses<'_>) -> Self {
        Self {
            package_id: Some(&entry.id),
            doc_prdctn_dt: compact(entry.date),
            trck_card_nm: entry.classification.last().map(String::as_str),
            title: Some(&entry.title),
            src_dept_doc_id: entry.doc_no.as_deref(),
            writer: Some(&entry.author),
            othnd_pd: Some(&entry.retention),
            dept_nm: &entry.department_name,
            othbs_se: entry.disclosure.label(),
            cpyrht: entry.licence.as_ref().map(|l| l.name),
            url: Some(addresses.page(&entry.id)),
            kind: Some(&entry.kind),
            sent_on: entry.sent_on,
            updated_on: super::updated(entry),
            management_no: entry.management_no.as_deref(),
            classification: Some(entry.classification.join(" > ")).filter(|c| !c.is_empty()),
            grounds: grounds(&entry.grounds),
            dossier: entry.dossier.as_deref(),
            changed_on: entry.changes.last().map(|c| c.on),
            change_reason: entry.changes.last().map(|c| c.reason.as_str()),
        }
    }

    /// The row of a document that is closed as a whole: only the fields of the public list.
    pub(super) fn closed(listed: &'a Listed) -> Self {
        let changed = listed.withdrawn.as_ref();
        Self {
            package_id: None,
            doc_prdctn_dt: compact(listed.date),
            trck_card_nm: None,
            title: listed.title.as_deref(),
            src_dept_doc_id: None,
            writer: None,
            othnd_pd: None,
            dept_nm: &listed.department,
            othbs_se: Disclosure::Closed.label(),
            cpyrht: None,
            url: None,
            kind: None,
            sent_on: None,
            updated_on: changed.map_or(listed.date, |c| c.on.max(listed.date)),
            management_no: None,
            classification: None,
            grounds: grounds(&listed.grounds),
            dossier: None,
            changed_on: changed.map(|c| c.on),
            change_reason: changed.map(|c| c.reason.as_str()),
        }
    }
}

/// 파일: 문서의 본문(PDF)과 붙임 가운데 내려받을 수 있는 것
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct FileRow<'a> {
    /// 문서: 문서 식별자
    pub document: &'a str,
    /// 순서: 문서 안에서 1부터
    #[schemars(range(min = 1))]
    pub no: usize,
    /// 구실: 본문(document), 원본(original) 또는 붙임(attachment)
    #[schemars(extend("enum" = ["document", "original", "attachment"]))]
    pub role: &'static str,
    /// 제목: 문서나 붙임의 이름
    pub title: &'a str,
    /// 파일 형식: IANA 미디어 유형
    pub media_type: &'static str,
    /// 크기: 바이트
    pub bytes: u64,
    /// 해시: 파일의 SHA-256, 16진수
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: &'a str,
    /// 주소: 파일이 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

impl<'a> FileRow<'a> {
    /// The rows of a document.
    pub(super) fn all(entry: &'a Entry, addresses: &Addresses<'_>) -> Vec<Self> {
        let row = |(i, file): (usize, &'a crate::File)| Self {
            document: &entry.id,
            no: i + 1,
            role: match file.role {
                Role::Document => "document",
                Role::Original => "original",
                Role::Attachment => "attachment",
            },
            title: &file.title,
            media_type: file.media_type,
            bytes: file.bytes,
            sha256: &file.sha256,
            url: addresses.plain(&file.path),
        };
        entry.files.iter().enumerate().map(row).collect()
    }
}

/// 건: 한 계획의 검토와 결정, 그 뒤의 문서를 묶은 것
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct DossierRow<'a> {
    /// 건: 건의 식별자 (가장 이른 문서의 식별자)
    pub dossier: &'a str,
    /// 제목: 건의 이름
    pub title: &'a str,
    /// 문서 수: 공개하는 문서의 수
    pub documents: usize,
    /// 첫 날: 가장 이른 문서의 날짜
    pub first_on: Date,
    /// 마지막 날: 가장 늦은 문서의 날짜
    pub last_on: Date,
    /// 계획 이름: 공개한 문서에 나온 것
    pub plan: Option<&'a str>,
    /// 계획 구분: 본계획, 실행계획 등
    pub plan_kind: Option<&'a str>,
    /// 자치단체: 계획을 세운 곳
    pub municipality: Option<&'a str>,
    /// 사업: 계획이 속한 사업
    pub programme: Option<&'a str>,
    /// 회계연도: 네 자리
    pub fiscal_year: Option<u16>,
    /// 주소: 건의 문서를 모은 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

impl<'a> DossierRow<'a> {
    /// The row of a dossier.
    pub(super) fn of(dossier: &'a DossierEntry, addresses: &Addresses<'_>) -> Self {
        let plan = dossier.facts.plan.as_ref();
        Self {
            dossier: &dossier.address,
            title: &dossier.title,
            documents: dossier.documents.len(),
            first_on: dossier.first,
            last_on: dossier.last,
            plan: plan.and_then(|p| p.name.as_deref()),
            plan_kind: plan.and_then(|p| p.kind.as_deref()),
            municipality: plan.and_then(|p| p.municipality.as_deref()),
            programme: plan.and_then(|p| p.programme.as_deref()),
            fiscal_year: plan.and_then(|p| p.fiscal_year),
            url: addresses.dossier(&dossier.address),
        }
    }
}

/// 계획의 판: 계획서를 낸 날
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct VersionRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 판: 판 번호
    #[schemars(range(min = 1))]
    pub version: u8,
    /// 제출일: 그 판을 낸 날
    pub submitted_on: Option<Date>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 일정: 계획에 적힌 추진 일정
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct ScheduleRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 순서: 건 안에서 1부터
    #[schemars(range(min = 1))]
    pub no: usize,
    /// 내용: 무엇을 하는가
    pub what: Option<&'a str>,
    /// 시작: 날 또는 달
    #[schemars(regex(pattern = r"^\d{4}-\d{2}(-\d{2})?$"))]
    pub from: Option<When>,
    /// 끝: 날 또는 달. 하루나 한 달이면 비어 있음
    #[schemars(regex(pattern = r"^\d{4}-\d{2}(-\d{2})?$"))]
    pub to: Option<When>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 회의: 협의·조정 회의
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct MeetingRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 순서: 건 안에서 1부터
    #[schemars(range(min = 1))]
    pub no: usize,
    /// 차수: 몇 번째 협의·조정인가
    pub round: u8,
    /// 이름: 회의의 이름
    pub name: Option<&'a str>,
    /// 날짜: 회의한 날
    pub date: Option<Date>,
    /// 시작 시각: HH:MM
    #[schemars(regex(pattern = r"^\d{2}:\d{2}$"))]
    pub start: Option<Clock>,
    /// 마침 시각: HH:MM
    #[schemars(regex(pattern = r"^\d{2}:\d{2}$"))]
    pub end: Option<Clock>,
    /// 장소: 회의한 곳
    pub place: Option<&'a str>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 검토의견: 계획에 대한 의견과 그에 대한 답변
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct FindingRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 의견: 건 안에서 의견의 식별자 (F-1-3)
    pub finding: &'a str,
    /// 차수: 몇 번째 협의·조정에서 나왔는가
    pub round: u8,
    /// 구분: 필수(required), 권고(recommended), 참고(advisory)
    #[schemars(extend("enum" = ["required", "recommended", "advisory", null]))]
    pub obligation: Option<&'static str>,
    /// 구분 이름: 문서에 적힌 말
    pub obligation_label: Option<&'static str>,
    /// 제목: 의견의 요지
    pub title: Option<&'a str>,
    /// 내용: 의견이 요구하는 것
    pub body: Option<&'a str>,
    /// 대상 판: 의견이 가리키는 계획서의 판
    pub target_version: Option<u8>,
    /// 대상 부분: 장이나 절의 이름
    pub target_section: Option<&'a str>,
    /// 대상 쪽: 계획서의 쪽
    pub target_page: Option<u16>,
    /// 답변 상태: 미반영(open), 일부반영(partly), 반영(done), 불수용(refused), 추후반영(later)
    #[schemars(extend("enum" = ["open", "partly", "done", "refused", "later", null]))]
    pub response_status: Option<&'static str>,
    /// 답변 상태 이름: 문서에 적힌 말
    pub response_label: Option<&'static str>,
    /// 답변한 곳: 부서나 기관
    pub response_by: Option<&'a str>,
    /// 답변 내용: 무엇을 고쳤는가
    pub response_text: Option<&'a str>,
    /// 답변한 날: 날짜
    pub response_on: Option<Date>,
    /// 반영한 판: 고친 계획서의 판
    pub evidence_version: Option<u8>,
    /// 반영한 부분: 장이나 절의 이름
    pub evidence_section: Option<&'a str>,
    /// 반영한 쪽: 고친 계획서의 쪽
    pub evidence_page: Option<u16>,
    /// 비목: 반영에 드는 보조금의 항목 (spending.csv의 label)
    pub response_budget_item: Option<&'a str>,
    /// 답변 문서: 답변이 나온 문서의 식별자
    pub response_document: Option<&'a str>,
    /// 나온 문서: 이 의견이 나온 모든 문서의 식별자, 빈칸으로 나눔
    pub told_in: String,
    /// 근거 문서: 이 의견이 마지막으로 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 결정: 계획에 대한 결정
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct DecisionRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 결정: 문서에 적힌 말
    pub decision: Option<&'a str>,
    /// 결정일: 결정한 날
    pub decided_on: Option<Date>,
    /// 번호: 결정의 번호
    pub number: Option<&'a str>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 후속 절차: 결정 뒤에 할 일과 한 일
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct StepRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 순서: 건 안에서 1부터
    #[schemars(range(min = 1))]
    pub no: usize,
    /// 할 일: 문서에 적힌 말
    pub what: Option<&'a str>,
    /// 기한: 마쳐야 하는 날
    pub due: Option<Date>,
    /// 완료일: 마친 날. 문서에 나오지 않으면 비어 있음
    pub done_on: Option<Date>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 비용: 협의·조정에 든 비용 (원)
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct CostRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 순서: 건 안에서 1부터
    #[schemars(range(min = 1))]
    pub no: usize,
    /// 구분: 비용의 갈래
    pub kind: Option<&'a str>,
    /// 항목: 문서에 적힌 이름
    pub label: Option<&'a str>,
    /// 차수: 몇 번째 협의·조정의 비용인가
    pub round: Option<u8>,
    /// 단가: 원. 공개하지 않으면 비어 있음
    pub unit_price: Option<i64>,
    /// 수량: 단위는 다음 칸
    pub quantity: Option<u32>,
    /// 단위: 인, 식 등
    pub unit: Option<&'a str>,
    /// 금액: 원. 공개하지 않으면 비어 있음
    pub amount: Option<i64>,
    /// 세부사업: 예산과목
    pub budget_project: Option<&'a str>,
    /// 통계목: 예산과목
    pub budget_item: Option<&'a str>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 집행: 보조금의 예산과 집행 (원)
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct SpendingRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 순서: 건 안에서 1부터
    #[schemars(range(min = 1))]
    pub no: usize,
    /// 비목: 문서에 적힌 이름
    pub label: Option<&'a str>,
    /// 예산: 원. 공개하지 않으면 비어 있음
    pub budget: Option<i64>,
    /// 집행액: 원. 공개하지 않거나 아직 없으면 비어 있음
    pub spent: Option<i64>,
    /// 세부사업: 예산과목
    pub budget_project: Option<&'a str>,
    /// 통계목: 예산과목
    pub budget_item: Option<&'a str>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 소요예산: 계획의 비목마다 예산과 집행의 합 (원)
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct BudgetRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 순서: 건 안에서 1부터
    #[schemars(range(min = 1))]
    pub no: usize,
    /// 비목: 문서에 적힌 이름
    pub label: Option<&'a str>,
    /// 예산: 원. 공개하지 않으면 비어 있음
    pub amount: Option<i64>,
    /// 집행액: 원. 공개하지 않거나 아직 없으면 비어 있음
    pub spent: Option<i64>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 소요예산의 항목: 계획의 예산을 셈한 한 줄씩 (원)
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct BudgetItemRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 순서: 건 안에서 1부터
    #[schemars(range(min = 1))]
    pub no: usize,
    /// 비목: 항목이 드는 비목 (budget.csv의 label)
    pub label: Option<&'a str>,
    /// 산출: 금액을 셈한 식
    pub calculation: Option<&'a str>,
    /// 연도: 회계연도, 네 자리
    pub year: Option<u16>,
    /// 재원: 국비, 시비, 구비 등
    pub funding: Option<&'static str>,
    /// 금액: 원. 공개하지 않으면 비어 있음
    pub amount: Option<i64>,
    /// 집행액: 원. 공개하지 않거나 아직 없으면 비어 있음
    pub spent: Option<i64>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 추진결과: 계획한 일을 한 때와 곳
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct OutcomeRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 첫 날: 일을 한 첫 날
    pub from: Option<Date>,
    /// 마지막 날: 하루에 끝났으면 비어 있음
    pub to: Option<Date>,
    /// 시작 시각: HH:MM
    #[schemars(regex(pattern = r"^\d{2}:\d{2}$"))]
    pub start: Option<Clock>,
    /// 마침 시각: HH:MM
    #[schemars(regex(pattern = r"^\d{2}:\d{2}$"))]
    pub end: Option<Clock>,
    /// 장소: 일을 한 곳
    pub place: Option<&'a str>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 참여: 추진결과에 적힌 참여 인원
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct ParticipantsRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 순서: 건 안에서 1부터
    #[schemars(range(min = 1))]
    pub no: usize,
    /// 구분: 참여한 사람들을 부르는 말
    pub group: Option<&'a str>,
    /// 인원: 명
    pub count: Option<u32>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 실적: 추진결과에 적힌 목표와 실적
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct AchievementRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 순서: 건 안에서 1부터
    #[schemars(range(min = 1))]
    pub no: usize,
    /// 지표: 무엇을 재는가
    pub item: Option<&'a str>,
    /// 목표: 문서에 적힌 수
    pub target: Option<&'a str>,
    /// 실적: 문서에 적힌 수
    pub actual: Option<&'a str>,
    /// 단위: 목표와 실적의 단위
    pub unit: Option<&'a str>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 대상: 검토에서 하나씩 정한 안건, 신청, 시설
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct SubjectRow<'a> {
    /// 건: 건의 식별자
    pub dossier: &'a str,
    /// 순서: 건 안에서 1부터
    #[schemars(range(min = 1))]
    pub no: usize,
    /// 번호: 문서에 적힌 번호
    pub number: Option<u16>,
    /// 이름: 안건의 제목, 신청한 단체, 시설
    pub name: Option<&'a str>,
    /// 의안번호: 안건에만 있음
    pub bill_no: Option<&'a str>,
    /// 설명: 제안한 부서, 사업비, 소재지 등
    pub note: Option<&'a str>,
    /// 점수: 항목마다 준 점수의 합
    pub total: Option<&'a str>,
    /// 순위: 점수의 합에 따라 1부터
    pub rank: Option<usize>,
    /// 찬성: 표
    pub votes_yes: Option<u32>,
    /// 반대: 표
    pub votes_no: Option<u32>,
    /// 기권: 표
    pub votes_abstained: Option<u32>,
    /// 결과: 문서에 적힌 말
    pub result: Option<&'a str>,
    /// 의견: 의견이나 이유
    pub reason: Option<&'a str>,
    /// 조치: 하여야 하는 일
    pub action: Option<&'a str>,
    /// 조치기한: 조치를 마쳐야 하는 날
    pub due: Option<Date>,
    /// 조치일: 조치한 날. 문서에 나오지 않으면 비어 있음
    pub done_on: Option<Date>,
    /// 근거 문서: 이 사실이 나온 문서의 식별자
    pub document: &'a str,
    /// 주소: 근거 문서가 있는 곳
    #[schemars(extend("format" = "address"))]
    pub url: String,
}

/// 문서가 말하는 사실: 표의 줄과 같은 꼴
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct FactRows<'a> {
    /// 계획의 판
    pub plan_versions: Vec<VersionRow<'a>>,
    /// 일정
    pub schedule: Vec<ScheduleRow<'a>>,
    /// 회의
    pub meetings: Vec<MeetingRow<'a>>,
    /// 검토의견
    pub findings: Vec<FindingRow<'a>>,
    /// 결정
    pub decisions: Vec<DecisionRow<'a>>,
    /// 후속 절차
    pub steps: Vec<StepRow<'a>>,
    /// 비용
    pub costs: Vec<CostRow<'a>>,
    /// 집행
    pub spending: Vec<SpendingRow<'a>>,
    /// 소요예산
    pub budget: Vec<BudgetRow<'a>>,
    /// 소요예산의 항목
    pub budget_items: Vec<BudgetItemRow<'a>>,
    /// 추진결과
    pub outcomes: Vec<OutcomeRow<'a>>,
    /// 참여
    pub participants: Vec<ParticipantsRow<'a>>,
    /// 실적
    pub achievements: Vec<AchievementRow<'a>>,
    /// 대상
    pub subjects: Vec<SubjectRow<'a>>,
}

impl<'a> FactRows<'a> {
    /// The rows of the printed facts of a dossier.
    pub(super) fn new(dossier: &'a str, facts: &'a Facts, addresses: &Addresses<'_>) -> Self {
        let page = |id: &str| addresses.page(id);
        Self {
            plan_versions: facts
                .versions
                .iter()
                .map(|row| VersionRow {
                    dossier,
                    version: row.no.unwrap_or_default(),
                    submitted_on: row.submitted_on,
                    document: &row.document,
                    url: page(&row.document),
                })
                .collect(),
            schedule: numbered(&facts.schedule)
                .map(|(no, row)| ScheduleRow {
                    dossier,
                    no,
                    what: row.what.as_deref(),
                    from: row.from,
                    to: row.to,
                    document: &row.document,
                    url: page(&row.document),
                })
                .collect(),
            meetings: numbered(&facts.meetings)
                .map(|(no, row)| MeetingRow {
                    dossier,
                    no,
                    round: row.round.unwrap_or_default(),
                    name: row.name.as_deref(),
                    date: row.date,
                    start: row.start,
                    end: row.end,
                    place: row.place.as_deref(),
                    document: &row.document,
                    url: page(&row.document),
                })
                .collect(),
            findings: facts.findings.iter().map(|row| finding(dossier, row, page(&row.document))).collect(),
            decisions: facts
                .decision
                .iter()
                .map(|row| DecisionRow {
                    dossier,
                    decision: row.words.as_deref(),
                    decided_on: row.on,
                    number: row.number.as_deref(),
                    document: &row.document,
                    url: page(&row.document),
                })
                .collect(),
            steps: numbered(&facts.steps)
                .map(|(no, row)| StepRow {
                    dossier,
                    no,
                    what: row.what.as_deref(),
                    due: row.due,
                    done_on: row.done_on,
                    document: &row.document,
                    url: page(&row.document),
                })
                .collect(),
            costs: costs(dossier, facts, &page),
            spending: spending(dossier, facts, &page),
            budget: numbered(&facts.budget)
                .map(|(no, row)| BudgetRow {
                    dossier,
                    no,
                    label: row.label.as_deref(),
                    amount: row.amount.and_then(Amount::won),
                    spent: row.spent.and_then(Amount::won),
                    document: &row.document,
                    url: page(&row.document),
                })
                .collect(),
            budget_items: numbered(&facts.budget_items)
                .map(|(no, row)| BudgetItemRow {
                    dossier,
                    no,
                    label: row.label.as_deref(),
                    calculation: row.calculation.as_deref(),
                    year: row.year,
                    funding: row.funding,
                    amount: row.amount.and_then(Amount::won),
                    spent: row.spent.and_then(Amount::won),
                    document: &row.document,
                    url: page(&row.document),
                })
                .collect(),
            outcomes: facts
                .outcome
                .iter()
                .map(|row| OutcomeRow {
                    dossier,
                    from: row.from,
                    to: row.to,
                    start: row.start,
                    end: row.end,
                    place: row.place.as_deref(),
                    document: &row.document,
                    url: page(&row.document),
                })
                .collect(),
            participants: numbered(&facts.participants)
                .map(|(no, row)| ParticipantsRow {
                    dossier,
                    no,
                    group: row.group.as_deref(),
                    count: row.count,
                    document: &row.document,
                    url: page(&row.document),
                })
                .collect(),
            achievements: numbered(&facts.achievements)
                .map(|(no, row)| AchievementRow {
                    dossier,
                    no,
                    item: row.item.as_deref(),
                    target: row.target.as_deref(),
                    actual: row.actual.as_deref(),
                    unit: row.unit.as_deref(),
                    document: &row.document,
                    url: page(&row.document),
                })
                .collect(),
            subjects: numbered(&facts.subjects)
                .map(|(no, row)| subject(dossier, no, row, page(&row.document)))
                .collect(),
        }
    }
}

/// Rows to which a budget line belongs. It holds for all of them, and has a row of its own where no document prints any.
fn with_line<'a, T>(
    rows: &'a [T],
    line: Option<&'a BudgetLineRow>,
) -> Vec<(usize, Option<&'a T>, Option<&'a BudgetLineRow>)> {
    let rows: Vec<Option<&T>> = match (rows, line) {
        ([], Some(_)) => vec![None],
        (rows, _) => rows.iter().map(Some).collect(),
    };
    rows.into_iter().enumerate().map(|(i, row)| (i + 1, row, line)).collect()
}

fn costs<'a>(dossier: &'a str, facts: &'a Facts, page: &dyn Fn(&str) -> String) -> Vec<CostRow<'a>> {
    let rows = with_line(&facts.costs, facts.cost_line.as_ref()).into_iter().map(|(no, row, line)| {
        let document = row.map(|r| &r.document).or(line.map(|l| &l.document)).map_or("", String::as_str);
        CostRow {
            dossier,
            no,
            kind: row.and_then(|r| r.kind.as_deref()),
            label: row.and_then(|r| r.label.as_deref()),
            round: row.and_then(|r| r.round),
            unit_price: row.and_then(|r| r.unit_price).and_then(Amount::won),
            quantity: row.and_then(|r| r.quantity),
            unit: row.and_then(|r| r.unit.as_deref()),
            amount: row.and_then(|r| r.amount).and_then(Amount::won),
            budget_project: line.and_then(|l| l.project.as_deref()),
            budget_item: line.and_then(|l| l.item.as_deref()),
            document,
            url: page(document),
        }
    });
    rows.collect()
}

fn spending<'a>(dossier: &'a str, facts: &'a Facts, page: &dyn Fn(&str) -> String) -> Vec<SpendingRow<'a>> {
    let rows = with_line(&facts.spending, facts.grant_line.as_ref()).into_iter().map(|(no, row, line)| {
        let document = row.map(|r| &r.document).or(line.map(|l| &l.document)).map_or("", String::as_str);
        SpendingRow {
            dossier,
            no,
            label: row.and_then(|r| r.label.as_deref()),
            budget: row.and_then(|r| r.budget).and_then(Amount::won),
            spent: row.and_then(|r| r.spent).and_then(Amount::won),
            budget_project: line.and_then(|l| l.project.as_deref()),
            budget_item: line.and_then(|l| l.item.as_deref()),
            document,
            url: page(document),
        }
    });
    rows.collect()
}

fn finding<'a>(dossier: &'a str, row: &'a facts::FindingRow, url: String) -> FindingRow<'a> {
    let response = row.response.as_ref();
    let evidence = response.and_then(|r| r.evidence.as_ref());
    let target = row.target.as_ref();
    let section = |t: Option<&'a PlaceRow>| t.and_then(|t| t.section.as_deref());
    FindingRow {
        dossier,
        finding: row.id.as_deref().unwrap_or_default(),
        round: row.round.unwrap_or_default(),
        obligation: row.obligation,
        obligation_label: row.obligation_label,
        title: row.title.as_deref(),
        body: row.body.as_deref(),
        target_version: target.and_then(|t| t.version),
        target_section: section(target),
        target_page: target.and_then(|t| t.page),
        response_status: response.and_then(|r| r.status).map(|s| s.name()),
        response_label: response.and_then(|r| r.status_label),
        response_by: response.and_then(|r| r.by.as_deref()),
        response_text: response.and_then(|r| r.text.as_deref()),
        response_on: response.and_then(|r| r.on),
        evidence_version: evidence.and_then(|t| t.version),
        evidence_section: section(evidence),
        evidence_page: evidence.and_then(|t| t.page),
        response_budget_item: response.and_then(|r| r.budget_item.as_deref()),
        response_document: response.map(|r| r.document.as_str()),
        told_in: row.told_in.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "),
        document: &row.document,
        url,
    }
}

fn subject<'a>(dossier: &'a str, no: usize, row: &'a facts::SubjectRow, url: String) -> SubjectRow<'a> {
    SubjectRow {
        dossier,
        no,
        number: row.number,
        name: row.name.as_deref(),
        bill_no: row.bill_no.as_deref(),
        note: row.note.as_deref(),
        total: row.total.as_deref(),
        rank: row.rank,
        votes_yes: row.votes_yes,
        votes_no: row.votes_no,
        votes_abstained: row.votes_abstained,
        result: row.result.as_deref(),
        reason: row.reason.as_deref(),
        action: row.action.as_deref(),
        due: row.due,
        done_on: row.done_on,
        document: &row.document,
        url,
    }
}

/// The grounds of withholding as numbers.
fn grounds(grounds: &[gian_view::GroundView]) -> Option<String> {
    let numbers: Vec<String> = grounds.iter().map(|g| g.number.0.to_string()).collect();
    (!numbers.is_empty()).then(|| numbers.join(" "))
}

/// A day as the archive's own list writes it: `20190508`.
fn compact(date: Date) -> String {
    date.0.format("%Y%m%d").to_string()
}

fn numbered<T>(rows: &[T]) -> impl Iterator<Item = (usize, &T)> {
    rows.iter().enumerate().map(|(i, row)| (i + 1, row))
}
