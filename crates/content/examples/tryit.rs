use std::collections::BTreeMap;
use stratbook_content::*;
fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let verbose = std::env::args().nth(2);
    let t = std::time::Instant::now();
    let found = discover(&root, "", &DiscoverOptions::default()).unwrap();
    println!("{} files {:?} {} diags", found.files.len(), t.elapsed(), found.diagnostics.len());
    let options = FrontMatterOptions {
        statuses: ["Draft", "Active", "Deprecated"].map(String::from).into(),
        levels: Default::default(),
        today: "2026-11-21".parse().unwrap(),
        schemas: Schemas::default(),
        known_keys: vec![],
    };
    let files: Vec<_> = found
        .files
        .iter()
        .filter(|f| f.path.is_markdown())
        .map(|f| (f.path.clone(), std::fs::read(&f.absolute).unwrap()))
        .collect();
    let t = std::time::Instant::now();
    let mut tally: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    let mut extra: BTreeMap<String, usize> = BTreeMap::new();
    let mut with = 0;
    for (path, bytes) in &files {
        let (source, mut d) = decode(path.as_str().into(), bytes);
        let (fm, more) = read_front_matter(&source, &options);
        d.extend(more);
        with += usize::from(fm.span.is_some());
        for k in fm.metadata.extra.keys() {
            *extra.entry(k.clone()).or_default() += 1;
        }
        for d in d {
            tally.entry(d.rule.name).or_default().push(d);
        }
        if verbose.as_deref() == Some("-m") {
            println!("{path} {:#?}", fm);
        }
    }
    println!("{} markdown, {with} with front matter, {:?}", files.len(), t.elapsed());
    println!("extra {extra:?}");
    for (name, list) in tally {
        println!("## {name}: {}", list.len());
        for d in list.iter().take(6) {
            let p = d.place.as_ref().unwrap();
            println!("  {}:{}:{} {} | {} | {:?}", p.file, p.line, p.column, d.message, p.excerpt, d.hint);
        }
    }
}
