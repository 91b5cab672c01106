//! The frame of a Typst document: metadata and page setup around the sheet that the emitter writes.
//!
//! An office changes the look by its own `pdf/house.typ`, and the parts of a sheet by `fronts/<form>.yaml`. Files of
//! the first version, in which each form had a Typst file, are refused with advice, because otherwise the cover would
//! be missing without an error.
//!
//! Fields are autoescaped so that they are never code in any position: letters and digits stay, every other character
//! becomes `\u{…}`, which means the same in markup and in a string.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use gian_compose::{delimiters, filters, template_error};
use gian_diagnostics::{Diag, Place, Text, text};
use gian_document::{Document, Part};
use gian_emit::linebreak::{Face, Widths};
use gian_emit::typst;
use gian_emit::typst::{Level, PageMetrics};
use gian_kinds::{Form, KindFile, Orientation};
use gian_view::View;
use gian_vocabulary::record::PaperTurn;
use tera::{Context, Tera};

use super::themes::{Theme, Themes};
use crate::Job;
use crate::families::Families;
use crate::markers;

/// The house functions: path below `templates/`, source.
const HOUSE: (&str, &str) = ("pdf/house.typ", include_str!("../../../templates/pdf/house.typ"));

/// The frame: path below `templates/`, source.
const FRAME: (&str, &str) = ("pdf/document.typ", include_str!("../../../templates/pdf/document.typ"));

/// The builtin Typst files: path below `templates/`, source.
pub const TEMPLATES: &[(&str, &str)] = &[FRAME, HOUSE];

/// Line of a `house.typ` with the version of its interface.
const VERSION: &str = "#let house-version = 4";

/// Files below `templates/pdf/` of the first version: the sheet of each form.
const FORMER: [(&str, &str); 6] = [
    ("pdf/report.typ", "fronts/report.yaml"),
    ("pdf/letter.typ", "fronts/letter.yaml"),
    ("pdf/simple.typ", "fronts/simple.yaml"),
    ("pdf/sheet.typ", "fronts/sheet.yaml"),
    ("pdf/plan.typ", "fronts/plan.yaml"),
    ("pdf/approval.typ", "pdf/house.typ"),
];

/// Problems of the Typst files of an office that are no longer read or would give a wrong sheet.
pub fn check(overrides: &BTreeMap<String, String>) -> Vec<Diag> {
    let diag = |path: &str, range: std::ops::Range<usize>, message: Text, help: Text| {
        Diag::error(CODE, Place::bytes(&format!("templates/{path}"), range), message).help(help)
    };
    let first = |source: &str| 0..source.lines().next().map_or(0, str::len);
    let mut diags = Vec::new();
    for (path, source) in overrides.iter().filter(|(path, _)| path.starts_with("pdf/")) {
        if let Some((_, instead)) = FORMER.iter().find(|(former, _)| former == path) {
            diags.push(diag(
                path,
                first(source),
                text!("이 틀은 이제 쓰이지 않습니다", "this template is not used any more"),
                text!(
                    "무엇이 어느 차례로 놓이는지는 `templates/{0}`에서, 모양은 `templates/pdf/house.typ`에서, 문서 전체의 설정은 `templates/pdf/document.typ`에서 고치고 이 파일을 지우십시오",
                    "change what stands on the sheet in `templates/{0}`, its look in `templates/pdf/house.typ`, settings of the whole document in `templates/pdf/document.typ`, and remove this file";
                    instead
                ),
            ));
        } else if !TEMPLATES.iter().any(|(own, _)| own == path) {
            diags.push(diag(
                path,
                first(source),
                text!("이 파일을 쓰는 곳이 없습니다", "nothing uses this file"),
                text!(
                    "`house.typ`나 `document.typ`에 옮겨 적고 지우십시오",
                    "move it into `house.typ` or `document.typ`, and remove it"
                ),
            ));
        }
    }
    let Some(house) = overrides.get(HOUSE.0) else { return diags };
    if !house.lines().any(|line| line.trim_end() == VERSION) {
        diags.push(diag(
            HOUSE.0,
            first(house),
            text!("앞선 판의 `house.typ`입니다", "this `house.typ` is of another version"),
            text!(
                "gian의 `house.typ`를 다시 복사하여 고친 곳을 옮기십시오. 함수는 `{}`이고, 첫머리에 `{}`가 있어야 합니다",
                "copy that of gian again and carry over what you changed; the functions are `{}`, and the file has the line `{}`";
                typst::FUNCTIONS.join("`, `"), VERSION
            ),
        ));
        return diags;
    }
    let defines = |name: &&str| house.contains(&format!("#let {name}("));
    let missing: Vec<&str> = typst::FUNCTIONS.into_iter().filter(|name| !defines(name)).collect();
    if !missing.is_empty() {
        let missing = missing.join("`, `");
        diags.push(diag(
            HOUSE.0,
            first(house),
            text!("`house.typ`에 없는 함수가 있습니다: `{}`", "`house.typ` lacks functions: `{}`"; missing),
            text!("gian의 `house.typ`에서 복사하십시오", "copy them from that of gian"),
        ));
    }
    diags
}

