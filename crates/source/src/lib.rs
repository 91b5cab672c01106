//! Reads a workspace folder: the only part of the program that reads the disk.
//!
//! A file is kept as its text, its YAML tree and the offset of its Markdown body. This crate does not interpret the
//! contents.

#![expect(clippy::disallowed_methods, reason = "the one place that reads the sources")]

mod decoding;
pub mod progress;
mod walk;
pub mod yaml;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::ops::Bound;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

pub use decoding::{Decomposed, compose};
use gian_diagnostics::{Diag, Place, Text, text};
use gian_media::picture;
use gian_media::picture::{Picture, Unfit};
use yaml::Node;

use crate::decoding::{decode, merge_conflict};
use crate::progress::{Watch, reading, step};
pub use crate::walk::{PORTABLE_NAME, folded, is_of_system};
use crate::walk::{is_link, link, unreadable, walk};

/// Maximum size of a source file, in bytes: a dossier has a few kilobytes, so more is a mistake.
pub const MAX_BYTES: u64 = 2 * 1024 * 1024;

/// Code of a file that is not a source file.
pub const UNKNOWN_FILE: &str = "unknown-file";
/// One source file.
#[derive(Debug, Clone)]
pub struct File {
    /// Text without a byte order mark.
    pub text: String,
    /// The YAML of the file, or its front matter; `None` if it could not be parsed or there is none.
    pub tree: Option<Node>,
    /// For Markdown: byte offset of the body.
    pub body: Option<usize>,
    /// The text on the disk, if its letters are decomposed there (NFD); `text` has them composed.
    pub decomposed: Option<Box<Decomposed>>,
}

impl File {
    /// A file without a tree: one that is not read, or only shown.
    pub fn plain(text: String) -> Self {
        Self { text, tree: None, body: None, decomposed: None }
    }

    /// The text as it is on the disk, without a byte order mark.
    pub fn on_disk(&self) -> &str {
        self.decomposed.as_ref().map_or(&self.text, |d| &d.on_disk)
    }
}

/// A file below `attachments/` or `figures/`.
#[derive(Debug, Clone)]
pub struct Attached {
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Its path on the disk, where the name may not be in NFC.
    pub file: PathBuf,
    /// Hash of the contents at the first reading, so that what is checked is what is published.
    seen: OnceLock<String>,
}

/// The files of a workspace, by path relative to its root, with `/` and in NFC.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<String, File>,
    /// Attachments and pictures, by path.
    pub attachments: BTreeMap<String, Attached>,
    /// Inspected files below `figures/`, by path; a file at which an earlier run was stopped is missing.
    pub pictures: BTreeMap<String, Result<Picture, Unfit>>,
    /// Texts of published versions: path below the root → text.
    pub versions: BTreeMap<String, String>,
    /// Overrides of templates and styles: path below `templates/` → text.
    pub templates: BTreeMap<String, String>,
    /// Templates, kept only to show source frames of errors in them.
    shown: BTreeMap<String, File>,
}

