//! `gian.yaml`: the office, its departments and its archive.

use std::collections::BTreeMap;

use gian_diagnostics::Limits;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::korean_enum;
use crate::process::Process;
use crate::values::{Date, Licence, RuleLevel};

/// 작업공간 설정: 기관, 부서, 서식 모음, 공개 자료관
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// 문서를 만드는 기관
    #[serde(rename(deserialize = "기관"))]
    pub institution: Institution,
    /// 기관의 부서 (이름이 바뀌면 새 부서를 더하고 `후신`으로 잇습니다)
    #[serde(rename(deserialize = "부서"))]
    #[schemars(length(min = 1))]
    pub departments: Vec<Department>,
    /// 서식 모음의 이름: `서울`
    #[serde(rename(deserialize = "프로필"), default = "default_profile")]
    pub profile: String,
    /// 따로 적지 않은 문서의 이용조건
    #[serde(rename(deserialize = "이용조건"))]
    pub licence: Option<Licence>,
    /// 원본(이 저장소)을 누구나 볼 수 있는가: 그러면 가릴 값은 `private/`에만 둡니다
    #[serde(rename(deserialize = "원본공개"), default)]
    pub open_sources: bool,
    /// 정보공개를 청구할 곳 (없으면 정보공개포털)
    #[serde(rename(deserialize = "정보공개청구"))]
    pub requests: Option<RequestDesk>,
    /// 누구에게나 알리는 전화번호, 전자우편 주소, 기관의 계좌번호: 개인정보로 보지 않습니다
    #[serde(rename(deserialize = "공개연락처"), default)]
    pub contacts: Vec<String>,
    /// 기관의 검토 절차에서 쓰는 말 (협의·조정, 심의, 자문, 심사, 평가, 점검은 적지 않아도 됩니다)
    #[serde(rename(deserialize = "절차"), default)]
    pub processes: Vec<Process>,
    /// 공개 자료관
    #[serde(rename(deserialize = "자료관"))]
    pub archive: Archive,
    /// 편람과 기관 관행의 규칙마다의 무게: `끔`, `참고`, `경고`, `오류` (규칙의 이름은 `gian explain`으로 봅니다)
    #[serde(rename(deserialize = "규칙"), default)]
    pub rules: BTreeMap<String, RuleLevel>,
    /// 문서 하나를 만드는 데 쓸 수 있는 시간과 메모리 (적지 않으면 60초, 2048MB)
    #[serde(rename(deserialize = "한도"), default)]
    pub limits: Limits,
}

fn default_profile() -> String {
    "표준".to_owned()
}

korean_enum! {
    /// 기관의 구분
    InstitutionKind {
        /// 중앙행정기관
        Central = "중앙" / "central",
        /// 특별시, 광역시, 도
        Metropolitan = "광역" / "metropolitan",
        /// 시, 군, 구
        Local = "기초" / "local",
        /// 투자·출연기관
        Affiliate = "투자출연" / "affiliate",
    }
}

/// 기관
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Institution {
    /// 기관 이름: 서울특별시
    #[serde(rename(deserialize = "이름"))]
    #[schemars(length(min = 1))]
    pub name: String,
    /// 문서에서 쓰는 약칭: 市
    #[serde(rename(deserialize = "약칭"))]
    pub short: Option<String>,
    /// 기관의 구분
    #[serde(rename(deserialize = "구분"))]
    pub kind: InstitutionKind,
    /// 상위 기관
    #[serde(rename(deserialize = "상위기관"))]
    pub parent: Option<String>,
    /// 우편번호 다섯 자리: 예를 들어 `"04524"`
    #[serde(rename(deserialize = "우편번호"))]
    #[schemars(regex(pattern = r"^\d{5}$"))]
    pub postcode: Option<String>,
    /// 주소
    #[serde(rename(deserialize = "주소"))]
    pub address: Option<String>,
    /// 기관의 장: 서울특별시장 (시행문의 발신명의)
    #[serde(rename(deserialize = "기관장"))]
    pub head: Option<String>,
    /// 시행문 위 여백에 두는 홍보문구
    #[serde(rename(deserialize = "홍보문구"))]
    pub slogan: Option<String>,
    /// 정한 동안 `홍보문구` 대신 두는 말
    #[serde(rename(deserialize = "표어"), default)]
    pub slogans: Vec<Slogan>,
    /// 누리집 주소: `https://`로 시작
    #[serde(rename(deserialize = "누리집"))]
    #[schemars(regex(pattern = r"^https?://"))]
    pub homepage: Option<String>,
}

