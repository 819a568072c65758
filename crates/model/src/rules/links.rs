//! Rules about links, relations and names (SB04xx).

rules! { "links";
    /// A link leads nowhere.
    ///
    /// No document, folder or file answers to the target by id, path, file name, alias or title. The page shows the
    /// link's text without a link. Correct the target; the message names the nearest candidate.
    BROKEN_LINK = "SB0401", "broken-link", Error;
}
