//! From a view to a document: Tera renders Markdown, which is parsed once into the tree.
//!
//! 1. The template of the kind, or the Markdown of the writer, is rendered with the view.
//! 2. [`markdown`] parses the result into a [`Document`].
//! 3. `one_step` writes figures of one step as text, `markers` sets the markers of items that the record chooses.
//! 4. [`annex`] takes long tables out of a letter; the ending of every document is added from the record: 붙임 and 끝.
//! 5. [`front`] builds the parts of the sheet around the body.
//! 6. [`references`] numbers figures and named tables and fills in the references; [`pictures`] finds the files.
//!
//! A type that holds withheld values cannot be named here, because this crate does not depend on the crate of the
//! model:
//!
//! ```compile_fail
//! let _: Option<gian_model::Dossier> = None;
//! ```

pub mod annex;
mod articles;
pub mod beside;
pub mod chart;
pub mod fences;
pub mod figure;
mod figure_keys;
pub mod filters;
pub mod front;
mod kept_spaces;
pub mod labels;
pub mod languages;
pub mod markdown;
mod markers;
mod masks;
pub mod nested;
mod one_step;
pub mod photos;
pub mod pictures;
mod printed;
mod problem;
mod reader;
pub mod references;
pub mod table;
mod template_error;
mod trial;
mod type_words;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use gian_diagnostics::{Diag, Place, Route, text};
use gian_document::{AttachmentLine, Block, Document, Family, Inline, MarkedText, Notice, Part, Table};
use gian_kinds::{BODY, Form, Kind, Kinds, parts};
use gian_view::{AttachmentView, Edition, View};
use gian_vocabulary::record::EndMark;
use tera::{Context, Delimiters, Tera};

pub use self::annex::AnnexRules;
use self::annex::Annexes;
use self::front::{Fronts, PartDefinition};
use self::printed::{Printed, Recording, Routes};
pub use self::template_error::{Templates, foreign_comments, template_error};
use self::template_error::{korean, missing_part, parts as parts_of_error, place_of, problem};

/// Templates of document bodies, ready to render.
pub struct Composer {
    tera: Tera,
    kinds: Kinds,
    fronts: Fronts,
    /// What the profile of the office says of long tables in letters, for the days of each version.
    annexes: Vec<AnnexRules>,
    /// Templates by their path below `templates/`.
    sources: BTreeMap<String, String>,
    /// The same templates as Tera has them.
    recordings: BTreeMap<String, Recording>,
    /// How often a document was composed.
    compositions: AtomicUsize,
}

/// Comments of templates are `{*` … `*}`, because `{#` is ordinary Markdown.
pub fn delimiters() -> Delimiters {
    Delimiters { comment_start: "{*".into(), comment_end: "*}".into(), ..Delimiters::default() }
}

impl Composer {
    /// Loads the templates of all kinds.
    ///
    /// # Errors
    /// A template that is not valid Tera, with its file and line, or a front that defines an invalid sheet.
    pub fn new(kinds: &Kinds, overrides: &BTreeMap<String, String>) -> Result<Self, Diag> {
        let mut tera = Tera::new();
        tera.set_delimiters(delimiters()).expect("the delimiters differ from one another");
        tera.autoescape_on(vec![".md"]);
        tera.set_escape_fn(gian_document::escape::escape);
        filters::register(&mut tera);
        printed::register(&mut tera);
        let mut sources: BTreeMap<String, String> =
            parts::PARTS.iter().map(|(path, source)| ((*path).to_owned(), (*source).to_owned())).collect();
        // An office may add parts.
        let own = overrides.iter().filter(|(path, _)| parts::is_part(path));
        sources.extend(own.map(|(path, source)| (path.clone(), source.clone())));
        sources.extend(kinds.iter().map(|k| (k.template.clone(), k.source.clone())));
        // For templates around a body, until a document has one.
        sources.insert(BODY.to_owned(), String::new());
        for (path, source) in &sources {
            if let Some(range) = printed::forged(source) {
                return Err(forged(Place::bytes(&format!("templates/{path}"), range)));
            }
        }
        let recordings: BTreeMap<String, Recording> =
            sources.iter().map(|(path, source)| (path.clone(), Recording::new(source))).collect();
        let all = recordings.iter().map(|(path, recording)| (path.as_str(), recording.source.as_str()));
        tera.add_raw_templates(all).map_err(|e| {
            let diag = fault(&e, "documents/report/body.md", &sources, &recordings);
            let path = diag.place.file.trim_start_matches("templates/").to_owned();
            match missing_part(&e, sources.get(&path).map_or("", String::as_str)) {
                Some(range) => no_part(Place::bytes(&diag.place.file, range.clone()), &sources[&path][range], &sources),
                None => diag,
            }
        })?;
        let (kinds, fronts, compositions) = (kinds.clone(), Fronts::load(kinds, overrides)?, AtomicUsize::new(0));
        Ok(Self { tera, kinds, fronts, annexes: Vec::new(), sources, recordings, compositions })
    }

