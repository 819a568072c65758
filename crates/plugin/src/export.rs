//! The macro that makes a library of a plugin.

/// Exports a plugin from a shared library.
///
/// Write it once, in a crate of type `cdylib`. A library that is also linked into a program beside other plugins must
/// not export anything, since all plugins export the same name: there the plugin stays in an ordinary library crate,
/// a second small crate of type `cdylib` says `export_plugin!(my_plugin::MyPlugin);` and nothing else, and the program
/// takes [`table`](crate::table) of the plugin.
#[macro_export]
macro_rules! export_plugin {
    ($plugin:ty) => {
        #[cfg(panic = "abort")]
        compile_error!(
            "a Stratbook plugin must unwind: take `panic = \"abort\"` out of the profile, so that a panic ends in a message"
        );

        /// What Stratbook looks for in the library.
        #[unsafe(no_mangle)]
        pub extern "C" fn stratbook_plugin_v1() -> *const $crate::abi::Table {
            $crate::table::<$plugin>()
        }
    };
}
