//! A worker, from the host's side: starts it, calls it, notices how it ended, leaves nothing behind.

use std::io::{Read as _, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use super::Payload;
use super::death::{self, Sign};
use super::frames::{self, Broken, Kind, Problem, Reader, Ready, Start};
use crate::permissions::Broker;
use crate::table::RawAnswer;
use crate::{Failure, FailureKind, Isolation, Limits, WorkerCommand};

/// A worker that is ready to be called. When it is dropped, its processes are ended.
pub(crate) struct Worker {
    id: String,
    limits: Limits,
    child: Option<Child>,
    /// Held while the worker lives.
    keeper: Keeper,
    stream: UnixStream,
    reader: Reader,
    isolation: Isolation,
    cpu_allowance: Duration,
    cpu_used: Duration,
}

/// The host's ends of what the keeper thread does.
struct Keeper {
    printed: Arc<Mutex<Tail>>,
    drained: Receiver<()>,
    _leave: Sender<()>,
}

/// How long a worker may take to start, at least: loading a library is not the plugin's work alone.
const START_SECONDS: f64 = 10.0;
/// How long is waited for a process whose connection has ended: the kernel closes it a moment before the end is known.
const GRACE: Duration = Duration::from_millis(500);
/// Frames that are no answers are not larger than this.
const SMALL: usize = 1 << 20;

impl Worker {
    /// Starts a worker and waits until the plugin in it can be called.
    pub(crate) fn start(
        id: &str,
        command: &WorkerCommand,
        payload: &Payload,
        limits: Limits,
    ) -> Result<Self, Failure> {
        let failed = |error: &dyn std::fmt::Display| {
            Failure::new(FailureKind::Unusable, format!("no process could be started for the plugin `{id}`"))
                .note(error.to_string())
        };
        let (ours, theirs) = UnixStream::pair().map_err(|error| failed(&error))?;
        let (child, keeper) = launch(command, theirs.into()).map_err(|error| failed(&error))?;
        let cpu_seconds = ((limits.seconds * 16.0).ceil() as u64).clamp(60, 3600);
        let mut worker = Self {
            id: id.to_owned(),
            limits,
            child: Some(child),
            keeper,
            stream: ours,
            reader: Reader::new(),
            isolation: Isolation::default(),
            cpu_allowance: Duration::from_secs(cpu_seconds),
            cpu_used: Duration::ZERO,
        };
        let (bundled, path) = match payload {
            Payload::Bundled => (Some(id.to_owned()), None),
            Payload::Library(image) => (None, image.path()),
        };
        let start = Start {
            bundled,
            path,
            memory: limits.memory_mib.saturating_mul(1 << 20),
            cpu_seconds,
            largest: limits.answer_bytes(),
        };
        let start = serde_json::to_vec(&start).map_err(|error| failed(&error))?;
        let answer = worker.begin(payload, &start, &Clock::new(limits.seconds.max(START_SECONDS)));
        match answer {
            Ok((Kind::Ready, bytes)) => match serde_json::from_slice::<Ready>(&bytes) {
                Ok(ready) => {
                    worker.isolation = ready.isolation;
                    Ok(worker)
                }
                Err(_) => Err(worker.end(Sign::Confused, "its start")),
            },
            Ok((Kind::Problem, bytes)) => match serde_json::from_slice::<Problem>(&bytes) {
                Ok(problem) => Err(problem_failure(id, problem)),
                Err(_) => Err(worker.end(Sign::Confused, "its start")),
            },
            Ok(_) => Err(worker.end(Sign::Confused, "its start")),
            Err(broken) => {
                // A plugin that needs long to load is told so in its own number of seconds.
                worker.limits.seconds = limits.seconds.max(START_SECONDS);
                Err(worker.end(sign(broken), "its start"))
            }
        }
    }

    fn begin(&mut self, payload: &Payload, start: &[u8], clock: &Clock) -> Result<(Kind, Vec<u8>), Broken> {
        let descriptor = match payload {
            Payload::Library(image) => image.descriptor(),
            Payload::Bundled => None,
        };
        send_descriptor(&self.stream, descriptor)?;
        send(&self.stream, &frames::frame(Kind::Start, &[start]), clock)?;
        receive(&mut self.reader, &self.stream, SMALL, clock)
    }

    /// How far it is kept apart, as it said itself after it had set itself up and before it loaded anything.
    pub(crate) fn isolation(&self) -> &Isolation {
        &self.isolation
    }

    /// Whether it has used so much of its processor time that the next plugin call should have a new one.
    pub(crate) fn is_worn(&self) -> bool {
        self.cpu_used * 2 > self.cpu_allowance
    }

    /// Calls a method. After an error the worker is gone, and the next call needs a new one.
    pub(crate) fn call(
        &mut self,
        method: &str,
        request: &[u8],
        broker: &Broker<'_>,
    ) -> Result<RawAnswer, Failure> {
        let mut clock = Clock::new(self.limits.seconds);
        let outcome = self.converse(method, request, broker, &mut clock);
        outcome.map_err(|sign| self.end(sign, &format!("`{method}`")))
    }

    fn converse(
        &mut self,
        method: &str,
        request: &[u8],
        broker: &Broker<'_>,
        clock: &mut Clock,
    ) -> Result<RawAnswer, Sign> {
        send(&self.stream, &frames::frame(Kind::Call, &[method.as_bytes(), &[0], request]), clock)
            .map_err(sign)?;
        let largest = self.limits.answer_bytes().saturating_add(frames::ANSWER_EXTRA).max(SMALL);
        loop {
            let (kind, payload) = receive(&mut self.reader, &self.stream, largest, clock).map_err(sign)?;
            match kind {
                Kind::Answer => {
                    let (raw, cpu_micros) = frames::read_answer(payload).ok_or(Sign::Confused)?;
                    self.cpu_used = Duration::from_micros(cpu_micros);
                    return Ok(raw);
                }
                Kind::Ask => {
                    let (name, request) = frames::split_name(&payload).ok_or(Sign::Confused)?;
                    // The plugin is not to blame for how long the host takes.
                    let reply = clock.paused(|| broker.ask(name, request));
                    let (status, text) = match reply {
                        Ok(text) => (0, text),
                        Err(why) => (1, why.into_bytes()),
                    };
                    send(&self.stream, &frames::frame(Kind::Reply, &[&[status], &text]), clock)
                        .map_err(sign)?;
                }
                Kind::Panic => return Err(Sign::Panicked(String::from_utf8_lossy(&payload).into_owned())),
                _ => return Err(Sign::Confused),
            }
        }
    }

    /// Ends the process if it has not ended by itself, and says what happened.
    fn end(&mut self, sign: Sign, during: &str) -> Failure {
        let grace = if matches!(sign, Sign::Closed) { GRACE } else { Duration::ZERO };
        let status = self.stop(grace);
        // What it printed last is there when the keeper has read to the end. That comes at once, unless a process that got
        // away holds the pipe.
        let _ = self.keeper.drained.recv_timeout(GRACE);
        let printed = self.keeper.printed.lock().unwrap_or_else(PoisonError::into_inner).text();
        death::failure(&self.id, during, sign, status, self.limits, &printed)
    }

    /// Waits that long for the process to end by itself, then ends its whole group. Gives how it ended by itself, if it did.
    fn stop(&mut self, grace: Duration) -> Option<ExitStatus> {
        let mut child = self.child.take()?;
        let group = Pid::from_raw(child.id() as i32);
        let deadline = Instant::now() + grace;
        let mut ended = has_ended(&mut child);
        while !ended && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(1));
            ended = has_ended(&mut child);
        }
        // The group before the process: while the process was not waited for, its number belongs to nobody else.
        let _ = killpg(group, Signal::SIGKILL);
        let status = child.wait().ok();
        if ended { status } else { None }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop(Duration::ZERO);
    }
}