    /// A composer that treats long tables of letters as the profile of the office says.
    #[must_use]
    pub fn annexing(self, annexes: Vec<AnnexRules>) -> Self {
        Self { annexes, ..self }
    }

    /// How often a document was composed, each edition counted. A build composes each document once in each edition.
    pub fn compositions(&self) -> usize {
        self.compositions.load(Ordering::Relaxed)
    }

    /// Every kind of the workspace.
    pub fn kinds(&self) -> &Kinds {
        &self.kinds
    }

    /// The kind of a document.
    pub fn kind(&self, view: &View) -> Option<&Kind> {
        self.kinds.find(&view.record.kind)
    }

    /// Composes one document. `path` is the file of the document, for errors in the writer's own Markdown.
    ///
    /// # Errors
    /// A template or body that fails, or Markdown that the tree cannot hold.
    pub fn compose(&self, view: &View, path: &str) -> Result<Document, Vec<Diag>> {
        self.compose_after(view, path, &mut Read::default())
    }

    /// Composes one document in one more edition; unchanged Markdown of the previous edition is not parsed again.
    ///
    /// # Errors
    /// A template or body that fails, or Markdown that the tree cannot hold.
    pub fn compose_after(&self, view: &View, path: &str, read: &mut Read<'_>) -> Result<Document, Vec<Diag>> {
        self.compositions.fetch_add(1, Ordering::Relaxed);
        let notice = (view.edition == Edition::Public).then(|| notice(view));
        if view.record.received {
            let signed = !view.record.approval.is_empty();
            let front = if signed { vec![Part::Signatures(front::approval(view))] } else { Vec::new() };
            return Ok(Document { front, notice, ..Document::default() });
        }
        let (marked, printed) = self.markdown(view, path, !read.without_record).map_err(|d| vec![d])?;
        let is_blank_form = self.kind(view).is_some_and(|k| k.file.form == Form::Blank);
        let marked = if is_blank_form { kept_spaces::kept_spaces(&marked) } else { marked };
        let source = printed::unmarked(&marked);
        let own = !view.body.trim().is_empty();
        let is_written = source == read.written;
        let refused = |problems: Vec<markdown::Problem>| -> Vec<Diag> {
            if is_written {
                return markdown::located(path, &Route::body(), &source, problems);
            }
            let diag = |p: markdown::Problem| {
                let place = if own { Place::value(path, Route::body()) } else { Place::bytes(path, 0..0) };
                let excerpt = source[p.range.clone()].chars().take(40).collect::<String>();
                let excerpt = gian_document::escape::decode(&excerpt);
                let message = text!(
                    ko: "{} (펼친 본문의 `{excerpt}`)", p.message.ko;
                    en: "{} (in the composed text: `{excerpt}`)", p.message.en
                );
                Diag::error(markdown::CODE, place, message).help(p.help)
            };
            problems.into_iter().map(diag).collect()
        };
        let mut blocks = if read.source == source {
            read.blocks.clone()
        } else {
            let (blocks, problems) = markdown::parse_with(&source, Some(&read.tables));
            if !problems.is_empty() {
                return Err(refused(problems));
            }
            read.blocks.clone_from(&blocks);
            read.source.clone_from(&source);
            blocks
        };
        let problems = self.finish(view, &mut blocks, &source);
        if !problems.is_empty() {
            return Err(refused(problems));
        }
        let routes = printed.figures;
        let marked = (!routes.is_empty()).then_some(MarkedText { text: marked, routes });
        let kind = self.kind(view);
        let sheet = kind.map(|k| self.fronts.of(k));
        let parts = |all: &[PartDefinition]| front::parts(all, view);
        let mut before = sheet.map_or_else(Vec::new, |s| parts(&s.before));
        let back = sheet.map_or_else(Vec::new, |s| parts(&s.after));
        let paper = &view.record.paper;
        let is_signed = !paper.blank_cells && paper.approval_titles.is_empty();
        let is_shown = is_signed && before.iter().chain(&back).any(|p| p.approval().is_some());
        if sheet.is_some() && !is_shown && !view.record.approval.is_empty() {
            before.push(Part::Signatures(front::approval(view)));
        }
        Ok(Document {
            family: kind.map_or(Family::Report, Kind::family),
            front: before,
            blocks,
            back,
            notice,
            figures: Vec::new(),
            marked,
            printed: printed.routes,
        })
    }

