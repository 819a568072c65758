//! The criteria that options are scored by: the six of STRIVE, unless a workspace says otherwise.

/// What an option must reach in a criterion, whatever it scores in the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gate {
    /// The fewest points with which an option passes.
    pub at_least: f64,
    /// Whether the option must also serve at least one goal that is written down.
    pub needs_goal: bool,
}

/// A criterion with the weight that it has in an assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// The key under which a document gives its scores.
    pub id: String,
    /// As people read it.
    pub name: String,
    /// What is asked.
    pub question: String,
    /// Its weight, as it was given: 0 or more. Only the share in the sum of all weights counts.
    pub weight: f64,
    /// What must be reached in it.
    pub gate: Option<Gate>,
}

impl Criterion {
    fn new(id: &str, name: &str, question: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            question: question.to_owned(),
            weight: 1.0,
            gate: None,
        }
    }

    fn gated(self, needs_goal: bool) -> Self {
        Self { gate: Some(Gate { at_least: 3.0, needs_goal }), ..self }
    }
}

/// The six criteria, equally heavy. Strategic fit and ethics are gates.
pub fn six() -> Vec<Criterion> {
    vec![
        Criterion::new(
            "strategic_fit",
            "Strategic fit",
            "Which goal does it serve, and how much of the way to the target can it cover?",
        )
        .gated(true),
        Criterion::new(
            "technical_efficacy",
            "Technical efficacy",
            "Does it work reliably at our scale, with our data?",
        ),
        Criterion::new("roi_value", "ROI and value", "Is what comes back worth all that goes in?"),
        Criterion::new("integration", "Integration", "Does it join the systems and data that we have?"),
        Criterion::new(
            "vendor_viability",
            "Vendor viability",
            "Will there be a supplier in three years, and could we leave?",
        ),
        Criterion::new(
            "ethics_compliance",
            "Ethics and compliance",
            "Is it lawful, fair and explainable, and would we say openly that we use it?",
        )
        .gated(false),
    ]
}

/// The lowest and the highest score.
pub const SCALE: (f64, f64) = (1.0, 5.0);

/// Differences below this are those of computing, not of options.
pub(crate) const SAME: f64 = 1e-9;
