//! A difference as one line of JSON, for programs. It must never hold a word of a language: kinds
//! and lists are those of the format.

use super::write::quoted;
use super::{Change, Kind, List, Unreported};

/// A difference: `change` (`added`, `changed`, `gone`), `list` (`null` for the keys at the top),
/// `key`, `name`, `fields` (`key`, `old`, `new`) and `row`, which is `null` where fields changed.
pub fn change_line(change: &Change<'_>) -> String {
    let kind = match change.kind {
        Kind::Added => "added",
        Kind::Changed => "changed",
        Kind::Gone => "gone",
    };
    let fields: Vec<String> = (change.fields.iter())
        .map(|field| {
            let (key, old, new) = (quoted(&field.key), &field.old, &field.new);
            format!("{{\"key\": {key}, \"old\": {old}, \"new\": {new}}}")
        })
        .collect();
    format!(
        "{{\"change\": \"{kind}\", \"list\": {}, \"key\": {}, \"name\": {}, \"fields\": [{}], \
         \"row\": {}}}",
        (change.list.map(List::name)).map_or_else(|| "null".to_owned(), quoted),
        quoted(&change.key),
        quoted(&change.name),
        fields.join(", "),
        change.row().unwrap_or_else(|| "null".to_owned()),
    )
}

/// A year and who has not reported it: `unreported` (the year) and `cities` (`code`, `name`).
pub fn unreported_line(unreported: &Unreported) -> String {
    let cities: Vec<String> = (unreported.cities.iter())
        .map(|(code, name)| format!("{{\"code\": {}, \"name\": {}}}", quoted(code), quoted(name)))
        .collect();
    let (year, cities) = (unreported.year, cities.join(", "));
    format!("{{\"unreported\": {year}, \"cities\": [{cities}]}}")
}
