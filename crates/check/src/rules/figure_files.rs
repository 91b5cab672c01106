//! # 그림 파일은 적은 대로 있고, 문서에 나타나며, 공개해도 되는 형식입니다
//!
//! 앞머리의 `그림`에 적은 파일은 `figures/`에 있고 본문의 `그림` 블록이 내부용과 공개용 모두에서 보여야 하며, 그
//! 폴더의 파일은 모두 어느 문서에 적혀 있어야 합니다. 그림 파일은 고치지 않고 그대로 공개되므로, 찍은 곳이 남은
//! 사진, 스크립트나 바깥 주소가 든 SVG, 그 밖의 형식은 쓸 수 없습니다. SVG의 글자는 글꼴에 있어야 합니다.
//!
//! 예: `그림: [{파일: 위치도.bmp}]`
//! 대신: `위치도.svg`나 `위치도.png`로 저장하여 `그림: [{파일: 위치도.svg}]`로 적고 `그림` 블록으로 보임
//!
//! 근거: 정보공개법 제14조에 따라 가릴 것을 빼고 공개하기 위한 확인; 공개하는 사진의 육안확인은
//! `figure-contents`에서 봅니다.
//!
//! # A picture is where it is named, is shown, and is of a form that can be published
//!
//! What `그림` in the front matter names is in `figures/` and is shown by a block `그림` in the internal and in the
//! public edition, and every file there is named by some document. A picture is published as it is, so a photograph
//! that keeps its place, an SVG with a script or an address outside, and other formats are refused. The characters
//! of an SVG are in the fonts.
//!
//! Example: `그림: [{파일: 위치도.bmp}]`
//! Instead: save it as `위치도.svg` or `위치도.png`, write `그림: [{파일: 위치도.svg}]`, and show it with a block
//! `그림`
//!
//! Source: what is published must hold nothing that is to be withheld (정보공개법 제14조); that a person has looked
//! at a photograph is asked by `figure-contents`.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_document::{Document, figures};
use gian_model::{DocumentFile, Dossier, keys, routes};
use gian_schema::nearest::nearest;
use gian_view::View;

use crate::{Layer, Rule, Run, Scope, composed};

pub(super) const RULE: Rule =
    Rule::new("figure-files", Layer::Content, Severity::Error, &[Run::Dossier(run), Run::Composed(shown)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let folder = format!("{}/figures/", dossier.folder);
    let present: Vec<&str> = scope.office.sources.attachments.keys().filter_map(|p| p.strip_prefix(&folder)).collect();
    let mut named = Vec::new();
    for document in &dossier.documents {
        let mut here: Vec<&str> = Vec::new();
        for (i, picture) in document.record.pictures.iter().enumerate() {
            let file = picture.file.as_str();
            let place = Place::value(&document.path, routes::picture(i).key(keys::FILE));
            named.push(file);
            if here.contains(&file) {
                diags.push(
                    RULE.problem(place, text!("두 번 적은 그림입니다: `{}`", "the picture `{}` is named twice"; file))
                        .help(text!(
                            "하나를 지우십시오. 블록 여럿이 한 그림을 보일 수 있습니다",
                            "remove one of them; several blocks can show one picture"
                        )),
                );
                continue;
            }
            here.push(file);
            if !present.contains(&file) {
                let diag = RULE.problem(
                    place,
                    text!("`{folder}`에 없는 그림 파일입니다: `{file}`", "the picture `{file}` is not in `{folder}`"),
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
                    let message = text!(
                        ko: "그림 `{file}`: {}", unfit.message.ko;
                        en: "the picture `{file}`: {}", unfit.message.en
                    );
                    diags.push(RULE.problem(place, message).help(unfit.help.clone()));
                }
                Some(Ok(picture)) => {
                    let lacking = |c: &char| !c.is_whitespace() && !scope.office.coverage.has(*c);
                    if let Some(c) = picture.words.chars().find(lacking) {
                        let code = format!("U+{:04X}", u32::from(c));
                        diags.push(
                            RULE.problem(
                                place,
                                text!(
                                    "그림 `{file}`의 글자 `{c}`({code})가 글꼴에 없습니다",
                                    "no font has the character `{c}` ({code}) of the picture `{file}`"
                                ),
                            )
                            .help(text!("그림에서 다른 글자로 바꾸십시오", "use another character in the picture")),
                        );
                    }
                }
                // Reading the file was stopped, which is reported separately.
                None => {}
            }
        }
    }
    for file in present.iter().filter(|f| !named.contains(f)) {
        let Some(document) = dossier.documents.first() else { continue };
        diags.push(
            RULE.problem(
                Place::key(&document.path, Route::of(keys::PICTURES)),
                text!("어느 문서의 그림에도 적혀 있지 않은 파일입니다: `{}{}`", "no document names the picture `{}{}`"; folder, file),
            )
            .help(text!(
                "보이는 문서에 `그림: [{{파일: {}}}]`로 적거나 파일을 지우십시오",
                "name it with `그림: [{{파일: {}}}]` in the document that shows it, or remove the file"; file
            )),
        );
    }
}

/// A listed picture is published with every edition, so that every edition must show it.
pub(super) fn shown(
    file: &DocumentFile,
    view: &View,
    document: &Document,
    _: &composed::Scope<'_>,
    diags: &mut Vec<Diag>,
) {
    let used: Vec<&str> =
        figures(&document.blocks).into_iter().flat_map(|f| f.images()).map(|image| image.file.as_str()).collect();
    for (i, picture) in file.record.pictures.iter().enumerate().filter(|(_, p)| !used.contains(&p.file.as_str())) {
        let edition = match view.edition {
            gian_view::Edition::Internal => text!("내부용", "internal"),
            gian_view::Edition::Public => text!("공개용", "public"),
        };
        let message = text!(
            ko: "{} 판에 나타나지 않는 그림입니다: `{}`", edition.ko, picture.file;
            en: "the {} edition does not show the picture `{}`", edition.en, picture.file
        );
        diags.push(RULE.problem(Place::value(&file.path, routes::picture(i).key(keys::FILE)), message).help(text!(
            "`그림` 블록으로 보이거나 앞머리의 `그림`에서 지우십시오",
            "show it with a block `그림`, or remove it from 그림 in the front matter"
        )));
    }
}
