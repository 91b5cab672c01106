//! Problems that only the composed document shows: what templates and bodies put together.
//!
//! A mark that Tera assembled, a character that came out of an entity, a ground that the record
//! does not list. Runs after the rules, on every document in every edition, before anything is set.

use gian_diagnostics::{BODY, Diag, Place, text};
use gian_disclose::redaction_register::OUTSIDE_BODY;
use gian_document::{Document, Orientation, each_line, plain};
use gian_fonts::Coverage;
use gian_korean::personal;
use gian_korean::personal::Contacts;
use gian_model::{DocumentFile, Dossier, marks};
use gian_view::{Edition, View};
use gian_vocabulary::values::{Disclosure, Ground};

use super::Run;
use super::rules::{RULES, withheld_elsewhere};
use super::secrets::Found;

/// What the checks of composed documents need to know.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The dossier of the document.
    pub dossier: &'a Dossier,
    pub coverage: &'a Coverage<'a>,
    pub open_sources: bool,
    /// Numbers and addresses that an office gives to everyone.
    pub contacts: &'a Contacts,
    /// What the document itself withholds, whatever others of its dossier opened.
    pub held: &'a [Found],
    /// The paper of the document, where its look is known.
    pub paper: Option<Paper>,
}

/// How long a line of a page is, in points.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    pub portrait: f64,
    pub landscape: f64,
    /// How the first page lies.
    pub first: Orientation,
}

/// Checks one composed document.
pub fn check(file: &DocumentFile, view: &View, document: &Document, scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    let Scope { dossier: _, coverage, open_sources, contacts, held, paper: _ } = *scope;
    let at = if file.body.trim().is_empty() { "/제목" } else { BODY };
    let place = || Place::value(&file.path, at);
    let mut withheld = document.grounds();
    withheld.extend(view.held.iter().filter(|h| OUTSIDE_BODY.contains(&h.place)).map(|h| h.ground));
    withheld.sort();
    withheld.dedup();
    each_line(&document.blocks, &mut |line| {
        let text = plain(line);
        let (found, near) = marks::find(&text);
        if let Some(range) = found.iter().map(|m| m.range.clone()).chain(near).next() {
            let words = &text[range];
            diags.push(
                Diag::error(
                    "mark-syntax",
                    place(),
                    text!("펼친 본문에 비공개 표시처럼 보이는 글이 남아 있습니다: `{}`", "the composed text still holds `{}`, which reads like a mark for withheld words"; words),
                )
                .help(text!("표시를 `[가릴 말](비공개:6)`처럼 한 번에 그대로 쓰십시오", "write the mark as it is, in one piece: `[words](비공개:6)`")),
            );
        }
        // The internal edition is for those who may know. What the sources say has been looked at by the rule of this
        // name, and would not have come here: this is what templates and marks put together.
        let personal = if view.edition == Edition::Public { personal::find(&text, contacts) } else { Vec::new() };
        if let Some(hit) = personal.iter().find(|h| h.certain && !h.kind.is_of_firm()) {
            let mut message = text!("공개할 글에 {}(으)로 보이는 것이 있습니다", "the text that is to be public holds what looks like {}"; hit.kind.label());
            message.en = message.en.replace(hit.kind.label(), hit.kind.english());
            let body = file.body.find(&text[hit.range.clone()]);
            let here = body.map(|at| Place::within(&file.path, BODY, at..at + hit.range.len()));
            diags.push(
                Diag::error("personal-data", here.unwrap_or_else(place), message)
                    .help(text!("`[가릴 말](비공개:6)`으로 가리거나 지우십시오. 누구에게나 알리는 번호라면 gian.yaml의 `공개연락처`에 적으십시오", "withhold it as `[words](비공개:6)`, or remove it; name a number that everyone may know under 공개연락처 in gian.yaml")),
            );
        }
        if let Some(c) = text.chars().find(|c| !coverage.has(*c) || c.is_control()) {
            let code = format!("U+{:04X}", u32::from(c));
            diags.push(
                Diag::error("missing-glyph", place(), text!("펼친 본문의 글자 `{}`({})가 글꼴에 없습니다", "no font has the character `{}` ({}) of the composed text"; c, code))
                    .help(text!("다른 글자로 바꾸십시오 (`private/`이나 `&#…;`에서 왔을 수 있습니다)", "use another character; it may come from `private/` or from `&#…;`")),
            );
        }
    });
    if view.edition == Edition::Public {
        around(file, view, document, contacts, held, diags);
    }
    for ground in &withheld {
        if view.record.grounds.iter().all(|g| g.number != *ground) {
            diags.push(
                Diag::error(
                    "disclosure-grounds",
                    Place::value(&file.path, "/공개구분"),
                    text!("{0}호로 가리는 내용이 있는데 문서의 비공개 근거에 {0}호가 없습니다", "words are withheld on ground {0}, which is not among the grounds of the document"; ground.0),
                )
                .help(text!("`공개구분: 부분공개`와 `비공개근거`에 {}호를 적거나, 가림을 없애십시오", "make it 부분공개 with {} in 비공개근거, or withhold nothing"; ground.0)),
            );
        }
    }
    for rule in RULES {
        for run in rule.runs {
            if let Run::Composed(run) = run {
                run(file, view, document, scope, diags);
            }
        }
    }
    if view.edition == Edition::Public {
        unused_grounds(file, view, &withheld, diags);
        if open_sources && !view.opened.is_empty() {
            diags.push(
                Diag::error(
                    "open-sources",
                    Place::key(&file.path, "/공개변경"),
                    text!("공개로 바뀐 값이 아직 `private/`에 있습니다: {}", "values that are open now are still in `private/`: {}"; view.opened.join(", ")),
                )
                .help(text!("값을 그 자리에 바로 쓰십시오. 원본을 공개하면 `private/`가 없는 곳에서도 같은 판이 나와야 합니다", "write the values where they are shown: a checkout without `private/` must give the same edition")),
            );
        }
    }
}

