//! The texts of writers, piece by piece, as input of rules for texts.
//!
//! A piece is a value of YAML, the body of a document, or one text of a fenced block in it. Rules read
//! [`Prose::seen`], in which everything except the wording of the writer is hidden without changing byte positions:
//! code, URLs, addresses, file names, `「」` titles, Tera, the syntax of marks. So a range found there is a range of
//! the original text, and [`Prose::place`] gives its place.

pub mod attachments;
pub mod days;
pub(crate) mod hide;
pub mod items;
pub mod markers;
mod signs;
mod structure;
pub mod table;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use gian_diagnostics::{Place, Route};
use gian_kinds::{Form, Kinds};
use gian_korean::quantity::Quantity;
use gian_korean::written::Written;
use gian_korean::{quantity, words, written};
use gian_model::read::kind_of;
use gian_model::record::State;
use gian_model::schema::{How, each_value};
use gian_model::{DocumentFile, Dossier, keys, marks};
use gian_source::yaml::{Kind, Node};
use gian_source::{File, Sources};
use gian_vocabulary::values::Date;
pub use hide::HIDDEN;
pub use signs::{Sign, Signs};
pub use structure::{Fence, Heading, Item, List, Structure, is_frame};

/// A piece of text.
#[derive(Debug)]
pub struct Prose<'a> {
    /// Path of the file, below the workspace.
    pub file: &'a str,
    /// The dossier that the file belongs to.
    pub dossier: &'a Dossier,
    /// The document of the text; `None` for facts, which every document of the dossier may show.
    pub document: Option<&'a DocumentFile>,
    /// Form of the document; `None` for facts and for an unknown kind.
    pub form: Option<Form>,
    /// Day of the document; for facts, of the last approved document of the dossier.
    pub day: Option<Date>,
    /// The text after YAML decoding.
    pub text: Cow<'a, str>,
    /// The text with the same byte positions, where everything except wording is [`HIDDEN`].
    pub seen: Cow<'a, str>,
    /// Position of the text in the file.
    pub origin: Origin,
    /// Whether it is Markdown with blocks instead of a single line.
    pub markdown: bool,
    source: &'a str,
    // Boxed, because most pieces are cells and titles, which have none of these.
    structure: OnceLock<Box<Structure>>,
    words: OnceLock<Vec<words::Found>>,
    written: OnceLock<Box<Written>>,
    signs: OnceLock<Box<Signs>>,
    has_digit: OnceLock<bool>,
    quantities: OnceLock<Vec<Quantity>>,
    /// The open text where it differs from `seen`.
    open: OnceLock<Option<String>>,
}

/// Position of a piece of text.
#[derive(Debug)]
pub enum Origin {
    /// The value at a route.
    Value(Route),
    /// The body of a document; texts in fenced blocks are separate pieces.
    Body,
    /// A text in a fenced block of a body: its name, the route in its YAML, and the value there.
    Block {
        /// Name of the block: `표`.
        fence: String,
        /// Route in the YAML of the block.
        route: Route,
        /// The value at that route.
        node: Node,
    },
}

