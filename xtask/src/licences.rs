//! `cargo xtask licences`: licences, sources and advisories of the dependencies.
//!
//! The policy is `deny.toml`, which cargo-deny reads too. Licences and sources are held offline, from what
//! `cargo metadata` says. Advisories need a database: where none is on this machine, that is said in one line.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};
use toml::Table;

use crate::shell::{self, Context as _, Failure, Outcome};

/// Arguments of `cargo xtask licences`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

/// A dependency, as cargo tells it.
#[derive(Debug, Clone)]
struct Dependency {
    name: String,
    version: String,
    licence: Option<String>,
    source: Option<String>,
}

struct Policy {
    allow: Vec<Licensee>,
    registries: Vec<String>,
}

/// Checks all dependencies of the workspace.
pub(crate) fn run(_: &Arguments) -> Outcome {
    let policy = policy(&fs::read_to_string(shell::root().join("deny.toml")).could_not("read `deny.toml`")?)?;
    // Offline first: on a machine that has built the workspace nothing is missing.
    let offline =
        shell::cargo().args(["metadata", "--format-version=1", "--locked", "--offline"]).output().ok();
    let text = match offline.filter(|output| output.status.success()) {
        Some(output) => String::from_utf8_lossy(&output.stdout).into_owned(),
        None => shell::output(shell::cargo().args(["metadata", "--format-version=1", "--quiet"]))?,
    };
    let metadata: Value = serde_json::from_str(&text).could_not("read what `cargo metadata` says")?;
    let dependencies = dependencies(&metadata);
    let problems = check(&policy, &dependencies);
    for problem in &problems {
        println!("{problem}");
    }
    println!("licences: {} dependencies", dependencies.len());
    let doubles = doubles(&dependencies);
    if !doubles.is_empty() {
        println!("info: several versions of {}", doubles.join(", "));
    }
    let advisories = advisories();
    match problems.len() {
        0 => advisories,
        count => Err(Failure(format!("licences: {count} problems"))),
    }
}

fn policy(text: &str) -> Outcome<Policy> {
    let table: Table = text.parse().could_not("read `deny.toml`")?;
    let list = |part: &str, key: &str| -> Vec<String> {
        let found = table.get(part).and_then(|part| part.get(key)).and_then(|list| list.as_array());
        found.into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
    };
    let allow = list("licenses", "allow")
        .iter()
        .map(|name| {
            Licensee::parse(name).could_not(format!("understand the licence `{name}` in `deny.toml`"))
        })
        .collect::<Outcome<_>>()?;
    Ok(Policy { allow, registries: list("sources", "allow-registry") })
}

/// All packages but the members, which have no source.
fn dependencies(metadata: &Value) -> Vec<Dependency> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let is_member = |package: &Value| {
        metadata["workspace_members"].as_array().is_some_and(|members| members.contains(&package["id"]))
    };
    let packages =
        metadata["packages"].as_array().into_iter().flatten().filter(|package| !is_member(package));
    let mut found: Vec<_> = packages
        .map(|package| Dependency {
            name: text(&package["name"]).unwrap_or_default(),
            version: text(&package["version"]).unwrap_or_default(),
            licence: text(&package["license"]),
            source: text(&package["source"]),
        })
        .collect();
    found.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    found
}

fn check(policy: &Policy, dependencies: &[Dependency]) -> Vec<String> {
    let mut problems = Vec::new();
    for Dependency { name, version, licence, source } in dependencies {
        match licence {
            None => problems.push(format!("{name} {version}: names no licence")),
            Some(licence) => match Expression::parse_mode(licence, ParseMode::LAX) {
                Err(error) => {
                    problems
                        .push(format!("{name} {version}: `{licence}` is not understood: {}", error.reason));
                }
                Ok(expression) => {
                    if !expression
                        .evaluate(|wanted| policy.allow.iter().any(|licensee| licensee.satisfies(wanted)))
                    {
                        problems.push(format!("{name} {version}: `{licence}` is not allowed by deny.toml"));
                    }
                }
            },
        }
        let registry = source.as_deref().and_then(|source| source.strip_prefix("registry+"));
        if !registry.is_some_and(|registry| policy.registries.iter().any(|allowed| allowed == registry)) {
            let shown = source.as_deref().unwrap_or("a folder");
            problems.push(format!("{name} {version}: comes from {shown}, which deny.toml does not allow"));
        }
    }
    problems
}

