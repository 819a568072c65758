//! Which reports a rollup takes.

use stratbook_plugin::prelude::*;

/// Which reports are taken: those that fit everything that is given.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// Reports in this folder, or below it.
    pub folder: Option<String>,
    /// Reports with this tag, or one below it.
    pub tag: Option<String>,
    /// Reports of this team (`owner_team`), in any letter case.
    pub owner_team: Option<String>,
    /// Reports whose result is this, such as `at risk`, in any letter case.
    pub status: Option<String>,
    /// Reports of these plugins.
    pub plugins: Vec<String>,
}

impl Filter {
    /// Whether a report is taken.
    pub fn takes(&self, report: &ReportView) -> bool {
        let document = &report.document;
        let same = |wanted: &Option<String>, given: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted.trim().to_lowercase() == given.trim().to_lowercase())
        };
        self.folder.as_ref().is_none_or(|folder| below(document.path.as_str(), folder.trim_matches('/')))
            && self.tag.as_ref().is_none_or(|tag| document.tags.iter().any(|given| below(given, tag)))
            && same(&self.owner_team, document.owner_team.as_deref().unwrap_or_default())
            && same(&self.status, &report.summary.status)
            && (self.plugins.is_empty() || self.plugins.contains(&report.plugin))
    }

    /// What is left out, for people; nothing where nothing is.
    pub fn words(&self) -> Option<String> {
        let mut words = Vec::new();
        let mut add = |name: &str, value: &Option<String>| {
            words.extend(value.as_ref().map(|value| format!("{name} {value}")));
        };
        add("folder", &self.folder);
        add("tag", &self.tag);
        add("team", &self.owner_team);
        add("result", &self.status);
        if !self.plugins.is_empty() {
            words.push(format!("made by {}", self.plugins.join(", ")));
        }
        (!words.is_empty()).then(|| words.join("; "))
    }
}

fn below(name: &str, wanted: &str) -> bool {
    wanted.is_empty() || name == wanted || name.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('/'))
}
