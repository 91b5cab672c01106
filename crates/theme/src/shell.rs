//! The Tera shell around a finished body: what stands on the cover and above the body.
//!
//! Fields are autoescaped so that no position makes them code: letters and digits as they are,
//! every other character as `\u{…}`, which means the same in markup and in a string.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use gian_compose::letter::signature;
use gian_compose::{delimiters, filters, place_of, template_error};
use gian_diagnostics::Diag;
use gian_document::Document;
use gian_emit::linebreak::{Face, Widths};
use gian_emit::typst;
use gian_emit::typst::{Level, Measure};
use gian_kinds::{Form, KindFile, Orientation};
use gian_view::{SignerView, View};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::profile::{Profile, Profiles};
use crate::Job;
use crate::families::Families;

/// Path below `templates/` and source of the house functions.
const HOUSE: (&str, &str) = ("pdf/house.typ", include_str!("../../../templates/pdf/house.typ"));

/// Every shell that the program carries: path below `templates/`, source.
pub const SHELLS: &[(&str, &str)] = &[
    ("pdf/report.typ", include_str!("../../../templates/pdf/report.typ")),
    ("pdf/letter.typ", include_str!("../../../templates/pdf/letter.typ")),
    ("pdf/simple.typ", include_str!("../../../templates/pdf/simple.typ")),
    ("pdf/sheet.typ", include_str!("../../../templates/pdf/sheet.typ")),
    ("pdf/plan.typ", include_str!("../../../templates/pdf/plan.typ")),
    ("pdf/approval.typ", include_str!("../../../templates/pdf/approval.typ")),
    HOUSE,
];

/// Path of the shell of a form, below `templates/`.
fn path(form: Form) -> &'static str {
    match form {
        Form::Report => "pdf/report.typ",
        Form::Letter => "pdf/letter.typ",
        Form::Simple => "pdf/simple.typ",
        Form::Sheet => "pdf/sheet.typ",
        Form::Plan => "pdf/plan.typ",
    }
}

/// Points in a millimetre.
const PT: f64 = 72.0 / 25.4;

/// Shells ready to be filled, in the looks of one office.
pub struct Shells<'a> {
    tera: Tera,
    sources: BTreeMap<&'static str, String>,
    profiles: Profiles,
    /// Of the faces of each profile, where the shells of the program are used; what another shell does is not known.
    families: Vec<Option<Families<'a>>>,
}

impl<'a> Shells<'a> {
    /// Loads the shells of the program and those that the office put in their place.
    ///
    /// # Errors
    /// A shell that is not valid Tera.
    pub fn new(
        profiles: &Profiles,
        fonts: &'a [Cow<'static, [u8]>],
        overrides: &BTreeMap<String, String>,
    ) -> Result<Self, Diag> {
        let mut tera = Tera::new();
        tera.set_delimiters(delimiters()).expect("the delimiters differ from one another");
        tera.autoescape_on(vec![".typ"]);
        tera.set_escape_fn(escape);
        filters::register(&mut tera);
        tera.register_filter("words", words);
        let mut sources = BTreeMap::new();
        let mut templates = Vec::new();
        for (path, source) in SHELLS {
            let source = overrides.get(*path).map_or((*source).to_owned(), Clone::clone);
            // The house functions are Typst as they stand.
            if *path != HOUSE.0 {
                templates.push((*path, source.clone()));
            }
            sources.insert(*path, source);
        }
        // All at once: shells include one another.
        tera.add_raw_templates(templates).map_err(|e| {
            let path =
                place_of(&e).and_then(|p| sources.keys().find(|k| **k == p)).copied().unwrap_or("pdf/report.typ");
            template_error(&e, &format!("templates/{path}"), &sources[path], 0)
        })?;
        let changed = SHELLS.iter().any(|(path, source)| overrides.get(*path).is_some_and(|own| own != source));
        let families = profiles.iter().map(|p| if changed { None } else { Families::new(fonts, &p.fonts) }).collect();
        Ok(Self { tera, sources, profiles: profiles.clone(), families })
    }

    /// What a line holds in a form on paper of a direction.
    fn measure(profile: &Profile, kind: &KindFile) -> Measure {
        let (paper, turned) = match kind.orientation {
            Orientation::Portrait => (210.0, 297.0),
            Orientation::Landscape => (297.0, 210.0),
        };
        let (text, head) = match kind.form {
            Form::Letter => (profile.letter.text_size, profile.letter.sans),
            Form::Report | Form::Simple | Form::Sheet | Form::Plan => (profile.text_size, false),
        };
        let width = |paper: f64| (paper - profile.margin.left - profile.margin.right) * PT;
        Measure {
            width: width(paper),
            turned: width(turned),
            landscape: kind.orientation == Orientation::Landscape,
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

    /// Fills the shell with one document. Its pictures are for who can read files to add.
    ///
    /// # Errors
    /// A shell that fails, in its own file and line.
    pub fn fill(&self, view: &View, document: &Document, kind: &KindFile) -> Result<Job, Diag> {
        let path = path(kind.form);
        let fail = |e: &tera::Error| {
            let path = place_of(e).and_then(|p| self.sources.keys().find(|k| **k == p)).copied().unwrap_or(path);
            template_error(e, &format!("templates/{path}"), &self.sources[path], 0)
        };
        let profile = self.profiles.on(view.record.date).expect("that a profile holds on the day was checked");
        let mut context = Context::from_serialize(&view.written()).map_err(|e| fail(&e))?;
        let at = self.profiles.iter().position(|p| std::ptr::eq(p, profile));
        let widths = at.and_then(|at| self.families[at].as_ref()).map(|f| f as &dyn Widths);
        context.insert("body", &typst::emit(document, &Self::measure(profile, kind), widths));
        let signatures = |all: &[SignerView]| all.iter().map(signature).collect::<Vec<_>>();
        context.insert("signers", &signatures(&view.record.approval));
        context.insert("cooperation", &signatures(&view.record.cooperation));
        context.insert("landscape", &(kind.orientation == Orientation::Landscape));
        context.insert("draft", &(view.record.state == gian_vocabulary::record::State::Draft));
        context.insert("public", &(view.edition == gian_view::Edition::Public));
        context.insert("date_parts", &date_parts(view));
        let main = self.tera.render(path, &context).map_err(|e| fail(&e))?;
        let house = self.sources[HOUSE.0].clone();
        let json = serde_json::to_string(profile).expect("a profile is plain data");
        Ok(Job { main, house, profile: json, pictures: Vec::new(), date: view.record.date.0 })
    }
}

fn date_parts(view: &View) -> [i32; 3] {
    use chrono::Datelike;
    let date = view.record.date.0;
    [date.year(), date.month() as i32, date.day() as i32]
}

/// The escape function of Typst shells.
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

/// Text as content whose words are kept whole on a line of `em` characters.
fn words(value: Value, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    let text = value.as_str().ok_or_else(|| tera::Error::message("the value is not text"))?;
    let em = kwargs.get::<i64>("em")?.unwrap_or(30);
    Ok(Value::safe_string(&typst::line(text, em as f64)))
}
