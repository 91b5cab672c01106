//! Writes the files of an index. `docs/search.md` describes them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::grams::{Gram, HASH_BITS};
use super::merge::{Run, merge};
use super::numbers::{letter, number};
use super::pages::{HEAD, packed};
use super::spill::Spill;
use super::{Added, Summary};

/// Receives a file: path below the folder of the search, bytes.
pub type Put<'a> = dyn FnMut(&str, &[u8]) -> io::Result<()> + 'a;

/// Maximum number of postings of a gram that are kept in its shard.
const IN_SHARD: usize = 1024;
/// A pair with more postings is frequent: three syllables are a gram where both their pairs are.
const FREQUENT: usize = 512;
/// Maximum number of postings, or runs of a facet, in one file.
const IN_CHUNK: usize = 2048;
/// Target size of a shard in bytes.
const SHARD: f64 = 3000.0;
/// Packed bytes of a key and of a posting in a shard, measured (`docs/search.md`).
const KEY_BYTES: f64 = 7.0;
const POSTING_BYTES: f64 = 2.1;
/// Number of slots in one file of the map from slots to documents.
const IN_MAP: u32 = 4096;
/// Maximum number of files in a folder.
const IN_FOLDER: u64 = 256;

/// Content of the manifest.
pub(crate) struct Head {
    pub told: Summary,
    slots: u32,
    /// Number of slots of the longest document.
    longest: u32,
    /// Facets: name, and the descriptor of each value.
    facets: BTreeMap<String, Vec<(String, String)>>,
}

/// A value of a facet: number of documents, and the runs of slots that have it.
#[derive(Default)]
struct Facet {
    count: usize,
    /// First slot and number of slots.
    runs: Vec<(u32, u32)>,
}

/// Encodes a value.
fn pack(value: &Value) -> Vec<u8> {
    packed(value.to_string().as_bytes())
}

/// The path of one of many numbered files.
fn path(kind: &str, at: u64, more: &str) -> String {
    format!("{kind}/{}/{}{more}.json.gz", at / IN_FOLDER, at % IN_FOLDER)
}

/// Writes days, facets, and the map from slots to documents.
pub(crate) fn head(
    added: &[Added],
    names: &[String],
    values: &[String],
    slots: u32,
    put: &mut Put<'_>,
) -> io::Result<Head> {
    let longest = added.iter().map(|a| a.slots).max().unwrap_or(0);
    days(added, put)?;
    if longest > 1 {
        map(added, put)?;
    }
    let mut runs: BTreeMap<(&str, &str), Facet> = BTreeMap::new();
    let mut slot = 0;
    for one in added {
        for (name, value) in &one.facets {
            let Facet { count, runs } = runs.entry((&names[*name as usize], &values[*value as usize])).or_default();
            *count += 1;
            match runs.last_mut() {
                Some(run) if run.0 + run.1 == slot => run.1 += one.slots,
                _ => runs.push((slot, one.slots)),
            }
        }
        slot += one.slots;
    }
    let mut told = Summary { documents: added.len(), ..Summary::default() };
    let dated = |one: Option<&Added>| one.and_then(|a| a.day).map(|d| d.to_string());
    told.days = dated(added.iter().find(|a| a.day.is_some())).zip(dated(added.last()));
    let mut facets: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (i, ((name, value), Facet { count, runs })) in runs.into_iter().enumerate() {
        told.facets.entry(name.to_owned()).or_default().insert(value.to_owned(), count);
        let mut descriptor = String::new();
        number(count as u64, &mut descriptor);
        number(i as u64, &mut descriptor);
        let mut before = 0;
        for (k, chunk) in runs.chunks(IN_CHUNK).enumerate() {
            let mut text = String::new();
            number(u64::from(chunk[0].0 - before), &mut descriptor);
            before = chunk[0].0;
            let mut end = before;
            for (slot, length) in chunk {
                number(u64::from(slot - end), &mut text);
                number(u64::from(*length), &mut text);
                end = slot + length;
            }
            put(&path("facets", i as u64, &format!("-{k}")), &pack(&json!(text)))?;
        }
        facets.entry(name.to_owned()).or_default().push((value.to_owned(), descriptor));
    }
    Ok(Head { told, slots, longest, facets })
}

