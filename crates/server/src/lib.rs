//! The local web server: shows a finished output folder at the address it was built for.
//!
//! It reads files and nothing else. It knows no Markdown, no templates and no search; what answers beside the files is
//! added as routes to [`router`].

mod conditional;
mod content_type;
mod files;
mod hosts;
mod listen;
mod respond;
mod serve;

pub use files::Files;
pub use listen::{DEFAULT_PORT, Listen, ServeError};
pub use respond::router;
pub use serve::Server;
