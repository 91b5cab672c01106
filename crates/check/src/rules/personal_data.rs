//! # 공개할 글에 개인정보를 그대로 두지 않습니다
//!
//! 주민등록번호, 외국인등록번호, 여권번호, 운전면허번호는 고유식별정보로서 법이 허용한 때가 아니면 처리할 수 없습니다. 전화번호, 전자우편
//! 주소, 계좌, 카드, 생년월일, 집 주소, 차량번호도 사람을 알아보게 하므로 공개본에서는 가립니다. 확실한 것은 오류, 꼴만 비슷한 것은
//! 경고, 사업자·법인의 번호는 참고입니다. 공개하지 않는 문서에서는 고유식별정보만 경고하며, 그 값은 `private/`에 둡니다. 부서의
//! 전화번호처럼 누구에게나 알리는 것은 묻지 않습니다.
//!
//! 예: `담당자 휴대전화 010-1234-5678`
//! 대신: `담당자 휴대전화 [010-1234-5678](비공개:6)`
//!
//! 근거: 개인정보 보호법 제24조·제24조의2, 같은 법 시행령 제19조; 정보공개법 제9조제1항제6호.
//!
//! # No personal data stands open in a text that is to be public
//!
//! Resident, foreigner, passport and licence numbers are unique identifiers, which may be handled only where a law permits
//! it. Phone numbers, e-mail addresses, accounts, cards, days of birth, home addresses and vehicle numbers tell who somebody
//! is, and are withheld in the public edition. What is certain is an error, what only looks like it a warning, and the
//! number of a firm a remark. In a document that is not published only unique identifiers are told: they belong into
//! `private/`. What an office tells everyone, such as the number of a department, is not asked about.
//!
//! Example: `담당자 휴대전화 010-1234-5678`
//! Instead: `담당자 휴대전화 [010-1234-5678](비공개:6)`
//!
//! Source: 개인정보 보호법 제24조, 제24조의2 and 시행령 제19조; 정보공개법 제9조제1항제6호.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_document::{Document, Part, plain};
use gian_korean::particle::particle;
use gian_korean::personal;
use gian_korean::personal::{Contacts, Hit};
use gian_model::read::kind_of;
use gian_model::schema::{FileKind, How, each_value};
use gian_model::{DocumentFile, Dossier, Record, keys, marks};
use gian_source::File;
use gian_source::progress::step;
use gian_source::yaml::Kind;
use gian_view::{Edition, View};

use crate::composed::{place_of_text, strings};
use crate::secrets::{has_page, stays_inside};
use crate::{Layer, Rule, Run, Scope, composed};

pub(super) const RULE: Rule =
    Rule::new("personal-data", Layer::Statute, Severity::Error, &[Run::Dossier(run), Run::Composed(shown)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let as_of = scope.office.settings.archive.as_of;
    let published = dossier.documents.iter().any(|d| has_page(&d.record, as_of));
    for (path, file) in scope.office.sources.below(&dossier.folder) {
        let record = dossier.document(path).map(|d| &d.record);
        let public = record.map_or(published, |record| has_page(record, as_of));
        let looker = Looker { path, dossier, record, public, contacts: scope.office.contacts };
        step(scope.office.watch, path, || looker.file(file, diags));
    }
}

/// Personal data that only the output of templates and marks contains, in the public edition. The internal edition may
/// contain it, and the sources were checked before.
pub(super) fn shown(
    file: &DocumentFile,
    view: &View,
    document: &Document,
    scope: &composed::Scope<'_>,
    diags: &mut Vec<Diag>,
) {
    if view.edition != Edition::Public {
        return;
    }
    let certain = |text: &str| {
        let mut hits = personal::find(text, scope.contacts).into_iter();
        hits.find(|h| h.certain && !h.kind.is_of_firm())
    };
    for text in scope.lines {
        let Some(hit) = certain(text) else { continue };
        let message = text!(
            ko: "공개할 글에 {}(으)로 보이는 것이 있습니다", hit.kind.label();
            en: "the text that is to be public holds what looks like {}", hit.kind.english()
        );
        let body = file.body.find(&text[hit.range.clone()]);
        let here = body.map(|at| Place::within(&file.path, Route::body(), at..at + hit.range.len()));
        diags.push(RULE.problem(here.unwrap_or_else(|| place_of_text(file)), message).help(text!(
            "`[가릴 말](비공개:6)`으로 가리거나 지우십시오. 누구에게나 알리는 번호라면 gian.yaml의 `공개연락처`에 적으십시오",
            "withhold it as `[words](비공개:6)`, or remove it; name a number that everyone may know under 공개연락처 in gian.yaml"
        )));
    }
    let Some((text, hit)) = around(view, document).into_iter().find_map(|t| certain(&t).map(|hit| (t, hit))) else {
        return;
    };
    let message = text!(
        ko: "공개할 기록에 {}(으)로 보이는 것이 있습니다: `{text}`", hit.kind.label();
        en: "the record that is to be public holds what looks like {}: `{text}`", hit.kind.english()
    );
    diags.push(RULE.problem(Place::value(&file.path, Route::of(keys::TITLE)), message).help(text!(
        "가리거나 지우십시오. 누구에게나 알리는 번호라면 gian.yaml의 `공개연락처`에 적으십시오",
        "withhold or remove it; name a number that everyone may know under 공개연락처 in gian.yaml"
    )));
}

/// Text around the body: the sheet, and the record as pages print it.
fn around(view: &View, document: &Document) -> Vec<String> {
    let mut texts: Vec<String> = document.parts().flat_map(Part::lines).map(|line| plain(&line)).collect();
    strings(&serde_json::to_value(&view.record).expect("a view is plain data"), &mut texts);
    strings(&serde_json::to_value(&view.institution).expect("a view is plain data"), &mut texts);
    texts
}

/// Checks a file.
struct Looker<'a> {
    path: &'a str,
    dossier: &'a Dossier,
    /// The document of the file; `None` for facts.
    record: Option<&'a Record>,
    /// Whether everyone can read the file.
    public: bool,
    contacts: &'a Contacts,
}

