//! Lines that differ between two texts.

/// A line that only one of two texts has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    Gone(String),
    New(String),
}

/// Pairs of lines that are compared at most; two texts that differ in more have little in common.
const MOST: usize = 4_000_000;

/// The lines that differ, in the order of the texts.
pub fn lines(old: &str, new: &str) -> Vec<Line> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let gone = |line: &&str| Line::Gone((*line).to_owned());
    let come = |line: &&str| Line::New((*line).to_owned());
    if old.len().saturating_mul(new.len()) > MOST {
        return old.iter().map(gone).chain(new.iter().map(come)).collect();
    }
    // Length of the longest common subsequence of what follows each pair.
    let width = new.len() + 1;
    let mut common = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            out.push(gone(&old[i]));
            i += 1;
        } else {
            out.push(come(&new[j]));
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_left() {
        let changed = lines("가\n나\n다\n라\n", "가\n나2\n다\n마\n라\n");
        let expected = [Line::Gone("나".into()), Line::New("나2".into()), Line::New("마".into())];
        assert_eq!(changed, expected);
        assert!(lines("가\n", "가\n").is_empty());
        assert_eq!(lines("", "가\n"), [Line::New("가".into())]);
    }
}
