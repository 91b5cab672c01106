//! Hostile dossiers and templates cannot exceed the time and memory of `한도`, crash the program, or read or write
//! outside the workspace.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::common::{copy, tree};

const NOTICE: &str = "content/2022/guro/documents/notice.md";
const NOTICE_ID: &str = "gian-2022-guro-01";
const OTHERS: [&str; 2] = ["D0000036191652", "D0000043120077"];

/// Bodies that loop forever, grow without end, and overflow the stack.
const LOOP: &str = "{% for a in range(end=9999) %}{% for b in range(end=9999) %}{% for c in range(end=9999) %}\
                    {% endfor %}{% endfor %}{% endfor %}";
const GROWTH: &str =
    "{% set_global x = \"0123456789\" %}{% for a in range(end=40) %}{% set_global x = x ~ x %}{% endfor %}";
const DEPTH: &str = "{% set_global x = [1] %}{% for a in range(end=100000) %}{% set_global x = [x] %}{% endfor %}";
/// Markdown without templates that takes quadratic time.
const BRACKETS: usize = 150_000;

/// Tests with a limit of seconds run one after the other, so that documents within the limit have enough time.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn command(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gian"));
    command.args(args).arg("--root").arg(root).env("LANG", "ko_KR.UTF-8").stdin(Stdio::null());
    command
}

