//! Watchdog: stops a document that takes too much time or memory, or crashes the program, reports its name, and lets
//! the others finish.
//!
//! 1. [`run`] starts the same program again as a child that does the work, and reads its events.
//! 2. [`Reporter`] is the child's side: it reports the files in work, one JSON line per event.
//! 3. When a file exceeds a limit, the child is killed and restarted without it.
//! 4. When that happens twice, the documents are first tried one after the other (a `Trial`), so that each bad document
//!    costs its own limit and not another run over all others.
//!
//! The first lines of the child's standard output are events. After the line `Event::Done` every byte is output for the
//! person and passed through unchanged, so that no document can forge an event. The child's standard input carries one
//! line, the `Order`, and closes when the parent ends: then the child ends too.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use gian_diagnostics::{Limits, Text, text};
use gian_source::progress::{Stop, Watch, memory, worked};
use serde::{Deserialize, Serialize};

/// Undocumented argument that makes a process the child.
pub const ARGUMENT: &str = "supervised";

/// Interval between checks of time and memory. A loop that allocates grows by about 100 MB in this time.
const TICK: Duration = Duration::from_millis(20);

/// An event of the child.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Event {
    Limits { seconds: u32, megabytes: u32 },
    Begin(String),
    End(String),
    Over(String, Stop),
    Tried(String),
    Done,
}

/// Input of the child.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Order {
    stopped: BTreeMap<String, Stop>,
    alone: bool,
    trial: Option<Trial>,
}

/// A run that makes each document once, one after the other, keeps nothing, and applies no rules to the sources. A child
/// that is killed for a document is followed by one that continues behind it.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
struct Trial {
    /// Documents that earlier children of the trial finished.
    finished: BTreeSet<String>,
}

/// The child's side.
///
/// Most steps are short, and reporting each would take longer than many of them. A step is therefore reported only when
/// it has lasted a while. In a run that works on one file at a time it is reported at once, because a file that crashes
/// the program does so at any time.
pub struct Reporter {
    order: Order,
    open: Arc<Mutex<Vec<Step>>>,
}

/// A step in progress in the child.
struct Step {
    path: String,
    /// Whether it was in progress at an earlier check.
    seen: bool,
    told: bool,
}

/// How long a step lasts before it is reported: once to twice this.
const WHILE: Duration = Duration::from_millis(5);

impl Reporter {
    /// Reads the order of the parent, and ends the process when the parent ends. `group`: the process leads a process
    /// group, which ends with it.
    ///
    /// # Errors
    /// Standard input contains no order, because no parent started the process.
    pub fn start(group: bool) -> io::Result<Self> {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        let order: Order = serde_json::from_str(&line)?;
        std::thread::spawn(move || {
            let mut rest = Vec::new();
            let _ = io::stdin().lock().read_to_end(&mut rest);
            if group {
                end_group(std::process::id());
            }
            std::process::exit(2);
        });
        let open: Arc<Mutex<Vec<Step>>> = Arc::default();
        if !order.is_alone() {
            let steps = Arc::downgrade(&open);
            std::thread::spawn(move || {
                while let Some(steps) = steps.upgrade() {
                    tell_of_long(&mut steps.lock().expect("no step panics with the lock"));
                    drop(steps);
                    std::thread::sleep(WHILE);
                }
            });
        }
        Ok(Self { order, open })
    }

    /// Whether this run only tries the documents.
    pub const fn is_trial(&self) -> bool {
        self.order.trial.is_some()
    }

    /// From here on, standard output is for the person.
    pub fn done(&self) {
        // Clear the open steps, so that none is reported later.
        self.steps().clear();
        tell(&Event::Done);
    }

    fn steps(&self) -> MutexGuard<'_, Vec<Step>> {
        self.open.lock().expect("no step panics with the lock")
    }
}

