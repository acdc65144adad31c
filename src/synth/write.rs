//! Synthetic rows as text, in the layout of the one writer of datasets: `edition::write` leaves it
//! as it is. It must never hold more than the columns' text.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use super::names::{self, CATEGORIES, THINGS};
use super::row::{Report, Row, rows};
use super::{Plan, source_id};
use crate::edition::{List, PartFile, quoted};

/// The title of every synthetic dataset.
const TITLE: &str = "合成数据（程序随机生成，城市、指标和数字都不是真实的）";
const UPDATED: &str = "2026-01-01";

/// Writes a dataset in one file.
///
/// # Errors
/// What `out` reports.
pub fn write(plan: &Plan, out: &mut impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    head(&mut out)?;
    tables(plan, 0..plan.cities, &mut out)?;
    out.write_all(b",\n  \"observations\": ")?;
    observations(plan, plan.reports(), &mut out)?;
    out.write_all(b",\n  \"relations\": []")?;
    honours(plan, &mut out)?;
    out.write_all(b"\n}\n")?;
    out.flush()
}

/// Opens a file of a dataset in parts, by its name.
pub type OpenPart<'o> = &'o mut dyn FnMut(&str) -> io::Result<Box<dyn Write>>;

/// Writes a dataset in parts, a part a city, and the file `index_name` that lists them.
///
/// # Errors
/// What the files report.
pub fn write_parts(plan: &Plan, index_name: &str, open: OpenPart<'_>) -> io::Result<()> {
    let mut files = Vec::new();
    let mut first = 0;
    for city in 0..plan.cities {
        let reports: Vec<(Report, usize)> =
            plan.reports().filter(|(of, _)| of.city == city).collect();
        let count: usize = reports.iter().map(|(_, count)| count).sum();
        if count == 0 {
            continue;
        }
        let code = names::code(city).0;
        let url = format!("part-{code}.json");
        let mut out = BufWriter::new(open(&url)?);
        head(&mut out)?;
        let of = quoted(index_name);
        write!(
            out,
            ",\n  \"part\": {{\"of\": {of}, \"observations\": [[{first}, {count}]], \
             \"relations\": []}}"
        )?;
        tables(plan, city..city + 1, &mut out)?;
        out.write_all(b",\n  \"observations\": ")?;
        let mut periods = BTreeMap::new();
        for (report, count) in &reports {
            rows(plan, *report, *count, |row| {
                periods.entry(row.period.clone()).or_insert(());
            });
        }
        observations(plan, reports.into_iter(), &mut out)?;
        out.write_all(b",\n  \"relations\": []\n}\n")?;
        out.flush()?;
        files.push(PartFile {
            url,
            cities: vec![code],
            periods: periods.into_keys().collect(),
            observations: u32::try_from(count).unwrap_or(u32::MAX),
        });
        first += count;
    }
    let mut out = BufWriter::new(open(index_name)?);
    head(&mut out)?;
    write!(out, ",\n  \"parts\": {}", PartFile::lines(&files))?;
    tables(plan, 0..plan.cities, &mut out)?;
    out.write_all(b",\n  \"observations\": [],\n  \"relations\": []")?;
    honours(plan, &mut out)?;
    out.write_all(b"\n}\n")?;
    out.flush()
}

fn head(out: &mut impl Write) -> io::Result<()> {
    write!(
        out,
        "{{\n  \"schema_version\": 1,\n  \"title\": \"{TITLE}\",\n  \"updated\": \"{UPDATED}\",\n  \
         \"license\": null,\n  \"per_capita_indicator\": \"{}\"",
        names::indicator_id(0)
    )
}

/// A list of rows, each on its line.
fn list(out: &mut impl Write, key: &str, rows: impl Iterator<Item = String>) -> io::Result<()> {
    let mut start = "\n    ";
    write!(out, ",\n  \"{key}\": [")?;
    for row in rows {
        out.write_all(start.as_bytes())?;
        out.write_all(row.as_bytes())?;
        start = ",\n    ";
    }
    out.write_all(b"\n  ]")
}