    /// Finds the places of the printed figures of a document, which only a page of the archive shows.
    pub fn place_figures(&self, view: &View, document: &mut Document) {
        let Some(MarkedText { text, routes }) = document.marked.take() else { return };
        let (mut with_marks, mut problems) = markdown::parse(&text);
        problems.extend(self.finish(view, &mut with_marks, &text));
        let places = printed::lift(&mut with_marks, &routes);
        // In a day of a table of days or in a name, a mark changes what is parsed: then there are no links.
        if problems.is_empty() && with_marks == document.blocks {
            document.figures = places;
        }
    }

    /// The Markdown of a document, and the routes of the facts that it prints.
    fn markdown(&self, view: &View, path: &str, records: bool) -> Result<(String, Printed), Diag> {
        if self.is_plain(view) {
            return Ok((view.body.clone(), Printed::default()));
        }
        let context = context(view, view)?;
        if !records {
            return Ok((self.render(view, &context, path)?, Printed::default()));
        }
        let routes = Routes::of(&context, &["plan", "review", "grant", "dossiers"]);
        let (text, printed) = printed::recorded(routes, || self.render(view, &context, path));
        Ok((text?, printed))
    }

    /// The Markdown of a document with `facts` in place of those of its view.
    fn text(&self, view: &View, facts: &serde_json::Value, path: &str) -> Result<String, Diag> {
        if self.is_plain(view) {
            return Ok(view.body.clone());
        }
        self.render(view, &context(view, facts)?, path)
    }

    /// Whether the text is the body of the writer as it is: no template is around it or in it.
    fn is_plain(&self, view: &View) -> bool {
        let framed = self.kind(view).is_some_and(Kind::frames_body);
        !view.body.trim().is_empty() && !framed && !has_template(&view.body)
    }

    /// Adds what the kind and the record bring to the body, and resolves references and pictures.
    fn finish(&self, view: &View, blocks: &mut Vec<Block>, source: &str) -> Vec<markdown::Problem> {
        let kind = self.kind(view);
        if kind.is_some_and(|k| k.file.articles) {
            articles::number(blocks);
        }
        if let Some(lead) = &view.record.lead {
            // Below the title, wherever that stands.
            let at = blocks.iter().position(|block| *block == Block::TitlePlace).map_or(0, |at| at + 1);
            blocks.insert(at, Block::Lead(markdown::parse_inline(lead).0));
        }
        one_step::write_out(blocks);
        let own = &view.record.item_markers;
        let of_kind = kind.map_or(&[][..], |k| &k.file.item_markers);
        markers::begin(blocks, &view.record.paper.item_starts);
        markers::choose(blocks, if own.is_empty() { of_kind } else { own });
        let annexes = self.annexes(view, blocks);
        // The end mark (끝).
        let has_end_mark = view.record.paper.end_mark != Some(EndMark::None)
            && kind.is_none_or(|k| !self.fronts.of(k).without_end_mark);
        end(blocks, attachments(view, annexes.names), has_end_mark);
        if !annexes.pages.is_empty() {
            blocks.extend(annexes.pages);
            annex::number_footnotes(blocks);
        }
        let mut problems = references::resolve(blocks, source);
        if blocks.contains(&Block::TitlePlace)
            && !kind.is_some_and(|k| front::has_title_in_text(&self.fronts.of(k).before, view))
        {
            problems.push(fences::no_title_place(source));
        }
        problems.extend(pictures::resolve(blocks, &view.pictures, source));
        problems
    }

    /// The long tables of a letter, taken out of its body.
    fn annexes(&self, view: &View, blocks: &mut Vec<Block>) -> Annexes {
        if self.kind(view).is_none_or(|kind| kind.file.form != Form::Letter) {
            return Annexes::default();
        }
        let listed: Vec<&str> = view.record.attachments.iter().map(|a| a.title.as_str()).collect();
        annex::set_out(blocks, &annex::rules_of(&self.annexes, view.record.date), &listed)
    }

