//! Widths of pictures in rows: the pictures of a row have the same height, so that their captions stand on one line.

use gian_document::Photo;

/// Gap between the pictures of a row, in percent of the width of the text.
pub(crate) const GAP: f64 = 2.0;

/// Greatest height of a row, in percent of the width of the text: about a third of a page.
const TALLEST: f64 = 58.0;

/// Width of each picture of a row, in percent of the width of the text. `columns` is the number of pictures of a full
/// row: a row with fewer keeps their size.
pub(crate) fn widths(row: &[Photo], columns: usize) -> Vec<f64> {
    let gaps = GAP * columns.saturating_sub(1) as f64;
    let aspect = |photo: &Photo| photo.image.size.0.max(f64::MIN_POSITIVE) / photo.image.size.1.max(f64::MIN_POSITIVE);
    let given: f64 = row.iter().map(|p| f64::from(p.image.percent)).sum();
    let open: f64 = row.iter().filter(|p| p.image.percent == 0).map(aspect).sum();
    let full = open * columns as f64 / row.len().max(1) as f64;
    let height = ((100.0 - gaps - given).max(10.0) / full.max(f64::MIN_POSITIVE)).min(TALLEST);
    let width = |photo: &Photo| match photo.image.percent {
        0 => (height * aspect(photo)).min(100.0),
        given => (f64::from(given) * (100.0 - gaps) / 100.0).min(TALLEST * aspect(photo)),
    };
    row.iter().map(width).collect()
}

#[cfg(test)]
mod tests {
    use gian_document::Image;

    use super::*;

    fn photo(width: f64, height: f64, percent: u32) -> Photo {
        let image = Image { file: "a.jpg".to_owned(), percent, size: (width, height), tallest: None };
        Photo { image, caption: Vec::new(), description: None }
    }

    #[test]
    fn pictures_of_a_row_have_one_height() {
        let row = [photo(400.0, 300.0, 0), photo(300.0, 400.0, 0)];
        let widths = super::widths(&row, 2);
        assert!((widths.iter().sum::<f64>() + GAP - 100.0).abs() < 1e-9);
        assert!((widths[0] * 3.0 / 4.0 - widths[1] * 4.0 / 3.0).abs() < 1e-9, "{widths:?}");
        // A last row of one picture is no larger than those above it.
        assert!((super::widths(&row[..1], 2)[0] - 49.0).abs() < 1e-9);
        // A single upright picture is not higher than a third of a page.
        assert!((super::widths(&row[1..], 1)[0] - TALLEST * 0.75).abs() < 1e-9);
        assert_eq!(super::widths(&[photo(400.0, 300.0, 60), photo(400.0, 300.0, 40)], 2), [58.8, 39.2]);
    }
}