/// Runs the program, which must terminate by itself.
fn gian(root: &Path, args: &[&str]) -> Output {
    let child = command(root, args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    ended(child, args)
}

fn ended(mut child: Child, args: &[&str]) -> Output {
    let started = Instant::now();
    // Read the output, because a program blocks when the pipe is full.
    let (stdout, stderr) = (read(child.stdout.take()), read(child.stderr.take()));
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > Duration::from_secs(40) {
            child.kill().unwrap();
            panic!("gian {args:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Output { status: child.wait().unwrap(), stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap() }
}

fn read(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            pipe.read_to_end(&mut bytes).unwrap();
        }
        bytes
    })
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn sample(limits: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    crate::common::few(dir.path());
    let settings = dir.path().join("gian.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(settings, format!("{}\n한도: {limits}\n", text.trim_end())).unwrap();
    dir
}

/// Number of documents of a workspace.
fn documents(root: &Path) -> usize {
    let of = |name: &&String| name.contains("/documents/") && name.ends_with(".md");
    tree(&root.join("content")).keys().filter(of).count()
}

fn edit(root: &Path, file: &str, old: &str, new: &str) {
    crate::common::edit(root, file, &[(old, new)]);
}

/// Writes a body after the front matter of the notice, under another name and id if given.
fn body(root: &Path, other: Option<&str>, body: &str) -> String {
    let text = fs::read_to_string(root.join(NOTICE)).unwrap();
    let end = text.find("\n---\n").unwrap() + 5;
    let (path, front) = match other {
        None => (NOTICE.to_owned(), text[..end].to_owned()),
        Some(name) => (
            format!("content/2022/guro/documents/{name}.md"),
            text[..end].replace(NOTICE_ID, &format!("gian-2022-guro-{name}")),
        ),
    };
    fs::write(root.join(&path), format!("{front}## 가\n\n{body}\n")).unwrap();
    path
}

fn template(root: &Path, path: &str, change: impl Fn(&str) -> String) {
    let to = root.join("templates").join(path);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::write(to, change(&fs::read_to_string(Path::new("templates").join(path)).unwrap())).unwrap();
}

/// Asserts that the workspace is checked and built except for the documents at `stopped`, which are reported.
fn stops_only(root: &Path, stopped: &[(&str, &str)], words: &str) {
    let found = gian(root, &["check", "--format", "short"]);
    let lines = said(&found);
    assert_eq!(found.status.code(), Some(1), "{lines}");
    builds_all_but(root, stopped, words);
    for (path, _) in stopped {
        assert_eq!(lines.matches(&format!("{path}:6:5: 오류[limit-exceeded]")).count(), 1, "{lines}");
    }
}

fn builds_all_but(root: &Path, stopped: &[(&str, &str)], words: &str) {
    let found = gian(root, &["build"]);
    let lines = said(&found);
    assert_eq!(found.status.code(), Some(1), "{lines}");
    assert_eq!(lines.matches("오류[limit-exceeded]").count(), stopped.len(), "{lines}");
    assert!(lines.contains(words) && lines.contains("한도"), "{lines}");
    assert!(lines.contains(&format!("문서 {}건은 멈추어서 output/에 없습니다.", stopped.len())), "{lines}");
    for (path, id) in stopped {
        assert!(lines.contains(path), "{lines}");
        assert!(!root.join("output/internal/d").join(id).exists());
    }
    for edition in ["internal", "public"] {
        let index = fs::read_to_string(root.join("output").join(edition).join("index.html")).unwrap();
        assert!(stopped.iter().all(|(_, id)| !index.contains(id)), "{index}");
        for id in OTHERS {
            assert!(root.join(format!("output/{edition}/d/{id}/{id}.pdf")).exists());
            assert!(root.join(format!("output/{edition}/d/{id}/index.html")).exists());
            assert!(index.contains(id), "{index}");
        }
    }
}

#[test]
fn a_loop_without_end_stops_its_document() {
    let _turn = turn();
    let dir = sample("{시간: 2}");
    body(dir.path(), None, LOOP);
    stops_only(dir.path(), &[(NOTICE, NOTICE_ID)], "2초");
    let english = said(&gian(dir.path(), &["check", "--lang", "en"]));
    assert!(english.contains("took more than 2 seconds") && english.contains("raise `한도: 시간`"), "{english}");
}

#[test]
fn a_value_that_grows_without_end_stops_its_document() {
    let dir = sample("{메모리: 256}");
    body(dir.path(), None, GROWTH);
    stops_only(dir.path(), &[(NOTICE, NOTICE_ID)], "256MB");
}

#[test]
fn a_full_stack_stops_its_document() {
    let dir = sample("{시간: 30}");
    body(dir.path(), None, DEPTH);
    stops_only(dir.path(), &[(NOTICE, NOTICE_ID)], "프로그램이 멎었습니다");
    let lines = said(&gian(dir.path(), &["check"]));
    let left = lines.find("has overflowed its stack").expect("the system says it");
    assert!(lines[left..].contains("위의 글은"), "what the system says is explained: {lines}");
}

#[test]
fn several_hostile_documents_are_each_stopped() {
    let _turn = turn();
    let dir = sample("{시간: 2, 메모리: 256}");
    body(dir.path(), None, LOOP);
    let growth = body(dir.path(), Some("growth"), GROWTH);
    let depth = body(dir.path(), Some("depth"), DEPTH);
    stops_only(
        dir.path(),
        &[(NOTICE, NOTICE_ID), (&growth, "gian-2022-guro-growth"), (&depth, "gian-2022-guro-depth")],
        "256MB",
    );
}

/// Each of many bad documents is stopped, in a check and in a build, and the others are made.
#[test]
fn many_bad_documents_are_each_stopped() {
    let _turn = turn();
    let dir = sample("{시간: 1, 메모리: 256}");
    let bad = [LOOP, LOOP, LOOP, LOOP, GROWTH, GROWTH, DEPTH, DEPTH].into_iter().enumerate();
    let bad: Vec<(String, String)> = bad
        .map(|(i, code)| (body(dir.path(), Some(&format!("bad{i}")), code), format!("gian-2022-guro-bad{i}")))
        .collect();
    let found = gian(dir.path(), &["check", "--format", "short"]);
    let lines = said(&found);
    assert_eq!((found.status.code(), lines.matches("오류[limit-exceeded]").count()), (Some(1), bad.len()), "{lines}");
    let found = gian(dir.path(), &["build"]);
    assert_eq!(found.status.code(), Some(1), "{}", said(&found));
    for (path, id) in &bad {
        assert!(lines.contains(path.as_str()), "{path}: {lines}");
        assert!(!dir.path().join("output/internal/d").join(id).exists());
    }
    for id in OTHERS {
        assert!(dir.path().join("output/internal/d").join(id).exists(), "{id}");
    }
}

/// Two documents that each crash the program are both identified, because the next run works on one at a time.
#[test]
fn suspects_are_told_apart() {
    let dir = sample("{시간: 30}");
    let wait = "{% for a in range(end=9999) %}{% for b in range(end=200) %}{% endfor %}{% endfor %}";
    let one = body(dir.path(), Some("one"), &format!("{wait}{DEPTH}"));
    let two = body(dir.path(), Some("two"), &format!("{wait}{DEPTH}"));
    // As slow as they are, but within the limits.
    body(dir.path(), None, wait);
    let lines = said(&gian(dir.path(), &["check", "--format", "short"]));
    assert_eq!(lines.matches("오류[limit-exceeded]").count(), 2, "{lines}");
    assert!(lines.contains(&format!("{one}:6:5: 오류")) && lines.contains(&format!("{two}:6:5: 오류")), "{lines}");
}

#[test]
fn other_problems_are_reported_beside_a_stopped_document() {
    let _turn = turn();
    let dir = sample("{시간: 1}");
    body(dir.path(), None, LOOP);
    body(dir.path(), Some("other"), "{{ no_such_name }}");
    let found = gian(dir.path(), &["check", "--format", "short"]);
    let lines = said(&found);
    assert_eq!(found.status.code(), Some(1));
    assert!(lines.contains("other.md:22:1: 오류[template]") && lines.contains("오류[limit-exceeded]"), "{lines}");
    let found = gian(dir.path(), &["build"]);
    assert_eq!(found.status.code(), Some(1));
    assert!(said(&found).contains("아무것도 쓰지 않았습니다") && !dir.path().join("output").exists());
}

#[test]
fn a_hostile_template_stops_the_documents_that_it_fills() {
    let _turn = turn();
    let only = |code: &str| format!("{{% if record.id == \"{NOTICE_ID}\" %}}{code}{{% endif %}}");
    let typst = only("#for a in range(100000) { for b in range(100000) { for c in range(100000) {} } }\n");
    let cases: [(&str, String); 3] =
        [("pdf/document.typ", typst), ("pdf/document.typ", only(LOOP)), ("html/document.html", only(LOOP))];
    for (path, code) in cases {
        let dir = sample("{시간: 2}");
        template(dir.path(), path, |text| match text.split_once("{% block content %}") {
            Some((before, after)) => format!("{before}{{% block content %}}{code}{after}"),
            None => format!("{text}\n{code}"),
        });
        builds_all_but(dir.path(), &[(NOTICE, NOTICE_ID)], "2초");
    }
    // The body template of a kind stops every document of the kind.
    let dir = sample("{시간: 1}");
    template(dir.path(), "documents/result-report/body.md", |_| LOOP.to_owned());
    let lines = said(&gian(dir.path(), &["check", "--format", "short"]));
    assert_eq!(lines.matches("오류[limit-exceeded]").count(), 2, "{lines}");
    // The index belongs to no document, so nothing can be built.
    let dir = sample("{시간: 1}");
    template(dir.path(), "html/index.html", |_| LOOP.to_owned());
    let found = gian(dir.path(), &["build"]);
    assert_eq!(found.status.code(), Some(1));
    assert!(said(&found).contains("templates/html/index.html") && said(&found).contains("limit-exceeded"));
    assert!(!dir.path().join("output").exists());
}

/// A file of facts that exceeds a limit stops its own dossier only.
#[test]
fn hostile_facts_stop_their_dossier() {
    let _turn = turn();
    let dir = sample("{시간: 2}");
    let brackets = "[".repeat(BRACKETS) + &"]".repeat(BRACKETS);
    edit(dir.path(), "content/2021/nowon/plan.yaml", "목표:\n", &format!("목표:\n  - '{brackets}'\n"));
    let found = gian(dir.path(), &["build"]);
    let lines = said(&found);
    assert_eq!(found.status.code(), Some(1), "{lines}");
    // Any step may reach its limit first, but the reported file belongs to the dossier.
    assert!(lines.contains("content/2021/nowon/") && lines.contains("문서 1건은 멈추어서"), "{lines}");
    assert!(dir.path().join("output/internal/d").join(NOTICE_ID).exists());
}

/// Reading alone can exceed a limit, here by the messages of very many problems; then the contents of the dossier are
/// unknown.
#[test]
fn a_file_that_takes_too_much_to_read_stops_its_dossier() {
    let _turn = turn();
    let dir = sample("{시간: 60, 메모리: 512}");
    let lists = format!("목표: [{}[]]\n", "[],".repeat(690_000));
    fs::write(dir.path().join("content/2021/nowon/plan.yaml"), lists).unwrap();
    let found = gian(dir.path(), &["build"]);
    let lines = said(&found);
    assert_eq!(found.status.code(), Some(1), "{lines}");
    assert_eq!(lines.matches("오류[").count(), 1, "{lines}");
    assert!(lines.contains("content/2021/nowon/plan.yaml") && lines.contains("limit-exceeded"), "{lines}");
    assert!(lines.contains("멈춘 파일이 있는 건의 문서는 output/에 없습니다"), "{lines}");
    assert!(dir.path().join("output/internal/d").join(NOTICE_ID).exists());
    assert!(!dir.path().join("output/internal/d").join(OTHERS[1]).exists());
}

#[test]
fn a_stopped_document_is_not_dumped_and_others_are() {
    let _turn = turn();
    let dir = sample("{시간: 1}");
    body(dir.path(), None, LOOP);
    let found = gian(dir.path(), &["dump", "--step", "html", NOTICE_ID]);
    assert_eq!((found.status.code(), found.stdout.len()), (Some(1), 0));
    assert!(said(&found).contains("limit-exceeded"));
    let found = gian(dir.path(), &["dump", "--step", "html", OTHERS[0]]);
    assert_eq!(found.status.code(), Some(0), "{}", said(&found));
    assert!(!found.stdout.is_empty());
}

/// The watchdog changes nothing: the same files and messages as in one process.
#[test]
fn a_watched_build_is_the_same() {
    use gian::pipeline::{Control, Progress, build};
    use gian::renderer::Renderer;
    use gian_preflight::prepare;
    use gian_typst_engine::embedded::Embedded;
    struct Quiet;
    impl Progress for Quiet {
        fn step(&self, _: &str) {}
    }
    let (one, two) = (sample("{}"), sample("{}"));
    let found = gian(one.path(), &["build"]);
    assert_eq!(found.status.code(), Some(0), "{}", said(&found));
    let made = format!("문서 {}건, PDF ", documents(one.path()));
    assert!(said(&found).is_empty() && String::from_utf8(found.stdout).unwrap().starts_with(&made));
    let session = prepare(two.path()).unwrap();
    let watch = &gian_source::progress::Unwatched;
    let control = Control { jobs: 2, stops: &|_| true, progress: &Quiet, watch };
    let engine = Embedded::new(&session.fonts);
    let place = gian::pipeline::Place::take(&session.root, None, &[], &|| ()).unwrap();
    build(&session, Some(&engine), &gian_view::Edition::ALL, place, &control, &mut Vec::new()).unwrap();
    let (watched, alone) = (tree(&one.path().join("output")), tree(&two.path().join("output")));
    assert_eq!(watched.keys().collect::<Vec<_>>(), alone.keys().collect::<Vec<_>>());
    for (name, bytes) in &watched {
        assert!(*bytes == alone[name], "{name} differs");
    }
    // Lines that look like an event of the child are passed through as output.
    let event = "\"done\"\n{\"begin\":\"x\"}";
    body(two.path(), None, &format!("가\n\n나 {}", event.replace('\n', " ")));
    let session = prepare(two.path()).unwrap();
    let (dossier, index) = session.documents().into_iter().find(|(d, _)| d.folder.ends_with("guro")).unwrap();
    let workspace = session.workspace.as_ref().unwrap();
    let view =
        gian_disclose::project(&workspace.settings, dossier, index, &session.outside, gian_view::Edition::Internal)
            .unwrap();
    let document = Renderer::new(&session).unwrap().compose(&view, NOTICE).unwrap();
    let dumped = gian(two.path(), &["dump", "--step", "text", NOTICE_ID]).stdout;
    assert_eq!(String::from_utf8(dumped).unwrap(), gian_emit::text::emit(&document));
    assert!(said(&gian(two.path(), &["check"])).is_empty());
}

/// A build killed from outside leaves no process running.
#[test]
#[cfg(target_os = "linux")]
fn the_work_ends_with_the_program_that_watches_it() {
    let dir = sample("{시간: 3600}");
    body(dir.path(), None, LOOP);
    let mut parent = command(dir.path(), &["check"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let child = wait_for("a child", || {
        let field = |pid: &str| fs::read_to_string(format!("/proc/{pid}/stat")).ok();
        fs::read_dir("/proc").unwrap().find_map(|e| {
            let pid = e.ok()?.file_name().into_string().ok()?;
            let stat = field(&pid)?;
            let above = stat.rsplit(')').next()?.split_whitespace().nth(1)?.parse::<u32>().ok()?;
            (above == parent.id()).then_some(pid)
        })
    });
    std::thread::sleep(Duration::from_millis(500));
    parent.kill().unwrap();
    parent.wait().unwrap();
    wait_for("the end of the child", || (!alive(&child)).then_some(()));
}

#[cfg(target_os = "linux")]
fn alive(pid: &str) -> bool {
    // A zombie process counts as ended.
    fs::read_to_string(format!("/proc/{pid}/stat"))
        .is_ok_and(|stat| !matches!(stat.rsplit(')').next().map(str::trim_start), Some(rest) if rest.starts_with('Z')))
}

#[cfg(target_os = "linux")]
fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < Duration::from_secs(10), "no {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// An external engine that hangs is killed with its document, and it gets no information about the machine.
#[test]
#[cfg(target_os = "linux")]
fn a_hanging_engine_is_ended() {
    let _turn = turn();
    use std::os::unix::fs::PermissionsExt;
    let dir = sample("{시간: 1}");
    let (pids, environment) = (dir.path().join("pids"), dir.path().join("environment"));
    let engine = dir.path().join("typst");
    let script = format!(
        "#!/bin/sh\nif [ \"$1\" = --version ]; then echo 'typst 0.15.1 (test)'; exit; fi\n\
         echo $$ >> '{}'\n/usr/bin/env > '{}'\necho \"$@\" >> '{1}'\nexec /bin/sleep 1000\n",
        pids.display(),
        environment.display()
    );
    fs::write(&engine, script).unwrap();
    fs::set_permissions(&engine, fs::Permissions::from_mode(0o755)).unwrap();
    let output = ended(
        command(dir.path(), &["build", "--typst", engine.to_str().unwrap()])
            .env("TYPST_PACKAGE_PATH", "/")
            .env("SECRET", "word")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap(),
        &["build", "--typst"],
    );
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let all = documents(dir.path());
    assert_eq!(said(&output).matches("오류[limit-exceeded]").count(), all, "{}", said(&output));
    let pids = fs::read_to_string(pids).unwrap();
    assert!(pids.lines().count() >= all);
    for pid in pids.lines() {
        wait_for("end of the engine", || (!alive(pid)).then_some(()));
    }
    let environment = fs::read_to_string(environment).unwrap();
    assert!(!environment.contains("TYPST_") && !environment.contains("word"), "{environment}");
    assert!(!environment.contains("HOME") && environment.contains("https_proxy=http://127.0.0.1:9"), "{environment}");
    assert!(environment.contains("--package-cache-path"), "{environment}");
}

/// Used as a library, without a watchdog, the engine keeps the limit by itself.
#[test]
#[cfg(target_os = "linux")]
fn a_hanging_engine_keeps_the_limit_by_itself() {
    let _turn = turn();
    use std::os::unix::fs::PermissionsExt;

    use gian_diagnostics::Limits;
    use gian_typst_engine::Engine;
    let dir = tempfile::tempdir().unwrap();
    let engine = dir.path().join("typst");
    fs::write(&engine, "#!/bin/sh\n[ \"$1\" = --version ] && echo 'typst 0.15.1' && exit\nexec /bin/sleep 1000\n")
        .unwrap();
    fs::set_permissions(&engine, fs::Permissions::from_mode(0o755)).unwrap();
    let limits = Limits { seconds: 1, ..Limits::default() };
    let external = gian_typst_engine::external::External::new(&engine, &dir.path().join("work"), &[], limits)
        .expect("it says its version");
    assert_eq!(external.pdf(&job("")).unwrap_err().stop, Some(gian_source::progress::Stop::Time));
}

fn job(main: &str) -> gian_typst_engine::Job {
    let date = chrono::NaiveDate::from_ymd_opt(2019, 5, 8).unwrap();
    gian_typst_engine::Job {
        main: main.to_owned(),
        house: String::new(),
        margins: (0.0, 0.0),
        profile: "{}".to_owned(),
        pictures: Vec::new(),
        date,
    }
}

#[test]
fn typst_reads_no_other_file() {
    let fonts = gian_fonts::builtin();
    reads_no_other_file("inside", &gian_typst_engine::embedded::Embedded::new(&fonts));
}

#[test]
#[ignore = "needs the program typst"]
fn an_external_typst_reads_no_other_file() {
    let fonts = gian_fonts::builtin();
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("secret.txt"), "root:secret").unwrap();
    let limits = gian_diagnostics::Limits::default();
    let work = dir.path().join("work");
    let engine = gian_typst_engine::external::External::new(&crate::common::typst(), &work, &fonts, limits).unwrap();
    reads_no_other_file("outside", &engine);
}

/// Typst in a template reads the profile and the house functions, and no other file under any name.
fn reads_no_other_file(name: &str, engine: &dyn gian_typst_engine::Engine) {
    let head = "#set document(title: \"가\", date: datetime(year: 2019, month: 5, day: 8))\n\
                #set text(lang: \"ko\", font: \"Noto Serif CJK KR\")\n= 가\n";
    engine.pdf(&job(&format!("{head}#json(\"profile.json\").len()"))).expect("the profile can be read");
    for code in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../secret.txt\")",
        "#read(\"../secret.txt\")",
        "#read(\"/secret.txt\")",
        "#read(\"..\\\\secret.txt\")",
        "#read(\"file:///etc/passwd\")",
        "#read(\"https://example.com/\")",
        "#image(\"/etc/passwd\")",
        "#include \"/etc/passwd\"",
        "#import \"../secret.txt\": x",
        "#csv(\"/etc/passwd\")",
        "#yaml(\"/proc/self/environ\")",
        "#plugin(\"/bin/sh\")",
        "#bibliography(\"/etc/passwd\")",
        "#import \"@preview/cetz:0.3.0\": canvas",
        "#import \"@local/x:0.1.0\": y",
    ] {
        let failure = engine.pdf(&job(&format!("{head}{code}"))).expect_err(code);
        let words = failure.messages.join("\n");
        let refused = ["not found", "access denied", "would escape", "download", "backslash", "failed to load"];
        assert!(!words.contains("root:"), "{name}: {code}: {words}");
        assert!(refused.iter().any(|w| words.contains(w)), "{name}: {code}: {words}");
    }
    // A picture of the job is available under its name; files that it refers to are not.
    let mut shown = job(&format!("{head}#image(\"/picture-1.svg\", alt: \"가\")"));
    let draw = |href: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><image href=\"{href}\"/></svg>")
            .into_bytes()
    };
    shown.pictures = vec![(
        "picture-1.svg".to_owned(),
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>"
            .to_vec(),
    )];
    engine.pdf(&shown).unwrap_or_else(|f| panic!("{name}: {:?}", f.messages));
    engine.pdf(&job(&shown.main)).expect_err("another document has it");
    for href in ["/etc/passwd", "../../secret.txt", "/secret.txt", "file:///etc/passwd", "https://example.com/a.png"] {
        shown.pictures[0].1 = draw(href);
        let words = engine.pdf(&shown).expect_err(href).messages.join("\n");
        assert!(!words.contains("root:"), "{name}: {href}: {words}");
    }
    // There is no clock: today is the day of the document.
    let day = "#assert(datetime.today().display(\"[year]-[month]-[day]\") == \"2019-05-08\")";
    engine.pdf(&job(&format!("{head}{day}"))).unwrap_or_else(|f| panic!("{name}: {:?}", f.messages));
}

