//! Reads what a manifest says of a plugin itself, so that the plugin need not say it again.
//!
//! Only the few members that a description needs are read here, and only as far as they are simple strings above the
//! first table, which keeps a whole TOML reader out of every plugin. The host reads the manifest properly and compares.

use std::marker::PhantomData;

use crate::error::{Error, Result};
use crate::plugin::Plugin;

/// Longest part of a manifest above its first table.
const LONGEST: usize = 4096;

/// The part of a plugin's manifest above its first table.
///
/// It is copied out while the plugin is compiled, so that nothing below it is in the library: the manifest holds the hash
/// of the library there, which would otherwise be different after every build.
pub(crate) fn head<P: Plugin>() -> &'static str {
    let Head { bytes, length } = HeadOf::<P>::HEAD;
    // It is cut at white space, so it is UTF-8 as the whole is.
    std::str::from_utf8(&bytes[..*length]).unwrap_or_default()
}

struct Head {
    bytes: [u8; LONGEST],
    length: usize,
}

struct HeadOf<P>(PhantomData<P>);

impl<P: Plugin> HeadOf<P> {
    const HEAD: &'static Head = &cut(P::MANIFEST.as_bytes());
}

const fn cut(manifest: &[u8]) -> Head {
    let mut bytes = [0; LONGEST];
    let mut length = 0;
    let mut begins_line = true;
    while length < manifest.len() && !(begins_line && manifest[length] == b'[') {
        assert!(length < LONGEST, "plugin.toml has more than 4,096 bytes above its first table");
        bytes[length] = manifest[length];
        begins_line = manifest[length] == b'\n';
        length += 1;
    }
    // The empty line before the table that is added later.
    while length > 0 && bytes[length - 1].is_ascii_whitespace() {
        length -= 1;
        bytes[length] = 0;
    }
    Head { bytes, length }
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) summary: String,
}

pub(crate) fn read(manifest: &str) -> Result<About> {
    let mut about = About::default();
    for line in manifest.lines().map(str::trim) {
        let Some((key, value)) = line.split_once('=') else { continue };
        let member = match key.trim() {
            "id" => &mut about.id,
            "name" => &mut about.name,
            "version" => &mut about.version,
            "summary" => &mut about.summary,
            _ => continue,
        };
        *member = string(value.trim()).ok_or_else(|| {
            Error::new(format_args!(
                "`{}` in `plugin.toml` is not a string in quotes on one line",
                key.trim()
            ))
        })?;
    }
    for (key, value) in [("id", &about.id), ("version", &about.version)] {
        if value.is_empty() {
            return Err(Error::new(format_args!("`plugin.toml` has no `{key}` above its first table")));
        }
    }
    if about.name.is_empty() {
        about.name.clone_from(&about.id);
    }
    Ok(about)
}

/// A TOML string on one line, and nothing after it but a comment.
fn string(value: &str) -> Option<String> {
    let (text, rest) = if let Some(rest) = value.strip_prefix('\'') {
        let (text, rest) = rest.split_once('\'')?;
        (text.to_owned(), rest)
    } else {
        let mut text = String::new();
        let mut characters = value.strip_prefix('"')?.chars();
        loop {
            match characters.next()? {
                '"' => break,
                '\\' => text.push(escaped(&mut characters)?),
                character => text.push(character),
            }
        }
        (text, characters.as_str())
    };
    let rest = rest.trim_start();
    (rest.is_empty() || rest.starts_with('#')).then_some(text)
}

fn escaped(characters: &mut std::str::Chars<'_>) -> Option<char> {
    let digits = match characters.next()? {
        'n' => return Some('\n'),
        't' => return Some('\t'),
        '"' => return Some('"'),
        '\\' => return Some('\\'),
        'u' => 4,
        'U' => 8,
        _ => return None,
    };
    let code: String = characters.take(digits).collect();
    char::from_u32(u32::from_str_radix(&code, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_strings_above_the_first_table_are_read() {
        let about = read(concat!(
            "# A plugin.\nid = \"okr\"\nname = 'Goals' # as people call them\nversion=\"1.2.0\"\n",
            "summary = \"A \\\"good\\\" \\u0041.\"\nmakes = [\"report\"]\n",
        ));
        let expected = About {
            id: "okr".to_owned(),
            name: "Goals".to_owned(),
            version: "1.2.0".to_owned(),
            summary: "A \"good\" A.".to_owned(),
        };
        assert_eq!(about, Ok(expected));
    }

    struct Whole;

    impl Plugin for Whole {
        const MANIFEST: &'static str =
            "id = \"a\"\nmakes = [\n  \"report\"]\nversion = \"ä\"\n\n[limits]\nid = \"b\"\n";

        fn methods() -> crate::Methods {
            crate::Methods::new()
        }
    }

    #[test]
    fn what_lies_below_the_first_table_is_left_out() {
        assert_eq!(head::<Whole>(), "id = \"a\"\nmakes = [\n  \"report\"]\nversion = \"ä\"");
    }

    #[test]
    fn what_is_missing_or_odd_is_said() {
        assert_eq!(
            read("id = \"a\"").unwrap_err().to_string(),
            "`plugin.toml` has no `version` above its first table"
        );
        assert_eq!(
            read("id = \"\"\"a\"\"\"").unwrap_err().to_string(),
            "`id` in `plugin.toml` is not a string in quotes on one line"
        );
        assert_eq!(read("id = \"a\"\nversion = \"1\"").unwrap().name, "a");
    }
}
