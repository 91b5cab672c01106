//! The look of the house in a session: themes by day, and their fonts.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use gian_diagnostics::{Diag, Place, Route, Text, text};
use gian_model::{Workspace, keys};
use gian_theme::themes::Themes;

use crate::session::Session;

/// Finds the themes of the house, their fonts, and days without a theme.
pub(crate) fn choose(session: &mut Session, workspace: &Workspace) {
    match Themes::find(&workspace.settings.profile, &session.sources.templates) {
        Ok(themes) => {
            add_fonts(&session.root, &themes, &mut session.fonts, &mut session.diags);
            session.diags.extend(themes.iter().flat_map(|theme| theme.missing_fonts(&session.fonts)));
            each_day_has_a_profile(workspace, &themes, &mut session.diags);
            session.themes = Some(themes);
        }
        Err(found) => session.diags.extend(found),
    }
}

/// No profile of the office holds on the day of the document.
fn each_day_has_a_profile(workspace: &Workspace, themes: &Themes, diags: &mut Vec<Diag>) {
    for document in workspace.all_dossiers().iter().flat_map(|d| &d.documents) {
        let day = document.record.date();
        // Documents made elsewhere are not typeset.
        if document.record.is_received() || themes.on(day).is_some() {
            continue;
        }
        let key = if document.record.approved_on.is_some() {
            Route::of(keys::APPROVED_ON)
        } else {
            Route::of(keys::DRAFTED_ON)
        };
        let name = &workspace.settings.profile;
        let written = gian_korean::date::full(day.0);
        diags.push(
            Diag::error(
                gian_theme::themes::UNKNOWN_PROFILE,
                Place::value(&document.path, key),
                text!("{written}에 쓰는 `{name}` 프로필이 없습니다", "no profile `{name}` holds on {written}"),
            )
            .help(text!(
                "`templates/profiles/`에 이날을 담는 프로필을 더하십시오 (`시작일`, `종료일`)",
                "add a profile to `templates/profiles/` whose 시작일 and 종료일 hold this day"
            )),
        );
    }
}

pub(crate) fn add_fonts(root: &Path, themes: &Themes, fonts: &mut Vec<Cow<'static, [u8]>>, diags: &mut Vec<Diag>) {
    for folder in themes.iter().filter_map(|p| p.font_folder.as_ref()).collect::<BTreeSet<_>>() {
        add_folder(root, folder, fonts, diags);
    }
}

fn add_folder(root: &Path, folder: &str, fonts: &mut Vec<Cow<'static, [u8]>>, diags: &mut Vec<Diag>) {
    match gian_source::load_fonts(root, folder) {
        Ok(files) => fonts.extend(files.into_iter().map(Cow::Owned)),
        Err(why) => diags.push(
            Diag::error(
                "font-folder",
                Place::value("gian.yaml", Route::of(keys::PROFILE)),
                Text {
                    ko: format!("프로필의 글꼴 폴더 `{folder}`을(를) 읽을 수 없습니다: {}", why.ko),
                    en: format!("the font folder `{folder}` of the profile cannot be read: {}", why.en),
                },
            )
            .help(text!(
                "작업공간 안에 폴더를 두거나 프로필의 `글꼴폴더`를 지우십시오",
                "put the folder into the workspace, or remove 글꼴폴더 from the profile"
            )),
        ),
    }
}
