use proptest::prelude::*;

use super::*;

/// Plans documents as the graph would lay them out: every folder of every document, best index first.
struct Site {
    documents: Vec<(ContentPath, Option<String>)>,
    assets: Vec<ContentPath>,
}

impl Site {
    fn new(documents: &[(&str, Option<&str>)], assets: &[&str]) -> Self {
        let mut documents: Vec<_> =
            documents.iter().map(|(path, slug)| (ContentPath::new(path), slug.map(str::to_owned))).collect();
        documents.sort();
        documents.dedup_by(|a, b| a.0 == b.0);
        let mut assets: Vec<_> = assets.iter().map(|path| ContentPath::new(path)).collect();
        assets.sort();
        assets.dedup();
        assets.retain(|asset| !asset.is_root());
        Self { documents, assets }
    }

    fn plan(&self) -> (UrlPlan, Vec<Diagnostic>) {
        let mut paths = vec![ContentPath::new("")];
        for (path, _) in &self.documents {
            let mut folder = path.folder();
            while !folder.is_root() {
                paths.push(folder.clone());
                folder = folder.folder();
            }
        }
        paths.sort();
        paths.dedup();
        let at = |path: &ContentPath| paths.binary_search(path).expect("is a folder");
        let mut index = vec![None; paths.len()];
        for (number, (path, _)) in self.documents.iter().enumerate() {
            if let Some(rank) = path.index_rank() {
                let best: &mut Option<(u8, usize)> = &mut index[at(&path.folder())];
                if best.is_none_or(|best| (rank, number) < best) {
                    *best = Some((rank, number));
                }
            }
        }
        let input = PlanInput {
            folders: paths
                .iter()
                .enumerate()
                .map(|(number, path)| FolderEntry {
                    path,
                    parent: (number > 0).then(|| at(&path.folder())),
                    index: index[number].map(|(_, document)| document),
                })
                .collect(),
            documents: self
                .documents
                .iter()
                .map(|(path, slug)| DocumentEntry {
                    path,
                    file: path.as_str(),
                    slug: slug.as_deref(),
                    folder: at(&path.folder()),
                })
                .collect(),
            assets: &self.assets,
            site_files: vec!["robots.txt", "assets/handbook.css"],
        };
        UrlPlan::new("/", &input)
    }

    /// Every output file, pages with their twins, with what it is made from.
    fn files(&self) -> Vec<(String, String)> {
        let (plan, _) = self.plan();
        let mut files: Vec<(String, String)> = Vec::new();
        for (at, (path, _)) in self.documents.iter().enumerate() {
            for name in ["index.html", "index.md"] {
                files.push((join(&plan.document(at).path, name), path.to_string()));
            }
        }
        for asset in &self.assets {
            files.push((plan.asset(asset).expect("is planned").path.to_string(), asset.to_string()));
        }
        files.sort();
        files
    }
}

fn urls(documents: &[(&str, Option<&str>)]) -> Vec<String> {
    let site = Site::new(documents, &[]);
    let (plan, _) = site.plan();
    (0..site.documents.len())
        .map(|at| format!("{} {}", site.documents[at].0, plan.document(at).url))
        .collect()
}

#[test]
fn numbers_that_only_order_are_dropped_unless_two_would_be_alike() {
    assert_eq!(
        urls(&[
            ("01_Strategy/01_Strategy.md", None),
            ("01_Strategy/02 Goals & KPIs.md", None),
            ("02_Ads/01-intro.md", None),
            ("02_Ads/02-intro.md", None),
            ("2026-plan.md", None),
        ]),
        [
            "01_Strategy/01_Strategy.md /strategy/",
            "01_Strategy/02 Goals & KPIs.md /strategy/goals-kpis/",
            "02_Ads/01-intro.md /ads/01-intro/",
            "02_Ads/02-intro.md /ads/02-intro/",
            "2026-plan.md /2026-plan/",
        ]
    );
}

#[test]
fn the_best_index_is_the_folder_and_the_others_have_pages() {
    assert_eq!(
        urls(&[("a/README.md", None), ("a/_index.md", None), ("a/index.md", None), ("index.md", None)]),
        ["a/README.md /a/readme/", "a/_index.md /a/index/", "a/index.md /a/", "index.md /"]
    );
}

#[test]
fn a_slug_is_the_last_part_and_nothing_else() {
    assert_eq!(
        urls(&[
            ("a/index.md", Some("alpha")),
            ("a/b.md", Some("../../../evil")),
            ("a/c.md", Some("/etc/passwd")),
            ("a/d.md", Some("  ")),
            ("index.md", Some("home")),
        ]),
        [
            "a/b.md /alpha/evil/",
            "a/c.md /alpha/etc-passwd/",
            "a/d.md /alpha/d/",
            "a/index.md /alpha/",
            "index.md /"
        ]
    );
}