/// Number of slots by day: first those without a day, then pairs of days since the previous one (first: since 1970) and
/// slots.
fn days(added: &[Added], put: &mut Put<'_>) -> io::Result<()> {
    let mut days: BTreeMap<Option<NaiveDate>, u64> = BTreeMap::new();
    for one in added {
        *days.entry(one.day).or_default() += u64::from(one.slots);
    }
    let mut text = String::new();
    number(days.remove(&None).unwrap_or(0), &mut text);
    let mut before = NaiveDate::default();
    for (day, slots) in days {
        let day = day.expect("days without a date were taken out");
        number(u64::try_from((day - before).num_days()).unwrap_or(0), &mut text);
        number(slots, &mut text);
        before = day;
    }
    put("days.json.gz", &pack(&json!(text)))
}

/// For each file: number of leading slots that belong to an earlier document, number of slots before the file; then the
/// number of slots of each document that begins in it.
fn map(added: &[Added], put: &mut Put<'_>) -> io::Result<()> {
    let mut text = String::new();
    let mut slot = 0u32;
    number(0, &mut text);
    number(0, &mut text);
    for (i, one) in added.iter().enumerate() {
        let segment = slot / IN_MAP;
        number(u64::from(one.slots), &mut text);
        let end = slot + one.slots;
        let last = i + 1 == added.len();
        for full in segment..end / IN_MAP {
            put(&path("slots", u64::from(full), ""), &pack(&json!(text)))?;
            text.clear();
            let start = (full + 1) * IN_MAP;
            number(u64::from((end - start).min(IN_MAP)), &mut text);
            number(u64::from(start - slot), &mut text);
        }
        if last && !end.is_multiple_of(IN_MAP) {
            put(&path("slots", u64::from(end / IN_MAP), ""), &pack(&json!(text)))?;
        }
        slot = end;
    }
    Ok(())
}

/// Writes the files shown as results.
pub(crate) fn texts(added: &[Added], spill: &mut dyn Spill, put: &mut Put<'_>) -> io::Result<()> {
    let mut slot = 0;
    for one in added {
        let mut at = one.at;
        for length in &one.lengths {
            let mut bytes = vec![0; *length as usize];
            spill.get(at, &mut bytes)?;
            put(&path("text", slot, ""), &bytes)?;
            at += u64::from(*length);
            slot += 1;
        }
    }
    Ok(())
}

/// Result of the first pass over the postings.
pub(crate) struct Plan {
    /// Frequent pairs, with or without a break.
    frequent: HashSet<(char, char)>,
    /// Number of shards as a power of two, chosen to reach about the target size.
    pub bits: u32,
}

impl Plan {
    /// First pass over all postings.
    ///
    /// # Errors
    /// The spill cannot be read.
    pub(crate) fn new(pairs: &[Run], triples: &[Run], spill: &mut dyn Spill, place: &[u32]) -> io::Result<Self> {
        let mut bytes = 0.0;
        let weigh = |count: usize| KEY_BYTES + if count > IN_SHARD { 0.0 } else { POSTING_BYTES * count as f64 };
        // Spellings of a pair are adjacent in the order of grams, because they share the hash.
        let mut near: HashMap<(char, char), usize> = HashMap::new();
        let mut frequent = HashSet::new();
        let mut hash = None;
        merge(pairs, spill, place, &mut |gram, list| {
            bytes += weigh(list.len());
            if hash.replace(gram.shard(HASH_BITS)) != Some(gram.shard(HASH_BITS)) {
                frequent.extend(near.drain().filter(|(_, count)| *count > FREQUENT).map(|(pair, _)| pair));
            }
            if let [a, b] = gram.letters()[..] {
                *near.entry((a, b)).or_default() += list.len();
            }
            Ok(())
        })?;
        frequent.extend(near.drain().filter(|(_, count)| *count > FREQUENT).map(|(pair, _)| pair));
        let mut plan = Self { frequent, bits: 0 };
        merge(triples, spill, place, &mut |gram, list| {
            bytes += if plan.keeps(gram) { weigh(list.len()) } else { 0.0 };
            Ok(())
        })?;
        plan.bits = (0..HASH_BITS).find(|bits| SHARD * f64::from(1u32 << bits) >= bytes).unwrap_or(HASH_BITS);
        Ok(plan)
    }

