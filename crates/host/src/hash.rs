//! The hash of a library's bytes.

use std::fmt;
use std::str::FromStr;

/// BLAKE3 of a library's bytes, written `blake3:<64 hexadecimal digits>`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

const PREFIX: &str = "blake3:";

impl Hash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The 64 digits alone.
    pub fn hex(&self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{PREFIX}{}", self.hex())
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A text that is not a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hash is `blake3:` and 64 hexadecimal digits")]
pub struct NotAHash;

impl FromStr for Hash {
    type Err = NotAHash;

    /// With or without the `blake3:`, digits in any case.
    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let text = text.trim();
        let digits = text.strip_prefix(PREFIX).unwrap_or(text);
        blake3::Hash::from_hex(digits.to_ascii_lowercase())
            .map(|hash| Self(*hash.as_bytes()))
            .map_err(|_| NotAHash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_survive_being_written_down() {
        let hash = Hash::of(b"library");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(hash.hex().to_uppercase().parse(), Ok(hash));
        assert_eq!("blake3:abc".parse::<Hash>(), Err(NotAHash));
        assert_eq!("".parse::<Hash>(), Err(NotAHash));
    }
}
