//! What a plugin may ask for. All protocol versions go through here, and bundled plugins as well.

use serde_json::Value;
use stratbook_plugin::messages::Ask;

use crate::Manifest;

/// Who answers what plugins ask. It is called on the thread that called the plugin, while that plugin's turn lasts: it
/// must not call the same plugin again.
pub trait Asks {
    /// Answers. The error is told to the plugin.
    fn ask(&self, ask: Ask) -> Result<Value, String>;
}

/// The one door between a plugin and what it asks for.
#[derive(Clone, Copy)]
pub(crate) struct Broker<'a> {
    pub(crate) manifest: &'a Manifest,
    pub(crate) asks: Option<&'a dyn Asks>,
}

/// Most hits of a search.
const HITS: u32 = 50;

impl Broker<'_> {
    /// Answers a question in JSON, or says why not.
    pub(crate) fn ask(&self, name: &str, request: &[u8]) -> Result<Vec<u8>, String> {
        let Some(asks) = self.asks else {
            return Err("nothing can be asked while a plugin describes itself".to_owned());
        };
        let ask = self.admit(read(name, request)?)?;
        let of_report = matches!(ask, Ask::Report(_));
        let answer = asks.ask(ask)?;
        if of_report {
            self.admit_report(&answer)?;
        }
        serde_json::to_vec(&answer).map_err(|error| error.to_string())
    }

    fn admit(&self, ask: Ask) -> Result<Ask, String> {
        let reads = &self.manifest.reads;
        let (allowed, line) = match &ask {
            Ask::Search(_) => (reads.search, "search = true"),
            Ask::Document(_) | Ask::Documents(_) => (reads.documents, "documents = true"),
            Ask::Report(_) => (!reads.reports.is_empty(), "reports = [\"<plugin>\"]"),
            Ask::Log(_) | Ask::Progress(_) => (true, ""),
            _ => return Err("this host does not answer that".to_owned()),
        };
        if !allowed {
            return Err(format!("not allowed: `{line}` under `[reads]` in plugin.toml allows it"));
        }
        Ok(match ask {
            Ask::Search(mut search) => {
                search.limit = search.limit.min(HITS);
                Ask::Search(search)
            }
            other => other,
        })
    }

    /// Which plugin made a report is known only when it is there.
    fn admit_report(&self, answer: &Value) -> Result<(), String> {
        match answer.get("plugin").and_then(Value::as_str) {
            Some(plugin) if !self.manifest.reads.report_of(plugin) => Err(format!(
                "not allowed: `reports = [\"{plugin}\"]` under `[reads]` in plugin.toml allows it"
            )),
            _ => Ok(()),
        }
    }
}

fn read(name: &str, request: &[u8]) -> Result<Ask, String> {
    fn take<T: serde::de::DeserializeOwned>(name: &str, request: &[u8]) -> Result<T, String> {
        // A request of no bytes is one that gives nothing.
        let request = if request.is_empty() { b"{}" } else { request };
        serde_json::from_slice(request)
            .map_err(|error| format!("the request of `{name}` is not valid: {error}"))
    }
    Ok(match name {
        "search" => Ask::Search(take(name, request)?),
        "document" => Ask::Document(take(name, request)?),
        "documents" => Ask::Documents(take(name, request)?),
        "report" => Ask::Report(take(name, request)?),
        "log" => Ask::Log(take(name, request)?),
        "progress" => Ask::Progress(take(name, request)?),
        _ => return Err(format!("this host does not know the question `{}`", name.escape_debug())),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Reads;

    struct Echo(Value);

    impl Asks for Echo {
        fn ask(&self, ask: Ask) -> Result<Value, String> {
            Ok(if self.0.is_null() { serde_json::to_value(ask).expect("serialises") } else { self.0.clone() })
        }
    }

    fn ask(reads: Reads, answer: Value, name: &str, request: &str) -> Result<String, String> {
        let manifest = Manifest { reads, ..Manifest::stub("okr") };
        let asks = Echo(answer);
        Broker { manifest: &manifest, asks: Some(&asks) }
            .ask(name, request.as_bytes())
            .map(|answer| String::from_utf8(answer).expect("is text"))
    }

    #[test]
    fn what_the_manifest_does_not_list_is_refused_with_the_line_that_allows_it() {
        for (name, line) in [
            ("search", "`search = true`"),
            ("document", "`documents = true`"),
            ("documents", "`documents = true`"),
            ("report", "`reports = "),
        ] {
            let refusal = ask(Reads::default(), Value::Null, name, "{}").expect_err("is refused");
            assert!(refusal.contains(line), "{name}: {refusal}");
        }
        for name in ["log", "progress"] {
            assert!(ask(Reads::default(), Value::Null, name, "").is_ok());
        }
    }

    #[test]
    fn reports_of_other_plugins_stay_closed() {
        let reads = Reads { reports: vec!["smart".to_owned()], ..Reads::default() };
        assert!(ask(reads.clone(), json!({ "plugin": "smart" }), "report", "{}").is_ok());
        assert!(
            ask(reads, json!({ "plugin": "maturity" }), "report", "{}")
                .expect_err("is refused")
                .contains("maturity")
        );
        let all = Reads { reports: vec!["*".to_owned()], ..Reads::default() };
        assert!(ask(all, json!({ "plugin": "maturity" }), "report", "{}").is_ok());
    }

    #[test]
    fn a_search_has_an_end() {
        let reads = Reads { search: true, ..Reads::default() };
        let asked =
            ask(reads, Value::Null, "search", r#"{"query":"a","limit":4000000000}"#).expect("is answered");
        assert!(asked.contains("\"limit\":50"), "{asked}");
    }

    #[test]
    fn nonsense_is_answered_in_words() {
        assert!(ask(Reads::default(), Value::Null, "exec", "{}").expect_err("is refused").contains("`exec`"));
        assert!(ask(Reads::default(), Value::Null, "log", "{").expect_err("is refused").contains("line 1"));
    }
}
