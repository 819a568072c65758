//! Rules about plugins and what they make (SB10xx).

rules! { "plugins";
    /// The manifest of a plugin is not valid.
    ///
    /// `plugins/<id>/plugin.toml` says what a plugin is, what it makes, what it may read and where its library is. It is
    /// read before the library is opened, and a plugin whose manifest has an error is not used at all. A key that Stratbook
    /// does not know is only a warning, since a newer Stratbook may know it. A complete manifest:
    ///
    /// ```toml
    /// id = "okr"
    /// version = "1.0.0"
    /// protocol = [1, 1]
    /// makes = ["report"]
    ///
    /// [[library]]
    /// target = "x86_64-unknown-linux-gnu"
    /// file = "libokr.so"
    /// ```
    INVALID_MANIFEST = "SB1001", "invalid-manifest", Error;
    /// A document names a plugin that does not exist.
    ///
    /// `report: okr` in the front matter asks the plugin `okr` for a report. Some plugins come with Stratbook; others lie
    /// in the workspace, in `plugins/<id>/`. The page is built and says that its report is missing. `stratbook plugin
    /// list` shows which plugins there are.
    PLUGIN_MISSING = "SB1002", "plugin-missing", Error;
    /// A plugin of the workspace is not trusted.
    ///
    /// A plugin is a program. Building a workspace never runs a program that came with it unasked: its library is loaded
    /// only after this user has trusted exactly these bytes. Look at where the plugin comes from, then type `stratbook
    /// plugin trust plugins/<id>`. A changed library must be trusted again. In CI, `--trust` takes the hash that this
    /// message gives.
    PLUGIN_UNTRUSTED = "SB1003", "plugin-untrusted", Error;
    /// A plugin cannot be used.
    ///
    /// It is there and its manifest is valid, but its library is missing, was built for another system, is not the one
    /// whose hash the manifest gives, exports no plugin, or speaks a protocol that this Stratbook does not. The message
    /// says what was found and what is wanted. Most of it is mended by `stratbook plugin build`, or by a build of the
    /// plugin for this system.
    PLUGIN_UNUSABLE = "SB1004", "plugin-unusable", Error;
    /// A plugin failed while it worked.
    ///
    /// It crashed, used more time or memory than it may, ended its own process, or said that it could not do what it was
    /// asked. The page is built and says that its report is missing; all other pages are as usual. What the plugin
    /// printed last stands in the notes. If it needs more time or memory, `[limits]` in its manifest asks for it.
    PLUGIN_FAILED = "SB1005", "plugin-failed", Error;
    /// A plugin gave an answer that is not one.
    ///
    /// An answer is JSON in UTF-8, of the form that the page "Plugin interface" describes, and not larger than the
    /// plugin's limit. This is a mistake of the plugin's, not of the document's: tell who wrote it. `stratbook plugin
    /// check` finds most such mistakes.
    PLUGIN_ANSWER = "SB1006", "plugin-answer", Error;
    /// The inputs of a report do not fit what its plugin takes.
    ///
    /// A plugin says with a schema which inputs it takes. They are checked before it is called; the place is the value
    /// that does not fit. `stratbook plugin info <id>` prints all inputs with their meaning and an example.
    REPORT_INPUT = "SB1007", "report-input", Error;
    /// A plugin found something wrong with the inputs of a report, or with a document.
    ///
    /// The rule is the plugin's: `stratbook plugin info <id>` says what it is for. Where the plugin said which value it
    /// means, that is the place shown.
    REPORT_ERROR = "SB1008", "report-error", Error;
    /// A plugin found something that is probably wrong with the inputs of a report, or with a document.
    ///
    /// The rule is the plugin's: `stratbook plugin info <id>` says what it is for. Where the plugin said which value it
    /// means, that is the place shown.
    REPORT_WARNING = "SB1009", "report-warning", Warning;
    /// A plugin has something to say about the inputs of a report, or about a document.
    ///
    /// Nothing is wrong. Where the plugin said which value it means, that is the place shown.
    REPORT_INFO = "SB1010", "report-info", Info;
    /// A shortcode of a plugin could not be shown.
    ///
    /// The plugin did not answer, or does not take what the shortcode gives. A note stands in its place on the page.
    /// `stratbook plugin info <id>` lists the plugin's shortcodes and their attributes.
    PLUGIN_SHORTCODE = "SB1011", "plugin-shortcode", Error;
}
