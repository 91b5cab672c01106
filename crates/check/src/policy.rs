//! Decides the severity of a problem at its place: by the layer of its rule, the profile, `gian.yaml`, and comments.
//!
//! Law (규정) and computed facts (내용) have fixed severities. A rule of the manual (편람) or of practice (기관 관행) can be
//! raised, lowered or turned off by a house profile and, with priority, by `규칙` in `gian.yaml`. A comment with a reason
//! suppresses a rule at one place; a comment that suppresses nothing is reported, so that none outlives its reason:
//!
//! ```text
//! 제목: 2019년 계획   # gian: 무시 date-words 원문의 제목을 그대로 인용함
//! - 2019년 5월 8일에 시작  {* gian: 무시 date-words 조례의 문구를 인용함 *}
//! ```
//!
//! In a fenced block of YAML, such as a table, both forms are comments.
//!
//! Alone on its line, a comment applies to the next line, or to the whole value that begins there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::{Dossier, Settings, routes};
use gian_report::locate::Locator;
use gian_schema::nearest::nearest;
use gian_source::yaml::{Kind, Node};
use gian_source::{File, Sources};
use gian_vocabulary::values::{Date, RuleLevel};

use super::{Layer, Rule, rule, rules};
use crate::prose::is_frame;

/// Code of comments that must not suppress a problem.
pub const SILENCE: &str = "silence";
/// Code of comments that suppress nothing.
pub const UNUSED: &str = "unused-silence";

/// Everything that decides severities.
pub struct Policy<'a> {
    locator: Locator<'a>,
    settings: &'a Settings,
    /// Name of the house profile, and its levels by day.
    profile: &'a str,
    profiles: Vec<Levels>,
    suppressions: BTreeMap<&'a str, Vec<Suppression>>,
    days: BTreeMap<&'a str, Option<Date>>,
}

/// Levels set by one dated version of the house profile.
#[derive(Debug, Clone)]
pub struct Levels {
    /// Path of the profile below the workspace.
    pub path: String,
    /// First day on which the profile holds (`시작일`); `None` for no limit.
    pub from: Option<Date>,
    /// Last day on which the profile holds (`종료일`); `None` for no limit.
    pub to: Option<Date>,
    /// `규칙`: level by code of the rule.
    pub rules: BTreeMap<String, RuleLevel>,
}

/// Comments that suppressed a problem: path and first byte of each.
pub type Used = BTreeSet<(String, usize)>;

/// A comment that suppresses a rule.
#[derive(Debug)]
struct Suppression {
    code: &'static str,
    /// Bytes of the comment.
    range: Range<usize>,
    /// Bytes to which it applies.
    over: Range<usize>,
    used: bool,
}

impl<'a> Policy<'a> {
    /// Reads profile, settings and comments; invalid entries are reported.
    pub fn new(sources: &'a Sources, settings: &'a Settings, profiles: Vec<Levels>, diags: &mut Vec<Diag>) -> Self {
        for code in settings.rules.keys() {
            may_be_set(code, Place::key("gian.yaml", routes::rule(code)), diags);
        }
        for levels in &profiles {
            for code in levels.rules.keys() {
                may_be_set(code, Place::key(&levels.path, routes::rule(code)), diags);
            }
        }
        let mut suppressions = BTreeMap::new();
        for (path, file) in sources.iter() {
            let found = suppressions_of(path, file, diags);
            if !found.is_empty() {
                suppressions.insert(path, found);
            }
        }
        let profile = settings.profile.as_str();
        Self { locator: Locator::new(sources), settings, profile, profiles, suppressions, days: BTreeMap::new() }
    }

    /// Learns the days on which rules must hold for the files of a dossier.
    pub fn learn(&mut self, sources: &'a Sources, dossier: &Dossier) {
        for (path, _) in sources.below(&dossier.folder) {
            self.days.insert(path, day_of(dossier, path));
        }
    }

