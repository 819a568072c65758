//! Numbers that look random and are the same everywhere: splitmix64.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The stream of one thing (`number`) in the corpus of that seed.
    pub(crate) fn of(seed: u64, number: u64) -> Self {
        let mut random = Self(seed ^ number.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        random.next();
        random
    }

    /// The next number, all 64 bits of it.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound` (which is not 0).
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True in so many of a hundred cases.
    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of the list.
    pub(super) fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    /// So many different ones of the list, in random order.
    pub(super) fn pick_some<'a, T: ?Sized>(&mut self, list: &[&'a T], count: usize) -> Vec<&'a T> {
        let mut rest = list.to_vec();
        let count = count.min(rest.len());
        for at in 0..count {
            let other = at + self.below(rest.len() - at);
            rest.swap(at, other);
        }
        rest.truncate(count);
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_values_come_out() {
        // From the published C version, seed 1234567.
        let mut random = Random(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn picks_are_different() {
        let list: Vec<_> = ["a", "b", "c", "d"].into();
        let mut picked = Random::of(1, 2).pick_some(&list, 4);
        picked.sort_unstable();
        assert_eq!(picked, list);
    }
}
