//! Every file that 붙임 names is in `attachments/`, every file there is named, and a file has one
//! 공개구분 in all documents of its dossier.
//!
//! Why: the list on paper and the files in the archive are one and the same (시행규칙 제4조제4항).
//! Example: `파일: 결정서.pdf` without such a file. Instead: put the file there, or correct the name.

use crate::check::Scope;
use crate::diagnostics::{Diag, Place};
use crate::model::Dossier;
use crate::model::read::nearest;
use crate::model::values::Disclosure;
use crate::text;

pub fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let folder = format!("{}/attachments/", dossier.folder);
    let present: Vec<&str> = scope.sources.attachments.keys().filter_map(|p| p.strip_prefix(&folder)).collect();
    let mut named = Vec::new();
    let mut classes: Vec<(&str, Disclosure, Place)> = Vec::new();
    for document in &dossier.documents {
        for (i, attachment) in document.record.attachments.iter().enumerate() {
            // What stands for a withheld file is itself open.
            let files = [
                ("파일", &attachment.file, attachment.disclosure),
                ("공개본", &attachment.public_file, Disclosure::Open),
            ];
            for (key, file, class) in files {
                let Some(file) = file else { continue };
                named.push(file.as_str());
                let place = Place::value(&document.path, format!("/붙임/{i}/{key}"));
                match classes.iter().find(|(name, other, _)| name == file && *other != class) {
                Some((_, class, first)) => diags.push(
                    Diag::error(
                        CODE,
                        place.clone(),
                        text!("같은 파일 `{}`의 공개구분이 다릅니다", "the same file `{}` has another 공개구분 elsewhere"; file),
                    )
                    .related(first.clone(), text!("여기서는 {}", "it is {} here"; class.label()))
                    .help(text!("공개구분을 같게 하거나 파일을 나누십시오", "give it one class, or make two files")),
                ),
                None => classes.push((file, class, place.clone())),
            }
                if present.contains(&file.as_str()) {
                    continue;
                }
                let diag = Diag::error(
                    CODE,
                    place,
                    text!("붙임 파일 `{}`이(가) `{}`에 없습니다", "the attachment `{}` is not in `{}`"; file, folder),
                );
                diags.push(match nearest(file, present.iter().copied()) {
                    Some(near) => diag.help(text!("혹시 `{}`입니까?", "did you mean `{}`?"; near)),
                    None => diag.help(text!(
                        "파일을 그 폴더에 두거나 그 줄을 지우십시오",
                        "put the file there, or remove the line"
                    )),
                });
            }
        }
    }
    for file in present.iter().filter(|f| !named.contains(f)) {
        let Some(document) = dossier.documents.first() else { continue };
        diags.push(
            Diag::error(
                CODE,
                Place::key(&document.path, "/붙임"),
                text!("`{}{}`이(가) 어느 붙임에도 적혀 있지 않습니다", "no attachment names `{}{}`"; folder, file),
            )
            .help(text!("붙임에 `파일: {}`로 적거나 파일을 지우십시오", "name it with `파일: {}`, or remove the file"; file)),
        );
    }
}

const CODE: &str = "attachment-files";
