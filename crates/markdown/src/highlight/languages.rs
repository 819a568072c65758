//! Which reader reads which language.

/// How a language is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reader {
    /// No colours at all.
    Plain,
    Lexer(&'static Rules),
    /// HTML, XML, SVG.
    Markup,
    /// YAML, TOML, INI: keys and values.
    Keys,
    Diff,
    /// CSS and its relatives.
    Styles,
}

/// A language of words, strings, numbers and comments.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) line_comments: &'static [&'static str],
    pub(super) block_comment: Option<(&'static str, &'static str)>,
    /// Longest first: what begins a string ends it.
    pub(super) strings: &'static [&'static str],
    /// Space-separated.
    pub(super) keywords: &'static str,
    pub(super) ignore_case: bool,
    /// `Name` is a type.
    pub(super) capital_types: bool,
    /// What begins a decorator, attribute or variable.
    pub(super) sigils: &'static [u8],
    /// A string before `:` is a key.
    pub(super) string_keys: bool,
}

const BASE: Rules = Rules {
    line_comments: &["//"],
    block_comment: Some(("/*", "*/")),
    strings: &["\"", "'"],
    keywords: "",
    ignore_case: false,
    capital_types: true,
    sigils: b"@",
    string_keys: false,
};

static RUST: Rules = Rules {
    strings: &["\""],
    sigils: b"",
    keywords: "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move \
        mut pub ref return self Self static struct super trait type unsafe use where while true false",
    ..BASE
};
static SCRIPT: Rules = Rules {
    strings: &["`", "\"", "'"],
    keywords: "abstract as async await break case catch class const continue debugger declare default delete do else \
        enum export extends finally for from function get if implements import in instanceof interface is keyof let new \
        of private protected public readonly return set static super switch this throw try type typeof var void while \
        with yield true false null undefined",
    ..BASE
};
static PYTHON: Rules = Rules {
    line_comments: &["#"],
    block_comment: None,
    strings: &["\"\"\"", "'''", "\"", "'"],
    keywords: "and as assert async await break case class continue def del elif else except finally for from global if \
        import in is lambda match nonlocal not or pass raise return try while with yield True False None self",
    ..BASE
};
static SHELL: Rules = Rules {
    line_comments: &["#"],
    block_comment: None,
    capital_types: false,
    sigils: b"$",
    keywords: "if then else elif fi for while until do done case esac in function return exit export local set unset \
        source alias cd echo sudo test read trap shift break continue",
    ..BASE
};
static C_LIKE: Rules = Rules {
    sigils: b"#@",
    keywords: "abstract alignas alignof async auto await base bool boolean break byte case catch char class const \
        constexpr continue data decimal default delegate delete do double else enum event explicit export extends extern \
        final finally float fn for foreach friend fun func get goto guard if implements implicit import in inline int \
        interface internal is let lock long namespace native new noexcept null nullptr object operator out override \
        package params private protected public readonly ref register return sbyte sealed set short signed sizeof \
        static struct super switch synchronized template this throw throws try typedef typename uint ulong union \
        unsafe unsigned ushort using val var virtual void volatile when where while yield true false nil self",
    ..BASE
};
static GO: Rules = Rules {
    strings: &["`", "\"", "'"],
    keywords: "break case chan const continue default defer else fallthrough for func go goto if import interface map \
        package range return select struct switch type var true false nil string int int64 float64 bool byte error any",
    ..BASE
};
static SQL: Rules = Rules {
    line_comments: &["--"],
    ignore_case: true,
    capital_types: false,
    keywords: "add all alter and as asc begin between by case cast check column commit constraint count create cross \
        database default delete desc distinct drop else end exists foreign from full group having if in index inner \
        insert into is join key left like limit not null offset on or order outer over partition primary references \
        right rollback select set table then top transaction union unique update using values view when where with \
        avg sum min max int integer varchar text date timestamp boolean decimal true false",
    ..BASE
};
static JSON: Rules =
    Rules { strings: &["\""], keywords: "true false null", string_keys: true, sigils: b"", ..BASE };
