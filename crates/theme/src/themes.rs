//! House themes: the look of an office as data (`templates/profiles/*.yaml`).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use gian_compose::AnnexRules;
use gian_diagnostics::{Diag, Place, Route, text};
use gian_schema::Schema;
pub use gian_vocabulary::record::{CaptionForm, ChapterNumber, PageNumber};
use gian_vocabulary::values::{Date, RuleLevel};
use gian_vocabulary::{keys, korean_enum};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::font_names;

/// 서식 모음: 여백, 글꼴, 크기, 색, 표시
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// 이름: 쓰는 날이 겹치지 않으면 같은 이름의 프로필을 여럿 둘 수 있습니다
    #[serde(rename(deserialize = "이름"))]
    #[schemars(length(min = 1))]
    pub name: String,
    /// 이 모양을 쓰는 첫날
    #[serde(rename(deserialize = "시작일"), skip_serializing)]
    pub valid_from: Option<Date>,
    /// 이 모양을 쓰는 마지막 날
    #[serde(rename(deserialize = "종료일"), skip_serializing)]
    pub valid_to: Option<Date>,
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
    #[schemars(range(min = 80, max = 400))]
    pub line_spacing: u16,
    /// 색 (#RRGGBB)
    #[serde(rename(deserialize = "색"))]
    pub colors: Colors,
    /// 결재란 맨 앞의 빈칸에 붙이는 이름 (없으면 두지 않음)
    #[serde(rename(deserialize = "시민칸"))]
    pub citizen: Option<String>,
    /// 항목 단계 (□ ○ - ·)
    #[serde(rename(deserialize = "항목"))]
    #[schemars(length(min = 4, max = 8))]
    pub levels: Vec<Level>,
    /// 설명(※)의 글자 크기 (pt)
    #[serde(rename(deserialize = "설명크기"))]
    #[schemars(range(min = 5.0, max = 72.0))]
    pub note_size: f64,
    /// 본문의 글자 크기 (pt)
    #[serde(rename(deserialize = "본문크기"))]
    #[schemars(range(min = 5.0, max = 72.0))]
    pub text_size: f64,
    /// 표의 글자 크기 (pt)
    #[serde(rename(deserialize = "표크기"))]
    #[schemars(range(min = 5.0, max = 72.0))]
    pub table_size: f64,
    /// 표 안의 항목 표시
    #[serde(rename(deserialize = "표항목"))]
    #[schemars(length(min = 1))]
    pub table_markers: Vec<String>,
    /// 기안문·시행문의 모양
    #[serde(rename(deserialize = "공문"))]
    pub letter: LetterTheme,
    /// 표지 아래쪽에 적는 기관: 부서(팀), 상위 조직(부서) 또는 기관(상위 조직 부서)
    #[serde(rename(deserialize = "표지기관"), default = "department")]
    pub cover_office: CoverOffice,
    /// 장 제목의 모양
    #[serde(rename(deserialize = "장제목"), default = "band")]
    pub chapter: ChapterTheme,
    /// 장 번호의 꼴
    #[serde(rename(deserialize = "장번호"), default = "bare")]
    pub chapter_number: ChapterNumber,
    /// 표와 그림의 제목 앞에 적는 번호의 꼴
    #[serde(rename(deserialize = "캡션꼴"), default = "angle")]
    pub caption: CaptionForm,
    /// 상장이나 표창장 같은 증서의 둘레에 겹줄을 두르는가
    #[serde(rename(deserialize = "증서테두리"), default)]
    pub certificate_frame: bool,
    /// 쪽 번호의 꼴
    #[serde(rename(deserialize = "쪽번호"), default = "dashes")]
    pub page_number: PageNumber,
    /// 본문 쪽의 위 여백에 두는 글: `{기관}`, `{상위}`, `{부서}`는 문서의 것으로 적힙니다
    #[serde(rename(deserialize = "머리말"))]
    #[schemars(regex(pattern = r"^([^{}]|\{(기관|상위|부서)\})*$"))]
    pub header: Option<String>,
    /// 본문 쪽의 아래 여백 왼쪽에 두는 글: `{기관}`, `{상위}`, `{부서}`는 문서의 것으로 적힙니다
    #[serde(rename(deserialize = "꼬리말"))]
    #[schemars(regex(pattern = r"^([^{}]|\{(기관|상위|부서)\})*$"))]
    pub footer: Option<String>,
    /// 편람과 기관 관행의 규칙마다의 무게; gian.yaml의 `규칙`이 앞섭니다
    #[serde(rename(deserialize = "규칙"), default, skip_serializing)]
    pub rules: BTreeMap<String, RuleLevel>,
    /// Path of its file below `templates/`.
    #[serde(skip)]
    pub path: String,
}

