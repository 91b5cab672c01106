//! # 검토의견을 적은 문서는 review.yaml과 같은 말로 적습니다
//!
//! 본문이나 틀에 식별자와 함께 적은 제목, 의무(필수·권고·참고), 내용은 review.yaml의 것과 같아야 합니다. 의견을
//! 고친 뒤 손으로 옮겨 적은 말이 남으면 한 기관의 두 문서가 같은 의견을 달리 말합니다. 식별자가 표의 한 칸이거나
//! 항목의 첫머리일 때만 보고, `F-1-3 참조`처럼 문장에서 가리키기만 하면 보지 않습니다. 끝말만 다른 답변(`서술`과
//! `서술함`)도 괜찮습니다.
//!
//! 예: 검토의견의 제목이 `사업의 근거 보완`인데 `- F-1-1 사업의 근거 보충`
//! 대신: `- F-1-1 사업의 근거 보완`, 또는 `{{ finding.title }}`로 불러옴
//!
//! 근거: 적힌 사실의 비교.
//!
//! # A document that names a finding says of it what the review says
//!
//! Titles, obligations (필수, 권고, 참고) and words that stand beside the id of a finding are those of review.yaml,
//! in bodies and in templates. When a finding is corrected, what was copied by hand stays behind, and two documents
//! of one office say two things under one id. An id counts where it is a whole cell of a table or the head of an
//! item; in a sentence (`F-1-3 참조`) it only refers. An answer that only ends otherwise (`서술` and `서술함`) is
//! fine.
//!
//! Example: `- F-1-1 사업의 근거 보충` for the finding `사업의 근거 보완`
//! Instead: `- F-1-1 사업의 근거 보완`, or `{{ finding.title }}`
//!
//! Source: comparison of what is written.

use std::cell::OnceCell;
use std::ops::Range;

use gian_compose::markdown;
use gian_diagnostics::{Diag, Place, Route, Severity, Text, text};
use gian_document::{Block, Document, Item, Row, Table, each_line, plain, walk};
use gian_korean::particle::particle;
use gian_model::review::Obligation;
use gian_model::{DocumentFile, keys, routes};
use gian_view::{Edition, FindingView, View};

use crate::composed::Scope;
use crate::{Layer, Rule, Run};

pub(super) const RULE: Rule = Rule::new("finding-words", Layer::Content, Severity::Error, &[Run::Composed(run)]);

/// Similarity from which a line counts as copied from a finding.
const NEAR: f64 = 0.7;

/// Minimum length of a line, because shorter ones are similar by chance.
const SHORTEST: usize = 8;

/// A finding in its printed form. Its text is parsed when a line is compared with it, because a document that names
/// findings repeats few of them.
struct Printed<'a> {
    finding: &'a FindingView,
    id: &'a str,
    label: &'static str,
    title: String,
    lines: OnceCell<Vec<String>>,
    answer: OnceCell<Vec<String>>,
}

impl Printed<'_> {
    fn lines(&self) -> &[String] {
        self.lines.get_or_init(|| lines(&markdown::parse(&self.finding.body).0))
    }

    /// Lines of the answer, which may repeat the finding.
    fn answer(&self) -> &[String] {
        self.answer.get_or_init(|| {
            let response = self.finding.response.iter();
            let texts = response.flat_map(|r| std::iter::once(&r.text).chain(&r.before).chain(&r.after));
            texts.flat_map(|text| lines(&markdown::parse(text).0)).collect()
        })
    }
}

/// Checks one composed document.
pub(super) fn run(file: &DocumentFile, view: &View, document: &Document, scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    if view.edition != Edition::Internal {
        return;
    }
    let rounds = view.review.iter().flat_map(|review| &review.rounds);
    let all: Vec<&FindingView> = rounds.flat_map(|round| &round.findings).collect();
    // Most documents name no finding.
    if !scope.lines.iter().any(|line| all.iter().any(|finding| line.contains(&finding.id))) {
        return;
    }
    let findings: Vec<Printed<'_>> = all.into_iter().map(printed).collect();
    let mut found = Vec::new();
    blocks(&document.blocks, &findings, &mut found);
    for wrong in found {
        diags.push(wrong.diag(file, scope));
    }
}

fn printed(finding: &FindingView) -> Printed<'_> {
    Printed {
        finding,
        id: &finding.id,
        label: finding.label,
        title: even(&plain(&markdown::parse_inline(&finding.title).0)),
        lines: OnceCell::new(),
        answer: OnceCell::new(),
    }
}

/// Text without whitespace, which varies with tables and line breaks.
fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Part of a finding that differs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Title,
    Label,
    Words,
}

/// A part of a document that contradicts the review.
struct Wrong {
    id: String,
    what: What,
    said: String,
    right: String,
}

impl Wrong {
    fn new(finding: &Printed<'_>, what: What, said: &str, right: &str) -> Self {
        Self { id: finding.id.to_owned(), what, said: said.to_owned(), right: right.to_owned() }
    }

