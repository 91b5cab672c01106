//! Words for the look of type: sizes and spaces between letters.

use gian_document::{Spacing, TypeSize};

/// Permitted sizes, in points.
const SIZES: std::ops::RangeInclusive<f64> = 8.0..=40.0;

/// The size of a word, or of a number of points.
pub(crate) fn size(value: &str) -> Option<TypeSize> {
    match value {
        "보통" => Some(TypeSize::Normal),
        "작게" => Some(TypeSize::Small),
        "크게" => Some(TypeSize::Large),
        "아주 크게" => Some(TypeSize::Huge),
        _ => {
            let points = value.trim_end_matches("pt").trim_end().parse().ok()?;
            SIZES.contains(&points).then_some(TypeSize::Points(points))
        }
    }
}

/// The space between letters of a word.
pub(crate) fn spacing(value: &str) -> Option<Spacing> {
    match value {
        "넓게" => Some(Spacing::Wide),
        "아주 넓게" => Some(Spacing::Widest),
        _ => None,
    }
}
