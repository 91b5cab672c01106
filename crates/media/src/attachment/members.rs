//! ZIP containers: reads members within limits, and writes a container that holds nothing but names and data.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use gian_diagnostics::{Text, text};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// Limit for the decoded bytes of one file, including containers inside it.
pub(super) const MOST_BYTES: u64 = 256 << 20;
const MOST_MEMBERS: usize = 10_000;

/// A member of a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) data: Vec<u8>,
}

/// Decoded bytes that may still be read, shared by all containers of one attachment so that nesting multiplies nothing.
pub(super) struct Budget(u64);

impl Budget {
    pub(super) fn new() -> Self {
        Self(MOST_BYTES)
    }

    pub(super) fn take(&mut self, bytes: u64) -> Result<(), Text> {
        self.0 = self.0.checked_sub(bytes).ok_or_else(too_large)?;
        Ok(())
    }

    pub(super) fn left(&self) -> u64 {
        self.0
    }
}

pub(super) fn too_large() -> Text {
    text!("압축을 푼 크기가 {}바이트를 넘습니다: 나누어 붙이십시오", "it unpacks to more than {} bytes: divide it"; MOST_BYTES)
}

pub(super) fn damaged(why: impl std::fmt::Display) -> Text {
    text!(
        "파일이 손상되어 읽을 수 없습니다 ({}): 만든 프로그램에서 열어 다시 저장하십시오",
        "the file is damaged ({}): open it in its program and save it again"; why
    )
}

pub(super) fn encrypted() -> Text {
    text!(
        "암호가 걸려 있어 내용을 확인할 수 없습니다: 암호를 풀고 다시 저장하십시오",
        "it is encrypted, so that its content cannot be inspected: remove the password and save it again"
    )
}

/// The members of a container, in the order of its directory.
///
/// # Errors
/// A damaged or encrypted container, one above the limits, a name that leads outside, and a name that occurs twice,
/// because programs differ in which of the two members they show.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Member>, Text> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_MEMBERS {
        return Err(
            text!("들어 있는 파일이 {}개를 넘습니다: 나누어 붙이십시오", "it holds more than {} files: divide it"; MOST_MEMBERS),
        );
    }
    let mut members = Vec::new();
    let mut names = BTreeSet::new();
    for at in 0..archive.len() {
        if archive.by_index_raw(at).map_err(damaged)?.encrypted() {
            return Err(encrypted());
        }
        let mut member = archive.by_index(at).map_err(damaged)?;
        let name = member.name().map_err(damaged)?.into_owned();
        if name.ends_with('/') {
            continue;
        }
        if name.starts_with('/')
            || name.contains(['\\', '\0', ':'])
            || name.split('/').any(|s| matches!(s, "" | "." | ".."))
        {
            return Err(damaged(name.escape_debug()));
        }
        if !names.insert(name.to_lowercase()) {
            return Err(damaged(format!("2 × `{name}`")));
        }
        let mut data = Vec::new();
        let read = Read::by_ref(&mut member).take(budget.left() + 1).read_to_end(&mut data).map_err(damaged)?;
        budget.take(read as u64)?;
        members.push(Member { name, data });
    }
    Ok(members)
}

/// Writes members in the given order, without dates, comments or extra fields. `stored` is the name of the member that
/// is not compressed, because readers detect the type by it.
pub(super) fn write<'a>(
    members: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    stored: Option<&str>,
) -> Result<Vec<u8>, Text> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in members {
        let method = if stored == Some(name) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .system(System::Dos)
            .external_attributes(0);
        out.start_file(name, options).map_err(damaged)?;
        out.write_all(data).map_err(damaged)?;
    }
    Ok(out.finish().map_err(damaged)?.into_inner())
}
