//! What host and worker say to each other: frames of a kind and some bytes, over a pair of sockets.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::Isolation;
use crate::table::{Given, Misfit, RawAnswer};

/// The first bytes of every frame. What does not begin with them was not written by a worker, but by its plugin.
const MAGIC: [u8; 2] = [0xb5, 0x0c];
/// Magic, kind, a zero, length of what follows.
const HEADER: usize = 8;

/// Kinds of frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Host: a [`Start`] in JSON.
    Start = 1,
    /// Host: name of a method, zero, request.
    Call = 2,
    /// Host: the reply to a question: 0 or 1 (it failed), text.
    Reply = 3,
    /// Worker: a [`Ready`] in JSON.
    Ready = 4,
    /// Worker: a [`Problem`] in JSON; it ends after that.
    Problem = 5,
    /// Worker: an answer.
    Answer = 6,
    /// Worker: name of a question, zero, request.
    Ask = 7,
    /// Worker: an exception came out of the plugin; its text.
    Panic = 8,
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        [
            Self::Start,
            Self::Call,
            Self::Reply,
            Self::Ready,
            Self::Problem,
            Self::Answer,
            Self::Ask,
            Self::Panic,
        ]
        .into_iter()
        .find(|kind| *kind as u8 == byte)
    }
}

/// What a worker is told first.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Start {
    /// Id of a bundled plugin; else a library is meant, which is sent along or lies at `path`.
    pub(super) bundled: Option<String>,
    /// Where the library's bytes lie, where they cannot be sent along.
    pub(super) path: Option<String>,
    /// Address space on top of what the worker has, in bytes.
    pub(super) memory: u64,
    /// Processor seconds for its whole life.
    pub(super) cpu_seconds: u64,
    /// Largest answer in bytes.
    pub(super) largest: usize,
}

/// What a worker says when the plugin can be called.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ready {
    /// How far it is kept apart.
    pub(super) isolation: Isolation,
}

/// Why a worker cannot run its plugin.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Problem {
    /// The system's loader refused it, in the loader's words.
    NotLoaded(String),
    /// It does not export the function.
    NoSymbol,
    /// Its table cannot be used.
    Misfit(Misfit),
    /// The worker could not be set up.
    Setup(String),
}

/// Why no frame could be read.
#[derive(Debug)]
pub(super) enum Broken {
    /// The other side is gone.
    Closed,
    /// Nothing came in time.
    Late,
    /// Something came that is no frame.
    Garbage(String),
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::Late,
            _ => Self::Closed,
        }
    }
}

/// Puts a frame together. `parts` are the bytes after the header.
pub(super) fn frame(kind: Kind, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut bytes = Vec::with_capacity(HEADER + length);
    bytes.extend_from_slice(&MAGIC);
    bytes.push(kind as u8);
    bytes.push(0);
    bytes.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
    for part in parts {
        bytes.extend_from_slice(part);
    }
    bytes
}

/// Writes a frame in one go.
pub(super) fn write(stream: &mut impl Write, kind: Kind, parts: &[&[u8]]) -> Result<(), Broken> {
    Ok(stream.write_all(&frame(kind, parts))?)
}

/// Reads frames, with a buffer so that a small frame costs one read.
pub(super) struct Reader {
    buffer: Vec<u8>,
    /// Bytes of the buffer that hold something, and those of them that were taken.
    filled: usize,
    taken: usize,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self { buffer: vec![0; 16 << 10], filled: 0, taken: 0 }
    }

    /// Reads a frame of at most `largest` bytes. `before` is asked before each read and sets its deadline.
    pub(super) fn read(
        &mut self,
        stream: &mut impl Read,
        largest: usize,
        mut before: impl FnMut() -> Result<(), Broken>,
    ) -> Result<(Kind, Vec<u8>), Broken> {
        let mut header = [0; HEADER];
        self.fill(stream, &mut header, &mut before)?;
        let kind =
            Kind::of(header[2]).filter(|_| header[..2] == MAGIC && header[3] == 0).ok_or_else(|| {
                Broken::Garbage(format!(
                    "it begins with: {}",
                    String::from_utf8_lossy(&header).escape_debug()
                ))
            })?;
        let length = u32::from_le_bytes([header[4], header[5], header[6], header[7]]) as usize;
        if length > largest {
            return Err(Broken::Garbage(format!("it says that it has {length} bytes")));
        }
        let mut payload = Vec::new();
        // Memory is taken as bytes come, not as many as somebody claims.
        while payload.len() < length {
            let from = payload.len();
            payload.resize((from + (1 << 20)).min(length), 0);
            self.fill(stream, &mut payload[from..], &mut before)?;
        }
        Ok((kind, payload))
    }

    fn fill(
        &mut self,
        stream: &mut impl Read,
        mut target: &mut [u8],
        before: &mut impl FnMut() -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        while !target.is_empty() {
            if self.taken == self.filled {
                before()?;
                // Large pieces go where they belong, without the detour.
                let direct = target.len() >= self.buffer.len();
                let count = loop {
                    let read = if direct { stream.read(target) } else { stream.read(&mut self.buffer) };
                    match read {
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => before()?,
                        other => break other?,
                    }
                };
                if count == 0 {
                    return Err(Broken::Closed);
                }
                if direct {
                    target = &mut target[count..];
                } else {
                    (self.taken, self.filled) = (0, count);
                }
            }
            let count = target.len().min(self.filled - self.taken);
            target[..count].copy_from_slice(&self.buffer[self.taken..self.taken + count]);
            self.taken += count;
            target = &mut target[count..];
        }
        Ok(())
    }
}