/// Personal data around the body: head and foot of a letter, and what shells and pages print of the record.
fn around(
    file: &DocumentFile,
    view: &View,
    document: &Document,
    contacts: &Contacts,
    held: &[Found],
    diags: &mut Vec<Diag>,
) {
    fn strings(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => out.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|v| strings(v, out)),
            serde_json::Value::Object(map) => map.values().for_each(|v| strings(v, out)),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
        }
    }
    let mut texts = Vec::new();
    if let Some(letter) = &document.letter {
        texts.extend(letter.head_lines().iter().chain(&letter.foot_lines()).map(|line| plain(line)));
    }
    let mut record = serde_json::to_value(&view.record).expect("a view is plain data");
    strings(&record, &mut texts);
    strings(&serde_json::to_value(&view.institution).expect("a view is plain data"), &mut texts);
    // Names of officials stay.
    for official in ["approval", "cooperation", "joint", "author"] {
        record.as_object_mut().and_then(|r| r.remove(official));
    }
    let mut said = Vec::new();
    if !held.is_empty() {
        strings(&record, &mut said);
        each_line(&document.blocks, &mut |line| said.push(plain(line)));
    }
    let words: Vec<String> = file.record.other_words.iter().map(|w| w.word.clone()).collect();
    if let Some((text, place)) = withheld_elsewhere::of_document(held, &said, &words) {
        let shown: String = text.chars().take(40).collect();
        diags.push(
            Diag::error(
                "withheld-elsewhere",
                Place::value(&file.path, "/제목"),
                text!("이 문서가 가리는 말이 이 문서의 글에 그대로 있습니다: `{}`", "words that this document withholds stand open in its text: `{}`"; shown),
            )
            .related(place, text!("다른 문서만 공개하기로 한 값", "another document opened the value, this one did not"))
            .help(text!("표시를 하거나 다른 말로 쓰거나, 이 문서에도 공개하는 결정을 적으십시오", "mark it, write it another way, or decide in this document too to show it")),
        );
    }
    for text in texts {
        let mut hits = personal::find(&text, contacts).into_iter();
        let Some(hit) = hits.find(|h| h.certain && !h.kind.is_of_firm()) else { continue };
        let mut message = text!("공개할 기록에 {}(으)로 보이는 것이 있습니다: `{}`", "the record that is to be public holds what looks like {}: `{}`"; hit.kind.label(), text);
        message.en = message.en.replace(hit.kind.label(), hit.kind.english());
        diags.push(Diag::error("personal-data", Place::value(&file.path, "/제목"), message).help(text!(
            "가리거나 지우십시오. 누구에게나 알리는 번호라면 gian.yaml의 `공개연락처`에 적으십시오",
            "withhold or remove it; name a number that everyone may know under 공개연락처 in gian.yaml"
        )));
        return;
    }
}

/// A ground that withholds nothing closes more than it must (정보공개법 제14조).
fn unused_grounds(file: &DocumentFile, view: &View, used: &[Ground], diags: &mut Vec<Diag>) {
    // What is withheld of a document that was made elsewhere is inside its files.
    if file.record.is_received() {
        return;
    }
    let by_attachment =
        |g: Ground| file.record.files().any(|f| f.disclosure != Disclosure::Open && f.grounds.contains(&g));
    // A withheld title is no part of the tree.
    let elsewhere = |g: Ground| view.held.iter().any(|h| h.ground == g && OUTSIDE_BODY.contains(&h.place));
    for ground in view.record.grounds.iter().map(|g| g.number) {
        if !used.contains(&ground) && !by_attachment(ground) && !elsewhere(ground) {
            diags.push(
                Diag::warning(
                    "over-withholding",
                    Place::value(&file.path, "/비공개근거"),
                    text!("비공개 근거 {}호로 가린 것이 없습니다", "nothing is withheld on ground {}"; ground.0),
                )
                .help(text!("`비공개근거`에서 {}호를 지우거나, 가릴 곳에 표시하십시오", "remove {} from 비공개근거, or mark what is to be withheld"; ground.0)),
            );
        }
    }
}
