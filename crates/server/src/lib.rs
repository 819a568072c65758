//! The local web server
