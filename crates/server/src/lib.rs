//! The local web server: shows a finished output folder at the address it was built for.
//!
//! It reads files and knows no Markdown and no templates. What beside the files can be asked for is a [`Search`] that is
//! given to it.

mod conditional;
mod content_type;
mod files;
mod hosts;
mod listen;
mod respond;
mod search;
mod serve;

pub use files::Files;
pub use listen::{DEFAULT_PORT, Listen, ServeError};
pub use respond::router;
pub use search::Search;
pub use serve::Server;
