//! The parts around the body, in order: of each form in `templates/fronts/<form>.yaml`, of a kind that differs from its
//! form in `templates/documents/<kind>/front.yaml`.
//!
//! A definition of an invalid sheet is reported with its position: an unknown part, a duplicate part, a part on the
//! wrong side of the body, or a sheet without title, approval, number, class or day.

use std::collections::BTreeMap;
use std::ops::Range;

use gian_diagnostics::{Diag, Place, Text, text};
use gian_kinds::{Form, Kind as DocumentKind, Kinds};
use gian_source::yaml::{self, Entry, Kind, Node};
use gian_vocabulary::record::RecordKey;

use super::part::{BoxLine, ClosingLines, Front, PARTS, PartDefinition, TitleLines};

/// Builtin fronts: path below `templates/`, source.
pub const FRONTS: &[(&str, &str)] = &[
    ("fronts/report.yaml", include_str!("../../../../templates/fronts/report.yaml")),
    ("fronts/letter.yaml", include_str!("../../../../templates/fronts/letter.yaml")),
    ("fronts/simple.yaml", include_str!("../../../../templates/fronts/simple.yaml")),
    ("fronts/sheet.yaml", include_str!("../../../../templates/fronts/sheet.yaml")),
    ("fronts/plan.yaml", include_str!("../../../../templates/fronts/plan.yaml")),
    ("fronts/notice.yaml", include_str!("../../../../templates/fronts/notice.yaml")),
    ("fronts/blank.yaml", include_str!("../../../../templates/fronts/blank.yaml")),
    ("fronts/press.yaml", include_str!("../../../../templates/fronts/press.yaml")),
    ("fronts/free.yaml", include_str!("../../../../templates/fronts/free.yaml")),
];

/// Path of the front of a form, below `templates/`.
pub fn path(form: Form) -> &'static str {
    match form {
        Form::Report => FRONTS[0].0,
        Form::Letter => FRONTS[1].0,
        Form::Simple => FRONTS[2].0,
        Form::Sheet => FRONTS[3].0,
        Form::Plan => FRONTS[4].0,
        Form::Notice => FRONTS[5].0,
        Form::Blank => FRONTS[6].0,
        Form::Press => FRONTS[7].0,
        Form::Free => FRONTS[8].0,
    }
}

/// Keys that the sheet of a record must show.
const REQUIRED: [&str; 5] = ["제목", "결재선", "문서번호", "공개구분", "결재일"];
/// What is required of a sheet for readers outside, whose record stands on the page of the archive only.
const REQUIRED_OUTSIDE: [&str; 1] = ["제목"];

/// The front of every form, and those of the kinds that have their own, by their paths.
#[derive(Debug, Clone)]
pub struct Fronts(BTreeMap<String, Front>);

impl Fronts {
    /// The fronts of the office, with the builtin ones as defaults.
    ///
    /// # Errors
    /// A definition that cannot be read or defines an invalid sheet, with its position; a file that belongs to no
    /// form.
    pub fn load(kinds: &Kinds, templates: &BTreeMap<String, String>) -> Result<Self, Diag> {
        let known = |path: &str| FRONTS.iter().any(|(own, _)| *own == path);
        if let Some(path) = templates.keys().find(|p| p.starts_with("fronts/") && !known(p)) {
            let names: Vec<&str> = FRONTS.iter().map(|(path, _)| *path).collect();
            return Err(Diag::error(
                CODE,
                Place::bytes(&format!("templates/{path}"), 0..0),
                text!("이 파일을 쓰는 서식이 없습니다", "no form uses this file"),
            )
            .help(
                text!("다음 가운데 하나로 이름을 고치십시오: {}", "give it one of these names: {}"; names.join(", ")),
            ));
        }
        let read = |path: &str, source: &str, outside: bool| -> Result<(String, Front), Diag> {
            let required = if outside { &REQUIRED_OUTSIDE[..] } else { &REQUIRED[..] };
            Ok((path.to_owned(), Reader { file: format!("templates/{path}"), source, required }.read()?))
        };
        let of_form = |(path, own): &(&'static str, &'static str)| {
            let source = templates.get(*path).map_or(*own, String::as_str);
            let outside =
                [Form::Notice, Form::Blank, Form::Press, Form::Free].into_iter().any(|form| self::path(form) == *path);
            read(path, source, outside)
        };
        let of_kind = |kind: &DocumentKind| {
            let path = kind.front_path();
            let builtin = gian_kinds::FRONTS.iter().find(|(own, _)| *own == path).map(|(_, source)| *source);
            let source = templates.get(&path).map(String::as_str).or(builtin)?;
            Some(read(&path, source, kind.is_outside()))
        };
        FRONTS.iter().map(of_form).chain(kinds.iter().filter_map(of_kind)).collect::<Result<_, Diag>>().map(Self)
    }

