//! Kinds of document: one folder `templates/documents/<name>/` each, with its properties (`kind.yaml`), the
//! template of its body (`body.md`) and, if the parts around the body are not those of its form, its own front
//! (`front.yaml`).
//!
//! An office adds a kind by adding a folder, and overrides one with a file of the same name. The rest of the program
//! asks a kind what it needs and shows, and refers to none by name.

pub mod parts;
mod printed;
mod shown;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use gian_diagnostics::{Diag, Place, Route, text};
use gian_document::Family;
use gian_schema::Schema;
use gian_vocabulary::korean_enum;
use gian_vocabulary::record::ItemMarker;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::shown::Shown;

korean_enum! {
    /// 문서의 서식
    Form {
        /// 표지와 제목이 있는 내부 보고서
        Report = "보고서" / "report",
        /// 기안문·시행문 (별지 제1호서식)
        Letter = "공문" / "letter",
        /// 간이기안문 (별지 제2호서식)
        Simple = "간이기안문" / "simple",
        /// 표지가 없는 회의록, 결정서, 표
        Sheet = "문서" / "sheet",
        /// 표지, 점검표, 목차, 장, 부록이 있는 계획서
        Plan = "계획서" / "plan",
        /// 공고와 고시: 번호, 제목, 공고일, 기관의 장 (결재는 자료관의 쪽에 보임)
        Notice = "공고" / "notice",
        /// 별지: 채워 넣는 빈 서식
        Blank = "별지" / "blank",
        /// 보도자료
        Press = "보도" / "press",
        /// 제목과 본문만 있는 문서
        Free = "자유" / "free",
    }
}

korean_enum! {
    /// 종이의 방향
    Orientation {
        /// 세로
        Portrait = "세로" / "portrait",
        /// 가로
        Landscape = "가로" / "landscape",
    }
}

korean_enum! {
    /// 문서를 만드는 데 있어야 하는 자료
    Need {
        /// plan.yaml
        Plan = "계획" / "plan",
        /// `추진결과` in plan.yaml
        Outcome = "추진결과" / "outcome",
        /// review.yaml
        Review = "검토" / "review",
        /// review.yaml (협의·조정만 있던 때의 말)
        Coordination = "협의·조정" / "coordination",
        /// grant.yaml
        Grant = "보조금" / "grant",
        /// 기록의 `회의`가 가리키는 meetings.yaml의 회의, 가리키지 않으면 review.yaml
        Meeting = "회의" / "meeting",
        /// 기록의 `대상건`
        Covers = "대상건" / "covers",
        /// 기록의 `출장`
        Trip = "출장" / "trip",
        /// 기록의 `검수`
        Acceptance = "검수" / "acceptance",
        /// 기록의 `인계인수`
        Handover = "인계인수" / "handover",
        /// 기록의 `업무현황`
        Duties = "업무현황" / "duties",
        /// 기록의 `세부사업`
        Project = "세부사업" / "project",
        /// 기록의 `증서`
        Certificate = "증서" / "certificate",
        /// 기록의 `협약`
        Agreement = "협약" / "agreement",
        /// 기록의 `점검`
        Inspection = "점검" / "inspection",
        /// 작성자가 쓴 본문
        Body = "본문" / "body",
        /// 기록의 `공고사항`
        NoticeFacts = "공고사항" / "notice_facts",
        /// 기록의 `서식사항`
        FormFacts = "서식사항" / "form_facts",
        /// 기록의 `보도사항`
        PressFacts = "보도사항" / "press_facts",
        /// 기록의 `요구사항`
        DemandFacts = "요구사항" / "demand_facts",
    }
}

impl Need {
    /// The key of the record that has these facts; `None` for data from elsewhere.
    pub fn group(self) -> Option<&'static str> {
        match self {
            Self::Plan
            | Self::Outcome
            | Self::Review
            | Self::Coordination
            | Self::Grant
            | Self::Meeting
            | Self::Covers
            | Self::Body => None,
            Self::NoticeFacts | Self::FormFacts | Self::PressFacts | Self::DemandFacts => Some(self.label()),
            Self::Trip | Self::Acceptance | Self::Handover | Self::Duties | Self::Project => Some(self.label()),
            Self::Certificate | Self::Agreement | Self::Inspection => Some(self.label()),
        }
    }
}

/// Name by which a `body.md` includes the body of the writer: `{% include "body.md" %}`.
pub const BODY: &str = "body.md";

/// Name of the file with the front of a kind.
pub const FRONT: &str = "front.yaml";