impl Prose<'_> {
    /// The place of a byte range of the text.
    pub fn place(&self, range: Range<usize>) -> Place {
        match &self.origin {
            Origin::Value(route) => Place::within(self.file, route, range),
            Origin::Body => Place::within(self.file, Route::body(), range),
            Origin::Block { node, .. } => match node.exact_range(self.source, range.clone()) {
                Some(found) => Place::bytes(self.file, found),
                None => Place::around(self.file, node.source_range(self.source, range)),
            },
        }
    }

    /// Whether the text is the body of a document.
    pub fn is_body(&self) -> bool {
        matches!(self.origin, Origin::Body)
    }

    /// Whether the text is in a fenced block, such as a cell of a table.
    pub fn is_cell(&self) -> bool {
        matches!(self.origin, Origin::Block { .. })
    }

    /// Headings, lists, paragraphs and fenced blocks of a Markdown text, with their byte ranges; empty for a line.
    pub fn structure(&self) -> &Structure {
        self.structure.get_or_init(|| match self.markdown {
            true => Box::new(Structure::read(&hide::templates(&self.text))),
            false => Box::default(),
        })
    }

    /// The text as the public may see it: [`Self::seen`] with withheld words hidden, so that no rule computes from them or
    /// prints them.
    pub fn open(&self) -> &str {
        self.open_part().unwrap_or(&self.seen)
    }

    /// The [open text](Self::open) if some words are withheld.
    pub fn open_part(&self) -> Option<&str> {
        let open = self.open.get_or_init(|| {
            if !self.text.contains("](비공개") {
                return None;
            }
            let mut bytes = self.seen.as_bytes().to_vec();
            for mark in marks::complete(&self.text) {
                bytes[mark.range].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = HIDDEN as u8);
            }
            Some(String::from_utf8(bytes).expect("whole characters were replaced by ASCII"))
        });
        open.as_deref()
    }

    /// Whether the wording has a digit; most texts have none, so rules that compute need not read them.
    pub fn has_digit(&self) -> bool {
        *self.has_digit.get_or_init(|| self.seen.bytes().any(|byte| byte.is_ascii_digit()))
    }

    /// Quantities of the [open text](Self::open), in order, found once for all rules that compute.
    pub fn quantities(&self) -> &[Quantity] {
        self.quantities.get_or_init(|| if self.has_digit() { quantity::scan(self.open()) } else { Vec::new() })
    }

    /// Words to avoid, found once for all rules that report some of them.
    pub fn words(&self) -> &[words::Found] {
        self.words.get_or_init(|| words::find(&self.seen))
    }

    fn written(&self) -> &Written {
        self.written.get_or_init(|| if self.has_digit() { Box::new(written::scan(&self.seen)) } else { Box::default() })
    }

    /// Dates of the text, in order.
    pub fn dates(&self) -> &[written::Date] {
        &self.written().dates
    }

    /// Times of the text, in order.
    pub fn times(&self) -> &[written::Time] {
        &self.written().times
    }

    /// Amounts of money of the text, in order.
    pub fn amounts(&self) -> &[written::Amount] {
        &self.written().amounts
    }

    /// Hyphens between the numbers of months (`3-5월`), in order.
    pub fn month_hyphens(&self) -> &[Range<usize>] {
        &self.written().months
    }

    /// Signs of the text that rules check.
    pub fn signs(&self) -> &Signs {
        self.signs.get_or_init(|| Box::new(Signs::read(&self.seen)))
    }

    /// Range of the line that contains a position.
    pub fn line(&self, at: usize) -> Range<usize> {
        let start = self.seen[..at].rfind('\n').map_or(0, |i| i + 1);
        start..self.seen[at..].find('\n').map_or(self.seen.len(), |i| at + i)
    }

    /// Whether the text is printed in reports: facts, and documents in the item style (개조식), not letters.
    pub fn is_report(&self) -> bool {
        match self.form {
            None | Some(Form::Report | Form::Simple | Form::Plan) => true,
            Some(Form::Letter | Form::Sheet | Form::Notice | Form::Blank | Form::Press | Form::Free) => false,
        }
    }

    /// Whether the text belongs to a form that is filled in by hand.
    pub fn is_blank_form(&self) -> bool {
        self.form == Some(Form::Blank)
    }

    /// Whether the text belongs to a letter (기안문, 시행문).
    pub fn is_letter(&self) -> bool {
        self.form == Some(Form::Letter)
    }
}

/// The pieces of each file.
pub fn by_file<'p, 'a>(prose: &'p [Prose<'a>]) -> impl Iterator<Item = &'p [Prose<'a>]> {
    prose.chunk_by(|a, b| a.file == b.file)
}

/// Every piece of text of a dossier, in the order of the files.
pub fn collect<'a>(sources: &'a Sources, dossier: &'a Dossier, kinds: &Kinds) -> Vec<Prose<'a>> {
    let mut all = Vec::new();
    let day = last_day(dossier);
    for (path, file) in sources.below(&dossier.folder) {
        let document = dossier.document(path);
        // The wording of a document made elsewhere is not checked.
        if document.is_some_and(|d| d.record.is_received()) {
            continue;
        }
        let form = document.and_then(|d| kinds.find(&d.record.kind)).map(|k| k.file.form);
        let day = document.map(|d| d.record.date()).or(day);
        let of = Of { path, file, dossier, document, form, day };
        of.values(&mut all);
        of.body(&mut all);
    }
    all
}