fn band() -> ChapterTheme {
    ChapterTheme::Band
}

fn bare() -> ChapterNumber {
    ChapterNumber::Bare
}

fn angle() -> CaptionForm {
    CaptionForm::Angle
}

fn dashes() -> PageNumber {
    PageNumber::Dashes
}

fn department() -> CoverOffice {
    CoverOffice::Department
}

/// 기안문·시행문의 모양 (글자 크기 pt)
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterTheme {
    /// 본문과 두문
    #[serde(rename(deserialize = "본문크기"))]
    #[schemars(range(min = 5.0, max = 72.0))]
    pub text_size: f64,
    /// 본문의 글꼴: 제목 글꼴을 쓰는가
    #[serde(rename(deserialize = "제목글꼴"), default)]
    pub sans: bool,
    /// 행정기관명
    #[serde(rename(deserialize = "기관명크기"))]
    #[schemars(range(min = 5.0, max = 72.0))]
    pub agency_size: f64,
    /// 발신명의
    #[serde(rename(deserialize = "발신명의크기"))]
    #[schemars(range(min = 5.0, max = 72.0))]
    pub sender_size: f64,
    /// 결문
    #[serde(rename(deserialize = "결문크기"))]
    #[schemars(range(min = 5.0, max = 72.0))]
    pub foot_size: f64,
    /// 본문에 두는 표의 줄 수: 머리글 아래 줄이 이보다 많은 표는 붙임으로 따로 둡니다 (0이면 모두 본문에 둠)
    #[serde(rename(deserialize = "긴표줄수"), default = "long_table")]
    #[schemars(range(min = 0, max = 10000))]
    pub long_table: u16,
    /// 붙임으로 따로 둔 표의 쪽 첫머리에 적는 말. 번호는 말 뒤에 붙습니다: `[붙임]`, `<별지>`
    #[serde(rename(deserialize = "붙임표시"), default = "annex_mark")]
    #[schemars(regex(pattern = "^[^가-힣]*(붙임|별지|별첨|별표)[^가-힣]*$"))]
    pub annex_mark: String,
}

fn long_table() -> u16 {
    AnnexRules::ROWS
}

fn annex_mark() -> String {
    AnnexRules::MARK.to_owned()
}

korean_enum! {
    /// 장 제목의 모양
    ChapterTheme {
        /// 색 바탕에 흰 번호, 제목 아래 굵은 줄
        Band = "띠" / "band",
        /// 번호와 제목 아래 줄
        Line = "밑줄" / "line",
        /// 줄 없이 번호와 제목
        Plain = "글자" / "plain",
    }
}

korean_enum! {
    /// 표지에 적는 기관
    CoverOffice {
        /// 부서 (팀)
        Department = "부서" / "department",
        /// 상위 조직 (부서)
        Upper = "상위" / "upper",
        /// 기관 (상위 조직 부서), 상위기관이 있으면 그 위에
        Institution = "기관" / "institution",
    }
}

/// 여백 (mm)
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Margin {
    /// 위
    #[serde(rename(deserialize = "위"))]
    #[schemars(range(min = 0.0, max = 80.0))]
    pub top: f64,
    /// 아래
    #[serde(rename(deserialize = "아래"))]
    #[schemars(range(min = 0.0, max = 80.0))]
    pub bottom: f64,
    /// 왼쪽
    #[serde(rename(deserialize = "왼쪽"))]
    #[schemars(range(min = 0.0, max = 80.0))]
    pub left: f64,
    /// 오른쪽
    #[serde(rename(deserialize = "오른쪽"))]
    #[schemars(range(min = 0.0, max = 80.0))]
    pub right: f64,
}

