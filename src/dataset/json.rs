//! JSON values of the types that the format uses.
//!
//! The whole text is proven to be JSON; what is in it is then walked, key by key. Every wrong value
//! gets an issue of its own at its own place, and the readers of one type each that serde_json
//! would bring, with their table of powers of ten, stay out of the program. It must never know a
//! key of the format, nor be handed a text that is not proven.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use super::issue::Expected;
use crate::pace::{Pace, at_once};
use crate::rows::Column;
use crate::rows::json::{self, Prover, WholeNumbers};

/// The text of one JSON value, without space around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw<'t>(&'t str);

impl<'t> Raw<'t> {
    /// The value that a whole text is.
    ///
    /// # Errors
    /// The text is no JSON.
    pub fn prove(text: &'t str) -> Result<Self, serde_json::Error> {
        at_once(Object::prove(text, &mut Pace::steady())).map(|(whole, _)| whole)
    }

    /// A value that was proven before, or written by this program.
    pub fn proven(text: &'t str) -> Self {
        Self(text)
    }

    /// The value's text.
    pub fn get(self) -> &'t str {
        self.0
    }

    /// What a list holds, or an object: its keys and values in turn. Anything else holds nothing.
    fn parts(self) -> Parts<'t> {
        Parts(self.0.get(1..).unwrap_or_default())
    }
}

/// Bytes that are read at once: a few milliseconds.
pub(super) const SLICE: usize = 1 << 20;

/// What may stand between the parts of a JSON text.
const SPACE: [char; 4] = [' ', '\n', '\t', '\r'];

/// The values of a list or an object that are still to come.
struct Parts<'t>(&'t str);

impl<'t> Iterator for Parts<'t> {
    type Item = Raw<'t>;

    fn next(&mut self) -> Option<Raw<'t>> {
        let (start, end) = json::next(self.0, 0)?;
        let value = self.0.get(start..end)?;
        self.0 = self.0.get(end..)?;
        Some(Raw(value))
    }
}

/// The JSON value of each key of an object, still unread, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object<'t>(pub Vec<(Cow<'t, str>, Raw<'t>)>);

impl<'t> Object<'t> {
    /// The value that a whole text is, and its keys and values if it is an object.
    ///
    /// # Errors
    /// The text is no JSON.
    pub async fn prove(
        text: &'t str,
        pace: &mut Pace,
    ) -> Result<(Raw<'t>, Option<Self>), serde_json::Error> {
        let mut prover = Prover::new(text);
        let is_json = loop {
            if let Some(is_json) = prover.go_on(SLICE) {
                break is_json;
            }
            pace.rest().await;
        };
        // Only the words for what is wrong are serde_json's.
        if !is_json {
            serde_json::from_str::<IgnoredAny>(text)?;
        }
        let whole = Raw(text.trim_matches(SPACE));
        let part = |(start, end)| text.get(start as usize..end as usize).map(Raw);
        let mut parts = prover.parts().into_iter().filter_map(part);
        let pairs = std::iter::from_fn(|| Some((self::text(parts.next()?), parts.next()?)));
        let entries = pairs.map(|(key, value)| Some((key?, value)));
        let is_object = whole.0.starts_with('{');
        let object = is_object.then(|| entries.collect::<Option<_>>()).flatten();
        Ok((whole, object.map(Self)))
    }

    /// The keys and values of an object, one by one; none of any other value. A key that is no
    /// text is `None`.
    pub fn pairs(raw: Raw<'t>) -> impl Iterator<Item = Option<(Cow<'t, str>, Raw<'t>)>> {
        let mut parts = raw
            .0
            .starts_with('{')
            .then(|| raw.parts())
            .into_iter()
            .flatten();
        std::iter::from_fn(move || {
            let key = parts.next()?;
            Some(text(key).zip(parts.next()))
        })
    }

    /// The value of a key; of a key that stands twice the last.
    pub fn get(&self, key: &str) -> Option<Raw<'t>> {
        let mut entries = self.0.iter().rev();
        entries.find(|(name, _)| name == key).map(|(_, raw)| *raw)
    }

    /// Takes the value of a key out.
    pub fn remove(&mut self, key: &str) -> Option<Raw<'t>> {
        let found = self.get(key);
        self.0.retain(|(name, _)| name != key);
        found
    }
}

/// A JSON value of one of the types that the format uses.
pub(crate) trait Value<'t>: Sized {
    /// What a reader is told to put there.
    const EXPECTED: Expected;

    /// Reads it; `None` if it is of another type.
    fn read(raw: Raw<'t>) -> Option<Self>;
}

impl<'t> Value<'t> for String {
    const EXPECTED: Expected = Expected::Text;

    fn read(raw: Raw<'t>) -> Option<Self> {
        text(raw).map(Cow::into_owned)
    }
}

impl<'t> Value<'t> for Cow<'t, str> {
    const EXPECTED: Expected = Expected::Text;

    fn read(raw: Raw<'t>) -> Option<Self> {
        text(raw)
    }
}

impl<'t> Value<'t> for f64 {
    const EXPECTED: Expected = Expected::Number;

    fn read(raw: Raw<'t>) -> Option<Self> {
        json::number(raw.0)
    }
}

impl<'t> Value<'t> for u32 {
    const EXPECTED: Expected = Expected::WholeNumber;

    fn read(raw: Raw<'t>) -> Option<Self> {
        json::whole(raw.0)
    }
}

impl<'t> Value<'t> for Vec<Raw<'t>> {
    const EXPECTED: Expected = Expected::List;

    fn read(raw: Raw<'t>) -> Option<Self> {
        raw.0.starts_with('[').then(|| raw.parts().collect())
    }
}

