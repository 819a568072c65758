//! From a method's name and a request in JSON to an answer in JSON. Knows no pointers.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::about;
use crate::error::{Error, Result};
use crate::host::{Asks, Host};
use crate::messages::{Describe, Finding, Findings, Report, Shortcoded};
use crate::plugin::Plugin;

/// How a call ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// With an answer in JSON.
    Answered(String),
    /// There is no such method.
    Unsupported,
    /// With a text that says why.
    Failed(String),
}

/// Answers that can say that the inputs are wrong.
trait Refuses: Serialize {
    fn refused(findings: Vec<Finding>) -> Self;
}

impl Refuses for Report {
    fn refused(findings: Vec<Finding>) -> Self {
        Self { findings, ..Self::default() }
    }
}

impl Refuses for Findings {
    fn refused(findings: Vec<Finding>) -> Self {
        Self::new(findings)
    }
}

impl Refuses for Shortcoded {
    fn refused(findings: Vec<Finding>) -> Self {
        Self { findings, ..Self::default() }
    }
}

/// Carries out a method.
pub(crate) fn dispatch<P: Plugin>(method: &str, request: &str, asks: &dyn Asks) -> Ended {
    let host = Host::new(asks);
    let methods = P::methods();
    if !methods.has(method) {
        return Ended::Unsupported;
    }
    let answer = match method {
        "describe" => Some(
            read::<Describe>(request)
                .and_then(|_| methods.describe(about::head::<P>()))
                .and_then(|said| json(&said)),
        ),
        "generate" => carry_out(request, |request| methods.make_report(request, host)),
        "rollup" => carry_out(request, |request| methods.make_rollup(request, host)),
        "check" => carry_out(request, |request| methods.make_check(request, host)),
        "shortcode" => carry_out(request, |request| methods.make_shortcode(request, host)),
        _ => None,
    };
    match answer {
        Some(Ok(answer)) => Ended::Answered(answer),
        Some(Err(error)) => Ended::Failed(error.to_string()),
        None => Ended::Unsupported,
    }
}

fn carry_out<R: DeserializeOwned, A: Refuses>(
    request: &str,
    make: impl FnOnce(R) -> Option<Result<A>>,
) -> Option<Result<String>> {
    let made = match read(request) {
        Ok(request) => make(request)?,
        Err(error) => Err(error),
    };
    Some(match made {
        Ok(answer) => json(&answer),
        Err(Error::Inputs(findings)) if !findings.is_empty() => json(&A::refused(findings)),
        Err(error) => Err(error),
    })
}

fn read<R: DeserializeOwned>(request: &str) -> Result<R> {
    serde_json::from_str(request)
        .map_err(|error| Error::new(format_args!("the request is not what it should be: {error}")))
}

fn json(answer: &impl Serialize) -> Result<String> {
    serde_json::to_string(answer)
        .map_err(|error| Error::new(format_args!("the answer cannot be written as JSON: {error}")))
}
