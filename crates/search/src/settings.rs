//! What the ranking is made of, as numbers that a workspace can change.

use crate::Field;

/// Numbers of the ranking. The defaults were chosen by measurement on public handbooks, with a part kept aside.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How much a word counts in each field, by [`Field`] number.
    pub weights: [f64; Field::COUNT],
    /// How much a field's length tells against it, 0 to 1, by [`Field`] number (BM25's `b`).
    pub lengths: [f64; Field::COUNT],
    /// How soon more of the same word stops counting (BM25's `k1`).
    pub saturation: f64,
    /// What a document's second best entry adds.
    pub second: f64,
    /// What the question's words add wherever in the document they are.
    pub whole: f64,
    /// What a word counts that was only begun.
    pub completion: f64,
    /// What a word counts that was mended.
    pub correction: f64,
    /// What two words of the question count that stand together in the text too.
    pub pair: f64,
    /// What a title counts whose words are all in the question.
    pub coverage: f64,
    /// What a document counts whose whole name is the question.
    pub name: f64,
    /// Factor for pages of folders.
    pub index_page: f64,
    /// Factor for templates.
    pub template: f64,
    /// Factor for deprecated and archived documents.
    pub retired: f64,
    /// As many of the first documents are looked at closely, for pairs and titles.
    pub rerank: usize,
}

impl Default for Settings {
    fn default() -> Self {
        let mut weights = [0.0; Field::COUNT];
        let mut lengths = [0.0; Field::COUNT];
        for (field, weight, length) in [
            (Field::Title, 5.5, 0.2),
            (Field::Aliases, 2.0, 0.3),
            (Field::Summary, 1.0, 0.5),
            (Field::Concepts, 1.0, 0.6),
            (Field::Tags, 0.8, 0.5),
            (Field::Id, 3.0, 0.0),
            (Field::Question, 1.2, 0.6),
            (Field::Heading, 0.8, 0.15),
            (Field::Above, 0.6, 0.4),
            (Field::Body, 1.0, 0.25),
        ] {
            weights[field as usize] = weight;
            lengths[field as usize] = length;
        }
        Self {
            weights,
            lengths,
            saturation: 1.2,
            second: 0.2,
            whole: 0.4,
            completion: 1.0,
            correction: 0.7,
            pair: 0.15,
            coverage: 0.55,
            name: 1.0,
            index_page: 0.9,
            template: 0.9,
            retired: 0.8,
            rerank: 16,
        }
    }
}

/// The numbers that have names of their own in a configuration, and how to reach them.
type Named = (&'static str, fn(&mut Settings) -> &mut f64);

const NAMED: &[Named] = &[
    ("saturation", |settings| &mut settings.saturation),
    ("second", |settings| &mut settings.second),
    ("whole", |settings| &mut settings.whole),
    ("completion", |settings| &mut settings.completion),
    ("correction", |settings| &mut settings.correction),
    ("pair", |settings| &mut settings.pair),
    ("coverage", |settings| &mut settings.coverage),
    ("name", |settings| &mut settings.name),
    ("index_page", |settings| &mut settings.index_page),
    ("template", |settings| &mut settings.template),
    ("retired", |settings| &mut settings.retired),
];

impl Settings {
    /// Sets the number called `name`: a field's name for its weight, `<field>_length` for its length's share, or one
    /// of the others. Numbers below 0 and beyond 100 are brought to the nearest end. Tells whether there is such a
    /// number.
    pub fn set(&mut self, name: &str, value: f64) -> bool {
        let value = if value.is_finite() { value.clamp(0.0, 100.0) } else { return false };
        if name == "rerank" {
            self.rerank = value as usize;
            return true;
        }
        if let Some((_, reach)) = NAMED.iter().find(|(known, _)| *known == name) {
            *reach(self) = value;
            return true;
        }
        for field in Field::ALL {
            if name == field.name() {
                self.weights[field as usize] = value;
                return true;
            }
            if name.strip_suffix("_length") == Some(field.name()) {
                self.lengths[field as usize] = value.min(1.0);
                return true;
            }
        }
        false
    }

    /// All names that [`Settings::set`] knows.
    pub fn names() -> Vec<String> {
        let mut names: Vec<String> = NAMED.iter().map(|(name, _)| (*name).to_owned()).collect();
        names.push("rerank".to_owned());
        for field in Field::ALL {
            names.push(field.name().to_owned());
            names.push(format!("{}_length", field.name()));
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_known() {
        for name in Settings::names() {
            assert!(Settings::default().set(&name, 0.5), "{name}");
        }
        assert!(!Settings::default().set("nonsense", 1.0) && !Settings::default().set("title", f64::NAN));
    }
}
