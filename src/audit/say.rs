//! What a finding says to a reader, in the reader's language. It must never hold a word itself:
//! those are in `say_zh` and `say_en`.

use super::{Fault, say_en, say_zh};
use crate::figure::{self, Script};
use crate::lang::words;
use crate::query::Lang;

/// The message of a fault, one sentence.
pub fn say(fault: &Fault, lang: Lang) -> String {
    match (fault, lang) {
        (Fault::Format(_, problem), _) => (words(lang).problem)(problem),
        (_, Lang::Chinese) => say_zh::say(fault),
        (_, Lang::English) => say_en::say(fault),
    }
}

/// A number as it stands in a message.
pub(super) fn number(value: f64) -> String {
    figure::exact(value, "", Script::English)
}

/// A number that may be absent.
pub(super) fn maybe(value: Option<f64>) -> String {
    value.map_or_else(|| "null".to_owned(), number)
}

/// A quotient with as many digits as a reader wants.
pub(super) fn quotient(value: f64) -> String {
    number((value * 10.0).round() / 10.0)
}

/// Offsets as a list.
pub(super) fn offsets(offsets: &[u32]) -> String {
    let texts: Vec<String> = offsets.iter().map(u32::to_string).collect();
    texts.join(", ")
}
