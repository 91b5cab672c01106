//! JPEG: reads the size and verifies that the file holds nothing but the picture.
//!
//! Cameras and programs write place, time, names and an earlier, smaller picture beside the pixels. None of that may
//! be published, and no scan knows all of its forms, so segments are accepted by an allow-list.

use gian_diagnostics::text;

use super::jpeg_segments::{Segment, Walk};
use super::unfit::{Unfit, unfit};

/// Width and height in pixels.
///
/// # Errors
/// A file that is damaged, of a variant that browsers and PDF show differently, or that holds more than a picture.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), Unfit> {
    let mut size = None;
    let mut scans = 0;
    let mut walk = Walk::new(bytes);
    while let Some(Segment { marker, data, .. }) = walk.next_segment() {
        match marker {
            // Quantization and Huffman tables, restart interval.
            0xdb | 0xc4 | 0xdd => {}
            0xc0..=0xc2 if size.is_none() => size = Some(frame(data)?),
            0xc3..=0xcf => return Err(uncommon()),
            0xe0 if is_plain_jfif(data) => {}
            0xe2 if data.starts_with(b"ICC_PROFILE\0") => {}
            0xee if data.len() == 12 && data.starts_with(b"Adobe") => {}
            0xe0..=0xef | 0xfe => return Err(more()),
            0xda if size.is_some() => scans += 1,
            _ => return Err(damaged()),
        }
    }
    if !walk.ended {
        return Err(damaged());
    }
    if !walk.rest().is_empty() {
        return Err(more());
    }
    size.filter(|_| scans > 0).ok_or_else(damaged)
}

/// Size of a frame of eight bits in grey or colour, the variant that browsers and PDF have in common.
fn frame(data: &[u8]) -> Result<(u32, u32), Unfit> {
    let &[bits, h1, h0, w1, w0, components, ..] = data else { return Err(damaged()) };
    if bits != 8 || !matches!(components, 1 | 3) {
        return Err(uncommon());
    }
    let (width, height) = (u32::from(w1) << 8 | u32::from(w0), u32::from(h1) << 8 | u32::from(h0));
    if width == 0 || height == 0 {
        return Err(uncommon());
    }
    Ok((width, height))
}

/// Whether a JFIF segment holds the density only, without a thumbnail.
fn is_plain_jfif(data: &[u8]) -> bool {
    data.len() == 14 && data.starts_with(b"JFIF\0") && data[12] == 0 && data[13] == 0
}

fn damaged() -> Unfit {
    unfit(
        text!("JPEG 파일이 손상되었거나 중간에 끊겼습니다", "the JPEG file is damaged or cut"),
        text!("그림 편집기에서 열어 다시 JPEG로 저장하십시오", "open it in an editor and save it as JPEG again"),
    )
}

fn uncommon() -> Unfit {
    unfit(
        text!(
            "어디서나 같게 보이지 않는 JPEG입니다 (CMYK, 12비트, 무손실 등)",
            "a kind of JPEG that does not look the same everywhere, such as CMYK, 12 bits or lossless"
        ),
        text!("RGB나 회색조의 보통 JPEG로 다시 저장하십시오", "save it again as ordinary JPEG in RGB or grey"),
    )
}

fn more() -> Unfit {
    unfit(
        text!(
            "JPEG 파일에 그림 말고 다른 정보가 있습니다 (찍은 곳·날짜·사람을 적는 EXIF, 설명, 작은 미리보기 등)",
            "the JPEG file holds more than the picture: EXIF with a place, a day or a person, a comment, a small preview"
        ),
        text!(
            "그 정보를 지우고 저장하십시오 (예: `exiftool -all= 파일`, 또는 편집기의 내보내기에서 메타데이터 빼기). 사진이 누우면 먼저 돌려서 저장하십시오",
            "save it without, as with `exiftool -all= FILE` or the export of an editor without metadata; turn the picture first if it lies on its side"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
        let length = data.len() as u16 + 2;
        [&[0xff, marker][..], &length.to_be_bytes(), data].concat()
    }

    const FRAME: [u8; 9] = [8, 0, 30, 0, 40, 1, 1, 0x11, 0];

    fn jpeg(parts: &[Vec<u8>]) -> Vec<u8> {
        let scan = [segment(0xda, &[1, 1, 0, 0, 63, 0]), vec![1, 0xff, 0, 2, 0xff, 0xd0, 3, 0xff, 0xd9]].concat();
        [vec![0xff, 0xd8], parts.concat(), segment(0xc0, &FRAME), scan].concat()
    }

    #[test]
    fn the_size_stands_in_the_frame() {
        let jfif = segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
        assert_eq!(size(&jpeg(&[jfif])), Ok((40, 30)));
    }

    #[test]
    fn nothing_but_the_picture_is_in_the_file() {
        for (marker, data) in [
            (0xe1, &b"Exif\0\0MM\0*\0\0\0\x08"[..]),
            (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"),
            (0xed, b"Photoshop 3.0\0"),
            (0xfe, b"comment"),
            (0xe0, b"JFXX\0\x10"),
            (0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01abc"),
            (0xe2, b"MPF\0"),
            (0xeb, b"anything"),
        ] {
            let message = size(&jpeg(&[segment(marker, data)])).unwrap_err().message.en;
            assert!(message.contains("more than the picture"), "{marker:x}: {message}");
        }
        let mut longer = jpeg(&[]);
        longer.extend(b"PK\x03\x04");
        assert!(size(&longer).unwrap_err().message.en.contains("more than the picture"));
    }

    #[test]
    fn what_looks_different_elsewhere_is_refused() {
        let cmyk = [vec![0xff, 0xd8], segment(0xc0, &[8, 0, 30, 0, 40, 4])].concat();
        assert!(size(&cmyk).unwrap_err().message.en.contains("CMYK"));
        let lossless = [vec![0xff, 0xd8], segment(0xc3, &FRAME)].concat();
        assert!(size(&lossless).unwrap_err().message.en.contains("lossless"));
    }

    #[test]
    fn cut_files_are_refused_and_break_nothing() {
        let whole = jpeg(&[segment(0xdb, &[0; 65])]);
        for end in 2..whole.len() {
            assert!(size(&whole[..end]).is_err(), "{end}");
        }
    }
}
