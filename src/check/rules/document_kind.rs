//! The kind of a document must be known, and the dossier must hold what the kind shows.
//!
//! Why: a document that cannot be composed would be missing from the output without a word.
//! Example: `종류: 결과보구`. Instead: `종류: 결과보고`.

use crate::check::Scope;
use crate::compose::kinds;
use crate::diagnostics::{Diag, Place};
use crate::model::Dossier;
use crate::model::read::nearest;
use crate::text;

pub fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let place = Place::value(&document.path, "/종류");
        let name = &document.record.kind;
        let bare = document.body.trim().is_empty();
        match kinds::find(name) {
            None => {
                let names: Vec<&str> = kinds::KINDS.iter().map(|k| k.name).collect();
                let list = names.join(", ");
                let diag = Diag::error(CODE, place, text!("`{}`은(는) 모르는 문서 종류입니다", "`{}` is not a kind of document"; name));
                diags.push(match nearest(name, names.iter().copied()) {
                    Some(near) => diag.help(text!("혹시 `{}`입니까? (종류: {})", "did you mean `{}`? (kinds: {})"; near, list)),
                    None => diag.help(text!("다음 가운데 하나를 쓰십시오: {}", "write one of: {}"; list)),
                });
            }
            Some(kind) if bare && kind.needs_dossier && (dossier.plan.is_none() || dossier.review.is_none()) => diags.push(
                Diag::error(CODE, place, text!("`{}`에는 같은 건의 plan.yaml과 review.yaml이 필요합니다", "`{}` needs plan.yaml and review.yaml in its dossier"; name))
                    .help(text!("두 파일을 `{}`에 두십시오", "put both files into `{}`"; dossier.folder)),
            ),
            Some(kind) if bare && !kind.needs_dossier => diags.push(
                Diag::error(CODE, place, text!("`{}`에는 본문이 있어야 합니다", "`{}` needs a body"; name))
                    .help(text!("둘째 `---` 아래에 본문을 쓰십시오", "write the body below the second `---`")),
            ),
            Some(_) => {}
        }
    }
}

const CODE: &str = "document-kind";