/// Whether a process has ended. It stays there to be waited for.
#[cfg(target_os = "linux")]
fn has_ended(child: &mut Child) -> bool {
    use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid};
    let flags = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG | WaitPidFlag::WNOWAIT;
    !matches!(waitid(Id::Pid(Pid::from_raw(child.id() as i32)), flags), Ok(WaitStatus::StillAlive))
}

#[cfg(not(target_os = "linux"))]
fn has_ended(child: &mut Child) -> bool {
    !matches!(child.try_wait(), Ok(None))
}

fn problem_failure(id: &str, problem: Problem) -> Failure {
    let unusable = |message: String| Failure::new(FailureKind::Unusable, message);
    match problem {
        Problem::NotLoaded(words) => unusable(format!("the library of the plugin `{id}` cannot be loaded"))
            .note(words)
            .hint("a plugin's library needs nothing but the system's libraries; build it for this system"),
        Problem::NoSymbol => unusable(format!("the library of the plugin `{id}` is not a plugin"))
            .note("it does not export the function `stratbook_plugin_v1`")
            .hint("Rust: `export_plugin!`; C: `STRATBOOK_EXPORT` of stratbook_plugin.h; then build it again"),
        Problem::Misfit(misfit) => misfit.failure(id, &format!("plugins/{id}")),
        Problem::Setup(words) => {
            unusable(format!("the process for the plugin `{id}` could not be set up, so it was not loaded"))
                .note(words)
        }
    }
}

