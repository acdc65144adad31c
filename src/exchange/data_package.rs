//! The descriptor of a Data Package v2 (datapackage.org/standard): which files an export holds,
//! what stands in their columns and how they hang together. It must never name a licence that the
//! dataset does not have, nor a file that is not beside it.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::column::{Column, Kind, LIST_MARK};
use super::label::Word;
use super::table::{Reference, Table};
use crate::dataset::{Dataset, Source};

/// The descriptor's file name, which the standard fixes.
pub const FILE_NAME: &str = "datapackage.json";

/// The profile that the descriptor follows.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// One file of the package.
#[derive(Clone, Debug)]
pub struct File {
    /// What is in it.
    pub content: Content,
    /// Its path from the descriptor, with `/`.
    pub path: String,
    /// Its size.
    pub bytes: usize,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A table as CSV.
    Table(Table),
    /// The observations as JSON-stat.
    JsonStat,
}

#[derive(Serialize)]
struct Package<'d> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'d str,
    description: String,
    #[serde(rename = "dcterms:modified", skip_serializing_if = "str::is_empty")]
    modified: &'d str,
    #[serde(
        rename = "union-dashboard:perCapitaIndicator",
        skip_serializing_if = "Option::is_none"
    )]
    per_capita_indicator: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licenses: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Value>,
    resources: Vec<Resource<'d>>,
}

#[derive(Serialize)]
struct Resource<'d> {
    name: &'static str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    path: &'d str,
    title: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<Schema>,
}

/// A Table Schema. The dialect of the files is the standard's default, and needs no word.
#[derive(Serialize)]
struct Schema {
    fields: Vec<Field>,
    #[serde(rename = "missingValues")]
    missing_values: [&'static str; 1],
    #[serde(rename = "primaryKey", skip_serializing_if = "<[_]>::is_empty")]
    primary_key: &'static [&'static str],
    #[serde(rename = "foreignKeys", skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<Value>,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    title: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    delimiter: Option<&'static str>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    constraints: Map<String, Value>,
    /// What the words mean; `enum` beside it is for readers that know version 1 alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    categories: Vec<Value>,
}

/// The descriptor of a package that holds `files`, as indented JSON.
///
/// # Errors
/// None that is known: what is written has texts and numbers only.
pub fn descriptor(dataset: &Dataset, files: &[File]) -> Result<Vec<u8>, serde_json::Error> {
    let per_capita = dataset.per_capita_indicator;
    let mut bytes = serde_json::to_vec_pretty(&Package {
        schema: PROFILE,
        name: "union-dashboard",
        title: &dataset.title,
        description: description(dataset),
        modified: &dataset.updated,
        per_capita_indicator: per_capita.map(|id| dataset.indicator(id).id.as_str()),
        licenses: dataset.license.as_deref().and_then(licenses),
        sources: dataset.sources.iter().filter_map(source).collect(),
        resources: files.iter().map(resource).collect(),
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A package's source; the standard wants one property at least.
fn source(source: &Source) -> Option<Value> {
    (!source.title.is_empty()).then(|| json!({ "title": source.title }))
}

/// A licence is an identifier or an address (Data Package, `licenses`); any other text is in the
/// description.
fn licenses(text: &str) -> Option<Value> {
    let is_name_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    if text.starts_with("https://") || text.starts_with("http://") {
        Some(json!([{ "path": text }]))
    } else if !text.is_empty() && text.chars().all(is_name_part) {
        Some(json!([{ "name": text }]))
    } else {
        None
    }
}

fn description(dataset: &Dataset) -> String {
    let mut text = String::from(
        "各市总工会报告中的数字，一行一个，附出处。空格是“没有”，不是零；“value”照原文，\
         “value_used”是更正后采用的数值。以 = + - @ 开头的文字前有一个 '，以免表格软件当作公式。\n\n\
         Figures from reports of Chinese city federations of trade unions, one a line, each with \
         its place. An empty cell is absent, never zero; `value` is as printed, `value_used` the \
         value in use after correction. A text that begins with = + - @ has a ' before it, so \
         that no spreadsheet takes it for a formula.",
    );
    if let Some(license) = &dataset.license {
        text.push_str("\n\n许可 Licence: ");
        text.push_str(license);
    }
    text
}

fn resource(file: &File) -> Resource<'_> {
    let hash = format!("sha256:{}", file.sha256);
    match file.content {
        Content::Table(table) => Resource {
            name: table.name(),
            kind: Some("table"),
            path: &file.path,
            title: table.title(),
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            bytes: file.bytes,
            hash,
            schema: Some(schema(table)),
        },
        Content::JsonStat => Resource {
            name: "json-stat",
            kind: None,
            path: &file.path,
            title: "同样的数据，JSON-stat 格式 The same observations as JSON-stat 2.0",
            format: "json",
            mediatype: "application/json",
            encoding: "utf-8",
            bytes: file.bytes,
            hash,
            schema: None,
        },
    }
}

fn schema(table: Table) -> Schema {
    Schema {
        fields: table.columns().iter().map(field).collect(),
        missing_values: [""],
        primary_key: table.key(),
        foreign_keys: table.references().iter().map(foreign_key).collect(),
    }
}

fn foreign_key(reference: &Reference) -> Value {
    json!({
        "fields": reference.columns,
        "reference": { "resource": reference.table.name(), "fields": reference.to },
    })
}

fn field(column: &Column) -> Field {
    let mut constraints = Map::new();
    if column.is_required {
        constraints.insert("required".into(), true.into());
    }
    let mut categories = Vec::new();
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Pattern(pattern) => {
            constraints.insert("pattern".into(), pattern.into());
            "string"
        }
        Kind::Word(words) => {
            let words = words();
            let values = words.iter().map(|word| word.word.into()).collect();
            constraints.insert("enum".into(), Value::Array(values));
            categories = words.iter().map(category).collect();
            "string"
        }
        Kind::List => "list",
        Kind::Number => "number",
        Kind::Whole(least) => {
            constraints.insert("minimum".into(), least.into());
            "integer"
        }
    };
    Field {
        name: column.name,
        title: column.title,
        kind,
        delimiter: matches!(column.kind, Kind::List).then_some(LIST_MARK),
        constraints,
        categories,
    }
}

fn category(word: &Word) -> Value {
    json!({ "value": word.word, "label": word.label })
}