const CODE: &str = "house-version";

/// Points in a millimetre.
const PT: f64 = 72.0 / 25.4;

/// The frame with its templates loaded, for all themes of one office.
pub struct Frame<'a> {
    tera: Tera,
    sources: BTreeMap<&'static str, String>,
    themes: Themes,
    /// Character widths by profile, for the builtin house functions; empty if an office replaced them, because its
    /// fonts are then unknown.
    families: Vec<Option<Families<'a>>>,
}

impl<'a> Frame<'a> {
    /// Loads the builtin files and the files of the office that replace them.
    ///
    /// # Errors
    /// A frame that is not valid Tera, or a file that would give a wrong sheet.
    pub fn new(
        themes: &Themes,
        fonts: &'a [Cow<'static, [u8]>],
        overrides: &BTreeMap<String, String>,
    ) -> Result<Self, Diag> {
        if let Some(diag) = check(overrides).into_iter().next() {
            return Err(diag);
        }
        let mut tera = Tera::new();
        tera.set_delimiters(delimiters()).expect("the delimiters differ from one another");
        tera.autoescape_on(vec![".typ"]);
        tera.set_escape_fn(escape);
        filters::register(&mut tera);
        let mut sources = BTreeMap::new();
        for (path, source) in TEMPLATES {
            sources.insert(*path, overrides.get(*path).map_or((*source).to_owned(), Clone::clone));
        }
        // The house functions are plain Typst, no template.
        tera.add_raw_template(FRAME.0, &sources[FRAME.0])
            .map_err(|e| template_error(&e, &format!("templates/{}", FRAME.0), &sources[FRAME.0], 0))?;
        let changed = TEMPLATES.iter().any(|(path, source)| overrides.get(*path).is_some_and(|own| own != source));
        let families = themes.iter().map(|p| if changed { None } else { Families::new(fonts, &p.fonts) }).collect();
        Ok(Self { tera, sources, themes: themes.clone(), families })
    }

    /// Sizes and markers of the look that holds on the day of a document.
    pub fn metrics(&self, view: &View, kind: &KindFile) -> PageMetrics {
        Self::measured(&adapted(self.profile(view), view, kind), kind, view)
    }

    /// Sets the markers of items that the look of the house has on the day of a document. A document that was made
    /// elsewhere has no items.
    pub fn choose_markers(&self, view: &View, document: &mut Document) {
        if let Some(theme) = self.themes.on(view.record.date) {
            markers::choose(document, &theme.levels);
        }
    }

    fn profile(&self, view: &View) -> &Theme {
        self.themes.on(view.record.date).expect("that a profile holds on the day was checked")
    }

    fn measured(profile: &Theme, kind: &KindFile, view: &View) -> PageMetrics {
        let (paper, turned) = match orientation(view, kind) {
            Orientation::Portrait => (210.0, 297.0),
            Orientation::Landscape => (297.0, 210.0),
        };
        let (text, head) = match kind.form {
            Form::Letter | Form::Notice | Form::Blank => (profile.letter.text_size, profile.letter.sans),
            Form::Report | Form::Simple | Form::Sheet | Form::Plan | Form::Press | Form::Free => {
                (profile.text_size, false)
            }
        };
        let text = view.record.paper.text_size.or(kind.text_size).unwrap_or(text);
        let width = |paper: f64| (paper - profile.margin.left - profile.margin.right) * PT;
        PageMetrics {
            width: width(paper),
            turned: width(turned),
            landscape: orientation(view, kind) == Orientation::Landscape,
            text,
            face: Face { head, weight: 400 },
            table: profile.table_size,
            note: profile.note_size,
            levels: profile
                .levels
                .iter()
                .map(|l| Level {
                    marker: l.marker.clone(),
                    size: l.size,
                    bold: l.bold,
                    indent: l.indent * l.size,
                    gap: l.gap * l.size,
                })
                .collect(),
            table_markers: profile.table_markers.clone(),
        }
    }

    /// Fills the frame with one document. Pictures are left empty: the caller, who can read files, adds them.
    ///
    /// # Errors
    /// A template error, in the file and line of the frame.
    pub fn fill(&self, view: &View, document: &Document, kind: &KindFile) -> Result<Job, Diag> {
        let fail = |e: &tera::Error| template_error(e, &format!("templates/{}", FRAME.0), &self.sources[FRAME.0], 0);
        let profile = self.profile(view);
        let mut context = Context::from_serialize(&view.written()).map_err(|e| fail(&e))?;
        let at = self.themes.iter().position(|p| std::ptr::eq(p, profile));
        let widths = at.and_then(|at| self.families[at].as_ref()).map(|f| f as &dyn Widths);
        let own = adapted(profile, view, kind);
        context.insert("sheet", &typst::emit(document, &Self::measured(&own, kind, view), widths));
        // Pages before the first numbered one; after a checklist or contents the sheet itself sets that number.
        let covers = document.front.iter().filter(|p| matches!(p, Part::Cover(_))).count();
        context.insert("covers", &covers);
        let set_as_letter = matches!(kind.form, Form::Letter | Form::Notice | Form::Blank);
        context.insert("letter", &set_as_letter);
        let outside = matches!(kind.form, Form::Notice | Form::Blank | Form::Press | Form::Free);
        context.insert("outside", &outside);
        let own_size = kind.text_size.map(|size| view.record.paper.text_size.unwrap_or(size));
        context.insert("text_size", &own_size.unwrap_or(0.0));
        context.insert("numbered", &view.record.paper.page_number.is_some());
        let is_certificate = |p: &Part| matches!(p, Part::TitleHead(head) if head.large.is_some());
        context.insert("framed", &(profile.certificate_frame && document.front.iter().any(is_certificate)));
        context.insert("landscape", &(orientation(view, kind) == Orientation::Landscape));
        context.insert("draft", &(view.record.state == gian_vocabulary::record::State::Draft));
        context.insert("public", &(view.edition == gian_view::Edition::Public));
        context.insert("date_parts", &date_parts(view));
        let main = self.tera.render(FRAME.0, &context).map_err(|e| fail(&e))?;
        let house = self.sources[HOUSE.0].clone();
        let line = |words: &Option<String>| words.as_deref().map(|w| filled(w, view)).filter(|w| !w.is_empty());
        let own = Theme { header: line(&profile.header), footer: line(&profile.footer), ..own };
        let json = serde_json::to_string(&own).expect("a profile is plain data");
        let margins = (profile.margin.left * PT, profile.margin.right * PT);
        Ok(Job { main, house, profile: json, margins, pictures: Vec::new(), date: view.record.date.0 })
    }
}

