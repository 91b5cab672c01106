//! # 한 곳에서 가린 말은 다른 곳에서도 가립니다
//!
//! 한 곳에서 가린 성명, 번호, 금액이나 말이 다른 곳에 그대로 있으면 가린 뜻이 없습니다. 띄어 쓰거나 가운뎃점을 넣은
//! 것(`홍 길 동`, `이 황`)이나 강조·문자 참조·링크 주소로 나눈 것도 찾습니다. 같은 건 안에서는 오류이고, 다른 건에 있거나 성명이 아닌 두 글자,
//! 여섯 자리가 안 되는 금액이면 경고입니다. 글자 사이를 벌려 쓴 것은 어디에서나 오류입니다. 결재선의 공무원 이름, 소속처럼 따로 쓰일 수 있는 말, 더 긴 낱말에 든 두 글자와 더 긴 수에
//! 든 숫자는 보지 않습니다. `gian.yaml`이나 공개된 소속에 적은 기관·지역 이름에 든 것(가온누리구의 온누리)도 보지 않습니다. 글자만 같은 다른 말은 문서의 `다른말`에 사유와 함께 적습니다.
//!
//! 예: 명단에서 `비공개: 6`으로 가린 사람의 이름을 회의 내용에 `홍길동 위원이 제안함`으로 적음
//! 대신: `[홍길동](비공개:6) 위원이 제안함`
//!
//! 근거: 정보공개법 제9조제1항, 제14조; 개인정보 보호법.
//!
//! # What is withheld in one place does not stand open in another
//!
//! A name, a number, an amount or words that are withheld in one place and stand open in another are not withheld.
//! They are also found when written apart (`홍 길 동`, `이 황`), or put together from emphasis, references and targets of
//! links. In the same dossier that is an error; in another dossier, of two letters that are no name, or of amounts under
//! six digits it is a warning. A value whose letters are set apart is an error everywhere. Names of officials in the
//! approval line, an employer that may be named for its own sake, two letters inside a longer word and digits inside a
//! longer number do not count, nor does a part of the name of a place or body that `gian.yaml` or an open affiliation states
//! (온누리 in 가온누리구). Another word with the same letters is named under `다른말` of the document, with the
//! reason.
//!
//! Example: `홍길동 위원이 제안함` in the minutes, for a member with `비공개: 6`
//! Instead: `[홍길동](비공개:6) 위원이 제안함`
//!
//! Source: 정보공개법 제9조제1항 and 제14조; 개인정보 보호법.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_document::{Document, each_line, plain};
use gian_model::{DocumentFile, Dossier, keys, marks};
use gian_source::progress::{Watch, step};
use gian_view::{Edition, View};
use gian_vocabulary::values::Date;

use crate::body_text::BodyText;
use crate::composed::{place_of_text, texts_of_document, texts_of_officials, texts_of_record};
use crate::secrets::{Found, Nature, Open, has_page, open_settings};
use crate::withheld_index::{Spelling, WithheldIndex};
use crate::{Layer, Office, Rule, Run, Scope, composed};

pub(super) const RULE: Rule = Rule::new(
    "withheld-elsewhere",
    Layer::Statute,
    Severity::Error,
    &[Run::Office(office), Run::Dossier(run), Run::Composed(shown), Run::Composed(built)],
);

/// The settings and the templates of the office, which no document releases.
pub(super) fn office(office: &Office<'_>, diags: &mut Vec<Diag>) {
    if office.withheld.is_empty() {
        return;
    }
    let none = BTreeSet::new();
    texts(office.withheld, office.watch, &open_settings(office.sources), &none, diags);
    let templates = office.sources.templates.iter().map(|(path, text)| Open {
        text: text.clone(),
        place: Place::bytes(&format!("templates/{path}"), 0..0),
        folder: String::new(),
    });
    texts(office.withheld, office.watch, &templates.collect::<Vec<_>>(), &none, diags);
}

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    if !scope.office.withheld.is_empty() {
        let released = released(scope.office.settings.archive.as_of, dossier);
        texts(scope.office.withheld, scope.office.watch, scope.open, &released, diags);
    }
}

