//! Competency map as a shared library.

stratbook_plugin::export_plugin!(stratbook_competency_map::CompetencyMap);
