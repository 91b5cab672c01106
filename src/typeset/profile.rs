//! House profiles: the look of an office as data (`templates/profiles/*.yaml`).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostics::{Diag, Place};
use crate::model::values::korean_enum;
use crate::text;

/// 서식 모음: 여백, 글꼴, 크기, 색, 표시
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// 이름
    #[serde(rename(deserialize = "이름"))]
    pub name: String,
    /// 여백 (mm)
    #[serde(rename(deserialize = "여백"))]
    pub margin: Margin,
    /// 글꼴의 집안 이름
    #[serde(rename(deserialize = "글꼴"))]
    pub fonts: Fonts,
    /// 기관이 가진 글꼴을 담은 폴더 (작업공간에서 본 경로)
    #[serde(rename(deserialize = "글꼴폴더"))]
    pub font_folder: Option<String>,
    /// 줄 간격 (%)
    #[serde(rename(deserialize = "줄간격"))]
    pub line_spacing: u16,
    /// 색 (#RRGGBB)
    #[serde(rename(deserialize = "색"))]
    pub colors: Colors,
    /// 결재란 맨 앞의 빈칸에 붙이는 이름 (없으면 두지 않음)
    #[serde(rename(deserialize = "시민칸"))]
    pub citizen: Option<String>,
    /// 항목 단계 (□ ○ - ·)
    #[serde(rename(deserialize = "항목"))]
    pub levels: Vec<Level>,
    /// 설명(※)의 글자 크기 (pt)
    #[serde(rename(deserialize = "설명크기"))]
    pub note_size: f64,
    /// 본문의 글자 크기 (pt)
    #[serde(rename(deserialize = "본문크기"))]
    pub text_size: f64,
    /// 표의 글자 크기 (pt)
    #[serde(rename(deserialize = "표크기"))]
    pub table_size: f64,
    /// 표 안의 항목 표시
    #[serde(rename(deserialize = "표항목"))]
    pub table_markers: Vec<String>,
    /// 기안문·시행문의 모양
    #[serde(rename(deserialize = "공문"))]
    pub letter: LetterLook,
    /// 표지 아래쪽에 적는 기관: 부서(팀) 또는 상위 조직(부서)
    #[serde(rename(deserialize = "표지기관"), default)]
    pub cover_office: CoverOffice,
}

/// 기안문·시행문의 모양 (글자 크기 pt)
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterLook {
    /// 본문과 두문
    #[serde(rename(deserialize = "본문크기"))]
    pub text_size: f64,
    /// 본문의 글꼴: 제목 글꼴을 쓰는가
    #[serde(rename(deserialize = "제목글꼴"), default)]
    pub sans: bool,
    /// 행정기관명
    #[serde(rename(deserialize = "기관명크기"))]
    pub agency_size: f64,
    /// 발신명의
    #[serde(rename(deserialize = "발신명의크기"))]
    pub sender_size: f64,
    /// 결문
    #[serde(rename(deserialize = "결문크기"))]
    pub foot_size: f64,
}

korean_enum! {
    /// 표지에 적는 기관
    CoverOffice {
        /// 부서 (팀)
        Department = "부서" / "department",
        /// 상위 조직 (부서)
        Upper = "상위" / "upper",
    }
}

#[expect(clippy::derivable_impls, reason = "the values are declared by a macro")]
impl Default for CoverOffice {
    fn default() -> Self {
        Self::Department
    }
}

/// 여백 (mm)
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Margin {
    /// 위
    #[serde(rename(deserialize = "위"))]
    pub top: f64,
    /// 아래
    #[serde(rename(deserialize = "아래"))]
    pub bottom: f64,
    /// 왼쪽
    #[serde(rename(deserialize = "왼쪽"))]
    pub left: f64,
    /// 오른쪽
    #[serde(rename(deserialize = "오른쪽"))]
    pub right: f64,
}

/// 글꼴의 집안 이름
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fonts {
    /// 본문
    #[serde(rename(deserialize = "본문"))]
    pub text: String,
    /// 제목과 표
    #[serde(rename(deserialize = "제목"))]
    pub head: String,
    /// 다른 글꼴에 없는 기호
    #[serde(rename(deserialize = "기호"))]
    pub symbol: String,
}