    /// The front of a form.
    pub fn of_form(&self, form: Form) -> &Front {
        &self.0[path(form)]
    }

    /// The front of a kind: its own, else that of its form.
    pub fn of(&self, kind: &DocumentKind) -> &Front {
        self.0.get(&kind.front_path()).unwrap_or_else(|| self.of_form(kind.file.form))
    }
}

const CODE: &str = "front";

/// Reads one file.
struct Reader<'a> {
    file: String,
    source: &'a str,
    /// Keys that the sheet must show.
    required: &'static [&'static str],
}

impl Reader<'_> {
    fn read(&self) -> Result<Front, Diag> {
        let mut diags = Vec::new();
        let tree = yaml::parse(&self.file, self.source, 0..self.source.len(), &mut diags);
        if let Some(diag) = diags.into_iter().next() {
            return Err(diag);
        }
        let first = 0..self.source.lines().next().map_or(0, str::len);
        let tree = tree.unwrap_or(Node { span: first.clone(), kind: Kind::Null });
        let entries = self.entries(&tree, &["앞", "뒤", "끝표시"])?;
        let (mut front, mut places) = (Front::default(), Vec::new());
        for entry in entries {
            if entry.key == "끝표시" {
                front.without_end_mark = !self.flag(&entry.value)?;
                continue;
            }
            for node in self.items(&entry.value)? {
                let (part, place) = self.part(node)?;
                let behind = entry.key == "뒤";
                self.in_place(&part, behind, &front, &places, &place)?;
                places.push((part.label(), place));
                let side = if behind { &mut front.after } else { &mut front.before };
                side.push(part);
            }
        }
        let missing: Vec<&str> = self.required.iter().copied().filter(|key| !front.shows(key)).collect();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            return Err(self
                .refuse(
                    &first,
                    text!("문서에 반드시 있어야 할 것을 보이는 부분이 없습니다: {}", "no part shows what the sheet must have: {}"; missing),
                )
                .help(match self.required.len() {
                    1 => text!("`제목머리`를 두십시오", "have `제목머리`"),
                    _ => text!(
                        "`표지`나 `문서머리`(제목, 결재선과 `기록`에 적은 항목), 또는 `두문`과 `결문`을 두십시오",
                        "have `표지` or `문서머리` (title, approval and what `기록` lists), or `두문` and `결문`"
                    ),
                }));
        }
        Ok(front)
    }

    /// Refuses a duplicate part, and a part in the wrong position.
    fn in_place(
        &self,
        part: &PartDefinition,
        behind: bool,
        front: &Front,
        places: &[(&str, Range<usize>)],
        place: &Range<usize>,
    ) -> Result<(), Diag> {
        let name = part.label();
        let approves = |p: &PartDefinition| p.keys().contains(&"결재선");
        let other = front.parts().find(|p| p.label() == name || (approves(part) && approves(p)));
        if let Some(other) = other {
            let (_, before) = places.iter().find(|(label, _)| *label == other.label()).expect("each has its place");
            let message = if other.label() == name {
                text!("`{}` 부분이 두 번 있습니다", "the part `{}` is there twice"; name)
            } else {
                text!("결재선을 두 부분이 보입니다: `{}`, `{}`", "two parts show the approval: `{}` and `{}`"; other.label(), name)
            };
            return Err(self
                .refuse(place, message)
                .related(Place::bytes(&self.file, before.clone()), text!("먼저 있는 부분", "the first one"))
                .help(text!("하나를 지우십시오", "remove one of them")));
        }
        if part.is_behind() != behind {
            let (ko, en) = if behind { ("앞", "before") } else { ("뒤", "behind") };
            return Err(self
                .refuse(place, text!("`{}` 부분이 설 자리가 아닙니다", "the part `{}` cannot stand here"; name))
                .help(Text {
                    ko: format!("`{ko}`에 두십시오"), en: format!("put it under `{ko}`, {en} the body")
                }));
        }
        if let Some(last) = front.before.last().filter(|last| !behind && last.rank() > part.rank()) {
            return Err(self
                .refuse(
                    place,
                    text!("`{}` 부분은 `{}` 부분보다 앞에 있어야 합니다", "the part `{}` must stand before `{}`"; name, last.label()),
                )
                .help(text!(
                    "표지, 점검표와 목차, 본문 위에 놓이는 부분의 차례로 적으십시오",
                    "write the cover first, then 점검표 and 목차, then what stands above the text"
                )));
        }
        Ok(())
    }

    fn part(&self, node: &Node) -> Result<(PartDefinition, Range<usize>), Diag> {
        const OPTIONS: [&str; 18] = [
            "부분",
            "기록",
            "요지",
            "시민란",
            "결재란",
            "이름띠",
            "큰이름",
            "위",
            "아래",
            "칸",
            "날",
            "명의",
            "발신명의",
            "받는이",
            "서명란",
            "수여자",
            "당사자",
            "점검자",
        ];
        let entries = self.entries(node, &OPTIONS)?;
        let find = |key: &str| entries.iter().find(|e| e.key == key);
        let Some(name) = find("부분") else {
            return Err(self.refuse(&node.span, text!("`부분`이 없습니다", "there is no `부분`")).help(one_of(&PARTS)));
        };
        let record = || -> Result<Vec<BoxLine>, Diag> {
            let Some(entry) = find("기록") else { return Ok(Vec::new()) };
            self.items(&entry.value)?.iter().map(|n| self.box_line(n)).collect()
        };
        let lines = |key: &str| -> Result<Vec<BoxLine>, Diag> {
            let Some(entry) = find(key) else { return Ok(Vec::new()) };
            self.items(&entry.value)?.iter().map(|n| self.head_line(n, key == "칸")).collect()
        };
        let flag = |key: &str| find(key).map_or(Ok(false), |e| self.flag(&e.value));
        let part = match self.words(&name.value)? {
            "표지" => {
                let with_approval = find("결재란").map_or(Ok(true), |e| self.flag(&e.value))?;
                PartDefinition::Cover {
                    record: record()?,
                    summary: flag("요지")?,
                    citizen_cell: flag("시민란")?,
                    with_approval,
                }
            }
            "문서머리" => PartDefinition::SheetHead { record: record()? },
            "점검표" => PartDefinition::Checklist,
            "목차" => PartDefinition::Contents,
            "속제목" => PartDefinition::InnerTitle { with_approval: flag("결재란")? },
            "두문" => PartDefinition::LetterHead,
            "결문" => PartDefinition::LetterFoot,
            "제목머리" => PartDefinition::TitleHead(TitleLines {
                band: flag("이름띠")?,
                large: flag("큰이름")?,
                record: record()?,
                above: lines("위")?,
                below: lines("아래")?,
                cells: lines("칸")?,
                with_approval: flag("결재란")?,
            }),
            "맺음" => PartDefinition::Closing(ClosingLines {
                day: find("날").map(|e| self.key(&e.value)).transpose()?,
                sender: flag("명의")?,
                named_sender: flag("발신명의")?,
                receivers: flag("받는이")?,
                signatures: flag("서명란")?,
                givers: flag("수여자")?,
                parties: flag("당사자")?,
                inspectors: flag("점검자")?,
            }),
            other => {
                return Err(self
                    .refuse(&name.value.span, text!("`{}`(이)라는 부분이 없습니다", "there is no part `{}`"; other))
                    .help(one_of(&PARTS)));
            }
        };
        let allowed = part.options();
        if let Some(entry) = entries.iter().find(|e| e.key != "부분" && !allowed.contains(&e.key.as_str())) {
            return Err(self
                .refuse(
                    &entry.key_span,
                    text!("`{}` 부분에는 `{}` 항목이 없습니다", "the part `{}` has no `{}`"; part.label(), entry.key),
                )
                .help(text!("항목을 지우십시오", "remove it")));
        }
        Ok((part, name.value.span.clone()))
    }

    fn box_line(&self, node: &Node) -> Result<BoxLine, Diag> {
        let entries = self.entries(node, &["표제", "값"])?;
        let find = |key: &str| entries.iter().find(|e| e.key == key);
        let (Some(label), Some(value)) = (find("표제"), find("값")) else {
            return Err(self
                .refuse(
                    &node.span,
                    text!("기록의 한 줄에 `표제`와 `값`이 있어야 합니다", "a line of the record has `표제` and `값`"),
                )
                .help(text!(
                    "`{{표제: 문서번호, 값: 문서번호}}`처럼 적으십시오",
                    "write `{{표제: 문서번호, 값: 문서번호}}`"
                )));
        };
        let key = self.key(&value.value)?;
        Ok(BoxLine { label: self.words(&label.value)?.to_owned(), key: Some(key) })
    }

    /// A line around a title, where `표제` may be missing; of a cell `값` may be missing instead.
    fn head_line(&self, node: &Node, is_cell: bool) -> Result<BoxLine, Diag> {
        let entries = self.entries(node, &["표제", "값"])?;
        let find = |key: &str| entries.iter().find(|e| e.key == key);
        let wanted = if is_cell { "표제" } else { "값" };
        if find(wanted).is_none() {
            return Err(self.refuse(&node.span, text!("`{}`이(가) 없습니다", "there is no `{}`"; wanted)).help(text!(
                "`{{표제: 처리기간, 값: 처리기간}}`처럼 적으십시오",
                "write `{{표제: 처리기간, 값: 처리기간}}`"
            )));
        }
        let label = find("표제").map(|e| self.words(&e.value)).transpose()?.unwrap_or_default().to_owned();
        Ok(BoxLine { label, key: find("값").map(|e| self.key(&e.value)).transpose()? })
    }

    /// The field of the record with this name.
    fn key(&self, node: &Node) -> Result<RecordKey, Diag> {
        let words = self.words(node)?;
        RecordKey::ALL.into_iter().find(|k| k.label() == words).ok_or_else(|| {
            self.refuse(
                &node.span,
                text!("기록 칸에 적을 수 없는 항목입니다: `{}`", "the record box cannot show `{}`"; words),
            )
            .help(one_of(&RecordKey::ALL.map(RecordKey::label)))
        })
    }

    /// The entries of a mapping with known keys.
    fn entries<'n>(&self, node: &'n Node, known: &[&str]) -> Result<&'n [Entry], Diag> {
        let Kind::Map(entries) = &node.kind else {
            return Err(self
                .refuse(&node.span, text!("항목과 값으로 적어야 합니다", "keys with values are wanted here"))
                .help(one_of(known)));
        };
        if let Some(entry) = entries.iter().find(|e| !known.contains(&e.key.as_str())) {
            return Err(self
                .refuse(&entry.key_span, text!("알 수 없는 항목입니다: `{}`", "unknown key: `{}`"; entry.key))
                .help(one_of(known)));
        }
        Ok(entries)
    }

    fn items<'n>(&self, node: &'n Node) -> Result<&'n [Node], Diag> {
        match &node.kind {
            Kind::Seq(items) => Ok(items),
            Kind::Null => Ok(&[]),
            Kind::Scalar { .. } | Kind::Map(_) => Err(self
                .refuse(&node.span, text!("목록이어야 합니다", "a list is wanted here"))
                .help(text!("줄마다 `- `로 시작하여 적으십시오", "begin each line with `- `"))),
        }
    }

    fn words<'n>(&self, node: &'n Node) -> Result<&'n str, Diag> {
        match &node.kind {
            Kind::Scalar { text, .. } if !text.trim().is_empty() && !text.contains(char::is_control) => Ok(text),
            Kind::Scalar { .. } | Kind::Null | Kind::Seq(_) | Kind::Map(_) => Err(self
                .refuse(&node.span, text!("한 줄의 글이어야 합니다", "one line of text is wanted here"))
                .help(text!("값을 적으십시오", "write the value"))),
        }
    }

    fn flag(&self, node: &Node) -> Result<bool, Diag> {
        match &node.kind {
            Kind::Scalar { text, plain: true } if text == "true" => Ok(true),
            Kind::Scalar { text, plain: true } if text == "false" => Ok(false),
            Kind::Scalar { .. } | Kind::Null | Kind::Seq(_) | Kind::Map(_) => Err(self
                .refuse(&node.span, text!("`true`나 `false`여야 합니다", "`true` or `false` is wanted here"))
                .help(text!("따옴표 없이 적으십시오", "write it without quotes"))),
        }
    }

    fn refuse(&self, range: &Range<usize>, message: Text) -> Diag {
        Diag::error(CODE, Place::bytes(&self.file, range.clone()), message)
    }
}

