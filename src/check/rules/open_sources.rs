//! Where anyone can see the sources, no withheld value stands in them.
//!
//! Why: a mask in the archive hides nothing if the repository shows the word. Only `private/`, which
//! is never published with the sources, may hold it.
//! Example: `원본공개: true` and `[홍길동](비공개:6)`. Instead: `[](비공개:위원3)`, with the value in
//! `private/` and the ground in `withheld.yaml`.

use crate::check::Scope;
use crate::check::secrets::Nature;
use crate::diagnostics::{Diag, Place};
use crate::model::values::Disclosure;
use crate::text;

pub fn run(scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    if !scope.workspace.settings.open_sources {
        return;
    }
    // `withheld.yaml` names what is in `private/`.
    let inside = |file: &str| file.contains("/private/") || file.ends_with("/withheld.yaml");
    for found in scope.sorted.withheld.iter().cloned() {
        // A draft in open sources is open already, by the will of its writer.
        if inside(&found.place.file) || (found.nature == Nature::Document && !is_closed(scope, &found.place.file)) {
            continue;
        }
        let help = match found.nature {
            Nature::Document => text!(
                "비공개 문서는 공개되는 원본에 두지 마십시오",
                "keep closed documents out of sources that are open"
            ),
            _ => text!(
                "`[](비공개:키)`로 쓰고 값은 `private/`에, 근거는 `withheld.yaml`에 적으십시오",
                "write `[](비공개:key)`, the value in `private/` and its ground in `withheld.yaml`"
            ),
        };
        diags.push(Diag::error(CODE, found.place, open_here()).help(help));
    }
    for document in scope.workspace.dossiers.iter().flat_map(|d| &d.documents) {
        for (i, attachment) in document.record.attachments.iter().enumerate() {
            if attachment.disclosure != Disclosure::Open && attachment.file.is_some() {
                diags.push(
                    Diag::error(CODE, Place::value(&document.path, format!("/붙임/{i}/파일")), open_here()).help(
                        text!(
                            "파일을 지우고 `파일:` 줄을 없애십시오. 공개할 수 있는 부분은 `공개본:`으로 두십시오",
                            "remove the file and the line `파일:`; put what can be shown as `공개본:`"
                        ),
                    ),
                );
            }
        }
    }
}

fn open_here() -> crate::diagnostics::Text {
    text!(
        "원본을 공개하는 작업공간에 가릴 값이 그대로 있습니다",
        "a withheld value stands in sources that anyone can see"
    )
}

fn is_closed(scope: &Scope<'_>, file: &str) -> bool {
    let as_of = scope.workspace.settings.archive.as_of;
    let mut documents = scope.workspace.dossiers.iter().flat_map(|d| &d.documents);
    documents.any(|d| d.path == file && d.record.class(as_of).0 == Disclosure::Closed)
}

const CODE: &str = "open-sources";
