//! Input for the leak scan of a public tree: withheld values of the sources, texts that are open anyway, and files
//! reviewed by a person.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use gian_check::secrets::{Found, Nature, contacts, has_page};
use gian_diagnostics::{Diag, Place, Text, text};
use gian_korean::personal;
use gian_leakscan::{Finding, Known, Needle, Needles, Opaque, OpenWords, Report, What};
use gian_media::attachment;
use gian_media::picture::Format;
use gian_model::record::{NamedFile, PictureFile};
use gian_model::{keys, routes};
use gian_report::locate::Locator;
use gian_session::Session;
use gian_source::progress::{Watch, step};
use gian_vocabulary::institution::is_kept;
use gian_vocabulary::values::{Disclosure, Ground};
use sha2::{Digest, Sha256};

use crate::builtin::builtin_words;

/// Code of problems of an attachment itself.
const CODE: &str = "attachment-contents";
/// Code of problems of a picture itself.
const PICTURE: &str = "figure-contents";

/// What the scan of a session needs, each prepared when the first file needs it.
pub struct Scanned<'a> {
    session: &'a Session,
    watch: &'a dyn Watch,
    wanted: OnceLock<Needles>,
    known: OnceLock<Known>,
}

impl<'a> Scanned<'a> {
    /// A scan of files against the withheld values of a session.
    pub fn new(session: &'a Session, watch: &'a dyn Watch) -> Self {
        Self { session, watch, wanted: OnceLock::new(), known: OnceLock::new() }
    }

    fn wanted(&self) -> &Needles {
        self.wanted.get_or_init(|| wanted(self.session, "", self.watch))
    }

    fn known(&self) -> &Known {
        self.known.get_or_init(|| known(self.session))
    }

    /// Whether a text contains no withheld value and no personal data.
    pub fn is_clean(&self, text: &str) -> bool {
        gian_leakscan::scan_file("", text.as_bytes(), self.wanted()).findings.is_empty()
    }
}

/// Withheld values of a workspace, prepared for the search. `composed` is the text of the documents with a page; it may
/// be empty. The words of the builtin templates are public in every tree; those of an office's templates are scanned
/// like its facts.
pub fn wanted(session: &Session, composed: &str, watch: &dyn Watch) -> Needles {
    let settings = &session.workspace.as_ref().expect("it was read").settings;
    // Drop lines of drafts that templates produce too, because they identify no draft.
    let is_composed = |found: &Found| found.nature == Nature::Document && composed.contains(&found.value);
    let mut locator = Locator::new(&session.sources);
    let other_words = other_words(session);
    let needles: Vec<Needle> = session
        .outside
        .withheld()
        .filter(|found| is_looked_for(found) && !is_composed(found))
        .map(|found| {
            let at = locator.locate(&found.place);
            let accepted = other_words.contains(found.value.as_str()) || !is_asked_about(found);
            Needle { value: found.value.clone(), place: format!("{}:{}", found.place.file, at.line), accepted }
        })
        .collect();
    let places = gian_check::places::all(&session.sources, &session.outside);
    let mut open = OpenWords { builtin: builtin_words(), sources: String::new(), places };
    for ground in 1..=8 {
        open.builtin.push_str(&gian_document::Notice::legend(Ground(ground)));
    }
    for text in session.open_texts(watch) {
        open.sources.push('\n');
        open.sources.push_str(&text.text);
    }
    Needles::new(&needles, &open, &contacts(settings, &session.outside))
}

/// Words that published documents declare as other words (`다른말`), although they have the letters of a withheld value.
fn other_words(session: &Session) -> BTreeSet<&str> {
    let as_of = session.as_of();
    let documents = session.dossiers().iter().flat_map(|d| &d.documents).filter(|d| has_page(&d.record, as_of));
    documents.flat_map(|d| d.record.other_words.iter().map(|w| w.word.as_str())).collect()
}

/// Whether `withheld-elsewhere` asks the writer about open texts with the value, so that what is left there is either
/// accepted or a leak.
fn is_asked_about(found: &Found) -> bool {
    !matches!(found.nature, Nature::Detail | Nature::Document)
}

/// Whether a value identifies a person or body. A short one such as `교수` is a common word, and its letters also occur
/// by chance across a word boundary.
pub fn is_looked_for(found: &Found) -> bool {
    found.nature != Nature::Detail || found.value.chars().count() >= SHORTEST_DETAIL
}

/// Minimum length in characters of an affiliation or position to search for.
const SHORTEST_DETAIL: usize = 4;

