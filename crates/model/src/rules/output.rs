//! Rules about pages and output files (SB07xx).

rules! { "output";
    /// Two sources want the same page.
    ///
    /// Output paths are made from content paths; two of them came out the same. The first by path keeps the page, the
    /// other gets a number at its end. Rename one, or give it a `slug` of its own.
    OUTPUT_COLLISION = "SB0701", "output-collision", Error;
}
