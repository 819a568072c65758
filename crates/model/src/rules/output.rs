//! Rules about pages and output files (SB07xx).

rules! { "output";
    /// Two sources want the same page.
    ///
    /// Output paths are made from content paths: lower case, `-` for spaces and signs, numbers that only order
    /// dropped. `Big Plan.md` and `big-plan.md` come out alike. A folder's page goes before a document's; otherwise
    /// the first by path keeps the place, and the other gets a number at its end (`/big-plan-2/`), which changes when
    /// files come and go, so links from elsewhere would break. Rename one, or give it a `slug` of its own.
    OUTPUT_COLLISION = "SB0701", "output-collision", Error;

    /// A name would have led out of its folder, so it is read as something harmless.
    ///
    /// A `slug` is one part of a URL: `next-year`, not `plans/next-year` or `../next-year`. An old URL (an alias that
    /// begins with `/`, or `redirect_from`) is a path within the site. Parts that would leave it are dropped, since
    /// nothing is ever written outside the output folder. Write the name without slashes and dots.
    UNSAFE_OUTPUT_NAME = "SB0702", "unsafe-output-name", Warning;

    /// An old URL cannot be redirected, because something lies there.
    ///
    /// `redirect_from`, and an alias that begins with `/`, ask for a page at an old URL that leads to the document. A
    /// page or file of this site has that URL now, or another document asked for it first (by path). A redirect never
    /// takes the place of a page. Remove the entry, or the page in its way.
    REDIRECT_TAKEN = "SB0703", "redirect-taken", Warning;

    /// A note is shown within itself.
    ///
    /// An embed (`![[Note]]`) shows a note in place; when that note, directly or by way of others, embeds the first
    /// one again, it would never end. It is shown once, and a link stands in the place of the repetition. The same
    /// holds for embeds more than eight levels deep. Link to the note instead of embedding it.
    EMBED_CYCLE = "SB0704", "embed-cycle", Warning;
}
