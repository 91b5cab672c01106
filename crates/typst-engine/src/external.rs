//! An external `typst` program as the engine, in an empty folder of its own for every document.

#![expect(clippy::disallowed_methods, reason = "the files, the environment and the clock of the other program")]

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{fs, io};

use gian_diagnostics::Limits;
use gian_emit::page_map::{PLACE_LABEL, PRINTED_LABEL, Pages};
use gian_source::progress::{Stop, memory};

use super::{Engine, Failure, Job, Pdf, annotations};

/// The only supported version, because others may give other output.
pub const VERSION: &str = "0.15.1";

/// The external engine.
pub struct External {
    program: PathBuf,
    folder: PathBuf,
    limits: Limits,
    next: AtomicUsize,
}

/// Why the external engine cannot be used.
#[derive(Debug)]
pub enum Unusable {
    /// The program cannot be started, or its folder not be written.
    Io(io::Error),
    /// The program has another version; the text that it printed.
    Version(String),
}

impl External {
    /// Prepares the engine: checks the version and writes the fonts to `folder`, which is emptied first. `limits` apply
    /// to each run of the program.
    ///
    /// # Errors
    /// The program cannot be started or has another version.
    pub fn new(program: &Path, folder: &Path, fonts: &[Cow<'static, [u8]>], limits: Limits) -> Result<Self, Unusable> {
        let output = Command::new(program)
            .env_remove("TYPST_FEATURES")
            .arg("--version")
            .stdin(Stdio::null())
            .output()
            .map_err(Unusable::Io)?;
        let printed = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if printed.split_whitespace().nth(1) != Some(VERSION) {
            return Err(Unusable::Version(printed));
        }
        // A stopped build leaves files behind.
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Unusable::Io(error)),
            _ => {}
        }
        let font_folder = folder.join("fonts");
        for folder in [&font_folder, &folder.join("no-packages")] {
            fs::create_dir_all(folder).map_err(Unusable::Io)?;
        }
        for (i, font) in fonts.iter().enumerate() {
            fs::write(font_folder.join(format!("{i:03}.otf")), font).map_err(Unusable::Io)?;
        }
        Ok(Self { program: program.to_owned(), folder: folder.to_owned(), limits, next: AtomicUsize::new(0) })
    }

    fn run(&self, job: &Job, folder: &Path) -> io::Result<Result<Pdf, Failure>> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("main.typ"), &job.main)?;
        fs::write(folder.join("house.typ"), &job.house)?;
        fs::write(folder.join("profile.json"), &job.profile)?;
        for (name, bytes) in &job.pictures {
            fs::write(folder.join(name), bytes)?;
        }
        let seconds = job.date.and_hms_opt(0, 0, 0).expect("midnight exists").and_utc().timestamp();
        let mut compile = self.command();
        compile.arg("compile").args(["--pdf-standard", "a-2a,ua-1"]);
        compile.arg(folder.join("main.typ")).arg(folder.join("out.pdf"));
        if let Err(failure) = self.finish(compile, folder, seconds)? {
            return Ok(Err(failure));
        }
        // Run the program twice, because the command that writes a PDF cannot query the document. `--format bundle`
        // would do both in one layout, but adds named destinations to the PDF, which the embedded engine does not.
        let mut eval = self.command();
        eval.arg("eval").arg(marks()).arg("--in").arg(folder.join("main.typ"));
        let told = match self.finish(eval, folder, seconds)? {
            Ok(told) => told,
            Err(failure) => return Ok(Err(failure)),
        };
        let bytes = fs::read(folder.join("out.pdf"))?;
        let pages = read_pages(&bytes, &told)?;
        Ok(annotations::corrected(&bytes)
            .map(|bytes| Pdf { bytes, pages, misplaced: Vec::new() })
            .map_err(|why| Failure { messages: vec![why], stop: None }))
    }

    /// Runs a command on the files of a document, and returns its output.
    fn finish(&self, mut command: Command, folder: &Path, seconds: i64) -> io::Result<Result<Vec<u8>, Failure>> {
        let packages = self.folder.join("no-packages");
        let child = command
            .arg("--root")
            .arg(folder)
            .arg("--font-path")
            .arg(self.folder.join("fonts"))
            // Prevent templates from importing code from outside.
            .arg("--package-path")
            .arg(&packages)
            .arg("--package-cache-path")
            .arg(&packages)
            .args(["--ignore-system-fonts", "--ignore-embedded-fonts", "--features", "a11y-extras"])
            .args(["--diagnostic-format", "short", "-j", "1", "--creation-timestamp", &seconds.to_string()])
            .stdin(Stdio::null())
            .stdout(fs::File::create(folder.join("told"))?)
            .stderr(fs::File::create(folder.join("said"))?)
            .spawn()?;
        let status = match self.wait(child)? {
            Ok(status) => status,
            Err(stop) => return Ok(Err(Failure { messages: Vec::new(), stop: Some(stop) })),
        };
        let said = String::from_utf8_lossy(&fs::read(folder.join("said"))?).into_owned();
        if !status.success() || said.contains("unknown font family") {
            return Ok(Err(Failure { messages: said.lines().map(str::to_owned).collect(), stop: None }));
        }
        fs::read(folder.join("told")).map(Ok)
    }

    /// The program in an empty environment and without a network.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.env_clear();
        // Windows programs need this variable to start.
        if let Some(root) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", root);
        }
        // Missing packages are requested at this address, where no server listens.
        for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
            command.env(name, "http://127.0.0.1:9");
        }
        command
    }

    /// Waits for a run, and kills it at the limits.
    fn wait(&self, mut child: Child) -> io::Result<Result<ExitStatus, Stop>> {
        let started = Instant::now();
        let most = u64::from(self.limits.megabytes) * 1024 * 1024;
        // Short documents take some 200 ms: do not sleep longer than needed.
        let mut pause = Duration::from_millis(2);
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(Ok(status));
            }
            let stop = if started.elapsed() > Duration::from_secs(u64::from(self.limits.seconds)) {
                Some(Stop::Time)
            } else {
                memory(child.id()).filter(|bytes| *bytes > most).map(|_| Stop::Memory)
            };
            if let Some(stop) = stop {
                child.kill()?;
                child.wait()?;
                return Ok(Err(stop));
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
        }
    }
}

