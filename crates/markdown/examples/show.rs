use stratbook_markdown::*;
use stratbook_model::*;
struct R(Outline);
impl Resolver for R {
    fn link(&self, i: usize) -> Target {
        let t = &self.0.links[i].target;
        if t.contains("://") {
            Target::External(t.clone())
        } else if t.contains("broken") {
            Target::Broken
        } else if t.contains("secret") {
            Target::Text(Some("withheld".into()))
        } else {
            Target::Internal { href: format!("/x/{t}"), text: Some(format!("Title of {t}")) }
        }
    }
    fn embed(&self, i: usize) -> Embedded {
        let l = &self.0.links[i];
        if l.kind == LinkKind::Image {
            Embedded::Image(format!("/x/{}", l.target))
        } else if l.target.ends_with(".pdf") {
            Embedded::File(l.target.clone())
        } else {
            Embedded::Html {
                html: "<p>EMBEDDED</p>\n".into(),
                title: l.target.clone(),
                href: "/note/".into(),
            }
        }
    }
    fn shortcode(&self, _: usize) -> Option<String> {
        None
    }
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    if args[1] == "bench" {
        let mut docs = vec![];
        for p in &args[2..] {
            if let Ok(t) = std::fs::read_to_string(p) {
                docs.push(t);
            }
        }
        let bytes: usize = docs.iter().map(|d| d.len()).sum();
        for round in 0..3 {
            let mut words = 0u64;
            let mut out = 0usize;
            let (mut tp, mut tr) = (std::time::Duration::ZERO, std::time::Duration::ZERO);
            for d in &docs {
                let s = SourceText::new("f", d.as_str());
                let b = Span::new(0, d.len());
                let t = std::time::Instant::now();
                let (o, _) = parse(&s, b, &Options::default());
                tp += t.elapsed();
                words += u64::from(o.words);
                let r = R(o.clone());
                let t = std::time::Instant::now();
                let h = render(&s, b, Part::WithoutTitle, &o, &Options::default(), None, &r);
                let e = t.elapsed();
                tr += e;
                out += h.html.len();
                if args.len() < 6 || e.as_millis() > 20 {
                    eprintln!("{} bytes parse {:?} render {:?}", d.len(), tp, e);
                }
            }
            println!(
                "round {round}: {} docs {bytes} bytes {words} words out {out}; parse {:?} render {:?}; per 900 words {:?}",
                docs.len(),
                tp,
                tr,
                (tp + tr) * 900 / (words as u32).max(1)
            );
        }
        return;
    }
    let text = std::fs::read_to_string(&args[1]).unwrap();
    let s = SourceText::new(args[1].clone(), text.as_str());
    let b = Span::new(0, text.len());
    let (o, d) = parse(&s, b, &Options::default());
    if args.len() > 2 {
        println!("{o:#?}");
    }
    for x in &d {
        let p = x.place.as_ref().unwrap();
        println!("{}:{}:{} {} {}", p.file, p.line, p.column, x.rule.name, x.message);
    }
    let terms = Terms::new([Term {
        name: "churn".into(),
        href: "/g#churn".into(),
        definition: "Loss of customers".into(),
    }]);
    println!("{}", render(&s, b, Part::Whole, &o, &Options::default(), Some(&terms), &R(o.clone())).html);
    println!("=====TWIN\n{}", twin(&s, b, &o, &R(o.clone())));
}
