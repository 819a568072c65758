//! Answers to requests for files.

use std::fs;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use axum::middleware::{self, Next};

use crate::conditional::Validators;
use crate::content_type::content_type;
use crate::files::{Files, Found};
use crate::hosts;
use crate::search::{self, Search};

/// What a server shows.
struct Shown {
    files: Files,
    search: Option<Arc<dyn Search>>,
}

/// The routes of a site: whatever is not asked of the search is a file.
/// `address` is where the server listens; see the module on hosts for why that matters.
pub fn router(files: Files, search: Option<Arc<dyn Search>>, address: IpAddr) -> Router {
    Router::new()
        .fallback(answer)
        .with_state(Arc::new(Shown { files, search }))
        .layer(middleware::from_fn(move |request, next| guard(address, request, next)))
}

/// Refuses foreign names, and adds what every answer carries.
async fn guard(address: IpAddr, request: Request, next: Next) -> Response<Body> {
    let mut response = if hosts::is_welcome(address, request.headers()) {
        next.run(request).await
    } else {
        text(StatusCode::MISDIRECTED_REQUEST, "this server answers to `localhost` and `127.0.0.1` only\n")
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn answer(State(shown): State<Arc<Shown>>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    let below = parts.uri.path().strip_prefix(shown.files.base_path());
    if let Some(search) = shown.search.clone().filter(|_| below == Some(search::PATH)) {
        let work = tokio::task::spawn_blocking(move || {
            search::answer(search.as_ref(), &parts.method, parts.uri.query())
        });
        return work.await.unwrap_or_else(|_| failed());
    }
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    // Files are read with the blocking calls of the standard library, away from the threads that hold connections.
    let work = tokio::task::spawn_blocking(move || {
        let found = shown.files.find(parts.uri.path());
        let response = match found {
            Found::File(path, metadata) => file(&path, &Validators::of(&metadata), &parts.headers),
            Found::Elsewhere(address) => redirect(address, parts.uri.query()),
            Found::Nothing => missing(&shown.files),
        };
        if parts.method == Method::HEAD { without_body(response) } else { response }
    });
    work.await.unwrap_or_else(|_| failed())
}

fn failed() -> Response<Body> {
    text(StatusCode::INTERNAL_SERVER_ERROR, "the request failed\n")
}

fn file(path: &Path, state: &Validators, request: &HeaderMap) -> Response<Body> {
    let mut response = if state.are_known_to(request) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        match read(path) {
            Some(response) => response,
            None => return not_found(),
        }
    };
    let headers = response.headers_mut();
    // Browsers ask each time, so that a new build is seen at once.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    insert(headers, header::ETAG, &state.etag);
    if let Some(modified) = state.modified {
        insert(headers, header::LAST_MODIFIED, &httpdate::fmt_http_date(modified));
    }
    response
}

/// The file's bytes; nothing where a build has just removed it.
fn read(path: &Path) -> Option<Response<Body>> {
    let bytes = fs::read(path).ok()?;
    let length = bytes.len();
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    Some(response)
}

fn missing(files: &Files) -> Response<Body> {
    let page = match files.not_found() {
        Found::File(path, _) => read(&path),
        _ => None,
    };
    let mut response = page.unwrap_or_else(not_found);
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn not_found() -> Response<Body> {
    text(StatusCode::NOT_FOUND, "not found\n")
}

/// Sends the browser to the right address; for now only, since the next build may have a page here.
fn redirect(mut address: String, query: Option<&str>) -> Response<Body> {
    if let Some(query) = query {
        address.push('?');
        address.push_str(query);
    }
    let mut response = text(StatusCode::TEMPORARY_REDIRECT, "");
    insert(response.headers_mut(), header::LOCATION, &address);
    response
}

fn text(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(text.len()));
    response
}

/// The same answer without its body; `Content-Length` stays, as HEAD wants it.
fn without_body(response: Response<Body>) -> Response<Body> {
    let (parts, _) = response.into_parts();
    Response::from_parts(parts, Body::empty())
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
