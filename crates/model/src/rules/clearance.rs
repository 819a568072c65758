//! Rules about clearance (SB06xx).

rules! { "clearance";
    /// The document's security level is not one of the workspace's levels.
    ///
    /// Until it is corrected, the document counts as the highest level, so that a slip never publishes it. Use one of
    /// the configured levels; the default ones are `Public`, `Internal`, `Confidential` and `Restricted`.
    UNKNOWN_LEVEL = "SB0601", "unknown-level", Error;
}
