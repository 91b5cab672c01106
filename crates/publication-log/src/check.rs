//! Checks the publication log against the sources: every published address still leads somewhere, and no public text of
//! the log contains a value that is withheld today.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use gian_diagnostics::{Diag, Place, Route, Text, text};
use gian_digest::Outside;
use gian_model::register::{Difference, RegisterFile, Registered, Standing};
use gian_model::{keys, routes};
use gian_vocabulary::values::Disclosure;

use super::{Index, PATH, Public, hash};

/// Code of an address without a page and without a reason.
pub const VANISHED: &str = "address-vanished";
/// Code of an entry that contradicts the sources or another entry.
pub const ENTRY: &str = "register-entry";
/// Code of a version whose text differs from the registered hash.
pub const VERSION: &str = "register-version";
/// Code of public words of the log that are withheld today.
pub const CONTENTS: &str = "register-contents";
/// Code of a document that differs from its last version.
pub const UNREGISTERED: &str = "version-unregistered";

/// Checks the log. `texts` maps paths to texts of versions; `clean` says whether a text contains no value that is
/// withheld today.
pub fn check(
    register: &RegisterFile,
    outside: &Outside,
    open_sources: bool,
    texts: &BTreeMap<String, String>,
    clean: &dyn Fn(&str) -> bool,
    diags: &mut Vec<Diag>,
) {
    let entries = &register.documents;
    let ids: HashMap<String, usize> =
        entries.iter().enumerate().rev().map(|(i, e)| (e.id.to_ascii_lowercase(), i)).collect();
    let by_case: HashMap<String, &str> =
        outside.documents().map(|d| (d.id.to_ascii_lowercase(), d.id.as_str())).collect();
    // Check the registered title only where it is shown: a page shows its own title.
    let named: HashSet<&str> = entries.iter().filter_map(|e| e.replaced_by.as_deref()).collect();
    let mut used = BTreeSet::new();
    for (i, entry) in entries.iter().enumerate() {
        let at = |key: &str| Place::value(PATH, routes::registered_document(i).key(key));
        let mut say = |code: &'static str, place: Place, message: Text, help: Text| {
            diags.push(Diag::error(code, place, message).help(help));
        };
        let lower = entry.id.to_ascii_lowercase();
        if ids[&lower] != i {
            let message =
                text!("등록부에 두 번 있는 식별자입니다: `{}`", "the id `{}` stands twice in the register"; entry.id);
            say(ENTRY, at(keys::ID), message, text!("하나를 지우십시오", "remove one of the two"));
        }
        if let Some(other) = by_case.get(&lower).filter(|id| **id != entry.id) {
            let message = text!("문서의 식별자 `{}`과(와) 대소문자만 다릅니다", "it differs from the id `{}` of a document in upper and lower case only"; other);
            say(
                ENTRY,
                at(keys::ID),
                message,
                text!("문서에 게시한 식별자를 쓰십시오", "give the document the id under which it was published"),
            );
        }
        let document = outside.document(&entry.id);
        let published = document.is_some_and(|d| d.published);
        match (entry.standing, published) {
            (Standing::Published, false) => {
                let closed = document.filter(|d| d.class == Disclosure::Closed);
                let message = match closed {
                    Some(_) => {
                        text!("게시한 문서 `{}`이(가) 비공개로 바뀌었는데 등록부는 그대로입니다", "`{}` was published and is closed now, but the register does not say so"; entry.id)
                    }
                    None => {
                        text!("게시한 문서 `{}`이(가) 까닭 없이 사라졌습니다", "`{}` was published and has vanished without a reason"; entry.id)
                    }
                };
                let help = match closed.and_then(|d| d.change.as_ref()) {
                    Some(_) => text!(
                        "`gian register --on 날짜`를 실행하십시오: 공개변경의 날짜와 사유를 옮겨 적습니다",
                        "run `gian register --on DATE`, which takes day and reason from 공개변경"
                    ),
                    None => text!(
                        "`상태:`를 철회, 정정, 비공개 가운데 하나로 고치고 `날짜:`와 `사유:`(정정이면 `대신:`도)를 적거나, 문서를 되돌리십시오",
                        "write 철회, 정정 or 비공개 as `상태:`, with `날짜:` and `사유:` (and `대신:` for 정정), or put the document back"
                    ),
                };
                say(VANISHED, at(keys::ID), message, help);
            }
            (Standing::Withdrawn | Standing::Closed, true) => {
                let message = text!("등록부에는 {}인데 문서를 게시하고 있습니다: `{}`", "the register says `{}`, but `{}` is published"; entry.standing.label(), entry.id);
                say(
                    ENTRY,
                    at(keys::STATE),
                    message,
                    text!("`상태: 게시`로 고치거나 문서를 빼십시오", "write `상태: 게시`, or take the document out"),
                );
            }
            (Standing::Published | Standing::Corrected, true)
            | (Standing::Corrected | Standing::Withdrawn | Standing::Closed, false) => {}
        }
        standing(entry, &ids, at, &mut say);
        versions(entry, i, texts, &mut used, &mut say);
        contents(open_sources, entry, i, texts, !published || named.contains(entry.id.as_str()), clean, &mut say);
    }
    for path in texts.keys().filter(|p| !used.contains(*p)) {
        diags.push(
            Diag::error(
                VERSION,
                Place::bytes(path, 0..0),
                text!("등록부에 없는 판의 글입니다: `{}`", "no version of the register has the text `{}`"; path),
            )
            .help(text!(
                "등록부에 판을 되돌리거나 파일을 지우십시오",
                "put the version back into the register, or remove the file"
            )),
        );
    }
}