    /// Comments that suppressed a problem.
    pub fn used(&self) -> Used {
        let all = self.suppressions.iter().flat_map(|(path, all)| all.iter().map(move |s| (*path, s)));
        all.filter(|(_, s)| s.used).map(|(path, s)| (path.to_owned(), s.range.start)).collect()
    }

    /// Takes over the comments that suppressed a problem in an earlier step.
    pub fn remember(&mut self, used: &Used) {
        for (path, at) in used {
            let found = self.suppressions.get_mut(path.as_str()).into_iter().flatten();
            found.filter(|s| s.range.start == *at).for_each(|s| s.used = true);
        }
    }

    /// Whether a rule is relevant in this workspace: it is on, or turned on, and applies to the house profile.
    pub fn speaks(&self, rule: &Rule) -> bool {
        let named = |rules: &BTreeMap<String, RuleLevel>| rules.contains_key(rule.code);
        let asked = named(&self.settings.rules) || self.profiles.iter().any(|l| named(&l.rules));
        (rule.on || asked) && (rule.profiles.is_empty() || rule.profiles.contains(&self.profile))
    }

    /// Drops suppressed problems, and sets the severity of the others.
    pub fn apply(&mut self, diags: Vec<Diag>) -> Vec<Diag> {
        let mut kept = Vec::new();
        for diag in diags {
            let Some(diag) = self.weigh(diag) else { continue };
            kept.extend(self.refused(&diag));
            kept.push(diag);
        }
        kept
    }

    /// The problem of a comment that stands at an error of law or of computed facts; it is told once.
    fn refused(&mut self, diag: &Diag) -> Option<Diag> {
        let rule = rule(diag.code).filter(|rule| !can_be_silenced(rule, diag.severity))?;
        let suppressions = self.suppressions.get_mut(diag.place.file.as_str())?;
        if !suppressions.iter().any(|s| s.code == diag.code) {
            return None;
        }
        let at = self.locator.locate(&diag.place).range.start;
        let refused = suppressions.iter_mut().find(|s| s.code == diag.code && s.over.contains(&at))?;
        let is_told = std::mem::replace(&mut refused.used, true);
        let place = Place::bytes(&diag.place.file, refused.range.clone());
        let message = text!("`{}`의 오류는 무시할 수 없습니다", "errors of {} cannot be silenced"; rule.code);
        let help = text!("사실을 고치고 이 주석을 지우십시오", "correct the fact, and remove the comment");
        (!is_told).then(|| Diag::error(SILENCE, place, message).help(help))
    }

    fn weigh(&mut self, diag: Diag) -> Option<Diag> {
        // A problem of reading belongs to no rule.
        let Some(rule) = rule(diag.code) else { return Some(diag) };
        let day = self.days.get(diag.place.file.as_str()).copied().flatten();
        if day.is_some_and(|day| !rule.span.holds(day)) {
            return None;
        }
        if !rule.profiles.is_empty() && !rule.profiles.contains(&self.profile) {
            return None;
        }
        let diag = match self.level(rule, day) {
            Some(RuleLevel::Off) => return None,
            Some(RuleLevel::Info) => Diag { severity: Severity::Info, ..diag },
            Some(RuleLevel::Warning) => Diag { severity: Severity::Warning, ..diag },
            Some(RuleLevel::Error) => Diag { severity: Severity::Error, ..diag },
            None if !rule.on => return None,
            None => diag,
        };
        if self.silenced(&diag, rule) { None } else { Some(diag) }
    }

    /// Level of a rule by the settings, else by the profile of the day.
    fn level(&self, rule: &Rule, day: Option<Date>) -> Option<RuleLevel> {
        if !can_be_set(rule) {
            return None;
        }
        let own = self.settings.rules.get(rule.code).copied();
        let holds = |l: &&Levels| {
            day.is_none_or(|day| l.from.is_none_or(|from| from <= day) && l.to.is_none_or(|to| day <= to))
        };
        own.or_else(|| self.profiles.iter().find(holds).and_then(|l| l.rules.get(rule.code).copied()))
    }

