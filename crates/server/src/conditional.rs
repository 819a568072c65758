//! Whether the copy that a browser holds is still good.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::http::{HeaderMap, header};

/// The state of a file, as a browser remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Validators {
    /// `ETag`, with its quotes.
    pub etag: String,
    /// `Last-Modified`.
    pub modified: Option<SystemTime>,
}

impl Validators {
    /// From size and time of a file: Stratbook writes a file only where its bytes change.
    pub(crate) fn of(metadata: &Metadata) -> Self {
        // Times before 1970 are left out: they cannot be written as a date of HTTP.
        let modified = metadata.modified().ok().filter(|time| *time >= UNIX_EPOCH);
        let stamp =
            modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |age| age.as_nanos());
        Self { etag: format!("\"{stamp:x}-{:x}\"", metadata.len()), modified }
    }

    /// Whether the request already has this state. `If-None-Match` goes before `If-Modified-Since`.
    pub(crate) fn are_known_to(&self, request: &HeaderMap) -> bool {
        if request.contains_key(header::IF_NONE_MATCH) {
            return request
                .get_all(header::IF_NONE_MATCH)
                .iter()
                .filter_map(|value| value.to_str().ok())
                .flat_map(|value| value.split(','))
                .map(str::trim)
                .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == self.etag);
        }
        let since = request.get(header::IF_MODIFIED_SINCE).and_then(|value| value.to_str().ok());
        match (since.and_then(|text| httpdate::parse_http_date(text).ok()), self.modified) {
            // A date of HTTP has no parts of a second.
            (Some(since), Some(modified)) => modified < since + Duration::from_secs(1),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn tags_and_dates_are_compared_as_http_says() {
        let modified = UNIX_EPOCH + Duration::from_millis(1_000_500);
        let state = Validators { etag: "\"a-1\"".to_owned(), modified: Some(modified) };
        assert!(state.are_known_to(&request(header::IF_NONE_MATCH, "\"x\", W/\"a-1\"")));
        assert!(state.are_known_to(&request(header::IF_NONE_MATCH, "*")));
        assert!(!state.are_known_to(&request(header::IF_NONE_MATCH, "\"x\"")));
        let same = httpdate::fmt_http_date(modified);
        assert!(state.are_known_to(&request(header::IF_MODIFIED_SINCE, &same)));
        let older = httpdate::fmt_http_date(modified - Duration::from_secs(5));
        assert!(!state.are_known_to(&request(header::IF_MODIFIED_SINCE, &older)));
        assert!(!state.are_known_to(&request(header::IF_MODIFIED_SINCE, "yesterday")));
        assert!(!state.are_known_to(&HeaderMap::new()));
    }
}
