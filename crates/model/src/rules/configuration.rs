//! Rules about `stratbook.toml` (SB09xx).

rules! { "configuration";
    /// The configuration has a key that Stratbook does not know.
    ///
    /// It has no effect. Most often it is misspelt or stands in the wrong table; the message names the nearest known key.
    UNKNOWN_SETTING = "SB0901", "unknown-setting", Warning;
}
