//! The colours of code.

use std::fmt::Write as _;

use super::Class;

/// CSS of the highlight classes, light and dark. Every colour has a contrast of at least 4.5 : 1 on the code
/// backgrounds of both modes (held by a test); a theme changes one by setting its property (`--code-keyword`).
pub fn theme_css() -> String {
    let mut css = String::new();
    for class in Class::ALL {
        let (property, light, dark) = colours(class);
        let style = if class == Class::Comment { ";font-style:italic" } else { "" };
        let _ = writeln!(
            css,
            ".{}{{color:var(--code-{property},light-dark({light},{dark})){style}}}",
            class.name()
        );
    }
    css
}

const fn colours(class: Class) -> (&'static str, &'static str, &'static str) {
    match class {
        Class::Comment => ("comment", "#57685f", "#93a59c"),
        Class::Text => ("string", "#1c6839", "#8fd6a4"),
        Class::Number => ("number", "#8a4b00", "#e8b96a"),
        Class::Keyword => ("keyword", "#8a2a6b", "#e79cc9"),
        Class::Function => ("function", "#1d5b9f", "#8fc0f5"),
        Class::Type => ("type", "#65409c", "#c3a8f0"),
        Class::Property => ("property", "#0b6370", "#7fd0dc"),
        Class::Meta => ("meta", "#6b5a10", "#d3c275"),
        Class::Inserted => ("inserted", "#1c6839", "#76d192"),
        Class::Deleted => ("deleted", "#a52a2a", "#f39a92"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.039_28 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        if one > other { one / other } else { other / one }
    }

    #[test]
    fn colours_can_be_read() {
        for class in Class::ALL {
            let (name, light, dark) = colours(class);
            for (colour, ground) in
                [(light, "#eaf0ed"), (light, "#ffffff"), (dark, "#1d2723"), (dark, "#0f1513")]
            {
                assert!(
                    contrast(colour, ground) >= 4.5,
                    "{name}: {colour} on {ground} is {}",
                    contrast(colour, ground)
                );
            }
        }
        assert!(theme_css().len() < 1200);
    }
}
