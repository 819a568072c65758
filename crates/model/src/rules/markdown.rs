//! Rules about the Markdown body (SB03xx).

rules! { "markdown";
    /// A shortcode has no template.
    ///
    /// Text such as `[fluentform id="11"]` comes from another publishing system. It is left out of the page, since
    /// readers would see it as raw text. Map the name to a template in `stratbook.toml` (`[shortcodes]`), or remove it.
    UNKNOWN_SHORTCODE = "SB0301", "unknown-shortcode", Warning;
    /// A raw HTML tag is not closed, closes nothing, or is not finished.
    ///
    /// A browser would guess, and the guess often swallows the rest of the page. Stratbook closes the tag where the
    /// paragraph, list item or document around it ends, and leaves out closing tags without a beginning. Write both
    /// halves, in the same block:
    ///
    /// ```markdown
    /// <div class="wide">
    ///
    /// Text with *Markdown*.
    ///
    /// </div>
    /// ```
    ///
    /// Text in angle brackets that is meant as text belongs in code: `` `<name>` ``.
    UNBALANCED_HTML = "SB0302", "unbalanced-html", Warning;
    /// A formula is not valid LaTeX, or uses what MathML output does not have.
    ///
    /// The page shows the formula as code. Formulas stand between `$` (in a line) or `$$` (on their own); macros
    /// (`\newcommand`) are not supported. For a plain dollar sign write `\$`. If the collection has no math at all,
    /// turn it off in `stratbook.toml`.
    INVALID_MATH = "SB0303", "invalid-math", Warning;
    /// An explicit heading id is given twice in one document.
    ///
    /// Links to `#id` reach the first heading only; the second one gets a number. Give each `{#id}` once.
    DUPLICATE_ANCHOR = "SB0304", "duplicate-anchor", Warning;
    /// A link would run a script.
    ///
    /// `[label](javascript:…)` is shown as text. Link to a page, or, where raw HTML is allowed and a script is really
    /// wanted, write it as HTML.
    SCRIPT_LINK = "SB0305", "script-link", Warning;
    /// A chart cannot be drawn.
    ///
    /// The page shows its source with a note instead, since a picture of half the numbers would mislead. The message says
    /// what is wrong and where: a field that charts of this type do not have, a value that is missing, text where a
    /// number is wanted, lists whose lengths differ. A gap is written `null`:
    ///
    /// ````markdown
    /// ```chart
    /// type: bar
    /// title: Complete products by month
    /// unit: "%"
    /// bars:
    ///   - { label: January, value: 74 }
    ///   - { label: February, value: null }
    /// ```
    /// ````
    INVALID_CHART = "SB0306", "invalid-chart", Warning;
    /// A code block is never closed.
    ///
    /// Everything after its first line is code, to the end of the document. Write the closing fence on a line of its own:
    /// the same sign as at the beginning, at least as often, and nothing else. Where a report follows the text, the code
    /// block is closed before it.
    UNCLOSED_CODE = "SB0307", "unclosed-code", Warning;
}