/// 글꼴의 집안 이름
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fonts {
    /// 본문
    #[serde(rename(deserialize = "본문"))]
    #[schemars(length(min = 1))]
    pub text: String,
    /// 제목과 표
    #[serde(rename(deserialize = "제목"))]
    #[schemars(length(min = 1))]
    pub head: String,
    /// 다른 글꼴에 없는 기호
    #[serde(rename(deserialize = "기호"))]
    #[schemars(length(min = 1))]
    pub symbol: String,
}

/// 색
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Colors {
    /// 띠와 굵은 줄 (`"#1F3864"`처럼 #과 여섯 자리)
    #[serde(rename(deserialize = "주색"))]
    #[schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$"))]
    pub main: String,
    /// 제목과 머리글의 바탕 (`"#1F3864"`처럼 #과 여섯 자리)
    #[serde(rename(deserialize = "바탕"))]
    #[schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$"))]
    pub tint: String,
    /// 표 머리의 바탕 (`"#1F3864"`처럼 #과 여섯 자리)
    #[serde(rename(deserialize = "표머리"))]
    #[schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$"))]
    pub table_head: String,
    /// 표 안의 줄 (`"#1F3864"`처럼 #과 여섯 자리)
    #[serde(rename(deserialize = "표선"))]
    #[schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$"))]
    pub table_rule: String,
    /// 기록표와 결재란의 이름칸 (`"#1F3864"`처럼 #과 여섯 자리)
    #[serde(rename(deserialize = "이름칸"))]
    #[schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$"))]
    pub label: String,
}

/// 항목 단계
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// 표시
    #[serde(rename(deserialize = "표시"))]
    #[schemars(length(min = 1))]
    pub marker: String,
    /// 글자 크기 (pt)
    #[serde(rename(deserialize = "크기"))]
    #[schemars(range(min = 5.0, max = 72.0))]
    pub size: f64,
    /// 제목 글꼴로 굵게 쓰는가
    #[serde(rename(deserialize = "굵게"), default)]
    pub bold: bool,
    /// 표시를 들여쓰는 길이 (글자 크기의 배)
    #[serde(rename(deserialize = "들여쓰기"))]
    #[schemars(range(min = -5.0, max = 10.0))]
    pub indent: f64,
    /// 표시와 글 사이 (글자 크기의 배)
    #[serde(rename(deserialize = "사이"))]
    #[schemars(range(min = -5.0, max = 10.0))]
    pub gap: f64,
    /// 앞 간격 (pt)
    #[serde(rename(deserialize = "앞간격"))]
    #[schemars(range(min = 0.0, max = 100.0))]
    pub before: f64,
}

/// Code of a profile that does not exist, or has no version for the day of a document.
pub const UNKNOWN_PROFILE: &str = "unknown-profile";

/// Code of a profile that cannot be used.
const CODE: &str = "profile";

/// The builtin themes: path below `templates/`, source.
pub const PROFILES: &[(&str, &str)] = &[
    ("profiles/standard.yaml", include_str!("../../../templates/profiles/standard.yaml")),
    ("profiles/seoul.yaml", include_str!("../../../templates/profiles/seoul.yaml")),
    ("profiles/interior.yaml", include_str!("../../../templates/profiles/interior.yaml")),
];

/// All versions of one profile, each for its own days.
#[derive(Debug, Clone)]
pub struct Themes(Vec<Theme>);