    fn silenced(&mut self, diag: &Diag, rule: &Rule) -> bool {
        let Some(suppressions) = self.suppressions.get_mut(diag.place.file.as_str()) else { return false };
        if !can_be_silenced(rule, diag.severity) {
            return false;
        }
        let at = self.locator.locate(&diag.place).range.start;
        let mut found = false;
        for suppression in suppressions.iter_mut().filter(|s| s.code == diag.code && s.over.contains(&at)) {
            suppression.used = true;
            found = true;
        }
        found
    }

    /// Comments that suppressed nothing, except those for rules that did not run.
    pub fn unused(&self, ran: impl Fn(&Rule) -> bool) -> Vec<Diag> {
        // Skip dossiers that could not be read, because their rules did not run.
        let read = self.suppressions.iter().filter(|(path, _)| **path == "gian.yaml" || self.days.contains_key(*path));
        let all = read.flat_map(|(path, suppressions)| suppressions.iter().map(move |s| (*path, s)));
        all.filter(|(_, s)| !s.used && rule(s.code).is_some_and(&ran))
            .map(|(path, s)| {
                Diag::warning(
                    UNUSED,
                    Place::bytes(path, s.range.clone()),
                    text!("여기에는 `{}`이(가) 없어 무시할 것이 없습니다", "there is no {} here to silence"; s.code),
                )
                .help(text!("이 주석을 지우십시오", "remove the comment"))
            })
            .collect()
    }
}

/// Day on which rules must hold for a file: that of the document; for facts, of the last document of the dossier.
fn day_of(dossier: &Dossier, path: &str) -> Option<Date> {
    let own = dossier.documents.iter().find(|d| d.path == path);
    let last = || dossier.documents.iter().map(|d| d.record.date()).max();
    own.map(|d| d.record.date()).or_else(last)
}

/// Whether an office may change the severity of a rule.
fn can_be_set(rule: &Rule) -> bool {
    match rule.layer {
        Layer::Manual | Layer::Practice => true,
        Layer::Statute | Layer::Content => false,
    }
}

/// Whether a rule can be suppressed at one place: not if it is an error of law or computed facts.
fn can_be_silenced(rule: &Rule, severity: Severity) -> bool {
    can_be_set(rule) || severity != Severity::Error
}

fn may_be_set(code: &str, place: Place, diags: &mut Vec<Diag>) {
    let Some(rule) = rule(code) else {
        diags.push(unknown(code, place));
        return;
    };
    if !can_be_set(rule) {
        diags.push(
            Diag::error(
                SILENCE,
                place,
                text!("`{}`은(는) 규정이나 내용의 규칙이라 무게를 바꿀 수 없습니다", "{} is a rule of statute or of content, whose weight cannot be changed"; code),
            )
            .help(text!("줄을 지우십시오. 편람과 기관 관행의 규칙만 바꿀 수 있습니다", "remove the line; only rules of the manual and of practice can be changed")),
        );
    }
}

fn unknown(code: &str, place: Place) -> Diag {
    let diag = Diag::error(SILENCE, place, text!("`{}`이라는 규칙이 없습니다", "there is no rule `{}`"; code));
    match nearest(code, rules::RULES.iter().map(|r| r.code)) {
        Some(near) => diag.help(text!("`{}`로 쓰십시오", "write `{}`"; near)),
        None => diag.help(text!("`gian explain`으로 규칙의 이름을 보십시오", "`gian explain` lists the rules")),
    }
}

/// Prefix of comments that suppress.
const WORD: &str = "gian:";