impl<'t> Value<'t> for Vec<String> {
    const EXPECTED: Expected = Expected::Texts;

    fn read(raw: Raw<'t>) -> Option<Self> {
        Vec::<Raw<'t>>::read(raw)?
            .into_iter()
            .map(String::read)
            .collect()
    }
}

impl<'t> Value<'t> for Vec<u32> {
    const EXPECTED: Expected = Expected::WholeNumbers;

    fn read(raw: Raw<'t>) -> Option<Self> {
        json::whole_numbers(raw.0).map(|numbers| numbers.iter().collect())
    }
}

/// The whole numbers of a list that may be most of the text; `None` if something in it is none.
pub(super) async fn whole_numbers(raw: Raw<'_>, pace: &mut Pace) -> Option<Column> {
    let mut numbers = WholeNumbers::new(raw.0);
    while numbers.go_on(SLICE) {
        pace.rest().await;
    }
    numbers.finish()
}

impl<'t> Value<'t> for Object<'t> {
    const EXPECTED: Expected = Expected::Object;

    fn read(raw: Raw<'t>) -> Option<Self> {
        let is_object = raw.0.starts_with('{');
        is_object.then(|| Self::pairs(raw).collect::<Option<_>>().map(Self))?
    }
}

/// A text, which is borrowed unless something in it is escaped.
fn text(raw: Raw<'_>) -> Option<Cow<'_, str>> {
    let inner = raw.0.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('\\') {
        return Some(Cow::Borrowed(inner));
    }
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((plain, escaped)) = rest.split_once('\\') {
        out.push_str(plain);
        let (letter, after) = escaped.split_at_checked(1)?;
        rest = after;
        out.push(match letter {
            "n" => '\n',
            "t" => '\t',
            "r" => '\r',
            "b" => '\u{8}',
            "f" => '\u{c}',
            "u" => {
                let mut unit = utf16_unit(&mut rest)?;
                // Half of a pair (RFC 8259, section 7); the other half must follow.
                if (0xD800..0xDC00).contains(&unit) {
                    rest = rest.strip_prefix("\\u")?;
                    let low = utf16_unit(&mut rest)?.checked_sub(0xDC00)?;
                    unit = 0x10000 + ((unit - 0xD800) << 10) + low;
                }
                char::from_u32(unit)?
            }
            other => other.chars().next()?,
        });
    }
    out.push_str(rest);
    Some(Cow::Owned(out))
}

/// Takes the four hexadecimal digits of a UTF-16 unit from the front of a text.
fn utf16_unit(rest: &mut &str) -> Option<u32> {
    let (digits, after) = rest.split_at_checked(4)?;
    *rest = after;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str) -> Raw<'_> {
        Raw::prove(text).expect("JSON")
    }

    #[test]
    fn values_are_told_apart_and_kept_in_order() {
        let object = Object::read(raw(r#" {"a": [1, {"b]": "}\""}], "c":null ,"c" : -2e1 } "#));
        let object = object.expect("an object");
        let entries: Vec<_> = object
            .0
            .iter()
            .map(|(key, raw)| (&**key, raw.get()))
            .collect();
        assert_eq!(
            entries,
            [("a", r#"[1, {"b]": "}\""}]"#), ("c", "null"), ("c", "-2e1")]
        );
        assert_eq!(object.get("c").map(Raw::get), Some("-2e1"));
        for (text, expect) in [("[]", 0), ("[ ]", 0), ("[[],{}]", 2), ("[1,\"\",2]", 3)] {
            let list = Vec::<Raw<'_>>::read(raw(text)).expect("a list");
            assert_eq!(list.len(), expect, "{text}");
        }
        assert!(Object::read(raw("{}")).is_some_and(|object| object.0.is_empty()));
        assert!(Object::read(raw("[]")).is_none() && Vec::<Raw<'_>>::read(raw("1")).is_none());
    }

    #[test]
    fn texts_and_numbers_are_those_of_serde_json() {
        let texts = [
            r#""""#,
            r#""安庆""#,
            r#""a\"\\\/\b\f\n\r\t""#,
            r#""\u5b89\ud83d\ude00é\\u""#,
            r#""\ud800""#,
            r#""\ud800\u0041""#,
            "1",
            "null",
        ];
        for text in texts {
            let expect = serde_json::from_str::<String>(text).ok();
            assert_eq!(String::read(raw(text)), expect, "{text}");
        }
        let numbers = [
            "0",
            "-0",
            "-0.0",
            "170.24",
            "86.3",
            "1e3",
            "1.5E-7",
            "13870000",
            "76150000.00",
            "0.000001",
            "123456789012345678",
            "9007199254740993",
            "1e22",
            "1E+2",
            "true",
            "\"1\"",
        ];
        for text in numbers {
            let expect = serde_json::from_str::<f64>(text).ok();
            assert_eq!(f64::read(raw(text)), expect, "{text}");
        }
        for (text, expect) in [("1e300", 1e300), ("4e-310", 4e-310), ("0e99999999999", 0.0)] {
            let read = f64::read(raw(text)).expect("a number");
            assert!((read - expect).abs() <= expect * 1e-12, "{text}: {read}");
        }
        let long = "1234567890123456789012345678901234567890";
        let read = f64::read(raw(long)).expect("a number");
        assert!(
            (read / 1.234_567_890_123_456_8e39 - 1.0).abs() < 1e-15,
            "{read}"
        );
        assert_eq!(f64::read(raw("1e-99999999999")), Some(0.0));
        assert_eq!(u32::read(raw("4294967295")), Some(u32::MAX));
        assert_eq!(u32::read(raw("4294967296")), None);
        assert_eq!(u32::read(raw("1.5")), None);
    }
}