/// The orientation of the first page: that of the document, or of its kind.
pub fn orientation(view: &View, kind: &KindFile) -> Orientation {
    match view.record.paper.turn {
        Some(PaperTurn::Portrait) => Orientation::Portrait,
        Some(PaperTurn::Landscape) => Orientation::Landscape,
        None => kind.orientation,
    }
}

/// The look of the house as one document has it: with the type and the page numbers that its `지면` asks for, and with
/// items in regular type if the kind wants that.
fn adapted(profile: &Theme, view: &View, kind: &KindFile) -> Theme {
    let (paper, mut own) = (&view.record.paper, profile.clone());
    if let Some(size) = paper.text_size {
        // Sizes keep their relation; half points are what a reader can tell apart.
        let ratio = size / profile.text_size;
        let scaled = |size: f64| (size * ratio * 2.0).round() / 2.0;
        own.text_size = size;
        own.letter.text_size = size;
        own.note_size = scaled(profile.note_size).max(8.0);
        own.levels.iter_mut().for_each(|level| level.size = scaled(level.size));
    }
    own.table_size = paper.table_size.unwrap_or(own.table_size);
    own.line_spacing = paper.line_spacing.unwrap_or(own.line_spacing);
    own.chapter_number = paper.chapter_number.unwrap_or(own.chapter_number);
    own.caption = paper.caption.unwrap_or(own.caption);
    own.page_number = paper.page_number.unwrap_or(own.page_number);
    if kind.regular_items {
        own.levels.iter_mut().for_each(|level| level.bold = false);
    }
    own
}

