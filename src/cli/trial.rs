//! A trial run: tries the documents one after the other for the watchdog, and prints nothing.

use std::path::PathBuf;

use clap::ArgMatches;
use gian_diagnostics::Lang;
use gian_session::Session;
use gian_view::Edition;

use super::engine;
use super::shared::CLEAN;
use crate::pipeline::{Place, try_documents};
use crate::watchdog::Reporter;

/// Tries the documents of a command: a build typesets them, other commands compose them. What prevents the trial is
/// reported by the run after it.
pub(super) fn run(name: &str, matches: &ArgMatches, lang: Lang, watch: &Reporter) -> u8 {
    let root = matches.get_one::<PathBuf>("root").expect("it has a default");
    if let Ok((sources, diags)) = gian_session::load(root, watch) {
        let (session, _) = gian_session::assemble(root, sources, diags, watch);
        if name == "build" && session.workspace.is_some() {
            build(&session, matches, lang, watch);
        } else {
            gian_session::rehearse(&session, &(), watch);
        }
    }
    watch.done();
    CLEAN
}

fn build(session: &Session, matches: &ArgMatches, lang: Lang, watch: &Reporter) {
    // The program of another engine works in the work folder, which is locked as for a build.
    let named = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    let program = matches.get_one::<PathBuf>("typst").map(PathBuf::as_path);
    let place = program.map(|_| Place::take(&session.root, named, &[], &|| ()));
    let engine = match (matches.get_flag("no-pdf"), &place) {
        (true, _) | (_, Some(Err(_))) => None,
        (false, _) => engine::engine(program, session, lang).ok(),
    };
    try_documents(session, engine.as_deref(), &Edition::ALL, watch);
}