impl Themes {
    /// Loads the versions of a profile; those of the office replace the builtin ones.
    ///
    /// # Errors
    /// No profile has the name, a file cannot be read, or two versions hold on the same day.
    pub fn find(name: &str, overrides: &BTreeMap<String, String>) -> Result<Self, Vec<Diag>> {
        let own = overrides.iter().filter(|(path, _)| path.starts_with("profiles/") && path.ends_with(".yaml"));
        let builtin = PROFILES.iter().filter(|(path, _)| !overrides.contains_key(*path));
        let all = own
            .map(|(path, source)| (path.as_str(), source.as_str()))
            .chain(builtin.map(|(path, source)| (*path, *source)));
        let (mut found, mut names, mut diags) = (Vec::<Theme>::new(), Vec::new(), Vec::new());
        for (path, source) in all {
            let profile = match read(path, source) {
                Ok(profile) => Theme { path: path.to_owned(), ..profile },
                Err(problems) => {
                    diags.extend(problems);
                    continue;
                }
            };
            if profile.name != name {
                names.push(profile.name);
                continue;
            }
            if let (Some(from), Some(to)) = (profile.valid_from, profile.valid_to)
                && to < from
            {
                diags.push(
                    Diag::error(
                        CODE,
                        Place::value(&format!("templates/{path}"), Route::of(keys::VALID_TO)),
                        text!("`종료일`이 `시작일`보다 앞섭니다", "종료일 is before 시작일"),
                    )
                    .help(text!("두 날을 확인하십시오", "check both days")),
                );
                continue;
            }
            if let Some(other) = found.iter().find(|other| overlap(other, &profile)) {
                // The writer can change the file of the office only.
                let own = overrides.contains_key(path);
                let (wrong, known) = if own { (path, other.path.as_str()) } else { (other.path.as_str(), path) };
                let place = |path: &str| Place::value(&format!("templates/{path}"), Route::of("이름"));
                diags.push(
                    Diag::error(
                        CODE,
                        place(wrong),
                        text!("`{}` 프로필 둘이 같은 날에 쓰입니다", "two profiles `{}` hold on the same day"; name),
                    )
                    .related(place(known), text!("다른 프로필입니다", "the other profile"))
                    .help(text!(
                        "`시작일`과 `종료일`을 겹치지 않게 쓰십시오",
                        "write 시작일 and 종료일 that do not overlap"
                    )),
                );
                continue;
            }
            found.push(profile);
        }
        // A file that cannot be read may be the one with the name.
        if found.is_empty() && diags.is_empty() {
            diags.push(
                Diag::error(
                    UNKNOWN_PROFILE,
                    Place::value("gian.yaml", Route::of(keys::PROFILE)),
                    text!("`{}`이라는 프로필이 없습니다", "there is no profile `{}`"; name),
                )
                .help(text!("다음 가운데 하나를 쓰십시오: {}", "write one of: {}"; names.join(", "))),
            );
        }
        if diags.is_empty() { Ok(Self(found)) } else { Err(diags) }
    }

    /// The version that holds on a day.
    pub fn on(&self, day: Date) -> Option<&Theme> {
        self.0.iter().find(|p| p.valid_from.is_none_or(|from| from <= day) && p.valid_to.is_none_or(|to| day <= to))
    }

    /// How letters treat long tables, for the days of each version.
    pub fn annexes(&self) -> Vec<AnnexRules> {
        let of = |theme: &Theme| AnnexRules {
            from: theme.valid_from,
            to: theme.valid_to,
            rows: usize::from(theme.letter.long_table),
            mark: theme.letter.annex_mark.clone(),
        };
        self.0.iter().map(of).collect()
    }

    /// All versions.
    pub fn iter(&self) -> impl Iterator<Item = &Theme> {
        self.0.iter()
    }
}

