//! Rules about who looks after a document, and how fresh it is (SB05xx).

rules! { "stewardship";
    /// The document names nobody who answers for it.
    ///
    /// A document without `steward` or `owner_team` tends to go stale, since nobody is asked about it. Add either.
    /// Reported only where at least a fifth of the documents name an owner: a plain vault is left in peace.
    MISSING_OWNER = "SB0501", "missing-owner", Info;
    /// The document has no summary.
    ///
    /// `summary` is what listings, search results, feeds and assistants show of a document; without one they show its
    /// first paragraph, which is often a greeting. Write one or two sentences that say what the reader will know.
    /// Reported only where at least a fifth of the documents have a summary.
    MISSING_SUMMARY = "SB0502", "missing-summary", Info;
    /// The document has not been reviewed for longer than its status allows.
    ///
    /// The later of `updated` and `reviewed` counts; how many days a status allows is configuration. Read the document
    /// through, correct it, and set `reviewed` to the day on which you did. Deprecated documents are exempt unless
    /// the configuration names their status.
    OVERDUE_REVIEW = "SB0503", "overdue-review", Warning;
    /// A tag is written in a way that most documents do not write it.
    ///
    /// `AI-Strategy`, `ai_strategy` and `AI strategy` are one tag here, but other tools take them for three.
    /// `stratbook check --fix` writes the spelling that is used most.
    TAG_SPELLING = "SB0504", "tag-spelling", Warning;
}
