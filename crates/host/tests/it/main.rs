//! Real libraries in real workers: what plugins can do, and what those that mean harm cannot.

#[cfg(target_os = "linux")]
mod compatibility;
mod fixture;
#[cfg(target_os = "linux")]
mod hostile;
mod in_process;
#[cfg(target_os = "linux")]
mod lifecycle;
#[cfg(target_os = "linux")]
mod sandbox;
#[cfg(target_os = "linux")]
mod trust;
