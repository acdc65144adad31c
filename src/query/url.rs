//! The query as a URL fragment and back: `key=value` pairs joined by `&`,
//! coded as `URLSearchParams` does. It must never lose a key that is not ours, and a bad value
//! is reported, never fatal.

use form_urlencoded::Serializer;

use super::parts::source_of;
use super::{
    Basis, Columns, Filter, Lang, Query, ReadMode, Sort, SortColumn, TextScale, Theme, View,
};
use crate::dataset::{Dataset, Level, ScopeKind, Status, YearRange};

/// A value in the address that means nothing here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadValue {
    /// Its key.
    pub key: String,
    /// The value.
    pub value: String,
}

/// Reads a fragment, with or without its `#`. Names of cities are resolved in `dataset`; a value
/// that means nothing is left out and reported.
pub fn parse(fragment: &str, dataset: &Dataset) -> (Query, Vec<BadValue>) {
    let mut query = Query::default();
    let mut bad = Vec::new();
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    if !is_ours(fragment) {
        return (query, bad);
    }
    for (key, value) in form_urlencoded::parse(fragment.as_bytes()) {
        let filter = Filter::ALL
            .iter()
            .copied()
            .find(|filter| filter.key() == key);
        let understood = if let Some(filter) = filter {
            for item in value
                .split(',')
                .filter(|item| !item.is_empty())
                .map(unescape_comma)
            {
                match resolve(filter, &item, dataset) {
                    Some(choice) => {
                        query.choices_mut(filter).insert(choice);
                    }
                    None => bad.push(BadValue {
                        key: key.clone().into(),
                        value: item,
                    }),
                }
            }
            true
        } else {
            scalar(&mut query, &key, &value, dataset)
        };
        if !understood {
            bad.push(BadValue {
                key: key.into(),
                value: value.into(),
            });
        }
    }
    (query, bad)
}

/// Whether a fragment, without its `#`, is a query; a text without `=` is an anchor of the page.
pub fn is_ours(fragment: &str) -> bool {
    fragment.contains('=')
}

/// Takes one value that is no list; `false` if it means nothing.
fn scalar(query: &mut Query, key: &str, value: &str, dataset: &Dataset) -> bool {
    fn put<T>(slot: &mut T, found: Option<T>) -> bool {
        found.map(|found| *slot = found).is_some()
    }
    fn word<T: Copy>(all: &[T], text: impl Fn(T) -> &'static str, value: &str) -> Option<T> {
        all.iter().copied().find(|&known| text(known) == value)
    }
    match key {
        "year" => put(&mut query.years, years(value)),
        "q" => put(&mut query.text, Some(value.to_owned())),
        "read" => put(
            &mut query.read,
            word(ReadMode::ALL, ReadMode::as_str, value),
        ),
        "basis" => put(&mut query.basis, word(Basis::ALL, Basis::as_str, value)),
        "view" => put(&mut query.view, word(View::ALL, View::as_str, value)),
        "columns" => put(
            &mut query.columns,
            word(Columns::ALL, Columns::as_str, value),
        ),
        "theme" => put(&mut query.theme, word(Theme::ALL, Theme::as_str, value)),
        "lang" => put(&mut query.lang, word(Lang::ALL, Lang::as_str, value)),
        "elder" => put(
            &mut query.elder,
            matches!(value, "0" | "1").then_some(value == "1"),
        ),
        "text" => put(&mut query.text_scale, TextScale::parse(value)),
        "sort" => put(&mut query.sort, sort(value).map(Some)),
        "page" => {
            let page = value
                .parse::<usize>()
                .ok()
                .and_then(|page| page.checked_sub(1));
            put(&mut query.page, page)
        }
        "focus" => {
            // It may be in a file that is still to come.
            let is_known = dataset.row_of_key(value).is_some()
                || (!dataset.parts.is_empty() && source_of(value, dataset).is_some());
            put(&mut query.focus, is_known.then(|| Some(value.to_owned())))
        }
        _ => {
            query.unknown.push((key.to_owned(), value.to_owned()));
            true
        }
    }
}