/// Searches open texts for withheld values.
fn texts(
    withheld: &WithheldIndex<'_>,
    watch: &dyn Watch,
    open: &[Open],
    released: &BTreeSet<(&str, &str)>,
    diags: &mut Vec<Diag>,
) {
    let mut of_text = |open: &Open| {
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        for (range, spellings) in withheld.find(&open.text) {
            let is = |s: &&Spelling<'_>| {
                s.is_at(&open.text, &range) && !released.contains(&(s.value, place_of_release(open)))
            };
            let spellings: Vec<&Spelling<'_>> = spellings.iter().filter(is).collect();
            // A value withheld by the same dossier takes precedence.
            let own = spellings.iter().find_map(|s| s.by_folder.get(open.folder.as_str()));
            let Some(found) = own.or_else(|| spellings.first().map(|s| &s.first)) else { continue };
            let place = match open.place.file.starts_with("templates/") {
                true => Place::bytes(&open.place.file, range.clone()),
                false => Place::within(&open.place.file, &open.place.route, range.clone()),
            };
            if seen.insert(range.start) {
                let is_separated = spellings.iter().all(|s| s.is_separated_at(&open.text, &range));
                diags.push(problem(place, open, found, is_separated));
            }
        }
    };
    for file in open.chunk_by(|a, b| a.place.file == b.place.file) {
        let texts = || file.iter().filter(|open| !is_official(open)).for_each(&mut of_text);
        step(watch, &file[0].place.file, texts);
    }
}

/// Values that this document withholds and its own text contains, because another document of the dossier disclosed
/// them.
pub(super) fn shown(
    file: &DocumentFile,
    view: &View,
    document: &Document,
    scope: &composed::Scope<'_>,
    diags: &mut Vec<Diag>,
) {
    if view.edition != Edition::Public || scope.held.is_empty() {
        return;
    }
    let mut said = texts_of_record(view);
    each_line(&document.blocks, &mut |line| said.push(plain(line)));
    let words: Vec<String> = file.record.other_words.iter().map(|w| w.word.clone()).collect();
    let Some((text, place)) = of_document(scope.held, scope.withheld.places(), &said, &words) else { return };
    let excerpt: String = text.chars().take(40).collect();
    let message = text!(
        "이 문서가 가리는 말이 이 문서의 글에 그대로 있습니다: `{}`",
        "words that this document withholds stand open in its text: `{}`";
        excerpt
    );
    let diag = RULE
        .problem(Place::value(&file.path, Route::of(keys::TITLE)), message)
        .related(place, text!("다른 문서만 공개하기로 한 값", "another document opened the value, this one did not"));
    diags.push(diag.help(text!(
        "표시를 하거나 다른 말로 쓰거나, 이 문서에도 공개하는 결정을 적으십시오",
        "mark it, write it another way, or decide in this document too to show it"
    )));
}

/// Places where a public document shows what its own decisions withhold, because another document disclosed it.
/// Searches its record and text.
fn of_document(held: &[Found], places: &[String], texts: &[String], words: &[String]) -> Option<(String, Place)> {
    let withheld = WithheldIndex::new(held.iter(), places);
    let certain =
        |found: &Found| found.value.chars().count() > 2 && (found.nature != Nature::Amount || found.value.len() > 6);
    texts.iter().find_map(|text| {
        withheld.find(text).into_iter().find_map(|(range, spellings)| {
            let is =
                |s: &&Spelling<'_>| certain(s.first) && s.is_at(text, &range) && !words.iter().any(|w| w == s.value);
            spellings.iter().find(is).map(|s| (text.clone(), s.first.place.clone()))
        })
    })
}

/// Withheld values that only the composed text of a public edition contains: put together from references, code spans
/// and other Markdown, encoded in the target of a link, or printed by a template.
pub(super) fn built(
    file: &DocumentFile,
    view: &View,
    document: &Document,
    scope: &composed::Scope<'_>,
    diags: &mut Vec<Diag>,
) {
    if view.edition != Edition::Public || scope.withheld.is_empty() {
        return;
    }
    let texts = texts_of_document(document);
    let may_be = |text: &&String| scope.withheld.may_be_in(text);
    let body = OnceCell::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for text in texts.iter().filter(may_be) {
        for (range, spellings) in scope.withheld.find(text) {
            for spelling in
                spellings.iter().filter(|s| s.is_at(text, &range) && !is_released(scope.dossier, view, s.value))
            {
                // Marks become as many bytes, so that positions stay valid.
                let (written, shown) = body.get_or_init(|| {
                    let written = marks::replace(&file.body, |mark| "\u{0}".repeat(mark.range.len()));
                    let shown = BodyText::new(&written);
                    (written, shown)
                });
                let hidden = hidden_in(written, shown, scope.withheld, spelling.value);
                if let Some(severity) = severity(scope, spelling, hidden.is_some())
                    && seen.insert(spelling.value)
                {
                    let place = hidden.map(|range| Place::within(&file.path, Route::body(), range));
                    let found = spelling.by_folder.get(scope.dossier.folder.as_str()).unwrap_or(&spelling.first);
                    diags.push(of_composed(place.unwrap_or_else(|| place_of_text(file)), found).severity(severity));
                }
            }
        }
    }
}

/// Whether a document of a dossier declares a value as another word, also for facts that other documents print, or an
/// official of the document has the same name.
fn is_released(dossier: &Dossier, view: &View, value: &str) -> bool {
    let mut words = dossier.documents.iter().flat_map(|d| &d.record.other_words);
    words.any(|w| w.word == value) || texts_of_officials(view).iter().any(|t| t == value)
}

