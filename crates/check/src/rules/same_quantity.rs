//! # 한 문서에서 같은 것의 수는 같습니다
//!
//! `참석자 총 660명`, `총사업비 1,200백만원`, `설문 응답 320명`처럼 문서에 하나뿐인 것의 수가 글과 글, 글과 표의 합계(또는 그 이름의 칸), `개요` 블록이나
//! 머리의 값에서 다르면 어느 것이 맞는지 묻습니다. 표는 제목, 열의 머리, 행의 이름으로 무엇의 수인지 압니다. 천원·백만원·억원은 바꾸어 견줍니다.
//! 차수·기·연도가 다른 곳, 계획과 실적, 변경 전과 후, 연인원과 실인원, 부가세가 다른 것, 다른 말이 앞에 붙은 일부, 셋 이상으로 다른 값은 같은 것이
//! 아닐 수 있으므로 견주지 않습니다. 가린 수도 견주지 않습니다.
//!
//! 이름이 달라도 `점검 대상: 48개소`와 `84개소를 점검`처럼 숫자 하나가 다르거나 두 숫자의 자리가 바뀐 두 수는 잘못 적은 것으로 봅니다. 하나는 이름을
//! 붙인 값, `요약`이나 `머리글`의 수, `총`을 붙인 수, 표의 합계여야 하고 둘에 같은 낱말이 있어야 합니다. 같은 낱말이 없으면 그 단위로 적은 전체의 수가
//! 둘뿐일 때에만 참고로 알립니다. 두 수를 한 줄이나 한 표에 함께 적었거나, 차이나 비율을 적었거나, 신청과 선정처럼 다른 단계의 수이면 알리지 않습니다.
//! `모집 인원: 40명`과 `주민 45명을 모집하여`처럼 이름과 동사로 적은 수는 문장의 수가 더 크고 이름의 수를 적은 다른 문장이 없을 때에 알립니다.
//!
//! 표의 행 이름과 함께 글에 다시 적은 수(`자원순환과 38건`), 두 해가 있는 행의 증감(`전년 대비 37건 감소`), `(붙임 1 참조)`를 단 수와 그 붙임의 제목에 적은
//! 수도 견줍니다.
//!
//! 예: 개요에 `참석자 총 66명`, 표 `읍면별 참석자`의 합계 `68`
//! 대신: 두 곳에 같은 수를 적음
//!
//! 근거: 적은 수의 비교.
//!
//! # One thing has one number in a document
//!
//! Where something that a document has once, such as 참석자, 총사업비 or 설문 응답, has two numbers in texts, in the total of a
//! table (or the cell named after it), in a block 개요 or a value of the head, the message asks which is right. The title, the heads
//! and the labels of rows tell what a table counts; thousands and millions of won are converted. Places of different rounds or
//! years, plans and results, before and after a change, with and without tax, parts with another word before them, and three or more
//! different values are not compared, because they may be different things. Withheld numbers are not compared.
//!
//! Numbers with other names are told where they differ as a slip of typing does, by one digit or two exchanged ones:
//! `점검 대상: 48개소` and `84개소를 점검`. One of them is a labelled value, a number of `요약` or `머리글`, one after 총, or the total
//! of a table, and both have a word in common. Without such a word they are told, as a remark, only if they are the only two
//! wholes of their unit. Nothing is told if one line or table has both numbers, if their difference or share is
//! written, or if they are of different steps such as 신청 and 선정.
//! A label and a verb of one act, as `모집 인원: 40명` and `주민 45명을 모집하여`, are told where the sentence has more and no other
//! sentence has the number of the label.
//!
//! Also compared are a number that a text tells again with the name of a row of a table, the change of a row with two years, and a
//! number that cites an attachment (`(붙임 1 참조)`) with that in its title.
//!
//! Example: `참석자 총 66명` in the overview, and a total `68` of the table `읍면별 참석자`
//! Instead: the same number in both places
//!
//! Source: a comparison of the numbers written.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::figure_slip::Slip;
use gian_korean::particle::particle;
use gian_korean::quantity::{MICRO, Quantity};
use gian_source::yaml::Kind;