/// The choice that a word of the address stands for.
fn resolve(filter: Filter, item: &str, dataset: &Dataset) -> Option<String> {
    let known = |is_known: bool| is_known.then(|| item.to_owned());
    match filter {
        Filter::City => dataset
            .city_named(item)
            .map(|id| dataset.city(id).code.clone()),
        Filter::Province => known(dataset.cities.iter().any(|city| city.province == item)),
        Filter::Category => known(dataset.category_of(item).is_some()),
        Filter::Indicator => known(dataset.indicator_of(item).is_some()),
        Filter::Level => known(Level::parse(item).is_some()),
        Filter::Scope => known(ScopeKind::parse(item).is_some()),
        Filter::Status => known(Status::parse(item).is_some()),
    }
}

/// Reads `2025`, `2019..2025`, `2019..` or `..2025`.
fn years(text: &str) -> Option<YearRange> {
    let year = |text: &str| match text {
        "" => Some(None),
        digits if digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse::<u16>().ok().map(Some)
        }
        _ => None,
    };
    let range = match text.split_once("..") {
        Some((from, to)) => YearRange {
            from: year(from)?,
            to: year(to)?,
        },
        None => YearRange {
            from: year(text)?,
            to: year(text)?,
        },
    };
    let in_order = !matches!(range, YearRange { from: Some(from), to: Some(to) } if to < from);
    (in_order && !range.is_all()).then_some(range)
}

/// Reads a column, `-` before it for descending.
fn sort(text: &str) -> Option<Sort> {
    let (word, descending) = match text.strip_prefix('-') {
        Some(word) => (word, true),
        None => (text, false),
    };
    let column = SortColumn::ALL
        .iter()
        .copied()
        .find(|column| column.as_str() == word)?;
    Some(Sort { column, descending })
}

/// The fragment of a query, without `#`; defaults are omitted, so it may be empty.
pub fn format(query: &Query) -> String {
    let default = Query::default();
    let mut out = Serializer::new(String::new());
    for filter in Filter::ALL {
        let choices = query.choices(filter);
        if !choices.is_empty() {
            let items: Vec<String> = choices.iter().map(|item| escape_comma(item)).collect();
            out.append_pair(filter.key(), &items.join(","));
        }
    }
    let year = |year: Option<u16>| year.map(|year| format!("{year:04}")).unwrap_or_default();
    let YearRange { from, to } = query.years.ordered();
    if from.is_some() && from == to {
        out.append_pair("year", &year(from));
    } else if !query.years.is_all() {
        out.append_pair("year", &format!("{}..{}", year(from), year(to)));
    }
    if !query.text.is_empty() {
        out.append_pair("q", &query.text);
    }
    if query.read != default.read {
        out.append_pair("read", query.read.as_str());
    }
    if query.basis != default.basis {
        out.append_pair("basis", query.basis.as_str());
    }
    if query.view != default.view {
        out.append_pair("view", query.view.as_str());
    }
    if query.columns != default.columns {
        out.append_pair("columns", query.columns.as_str());
    }
    if let Some(focus) = &query.focus {
        out.append_pair("focus", focus);
    }
    if let Some(Sort { column, descending }) = query.sort {
        let sign = if descending { "-" } else { "" };
        out.append_pair("sort", &format!("{sign}{}", column.as_str()));
    }
    if query.page > 0 {
        out.append_pair("page", &(query.page + 1).to_string());
    }
    if query.lang != default.lang {
        out.append_pair("lang", query.lang.as_str());
    }
    if query.theme != default.theme {
        out.append_pair("theme", query.theme.as_str());
    }
    if query.elder {
        out.append_pair("elder", "1");
    }
    if query.text_scale != default.text_scale {
        out.append_pair("text", &query.text_scale.percent().to_string());
    }
    for (key, value) in &query.unknown {
        out.append_pair(key, value);
    }
    out.finish()
}

/// A comma within a value is `%2C` before the list is joined; `%` itself is `%25`, so that every
/// text comes back.
fn escape_comma(item: &str) -> String {
    item.replace('%', "%25").replace(',', "%2C")
}

fn unescape_comma(item: &str) -> String {
    item.replace("%2C", ",")
        .replace("%2c", ",")
        .replace("%25", "%")
}
