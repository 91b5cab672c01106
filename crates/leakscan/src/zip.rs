//! ZIP files, including HWPX and office documents: members, names, comments, extra fields, and unlisted data.

use super::layers::{Scan, find};
use super::{Channel, Opaque, decode};

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";

/// Entries of the directory: start of a member and length of its data.
struct Listed {
    at: usize,
    packed: usize,
}

/// Searches a ZIP file.
pub(super) fn scan(scan: &mut Scan<'_>, bytes: &[u8]) {
    let is_hwpx = bytes[..bytes.len().min(256)].windows(15).any(|w| w == b"application/hwp");
    let Some(end) = last(bytes, END) else {
        scan.undecoded(Channel::ZipMember, Opaque::Damaged);
        members(scan, bytes, &[], bytes.len(), is_hwpx);
        return;
    };
    let size = number(bytes, end + 12, 4).unwrap_or(0);
    let listed_at = number(bytes, end + 16, 4).unwrap_or(0);
    let directory = end.checked_sub(size).filter(|at| bytes[*at..].starts_with(CENTRAL)).unwrap_or(listed_at.min(end));
    // Data before the ZIP file shifts all positions by its length.
    let moved = directory.saturating_sub(listed_at);
    let mut listed = central(scan, bytes, directory, moved);
    listed.sort_by_key(|l| l.at);
    members(scan, bytes, &listed, directory, is_hwpx);
    let comment = number(bytes, end + 20, 2).unwrap_or(0);
    let after = (end + 22 + comment).min(bytes.len());
    field(scan, Channel::ZipComment, "comment", &bytes[(end + 22).min(after)..after]);
    hidden(scan, "after the end", &bytes[after..]);
}

/// Reads the directory: names, extra fields and comments.
fn central(scan: &mut Scan<'_>, bytes: &[u8], mut at: usize, moved: usize) -> Vec<Listed> {
    let mut listed = Vec::new();
    while bytes.get(at..).is_some_and(|b| b.starts_with(CENTRAL)) && scan.count() {
        let Some([name, extra, comment]) = numbers(bytes, at + 28) else { break };
        let start = at + 46;
        at = start + name + extra + comment;
        let Some(fields) = bytes.get(start..at) else { break };
        field(scan, Channel::ZipName, "name", &fields[..name]);
        field(scan, Channel::ZipExtra, "extra field", &fields[name..name + extra]);
        field(scan, Channel::ZipComment, "comment", &fields[name + extra..]);
        let packed = number(bytes, start - 46 + 20, 4).unwrap_or(0);
        let place = number(bytes, start - 46 + 42, 4).unwrap_or(0);
        listed.push(Listed { at: place.saturating_add(moved), packed });
    }
    listed
}

/// Walks over the members and the bytes between them.
fn members(scan: &mut Scan<'_>, bytes: &[u8], listed: &[Listed], end: usize, is_hwpx: bool) {
    let mut at = 0;
    for entry in listed {
        if entry.at < at || entry.at >= end {
            // A duplicate entry, or one that points nowhere.
            continue;
        }
        between(scan, bytes, at, entry.at, is_hwpx);
        at = member(scan, bytes, entry.at, entry.packed, None, is_hwpx).unwrap_or(entry.at);
    }
    between(scan, bytes, at, end, is_hwpx);
}

/// Members missing from the directory, and other bytes.
fn between(scan: &mut Scan<'_>, bytes: &[u8], mut at: usize, end: usize, is_hwpx: bool) {
    while at < end && !scan.is_over() {
        match find(&bytes[..end], LOCAL, at) {
            Some(local) => {
                hidden(scan, "between members", &bytes[at..local]);
                let packed = number(bytes, local + 18, 4).unwrap_or(0);
                at = member(scan, &bytes[..end], local, packed, Some(Channel::ZipHidden), is_hwpx)
                    .unwrap_or(local + LOCAL.len())
                    .max(local + LOCAL.len());
            }
            None => {
                hidden(scan, "between members", &bytes[at..end]);
                return;
            }
        }
    }
}

