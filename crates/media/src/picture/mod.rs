//! Pictures of documents: decides which files are accepted.
//!
//! A picture is published as it is, so a file must hold what is needed to show it and nothing else: `jpeg` and `png`
//! refuse the metadata of cameras and programs; `svg` refuses scripts, external references and embedded pictures. What a
//! picture shows has to be reviewed by a person.

mod digest;
mod jpeg;
pub(crate) mod jpeg_segments;
mod png;
mod svg;
mod unfit;

pub use self::digest::hash;
use gian_diagnostics::text;
use serde::Serialize;

pub use self::unfit::Unfit;
use self::unfit::unfit;

/// Largest picture file, in bytes: archive pages must load over slow connections too.
pub const MOST_BYTES: u64 = 5 * 1024 * 1024;
/// Most pixels of a photograph: three times what a sheet of A4 shows. Limited because decoding takes memory.
const MOST_PIXELS: u64 = 20_000_000;

/// A format that pages and browsers show alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Pixels: only a person can judge what they show.
    Jpeg,
    /// Pixels without loss, as of a screen: the same.
    Png,
    /// Lines and text.
    Svg,
}

/// An accepted picture file.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Which of the permitted formats the bytes have.
    pub format: Format,
    /// Size in pixels, or in units of the drawing.
    pub width: f64,
    /// Height in the same unit as `width`.
    pub height: f64,
    /// SHA-256 in lower case.
    pub sha256: String,
    /// SHA-256 of the pixels as a PDF stores them, if it does not keep the bytes of the file.
    pub pixels: Vec<String>,
    /// Characters that are set with the fonts of the page.
    pub words: String,
}

/// Inspects the bytes of a file. The name gives the expected format, the bytes the actual one.
///
/// # Errors
/// Why the file is not accepted.
pub fn inspect(name: &str, bytes: &[u8]) -> Result<Picture, Unfit> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    let format = format(name, bytes)?;
    let (mut words, mut pixels) = (String::new(), Vec::new());
    let (width, height) = match format {
        Format::Jpeg => {
            let (width, height) = jpeg::size(bytes)?;
            bounded(width, height)?
        }
        Format::Png => {
            let header = png::read(bytes)?;
            let size = bounded(header.width, header.height)?;
            pixels = header.samples(bytes)?;
            size
        }
        Format::Svg => {
            let drawing = svg::read(bytes)?;
            words = drawing.words;
            (drawing.width, drawing.height)
        }
    };
    if width / height > MOST_STRETCH || height / width > MOST_STRETCH {
        return Err(unfit(
            text!("그림이 너무 길쭉합니다 ({}×{})", "the picture is too long and thin ({}×{})"; width, height),
            text!("긴 쪽이 짧은 쪽의 {}배를 넘지 않게 나누십시오", "divide it: the long side may be up to {} times the short one"; MOST_STRETCH),
        ));
    }
    Ok(Picture { format, width, height, sha256: hash(bytes), pixels, words })
}

/// The size of a picture of pixels, which is not too large to be decoded.
fn bounded(width: u32, height: u32) -> Result<(f64, f64), Unfit> {
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(unfit(
            text!("사진이 너무 큽니다 ({}×{}픽셀)", "the photograph is too large ({}×{} pixels)"; width, height),
            text!("가로와 세로를 곱하여 {}픽셀이 넘지 않게 줄이십시오", "make it smaller: up to {} pixels in all"; MOST_PIXELS),
        ));
    }
    Ok((f64::from(width), f64::from(height)))
}

/// Inspects an SVG that is attached instead of shown in a document: it holds no script, no external reference and no
/// embedded picture.
///
/// # Errors
/// Why the file is not accepted.
pub(crate) fn inspect_drawing(bytes: &[u8]) -> Result<(), Unfit> {
    svg::read(bytes).map(|_| ())
}

/// Limit for the ratio of the sides.
const MOST_STRETCH: f64 = 20.0;

/// The error for a file that is too large to be inspected.
pub fn too_large(bytes: u64) -> Unfit {
    unfit(
        text!("그림 파일이 너무 큽니다 ({}바이트)", "the file of the picture is too large ({} bytes)"; bytes),
        text!("{}바이트 이하로 줄이십시오", "make it smaller: up to {} bytes"; MOST_BYTES),
    )
}

fn format(name: &str, bytes: &[u8]) -> Result<Format, Unfit> {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match (extension.as_str(), bytes) {
        ("jpg" | "jpeg", [0xff, 0xd8, 0xff, ..]) => Ok(Format::Jpeg),
        ("jpg" | "jpeg", _) => Err(unfit(
            text!("이름은 JPEG인데 내용은 JPEG가 아닙니다", "the name says JPEG, and the file is none"),
            text!("그림을 다시 JPEG로 저장하십시오", "save the picture as JPEG again"),
        )),
        ("png", [0x89, b'P', b'N', b'G', ..]) => Ok(Format::Png),
        ("png", _) => Err(unfit(
            text!("이름은 PNG인데 내용은 PNG가 아닙니다", "the name says PNG, and the file is none"),
            text!("그림을 다시 PNG로 저장하십시오", "save the picture as PNG again"),
        )),
        ("svg", _) => Ok(Format::Svg),
        _ => Err(unfit(
            text!("`{}`은(는) 문서에 넣을 수 있는 그림 형식이 아닙니다", "`{}` is not a format of pictures for documents"; extension),
            text!(
                "사진은 JPEG(.jpg), 화면 그림은 PNG(.png), 도표와 도면은 SVG(.svg)로 저장하십시오",
                "save photographs as JPEG (.jpg), screenshots as PNG (.png), charts and drawings as SVG (.svg)"
            ),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_bytes_agree() {
        let message = |name: &str, bytes: &[u8]| inspect(name, bytes).unwrap_err().message.en;
        assert!(message("a.gif", b"GIF89a").contains("not a format"));
        assert!(message("a.jpg", b"\x89PNG").contains("the file is none"));
        assert!(message("a.png", b"\xff\xd8\xff\xe0").contains("the file is none"));
        assert!(message("a.svg", b"\xff\xd8\xff\xe0").contains("UTF-8"));
        assert!(message("a.svg", &vec![b' '; MOST_BYTES as usize + 1]).contains("too large"));
        let long = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1000"/>"#;
        assert!(message("a.svg", long).contains("too long"));
    }
}
