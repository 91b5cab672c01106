//! Hidden channels of JPEG and PNG.

use gian_media::attachment::publish;

use super::plant::{WORD, is_clean};

const JPEG: &[u8] = include_bytes!("../ordinary/pil-grey.jpg");
const PNG: &[u8] = include_bytes!("../ordinary/pil-palette.png");

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap();
    [&[0xff, marker][..], &length.to_be_bytes(), data].concat()
}

/// EXIF with an orientation, the word as maker, and a thumbnail.
fn exif(orientation: u8) -> Vec<u8> {
    let mut data = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x0d\0\0\0\x26\0\0\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    data.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0, 0]);
    [&data, WORD.as_bytes(), b"\0\xff\xd8\xff\xd9"].concat()
}

fn with(segment: &[u8]) -> Vec<u8> {
    [&JPEG[..2], segment, &JPEG[2..]].concat()
}

#[test]
fn metadata_of_photographs_is_removed_and_the_pixels_stay() {
    let word = WORD.as_bytes();
    let channels: Vec<(&str, Vec<u8>)> = vec![
        ("EXIF", with(&segment(0xe1, &exif(1)))),
        ("two EXIF segments", with(&[segment(0xe1, &exif(1)), segment(0xe1, &exif(3))].concat())),
        ("XMP", with(&segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", word].concat()))),
        ("extended XMP", with(&segment(0xe1, &[b"http://ns.adobe.com/xmp/extension/\0", word].concat()))),
        ("IPTC", with(&segment(0xed, &[b"Photoshop 3.0\0", word].concat()))),
        ("comment", with(&segment(0xfe, word))),
        ("thumbnail of JFXX", with(&segment(0xe0, &[b"JFXX\0\x10", word].concat()))),
        ("pictures of MPF", with(&segment(0xe2, &[b"MPF\0", word].concat()))),
        ("FlashPix", with(&segment(0xe2, &[b"FPXR\0", word].concat()))),
        ("unknown segment", with(&segment(0xeb, word))),
        ("segment for JPEG extensions", with(&segment(0xf7, word))),
        ("after the end", [JPEG, word].concat()),
        ("second picture after the end", [JPEG, &with(&segment(0xfe, word))].concat()),
        ("after the density", with(&segment(0xe0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01", word].concat()))),
        ("after the colour transform", with(&segment(0xee, &[b"Adobe\0\x64\0\0\0\0\0", word].concat()))),
    ];
    assert!(channels.len() >= 12);
    for (what, bytes) in channels {
        let copy = publish("a.jpg", bytes).unwrap_or_else(|e| panic!("{what}: {}", e.en));
        is_clean(what, "a.jpg", &copy);
        let scan = |b: &[u8]| b.windows(2).position(|w| w == b"\xff\xda").map(|at| b[at..].to_vec()).unwrap();
        let pixels = &scan(JPEG)[..];
        assert!(copy.bytes.ends_with(pixels), "{what}: the pixels differ");
    }
}

#[test]
fn a_turned_photograph_stays_turned() {
    for orientation in 2..=8 {
        let copy = publish("a.jpg", with(&segment(0xe1, &exif(orientation)))).unwrap();
        is_clean("orientation", "a.jpg", &copy);
        let at = copy.bytes.windows(6).position(|w| w == b"Exif\0\0").expect("the orientation is kept");
        assert_eq!(
            copy.bytes[at + 6..at + 32],
            [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation, 0, 0, 0, 0, 0, 0]].concat()
        );
    }
    let upright = publish("a.jpg", with(&segment(0xe1, &exif(1)))).unwrap();
    assert!(!upright.bytes.windows(4).any(|w| w == b"Exif"));
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap();
    // Readers of metadata do not verify the checksum.
    [&length.to_be_bytes()[..], kind, data, &[0; 4]].concat()
}

#[test]
fn metadata_of_png_is_removed() {
    let word = WORD.as_bytes();
    for kind in
        [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"dSIG", b"prVt", b"fdAT", b"acTL", b"sPLT", b"hIST", b"vpAg"]
    {
        let bytes = [&PNG[..33], &chunk(kind, word), &PNG[33..]].concat();
        is_clean(std::str::from_utf8(kind).unwrap(), "a.png", &publish("a.png", bytes).unwrap());
    }
    is_clean("after the end", "a.png", &publish("a.png", [PNG, word].concat()).unwrap());
    assert_eq!(publish("a.png", PNG.to_vec()).unwrap().bytes, PNG);
}