use crate::acts;
use crate::cited_attachments;
use crate::figure_pairs;
use crate::figures::Figures;
use crate::named::{NAMES, Stages, canonical, is_count, of_title, qualifiers, qualify_year};
use crate::prose::table::{Amount, Cell, Row, Sort, Table, label};
use crate::prose::{Origin, Prose};
use crate::repeated_cells;
use crate::said::{Form, Said, leading, own_words, said, unit_of, without_signs};
use crate::surroundings::{Context, are_parallel, context};
use crate::{Layer, Rule, Run};

pub(super) const RULE: Rule = Rule::new("same-quantity", Layer::Content, Severity::Warning, &[Run::File(run)]);

pub(super) fn run(pieces: &[Prose<'_>], diags: &mut Vec<Diag>) {
    let Some(body) = pieces.iter().find(|p| p.is_body()) else { return };
    if !pieces.iter().any(Prose::has_digit) {
        return;
    }
    let mut finder = Finder::new(body);
    for piece in pieces {
        finder.of_head(piece);
    }
    finder.of_blocks();
    for table in body.structure().tables() {
        finder.of_table(table);
    }
    let texts = pieces.iter().filter(|p| match p.origin {
        Origin::Body => true,
        Origin::Value(_) => !p.markdown,
        Origin::Block { .. } => false,
    });
    let texts: Vec<(&Prose<'_>, Vec<Said>)> = texts.map(|piece| (piece, said(piece))).collect();
    for (_, all) in &texts {
        finder.learn(all);
    }
    for (piece, all) in &texts {
        finder.of_text(piece, all);
    }
    let named: Vec<Diag> = finder.mentions.iter().filter_map(|((name, _), of)| compare(name, of)).collect();
    let told = diags.len();
    let figures = Figures::of(body, pieces);
    slips(&figures, &named, diags);
    repeated(body, pieces, &figures, diags);
    diags.extend(named);
    for (first, other) in acts::differing(body) {
        let known = |d: &Diag| d.place == other.place || d.related.iter().any(|r| r.0 == other.place);
        if !diags[told..].iter().any(known) {
            let found = two(&first.name, (&first.written, first.place.clone()), (&other.written, other.place.clone()));
            diags.push(found);
        }
    }
}

/// Figures that differ as a slip of typing does, where the names differ.
fn slips(figures: &Figures<'_>, named: &[Diag], diags: &mut Vec<Diag>) {
    for pair in figure_pairs::pairs(figures) {
        let (first, other) = (pair.first, pair.other);
        let told = |place: &Place| named.iter().any(|d| d.place == *place || d.related.iter().any(|r| r.0 == *place));
        if told(&first.place) || told(&other.place) {
            continue;
        }
        let (one, two) = (&first.written, &other.written);
        let how = match pair.slip {
            Slip::Exchanged => text!("두 숫자의 자리가 서로 바뀌어 있습니다", "two digits are exchanged"),
            Slip::Changed => text!("숫자 하나가 다릅니다", "one digit differs"),
            Slip::Longer => text!("숫자 하나가 더 있거나 빠져 있습니다", "one has a digit more"),
        };
        let told = match &pair.shared {
            Some(name) => RULE.warning(
                other.place.clone(),
                text!(
                    ko: "`{name}`{} 앞에는 {one}, 여기에는 {two}{} 적혀 있습니다", particle(name, "이/가"), particle(two, "으로/로");
                    en: "`{name}` is {one} before, and {two} here"
                ),
            ),
            None => RULE.info(
                other.place.clone(),
                text!(
                    ko: "앞의 {one}{} 같은 것의 수이면 둘 가운데 하나가 틀립니다", particle(one, "과/와");
                    en: "if this counts the same as {one} before, one of them is wrong"
                ),
            ),
        };
        let help = text!(
            "틀린 수를 고치고, 서로 다른 것이면 무엇의 수인지 적으십시오",
            "correct the wrong one, or say what each of them counts"
        );
        diags.push(told.label(how).related(first.place.clone(), text!("앞에 적은 수", "the number before")).help(help));
    }
}

/// Numbers of rows and of attachments that the text tells otherwise.
fn repeated(body: &Prose<'_>, pieces: &[Prose<'_>], figures: &Figures<'_>, diags: &mut Vec<Diag>) {
    let help = || text!("틀린 수를 고치십시오", "correct the wrong number");
    let open = body.open();
    let known = |diags: &[Diag], place: &Place| diags.iter().any(|d| d.place == *place);
    for wrong in repeated_cells::wrong(body, figures) {
        let (name, right, said, place) =
            (&wrong.name, &wrong.right, &open[wrong.at.clone()], body.place(wrong.at.clone()));
        if known(diags, &place) {
            continue;
        }
        let told = match wrong.is_change {
            true => text!(
                ko: "표의 `{name}`에 따르면 {right}인데 {said}{} 적혀 있습니다", particle(said, "으로/로");
                en: "by the row `{name}` of the table this is {right}, not {said}"
            ),
            false => text!(
                ko: "표의 `{name}`에는 {right}, 여기에는 {said}{} 적혀 있습니다", particle(said, "으로/로");
                en: "the row `{name}` of the table has {right}, and this is {said}"
            ),
        };
        diags.push(
            RULE.problem(place, told).related(wrong.place, text!("표의 수", "the number of the table")).help(help()),
        );
    }
    for wrong in cited_attachments::wrong(body, pieces) {
        let (name, right, said, place) =
            (&wrong.attachment, &wrong.right, &open[wrong.at.clone()], body.place(wrong.at.clone()));
        if known(diags, &place) {
            continue;
        }
        let told = text!(
            ko: "{name}의 제목에는 {right}, 여기에는 {said}{} 적혀 있습니다", particle(said, "으로/로");
            en: "the title of {name} has {right}, and this is {said}"
        );
        let own = text!("붙임의 제목에 적은 수", "the number in the title of the attachment");
        diags.push(RULE.problem(place, told).related(wrong.place, own).help(help()));
    }
}

/// A number of something.
#[derive(Debug)]
struct Mention {
    micro: i128,
    grain: i128,
    written: String,
    /// The name as written.
    name: String,
    place: Place,
    at: usize,
    form: Form,
    context: Context,
    qualifiers: BTreeSet<String>,
}

/// What stands around a declared number.
struct Around<'a> {
    title: &'a str,
    /// Position in the body; 0 for the head.
    at: usize,
    form: Form,
}

