//! A change of any input of a page changes its fingerprint; a change of anything else does not.

use stratbook_model::{ContentPath, Document};
use stratbook_site::ThemeFile;

use crate::site::{Book, document, key, relation, spanned};

type Change<T> = Box<dyn Fn(&mut T)>;

fn base(change: impl FnOnce(&mut Vec<Document>)) -> Book {
    let mut documents = vec![
        document("a/page.md", "# Page\n\nTo [[linked]], ![[shown]] and ![](pic.png).\n", |meta| {
            meta.tags = vec![spanned("One")];
            meta.relations = vec![relation("relations", "related")];
        }),
        document("a/sibling.md", "# Sibling\n\nfar from all\n", |_| {}),
        document("elsewhere.md", "# Elsewhere\n\ntext\n", |_| {}),
        document("linked.md", "# Linked\n\ntext\n", |_| {}),
        document("related.md", "# Related\n\ntext\n", |_| {}),
        document("shown.md", "# Shown\n\ninner [[elsewhere]]\n", |_| {}),
    ];
    change(&mut documents);
    let mut book = Book::new(documents);
    book.assets = vec![ContentPath::new("a/pic.png")];
    book
}

fn of(book: &Book) -> [u8; 32] {
    book.with(|site, _| site.fingerprint(key(site, "a/page/index.html")))
}

fn replace(documents: &mut Vec<Document>, document: Document) {
    documents.retain(|known| known.path != document.path);
    documents.push(document);
}

#[test]
fn the_same_inputs_give_the_same_fingerprint() {
    assert_eq!(of(&base(|_| {})), of(&base(|_| {})));
}

#[test]
fn every_input_counts() {
    let before = of(&base(|_| {}));
    let changes: Vec<(&str, Change<Vec<Document>>)> = vec![
        (
            "its text",
            Box::new(|all| {
                let body = "# Page\n\nTo [[linked]], ![[shown]] and ![](pic.png)!\n";
                replace(
                    all,
                    document("a/page.md", body, |meta| {
                        meta.tags = vec![spanned("One")];
                        meta.relations = vec![relation("relations", "related")];
                    }),
                );
            }),
        ),
        (
            "a title it links to",
            Box::new(|all| {
                replace(
                    all,
                    document("linked.md", "---\n", |meta| {
                        meta.title = Some(spanned("Other"));
                    }),
                );
            }),
        ),
        (
            "a url it links to",
            Box::new(|all| {
                replace(
                    all,
                    document("linked.md", "# Linked\n\ntext\n", |meta| {
                        meta.slug = Some(spanned("else"));
                    }),
                );
            }),
        ),
        (
            "text that it shows",
            Box::new(|all| replace(all, document("shown.md", "# Shown\n\nnew [[elsewhere]]\n", |_| {}))),
        ),
        (
            "a title that what it shows links to",
            Box::new(|all| {
                replace(all, document("elsewhere.md", "# Elsewhere else\n\ntext\n", |_| {}));
                all.last_mut().unwrap().metadata.aliases = vec![spanned("elsewhere")];
            }),
        ),
        (
            "a backlink",
            Box::new(|all| replace(all, document("elsewhere.md", "# Elsewhere\n\n[[page]]\n", |_| {}))),
        ),
        (
            "a sibling's title",
            Box::new(|all| replace(all, document("a/sibling.md", "# Brother\n\nfar from all\n", |_| {}))),
        ),
        ("a new sibling", Box::new(|all| all.push(document("a/z.md", "# Z\n", |_| {})))),
        (
            "a spelling of its tag",
            Box::new(|all| {
                for path in ["elsewhere.md", "linked.md"] {
                    replace(all, document(path, "# X\n\ntext\n", |meta| meta.tags = vec![spanned("ONE")]));
                }
            }),
        ),
        ("a folder's page", Box::new(|all| all.push(document("a/index.md", "# The A\n", |_| {})))),
    ];
    for (name, change) in changes {
        assert_ne!(of(&base(|all| change(all))), before, "{name}");
    }
}

#[test]
fn options_and_theme_count() {
    let before = of(&base(|_| {}));
    let changes: Vec<(&str, Change<Book>)> = vec![
        ("title", Box::new(|book| book.options.title = Some("T".to_owned()))),
        ("base url", Box::new(|book| book.options.base_url = Some("https://example.org/x/".to_owned()))),
        ("language", Box::new(|book| book.options.language = "de".to_owned())),
        ("edit url", Box::new(|book| book.options.edit_url = Some("https://example.org/{path}".to_owned()))),
        ("footer", Box::new(|book| book.options.footer = Some("*F*".to_owned()))),
        ("version", Box::new(|book| book.options.version = "9.9.9")),
        ("markdown", Box::new(|book| book.options.markdown.math = false)),
        (
            "level names",
            Box::new(|book| {
                book.options.levels = stratbook_model::Levels::new(&["Open", "Shut"], "Shut").unwrap();
            }),
        ),
        (
            "shortcodes",
            Box::new(|book| {
                book.options.shortcodes.insert("poll".to_owned(), "404.html".to_owned());
            }),
        ),
        (
            "a template",
            Box::new(|book| {
                book.theme = vec![ThemeFile {
                    path: "parts/footer.html".to_owned(),
                    shown: "footer.html".to_owned(),
                    bytes: b"<footer></footer>".to_vec(),
                }];
            }),
        ),
        ("an asset's place", Box::new(|book| book.assets = Vec::new())),
        ("a term", Box::new(|book| book.documents[1].metadata.term = true)),
    ];
    for (name, change) in changes {
        let mut book = base(|_| {});
        change(&mut book);
        assert_ne!(of(&book), before, "{name}");
    }
}

#[test]
fn what_the_page_does_not_show_does_not_count() {
    let before = of(&base(|_| {}));
    let far =
        base(|all| replace(all, document("a/sibling.md", "# Sibling\n\nfar from everything\n", |_| {})));
    assert_eq!(of(&far), before, "a sibling's text");
    let mut later = base(|_| {});
    later.options.date = jiff::civil::date(2027, 1, 1);
    assert_eq!(of(&later), before, "the day of the build, which no template prints");
}
