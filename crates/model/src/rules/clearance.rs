//! Rules about clearance (SB06xx).

rules! { "clearance";
    /// The document's security level is not one of the workspace's levels.
    ///
    /// Until it is corrected, the document counts as the highest level, so that a slip never publishes it. Use one of
    /// the configured levels; the default ones are `Public`, `Internal`, `Confidential` and `Restricted`.
    UNKNOWN_LEVEL = "SB0601", "unknown-level", Error;
    /// A security level is spelt in another way than in the configuration.
    ///
    /// Levels are recognised in any letter case, so the document has the level that is meant. `stratbook check --fix`
    /// writes the configured spelling.
    LEVEL_SPELLING = "SB0602", "level-spelling", Info;
}
