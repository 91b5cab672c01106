//! Decodes the filters of streams.

use super::super::Opaque;
use super::super::layers::Scan;
use super::lexer::Object;

/// Result of decoding a stream.
pub(super) enum Decoded {
    Bytes(Vec<u8>),
    /// Pixels in an image format: the bytes of that format.
    Pixels(Vec<u8>),
    /// Not decoded, with the reason.
    Not(Opaque),
}

/// Decodes the filters of a stream.
pub(super) fn decode(scan: &mut Scan<'_>, dictionary: &Object, data: &[u8]) -> Decoded {
    let either = |long: &[u8], short: &[u8]| dictionary.get(long).or_else(|| dictionary.get(short));
    let list = |object: Option<&Object>| match object {
        Some(Object::Array(items)) => items.clone(),
        Some(other) => vec![other.clone()],
        None => Vec::new(),
    };
    let filters = list(either(b"Filter", b"F").filter(|f| !matches!(f, Object::String(_))));
    let settings = list(either(b"DecodeParms", b"DP"));
    let mut bytes = data.to_vec();
    for (i, filter) in filters.iter().enumerate().take(8) {
        let settings = settings.get(i);
        bytes = match filter.name().unwrap_or_default() {
            b"FlateDecode" | b"Fl" => {
                let (out, is_whole) = scan.inflate(flate2::read::ZlibDecoder::new(bytes.as_slice()));
                if out.is_empty() && !is_whole {
                    // Some writers omit the header.
                    let (out, _) = scan.inflate(flate2::read::DeflateDecoder::new(bytes.as_slice()));
                    if out.is_empty() {
                        return Decoded::Not(Opaque::Damaged);
                    }
                    predicted(out, settings)
                } else {
                    predicted(out, settings)
                }
            }
            b"LZWDecode" | b"LZW" => predicted(lzw(scan, &bytes, settings), settings),
            b"ASCIIHexDecode" | b"AHx" => hexadecimal(&bytes),
            b"ASCII85Decode" | b"A85" => base85(&bytes),
            b"RunLengthDecode" | b"RL" => run_length(&bytes),
            b"DCTDecode" | b"DCT" | b"JPXDecode" | b"CCITTFaxDecode" | b"CCF" | b"JBIG2Decode" => {
                return Decoded::Pixels(bytes);
            }
            other => {
                return Decoded::Not(Opaque::Method(
                    String::from_utf8_lossy(&other[..other.len().min(24)]).into_owned(),
                ));
            }
        };
        if scan.is_over() {
            return Decoded::Not(Opaque::OverLimit);
        }
    }
    Decoded::Bytes(bytes)
}

fn lzw(scan: &mut Scan<'_>, bytes: &[u8], settings: Option<&Object>) -> Vec<u8> {
    let early = settings.and_then(|s| s.get(b"EarlyChange")).and_then(Object::integer) != Some(0);
    let order = weezl::BitOrder::Msb;
    let mut decoder = if early {
        weezl::decode::Decoder::with_tiff_size_switch(order, 8)
    } else {
        weezl::decode::Decoder::new(order, 8)
    };
    let mut out = Vec::new();
    let mut buffer = vec![0; 1 << 16];
    let mut rest = bytes;
    loop {
        let step = decoder.decode_bytes(rest, &mut buffer);
        rest = &rest[step.consumed_in..];
        out.extend_from_slice(&buffer[..step.consumed_out]);
        let is_going = matches!(step.status, Ok(weezl::LzwStatus::Ok)) && step.consumed_in + step.consumed_out > 0;
        // LZW compresses up to about 1,400 to one, which a small file can use to fill the memory.
        if !is_going || out.len() > 64 << 20 || !scan.count() {
            return out;
        }
    }
}

/// Reverts PNG and TIFF predictors.
fn predicted(bytes: Vec<u8>, settings: Option<&Object>) -> Vec<u8> {
    let setting = |key: &[u8], default| settings.and_then(|s| s.get(key)).and_then(Object::integer).unwrap_or(default);
    let predictor = setting(b"Predictor", 1);
    if predictor < 2 {
        return bytes;
    }
    let (colors, bits) = (setting(b"Colors", 1).clamp(1, 32), setting(b"BitsPerComponent", 8).clamp(1, 32));
    let columns = setting(b"Columns", 1).clamp(1, 1 << 24);
    let pixel = (colors * bits).div_ceil(8);
    // A declared row longer than the data must not allocate memory.
    let row = (colors * bits * columns).div_ceil(8).min(bytes.len().max(1));
    if predictor == 2 {
        let mut out = bytes;
        for line in out.chunks_mut(row).filter(|_| bits == 8) {
            for i in pixel..line.len() {
                line[i] = line[i].wrapping_add(line[i - pixel]);
            }
        }
        return out;
    }
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut above = vec![0u8; row];
    for line in bytes.chunks(row + 1) {
        let mut now = vec![0u8; row];
        for (i, byte) in line[1..].iter().enumerate() {
            let left = if i >= pixel { now[i - pixel] } else { 0 };
            let corner = if i >= pixel { above[i - pixel] } else { 0 };
            let up = above[i];
            let guess = match line[0] {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            now[i] = byte.wrapping_add(guess);
        }
        out.extend_from_slice(&now[..line.len() - 1]);
        above = now;
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let guess = a + b - c;
    let (da, db, dc) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if da <= db && da <= dc {
        left
    } else if db <= dc {
        up
    } else {
        corner
    }
}

fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        bytes.iter().take_while(|b| **b != b'>').filter_map(|b| (*b as char).to_digit(16)).map(|d| d as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn base85(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut group: Vec<u32> = Vec::new();
    for b in bytes.iter().take_while(|b| **b != b'~') {
        match b {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(b - b'!')),
            _ => {}
        }
        if group.len() == 5 {
            let value = group.drain(..).fold(0u32, |n, d| n.wrapping_mul(85).wrapping_add(d));
            out.extend(value.to_be_bytes());
        }
    }
    if group.len() > 1 {
        let kept = group.len() - 1;
        group.resize(5, 84);
        let value = group.into_iter().fold(0u32, |n, d| n.wrapping_mul(85).wrapping_add(d));
        out.extend(&value.to_be_bytes()[..kept]);
    }
    out
}

fn run_length(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(length) = bytes.get(at).copied().map(usize::from).filter(|n| *n != 128) {
        if length < 128 {
            let end = (at + 2 + length).min(bytes.len());
            out.extend_from_slice(&bytes[at + 1..end]);
            at = end;
        } else {
            out.extend(std::iter::repeat_n(bytes.get(at + 1).copied().unwrap_or(0), 257 - length));
            at += 2;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_filters() {
        assert_eq!(hexadecimal(b"41 4 2>"), b"AB");
        assert_eq!(base85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(run_length(&[1, b'a', b'b', 254, b'c', 128, 9]), b"abccc");
    }
}
