//! The Tera shell around a finished body: what stands on the cover and above the body.
//!
//! Fields are autoescaped so that no position makes them code: letters and digits as they are,
//! every other character as `\u{…}`, which means the same in markup and in a string.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::Job;
use super::fonts::Families;
use super::profile::Profile;
use crate::compose::{delimiters, filters, template_error};
use crate::diagnostics::Diag;
use crate::disclose::View;
use crate::document::Document;
use crate::emit::lines::Widths;
use crate::emit::typst::{self, Level, Measure};

/// Path below `templates/` and source of the shell of reports.
const REPORT: (&str, &str) = ("pdf/report.typ", include_str!("../../templates/pdf/report.typ"));
/// Path below `templates/` and source of the house functions.
const HOUSE: (&str, &str) = ("pdf/house.typ", include_str!("../../templates/pdf/house.typ"));

/// Every shell that the program carries.
pub const SHELLS: [(&str, &str); 2] = [REPORT, HOUSE];

/// Points in a millimetre.
const PT: f64 = 72.0 / 25.4;

/// Shells ready to be filled, in the look of one profile.
pub struct Shells<'a> {
    tera: Tera,
    report: String,
    house: String,
    profile: String,
    measure: Measure,
    /// Of the faces that the shells of the program use; what another shell does is not known.
    families: Option<Families<'a>>,
}

impl<'a> Shells<'a> {
    /// Loads the shells of the program and those that the office put in their place.
    ///
    /// # Errors
    /// A shell that is not valid Tera.
    pub fn new(
        profile: &Profile,
        fonts: &'a [Cow<'static, [u8]>],
        overrides: &BTreeMap<String, String>,
    ) -> Result<Self, Diag> {
        let own = |(path, source): (&str, &str)| overrides.get(path).map_or(source.to_owned(), Clone::clone);
        let report = own(REPORT);
        let mut tera = Tera::new();
        tera.set_delimiters(delimiters()).expect("the delimiters differ from one another");
        tera.autoescape_on(vec![".typ"]);
        tera.set_escape_fn(escape);
        filters::register(&mut tera);
        tera.register_filter("words", words);
        tera.add_raw_template(REPORT.0, &report)
            .map_err(|e| template_error(&e, &format!("templates/{}", REPORT.0), &report, 0))?;
        let changed = SHELLS.iter().any(|(path, source)| overrides.get(*path).is_some_and(|own| own != source));
        let families = if changed { None } else { Families::new(fonts, &profile.fonts) };
        let measure = Measure {
            width: (210.0 - profile.margin.left - profile.margin.right) * PT,
            text: profile.text_size,
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
        };
        Ok(Self {
            tera,
            report,
            house: own(HOUSE),
            profile: serde_json::to_string(profile).expect("a profile is plain data"),
            measure,
            families,
        })
    }

    /// Fills the shell with one document.
    ///
    /// # Errors
    /// A shell that fails, in its own file and line.
    pub fn fill(&self, view: &View, document: &Document) -> Result<Job, Diag> {
        let fail = |e: &tera::Error| template_error(e, &format!("templates/{}", REPORT.0), &self.report, 0);
        let mut context = Context::from_serialize(&view.written()).map_err(|e| fail(&e))?;
        let widths = self.families.as_ref().map(|f| f as &dyn Widths);
        context.insert("body", &typst::emit(document, &self.measure, widths));
        context.insert("draft", &(view.record.state == crate::model::record::State::Draft));
        context.insert("public", &(view.edition == crate::disclose::Edition::Public));
        context.insert("date_parts", &date_parts(view));
        let main = self.tera.render(REPORT.0, &context).map_err(|e| fail(&e))?;
        Ok(Job { main, house: self.house.clone(), profile: self.profile.clone(), date: view.record.date.0 })
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