impl Institution {
    /// The words above a letter of a day: those of the period that began last, else the lasting ones.
    pub fn slogan_on(&self, day: Date) -> Option<&str> {
        let holds = |s: &&Slogan| s.from <= day && s.to.is_none_or(|to| day <= to);
        let dated = self.slogans.iter().filter(holds).max_by_key(|s| s.from);
        dated.map(|s| s.words.as_str()).or(self.slogan.as_deref())
    }
}

/// 한동안 쓰는 표어
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slogan {
    /// 표어의 말
    #[serde(rename(deserialize = "말"))]
    #[schemars(length(min = 1))]
    pub words: String,
    /// 쓰기 시작하는 날
    #[serde(rename(deserialize = "시작일"))]
    pub from: Date,
    /// 쓰는 마지막 날: 적지 않으면 다음 표어까지
    #[serde(rename(deserialize = "종료일"))]
    pub to: Option<Date>,
}

/// 부서 (처리과)
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// 부서의 식별자: 바뀌지 않는 영문 이름, 예를 들어 `planning`
    #[serde(rename(deserialize = "식별자"))]
    #[schemars(regex(pattern = r"^[a-z][a-z0-9-]*$"))]
    pub id: String,
    /// 부서 이름: 지역공동체담당관
    #[serde(rename(deserialize = "이름"))]
    #[schemars(length(min = 1))]
    pub name: String,
    /// 상위 조직: 서울혁신기획관
    #[serde(rename(deserialize = "상위"))]
    pub upper: Option<String>,
    /// 기관과 다른 곳에 있는 부서의 우편번호 다섯 자리
    #[serde(rename(deserialize = "우편번호"))]
    #[schemars(regex(pattern = r"^\d{5}$"))]
    pub postcode: Option<String>,
    /// 기관과 다른 곳에 있는 부서의 주소
    #[serde(rename(deserialize = "주소"))]
    pub address: Option<String>,
    /// 부서가 속한 소속기관: 보건소, 사업소, 동 주민센터처럼 제 이름과 장으로 문서를 내는 기관
    #[serde(rename(deserialize = "기관"))]
    pub agency: Option<Agency>,
    /// 대표 전화번호
    #[serde(rename(deserialize = "전화번호"))]
    pub phone: Option<String>,
    /// 팩스 번호
    #[serde(rename(deserialize = "팩스"))]
    pub fax: Option<String>,
    /// 공용 전자우편 주소
    #[serde(rename(deserialize = "전자우편"))]
    pub email: Option<String>,
    /// 이 이름으로 일한 첫날
    #[serde(rename(deserialize = "시작일"))]
    pub valid_from: Option<Date>,
    /// 이 이름으로 일한 마지막 날
    #[serde(rename(deserialize = "종료일"))]
    pub valid_to: Option<Date>,
    /// 업무를 이어받은 부서의 식별자
    #[serde(rename(deserialize = "후신"))]
    pub successor: Option<String>,
}

/// 소속기관
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// 기관 이름: 한빛시 가온보건소
    #[serde(rename(deserialize = "이름"))]
    #[schemars(length(min = 1))]
    pub name: String,
    /// 기관의 장: 한빛시 가온보건소장 (시행문의 발신명의)
    #[serde(rename(deserialize = "기관장"))]
    pub head: Option<String>,
    /// 우편번호 다섯 자리 (적지 않으면 기관의 것)
    #[serde(rename(deserialize = "우편번호"))]
    #[schemars(regex(pattern = r"^\d{5}$"))]
    pub postcode: Option<String>,
    /// 주소 (적지 않으면 기관의 것)
    #[serde(rename(deserialize = "주소"))]
    pub address: Option<String>,
    /// 누리집 주소: `https://`로 시작 (적지 않으면 기관의 것)
    #[serde(rename(deserialize = "누리집"))]
    #[schemars(regex(pattern = r"^https?://"))]
    pub homepage: Option<String>,
    /// 대표 전화번호
    #[serde(rename(deserialize = "전화번호"))]
    pub phone: Option<String>,
}

/// 정보공개를 청구할 곳
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestDesk {
    /// 이름: 정보공개포털
    #[serde(rename(deserialize = "이름"))]
    #[schemars(length(min = 1))]
    pub name: String,
    /// 누리집 주소: `https://`로 시작
    #[serde(rename(deserialize = "주소"))]
    #[schemars(regex(pattern = r"^https?://"))]
    pub url: String,
}

