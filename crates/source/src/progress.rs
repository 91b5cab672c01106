//! Progress reports of the steps, by file, so that work that takes too long can be stopped.
//!
//! Templates and Typst cannot be interrupted: an endless loop cannot be left from inside. So the steps report the
//! file that they work on; the watchdog, in another process, measures and passes the files to skip to the next run.
//! Used as a library, the program runs without limits ([`Unwatched`]).

use std::collections::BTreeMap;
use std::time::Duration;

use gian_diagnostics::{Diag, Limits, Place, text};
use serde::{Deserialize, Serialize};

/// Why work on a file was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stop {
    /// It took longer than the limit.
    Time,
    /// The program needed more memory than the limit.
    Memory,
    /// The program crashed, for example by a stack overflow.
    Crash,
}

/// Code of the problem that a stopped file is reported with.
pub const CODE: &str = "limit-exceeded";

impl Stop {
    /// The problem to report, at `place` in the file.
    pub fn diag(self, place: Place, limits: Limits) -> Diag {
        let path = place.file.clone();
        let (message, help) = match self {
            Self::Time => (
                text!(
                    "`{}`의 한 단계에 {}초가 넘게 걸려 멈추었습니다",
                    "a step of `{}` took more than {} seconds and was stopped"; path, limits.seconds
                ),
                text!(
                    "본문과 틀에 끝나지 않는 반복이 없는지 확인하고, 정말 오래 걸리는 문서라면 gian.yaml의 `한도: 시간`을 늘리십시오",
                    "look for a loop without end in the body and the templates; raise `한도: 시간` in gian.yaml if the document really takes that long"
                ),
            ),
            Self::Memory => (
                text!(
                    "`{}`을(를) 다루다가 쓰는 메모리가 {}MB를 넘어 멈추었습니다",
                    "the work on `{}` needed more than {} MB of memory and was stopped"; path, limits.megabytes
                ),
                text!(
                    "본문과 틀에 끝없이 커지는 값이 없는지 확인하고, 정말 큰 문서라면 gian.yaml의 `한도: 메모리`를 늘리십시오",
                    "look for a value that grows without end in the body and the templates; raise `한도: 메모리` in gian.yaml if the document really is that large"
                ),
            ),
            Self::Crash => (
                text!("`{}`을(를) 다루다가 프로그램이 멎었습니다", "the program broke off during the work on `{}`"; path),
                text!(
                    "본문과 틀에서 스스로를 부르거나 끝없이 겹치는 곳을 고치고, 그런 곳이 없으면 gian의 결함이니 알려 주십시오 (gian.yaml의 `한도`로는 풀리지 않습니다)",
                    "correct what calls or nests itself without end in the body and the templates; otherwise report it as a defect of gian (`한도` in gian.yaml does not help)"
                ),
            ),
        };
        Diag::error(CODE, place, message).help(help)
    }
}

/// Name of the step that reads a file whose contents are still unknown: if it is stopped, its dossier is skipped like
/// one with a structure error.
pub fn reading(path: &str) -> String {
    format!("{path}{READING}")
}

/// The file of a step named by [`reading`].
pub fn read_by(step: &str) -> Option<&str> {
    step.strip_suffix(READING)
}

const READING: &str = "#read";

/// Receives the progress of the steps.
pub trait Watch: Sync {
    /// The limits of the workspace are known.
    fn limits(&self, limits: Limits);
    /// The work on a file begins.
    fn begin(&self, path: &str);
    /// The work on a file has ended.
    fn end(&self, path: &str);
    /// The work on a file exceeded a limit in an external program.
    fn over(&self, path: &str, stop: Stop);
    /// Files to skip, because an earlier run was stopped at them.
    fn stopped(&self) -> &BTreeMap<String, Stop>;
    /// Whether one file is processed at a time, to identify the one that exceeds the limits.
    fn alone(&self) -> bool;

    /// Whether a document was finished by an earlier run of the same trial, so that this one leaves it out.
    fn is_tried(&self, _path: &str) -> bool {
        false
    }

    /// A trial has finished a document.
    fn tried(&self, _path: &str) {}
}

