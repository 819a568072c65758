//! A worker, from its own side: makes itself harmless, loads the library, carries out calls until nobody calls any more.
//!
//! The order matters. A library's constructors run when it is opened, so everything that holds it must hold before that.
#![expect(unsafe_code, reason = "opens a library, and leaves the process without its exit handlers")]

use std::ffi::OsString;
use std::fs::File;
use std::io::IoSliceMut;
use std::os::fd::{AsFd as _, AsRawFd as _, FromRawFd as _, IntoRawFd as _, OwnedFd};
use std::os::unix::net::UnixStream;

use nix::libc;
use stratbook_plugin::abi::{Entry, SYMBOL};

use super::frames::{self, Broken, Kind, Problem, Reader, Ready, Start};
use super::{death, limits, sandbox};
use crate::table::Plugin;
use crate::{Bundled, Manifest};

/// What `stratbook plugin-worker` runs: carries out calls for the Stratbook that started it. Ends the process.
///
/// `arguments` are those after the ones that make the program a worker; `bundled` are the plugins that the program
/// carries.
pub fn worker_main(arguments: impl IntoIterator<Item = OsString>, bundled: &[Bundled]) -> ! {
    match prepare(arguments) {
        Ok(stream) => {
            let status = run(&stream, bundled);
            // The plugin may have closed the descriptor, so this program does not.
            leave(status)
        }
        Err(words) => {
            // There is nobody at the other end who could be told.
            #[expect(clippy::print_stderr, reason = "somebody typed this command who should not")]
            {
                eprintln!("error: {words}");
            }
            leave(2)
        }
    }
}

/// Ends the process at once: exit handlers and destructors of the plugin do not run.
fn leave(status: i32) -> ! {
    // SAFETY: takes a number and does not return.
    unsafe { libc::_exit(status) }
}

/// Takes the connection, which came as standard input, out of the plugin's way.
fn prepare(arguments: impl IntoIterator<Item = OsString>) -> Result<File, String> {
    let words = || "this command is started by Stratbook itself, when it runs a plugin".to_owned();
    let parent: i32 = arguments
        .into_iter()
        .next()
        .and_then(|argument| argument.to_str()?.parse().ok())
        .ok_or_else(words)?;
    let stream = UnixStream::from(std::io::stdin().as_fd().try_clone_to_owned().map_err(|_| words())?);
    stream.peer_addr().map_err(|_| words())?;
    let nothing = File::open("/dev/null").map_err(|error| format!("/dev/null: {error}"))?;
    nix::unistd::dup2_stdin(&nothing).map_err(|error| error.to_string())?;
    sandbox::die_with(parent).map_err(|error| error.to_string())?;
    // As a file, it is read and written by calls that do not count as using the network.
    Ok(File::from(OwnedFd::from(stream)))
}

fn run(stream: &File, bundled: &[Bundled]) -> i32 {
    let mut reader = Reader::new();
    match load(stream, &mut reader, bundled) {
        Ok((plugin, ready, largest)) => {
            let ready = serde_json::to_vec(&ready).unwrap_or_default();
            if frames::write(&mut &*stream, Kind::Ready, &[&ready]).is_err() {
                return death::LOST;
            }
            serve(stream, &mut reader, plugin, largest)
        }
        Err(Stop::Problem(problem)) => {
            let problem = serde_json::to_vec(&problem).unwrap_or_default();
            let _ = frames::write(&mut &*stream, Kind::Problem, &[&problem]);
            0
        }
        Err(Stop::Alone) => death::LOST,
    }
}

enum Stop {
    Problem(Problem),
    /// The host is gone.
    Alone,
}

impl From<Broken> for Stop {
    fn from(_: Broken) -> Self {
        Self::Alone
    }
}

fn load(stream: &File, reader: &mut Reader, bundled: &[Bundled]) -> Result<(Plugin, Ready, usize), Stop> {
    let setup = |error: String| Stop::Problem(Problem::Setup(error));
    let library = receive_descriptor(stream).map_err(|_| Stop::Alone)?;
    let (kind, start) = reader.read(&mut &*stream, 1 << 20, || Ok(()))?;
    let start: Start = serde_json::from_slice(&start)
        .ok()
        .filter(|_| kind == Kind::Start)
        .ok_or_else(|| setup("the host said something else than wanted".to_owned()))?;
    let mut keep = vec![stream.as_raw_fd()];
    keep.extend(library.as_ref().map(std::os::fd::AsRawFd::as_raw_fd));
    sandbox::close_others(&mut keep);
    limits::set(start.memory, start.cpu_seconds).map_err(|error| setup(error.to_string()))?;
    sandbox::default_signals();
    let before = sandbox::before_loading();

    let entry = if let Some(id) = &start.bundled {
        bundled
            .iter()
            .find(|plugin| is_of(plugin, id))
            .map(|plugin| plugin.entry)
            .ok_or_else(|| setup(format!("this program carries no plugin `{id}`")))?
    } else {
        let path = match (&library, &start.path) {
            (Some(library), _) => format!("/proc/self/fd/{}", library.as_raw_fd()),
            (None, Some(path)) => path.clone(),
            (None, None) => return Err(setup("no library was sent".to_owned())),
        };
        open(&path).map_err(Stop::Problem)?
    };
    // By number: constructors may have closed it already, which is no reason to fail.
    if let Some(library) = library {
        let _ = nix::unistd::close(library.into_raw_fd());
    }
    let isolation = sandbox::after_loading(before);
    // SAFETY: the library says by exporting the symbol that it has this type; if it lies, this process may crash, which
    // is why it is one of its own.
    let plugin = unsafe { Plugin::open(entry) }.map_err(|misfit| Stop::Problem(Problem::Misfit(misfit)))?;
    Ok((plugin, Ready { isolation }, start.largest))
}