/// 문서 종류 (templates/documents/*/kind.yaml)
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KindFile {
    /// 기록의 `종류`에 쓰는 이름
    #[serde(rename(deserialize = "이름"))]
    #[schemars(length(min = 1))]
    pub name: String,
    /// 같은 틀을 쓰는 다른 종류의 이름: `[표창장, 위촉장]`
    #[serde(rename(deserialize = "다른이름"), default)]
    #[schemars(inner(length(min = 1)))]
    pub other_names: Vec<String>,
    /// 서식
    #[serde(rename(deserialize = "서식"))]
    pub form: Form,
    /// 종이의 방향
    #[serde(rename(deserialize = "방향"), default = "portrait")]
    pub orientation: Orientation,
    /// 본문이 없을 때 있어야 하는 자료
    #[serde(rename(deserialize = "자료"), default)]
    pub needs: Vec<Need>,
    /// 검토한 위원의 명단을 보이는가 (그러면 위촉위원을 공개할지 정해야 합니다)
    #[serde(rename(deserialize = "명단"), default)]
    pub members: bool,
    /// 협의·조정에 대해 알리는 것: 적지 않으면 body.md가 찍는 것
    #[serde(rename(deserialize = "보임"), default)]
    pub shows: Option<Vec<Shown>>,
    /// 본문의 글자 크기 (pt): 적지 않으면 프로필의 크기
    #[serde(rename(deserialize = "글자크기"))]
    #[schemars(range(min = 8.0, max = 30.0))]
    pub text_size: Option<f64>,
    /// 항목을 프로필의 굵기와 관계없이 굵지 않게 쓰는가: 보도자료처럼 항목이 문장인 문서
    #[serde(rename(deserialize = "가는항목"), default)]
    pub regular_items: bool,
    /// 기록에 `항목부호`가 없을 때 쓰는 항목의 표시
    #[serde(rename(deserialize = "항목부호"), default)]
    #[schemars(length(min = 1, max = 8))]
    pub item_markers: Vec<ItemMarker>,
    /// 제목(`##`)을 제1조(…)로 적는가: 협약과 계약
    #[serde(rename(deserialize = "조문"), default)]
    pub articles: bool,
}

impl KindFile {
    /// Every name by which a record may ask for the kind.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.other_names).map(String::as_str)
    }
}

fn portrait() -> Orientation {
    Orientation::Portrait
}

/// A kind of document.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its `kind.yaml`.
    pub file: KindFile,
    /// Path of the body template below `templates/`.
    pub template: String,
    /// The template.
    pub source: String,
    /// `보임` of the file, or what the template prints.
    shown: BTreeSet<Shown>,
}

impl Kind {
    /// Whether a record asks for the kind by this name.
    pub fn is_named(&self, name: &str) -> bool {
        self.file.names().any(|own| own == name)
    }

    /// Path of its own front below `templates/`, if it has one.
    pub fn front_path(&self) -> String {
        self.template.replace(BODY, FRONT)
    }

    /// Whether its documents are for readers outside: the record and the approval stand on the page of the archive only.
    pub fn is_outside(&self) -> bool {
        matches!(self.file.form, Form::Notice | Form::Blank | Form::Press | Form::Free)
    }

    /// Whether the template needs this data if the writer gives no body.
    pub fn needs(&self, need: Need) -> bool {
        self.file.needs.contains(&need)
    }

    /// Whether the template is around the body of the writer, because it includes it. The body replaces any other
    /// template.
    pub fn frames_body(&self) -> bool {
        ['"', '\''].iter().any(|quote| self.source.contains(&format!("include {quote}{BODY}{quote}")))
    }

    /// Whether a document of the kind shows this part of the review.
    pub fn shows(&self, shown: Shown) -> bool {
        self.shown.contains(&shown)
    }

    /// Whether a document of the kind shows the outcome of the review. A public document of such a kind discloses the
    /// outcome, also to lists.
    pub fn tells_outcome(&self) -> bool {
        [Shown::Meetings, Shown::Findings, Shown::Decision].into_iter().any(|s| self.shows(s))
    }

    /// Whether the kind reports on the meetings and orders the next steps: it is dated after the meetings, and the
    /// deadlines of the steps are after it.
    pub fn reports_and_orders(&self) -> bool {
        self.shows(Shown::Meetings) && self.shows(Shown::Steps)
    }

    /// The system of item markers that belongs to the form.
    pub fn family(&self) -> Family {
        match self.file.form {
            Form::Letter | Form::Notice | Form::Blank => Family::Letter,
            Form::Report | Form::Simple | Form::Sheet | Form::Plan | Form::Press | Form::Free => Family::Report,
        }
    }
}

