//! Pictures: scans everything beside the pixels. The pixels themselves have to be reviewed by a person.

use super::layers::{Scan, find};
use super::{Channel, Opaque};

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Png,
    Jpeg,
    Gif,
    Riff,
    Tiff,
    Other,
}

impl Format {
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'G', b'I', b'F', b'8', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Riff),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some(Self::Tiff),
            [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] | [0, 0, 1, 0, _, 0, ..] => Some(Self::Other),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] | [0, 0, 0, 12, b'j', b'P', ..] => Some(Self::Other),
            _ => None,
        }
    }
}

/// Searches a picture file.
pub(super) fn scan(scan: &mut Scan<'_>, format: Format, bytes: &[u8]) {
    scan.undecoded(Channel::ImageMetadata, Opaque::Pixels);
    beside_pixels(scan, format, bytes);
}

/// Searches everything but the pixels.
pub(super) fn beside_pixels(scan: &mut Scan<'_>, format: Format, bytes: &[u8]) {
    let end = match format {
        Format::Png => png(scan, bytes),
        Format::Jpeg => jpeg(scan, bytes),
        Format::Gif => gif(scan, bytes),
        Format::Riff => riff(scan, bytes),
        Format::Tiff => {
            exif(scan, bytes);
            bytes.len()
        }
        Format::Other => {
            scan.loose_text(Channel::ImageMetadata, bytes);
            bytes.len()
        }
    };
    if let Some(rest) = bytes.get(end..).filter(|r| !r.is_empty()) {
        scan.inside("after the end", Some(Channel::ImageAfterEnd), |s| {
            if rest.len() < 1 << 16 {
                s.any_text(Channel::ImageAfterEnd, "", rest);
            }
            s.bytes(rest);
        });
    }
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    Some(bytes.get(at..at + length)?.iter().fold(0, |n, b| n << 8 | usize::from(*b)))
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    Some(bytes.get(at..at + length)?.iter().rev().fold(0, |n, b| n << 8 | usize::from(*b)))
}

fn png(scan: &mut Scan<'_>, bytes: &[u8]) -> usize {
    let mut at = 8;
    while let Some(length) = big(bytes, at, 4) {
        let (Some(name), Some(data)) = (bytes.get(at + 4..at + 8), bytes.get(at + 8..(at + 8).saturating_add(length)))
        else {
            break;
        };
        at += 12 + length;
        match name {
            b"tEXt" => metadata(scan, "tEXt", data),
            b"zTXt" | b"iTXt" | b"iCCP" => compressed_text(scan, data),
            b"eXIf" => exif(scan, data),
            b"IEND" => return at.min(bytes.len()),
            // Pixels, colours, sizes: no text.
            b"IHDR" | b"IDAT" | b"PLTE" | b"tRNS" | b"gAMA" | b"cHRM" | b"sRGB" | b"pHYs" | b"bKGD" | b"sBIT"
            | b"tIME" => {}
            _ => metadata(scan, "chunk", data),
        }
        if !scan.count() {
            break;
        }
    }
    bytes.len()
}

/// A keyword, flags, and possibly compressed text.
fn compressed_text(scan: &mut Scan<'_>, data: &[u8]) {
    metadata(scan, "text chunk", data);
    let keyword = data.iter().position(|b| *b == 0).unwrap_or(0);
    // Between the keyword and the text are flags and, in iTXt, two more words.
    let starts = (keyword..data.len()).filter(|i| matches!(data[*i..], [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..])).take(4);
    for start in starts {
        let (out, _) = scan.inflate(flate2::read::ZlibDecoder::new(&data[start..]));
        metadata(scan, "compressed text chunk", &out);
    }
}

/// Searches a short piece: as text of any encoding, each part between zero bytes separately.
fn metadata(scan: &mut Scan<'_>, place: &str, data: &[u8]) {
    if data.len() >= 1 << 16 {
        scan.loose_text(Channel::ImageMetadata, data);
        return;
    }
    scan.any_text(Channel::ImageMetadata, place, data);
    for part in data.split(|b| *b == 0).filter(|p| !p.is_empty() && p.len() < data.len()) {
        scan.any_text(Channel::ImageMetadata, place, part);
    }
}

