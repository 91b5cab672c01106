//! Pictures of a document: finds the file of each, which its record must list, and fills in the size.

use gian_diagnostics::{Text, text};
use gian_document::{Block, Drawing, Image, walk_mut};
use gian_view::PictureView;

use super::problem::Problem;

/// Fills in the sizes of the pictures of blocks from the files listed in the record. `source` is the Markdown of the
/// document, for the positions of problems.
pub fn resolve(blocks: &mut [Block], known: &[PictureView], source: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut see = |image: &mut Image| match known.iter().find(|p| p.file == image.file) {
        Some(picture) => image.size = (picture.width, picture.height),
        None => {
            let at = source.find(&image.file).unwrap_or(0);
            problems.push(Problem {
                range: at..(at + image.file.len()).min(source.len()),
                message: text!(
                    "그림 파일 `{}`이(가) 문서의 `그림`에 적혀 있지 않습니다",
                    "the picture `{}` is not among those that the front matter names under 그림"; image.file
                ),
                help: names(known, &image.file),
            });
        }
    };
    walk_mut(blocks, &mut |block| {
        if let Block::Figure(figure) = block {
            match &mut figure.content {
                Drawing::Image(image) => see(image),
                Drawing::Photos(rows) => rows.iter_mut().flatten().for_each(|photo| see(&mut photo.image)),
                Drawing::Schedule(_) | Drawing::Flow(_) | Drawing::Chart(_) => {}
            }
        }
        true
    });
    problems
}

fn names(known: &[PictureView], file: &str) -> Text {
    if known.is_empty() {
        return text!(
            "파일을 `figures/`에 두고, 문서 앞머리에 `그림: [{{파일: {}}}]`을 적으십시오",
            "put the file into `figures/`, and write `그림: [{{파일: {}}}]` in the front matter"; file
        );
    }
    let all = known.iter().map(|p| p.file.as_str()).collect::<Vec<_>>().join(", ");
    text!("적혀 있는 그림: {}", "the pictures are: {}"; all)
}
