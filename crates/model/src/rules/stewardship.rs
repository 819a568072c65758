//! Rules about who looks after a document, and how fresh it is (SB05xx).

rules! { "stewardship";
    /// The document names nobody who answers for it.
    ///
    /// A document without `steward` or `owner_team` tends to go stale, since nobody is asked about it. Add either.
    MISSING_OWNER = "SB0501", "missing-owner", Info;
}