fn is_of(plugin: &Bundled, id: &str) -> bool {
    let source = stratbook_model::SourceText::new("plugin.toml", plugin.manifest);
    Manifest::parse(&source).0.is_some_and(|manifest| manifest.id == id)
}

/// Opens the library for good: nothing is ever unloaded, for threads and destructors of it may be left.
fn open(path: &str) -> Result<Entry, Problem> {
    use libloading::os::unix::{Library, RTLD_LOCAL, RTLD_NOW};
    // SAFETY: runs the library's constructors, which may do anything that the sandbox lets them.
    let library = unsafe { Library::open(Some(path), RTLD_NOW | RTLD_LOCAL) }.map_err(|error| {
        let mut words = error.to_string();
        if let Some(cause) = std::error::Error::source(&error) {
            words = cause.to_string();
        }
        // The name is one of this process's own and would tell nobody anything.
        Problem::NotLoaded(words.replace(&format!("{path}: "), ""))
    })?;
    // SAFETY: a function is looked up by the name that stands for its type.
    let entry = unsafe { library.get::<Entry>(SYMBOL) }.map(|symbol| *symbol).map_err(|_| Problem::NoSymbol);
    std::mem::forget(library);
    entry
}

/// The library, where the host could send it. One byte comes in any case.
fn receive_descriptor(stream: &File) -> nix::Result<Option<OwnedFd>> {
    use nix::sys::socket::{ControlMessageOwned, MsgFlags, UnixAddr, recvmsg};
    let mut byte = [0];
    let mut parts = [IoSliceMut::new(&mut byte)];
    let mut space = nix::cmsg_space!([std::os::fd::RawFd; 1]);
    let message = recvmsg::<UnixAddr>(stream.as_raw_fd(), &mut parts, Some(&mut space), MsgFlags::empty())?;
    for control in message.cmsgs()? {
        if let ControlMessageOwned::ScmRights(descriptors) = control
            && let Some(descriptor) = descriptors.first()
        {
            // SAFETY: the kernel has just made the descriptor for this process, and nobody else knows it.
            return Ok(Some(unsafe { OwnedFd::from_raw_fd(*descriptor) }));
        }
    }
    Ok(None)
}

/// Carries out calls until the host is gone.
fn serve(stream: &File, reader: &mut Reader, mut plugin: Plugin, largest: usize) -> i32 {
    loop {
        let Ok((kind, payload)) = reader.read(&mut &*stream, usize::MAX, || Ok(())) else { return 0 };
        let Some((method, request)) = frames::split_name(&payload).filter(|_| kind == Kind::Call) else {
            return death::LOST;
        };
        let outcome =
            plugin.call(method, request, largest, &mut |name, request| ask(stream, reader, name, request));
        let written = match outcome {
            Ok(raw) => frames::write_answer(&mut &*stream, &raw, limits::cpu_micros()),
            Err(panic) => frames::write(&mut &*stream, Kind::Panic, &[panic.as_bytes()]),
        };
        if written.is_err() {
            return death::LOST;
        }
    }
}

/// Passes a question on to the host. Without a host there is nothing to return to.
fn ask(stream: &File, reader: &mut Reader, name: &str, request: &[u8]) -> Result<Vec<u8>, String> {
    if frames::write(&mut &*stream, Kind::Ask, &[name.as_bytes(), &[0], request]).is_err() {
        leave(death::LOST);
    }
    match reader.read(&mut &*stream, usize::MAX, || Ok(())) {
        Ok((Kind::Reply, mut reply)) if !reply.is_empty() => {
            let failed = reply.remove(0) != 0;
            if failed { Err(String::from_utf8_lossy(&reply).into_owned()) } else { Ok(reply) }
        }
        _ => leave(death::LOST),
    }
}