macro_rules! builtin {
    ($($folder:literal),+ $(,)?) => {
        &[$((
            $folder,
            include_str!(concat!("../../../templates/documents/", $folder, "/kind.yaml")),
            include_str!(concat!("../../../templates/documents/", $folder, "/body.md")),
        )),+]
    };
}

/// Builtin kinds: folder, `kind.yaml`, `body.md`.
pub const BUILTIN: &[(&str, &str, &str)] = builtin![
    "meeting-plan",
    "minutes",
    "attendance",
    "result-report",
    "resolution",
    "decision",
    "simple-draft",
    "result-notice",
    "action-table",
    "comparison-table",
    "plan-book",
    "outcome-report",
    "grant-notice",
    "settlement-report",
    "status-table",
    "report",
    "letter",
    "trip-report",
    "acceptance-record",
    "handover-record",
    "work-report",
    "project-plan",
    "notice",
    "public-notification",
    "form",
    "press-release",
    "council-demand",
    "free",
    "certificate",
    "agreement",
    "check-sheet",
];

/// Fronts of the builtin kinds that have their own: path below `templates/`, source.
pub const FRONTS: &[(&str, &str)] = &[
    ("documents/certificate/front.yaml", include_str!("../../../templates/documents/certificate/front.yaml")),
    ("documents/agreement/front.yaml", include_str!("../../../templates/documents/agreement/front.yaml")),
    ("documents/check-sheet/front.yaml", include_str!("../../../templates/documents/check-sheet/front.yaml")),
];

/// Every kind of a workspace.
#[derive(Debug, Clone, Default)]
pub struct Kinds(Vec<Kind>);

impl Kinds {
    /// The builtin kinds and those of the office, whose files override the builtin ones.
    ///
    /// # Errors
    /// A `kind.yaml` that cannot be read or reuses the name of another kind, or a folder that lacks one of the two
    /// files.
    pub fn load(templates: &BTreeMap<String, String>) -> Result<Self, Vec<Diag>> {
        let mut folders: BTreeSet<&str> = BUILTIN.iter().map(|(folder, ..)| *folder).collect();
        folders.extend(templates.keys().filter_map(|path| folder_of(path)));
        let (mut kinds, mut diags) = (Vec::<Kind>::new(), Vec::new());
        for folder in folders {
            let builtin = BUILTIN.iter().find(|(name, ..)| *name == folder);
            let pick = |name: &str, own: Option<&'static str>| {
                templates.get(&format!("documents/{folder}/{name}")).map(String::as_str).or(own)
            };
            let meta = pick("kind.yaml", builtin.map(|c| c.1));
            let body = pick("body.md", builtin.map(|c| c.2));
            let (Some(meta), Some(body)) = (meta, body) else {
                let missing = if meta.is_none() { "kind.yaml" } else { "body.md" };
                let there = if meta.is_none() { "body.md" } else { "kind.yaml" };
                diags.push(
                    Diag::error(
                        CODE,
                        Place::bytes(&format!("templates/documents/{folder}/{there}"), 0..0),
                        text!("문서 종류의 폴더에 `{}`이(가) 없습니다", "the folder of a kind of document has no `{}`"; missing),
                    )
                    .help(text!("`{}`을(를) 같은 폴더에 두십시오", "put `{}` into the same folder"; missing)),
                );
                continue;
            };
            let path = format!("templates/documents/{folder}/kind.yaml");
            let file = match read(&path, meta) {
                Ok(file) => file,
                Err(found) => {
                    diags.extend(found);
                    continue;
                }
            };
            let twice = file.names().enumerate().find(|(i, name)| file.names().skip(i + 1).any(|other| other == *name));
            if let Some((_, name)) = twice {
                diags.push(
                    Diag::error(
                        CODE,
                        Place::value(&path, Route::of(NAME)),
                        text!("이름 `{}`이(가) 두 번 있습니다", "the name `{}` is there twice"; name),
                    )
                    .help(text!("하나를 지우십시오", "remove one of them")),
                );
                continue;
            }
            if let Some(other) = kinds.iter().find(|k| file.names().any(|name| k.is_named(name))) {
                let other_kind = other;
                let other = format!("templates/{}", other.template.replace("body.md", "kind.yaml"));
                // The writer can change the file of the office only.
                let own = |path: &str| templates.contains_key(path.trim_start_matches("templates/"));
                let (wrong, known) = if own(&path) { (&path, &other) } else { (&other, &path) };
                diags.push(
                    Diag::error(
                        CODE,
                        Place::value(wrong, Route::of(NAME)),
                        text!(
                            "같은 이름의 종류가 있습니다: `{}`", "there is another kind `{}`";
                            file.names().find(|name| other_kind.is_named(name)).unwrap_or(&file.name)
                        ),
                    )
                    .related(
                        Place::value(known, Route::of(NAME)),
                        text!("이 종류의 이름입니다", "the name of this kind"),
                    )
                    .help(text!("다른 이름을 주십시오", "give it another name")),
                );
                continue;
            }
            let shown = match &file.shows {
                Some(shows) => shows.iter().copied().collect(),
                None => printed::printed(body, &|path| parts::source(path, templates)),
            };
            let template = format!("documents/{folder}/body.md");
            kinds.push(Kind { file, template, source: body.to_owned(), shown });
        }
        if diags.is_empty() { Ok(Self(kinds)) } else { Err(diags) }
    }

    /// The kind with this name.
    pub fn find(&self, name: &str) -> Option<&Kind> {
        self.0.iter().find(|k| k.is_named(name))
    }

    /// Every kind.
    pub fn iter(&self) -> impl Iterator<Item = &Kind> {
        self.0.iter()
    }
}

