//! The stratbook command
