//! A body as a small tree of blocks and styled words, for readers that are neither browsers nor programs: terminals.
//!
//! Raw HTML is left out but for its text, and so is what shortcodes would show. How blocks look is not decided here.

mod reader;

pub use stratbook_charts::Plain as PlainChart;

use crate::comments;
use crate::options::Options;
use reader::Reader;

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        text: Vec<Run>,
    },
    /// Words.
    Paragraph(Vec<Run>),
    /// A list.
    List {
        /// The first number; none where it is not numbered.
        first: Option<u64>,
        /// Its items.
        items: Vec<Item>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A note that stands out.
    Callout {
        /// `note`, `warning` and so on, lower case.
        kind: String,
        /// Its title; empty where its kind is its title.
        title: Vec<Run>,
        /// What is in it.
        blocks: Vec<Block>,
    },
    /// A table.
    Table {
        /// How each column is set.
        columns: Vec<Column>,
        /// The first row.
        head: Vec<Vec<Run>>,
        /// The others. A row may be shorter than the head.
        rows: Vec<Vec<Vec<Run>>>,
    },
    /// Code, or text that is set as code.
    Code {
        /// Its language; empty without one.
        language: String,
        /// Its lines.
        text: String,
    },
    /// A chart that can be drawn.
    Chart(Box<PlainChart>),
    /// A word and what it means.
    Definition {
        /// The word.
        term: Vec<Run>,
        /// What it means.
        blocks: Vec<Block>,
    },
    /// A footnote.
    Footnote {
        /// What it is referred to by.
        label: String,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A line between parts.
    Rule,
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item {
    /// Of a task: whether it is done.
    pub done: Option<bool>,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// How a column of a table is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// From the left.
    Left,
    /// Around the middle.
    Centre,
    /// To the right, as numbers are.
    Right,
}

/// Words that look alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The words. A line feed is a line break.
    pub text: String,
    /// How they look.
    pub style: RunStyle,
    /// Where they lead.
    pub link: Option<String>,
}

/// How words look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a style of its own, and all go together")]
pub struct RunStyle {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Struck out.
    pub struck: bool,
    /// Marked with a colour.
    pub marked: bool,
    /// Code.
    pub code: bool,
}

/// The blocks of a text without front matter.
pub fn read(text: &str, options: &Options) -> Vec<Block> {
    let (text, _) = comments::mask(text);
    let flow = crate::walk::walk(&text, options);
    Reader { flow: &flow }.blocks(0..flow.nodes.len(), 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Block, Column, Options, Run};

    fn read(text: &str) -> Vec<Block> {
        super::read(text, &Options::default())
    }

    fn words(runs: &[Run]) -> String {
        runs.iter().map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn words_keep_their_styles() {
        let found = read("Plain *soft **both*** `code` [where](https://example.org/) ==bright== ~~gone~~.\n");
        let [Block::Paragraph(runs)] = &found[..] else { panic!("{found:?}") };
        let style = |text: &str| {
            runs.iter().find(|run| run.text == text).unwrap_or_else(|| panic!("{text}: {runs:?}"))
        };
        assert!(style("soft ").style.emphasis && !style("soft ").style.strong);
        assert!(style("both").style.emphasis && style("both").style.strong);
        assert!(style("code").style.code && style("bright").style.marked && style("gone").style.struck);
        assert_eq!(style("where").link.as_deref(), Some("https://example.org/"));
        assert_eq!(words(runs), "Plain soft both code where bright gone.");
    }

    #[test]
    fn blocks_are_a_tree() {
        let text = "# T\n\n- one\n- [x] done\n  1. inner\n\n> quoted\n\n> [!WARNING] Mind\n> this\n\n| a | n |\n|---|--:|\n| *x* | 1 |\n\n---\n\n```rust\nlet x;\n```\n";
        let found = read(text);
        let [
            Block::Heading { level: 1, .. },
            Block::List { first: None, items },
            Block::Quote(_),
            Block::Callout { kind, title, blocks },
            Block::Table { columns, head, rows },
            Block::Rule,
            Block::Code { language, text },
        ] = &found[..]
        else {
            panic!("{found:#?}")
        };
        assert_eq!(items[1].done, Some(true));
        assert!(
            matches!(&items[1].blocks[..], [Block::Paragraph(_), Block::List { first: Some(1), .. }]),
            "{items:?}"
        );
        assert_eq!((kind.as_str(), words(title).as_str(), blocks.len()), ("warning", "Mind", 1));
        assert_eq!((columns.as_slice(), head.len()), (&[Column::Left, Column::Right][..], 2));
        assert_eq!(words(&rows[0][0]), "x");
        assert_eq!((language.as_str(), text.as_str()), ("rust", "let x;"));
    }

    #[test]
    fn charts_come_with_their_numbers() {
        let found = read(
            "```chart\ntype: bar\ntitle: Scores\nbars:\n  - { label: A, value: 2 }\n  - { label: B, value: 4 }\n```\n",
        );
        let [Block::Chart(chart)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((chart.kind, chart.title.as_str()), ("bar", "Scores"));
        assert_eq!(chart.rows.len(), 2);
        assert_eq!(chart.head[0], "Name");
        assert!(matches!(read("```chart\ntype: nothing\n```\n")[..], [Block::Code { .. }]));
    }

    #[test]
    fn deep_nesting_ends() {
        let text = format!("{}end\n", "> ".repeat(2_000));
        assert_eq!(read(&text).len(), 1);
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "(\\PC|[\\n>*_`|#\\[\\]<>/-]){0,200}") {
            read(&text);
        }
    }
}