fn jpeg(scan: &mut Scan<'_>, bytes: &[u8]) -> usize {
    let mut at = 2;
    while let Some([0xff, marker]) = bytes.get(at..at + 2) {
        match marker {
            0xff => at += 1,
            0xd9 => return at + 2,
            0x01 | 0xd0..=0xd7 => at += 2,
            _ => {
                let Some(length) = big(bytes, at + 2, 2) else { break };
                let data = bytes.get(at + 4..(at + 2 + length).min(bytes.len())).unwrap_or_default();
                match marker {
                    0xe1 if data.starts_with(b"Exif\0\0") => exif(scan, &data[6..]),
                    0xe0..=0xef | 0xfe => metadata(scan, "segment", data),
                    _ => {}
                }
                at += 2 + length.max(2);
                if *marker == 0xda {
                    // Coded pixels extend to the next marker that is neither a stuffed byte nor a restart.
                    while let Some(next) = find(bytes, &[0xff], at) {
                        at = next;
                        if !matches!(bytes.get(next + 1), Some(0 | 0xd0..=0xd7 | 0xff)) {
                            break;
                        }
                        at += 1;
                    }
                }
            }
        }
        if !scan.count() {
            break;
        }
    }
    bytes.len()
}

fn gif(scan: &mut Scan<'_>, bytes: &[u8]) -> usize {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3usize << ((flags & 7) + 1) };
    let mut at = 13 + table(bytes.get(10).copied().unwrap_or(0));
    loop {
        let is_text = match bytes.get(at) {
            Some(0x21) => {
                let text = matches!(bytes.get(at + 1), Some(0xfe | 0xff | 0x01));
                at += 2;
                text
            }
            Some(0x2c) => {
                at += 11 + table(bytes.get(at + 9).copied().unwrap_or(0));
                false
            }
            Some(0x3b) => return at + 1,
            _ => return bytes.len(),
        };
        let mut data = Vec::new();
        while let Some(length) = bytes.get(at).copied().map(usize::from) {
            let block = bytes.get(at + 1..at + 1 + length).unwrap_or_default();
            at += 1 + length;
            if length == 0 {
                break;
            }
            if is_text {
                data.extend_from_slice(block);
            }
        }
        metadata(scan, "extension", &data);
        if !scan.count() {
            return bytes.len();
        }
    }
}

fn riff(scan: &mut Scan<'_>, bytes: &[u8]) -> usize {
    let end = little(bytes, 4, 4).map_or(bytes.len(), |n| (n + 8).min(bytes.len()));
    let mut at = 12;
    while let (Some(name), Some(length)) = (bytes.get(at..at + 4), little(bytes, at + 4, 4)) {
        if at >= end {
            break;
        }
        let data = &bytes[at + 8..(at + 8 + length).min(bytes.len())];
        match name {
            b"EXIF" => exif(scan, data.strip_prefix(b"Exif\0\0").unwrap_or(data)),
            b"VP8 " | b"VP8L" | b"VP8X" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" => {}
            _ => metadata(scan, "chunk", data),
        }
        at += 8 + length + length % 2;
        if !scan.count() {
            break;
        }
    }
    end
}

/// Searches the directories of TIFF, also used by EXIF.
fn exif(scan: &mut Scan<'_>, bytes: &[u8]) {
    scan.loose_text(Channel::ImageMetadata, bytes);
    let number = if bytes.starts_with(b"MM") { big } else { little };
    let mut waiting: Vec<usize> = number(bytes, 4, 4).into_iter().collect();
    let mut seen = Vec::new();
    while let Some(at) = waiting.pop() {
        if seen.contains(&at) || seen.len() > 64 {
            continue;
        }
        seen.push(at);
        let Some(count) = number(bytes, at, 2) else { continue };
        for i in 0..count {
            let entry = at + 2 + i * 12;
            let (Some(tag), Some(kind), Some(length)) =
                (number(bytes, entry, 2), number(bytes, entry + 2, 2), number(bytes, entry + 4, 4))
            else {
                break;
            };
            let size = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8].get(kind).copied().unwrap_or(1) * length;
            let start = if size <= 4 { entry + 8 } else { number(bytes, entry + 8, 4).unwrap_or(0) };
            let data = bytes.get(start..start.saturating_add(size)).unwrap_or_default();
            // These tags point to directories of EXIF, GPS and interoperability.
            if matches!(tag, 0x8769 | 0x8825 | 0xa005 | 0x14a) {
                waiting.extend(number(data, 0, 4));
            } else if matches!(kind, 1 | 2 | 6 | 7) && scan.count() {
                metadata(scan, "EXIF", data);
                // A user comment names its encoding in eight bytes.
                metadata(scan, "EXIF", data.get(8..).unwrap_or_default());
            }
        }
        waiting.extend(number(bytes, at + 2 + count * 12, 4).filter(|next| *next != 0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_their_first_bytes() {
        assert_eq!(Format::of(b"\x89PNG\r\n\x1a\n"), Some(Format::Png));
        assert_eq!(Format::of(b"<svg"), None);
        assert_eq!(Format::of(b""), None);
    }
}