/// Pictures that expand to far more than they show, contain scripts, or refer to external files are refused before
/// they are drawn.
#[test]
fn hostile_pictures_are_refused() {
    let svg = |inside: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>").into_bytes()
    };
    let mut uses = "<path id=\"a0\"/>".to_owned();
    for i in 1..30 {
        uses += &format!("<g id=\"a{i}\">{}</g>", format!("<use href=\"#a{}\"/>", i - 1).repeat(30));
    }
    let mut huge = fs::read("tests/cases/figure-image/input/content/2024/sample/figures/street.jpg").unwrap();
    let frame = huge.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    huge[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    let pictures = [
        ("a.svg", svg(&uses)),
        ("b.svg", svg(&"<g>".repeat(1_000_000))),
        ("c.svg", svg("<script>x()</script>")),
        ("d.svg", vec![b'<'; 6 << 20]),
        ("e.svg", Vec::new()),
        ("f.svg", b"<!DOCTYPE a [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><svg>&b;</svg>".to_vec()),
        ("g.jpg", huge),
        ("h.jpg", vec![0xff; 1 << 20]),
        ("i.png", b"\x89PNG\r\n\x1a\n".to_vec()),
    ];
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new("tests/cases/figure-image/input"), dir.path());
    let report = dir.path().join("content/2024/sample/documents/report.md");
    let listed: String = pictures.iter().map(|(name, _)| format!("그림:\n  - {{파일: {name}}}\n")).collect();
    let listed = listed.replace("}\n그림:\n", "}\n");
    let text = fs::read_to_string(&report).unwrap().replace("그림:\n", &listed);
    fs::write(&report, text).unwrap();
    for (name, bytes) in &pictures {
        fs::write(dir.path().join("content/2024/sample/figures").join(name), bytes).unwrap();
    }
    let started = Instant::now();
    let output = gian(dir.path(), &["check", "--format", "short"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.matches("figure-files").count(), pictures.len(), "{said}");
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

/// A link in place of a picture is not followed.
#[test]
#[cfg(unix)]
fn a_picture_is_no_link() {
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new("tests/cases/figure-image/input"), dir.path());
    let map = dir.path().join("content/2024/sample/figures/map.svg");
    fs::remove_file(&map).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", &map).unwrap();
    let output = gian(dir.path(), &["check", "--format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("link-refused"));
}

/// The functions of Tera 2.4.0 are `range` and `throw`, and none of its filters or tests accesses disk, environment,
/// clock or network (`register_builtin_*` in its `src/tera.rs`). Review another version before changing this line.
#[test]
fn the_version_of_tera_is_the_one_that_was_read() {
    let lock = fs::read_to_string("Cargo.lock").unwrap();
    assert!(lock.contains("name = \"tera\"\nversion = \"2.4.0\"\n"));
}

#[test]
fn a_body_reaches_no_file_environment_clock_or_network() {
    let dir = sample("{시간: 20}");
    let mut paths = Vec::new();
    for (n, code) in [
        "{% include \"../../etc/passwd\" %}",
        "{% include \"/etc/passwd\" %}",
        "{% include \"gian.yaml\" %}",
        "{% include \"html/base.html\" %}",
        "{% extends \"/etc/passwd\" %}",
        "{% import \"/etc/passwd\" as x %}",
        "{{ get_env(name=\"HOME\") }}",
        "{{ env(name=\"HOME\") }}",
        "{{ now() }}",
        "{{ load_data(path=\"/etc/passwd\") }}",
        "{{ load_file(path=\"/etc/passwd\") }}",
        "{{ read(path=\"/etc/passwd\") }}",
        "{{ get_url(path=\"@/x\") }}",
        "{{ get_random(start=0, end=9) }}",
        "{{ get_image_metadata(path=\"/etc/passwd\") }}",
        "{{ \"ls\" | shell }}",
    ]
    .iter()
    .enumerate()
    {
        paths.push((body(dir.path(), Some(&format!("n{n}")), code), code));
    }
    // The fixed words of this case show that a body of this form is composed at all.
    body(dir.path(), None, "{{ \"2019-05-08\" | date }}");
    let found = gian(dir.path(), &["check", "--format", "short"]);
    let lines = said(&found);
    assert_eq!(found.status.code(), Some(1));
    assert!(!lines.contains("root:") && !lines.contains(NOTICE), "{lines}");
    for (path, code) in paths {
        let line = lines.lines().find(|l| l.starts_with(&format!("{path}:")));
        assert!(line.is_some_and(|l| l.contains("오류[template]")), "{code}: {lines}");
    }
}

/// Links and other special files at every level of a workspace.
#[cfg(unix)]
mod places {
    use std::os::unix::fs::symlink;

    use super::*;

    fn moved_out(root: &Path, outside: &Path, name: &str) {
        let to = outside.join(Path::new(name).file_name().unwrap());
        fs::rename(root.join(name), &to).unwrap();
        symlink(&to, root.join(name)).unwrap();
    }

    #[test]
    fn links_are_refused_at_every_level() {
        for name in [
            "gian.yaml",
            "content",
            "content/2021",
            "content/2021/nowon",
            "content/2021/nowon/plan.yaml",
            "content/2021/nowon/attachments",
            "content/2021/nowon/attachments/opinions.csv",
            "content/2021/nowon/documents",
        ] {
            let (dir, outside) = (sample("{}"), tempfile::tempdir().unwrap());
            moved_out(dir.path(), outside.path(), name);
            let found = gian(dir.path(), &["build", "--format", "short"]);
            let lines = said(&found);
            assert_eq!(found.status.code(), Some(1), "{name}: {lines}");
            assert!(lines.contains(&format!("{name}:1:1: 오류[link-refused]")), "{name}: {lines}");
            assert!(!dir.path().join("output").exists(), "{name}");
        }
        let (dir, outside) = (sample("{}"), tempfile::tempdir().unwrap());
        fs::create_dir_all(outside.path().join("html")).unwrap();
        fs::write(outside.path().join("html/style.css"), "secret").unwrap();
        symlink(outside.path(), dir.path().join("templates")).unwrap();
        let lines = said(&gian(dir.path(), &["check", "--format", "short"]));
        assert!(lines.contains("templates:1:1: 오류[link-refused]"), "{lines}");
    }

    #[test]
    fn nothing_is_written_or_removed_through_a_link() {
        for name in [".gian", "output"] {
            let (dir, outside) = (sample("{}"), tempfile::tempdir().unwrap());
            for folder in ["stage", "old", "internal"] {
                fs::create_dir(outside.path().join(folder)).unwrap();
                fs::write(outside.path().join(folder).join("keep"), "keep").unwrap();
            }
            let before = tree(outside.path());
            symlink(outside.path(), dir.path().join(name)).unwrap();
            let found = gian(dir.path(), &["build", "--format", "short"]);
            assert_eq!(found.status.code(), Some(1), "{}", said(&found));
            assert!(said(&found).contains(&format!("{name}:1:1: 오류[link-refused]")), "{}", said(&found));
            assert!(gian::pipeline::Place::take(dir.path(), None, &[], &|| ()).is_err());
            assert_eq!(tree(outside.path()), before);
        }
    }

    #[test]
    fn a_font_folder_stands_inside_the_workspace() {
        let (dir, outside) = (sample("{}"), tempfile::tempdir().unwrap());
        let font = "NotoSansKR-Bold.otf";
        fs::copy(Path::new("assets/fonts").join(font), outside.path().join(font)).unwrap();
        fs::create_dir(dir.path().join("fonts")).unwrap();
        fs::copy(Path::new("assets/fonts").join(font), dir.path().join("fonts").join(font)).unwrap();
        symlink(outside.path(), dir.path().join("linked")).unwrap();
        fs::create_dir(dir.path().join("inside")).unwrap();
        symlink(outside.path().join(font), dir.path().join("inside").join(font)).unwrap();
        let outside = outside.path().to_str().unwrap();
        for (folder, fine) in
            [("fonts", true), (outside, false), ("../fonts", false), ("linked", false), ("inside", false), (".", false)]
        {
            template(dir.path(), "profiles/seoul.yaml", |text| format!("글꼴폴더: {folder}\n{text}"));
            let found = gian(dir.path(), &["check", "--format", "short"]);
            assert_eq!(found.status.code(), Some(if fine { 0 } else { 1 }), "{folder}: {}", said(&found));
            assert_eq!(said(&found).contains("오류[font-folder]"), !fine, "{folder}: {}", said(&found));
        }
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        for name in ["content/2021/nowon/plan.yaml", "content/2021/nowon/attachments/opinions.csv", "templates/x.md"] {
            let dir = sample("{}");
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let _ = fs::remove_file(&path);
            assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
            let found = gian(dir.path(), &["check", "--format", "short"]);
            assert_eq!(found.status.code(), Some(1));
            assert!(said(&found).contains(&format!("{name}:1:1: 오류[not-a-file]")), "{}", said(&found));
        }
        let dir = sample("{}");
        fs::remove_file(dir.path().join("gian.yaml")).unwrap();
        assert!(Command::new("mkfifo").arg(dir.path().join("gian.yaml")).status().unwrap().success());
        assert_eq!(gian(dir.path(), &["check"]).status.code(), Some(2));
    }

    /// The bytes copied for an attachment are those that were checked.
    #[test]
    fn an_attachment_that_changes_meanwhile_is_not_copied() {
        let dir = sample("{}");
        let secret = dir.path().join("secret.csv");
        let file = dir.path().join("content/2021/nowon/attachments/opinions.csv");
        let sources = || gian_source::load(dir.path(), &gian_source::progress::Unwatched, &|_| ()).unwrap().0;
        let loaded = sources();
        let attached = &loaded.attachments["content/2021/nowon/attachments/opinions.csv"];
        let before = fs::read(&file).unwrap();
        assert_eq!(gian_source::load_attachment(attached).unwrap(), before);
        // Other contents of the same size.
        fs::write(&file, "x".repeat(before.len())).unwrap();
        assert!(gian_source::load_attachment(attached).is_err());
        fs::write(&file, &before).unwrap();
        assert_eq!(gian_source::load_attachment(attached).unwrap(), before);
        // A link to a file of the same size.
        fs::write(&secret, "x".repeat(before.len())).unwrap();
        fs::remove_file(&file).unwrap();
        symlink(&secret, &file).unwrap();
        assert!(gian_source::load_attachment(attached).is_err());
        fs::remove_file(&file).unwrap();
        fs::write(&file, "longer".repeat(before.len())).unwrap();
        assert!(gian_source::load_attachment(attached).is_err());
        fs::remove_file(&file).unwrap();
        assert!(Command::new("mkfifo").arg(&file).status().unwrap().success());
        assert!(gian_source::load_attachment(attached).is_err());
    }

    #[test]
    fn names_that_some_machine_cannot_hold_are_refused() {
        let report = "content/2021/nowon/documents/result-report.md";
        let attachments = "content/2021/nowon/attachments";
        for name in [
            "con.csv",
            "NUL",
            "a:b.csv",
            "a?.csv",
            "a*.csv",
            "a|b",
            "a<b>",
            "끝점.",
            "끝빈칸 ",
            " 앞빈칸",
            "COM1.tar.gz",
            "lpt¹.txt",
            "Aux .csv",
        ] {
            let dir = sample("{}");
            let folder = dir.path().join(attachments);
            fs::rename(folder.join("opinions.csv"), folder.join(name)).unwrap();
            edit(dir.path(), report, "opinions.csv", &format!("\"{name}\""));
            let lines = said(&gian(dir.path(), &["check", "--format", "short"]));
            assert_eq!(lines.matches("오류[portable-name]").count(), 1, "{name}: {lines}");
            assert!(lines.contains(report) && lines.contains("오류[portable-name]"), "{name}: {lines}");
        }
        // Names that the disk here does not allow either, or that lead outside.
        for (name, code) in [
            (format!("{}.csv", "가".repeat(85)), "portable-name"),
            ("a\\u202evsc.exe".to_owned(), "portable-name"),
            ("a\\0b".to_owned(), "portable-name"),
            ("../../../gian.yaml".to_owned(), "bad-form"),
            ("/etc/passwd".to_owned(), "bad-form"),
            ("..".to_owned(), "portable-name"),
            (".".to_owned(), "portable-name"),
        ] {
            let dir = sample("{}");
            edit(dir.path(), report, "opinions.csv", &format!("\"{name}\""));
            let found = gian(dir.path(), &["check", "--format", "short"]);
            assert_eq!(found.status.code(), Some(1));
            assert!(said(&found).contains(&format!("오류[{code}]")), "{name}: {}", said(&found));
        }
    }

    #[test]
    fn names_that_differ_in_case_only_are_refused() {
        let report = "content/2021/nowon/documents/result-report.md";
        let dir = sample("{}");
        let folder = dir.path().join("content/2021/nowon/attachments");
        fs::copy(folder.join("opinions.csv"), folder.join("Opinions.CSV")).unwrap();
        let text = fs::read_to_string(dir.path().join(report)).unwrap();
        let line = text.lines().find(|l| l.contains("opinions.csv")).unwrap();
        edit(dir.path(), report, line, &format!("{line}\n{}", line.replace("opinions.csv", "Opinions.CSV")));
        let lines = said(&gian(dir.path(), &["check", "--format", "short"]));
        assert!(lines.contains("오류[portable-name]"), "{lines}");
        // Two dossiers that map to the same folder.
        let dir = sample("{}");
        copy(&dir.path().join("content/2022/guro"), &dir.path().join("content/2022/Guro"));
        edit(dir.path(), "content/2022/Guro/documents/notice.md", NOTICE_ID, "another-id");
        let lines = said(&gian(dir.path(), &["check", "--format", "short"]));
        assert!(lines.contains("오류[portable-name]"), "{lines}");
        // Ids are folder names of the archive.
        let dir = sample("{}");
        edit(dir.path(), NOTICE, NOTICE_ID, "d0000036191652");
        let lines = said(&gian(dir.path(), &["check", "--format", "short"]));
        assert!(lines.contains("오류[identity]"), "{lines}");
    }

    /// A name cannot send control sequences to a terminal or imitate another; nothing is read from such a file.
    #[test]
    fn invisible_characters_in_names_are_shown() {
        for name in ["a\u{202e}dm.md", "a\n오류 0건.md", "a\u{1b}[2J.md", "a\u{200b}.md"] {
            let dir = sample("{}");
            fs::copy(dir.path().join(NOTICE), dir.path().join("content/2022/guro/documents").join(name)).unwrap();
            for format in ["short", "human"] {
                let found = gian(dir.path(), &["check", "--format", format]);
                let lines = said(&found);
                assert_eq!(found.status.code(), Some(1));
                assert!(lines.contains("portable-name") && lines.contains("<U+"), "{name:?}: {lines}");
                let bad = |c: char| gian_diagnostics::is_invisible(c) && c != '\n';
                assert!(!lines.contains(bad) && !lines.contains("\n오류 0건"), "{name:?}: {lines}");
            }
        }
    }
}

/// A file made to have many thousands of problems is reported quickly.
#[test]
fn very_many_problems_are_cut_short() {
    let dir = sample("{시간: 20}");
    body(dir.path(), None, &(0..12_000).filter_map(|i| char::from_u32(0xF0000 + i)).collect::<String>());
    let found = gian(dir.path(), &["check", "--format", "short"]);
    let lines = said(&found);
    assert_eq!(found.status.code(), Some(1));
    assert!(lines.contains("오류[too-many]: 이 파일의 문제 12000건 가운데 10000건만 보입니다"));
    assert_eq!(lines.matches("오류[private-use-char]").count(), 10_000);
    let found = gian(dir.path(), &["check"]);
    assert_eq!(said(&found).matches("오류[private-use-char]").count(), 10, "{}", said(&found));
}
