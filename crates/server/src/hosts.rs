//! Which names a request may call this server by.
//!
//! A handbook on `127.0.0.1` can hold what nobody else may read. A foreign web page can point a name of its own at
//! `127.0.0.1` and then read this server as its own origin ("DNS rebinding"); its requests carry that name in `Host`.
//! A server that listens to this machine alone therefore answers to this machine's names only.

use std::net::IpAddr;

use axum::http::{HeaderMap, header};

/// Whether a request to a server that listens on `address` names a host that it may be called.
pub(crate) fn is_welcome(address: IpAddr, request: &HeaderMap) -> bool {
    if !address.is_loopback() {
        return true;
    }
    match request.get(header::HOST) {
        // HTTP/1.0 has no `Host`, and no browser speaks it.
        None => true,
        Some(host) => host.to_str().is_ok_and(is_local),
    }
}

fn is_local(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_local() {
        for good in
            ["localhost", "localhost:4000", "127.0.0.1:80", "[::1]:4000", "book.localhost:1", "LOCALHOST."]
        {
            assert!(is_local(good), "{good}");
        }
        for bad in [
            "example.org",
            "example.org:4000",
            "localhost.example.org",
            "10.0.0.1",
            "[::2]",
            "",
            "127.0.0.1.nip.io",
        ] {
            assert!(!is_local(bad), "{bad}");
        }
    }

    #[test]
    fn a_server_for_the_network_takes_any_name() {
        let headers = HeaderMap::from_iter([(header::HOST, "wiki.corp".parse().unwrap())]);
        assert!(is_welcome("0.0.0.0".parse().unwrap(), &headers));
        assert!(!is_welcome("127.0.0.1".parse().unwrap(), &headers));
    }
}
