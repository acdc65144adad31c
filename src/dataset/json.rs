//! JSON values of the types that the format uses.
//!
//! Objects are read key by key instead of through derived `Deserialize`: every wrong value gets
//! an issue of its own at its own place, and the code is a fifth of the size. It must never know
//! a key of the format.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::issue::Expected;

/// The JSON value of each key of an object, still unread, in the order of the text.
#[derive(Default)]
pub(super) struct Object<'t>(pub Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'t> Object<'t> {
    /// The value of a key; of a key that stands twice the last.
    pub fn get(&self, key: &str) -> Option<&'t RawValue> {
        self.0
            .iter()
            .rev()
            .find(|(name, _)| name == key)
            .map(|(_, raw)| *raw)
    }

    /// Takes the value of a key out.
    pub fn remove(&mut self, key: &str) -> Option<&'t RawValue> {
        let found = self.get(key);
        self.0.retain(|(name, _)| name != key);
        found
    }
}

/// A key that borrows from the text unless it is escaped there.
struct Key<'t>(Cow<'t, str>);

impl<'t> Deserialize<'t> for Key<'t> {
    fn deserialize<D: Deserializer<'t>>(from: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'t> Visitor<'t> for KeyVisitor {
            type Value = Key<'t>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, key: &'t str) -> Result<Key<'t>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }
            fn visit_str<E>(self, key: &str) -> Result<Key<'t>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        from.deserialize_str(KeyVisitor)
    }
}

impl<'t> Deserialize<'t> for Object<'t> {
    fn deserialize<D: Deserializer<'t>>(from: D) -> Result<Self, D::Error> {
        struct ObjectVisitor;
        impl<'t> Visitor<'t> for ObjectVisitor {
            type Value = Object<'t>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }
            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Object<'t>, A::Error> {
                let mut entries = Vec::new();
                while let Some((Key(key), raw)) = map.next_entry()? {
                    entries.push((key, raw));
                }
                Ok(Object(entries))
            }
        }
        from.deserialize_map(ObjectVisitor)
    }
}

/// A JSON value of one of the types that the format uses.
pub(super) trait Value<'t>: Sized {
    /// What a reader is told to put there.
    const EXPECTED: Expected;

    /// Reads it; `None` if it is of another type.
    fn read(raw: &'t RawValue) -> Option<Self>;
}

impl<'t> Value<'t> for String {
    const EXPECTED: Expected = Expected::Text;

    fn read(raw: &'t RawValue) -> Option<Self> {
        parse(raw)
    }
}

impl<'t> Value<'t> for f64 {
    const EXPECTED: Expected = Expected::Number;

    fn read(raw: &'t RawValue) -> Option<Self> {
        parse(raw)
    }
}

impl<'t> Value<'t> for u32 {
    const EXPECTED: Expected = Expected::WholeNumber;

    fn read(raw: &'t RawValue) -> Option<Self> {
        let number = f64::read(raw)?;
        // The conversion saturates, so what it changed was no u32.
        let whole = number as Self;
        (f64::from(whole) == number).then_some(whole)
    }
}

impl<'t> Value<'t> for Vec<&'t RawValue> {
    const EXPECTED: Expected = Expected::List;

    fn read(raw: &'t RawValue) -> Option<Self> {
        parse(raw)
    }
}

impl<'t> Value<'t> for Vec<String> {
    const EXPECTED: Expected = Expected::Texts;

    fn read(raw: &'t RawValue) -> Option<Self> {
        items(raw)
    }
}

impl<'t> Value<'t> for Vec<u32> {
    const EXPECTED: Expected = Expected::WholeNumbers;

    fn read(raw: &'t RawValue) -> Option<Self> {
        items(raw)
    }
}

impl<'t> Value<'t> for Object<'t> {
    const EXPECTED: Expected = Expected::Object;

    fn read(raw: &'t RawValue) -> Option<Self> {
        parse(raw)
    }
}

fn parse<'t, T: Deserialize<'t>>(raw: &'t RawValue) -> Option<T> {
    serde_json::from_str(raw.get()).ok()
}

/// A list whose items are all of one type.
fn items<'t, T: Value<'t>>(raw: &'t RawValue) -> Option<Vec<T>> {
    Vec::<&RawValue>::read(raw)?
        .into_iter()
        .map(T::read)
        .collect()
}
