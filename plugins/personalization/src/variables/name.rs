//! What the name of a variable looks like, and what it never is.

/// Longest name that is taken for one.
const LONGEST: usize = 80;

/// How a name is written in the text, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name with underscores: `COMPANY_NAME`.
    pub name: String,
    /// Whether it was written with spaces or hyphens, as in `[COMPANY NAME]`. Then it is a variable only where the
    /// template or the dictionary knows the name with underscores.
    pub variant: bool,
}

/// Reads what stands between brackets: upper-case letters, digits and underscores, at least one letter among them, and
/// neither the first nor the last an underscore.
pub fn read(inside: &str) -> Option<Named> {
    if inside.is_empty() || inside.len() > LONGEST {
        return None;
    }
    let mut name = String::with_capacity(inside.len());
    let (mut letters, mut variant) = (false, false);
    for character in inside.chars() {
        match character {
            '0'..='9' | '_' => name.push(character),
            // One space or hyphen between words.
            ' ' | '-' if name.chars().next_back().is_some_and(char::is_alphanumeric) => {
                variant = true;
                name.push('_');
            }
            _ if character.is_uppercase() => {
                letters = true;
                name.push(character);
            }
            _ => return None,
        }
    }
    let ends = name.starts_with('_') || name.ends_with('_');
    (letters && !ends).then_some(Named { name, variant })
}

/// The name that somebody means who writes `[COMPANY_NAME]`, `company name` or `Company-Name` as a key.
pub fn meant(key: &str) -> String {
    let key = key.trim();
    let key = key.strip_prefix('[').and_then(|key| key.strip_suffix(']')).unwrap_or(key).trim();
    key.chars()
        .map(|character| if matches!(character, ' ' | '-') { '_' } else { character })
        .flat_map(char::to_uppercase)
        .collect()
}

/// Words in brackets that logs, remarks and the usage of commands are full of. They are variables only where they are declared.
const REMARKS: &[&str] = &[
    "ARGS",
    "ARGUMENTS",
    "CRITICAL",
    "DEBUG",
    "ERROR",
    "FAIL",
    "FAILED",
    "FATAL",
    "FLAGS",
    "INFO",
    "NOTICE",
    "OK",
    "OPTIONS",
    "PASS",
    "PASSED",
    "SIC",
    "SKIP",
    "SKIPPED",
    "TRACE",
    "WARN",
    "WARNING",
];

/// Whether a name is a remark, such as the level of a line in a log or the options of a command.
pub(crate) fn is_remark(name: &str) -> bool {
    REMARKS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(inside: &str) -> Option<String> {
        read(inside).map(|named| named.name)
    }

    #[test]
    fn names_are_upper_case() {
        let names = ["COMPANY_NAME", "A", "Q1", "3PL_PROVIDER", "ÜBER_1"];
        for one in names {
            assert_eq!(read(one), Some(Named { name: one.to_owned(), variant: false }));
        }
        let not = [
            "", " ", "0", "12_3", "x", "Name", "_A", "A_", "^1", "!NOTE", "A.B", "A+", " A", "A  B", "A ",
            "A\tB",
        ];
        for one in not {
            assert_eq!(name(one), None, "{one}");
        }
        assert_eq!(name(&"A".repeat(81)), None);
    }

    #[test]
    fn spaces_and_hyphens_make_a_variant() {
        assert_eq!(read("COMPANY NAME"), Some(Named { name: "COMPANY_NAME".to_owned(), variant: true }));
        assert_eq!(read("COMPANY-NAME").map(|named| named.variant), Some(true));
    }

    #[test]
    fn keys_are_generous() {
        for key in ["[COMPANY_NAME]", "company name", "Company-Name", " COMPANY_NAME "] {
            assert_eq!(meant(key), "COMPANY_NAME");
        }
    }

    #[test]
    fn remarks_are_sorted() {
        assert!(REMARKS.is_sorted());
        assert!(is_remark("WARN") && !is_remark("COMPANY_NAME"));
    }
}