/// The day of the facts: that of the last approved document.
fn last_day(dossier: &Dossier) -> Option<Date> {
    dossier.documents.iter().filter(|d| d.record.state != State::Draft).map(|d| d.record.date()).max()
}

/// The file of a piece.
struct Of<'a> {
    path: &'a str,
    file: &'a File,
    dossier: &'a Dossier,
    document: Option<&'a DocumentFile>,
    form: Option<Form>,
    day: Option<Date>,
}

impl<'a> Of<'a> {
    fn values(&self, all: &mut Vec<Prose<'a>>) {
        let (Some(kind), Some(tree)) = (kind_of(self.path), &self.file.tree) else { return };
        each_value(kind, tree, &mut |route, node, shape| {
            // Keys that allow marks hold wording of the writer; the title of another document is quoted.
            if shape.how == Some(How::Marks)
                && !is_title_of_related(route)
                && let Kind::Scalar { text, .. } = &node.kind
            {
                let markdown = shape.is_markdown;
                let seen = hide::hide(text, &[]);
                all.push(self.piece(Cow::Borrowed(text), seen, Origin::Value(route.clone()), markdown));
            }
        });
    }

    fn body(&self, all: &mut Vec<Prose<'a>>) {
        let Some(at) = self.file.body.filter(|at| !self.file.text[*at..].trim().is_empty()) else { return };
        let text = &self.file.text[at..];
        let mut structure = Structure::read(&hide::templates(text));
        structure.read_fences(self.path, &self.file.text, at);
        let fences: Vec<Range<usize>> = structure.fences.iter().flat_map(|fence| fence.not_wording(text)).collect();
        let piece = self.piece(Cow::Borrowed(text), hide::hide(text, &fences), Origin::Body, true);
        let mut cells = Vec::new();
        for fence in &structure.fences {
            let Some(tree) = &fence.tree else { continue };
            each_text(tree, &mut Route::root(), &mut |route, node, text| {
                let origin = Origin::Block { fence: fence.name.clone(), route: route.clone(), node: node.clone() };
                cells.push(self.piece(
                    Cow::Owned(text.to_owned()),
                    hide::hide(text, &[]).into_owned().into(),
                    origin,
                    false,
                ));
            });
        }
        let _ = piece.structure.set(Box::new(structure));
        all.push(piece);
        all.extend(cells);
    }

    fn piece(&self, text: Cow<'a, str>, seen: Cow<'a, str>, origin: Origin, markdown: bool) -> Prose<'a> {
        Prose {
            file: self.path,
            dossier: self.dossier,
            document: self.document,
            form: self.form,
            day: self.day,
            text,
            seen,
            origin,
            markdown,
            source: &self.file.text,
            structure: OnceLock::new(),
            words: OnceLock::new(),
            written: OnceLock::new(),
            signs: OnceLock::new(),
            has_digit: OnceLock::new(),
            quantities: OnceLock::new(),
            open: OnceLock::new(),
        }
    }
}

fn is_title_of_related(route: &Route) -> bool {
    route.first().as_deref() == Some(keys::RELATED) && route.last().as_deref() == Some(keys::TITLE)
}

/// Calls a function with every text of a tree and its route.
fn each_text(node: &Node, route: &mut Route, see: &mut impl FnMut(&Route, &Node, &str)) {
    match &node.kind {
        Kind::Scalar { text, .. } => see(route, node, text),
        Kind::Seq(items) => {
            for (i, item) in items.iter().enumerate() {
                route.below(i, |route| each_text(item, route, see));
            }
        }
        Kind::Map(entries) => {
            // Names, files and measures are not wording.
            const KEYS: [&str; 9] = ["이름", "파일", "너비", "맞춤", "방향", "테두리", "높이", "굵게", "제목열"];
            for entry in entries.iter().filter(|e| !KEYS.contains(&e.key.as_str())) {
                route.below(&entry.key, |route| each_text(&entry.value, route, see));
            }
        }
        Kind::Null => {}
    }
}