    fn render(&self, view: &View, context: &Context, path: &str) -> Result<String, Diag> {
        if view.body.trim().is_empty() {
            let kind = self.kind(view).ok_or_else(|| bug("the kind was checked before"))?;
            return self.tera.render(&kind.template, context).map_err(|e| self.fail(&e, &kind.template));
        }
        if let Some(range) = printed::forged(&view.body) {
            let line = view.body[..range.start].matches('\n').count();
            return Err(forged(Place::value(path, Route::body_line(line))));
        }
        let mut tera = self.tera.clone();
        let name = self.kind(view).filter(|k| k.frames_body()).map_or(BODY, |k| &*k.template);
        let recording = Recording::new(&view.body);
        tera.add_raw_template(BODY, &recording.source).and_then(|()| tera.render(name, context)).map_err(|e| {
            match place_of(&e) {
                Some(part) if part != BODY && self.sources.contains_key(part) => self.fail(&e, part),
                _ => match missing_part(&e, &view.body) {
                    Some(range) => {
                        let line = view.body[..range.start].matches('\n').count();
                        no_part(Place::value(path, Route::body_line(line)), &view.body[range], &self.sources)
                    }
                    None => body_error(&e, path, &view.body, &recording),
                },
            }
        })
    }

    /// The error of a template, attributed to the included part if that one failed.
    fn fail(&self, error: &tera::Error, path: &str) -> Diag {
        fault(error, path, &self.sources, &self.recordings)
    }
}

/// The error of a template of documents: Tera has it with what records printed facts.
fn fault(
    error: &tera::Error,
    path: &str,
    sources: &BTreeMap<String, String>,
    recordings: &BTreeMap<String, Recording>,
) -> Diag {
    let loaded = |name: &str| recordings.get(name).map_or("", |recording| recording.source.as_str());
    let original = |name: &str, at: usize| recordings.get(name).map_or(at, |recording| recording.original(at));
    let path_of = |name: &str| format!("templates/{name}");
    Templates { sources, loaded: &loaded, original: &original, path: &path_of }.diag(error, path)
}

/// The error for an included part that does not exist.
fn no_part(place: Place, part: &str, sources: &BTreeMap<String, String>) -> Diag {
    let known: Vec<&str> = sources.keys().map(String::as_str).filter(|p| parts::is_part(p)).collect();
    problem(place, text!("`{}`(이)라는 조각이 없습니다", "there is no part `{}`"; part))
        .help(text!("다음 가운데 하나를 쓰십시오: {}", "write one of: {}"; known.join(", ")))
}

/// What is remembered from composing a document in one edition for the next one.
#[derive(Default)]
pub struct Read<'a> {
    /// The Markdown.
    source: String,
    blocks: Vec<Block>,
    tables: markdown::Tables,
    without_record: bool,
    /// The body in its file; the problems of a text that is equal to it have places there.
    written: &'a str,
}

impl<'a> Read<'a> {
    /// For a document with this body in its file.
    pub fn of(written: &'a str) -> Self {
        Self { written, ..Self::default() }
    }

    /// For a check, which does not need to know what a document prints by an expression.
    pub fn without_record(self) -> Self {
        Self { without_record: true, ..self }
    }
}

/// Whether a body contains template syntax.
fn has_template(body: &str) -> bool {
    let Delimiters { block_start, variable_start, comment_start, .. } = delimiters();
    [block_start, variable_start, comment_start].iter().any(|start| body.contains(start.as_ref()))
}

/// The list of attachments: those of the record, then `printed`, those that are printed with the letter.
fn attachments(view: &View, printed: Vec<Vec<Inline>>) -> Option<Block> {
    let listed = view.record.attachments.iter().map(|a| markdown::with_masks(&attachment_line(a)));
    let printed = printed.into_iter().map(|mut name| {
        name.push(Inline::Text(" 1부.".to_owned()));
        name
    });
    let lines: Vec<_> = listed.chain(printed).map(|text| AttachmentLine { text }).collect();
    (!lines.is_empty()).then_some(Block::Attachments(lines))
}

/// Name with quantity: `결정서 1부.`, `계획서, 예산서 각 1부(별송).`
fn attachment_line(attachment: &AttachmentView) -> String {
    let each = if attachment.each { "각 " } else { "" };
    let quantity = attachment.quantity.map_or(String::new(), |n| format!(" {each}{n}{}", attachment.unit));
    let apart = if attachment.sent_apart { "(별송)" } else { "" };
    format!("{}{quantity}{apart}.", attachment.title)
}

/// Adds the ending of a document, before its reference pages: 붙임, and 끝 or 이하 빈칸 (행정업무규정 시행규칙
/// 제4조제5항).
fn end(blocks: &mut Vec<Block>, attachments: Option<Block>, has_end_mark: bool) {
    let references = blocks.iter().position(|b| matches!(b, Block::Reference { .. })).unwrap_or(blocks.len());
    // A page break with orientation may precede a reference page.
    let at = blocks[..references].iter().rposition(|b| !matches!(b, Block::PageBreak(_))).map_or(0, |i| i + 1);
    if !has_end_mark {
        blocks.splice(at..at, attachments);
        return;
    }
    if let Some(attachments) = attachments {
        blocks.splice(at..at, [attachments, Block::EndMark]);
        return;
    }
    if let Some(table) = blocks[..at].last_mut().and_then(last_table) {
        let first_blank = table.rows.len() - table.blank_rows();
        if let Some(cell) = table.rows.get_mut(first_blank).and_then(|r| r.cells.first_mut()) {
            cell.blocks = vec![Block::Paragraph(vec![Inline::Text(Table::REST_BLANK.to_owned())])];
            return;
        }
    }
    blocks.insert(at, Block::EndMark);
}

