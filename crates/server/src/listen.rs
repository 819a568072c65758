//! Where the server listens.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};

/// The first port that is tried.
pub const DEFAULT_PORT: u16 = 4000;

/// How many ports are tried after the first.
const TRIES: u16 = 50;

/// Where to listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listen {
    /// The address: `127.0.0.1` unless others are to reach it.
    pub host: IpAddr,
    /// The port; 0 lets the system choose. Without one, the first free port from [`DEFAULT_PORT`] on.
    pub port: Option<u16>,
}

impl Default for Listen {
    fn default() -> Self {
        Self { host: Ipv4Addr::LOCALHOST.into(), port: None }
    }
}

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// There is nothing to show.
    #[error("cannot show the folder `{folder}`: {error}")]
    Folder {
        /// The output folder.
        folder: String,
        /// What the system said.
        error: io::Error,
    },
    /// The address cannot be had.
    #[error("cannot listen on {address}: {error}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        error: io::Error,
    },
    /// The server stopped working.
    #[error("the server failed: {0}")]
    Failed(#[from] io::Error),
}

impl ServeError {
    /// What to do about it, if that can be said.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Listen { error, .. } => match error.kind() {
                io::ErrorKind::AddrInUse => {
                    Some("choose another `--port`, or leave it out to get a free one")
                }
                io::ErrorKind::PermissionDenied => {
                    Some("ports below 1024 are for the system; choose a higher `--port`")
                }
                io::ErrorKind::AddrNotAvailable => {
                    Some("`--host` takes an address of this machine, such as `127.0.0.1` or `0.0.0.0`")
                }
                _ => None,
            },
            Self::Folder { .. } | Self::Failed(_) => None,
        }
    }
}

impl Listen {
    /// Opens the port.
    pub(crate) fn open(self) -> Result<TcpListener, ServeError> {
        let ports = match self.port {
            Some(port) => port..=port,
            None => DEFAULT_PORT..=DEFAULT_PORT + TRIES,
        };
        let mut last = None;
        for port in ports {
            let address = SocketAddr::new(self.host, port);
            match TcpListener::bind(address) {
                Ok(listener) => return Ok(listener),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = Some((address, error)),
                Err(error) => return Err(ServeError::Listen { address, error }),
            }
        }
        let address = SocketAddr::new(self.host, DEFAULT_PORT);
        let (address, error) = last.unwrap_or_else(|| (address, io::ErrorKind::AddrInUse.into()));
        Err(ServeError::Listen { address, error })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_an_error_only_where_it_was_asked_for() {
        let listen = Listen { port: Some(0), ..Listen::default() };
        let taken = listen.open().unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = Listen { port: Some(port), ..Listen::default() }.open().unwrap_err();
        assert!(error.hint().is_some_and(|hint| hint.contains("--port")), "{error}");
        let first = Listen::default().open().unwrap();
        let second = Listen::default().open().unwrap();
        assert_ne!(first.local_addr().unwrap(), second.local_addr().unwrap());
    }
}
