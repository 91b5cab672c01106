//! Packages made from strings, with a word planted where no reader sees it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use gian_media::attachment::{Published, publish};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The planted word.
pub(crate) const WORD: &str = "ZQSENTINELQZ";

/// A hidden channel: its name, and the edits that plant the word. An edit names a member, the text to replace and the
/// new text; without a text to replace it adds the member.
pub(crate) type Channel = (&'static str, &'static [(&'static str, &'static str, &'static str)]);

/// Writes a ZIP with dates.
pub(crate) fn zip(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in members {
        let day = zip::DateTime::from_date_and_time(2019, 5, 8, 9, 30, 0).unwrap();
        out.start_file(name.as_str(), SimpleFileOptions::default().last_modified_time(day)).unwrap();
        out.write_all(data).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A package of base members with the edits of a channel.
pub(crate) fn planted(base: &[(&str, &str)], edits: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut members: Vec<(String, String)> = base.iter().map(|(n, d)| ((*n).to_owned(), (*d).to_owned())).collect();
    for (member, from, to) in edits {
        if from.is_empty() {
            members.push(((*member).to_owned(), (*to).to_owned()));
            continue;
        }
        let (_, data) = members.iter_mut().find(|(n, _)| n == member).unwrap_or_else(|| panic!("{member}"));
        assert!(data.contains(from), "{member} has no {from}");
        *data = data.replacen(from, to, 1);
    }
    let members: Vec<_> = members.into_iter().map(|(n, d)| (n, d.into_bytes())).collect();
    zip(&members)
}

/// All members of a ZIP, also of those inside it.
pub(crate) fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return all };
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).unwrap();
        let name = member.name().unwrap().into_owned();
        let mut data = Vec::new();
        member.read_to_end(&mut data).unwrap();
        for (inner, data) in unpacked(&data) {
            all.insert(format!("{name}/{inner}"), data);
        }
        all.insert(name, data);
    }
    all
}

/// Whether bytes contain the word, in the encodings in which files write it.
fn holds_word(bytes: &[u8]) -> bool {
    let utf16: Vec<u8> = WORD.bytes().flat_map(|b| [b, 0]).collect();
    let hex: String = WORD.bytes().map(|b| format!("{b:02X}")).collect();
    [WORD.as_bytes(), &utf16, hex.as_bytes()].iter().any(|needle| bytes.windows(needle.len()).any(|w| w == *needle))
}

/// Verifies that a copy does not have the word anywhere, is its own copy, and tells what was removed.
pub(crate) fn is_clean(what: &str, name: &str, copy: &Published) {
    assert!(!holds_word(&copy.bytes), "{what}: the word is left in the bytes");
    for (member, data) in unpacked(&copy.bytes) {
        assert!(!holds_word(&data) && !member.contains(WORD), "{what}: the word is left in {member}");
    }
    assert!(!copy.removed.is_empty(), "{what}: nothing was told");
    let again = publish(name, copy.bytes.clone()).unwrap_or_else(|e| panic!("{what}: the copy is refused: {}", e.en));
    assert!(
        again.bytes == copy.bytes && again.removed.is_empty(),
        "{what}: the copy is not its own copy: {:?}",
        again.removed
    );
}

/// Verifies that each channel is removed or refused; returns the numbers of both.
pub(crate) fn all_closed(name: &str, base: &[(&str, &str)], channels: &[Channel]) -> (usize, usize) {
    let plain = publish(name, planted(base, &[])).unwrap_or_else(|e| panic!("the base of {name} is refused: {}", e.en));
    let shown: Vec<u8> = unpacked(&plain.bytes).into_values().flatten().collect();
    assert!(String::from_utf8_lossy(&shown).contains("보이는 글"), "{name}: the visible text is gone");
    let (mut removed, mut refused) = (0, 0);
    for (what, edits) in channels {
        let bytes = planted(base, edits);
        assert!(unpacked(&bytes).iter().any(|(n, d)| holds_word(d) || n.contains(WORD)), "{what}: nothing is planted");
        match publish(name, bytes.clone()) {
            Ok(copy) => {
                is_clean(what, name, &copy);
                assert_eq!(publish(name, bytes).unwrap(), copy, "{what}: two runs differ");
                let shown: Vec<u8> = unpacked(&copy.bytes).into_values().flatten().collect();
                assert!(String::from_utf8_lossy(&shown).contains("보이는 글"), "{what}: the visible text is gone");
                removed += 1;
            }
            Err(why) => {
                assert!(!why.ko.contains(WORD) || what.contains("name"), "{what}: the message tells the word");
                assert!(!why.en.contains("damaged"), "{what}: refused as damaged: {}", why.en);
                assert!(why.ko.contains("십시오"), "{what}: no advice in {}", why.ko);
                refused += 1;
            }
        }
    }
    (removed, refused)
}