#[test]
fn a_collision_names_both_and_both_are_built() {
    let site = Site::new(&[("Big Plan.md", None), ("big-plan.md", None), ("big_plan/x.md", None)], &[]);
    let (plan, diagnostics) = site.plan();
    let found: Vec<&str> = (0..3).map(|at| &*plan.document(at).url).collect();
    assert_eq!(found, ["/big-plan-2/", "/big-plan-3/", "/big-plan/x/"]);
    let messages: Vec<&str> = diagnostics.iter().map(|diagnostic| &*diagnostic.message).collect();
    assert_eq!(
        messages,
        [
            "`big_plan/` and `Big Plan.md` want the same place `/big-plan/`",
            "`big_plan/` and `big-plan.md` want the same place `/big-plan/`"
        ]
    );
}

#[test]
fn assets_lie_beside_their_pages_and_never_on_them() {
    let site = Site::new(
        &[("01_Ads/Ads Plan.md", None), ("plan.md", None)],
        &[
            "01_Ads/My Pic.png",
            "01_Ads/img dir/a.png",
            "plan",
            "assets/handbook.css",
            "ads/ads-plan/index.html",
            "x/Y.PDF",
        ],
    );
    assert_eq!(
        site.files()
            .into_iter()
            .map(|(path, _)| path)
            .filter(|path| !path.ends_with("/index.md"))
            .collect::<Vec<_>>(),
        [
            "ads/My Pic.png",
            "ads/ads-plan/index-2.html",
            "ads/ads-plan/index.html",
            "ads/img-dir/a.png",
            "assets/handbook-2.css",
            "plan-2",
            "plan/index.html",
            "x/Y.PDF",
        ]
    );
}

#[test]
fn generated_pages_and_redirects_give_way() {
    let site = Site::new(&[("tags/x.md", None), ("glossary.md", None)], &[]);
    let (mut plan, _) = site.plan();
    assert_eq!(&*plan.generated(&["tags", "all-tags"]).url, "/all-tags/");
    assert_eq!(&*plan.generated(&["glossary"]).url, "/glossary-2/");
    assert_eq!(plan.redirect("/Glossary"), (None, false));
    assert_eq!(plan.redirect("/old.html").0.as_deref(), Some("old.html"));
    assert_eq!(plan.redirect("/old.html").0, None);
}

fn any_path() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-cA-C]{1,2}",
        "0[12][_ -][a-b]{1,2}",
        "(index|README|_index|con|AUX|\\.\\.|a%2e|\\p{L}{1,3}|a\\.)",
        any::<String>().prop_map(|part| part.replace(['/', '\\'], "")),
    ];
    prop::collection::vec(part, 1..4).prop_map(|parts| parts.join("/"))
}

proptest! {
    #[test]
    fn every_file_has_a_safe_place_of_its_own(
        documents in prop::collection::vec((any_path(), prop::option::of(any::<String>())), 0..12),
        assets in prop::collection::vec(any_path(), 0..8),
    ) {
        let documents: Vec<(String, Option<String>)> =
            documents.into_iter().map(|(path, slug)| (format!("{path}.md"), slug)).collect();
        let borrowed: Vec<(&str, Option<&str>)> =
            documents.iter().map(|(path, slug)| (path.as_str(), slug.as_deref())).collect();
        let assets: Vec<&str> = assets.iter().map(String::as_str).collect();
        let files = Site::new(&borrowed, &assets).files();
        let mut seen = std::collections::HashSet::new();
        for (path, from) in &files {
            prop_assert!(seen.insert(fold(path)), "{path} twice, from {from}");
            prop_assert!(!path.starts_with('/') && !path.contains('\\') && !path.chars().any(char::is_control));
            prop_assert!(path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.starts_with('.')));
        }
        for (path, _) in &files {
            for (at, _) in path.match_indices('/') {
                prop_assert!(!seen.contains(&fold(&path[..at])), "{path} lies in a file");
            }
        }
        let turned: Vec<_> = borrowed.iter().rev().copied().collect();
        let unique: std::collections::HashSet<_> = borrowed.iter().map(|(path, _)| ContentPath::new(path)).collect();
        if unique.len() == borrowed.len() {
            prop_assert_eq!(Site::new(&turned, &assets).files(), files, "order of files does not matter");
        }
    }
}
