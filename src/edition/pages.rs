//! A long text while it is written: in pages, bound together at the end. One text that grows is
//! copied whole whenever it outgrows its room, and a large one keeps a browser busy for that long.
//! It must never hold a page longer than until it is bound.

use std::mem;

use crate::pace::Pace;

/// Bytes of a page, or a few more.
pub(super) const PAGE: usize = 1 << 16;

/// A text in pages.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    full: Vec<String>,
    /// The page that is being written.
    pub open: String,
}

impl Pages {
    /// Begins the next page, if the open one is full.
    pub fn turn(&mut self) {
        if self.open.len() >= PAGE {
            let page = mem::take(&mut self.open);
            self.add(page);
        }
    }

    /// Lays a page behind the full ones.
    pub fn add(&mut self, page: String) {
        self.full.push(page);
    }

    /// Lays other pages behind.
    pub fn append(&mut self, other: Self) {
        let page = mem::replace(&mut self.open, other.open);
        self.add(page);
        self.full.extend(other.full);
    }

    /// The whole text.
    pub async fn bound(mut self, pace: &mut Pace) -> String {
        self.full.push(self.open);
        let mut text = String::with_capacity(self.full.iter().map(String::len).sum());
        for page in self.full {
            text.push_str(&page);
            drop(page);
            pace.rest().await;
        }
        text
    }
}
