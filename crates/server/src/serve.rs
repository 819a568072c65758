//! A server from its first request to its last.

use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;

use crate::{Files, Listen, Search, ServeError, router};

/// How long open connections may take to finish once the server is to stop.
const PATIENCE: Duration = Duration::from_secs(2);

/// A server whose port is open and that does not answer yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    files: Files,
    search: Option<Arc<dyn Search>>,
}

impl Server {
    /// Opens the port for the site in `root`, which begins at `base_path` (`/`, or `/handbook/`).
    pub fn bind(root: &Path, base_path: &str, listen: Listen) -> Result<Self, ServeError> {
        let files = Files::new(root, base_path)
            .map_err(|error| ServeError::Folder { folder: root.display().to_string(), error })?;
        let listener = listen.open()?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address, files, search: None })
    }

    /// Lets `search` answer at `api/search`.
    #[must_use]
    pub fn with_search(mut self, search: Arc<dyn Search>) -> Self {
        self.search = Some(search);
        self
    }

    /// Where the server listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the home page, as a person types it on this machine.
    pub fn url(&self) -> String {
        // `0.0.0.0` and `::` mean every address, and are none that a browser can open everywhere.
        let host = match self.address {
            address if address.ip().is_unspecified() => format!("localhost:{}", address.port()),
            address => address.to_string(),
        };
        format!("http://{host}{}", self.files.base_path())
    }

    /// Answers until Ctrl-C, or until the system asks the process to end.
    pub fn run(self) -> Result<(), ServeError> {
        self.run_until(interrupted())
    }

    /// Answers until `stop` is done; then open requests have a moment to finish.
    pub fn run_until(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
        let routes = router(self.files, self.search, self.address.ip());
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let result = runtime.block_on(answer(self.listener, routes, stop));
        runtime.shutdown_timeout(PATIENCE);
        Ok(result?)
    }
}

async fn answer(
    listener: TcpListener,
    routes: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let (tell, told) = tokio::sync::oneshot::channel::<()>();
    let graceful = async move {
        stop.await;
        let _ = tell.send(());
    };
    let serving = axum::serve(listener, routes).with_graceful_shutdown(graceful);
    tokio::select! {
        result = serving => result,
        // A client that never finishes must not keep the server alive.
        () = async { let _ = told.await; tokio::time::sleep(PATIENCE).await } => Ok(()),
    }
}

/// Done when the user or the system wants the process to end.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
