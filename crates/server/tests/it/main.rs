//! Real requests over loopback.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread::JoinHandle;

use stratbook_server::{Listen, Server};
use tempfile::TempDir;
use tokio::sync::oneshot;

/// A site that is served until it is dropped.
struct Site {
    folder: TempDir,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Tells what it was asked.
struct Echo;

impl stratbook_server::Search for Echo {
    fn search(&self, query: &str, limit: Option<usize>, filters: &[String]) -> Result<String, String> {
        if query == "bad" {
            Err("a \"bad\" question".to_owned())
        } else {
            Ok(format!("[{query}|{limit:?}|{filters:?}]"))
        }
    }
}

struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Site {
    fn new(base_path: &str, files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("public");
        fs::create_dir(&root).unwrap();
        fs::write(folder.path().join("secret.txt"), "secret").unwrap();
        for (path, text) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let server = Server::bind(&root, base_path, Listen { port: Some(0), ..Listen::default() }).unwrap();
        let server = server.with_search(std::sync::Arc::new(Echo));
        let address = server.address();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            server.run_until(async { drop(stopped.await) }).unwrap();
        });
        Self { folder, address, stop: Some(stop), thread: Some(thread) }
    }

    fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has headers");
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        Answer { status, headers, body: bytes[end + 4..].to_vec() }
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        self.send(&format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"
        ))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

fn site() -> Site {
    Site::new(
        "/",
        &[
            ("index.html", "home"),
            ("404.html", "<h1>lost</h1>"),
            ("a b/index.html", "spaces"),
            ("plans/index.html", "plans"),
            ("plans/index.md", "# plans"),
            ("app.css", "body{}"),
            ("empty/file.txt", "x"),
            (".stratbook-output", "marker"),
        ],
    )
}

#[test]
fn folders_show_their_index_and_want_a_slash() {
    let site = site();
    assert_eq!((site.get("/").status, site.get("/").text()), (200, "home"));
    assert_eq!(site.get("/plans/").text(), "plans");
    let moved = site.get("/plans?q=1");
    assert_eq!((moved.status, moved.header("location")), (307, "/plans/?q=1"));
    assert_eq!(site.get("/a%20b").header("location"), "/a%20b/");
    assert_eq!(site.get("/a%20b/").text(), "spaces");
}

#[test]
fn what_is_not_there_shows_the_sites_own_page() {
    let site = site();
    for path in ["/nowhere", "/empty/", "/empty", "/app.css/", "/plans//", "//plans"] {
        let answer = site.get(path);
        assert_eq!((answer.status, answer.text()), (404, "<h1>lost</h1>"), "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    }
}

#[test]
fn files_carry_their_type_and_may_not_be_sniffed() {
    let site = site();
    let css = site.get("/app.css");
    assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(css.header("x-content-type-options"), "nosniff");
    assert_eq!(site.get("/plans/index.md").header("content-type"), "text/markdown; charset=utf-8");
}

#[test]
fn a_known_copy_is_not_sent_again() {
    let site = site();
    let first = site.get("/app.css");
    let (tag, date) = (first.header("etag"), first.header("last-modified"));
    for condition in [format!("If-None-Match: {tag}\r\n"), format!("If-Modified-Since: {date}\r\n")] {
        let again = site.ask("GET", "/app.css", &condition);
        assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, tag), "{condition}");
    }
    fs::write(site.folder.path().join("public/app.css"), "body{color:red}").unwrap();
    assert_eq!(site.ask("GET", "/app.css", &format!("If-None-Match: {tag}\r\n")).status, 200);
}

#[test]
fn head_has_the_headers_and_no_body() {
    let site = site();
    let head = site.ask("HEAD", "/app.css", "");
    assert_eq!((head.status, head.body.len(), head.header("content-length")), (200, 0, "6"));
    let post = site.ask("POST", "/app.css", "Content-Length: 0\r\n");
    assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
}

#[test]
fn nothing_outside_the_folder_is_shown() {
    let site = site();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/plans/..%5c..%5csecret.txt",
        "/%00",
        "/.stratbook-output",
        "/plans/../../secret.txt",
        "/%2fetc/passwd",
        "//etc/passwd",
    ] {
        let answer = site.get(path);
        assert!(answer.status >= 400, "{path}: {}", answer.status);
        assert!(!answer.text().contains("secret") && !answer.text().contains("marker"), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_refused_and_links_within_work() {
    use std::os::unix::fs::symlink;
    let site = site();
    let root = site.folder.path().join("public");
    symlink("../secret.txt", root.join("out.txt")).unwrap();
    symlink("..", root.join("up")).unwrap();
    symlink("app.css", root.join("same.css")).unwrap();
    assert_eq!(site.get("/out.txt").status, 404);
    assert_eq!(site.get("/up/secret.txt").status, 404);
    assert_eq!(site.get("/same.css").text(), "body{}");
}

#[test]
fn a_site_under_a_path_lives_there_only() {
    let site = Site::new("/hand/book", &[("index.html", "home"), ("a/index.html", "a")]);
    assert_eq!(site.get("/").header("location"), "/hand/book/");
    assert_eq!(site.get("/hand/book").header("location"), "/hand/book/");
    assert_eq!(site.get("/hand/book/").text(), "home");
    assert_eq!(site.get("/hand/book/a").header("location"), "/hand/book/a/");
    assert_eq!(site.get("/a/").status, 404);
    assert_eq!(site.get("/hand/bookings").status, 404);
}

#[test]
fn foreign_names_are_refused_on_loopback() {
    let site = site();
    let answer = site.send("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(answer.status, 421);
    assert!(!answer.text().contains("home"));
}

#[test]
fn the_search_answers_below_the_base_path() {
    let site = Site::new("/sub/", &[("index.html", "home")]);
    let answer = site.get("/sub/api/search?q=a+b&limit=3&filter=tag%3Dx");
    assert_eq!((answer.status, answer.text()), (200, "[a b|Some(3)|[\"tag=x\"]]"));
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("access-control-allow-origin"), "", "no other site may ask");
    let head = site.ask("HEAD", "/sub/api/search?q=", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(site.get("/sub/api/other").status, 404);
    assert_eq!(site.get("/api/search?q=a").status, 404);
    assert_eq!(site.ask("POST", "/sub/api/search?q=a", "").status, 405);
}

#[test]
fn questions_that_cannot_be_answered_are_refused_in_json() {
    let site = site();
    for (path, reason) in [
        ("/api/search?q=bad".to_owned(), "a \\\"bad\\\" question"),
        (format!("/api/search?q={}", "x".repeat(5000)), "longer than 4096 bytes"),
        ("/api/search?limit=all".to_owned(), "no number"),
    ] {
        let answer = site.get(&path);
        assert_eq!(answer.status, 400);
        assert!(answer.text().contains(reason), "{}", answer.text());
    }
}