/// A line of the margin with the names of the document: `{기관} {상위}` becomes `한빛시 기획조정실`. A name that there is
/// not leaves no gap.
fn filled(words: &str, view: &View) -> String {
    let upper = view.department.upper.as_deref().unwrap_or_default();
    let names = [("{기관}", view.institution.name.as_str()), ("{상위}", upper), ("{부서}", &view.department.name)];
    let filled = names.iter().fold(words.to_owned(), |line, (sign, name)| line.replace(sign, name));
    filled.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn date_parts(view: &View) -> [i32; 3] {
    use chrono::Datelike;
    let date = view.record.date.0;
    [date.year(), date.month() as i32, date.day() as i32]
}

/// The escape function of Typst templates.
pub fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    for c in text.chars() {
        if c.is_alphanumeric() {
            write!(out, "{c}")?;
        } else {
            write!(out, "\\u{{{:x}}}", u32::from(c))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A problem of one file of an office: its path and the Korean message.
    fn told(path: &str, source: &str) -> Vec<(String, String)> {
        let overrides = BTreeMap::from([(path.to_owned(), source.to_owned())]);
        check(&overrides).into_iter().map(|d| (d.place.file, d.message.ko)).collect()
    }

    #[test]
    fn the_files_of_the_program_pass() {
        for (path, source) in TEMPLATES {
            assert!(told(path, source).is_empty(), "{path}");
        }
    }

    #[test]
    fn the_former_file_of_a_form_is_told() {
        for (path, instead) in FORMER {
            let overrides = BTreeMap::from([(path.to_owned(), "#cover()\n{{ body | safe }}\n".to_owned())]);
            let diags = check(&overrides);
            assert_eq!(diags.len(), 1, "{path}");
            assert_eq!(diags[0].place.file, format!("templates/{path}"));
            assert!(diags[0].help.as_ref().unwrap().ko.contains(instead), "{diags:?}");
        }
        assert_eq!(told("pdf/own.typ", "").len(), 1);
    }

    #[test]
    fn house_functions_of_another_version_or_less_than_all_are_told() {
        let former = HOUSE.1.replace(VERSION, "");
        assert_eq!(told(HOUSE.0, &former)[0].1, "앞선 판의 `house.typ`입니다");
        let less = HOUSE.1.replace("#let checklist(", "#let own-checklist(");
        assert_eq!(told(HOUSE.0, &less)[0].1, "`house.typ`에 없는 함수가 있습니다: `checklist`");
    }
}
