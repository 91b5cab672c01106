//! # 원본을 공개하는 작업공간에는 가릴 값을 두지 않습니다
//!
//! gian.yaml에 `원본공개: true`를 적으면 누구나 원본을 봅니다. 그러면 자료관에서 가린 말도 원본에 그대로 보이므로,
//! 가릴 값은 공개하지 않는 `private/`에만 두고 본문과 기록에는 `[](비공개:키)`만 씁니다. 비공개 문서와 공개하지
//! 않는 붙임의 파일도 원본에 둘 수 없습니다. 공개로 바뀐 값은 반대로 `private/`에서 그 자리로 옮겨 적습니다.
//!
//! 예: `원본공개: true`인 곳의 `[홍길동](비공개:6)`
//! 대신: `[](비공개:위원3)`으로 적고, 값은 `private/`에, 근거는 `withheld.yaml`에 둠
//!
//! 근거: 정보공개법 제9조제1항; 개인정보 보호법.
//!
//! # Where anyone can see the sources, no withheld value stands in them
//!
//! With `원본공개: true` in gian.yaml anyone sees the sources, also what the archive masks. So withheld values
//! stand in `private/` only, which is never published, and texts and records hold `[](비공개:key)`. Closed
//! documents and the files of withheld attachments do not belong there either. What has become open goes the other
//! way, from `private/` to where it is shown.
//!
//! Example: `[홍길동](비공개:6)` with `원본공개: true`
//! Instead: `[](비공개:위원3)`, with the value in `private/` and its ground in `withheld.yaml`
//!
//! Source: 정보공개법 제9조제1항; 개인정보 보호법.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_document::Document;
use gian_model::{DocumentFile, Dossier, keys};
use gian_view::{Edition, View};
use gian_vocabulary::values::Disclosure;

use crate::secrets::Nature;
use crate::{Layer, Rule, Run, Scope, composed};

pub(super) const RULE: Rule =
    Rule::new("open-sources", Layer::Statute, Severity::Error, &[Run::Dossier(run), Run::Composed(shown)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    if !scope.office.settings.open_sources {
        return;
    }
    // `withheld.yaml` lists the keys of `private/`.
    let inside = |file: &str| file.contains("/private/") || file.ends_with("/withheld.yaml");
    for found in scope.office.outside.withheld_by(&dossier.folder).iter().cloned() {
        // Skip drafts: in open sources their writers have made them public.
        if inside(&found.place.file)
            || (found.nature == Nature::Document && !is_closed(scope, dossier, &found.place.file))
        {
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
        diags.push(RULE.problem(found.place, open_here()).help(help));
    }
    for document in &dossier.documents {
        for attachment in document.record.files() {
            if attachment.disclosure != Disclosure::Open && attachment.file.is_some() {
                diags.push(
                    RULE.problem(Place::value(&document.path, attachment.route.key(keys::FILE)), open_here()).help(
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

/// A disclosed value must not stay in `private/`.
pub(super) fn shown(
    file: &DocumentFile,
    view: &View,
    _: &Document,
    scope: &composed::Scope<'_>,
    diags: &mut Vec<Diag>,
) {
    if view.edition != Edition::Public || !scope.open_sources || view.opened.is_empty() {
        return;
    }
    let message = text!(
        "공개로 바뀐 값이 아직 `private/`에 있습니다: {}",
        "values that are open now are still in `private/`: {}";
        view.opened.join(", ")
    );
    diags.push(RULE.problem(Place::key(&file.path, Route::of(keys::DISCLOSURE_CHANGES)), message).help(text!(
        "값을 그 자리에 바로 쓰십시오. 원본을 공개하면 `private/`가 없는 곳에서도 같은 판이 나와야 합니다",
        "write the values where they are shown: a checkout without `private/` must give the same edition"
    )));
}

fn open_here() -> gian_diagnostics::Text {
    text!(
        "원본을 공개하는 작업공간에 가릴 값이 그대로 있습니다",
        "a withheld value stands in sources that anyone can see"
    )
}

fn is_closed(scope: &Scope<'_>, dossier: &Dossier, file: &str) -> bool {
    let as_of = scope.office.settings.archive.as_of;
    dossier.document(file).is_some_and(|d| d.record.class(as_of).0 == Disclosure::Closed)
}
