//! Names of files and documents are such that every machine can hold them: on Windows and macOS
//! `A.pdf` and `a.pdf` are one file, and Windows has no `:` in a name and no file called `CON`.
//!
//! Why: who fetches the archive or the sources on another machine would lose a file, or overwrite
//! one with another.
//! Example: `파일: 회의록(5:30).pdf`. Instead: `파일: 회의록(5시30분).pdf`.

use std::collections::BTreeMap;

use crate::check::Scope;
use crate::diagnostics::{Diag, Place, Text, is_invisible};
use crate::text;

/// Longest name in bytes of UTF-8 that file systems hold: 85 syllables of Hangul.
const LONGEST: usize = 255;

pub fn run(scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    let mut sources = Seen::default();
    for (path, _) in scope.sources.iter() {
        let place = Place::bytes(path, 0..0);
        if let Some(why) = path.split('/').find_map(unfit) {
            diags.push(refuse(path, place.clone(), why));
        }
        sources.add(path, place, diags);
    }
    for dossier in &scope.workspace.dossiers {
        // The attachments of all documents of a dossier stand in one folder.
        let (mut attachments, mut pictures) = (Seen::default(), Seen::default());
        for document in &dossier.documents {
            let id = &document.record.id;
            if let Some(why) = unfit(id) {
                diags.push(refuse(id, Place::value(&document.path, "/식별자"), why));
            }
            for (i, attachment) in document.record.attachments.iter().enumerate() {
                for (key, file) in [("파일", &attachment.file), ("공개본", &attachment.public_file)] {
                    let Some(file) = file else { continue };
                    let place = Place::value(&document.path, format!("/붙임/{i}/{key}"));
                    if let Some(why) = unfit(file) {
                        diags.push(refuse(file, place.clone(), why));
                    }
                    attachments.add(file, place, diags);
                }
            }
            for (i, picture) in document.record.pictures.iter().enumerate() {
                let place = Place::value(&document.path, format!("/그림/{i}/파일"));
                if let Some(why) = unfit(&picture.file) {
                    diags.push(refuse(&picture.file, place.clone(), why));
                }
                pictures.add(&picture.file, place, diags);
            }
        }
    }
}

/// Names by what they are on a machine that does not tell upper from lower case.
#[derive(Default)]
struct Seen(BTreeMap<String, (String, Place)>);

impl Seen {
    fn add(&mut self, name: &str, place: Place, diags: &mut Vec<Diag>) {
        // There and back, because some letters, such as ß, have only one of the two.
        let folded = name.to_uppercase().to_lowercase();
        match self.0.get(&folded) {
            Some((first, at)) if first != name => diags.push(
                Diag::error(
                    CODE,
                    place,
                    text!("`{}`은(는) Windows와 macOS에서 `{}`와(과) 같은 이름입니다", "on Windows and macOS `{}` is the same name as `{}`"; name, first),
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
    Diag::error(
        CODE,
        place,
        Text {
            ko: format!("`{name}`은(는) 어느 기기에나 둘 수 있는 이름이 아닙니다: {}", why.ko),
            en: format!("not every machine can hold the name `{name}`: {}", why.en),
        },
    )
    .help(text!("이름을 다시 지으십시오", "give it another name"))
}

/// Why a name cannot stand on some machine.
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

const CODE: &str = "portable-name";
