//! # 붙임에 적은 파일과 `attachments/`의 파일이 서로 맞습니다
//!
//! 붙임의 `파일`과 `공개본`은 같은 건의 `attachments/`에 있어야 하고, 그 폴더의 파일은 모두 어느 문서의 붙임에 적혀
//! 있어야 합니다. 한 파일의 공개구분은 어느 문서에서나 같아야 합니다. 종이에 적힌 붙임 목록과 자료관의 파일이
//! 다르면 무엇이 붙은 문서인지 알 수 없기 때문입니다. 파일 없이 이름과 수량만 적은 붙임은 괜찮습니다.
//!
//! 예: `{제목: 결정서, 수량: 1, 파일: 결정서.pdf, 공개구분: 공개}`라고 적고 파일을 두지 않음
//! 대신: `attachments/결정서.pdf`를 두거나, 있는 파일의 이름으로 고침
//!
//! 근거: 행정업무규정 시행규칙 제4조제4항(첨부물의 명칭과 수량).
//!
//! # What the attachments name is in `attachments/`, and nothing else is
//!
//! The `파일` and `공개본` of an attachment stand in `attachments/` of the dossier, and every file there is named
//! by an attachment of some document. A file has one 공개구분 in all documents. If the printed list and the files
//! of the archive differ, nobody can tell what was attached. An attachment without a file, with name and number
//! only, is fine.
//!
//! Example: `{제목: 결정서, 수량: 1, 파일: 결정서.pdf, 공개구분: 공개}` without such a file
//! Instead: put `attachments/결정서.pdf` there, or write the name of a file that is there
//!
//! Source: 행정업무규정 시행규칙 제4조제4항 (name and number of what is attached).

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::{Dossier, keys};
use gian_schema::nearest::nearest;
use gian_vocabulary::values::Disclosure;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("attachment-files", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let folder = format!("{}/attachments/", dossier.folder);
    let present: Vec<&str> = scope.office.sources.attachments.keys().filter_map(|p| p.strip_prefix(&folder)).collect();
    let mut named = Vec::new();
    let mut classes: Vec<(&str, Disclosure, Place)> = Vec::new();
    for document in &dossier.documents {
        for attachment in document.record.files() {
            // The public replacement of a withheld file must itself be open.
            let files = [
                (keys::FILE, attachment.file, attachment.disclosure),
                (keys::PUBLIC_FILE, attachment.public_file, Disclosure::Open),
            ];
            for (key, file, class) in files {
                let Some(file) = file else { continue };
                named.push(file);
                let place = Place::value(&document.path, attachment.route.key(key));
                match classes.iter().find(|(name, other, _)| *name == file && *other != class) {
                Some((_, class, first)) => diags.push(
                    RULE.problem(
                        place.clone(),
                        text!("같은 파일 `{}`의 공개구분이 다릅니다", "the same file `{}` has another 공개구분 elsewhere"; file),
                    )
                    .related(first.clone(), text!(ko: "여기서는 {}", class.label(); en: "it is {} here", class.name()))
                    .help(text!("공개구분을 같게 하거나 파일을 나누십시오", "give it one class, or make two files")),
                ),
                None => classes.push((file, class, place.clone())),
            }
                if present.contains(&file) {
                    continue;
                }
                let diag = RULE.problem(
                    place,
                    text!(
                        "`{folder}`에 없는 붙임 파일입니다: `{file}`",
                        "the attachment `{file}` is not in `{folder}`"
                    ),
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
            RULE.problem(
                Place::key(&document.path, Route::of(keys::ATTACHMENTS)),
                text!("어느 붙임에도 적혀 있지 않은 파일입니다: `{}{}`", "no attachment names `{}{}`"; folder, file),
            )
            .help(text!("붙임에 `파일: {}`로 적거나 파일을 지우십시오", "name it with `파일: {}`, or remove the file"; file)),
        );
    }
}