    /// Whether a gram is written to the index.
    fn keeps(&self, gram: Gram) -> bool {
        let is_frequent = |pair: &[char]| self.frequent.contains(&(pair[0], pair[1]));
        !gram.is_triple() || gram.letters().windows(2).all(is_frequent)
    }
}

/// Writes shards, and the lists that are too long for one.
pub(crate) fn grams(
    runs: &[Run],
    spill: &mut dyn Spill,
    added: &[Added],
    place: &[u32],
    plan: &Plan,
    put: &mut Put<'_>,
) -> io::Result<()> {
    let mut document = Vec::with_capacity(place.len());
    for (i, one) in added.iter().enumerate() {
        document.resize(document.len() + one.slots as usize, i as u32);
    }
    let mut shard = Shard { number: 0, split: 0, json: String::from("{") };
    merge(runs, spill, place, &mut |gram, list| {
        while shard.number < gram.shard(plan.bits) {
            shard.flush(put)?;
        }
        if plan.keeps(gram) { shard.add(gram, list, &document, put) } else { Ok(()) }
    })?;
    while shard.number < 1 << plan.bits {
        shard.flush(put)?;
    }
    Ok(())
}

/// A shard under construction.
struct Shard {
    number: u64,
    /// Long lists, in files of their own.
    split: usize,
    json: String,
}

impl Shard {
    fn add(&mut self, gram: Gram, list: &[(u32, u8)], document: &[u32], put: &mut Put<'_>) -> io::Result<()> {
        if self.json.len() > 1 {
            self.json.push(',');
        }
        // Letters and encoded numbers need no escapes in JSON.
        self.json.push('"');
        self.json.push_str(&gram.key());
        self.json.push_str("\":");
        if list.len() <= IN_SHARD {
            self.json.push('"');
            postings(list, &mut self.json);
            self.json.push('"');
            return Ok(());
        }
        let in_head = |(_, mask): &&(u32, u8)| mask & HEAD != 0;
        let first: Vec<_> = list.iter().filter(in_head).copied().collect();
        let rest: Vec<_> = list.iter().filter(|entry| !in_head(entry)).copied().collect();
        let mut documents = list.iter().map(|(slot, _)| document[*slot as usize]).collect::<Vec<_>>();
        documents.dedup();
        let mut descriptor = String::new();
        for count in [self.split, documents.len(), first.len(), rest.len()] {
            number(count as u64, &mut descriptor);
        }
        let mut file = 0;
        for tier in [first, rest] {
            let mut before = 0;
            for chunk in tier.chunks(IN_CHUNK) {
                number(u64::from(chunk[0].0 - before), &mut descriptor);
                before = chunk[0].0;
                let mut text = String::new();
                postings(chunk, &mut text);
                put(&path("lists", self.number, &format!("-{}-{file}", self.split)), &pack(&json!(text)))?;
                file += 1;
            }
        }
        self.split += 1;
        self.json.push_str("[\"");
        self.json.push_str(&descriptor);
        self.json.push_str("\"]");
        Ok(())
    }

    fn flush(&mut self, put: &mut Put<'_>) -> io::Result<()> {
        self.json.push('}');
        put(&path("grams", self.number, ""), &packed(self.json.as_bytes()))?;
        *self = Self { number: self.number + 1, split: 0, json: String::from("{") };
        Ok(())
    }
}

/// Encodes slots as differences from the previous one, with masks.
fn postings(list: &[(u32, u8)], out: &mut String) {
    let mut next = 0;
    for (slot, mask) in list {
        number(u64::from(slot - next), out);
        letter(*mask, out);
        next = slot + 1;
    }
}

/// Writes the manifest, which is read first.
pub(crate) fn manifest(head: &Head, bits: u32, put: &mut Put<'_>) -> io::Result<()> {
    let mut numbers = String::new();
    for value in [u64::from(head.slots), head.told.documents as u64, u64::from(bits), u64::from(head.longest)] {
        number(value, &mut numbers);
    }
    put("index.json.gz", &pack(&json!({ "numbers": numbers, "facets": head.facets })))
}
