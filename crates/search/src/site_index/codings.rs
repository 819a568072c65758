//! How numbers and lists of words are written in the files of the site's index, and how files are packed: texts by
//! libdeflate, which takes half the time of others; lists of numbers by miniz, which can leave out the search for strings
//! and makes them a tenth shorter so.

use libdeflater::{CompressionLvl, Compressor};
use miniz_oxide::deflate::core::{
    CompressionStrategy, CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};

/// Writes a number in groups of seven bits, the lowest first; all but the last have the highest bit.
pub(super) fn number(mut value: u64, to: &mut Vec<u8>) {
    while value >= 0x80 {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

/// Writes a number that may be below zero: small ones of either sign are short.
pub(super) fn signed(value: i64, to: &mut Vec<u8>) {
    number(((value << 1) ^ (value >> 63)) as u64, to);
}

/// Writes text with its length.
pub(super) fn text(value: &str, to: &mut Vec<u8>) {
    number(value.len() as u64, to);
    to.extend_from_slice(value.as_bytes());
}

/// Writes a word as what it has beyond the one before it: bytes in common, bytes that follow, and those bytes.
pub(super) fn after(previous: &str, word: &str, to: &mut Vec<u8>) {
    let mut common = previous.bytes().zip(word.bytes()).take_while(|(before, now)| before == now).count();
    while !word.is_char_boundary(common) {
        common -= 1;
    }
    number(common as u64, to);
    text(&word[common..], to);
}

/// Packs files, as raw DEFLATE; kept, so that its tables are made once.
pub(super) struct Packer {
    text: Compressor,
    /// Where text is packed.
    room: Vec<u8>,
    numbers: Box<CompressorOxide>,
}

/// How text is packed. Chosen by measurement: 1 takes half the time, a thirtieth of a cold build, and what a question loads
/// is a thirtieth longer; those above take longer for a hundredth of the size.
const LEVEL: i32 = 6;
/// Raw DEFLATE, without a header.
const RAW: i32 = -15;

impl Packer {
    pub(super) fn new() -> Self {
        let huffman = CompressionStrategy::HuffmanOnly as i32;
        Self {
            text: Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default()),
            room: Vec::new(),
            // Numbers hardly ever repeat as strings do: looking for that takes time and makes them longer.
            numbers: Box::new(CompressorOxide::new(create_comp_flags_from_zip_params(1, RAW, huffman))),
        }
    }

    /// Text, words, names.
    pub(super) fn text(&mut self, bytes: &[u8]) -> Vec<u8> {
        let most = self.text.deflate_compress_bound(bytes.len());
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        // There is room for whatever comes of it, so it cannot fail; were it to, the file would be an empty one.
        let length = self.text.deflate_compress(bytes, &mut self.room).unwrap_or_default();
        self.room[..length].to_vec()
    }

    /// Numbers of several kinds, each kind with a code of its own.
    pub(super) fn numbers(&mut self, kinds: &[&[u8]]) -> Vec<u8> {
        let mut packed = Vec::with_capacity(kinds.iter().map(|kind| kind.len()).sum::<usize>() / 2 + 64);
        self.numbers.reset();
        for (at, kind) in kinds.iter().enumerate() {
            let flush = if at + 1 == kinds.len() { TDEFLFlush::Finish } else { TDEFLFlush::Sync };
            // Into memory there is always room: all of it is written at once.
            compress_to_output(&mut self.numbers, kind, flush, |bytes| {
                packed.extend_from_slice(bytes);
                true
            });
        }
        packed
    }
}

#[cfg(test)]
pub(super) mod reading {
    //! The way back, for tests.

    pub(crate) fn unpack(bytes: &[u8]) -> Vec<u8> {
        miniz_oxide::inflate::decompress_to_vec(bytes).expect("is packed")
    }

    pub(crate) fn number(from: &mut &[u8]) -> u64 {
        let (mut value, mut shift) = (0, 0);
        loop {
            let (byte, rest) = from.split_first().expect("a number");
            *from = rest;
            value |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return value;
            }
        }
    }

    pub(crate) fn signed(from: &mut &[u8]) -> i64 {
        let value = number(from);
        (value >> 1) as i64 ^ -((value & 1) as i64)
    }

    pub(crate) fn text(from: &mut &[u8]) -> String {
        let length = number(from) as usize;
        let (text, rest) = from.split_at(length);
        *from = rest;
        String::from_utf8(text.to_vec()).expect("is text")
    }

    pub(crate) fn after(previous: &str, from: &mut &[u8]) -> String {
        let common = number(from) as usize;
        format!("{}{}", &previous[..common], text(from))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_come_back(values in prop::collection::vec(any::<u64>(), 0..20), signs in prop::collection::vec(any::<i64>(), 0..20)) {
            let mut bytes = Vec::new();
            for value in &values {
                number(*value, &mut bytes);
            }
            for value in &signs {
                signed(*value, &mut bytes);
            }
            let mut from = bytes.as_slice();
            for value in values {
                prop_assert_eq!(reading::number(&mut from), value);
            }
            for value in signs {
                prop_assert_eq!(reading::signed(&mut from), value);
            }
            prop_assert!(from.is_empty());
        }

        #[test]
        fn words_come_back(words in prop::collection::vec("[a-cé戦]{0,6}", 0..20)) {
            let mut bytes = Vec::new();
            let mut previous = "";
            for word in &words {
                after(previous, word, &mut bytes);
                previous = word;
            }
            let mut from = bytes.as_slice();
            let mut previous = String::new();
            for word in &words {
                previous = reading::after(&previous, &mut from);
                prop_assert_eq!(&previous, word);
            }
        }

        #[test]
        fn files_come_back(bytes in prop::collection::vec(any::<u8>(), 0..5000)) {
            let mut packer = Packer::new();
            packer.text(b"something before");
            prop_assert_eq!(reading::unpack(&packer.text(&bytes)), bytes.clone());
            let (one, two) = bytes.split_at(bytes.len() / 3);
            prop_assert_eq!(reading::unpack(&packer.numbers(&[one, two])), bytes);
        }
    }
}
