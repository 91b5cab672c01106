//! An external `typst` program as the engine, in an empty folder of its own for every document.

#![expect(clippy::disallowed_methods, reason = "the files of the other program")]

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Engine, Failure, Job};

/// The only version whose output is known to be the same.
pub const VERSION: &str = "0.15.1";

/// The external engine.
pub struct External {
    program: PathBuf,
    folder: PathBuf,
    next: AtomicUsize,
}

/// Why the external engine cannot be used.
#[derive(Debug)]
pub enum Unusable {
    /// It cannot be started, or its folder cannot be written.
    Io(io::Error),
    /// It has another version; the words that it printed.
    Version(String),
}

impl External {
    /// Prepares the engine: checks its version and writes the fonts to `folder`.
    ///
    /// # Errors
    /// When the program cannot be started or has another version.
    pub fn new(program: &Path, folder: &Path, fonts: &[Cow<'static, [u8]>]) -> Result<Self, Unusable> {
        let output = Command::new(program).arg("--version").stdin(Stdio::null()).output().map_err(Unusable::Io)?;
        let printed = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if printed.split_whitespace().nth(1) != Some(VERSION) {
            return Err(Unusable::Version(printed));
        }
        let font_folder = folder.join("fonts");
        fs::create_dir_all(&font_folder).map_err(Unusable::Io)?;
        for (i, font) in fonts.iter().enumerate() {
            fs::write(font_folder.join(format!("{i:03}.otf")), font).map_err(Unusable::Io)?;
        }
        Ok(Self { program: program.to_owned(), folder: folder.to_owned(), next: AtomicUsize::new(0) })
    }

    fn run(&self, job: &Job, folder: &Path) -> io::Result<Result<Vec<u8>, Failure>> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("main.typ"), &job.main)?;
        fs::write(folder.join("house.typ"), &job.house)?;
        fs::write(folder.join("profile.json"), &job.profile)?;
        let seconds = job.date.and_hms_opt(0, 0, 0).expect("midnight exists").and_utc().timestamp();
        let mut command = Command::new(&self.program);
        for (name, _) in std::env::vars_os().filter(|(n, _)| n.to_string_lossy().starts_with("TYPST_")) {
            command.env_remove(name);
        }
        let output = command
            .arg("compile")
            .arg("--root")
            .arg(folder)
            .arg("--font-path")
            .arg(self.folder.join("fonts"))
            .args([
                "--ignore-system-fonts",
                "--ignore-embedded-fonts",
                "--pdf-standard",
                "a-2a,ua-1",
                "--features",
                "a11y-extras",
            ])
            .args(["--diagnostic-format", "short", "-j", "1", "--creation-timestamp", &seconds.to_string()])
            .arg(folder.join("main.typ"))
            .arg(folder.join("out.pdf"))
            .stdin(Stdio::null())
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if !output.status.success() || said.contains("unknown font family") {
            return Ok(Err(Failure { messages: said.lines().map(str::to_owned).collect() }));
        }
        fs::read(folder.join("out.pdf")).map(Ok)
    }
}

impl Engine for External {
    fn pdf(&self, job: &Job) -> Result<Vec<u8>, Failure> {
        let folder = self.folder.join(format!("job-{}", self.next.fetch_add(1, Ordering::Relaxed)));
        let result = self.run(job, &folder);
        // What is left behind is in a temporary folder and holds no more than the sources do.
        let _ = fs::remove_dir_all(&folder);
        result.unwrap_or_else(|e| Err(Failure { messages: vec![e.to_string()] }))
    }
}

impl Drop for External {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
