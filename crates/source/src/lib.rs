//! Reads a workspace folder: the only part of the program that reads the disk.
//!
//! A file is kept as its text, its YAML tree and the offset of its Markdown body. This crate does not interpret the
//! contents.

#![expect(clippy::disallowed_methods, reason = "the one place that reads the sources")]

pub mod progress;
pub mod yaml;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::ops::Bound;
use std::path::{Component, Path, PathBuf};

use gian_diagnostics::{Diag, Place, Text, text, visible};
use gian_media::picture;
use gian_media::picture::{Picture, Unfit};
use unicode_normalization::UnicodeNormalization;
use yaml::Node;

use crate::progress::{Watch, reading, step};

/// Maximum size of a source file, in bytes: a dossier has a few kilobytes, so more is a mistake.
pub const MAX_BYTES: u64 = 2 * 1024 * 1024;

/// Code of a file that is not a source file.
pub const UNKNOWN_FILE: &str = "unknown-file";
/// Code of a name that is not valid on every file system.
pub const PORTABLE_NAME: &str = "portable-name";

/// One source file.
#[derive(Debug, Clone)]
pub struct File {
    /// Text without a byte order mark.
    pub text: String,
    /// The YAML of the file, or its front matter; `None` if it could not be parsed or there is none.
    pub tree: Option<Node>,
    /// For Markdown: byte offset of the body.
    pub body: Option<usize>,
}

