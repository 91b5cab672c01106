//! Chooses the typesetting engine of a command.

use std::path::Path;

use gian_diagnostics::{Lang, Limits};
use gian_session::Session;
use gian_typst_engine::Engine;
use gian_typst_engine::external::{External, Unusable, VERSION};

use super::shared::USAGE;

/// The engine that an option names, or the embedded one. A program that cannot be used is told.
pub(super) fn engine(program: Option<&Path>, session: &Session, lang: Lang) -> Result<Box<dyn Engine>, u8> {
    let Some(program) = program else { return built_in(session).ok_or_else(|| no_engine(lang)) };
    let folder = session.root.join(".gian/typst");
    let limits = session.workspace.as_ref().map_or_else(Limits::default, |w| w.settings.limits);
    External::new(program, &folder, &session.fonts, limits).map(|e| Box::new(e) as Box<dyn Engine>).map_err(|why| {
        let shown = program.display();
        eprintln!(
            "{}",
            match (lang, why) {
                (Lang::Ko, Unusable::Io(error)) => format!("오류: `{shown}`을(를) 실행할 수 없습니다: {error}"),
                (Lang::En, Unusable::Io(error)) => format!("error: `{shown}` cannot be run: {error}"),
                (Lang::Ko, Unusable::Version(said)) =>
                    format!("오류: `{shown}`은(는) typst {VERSION}이 아닙니다 ({said})"),
                (Lang::En, Unusable::Version(said)) => format!("error: `{shown}` is not typst {VERSION} ({said})"),
            }
        );
        USAGE
    })
}

/// The embedded engine; `None` in a program without one.
#[cfg(feature = "embedded")]
pub(super) fn built_in(session: &Session) -> Option<Box<dyn Engine>> {
    Some(Box::new(gian_typst_engine::embedded::Embedded::new(&session.fonts)))
}

#[cfg(not(feature = "embedded"))]
pub(super) fn built_in(_: &Session) -> Option<Box<dyn Engine>> {
    None
}

fn no_engine(lang: Lang) -> u8 {
    eprintln!(
        "{}",
        match lang {
            Lang::Ko =>
                "오류: 이 gian에는 조판 엔진이 들어 있지 않습니다\n도움말: `--typst PATH`로 typst 프로그램을 알려 주십시오",
            Lang::En => "error: this gian was built without an engine\nhelp: name a typst program with `--typst PATH`",
        }
    );
    USAGE
}