impl Engine for External {
    fn pdf(&self, job: &Job) -> Result<Pdf, Failure> {
        let folder = self.folder.join(format!("job-{}", self.next.fetch_add(1, Ordering::Relaxed)));
        let result = self.run(job, &folder);
        // Ignore errors: the next build removes the folder.
        let _ = fs::remove_dir_all(&folder);
        result.unwrap_or_else(|e| Err(Failure { messages: vec![e.to_string()], stop: None }))
    }
}

/// The Typst expression that queries the marks of a document: numbers in the metadata of each label, with their pages.
///
/// An expression of `typst eval` has no location in the document, so that it cannot query anything that needs one, such
/// as the final value of a counter.
fn marks() -> String {
    let numbers = |label: &str| {
        format!("query(<{label}>).filter(m => type(m.value) == int).map(m => (m.value, m.location().page()))")
    };
    format!("(printed: {}, places: {})", numbers(PRINTED_LABEL), numbers(PLACE_LABEL))
}

/// The page map of a PDF, from its bytes and the result of [`marks`].
fn read_pages(pdf: &[u8], told: &[u8]) -> io::Result<Pages> {
    #[derive(serde::Deserialize)]
    struct Told {
        printed: Vec<(usize, usize)>,
        places: Vec<(usize, usize)>,
    }
    let told: Told = serde_json::from_slice(told)?;
    // Count the pages in the PDF, because a template may set the page counter.
    let file = hayro_syntax::Pdf::new(pdf.to_vec()).map_err(|e| io::Error::other(format!("out.pdf: {e:?}")))?;
    Ok(Pages::new(file.pages().len(), &told.printed, &told.places))
}

impl Drop for External {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