/// Known files: reviewed by a person, or withheld as a whole.
fn known(session: &Session) -> Known {
    let sources = &session.sources;
    let mut known = Known::default();
    let mut locator = Locator::new(sources);
    for dossier in session.dossiers() {
        for document in &dossier.documents {
            let seen = document.record.pictures.iter().filter_map(|p| p.seen.as_ref());
            known.reviewed.extend(seen.map(|s| s.sha256.clone()));
            for picture in &document.record.pictures {
                let file = dossier.pictures.get(&picture.file).and_then(|p| p.as_ref().ok());
                let reviewed = file.filter(|f| picture.seen.as_ref().is_some_and(|s| s.sha256 == f.sha256));
                known.reviewed.extend(reviewed.into_iter().flat_map(|f| f.pixels.iter().cloned()));
            }
            for attachment in document.record.files() {
                known.reviewed.extend(attachment.seen.map(|s| s.sha256.clone()));
                // Where a copy is published, a person cannot have recorded its hash.
                let copied =
                    attachment.seen.and(attachment.offered()).filter(|(_, f)| attachment::is_rewritten(f, &[]));
                if let Some((_, file)) = copied {
                    let path = format!("{}/attachments/{file}", dossier.folder);
                    let bytes = sources.attachments.get(&path).and_then(|a| gian_source::load_attachment(a).ok());
                    let seen = bytes.filter(|b| attachment.seen.is_some_and(|s| s.sha256 == sha256(b)));
                    let copy = seen.and_then(|b| attachment::publish(file, b).ok());
                    known.reviewed.extend(copy.map(|published| sha256(&published.bytes)));
                }
                let withheld = attachment.file.filter(|_| attachment.disclosure != Disclosure::Open);
                let Some(file) = withheld else { continue };
                let path = format!("{}/attachments/{file}", dossier.folder);
                let bytes = sources.attachments.get(&path).and_then(|a| gian_source::load_attachment(a).ok());
                if let Some(bytes) = bytes.filter(|b| !b.is_empty()) {
                    let at = locator.locate(&Place::value(&document.path, attachment.route.key(keys::FILE)));
                    let place = format!("{}:{}", document.path, at.line);
                    known.withheld.insert(sha256(&bytes), place.clone());
                    if let Ok(copy) = attachment::publish(file, bytes) {
                        known.withheld.insert(sha256(&copy.bytes), place);
                    }
                }
            }
        }
    }
    known
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Scans a built public tree for leaks.
///
/// # Errors
/// The tree cannot be read.
pub fn tree(path: &Path, session: &Session, wanted: &Needles) -> std::io::Result<Report> {
    let mut report = gian_leakscan::scan_tree(path, wanted, &known(session))?;
    // Names that a person keeps in the folder are on no list.
    let kept = session.workspace.as_ref().map_or(&[][..], |w| &w.settings.archive.kept_files);
    let stays = |file: &str| is_kept(file.split('/').next().unwrap_or_default(), kept);
    report.findings.retain(|f| !(matches!(f.what, What::Manifest(_)) && stays(&f.file)));
    Ok(report)
}

/// Documents and attachments that only the tree or only the workspace has. Any of them shows that the tree was built
/// from other sources, so that a scan with these values proves nothing.
///
/// # Errors
/// The tree is no folder.
pub fn strangers(path: &Path, session: &Session) -> std::io::Result<Vec<String>> {
    let (sources, workspace) = (&session.sources, session.workspace.as_ref().expect("it was read"));
    let as_of = workspace.settings.archive.as_of;
    let (mut ids, mut files) = (BTreeSet::new(), BTreeSet::new());
    for dossier in session.dossiers() {
        for document in dossier.documents.iter().filter(|d| has_page(&d.record, as_of)) {
            ids.insert(document.record.id.clone());
            for (_, file) in document.record.files().filter_map(|f| f.offered()) {
                let path = format!("{}/attachments/{file}", dossier.folder);
                let bytes = sources.attachments.get(&path).map(gian_source::load_attachment).transpose()?;
                let copy = attachment::publish(file, bytes.unwrap_or_default());
                let hash = sha256(&copy.map(|published| published.bytes).unwrap_or_default());
                files.insert((format!("{}/files/{file}", document.record.id), hash));
            }
            for picture in &document.record.pictures {
                let known = dossier.pictures.get(&picture.file).and_then(|p| p.as_ref().ok());
                let hash = known.map_or(String::new(), |p| p.sha256.clone());
                files.insert((format!("{}/figures/{}", document.record.id, picture.file), hash));
            }
        }
    }
    // An address that was published once keeps a page.
    ids.extend(gian_publication_log::gone(workspace.register.as_ref(), &session.outside).map(|entry| entry.id.clone()));
    let there: BTreeSet<(String, String)> = gian_leakscan::attachments(path)?.into_iter().collect();
    let mut strange: BTreeSet<String> = gian_leakscan::documents(path)?.symmetric_difference(&ids).cloned().collect();
    strange.extend(there.symmetric_difference(&files).map(|(name, _)| name.clone()));
    Ok(strange.into_iter().collect())
}

/// Scans every attachment that a public page would offer.
pub fn attachments(scanned: &Scanned<'_>, watch: &dyn Watch, diags: &mut Vec<Diag>) {
    let session = scanned.session;
    let (sources, as_of) = (&session.sources, session.as_of());
    for dossier in session.dossiers() {
        for document in dossier.documents.iter().filter(|d| has_page(&d.record, as_of)) {
            for attachment in document.record.files() {
                let Some((key, file)) = attachment.offered() else { continue };
                let path = format!("{}/attachments/{file}", dossier.folder);
                let Some(attached) = sources.attachments.get(&path) else { continue };
                let place = Place::value(&document.path, attachment.route.key(key));
                let (wanted, withheld) = (scanned.wanted(), &scanned.known().withheld);
                step(watch, &document.path, || {
                    match gian_source::load_attachment(attached) {
                    Ok(bytes) if withheld.contains_key(&sha256(&bytes)) => {
                        let of = withheld[&sha256(&bytes)].clone();
                        diags.push(
                            Diag::error(
                                CODE,
                                place.clone(),
                                text!("공개할 파일 `{}`의 내용이 공개하지 않는 붙임({})과 같습니다", "the file `{}` that is to be public is the same as an attachment that is withheld ({})"; file, of),
                            )
                            .help(text!("공개할 수 있는 부분만 남긴 파일로 바꾸십시오", "put a file with what can be shown in its place")),
                        );
                    }
                    Ok(bytes) => {
                        let hash = sha256(&bytes);
                        match attachment::publish(file, bytes) {
                            Ok(published) => {
                                diags.extend(taken_out(&published, &hash, file, &place));
                                attachment_problems(&published.bytes, &hash, file, &attachment, &place, wanted, diags);
                            }
                            Err(why) => diags.push(refused(place.clone(), file, &why)),
                        }
                    }
                    Err(error) => diags.push(Diag::error(
                        CODE,
                        place.clone(),
                        text!("붙임 `{}`을(를) 읽을 수 없습니다: {}", "the attachment `{}` cannot be read: {}"; file, error),
                    )),
                }
                });
            }
        }
    }
}

/// Scans every picture that a public page would show.
pub fn pictures(scanned: &Scanned<'_>, watch: &dyn Watch, diags: &mut Vec<Diag>) {
    let session = scanned.session;
    let (sources, as_of) = (&session.sources, session.as_of());
    for dossier in session.dossiers() {
        for document in dossier.documents.iter().filter(|d| has_page(&d.record, as_of)) {
            for (i, picture) in document.record.pictures.iter().enumerate() {
                // Unusable files were reported by the check of files.
                let Some(Ok(known_as)) = dossier.pictures.get(&picture.file) else { continue };
                let path = format!("{}/figures/{}", dossier.folder, picture.file);
                let Some(attached) = sources.attachments.get(&path) else { continue };
                let at = |keys: &[&str]| {
                    let route = keys.iter().fold(routes::picture(i), |route, key| route.key(key));
                    Place::value(&document.path, route)
                };
                let (wanted, withheld) = (scanned.wanted(), &scanned.known().withheld);
                if matches!(known_as.format, Format::Jpeg | Format::Png) {
                    diags.extend(unreviewed(picture, &known_as.sha256, &at));
                }
                if let Some(of) = withheld.get(&known_as.sha256) {
                    diags.push(
                        Diag::error(
                            PICTURE,
                            at(&[keys::FILE]),
                            text!("공개할 그림 `{}`의 내용이 공개하지 않는 붙임({})과 같습니다", "the picture `{}` that is to be public is the same as an attachment that is withheld ({})"; picture.file, of),
                        )
                        .help(text!("공개할 수 있는 부분만 남긴 그림으로 바꾸십시오", "put a picture with what can be shown in its place")),
                    );
                }
                step(watch, &document.path, || {
                    match gian_source::load_attachment(attached) {
                    Ok(bytes) => picture_problems(&bytes, picture, &at(&[keys::FILE]), wanted, diags),
                    Err(error) => diags.push(Diag::error(
                        PICTURE,
                        at(&[keys::FILE]),
                        text!("그림 `{}`을(를) 읽을 수 없습니다: {}", "the picture `{}` cannot be read: {}"; picture.file, error),
                    )),
                }
                });
            }
        }
    }
}

/// Reports a photograph that no person reviewed, or whose bytes changed since, because only a person can judge its
/// content.
fn unreviewed(picture: &PictureFile, hash: &str, at: &impl Fn(&[&str]) -> Place) -> Option<Diag> {
    let file = &picture.file;
    let help = text!(
        "얼굴·차량번호·화면의 글자처럼 가릴 것이 없는지 눈으로 본 뒤 그 그림의 줄에 `육안확인: {{확인자: …, 확인일: …, 해시: {0}}}`을 적으십시오",
        "look at it for faces, number plates and words on screens, and record beside the picture that nothing is to be withheld: `육안확인: {{확인자: …, 확인일: …, 해시: {0}}}`"; hash
    );
    match &picture.seen {
        Some(seen) if seen.sha256 == hash => None,
        Some(_) => Some(
            Diag::error(
                PICTURE,
                at(&[keys::SEEN, keys::HASH]),
                text!("공개할 사진 `{}`은(는) 육안확인을 한 파일이 아닙니다 (파일이 바뀌었습니다)", "the photograph `{}` that is to be public is not the file that was looked at: it has changed"; file),
            )
            .help(help),
        ),
        None => Some(
            Diag::error(
                PICTURE,
                at(&[keys::FILE]),
                text!("공개할 사진 `{}`을(를) 사람이 보고 확인한 기록이 없습니다", "nobody has recorded to have looked at the photograph `{}` that is to be public"; file),
            )
            .help(help),
        ),
    }
}

fn picture_problems(bytes: &[u8], picture: &PictureFile, place: &Place, wanted: &Needles, diags: &mut Vec<Diag>) {
    let seen = picture.seen.as_ref().is_some_and(|s| s.sha256 == sha256(bytes));
    for finding in gian_leakscan::scan_file(&picture.file, bytes, wanted).findings {
        match &finding.what {
            What::Personal(_) if seen => {}
            // The missing review was reported already.
            What::Undecoded(Opaque::Pixels) => {}
            _ => diags.push(Diag { code: PICTURE, ..described(&finding, place.clone(), &picture.file) }),
        }
    }
}

/// `bytes` are the published bytes; `hash` is that of the file in the folder, which a person can review.
fn attachment_problems(
    bytes: &[u8],
    hash: &str,
    file: &str,
    attachment: &NamedFile<'_>,
    place: &Place,
    wanted: &Needles,
    diags: &mut Vec<Diag>,
) {
    let report = gian_leakscan::scan_file(file, bytes, wanted);
    let seen = attachment.seen.is_some_and(|s| s.sha256 == hash);
    let mut unseen = Vec::new();
    for finding in report.findings {
        match &finding.what {
            What::Undecoded(why) => unseen.push((finding.place.clone(), why.clone())),
            _ => diags.push(described(&finding, place.clone(), file)),
        }
    }
    if !unseen.is_empty() && !seen {
        let (at, why) = &unseen[0];
        let at = if at.is_empty() { String::new() } else { format!("{at}: ") };
        let message = Text {
            ko: format!("공개할 파일 `{file}`에 기계가 읽지 못하는 것이 있습니다 ({at}{})", why.label()),
            en: format!(
                "the file `{file}` that is to be public holds what a program cannot read ({at}{})",
                why.english()
            ),
        };
        diags.push(
            Diag::error(CODE, place.clone(), message)
            .help(text!(
                "가릴 것이 없는지 눈으로 본 뒤 `육안확인: {{확인자: …, 확인일: …, 해시: {0}}}`을 적으십시오",
                "look at it, and record that nothing is to be withheld: `육안확인: {{확인자: …, 확인일: …, 해시: {0}}}`"; hash
            )),
        );
    }
}

/// Says what the published copy of a file lacks, with the hashes of both.
fn taken_out(published: &attachment::Published, hash: &str, file: &str, place: &Place) -> Option<Diag> {
    if published.removed.is_empty() {
        return None;
    }
    let list = |of: fn(&Text) -> &str| published.removed.iter().map(of).collect::<Vec<_>>().join(", ");
    let (ko, en) = (list(|text| &text.ko), list(|text| &text.en));
    let (own, copy) = (&hash[..12], &sha256(&published.bytes)[..12]);
    let message = text!(
        ko: "공개할 파일 `{file}`은(는) 사본을 만들어 공개합니다. 사본에서 뺀 것: {ko} (SHA-256 원본 {own}…, 사본 {copy}…)";
        en: "a copy of `{file}` is published, without: {en} (SHA-256 of the file {own}…, of the copy {copy}…)"
    );
    Some(Diag::info(CODE, place.clone(), message))
}

/// Reports a file of which no public copy can be made.
pub fn refused(place: Place, file: &str, why: &Text) -> Diag {
    let message = text!(
        ko: "공개할 파일 `{file}`: {}", why.ko;
        en: "the file `{file}` that is to be public: {}", why.en
    );
    Diag::error(CODE, place, message).help(text!(
        "고쳐서 다시 저장하거나, PDF로 바꾸거나, 그 파일을 공개하지 마십시오",
        "correct it and save again, turn it into a PDF, or do not publish it"
    ))
}

/// Reports a picture that changed after the check, because it was written during the build.
pub fn changed_picture(path: &str) -> Diag {
    let message = text!("빌드하는 동안 그림이 바뀌었습니다: `{path}`", "the picture `{path}` changed during the build");
    Diag::error(PICTURE, Place::bytes(path, 0..0), message)
        .help(text!("바꾸기를 마친 뒤 다시 빌드하십시오", "finish the change, and build again"))
}

fn described(finding: &Finding, place: Place, file: &str) -> Diag {
    let place_in = inside(finding);
    let words = words(finding);
    Diag::error(
        CODE,
        place,
        Text {
            ko: format!("공개할 파일 `{file}`의 {}({}): {}", finding.channel.label(), place_in.ko, words.ko),
            en: format!(
                "the file `{file}` that is to be public, {} ({}): {}",
                finding.channel.english(),
                finding.place,
                words.en
            ),
        },
    )
    .help(match finding.what {
        What::Personal(_) => text!(
            "가리거나 지운 파일로 바꾸십시오. 누구에게나 알리는 번호라면 gian.yaml의 `공개연락처`에 적으십시오",
            "put a file without it in its place, or name a number that everyone may know under 공개연락처 in gian.yaml"
        ),
        _ => text!(
            "그것을 지운 파일로 바꾸거나 그 파일을 공개하지 마십시오",
            "put a file without it in its place, or do not publish it"
        ),
    })
}

/// Describes the place of a finding inside its file, in the language of the reader.
pub fn inside(finding: &Finding) -> Text {
    let en = finding.place.clone();
    // Translate words of the scan; keep names inside the file as they are.
    let word = |word: &str| {
        let (first, rest) = word.split_once(' ').unwrap_or((word, ""));
        match (first, rest) {
            ("line", n) => format!("{n}행"),
            ("page", n) => format!("{n}쪽"),
            ("object", n) => format!("객체 {n}"),
            ("attribute", name) => format!("속성 {name}"),
            ("text", "") => "글".to_owned(),
            ("source", "") => "원문".to_owned(),
            ("stream", "") => "스트림".to_owned(),
            ("metadata", "") => "메타데이터".to_owned(),
            ("comment", "") => "주석".to_owned(),
            ("embedded", "file") => "첨부 파일".to_owned(),
            ("after", "the end") => "끝 뒤".to_owned(),
            _ => word.to_owned(),
        }
    };
    let step = |step: &str| step.split(", ").map(word).collect::<Vec<_>>().join(", ");
    Text { ko: en.split(" › ").map(step).collect::<Vec<_>>().join(" › "), en }
}

/// Message of a finding, never with the value.
pub fn words(finding: &Finding) -> Text {
    match &finding.what {
        What::Withheld { place } => {
            text!("{}에서 가린 값이 있습니다", "holds a value that is withheld at {}"; place)
        }
        What::Personal(kind) => {
            let name: &personal::Kind = kind;
            Text {
                ko: format!("{}(으)로 보이는 것이 있습니다", name.label()),
                en: format!("holds what looks like {}", name.english()),
            }
        }
        What::Manifest(problem) => Text { ko: problem.label().to_owned(), en: problem.english().to_owned() },
        What::Undecoded(why) => Text {
            ko: format!("기계가 읽지 못하여 사람의 확인이 필요합니다: {}", why.label()),
            en: format!("a program cannot read it, so a person must look: {}", why.english()),
        },
        What::Revision => text!("이전 판이 파일 안에 남아 있습니다", "an older revision is left inside the file"),
    }
}
