//! PNG: reads the size, verifies that the file holds nothing but the picture, and hashes its pixels.
//!
//! Programs write texts, times and profiles beside the pixels, and whatever follows the compressed pixels is shown by
//! no viewer. None of that may be published, so chunks are accepted by an allow-list and the pixels must end exactly
//! where their chunk ends. A PDF keeps the pixels but not the bytes of the file, so they are hashed as a PDF has them.

use std::io::{Cursor, Read};

use gian_diagnostics::text;

use super::digest::hash;
use super::unfit::{Unfit, unfit};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Size of a picture, read from its header, and its compressed pixels.
pub(super) struct Header {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Bits of a pixel.
    bits: u64,
    pixels: Vec<u8>,
}

/// Reads the chunks of a file.
///
/// # Errors
/// A file that is damaged, of a variant that browsers and PDF show differently, or that holds more than a picture.
pub(super) fn read(bytes: &[u8]) -> Result<Header, Unfit> {
    let mut rest = bytes.strip_prefix(SIGNATURE).ok_or_else(damaged)?;
    let mut header: Option<Header> = None;
    loop {
        let (length, after) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
        let length = u32::from_be_bytes(*length) as usize;
        let chunk = after.get(..length.checked_add(8).ok_or_else(damaged)?).ok_or_else(damaged)?;
        let (kind, data) = (&chunk[..4], &chunk[4..4 + length]);
        rest = &after[length + 8..];
        match (kind, &mut header) {
            (b"IHDR", None) => header = Some(self::header(data)?),
            (b"IDAT", Some(header)) => header.pixels.extend_from_slice(data),
            (b"PLTE", Some(_)) if length <= 768 => {}
            (b"tRNS", Some(_)) if length <= 256 => {}
            (b"sRGB", Some(_)) if length == 1 => {}
            (b"gAMA", Some(_)) if length == 4 => {}
            (b"cHRM", Some(_)) if length == 32 => {}
            (b"pHYs", Some(_)) if length == 9 => {}
            (b"IEND", Some(_)) if length == 0 => break,
            (b"IHDR" | b"IDAT" | b"PLTE" | b"tRNS" | b"sRGB" | b"gAMA" | b"cHRM" | b"pHYs" | b"IEND", _) => {
                return Err(damaged());
            }
            // Frames of an animation are pictures that most viewers never show.
            (b"acTL" | b"fcTL" | b"fdAT", _) => return Err(uncommon()),
            _ => return Err(more()),
        }
    }
    if !rest.is_empty() {
        return Err(more());
    }
    header.filter(|h| !h.pixels.is_empty()).ok_or_else(damaged)
}

/// Eight bits or fewer in grey or colour, not interlaced: the variants that a PDF keeps exactly.
fn header(data: &[u8]) -> Result<Header, Unfit> {
    let &[w3, w2, w1, w0, h3, h2, h1, h0, depth, colour, 0, 0, interlaced] = data else { return Err(damaged()) };
    let (width, height) = (u32::from_be_bytes([w3, w2, w1, w0]), u32::from_be_bytes([h3, h2, h1, h0]));
    let samples = match (colour, depth) {
        (0 | 3, 1 | 2 | 4 | 8) => 1,
        (2, 8) => 3,
        (4, 8) => 2,
        (6, 8) => 4,
        _ => return Err(uncommon()),
    };
    if width == 0 || height == 0 || interlaced != 0 {
        return Err(uncommon());
    }
    Ok(Header { width, height, bits: samples * u64::from(depth), pixels: Vec::new() })
}

impl Header {
    /// SHA-256 of the samples of colour, and of those of opacity, if there are any, as a PDF stores them. `bytes` is
    /// the whole file, whose size was found to be within the limits.
    ///
    /// # Errors
    /// Pixels that are damaged, or followed by other data.
    pub(super) fn samples(&self, bytes: &[u8]) -> Result<Vec<String>, Unfit> {
        self.assert_complete()?;
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().map_err(|_| damaged())?;
        let mut pixels = vec![0; reader.output_buffer_size().ok_or_else(damaged)?];
        reader.next_frame(&mut pixels).map_err(|_| damaged())?;
        let (colours, has_alpha) = match reader.output_color_type().0 {
            png::ColorType::Grayscale | png::ColorType::Indexed => (1, false),
            png::ColorType::GrayscaleAlpha => (1, true),
            png::ColorType::Rgb => (3, false),
            png::ColorType::Rgba => (3, true),
        };
        if !has_alpha {
            return Ok(vec![hash(&pixels)]);
        }
        let colour: Vec<u8> = pixels.chunks_exact(colours + 1).flat_map(|p| &p[..colours]).copied().collect();
        let alpha: Vec<u8> = pixels.chunks_exact(colours + 1).map(|p| p[colours]).collect();
        Ok(vec![hash(&colour), hash(&alpha)])
    }

    /// The compressed pixels decode to exactly the rows of the picture, and nothing follows them.
    fn assert_complete(&self) -> Result<(), Unfit> {
        let expected = u64::from(self.height) * (1 + (u64::from(self.width) * self.bits).div_ceil(8));
        let mut decoder = flate2::bufread::ZlibDecoder::new(self.pixels.as_slice());
        let count = std::io::copy(&mut decoder.by_ref().take(expected + 1), &mut std::io::sink());
        match count {
            Ok(count) if count == expected => {}
            Ok(count) if count > expected => return Err(more()),
            Ok(_) | Err(_) => return Err(damaged()),
        }
        if decoder.total_in() == self.pixels.len() as u64 { Ok(()) } else { Err(more()) }
    }
}

