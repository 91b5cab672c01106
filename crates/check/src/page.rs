//! The published page of a rule: the doc comment of its file, in Korean and in English.
//!
//! A page has two parts, each under a heading of its own (`//! # …`): first Korean, then English. A part describes
//! the requirement of the rule, its reason, an example of a problem (예, Example), the correction (대신, Instead),
//! and the source.

use gian_diagnostics::{Lang, Severity, text};

use super::rules::RULES;
use super::{Fixing, Layer, Rule, Span, rule};
use crate::structure_pages;
use crate::structure_pages::PAGES;

/// A page in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Heading of the page, without its `#`.
    pub title: String,
    /// Markdown below the title.
    pub body: String,
}

/// Reads the page from the doc comment of a source text; `None` if a language is missing.
pub fn read(source: &str, lang: Lang) -> Option<Page> {
    let lines = source.lines().map_while(|l| l.strip_prefix("//!"));
    part(lines.map(|l| l.strip_prefix(' ').unwrap_or(l)), lang)
}

/// The page of a code that belongs to no rule ([`PAGES`]); its source is plain Markdown.
pub fn read_plain(text: &str, lang: Lang) -> Option<Page> {
    part(text.lines(), lang)
}

/// The part of a page in one language.
fn part<'a>(lines: impl Iterator<Item = &'a str>, lang: Lang) -> Option<Page> {
    let mut parts: Vec<Page> = Vec::new();
    for line in lines {
        if let Some(title) = line.strip_prefix("# ") {
            parts.push(Page { title: title.to_owned(), body: String::new() });
        } else if let Some(part) = parts.last_mut() {
            part.body.push_str(line);
            part.body.push('\n');
        }
    }
    let at = match lang {
        Lang::Ko => 0,
        Lang::En => 1,
    };
    let page = parts.into_iter().nth(at)?;
    Some(Page { body: page.body.trim().to_owned(), ..page })
}

/// Title of the page of a code, of a rule or of another problem.
pub fn title(code: &str, lang: Lang) -> Option<String> {
    let page = match rule(code) {
        Some(rule) => read(rule.source, lang),
        None => structure_pages::page(code).and_then(|text| read_plain(text, lang)),
    };
    page.map(|p| p.title)
}

/// The page of a rule as Markdown: title, properties of the rule, text.
pub fn render(rule: &Rule, lang: Lang) -> String {
    let page = read(rule.source, lang).unwrap_or(Page { title: rule.code.to_owned(), body: String::new() });
    let facts: Vec<String> = facts(rule, lang).into_iter().map(|(name, value)| format!("- {name}: {value}")).collect();
    format!("# {}\n\n`{}`\n\n{}\n\n{}\n", page.title, rule.code, facts.join("\n"), page.body)
}

/// A row of the table of rules: properties of a rule in words.
pub fn facts(rule: &Rule, lang: Lang) -> Vec<(&'static str, String)> {
    let ko = lang == Lang::Ko;
    let pick = |korean: &'static str, english: &'static str| if ko { korean } else { english };
    let mut facts = vec![
        (pick("층", "layer"), layer(rule.layer, lang).to_owned()),
        (pick("무게", "severity"), severity(rule, lang).to_owned()),
    ];
    if rule.span != Span::ALWAYS {
        let day = |d: Option<(i32, u32, u32)>| d.map_or_else(String::new, |(y, m, d)| format!("{y}. {m}. {d}."));
        facts.push((pick("시행 기간", "holds"), format!("{}~{}", day(rule.span.from), day(rule.span.to))));
    }
    if !rule.profiles.is_empty() {
        facts.push((pick("프로필", "profiles"), rule.profiles.join(", ")));
    }
    let fix = match rule.fixing {
        Fixing::None => None,
        Fixing::Safe => Some(pick("`gian check --fix`로 고칩니다", "`gian check --fix` corrects it").to_owned()),
        Fixing::Named => Some(match lang {
            Lang::Ko => format!("`gian check --fix={}`로 이름을 밝힐 때만 고칩니다", rule.code),
            Lang::En => format!("corrected only when named: `gian check --fix={}`", rule.code),
        }),
    };
    facts.extend(fix.map(|words| (pick("고침", "fix"), words)));
    facts
}

fn severity(rule: &Rule, lang: Lang) -> &'static str {
    match (rule.on, rule.severity, lang) {
        (false, _, Lang::Ko) => "끔 (gian.yaml이나 프로필의 `규칙`에서 켭니다)",
        (false, _, Lang::En) => "off (turned on under 규칙 of gian.yaml or of a profile)",
        (true, Severity::Error, Lang::Ko) => "오류",
        (true, Severity::Error, Lang::En) => "error",
        (true, Severity::Warning, Lang::Ko) => "경고",
        (true, Severity::Warning, Lang::En) => "warning",
        (true, Severity::Info, Lang::Ko) => "참고",
        (true, Severity::Info, Lang::En) => "info",
    }
}

