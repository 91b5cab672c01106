//! Corrects the link annotations of a finished PDF.
//!
//! The engine describes a link by its address and a footnote by an English word, because its translations have no Korean
//! one. A reader of the screen should say the words of the link, and `각주 1`.

use std::fmt::Write;
use std::ops::Range;

use gian_emit::uri;

/// The PDF with corrected annotations.
///
/// # Errors
/// The file does not have the form that the engine writes: numbered objects and one table of their offsets.
pub(crate) fn corrected(pdf: &[u8]) -> Result<Vec<u8>, String> {
    let table = Table::read(pdf).ok_or("the offsets of the PDF cannot be read")?;
    let mut objects: Vec<(usize, usize)> =
        table.offsets.iter().copied().enumerate().skip(1).map(|(n, at)| (at, n)).collect();
    objects.sort_unstable();
    let mut offsets = table.offsets.clone();
    let mut out = Vec::with_capacity(pdf.len());
    out.extend_from_slice(&pdf[..objects.first().map_or(table.start, |(at, _)| *at)]);
    for (i, (at, number)) in objects.iter().enumerate() {
        let end = objects.get(i + 1).map_or(table.start, |(next, _)| *next);
        let object = pdf.get(*at..end).ok_or("an offset of the PDF is wrong")?;
        offsets[*number] = out.len();
        match link(object) {
            Some(corrected) => out.extend_from_slice(&corrected),
            None => out.extend_from_slice(object),
        }
    }
    let start = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f\r\n", offsets.len()).as_bytes());
    for at in &offsets[1..] {
        out.extend_from_slice(format!("{at:010} 00000 n\r\n").as_bytes());
    }
    out.extend_from_slice(&pdf[table.trailer]);
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF").as_bytes());
    Ok(out)
}

/// The table of offsets at the end of a file.
struct Table {
    start: usize,
    /// Offset of each object by its number; that of object 0 has no meaning.
    offsets: Vec<usize>,
    /// From the word `trailer` to `startxref`.
    trailer: Range<usize>,
}

impl Table {
    fn read(pdf: &[u8]) -> Option<Self> {
        let pointer = rfind(pdf, b"startxref")?;
        let number = std::str::from_utf8(pdf.get(pointer + 9..)?).ok()?.split_whitespace().next()?;
        let start: usize = number.parse().ok()?;
        let trailer = start + find(pdf.get(start..pointer)?, b"trailer")?;
        let text = std::str::from_utf8(&pdf[start..trailer]).ok()?;
        let mut words = text.split_whitespace();
        let head = [words.next()?, words.next()?];
        let count: usize = words.next()?.parse().ok()?;
        let mut offsets = Vec::new();
        while let (Some(offset), Some(generation), Some(state)) = (words.next(), words.next(), words.next()) {
            let in_use = state == "n" && generation == "00000";
            if !in_use && !offsets.is_empty() {
                return None;
            }
            offsets.push(offset.parse().ok()?);
        }
        (head == ["xref", "0"] && offsets.len() == count).then_some(Self { start, offsets, trailer: trailer..pointer })
    }
}

/// The object with its address and description corrected; `None` if it is no link, or needs no correction.
fn link(object: &[u8]) -> Option<Vec<u8>> {
    let head = &object[..object.len().min(80)];
    find(head, b"/Subtype/Link")?;
    let mut new = object.to_vec();
    let mut changed = false;
    let mut words = None;
    if let Some((range, text)) = string(&new, b"/URI")
        && let Some((said, address)) = uri::read_target(&text)
    {
        let literal = format!("({})", address.replace('\\', r"\\").replace('(', r"\(").replace(')', r"\)"));
        words = Some(said);
        new.splice(range, literal.into_bytes());
        changed = true;
    }
    if let Some((range, text)) = string(&new, b"/Contents") {
        // The number is followed by the bracket that stands in the text.
        let note = text.strip_prefix("Footnote ").map(|number| format!("각주 {}", number.trim_end_matches(')')));
        if let Some(said) = words.or(note) {
            new.splice(range, text_string(&said).into_bytes());
            changed = true;
        }
    }
    changed.then_some(new)
}