fn one_of(words: &[&str]) -> Text {
    text!("다음 가운데 하나를 쓰십시오: {}", "write one of: {}"; words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "앞:\n  - 부분: 문서머리\n    기록:\n      - {표제: 번호, 값: 문서번호}\n      - {표제: 결재일, 값: 결재일}\n      - {표제: 공개구분, 값: 공개구분}\n";

    /// The text at the place of the problem with a front of sheets, and the Korean message.
    fn refused(source: &str) -> (String, String) {
        let templates = BTreeMap::from([("fronts/sheet.yaml".to_owned(), source.to_owned())]);
        let diag = Fronts::load(&Kinds::default(), &templates).unwrap_err();
        assert_eq!((diag.code, diag.place.file.as_str()), (CODE, "templates/fronts/sheet.yaml"));
        assert!(diag.help.is_some(), "{diag:?}");
        let gian_diagnostics::Part::Bytes(start, end) = diag.place.part else { panic!("{diag:?}") };
        (source[start..end].to_owned(), diag.message.ko)
    }

    #[test]
    fn every_form_has_a_front() {
        let fronts = Fronts::load(&Kinds::default(), &BTreeMap::new()).unwrap();
        assert_eq!(fronts.of_form(Form::Letter).after, [PartDefinition::LetterFoot]);
        for form in [Form::Report, Form::Simple, Form::Plan] {
            assert!(fronts.of_form(form).shows("사전검토"), "{form:?}");
        }
        assert!(!fronts.of_form(Form::Letter).shows("사전검토") && !fronts.of_form(Form::Sheet).shows("사전검토"));
    }

    #[test]
    fn an_office_orders_the_parts_of_a_form() {
        let source = HEAD.replace("앞:\n", "앞:\n  - 부분: 점검표\n");
        let templates = BTreeMap::from([("fronts/sheet.yaml".to_owned(), source)]);
        let fronts = Fronts::load(&Kinds::default(), &templates).unwrap();
        let labels: Vec<&str> = fronts.of_form(Form::Sheet).parts().map(PartDefinition::label).collect();
        assert_eq!(labels, ["점검표", "문서머리"]);
    }

    #[test]
    fn what_gives_a_wrong_sheet_is_refused_at_its_place() {
        let with = |more: &str| format!("{HEAD}{more}");
        assert_eq!(refused(&with("  - 부분: 표제지\n")), ("표제지".into(), "`표제지`(이)라는 부분이 없습니다".into()));
        assert_eq!(
            refused(&with("  - 부분: 문서머리\n")),
            ("문서머리".into(), "`문서머리` 부분이 두 번 있습니다".into())
        );
        assert_eq!(refused(&with("뒤:\n  - 부분: 결문\n")).0, "결문");
        assert_eq!(refused(&with("  - 부분: 결문\n")).0, "결문");
        assert_eq!(refused(&with("뒤:\n  - 부분: 점검표\n")).0, "점검표");
        assert_eq!(refused(&with("  - 부분: 목차\n")).1, "`목차` 부분은 `문서머리` 부분보다 앞에 있어야 합니다");
        assert_eq!(refused(&HEAD.replace("값: 공개구분", "값: 비밀")).0, "비밀");
        assert_eq!(refused(&with("  - {부분: 속제목, 요지: true}\n")).0, "요지");
        assert_eq!(refused(&with("옆: []\n")).0, "옆");
        assert!(refused("앞: []\n").1.ends_with("제목, 결재선, 문서번호, 공개구분, 결재일"));
        assert!(
            refused(&HEAD.replace("{표제: 번호, 값: 문서번호}", "{표제: 번호, 값: 관리번호}"))
                .1
                .ends_with(": 문서번호")
        );
        assert!(refused("").1.contains("제목, 결재선"));
    }

    #[test]
    fn sheets_for_readers_outside_need_no_approval() {
        let fronts = Fronts::load(&Kinds::default(), &BTreeMap::new()).unwrap();
        for form in [Form::Notice, Form::Blank, Form::Press, Form::Free] {
            assert!(fronts.of_form(form).shows("제목") && !fronts.of_form(form).shows("결재선"), "{form:?}");
        }
        assert!(fronts.of_form(Form::Notice).shows("공고번호") && fronts.of_form(Form::Notice).shows("발신명의"));
        assert!(fronts.of_form(Form::Notice).without_end_mark && !fronts.of_form(Form::Free).without_end_mark);
        let told = |source: &str| {
            let templates = BTreeMap::from([("fronts/notice.yaml".to_owned(), source.to_owned())]);
            Fronts::load(&Kinds::default(), &templates).unwrap_err().message.ko
        };
        assert!(told("앞: []\n뒤:\n  - {부분: 맺음, 명의: true}\n").ends_with(": 제목"));
        assert!(told("앞:\n  - 부분: 제목머리\n    위: [{표제: 번호}]\n").contains("`값`"));
        assert!(told("앞:\n  - 부분: 제목머리\n    칸: [{값: 처리기간}]\n").contains("`표제`"));
        assert!(told("앞:\n  - 부분: 제목머리\n    위: [{값: 공고호수}]\n").contains("공고호수"));
        assert!(told("앞:\n  - 부분: 제목머리\n  - 부분: 맺음\n").contains("설 자리"));
        assert!(told("앞:\n  - 부분: 제목머리\n끝표시: 아니요\n").contains("true"));
    }

    #[test]
    fn a_kind_may_have_a_front_of_its_own() {
        let mut templates = BTreeMap::new();
        templates.insert("documents/own/kind.yaml".to_owned(), "이름: 제안요청서\n서식: 보고서\n".to_owned());
        templates.insert("documents/own/body.md".to_owned(), "- 글\n".to_owned());
        let load = |templates: &BTreeMap<String, String>| {
            let kinds = Kinds::load(templates).unwrap();
            Fronts::load(&kinds, templates).map(|fronts| {
                let labels = |name: &str| {
                    let front = fronts.of(kinds.find(name).unwrap());
                    front.parts().map(PartDefinition::label).collect::<Vec<_>>()
                };
                (labels("제안요청서"), labels("보고서"), labels("표창장"))
            })
        };
        let of_form = vec!["표지", "점검표", "속제목"];
        let certificate = vec!["제목머리", "맺음"];
        assert_eq!(load(&templates).unwrap(), (of_form.clone(), of_form.clone(), certificate.clone()));
        templates.insert("documents/own/front.yaml".to_owned(), HEAD.to_owned());
        assert_eq!(load(&templates).unwrap(), (vec!["문서머리"], of_form, certificate));
        // A kind with a record shows it; without 결재란 the sheet has none.
        templates.insert("documents/own/front.yaml".to_owned(), "앞:\n  - {부분: 표지, 결재란: false}\n".to_owned());
        let diag = load(&templates).unwrap_err();
        assert_eq!(diag.place.file, "templates/documents/own/front.yaml");
        assert!(diag.message.ko.contains("결재선"), "{diag:?}");
    }

    #[test]
    fn a_file_of_no_form_is_told() {
        let templates = BTreeMap::from([("fronts/cover.yaml".to_owned(), String::new())]);
        assert_eq!(Fronts::load(&Kinds::default(), &templates).unwrap_err().place.file, "templates/fronts/cover.yaml");
    }
}
