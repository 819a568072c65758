//! Plugins of a workspace through the real binary: nothing runs unasked, and what fails takes nothing else with it.

use std::path::Path;
use std::process::{Command, Stdio};

use stratbook_tests::SiteTest;

/// Compiles a source of `fixtures/plugins/hostile` as a plugin of its name; `false` where there is no compiler.
fn plugin(site: &SiteTest, source: &str, limits: &str) -> bool {
    let id = source.replace('_', "-");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let hostile = here.join("fixtures/plugins/hostile");
    site.write(&format!("plugins/{id}/lib.so"), "");
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-w", "-pthread"])
        .arg(format!("-DID=\"{id}\""))
        .arg("-I")
        .arg(here.join("../crates/plugin/include"))
        .arg("-I")
        .arg(&hostile)
        .arg("-o")
        .arg(site.path(&format!("plugins/{id}/lib.so")))
        .arg(hostile.join(format!("{source}.c")))
        .status();
    let Ok(status) = compiled else {
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), "SKIPPED: there is no `cc` to compile {source}.c");
        return false;
    };
    assert!(status.success(), "{source}.c does not compile");
    manifest(site, &id, limits);
    true
}

fn manifest(site: &SiteTest, id: &str, limits: &str) {
    let target = target();
    site.write(
        &format!("plugins/{id}/plugin.toml"),
        format!(
            "id = \"{id}\"\nversion = \"1.0.0\"\nprotocol = [1, 1]\nmakes = [\"report\"]\n{limits}\n\
             [[library]]\ntarget = \"{target}\"\nfile = \"lib.so\"\n"
        ),
    );
}

/// The system that the binary was built for, which is this one.
fn target() -> String {
    let output = Command::new("rustc").arg("-vV").output().expect("there is a compiler");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().find_map(|line| line.strip_prefix("host: ")).expect("says so").to_owned()
}

fn document(site: &SiteTest, name: &str, plugin: &str, inputs: &str) {
    site.write(
        &format!("content/{name}.md"),
        format!("---\ntitle: {name}\nreport: {plugin}\ninputs: {inputs}\n---\n\nText of the document.\n"),
    );
}

/// Runs with a state folder of the test's own: exit code, all that was printed, and the number of the process.
fn run(site: &SiteTest, arguments: &[&str]) -> (i32, String, u32) {
    let child = site
        .command(arguments)
        .env("XDG_STATE_HOME", site.path("state"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let id = child.id();
    let output = child.wait_with_output().expect("the binary ends");
    let printed = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&printed).into_owned(), id)
}

/// Processes that the Stratbook of that number started for plugins and that are still there.
fn workers(of: u32) -> usize {
    let ours = format!("stratbook-plugin-worker\0plugin-worker\0{of}\0");
    let Ok(processes) = std::fs::read_dir("/proc") else { return 0 };
    processes
        .flatten()
        .filter(|process| {
            std::fs::read(process.path().join("cmdline")).is_ok_and(|line| line == ours.as_bytes())
        })
        .count()
}

fn page(site: &SiteTest, name: &str) -> String {
    let html = site
        .list("public")
        .into_iter()
        .find(|path| path == &format!("{name}/index.html") || path == &format!("{name}.html"));
    site.read(&format!("public/{}", html.unwrap_or_else(|| panic!("{name} was not built"))))
}

#[test]
#[cfg(target_os = "linux")]
fn hostile_plugins_cost_their_own_reports_and_nothing_else() {
    let site = SiteTest::new().file("stratbook.toml", "").file("content/index.md", "# Start\n");
    let short = "[limits]\nseconds = 1\n";
    // Source, and words of the reason.
    let all = [
        ("null_write", "", "SIGSEGV"),
        ("abort", "", "SIGABRT"),
        ("exit_zero", "", "ended its process with status 0"),
        ("endless_loop", short, "did not finish"),
        ("endless_output", short, "did not finish"),
        ("invalid_json", "", "not JSON"),
        ("invalid_utf8", "", "not UTF-8"),
        ("close_descriptors", "", "closed the connection"),
        ("garbage_frames", "", "wrote into the connection"),
        ("crash_at_load", "", "during its start"),
    ];
    for (source, limits, _) in all {
        if !plugin(&site, source, limits) {
            return;
        }
        let id = source.replace('_', "-");
        document(&site, &format!("good-{id}"), &id, "good");
        document(&site, &format!("bad-{id}"), &id, "bad");
        assert_eq!(run(&site, &["plugin", "trust", &format!("plugins/{id}")]).0, 0);
    }
    site.write("plugins/words/lib.so", "these are just words\n");
    manifest(&site, "words", "");
    document(&site, "bad-words", "words", "good");

    let (code, said, number) = run(&site, &["build"]);
    assert_eq!(code, 0, "what can be built is built:\n{said}");
    let reports: Vec<&str> = said.split("\n\n").collect();
    for (source, _, reason) in all.into_iter().chain([("words", "", "a text file")]) {
        let id = source.replace('_', "-");
        let named = |report: &&&str| {
            report.contains(&format!("content/bad-{id}.md"))
                && report.contains(&format!("`{id}`"))
                && report.contains(reason)
        };
        assert!(reports.iter().any(|report| named(&report)), "{id}: {reason} is not said in:\n{said}");
        assert!(page(&site, &format!("bad-{id}")).contains("Text of the document."));
        if !matches!(source, "crash_at_load" | "words") {
            assert!(page(&site, &format!("good-{id}")).contains("<p>good</p>"), "{id} made no report");
        }
    }
    assert!(page(&site, "index").contains("Start") || site.path("public/index.html").exists());
    assert_eq!(workers(number), 0, "a worker outlives its Stratbook");
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_of_a_workspace_runs_before_its_user_says_so() {
    let site = SiteTest::new().file("stratbook.toml", "");
    if !plugin(&site, "abort", "") {
        return;
    }
    document(&site, "report", "abort", "good");
    assert_eq!(run(&site, &["check"]).0, 1);
    let (code, said, _) = run(&site, &["build"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("the plugin `abort` is not trusted, so it was not run"), "{said}");
    assert!(page(&site, "report").contains("Text of the document."));

    assert_eq!(run(&site, &["plugin", "trust", "plugins/abort"]).0, 0);
    let (code, said, _) = run(&site, &["build"]);
    assert_eq!(code, 0, "{said}");
    assert!(page(&site, "report").contains("<p>good</p>"));

    let library = site.path("plugins/abort/lib.so");
    let mut bytes = std::fs::read(&library).expect("reads");
    bytes.push(0);
    std::fs::write(&library, bytes).expect("writes");
    let (code, said, _) = run(&site, &["check"]);
    assert_eq!(code, 1, "{said}");
    let hash =
        said.split_once("(blake3:").and_then(|(_, rest)| rest.split_once(')')).expect("gives the hash").0;
    let (code, said, _) = run(&site, &["check", "--trust", &format!("blake3:{hash}")]);
    assert_eq!(code, 0, "{said}");
}
