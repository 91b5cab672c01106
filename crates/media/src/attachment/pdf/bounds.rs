//! Bounds that are verified before a PDF is parsed, and searches in its bytes.

use std::io::Read;

use flate2::read::ZlibDecoder;
use gian_diagnostics::Text;

use super::super::members::{Budget, damaged, too_large};

/// Limit for brackets that are open at once. Pixels contain brackets by chance, though not that many more of one side.
const MOST_BRACKETS: usize = 10_000;

/// Counts brackets that are open.
#[derive(Default)]
pub(super) struct Brackets(usize);

impl Brackets {
    pub(super) fn pass(&mut self, bytes: &[u8]) -> Result<(), Text> {
        for byte in bytes {
            match byte {
                b'[' | b'<' => self.0 += 1,
                b']' | b'>' => self.0 = self.0.saturating_sub(1),
                _ => {}
            }
            if self.0 > MOST_BRACKETS {
                return Err(damaged("depth"));
            }
        }
        Ok(())
    }
}

pub(super) fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    positions(bytes, needle).next().is_some()
}

pub(super) fn positions<'a>(bytes: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = needle[0];
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + bytes.get(from..)?.iter().position(|b| *b == first)?;
            from = at + 1;
            if bytes[at..].starts_with(needle) {
                return Some(at);
            }
        }
    })
}

/// Decodes every compressed stream once to nowhere, so that a bomb is refused before it is decoded into memory. The
/// sum over overlapping streams is limited, which bounds the time.
pub(super) fn measure(bytes: &[u8], budget: &mut Budget) -> Result<(), Text> {
    Brackets::default().pass(bytes)?;
    for at in positions(bytes, b"stream") {
        let rest = &bytes[at + 6..];
        let data = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).or_else(|| rest.strip_prefix(b"\r"));
        let Some(data) = data.filter(|d| d.first().is_some_and(|b| b & 0x0f == 8)) else { continue };
        let mut start = [0];
        let layered = ZlibDecoder::new(data).read(&mut start).is_ok_and(|n| n == 1 && start[0] & 0x0f == 8);
        budget.take(length(ZlibDecoder::new(data), budget.left())?)?;
        if layered {
            budget.take(length(ZlibDecoder::new(ZlibDecoder::new(data)), budget.left())?)?;
        }
    }
    Ok(())
}

/// Number of bytes that a reader gives before it ends, fails or passes a limit.
fn length(mut reader: impl Read, limit: u64) -> Result<u64, Text> {
    let mut buffer = vec![0; 64 << 10];
    let mut brackets = Brackets::default();
    let mut sum = 0;
    while sum <= limit {
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(n) => {
                brackets.pass(&buffer[..n])?;
                sum += n as u64;
            }
        }
    }
    Ok(sum)
}

/// The error for content that is too deep or too long to be looked through.
pub(super) fn too_complex() -> Text {
    too_large()
}
