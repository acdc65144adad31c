//! What texts stand for, once that is known, and a number for a text's bytes. It must never copy a
//! text.

/// Numbers of texts: a table of open addressing, at most half full.
#[derive(Clone, Debug, Default)]
pub struct Texts<'t> {
    entries: Vec<(&'t str, u32)>,
    /// Positions in `entries`, from 1; 0 is free.
    slots: Vec<u32>,
    /// The entry that was found last: neighbours are often alike.
    last: usize,
}

impl<'t> Texts<'t> {
    /// What a text stands for.
    pub fn get(&mut self, text: &str) -> Option<u32> {
        match self.entries.get(self.last) {
            Some((known, number)) if *known == text => Some(*number),
            _ => {
                let found = *self.slots.get(self.slot(text))?;
                self.last = (found as usize).wrapping_sub(1);
                self.entries.get(self.last).map(|(_, number)| *number)
            }
        }
    }

    /// Notes what a text stands for; what was noted first stays.
    pub fn learn(&mut self, text: &'t str, number: u32) {
        if self.entries.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(text);
        if self.slots[slot] == 0 {
            self.entries.push((text, number));
            self.slots[slot] = self.entries.len() as u32;
        }
    }

    /// Where a text stands, or would stand.
    fn slot(&self, text: &str) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        let mut slot = hash(text.as_bytes()) as usize & last;
        while let Some(&at) = self.slots.get(slot) {
            if at == 0 || self.entries[at as usize - 1].0 == text {
                break;
            }
            slot = (slot + 1) & last;
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 4).max(16)];
        for at in 0..self.entries.len() {
            let slot = self.slot(self.entries[at].0);
            self.slots[slot] = at as u32 + 1;
        }
    }
}

/// A number for bytes: other bytes have another one, but for a rare chance. Eight bytes at a time,
/// each multiplied by the golden ratio.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut mix = |part: u64| {
        hash = (hash ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash ^= hash >> 32;
    };
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        mix(chunk
            .iter()
            .fold(0, |part, &byte| part << 8 | u64::from(byte)));
    }
    mix(chunks
        .remainder()
        .iter()
        .fold(0, |part, &byte| part << 8 | u64::from(byte)));
    hash
}
