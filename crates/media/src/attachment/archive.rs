//! ZIP archives of attachments: each member is published like an attachment of its own.

use gian_diagnostics::{Text, text};

use super::members::{self, Budget};
use super::published::Published;
use super::removed::Removed;

/// Limit for archives inside archives.
const MOST_DEPTH: usize = 2;

/// Publishes a file by its name, within the bytes that may be decoded, at a depth of archives.
type Publish = fn(&str, Vec<u8>, &mut Budget, usize) -> Result<Published, Text>;

/// The cleaned copy of an archive.
pub(super) fn clean(
    bytes: &[u8],
    budget: &mut Budget,
    depth: usize,
    publish: Publish,
    removed: &mut Removed,
) -> Result<Vec<u8>, Text> {
    if depth >= MOST_DEPTH {
        return Err(text!(
            "압축 파일 안에 압축 파일이 겹쳐 있습니다: 풀어서 따로 붙이십시오",
            "archives are nested too deep: unpack them and attach their files"
        ));
    }
    let mut copies = Vec::new();
    for member in members::read(bytes, budget)? {
        let inside = |text: Text| text!(ko: "`{}`: {}", member.name, text.ko; en: "`{}`: {}", member.name, text.en);
        // Written by file managers of macOS and Windows, with names of folders and files that were deleted.
        let file = member.name.rsplit('/').next().unwrap_or_default();
        if member.name.starts_with("__MACOSX/") || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&file) {
            removed.add(text!("파일 관리자가 남긴 파일", "files of the file manager"));
            continue;
        }
        let copy = publish(&member.name, member.data, budget, depth + 1).map_err(inside)?;
        for note in copy.removed {
            removed.add(text!(ko: "`{}`의 {}", member.name, note.ko; en: "in `{}`: {}", member.name, note.en));
        }
        copies.push((member.name, copy.bytes));
    }
    members::write(copies.iter().map(|(name, data)| (name.as_str(), data.as_slice())), None)
}