fn suppressions_of(path: &str, file: &File, diags: &mut Vec<Diag>) -> Vec<Suppression> {
    let mut found = Vec::new();
    if !file.text.contains(WORD) {
        return found;
    }
    let shape = Shape::new(file);
    for (at, _) in file.text.match_indices(WORD) {
        let Some(comment) = shape.comment_around(at) else {
            if shape.looks_like_one(at) {
                diags.push(
                    Diag::error(
                        SILENCE,
                        Place::bytes(path, at..at + WORD.len()),
                        text!(
                            "본문에서는 `#`로 시작하는 주석을 쓸 수 없습니다",
                            "a comment with `#` is none in a body"
                        ),
                    )
                    .help(text!(
                        "`{{* gian: 무시 규칙이름 까닭 *}}`으로 쓰십시오",
                        "write `{{* gian: 무시 RULE REASON *}}`"
                    )),
                );
            }
            continue;
        };
        let words = file.text[at + WORD.len()..comment.end].trim().trim_end_matches("*}").trim();
        let Some(said) = words.strip_prefix("무시") else {
            let place = Place::bytes(path, comment);
            let message =
                text!("`gian:` 주석을 알 수 없습니다: `{}`", "the comment `gian:` says nothing known: `{}`"; words);
            diags.push(
                Diag::error(SILENCE, place, message)
                    .help(text!("`gian: 무시 규칙이름 까닭`으로 쓰십시오", "write `gian: 무시 RULE REASON`")),
            );
            continue;
        };
        let (code, reason) = said.trim().split_once([' ', ':', ',']).unwrap_or((said.trim(), ""));
        if code.is_empty() {
            let place = Place::bytes(path, comment);
            let message = text!("무시할 규칙의 이름이 없습니다", "the comment names no rule");
            diags.push(
                Diag::error(SILENCE, place, message)
                    .help(text!("`gian: 무시 규칙이름 까닭`으로 쓰십시오", "write `gian: 무시 RULE REASON`")),
            );
            continue;
        }
        let place = || Place::bytes(path, comment.clone());
        let Some(rule) = rule(code) else {
            diags.push(unknown(code, place()));
            continue;
        };
        if reason.trim_matches([' ', ':', '-', '—']).is_empty() {
            diags.push(
                Diag::error(SILENCE, place(), text!("무시하는 까닭이 없습니다", "the comment gives no reason"))
                    .help(text!("`gian: 무시 {} 까닭`으로 쓰십시오", "write `gian: 무시 {} REASON`"; code)),
            );
            continue;
        }
        let over = shape.over(comment.clone());
        found.push(Suppression { code: rule.code, range: comment, over, used: false });
    }
    found
}

