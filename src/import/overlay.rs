//! A row of a table over the row that the dataset has under the same key: what the table says
//! counts, what it has no column for stays. It must never write a row anew of which nothing
//! changed.

use std::collections::{BTreeMap, BTreeSet};

use super::base::{self, Base};
use super::document::whole_absent;
use super::field::Field;
use super::imported::Imported;
use super::issue::{Issue, Problem};
use super::known::City;
use super::row::{Doubt, Extra, Row, Source};
use crate::dataset::json::{Object, Value};
use crate::dataset::{Period, Scope, Status};
use crate::edition::{List, quote, quoted, whole};
use crate::figure;

/// The reason of a doubt whose table has no column for reasons.
const NO_REASON: &str = "导入的表格没有写明理由";

/// The dataset's rows of the reports that a table names.
pub(super) struct Overlay<'i, 't> {
    imported: &'i Imported,
    shared: BTreeSet<String>,
    rows: BTreeMap<String, Object<'t>>,
}

impl<'i, 't> Overlay<'i, 't> {
    /// Those of the reports among some sources.
    pub fn new(imported: &'i Imported, sources: &BTreeSet<Source>, dataset: &Base<'t>) -> Self {
        let known = dataset.by_id(List::Sources);
        let report = |source: &Source| match source {
            Source::Report(at) => imported.reports.get(*at),
            Source::Table(_) => None,
        };
        let named = sources.iter().filter_map(report);
        let shared = named.filter(|report| known.contains_key(&report.id));
        let shared: BTreeSet<String> = shared.map(|report| report.id.clone()).collect();
        let mut rows = BTreeMap::new();
        if !shared.is_empty() {
            for row in dataset.rows(List::Observations) {
                let source = base::text(&row, "source").unwrap_or_default();
                if let (true, Some(key)) = (shared.contains(&*source), base::key(&row)) {
                    rows.insert(key, row);
                }
            }
        }
        Self {
            imported,
            shared,
            rows,
        }
    }

    /// Whether the table and the dataset both have a report.
    pub fn is_shared(&self, source: &str) -> bool {
        self.shared.contains(source)
    }

    /// Whether they both have any.
    pub fn is_any(&self) -> bool {
        !self.shared.is_empty()
    }

    /// Writes the value of a key of a row behind a text, as JSON.
    pub fn cell(&self, row: &Row, source: &str, key: &str, out: &mut String) {
        let imported = self.imported;
        let extra = row.extra.as_deref();
        let number = |value: Option<f64>| value.map(figure::machine);
        let doubt = |extra: &Extra| {
            let doubt = extra.doubt.as_ref()?;
            Some(self::doubt(doubt, &doubt.reason))
        };
        // Numbers and objects are JSON as they are.
        let json = match key {
            "value" => number(row.value),
            "upper" => number(row.upper),
            "paragraph" => return whole(row.paragraph as usize, out),
            "offset" => return whole(row.offset as usize, out),
            "doubt" => extra.and_then(doubt),
            _ => None,
        };
        if let Some(json) = json {
            return out.push_str(&json);
        }
        let (period, scope);
        let text = match key {
            "source" => Some(source),
            "city" => imported.cities.get(row.city as usize).map(City::id),
            "period" => {
                let known = imported.periods.get(row.period as usize);
                period = known.map(Period::to_string);
                period.as_deref()
            }
            "indicator" => {
                let indicator = imported.indicators.get(row.indicator as usize);
                indicator.map(|indicator| &*indicator.id)
            }
            "printed" => Some(&*row.printed),
            "bound" => Some(row.bound.as_str()),
            "scope" => {
                scope = imported
                    .scopes
                    .get(row.scope as usize)
                    .map(Scope::to_string);
                scope.as_deref().or(Some("city"))
            }
            "status" => Some(row.status.as_str()),
            "of" => extra.and_then(|extra| extra.of.as_deref()),
            "note" => extra.and_then(|extra| extra.note.as_deref()),
            _ => None,
        };
        match text {
            Some(text) => quote(text, out),
            None => out.push_str("null"),
        }
    }