/// The string behind a key, with its range: a literal or hexadecimal one, in ASCII, UTF-8 or UTF-16.
fn string(object: &[u8], key: &[u8]) -> Option<(Range<usize>, String)> {
    // `/S/URI/URI<…>`: the name of the action precedes its key.
    let mut from = 0;
    loop {
        let at = from + find(&object[from..], key)? + key.len();
        from = at;
        let (end, bytes) = match object.get(at)? {
            b'<' if object.get(at + 1) != Some(&b'<') => hexadecimal(&object[at..])?,
            b'(' => literal(&object[at..])?,
            _ => continue,
        };
        let text = match bytes.strip_prefix(&[0xfe, 0xff]) {
            Some(wide) => {
                let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                String::from_utf16(&units).ok()?
            }
            None => String::from_utf8(bytes).ok()?,
        };
        return Some((at..at + end, text));
    }
}

fn hexadecimal(text: &[u8]) -> Option<(usize, Vec<u8>)> {
    let end = text.iter().position(|b| *b == b'>')?;
    let digits: Vec<u8> =
        text[1..end].iter().map(|b| (*b as char).to_digit(16).map(|d| d as u8)).collect::<Option<_>>()?;
    Some((end + 1, digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()))
}

fn literal(text: &[u8]) -> Option<(usize, Vec<u8>)> {
    let (mut depth, mut at, mut bytes) = (0, 0, Vec::new());
    loop {
        match text.get(at)? {
            b'(' => {
                if depth > 0 {
                    bytes.push(b'(');
                }
                depth += 1;
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some((at + 1, bytes));
                }
                bytes.push(b')');
            }
            b'\\' => {
                at += 1;
                bytes.push(match text.get(at)? {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    other => *other,
                });
            }
            other => bytes.push(*other),
        }
        at += 1;
    }
}

/// A text string in UTF-16 with its mark (ISO 32000-1, 7.9.2.2).
fn text_string(text: &str) -> String {
    let mut out = String::from("<FEFF");
    for unit in text.encode_utf16() {
        let _ = write!(out, "{unit:04X}");
    }
    out.push('>');
    out
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|w| w == wanted)
}

fn rfind(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).rposition(|w| w == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of objects with the right offsets.
    fn file(objects: &[&str]) -> Vec<u8> {
        let mut out = String::from("%PDF-1.7\n");
        let mut offsets = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            offsets.push(out.len());
            let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", i + 1);
        }
        let start = out.len();
        let _ = write!(out, "xref\n0 {}\n0000000000 65535 f\r\n", objects.len() + 1);
        for at in offsets {
            let _ = write!(out, "{at:010} 00000 n\r\n");
        }
        let _ = write!(out, "trailer\n<</Size {}>>\nstartxref\n{start}\n%%EOF", objects.len() + 1);
        out.into_bytes()
    }

    #[test]
    fn links_say_their_words_and_footnotes_are_korean() {
        let target = uri::write_target("https://a.kr/붙임 (1).hwp", "안내");
        let link = format!("<</Type/Annot/Subtype/Link/A<</Type/Action/S/URI/URI({target})>>/Contents({target})>>");
        let note = "<</Type/Annot/Subtype/Link/Dest 3 0 R/Contents(Footnote 12\\))>>";
        let said = format!("/Contents{}", text_string("안내"));
        let out = String::from_utf8(corrected(&file(&["<<>>", &link, note, "<</Length 0>>"])).unwrap()).unwrap();
        assert!(out.contains("/URI(https://a.kr/%EB%B6%99%EC%9E%84%20\\(1\\).hwp)"), "{out}");
        assert!(out.contains(&said), "{out}");
        assert!(out.contains(&format!("/Contents{}", text_string("각주 12"))), "{out}");
        // The offsets lead to the objects again, and nothing is left to correct.
        let table = Table::read(out.as_bytes()).unwrap();
        for (number, at) in table.offsets.iter().enumerate().skip(1) {
            assert!(out[*at..].starts_with(&format!("{number} 0 obj")), "{out}");
        }
        assert_eq!(corrected(out.as_bytes()).unwrap(), out.as_bytes());
    }

    #[test]
    fn another_form_is_refused() {
        for pdf in ["", "%PDF-1.7\nstartxref\n99\n%%EOF", "%PDF\nxref\n0 1\ntrailer\n<<>>\nstartxref\nx"] {
            assert!(corrected(pdf.as_bytes()).is_err(), "{pdf}");
        }
    }
}