impl Sources {
    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path).or_else(|| self.shown.get(path))
    }

    /// The file at a path, with the path as stored here.
    pub fn named(&self, path: &str) -> Option<(&str, &File)> {
        let found = self.files.get_key_value(path).or_else(|| self.shown.get_key_value(path));
        found.map(|(path, file)| (path.as_str(), file))
    }

    /// Keeps the text of a template for source frames, and the tree of a YAML file for its positions; it is no source of
    /// facts.
    pub fn show(&mut self, path: &str, text: &str) {
        // The reader of the file reports what is no YAML.
        let tree = path.ends_with(".yaml").then(|| yaml::parse(path, text, 0..text.len(), &mut Vec::new())).flatten();
        self.shown.insert(path.to_owned(), File { tree, ..File::plain(text.to_owned()) });
    }

    /// Like [`show`](Self::show), for a builtin template that the office has not replaced.
    pub fn show_builtin(&mut self, path: &str, text: &str) {
        if self.get(path).is_none() {
            self.show(path, text);
        }
    }

    /// Files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// The files of a folder and below it, in the order of their paths, without iterating over others.
    pub fn below(&self, folder: &str) -> impl Iterator<Item = (&str, &File)> {
        below(&self.files, folder).map(|(path, file)| (path.as_str(), file))
    }

    /// Inspected pictures below `folder`, by path.
    pub fn pictures_below(&self, folder: &str) -> impl Iterator<Item = (&String, &Result<Picture, Unfit>)> {
        below(&self.pictures, folder)
    }

    /// Templates and their texts: the overrides of the office, else the builtin ones.
    pub fn shown(&self) -> impl Iterator<Item = (&str, &str)> {
        self.shown.iter().map(|(path, file)| (path.as_str(), file.text.as_str()))
    }

    /// Only the files whose paths satisfy `keep`.
    pub fn only(&self, keep: impl Fn(&str) -> bool) -> Self {
        let files = self.files.iter().filter(|(path, _)| keep(path));
        let pictures = self.pictures.iter().filter(|(path, _)| keep(path));
        Self {
            files: files.map(|(path, file)| (path.clone(), file.clone())).collect(),
            pictures: pictures.map(|(path, picture)| (path.clone(), picture.clone())).collect(),
            ..Self::default()
        }
    }

    /// Files whose letters are decomposed on the disk, also templates.
    pub fn decomposed(&self) -> impl Iterator<Item = (&str, &Decomposed)> {
        let all = self.files.iter().chain(&self.shown);
        all.filter_map(|(path, file)| Some((path.as_str(), file.decomposed.as_deref()?)))
    }

    /// The files below a folder of the workspace; what cannot be read is kept for source frames.
    fn walk(&mut self, root: &Path, folder: &str, diags: &mut Vec<Diag>) -> Vec<(String, PathBuf)> {
        let found = walk(&root.join(folder), root);
        for path in found.unread {
            self.files.entry(path).or_insert(File::plain(String::new()));
        }
        for path in found.ignored {
            if !self.files.contains_key(&path) {
                self.show(&path, "");
            }
        }
        diags.extend(found.diags);
        found.files
    }

    /// Replaces a file by a parsed one.
    pub fn put(&mut self, path: &str, file: File) {
        self.files.insert(path.to_owned(), file);
    }

    /// Adds a file from memory, parsing it by its extension.
    pub fn insert(&mut self, path: &str, text: String, diags: &mut Vec<Diag>) {
        let file = parse(path, text, diags);
        self.files.insert(path.to_owned(), file);
    }
}

/// The entries of a map of paths below a folder.
fn below<'a, T>(map: &'a BTreeMap<String, T>, folder: &str) -> impl Iterator<Item = (&'a String, &'a T)> + use<'a, T> {
    // `0` follows `/` in ASCII.
    let (first, end) = (format!("{folder}/"), format!("{folder}0"));
    map.range::<str, _>((Bound::Included(first.as_str()), Bound::Excluded(end.as_str())))
}

/// Why a folder is not a workspace.
#[derive(Debug)]
pub enum LoadError {
    /// There is no `gian.yaml` in the folder.
    NotAWorkspace(PathBuf),
}

/// Reads `gian.yaml`, `content/` and `templates/` below `root`. `settled` is called as soon as `gian.yaml` was read,
/// because it contains the limits for the rest.
///
/// # Errors
/// If the folder has no `gian.yaml`; problems of single files are diagnostics.
pub fn load(root: &Path, watch: &dyn Watch, settled: &dyn Fn(&Sources)) -> Result<(Sources, Vec<Diag>), LoadError> {
    let mut sources = Sources::default();
    let mut diags = Vec::new();
    let links = refuse_links(root, &mut sources, &mut diags);
    let settings = root.join("gian.yaml");
    if !links.contains(&"gian.yaml") {
        if !settings.is_file() {
            return Err(LoadError::NotAWorkspace(root.to_owned()));
        }
        read_text(&settings, "gian.yaml", &mut sources, &mut diags);
        settled(&sources);
    }
    for (path, file) in sources.walk(root, "content", &mut diags) {
        let folder = match path.split('/').collect::<Vec<_>>()[..] {
            [_, _, _, folder, _] => folder,
            _ => "",
        };
        match path.rsplit('.').next() {
            _ if folder == "attachments" || folder == "figures" => {
                let bytes = fs::symlink_metadata(&file).map(|m| m.len()).unwrap_or(0);
                let attached = Attached { bytes, file, seen: OnceLock::new() };
                if folder == "figures"
                    && let Some(picture) = step(watch, &reading(&path), || look_at(&path, &attached))
                {
                    sources.pictures.insert(path.clone(), picture);
                }
                sources.attachments.insert(path, attached);
            }
            Some("yaml" | "md") => {
                let read = step(watch, &reading(&path), || read_text(&file, &path, &mut sources, &mut diags));
                if read.is_none() {
                    sources.files.insert(path, File::plain(String::new()));
                }
            }
            _ => diags.push(
                Diag::error(
                    UNKNOWN_FILE,
                    Place::bytes(&path, 0..0),
                    text!("`{}`은(는) gian이 읽는 파일이 아닙니다", "`{}` is not a file that gian reads"; path),
                )
                .help(text!(
                    "붙임이면 `attachments/`, 그림이면 `figures/` 폴더로 옮기고, 아니면 지우십시오 (읽는 형식: .yaml, .md)",
                    "move an attachment to `attachments/` and a picture to `figures/`, or remove it (read are .yaml and .md)"
                )),
            ),
        }
    }
    let register = root.join("register.yaml");
    if !links.contains(&"register.yaml") && register.is_file() {
        step(watch, &reading("register.yaml"), || read_text(&register, "register.yaml", &mut sources, &mut diags));
    }
    for (path, file) in sources.walk(root, "register", &mut diags) {
        let is_version = matches!(path.split('/').collect::<Vec<_>>()[..], [_, _, name] if name.ends_with(".txt"));
        if !is_version {
            diags.push(
                Diag::error(
                    UNKNOWN_FILE,
                    Place::bytes(&path, 0..0),
                    text!("`{}`은(는) 판의 글이 아닙니다", "`{}` is not the text of a version"; path),
                )
                .help(text!(
                    "지우십시오: `register/`에는 gian이 적은 판의 글만 둡니다",
                    "remove it: `register/` holds the texts that gian wrote"
                )),
            );
            sources.show(&path, "");
        } else if let Some(text) = read_utf8(&file, &path, &mut sources, &mut diags) {
            sources.versions.insert(path, text);
        }
    }
    for (path, file) in sources.walk(root, "templates", &mut diags) {
        if let Some(read) = read_letters(&file, &path, &mut sources, &mut diags) {
            sources.show(&path, &read.text);
            if let Some(shown) = sources.shown.get_mut(&path) {
                shown.decomposed = read.decomposed;
            }
            sources.templates.insert(path.trim_start_matches("templates/").to_owned(), read.text);
        }
    }
    Ok((sources, diags))
}