    /// A row as JSON, and what there is to say. `wholes` are the keys that there will be.
    pub fn json(
        &self,
        row: &Row,
        source: &str,
        key: &str,
        wholes: &BTreeSet<String>,
    ) -> (String, Vec<Issue>) {
        let old = self.rows.get(key);
        let mut issues = Vec::new();
        let mut pairs: Vec<(String, String)> = Vec::new();
        for name in List::Observations.keys() {
            let known = old.and_then(|old| old.get(name)).map(|raw| raw.get());
            let mut value = match name {
                _ if old.is_some() && !self.speaks_of(name, row, old) => {
                    known.unwrap_or("null").to_owned()
                }
                &"doubt" => self.doubt(row, old, &mut issues),
                _ => {
                    let mut cell = String::new();
                    self.cell(row, source, name, &mut cell);
                    cell
                }
            };
            if *name == "of" && value != "null" {
                let whole = quoted_text(&value);
                if !wholes.contains(&whole) {
                    issues.push(whole_absent(&whole));
                    "null".clone_into(&mut value);
                }
            }
            let is_default = |value: &str| match *name {
                "bound" => value == "\"exact\"",
                "scope" => value == "\"city\"",
                "status" => value == "\"reported\"",
                _ => value == "null",
            };
            match known {
                Some(known) if base::is_same(known, &value) => {
                    pairs.push(((*name).to_owned(), known.to_owned()));
                }
                None if is_default(&value) && (old.is_some() || *name == "upper") => {}
                _ => pairs.push(((*name).to_owned(), value)),
            }
        }
        let others = old.map_or(&[][..], |old| &old.0).iter();
        let others = others.filter(|(name, _)| !List::Observations.keys().contains(&&**name));
        pairs.extend(others.map(|(name, raw)| (name.to_string(), raw.get().to_owned())));
        let pairs = pairs
            .iter()
            .map(|(name, value)| format!("{}: {value}", quoted(name)));
        let row = pairs.collect::<Vec<_>>().join(", ");
        (format!("{{{row}}}"), issues)
    }

    /// Whether the table says something under a key of a row that the dataset has.
    fn speaks_of(&self, name: &str, row: &Row, old: Option<&Object<'t>>) -> bool {
        let has = |field| self.imported.has(field);
        let old_text = |key| old.and_then(|old| base::text(old, key));
        match name {
            "value" => has(Field::Value) || has(Field::Printed),
            "printed" => has(Field::Printed) || !self.is_value(row, old),
            "bound" => has(Field::Bound) || has(Field::Printed),
            "upper" => has(Field::Upper) || old_text("printed").as_deref() != Some(&*row.printed),
            "scope" => has(Field::Scope) || self.imported.mapping.fixed(Field::Scope).is_some(),
            "status" => has(Field::Status),
            // A part that is one still belongs to the same whole.
            "of" => has(Field::Of) || has(Field::Status) && row.status != Status::Part,
            "doubt" => has(Field::Doubt),
            "note" => has(Field::Note),
            _ => true,
        }
    }

    /// Whether the value is the one that the dataset has.
    fn is_value(&self, row: &Row, old: Option<&Object<'t>>) -> bool {
        let old = old.and_then(|old| old.get("value")).and_then(f64::read);
        old == row.value
    }

    /// The doubt of a row, with the reason that the dataset has where the table gives none.
    fn doubt(&self, row: &Row, old: Option<&Object<'t>>, issues: &mut Vec<Issue>) -> String {
        let Some(new) = row.extra.as_ref().and_then(|extra| extra.doubt.as_ref()) else {
            return "null".to_owned();
        };
        if !new.reason.is_empty() {
            return doubt(new, &new.reason);
        }
        let raw = old.and_then(|old| old.get("doubt"));
        let known = raw.and_then(Object::read);
        let Some(reason) = known.as_ref().and_then(|known| base::text(known, "reason")) else {
            issues.push(Issue::whole(Problem::ReasonAbsent));
            return doubt(new, NO_REASON);
        };
        let value = |key| {
            known
                .as_ref()
                .and_then(|known| known.get(key))
                .map_or("null", |raw| raw.get())
        };
        let number = new.probable.map_or("null".to_owned(), figure::machine);
        let is_same = base::is_same(value("kind"), &quoted(new.kind.as_str()))
            && base::is_same(value("confidence"), &quoted(new.confidence.as_str()))
            && base::is_same(value("probable"), &number);
        match raw.filter(|_| is_same) {
            Some(raw) => raw.get().to_owned(),
            None => doubt(new, &reason),
        }
    }
}

fn doubt(doubt: &Doubt, reason: &str) -> String {
    let reason = if reason.is_empty() { NO_REASON } else { reason };
    let probable = doubt.probable.map_or("null".to_owned(), figure::machine);
    let (kind, confidence) = (
        quoted(doubt.kind.as_str()),
        quoted(doubt.confidence.as_str()),
    );
    let reason = quoted(reason);
    format!(
        "{{\"kind\": {kind}, \"probable\": {probable}, \"confidence\": {confidence}, \
         \"reason\": {reason}}}"
    )
}

/// The text that a JSON text is.
fn quoted_text(json: &str) -> String {
    String::read(crate::dataset::json::Raw::proven(json)).unwrap_or_default()
}
