//! # 파일과 문서의 이름은 어느 기기에서나 쓸 수 있습니다
//!
//! Windows의 이름에는 `:`나 `?` 같은 글자를 쓸 수 없고 `CON`, `COM1` 같은 이름은 장치를 뜻하며, Windows와 macOS는
//! 대문자와 소문자만 다른 이름을 같은 것으로 봅니다. 이런 이름이 있으면 자료관이나 원본을 받는 사람이 파일을 잃거나
//! 덮어씁니다. 그래서 원본의 경로, 문서의 식별자, 붙임과 그림의 파일 이름을 봅니다. 한글, 괄호, 가운뎃점은 쓸 수
//! 있고 길이는 255바이트(한글 85자)까지입니다.
//!
//! 예: `파일: 회의록(5:30).pdf`
//! 대신: `파일: 회의록(5시 30분).pdf`
//!
//! 근거: Windows와 macOS에서 파일 이름에 쓸 수 있는 글자.
//!
//! # Names of files and documents work on every machine
//!
//! A name on Windows holds no `:` or `?`, names such as `CON` and `COM1` are devices there, and Windows and macOS
//! take names that differ in upper and lower case only for one. Who fetches the archive or the sources would lose a
//! file or overwrite one. Looked at are the paths of the sources, the ids of documents, and the files of
//! attachments and pictures. Hangul, brackets and middle dots are fine, up to 255 bytes (85 syllables).
//!
//! Example: `파일: 회의록(5:30).pdf`
//! Instead: `파일: 회의록(5시 30분).pdf`
//!
//! Source: what Windows and macOS allow in names.

use std::collections::BTreeMap;

use gian_diagnostics::{Diag, Place, Route, Severity, Text, is_invisible, text};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Office, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new(gian_source::PORTABLE_NAME, Layer::Content, Severity::Error, &[Run::Office(office), Run::Dossier(run)]);

/// Maximum length of a name in bytes of UTF-8: 85 Hangul syllables.
const LONGEST: usize = 255;

pub(super) fn office(office: &Office<'_>, diags: &mut Vec<Diag>) {
    // Paths that are the same on some systems are reported when the folder is read.
    for (path, _) in office.sources.iter() {
        let place = Place::bytes(path, 0..0);
        if let Some(why) = path.split('/').find_map(unfit) {
            diags.push(refuse(path, place, why));
        }
    }
}

/// The attachments of all documents of a dossier share a folder.
pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let (mut attachments, mut pictures) = (Seen::default(), Seen::default());
    for document in &dossier.documents {
        let id = &document.record.id;
        if let Some(why) = unfit(id) {
            diags.push(refuse(id, Place::value(&document.path, Route::of(keys::ID)), why));
        }
        for attachment in document.record.files() {
            for (key, file) in [(keys::FILE, attachment.file), (keys::PUBLIC_FILE, attachment.public_file)] {
                let Some(file) = file else { continue };
                let place = Place::value(&document.path, attachment.route.key(key));
                if let Some(why) = unfit(file) {
                    diags.push(refuse(file, place.clone(), why));
                }
                attachments.add(file, place, diags);
            }
        }
        for (i, picture) in document.record.pictures.iter().enumerate() {
            let place = Place::value(&document.path, routes::picture(i).key(keys::FILE));
            if let Some(why) = unfit(&picture.file) {
                diags.push(refuse(&picture.file, place.clone(), why));
            }
            pictures.add(&picture.file, place, diags);
        }
    }
}

/// Names in the form compared by file systems that do not distinguish case.
#[derive(Default)]
struct Seen(BTreeMap<String, (String, Place)>);

impl Seen {
    fn add(&mut self, name: &str, place: Place, diags: &mut Vec<Diag>) {
        let folded = gian_source::folded(name);
        match self.0.get(&folded) {
            Some((first, at)) if first != name => diags.push(
                RULE.problem(
                    place,
                    text!("Windows와 macOS에서는 서로 같은 이름입니다: `{}`, `{}`", "on Windows and macOS `{}` is the same name as `{}`"; name, first),
                )
                .related(at.clone(), text!("먼저 나온 이름", "the first of the two"))
                .help(text!("대소문자 말고도 다른 이름을 주십시오", "give it a name that differs in more than upper and lower case")),
            ),
            Some(_) => {}
            None => {
                self.0.insert(folded, (name.to_owned(), place));
            }
        }
    }
}

fn refuse(name: &str, place: Place, why: Text) -> Diag {
    RULE.problem(
        place,
        Text {
            ko: format!("쓸 수 없는 기기가 있는 이름입니다: `{name}` ({})", why.ko),
            en: format!("not every machine can hold the name `{name}`: {}", why.en),
        },
    )
    .help(text!("이름을 다시 지으십시오", "give it another name"))
}

/// Why a name is not portable.
fn unfit(name: &str) -> Option<Text> {
    if let Some(c) = name.chars().find(|c| is_invisible(*c)) {
        let code = format!("U+{:04X}", u32::from(c));
        return Some(text!("보이지 않는 글자 {}", "the invisible character {}"; code));
    }
    if let Some(c) = name.chars().find(|c| r#"<>:"|?*\/"#.contains(*c)) {
        return Some(text!("Windows의 이름에 쓸 수 없는 글자 {}", "the character {}, which no name on Windows has"; c));
    }
    if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        return Some(text!("맨 앞의 빈칸이나 맨 뒤의 점과 빈칸", "a space before, or a dot or space after it"));
    }
    if name.len() > LONGEST {
        return Some(text!("{}바이트가 넘는 길이", "longer than {} bytes"; LONGEST));
    }
    let device = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = |word: &str| {
        let number = device.strip_prefix(word)?;
        ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"].contains(&number).then_some(())
    };
    let reserved = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&device.as_str());
    if reserved || numbered("COM").is_some() || numbered("LPT").is_some() {
        return Some(text!("Windows에서 장치의 이름", "on Windows it is a device"));
    }
    None
}