/// A state other than 게시 needs a day and a reason, and the replacing document must exist.
fn standing(
    entry: &Registered,
    ids: &HashMap<String, usize>,
    at: impl Fn(&str) -> Place,
    say: &mut impl FnMut(&'static str, Place, Text, Text),
) {
    if entry.standing != Standing::Published {
        for (key, there) in [(keys::DATE, entry.on.is_some()), (keys::REASON, entry.reason.is_some())] {
            if !there {
                let message =
                    text!("`상태: {}`에 `{}` 줄이 없습니다", "the state `{}` has no `{}`"; entry.standing.label(), key);
                say(ENTRY, at(keys::STATE), message, text!("`{}:` 줄을 적으십시오", "write `{}:`"; key));
            }
        }
    }
    match &entry.replaced_by {
        None if entry.standing == Standing::Corrected => {
            let message = text!("정정한 문서를 대신할 문서가 없습니다", "nothing stands for the corrected document");
            say(ENTRY, at(keys::STATE), message, text!("`대신: 식별자`를 적으십시오", "write `대신:` and an id"));
        }
        Some(id) if id.eq_ignore_ascii_case(&entry.id) => {
            let message = text!("문서가 자신을 대신합니다", "the document stands for itself");
            say(
                ENTRY,
                at(keys::REPLACED_BY),
                message,
                text!("대신할 문서의 식별자를 적으십시오", "write the id of the other document"),
            );
        }
        Some(id) if !ids.contains_key(&id.to_ascii_lowercase()) => {
            let message = text!("등록부에 없는 문서입니다: `{}`", "the register has no document `{}`"; id);
            say(
                ENTRY,
                at(keys::REPLACED_BY),
                message,
                text!(
                    "식별자를 고치거나, 그 문서를 먼저 등록하십시오",
                    "correct the id, or register that document first"
                ),
            );
        }
        Some(_) | None => {}
    }
}

/// Versions are numbered without gaps, each with its text.
fn versions(
    entry: &Registered,
    i: usize,
    texts: &BTreeMap<String, String>,
    used: &mut BTreeSet<String>,
    say: &mut impl FnMut(&'static str, Place, Text, Text),
) {
    for (v, version) in entry.versions.iter().enumerate() {
        let at = |key: &str| Place::value(PATH, routes::registered_version(i, v).key(key));
        if version.no as usize != v + 1 {
            let message =
                text!("{}판이 올 자리에 {}판이 있습니다", "version {} belongs here, not {}"; v + 1, version.no);
            say(
                VERSION,
                at(keys::VERSION),
                message,
                text!("판을 1부터 차례로 적으십시오", "number the versions from 1"),
            );
        }
        if v > 0 && version.on < entry.versions[v - 1].on {
            let message = text!("앞판보다 이른 날입니다", "the day is before that of the version before");
            say(VERSION, at(keys::DATE), message, text!("날짜를 고치십시오", "correct the day"));
        }
        if v > 0 && version.reason.is_none() {
            let message = text!("고친 판에 `사유` 줄이 없습니다", "a later version has no `사유`");
            say(
                VERSION,
                at(keys::VERSION),
                message,
                text!("왜 고쳤는지 `사유:`에 적으십시오", "write why it was changed as `사유:`"),
            );
        }
        let path = entry.text_path(version.no);
        match texts.get(&path) {
            None => {
                let message = text!("판의 글이 없습니다: `{}`", "the text of the version is missing: `{}`"; path);
                say(VERSION, at(keys::HASH), message, text!("파일을 되돌리십시오", "put the file back"));
            }
            Some(text) if hash(text.as_bytes()) != version.sha256 => {
                let message =
                    text!("`{}`의 글이 등록한 글이 아닙니다", "the text of `{}` is not what was registered"; path);
                say(
                    VERSION,
                    at(keys::HASH),
                    message,
                    text!(
                        "등록한 글을 되돌리십시오: 판은 고치지 않고 더합니다",
                        "put the registered text back: versions are added, never changed"
                    ),
                );
            }
            Some(_) => {}
        }
        used.insert(path);
    }
}

/// No public text of the log contains a value that is withheld today.
fn contents(
    open_sources: bool,
    entry: &Registered,
    i: usize,
    texts: &BTreeMap<String, String>,
    title_is_shown: bool,
    clean: &dyn Fn(&str) -> bool,
    say: &mut impl FnMut(&'static str, Place, Text, Text),
) {
    let mut look = |text: &str, route: Route, help: Text| {
        if !clean(text) {
            let message = text!(
                "등록부의 공개하는 글에 지금 가리는 값이나 개인정보가 있습니다",
                "what everyone reads of the register holds a value that is withheld today, or personal data"
            );
            say(CONTENTS, Place::value(PATH, route), message, help);
        }
    };
    if let Some(title) = entry.title.as_ref().filter(|_| title_is_shown) {
        look(title, routes::registered_document(i).key(keys::TITLE), text!("`제목` 줄을 지우십시오", "remove `제목`"));
    }
    if let Some(reason) = &entry.reason {
        look(
            reason,
            routes::registered_document(i).key(keys::REASON),
            text!("사유를 고쳐 적으십시오", "word the reason anew"),
        );
    }
    for (v, version) in entry.versions.iter().enumerate() {
        if let Some(reason) = &version.reason {
            look(
                reason,
                routes::registered_version(i, v).key(keys::REASON),
                text!("사유를 고쳐 적으십시오", "word the reason anew"),
            );
        }
        let both = [version.no.saturating_sub(1), version.no];
        if version.difference == Some(Difference::Open) {
            for text in both.iter().filter_map(|no| texts.get(&entry.text_path(*no))) {
                look(
                    text,
                    routes::registered_version(i, v).key(keys::DIFFERENCE),
                    text!("`차이: 공개` 줄을 지우십시오", "remove `차이: 공개`"),
                );
            }
        } else if open_sources && let Some(text) = texts.get(&entry.text_path(version.no)) {
            let help = text!(
                "원본을 누구나 보므로 그 판의 글을 지금 공개하는 글로 다시 등록하십시오",
                "anyone sees the sources: register the version anew with what is open today"
            );
            look(text, routes::registered_version(i, v).key(keys::HASH), help);
        }
    }
}

/// Problems of a published document that differs from its last registered version.
pub fn unregistered(index: &Index<'_>, path: &str, id: &str, now: &Public) -> Option<Diag> {
    let entry = index.get(id);
    let help = text!(
        "`gian register --on 날짜`를 실행하십시오 (고친 문서에는 `--reason 사유`도)",
        "run `gian register --on DATE`, with `--reason TEXT` for a document that was changed"
    );
    let place = Place::value(path, Route::of(keys::ID));
    let last = entry.and_then(|e| e.versions.last());
    let message = match last {
        None => {
            text!("게시하는 문서가 등록부에 없습니다: `{}`", "a published document is not in the register: `{}`"; id)
        }
        Some(version) if version.sha256 != hash(now.text.as_bytes()) => {
            text!("게시하는 글이 등록한 {}판과 다릅니다: `{}`", "what is published differs from version {} of `{}`"; version.no, id)
        }
        Some(_) => return None,
    };
    Some(Diag::warning(UNREGISTERED, place, message).help(help))
}
