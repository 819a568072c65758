//! The personalization plugin as a shared library.

stratbook_plugin::export_plugin!(stratbook_personalization::Personalization);
