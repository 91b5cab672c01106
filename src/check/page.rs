//! The published page of a rule: the doc comment of its file, in Korean and in English.
//!
//! A page has two parts, each under a heading of its own (`//! # …`): first Korean, then English. A part says what the
//! rule asks, why, what it finds (예, Example) and what to write instead (대신, Instead), and its source.

use super::{Fixing, Layer, Rule, Span};
use crate::diagnostics::{Lang, Severity};

/// A page in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    /// Markdown below the title.
    pub body: String,
}

/// The page in the doc comment of a source text; `None` where a part is missing.
pub fn read(source: &str, lang: Lang) -> Option<Page> {
    let lines = source.lines().map_while(|l| l.strip_prefix("//!")).map(|l| l.strip_prefix(' ').unwrap_or(l));
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

/// The whole page of a rule as Markdown: title, what is known of the rule, and its text.
pub fn render(rule: &Rule, lang: Lang) -> String {
    let page = read(rule.source, lang).unwrap_or(Page { title: rule.code.to_owned(), body: String::new() });
    let facts: Vec<String> = facts(rule, lang).into_iter().map(|(name, value)| format!("- {name}: {value}")).collect();
    format!("# {}\n\n`{}`\n\n{}\n\n{}\n", page.title, rule.code, facts.join("\n"), page.body)
}

/// What the table of rules says of a rule, in words.
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
