//! Every picture that `그림` of a document names is in `figures/`, can stand in a document and is shown by it, and
//! every file there is named.
//!
//! Why: what is in the folder is published with the document, as it is: EXIF with the place of a photograph, a script
//! in a drawing, or a picture that nobody sees and nobody looked at.
//! Example: `그림: [{파일: 위치도.png}]`. Instead: save it as JPEG or SVG, and show it with a block `그림`.

use crate::check::{Scope, composed};
use crate::diagnostics::{Diag, Place};
use crate::disclose::View;
use crate::document::{Document, Drawing, figures};
use crate::model::read::nearest;
use crate::model::{DocumentFile, Dossier};
use crate::text;

pub fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let folder = format!("{}/figures/", dossier.folder);
    let present: Vec<&str> = scope.sources.attachments.keys().filter_map(|p| p.strip_prefix(&folder)).collect();
    let mut named = Vec::new();
    for document in &dossier.documents {
        let mut here: Vec<&str> = Vec::new();
        for (i, picture) in document.record.pictures.iter().enumerate() {
            let file = picture.file.as_str();
            let place = Place::value(&document.path, format!("/그림/{i}/파일"));
            named.push(file);
            if here.contains(&file) {
                diags.push(
                    Diag::error(
                        CODE,
                        place,
                        text!("그림 `{}`이(가) 두 번 적혀 있습니다", "the picture `{}` is named twice"; file),
                    )
                    .help(text!(
                        "하나를 지우십시오. 블록 여럿이 한 그림을 보일 수 있습니다",
                        "remove one of them; several blocks can show one picture"
                    )),
                );
                continue;
            }
            here.push(file);
            if !present.contains(&file) {
                let diag = Diag::error(
                    CODE,
                    place,
                    text!("그림 파일 `{}`이(가) `{}`에 없습니다", "the picture `{}` is not in `{}`"; file, folder),
                );
                diags.push(match nearest(file, present.iter().copied()) {
                    Some(near) => diag.help(text!("혹시 `{}`입니까?", "did you mean `{}`?"; near)),
                    None => diag.help(text!(
                        "파일을 그 폴더에 두거나 그 줄을 지우십시오",
                        "put the file there, or remove the line"
                    )),
                });
                continue;
            }
            match dossier.pictures.get(file) {
                Some(Err(unfit)) => {
                    let mut message = text!("그림 `{}`: {}", "the picture `{}`: {}"; file, unfit.message.ko);
                    message.en = message.en.replace(&unfit.message.ko, &unfit.message.en);
                    diags.push(Diag::error(CODE, place, message).help(unfit.help.clone()));
                }
                Some(Ok(picture)) => {
                    let lacking = |c: &char| !c.is_whitespace() && !scope.coverage.has(*c);
                    if let Some(c) = picture.words.chars().find(lacking) {
                        let code = format!("U+{:04X}", u32::from(c));
                        diags.push(
                            Diag::error(
                                CODE,
                                place,
                                text!("그림 `{}`의 글자 `{}`({})가 글꼴에 없습니다", "no font has the character `{1}` ({2}) of the picture `{0}`"; file, c, code),
                            )
                            .help(text!("그림에서 다른 글자로 바꾸십시오", "use another character in the picture")),
                        );
                    }
                }
                // The reading of the file was stopped, which is a problem of its own.
                None => {}
            }
        }
    }
    for file in present.iter().filter(|f| !named.contains(f)) {
        let Some(document) = dossier.documents.first() else { continue };
        diags.push(
            Diag::error(
                CODE,
                Place::key(&document.path, "/그림"),
                text!("`{}{}`이(가) 어느 문서의 그림에도 적혀 있지 않습니다", "no document names the picture `{}{}`"; folder, file),
            )
            .help(text!(
                "보이는 문서에 `그림: [{{파일: {}}}]`로 적거나 파일을 지우십시오",
                "name it with `그림: [{{파일: {}}}]` in the document that shows it, or remove the file"; file
            )),
        );
    }
}

/// A picture that the record names is published with every edition, so every edition shows it.
pub fn shown(file: &DocumentFile, view: &View, document: &Document, _: &composed::Scope<'_>, diags: &mut Vec<Diag>) {
    let used: Vec<&str> = figures(&document.blocks)
        .into_iter()
        .filter_map(|f| match &f.content {
            Drawing::Image(image) => Some(image.file.as_str()),
            Drawing::Schedule(_) | Drawing::Flow(_) => None,
        })
        .collect();
    for (i, picture) in file.record.pictures.iter().enumerate().filter(|(_, p)| !used.contains(&p.file.as_str())) {
        let edition = match view.edition {
            crate::disclose::Edition::Internal => ("내부용", "internal"),
            crate::disclose::Edition::Public => ("공개용", "public"),
        };
        let mut message = text!(
            "{} 판이 그림 `{}`을(를) 보이지 않습니다",
            "the {} edition does not show the picture `{}`"; edition.0, picture.file
        );
        message.en = message.en.replace(edition.0, edition.1);
        diags.push(Diag::error(CODE, Place::value(&file.path, format!("/그림/{i}/파일")), message).help(text!(
            "`그림` 블록으로 보이거나 앞머리의 `그림`에서 지우십시오",
            "show it with a block `그림`, or remove it from 그림 in the front matter"
        )));
    }
}

const CODE: &str = "figure-files";