/// Runs the work on a file, unless the file is to be skipped. A panic leaves the step without an end event, which
/// identifies the file.
pub fn step<T>(watch: &dyn Watch, path: &str, work: impl FnOnce() -> T) -> Option<T> {
    if watch.stopped().contains_key(path) {
        return None;
    }
    watch.begin(path);
    let done = work();
    watch.end(path);
    Some(done)
}

/// No watchdog: the steps have no limits.
pub struct Unwatched;

impl Watch for Unwatched {
    fn limits(&self, _: Limits) {}
    fn begin(&self, _: &str) {}
    fn end(&self, _: &str) {}
    fn over(&self, _: &str, _: Stop) {}

    fn stopped(&self) -> &BTreeMap<String, Stop> {
        static NONE: BTreeMap<String, Stop> = BTreeMap::new();
        &NONE
    }

    fn alone(&self) -> bool {
        false
    }
}

/// Private memory of a process in bytes; `None` if the system does not report it.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "/proc is about the process, not about a build")]
pub fn memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let field = |name: &str| status.lines().find_map(|l| l.strip_prefix(name));
    // File-backed pages of the program and its fonts can be dropped by the system, so they do not count.
    field("RssAnon:")
        .or_else(|| field("VmRSS:"))?
        .trim()
        .trim_end_matches("kB")
        .trim()
        .parse::<u64>()
        .ok()
        .map(|kilobytes| kilobytes * 1024)
}

/// CPU time of a process; `None` if the system does not report it.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "/proc is about the process, not about a build")]
pub fn worked(process: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the program is in brackets and may contain anything; user and system time are the 12th and 13th
    // field after it.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11).map(str::parse::<u64>);
    let ticks = times.next()?.ok()? + times.next()?.ok()?;
    Some(Duration::from_millis(ticks * 1000 / rustix::param::clock_ticks_per_second()))
}

#[cfg(not(target_os = "linux"))]
pub use elsewhere::{memory, worked};

/// Process statistics on other systems. They include the pages of the program and its fonts, so Linux has its own
/// implementation above; the tests compare both.
#[cfg(any(not(target_os = "linux"), test))]
mod elsewhere {
    use std::time::Duration;

    use sysinfo::{Pid, Process, ProcessRefreshKind, ProcessesToUpdate, System};

    /// Memory of a process in bytes; `None` if the system does not report it.
    pub(super) fn memory(process: u32) -> Option<u64> {
        ask(process, ProcessRefreshKind::nothing().with_memory(), Process::memory).filter(|bytes| *bytes > 0)
    }

    /// CPU time of a process; `None` if the system does not report it.
    pub(super) fn worked(process: u32) -> Option<Duration> {
        ask(process, ProcessRefreshKind::nothing().with_cpu(), Process::accumulated_cpu_time).map(Duration::from_millis)
    }

    fn ask(process: u32, what: ProcessRefreshKind, read: fn(&Process) -> u64) -> Option<u64> {
        let (mut system, process) = (System::new(), Pid::from_u32(process));
        system.refresh_processes_specifics(ProcessesToUpdate::Some(&[process]), true, what);
        system.process(process).map(read)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::hint::black_box;

    use super::*;

    #[test]
    fn what_other_systems_are_asked_is_what_linux_tells() {
        let own = std::process::id();
        let before = (memory(own).unwrap(), elsewhere::memory(own).unwrap());
        let filled = black_box(vec![1u8; 64 << 20]);
        let mut sum = 0u64;
        while worked(own).unwrap() < Duration::from_millis(200) {
            sum = sum.wrapping_add(filled.iter().map(|b| u64::from(black_box(*b))).sum::<u64>());
        }
        black_box(sum);
        let after = (memory(own).unwrap(), elsewhere::memory(own).unwrap());
        assert!(after.0 - before.0 >= 60 << 20 && after.1 - before.1 >= 60 << 20, "{before:?} {after:?}");
        let (linux, other) = (worked(own).unwrap(), elsewhere::worked(own).unwrap());
        assert!(other.abs_diff(linux) < Duration::from_millis(100), "{linux:?} {other:?}");
        assert_eq!((elsewhere::memory(u32::MAX / 2), elsewhere::worked(u32::MAX / 2)), (None, None));
    }
}
