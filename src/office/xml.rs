//! XML step by step, well-formed to its end. One loop over quick-xml's events for all that is read
//! here, so that the parser is compiled once.
//!
//! It must never know an entity but XML's five and numbers, or a document type: nothing expands.

use std::borrow::Cow;

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::reader::Reader;

use super::broken::Broken;

/// Elements within elements; documents of Word have some 50.
const DEEPEST: usize = 1000;

/// What comes next in an XML text. Names are told without their prefix.
pub(super) enum Step<'x> {
    /// An element begins.
    Open(BytesStart<'x>),
    /// An element ends, also one that is written as a single tag.
    Close(BytesEnd<'x>),
    /// Part of a text.
    Text(Cow<'x, str>),
    /// Nothing.
    End,
}

/// The steps of an XML text.
pub(super) struct Steps<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
}

impl<'x> Steps<'x> {
    /// The steps behind the beginning of the root, which must have this name.
    pub fn new(xml: &'x str, root: &str) -> Result<Self, Broken> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let mut steps = Self { reader, depth: 0 };
        loop {
            match steps.next()? {
                Step::Open(start) if start.local_name().into_inner() == root => return Ok(steps),
                Step::Text(_) => {}
                Step::Open(_) | Step::Close(_) | Step::End => return Err(Broken::Content),
            }
        }
    }

    /// The next step.
    pub fn next(&mut self) -> Result<Step<'x>, Broken> {
        loop {
            return Ok(match self.reader.read_event().map_err(|_| Broken::Xml)? {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(Broken::Content);
                    }
                    Step::Open(start)
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::Close(end)
                }
                Event::Text(text) => Step::Text(text.xml10_content()),
                Event::CData(text) => Step::Text(text.xml10_content()),
                Event::GeneralRef(entity) => {
                    let found = entity.resolve_char_ref().map_err(|_| Broken::Xml)?;
                    Step::Text(match found {
                        Some(character) => Cow::Owned(character.to_string()),
                        None => resolve_predefined_entity(&entity)
                            .ok_or(Broken::Xml)?
                            .into(),
                    })
                }
                Event::DocType(_) => return Err(Broken::DocType),
                Event::Eof if self.depth > 0 => return Err(Broken::Xml),
                Event::Eof => Step::End,
                // Empty elements come as two events.
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            });
        }
    }

    /// How many bytes are read.
    pub fn position(&self) -> u64 {
        self.reader.buffer_position()
    }
}

/// The value of an element's attribute, by its name without a prefix.
pub(super) fn attribute<'s>(
    start: &'s BytesStart<'_>,
    name: &str,
) -> Result<Option<Cow<'s, str>>, Broken> {
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Broken::Xml)?;
        if attribute.key.local_name().into_inner() == name {
            return match attribute.value {
                Cow::Borrowed(value) => unescape(value).map(Some).map_err(|_| Broken::Xml),
                Cow::Owned(value) => Ok(Some(Cow::Owned(value))),
            };
        }
    }
    Ok(None)
}
