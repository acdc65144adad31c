//! Whether two values, or two rows, say the same: 977 and 977.0 do, and so do an absent key and
//! its default. It must never take two values for the same whose difference a reader could see.

use std::borrow::Cow;

use super::List;
use super::diff::Field;
use super::list::DOUBT;
use super::write::{MOST_LEVELS, canonical};
use crate::dataset::json::{Object, Raw, Value};

/// Whether two JSON texts mean the same; a key that is absent means null.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    is_same_within(one, other, MOST_LEVELS)
}

/// What lies deeper than `levels` is the same if it is written alike.
fn is_same_within(one: &str, other: &str, levels: usize) -> bool {
    let levels = match levels.checked_sub(1) {
        Some(levels) if one != other => levels,
        _ => return one == other,
    };
    let (one, other) = (Raw::proven(one), Raw::proven(other));
    if let (Some(one), Some(other)) = (Object::read(one), Object::read(other)) {
        let value = |object: &Object<'_>, key: &str| -> String {
            object.get(key).map_or("null", Raw::get).to_owned()
        };
        let mut keys = keys(&[], &one, &other).into_iter();
        return keys.all(|key| is_same_within(&value(&one, &key), &value(&other, &key), levels));
    }
    if let (Some(one), Some(other)) = (items(one), items(other)) {
        let mut pairs = one.iter().zip(&other);
        return one.len() == other.len()
            && pairs.all(|(a, b)| is_same_within(a.get(), b.get(), levels));
    }
    let texts = Cow::<str>::read(one).zip(Cow::<str>::read(other));
    let numbers = || f64::read(one).zip(f64::read(other));
    match texts {
        Some((one, other)) => one == other,
        None => numbers().is_some_and(|(one, other)| one == other),
    }
}

fn items<'t>(raw: Raw<'t>) -> Option<Vec<Raw<'t>>> {
    Vec::read(raw)
}

/// The keys under which two rows of a list differ, in the order of the format; within a doubt
/// each key of it.
pub(super) fn differences(list: List, old: &Object<'_>, new: &Object<'_>) -> Vec<Field> {
    let mut fields = Vec::new();
    for key in keys(list.keys(), old, new) {
        let default = list.default(&key);
        let value = |object: &Object<'_>| {
            let raw = object.get(&key).map_or("null", Raw::get);
            if raw == "null" { default } else { raw }.to_owned()
        };
        field(&key, &value(old), &value(new), &mut fields);
    }
    fields
}

fn field(path: &str, old: &str, new: &str, fields: &mut Vec<Field>) {
    if is_same(old, new) {
        return;
    }
    let object = |text| Object::read(Raw::proven(text));
    if let (true, Some(one), Some(other)) = (path == "doubt", object(old), object(new)) {
        for key in keys(DOUBT, &one, &other) {
            let value = |object: &Object<'_>| object.get(&key).map_or("null", Raw::get).to_owned();
            field(
                &format!("doubt.{key}"),
                &value(&one),
                &value(&other),
                fields,
            );
        }
        return;
    }
    fields.push(Field {
        key: path.to_owned(),
        old: canonical(old),
        new: canonical(new),
    });
}

/// The keys of two objects: those of the format first, each once.
fn keys(known: &[&str], one: &Object<'_>, other: &Object<'_>) -> Vec<String> {
    let mut keys: Vec<String> = known.iter().map(|&key| key.to_owned()).collect();
    for (key, _) in one.0.iter().chain(&other.0) {
        if !keys.iter().any(|known| known == key) {
            keys.push(key.clone().into_owned());
        }
    }
    keys
}