    fn diag(self, file: &DocumentFile, scope: &Scope<'_>) -> Diag {
        let Self { id, what, said, right } = self;
        let (message, key) = match what {
            What::Title => (
                text!(
                    "`{id}` 곁에 적은 제목이 검토의견의 제목과 다릅니다: `{said}`",
                    "the title `{said}` beside `{id}` is not that of the finding"
                ),
                keys::TITLE,
            ),
            What::Label => (
                text!(
                    "`{id}` 곁에 적은 의무가 검토의견의 의무와 다릅니다: `{said}`",
                    "the obligation `{said}` beside `{id}` is not that of the finding"
                ),
                keys::OBLIGATION,
            ),
            What::Words => (
                text!(
                    "`{id}` 곁에 적은 글이 검토의견의 내용과 다릅니다: `{said}`",
                    "`{said}` beside `{id}` is not worded as the finding is"
                ),
                keys::CONTENTS,
            ),
        };
        let help = if file.body.trim().is_empty() {
            text!("틀이 검토의견을 그대로 보이게 하십시오: `{}`", "let the template show the finding as it is: `{}`"; right)
        } else {
            Text {
                ko: format!("`{right}`{} 고치거나, 적지 말고 `{{{{ }}}}`로 불러오십시오", particle(&right, "으로/로")),
                en: format!("write `{right}`, or let `{{{{ }}}}` bring it"),
            }
        };
        let diag = RULE.problem(place(file, &id, &said), message).help(help);
        match origin(scope, &id, key) {
            Some(origin) => diag.related(origin, text!("검토의견에 적힌 것", "as the review has it")),
            None => diag,
        }
    }
}

/// Place in a body: the words, else the id, else its start. If a template writes the text, the place is the title of
/// the document.
fn place(file: &DocumentFile, id: &str, said: &str) -> Place {
    if file.body.trim().is_empty() {
        return Place::value(&file.path, Route::of(keys::TITLE));
    }
    let named = ids(&file.body, id).next().map(|range| range.start);
    let words = named.and_then(|at| file.body[at..].find(said).map(|i| at + i..at + i + said.len()));
    match words.filter(|range| !file.body[range.clone()].contains('\n')).or_else(|| ids(&file.body, id).next()) {
        Some(range) => Place::within(&file.path, Route::body(), range),
        None => Place::value(&file.path, Route::body()),
    }
}

/// Positions of an id, excluding longer ids that begin with it.
fn ids<'a>(text: &'a str, id: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let whole = |at: usize| !text[at + id.len()..].starts_with(|c: char| c.is_ascii_digit());
    text.match_indices(id).filter(move |(at, _)| whole(*at)).map(|(at, _)| at..at + id.len())
}

fn origin(scope: &Scope<'_>, id: &str, key: &str) -> Option<Place> {
    let findings = &scope.dossier.review.as_ref()?.findings;
    let at = findings.iter().position(|f| f.id == id)?;
    Some(Place::value(&scope.dossier.review_path(), routes::finding(at).key(key)))
}