/// The table at the end of a block.
fn last_table(block: &mut Block) -> Option<&mut Table> {
    match block {
        Block::Table(table) => Some(table),
        Block::Items(items) => items.last_mut()?.below.last_mut().and_then(last_table),
        Block::Chapter { .. }
        | Block::Section { .. }
        | Block::Subsection { .. }
        | Block::Article(_)
        | Block::Aligned(..)
        | Block::Title(_)
        | Block::TitlePlace
        | Block::Rule
        | Block::Reference { .. }
        | Block::Annex { .. }
        | Block::Paragraph(_)
        | Block::Lead(_)
        | Block::Note(_)
        | Block::Summary(_)
        | Block::Frame(_)
        | Block::Figure(_)
        | Block::Attachments(_)
        | Block::EndMark
        | Block::Blank(_)
        | Block::Place(_)
        | Block::Beside(_)
        | Block::PageBreak(_) => None,
    }
}

/// The notice of the public copy: a copy has no legal effect, and withheld content can be requested (정보공개법
/// 제10조).
fn notice(view: &View) -> Notice {
    let standing = "이 문서는 공개용 사본으로 공문서로서의 법적 효력이 없으며, 위조·변조·도용에 따른 책임은 그 행위를 한 사람에게 있습니다.";
    let grounds: Vec<_> = view.record.grounds.iter().map(|g| g.number).collect();
    let phone = view.record.phone.as_ref().map_or(String::new(), |p| format!("({p})"));
    // On paper only the text of a link is visible.
    let address = view.requests.url.split_once("://").map_or("", |(_, rest)| rest).trim_end_matches('/');
    let desk = format!("{}({address})", view.requests.name);
    let request = (!grounds.is_empty()).then(|| {
        vec![
            Inline::Text("가린 부분은 정보공개를 청구할 수 있습니다: ".to_owned()),
            Inline::Link { to: view.requests.url.clone(), text: vec![Inline::Text(desk)] },
            Inline::Text(format!(", {}{phone}", view.department.name)),
        ]
    });
    Notice { standing: vec![Inline::Text(standing.to_owned())], grounds, request }
}

fn bug(why: &str) -> Diag {
    Diag::error("internal", Place::bytes("", 0..0), text!("gian의 결함입니다: {}", "a defect of gian: {}"; why))
}

/// What templates and bodies see: the facts, and whether the document is a draft.
fn context(view: &View, facts: &impl serde::Serialize) -> Result<Context, Diag> {
    let mut context = Context::from_serialize(facts).map_err(|e| bug(&e.to_string()))?;
    context.insert("draft", &(view.record.state == gian_vocabulary::record::State::Draft));
    Ok(context)
}

/// A template uses a name that belongs to the record of printed facts.
fn forged(place: Place) -> Diag {
    problem(
        place,
        text!(
            "틀에서 쓸 수 없는 이름입니다: gian이 찍힌 사실을 적어 두는 데 씁니다",
            "a template cannot use this name: gian records printed facts by it"
        ),
    )
    .help(text!("이 이름을 지우십시오", "remove it"))
}

/// A Tera error in the body of the writer: the line is right, because marks contain no line breaks.
fn body_error(error: &tera::Error, path: &str, body: &str, recording: &Recording) -> Diag {
    let (message, range) = parts_of_error(error, &recording.source);
    let ko = korean(&message).unwrap_or_else(|| message.clone());
    let line = range.map_or(0, |r| body[..recording.original(r.start).min(body.len())].matches('\n').count());
    problem(
        Place::value(path, Route::body_line(line)),
        text!(ko: "본문의 `{{{{ }}}}` 부분에 오류가 있습니다: {ko}"; en: "the `{{{{ }}}}` part of the body fails: {message}"),
    )
    .help(text!(
        "이름과 짝을 확인하고, 글자 그대로 쓰려면 `{{{{ \"{{{{\" }}}}`로 쓰십시오",
        "check the names and brackets; write `{{{{ \"{{{{\" }}}}` for the characters themselves"
    ))
}
