//! Looks at finished pages for text that leaves the text area, crosses a rule of a table or covers its neighbour.

use typst::layout::{Frame, FrameItem, Transform};
use typst::text::TextItem;
use typst::visualize::Geometry;
use typst_layout::PagedDocument;

use super::{Collision, Misplaced};

/// Deviation in pt that is no fault: trimmed brackets, rounded widths.
const TOLERANCE: f64 = 1.5;

/// The horizontal extent of a line of text, and its baseline.
struct Run {
    left: f64,
    right: f64,
    baseline: f64,
    size: f64,
    text: String,
}

/// A vertical rule.
struct Rule {
    x: f64,
    top: f64,
    bottom: f64,
}

#[derive(Default)]
struct Sheet {
    runs: Vec<Run>,
    rules: Vec<Rule>,
}

/// The misplaced texts of a document. `margins` are the left and the right one in pt.
pub(super) fn misplaced(document: &PagedDocument, margins: (f64, f64)) -> Vec<Misplaced> {
    let mut found = Vec::new();
    for (i, page) in document.pages().iter().enumerate() {
        let mut sheet = Sheet::default();
        sheet.read(&page.frame, Transform::identity());
        let width = page.frame.width().to_pt();
        let area = (margins.0 - TOLERANCE, width - margins.1 + TOLERANCE);
        let height = page.frame.height().to_pt();
        sheet.runs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
        for (at, run) in sheet.runs.iter().enumerate() {
            let outside = run.left < area.0 || run.right > area.1 || !(0.0..=height).contains(&run.baseline);
            let collision = if outside {
                Collision::Margin
            } else if sheet.rules.iter().any(|rule| rule.cuts(run)) {
                Collision::Rule
            } else if sheet.runs[at + 1..].iter().take_while(|r| r.baseline - run.baseline < 1.0).any(|r| run.covers(r))
            {
                Collision::Text
            } else {
                continue;
            };
            found.push(Misplaced { page: i + 1, text: run.text.clone(), collision });
        }
    }
    found
}

impl Sheet {
    fn read(&mut self, frame: &Frame, transform: Transform) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let inner = transform.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
                    self.read(&group.frame, inner);
                }
                FrameItem::Text(text) => {
                    let trimmed = text.text.trim();
                    // Turned text is a mark over the page, such as that of a draft.
                    if trimmed.is_empty() || transform.kx.get() != 0.0 || transform.ky.get() != 0.0 {
                        continue;
                    }
                    let (from, to) = (text.text.len() - text.text.trim_start().len(), text.text.trim_end().len());
                    let advance = |until: usize| -> f64 {
                        let before = text.glyphs.iter().filter(|g| g.range().start < until);
                        before.map(|g| g.x_advance.at(text.size).to_pt()).sum()
                    };
                    let (start, scale) = ((*at).transform(transform), transform.sx.get());
                    self.runs.push(Run {
                        left: start.x.to_pt() + advance(from) * scale,
                        right: start.x.to_pt() + (advance(to) - hanging(text, to)) * scale,
                        baseline: start.y.to_pt(),
                        size: text.size.to_pt() * scale,
                        text: trimmed.to_owned(),
                    });
                }
                FrameItem::Shape(shape, _) => {
                    if let Geometry::Line(to) = shape.geometry
                        && to.x.to_pt().abs() < 0.1
                    {
                        let (a, b) = ((*at).transform(transform), (*at + to).transform(transform));
                        let (top, bottom) = (a.y.to_pt().min(b.y.to_pt()), a.y.to_pt().max(b.y.to_pt()));
                        self.rules.push(Rule { x: a.x.to_pt(), top, bottom });
                    }
                }
                FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }
}

/// The width by which the engine may hang the last character of a text into the margin.
fn hanging(text: &TextItem, to: usize) -> f64 {
    let Some(last) = text.text[..to].chars().next_back() else { return 0.0 };
    let share = match last {
        '.' | ',' => 0.8,
        '-' => 0.55,
        ':' | ';' => 0.3,
        '–' | '—' => 0.2,
        _ => return 0.0,
    };
    let glyph = text.glyphs.iter().rev().find(|g| g.range().start < to);
    glyph.map_or(0.0, |g| share * g.x_advance.at(text.size).to_pt())
}

impl Rule {
    fn cuts(&self, run: &Run) -> bool {
        let middle = run.baseline - 0.3 * run.size;
        (self.top..=self.bottom).contains(&middle) && (run.left + TOLERANCE..=run.right - TOLERANCE).contains(&self.x)
    }
}

impl Run {
    fn covers(&self, other: &Run) -> bool {
        self.right.min(other.right) - self.left.max(other.left) > TOLERANCE
    }
}
