//! Strategy overview as a shared library.

stratbook_plugin::export_plugin!(stratbook_overview::Overview);
