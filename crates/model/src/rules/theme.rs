//! Rules about themes and templates (SB08xx).

rules! { "theme";
    /// A template could not be rendered.
    ///
    /// The message names the template, line and expression; the notes give the chain of templates that led there and
    /// the document that was being rendered. That page is left out; all other pages are built.
    ///
    /// Most often a value is not there on every page. Ask for it first (`{% if page.lesson %}`), or read it with
    /// `?.` and give a default: `{{ page.extra?.region or "everywhere" }}`.
    TEMPLATE_FAILED = "SB0801", "template-failed", Error;

    /// A template cannot be compiled.
    ///
    /// Something in it is not Tera 2. A file of your own is left out and the theme's file of that name is used in its
    /// place, so that the site can be built. Templates written for Tera 1 need small changes: macros have become
    /// components, `{% filter %}` blocks have become `{% set name | filter %}`, several filters have new names. The
    /// hint says which change is meant.
    TEMPLATE_INVALID = "SB0802", "template-invalid", Error;

    /// The theme was made for other versions of Stratbook.
    ///
    /// `theme.toml` states the versions whose page contexts the templates were written for, such as
    /// `stratbook = ">=0.1, <1"`. It is looked at before anything else of the theme. Take a version of the theme that
    /// fits, or, when you have checked the templates, widen the range.
    THEME_VERSION = "SB0803", "theme-version", Error;

    /// There is no template of that name.
    ///
    /// `template` in the front matter names a template of the theme without `.html` (`template: landing` is
    /// `landing.html`), and `shortcodes` in `stratbook.toml` names a file of the theme. The page is rendered with the
    /// template of its kind, and the shortcode is left out, until the name is right.
    UNKNOWN_TEMPLATE = "SB0804", "unknown-template", Warning;

    /// A file of the theme cannot be used.
    ///
    /// `theme.toml` must be TOML with `name`, `version` and `stratbook` (a version range), and templates must be
    /// UTF-8 text.
    THEME_FILE_INVALID = "SB0805", "theme-file-invalid", Error;
}
