//! Spaces of empty forms: several in a row are room to write in, which Markdown and the formats would take as one.

use gian_document::{Block, Inline, each_line_mut, walk_inlines_mut};

/// A space of half a letter (반각), which no format drops.
const HALF: char = '\u{2002}';

/// The Markdown of a form with its room to write in kept: of several spaces within a line all but the last become
/// [`HALF`], so that the line can end there. In fenced blocks only quoted texts are changed, because other spaces belong to
/// YAML.
pub(crate) fn kept_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_fence = false;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let start = content.len() - content.trim_start_matches([' ', '-', '>']).len();
        let is_edge = content[start..].starts_with("~~~");
        if is_edge {
            in_fence = !in_fence;
        }
        if is_edge || !content.contains("  ") {
            out.push_str(line);
            continue;
        }
        out.push_str(&line[..start]);
        keep(&content[start..], in_fence, &mut out);
        out.push_str(&line[content.len()..]);
    }
    out
}

/// The same for a piece of text that stands on a line of its own block.
fn kept_in_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    keep(text, false, &mut out);
    out
}

/// Keeps all spaces of blocks whose lines stay as they were typed.
pub(crate) fn keep_spaces(blocks: &mut [Block]) {
    each_line_mut(blocks, &mut |line| {
        walk_inlines_mut(line, &mut |inline| {
            if let Inline::Text(text) = inline {
                *text = kept_in_text(text);
            }
            true
        });
    });
}

/// Writes a line; with `quoted` only spaces between quotes are kept.
fn keep(line: &str, quoted: bool, out: &mut String) {
    let (mut inside, mut escaped, mut spaces) = (false, false, 0);
    let flush = |spaces: &mut usize, kept: bool, out: &mut String| {
        for i in 0..*spaces {
            out.push(if kept && i + 1 < *spaces { HALF } else { ' ' });
        }
        *spaces = 0;
    };
    for c in line.chars() {
        if c == ' ' {
            spaces += 1;
            continue;
        }
        flush(&mut spaces, !quoted || inside, out);
        if c == '"' && !escaped {
            inside = !inside;
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    flush(&mut spaces, !quoted || inside, out);
}

#[cfg(test)]
mod tests {
    use super::kept_spaces;

    #[test]
    fn room_to_write_in_is_kept_and_yaml_is_not_touched() {
        let form = "~~~표\n열:\n  - {머리: 구분,   너비: 20}\n행:\n  - [일시, \"   년  월\"]\n~~~\n\n- 동의 [  ] \n  - 이름:   \n년   월\n";
        let kept = "~~~표\n열:\n  - {머리: 구분,   너비: 20}\n행:\n  - [일시, \"\u{2002}\u{2002} 년\u{2002} 월\"]\n~~~\n\n- 동의 [\u{2002} ] \n  - 이름:   \n년\u{2002}\u{2002} 월\n";
        assert_eq!(kept_spaces(form), kept);
        let escaped = "~~~표\n  - [\"\\\"  가\", 나,  다]\n~~~\n";
        assert_eq!(kept_spaces(escaped), "~~~표\n  - [\"\\\"\u{2002} 가\", 나,  다]\n~~~\n");
    }
}
