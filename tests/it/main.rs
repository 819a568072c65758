//! End-to-end tests of the `stratbook` binary.

mod clearance;
mod commands;
mod determinism;
mod output;
mod plugins;
mod reading;
mod reports;
mod search;
mod tutorial;
