//! What the content of a page hides: text below an opaque box, text that is not painted, text beside the page.
//!
//! Positions are those of the middles of glyphs. The outlines of glyphs are not read.

mod cover;
mod font;
mod state;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hasher};

use gian_diagnostics::{Text, text};
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::Object;

use self::cover::{Glyphs, Rect};
use self::font::Fonts;
use self::state::{Matrix, State};
use super::super::members::{MOST_BYTES, damaged};
use super::bounds::too_complex;
use super::value::{Document, Entries, Value};

/// Limit for operators on one page, with those of its forms.
const MOST_OPERATORS: usize = 5_000_000;
const MOST_FORMS: usize = 12;
/// Share of the page from which an image is a scan: the text on its place is what a program recognized in it.
const SCAN: f64 = 0.5;

/// Checks a page.
///
/// # Errors
/// Hidden text, with the number of the page.
pub(super) fn check(document: &Document<'_>, page: usize, number: usize, texts: &mut Texts) -> Result<(), Text> {
    let Some(entries) = document.objects[page].value.dict() else { return Ok(()) };
    let media = rect(document, document.inherited(entries, "MediaBox")).unwrap_or(Rect::new(0.0, 0.0, 612.0, 792.0));
    let sheet = rect(document, document.inherited(entries, "CropBox")).map_or(media, |crop| crop.within(media));
    let data = contents(document, entries).ok_or_else(|| damaged(format!("page {number}")))?;
    let resources = document.inherited(entries, "Resources").dict().cloned().unwrap_or_default();
    let mut painter = Painter {
        document,
        sheet,
        glyphs: Glyphs::default(),
        fonts: Fonts::default(),
        images: Vec::new(),
        operators: 0,
        number,
        texts,
    };
    painter.run(&data, &resources, State::default(), 0)?;
    for annotation in document.items(document.get(entries, "Annots")).filter_map(Value::dict) {
        painter.annotation(annotation)?;
    }
    painter.judge(number)
}

/// Strings of all pages. A part of a sheet or chart that continues on the next page is drawn on both, beside the first
/// and on the second, so that text beside a page is hidden only if no page shows it.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// Hashes of strings.
    shown: BTreeSet<u64>,
    /// Page by hash of a string.
    beside: BTreeMap<u64, usize>,
    /// Bytes of content that were followed on all pages. Pages can share their content.
    followed: usize,
}

/// Limit for the content of all pages, where shared content counts for each page.
const MOST_CONTENT: usize = 1 << 30;

impl Texts {
    fn follow(&mut self, bytes: usize) -> Result<(), Text> {
        self.followed += bytes + 64;
        if self.followed > MOST_CONTENT { Err(too_complex()) } else { Ok(()) }
    }

