//! The one answer that is no file: what a search finds. What searches is given from outside.

use axum::body::Body;
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use percent_encoding::percent_decode_str;

/// Where the search answers, below the path that the site begins at.
pub(crate) const PATH: &str = "api/search";
/// Bytes of a question.
const LONGEST: usize = 4096;
/// Filters of a question.
const MOST_FILTERS: usize = 32;
/// Documents of an answer.
const MOST: usize = 100;

/// Something that can be asked.
pub trait Search: Send + Sync {
    /// Answers a question with JSON, or tells in words why it cannot. `filters` are written as `key=value`.
    fn search(&self, query: &str, limit: Option<usize>, filters: &[String]) -> Result<String, String>;
}

/// A question as it stands in an address.
#[derive(Debug, Default, PartialEq, Eq)]
struct Question {
    text: String,
    limit: Option<usize>,
    filters: Vec<String>,
}

/// Answers a request.
pub(crate) fn answer(search: &dyn Search, method: &Method, query: Option<&str>) -> Response<Body> {
    if !matches!(*method, Method::GET | Method::HEAD) {
        let mut response = refusal(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    // Whoever only wants to know whether there is a search need not wait for one.
    if *method == Method::HEAD {
        return json(StatusCode::OK, String::new());
    }
    let question = match read(query.unwrap_or("")) {
        Ok(question) => question,
        Err(reason) => return refusal(StatusCode::BAD_REQUEST, &reason),
    };
    match search.search(&question.text, question.limit, &question.filters) {
        Ok(answer) => json(StatusCode::OK, answer),
        Err(reason) => refusal(StatusCode::BAD_REQUEST, &reason),
    }
}

fn read(query: &str) -> Result<Question, String> {
    let mut question = Question::default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = value.replace('+', " ");
        let value = percent_decode_str(&value).decode_utf8_lossy().into_owned();
        if value.len() > LONGEST {
            return Err(format!("`{key}` is longer than {LONGEST} bytes"));
        }
        match key {
            "q" => question.text = value,
            "limit" => {
                let limit = value.parse::<usize>();
                question.limit =
                    Some(limit.map_err(|_| format!("`{value}` is no number of documents"))?.min(MOST));
            }
            "filter" if question.filters.len() < MOST_FILTERS => question.filters.push(value),
            "filter" => return Err(format!("there are more than {MOST_FILTERS} filters")),
            // Others may come from newer pages.
            _ => {}
        }
    }
    Ok(question)
}

fn refusal(status: StatusCode, reason: &str) -> Response<Body> {
    let mut text = String::from("{\"error\":\"");
    for c in reason.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c.is_control() => text.push(' '),
            c => text.push(c),
        }
    }
    text.push_str("\"}");
    json(status, text)
}

fn json(status: StatusCode, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn questions_are_read() {
        let question = read("q=a+b%20%C3%A9&limit=500&filter=tag%3Dx&filter=type=y&new=1").unwrap();
        assert_eq!(question.text, "a b é");
        assert_eq!(question.limit, Some(MOST));
        assert_eq!(question.filters, ["tag=x", "type=y"]);
        assert!(read("limit=many").is_err());
        assert!(read(&format!("q={}", "x".repeat(LONGEST + 1))).is_err());
    }

    proptest! {
        #[test]
        fn any_address_is_read_or_refused(query in "\\PC{0,80}") {
            let _ = read(&query);
        }
    }
}
