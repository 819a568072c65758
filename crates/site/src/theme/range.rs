//! Version ranges as `theme.toml` states them: `>=0.1, <1`.

/// Major, minor, patch.
type Version = [u64; 3];

/// Whether `version` lies in `range`: comparisons joined by commas, of `>=`, `>`, `<=`, `<`, `=` and a version of one
/// to three numbers; a bare version (or `^`) means that one up to the next incompatible one. `None` where the range
/// cannot be read.
pub(super) fn contains(range: &str, version: &str) -> Option<bool> {
    let (version, _) = parse(version)?;
    let mut all = true;
    for part in range.split(',') {
        let part = part.trim();
        let end = part.find(|c: char| c.is_ascii_digit() || c == '*')?;
        let (operator, stated) = (part[..end].trim(), part[end..].trim());
        if stated == "*" && operator.is_empty() {
            continue;
        }
        let (stated, given) = parse(stated)?;
        all &= match operator {
            ">=" => version >= stated,
            ">" => version >= next(stated, given),
            "<" => version < stated,
            "<=" => version < next(stated, given),
            "=" => version >= stated && version < next(stated, given),
            "~" => version >= stated && version < next(stated, given.min(2)),
            "" | "^" => version >= stated && version < incompatible(stated, given),
            _ => return None,
        };
    }
    Some(all)
}

/// The numbers, and how many were given. What follows `-` or `+` is left aside.
fn parse(text: &str) -> Option<(Version, usize)> {
    let text = text.split(['-', '+']).next()?.trim();
    let mut version = [0; 3];
    let mut given = 0;
    for part in text.split('.') {
        *version.get_mut(given)? = part.parse().ok()?;
        given += 1;
    }
    Some((version, given))
}

/// The first version after all that begin with the `given` numbers.
fn next(mut version: Version, given: usize) -> Version {
    version[given - 1] = version[given - 1].saturating_add(1);
    version
}

/// The first version after this one that may be incompatible: the leftmost number that is not 0 is raised.
fn incompatible(version: Version, given: usize) -> Version {
    let at = version[..given].iter().position(|number| *number > 0).unwrap_or(given - 1);
    let mut next = [0; 3];
    next[..at].copy_from_slice(&version[..at]);
    next[at] = version[at].saturating_add(1);
    next
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn ranges_are_read_as_cargo_reads_them() {
        for (range, version, expected) in [
            (">=0.1, <1", "0.1.0", Some(true)),
            (">=0.1, <1", "0.9.7-dev", Some(true)),
            (">=0.1, <1", "1.0.0", Some(false)),
            ("0.1", "0.1.9", Some(true)),
            ("0.1", "0.2.0", Some(false)),
            ("^1.2", "1.9.0", Some(true)),
            ("=1.2", "1.2.9", Some(true)),
            (">1.2", "1.2.9", Some(false)),
            ("<=1.2", "1.2.9", Some(true)),
            ("*", "7.0.0", Some(true)),
            ("", "1.0.0", None),
            (">=x", "1.0.0", None),
            (">=1.0.0.0", "1.0.0", None),
            ("==1", "1.0.0", None),
        ] {
            assert_eq!(contains(range, version), expected, "{range} {version}");
        }
    }
}