/// Inspects a file below `figures/` without decoding its pixels.
fn look_at(path: &str, attached: &Attached) -> Result<Picture, Unfit> {
    if attached.bytes > picture::MOST_BYTES {
        return Err(picture::too_large(attached.bytes));
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let bytes = load_attachment(attached).map_err(|error| Unfit {
        message: text!("그림 파일을 읽을 수 없습니다: {}", "the file of the picture cannot be read: {}"; error),
        help: text!("파일의 권한을 확인하십시오", "check the permissions of the file"),
    })?;
    picture::inspect(name, &bytes)
}

/// Entries of the root of a workspace that must not be links.
const TOP: [&str; 7] = ["gian.yaml", "content", "templates", "register.yaml", "register", "output", ".gian"];

/// Reports entries of [`TOP`] that are links, because they lead to files outside.
fn refuse_links(root: &Path, sources: &mut Sources, diags: &mut Vec<Diag>) -> Vec<&'static str> {
    let links: Vec<_> = TOP.into_iter().filter(|name| is_link(&root.join(name))).collect();
    for name in &links {
        sources.show(name, "");
        diags.push(link(name));
    }
    links
}

/// Reads the font files of a folder that a profile names, in the order of their names.
///
/// # Errors
/// If the folder is not in the workspace, is reached through a link or cannot be read; as a message.
pub fn load_fonts(root: &Path, folder: &str) -> Result<Vec<Vec<u8>>, Text> {
    let mut place = root.to_owned();
    for step in Path::new(folder).components() {
        let Component::Normal(name) = step else {
            return Err(text!("작업공간 안의 폴더가 아닙니다", "it is not a folder inside the workspace"));
        };
        place.push(name);
        if is_link(&place) {
            return Err(text!("심볼릭 링크입니다", "it is a symbolic link"));
        }
    }
    let failed = |error: io::Error| text!("{}", "{}"; error);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&place).map_err(failed)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    let is_font = |path: &PathBuf| {
        let extension = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        extension.is_some_and(|e| ["ttf", "otf", "ttc", "otc"].contains(&e.as_str()))
    };
    let read = |path: PathBuf| {
        let mut bytes = Vec::new();
        open(&path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    paths.into_iter().filter(is_font).map(read).collect::<io::Result<_>>().map_err(failed)
}

/// Reads the current bytes of a source file, to replace them by corrected ones.
///
/// # Errors
/// If it cannot be read, or is a link or not a regular file.
pub fn bytes(root: &Path, path: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(&root.join(path))?.take(most_bytes(path) + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Maximum size of a file at a path: a publication log covers all documents, a dossier only its own.
fn most_bytes(path: &str) -> u64 {
    if path == "register.yaml" { 32 * MAX_BYTES } else { MAX_BYTES }
}

/// Reads a list to import, from any path.
///
/// # Errors
/// If it cannot be read, or is too large for a list.
pub fn load_list(path: &Path) -> io::Result<Vec<u8>> {
    const MOST: u64 = 512 * 1024 * 1024;
    let mut bytes = Vec::new();
    if fs::File::open(path)?.take(MOST + 1).read_to_end(&mut bytes)? as u64 > MOST {
        return Err(io::Error::other(format!("more than {MOST} bytes")));
    }
    Ok(bytes)
}

/// Reads an attachment or a picture, unchanged since it was first read.
///
/// # Errors
/// If it cannot be read, or has become a link, not a regular file, or other contents.
pub fn load_attachment(attached: &Attached) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(&attached.file)?.take(attached.bytes + 1).read_to_end(&mut bytes)?;
    let is_same = bytes.len() as u64 == attached.bytes && {
        let hash = picture::hash(&bytes);
        attached.seen.get_or_init(|| hash.clone()) == &hash
    };
    if !is_same {
        let name = attached.file.display();
        return Err(io::Error::other(format!("{name} changed during the build")));
    }
    Ok(bytes)
}

/// Opens a regular file without following links or waiting for pipes and devices.
///
/// Folders above the file were no links when the workspace was walked; an attacker who can replace them during the
/// run can also change the files.
fn open(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;

        use rustix::fs::OFlags;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    #[cfg(not(unix))]
    if is_link(path) {
        return Err(io::Error::other("a symbolic link"));
    }
    let file = options.open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    Ok(file)
}

fn read_text(file: &Path, path: &str, sources: &mut Sources, diags: &mut Vec<Diag>) {
    if let Some(read) = read_letters(file, path, sources, diags) {
        let parsed = File { decomposed: read.decomposed, ..parse(path, read.text, diags) };
        sources.files.insert(path.to_owned(), parsed);
    }
}

/// The text of a file that a person writes, not parsed, with composed letters; `None` if it is only reported.
fn read_letters(file: &Path, path: &str, sources: &mut Sources, diags: &mut Vec<Diag>) -> Option<File> {
    let on_disk = read_utf8(file, path, sources, diags)?;
    let read = match compose(&on_disk) {
        Some((text, first)) => File { decomposed: Some(Box::new(Decomposed { on_disk, first })), ..File::plain(text) },
        None => File::plain(on_disk),
    };
    let Some(conflict) = merge_conflict(path, &read.text) else { return Some(read) };
    diags.push(conflict);
    sources.files.insert(path.to_owned(), read);
    None
}

fn read_utf8(file: &Path, path: &str, sources: &mut Sources, diags: &mut Vec<Diag>) -> Option<String> {
    let mut fail = |diag: Diag, text: String| {
        sources.files.insert(path.to_owned(), File::plain(text));
        diags.push(diag);
        None
    };
    let most = most_bytes(path);
    let mut bytes = Vec::new();
    // One byte more than the limit shows that the file is too large.
    let size = match open(file).and_then(|f| {
        let size = f.metadata()?.len();
        let read = f.take(most + 1).read_to_end(&mut bytes)?;
        Ok(size.max(read as u64))
    }) {
        Ok(size) => size,
        Err(error) => return fail(unreadable(path, &error.to_string()), String::new()),
    };
    if size > most {
        let diag = Diag::error(
            "file-too-large",
            Place::bytes(path, 0..0),
            text!("`{}`이(가) 너무 큽니다 ({}바이트)", "`{}` is too large ({} bytes)"; path, size),
        )
        .help(text!("{}바이트 이하로 나누십시오", "split it into files of at most {} bytes"; most));
        return fail(diag, String::new());
    }
    // What precedes a wrong byte is kept for the source frame.
    decode(path, bytes).map_or_else(|(diag, before)| fail(diag, before), Some)
}

/// Parses a text as the file at a path, by its extension.
pub fn parse(path: &str, text: String, diags: &mut Vec<Diag>) -> File {
    if !path.ends_with(".md") {
        let tree = yaml::parse(path, &text, 0..text.len(), diags);
        return File { tree, ..File::plain(text) };
    }
    let Some((front, body)) = front_matter(&text) else {
        diags.push(
            Diag::error(
                "front-matter",
                Place::bytes(path, 0..text.find('\n').unwrap_or(text.len())),
                text!(
                    "문서 파일이 `---`로 둘러싼 기록 사항으로 시작하지 않습니다",
                    "the document does not begin with front matter between `---` lines"
                ),
            )
            .help(text!(
                "첫 줄에 `---`를 쓰고, 기록 사항 뒤에 다시 `---`를 쓰십시오",
                "begin the file with `---`, write the record, and close it with `---`"
            )),
        );
        return File::plain(text);
    };
    let tree = yaml::parse(path, &text, front, diags);
    File { tree, body: Some(body), ..File::plain(text) }
}

/// Byte range of the front matter and offset of the body.
fn front_matter(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let first = text.lines().next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = text.find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}
