//! # 한 곳에서 가린 말은 다른 곳에서도 가립니다
//!
//! 한 곳에서 가린 성명, 번호, 금액이나 말이 다른 곳에 그대로 있으면 가린 뜻이 없습니다. 띄어 쓰거나 가운뎃점을 넣은
//! 것(`홍 길 동`)도 찾습니다. 같은 건 안에서는 오류이고, 다른 건에 있거나 세 글자가 안 되는 말, 여섯 자리가 안 되는
//! 금액이면 경고입니다. 결재선의 공무원 이름, 소속처럼 따로 쓰일 수 있는 말, 더 긴 낱말에 든 두 글자와 더 긴 수에
//! 든 숫자는 보지 않습니다. 글자만 같은 다른 말은 문서의 `다른말`에 사유와 함께 적습니다.
//!
//! 예: 명단에서 `비공개: 6`으로 가린 사람의 이름을 회의 내용에 `홍길동 위원이 제안함`으로 적음
//! 대신: `[홍길동](비공개:6) 위원이 제안함`
//!
//! 근거: 정보공개법 제9조제1항, 제14조; 개인정보 보호법.
//!
//! # What is withheld in one place does not stand open in another
//!
//! A name, a number, an amount or words that are withheld in one place and stand open in another are not withheld.
//! They are also found when written apart (`홍 길 동`). In the same dossier that is an error; in another dossier,
//! of words under three letters or of amounts under six digits it is a warning. Names of officials in the approval
//! line, an employer that may be named for its own sake, two letters inside a longer word and digits inside a
//! longer number do not count. Another word with the same letters is named under `다른말` of the document, with the
//! reason.
//!
//! Example: `홍길동 위원이 제안함` in the minutes, for a member with `비공개: 6`
//! Instead: `[홍길동](비공개:6) 위원이 제안함`
//!
//! Source: 정보공개법 제9조제1항 and 제14조; 개인정보 보호법.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;
use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_document::{Document, each_line, plain};
use gian_model::{DocumentFile, keys};
use gian_source::progress::step;
use gian_view::{Edition, View};

use crate::composed::texts_of_record;
use crate::secrets::{Found, Nature, Open, has_page};
use crate::{Layer, Rule, Run, Scope, composed};

pub(super) const RULE: Rule =
    Rule::new("withheld-elsewhere", Layer::Statute, Severity::Error, &[Run::Workspace(run), Run::Composed(shown)]);

pub(super) fn run(scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    let values = values(&scope.sorted.withheld);
    if values.is_empty() {
        return;
    }
    let automaton = AhoCorasick::new(values.keys()).expect("the values of an office fit into an automaton");
    let values: Vec<Vec<Spelling<'_>>> = values.into_values().collect();
    let released = released(scope);
    let overrides = scope.sources.templates.iter().map(|(path, text)| Open {
        text: text.clone(),
        place: Place::bytes(&format!("templates/{path}"), 0..0),
        folder: String::new(),
    });
    let overrides: Vec<Open> = overrides.collect();
    let mut of_text = |open: &Open| {
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let folded = Folded::new(&open.text);
        for hit in automaton.find_overlapping_iter(&folded.text) {
            let range = folded.range(hit.range(), &open.text);
            let is = |s: &&Spelling<'_>| {
                is_the_value(&open.text, &range, s.value) && !released.contains(&(s.value, place_of_release(open)))
            };
            let spellings: Vec<&Spelling<'_>> = values[hit.pattern().as_usize()].iter().filter(is).collect();
            // A value withheld by the same dossier takes precedence.
            let own = spellings.iter().find_map(|s| s.by_folder.get(open.folder.as_str()));
            let Some(found) = own.or_else(|| spellings.first().map(|s| &s.first)) else { continue };
            let place = match open.place.file.starts_with("templates/") {
                true => Place::bytes(&open.place.file, range.clone()),
                false => Place::within(&open.place.file, &open.place.route, range.clone()),
            };
            if seen.insert(range.start) {
                diags.push(problem(place, open, found));
            }
        }
    };
    for file in scope.sorted.open.chunk_by(|a, b| a.place.file == b.place.file).chain(overrides.chunks(1)) {
        let has = |open: &&Open| !is_official(open) && automaton.is_match(&fold(&open.text));
        step(scope.watch, &file[0].place.file, || file.iter().filter(has).for_each(&mut of_text));
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
    let Some((text, place)) = of_document(scope.held, &said, &words) else { return };
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

/// A written form of a value, and where the value is withheld.
struct Spelling<'a> {
    value: &'a str,
    first: &'a Found,
    /// The first occurrence in each dossier.
    by_folder: BTreeMap<&'a str, &'a Found>,
}