fn blocks(list: &[Block], findings: &[Printed<'_>], wrong: &mut Vec<Wrong>) {
    walk(list, &mut |block| match block {
        Block::Items(items) => {
            for entry in items {
                item(entry, findings, wrong);
                blocks(&entry.below, findings, wrong);
            }
            false
        }
        Block::Table(table) => {
            table.rows.iter().for_each(|r| row(table, r, findings, wrong));
            true
        }
        _ => true,
    });
}

fn lines(list: &[Block]) -> Vec<String> {
    let mut found = Vec::new();
    each_line(list, &mut |line| found.push(even(&plain(line))));
    found
}

fn row(table: &Table, row: &Row, findings: &[Printed<'_>], wrong: &mut Vec<Wrong>) {
    let cells: Vec<(usize, Vec<String>)> = row.cells.iter().map(|c| (c.column, lines(&c.blocks))).collect();
    let named = |f: &&Printed<'_>| cells.iter().any(|(_, lines)| matches!(&lines[..], [only] if only == f.id));
    let Some(finding) = findings.iter().find(named) else { return };
    let others = cells.iter().filter(|(_, lines)| !matches!(&lines[..], [only] if only == finding.id));
    for (column, lines) in others {
        let whole = lines.join(" ");
        let head = plain(table.head_of(*column));
        if is_label(&whole) {
            label(finding, &whole, wrong);
        } else if names_title(&head, table) && !whole.is_empty() {
            if !lines.iter().any(|line| line.contains(&finding.title)) {
                wrong.push(Wrong::new(finding, What::Title, &lines[0], &finding.title));
            }
        } else {
            lines.iter().for_each(|line| titled(finding, findings, line, wrong));
            if names_words(&head) {
                lines.iter().for_each(|line| quoted(finding, line, wrong));
            }
        }
    }
}

/// Whether the head of a column announces titles.
fn names_title(head: &str, table: &Table) -> bool {
    let bare = |head: &str| -> String { head.chars().filter(|c| !c.is_whitespace()).collect() };
    let titles = ["제목", "의견제목", "검토의견제목"];
    // Beside a column of titles, 검토의견 means the text of the findings.
    let has_titles = (0..table.columns.len()).any(|x| titles.contains(&bare(&plain(table.head_of(x))).as_str()));
    titles.contains(&bare(head).as_str()) || (bare(head) == "검토의견" && !has_titles)
}

/// Whether the head of a column announces the text of findings.
fn names_words(head: &str) -> bool {
    let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    ["내용", "의견", "주요내용", "의견내용", "검토내용", "검토의견내용"].contains(&head.as_str())
}

fn item(item: &Item, findings: &[Printed<'_>], wrong: &mut Vec<Wrong>) {
    let text = even(&plain(&item.text));
    let head = text.trim_start_matches(['[', '(', '【']);
    let Some((finding, rest)) = findings.iter().find_map(|f| Some((f, after(head, f.id)?))) else { return };
    // `F-1-3 (참고)` is a cross-reference; beside the title it is the obligation.
    let is_titled = text.contains(&finding.title);
    for word in labels(rest).filter(|word| is_titled || *word != Obligation::Advisory.label()) {
        label(finding, word, wrong);
    }
    let slot = title_slot(rest);
    if !is_titled && !slot.is_empty() && !is_mention(slot) {
        wrong.push(Wrong::new(finding, What::Title, slot, &finding.title));
    } else if !is_titled {
        titled(finding, findings, rest, wrong);
    }
    lines(&item.below).iter().for_each(|line| quoted(finding, line, wrong));
}

/// Text after an id at the start; `None` if a particle makes the id part of a sentence.
fn after<'a>(text: &'a str, id: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(id)?;
    let apart = rest.is_empty() || rest.starts_with([' ', ':', '.', ')', ']', '】', '(']);
    apart.then(|| rest.trim_start_matches([' ', ':', '.', ')', ']', '】']))
}

/// Candidate title of an item: up to a colon, without leading and trailing brackets.
fn title_slot(rest: &str) -> &str {
    let mut slot = rest.trim();
    while let Some((inner, behind)) = slot.strip_prefix(['(', '[']).and_then(|s| s.split_once([')', ']'])) {
        if !is_label(inner.trim()) {
            break;
        }
        slot = behind.trim_start_matches([' ', ':']);
    }
    let end = slot.find([':', '(', '[']).unwrap_or(slot.len());
    slot[..end].trim()
}

/// Whether the words after an id only refer to the finding.
fn is_mention(words: &str) -> bool {
    const REFERRING: [&str; 12] =
        ["참조", "참고", "관련", "반영", "미반영", "일부반영", "추후반영", "불수용", "등", "및", "외", "~"];
    let refers = words.split(' ').next().is_some_and(|first| REFERRING.iter().any(|r| first.starts_with(r)));
    let sentence = ["다", "다.", "함", "음", "됨", "임", "것"].iter().any(|end| words.ends_with(end));
    refers || sentence || words.starts_with("F-") || words.starts_with(',')
}

/// Labels of obligations, written in brackets.
fn labels(rest: &str) -> impl Iterator<Item = &str> {
    let bracketed = rest.split(['(', '[']).skip(1).filter_map(|part| part.split([')', ']']).next());
    bracketed.map(str::trim).filter(|word| is_label(word))
}

fn is_label(word: &str) -> bool {
    Obligation::LABELS.iter().any(|(_, label)| *label == word)
}

fn label(finding: &Printed<'_>, said: &str, wrong: &mut Vec<Wrong>) {
    if said != finding.label {
        wrong.push(Wrong::new(finding, What::Label, said, finding.label));
    }
}

/// Finds a line that is similar to the title, or equals the title of another finding.
fn titled(finding: &Printed<'_>, all: &[Printed<'_>], line: &str, wrong: &mut Vec<Wrong>) {
    let of_another = all.iter().any(|other| other.id != finding.id && other.title == line);
    let answered = || finding.answer().iter().any(|own| own == line);
    if line != finding.title && (of_another || is_near(&finding.title, line)) && !answered() {
        wrong.push(Wrong::new(finding, What::Title, line, &finding.title));
    }
}

/// Finds a line that was copied from the finding and is outdated.
fn quoted(finding: &Printed<'_>, line: &str, wrong: &mut Vec<Wrong>) {
    if finding.lines().iter().chain(finding.answer()).any(|own| own == line) {
        return;
    }
    if let Some(own) = finding.lines().iter().find(|own| is_near(own, line)) {
        wrong.push(Wrong::new(finding, What::Words, line, own));
    }
}

/// Whether two lines differ in a few words that are not only at the end: an answer changes the end to say that a
/// request was met (`보완함` for `보완할 것`).
fn is_near(own: &str, line: &str) -> bool {
    fn all_but_last(text: &str) -> Option<&str> {
        text.strip_suffix(" 것").unwrap_or(text).rsplit_once(' ').map(|(head, _)| head)
    }
    let same_but_end = all_but_last(own).is_some() && all_but_last(own) == all_but_last(line);
    let (length, other) = (own.chars().count(), line.chars().count());
    // The distance is at least the difference of the lengths, which is faster to compute.
    let may_be_near = length.min(other) as f64 >= NEAR * length.max(other) as f64;
    own != line
        && !same_but_end
        && length >= SHORTEST
        && may_be_near
        && strsim::normalized_levenshtein(own, line) >= NEAR
}