fn sign(broken: Broken) -> Sign {
    match broken {
        Broken::Closed => Sign::Closed,
        Broken::Late => Sign::Late,
        Broken::Garbage(what) => Sign::Garbage(what),
    }
}

/// How much of its time a plugin has left.
struct Clock {
    left: Duration,
    since: Instant,
}

impl Clock {
    fn new(seconds: f64) -> Self {
        Self { left: Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX), since: Instant::now() }
    }

    fn left(&self) -> Result<Duration, Broken> {
        let left = self.left.saturating_sub(self.since.elapsed());
        // A socket takes a time-out of zero for none.
        if left.is_zero() { Err(Broken::Late) } else { Ok(left.max(Duration::from_millis(1))) }
    }

    /// Does something that is not the plugin's work.
    fn paused<T>(&mut self, work: impl FnOnce() -> T) -> T {
        self.left = self.left.saturating_sub(self.since.elapsed());
        let result = work();
        self.since = Instant::now();
        result
    }
}

fn receive(
    reader: &mut Reader,
    mut stream: &UnixStream,
    largest: usize,
    clock: &Clock,
) -> Result<(Kind, Vec<u8>), Broken> {
    let timer = stream;
    reader.read(&mut stream, largest, || Ok(timer.set_read_timeout(Some(clock.left()?))?))
}

