//! Where a value stands that a merge speaks of. It must never look for a copy of a value: only the
//! text's own has a place.

use crate::dataset::Place;
use crate::dataset::json::Raw;
use crate::dataset::read::Reader;

/// Finds the place of a [`Conflict`](super::Conflict)'s value in the texts that were merged.
pub struct Where<'t>(Vec<(&'t str, Reader<'t>)>);

impl<'t> Where<'t> {
    /// A finder in the texts of the documents.
    pub fn new(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let reader = |text: &'t str| {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            (text, Reader::new(text))
        };
        Self(texts.into_iter().map(reader).collect())
    }

    /// The number of the text, and the place in it; `None` for a value that no text has. The value
    /// must be the conflict's own and not a copy: its address tells.
    pub fn find(&self, value: &str) -> Option<(usize, Place)> {
        let address = value.as_ptr() as usize;
        let offset = |text: &str| {
            let offset = address.checked_sub(text.as_ptr() as usize);
            offset.filter(|offset| *offset < text.len())
        };
        let mut texts = self.0.iter().enumerate();
        texts.find_map(|(at, (text, reader))| {
            let there = text.get(offset(text)?..)?;
            Some((at, reader.place_of(Raw::proven(there))))
        })
    }
}
