//! The list of competencies: that of the document, or the one that comes with the plugin.

use stratbook_plugin::prelude::*;

/// Competencies by domain.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inputs {
    /// The domains, in the order of the map. Left out, the map has the seven that come with the plugin.
    #[serde(default)]
    #[schemars(length(max = 60))]
    pub domains: Vec<Domain>,
}

/// A group of competencies.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// Its name.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// Page that describes it.
    #[serde(default)]
    pub page: Option<String>,
    /// Its competencies.
    #[schemars(length(max = 60))]
    pub competencies: Vec<Competency>,
}

/// Something that an organisation can do again, without the person who did it first.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Competency {
    /// Its name.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// A short name for it, by which documents may call it.
    #[serde(default)]
    pub id: Option<String>,
    /// Other names for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Page, or section of a page, that describes it.
    #[serde(default)]
    pub page: Option<String>,
    /// Pages that a new colleague could work from.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub knowledge: Vec<String>,
}

impl Inputs {
    /// The domains: the document's own, or those that come with the plugin.
    pub fn domains(&self) -> Result<Vec<Domain>> {
        if !self.domains.is_empty() {
            return Ok(self.domains.clone());
        }
        let built_in: Self = serde_json::from_str(include_str!("competencies.json"))?;
        Ok(built_in.domains)
    }
}
