//! Numbers for distinct keys, from 0 in the order in which they first came. It must never depend
//! on anything but the keys: the same keys have the same numbers in every run.

/// A slot that no key has taken.
const FREE: u32 = u32::MAX;

/// Two numbers as one key.
pub(crate) fn pair(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}

/// The two numbers of a key.
pub(crate) fn parts(pair: &u64) -> (u32, u32) {
    ((pair >> 32) as u32, *pair as u32)
}

/// Distinct keys and their numbers: a table of open addressing, at most half full.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    keys: Vec<u64>,
    slots: Vec<u32>,
}

impl Numbers {
    /// The number of a key; a new key gets the next.
    pub fn number(&mut self, key: u64) -> u32 {
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(key);
        if self.slots[slot] == FREE {
            self.slots[slot] = self.keys.len() as u32;
            self.keys.push(key);
        }
        self.slots[slot]
    }

    /// The number of a key that came before.
    pub fn get(&self, key: u64) -> Option<u32> {
        let found = *self.slots.get(self.slot(key))?;
        (found != FREE).then_some(found)
    }

    /// The keys by their numbers.
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }

    fn slot(&self, key: u64) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        // Multiplied by the golden ratio: near keys end far from each other (Knuth, 6.4).
        let mut slot = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & last;
        while let Some(&at) = self.slots.get(slot) {
            if at == FREE || self.keys[at as usize] == key {
                break;
            }
            slot = (slot + 1) & last;
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![FREE; (self.slots.len() * 4).max(16)];
        for at in 0..self.keys.len() {
            let slot = self.slot(self.keys[at]);
            self.slots[slot] = at as u32;
        }
    }
}
