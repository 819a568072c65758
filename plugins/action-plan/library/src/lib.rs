//! Action plan as a shared library.

stratbook_plugin::export_plugin!(stratbook_action_plan::ActionPlan);