/// 색
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Colors {
    /// 띠와 굵은 줄
    #[serde(rename(deserialize = "주색"))]
    pub main: String,
    /// 제목과 머리글의 바탕
    #[serde(rename(deserialize = "바탕"))]
    pub tint: String,
    /// 표 머리의 바탕
    #[serde(rename(deserialize = "표머리"))]
    pub table_head: String,
    /// 표 안의 줄
    #[serde(rename(deserialize = "표선"))]
    pub table_rule: String,
    /// 기록표와 결재란의 이름칸
    #[serde(rename(deserialize = "이름칸"))]
    pub label: String,
}

/// 항목 단계
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// 표시
    #[serde(rename(deserialize = "표시"))]
    pub marker: String,
    /// 글자 크기 (pt)
    #[serde(rename(deserialize = "크기"))]
    pub size: f64,
    /// 제목 글꼴로 굵게 쓰는가
    #[serde(rename(deserialize = "굵게"), default)]
    pub bold: bool,
    /// 표시를 들여쓰는 길이 (글자 크기의 배)
    #[serde(rename(deserialize = "들여쓰기"))]
    pub indent: f64,
    /// 표시와 글 사이 (글자 크기의 배)
    #[serde(rename(deserialize = "사이"))]
    pub gap: f64,
    /// 앞 간격 (pt)
    #[serde(rename(deserialize = "앞간격"))]
    pub before: f64,
}

/// Profiles that the program carries: name, path below `templates/`, source.
pub const PROFILES: &[(&str, &str, &str)] =
    &[("서울", "profiles/seoul.yaml", include_str!("../../templates/profiles/seoul.yaml"))];

/// Finds a profile by its name, the office's own before the carried ones.
///
/// # Errors
/// When no profile has the name or its file cannot be read.
pub fn find(name: &str, overrides: &std::collections::BTreeMap<String, String>) -> Result<Profile, Diag> {
    let own = overrides.iter().filter(|(path, _)| path.starts_with("profiles/") && path.ends_with(".yaml"));
    let carried = PROFILES.iter().filter(|(_, path, _)| !overrides.contains_key(*path));
    let all = own
        .map(|(path, source)| (path.as_str(), source.as_str()))
        .chain(carried.map(|(_, path, source)| (*path, *source)));
    let mut names = Vec::new();
    for (path, source) in all {
        let profile = read(path, source)?;
        if profile.name == name {
            return Ok(profile);
        }
        names.push(profile.name);
    }
    Err(Diag::error(
        "unknown-profile",
        Place::value("gian.yaml", "/프로필"),
        text!("`{}`이라는 프로필이 없습니다", "there is no profile `{}`"; name),
    )
    .help(text!("다음 가운데 하나를 쓰십시오: {}", "write one of: {}"; names.join(", "))))
}

fn read(path: &str, source: &str) -> Result<Profile, Diag> {
    let file = format!("templates/{path}");
    let mut diags = Vec::new();
    let tree = crate::source::yaml::parse(&file, source, 0..source.len(), &mut diags);
    if let Some(diag) = diags.into_iter().next() {
        return Err(diag);
    }
    let json = tree.map_or(serde_json::Value::Null, |t| numbers(t.to_json()));
    serde_json::from_value(json).map_err(|e| {
        Diag::error(
            "profile",
            Place::bytes(&file, 0..0),
            text!("프로필을 읽을 수 없습니다: {}", "the profile cannot be read: {}"; e),
        )
    })
}

/// Measures may be fractions, which the sources of facts never have.
fn numbers(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(map) => map.into_iter().map(|(k, v)| (k, numbers(v))).collect(),
        Value::Array(items) => items.into_iter().map(numbers).collect(),
        Value::String(text) if text.contains('.') => match text.parse::<f64>() {
            Ok(number) => Value::from(number),
            Err(_) => Value::String(text),
        },
        other => other,
    }
}
