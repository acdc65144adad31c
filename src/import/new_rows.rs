//! Rows of what a dataset does not have yet, as JSON. It must never write a key that nobody gave.

use crate::edition::quoted;

/// A city; `code` is its name where nobody gave a code.
pub fn city_row(code: &str, name: &str, short_name: &str, province: &str) -> String {
    format!(
        "{{\"code\": {}, \"name\": {}, \"short_name\": {}, \"province\": {}}}",
        quoted(code),
        quoted(name),
        quoted(short_name),
        quoted(province)
    )
}

/// A category.
pub fn category_row(id: &str, name: &str) -> String {
    format!("{{\"id\": {}, \"name\": {}}}", quoted(id), quoted(name))
}

/// An indicator with its base unit, the id of its category, and a word of the format for what kind
/// of number it is.
pub fn indicator_row(id: &str, name: &str, unit: &str, category: &str, measure: &str) -> String {
    format!(
        "{{\"id\": {}, \"name\": {}, \"unit\": {}, \"category\": {}, \"measure\": {}}}",
        quoted(id),
        quoted(name),
        quoted(unit),
        quoted(category),
        quoted(measure)
    )
}
