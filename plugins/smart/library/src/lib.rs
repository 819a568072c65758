//! SMART goals as a shared library.

stratbook_plugin::export_plugin!(stratbook_smart::Smart);