fn tables(plan: &Plan, cities: std::ops::Range<usize>, out: &mut impl Write) -> io::Result<()> {
    let city = |number: usize| {
        let ((code, province), name) = (names::code(number), names::city(number));
        format!(
            "{{\"code\": \"{code}\", \"name\": \"{name}市\", \"short_name\": \"{name}\", \
             \"name_en\": \"Synthetic city {}\", \"province\": \"{province}\", \"aliases\": []}}",
            number + 1
        )
    };
    list(out, "cities", cities.clone().map(city))?;
    let category = |(at, (name, name_en)): (usize, &(&str, &str))| {
        format!("{{\"id\": \"c{at}\", \"name\": \"{name}\", \"name_en\": \"{name_en}\"}}")
    };
    list(
        out,
        "categories",
        CATEGORIES.iter().enumerate().map(category),
    )?;
    let indicator = |number: usize| {
        let (id, name) = (names::indicator_id(number), names::indicator(number));
        let thing = &THINGS[number % THINGS.len()];
        format!(
            "{{\"id\": \"{id}\", \"name\": \"{name}\", \"name_en\": \"Synthetic indicator {}\", \
             \"unit\": \"{}\", \"unit_en\": \"{}\", \"category\": \"c{}\", \"measure\": \"{}\", \
             \"definition\": \"合成指标。\"}}",
            number + 1,
            thing.unit,
            thing.unit_en,
            thing.category,
            thing.measure
        )
    };
    list(out, "indicators", (0..plan.indicators).map(indicator))?;
    let reports = plan.reports().map(|(report, _)| report);
    let source = |report: Report| {
        let (id, code) = (source_id(report), names::code(report.city).0);
        let (name, year) = (names::city(report.city), report.year);
        format!(
            "{{\"id\": \"{id}\", \"title\": \"{name}市总工会 {year} 年工作（合成）\", \
             \"city\": \"{code}\", \"period\": \"{year}\", \"file\": null, \"sha256\": null, \
             \"authors\": [], \"text\": null}}"
        )
    };
    let own = reports.filter(|report| cities.contains(&report.city));
    list(out, "sources", own.map(source))
}

/// One honour for every second report.
fn honours(plan: &Plan, out: &mut impl Write) -> io::Result<()> {
    let reports = plan.reports().map(|(report, _)| report);
    let chosen =
        reports.filter(|report| (report.city + usize::from(report.year)).is_multiple_of(2));
    let levels = ["national", "provincial", "municipal"];
    let honour = |report: Report| {
        let (id, code) = (source_id(report), names::code(report.city).0);
        let (year, level) = (report.year, levels[report.city % levels.len()]);
        format!(
            "{{\"source\": \"{id}\", \"city\": \"{code}\", \"period\": \"{year}\", \
             \"level\": \"{level}\", \"direction\": \"received\", \"title\": \"模拟先进集体\", \
             \"awarder\": null, \"recipient\": null, \"count\": {}, \"paragraph\": 1, \
             \"offset\": 0, \"doubt\": null}}",
            1 + report.city % 5
        )
    };
    let mut chosen = chosen.map(honour).peekable();
    match chosen.peek() {
        None => out.write_all(b",\n  \"honours\": []"),
        Some(_) => list(out, "honours", chosen),
    }
}

