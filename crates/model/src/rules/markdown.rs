//! Rules about the Markdown body (SB03xx).

rules! { "markdown";
    /// A shortcode has no template.
    ///
    /// Text such as `[fluentform id="11"]` comes from another publishing system. It is left out of the page, since
    /// readers would see it as raw text. Map the name to a template in `stratbook.toml` (`[shortcodes]`), or remove it.
    UNKNOWN_SHORTCODE = "SB0301", "unknown-shortcode", Warning;
}
