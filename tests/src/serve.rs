//! The binary's own server, on a free port.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use crate::SiteTest;

/// A running `stratbook serve`; dropped, it is ended.
pub struct Serve {
    child: Child,
    /// Where it answers, without a slash at the end.
    pub address: String,
}

#[expect(clippy::expect_used, reason = "a test whose server fails has failed")]
impl Serve {
    /// Builds and serves a workspace; `arguments` come after `serve`.
    pub fn start(site: &SiteTest, arguments: &[&str]) -> Self {
        let mut child = site
            .command(&["serve", "--port", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let mut errors = BufReader::new(child.stderr.take().expect("is piped")).lines();
        let mut output = BufReader::new(child.stdout.take().expect("is piped")).lines();
        let (send, receive) = std::sync::mpsc::channel();
        let also = send.clone();
        std::thread::spawn(move || {
            errors.by_ref().map_while(Result::ok).for_each(|line| drop(send.send(line)));
        });
        std::thread::spawn(move || {
            output.by_ref().map_while(Result::ok).for_each(|line| drop(also.send(line)));
        });
        let address = receive
            .iter()
            .find_map(|line| {
                let at = line.find("http://")?;
                Some(line[at..].split_whitespace().next()?.trim_end_matches('/').to_owned())
            })
            .expect("the address is printed");
        Self { child, address }
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
