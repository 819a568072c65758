//! Rules about front matter (SB02xx).

rules! { "front-matter";
    /// The front matter is opened but never closed.
    ///
    /// A first line of `---` opens front matter; a later line of `---` closes it. Where the keys end at a blank line, they
    /// are used all the same; otherwise the whole file is read as text. Put `---` on a line of its own after the last key,
    /// or, if the first line is meant as a rule across the page, put a blank line before it.
    UNTERMINATED_FRONT_MATTER = "SB0201", "unterminated-front-matter", Error;
    /// Part of the YAML front matter cannot be read.
    ///
    /// The message says what the parser met at the place shown. The keys around it are used; what could not be read at all
    /// is left out, so the document may lack a title, a status or its security level (it then counts as the highest).
    INVALID_YAML = "SB0202", "invalid-yaml", Error;
    /// The TOML front matter cannot be read.
    ///
    /// Between `+++` lines stands TOML: `title = "Plan"`, lists as `["a", "b"]`, all text in quotes. The keys around the
    /// place shown are used.
    INVALID_TOML = "SB0203", "invalid-toml", Error;
    /// The JSON front matter cannot be read.
    ///
    /// JSON wants double quotes around keys and text, commas between members and none after the last. What can be read
    /// regardless is used.
    INVALID_JSON = "SB0204", "invalid-json", Error;
    /// A value with a colon in it is not in quotes.
    ///
    /// In YAML, `: ` begins a value, so `title: AI: a guide` is not valid, and most tools reject the whole file. Stratbook
    /// reads it as it is meant. Put quotes around the value: `title: "AI: a guide"`.
    UNQUOTED_COLON = "SB0205", "unquoted-colon", Warning;
    /// A value begins with a character that means something in YAML.
    ///
    /// `@`, `` ` ``, `%`, `&`, `*`, `!`, `|`, `>`, `[` and `{` are part of YAML's own grammar at the start of a value, so
    /// `owner: @anna` and `title: [DRAFT] Plan` are not valid. Stratbook reads them as text. Put quotes around the value.
    UNQUOTED_START = "SB0206", "unquoted-start", Warning;
    /// A value's quotes do not match.
    ///
    /// A quote is opened and not closed, quotes stand inside quotes, or `\` is followed by a letter that means nothing
    /// there. Stratbook reads the value as it stands. Inside double quotes write `\"` and `\\`, or use single quotes.
    UNMATCHED_QUOTES = "SB0207", "unmatched-quotes", Warning;
    /// A line is indented with a tab.
    ///
    /// YAML forbids tabs at the start of a line. Stratbook reads each as two spaces; other tools reject the file. Let your
    /// editor write spaces.
    TAB_INDENTATION = "SB0208", "tab-indentation", Warning;
    /// A key is indented although it belongs to no other key.
    ///
    /// In YAML, indentation says what belongs to what. A key that is further in than the one before, which already has a
    /// value, belongs nowhere; Stratbook reads it as a key of its own. Remove the spaces before it.
    BAD_INDENTATION = "SB0209", "bad-indentation", Warning;
    /// There is no space between a key's colon and its value.
    ///
    /// `status:Active` is one piece of text in YAML; `status: Active` is a key and a value. Stratbook reads the second
    /// where the key is a known one. Put a space after the colon.
    MISSING_SPACE = "SB0210", "missing-space", Warning;
    /// A key is given twice.
    ///
    /// Only one of the values can count: the last that is not empty (of security levels, the most closed). Other tools
    /// reject the file or take the first. Remove one, or join them.
    DUPLICATE_KEY = "SB0211", "duplicate-key", Warning;
    /// What stands between the fences is not a list of keys and values.
    ///
    /// Front matter is lines of `key: value`. Text between two `---` lines at the top of a file is taken for front matter
    /// when it is not set off by a blank line. Write `key: value` lines, or put a blank line before the first rule.
    NOT_KEYS_AND_VALUES = "SB0212", "not-keys-and-values", Error;
    /// The front matter is larger or deeper than anything that people write.
    ///
    /// Front matter is read up to 1 MB, 64 levels deep and 100,000 values, aliases (`*name`) counted as often as they are
    /// used. What goes beyond is not read. Move data into a file of its own.
    FRONT_MATTER_LIMIT = "SB0213", "front-matter-limit", Error;
    /// A known key is spelt in another way.
    ///
    /// `Primary_Keyword`, `primary-keyword` and `primaryKeyword` are read as `primary_keyword`, but searching and scripts
    /// over the source miss them. `stratbook check --fix` writes the usual spelling.
    KEY_SPELLING = "SB0214", "key-spelling", Warning;
    /// A key looks like a misspelt known key.
    ///
    /// `sumary` has no meaning; `summary` has. Where a single letter differs and the value fits, it is used as meant,
    /// otherwise it is kept among the extra metadata. A key that is meant as it is goes into `known_keys` in the
    /// configuration.
    MISSPELT_KEY = "SB0215", "misspelt-key", Warning;
    /// A value is of the wrong kind.
    ///
    /// The field wants text, a list, a date, a number, or `true` or `false`, and has something else. Stratbook makes the best of it;
    /// the hint says what to write.
    WRONG_KIND = "SB0216", "wrong-kind", Warning;
    /// A date cannot be read.
    ///
    /// Dates are written as year, month and day: `2026-02-21`. The field is left out until then, so the document has no
    /// date in lists and feeds and is not checked for overdue reviews.
    INVALID_DATE = "SB0217", "invalid-date", Warning;
    /// A date can be read in two ways.
    ///
    /// `03/04/2026` is the third of April to some and the fourth of March to others. Stratbook takes the day first. Write
    /// `2026-04-03`.
    AMBIGUOUS_DATE = "SB0218", "ambiguous-date", Warning;
    /// A date is not in the usual form.
    ///
    /// `Feb 21, 2026` and `2026/02/21` are understood, but do not sort, and other tools read them differently. `stratbook
    /// check --fix` writes `2026-02-21`.
    DATE_FORM = "SB0219", "date-form", Info;
    /// A document was updated or reviewed in the future.
    ///
    /// `updated` and `reviewed` say what has happened. A date after today is a slip, often in the year, and keeps the
    /// document from ever being overdue. Correct it; for a planned review use a key of your own.
    FUTURE_DATE = "SB0220", "future-date", Warning;
    /// A version is written as a number.
    ///
    /// `version: 1.10` is the number 1.1 to most tools. Stratbook shows what is written. Put quotes around it.
    VERSION_NUMBER = "SB0221", "version-number", Info;
    /// A status is spelt in another way than in the vocabulary.
    ///
    /// `active` and ` Active ` are read as `Active`. `stratbook check --fix` writes the vocabulary's spelling.
    STATUS_SPELLING = "SB0222", "status-spelling", Info;
    /// A status is not in the vocabulary.
    ///
    /// Pages, lists and review ages go by status, so a status of its own is in no list that people look at. Use one of the
    /// vocabulary, or add it with `statuses` in the configuration.
    UNKNOWN_STATUS = "SB0223", "unknown-status", Warning;
    /// A tag begins with `#` outside quotes, so YAML takes it for a comment.
    ///
    /// In `tags: #ai` everything from `#` on is a comment, and the tag is lost. Write tags without `#`.
    TAG_IS_COMMENT = "SB0224", "tag-is-comment", Warning;
    /// The front matter does not fit the workspace's JSON Schema.
    ///
    /// The workspace's configuration names a schema for front matter, for all documents or for this one's `doc_type`. The
    /// message says what it asks for. The document is built as it is.
    SCHEMA_VIOLATION = "SB0225", "schema-violation", Error;
    /// Two keys stand for the same field.
    ///
    /// For example `summary` and `description`. One of them is used, the other is kept among the extra metadata, which no page
    /// shows. Keep one.
    SAME_FIELD_TWICE = "SB0226", "same-field-twice", Info;
    /// A wikilink stands outside quotes.
    ///
    /// To YAML, `[[Plan]]` is a list in a list. Stratbook reads the link, other tools (Obsidian among them) do not. Put quotes around it.
    UNQUOTED_WIKILINK = "SB0227", "unquoted-wikilink", Info;
    /// A data file that `inputs_file` names cannot be used.
    ///
    /// `inputs_file` takes the inputs of a report from a TOML, YAML, JSON or CSV file, by a path relative to the document
    /// (or to the workspace, where it begins with `/`). The file must lie in the workspace. What is wrong with its text is
    /// shown at its place there; what stands around it is used.
    INVALID_DATA_FILE = "SB0228", "invalid-data-file", Error;
}