/// Reports the steps that were already in progress at the last check.
fn tell_of_long(steps: &mut [Step]) {
    for step in steps.iter_mut().filter(|s| !s.told) {
        if step.seen {
            tell(&Event::Begin(step.path.clone()));
            step.told = true;
        }
        step.seen = true;
    }
}

impl Watch for Reporter {
    fn limits(&self, limits: Limits) {
        tell(&Event::Limits { seconds: limits.seconds, megabytes: limits.megabytes });
    }

    fn begin(&self, path: &str) {
        let told = self.order.is_alone();
        if told {
            tell(&Event::Begin(path.to_owned()));
        }
        self.steps().push(Step { path: path.to_owned(), seen: false, told });
    }

    fn end(&self, path: &str) {
        let mut steps = self.steps();
        // The lock prevents a report after the end of the step.
        let Some(at) = steps.iter().rposition(|s| s.path == path) else { return };
        if steps.remove(at).told {
            tell(&Event::End(path.to_owned()));
        }
    }

    fn over(&self, path: &str, stop: Stop) {
        tell(&Event::Over(path.to_owned(), stop));
        // The parent kills this process, or has ended itself.
        loop {
            std::thread::park();
        }
    }

    fn stopped(&self) -> &BTreeMap<String, Stop> {
        &self.order.stopped
    }

    fn alone(&self) -> bool {
        self.order.is_alone()
    }

    fn is_tried(&self, path: &str) -> bool {
        self.order.trial.as_ref().is_some_and(|trial| trial.finished.contains(path))
    }

    fn tried(&self, path: &str) {
        if self.is_trial() {
            tell(&Event::Tried(path.to_owned()));
        }
    }
}

impl Order {
    const fn is_alone(&self) -> bool {
        self.alone || self.trial.is_some()
    }
}

fn tell(event: &Event) {
    let line = serde_json::to_string(event).expect("an event is plain data") + "\n";
    let mut out = io::stdout().lock();
    if out.write_all(line.as_bytes()).and_then(|()| out.flush()).is_err() {
        // The parent no longer reads.
        std::process::exit(2);
    }
}

/// Why the work could not be done.
#[derive(Debug)]
pub enum Failure {
    /// The program cannot start itself.
    Start(io::Error),
    /// The child crashed while no particular file was in work.
    Broken(String),
    /// The memory limit was exceeded while no particular file was in work.
    Memory(Limits),
}

impl Failure {
    /// The message for the person.
    pub fn text(&self) -> Text {
        match self {
            Self::Start(error) => text!(
                "오류: gian이 자신을 다시 실행하지 못했습니다: {}\n도움말: 실행 파일의 자리와 권한을 확인하십시오",
                "error: gian cannot start itself: {}\nhelp: check the place and the permissions of the program"; error
            ),
            Self::Broken(said) => text!(
                "오류: gian이 도중에 멎었습니다 ({})\n도움말: gian의 결함이니 위의 글과 함께 알려 주십시오",
                "error: gian broke off ({})\nhelp: report it as a defect of gian, with the lines above"; said
            ),
            Self::Memory(limits) => text!(
                "오류: 파일을 읽는 데만 메모리가 {}MB를 넘게 듭니다\n도움말: gian.yaml의 `한도: 메모리`를 늘리거나 큰 파일을 덜어 내십시오",
                "error: reading the files alone needs more than {} MB of memory\nhelp: raise `한도: 메모리` in gian.yaml, or take large files out"; limits.megabytes
            ),
        }
    }
}

/// Does the work of these arguments in a child and returns its exit code. `group`: the child starts other programs,
/// which end with it. `crashed` is called with a file at which the child crashed.
///
/// # Errors
/// The work cannot be done at all.
pub fn run(arguments: &[OsString], group: bool, crashed: &dyn Fn(&str)) -> Result<u8, Failure> {
    supervise(|order| Run::start(arguments, group, order).map(Run::watch), crashed)
}

