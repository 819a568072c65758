//! Code blocks that are charts: what is wrong with them, and which words are in them.

use std::ops::Range;

use stratbook_model::rules;

use crate::node::{Flow, Node, Problem};
use crate::render::code::language;

/// Most problems told of the charts of one document.
const MOST_PROBLEMS: usize = 40;

/// Whether a code block with this info string is a chart.
pub(crate) fn is_chart(info: &str) -> bool {
    // Most code blocks are none, and need not be looked at closely.
    info.contains("chart") && language(info) == "chart"
}

/// The words of a chart that can be drawn.
pub(crate) fn words(info: &str, text: &str) -> Option<String> {
    is_chart(info).then(|| stratbook_charts::read(text).ok()).flatten().map(|chart| chart.words())
}

/// What is wrong with the charts of a body; ranges are in the body.
pub(crate) fn problems(flow: &Flow<'_>) -> Vec<Problem> {
    let mut all = Vec::new();
    for entry in &flow.nodes {
        let Node::CodeBlock { info, text, pieces } = &entry.node else { continue };
        if all.len() >= MOST_PROBLEMS || !is_chart(info) {
            continue;
        }
        for problem in stratbook_charts::read(text).err().unwrap_or_default() {
            let range = placed(problem.span.range(), pieces, &entry.range);
            all.push(Problem {
                rule: &rules::INVALID_CHART,
                range,
                message: problem.message,
                hint: problem.hint,
            });
        }
    }
    all
}

/// From a range in the block's text to one in the body. A block in a list or a quotation stands in pieces.
fn placed(range: Range<usize>, pieces: &[(usize, usize)], block: &Range<usize>) -> Range<usize> {
    let place = |offset: usize| {
        let piece = pieces.partition_point(|(start, _)| *start <= offset).checked_sub(1);
        piece.map_or(block.start, |piece| pieces[piece].1 + offset - pieces[piece].0).min(block.end)
    };
    let start = place(range.start);
    // The end belongs to the piece of the last byte, not to the one that follows.
    let end = if range.end > range.start { place(range.end - 1) + 1 } else { start };
    start..end.max(start)
}