impl Looker<'_> {
    fn file(&self, file: &File, diags: &mut Vec<Diag>) {
        let (Some(kind), Some(tree)) = (kind_of(self.path), &file.tree) else { return };
        if kind == FileKind::Private {
            return;
        }
        each_value(kind, tree, &mut |route, node, shape| {
            // Skip values that are withheld always or as a whole; other rules check those.
            let open = matches!(shape.how, None | Some(How::Marks));
            if let Kind::Scalar { text, .. } = &node.kind
                && open
                && !stays_inside(kind, route, self.record)
            {
                self.text(route, text, diags);
            }
        });
        if let Some(at) = file.body {
            self.text(&Route::body(), &file.text[at..], diags);
        }
    }

    fn text(&self, route: &Route, text: &str, diags: &mut Vec<Diag>) {
        // The lines of a body are looked at one by one.
        if !text.contains('\n') && !personal::may_hold(text) {
            return;
        }
        // Replace each mark by as many bytes.
        let bare = marks::replace(text, |mark| "\u{0}".repeat(mark.range.len()));
        let mut start = 0;
        for line in bare.split_inclusive('\n') {
            for hit in personal::find(line, self.contacts) {
                let words = &line[hit.range.clone()];
                if hit.certain || !self.released(words) {
                    let place = Place::within(self.path, route, start + hit.range.start..start + hit.range.end);
                    diags.extend(self.problem(place, &hit));
                }
            }
            start += line.len();
        }
    }

    /// Whether a document declares these words as other words (`다른말`).
    fn released(&self, words: &str) -> bool {
        let says = |record: &Record| record.other_words.iter().any(|w| w.word == words);
        self.record.map_or_else(|| self.dossier.documents.iter().any(|d| says(&d.record)), says)
    }

    fn problem(&self, place: Place, hit: &Hit) -> Option<Diag> {
        let label = hit.kind.label();
        let message = text!(
            ko: "{label}{} 보이는 것이 있습니다", particle(label, "으로/로");
            en: "this looks like personal data: {}", hit.kind.english()
        );
        if !self.public {
            let help = text!(
                "값을 `private/`로 옮기고 `[](비공개:이름)`으로 쓰십시오",
                "move the value to `private/`, and write `[](비공개:name)`"
            );
            return (hit.kind.is_unique() && hit.certain).then(|| RULE.warning(place, message).help(help));
        }
        if hit.kind.is_of_firm() {
            return Some(RULE.info(place, message).help(text!(
                "개인 사업자의 번호이면 `[가릴 말](비공개:7)`으로 가리십시오",
                "withhold it as `[words](비공개:7)` if it is of a person"
            )));
        }
        if hit.certain {
            return Some(RULE.problem(place, message).help(text!(
                "`[가릴 말](비공개:6)`으로 가리거나 지우십시오. 누구에게나 알리는 번호라면 gian.yaml의 `공개연락처`에 적으십시오",
                "withhold it as `[words](비공개:6)`, or remove it; name a number that everyone may know under 공개연락처 in gian.yaml"
            )));
        }
        Some(RULE.warning(place, message).help(text!(
            "개인정보이면 `[가릴 말](비공개:6)`으로 가리고, 아니면 문서에 `다른말: [{{말: …, 사유: …}}]`을 적으십시오",
            "withhold it as `[words](비공개:6)`; if it is something else, write `다른말: [{{말: …, 사유: …}}]` in the document"
        )))
    }
}