/// A file below `attachments/` or `figures/`.
#[derive(Debug, Clone)]
pub struct Attached {
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Its path on the disk, where the name may not be in NFC.
    pub file: PathBuf,
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
        self.shown.insert(path.to_owned(), File { text: text.to_owned(), tree, body: None });
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
    for entry in walk(&root.join("content"), root, &mut sources, &mut diags) {
        let (path, file) = entry;
        let folder = match path.split('/').collect::<Vec<_>>()[..] {
            [_, _, _, folder, _] => folder,
            _ => "",
        };
        match path.rsplit('.').next() {
            _ if folder == "attachments" || folder == "figures" => {
                let bytes = fs::symlink_metadata(&file).map(|m| m.len()).unwrap_or(0);
                let attached = Attached { bytes, file };
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
                    sources.files.insert(path, File { text: String::new(), tree: None, body: None });
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
    for (path, file) in walk(&root.join("register"), root, &mut sources, &mut diags) {
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
    for (path, file) in walk(&root.join("templates"), root, &mut sources, &mut diags) {
        if let Some(text) = read_utf8(&file, &path, &mut sources, &mut diags) {
            sources.show(&path, &text);
            sources.templates.insert(path.trim_start_matches("templates/").to_owned(), text);
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

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink())
}

fn link(path: &str) -> Diag {
    Diag::error(
        "link-refused",
        Place::bytes(path, 0..0),
        text!("`{}`은(는) 심볼릭 링크라서 읽지 않습니다", "`{}` is a symbolic link and is not read"; path),
    )
    .help(text!("링크 대신 파일이나 폴더를 그 자리에 두십시오", "put the file or folder itself in its place"))
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

/// Reads an attachment or a picture, unchanged since the workspace was loaded.
///
/// # Errors
/// If it cannot be read, or has become a link, not a regular file, or of another size.
pub fn load_attachment(attached: &Attached) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(&attached.file)?.take(attached.bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != attached.bytes {
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

/// Regular files below a folder in a fixed order; links are refused, because they may lead outside.
fn walk(folder: &Path, root: &Path, sources: &mut Sources, diags: &mut Vec<Diag>) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    // A walk would follow a link at its start, so it is not started there.
    if is_link(folder) || !folder.is_dir() {
        return found;
    }
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let mut entries = walkdir::WalkDir::new(folder)
        .follow_links(false)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| !hidden(e.file_name()));
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(String::new, |p| visible(&relative(p, root)).into_owned());
                diags.push(unreadable(&path, &error.to_string(), sources));
                continue;
            }
        };
        let path = relative(entry.path(), root);
        let kind = entry.file_type();
        let shown = visible(&path);
        if shown != path {
            sources.show(&shown, "");
            diags.push(hidden_name(&shown));
            if kind.is_dir() {
                entries.skip_current_dir();
            }
        } else if kind.is_symlink() {
            sources.files.insert(path.clone(), File { text: String::new(), tree: None, body: None });
            diags.push(link(&path));
        } else if kind.is_file() {
            found.push((path, entry.path().to_owned()));
        } else if !kind.is_dir() {
            sources.files.insert(path.clone(), File { text: String::new(), tree: None, body: None });
            diags.push(
                Diag::error(
                    "not-a-file",
                    Place::bytes(&path, 0..0),
                    text!("`{}`은(는) 파일도 폴더도 아니라서 읽지 않습니다", "`{}` is neither a file nor a folder and is not read"; path),
                )
                .help(text!("지우십시오 (파이프나 장치입니다)", "remove it; it is a pipe or a device")),
            );
        }
    }
    found
}

/// The problem of a name that people would misread; nothing is read from such a file.
fn hidden_name(shown: &str) -> Diag {
    Diag::error(
        PORTABLE_NAME,
        Place::bytes(shown, 0..0),
        text!("`{}`의 이름에 보이지 않는 글자가 있어 읽지 않습니다", "the name `{}` holds invisible characters, and is not read"; shown),
    )
    .help(text!("이름을 다시 지으십시오", "give it another name"))
}

/// Path below the root with `/`, in NFC: macOS stores Korean names decomposed.
fn relative(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = below.iter().map(|p| p.to_string_lossy().nfc().collect()).collect();
    parts.join("/")
}

fn read_text(file: &Path, path: &str, sources: &mut Sources, diags: &mut Vec<Diag>) {
    if let Some(text) = read_utf8(file, path, sources, diags) {
        sources.insert(path, text, diags);
    }
}

fn read_utf8(file: &Path, path: &str, sources: &mut Sources, diags: &mut Vec<Diag>) -> Option<String> {
    let mut fail = |diag: Diag, text: String| {
        sources.files.insert(path.to_owned(), File { text, tree: None, body: None });
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
        Err(error) => return fail(unreadable(path, &error.to_string(), &mut Sources::default()), String::new()),
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
    match String::from_utf8(bytes) {
        // A byte order mark has no meaning in UTF-8; Windows editors add it.
        Ok(text) => Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let diag = not_utf8(path, &bytes, good);
            // The valid part of the file, for the source frame of the error.
            let shown = String::from_utf8_lossy(&bytes[..good]).into_owned();
            fail(diag, shown)
        }
    }
}

fn unreadable(path: &str, why: &str, sources: &mut Sources) -> Diag {
    sources.files.entry(path.to_owned()).or_insert(File { text: String::new(), tree: None, body: None });
    Diag::error(
        "unreadable-file",
        Place::bytes(path, 0..0),
        text!("`{}`을(를) 읽을 수 없습니다: {}", "`{}` cannot be read: {}"; path, why),
    )
    .help(text!("파일의 권한을 확인하십시오", "check the permissions of the file"))
}

fn not_utf8(path: &str, bytes: &[u8], good: usize) -> Diag {
    // In CP949 a Hangul syllable is two bytes, the first from 0x81 to 0xFE.
    let tail = &bytes[good..];
    let looks_cp949 = tail.len() >= 2 && (0x81..=0xfe).contains(&tail[0]) && tail[1] >= 0x41;
    let diag = Diag::error(
        "not-utf8",
        Place::bytes(path, good..good + 3),
        text!("`{}`의 글자가 UTF-8이 아닙니다", "`{}` is not UTF-8 text"; path),
    )
    .label(text!("여기부터 읽을 수 없습니다", "cannot be read from here"));
    if looks_cp949 {
        diag.help(text!(
            "CP949(EUC-KR)로 저장된 파일로 보입니다. 편집기에서 UTF-8로 다시 저장하십시오",
            "save it again as UTF-8; it looks like CP949 (EUC-KR)"
        ))
    } else {
        diag.help(text!("편집기에서 UTF-8로 다시 저장하십시오", "save it again as UTF-8"))
    }
}

/// Parses a text as the file at a path, by its extension.
pub fn parse(path: &str, text: String, diags: &mut Vec<Diag>) -> File {
    if !path.ends_with(".md") {
        let tree = yaml::parse(path, &text, 0..text.len(), diags);
        return File { text, tree, body: None };
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
        return File { text, tree: None, body: None };
    };
    let tree = yaml::parse(path, &text, front, diags);
    File { text, tree, body: Some(body) }
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
