//! The whole SDK, through the C table.

mod boundary;
mod markdown;
mod methods;