/// Events that a document tells of; with several, their numbers are of different things.
const EVENTS: [&str; 9] = ["설명회", "간담회", "공청회", "토론회", "교육", "회의", "축제", "강좌", "심의"];

/// Numbers by the canonical name of what they count, and unit.
struct Finder<'a> {
    body: &'a Prose<'a>,
    year: Option<i32>,
    stages: Stages,
    /// Number of kinds of events that the text names.
    events: usize,
    names: BTreeSet<(String, &'static str)>,
    /// Last words of names: `응답` of `설문 응답`; `None` for those of several names.
    ends: BTreeMap<(String, &'static str), Option<String>>,
    mentions: BTreeMap<(String, &'static str), Vec<Mention>>,
}

impl<'a> Finder<'a> {
    fn new(body: &'a Prose<'a>) -> Self {
        let mut finder = Self {
            body,
            year: body.day.map(|d| d.0.year()),
            stages: Stages::default(),
            events: EVENTS.iter().filter(|event| body.seen.contains(**event)).count(),
            names: BTreeSet::new(),
            ends: BTreeMap::new(),
            mentions: BTreeMap::new(),
        };
        let structure = body.structure();
        structure.headings.iter().for_each(|h| finder.stages.learn(&body.seen[h.range.clone()]));
        structure.tables().iter().filter_map(|t| t.title.as_ref()).for_each(|title| finder.stages.learn(title));
        for (name, unit) in NAMES {
            finder.names.extend(canonical(name).map(|name| (name, unit)));
        }
        finder
    }

    /// Learns a name, so that texts are searched for it.
    fn name(&mut self, name: &str, unit: &'static str) -> Option<(String, &'static str)> {
        let key = (canonical(name)?, unit);
        self.names.insert(key.clone());
        // `응답자` after `설문 응답`; but `위원` are more than `위촉 위원`.
        const EVENTS_AND_SURVEYS: [&str; 5] = ["설문", "조사", "행사", "사업", "프로그램"];
        let general = |word: &str| EVENTS_AND_SURVEYS.contains(&word) || EVENTS.contains(&word);
        if let Some((first, last)) = name.trim().rsplit_once(' ')
            && first.split_whitespace().all(general)
            && let Some(end) = canonical(last)
        {
            let known = self.ends.entry((end, unit)).or_insert_with(|| Some(key.0.clone()));
            *known = known.take().filter(|name| *name == key.0);
        }
        Some(key)
    }

    /// Adds a number that a table, a block or the head declares.
    fn declare(&mut self, name: &str, quantity: &Quantity, written: String, place: Place, around: Around<'_>) {
        let Around { title, at, form } = around;
        let Some(key) = self.name(name, quantity.unit) else { return };
        let context = if at > 0 { context(self.body, at) } else { Context::default() };
        let mut set = BTreeSet::new();
        qualifiers(&format!("{title} {name}"), self.year, &mut set);
        self.stages.qualify(title, &mut set);
        if quantity.unit == "원" {
            qualify_year(&format!("{title} {name}"), self.year, &mut set);
        }
        self.of_context(&context, quantity.unit, &mut set);
        self.mentions.entry(key).or_default().push(Mention {
            micro: quantity.micro,
            grain: quantity.grain,
            written,
            name: label(name),
            place,
            at,
            form,
            context,
            qualifiers: set,
        });
    }

    fn of_context(&self, context: &Context, unit: &str, set: &mut BTreeSet<String>) {
        for words in [&context.chapter, &context.section, &context.words] {
            qualifiers(words, self.year, set);
            self.stages.qualify(words, set);
            if unit == "원" {
                qualify_year(words, self.year, set);
            }
        }
    }

    /// A value of the head whose key is its name: `사업비: 3억원`.
    fn of_head(&mut self, piece: &Prose<'_>) {
        let Origin::Value(route) = &piece.origin else { return };
        let name = route.steps().next_back().unwrap_or_default().into_owned();
        let indexed = route.steps().any(|step| step.bytes().all(|b| b.is_ascii_digit()));
        if indexed || piece.markdown || piece.file != self.body.file {
            return;
        }
        let open = piece.open();
        if let Some(q) = leading(open) {
            let written = open[q.range.clone()].to_owned();
            let place = piece.place(q.range.clone());
            self.declare(&name, &q, written, place, Around { title: "", at: 0, form: Form::Declared });
        }
    }

    /// Lines of the blocks 개요.
    fn of_blocks(&mut self) {
        let body = self.body;
        for fence in body.structure().fences.iter().filter(|f| f.name == "개요") {
            let Some(Kind::Map(entries)) = fence.tree.as_ref().map(|t| &t.kind) else { continue };
            for entry in entries {
                let Kind::Scalar { text, .. } = &entry.value.kind else { continue };
                let Some(q) = leading(text).filter(|_| !text.contains("](")) else { continue };
                let place = Place::bytes(body.file, entry.value.span.clone());
                let around = Around { title: "", at: fence.whole.start.max(1), form: Form::Listed };
                self.declare(&entry.key, &q, text[q.range.clone()].to_owned(), place, around);
            }
        }
    }

    /// Totals of a table and rows that name their number.
    fn of_table(&mut self, table: &Table) {
        const LONGEST: usize = 60;
        let title = table.title.clone().unwrap_or_default();
        // The total of years is of none of them.
        let years = table.rows.iter().filter(|r| is_year(&r.cells[0].text)).count();
        let whole = title.contains('총') || table.heads.iter().any(|head| head.text.starts_with('총'));
        if years > 1 && !whole {
            return;
        }
        let of = of_title(&title);
        let totals: Vec<&Row> = table.rows.iter().filter(|r| r.sort == Sort::Total).collect();
        let columns: Vec<usize> =
            (0..table.heads.len()).filter(|x| table.adds_up[*x] && table.has_numbers(*x)).collect();
        if let [total] = totals[..] {
            let counts = columns.iter().filter(|x| is_count(&table.heads[**x].text)).count();
            for x in &columns {
                let head = &table.heads[*x].text;
                let single = columns.len() == 1 || ["계", "합계"].contains(&label(head).as_str());
                // The title may name a part of what the head names: `위촉 위원` and `위원`.
                let longer = |own: &String| {
                    of.as_deref().and_then(canonical).is_some_and(|of| of != *own && of.ends_with(own.as_str()))
                };
                let named = canonical(head).is_some_and(|own| !(longer(&own) && single));
                let titled = single || (counts == 1 && is_count(head));
                let names = [named.then(|| head.clone()), of.clone().filter(|_| titled)];
                for name in names.into_iter().flatten() {
                    self.of_cell(table, &name, (&total.cells[*x], *x), &title);
                }
            }
        }
        if table.rows.len() > LONGEST {
            return;
        }
        for row in table.rows.iter().filter(|r| r.sort == Sort::Entry && r.cells.len() > 1) {
            let numbers: Vec<usize> = columns.iter().copied().filter(|x| *x > 0 && is_number(&row.cells[*x])).collect();
            let name = &row.cells[0].text;
            match (numbers.as_slice(), &of) {
                ([x], Some(of)) if !totals.is_empty() && columns.len() == 1 => {
                    let name = if is_fund(name) { name.clone() } else { format!("{name} {of}") };
                    self.of_cell(table, &name, (&row.cells[*x], *x), &title);
                }
                _ if totals.is_empty() && table.heads.len() == 2 => {
                    self.of_cell(table, name, (&row.cells[1], 1), &title);
                }
                _ => {}
            }
        }
    }

    /// A cell with a number in its own unit, or in that of its head or table.
    fn of_cell(&mut self, table: &Table, name: &str, (cell, x): (&Cell, usize), title: &str) {
        let text = cell.text.trim_matches('*');
        let unit = match &cell.amount {
            Amount::Number(number) if number.unit.is_empty() => unit_of(table, x, name),
            Amount::Number(_) | Amount::Unknown => Some(String::new()),
            Amount::Nothing | Amount::Empty => None,
        };
        let Some(written) = unit.map(|unit| format!("{text}{unit}")).filter(|w| !w.contains(['[', '{'])) else {
            return;
        };
        let Some(q) = leading(&written) else { return };
        let head = format!("{title} {} {}", table.heads[x].text, table.unit.as_deref().unwrap_or_default());
        let place = Place::bytes(self.body.file, cell.at.clone());
        let listed = table.rows.iter().all(|row| row.sort == Sort::Entry) && table.heads.len() == 2;
        let form = if listed { Form::Listed } else { Form::Declared };
        let around = Around { title: &head, at: table.whole.start.max(1), form };
        self.declare(name, &q, written[q.range.clone()].to_owned(), place, around);
    }

    /// Names that a text declares itself: `참석 인원: 66명`, `교육생은 총 85명`.
    fn learn(&mut self, all: &[Said]) {
        for said in all {
            let clause = without_signs(&said.clauses[0]).split_whitespace();
            let own: Vec<&str> = clause.skip_while(|word| self.says_nothing(word)).collect();
            let words = own.len();
            let declares = match said.form {
                Form::Labelled => (1..=3).contains(&words),
                Form::Whole => (1..=2).contains(&words),
                Form::Declared | Form::Listed | Form::Plain | Form::Part => false,
            };
            if declares {
                self.name(&own.join(" "), said.quantity.unit);
            }
        }
    }

    /// Numbers of a text with a known name.
    fn of_text(&mut self, piece: &Prose<'_>, all: &[Said]) {
        let open = piece.open();
        for said in all {
            let Some((key, name)) = said.clauses.iter().find_map(|clause| self.known(clause, said.quantity.unit))
            else {
                continue;
            };
            let range = &said.quantity.range;
            let context = context(piece, range.start);
            let mut set = BTreeSet::new();
            let line = &own_words(open, said);
            qualifiers(line, self.year, &mut set);
            if said.quantity.unit == "원" {
                qualify_year(line, self.year, &mut set);
            }
            self.of_context(&context, said.quantity.unit, &mut set);
            self.mentions.entry((key, said.quantity.unit)).or_default().push(Mention {
                micro: said.quantity.micro,
                grain: said.quantity.grain,
                written: open[range.clone()].to_owned(),
                name,
                place: piece.place(range.clone()),
                at: if piece.is_body() { range.start } else { 0 },
                form: said.form,
                context,
                qualifiers: set,
            });
        }
    }

    /// The canonical name with which a clause ends, and its words; `None` if other words are before it.
    fn known(&self, clause: &str, unit: &'static str) -> Option<(String, String)> {
        const MOST: usize = 4;
        let words: Vec<&str> = without_signs(clause).split_whitespace().collect();
        let ends_clause = |w: &&str| ["며", "고", "여", "음", "함", "나", "."].iter().any(|end| w.ends_with(end));
        for count in (1..=words.len().min(MOST)).rev() {
            let (rest, own) = words.split_at(words.len() - count);
            let from = rest.iter().rposition(ends_clause).map_or(0, |i| i + 1);
            if !rest[from..].iter().all(|word| self.says_nothing(word)) {
                continue;
            }
            let name = own.join(" ");
            let Some(found) = canonical(&name) else { continue };
            let key = (found, unit);
            if self.names.contains(&key) {
                return Some((key.0, name));
            }
            if let Some(Some(full)) = self.ends.get(&key) {
                return Some((full.clone(), name));
            }
        }
        None
    }

    /// Whether a word before a name does not make it another thing: it speaks of the whole document.
    fn says_nothing(&self, word: &str) -> bool {
        const WORDS: [&str; 28] = [
            "사업",
            "조사",
            "우리",
            "구",
            "시",
            "군",
            "도",
            "이번",
            "금번",
            "본",
            "동",
            "이",
            "그",
            "해당",
            "관내",
            "현재",
            "올해",
            "금년",
            "오늘",
            "이날",
            "행사",
            "전체",
            "전",
            "한",
            "해",
            "지금까지",
            "결과",
            "총",
        ];
        let stem = ["에서는", "에는", "에서", "의", "에", "은", "는"]
            .iter()
            .find_map(|p| word.strip_suffix(p))
            .unwrap_or(word);
        let of_event = EVENTS.contains(&stem) && self.events == 1;
        let title = self.body.document.map(|d| d.record.title.0.as_str()).unwrap_or_default();
        let long = stem.chars().count() > 1;
        WORDS.contains(&word) || WORDS.contains(&stem) || of_event || (long && title.contains(stem))
    }
}

fn is_year(label: &str) -> bool {
    let label = label.trim_matches(['*', ' ']);
    label.get(..4).is_some_and(|year| year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit()))
}

fn is_number(cell: &Cell) -> bool {
    matches!(cell.amount, Amount::Number(_))
}

/// Whether a label names a source of money, which is a thing of its own.
fn is_fund(label: &str) -> bool {
    ["국비", "시비", "구비", "도비", "군비", "자부담", "지방비"].contains(&label)
}

/// The numbers of one name, compared where nothing says that they are of different things.
fn compare(name: &str, mentions: &[Mention]) -> Option<Diag> {
    let mut groups: BTreeMap<&BTreeSet<String>, Vec<&Mention>> = BTreeMap::new();
    for mention in mentions {
        groups.entry(&mention.qualifiers).or_default().push(mention);
    }
    groups.into_values().find_map(|mut group| {
        group.sort_by_key(|m| m.at);
        differing(name, &group)
    })
}

/// Whether two numbers are equal within their rounding.
fn same(a: &Mention, b: &Mention) -> bool {
    // A rounded number is near: `3억원` is not 250백만원.
    const NEAR: i128 = 20;
    let coarse = if a.grain == b.grain { 0 } else { a.grain.max(b.grain).max(MICRO) };
    (a.micro - b.micro).abs() <= coarse.min(a.micro.max(b.micro) / NEAR)
}

/// The first number that differs from the first one of the same thing.
fn differing(name: &str, mentions: &[&Mention]) -> Option<Diag> {
    const MOST: usize = 6;
    let first = mentions.first()?;
    let others: Vec<&&Mention> = mentions.iter().filter(|m| !same(m, first)).collect();
    let other = others.first()?;
    // Three different values are a list.
    if others.iter().any(|m| !same(m, other)) || mentions.len() > MOST {
        return None;
    }
    let parallel = |a: &Mention, b: &Mention| are_parallel(&a.context, &b.context);
    if mentions.iter().any(|a| others.iter().any(|b| !same(a, b) && (parallel(a, b) || !is_one(name, a, b)))) {
        return None;
    }
    // A number of another size is another thing.
    let (low, high) = (first.micro.min(other.micro), first.micro.max(other.micro));
    if low * 2 < high {
        return None;
    }
    Some(problem(first, other))
}

/// Whether the forms of two numbers say that both are the whole of one thing.
fn is_one(name: &str, a: &Mention, b: &Mention) -> bool {
    let known = NAMES.iter().any(|(known, _)| canonical(known).as_deref() == Some(name));
    // Labels of the same words are compared by `labelled-facts`.
    let plain = |m: &Mention| m.name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let listed = |m: &Mention| matches!(m.form, Form::Labelled | Form::Listed);
    let overview = ["개요", "요약", "총괄", "개황", "목적", "기본"].iter().any(|w| a.context.chapter.contains(w))
        || a.context.chapter.is_empty();
    let labels = listed(a) && listed(b) && overview && plain(a) == plain(b);
    let declared = |m: &Mention| matches!(m.form, Form::Declared | Form::Listed | Form::Labelled | Form::Whole);
    let nested = |m: &Mention| m.form == Form::Plain && m.context.above.is_some();
    let part = |m: &Mention, of: &Mention| (m.form == Form::Part || nested(m)) && m.micro < of.micro;
    !labels && (known || declared(a) || declared(b)) && !part(a, b) && !part(b, a)
}

fn problem(first: &Mention, other: &Mention) -> Diag {
    two(&first.name, (&first.written, first.place.clone()), (&other.written, other.place.clone()))
}

/// The message of two numbers of one thing.
fn two(name: &str, (one, before): (&str, Place), (two, here): (&str, Place)) -> Diag {
    RULE.problem(
        here,
        text!(
            ko: "`{name}`{} 앞에는 {one}, 여기에는 {two}{} 적혀 있습니다", particle(name, "이/가"), particle(two, "으로/로");
            en: "`{name}` is {one} before, and {two} here"
        ),
    )
    .related(before, text!("앞에 적은 수", "the number before"))
    .help(text!("틀린 수를 고치고, 서로 다른 것이면 이름을 다르게 적으십시오", "correct the wrong one, or give different things different names"))
}
