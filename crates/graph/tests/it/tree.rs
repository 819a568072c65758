//! Folders, order, lessons.

use std::fmt::Write as _;

use insta::assert_snapshot;
use stratbook_graph::{Child, FolderId, Step};

use crate::workspace::{Built, Workspace};

fn outline(built: &Built) -> String {
    let mut text = String::new();
    show(built, FolderId::ROOT, 0, &mut text);
    text
}

fn show(built: &Built, folder: FolderId, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let it = built.graph.folder(folder);
    let index = it.index.map_or("-", |index| built.path(index));
    let _ = writeln!(text, "{indent}{}/ \"{}\" {index}", it.path, it.title);
    for child in &it.children {
        match child {
            Child::Document(id) => {
                assert_eq!(built.graph.folder_of(*id), folder);
                let _ = writeln!(text, "{indent}  {}", built.path(*id));
            }
            Child::Folder(id) => {
                assert_eq!(built.graph.folder(*id).parent, Some(folder));
                show(built, *id, depth + 1, text);
            }
        }
    }
}

#[test]
fn folders_have_pages_and_order() {
    let mut workspace = Workspace::new()
        .file("README.md", "# Home\n")
        .file("total-rewards.md", "# Total rewards\n")
        .file("total-rewards/pay.md", "")
        .file("Ads/Ads.md", "")
        .file("Ads/_index.md", "# All of ads\n")
        .file("Ads/Lesson 10.md", "")
        .file("Ads/Lesson 2.md", "")
        .file("Ads/02_second.md", "")
        .file("Ads/10_tenth.md", "")
        .file("Ads/zz.md", "---\norder: 1\n---\n")
        .file("empty/deep/only.md", "")
        .file("last/x.md", "")
        .file("first.md", "");
    workspace.options.reading_order = vec!["last".into(), "first".into()];
    assert_snapshot!(outline(&workspace.build()), @r#"
    / "Home" README.md
      last/ "Last" -
        last/x.md
      first.md
      Ads/ "All of ads" Ads/_index.md
        Ads/zz.md
        Ads/02_second.md
        Ads/10_tenth.md
        Ads/Ads.md
        Ads/Lesson 2.md
        Ads/Lesson 10.md
      empty/ "Empty" -
        empty/deep/ "Deep" -
          empty/deep/only.md
      total-rewards/ "Total rewards" total-rewards.md
        total-rewards/pay.md
    "#);
}

#[test]
fn neighbours_go_depth_first() {
    let built = Workspace::new()
        .file("index.md", "")
        .file("a/index.md", "")
        .file("a/1.md", "")
        .file("b/c/2.md", "")
        .file("z.md", "")
        .build();
    let steps: Vec<String> = built
        .graph
        .reading_order()
        .iter()
        .map(|step| match step {
            Step::Document(id) => built.path(*id).to_owned(),
            Step::Folder(id) => format!("{}/", built.graph.folder(*id).path),
        })
        .collect();
    assert_eq!(steps, ["index.md", "a/index.md", "a/1.md", "b/", "b/c/", "b/c/2.md", "z.md"]);
    let (before, after) = built.graph.neighbours(built.id("a/1.md"));
    assert_eq!(before, Some(Step::Document(built.id("a/index.md"))));
    assert!(matches!(after, Some(Step::Folder(_))));
    assert_eq!(built.graph.neighbours(built.id("z.md")).1, None);
}

#[test]
fn lessons_know_where_they_are() {
    let built = Workspace::new()
        .file("course/index.md", "---\ndoc_type: Course\n---\n")
        .file("course/02_b.md", "")
        .file("course/01_a.md", "")
        .file("timed/a.md", "---\nduration: 10 min\n---\n")
        .file("timed/b.md", "")
        .file("plain/a.md", "")
        .build();
    let lesson = built.graph.lesson(built.id("course/02_b.md")).expect("is a lesson");
    assert_eq!((lesson.position, lesson.total), (2, 2));
    assert_eq!(built.graph.folder(lesson.course).path.as_str(), "course");
    assert_eq!(built.graph.lesson(built.id("course/index.md")), None);
    assert_eq!(built.graph.lessons(lesson.course).len(), 2);
    assert!(built.graph.lesson(built.id("timed/b.md")).is_some());
    assert_eq!(built.graph.lesson(built.id("plain/a.md")), None);
}

#[test]
fn nothing_at_all_is_a_root() {
    let built = Workspace::new().build();
    assert_eq!(built.graph.folders().len(), 1);
    assert_eq!(built.graph.reading_order(), [Step::Folder(FolderId::ROOT)]);
}