/// Runs children until one ends by itself. `start` runs a child with an order.
fn supervise(mut start: impl FnMut(&Order) -> io::Result<Report>, crashed: &dyn Fn(&str)) -> Result<u8, Failure> {
    let mut order = Order::default();
    let (mut stops, mut is_tried) = (0, false);
    loop {
        let Report { ending, limits, tried } = start(&order).map_err(Failure::Start)?;
        if let Some(trial) = &mut order.trial {
            trial.finished.extend(tried);
        }
        let suspects = match ending {
            // What the trial could not do, the next run reports.
            Ending::Exit(_) if order.trial.is_some() => {
                order.trial = None;
                continue;
            }
            Ending::Exit(code) => return Ok(code),
            Ending::Over(files) => {
                stops += 1;
                order.stopped.extend(files);
                if stops > 1 && !is_tried {
                    is_tried = true;
                    order.trial = Some(Trial::default());
                }
                continue;
            }
            // Any of several files may be the cause, even one that had just begun. Documents are tried one at a time;
            // then the next run works on one file at a time.
            Ending::Broken(..) | Ending::Full(_) if !order.is_alone() => {
                match is_tried {
                    true => order.alone = true,
                    false => order.trial = Some(Trial::default()),
                }
                is_tried = true;
                continue;
            }
            Ending::Broken(_, open) | Ending::Full(open) if open.is_empty() && order.trial.is_some() => {
                order.trial = None;
                continue;
            }
            Ending::Broken(said, open) if open.is_empty() => return Err(Failure::Broken(said)),
            Ending::Broken(_, open) => Suspects { files: open, stop: Stop::Crash },
            Ending::Full(open) if open.is_empty() => return Err(Failure::Memory(limits)),
            Ending::Full(open) => Suspects { files: open, stop: Stop::Memory },
        };
        // One file, because the run was alone; handled as several so that the loop ends.
        for file in suspects.files {
            if suspects.stop == Stop::Crash {
                crashed(&file);
            }
            order.stopped.insert(file, suspects.stop);
        }
    }
}

/// What a child did.
struct Report {
    ending: Ending,
    limits: Limits,
    /// Documents that it finished in a trial.
    tried: Vec<String>,
}

/// Files of which one exceeded a limit, although it is not known which.
struct Suspects {
    files: Vec<String>,
    stop: Stop,
}

/// How a run ended.
enum Ending {
    /// Normally.
    Exit(u8),
    /// Crashed, with these files in work.
    Broken(String, Vec<String>),
    /// Killed for its memory, with these files in work.
    Full(Vec<String>),
    /// Killed for these files.
    Over(Vec<(String, Stop)>),
}

/// A file in work.
struct Open {
    path: String,
    /// CPU time of the child while the file is in work. On a busy machine it is less than the elapsed time, and a
    /// document is not stopped for the load of others.
    work: Duration,
    /// Elapsed time, which limits a child that waits and does nothing.
    wait: Duration,
}

/// Factor of the time limit for elapsed time in which the child does not work.
const PATIENCE: u32 = 10;

/// A running child.
struct Run {
    child: Child,
    group: bool,
    events: Receiver<Event>,
    reader: std::thread::JoinHandle<()>,
    /// Held open: closing it signals to the child that the parent has ended.
    _order: ChildStdin,
}