impl Theme {
    /// Problems of the names of fonts: no file has a family of the name. `files` are the builtin fonts and those of
    /// `글꼴폴더`.
    pub fn missing_fonts(&self, files: &[Cow<'_, [u8]>]) -> Vec<Diag> {
        let known = font_names::all(files);
        let names = [(&self.fonts.text, "본문"), (&self.fonts.head, "제목"), (&self.fonts.symbol, "기호")];
        let missing = names.into_iter().filter(|(name, _)| !known.contains_key(&name.to_lowercase()));
        missing
            .map(|(name, key)| {
                let place = Place::value(&format!("templates/{}", self.path), Route::of("글꼴").key(key));
                Diag::error(CODE, place, text!("`{name}` 글꼴이 없습니다", "there is no font `{name}`")).help(text!(
                    "글꼴 파일을 작업공간의 폴더에 두고 `글꼴폴더`에 그 폴더를 적거나, 다음 가운데 하나를 쓰십시오: {0}",
                    "put its files into a folder of the workspace and name the folder in 글꼴폴더, or write one of: {0}";
                    known.values().cloned().collect::<Vec<_>>().join(", ")
                ))
            })
            .collect()
    }
}

fn overlap(one: &Theme, two: &Theme) -> bool {
    let before = |a: &Theme, b: &Theme| a.valid_to.zip(b.valid_from).is_some_and(|(end, start)| end < start);
    !before(one, two) && !before(two, one)
}

fn read(path: &str, source: &str) -> Result<Theme, Vec<Diag>> {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(|| Schema::of::<Theme>().with_fractions());
    SCHEMA.read_file(&format!("templates/{path}"), source)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A builtin profile with one change.
    fn changed(from: &str, to: &str) -> Result<Theme, Vec<Diag>> {
        let (path, source) = PROFILES[0];
        assert!(source.contains(from), "{from}");
        read(path, &source.replacen(from, to, 1))
    }

    #[test]
    fn what_is_wrong_with_a_profile_is_told_at_its_place() {
        let told = |from: &str, to: &str| -> Vec<(String, &'static str)> {
            changed(from, to).unwrap_err().into_iter().map(|d| (d.place.route.to_string(), d.code)).collect()
        };
        let one = |place: &str, code: &'static str| vec![(place.to_owned(), code)];
        assert_eq!(told("장제목: 글자", "장제목: 글씨"), one("/장제목", "bad-value"));
        assert_eq!(told("장제목: 글자", "장제목: 1"), one("/장제목", "bad-value"));
        assert_eq!(told("본문크기: 13", "본문크기: 크게"), one("/본문크기", "wrong-type"));
        assert_eq!(told("본문크기: 13", "본문크기: -13"), one("/본문크기", "out-of-range"));
        assert_eq!(told("줄간격: 160", "줄간격: 65535"), one("/줄간격", "out-of-range"));
        assert_eq!(told("위: 20", "위: -200"), one("/여백/위", "out-of-range"));
        assert_eq!(told("주색: \"#222222\"", "주색: 파랑"), one("/색/주색", "bad-form"));
        assert_eq!(told("표시: ○", "표시: \"\""), one("/항목/1/표시", "missing-key"));
        assert_eq!(told("표항목: [○, \"-\", ·]", "표항목: []"), one("/표항목", "out-of-range"));
        assert!(told("여백:", "여벽:").contains(&("/여벽".to_owned(), "unknown-key")));
        assert_eq!(told("이름: 표준\n", ""), one("", "missing-key"));
        assert!(changed("줄간격: 160", "줄간격: 160.0").is_ok());
        let colour = changed("주색: \"#222222\"", "주색: #222222").unwrap_err().swap_remove(0);
        assert_eq!(colour.place.route.to_string(), "/색/주색");
        assert!(colour.help.unwrap().ko.contains("`\"#222222\"`처럼"));
    }

    #[test]
    fn days_and_fonts_of_a_profile_are_checked() {
        let with = |from: &str, to: &str| {
            let source = PROFILES[0].1.replacen(from, to, 1);
            BTreeMap::from([("profiles/own.yaml".to_owned(), source.replacen("이름: 표준", "이름: 우리", 1))])
        };
        let days = with("줄간격", "시작일: 2024-12-31\n종료일: 2024-01-01\n줄간격");
        let found = Themes::find("우리", &days).unwrap_err();
        assert_eq!((found[0].place.route.to_string().as_str(), found[0].code), ("/종료일", CODE));
        let fonts = gian_fonts::builtin();
        let missing = Themes::find("우리", &with("본문: Noto Serif CJK KR", "본문: 맑은 고딕")).unwrap();
        let found = missing.0[0].missing_fonts(&fonts);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].place.file.as_str(), found[0].place.route.to_string().as_str()),
            ("templates/profiles/own.yaml", "/글꼴/본문")
        );
        assert!(found[0].help.as_ref().unwrap().ko.contains("Noto Serif CJK KR"));
        for (path, source) in PROFILES {
            assert_eq!(read(path, source).unwrap().missing_fonts(&fonts), [], "{path}");
        }
    }

    #[test]
    fn a_marker_that_looks_like_a_number_is_text() {
        let profile = changed("표시: □", "표시: \"1.\"").unwrap();
        assert_eq!(profile.levels[0].marker, "1.");
    }
}
