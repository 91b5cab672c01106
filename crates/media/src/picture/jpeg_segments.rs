//! The segments of a JPEG, in order.

/// A segment: its marker, its data, and after a start of scan the coded pixels up to the next marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment<'a> {
    /// The second byte of the marker.
    pub(crate) marker: u8,
    /// The data after the length.
    pub(crate) data: &'a [u8],
    /// Coded pixels, with restart markers and stuffed bytes; empty except after a start of scan.
    pub(crate) pixels: &'a [u8],
}

/// Segments up to the end of the picture, and the place after it.
pub(crate) struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Whether the marker for the end of the picture was read.
    pub(crate) ended: bool,
}

impl<'a> Walk<'a> {
    /// Starts after the first marker.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 2, ended: false }
    }

    /// Bytes after what was read.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next segment; `None` at the end of the picture, or where the file is damaged (then it has not `ended`).
    pub(crate) fn next_segment(&mut self) -> Option<Segment<'a>> {
        let bytes = self.bytes;
        loop {
            let (0xff, marker) = (*bytes.get(self.at)?, *bytes.get(self.at + 1)?) else { return None };
            match marker {
                // Fill bytes may precede a marker.
                0xff => self.at += 1,
                0xd9 => {
                    self.at += 2;
                    self.ended = true;
                    return None;
                }
                _ => {
                    let &[high, low] = bytes.get(self.at + 2..self.at + 4)? else { return None };
                    let end = self.at + 2 + (usize::from(high) << 8 | usize::from(low));
                    let data = bytes.get(self.at + 4..end)?;
                    let stop = if marker == 0xda { after_pixels(bytes, end)? } else { end };
                    self.at = stop;
                    return Some(Segment { marker, data, pixels: &bytes[end..stop] });
                }
            }
        }
    }
}

/// All segments of a file that has a frame and a scan and ends; what follows the end is left out.
pub(crate) fn segments(bytes: &[u8]) -> Option<Vec<Segment<'_>>> {
    let mut walk = Walk::new(bytes.starts_with(b"\xff\xd8").then_some(bytes)?);
    let segments: Vec<_> = std::iter::from_fn(|| walk.next_segment()).collect();
    let has = |wanted: fn(u8) -> bool| segments.iter().any(|s| wanted(s.marker));
    (walk.ended && has(|m| matches!(m, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf)) && has(|m| m == 0xda))
        .then_some(segments)
}

/// The end of the coded pixels: the next marker that is neither a stuffed byte nor a restart.
fn after_pixels(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == 0xff)?;
        match bytes.get(at + 1)? {
            0 | 0xd0..=0xd7 => at += 2,
            _ => return Some(at),
        }
    }
}
