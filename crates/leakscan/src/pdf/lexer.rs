//! Tokenizer for objects, operators and comments of a PDF, also of damaged bytes.

/// Limit for nested arrays and dictionaries, far above real files.
const MOST_DEPTH: usize = 64;

/// A value of a PDF, or an operator of a content stream.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    Number(f64),
    String(Vec<u8>),
    Name(Vec<u8>),
    Array(Vec<Self>),
    Dictionary(Vec<(Vec<u8>, Self)>),
    Reference(u32),
    /// A keyword or an operator; also `true`, `false` and `null`.
    Word(Vec<u8>),
}

impl Object {
    pub(super) fn get(&self, key: &[u8]) -> Option<&Self> {
        match self {
            Self::Dictionary(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(n) = self { Some(*n) } else { None }
    }

    pub(super) fn integer(&self) -> Option<usize> {
        self.number().filter(|n| *n >= 0.0).map(|n| n as usize)
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        if let Self::Name(n) = self { Some(n) } else { None }
    }

    pub(super) fn reference(&self) -> Option<u32> {
        if let Self::Reference(n) = self { Some(*n) } else { None }
    }

    /// The name at a key; empty if there is none.
    pub(super) fn name_at(&self, key: &[u8]) -> &[u8] {
        self.get(key).and_then(Self::name).unwrap_or_default()
    }
}

/// Reads objects one after another.
pub(super) struct Lexer<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
    /// Comments between the objects.
    pub comments: Vec<&'a [u8]>,
}

const fn is_space(b: u8) -> bool {
    matches!(b, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_delimiter(b: u8) -> bool {
    matches!(b, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, comments: Vec::new() }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn skip_space(&mut self) {
        while let Some(b) = self.peek() {
            if b == b'%' {
                let rest = &self.bytes[self.at..];
                let length = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
                self.comments.push(&rest[1..length]);
                self.at += length;
            } else if is_space(b) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// The next object; `None` at the end. An unmatched closing bracket is a word.
    pub(super) fn next(&mut self) -> Option<Object> {
        self.object(0)
    }

    fn object(&mut self, depth: usize) -> Option<Object> {
        self.skip_space();
        let first = self.peek()?;
        self.at += 1;
        match first {
            b'(' => Some(Object::String(self.literal())),
            b'/' => Some(Object::Name(self.name())),
            b'<' if self.peek() == Some(b'<') => {
                self.at += 1;
                Some(self.dictionary(depth))
            }
            b'<' => Some(Object::String(self.hexadecimal())),
            b'[' => Some(Object::Array(self.items(depth, b"]"))),
            b'>' if self.peek() == Some(b'>') => {
                self.at += 1;
                Some(Object::Word(b">>".to_vec()))
            }
            b if is_delimiter(b) => Some(Object::Word(vec![b])),
            _ => {
                self.at -= 1;
                Some(self.word())
            }
        }
    }

    /// Objects up to a closing bracket, with `12 0 R` made into references.
    fn items(&mut self, depth: usize, close: &[u8]) -> Vec<Object> {
        let mut items = Vec::new();
        if depth >= MOST_DEPTH {
            return items;
        }
        loop {
            self.skip_space();
            let before = self.at;
            match self.object(depth + 1) {
                None => break,
                Some(Object::Word(w)) if w == close => break,
                // The end of an object with an unclosed bracket.
                Some(Object::Word(w)) if matches!(w.as_slice(), b"endobj" | b"stream" | b"obj") => {
                    self.at = before;
                    break;
                }
                Some(Object::Word(w)) if w == b"R" && items.len() >= 2 => {
                    let number = items[items.len() - 2].integer_object();
                    items.truncate(items.len() - 2);
                    items.push(Object::Reference(number));
                }
                Some(item) => items.push(item),
            }
        }
        items
    }

    fn dictionary(&mut self, depth: usize) -> Object {
        let mut entries = Vec::new();
        let mut key: Option<Vec<u8>> = None;
        for item in self.items(depth, b">>") {
            match (key.take(), item) {
                (None, Object::Name(name)) => key = Some(name),
                (None, item) => entries.push((Vec::new(), item)),
                (Some(k), item) => entries.push((k, item)),
            }
        }
        Object::Dictionary(entries)
    }

    fn word(&mut self) -> Object {
        let start = self.at;
        while self.peek().is_some_and(|b| !is_space(b) && !is_delimiter(b)) {
            self.at += 1;
        }
        let word = &self.bytes[start..self.at];
        let is_number = word.iter().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.'));
        match std::str::from_utf8(word).ok().filter(|_| is_number).and_then(|w| w.parse().ok()) {
            Some(number) => Object::Number(number),
            None => Object::Word(word.to_vec()),
        }
    }

    fn name(&mut self) -> Vec<u8> {
        let mut name = Vec::new();
        while let Some(b) = self.peek().filter(|b| !is_space(*b) && !is_delimiter(*b)) {
            self.at += 1;
            let digit = |i: usize| self.bytes.get(self.at + i).and_then(|b| (*b as char).to_digit(16));
            match (b, digit(0), digit(1)) {
                (b'#', Some(high), Some(low)) => {
                    name.push((high * 16 + low) as u8);
                    self.at += 2;
                }
                _ => name.push(b),
            }
        }
        name
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let mut digits = Vec::new();
        while let Some(b) = self.peek() {
            self.at += 1;
            match (b as char).to_digit(16) {
                Some(digit) => digits.push(digit as u8),
                None if b == b'>' => break,
                None => {}
            }
        }
        digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut open = 1;
        while let Some(b) = self.peek() {
            self.at += 1;
            match b {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut out);
                    continue;
                }
                _ => {}
            }
            out.push(b);
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(b) = self.peek() else { return };
        self.at += 1;
        match b {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            // A line continuation.
            b'\n' => {}
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'0'..=b'7' => {
                let mut code = u32::from(b - b'0');
                for _ in 0..2 {
                    if let Some(d @ b'0'..=b'7') = self.peek() {
                        code = code * 8 + u32::from(d - b'0');
                        self.at += 1;
                    }
                }
                out.push(code as u8);
            }
            _ => out.push(b),
        }
    }
}

impl Object {
    fn integer_object(&self) -> u32 {
        self.integer().and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_objects_and_survives_damage() {
        let object = Lexer::new(b"<</A#20B [1 0 R (a\\(b\\)\\101) <4142>] /C -1.5>>", 0).next().unwrap();
        let array = Object::Array(vec![
            Object::Reference(1),
            Object::String(b"a(b)A".to_vec()),
            Object::String(b"AB".to_vec()),
        ]);
        assert_eq!(object.get(b"A B"), Some(&array));
        assert_eq!(object.get(b"C").and_then(Object::number), Some(-1.5));
        let deep = "[".repeat(10_000);
        for damaged in ["<<", "(", "<4", "[[", "/", ">>", deep.as_str()] {
            let mut lexer = Lexer::new(damaged.as_bytes(), 0);
            while lexer.next().is_some() {}
        }
    }
}