fn observations(
    plan: &Plan,
    reports: impl Iterator<Item = (Report, usize)>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut columns: Vec<Column> = List::Observations
        .keys()
        .iter()
        .map(|key| Column::new(key))
        .collect();
    let (mut outcome, mut start) = (Ok(()), "[\n    ");
    for (report, count) in reports {
        rows(plan, report, count, |row| {
            if outcome.is_err() {
                return;
            }
            let cells = cells(report, row);
            if plan.columns {
                let pairs = columns.iter_mut().zip(&cells);
                pairs.for_each(|(column, cell)| column.push(cell));
                return;
            }
            let mut line = format!("{start}{{");
            start = ",\n    ";
            let shown = List::Observations.keys().iter().zip(&cells);
            // An upper end is there where it is one, as in the dataset that ships.
            let shown = shown.filter(|(key, cell)| **key != "upper" || *cell != "null");
            for (at, (key, cell)) in shown.enumerate() {
                let comma = if at == 0 { "" } else { ", " };
                line.push_str(&format!("{comma}\"{key}\": {cell}"));
            }
            line.push('}');
            outcome = out.write_all(line.as_bytes());
        });
    }
    outcome?;
    if plan.columns && columns.iter().any(|column| !column.codes.is_empty()) {
        out.write_all(b"{\n    \"columns\": true")?;
        for column in columns {
            column.write(out)?;
        }
        return out.write_all(b"\n  }");
    }
    out.write_all(if start.starts_with(',') {
        b"\n  ]"
    } else {
        b"[]"
    })
}

/// The JSON of each key of a row, in the writer's order.
fn cells(report: Report, row: &Row) -> [String; 15] {
    let number = |value: Option<f64>| value.map_or_else(|| "null".to_owned(), |v| v.to_string());
    let text = |text: Option<&str>| text.map_or_else(|| "null".to_owned(), quoted);
    let doubt = row.doubt.as_ref();
    let doubt = doubt.map(|(kind, probable, confidence, reason)| {
        format!(
            "{{\"kind\": \"{kind}\", \"probable\": {}, \"confidence\": \"{confidence}\", \
             \"reason\": {}}}",
            number(*probable),
            quoted(reason)
        )
    });
    [
        quoted(&source_id(report)),
        quoted(&names::code(report.city).0),
        quoted(&row.period),
        quoted(&names::indicator_id(row.indicator)),
        number(row.printed.value),
        number(row.printed.upper),
        quoted(&row.printed.text),
        quoted(row.printed.bound),
        quoted(&row.scope),
        quoted(row.status),
        text(row.of.as_deref()),
        row.paragraph.to_string(),
        row.offset.to_string(),
        doubt.unwrap_or_else(|| "null".to_owned()),
        text(row.note),
    ]
}

/// One column as text: plain, or by numbers in a dictionary.
struct Column {
    key: &'static str,
    /// The distinct values with their numbers; none of a plain column.
    known: BTreeMap<String, usize>,
    dict: String,
    codes: String,
    is_coded: bool,
    is_null: bool,
    last: (String, usize),
}

impl Column {
    fn new(key: &'static str) -> Self {
        Self {
            key,
            known: BTreeMap::new(),
            dict: String::new(),
            codes: String::new(),
            is_coded: List::is_coded(key),
            is_null: true,
            last: (String::new(), 0),
        }
    }

    fn push(&mut self, cell: &str) {
        self.is_null &= cell == "null";
        if !self.codes.is_empty() {
            self.codes.push(',');
        }
        if !self.is_coded {
            return self.codes.push_str(cell);
        }
        if self.last.0 != cell {
            let next = self.known.len();
            let code = *self.known.entry(cell.to_owned()).or_insert(next);
            if code == next {
                self.dict.push_str(if next == 0 { "" } else { "," });
                self.dict.push_str(cell);
            }
            self.last = (cell.to_owned(), code);
        }
        self.codes.push_str(&self.last.1.to_string());
    }

    fn write(self, out: &mut impl Write) -> io::Result<()> {
        let (key, codes) = (self.key, &self.codes);
        match (self.is_null, self.is_coded) {
            (true, _) => Ok(()),
            (_, false) => write!(out, ",\n    \"{key}\": [{codes}]"),
            (_, true) => {
                let dict = &self.dict;
                write!(
                    out,
                    ",\n    \"{key}\": {{\"dict\": [{dict}], \"codes\": [{codes}]}}"
                )
            }
        }
    }
}