fn doubles(dependencies: &[Dependency]) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for Dependency { name, version, .. } in dependencies {
        versions.entry(name).or_default().push(version);
    }
    let several = versions.into_iter().filter(|(_, versions)| versions.len() > 1);
    several.map(|(name, versions)| format!("{name} ({})", versions.join(", "))).collect()
}

/// Asks cargo-deny or cargo-audit, whichever has a database on this machine.
fn advisories() -> Outcome {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let has = |folder: &str| {
        let database = cargo_home.as_ref().map(|home| home.join(folder));
        database
            .and_then(|database| fs::read_dir(database).ok())
            .is_some_and(|mut entries| entries.next().is_some())
    };
    if shell::answers("cargo", &["deny", "--version"]) && (has("advisory-dbs") || has("advisory-db")) {
        return shell::run(shell::cargo().args([
            "deny",
            "--offline",
            "check",
            "--disable-fetch",
            "advisories",
        ]));
    }
    if shell::answers("cargo", &["audit", "--version"]) && has("advisory-db") {
        return shell::run(shell::cargo().args(["audit", "--no-fetch", "--stale"]));
    }
    println!(
        "NOT CHECKED: advisories (neither cargo-deny nor cargo-audit with a database is on this machine)"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DENY: &str = "[licenses]\nallow = [\"MIT\", \"Apache-2.0\", \"Unicode-3.0\"]\n[sources]\nallow-registry = [\"https://example.org/index\"]\n";

    fn problems(licence: Option<&str>) -> Vec<String> {
        let dependency = Dependency {
            name: "a".to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.map(str::to_owned),
            source: Some("registry+https://example.org/index".to_owned()),
        };
        check(&policy(DENY).unwrap(), &[dependency])
    }

    #[test]
    fn expressions_are_evaluated() {
        for fine in
            ["MIT", "MIT OR GPL-3.0", "GPL-2.0-only OR MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0"]
        {
            assert_eq!(problems(Some(fine)), [""; 0], "{fine}");
        }
        for refused in ["GPL-3.0-or-later", "MIT AND GPL-3.0-only", "LGPL-2.1-only"] {
            assert_eq!(
                problems(Some(refused)),
                [format!("a 1.0.0: `{refused}` is not allowed by deny.toml")]
            );
        }
        assert_eq!(problems(None), ["a 1.0.0: names no licence"]);
        assert!(problems(Some("My Own Licence"))[0].contains("is not understood"));
    }

    #[test]
    fn other_sources_are_refused() {
        let dependency = Dependency {
            name: "a".to_owned(),
            version: "1.0.0".to_owned(),
            licence: Some("MIT".to_owned()),
            source: Some("git+https://example.org/a".to_owned()),
        };
        assert_eq!(
            check(&policy(DENY).unwrap(), &[dependency]),
            ["a 1.0.0: comes from git+https://example.org/a, which deny.toml does not allow"]
        );
    }

    #[test]
    fn members_are_not_dependencies_and_doubles_are_told() {
        let metadata = serde_json::json!({
            "workspace_members": ["own"],
            "packages": [
                { "id": "own", "name": "own", "version": "0.1.0" },
                { "id": "b2", "name": "b", "version": "2.0.0", "license": "MIT" },
                { "id": "b1", "name": "b", "version": "1.0.0", "license": "MIT" },
                { "id": "a", "name": "a", "version": "1.0.0", "license": "MIT" },
            ],
        });
        let dependencies = dependencies(&metadata);
        assert_eq!(dependencies.len(), 3);
        assert_eq!(doubles(&dependencies), ["b (1.0.0, 2.0.0)"]);
    }

    #[test]
    fn the_real_policy_is_understood() {
        let text = fs::read_to_string(shell::root().join("deny.toml")).unwrap();
        assert!(policy(&text).unwrap().allow.len() > 10);
    }
}
