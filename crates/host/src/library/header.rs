//! What kind of file it is, by its first bytes: enough to refuse it in words before the system's loader sees it.

/// Whether these bytes are a library for this machine; if not, what they are and what is wanted.
pub(super) fn fits(bytes: &[u8]) -> Result<(), (String, String)> {
    let found = Kind::of(bytes);
    let wanted = Kind::wanted();
    if found == wanted || matches!(found, Kind::Fat) && matches!(wanted, Kind::MachO { .. }) {
        Ok(())
    } else {
        Err((found.words(), wanted.words()))
    }
}

/// Kinds of files that people have put where a library belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Linux and most other Unixes. `kind` is 3 for a library.
    Elf {
        bits: u8,
        little: bool,
        machine: u16,
        kind: u16,
    },
    /// macOS.
    MachO {
        machine: u32,
    },
    /// macOS, several machines in one.
    Fat,
    /// Windows.
    Pe {
        machine: u16,
    },
    Archive,
    Text,
    Empty,
    Other,
}

const ELF_LIBRARY: u16 = 3;

impl Kind {
    fn of(bytes: &[u8]) -> Self {
        match bytes {
            [] => Self::Empty,
            [0x7f, b'E', b'L', b'F', class, data, ..] if bytes.len() >= 20 => {
                let little = *data != 2;
                let word = |at: usize| {
                    let pair = [bytes[at], bytes[at + 1]];
                    if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
                };
                let bits = if *class == 1 { 32 } else { 64 };
                Self::Elf { bits, little, machine: word(18), kind: word(16) }
            }
            [0xcf | 0xce, 0xfa, 0xed, 0xfe, a, b, c, d, ..] => {
                Self::MachO { machine: u32::from_le_bytes([*a, *b, *c, *d]) }
            }
            [0xca, 0xfe, 0xba, 0xbe, ..] => Self::Fat,
            [b'M', b'Z', ..] => Self::Pe { machine: pe_machine(bytes).unwrap_or(0) },
            _ if bytes.starts_with(b"!<arch>\n") => Self::Archive,
            _ if is_text(bytes) => Self::Text,
            _ => Self::Other,
        }
    }

    const fn wanted() -> Self {
        if cfg!(target_vendor = "apple") {
            Self::MachO { machine: if cfg!(target_arch = "aarch64") { 0x0100_000c } else { 0x0100_0007 } }
        } else if cfg!(windows) {
            Self::Pe { machine: if cfg!(target_arch = "aarch64") { 0xaa64 } else { 0x8664 } }
        } else {
            Self::Elf {
                bits: if cfg!(target_pointer_width = "32") { 32 } else { 64 },
                little: cfg!(target_endian = "little"),
                machine: elf_machine(),
                kind: ELF_LIBRARY,
            }
        }
    }

    fn words(self) -> String {
        match self {
            Self::Elf { bits, little, machine, kind } => {
                let what = match kind {
                    1 => "an object file that is not linked yet",
                    2 => "a program, not a library,",
                    ELF_LIBRARY => "a library",
                    4 => "a core dump",
                    _ => "an ELF file of an unknown kind",
                };
                let order = if little { "" } else { ", big-endian" };
                format!("{what} for {} (ELF, {bits} bit{order})", elf_name(machine))
            }
            Self::MachO { machine: 0x0100_000c } => "a library for macOS on aarch64".to_owned(),
            Self::MachO { machine: 0x0100_0007 } => "a library for macOS on x86_64".to_owned(),
            Self::MachO { machine } => format!("a library for macOS on machine {machine:#x}"),
            Self::Fat => "a library for macOS".to_owned(),
            Self::Pe { machine: 0x8664 } => "a library for Windows on x86_64".to_owned(),
            Self::Pe { machine: 0xaa64 } => "a library for Windows on aarch64".to_owned(),
            Self::Pe { .. } => "a file for Windows".to_owned(),
            Self::Archive => "a static library (an archive of object files)".to_owned(),
            Self::Text => "a text file".to_owned(),
            Self::Empty => "an empty file".to_owned(),
            Self::Other => "not a library".to_owned(),
        }
    }
}

const fn elf_machine() -> u16 {
    if cfg!(target_arch = "x86_64") {
        62
    } else if cfg!(target_arch = "aarch64") {
        183
    } else if cfg!(target_arch = "riscv64") {
        243
    } else if cfg!(target_arch = "x86") {
        3
    } else if cfg!(target_arch = "arm") {
        40
    } else {
        0
    }
}

fn elf_name(machine: u16) -> String {
    match machine {
        3 => "x86".to_owned(),
        40 => "arm".to_owned(),
        62 => "x86_64".to_owned(),
        183 => "aarch64".to_owned(),
        243 => "riscv64".to_owned(),
        other => format!("machine {other}"),
    }
}

fn pe_machine(bytes: &[u8]) -> Option<u16> {
    let at = bytes.get(0x3c..0x40)?;
    let at = u32::from_le_bytes([at[0], at[1], at[2], at[3]]) as usize;
    let header = bytes.get(at..at.checked_add(6)?)?;
    header.starts_with(b"PE\0\0").then(|| u16::from_le_bytes([header[4], header[5]]))
}

fn is_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(512)];
    start.iter().all(|byte| *byte >= 0x20 && *byte != 0x7f || matches!(byte, b'\n' | b'\r' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elf(machine: u16, kind: u16) -> Vec<u8> {
        let mut bytes = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec();
        bytes.extend(kind.to_le_bytes());
        bytes.extend(machine.to_le_bytes());
        bytes.resize(64, 0);
        bytes
    }

    #[test]
    fn each_kind_has_its_words() {
        assert_eq!(Kind::of(&elf(183, 3)).words(), "a library for aarch64 (ELF, 64 bit)");
        assert_eq!(
            Kind::of(&elf(62, 1)).words(),
            "an object file that is not linked yet for x86_64 (ELF, 64 bit)"
        );
        assert_eq!(Kind::of(b"just words\n").words(), "a text file");
        assert_eq!(Kind::of(b"").words(), "an empty file");
        assert_eq!(Kind::of(b"\x7fELF").words(), "not a library");
        assert_eq!(Kind::of(b"MZ\0").words(), "a file for Windows");
        assert_eq!(
            Kind::of(&[0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1, 0]).words(),
            "a library for macOS on aarch64"
        );
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_break_it(start in 0_usize..4, rest in proptest::collection::vec(proptest::num::u8::ANY, 0..80)) {
            let magic: &[u8] = [&b""[..], b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe"][start];
            let _ = fits(&[magic, &rest].concat());
        }
    }
}
