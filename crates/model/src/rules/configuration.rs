//! Rules about `stratbook.toml` (SB09xx).

rules! { "configuration";
    /// The configuration has a key that Stratbook does not know.
    ///
    /// It has no effect. Most often it is misspelt or stands in the wrong table; the message names the nearest known key.
    UNKNOWN_SETTING = "SB0901", "unknown-setting", Warning;
    /// `stratbook.toml` is not valid TOML.
    ///
    /// What stands at the place shown cannot be read. The settings around it are used, and the default holds for what is
    /// lost. Often a quote or a bracket is not closed, or text is not in quotes.
    INVALID_CONFIGURATION = "SB0902", "invalid-configuration", Error;
    /// A setting has a value of the wrong kind.
    ///
    /// The setting is known but cannot be what it was given: text where a number is wanted, a word that is not one of the
    /// choices, or a level that is not in the list. Its default holds. The hint says what the setting takes.
    WRONG_SETTING = "SB0903", "wrong-setting", Error;
    /// The `[rules]` table names a rule that does not exist.
    ///
    /// Rules are named by code (`SB0401`), by name (`broken-link`) or by group (`links`). The line has no effect.
    UNKNOWN_RULE = "SB0904", "unknown-rule", Warning;
    /// A file that the configuration names cannot be used.
    ///
    /// A schema, a logo or another file named in `stratbook.toml` does not exist, cannot be read or is not valid. Paths are
    /// relative to the workspace (the logo's to the content folder). The build goes on without it.
    MISSING_CONFIGURED_FILE = "SB0905", "missing-configured-file", Error;
}
