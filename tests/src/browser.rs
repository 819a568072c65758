//! A real Chromium, driven over its debugging socket: just enough to open pages, type keys and ask questions.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

/// A running browser; dropped, it is ended.
pub struct Browser {
    child: Child,
    socket: WebSocket<MaybeTlsStream<TcpStream>>,
    next: u64,
    _profile: TempDir,
}

/// One tab of the browser.
pub struct Page<'a> {
    browser: &'a mut Browser,
    session: String,
}

/// Where Chromium is: `CHROME`, or one of its usual names on the path.
pub fn chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROME") {
        return Some(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

#[expect(clippy::expect_used, reason = "a test whose browser fails has failed")]
impl Browser {
    /// Starts Chromium, if there is one.
    pub fn start() -> Option<Self> {
        let program = chromium()?;
        let profile = tempfile::tempdir().expect("a temporary folder");
        let mut child = Command::new(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-renderer-backgrounding",
                "--disable-backgrounding-occluded-windows",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("Chromium starts");
        let mut lines = BufReader::new(child.stderr.take().expect("is piped")).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("DevTools listening on ").map(str::to_owned))
            .expect("Chromium tells its address");
        // Read on, so that Chromium never blocks on a full pipe.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        let (socket, _) = tungstenite::connect(address.as_str()).expect("the debugging socket opens");
        if let MaybeTlsStream::Plain(stream) = socket.get_ref() {
            // A browser that says nothing for so long has died; a test then fails rather than hangs.
            stream.set_read_timeout(Some(Duration::from_mins(2))).expect("a time limit can be set");
        }
        Some(Self { child, socket, next: 0, _profile: profile })
    }

    /// Opens a tab of a size in CSS pixels, following a light or a dark system.
    pub fn page(&mut self, width: u32, height: u32, scheme: &str) -> Page<'_> {
        let target = self.call(None, "Target.createTarget", &json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = self.call(None, "Target.attachToTarget", &attach)["sessionId"]
            .as_str()
            .expect("a session")
            .to_owned();
        let mut page = Page { browser: self, session };
        page.call("Page.enable", &json!({}));
        page.call("Runtime.enable", &json!({}));
        page.call("Network.enable", &json!({}));
        page.call(
            "Emulation.setDeviceMetricsOverride",
            &json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}),
        );
        page.call("Emulation.setFocusEmulationEnabled", &json!({"enabled": true}));
        page.call("Page.bringToFront", &json!({}));
        page.scheme(scheme);
        page
    }

    /// Lets pages read and write the clipboard.
    pub fn allow_clipboard(&mut self) {
        let permissions = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
        self.call(None, "Browser.grantPermissions", &permissions);
    }

    fn call(&mut self, session: Option<&str>, method: &str, parameters: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        let mut message = json!({"id": id, "method": method, "params": parameters});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        self.socket.send(Message::text(message.to_string())).expect("is sent");
        loop {
            let answer = self.receive();
            if answer["id"] == id {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
        }
    }

    fn receive(&mut self) -> Value {
        loop {
            if let Message::Text(text) = self.socket.read().expect("Chromium answers") {
                return serde_json::from_str(&text).expect("is JSON");
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[expect(clippy::expect_used, reason = "a test whose browser fails has failed")]
impl Page<'_> {
    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.browser.call(Some(&self.session), method, parameters)
    }

    /// Makes the system light or dark.
    pub fn scheme(&mut self, scheme: &str) {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.call("Emulation.setEmulatedMedia", &features);
    }

    /// Shows the page as it goes on paper.
    pub fn print(&mut self) {
        self.call("Emulation.setEmulatedMedia", &json!({"media": "print"}));
    }

    /// Turns the page's scripts on or off, from the next page on.
    pub fn scripts(&mut self, on: bool) {
        self.call("Emulation.setScriptExecutionDisabled", &json!({"value": !on}));
    }

    /// Opens an address, waits until it is loaded, and gives the addresses that it asked for.
    pub fn open(&mut self, address: &str) -> Vec<String> {
        self.browser.next += 1;
        let id = self.browser.next;
        let message = json!({"id": id, "method": "Page.navigate", "params": {"url": address}, "sessionId": self.session});
        self.browser.socket.send(Message::text(message.to_string())).expect("is sent");
        let mut asked = Vec::new();
        loop {
            let event = self.browser.receive();
            if event["id"] == id {
                assert!(event["error"].is_null(), "{address}: {}", event["error"]);
                if event["result"]["loaderId"].is_null() {
                    // The same page, at another place: nothing is loaded.
                    return asked;
                }
            }
            if event["sessionId"] != self.session.as_str() {
                continue;
            }
            match event["method"].as_str() {
                Some("Network.requestWillBeSent") => {
                    asked.push(event["params"]["request"]["url"].as_str().unwrap_or("").to_owned());
                }
                Some("Page.loadEventFired") => return asked,
                _ => {}
            }
        }
    }

    /// Value of an expression in the page; promises are waited for.
    pub fn ask(&mut self, expression: &str) -> Value {
        let parameters = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let answer = self.call("Runtime.evaluate", &parameters);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// Waits until a condition holds in the page: it is asked before each of a bounded number of frames.
    pub fn until(&mut self, condition: &str) {
        let frames = 1200;
        self.ask(&format!(
            "new Promise((done, fail) => {{ let frames = 0; const look = () => {{ \
             if ({condition}) done(true); \
             else if (++frames > {frames}) fail(new Error('it never became true')); \
             else requestAnimationFrame(look) }}; look() }})"
        ));
    }

    /// Types text where the focus is, letter by letter.
    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.call("Input.insertText", &json!({"text": letter.to_string()}));
        }
    }

    /// Lets no address load that has one of these parts.
    pub fn block(&mut self, parts: &[&str]) {
        let urls: Vec<String> = parts.iter().map(|part| format!("*{part}*")).collect();
        self.call("Network.setBlockedURLs", &json!({"urls": urls}));
    }

    /// Presses and releases a key, by its name in the DOM (`Tab`, `Enter`, `Escape`).
    pub fn press(&mut self, key: &str, code: u32) {
        for kind in ["rawKeyDown", "keyUp"] {
            self.call(
                "Input.dispatchKeyEvent",
                &json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code}),
            );
        }
        if key == "Enter" {
            self.call("Input.dispatchKeyEvent", &json!({"type": "char", "text": "\r", "key": key}));
        }
    }
}