/// The contents of the fenced blocks of a body that hold YAML, and not Markdown.
fn yaml_blocks(text: &str, body: usize) -> Vec<Range<usize>> {
    let (mut blocks, mut open, mut at) = (Vec::new(), None, body);
    for line in text[body..].split_inclusive('\n') {
        let trimmed = line.trim();
        let sign = ["~~~", "```"].into_iter().find(|sign| trimmed.starts_with(sign));
        match (sign, open) {
            (Some(sign), None) => {
                let is_frame = is_frame(trimmed.trim_start_matches(['~', '`']).trim());
                open = Some((sign, at + line.len(), is_frame));
            }
            (Some(sign), Some((opened, from, is_frame))) if sign == opened => {
                if !is_frame {
                    blocks.push(from..at);
                }
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    blocks
}

/// Maximum length of a comment in bytes: a reason is a sentence.
const LONGEST: usize = 600;

/// Lines and values of a file, indexed once for all its comments.
struct Shape<'a> {
    file: &'a File,
    /// Start of each line.
    lines: Vec<usize>,
    /// Scalars of the YAML, in order.
    scalars: Vec<Range<usize>>,
    /// The same, by the start of their key or item.
    values: BTreeMap<usize, Range<usize>>,
    /// Fenced blocks of YAML in the body, in order.
    blocks: Vec<Range<usize>>,
}

impl<'a> Shape<'a> {
    fn new(file: &'a File) -> Self {
        let breaks = file.text.match_indices('\n').map(|(i, _)| i + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        let blocks = file.body.map_or_else(Vec::new, |body| yaml_blocks(&file.text, body));
        let mut shape = Self { file, lines, scalars: Vec::new(), values: BTreeMap::new(), blocks };
        if let Some(tree) = &file.tree {
            shape.walk(tree, tree.span.start);
        }
        shape
    }

    fn walk(&mut self, node: &Node, begins: usize) {
        match &node.kind {
            Kind::Scalar { .. } => {
                self.scalars.push(node.span.clone());
                self.values.insert(begins, node.span.clone());
            }
            Kind::Seq(items) => items.iter().for_each(|item| self.walk(item, item.span.start)),
            Kind::Map(entries) => entries.iter().for_each(|e| self.walk(&e.value, e.key_span.start)),
            Kind::Null => {}
        }
    }

    fn line_at(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at) - 1
    }

    /// Byte range of a line with its line end; empty after the last.
    fn line(&self, line: usize) -> Range<usize> {
        let end = self.file.text.len();
        self.lines.get(line).map_or(end..end, |start| *start..self.lines.get(line + 1).copied().unwrap_or(end))
    }

    /// Whether a place is in a fenced block of YAML, such as a table.
    fn is_in_block(&self, at: usize) -> bool {
        let next = self.blocks.partition_point(|block| block.end <= at);
        self.blocks.get(next).is_some_and(|block| block.start <= at)
    }

    /// The comment that contains a place: `# …` to the end of the line in YAML, also in that of a block; `{* … *}` in a
    /// body.
    fn comment_around(&self, at: usize) -> Option<Range<usize>> {
        let text = &self.file.text;
        let before = text[..at].trim_end_matches([' ', '\t']);
        let end = self.line(self.line_at(at)).end;
        if self.is_in_block(at) && before.ends_with('#') {
            let start = before.len() - 1;
            // A `#` that begins a comment stands at the head of the line or behind a space, and behind complete quotes.
            let head = &text[self.line(self.line_at(at)).start..start];
            let is_quoted = head.matches('"').count() % 2 == 1;
            let begins = head.is_empty() || head.ends_with([' ', '\t']);
            return (begins && !is_quoted).then(|| start..start + text[start..end].trim_end().len());
        }
        if self.file.body.is_some_and(|body| at >= body) {
            let start = before.strip_suffix("{*")?.len();
            let most = text.floor_char_boundary(end.min(at + LONGEST));
            return Some(start..at + text[at..most].find("*}")? + 2);
        }
        let start = before.strip_suffix('#')?.len();
        // A `#` inside a value begins no comment.
        let next = self.scalars.partition_point(|s| s.end <= start);
        let inside = self.scalars.get(next).is_some_and(|s| s.start <= start);
        (!inside).then(|| start..start + text[start..end].trim_end().len())
    }

    /// Whether a body contains what would be a comment in YAML.
    fn looks_like_one(&self, at: usize) -> bool {
        let before = self.file.text[..at].trim_end_matches([' ', '\t']);
        let said = self.file.text[at + WORD.len()..].trim_start_matches(' ').starts_with("무시");
        self.file.body.is_some_and(|body| at >= body) && before.ends_with('#') && said
    }

    /// Range to which a comment applies: its line or, if alone on it, the next one or the whole value that begins
    /// there.
    fn over(&self, comment: Range<usize>) -> Range<usize> {
        let text = &self.file.text;
        let line = self.line_at(comment.start);
        let own = self.line(line);
        let blank = |range: Range<usize>| text[range].trim().is_empty();
        if !blank(own.start..comment.start) || !blank(comment.end..own.end) {
            return own;
        }
        // Consecutive comments apply to the line after them.
        let mut below = line + 1;
        while text[self.line(below)].trim_start().starts_with(['#', '{']) && text[self.line(below)].contains(WORD) {
            below += 1;
        }
        let next = self.line(below);
        let value = self.values.range(next.clone()).next().map(|(_, value)| value.end);
        next.start..value.unwrap_or(next.end).max(next.end)
    }
}