fn hidden(scan: &mut Scan<'_>, place: &str, bytes: &[u8]) {
    // A data descriptor (signature and three numbers), or padding.
    let is_descriptor = bytes.starts_with(b"PK\x07\x08") && bytes.len() <= 24;
    if !is_descriptor && bytes.len() > 2 && bytes.iter().any(|b| *b != 0) {
        scan.inside(place, Some(Channel::ZipHidden), |s| {
            s.any_text(Channel::ZipHidden, "", &bytes[..bytes.len().min(1 << 20)]);
            s.loose_text(Channel::ZipHidden, bytes);
            if bytes.len() > 24 {
                s.bytes(bytes);
            }
        });
    }
}

/// Searches one member and returns the position after it.
fn member(
    scan: &mut Scan<'_>,
    bytes: &[u8],
    at: usize,
    packed: usize,
    unlisted: Option<Channel>,
    is_hwpx: bool,
) -> Option<usize> {
    if !bytes.get(at..)?.starts_with(LOCAL) || !scan.count() {
        return None;
    }
    let (flags, method) = (number(bytes, at + 6, 2)?, number(bytes, at + 8, 2)?);
    let [name, extra, _] = numbers(bytes, at + 26)?;
    let start = at + 30 + name + extra;
    let fields = bytes.get(at + 30..start)?;
    field(scan, unlisted.unwrap_or(Channel::ZipName), "name", &fields[..name]);
    field(scan, unlisted.unwrap_or(Channel::ZipExtra), "extra field", &fields[name..]);
    let title = decode::any_text(&fields[..name]).into_iter().next().unwrap_or_default();
    let channel = unlisted.unwrap_or(match is_hwpx {
        true if title.starts_with("Preview/") => Channel::HwpxPreview,
        true => Channel::HwpxContent,
        false => Channel::ZipMember,
    });
    let data = &bytes[start..start.saturating_add(packed).min(bytes.len())];
    if flags & 1 == 1 {
        scan.inside(title, Some(channel), |s| s.undecoded(channel, Opaque::Encrypted));
        return Some(start + data.len());
    }
    match method {
        0 => {
            scan.inside(title, Some(channel), |s| s.bytes(data));
            Some(start + data.len())
        }
        8 => {
            // If no length precedes the data, the data itself marks its end.
            let source = if packed == 0 { &bytes[start..] } else { data };
            let mut reader = source;
            let (out, is_whole) = scan.inflate(flate2::bufread::DeflateDecoder::new(&mut reader));
            let used = source.len() - reader.len();
            scan.inside(title, Some(channel), |s| {
                if !is_whole {
                    s.undecoded(channel, Opaque::Damaged);
                }
                s.bytes(&out);
            });
            Some(start + if packed == 0 { used } else { used.min(data.len()) })
        }
        _ => {
            scan.inside(title, Some(channel), |s| s.undecoded(channel, Opaque::Method(method.to_string())));
            Some(start + data.len())
        }
    }
}

fn field(scan: &mut Scan<'_>, channel: Channel, place: &str, bytes: &[u8]) {
    if channel == Channel::ZipExtra {
        // Each field is two numbers and data; text in it can start anywhere.
        let mut rest = bytes;
        while let Some((_, length)) = number(rest, 0, 2).zip(number(rest, 2, 2)) {
            let data = &rest[4..(4 + length).min(rest.len())];
            for skip in 0..6.min(data.len()) {
                scan.any_text(channel, place, &data[skip..]);
            }
            rest = &rest[(4 + length).min(rest.len())..];
        }
    }
    scan.any_text(channel, place, bytes);
}

fn last(bytes: &[u8], part: &[u8]) -> Option<usize> {
    // A comment has at most 64 KiB, but bytes may have been appended.
    bytes.windows(part.len()).rposition(|w| w == part)
}

fn numbers(bytes: &[u8], at: usize) -> Option<[usize; 3]> {
    Some([number(bytes, at, 2)?, number(bytes, at + 2, 2)?, number(bytes, at + 4, 2).unwrap_or(0)])
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let slice = bytes.get(at..at + length)?;
    Some(slice.iter().rev().fold(0, |n, b| n << 8 | usize::from(*b)))
}
