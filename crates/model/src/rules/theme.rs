//! Rules about themes and templates (SB08xx).

rules! { "theme";
    /// A template could not be rendered.
    ///
    /// The message names the template, line and expression, the chain of templates that led there, and the document
    /// that was being rendered. The page is left as it was; all other pages are built.
    TEMPLATE_FAILED = "SB0801", "template-failed", Error;
}