impl Default for RequestDesk {
    /// The state portal 정보공개포털, where every institution accepts requests.
    fn default() -> Self {
        Self { name: "정보공개포털".to_owned(), url: "https://www.open.go.kr/".to_owned() }
    }
}

/// 공개 자료관
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// 자료관 이름
    #[serde(rename(deserialize = "제목"))]
    #[schemars(length(min = 1))]
    pub title: String,
    /// 자료관을 소개하는 한두 문장
    #[serde(rename(deserialize = "소개"))]
    pub about: Option<String>,
    /// 자료관이 놓일 주소: `https://`로 시작하고 `/`로 끝남
    #[serde(rename(deserialize = "주소"))]
    #[schemars(regex(pattern = r"^https?://.*/$"))]
    pub url: Option<String>,
    /// 자료(목록, 표, API)의 이용조건: 문서의 이용조건과 다르며, 적지 않으면 자료에 이용조건을 붙이지 않습니다
    #[serde(rename(deserialize = "자료이용조건"))]
    pub data_licence: Option<Licence>,
    /// 자료관의 기준일: 이날까지의 공개변경을 따르고, 이날이 지난 재검토일을 알립니다
    #[serde(rename(deserialize = "기준일"))]
    pub as_of: Option<Date>,
    /// 자료관의 색: 적지 않은 색은 gian의 색이나, 적은 색에서 만든 색입니다
    #[serde(rename(deserialize = "색"))]
    pub colours: Option<Palette>,
    /// 어두운 화면의 색: 적지 않으면 `색`의 주색을 밝게 하여 씁니다
    #[serde(rename(deserialize = "어두운색"))]
    pub dark_colours: Option<Palette>,
    /// 휘장: `templates/html/`에 둔 SVG 파일의 이름
    #[serde(rename(deserialize = "휘장"))]
    #[schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9_-]*\.svg$"))]
    pub emblem: Option<String>,
    /// 남길 파일: 빌드가 `output/`와 그 아래 판의 폴더에서 지우지 않을 파일과 폴더의 이름 (`.git`, `CNAME`, `.nojekyll`은 적지 않아도 남습니다)
    #[serde(rename(deserialize = "남길파일"), default)]
    #[schemars(inner(regex(pattern = r"^[^/\\\\]+$")))]
    pub kept_files: Vec<String>,
}

/// Names that stay in every output: a checkout, and settings of hosts of static pages.
const KEPT: [&str; 3] = [".git", "CNAME", ".nojekyll"];

/// Whether a name in an output stays. `own` are the names that an office keeps besides (`남길파일`).
pub fn is_kept(name: &str, own: &[String]) -> bool {
    KEPT.contains(&name) || own.iter().any(|kept| kept == name)
}

/// 화면의 색: 글자와 바탕의 명도 대비는 4.5:1 이상이어야 합니다
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// 주색: 제목의 선, 단추, 번호. 예를 들어 `"#193aaa"`
    #[serde(rename(deserialize = "주색"))]
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"))]
    pub main: Option<String>,
    /// 연결색: 다른 곳으로 가는 글자 (없으면 주색)
    #[serde(rename(deserialize = "연결색"))]
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"))]
    pub link: Option<String>,
    /// 글자색
    #[serde(rename(deserialize = "글자색"))]
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"))]
    pub ink: Option<String>,
    /// 바탕색
    #[serde(rename(deserialize = "바탕색"))]
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"))]
    pub paper: Option<String>,
}

impl Settings {
    /// The department with this id.
    pub fn department(&self, id: &str) -> Option<&Department> {
        self.departments.iter().find(|d| d.id == id)
    }

    /// The institution by whose name a department writes, and the department: those of the agency to which it belongs in
    /// place of those of the office.
    pub fn institution_of(&self, department: &Department) -> (Institution, Department) {
        let (mut institution, mut department) = (self.institution.clone(), department.clone());
        if let Some(agency) = department.agency.take() {
            institution.parent = Some(std::mem::replace(&mut institution.name, agency.name));
            // Its head has no default: the head of the office signs for the office.
            institution.head = agency.head;
            if agency.address.is_some() {
                (institution.postcode, institution.address) = (agency.postcode, agency.address);
            }
            institution.homepage = agency.homepage.or(institution.homepage);
            department.phone = department.phone.or(agency.phone);
        }
        (institution, department)
    }

    /// The process of a name: that of the office, or the builtin one.
    pub fn process(&self, name: &str) -> Process {
        let own = self.processes.iter().find(|p| p.name == name);
        own.cloned().unwrap_or_else(|| Process::builtin(name))
    }
}
