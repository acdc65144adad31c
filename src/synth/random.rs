//! Numbers at random, the same on every machine for the same seed: whole-number arithmetic, and
//! of real numbers only what IEEE 754 rounds exactly. It must never be used for a secret.

/// SplitMix64 (Steele, Lea, Flood 2014; the constants are those of Java's SplittableRandom).
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// A sequence of its own for each list of numbers.
    pub fn new(parts: &[u64]) -> Self {
        let mut random = Self(0);
        for &part in parts {
            random.0 ^= part;
            random.0 = random.next();
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// A number from 0 to below 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below `end`, which is at least 1.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// Whether what happens once in `times` happens.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// A number of nearly normal distribution: mean 0, deviation 1, never beyond 6. The sum of
    /// twelve, since logarithms and sines differ between machines.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

/// e to the power of `x` within one in a hundred for |x| < 5, by products alone.
pub(super) fn exp(x: f64) -> f64 {
    let mut power = 1.0 + x / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    power
}