static RUBY: Rules = Rules {
    line_comments: &["#"],
    block_comment: None,
    sigils: b"@:",
    keywords: "alias and begin break case class def defined do else elsif end ensure false for if in module next nil not \
        or redo rescue retry return self super then true undef unless until when while yield require attr_accessor",
    ..BASE
};
static PHP: Rules = Rules {
    line_comments: &["//", "#"],
    sigils: b"$",
    keywords: "abstract and array as break case catch class clone const continue declare default do echo else elseif \
        empty extends final finally fn for foreach function global if implements include instanceof interface isset \
        list match namespace new or print private protected public readonly require return static switch throw trait \
        try unset use var while yield true false null",
    ..BASE
};
static R: Rules = Rules {
    line_comments: &["#"],
    block_comment: None,
    capital_types: false,
    keywords: "if else for while repeat function return next break in library TRUE FALSE NULL NA",
    ..BASE
};
static DOCKER: Rules = Rules {
    line_comments: &["#"],
    block_comment: None,
    capital_types: false,
    sigils: b"$",
    keywords: "FROM AS RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG ONBUILD \
        STOPSIGNAL HEALTHCHECK SHELL",
    ..BASE
};
static GRAPHQL: Rules = Rules {
    line_comments: &["#"],
    block_comment: None,
    strings: &["\"\"\"", "\""],
    sigils: b"@$",
    keywords: "query mutation subscription fragment on type input enum interface union scalar schema extend implements \
        directive true false null",
    ..BASE
};
static HCL: Rules = Rules {
    line_comments: &["#", "//"],
    strings: &["\""],
    capital_types: false,
    keywords: "resource data variable output provider module locals terraform for in if else true false null",
    ..BASE
};

/// The reader of a language by the name after the fence.
pub(super) fn find(language: &str) -> Option<Reader> {
    Some(match language {
        "rust" | "rs" => Reader::Lexer(&RUST),
        "js" | "javascript" | "jsx" | "ts" | "typescript" | "tsx" | "mjs" | "cjs" | "node" => {
            Reader::Lexer(&SCRIPT)
        }
        "python" | "py" | "python3" => Reader::Lexer(&PYTHON),
        "sh" | "bash" | "shell" | "zsh" | "console" | "shellsession" | "shell-session" | "terminal" => {
            Reader::Lexer(&SHELL)
        }
        "c" | "h" | "cpp" | "c++" | "cc" | "hpp" | "java" | "kotlin" | "kt" | "csharp" | "cs" | "c#"
        | "swift" | "dart" | "scala" | "objc" => Reader::Lexer(&C_LIKE),
        "go" | "golang" => Reader::Lexer(&GO),
        "sql" | "postgres" | "postgresql" | "mysql" | "bigquery" | "sqlite" | "tsql" => Reader::Lexer(&SQL),
        "json" | "jsonc" | "json5" | "jsonl" | "ndjson" | "geojson" => Reader::Lexer(&JSON),
        "ruby" | "rb" => Reader::Lexer(&RUBY),
        "php" => Reader::Lexer(&PHP),
        "r" => Reader::Lexer(&R),
        "dockerfile" | "docker" => Reader::Lexer(&DOCKER),
        "graphql" | "gql" => Reader::Lexer(&GRAPHQL),
        "hcl" | "terraform" | "tf" => Reader::Lexer(&HCL),
        "html" | "xml" | "svg" | "xhtml" | "vue" | "svelte" | "htm" | "rss" | "atom" => Reader::Markup,
        "yaml" | "yml" | "toml" | "ini" | "properties" | "env" | "dotenv" | "conf" | "cfg" => Reader::Keys,
        "diff" | "patch" => Reader::Diff,
        "css" | "scss" | "less" | "sass" => Reader::Styles,
        "text" | "txt" | "plain" | "plaintext" | "none" | "ascii" | "output" | "log" | "csv" | "tsv"
        | "mermaid" | "chart" | "math" | "latex-raw" => Reader::Plain,
        _ => return None,
    })
}