    /// Refuses text that stands beside the pages only.
    pub(super) fn judge(&self) -> Result<(), Text> {
        match self.beside.iter().filter(|(text, _)| !self.shown.contains(*text)).map(|(_, page)| page).min() {
            None => Ok(()),
            Some(number) => Err(text!(
                "{}쪽의 종이 밖에 글이 있습니다: 그 글을 지우고 PDF로 다시 만드십시오",
                "page {} has text beside the sheet: delete it and make the PDF again"; number
            )),
        }
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

fn contents(document: &Document<'_>, page: &Entries) -> Option<Vec<u8>> {
    let parts: Vec<Value> = match (page.get(b"Contents".as_slice()), document.get(page, "Contents")) {
        (_, Value::Array(parts)) => parts.clone(),
        (Some(one @ Value::Ref(_)), Value::Dict(_)) => vec![one.clone()],
        _ => Vec::new(),
    };
    let mut data = Vec::new();
    for part in parts {
        let Value::Ref(index) = part else { continue };
        data.extend(document.decoded(index)?);
        data.push(b'\n');
        if data.len() as u64 > MOST_BYTES {
            return None;
        }
    }
    Some(data)
}

fn rect(document: &Document<'_>, value: &Value) -> Option<Rect> {
    let numbers: Vec<f64> = document.items(value).filter_map(Value::number).collect();
    let &[a, b, c, d] = numbers.as_slice() else { return None };
    Some(Rect::new(a.min(c), b.min(d), a.max(c), b.max(d)))
}

struct Painter<'a, 'd> {
    document: &'a Document<'d>,
    sheet: Rect,
    glyphs: Glyphs,
    fonts: Fonts,
    images: Vec<Rect>,
    operators: usize,
    number: usize,
    texts: &'a mut Texts,
}

impl Painter<'_, '_> {
    /// Follows the operators of a content stream.
    fn run(&mut self, data: &[u8], resources: &Entries, start: State, depth: usize) -> Result<(), Text> {
        self.texts.follow(data.len())?;
        let mut state = start;
        let mut saved: Vec<State> = Vec::new();
        let mut path: Vec<Rect> = Vec::new();
        let mut points: Vec<(f64, f64)> = Vec::new();
        let mut operations = UntypedIter::new(data);
        while let Some(operation) = operations.next() {
            self.operators += 1;
            if self.operators > MOST_OPERATORS {
                return Err(too_complex());
            }
            let operands: Vec<&Object<'_>> = operation.operands().collect();
            let n: Vec<f64> = operands
                .iter()
                .filter_map(|o| match o {
                    Object::Number(n) => Some(n.as_f64()),
                    _ => None,
                })
                .collect();
            let name = operands.iter().rev().find_map(|o| match o {
                Object::Name(n) => Some(n.to_vec()),
                _ => None,
            });
            let operator: &[u8] = operation.operator;
            match (operator, n.as_slice()) {
                (b"q", _) if saved.len() < 1000 => saved.push(state.clone()),
                (b"Q", _) => state = saved.pop().unwrap_or(state),
                (b"cm", &[a, b, c, d, e, f]) => state.ctm = Matrix([a, b, c, d, e, f]).then(state.ctm),
                (b"re", &[x, y, w, h]) => {
                    path.push(state.ctm.rect(Rect::new(x.min(x + w), y.min(y + h), x.max(x + w), y.max(y + h))))
                }
                (b"m", &[x, y]) => {
                    path.extend(cover::polygon(&points));
                    points = vec![state.ctm.point(x, y)];
                }
                (b"l", &[x, y]) => points.push(state.ctm.point(x, y)),
                (b"c", &[.., x, y]) | (b"v" | b"y", &[.., x, y]) => {
                    points.extend([state.ctm.point(x, y), (f64::NAN, 0.0)])
                }
                (b"f" | b"F" | b"B" | b"b" | b"f*" | b"B*" | b"b*", _) => {
                    path.extend(cover::polygon(&points));
                    points.clear();
                    // A frame is two outlines, one in the other, that are filled by the even-odd rule.
                    let frame = operator.ends_with(b"*") && path.len() > 1;
                    for area in path.drain(..).filter(|_| state.opaque && !frame) {
                        self.cover(area)?;
                    }
                }
                (b"n" | b"S" | b"s", _) => {
                    path.clear();
                    points.clear();
                }
                (b"gs", _) => state.graphics(self.document, resources, name.as_deref().unwrap_or_default()),
                (b"scn" | b"sc", _) => state.opaque_colour = name.is_none(),
                (b"g" | b"rg" | b"k", _) => state.opaque_colour = true,
                (b"Do", _) => self.object(name.as_deref().unwrap_or_default(), resources, &state, depth)?,
                (b"Tf", &[.., size]) => {
                    state.font = self.fonts.load(self.document, resources, name.as_deref().unwrap_or_default())?;
                    state.size = size;
                }
                (b"Tj" | b"TJ" | b"'" | b"\"", _) => {
                    if matches!(operator, b"'" | b"\"") {
                        state.next_line();
                    }
                    for operand in &operands {
                        self.show(&mut state, operand)?;
                    }
                }
                _ => state.text(operator, &n),
            }
            state.opaque = state.opaque_alpha && state.opaque_colour;
        }
        Ok(())
    }

    fn show(&mut self, state: &mut State, operand: &Object<'_>) -> Result<(), Text> {
        match operand {
            Object::String(text) => {
                let glyphs = self.fonts.glyphs(state.font, text.as_bytes());
                let mut beside = false;
                for (width, blank) in glyphs {
                    let advance = width * state.size;
                    let (x, y) = state.position(advance / 2.0);
                    if !blank && state.size != 0.0 {
                        beside |= !self.sheet.holds(x, y);
                        self.glyphs.add(x, y, state.mode == 3 || state.mode == 7)?;
                    }
                    state.advance(advance + state.spacing);
                }
                if beside {
                    self.texts.beside.entry(hash(text.as_bytes())).or_insert(self.number);
                } else {
                    self.texts.shown.insert(hash(text.as_bytes()));
                }
            }
            Object::Array(items) => {
                for item in items.iter::<Object<'_>>() {
                    match &item {
                        Object::Number(back) => state.advance(-back.as_f64() / 1000.0 * state.size),
                        Object::String(_) => self.show(state, &item)?,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn cover(&mut self, area: Rect) -> Result<(), Text> {
        self.glyphs.cover(area)
    }

    /// Draws an image or a form.
    fn object(&mut self, name: &[u8], resources: &Entries, state: &State, depth: usize) -> Result<(), Text> {
        let document = self.document;
        let objects = document.get(resources, "XObject").dict();
        let Some(Value::Ref(index)) = objects.and_then(|o| o.get(name)) else { return Ok(()) };
        let Some(entries) = document.objects[*index].value.dict() else { return Ok(()) };
        match document.get(entries, "Subtype").name() {
            Some(b"Image") => {
                let area = state.ctm.rect(Rect::new(0.0, 0.0, 1.0, 1.0));
                let solid = ["SMask", "Mask", "ImageMask"]
                    .iter()
                    .all(|key| matches!(document.get(entries, key), Value::Null | Value::Bool(false)));
                if area.within(self.sheet).area() < SCAN * self.sheet.area() && solid && state.opaque_alpha {
                    self.cover(area)?;
                }
                if self.images.len() < 10_000 {
                    self.images.push(area);
                }
                Ok(())
            }
            Some(b"Form") if depth < MOST_FORMS => {
                let numbers: Vec<f64> =
                    document.items(document.get(entries, "Matrix")).filter_map(Value::number).collect();
                let mut inner = state.clone();
                if let Ok(matrix) = numbers.try_into() {
                    inner.ctm = Matrix(matrix).then(inner.ctm);
                }
                let own = document.get(entries, "Resources").dict().cloned();
                let data = document.decoded(*index).ok_or_else(|| damaged("form"))?;
                self.run(&data, own.as_ref().unwrap_or(resources), inner, depth + 1)
            }
            Some(b"Form") => Err(too_complex()),
            _ => Ok(()),
        }
    }

    /// Annotations that are drawn as filled boxes above the page.
    fn annotation(&mut self, annotation: &Entries) -> Result<(), Text> {
        let document = self.document;
        let kind = document.get(annotation, "Subtype").name().unwrap_or_default();
        let key = match kind {
            b"Square" | b"Polygon" | b"Circle" => "IC",
            b"FreeText" => "C",
            _ => return Ok(()),
        };
        let filled = document.items(document.get(annotation, key)).next().is_some();
        let solid = document.get(annotation, "CA").number().is_none_or(|alpha| alpha > 0.9);
        match rect(document, document.get(annotation, "Rect")) {
            Some(area) if filled && solid => self.cover(area),
            _ => Ok(()),
        }
    }

    fn judge(&self, number: usize) -> Result<(), Text> {
        if self.glyphs.covered() {
            return Err(text!(
                "{}쪽에 상자나 그림으로 덮은 글이 그대로 남아 있습니다: 그 글을 지우고 PDF로 다시 만드십시오",
                "on page {} a box or picture covers text that is still there: delete the text and make the PDF again"; number
            ));
        }
        if self.glyphs.unpainted(&self.images) {
            return Err(text!(
                "{}쪽에 보이지 않는 글이 있습니다: 그 글을 지우고 PDF로 다시 만드십시오",
                "page {} has invisible text: delete it and make the PDF again"; number
            ));
        }
        Ok(())
    }
}
