//! What an issue says to a reader, in the reader's language. It must never hold a word itself:
//! those are in `say_zh` and `say_en`.

use super::{Issue, say_en, say_zh};
use crate::query::Lang;

/// The message of an issue: what is wrong, and what was expected.
pub fn say(issue: &Issue, lang: Lang) -> String {
    match lang {
        Lang::Chinese => say_zh::say(&issue.problem),
        Lang::English => say_en::say(&issue.problem),
    }
}
