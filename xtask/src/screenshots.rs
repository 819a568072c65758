//! `cargo xtask screenshots`: the pictures of the README, taken from the bundled handbook as it is served.
//!
//! Each picture shows a frame of exactly its size: a browser without a window has a least width that no phone has.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::thread;

use crate::shell::{self, Context as _, Failure, Outcome};

/// Arguments of `cargo xtask screenshots`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The page that is shown, as its address without the host
    #[arg(long, default_value = "/")]
    page: String,
    /// Picture of the page on a wide screen only, under this name in `docs/`
    #[arg(long)]
    name: Option<String>,
}

/// One picture.
struct Shot {
    name: String,
    width: u32,
    height: u32,
    /// As the browser counts them: 0 is dark, 1 is light.
    scheme: u8,
}

/// Serves the handbook, opens it in a browser without a window, and takes each picture.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let Some(browser) = shell::browser() else {
        return Err(Failure("no Chromium found: install chromium, or name one in $CHROME".to_owned()));
    };
    let docs = shell::root().join("docs");
    fs::create_dir_all(&docs).could_not("make `docs`")?;
    let server = Server::start()?;
    let address = format!("{}/{}", server.address, arguments.page.trim_start_matches('/'));
    for shot in shots(arguments.name.as_deref()) {
        let picture = docs.join(format!("{}.png", shot.name));
        take(&browser, &address, &shot, &picture)?;
        println!("{}", picture.display());
    }
    Ok(())
}

fn shots(name: Option<&str>) -> Vec<Shot> {
    let shot = |name: &str, (width, height), scheme| Shot { name: name.to_owned(), width, height, scheme };
    match name {
        Some(name) => vec![shot(name, (1440, 900), 1)],
        None => vec![
            shot("screenshot-light", (1440, 900), 1),
            shot("screenshot-dark", (1440, 900), 0),
            shot("screenshot-phone", (390, 844), 1),
        ],
    }
}

fn take(browser: &Path, address: &str, shot: &Shot, picture: &Path) -> Outcome {
    let &Shot { width, height, scheme, .. } = shot;
    let frame = shell::target_dir().join("screenshot-frame.html");
    fs::write(&frame, self::frame(address, width, height)).could_not("write the frame")?;
    // A picture of an earlier run must not pass for this one.
    let _ = fs::remove_file(picture);
    let mut command = Command::new(browser);
    command
        .args([
            "--headless",
            "--disable-gpu",
            "--hide-scrollbars",
            "--no-sandbox",
            "--virtual-time-budget=5000",
        ])
        .arg(format!("--window-size={width},{height}"))
        .arg(format!("--blink-settings=preferredColorScheme={scheme}"))
        .arg(format!("--screenshot={}", picture.display()))
        .arg(format!("file://{}", frame.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    shell::run(&mut command)?;
    if picture.is_file() { Ok(()) } else { Err(Failure(format!("{} took no picture", browser.display()))) }
}

fn frame(address: &str, width: u32, height: u32) -> String {
    format!(
        "<!doctype html><style>html, body {{ margin: 0; overflow: hidden }} iframe {{ border: 0; display: block }}</style>\n\
         <iframe width=\"{width}\" height=\"{height}\" src=\"{address}\"></iframe>\n"
    )
}

/// The handbook, served on a free port; ends when dropped.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start() -> Outcome<Self> {
        shell::run(shell::cargo().args(["build", "--quiet", "--release", "--package", "stratbook-cli"]))?;
        let binary =
            shell::target_dir().join("release").join(format!("stratbook{}", std::env::consts::EXE_SUFFIX));
        let mut command = Command::new(binary);
        command.arg("-C").arg(shell::root()).args(["serve", "--port", "0"]);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().could_not("start the server")?;
        // The address may come on either stream; both must be read on, or the server would stop at a full pipe.
        let (send, lines) = mpsc::channel();
        pass_on(child.stdout.take(), &send);
        pass_on(child.stderr.take(), &send);
        drop(send);
        if let Some(address) = lines.iter().find_map(|line| address(&line)) {
            return Ok(Self { child, address });
        }
        let _ = child.wait();
        Err(Failure("the server ended without an address".to_owned()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn pass_on(stream: Option<impl Read + Send + 'static>, send: &Sender<String>) {
    if let Some(stream) = stream {
        let send = send.clone();
        // Nobody listens after the address has come; the stream is read on all the same.
        thread::spawn(move || {
            BufReader::new(stream).lines().map_while(Result::ok).for_each(|line| drop(send.send(line)));
        });
    }
}

/// The address in a line of the server, without a slash at its end.
fn address(line: &str) -> Option<String> {
    let rest = &line[line.find("http://")?..];
    let end = rest.find(|letter: char| letter.is_whitespace() || letter.is_control()).unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(['/', '.', ',']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_in_a_line() {
        assert_eq!(
            address("serving the handbook at http://127.0.0.1:4000/ (stop with Ctrl+C)").unwrap(),
            "http://127.0.0.1:4000"
        );
        assert_eq!(address("\u{1b}[1mhttp://localhost:80\u{1b}[0m").unwrap(), "http://localhost:80");
        assert_eq!(address("building"), None);
    }

    #[test]
    fn a_frame_has_the_size_of_its_picture() {
        assert!(
            frame("http://a/", 390, 844).contains("<iframe width=\"390\" height=\"844\" src=\"http://a/\">")
        );
        assert_eq!(shots(None).len(), 3);
        assert_eq!(shots(Some("check")).len(), 1);
    }
}