/// Room that an answer's frame needs besides the answer.
pub(super) const ANSWER_EXTRA: usize = 21;

/// The frame of an answer: status, processor time used so far in microseconds, what was given (nothing, text, too much
/// of it), how much, the text.
pub(super) fn write_answer(stream: &mut impl Write, raw: &RawAnswer, cpu_micros: u64) -> Result<(), Broken> {
    let (given, size, text): (u8, usize, &[u8]) = match &raw.text {
        Given::Nothing => (0, 0, &[]),
        Given::Text(text) => (1, text.len(), text),
        Given::TooMuch(size) => (2, *size, &[]),
    };
    let parts: [&[u8]; 5] =
        [&raw.status.to_le_bytes(), &cpu_micros.to_le_bytes(), &[given], &(size as u64).to_le_bytes(), text];
    write(stream, Kind::Answer, &parts)
}

/// The other way round.
pub(super) fn read_answer(mut payload: Vec<u8>) -> Option<(RawAnswer, u64)> {
    let status = i32::from_le_bytes(payload.get(0..4)?.try_into().ok()?);
    let cpu_micros = u64::from_le_bytes(payload.get(4..12)?.try_into().ok()?);
    let given = *payload.get(12)?;
    let size = u64::from_le_bytes(payload.get(13..ANSWER_EXTRA)?.try_into().ok()?);
    let text = match given {
        0 => Given::Nothing,
        1 => {
            payload.drain(..ANSWER_EXTRA);
            Given::Text(payload)
        }
        2 => Given::TooMuch(usize::try_from(size).unwrap_or(usize::MAX)),
        _ => return None,
    };
    Some((RawAnswer { status, text }, cpu_micros))
}

/// Splits a name and what follows its zero.
pub(super) fn split_name(payload: &[u8]) -> Option<(&str, &[u8])> {
    let end = payload.iter().position(|byte| *byte == 0)?;
    Some((std::str::from_utf8(&payload[..end]).ok()?, &payload[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut bytes: &[u8], largest: usize) -> (Vec<(Kind, Vec<u8>)>, Broken) {
        let mut reader = Reader::new();
        let mut frames = Vec::new();
        loop {
            match reader.read(&mut bytes, largest, || Ok(())) {
                Ok(frame) => frames.push(frame),
                Err(broken) => return (frames, broken),
            }
        }
    }

    #[test]
    fn frames_arrive_as_they_were_sent() {
        let large = vec![7; 40_000];
        let bytes =
            [frame(Kind::Call, &[b"a", b"b"]), frame(Kind::Ask, &[]), frame(Kind::Ready, &[&large])].concat();
        let (frames, end) = all(&bytes, 50_000);
        assert_eq!(frames, [(Kind::Call, b"ab".to_vec()), (Kind::Ask, vec![]), (Kind::Ready, large)]);
        assert!(matches!(end, Broken::Closed));
    }

    #[test]
    fn what_is_no_frame_is_said_to_be_none() {
        assert!(matches!(all(b"hello world", 99).1, Broken::Garbage(_)));
        assert!(matches!(all(&frame(Kind::Call, &[&[0; 100]]), 99).1, Broken::Garbage(_)));
        assert!(matches!(all(&frame(Kind::Call, &[&[0; 100]])[..50], 100).1, Broken::Closed));
    }

    #[test]
    fn answers_survive_the_way() {
        for text in
            [Given::Nothing, Given::Text(b"abc".to_vec()), Given::Text(vec![]), Given::TooMuch(1 << 40)]
        {
            let raw = RawAnswer { status: -3, text };
            let mut bytes = Vec::new();
            write_answer(&mut bytes, &raw, 77).expect("writes");
            let (frames, _) = all(&bytes, 100);
            assert_eq!(read_answer(frames[0].1.clone()), Some((raw, 77)));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_break_the_reader(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..100)) {
            let _ = all(&bytes, 50);
            let _ = all(&[&MAGIC[..], &bytes].concat(), 50);
            let _ = read_answer(bytes.clone());
            let _ = split_name(&bytes);
        }
    }
}
