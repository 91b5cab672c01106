//! # 글자를 완성형으로 씁니다
//!
//! macOS의 일부 프로그램은 `한`을 `ㅎ`, `ㅏ`, `ㄴ`으로 풀어 저장합니다(NFD). 화면에는 같아 보여도 찾기와 비교가 되지 않고, 다른
//! 프로그램에서는 글자가 흩어져 보입니다. gian은 완성형으로 읽어 문서를 만들고, `gian check --fix`는 파일을 완성형으로 고칩니다(틀은 편집기에서 다시 저장합니다).
//!
//! 예: `제목`이 `ㅈㅔㅁㅗㄱ`으로 저장된 파일
//! 대신: `제목`으로 저장한 파일
//!
//! 근거: 유니코드 표준 부속서 15(정규화), KS X 1026-1.
//!
//! # Letters are composed
//!
//! Some programs on macOS store `한` as `ㅎ`, `ㅏ`, `ㄴ` (NFD). It looks the same on the screen, but cannot be searched or
//! compared, and falls apart in other programs. gian reads such text as composed and makes the documents from it;
//! `gian check --fix` writes the file with composed letters; save a template again in the editor.
//!
//! Example: a file in which `제목` is stored as `ㅈㅔㅁㅗㄱ`
//! Instead: a file that stores `제목`
//!
//! Source: Unicode Standard Annex 15 (normalization), KS X 1026-1.

use gian_diagnostics::{Diag, Place, Severity, text};

use crate::{Fixing, Layer, Office, Rule, Run};

pub(super) const RULE: Rule =
    Rule::new("decomposed-text", Layer::Content, Severity::Warning, &[Run::Office(run)]).fixing(Fixing::Safe);

pub(super) fn run(office: &Office<'_>, diags: &mut Vec<Diag>) {
    for (path, decomposed) in office.sources.decomposed() {
        let place = Place::bytes(path, decomposed.first.clone());
        let diag = RULE.problem(
            place.clone(),
            text!("글자가 풀어져 있습니다 (macOS의 NFD)", "the letters of the file are decomposed (NFD of macOS)"),
        );
        let composed = office.sources.get(path).and_then(|file| file.text.get(decomposed.first.clone()));
        diags.push(match composed {
            Some(composed) if !path.starts_with("templates/") => diag
                .help(text!("`gian check --fix`로 완성형으로 고치십시오", "compose them with `gian check --fix`"))
                .fix(place, composed),
            _ => diag.help(text!("완성형(NFC)으로 다시 저장하십시오", "save the file with composed letters (NFC)")),
        });
    }
}
