//! The plugins that the program carries. They use the interface that all plugins use; nothing else knows their names.

use stratbook_host::Bundled;
use stratbook_plugin::{Plugin, abi};

/// All of them.
pub(crate) fn plugins() -> Vec<Bundled> {
    vec![
        bundled::<stratbook_action_plan::ActionPlan>(),
        bundled::<stratbook_competency_map::CompetencyMap>(),
        bundled::<stratbook_maturity::Maturity>(),
        bundled::<stratbook_overview::Overview>(),
        bundled::<stratbook_personalization::Personalization>(),
        bundled::<stratbook_smart::Smart>(),
        bundled::<stratbook_strive::Strive>(),
    ]
}

fn bundled<P: Plugin>() -> Bundled {
    Bundled { manifest: P::MANIFEST, entry: entry::<P> }
}

extern "C" fn entry<P: Plugin>() -> *const abi::Table {
    stratbook_plugin::table::<P>()
}