/// Index of the searched values by their letters. Committee members are withheld in all their dossiers, and are
/// searched for once.
fn values(withheld: &[Found]) -> BTreeMap<String, Vec<Spelling<'_>>> {
    let mut values: BTreeMap<String, BTreeMap<&str, (usize, Spelling<'_>)>> = BTreeMap::new();
    for (order, found) in withheld.iter().enumerate().filter(|(_, f)| shortest(f).is_some()) {
        let spellings = values.entry(fold(&found.value)).or_default();
        let spelling = || (order, Spelling { value: &found.value, first: found, by_folder: BTreeMap::new() });
        let (_, spelling) = spellings.entry(&found.value).or_insert_with(spelling);
        spelling.by_folder.entry(&found.folder).or_insert(found);
    }
    fn in_order<'a>(spellings: BTreeMap<&'a str, (usize, Spelling<'a>)>) -> Vec<Spelling<'a>> {
        let mut spellings: Vec<_> = spellings.into_values().collect();
        spellings.sort_by_key(|(order, _)| *order);
        spellings.into_iter().map(|(_, s)| s).collect()
    }
    values.into_iter().map(|(folded, spellings)| (folded, in_order(spellings))).collect()
}

/// Places where a public document shows what its own decisions withhold, because another document disclosed it.
/// Searches its record and text.
fn of_document(held: &[Found], texts: &[String], words: &[String]) -> Option<(String, Place)> {
    let wanted: Vec<&Found> = held.iter().filter(|f| shortest(f).is_some()).collect();
    if wanted.is_empty() {
        return None;
    }
    let patterns = wanted.iter().map(|f| fold(&f.value));
    let automaton = AhoCorasick::new(patterns).expect("the values of an office fit into an automaton");
    texts.iter().find_map(|text| {
        let folded = Folded::new(text);
        automaton.find_overlapping_iter(&folded.text).find_map(|hit| {
            let found = wanted[hit.pattern().as_usize()];
            let range = folded.range(hit.range(), text);
            let certain = found.value.chars().count() > 2 && (found.nature != Nature::Amount || found.value.len() > 6);
            let is = certain && is_the_value(text, &range, &found.value) && !words.contains(&found.value);
            is.then(|| (text.clone(), found.place.clone()))
        })
    })
}

/// Minimum number of characters of a searched value; `None` for values that may occur elsewhere legitimately.
fn shortest(found: &Found) -> Option<usize> {
    let least = match found.nature {
        Nature::Name | Nature::Private | Nature::Words => 2,
        Nature::Amount => 5,
        // An employer, or a line of a report, may be mentioned for its own sake.
        Nature::Detail | Nature::Document => return None,
    };
    (found.value.chars().filter(|c| c.is_alphanumeric()).count() >= least).then_some(least)
}

fn problem(place: Place, open: &Open, found: &Found) -> Diag {
    let here = open.folder == found.folder || open.folder.is_empty();
    // A round sum may be a different one; six equal digits by chance can be released by the office.
    let digits = found.value.chars().filter(char::is_ascii_digit).count();
    let short = found.value.chars().count() < 3 || (found.nature == Nature::Amount && digits < 6);
    let diag = RULE.problem(
        place,
        text!("다른 곳에서 가린 말이 여기에는 그대로 있습니다", "words that are withheld elsewhere stand open here"),
    )
    .related(found.place.clone(), text!("여기서는 가렸습니다", "withheld here"))
    .help(text!(
        "여기에도 `[가릴 말](비공개:호)` 표시를 하거나 다른 말로 쓰십시오. 글자만 같은 다른 말이면 문서에 `다른말: [{{말: …, 사유: …}}]`을 적으십시오",
        "mark it here too as `[words](비공개:ground)`, or write it another way; if it is another word, write `다른말: [{{말: …, 사유: …}}]` in the document"
    ));
    // Two syllables occur in many words, and another dossier may disclose what this one does not.
    if here && !short { diag } else { diag.severity(Severity::Warning) }
}

/// Whether matched letters are the value: without gaps or with equal ones, not part of a longer number, and a separate
/// word if short.
fn is_the_value(text: &str, range: &std::ops::Range<usize>, value: &str) -> bool {
    let (before, after) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    let part = &text[range.clone()];
    let letters = value.chars().filter(|c| c.is_alphanumeric()).count();
    if part.to_lowercase() != value.to_lowercase() {
        // Names and numbers may be written with spaces, dots or lines between their parts.
        let small =
            part.split(char::is_alphanumeric).all(|gap| gap.chars().count() <= 3 && gap.chars().all(is_separator));
        if !small || letters < 3 {
            return false;
        }
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if (part.starts_with(|c: char| c.is_ascii_digit()) && digit(before))
        || (part.ends_with(|c: char| c.is_ascii_digit()) && digit(after))
    {
        return false;
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let title = || TITLES.iter().any(|t| text[range.end..].starts_with(t));
    letters > 2 || (!letter(before) && (!letter(after.filter(|c| !PARTICLES.contains(*c))) || title()))
}

/// Separators of the parts of a name or number.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '·' | '・' | 'ㆍ' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200d}' | '*')
}

/// Titles that follow a name without a space.
const TITLES: [&str; 12] =
    ["위원", "교수", "대표", "팀장", "과장", "국장", "소장", "이사", "회장", "주무관", "선생", "의원"];

/// Syllables that follow a name: 이준은, 이준의.
const PARTICLES: &str = "은는이가을를의에와과도로님씨";

/// Words that documents declare as other words (`다른말`), with the path of the document and the folder of its dossier.
fn released<'a>(scope: &Scope<'a>) -> BTreeSet<(&'a str, &'a str)> {
    let as_of = scope.workspace.settings.archive.as_of;
    let documents = scope.workspace.dossiers.iter().flat_map(|d| d.documents.iter().map(move |x| (d, x)));
    let with_page = documents.filter(|(_, document)| has_page(&document.record, as_of));
    let words = with_page.flat_map(|(dossier, document)| {
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

/// Letters and digits of a text in lower case.
fn fold(source: &str) -> String {
    source.chars().filter(|c| is_letter(*c)).flat_map(char::to_lowercase).collect()
}

/// Like `char::is_alphanumeric`, but tests Hangul by range because the table lookup is slow.
fn is_letter(c: char) -> bool {
    matches!(c, '가'..='힣') || c.is_alphanumeric()
}

/// Letters and digits of a text in lower case, with their positions.
struct Folded {
    text: String,
    /// Offset in the source of each byte of the folded text.
    at: Vec<usize>,
}

impl Folded {
    fn new(source: &str) -> Self {
        let (mut text, mut at) = (String::new(), Vec::new());
        for (i, c) in source.char_indices().filter(|(_, c)| is_letter(*c)) {
            for low in c.to_lowercase() {
                text.push(low);
                at.extend(std::iter::repeat_n(i, low.len_utf8()));
            }
        }
        Self { text, at }
    }

    /// Bytes of the source for bytes of the folded text.
    fn range(&self, folded: Range<usize>, source: &str) -> Range<usize> {
        let last = self.at[folded.end - 1];
        self.at[folded.start]..last + source[last..].chars().next().map_or(0, char::len_utf8)
    }
}
