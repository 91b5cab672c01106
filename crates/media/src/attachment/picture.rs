//! JPEG and PNG for publication: the pixels, the colour profile and the orientation, without any other metadata.

use std::borrow::Cow;

use gian_diagnostics::Text;

use super::members::damaged;
use super::removed::{self, Removed};
use crate::picture::jpeg_segments::{Segment, segments};

/// A JPEG without metadata. EXIF is replaced by its orientation alone if the picture is stored turned or mirrored.
pub(super) fn jpeg(bytes: &[u8], removed: &mut Removed) -> Result<Vec<u8>, Text> {
    let walked = segments(bytes).ok_or_else(|| damaged("JPEG"))?;
    let orientation = walked.iter().find_map(|s| match s.marker {
        0xe1 => s.data.strip_prefix(b"Exif\0\0").and_then(orientation),
        _ => None,
    });
    let mut out = b"\xff\xd8".to_vec();
    let turned = orientation.filter(|o| (2..=8).contains(o)).map(exif);
    let mut pending = turned;
    for segment in &walked {
        // JFIF stays first; the orientation follows it.
        if segment.marker != 0xe0
            && let Some(exif) = pending.take()
        {
            push(&mut out, 0xe1, &exif);
        }
        if let Some(data) = kept(segment) {
            push(&mut out, segment.marker, &data);
            out.extend_from_slice(segment.pixels);
        }
    }
    out.extend_from_slice(b"\xff\xd9");
    if out != bytes {
        removed.add(removed::picture_metadata());
    }
    Ok(out)
}

fn push(out: &mut Vec<u8>, marker: u8, data: &[u8]) {
    out.extend_from_slice(&[0xff, marker]);
    let length = u16::try_from(data.len() + 2).expect("the data of a segment was measured by 16 bits");
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(data);
}

/// The data of a segment that decoders need: tables, frames, scans, density, colour profile and colour transform.
fn kept<'a>(segment: &Segment<'a>) -> Option<Cow<'a, [u8]>> {
    let data = segment.data;
    Some(match segment.marker {
        // A thumbnail follows its two sizes, which are 0 in the copy.
        0xe0 if data.starts_with(b"JFIF\0") && data.len() >= 14 => Cow::Owned([&data[..12], &[0, 0]].concat()),
        0xe2 if data.starts_with(b"ICC_PROFILE\0") => Cow::Borrowed(data),
        0xee if data.starts_with(b"Adobe") && data.len() >= 12 => Cow::Borrowed(&data[..12]),
        0xe0..=0xef | 0xfe => return None,
        0xc0..=0xcf | 0xda..=0xdf => Cow::Borrowed(data),
        _ => return None,
    })
}

/// The orientation tag of the first directory of a TIFF structure.
fn orientation(tiff: &[u8]) -> Option<u8> {
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let u16_at = |at: usize| {
        let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let start: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let start = if big { u32::from_be_bytes(start) } else { u32::from_le_bytes(start) } as usize;
    let entries = usize::from(u16_at(start)?);
    (0..entries).find_map(|i| {
        let at = start.checked_add(2)?.checked_add(i * 12)?;
        let value = u16_at(at.checked_add(8)?)?;
        (u16_at(at)? == 0x0112 && u16_at(at + 2)? == 3).then_some(u8::try_from(value).ok()).flatten()
    })
}

/// The data of an EXIF segment with an orientation and nothing else.
fn exif(orientation: u8) -> Vec<u8> {
    let mut data = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    data.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
    data
}

/// Chunks of a PNG that change what it looks like. `eXIf` is not among them: PNG viewers disagree on its orientation.
const PNG_CHUNKS: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"sBIT", b"cICP", b"bKGD",
    b"pHYs", b"mDCV", b"cLLI",
];

/// A PNG without text, times and unknown chunks, and without bytes after its end.
pub(super) fn png(bytes: &[u8], removed: &mut Removed) -> Result<Vec<u8>, Text> {
    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
    let broken = || damaged("PNG");
    let mut rest = bytes.strip_prefix(SIGNATURE).ok_or_else(broken)?;
    let mut out = SIGNATURE.to_vec();
    let (mut header, mut pixels) = (false, false);
    loop {
        let (length, after) = rest.split_first_chunk::<4>().ok_or_else(broken)?;
        let length = u32::from_be_bytes(*length) as usize;
        let chunk = after.get(..length.checked_add(8).ok_or_else(broken)?).ok_or_else(broken)?;
        let kind: &[u8; 4] = chunk.first_chunk().ok_or_else(broken)?;
        if !header && kind != b"IHDR" || kind == b"IHDR" && length != 13 {
            return Err(broken());
        }
        header = true;
        pixels |= kind == b"IDAT";
        // Frames of an animation are pixels that many viewers never show.
        if PNG_CHUNKS.contains(&kind) {
            out.extend_from_slice(&rest[..length + 12]);
        }
        rest = &rest[length + 12..];
        if kind == b"IEND" {
            break;
        }
    }
    if !pixels {
        return Err(broken());
    }
    if out != bytes {
        removed.add(removed::picture_metadata());
    }
    Ok(out)
}

/// A picture inside a document, by content: metadata of a JPEG or PNG is removed, other formats stay as they are.
///
/// A picture that is damaged is left alone, because documents show what they can of it.
pub(super) fn inside(bytes: Vec<u8>, removed: &mut Removed) -> Vec<u8> {
    let copy = match bytes.as_slice() {
        [0xff, 0xd8, 0xff, ..] => jpeg(&bytes, removed),
        [0x89, b'P', b'N', b'G', ..] => png(&bytes, removed),
        _ => return bytes,
    };
    copy.unwrap_or(bytes)
}