fn send(mut stream: &UnixStream, mut bytes: &[u8], clock: &Clock) -> Result<(), Broken> {
    while !bytes.is_empty() {
        stream.set_write_timeout(Some(clock.left()?))?;
        match stream.write(bytes) {
            Ok(0) => return Err(Broken::Closed),
            Ok(count) => bytes = &bytes[count..],
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Sends a byte, and a descriptor with it if there is one.
fn send_descriptor(
    stream: &UnixStream,
    descriptor: Option<std::os::fd::BorrowedFd<'_>>,
) -> Result<(), Broken> {
    use nix::sys::socket::{ControlMessage, MsgFlags, UnixAddr, sendmsg};
    use std::os::fd::AsRawFd as _;
    let descriptors: Vec<_> = descriptor.iter().map(std::os::fd::AsRawFd::as_raw_fd).collect();
    let control = [ControlMessage::ScmRights(&descriptors)];
    let control = if descriptors.is_empty() { &[][..] } else { &control[..] };
    let byte = [std::io::IoSlice::new(&[1])];
    // A worker that is gone already is an error like any other, not a signal.
    let flags = if cfg!(target_os = "linux") { MsgFlags::MSG_NOSIGNAL } else { MsgFlags::empty() };
    sendmsg::<UnixAddr>(stream.as_raw_fd(), &byte, control, flags, None).map_err(std::io::Error::from)?;
    Ok(())
}

/// Starts the process, and a thread that reads what it prints.
///
/// The thread starts it, since a worker is ended by the kernel when the thread that started it ends: that way no worker
/// outlives this program, however it ends. So the thread stays until the worker is dropped.
fn launch(command: &WorkerCommand, socket: OwnedFd) -> std::io::Result<(Child, Keeper)> {
    let (output, print) = std::io::pipe()?;
    let mut process = Command::new(&command.program);
    process
        .args(&command.arguments)
        .arg(std::process::id().to_string())
        .arg0("stratbook-plugin-worker")
        .env_clear()
        .current_dir("/")
        .process_group(0)
        .stdin(Stdio::from(socket))
        .stdout(print.try_clone()?)
        .stderr(print);
    let (born, started) = channel();
    let (ended, drained) = channel();
    let (leave, stay) = channel::<()>();
    let printed = Arc::new(Mutex::new(Tail::default()));
    let tail = Arc::clone(&printed);
    std::thread::Builder::new().name("plugin-keeper".to_owned()).stack_size(128 << 10).spawn(move || {
        let child = process.spawn();
        // This program's copies of the worker's ends, so that the end of the worker is the end of what can be read.
        drop(process);
        let alive = child.is_ok();
        if born.send(child).is_err() || !alive {
            return;
        }
        drain(output, &tail);
        let _ = ended.send(());
        let _ = stay.recv();
    })?;
    let child =
        started.recv().unwrap_or_else(|_| Err(std::io::Error::other("the thread that starts it ended")))?;
    Ok((child, Keeper { printed, drained, _leave: leave }))
}

fn drain(mut output: std::io::PipeReader, tail: &Mutex<Tail>) {
    let mut piece = vec![0; 16 << 10];
    loop {
        match output.read(&mut piece) {
            Ok(0) => return,
            Ok(count) => tail.lock().unwrap_or_else(PoisonError::into_inner).push(&piece[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

/// The first and the last of what a plugin printed: many programs say first what went wrong, and end with where.
#[derive(Default)]
struct Tail {
    first: Vec<u8>,
    last: Vec<u8>,
}

impl Tail {
    const FIRST: usize = 512;
    const LAST: usize = 4096;
    /// As much of each as a person wants to see in a message, in characters.
    const SHOWN: usize = 400;

    fn push(&mut self, piece: &[u8]) {
        let room = (Self::FIRST - self.first.len()).min(piece.len());
        let (first, rest) = piece.split_at(room);
        self.first.extend_from_slice(first);
        self.last.extend_from_slice(&rest[rest.len().saturating_sub(Self::LAST)..]);
        let extra = self.last.len().saturating_sub(Self::LAST);
        self.last.drain(..extra);
    }

    /// As text, without what would disturb a terminal and without the addresses of a Rust backtrace.
    fn text(&self) -> String {
        let bytes = [self.first.as_slice(), self.last.as_slice()].concat();
        let whole = String::from_utf8_lossy(&bytes);
        let lines: Vec<&str> = whole.lines().map(str::trim_end).filter(|line| !is_frame(line)).collect();
        let clean: Vec<char> = lines
            .join("\n")
            .trim()
            .chars()
            .map(|c| match c {
                '\n' => c,
                '\t' => ' ',
                c if c.is_control() => '\u{fffd}',
                c => c,
            })
            .collect();
        if clean.len() <= 2 * Self::SHOWN && self.last.len() < Self::LAST {
            return clean.into_iter().collect();
        }
        let first: String = clean[..Self::SHOWN.min(clean.len())].iter().collect();
        let last: String = clean[clean.len().saturating_sub(Self::SHOWN)..].iter().collect();
        format!("{first} … {last}")
    }
}

/// `  12:     0x7f11b7a84000 - <unknown>`, or the line above all of them.
fn is_frame(line: &str) -> bool {
    let line = line.trim_start();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line == "stack backtrace:"
        || rest.len() < line.len()
            && rest.strip_prefix(':').is_some_and(|rest| rest.trim_start().starts_with("0x"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_endless_output_are_kept() {
        let mut tail = Tail::default();
        for _ in 0..100 {
            tail.push(&[b'a'; 1000]);
        }
        tail.push(&vec![b'b'; 100_000]);
        tail.push("\u{1b}[31mthe end\n".as_bytes());
        assert_eq!((tail.first.len(), tail.last.len()), (Tail::FIRST, Tail::LAST));
        let text = tail.text();
        assert!(text.starts_with("aaa") && text.contains(" … bbb"), "{text}");
        assert!(text.ends_with("\u{fffd}[31mthe end"), "{text}");
        assert_eq!(text.chars().count(), 2 * Tail::SHOWN + 3);
    }
}