fn damaged() -> Unfit {
    unfit(
        text!("PNG 파일이 손상되었거나 중간에 끊겼습니다", "the PNG file is damaged or cut"),
        text!("그림 편집기에서 열어 다시 PNG로 저장하십시오", "open it in an editor and save it as PNG again"),
    )
}

fn uncommon() -> Unfit {
    unfit(
        text!(
            "어디서나 같게 보이지 않는 PNG입니다 (16비트, 비월, 움직이는 그림)",
            "a kind of PNG that does not look the same everywhere: 16 bits, interlaced or animated"
        ),
        text!("8비트의 보통 PNG나 JPEG로 다시 저장하십시오", "save it again as ordinary PNG of 8 bits, or as JPEG"),
    )
}

fn more() -> Unfit {
    unfit(
        text!(
            "PNG 파일에 그림 말고 다른 정보가 있습니다 (설명, 만든 때와 프로그램, EXIF, 색 프로필 등)",
            "the PNG file holds more than the picture: a text, the time or program of its making, EXIF, a colour profile"
        ),
        text!(
            "그 정보를 지우고 저장하십시오 (예: `exiftool -all= 파일`, `pngcrush -rem alla 파일 새파일`, 또는 편집기의 내보내기에서 메타데이터 빼기)",
            "save it without, as with `exiftool -all= FILE`, `pngcrush -rem alla FILE NEW` or the export of an editor without metadata"
        ),
    )
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(data);
        [&(data.len() as u32).to_be_bytes()[..], kind, data, &crc.sum().to_be_bytes()].concat()
    }

    fn deflated(rows: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(rows).unwrap();
        encoder.finish().unwrap()
    }

    /// A picture of 2 × 2 pixels with the given colour type, depth and rows.
    fn png(colour: u8, depth: u8, more: &[Vec<u8>], rows: &[u8]) -> Vec<u8> {
        let header = chunk(b"IHDR", &[0, 0, 0, 2, 0, 0, 0, 2, depth, colour, 0, 0, 0]);
        let data = chunk(b"IDAT", &deflated(rows));
        [SIGNATURE.to_vec(), header, more.concat(), data, chunk(b"IEND", &[])].concat()
    }

    fn samples(bytes: &[u8]) -> Result<Vec<String>, String> {
        read(bytes).and_then(|h| h.samples(bytes)).map_err(|unfit| unfit.message.en)
    }

    #[test]
    fn pixels_are_hashed_as_a_pdf_has_them() {
        let hash = crate::picture::hash;
        let grey = png(0, 8, &[], &[0, 1, 2, 0, 3, 4]);
        assert_eq!(samples(&grey), Ok(vec![hash(&[1, 2, 3, 4])]));
        // A filter of a row, and a palette of one bit.
        assert_eq!(samples(&png(0, 8, &[], &[1, 1, 1, 2, 2, 2])), Ok(vec![hash(&[1, 2, 3, 4])]));
        let palette = [chunk(b"PLTE", &[9, 9, 9, 7, 8, 9])];
        assert_eq!(
            samples(&png(3, 1, &palette, &[0, 0x40, 0, 0])),
            Ok(vec![hash(&[9, 9, 9, 7, 8, 9, 9, 9, 9, 9, 9, 9])])
        );
        let clear = png(6, 8, &[], &[0, 1, 2, 3, 255, 4, 5, 6, 128, 0, 1, 1, 1, 0, 2, 2, 2, 255]);
        assert_eq!(samples(&clear), Ok(vec![hash(&[1, 2, 3, 4, 5, 6, 1, 1, 1, 2, 2, 2]), hash(&[255, 128, 0, 255])]));
    }

    #[test]
    fn nothing_but_the_picture_is_in_the_file() {
        let rows = [0, 1, 2, 0, 3, 4];
        for kind in [b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"iCCP", b"abCd"] {
            let message = samples(&png(0, 8, &[chunk(kind, b"Author\0x")], &rows)).unwrap_err();
            assert!(message.contains("more than the picture"), "{message}");
        }
        let after = [png(0, 8, &[], &rows), b"PK\x03\x04".to_vec()].concat();
        assert!(samples(&after).unwrap_err().contains("more than the picture"));
        // Rows that no viewer shows, and bytes after the compressed pixels.
        assert!(samples(&png(0, 8, &[], &[0, 1, 2, 0, 3, 4, 0, 5, 6])).unwrap_err().contains("more than"));
        let header = chunk(b"IHDR", &[0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
        let hidden = chunk(b"IDAT", &[deflated(&rows), b"hidden".to_vec()].concat());
        let hidden = [SIGNATURE.to_vec(), header, hidden, chunk(b"IEND", &[])].concat();
        assert!(samples(&hidden).unwrap_err().contains("more than"));
    }

    #[test]
    fn uncommon_and_damaged_files_are_refused() {
        let rows = [0, 1, 2, 0, 3, 4];
        assert!(samples(&png(0, 16, &[], &rows)).unwrap_err().contains("16 bits"));
        assert!(samples(&png(0, 8, &[chunk(b"acTL", &[0; 8])], &rows)).unwrap_err().contains("animated"));
        let mut interlaced = png(0, 8, &[], &rows);
        interlaced[28] = 1;
        assert!(samples(&interlaced).unwrap_err().contains("interlaced"));
        let whole = png(0, 8, &[], &rows);
        for end in 0..whole.len() {
            assert!(samples(&whole[..end]).is_err(), "{end}");
        }
    }
}