/// The name of a layer.
pub fn layer(layer: Layer, lang: Lang) -> &'static str {
    match (layer, lang) {
        (Layer::Statute, Lang::Ko) => "규정",
        (Layer::Statute, Lang::En) => "statute",
        (Layer::Manual, Lang::Ko) => "편람",
        (Layer::Manual, Lang::En) => "manual",
        (Layer::Practice, Lang::Ko) => "기관 관행",
        (Layer::Practice, Lang::En) => "practice",
        (Layer::Content, Lang::Ko) => "내용",
        (Layer::Content, Lang::En) => "content",
    }
}

/// A chapter of the book: title, and an entry for each page.
struct Chapter {
    name: String,
    entries: Vec<Entry>,
}

struct Entry {
    code: &'static str,
    severity: &'static str,
    /// Properties of a rule in words; empty for a code that belongs to none.
    facts: Vec<(&'static str, String)>,
    page: Page,
}

/// All pages as one Markdown file: a table of contents by layer, then every page under an anchor with its code.
pub fn book(lang: Lang) -> String {
    let chapters = chapters(lang);
    let count: usize = chapters.iter().map(|c| c.entries.len()).sum();
    let mut out = text!(
        "# gian이 살피는 것\n\n`gian explain --book docs`가 쓴 파일이니 손으로 고치지 마십시오. 코드 {}개의 설명이 있고, 하나만 보려면 `gian explain 코드`를 쓰십시오. 규정과 내용의 규칙은 무게를 바꿀 수 없고, 편람과 기관 관행의 규칙은 `gian.yaml`이나 프로필의 `규칙`에서 바꿀 수 있습니다.\n\n## 차례\n",
        "# What gian looks at\n\nWritten by `gian explain --book docs`; do not edit it by hand. It explains {} codes; `gian explain CODE` shows one. Rules of statute and of content keep their weight, those of the manual and of practice can be changed under `규칙` in `gian.yaml` or in a profile.\n\n## Contents\n"; count
    )
    .get(lang)
    .to_owned();
    for chapter in &chapters {
        out.push_str(&contents(chapter, lang));
    }
    for chapter in &chapters {
        out.push_str(&format!("\n## {}\n", chapter.name));
        out.extend(chapter.entries.iter().map(printed));
    }
    out
}

fn chapters(lang: Lang) -> Vec<Chapter> {
    let of_rule = |rule: &Rule| {
        let page = read(rule.source, lang)?;
        Some(Entry { code: rule.code, severity: severity_name(rule, lang), facts: facts(rule, lang), page })
    };
    let of_code = |(code, text): &(&'static str, &str)| {
        Some(Entry { code, severity: "", facts: Vec::new(), page: read_plain(text, lang)? })
    };
    let layers = Layer::ALL.into_iter().map(|layer_of| Chapter {
        name: match lang {
            Lang::Ko => layer(layer_of, lang).to_owned(),
            Lang::En => capital(layer(layer_of, lang)),
        },
        entries: RULES.iter().filter(|r| r.layer == layer_of).filter_map(of_rule).collect(),
    });
    let others = Chapter {
        name: match lang {
            Lang::Ko => "규칙이 아닌 코드".to_owned(),
            Lang::En => "Codes of no rule".to_owned(),
        },
        entries: PAGES.iter().filter_map(of_code).collect(),
    };
    layers.chain([others]).filter(|c| !c.entries.is_empty()).collect()
}

fn capital(word: &str) -> String {
    word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect()
}

fn contents(chapter: &Chapter, lang: Lang) -> String {
    let head = match lang {
        Lang::Ko => "| 코드 | 설명 | 무게 |",
        Lang::En => "| code | what | severity |",
    };
    let mut out = format!("\n### {} ({})\n\n{head}\n|---|---|---|\n", chapter.name, chapter.entries.len());
    for Entry { code, severity, page, .. } in &chapter.entries {
        let title = page.title.replace('|', "\\|");
        out.push_str(&format!("| [`{code}`](#{code}) | {title} | {severity} |\n"));
    }
    out
}

fn printed(entry: &Entry) -> String {
    let Entry { code, facts, page, .. } = entry;
    let known: Vec<String> = facts.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join("; ")) };
    // On a page of its own, example and correction are lines of one paragraph.
    let body = page.body.replace("\n대신: ", "\n\n대신: ").replace("\nInstead: ", "\n\nInstead: ");
    format!("\n<a id=\"{code}\"></a>\n\n### {}\n\n`{code}`{known}\n\n{body}\n", page.title)
}

/// Severity as one word, for a table.
fn severity_name(rule: &Rule, lang: Lang) -> &'static str {
    match (rule.on, lang) {
        (false, Lang::Ko) => "끔",
        (false, Lang::En) => "off",
        (true, _) => severity(rule, lang),
    }
}
