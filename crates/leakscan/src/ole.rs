//! Compound files: HWP 5 and the older office formats. Their streams are text, raw deflate or records of UTF-16.

use std::io::Cursor;

use encoding_rs::UTF_16LE;

use super::forms::Kind;
use super::layers::Scan;
use super::{Channel, Opaque};

/// Searches a compound file.
pub(super) fn scan(scan: &mut Scan<'_>, bytes: &[u8]) {
    let Ok(mut file) = cfb::CompoundFile::open(Cursor::new(bytes)) else {
        scan.undecoded(Channel::Ole, Opaque::Damaged);
        wide(scan, "bytes", bytes);
        scan.loose_text(Channel::Ole, bytes);
        return;
    };
    let entries: Vec<_> = file.walk().take(20_000).map(|e| (e.path().to_owned(), e.is_stream())).collect();
    for (path, is_stream) in entries {
        if !scan.count() {
            return;
        }
        let name = path.to_string_lossy().trim_start_matches(['/', '\\']).to_owned();
        scan.values(Channel::Ole, "name of a stream", &name, Kind::Human);
        if !is_stream {
            continue;
        }
        let Ok(stream) = file.open_stream(&path) else {
            scan.undecoded(Channel::Ole, Opaque::Damaged);
            continue;
        };
        let (data, is_whole) = scan.inflate(stream);
        scan.inside(name, Some(Channel::Ole), |s| {
            if !is_whole {
                s.undecoded(Channel::Ole, Opaque::Damaged);
            }
            content(s, &data);
        });
    }
    // Unused sectors keep old data.
    wide(scan, "bytes", bytes);
    scan.loose_text(Channel::Ole, bytes);
}

fn content(scan: &mut Scan<'_>, data: &[u8]) {
    if !scan.spend(data.len()) {
        return;
    }
    wide(scan, "", data);
    scan.loose_text(Channel::Ole, data);
    if data.len() < 1 << 16 {
        scan.any_text(Channel::Ole, "", data);
    }
    let (out, is_whole) = scan.inflate(flate2::read::DeflateDecoder::new(data));
    // Data that is not deflate yields a few bytes before the error.
    if is_whole && !out.is_empty() || out.len() > data.len() {
        scan.inside("deflate", None, |s| {
            if s.spend(out.len()) {
                wide(s, "", &out);
                s.loose_text(Channel::Ole, &out);
            }
        });
    }
    // An embedded picture or document.
    let is_file = [&b"\x89PNG"[..], b"\xff\xd8\xff", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"GIF8"];
    for bytes in [data, &out] {
        if is_file.iter().any(|magic| bytes.starts_with(magic)) {
            scan.bytes(bytes);
        }
    }
}

/// Searches records of 16-bit text, which start at even or odd bytes.
///
/// Only runs of two or more letters are text; a single one is noise.
fn wide(scan: &mut Scan<'_>, place: &str, data: &[u8]) {
    for skip in 0..2.min(data.len()) {
        let text = UTF_16LE.decode_without_bom_handling(&data[skip..]).0;
        let runs: Vec<&str> = text
            .split(|c: char| {
                !(c.is_ascii_graphic()
                    || c == ' '
                    || ('가'..='힣').contains(&c)
                    || ('\u{4e00}'..='\u{9fff}').contains(&c))
            })
            .filter(|run| !run.is_empty())
            .collect();
        let long = runs.iter().filter(|r| r.chars().nth(1).is_some()).copied().collect::<Vec<_>>().join("\n");
        scan.text(Channel::Ole, place, &long, Kind::Human);
        if data.len() < 1 << 16 {
            scan.values(Channel::Ole, place, &runs.join("\n"), Kind::Code);
        }
    }
}
