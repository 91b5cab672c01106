//! External sort of postings: sorted runs in the spill, merged at the end.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;

use super::grams::Gram;
use super::spill::Spill;

/// A posting: gram, slot in the order of addition, mask.
pub(crate) type Posting = (Gram, u32, u8);

/// Postings of a gram: slots in order, each with its mask.
pub(crate) type List = [(u32, u8)];

/// Receives a gram with its postings.
pub(crate) type Take<'a> = dyn FnMut(Gram, &List) -> io::Result<()> + 'a;

/// Bytes of a run kept in memory while merging.
const WINDOW: usize = 64 << 10;
/// Bytes of a posting in a run.
const SIZE: usize = 13;

/// A sorted run in the spill.
pub(crate) struct Run {
    at: u64,
    bytes: u64,
}

impl Run {
    /// Sorts postings and writes them as a run.
    ///
    /// # Errors
    /// The spill cannot be written.
    pub(crate) fn write(postings: &mut Vec<Posting>, spill: &mut dyn Spill) -> io::Result<Self> {
        postings.sort_unstable();
        let mut run = None;
        for some in postings.chunks(WINDOW / SIZE) {
            let mut bytes = Vec::with_capacity(WINDOW);
            for (gram, slot, mask) in some {
                bytes.extend_from_slice(&gram.0.to_le_bytes());
                bytes.extend_from_slice(&slot.to_le_bytes());
                bytes.push(*mask);
            }
            let at = spill.put(&bytes)?;
            let run = run.get_or_insert(Self { at, bytes: 0 });
            // A run is contiguous, because nothing else is written meanwhile.
            debug_assert_eq!(run.at + run.bytes, at);
            run.bytes += bytes.len() as u64;
        }
        postings.clear();
        Ok(run.unwrap_or(Self { at: 0, bytes: 0 }))
    }
}

/// Reading position in a run.
struct Head<'a> {
    run: &'a Run,
    read: u64,
    window: Vec<u8>,
    at: usize,
}

impl Head<'_> {
    fn next(&mut self, spill: &mut dyn Spill) -> io::Result<Option<Posting>> {
        if self.at == self.window.len() {
            let rest = self.run.bytes - self.read;
            if rest == 0 {
                return Ok(None);
            }
            self.window.resize(rest.min((WINDOW / SIZE * SIZE) as u64) as usize, 0);
            spill.get(self.run.at + self.read, &mut self.window)?;
            self.read += self.window.len() as u64;
            self.at = 0;
        }
        let bytes = &self.window[self.at..self.at + SIZE];
        self.at += SIZE;
        let gram = u64::from_le_bytes(bytes[..8].try_into().expect("eight bytes"));
        let slot = u32::from_le_bytes(bytes[8..12].try_into().expect("four bytes"));
        Ok(Some((Gram(gram), slot, bytes[12])))
    }
}

/// Passes every gram in order, with its postings in the order of slots given by `place`, which maps slots to their
/// final numbers.
///
/// # Errors
/// The spill cannot be read, or an error of `take`.
pub(crate) fn merge(runs: &[Run], spill: &mut dyn Spill, place: &[u32], take: &mut Take<'_>) -> io::Result<()> {
    let mut heads: Vec<Head<'_>> = runs.iter().map(|run| Head { run, read: 0, window: Vec::new(), at: 0 }).collect();
    let mut next = BinaryHeap::new();
    for (i, head) in heads.iter_mut().enumerate() {
        next.extend(head.next(spill)?.map(|posting| Reverse((posting, i))));
    }
    let mut of: Option<Gram> = None;
    let mut list: Vec<(u32, u8)> = Vec::new();
    while let Some(Reverse(((gram, slot, mask), i))) = next.pop() {
        if let Some(before) = of.replace(gram).filter(|before| *before != gram) {
            list.sort_unstable();
            take(before, &list)?;
            list.clear();
        }
        list.push((place[slot as usize], mask));
        next.extend(heads[i].next(spill)?.map(|posting| Reverse((posting, i))));
    }
    if let Some(gram) = of {
        list.sort_unstable();
        take(gram, &list)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::spill::Memory;
    use super::*;

    #[test]
    fn runs_come_back_as_one() {
        let mut spill = Memory::default();
        let all: Vec<Posting> = (0..40_000u32).map(|i| (Gram(u64::from(i * 7919 % 997)), i, 1)).collect();
        let runs: Vec<Run> = all.chunks(9000).map(|c| Run::write(&mut c.to_vec(), &mut spill).unwrap()).collect();
        // Final order: the slot added last comes first.
        let place: Vec<u32> = (0..40_000).rev().collect();
        let mut found = Vec::new();
        merge(&runs, &mut spill, &place, &mut |gram, list| {
            found.extend(list.iter().map(|(slot, mask)| (gram, *slot, *mask)));
            Ok(())
        })
        .unwrap();
        let mut wanted: Vec<Posting> = all.iter().map(|(g, s, m)| (*g, place[*s as usize], *m)).collect();
        wanted.sort_unstable();
        assert_eq!(found, wanted);
    }
}