impl Run {
    fn start(arguments: &[OsString], group: bool, order: &Order) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(arguments).arg(format!("--{ARGUMENT}")).stdin(Stdio::piped()).stdout(Stdio::piped());
        // Use a process group, so that programs of the child end with it. Without programs the child stays in the group
        // of the terminal, so that Ctrl-C reaches it.
        #[cfg(unix)]
        if group {
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        }
        let mut child = command.spawn()?;
        let mut input = child.stdin.take().expect("it is a pipe");
        let output = child.stdout.take().expect("it is a pipe");
        let line = serde_json::to_string(order).expect("an order is plain data") + "\n";
        // A child that ended at once is detected at the end of its events.
        let _ = input.write_all(line.as_bytes()).and_then(|()| input.flush());
        let (sender, events) = mpsc::channel();
        let reader = std::thread::spawn(move || read(output, &sender));
        Ok(Self { child, group, events, reader, _order: input })
    }

    /// Follows the child to its end, or kills it.
    #[expect(clippy::disallowed_methods, reason = "limits of time need a clock; nothing that is built sees it")]
    fn watch(mut self) -> Report {
        let mut limits = Limits::default();
        let mut open: Vec<Open> = Vec::new();
        let mut tried = Vec::new();
        let (mut last, mut last_work) = (Instant::now(), Duration::ZERO);
        loop {
            match self.events.recv_timeout(TICK) {
                Ok(Event::Limits { seconds, megabytes }) => limits = Limits { seconds, megabytes },
                Ok(Event::Begin(path)) => open.push(Open { path, work: Duration::ZERO, wait: Duration::ZERO }),
                Ok(Event::End(path)) => open.retain(|o| o.path != path),
                Ok(Event::Tried(path)) => tried.push(path),
                Ok(Event::Over(path, stop)) => {
                    self.end();
                    return Report { ending: Ending::Over(vec![(path, stop)]), limits, tried };
                }
                // The work is done: no file can exceed a limit any more.
                Ok(Event::Done) | Err(RecvTimeoutError::Disconnected) => {
                    return Report { ending: self.wait(names(open)), limits, tried };
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            // Count a suspended machine as one second, so that nothing is stopped after it wakes up.
            let passed = last.elapsed().min(Duration::from_secs(1));
            if passed < TICK {
                continue;
            }
            last = Instant::now();
            let work = worked(self.child.id());
            let done = work.map_or(passed, |w| w.saturating_sub(last_work).min(passed));
            last_work = work.unwrap_or_default();
            for file in &mut open {
                file.work += done;
                file.wait += passed;
            }
            let limit = Duration::from_secs(u64::from(limits.seconds));
            let is_over = |o: &Open| o.work > limit || o.wait > limit * PATIENCE;
            if open.iter().any(is_over) {
                self.end();
                let over = open.into_iter().filter(is_over).map(|o| (o.path, Stop::Time));
                return Report { ending: Ending::Over(over.collect()), limits, tried };
            }
            if memory(self.child.id()).is_some_and(|bytes| bytes > u64::from(limits.megabytes) * 1024 * 1024) {
                self.end();
                return Report { ending: Ending::Full(names(open)), limits, tried };
            }
        }
    }

    fn end(&mut self) {
        if self.group {
            end_group(self.child.id());
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn wait(mut self, open: Vec<String>) -> Ending {
        let _ = self.reader.join();
        let (code, said) = match self.child.wait() {
            Ok(status) => (status.code(), status.to_string()),
            Err(error) => (None, error.to_string()),
        };
        if let Some(code @ 0..=2) = code.and_then(|c| u8::try_from(c).ok()) {
            return Ending::Exit(code);
        }
        if self.group {
            end_group(self.child.id());
        }
        Ending::Broken(said, open)
    }
}

fn names(open: Vec<Open>) -> Vec<String> {
    open.into_iter().map(|o| o.path).collect()
}

/// Forwards events, then all output for the person.
fn read(output: ChildStdout, events: &Sender<Event>) {
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    while matches!(output.read_until(b'\n', &mut line), Ok(length) if length > 0) {
        match serde_json::from_slice::<Event>(&line) {
            Ok(Event::Done) => {
                let _ = events.send(Event::Done);
                // Not `io::copy`: it may pass the pipe to the kernel, which then writes at the offset at which a
                // redirected output ended when it began, and overwrites what others have written since.
                let mut piece = Vec::new();
                while matches!(output.read_until(b'\n', &mut piece), Ok(length) if length > 0) {
                    let _ = io::stdout().lock().write_all(&piece);
                    piece.clear();
                }
            }
            Ok(event) => {
                let _ = events.send(event);
            }
            Err(_) => {
                let _ = io::stdout().lock().write_all(&line);
            }
        }
        line.clear();
    }
    let _ = io::stdout().lock().flush();
}

/// Kills a process group.
#[cfg(unix)]
fn end_group(leader: u32) {
    let pid = i32::try_from(leader).ok().and_then(rustix::process::Pid::from_raw);
    if let Some(pid) = pid {
        let _ = rustix::process::kill_process_group(pid, rustix::process::Signal::KILL);
    }
}

/// Without process groups, programs started by the child end by their own limits.
#[cfg(not(unix))]
fn end_group(_: u32) {}

#[cfg(test)]
mod tests {
    use super::*;

    /// A workspace of documents, of which some cannot be made.
    struct Documents {
        count: usize,
        bad: BTreeMap<usize, Stop>,
        runs: usize,
        trials: usize,
        /// Documents made in all runs.
        made: usize,
    }

    impl Documents {
        fn new(count: usize, bad: impl IntoIterator<Item = (usize, Stop)>) -> Self {
            Self { count, bad: bad.into_iter().collect(), runs: 0, trials: 0, made: 0 }
        }

        /// What a child would do with an order: makes the documents in their order up to one that cannot be made.
        fn child(&mut self, order: &Order) -> Report {
            let is_trial = order.trial.is_some();
            *(if is_trial { &mut self.trials } else { &mut self.runs }) += 1;
            let mut report = Report { ending: Ending::Exit(0), limits: Limits::default(), tried: Vec::new() };
            for i in 0..self.count {
                let path = format!("{i}.md");
                let is_finished = order.trial.as_ref().is_some_and(|t| t.finished.contains(&path));
                if is_finished || order.stopped.contains_key(&path) {
                    continue;
                }
                report.ending = match self.bad.get(&i) {
                    Some(Stop::Time) => Ending::Over(vec![(path, Stop::Time)]),
                    Some(Stop::Memory) => Ending::Full(vec![path]),
                    Some(Stop::Crash) => Ending::Broken(String::new(), vec![path]),
                    None => {
                        self.made += 1;
                        report.tried.push(path);
                        continue;
                    }
                };
                break;
            }
            report
        }

        /// Number of runs, of children of the trial, and of documents made.
        fn supervised(mut self) -> (usize, usize, usize) {
            let code = supervise(|order| Ok(self.child(order)), &|_| {}).unwrap();
            assert_eq!(code, 0);
            (self.runs, self.trials, self.made)
        }
    }

    #[test]
    fn ten_bad_documents_do_not_cost_ten_runs() {
        let good = 90;
        for stop in [Stop::Time, Stop::Memory, Stop::Crash] {
            let bad = (0..10).map(|i| (i * 10 + 9, stop));
            let (runs, trials, made) = Documents::new(good + 10, bad).supervised();
            assert!(runs <= 3 && trials <= 11, "{stop:?}: {runs} runs, {trials} trials");
            // The runs up to the first documents, one trial of all, one run of all.
            assert!(made <= 3 * good, "{stop:?}: {made} documents");
        }
    }

    #[test]
    fn one_bad_document_costs_no_trial() {
        assert_eq!(Documents::new(10, [(4, Stop::Time)]).supervised(), (2, 0, 13));
        assert_eq!(Documents::new(10, []).supervised(), (1, 0, 10));
    }

    #[test]
    fn a_child_that_always_crashes_ends_the_work() {
        let broken = |_: &Order| {
            let ending = Ending::Broken("signal 11".into(), Vec::new());
            Ok(Report { ending, limits: Limits::default(), tried: Vec::new() })
        };
        assert!(matches!(supervise(broken, &|_| {}), Err(Failure::Broken(_))));
    }
}
