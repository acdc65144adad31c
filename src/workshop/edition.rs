//! The text of a dataset between two deeds, and what has to be kept of it while another stands in
//! its place: the part that the other has not. It must never keep what both say, since a text may
//! be large and deeds many; nor take two editions for one because they read the same.

use std::ops::Deref;
use std::sync::Arc;

/// Bytes that are compared at a time.
const BLOCK: usize = 1 << 12;

/// The text of a dataset between two deeds. It is one with its copies, and with what is restored
/// from what was kept of it.
#[derive(Clone, Debug)]
pub struct Edition {
    text: Arc<String>,
    identity: Arc<()>,
}

/// What is kept of an edition while another stands in its place.
#[derive(Clone, Debug)]
pub struct Kept {
    identity: Arc<()>,
    own: Own,
}

/// What of a text another has not.
#[derive(Clone, Debug)]
enum Own {
    /// Nothing: both are the same edition.
    Nothing,
    /// A part, with so many bytes before it and behind it that both have.
    Part {
        before: usize,
        part: Arc<str>,
        behind: usize,
    },
    /// Most of it: then the whole is not copied to be kept.
    Whole(Arc<String>),
}

impl Edition {
    /// A new edition.
    pub fn new(text: Arc<String>) -> Self {
        Self {
            text,
            identity: Arc::default(),
        }
    }

    /// Its text.
    pub fn text(&self) -> &Arc<String> {
        &self.text
    }

    /// Whether it is this edition.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.identity, &other.identity)
    }

    /// What is kept of it while another stands in its place.
    pub fn kept(self, other: &Self) -> Kept {
        let own = if self.is(other) {
            Own::Nothing
        } else {
            let (before, behind) = common(&self.text, &other.text);
            Own::new(self.text, before, behind)
        };
        Kept {
            identity: self.identity,
            own,
        }
    }

    /// The edition that was kept while this one stood in its place, and what is kept of this one.
    pub fn exchanged(self, kept: Kept) -> (Self, Kept) {
        let (text, own) = match kept.own {
            Own::Nothing => (self.text, Own::Nothing),
            Own::Whole(text) => {
                let (before, behind) = common(&self.text, &text);
                let own = Own::new(self.text, before, behind);
                (text, own)
            }
            // What they have in common, they have whichever of the two is kept.
            Own::Part {
                before,
                part,
                behind,
            } => {
                let (front, rest) = self.text.split_at(before);
                let back = rest.split_at(rest.len() - behind).1;
                let text = Arc::new([front, &part, back].concat());
                (text, Own::new(self.text, before, behind))
            }
        };
        let left = Kept {
            identity: self.identity,
            own,
        };
        let edition = Self {
            text,
            identity: kept.identity,
        };
        (edition, left)
    }
}

impl Deref for Edition {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl Own {
    /// What of a text lies between so many bytes at its beginning and at its end.
    fn new(text: Arc<String>, before: usize, behind: usize) -> Self {
        let rest = text.split_at(before).1;
        let part = rest.split_at(rest.len() - behind).0;
        if part.len() > text.len() / 2 {
            return Self::Whole(text);
        }
        Self::Part {
            before,
            part: part.into(),
            behind,
        }
    }
}

/// How many bytes of whole characters two texts have in common at their beginning, and how many of
/// the rest at their end.
fn common(text: &str, other: &str) -> (usize, usize) {
    let before = text.floor_char_boundary(same_before(text.as_bytes(), other.as_bytes()));
    let (rest, other) = (text.split_at(before).1, other.split_at(before).1);
    let behind = same_behind(rest.as_bytes(), other.as_bytes());
    let end = rest.ceil_char_boundary(rest.len() - behind);
    (before, rest.len() - end)
}

/// How many bytes two texts begin with alike.
fn same_before(one: &[u8], other: &[u8]) -> usize {
    let blocks = one.chunks_exact(BLOCK).zip(other.chunks_exact(BLOCK));
    let at = BLOCK
        * blocks
            .take_while(|(one, other)| is_same(one, other))
            .count();
    let rest = one.iter().zip(other).skip(at);
    at + rest.take_while(|(one, other)| one == other).count()
}

/// How many bytes two texts end with alike.
fn same_behind(one: &[u8], other: &[u8]) -> usize {
    let blocks = one.rchunks_exact(BLOCK).zip(other.rchunks_exact(BLOCK));
    let at = BLOCK
        * blocks
            .take_while(|(one, other)| is_same(one, other))
            .count();
    let rest = one.iter().rev().zip(other.iter().rev()).skip(at);
    at + rest.take_while(|(one, other)| one == other).count()
}

/// Whether two blocks are the same, eight bytes at a time. A function that is called for each, so
/// that a browser turns to its fast code while a large text is compared.
#[inline(never)]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let (one, other) = (one.as_chunks::<8>().0, other.as_chunks::<8>().0);
    let mut words = one.iter().zip(other);
    words.all(|(one, other)| u64::from_le_bytes(*one) == u64::from_le_bytes(*other))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edition(text: &str) -> Edition {
        Edition::new(Arc::new(text.to_owned()))
    }

    fn size(kept: &Kept) -> usize {
        match &kept.own {
            Own::Nothing => 0,
            Own::Part { part, .. } => part.len(),
            Own::Whole(text) => text.len(),
        }
    }

    /// Exchanges two texts there and back; the bytes that are kept of the first and of the second.
    fn kept(text: &str, other: &str) -> [usize; 2] {
        let (first, second) = (edition(text), edition(other));
        let of_first = first.clone().kept(&second);
        let sizes = size(&of_first);
        let (again, of_second) = second.clone().exchanged(of_first);
        assert_eq!(*again, *text);
        assert!(again.is(&first) && !again.is(&second));
        let sizes = [sizes, size(&of_second)];
        let (again, of_first) = again.exchanged(of_second);
        assert_eq!(*again, *other);
        assert!(again.is(&second));
        assert_eq!(size(&of_first), sizes[0]);
        sizes
    }

    #[test]
    fn what_both_say_is_not_kept() {
        assert_eq!(kept("", ""), [0, 0]);
        assert_eq!(kept("前半段後面", "前段後面"), ["半".len(), 0]);
        // Their first bytes are one, and so are the last of another two; a character stays whole.
        assert_eq!(kept("長市長", "長布長"), ["市".len(), "布".len()]);
        assert_eq!(kept("aaa", "aaaaaa"), [0, 3]);
        let large: String = (0..3 * BLOCK)
            .map(|at| char::from(b'a' + (at % 26) as u8))
            .collect();
        for at in [0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 7, large.len()] {
            let (before, behind) = large.split_at(at);
            let longer = [before, "新", behind].concat();
            assert_eq!(kept(&longer, &large), ["新".len(), 0]);
        }
        assert_eq!(kept("甲乙丙丁", "甲"), ["甲乙丙丁".len(), 0]);
    }

    #[test]
    fn an_edition_is_itself_and_no_other_that_reads_the_same() {
        let one = edition("一");
        let kept = one.clone().kept(&one);
        assert_eq!(size(&kept), 0);
        assert!(one.clone().exchanged(kept).0.is(&one));
        assert!(!one.is(&edition("一")));
    }

    proptest! {
        #[test]
        fn whatever_stands_in_its_place(one in "[市布ab]{0,12}", other in "[市布ab]{0,12}") {
            kept(&one, &other);
        }
    }
}