/// Range in the body where its Markdown hides a value that the body as it is written does not contain.
fn hidden_in(written: &str, shown: &BodyText, index: &WithheldIndex<'_>, value: &str) -> Option<Range<usize>> {
    let place_in = |text: &str| {
        let found = index.find(text).into_iter();
        found.filter(|(range, all)| all.iter().any(|s| s.value == value && s.is_at(text, range))).map(|f| f.0).next()
    };
    if place_in(written).is_some() {
        return None;
    }
    place_in(&shown.text).map(|range| shown.source(&range))
}

/// Severity of a value in the composed text; `None` if the check of the sources has decided on it: it reports other
/// dossiers and short words there.
fn severity(scope: &composed::Scope<'_>, spelling: &Spelling<'_>, hidden: bool) -> Option<Severity> {
    let own = spelling.by_folder.get(scope.dossier.folder.as_str());
    let short = spelling.value.chars().filter(|c| c.is_alphanumeric()).count() < 3;
    let round =
        |found: &Found| found.nature == Nature::Amount && found.value.chars().filter(char::is_ascii_digit).count() < 6;
    match own {
        Some(found) if hidden && !round(found) => Some(Severity::Error),
        _ if hidden => Some(Severity::Warning),
        Some(found) if !short && found.nature != Nature::Amount => Some(Severity::Error),
        _ => None,
    }
}

fn of_composed(place: Place, found: &Found) -> Diag {
    let message =
        text!("공개본의 글에 가린 말이 나타납니다", "the text of the public edition contains words that are withheld");
    RULE.problem(place, message).related(found.place.clone(), text!("여기서 가렸습니다", "withheld here")).help(text!(
        "여기에도 `[가릴 말](비공개:호)` 표시를 하거나 다른 말로 쓰십시오. 문자 참조, 강조, 링크 주소에 나뉘어 있어도 공개본에서는 합쳐집니다",
        "mark it here too as `[words](비공개:ground)`, or write it another way; references, emphasis and targets of links become plain words in the public edition"
    ))
}

fn problem(place: Place, open: &Open, found: &Found, is_separated: bool) -> Diag {
    let here = open.folder == found.folder || open.folder.is_empty();
    // A round sum may be a different one; six equal digits by chance can be released by the office.
    let digits = found.value.chars().filter(char::is_ascii_digit).count();
    let spoken = found.value.chars().all(char::is_alphabetic) && found.value.chars().count() > 6;
    // Settings and templates cannot declare a word of two letters as another word.
    let is_name = found.nature == Nature::Name && !open.folder.is_empty();
    let short =
        (found.value.chars().count() < 3 && !is_name) || (found.nature == Nature::Amount && digits < 6 && !spoken);
    let diag = RULE.problem(
        place,
        text!("다른 곳에서 가린 말이 여기에는 그대로 있습니다", "words that are withheld elsewhere stand open here"),
    )
    .related(found.place.clone(), text!("여기서는 가렸습니다", "withheld here"))
    .help(text!(
        "여기에도 `[가릴 말](비공개:호)` 표시를 하거나 다른 말로 쓰십시오. 글자만 같은 다른 말이면 문서에 `다른말: [{{말: …, 사유: …}}]`을 적으십시오",
        "mark it here too as `[words](비공개:ground)`, or write it another way; if it is another word, write `다른말: [{{말: …, 사유: …}}]` in the document"
    ));
    // Two syllables are many words, and another dossier may disclose what this one does not. Letters set apart are a
    // name in both cases, and `gian verify` would refuse them.
    if (here && !short) || is_separated { diag } else { diag.severity(Severity::Warning) }
}

/// Words that documents of a dossier declare as other words (`다른말`), with the path of the document and the folder of
/// the dossier.
fn released(as_of: Option<Date>, dossier: &Dossier) -> BTreeSet<(&str, &str)> {
    let with_page = dossier.documents.iter().filter(|document| has_page(&document.record, as_of));
    let words = with_page.flat_map(|document| {
        let words = document.record.other_words.iter().map(|w| w.word.as_str());
        words.flat_map(|word| [(word, document.path.as_str()), (word, dossier.folder.as_str())])
    });
    words.collect()
}

/// Documents whose declaration applies to a text: its own, or for facts any of the dossier.
fn place_of_release(open: &Open) -> &str {
    if open.place.file.contains("/documents/") { &open.place.file } else { &open.folder }
}

/// Skip names of officials, even if a withheld person has the same name.
fn is_official(open: &Open) -> bool {
    open.place
        .route
        .first()
        .is_some_and(|first| [keys::APPROVAL, keys::COOPERATION, keys::AUTHOR, keys::JOINT].contains(&&*first))
}