/// Key of the name in `kind.yaml`.
const NAME: &str = "이름";

/// Code of problems of a kind, or of the kind of a document.
pub const CODE: &str = "document-kind";

/// `x` of `documents/x/kind.yaml` and `documents/x/body.md`.
fn folder_of(path: &str) -> Option<&str> {
    let (folder, file) = path.strip_prefix("documents/")?.split_once('/')?;
    ["kind.yaml", "body.md"].contains(&file).then_some(folder)
}

fn read(path: &str, source: &str) -> Result<KindFile, Vec<Diag>> {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(Schema::of::<KindFile>);
    SCHEMA.read_file(path, source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_builtin_kind_is_read() {
        let kinds = Kinds::load(&BTreeMap::new()).unwrap();
        assert_eq!(kinds.iter().count(), BUILTIN.len());
    }

    /// If a kind file declared more than its template prints, lists would disclose what no document discloses.
    #[test]
    fn every_builtin_kind_declares_what_its_template_prints() {
        let none = BTreeMap::new();
        for kind in Kinds::load(&none).unwrap().iter() {
            let name = &kind.file.name;
            let printed = printed::printed(&kind.source, &|path| parts::source(path, &none));
            assert!(kind.file.shows.is_some(), "{name} does not declare what it shows");
            assert_eq!(kind.shown, printed, "{name}");
        }
    }

    #[test]
    fn an_own_kind_shows_what_it_declares_or_else_what_its_template_prints() {
        let kind = |file: &str, body: &str| {
            let mut templates = BTreeMap::new();
            templates.insert("documents/own/kind.yaml".to_owned(), format!("이름: 검토결과보고\n서식: 보고서\n{file}"));
            templates.insert("documents/own/body.md".to_owned(), body.to_owned());
            templates.insert("parts/own.md".to_owned(), "- {{ review.decision.words }}\n".to_owned());
            Kinds::load(&templates).map(|kinds| kinds.find("검토결과보고").unwrap().clone())
        };
        let asks = |k: Kind| (k.tells_outcome(), k.reports_and_orders());
        let report = BUILTIN.iter().find(|(folder, ..)| *folder == "result-report").unwrap().2;
        assert_eq!(asks(kind("", report).unwrap()), (true, true));
        assert_eq!(asks(kind("", "{% include \"parts/own.md\" %}\n").unwrap()), (true, false));
        assert_eq!(asks(kind("", "- 회의를 엶\n").unwrap()), (false, false));
        assert_eq!(asks(kind("보임: []\n", report).unwrap()), (false, false));
        assert_eq!(asks(kind("보임: [후속절차]\n", report).unwrap()), (false, false));
        assert_eq!(asks(kind("보임: [회의, 후속절차]\n", "- 알림\n").unwrap()), (true, true));
    }

    /// Location of the problem of a kind file, its code and its help.
    /// Route, code and advice of the problems of a kind file.
    fn problems(file: &str) -> Vec<(String, &'static str, String)> {
        let diags = read("kind.yaml", &format!("이름: 검토결과보고\n{file}")).unwrap_err();
        diags.into_iter().map(|d| (d.place.route.to_string(), d.code, d.help.unwrap().ko)).collect()
    }

    #[test]
    fn a_wrong_word_is_told_at_its_place_with_the_words_that_can_stand_there() {
        let first = |file: &str| problems(file).swap_remove(0);
        let (place, code, help) = first("서식: 보고서\n보임: [회의, 결과]\n");
        assert_eq!((place.as_str(), code), ("/보임/1", "bad-value"));
        assert!(help.contains("회의, 검토의견, 결정, 후속절차"), "{help}");
        assert_eq!(first("서식: 보고\n").0, "/서식");
        assert_eq!(first("서식: 보고서\n방향: 가로로\n").0, "/방향");
        assert_eq!(first("서식: 보고서\n방향: 1\n").1, "bad-value");
        assert_eq!(first("서식: 보고서\n자료: [협의]\n").0, "/자료/0");
        assert_eq!(
            first("서식: 보고서\n자료:\n  - 계획\n  -\n"),
            ("/자료/1".into(), "missing-key", "값을 쓰거나 줄을 지우십시오".into())
        );
        assert_eq!(first("서식: 보고서\n보이: [결정]\n"), ("/보이".into(), "unknown-key", "혹시 `보임`입니까?".into()));
        assert!(problems("서석: 보고서\n").iter().any(|(place, code, _)| place == "/서석" && *code == "unknown-key"));
        assert_eq!(first("방향: 가로\n").2, "`서식:` 줄을 더하십시오");
        assert_eq!(first("서식:\n").2, "`서식:` 뒤에 값을 쓰십시오");
        assert_eq!(first("서식: 보고서\n명단: 예\n").0, "/명단");
    }

    #[test]
    fn of_two_kinds_with_one_name_that_of_the_office_is_wrong() {
        let mut templates = BTreeMap::new();
        templates.insert("documents/own/kind.yaml".to_owned(), "이름: 보고서\n서식: 공문\n".to_owned());
        templates.insert("documents/own/body.md".to_owned(), "- 회신\n".to_owned());
        let found = Kinds::load(&templates).unwrap_err();
        let [diag] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(
            (diag.place.file.as_str(), diag.place.route.to_string().as_str()),
            ("templates/documents/own/kind.yaml", "/이름")
        );
        assert_eq!(diag.related[0].0.file, "templates/documents/report/kind.yaml");
    }

    #[test]
    fn a_kind_has_other_names_and_none_of_them_twice() {
        let kinds = Kinds::load(&BTreeMap::new()).unwrap();
        let names = ["상장", "표창장", "위촉장", "임명장", "수료증", "확인서"];
        assert!(names.iter().all(|name| kinds.find(name).unwrap().template == "documents/certificate/body.md"));
        let told = |file: &str| {
            let mut templates = BTreeMap::new();
            templates.insert("documents/own/kind.yaml".to_owned(), file.to_owned());
            templates.insert("documents/own/body.md".to_owned(), "- 회신\n".to_owned());
            Kinds::load(&templates).unwrap_err().swap_remove(0).message.ko
        };
        assert_eq!(told("이름: 회신\n다른이름: [답신, 회신]\n서식: 공문\n"), "이름 `회신`이(가) 두 번 있습니다");
        assert_eq!(told("이름: 회신\n다른이름: [답신, 표창장]\n서식: 공문\n"), "같은 이름의 종류가 있습니다: `표창장`");
    }

    #[test]
    fn a_template_may_be_around_the_body_of_the_writer() {
        let kind = |body: &str| {
            let mut templates = BTreeMap::new();
            templates.insert(
                "documents/own/kind.yaml".to_owned(),
                "이름: 입찰공고\n서식: 공고\n자료: [공고사항]\n".to_owned(),
            );
            templates.insert("documents/own/body.md".to_owned(), body.to_owned());
            Kinds::load(&templates).unwrap().find("입찰공고").unwrap().clone()
        };
        assert!(kind("다음과 같이 입찰에 부칩니다.\n{% include \"body.md\" %}\n").frames_body());
        assert!(kind("{%- include 'body.md' -%}\n").frames_body());
        assert!(!kind("{% include \"parts/body.md\" %}\n").frames_body());
        assert_eq!(kind("- 입찰\n").file.needs[0].group(), Some("공고사항"));
        assert_eq!(Need::Plan.group(), None);
    }

    #[test]
    fn a_folder_of_an_office_is_a_kind_and_half_a_folder_is_refused() {
        let mut templates = BTreeMap::new();
        templates.insert("documents/own/kind.yaml".to_owned(), "이름: 민원 회신\n서식: 공문\n".to_owned());
        assert!(Kinds::load(&templates).is_err());
        templates.insert("documents/own/body.md".to_owned(), "- 회신\n".to_owned());
        assert_eq!(Kinds::load(&templates).unwrap().find("민원 회신").unwrap().family(), Family::Letter);
        templates.insert("documents/own/kind.yaml".to_owned(), "이름: 결과보고\n서식: 공문\n".to_owned());
        assert!(Kinds::load(&templates).is_err());
    }
}
