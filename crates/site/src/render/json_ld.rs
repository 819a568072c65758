//! What a page says to machines: schema.org as JSON-LD.

use serde_json::{Value, json};

use crate::context::{PageContext, PageKind};
use crate::site::Site;

/// JSON-LD of a page, safe inside `<script>`; empty for pages that are no content.
pub(crate) fn page(site: &Site<'_>, page: &PageContext<'_>) -> String {
    let absolute = |url: &str| match url.strip_prefix(&*site.shared.base_path) {
        Some(rest) if !site.shared.base_url.is_empty() => format!("{}{rest}", site.shared.base_url),
        _ => url.to_owned(),
    };
    let mut graph = Vec::with_capacity(2);
    match page.kind {
        PageKind::Home => graph.push(json!({
            "@type": "WebSite",
            "name": site.shared.title,
            "description": site.shared.description,
            "url": absolute(&page.url),
            "inLanguage": page.language,
        })),
        PageKind::Document | PageKind::Folder => {
            let mut article = json!({
                "@type": if page.kind == PageKind::Document { "Article" } else { "CollectionPage" },
                "headline": page.title,
                "url": absolute(&page.url),
                "inLanguage": page.language,
                "isPartOf": { "@type": "WebSite", "name": site.shared.title, "url": absolute(&site.shared.base_path) },
            });
            let mut add = |key: &str, value: Option<Value>| {
                if let Some(value) = value {
                    article[key] = value;
                }
            };
            let text = |text: &str| (!text.is_empty()).then(|| Value::from(text));
            add("description", text(&page.description));
            add("dateModified", page.updated.map(|day| day.0.to_string().into()));
            add("datePublished", page.created.map(|day| day.0.to_string().into()));
            add("author", text(&page.steward).map(|name| json!({ "@type": "Person", "name": name })));
            add("image", text(&page.cover).map(|_| absolute(&page.cover).into()));
            let tags: Vec<&str> = page.tags.iter().map(|tag| &*tag.label).collect();
            add("keywords", (!tags.is_empty()).then(|| tags.into()));
            graph.push(article);
        }
        _ => return String::new(),
    }
    if !page.breadcrumbs.is_empty() {
        let items: Vec<Value> = page
            .breadcrumbs
            .iter()
            .map(|crumb| (&*crumb.title, absolute(&crumb.url)))
            .chain([(&*page.title, absolute(&page.url))])
            .enumerate()
            .map(|(at, (name, item))| json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": item }))
            .collect();
        graph.push(json!({ "@type": "BreadcrumbList", "itemListElement": items }));
    }
    for_script(&json!({ "@context": "https://schema.org", "@graph": graph }).to_string())
}

/// JSON that can stand in a `<script>`: nothing in it ends the element or opens a comment.
pub(crate) fn for_script(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        match character {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            character => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::for_script;

    #[test]
    fn nothing_ends_the_script() {
        let safe = for_script("{\"a\":\"</script><!--&\u{2028}\"}");
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']));
        let value: serde_json::Value = serde_json::from_str(&safe).expect("is JSON still");
        assert_eq!(value["a"], "</script><!--&\u{2028}");
    }
}
