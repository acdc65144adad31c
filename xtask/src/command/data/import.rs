//! `cargo xtask data import TABLE [--into DATASET] [-o OUT] [--map COLUMN=FIELD]…`: a table into a
//! dataset. It must never write over a dataset while rows contradict it, nor guess a column
//! without saying so.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, Result, bail};
use union_dashboard::{
    dataset::{check, sha256},
    edition::{
        Decisions, Document, Kind as Change, canonical, diff, merge, say_change, say_conflict,
        say_replaced, written,
    },
    import::{
        Field, Imported, Issue, Known, Layout, Mapping, NoTable, Origin, Problem, Reader, Severity,
        Target, say, survey, template,
    },
    query::Lang,
};

use super::decode::{decode, office_text};
use super::reading;
use super::whole::{Text, Whole, write_file};

/// Characters that are handed to the reader at once.
const CHUNK: usize = 1 << 16;

#[derive(Default)]
struct Arguments {
    table: Option<PathBuf>,
    into: Option<PathBuf>,
    out: Option<PathBuf>,
    map: Vec<(String, Field)>,
    set: Vec<(Field, String)>,
    is_template: bool,
    is_apart: bool,
    lang: Option<Lang>,
}

/// Imports a table; exit code 0, 1 if something in it was not taken.
///
/// # Errors
/// If the import could not run.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let args = parse(args)?;
    let mut out = io::stdout().lock();
    if args.is_template {
        let lang = args.lang.unwrap_or_else(reading::language);
        out.write_all(template(lang).as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let is_clean = import_file(&args, &mut out, &mut io::stderr())?;
    Ok(ExitCode::from(u8::from(!is_clean)))
}

fn parse(args: &[String]) -> Result<Arguments> {
    let mut parsed = Arguments::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().with_context(|| format!("{arg} needs a value"));
        let field = |text: &str| {
            Field::named(text).with_context(|| {
                let words: Vec<&str> = Field::ALL.iter().map(|field| field.as_str()).collect();
                format!("`{text}` is no field; one of {}", words.join(", "))
            })
        };
        match arg.as_str() {
            "-o" | "--out" => parsed.out = Some(value()?.into()),
            "--into" => parsed.into = Some(value()?.into()),
            "--apart" => parsed.is_apart = true,
            "--template" => parsed.is_template = true,
            "--lang" => {
                parsed.lang = Some(match value()?.as_str() {
                    "zh-CN" | "zh" => Lang::Chinese,
                    "en" => Lang::English,
                    other => bail!("--lang zh-CN or en, not `{other}`"),
                });
            }
            "--map" => {
                let (column, name) = value()?.rsplit_once('=').context("--map COLUMN=FIELD")?;
                parsed.map.push((column.to_owned(), field(name)?));
            }
            "--set" => {
                let (name, text) = value()?.split_once('=').context("--set FIELD=TEXT")?;
                parsed.set.push((field(name)?, text.to_owned()));
            }
            flag if flag.starts_with('-') => bail!("unexpected argument `{flag}`"),
            file if parsed.table.is_none() => parsed.table = Some(file.into()),
            file => bail!("a second table: `{file}`"),
        }
    }
    if parsed.table.is_none() && !parsed.is_template {
        bail!("no table; usage: import TABLE [--into DATASET] [-o OUT] [--map COLUMN=FIELD]...");
    }
    Ok(parsed)
}

/// Imports the table and writes what came of it; whether nothing was left out.
fn import_file(args: &Arguments, out: &mut impl Write, aside: &mut impl Write) -> Result<bool> {
    let path = args.table.as_deref().context("no table")?;
    let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let base = match &args.into {
        Some(file) => {
            let whole = Whole::read(file)?;
            whole.document()?;
            if !whole.parts.is_empty() {
                bail!(
                    "{} is in parts; merge them into one file first",
                    file.display()
                );
            }
            whole.file
        }
        None => Text::read(&reading::default_file())?,
    };
    if args.into.is_some() && base.has_errors()? {
        writeln!(
            aside,
            "nothing is written: the errors of the dataset come first"
        )?;
        return Ok(false);
    }
    let known = Known::new(&reading::dataset(&base.path)?.dataset);
    let Some(text) = office_text(path, &bytes)
        .map_err(anyhow::Error::msg)?
        .or_else(|| readable(&bytes))
    else {
        tell(
            path,
            &[Issue {
                problem: Problem::NoTable(no_text(&bytes)),
                place: None,
            }],
            aside,
        )?;
        bail!("{} is no text in UTF-8, GB18030 or UTF-16", path.display());
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some((mapping, known)) = mapping(args, &text, &name, known, aside)? else {
        return Ok(false);
    };
    let mut origin = Origin::new(&name, Some(sha256(&bytes)));
    origin.is_apart = args.is_apart;
    let mut reader = Reader::new(mapping, known, origin);
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.floor_char_boundary(CHUNK));
        reader.push(chunk);
        rest = after;
    }
    let imported = reader.finish();
    tell(path, &imported.issues, aside)?;
    let is_written = write_out(args, &base, &imported, out, aside)?;
    let counts = imported.counts;
    writeln!(
        aside,
        "{}: {} rows read, {} observations, {} rows refused, {} cells empty, {} not reported",
        path.display(),
        counts.rows,
        counts.observations,
        counts.refused,
        counts.empty,
        counts.not_reported
    )?;
    Ok(is_written && imported.errors == 0)
}

/// The text of a table, unless its bytes are none.
fn readable(bytes: &[u8]) -> Option<String> {
    (no_text(bytes) != NoTable::Workbook)
        .then(|| decode(bytes))
        .flatten()
}

/// What bytes are that are no text: a workbook is a zip archive or an OLE file.
fn no_text(bytes: &[u8]) -> NoTable {
    match bytes {
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => NoTable::Workbook,
        _ => NoTable::Binary,
    }
}

/// The mapping that is proposed, with what the caller says instead; `None` if something is missing.
fn mapping(
    args: &Arguments,
    text: &str,
    name: &str,
    mut known: Known,
    aside: &mut impl Write,
) -> Result<Option<(Mapping, Known)>> {
    let path = args.table.as_deref().unwrap_or(Path::new(""));
    let survey = match survey(text, name, &known) {
        Ok(survey) => survey,
        Err(issue) => {
            tell(path, &[issue], aside)?;
            bail!("{} is no table", path.display());
        }
    };
    let mut mapping = survey.mapping;
    // First, since a header names an indicator only where nothing else does.
    for (field, text) in &args.set {
        mapping.set_fixed(*field, text);
    }
    for (column, field) in &args.map {
        if !mapping.choose(column, *field, &mut known) {
            let headers = mapping.columns.iter().map(|column| column.header.as_str());
            let headers: Vec<&str> = headers.collect();
            bail!("no column `{column}`; there are {}", headers.join(", "));
        }
    }
    let missing = mapping.missing();
    // What was missing in the proposal may be told now.
    let is_open = |issue: &Issue| match issue.problem {
        Problem::Missing(field) => missing.contains(&field),
        Problem::TakenFor(field, _) => args.set.iter().all(|(set, _)| *set != field),
        _ => true,
    };
    let issues: Vec<Issue> = survey.issues.into_iter().filter(is_open).collect();
    tell(path, &issues, aside)?;
    say_mapping(&mapping, aside)?;
    if !missing.is_empty() {
        writeln!(
            aside,
            "nothing is read: name the columns with --map, or a text with --set"
        )?;
        return Ok(None);
    }
    Ok(Some((mapping, known)))
}

/// One line a column: what it was taken for.
fn say_mapping(mapping: &Mapping, aside: &mut impl Write) -> Result<()> {
    let layout = match mapping.layout() {
        Layout::Tidy => "one figure a row",
        Layout::Wide => "several figures a row",
    };
    writeln!(aside, "{layout}:")?;
    for (number, column) in (1..).zip(&mapping.columns) {
        let facet = &column.facet;
        let parts = [
            ("city", &facet.city),
            ("period", &facet.period),
            ("indicator", &facet.indicator),
            ("unit", &facet.unit),
        ];
        let parts = parts
            .iter()
            .filter_map(|(name, text)| Some((name, text.as_deref()?)));
        let parts: Vec<String> = parts
            .map(|(name, text)| format!(" {name}={text}"))
            .collect();
        let header = column.header.replace(['\r', '\n'], " ");
        writeln!(
            aside,
            "  {number} {header} = {}{}",
            column.field.as_str(),
            parts.concat()
        )?;
    }
    for (field, text) in &mapping.fixed {
        writeln!(aside, "  {} = {text}", field.as_str())?;
    }
    Ok(())
}

/// Writes the dataset that the table is, or the one that it was merged into; whether it did.
fn write_out(
    args: &Arguments,
    base: &Text,
    imported: &Imported,
    out: &mut impl Write,
    aside: &mut impl Write,
) -> Result<bool> {
    let path = args.table.as_deref().unwrap_or(Path::new(""));
    let target = match args.into {
        Some(_) => Target::Merge,
        None => Target::Alone,
    };
    let made = imported.text(&base.text, target, &today());
    tell(path, &made.issues, aside)?;
    let incoming = Document::read(&made.text).map_err(|_| anyhow::anyhow!("not a dataset"))?;
    let dataset = match target {
        Target::Alone => incoming,
        Target::Merge => {
            let language = reading::language();
            let merged = merge(base.document()?, &incoming, Decisions::default());
            for replaced in &merged.replaced {
                writeln!(aside, "{}", say_replaced(replaced, language))?;
            }
            for conflict in &merged.conflicts {
                writeln!(aside, "{}", say_conflict(conflict, language))?;
                for value in [&conflict.first, &conflict.second] {
                    writeln!(aside, "  {}", canonical(value))?;
                }
            }
            if !merged.conflicts.is_empty() {
                writeln!(
                    aside,
                    "{} conflicts, nothing is written",
                    merged.conflicts.len()
                )?;
                return Ok(false);
            }
            let changes = diff(&base.document()?, &merged.dataset);
            let changed = changes.iter().filter(|change| change.kind != Change::Added);
            for change in changed.filter(|change| change.list.is_some()) {
                writeln!(aside, "{}", say_change(change, language))?;
            }
            merged.dataset
        }
    };
    let text = written(&dataset);
    let issues = check(&text).map_or_else(|issue| vec![issue], |checked| checked.issues);
    if reading::tell("imported".as_ref(), &issues) {
        writeln!(aside, "nothing is written: the dataset would have errors")?;
        return Ok(false);
    }
    match &args.out {
        Some(path) => write_file(path, |out| out.write_all(text.as_bytes()))?,
        None => {
            let mut out = BufWriter::new(out);
            out.write_all(text.as_bytes())?;
            out.flush()?;
        }
    }
    Ok(true)
}

/// One line an issue: `path:line:column severity code message`.
fn tell(path: &Path, issues: &[Issue], aside: &mut impl Write) -> Result<()> {
    let language = reading::language();
    for issue in issues {
        let (line, column) = issue
            .place
            .map_or((1, 1), |place| (place.line, place.column));
        let severity: Severity = issue.severity();
        writeln!(
            aside,
            "{}:{line}:{column} {} {} {}",
            path.display(),
            severity.as_str(),
            issue.problem.code(),
            say(issue, language)
        )?;
    }
    Ok(())
}

/// The day by the machine's clock, in UTC (Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", `civil_from_days`).
fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = since.map_or(0, |since| since.as_secs() / 86_400) + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths;

    /// Imports a table of bytes with more arguments: whether all was taken, the dataset, what was
    /// said.
    fn imported(name: &str, bytes: &[u8], more: &[&str]) -> (Result<bool>, String, String) {
        let folder = std::env::temp_dir().join(format!("union-import-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join(name);
        fs::write(&file, bytes).expect("written");
        let mut args = vec![file.display().to_string()];
        args.extend(more.iter().map(|&arg| arg.to_owned()));
        let args = parse(&args).expect("arguments");
        let (mut out, mut aside) = (Vec::new(), Vec::new());
        let outcome = import_file(&args, &mut out, &mut aside);
        fs::remove_file(&file).expect("it was ours");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (outcome, text(out), text(aside))
    }

    #[test]
    fn encodings_of_spreadsheets_are_read() {
        let folder = paths::root().join("tests/fixtures/import");
        let mut seen = Vec::new();
        for name in ["gb18030.csv", "unicode.txt", "utf8.csv"] {
            let bytes = fs::read(folder.join(name)).expect("a fixture");
            let (outcome, out, said) = imported(name, &bytes, &[]);
            assert!(outcome.expect("it ran"), "{said}");
            let checked = check(&out).expect("a dataset");
            assert_eq!(checked.issues, []);
            let rows = checked.dataset.rows();
            let rows = rows.map(|row| checked.dataset.observation(row));
            let rows = rows.map(|seen| (seen.printed.to_owned(), seen.value));
            seen.push(rows.collect::<Vec<_>>());
        }
        assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
    }

    #[test]
    fn what_is_missing_or_wrong_is_told_and_decides_the_exit_code() {
        let table = "名字,数字\n安庆,1\n".as_bytes();
        let (outcome, out, said) = imported("a.csv", table, &[]);
        assert!(!outcome.expect("it ran") && out.is_empty());
        assert!(said.contains(":1:1 error missing-column "), "{said}");
        let all = [
            "--set",
            "period=2025",
            "--set",
            "indicator=members",
            "--map",
            "数字=value",
        ];
        let (outcome, out, said) = imported("a.csv", table, &all);
        assert!(outcome.expect("it ran"), "{said}");
        assert!(out.contains("\"indicator\": \"members\""), "{out}");

        let table = "城市,年份,指标,数值\n安庆,2025,工会驿站,坏\n安庆,2025,工会驿站,3\n";
        let (outcome, out, said) = imported("b.csv", table.as_bytes(), &[]);
        assert!(!outcome.expect("it ran") && out.contains("\"value\": 3"));
        assert!(said.contains("b.csv:2:14 error no-figure "), "{said}");

        let (outcome, _, said) = imported("c.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", &[]);
        assert!(
            outcome.is_err() && said.contains(" error no-table "),
            "{said}"
        );
        let (outcome, out, _) = imported("c.xlsx", b"PK\x03\x04\x14\0", &[]);
        let error = outcome.expect_err("it is cut off").to_string();
        assert!(
            error.ends_with("c.xlsx: damaged") && out.is_empty(),
            "{error}"
        );
    }

    #[test]
    fn a_workbook_is_read_as_its_cells_are() {
        let cell = |text: &str| match text.parse::<u32>() {
            Ok(number) => format!("<c><v>{number}</v></c>"),
            Err(_) => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        };
        let rows = ["城市,年份,指标,数值", "安庆,2025,工会驿站,12"];
        let rows = rows.map(|row| row.split(',').map(cell).collect::<String>());
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let relations = |kind: &str, target: &str| {
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" \
                 Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
            )
        };
        let workbook = format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>\
             <sheet name=\"1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        );
        let [head, body] = rows;
        let sheet = format!(
            "<worksheet xmlns=\"{main}\"><sheetData><row>{head}</row><row>{body}</row>\
             </sheetData></worksheet>"
        );
        let mut file = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, text) in [
            (
                "_rels/.rels",
                relations("officeDocument", "xl/workbook.xml"),
            ),
            ("xl/workbook.xml", workbook),
            (
                "xl/_rels/workbook.xml.rels",
                relations("worksheet", "worksheets/sheet1.xml"),
            ),
            ("xl/worksheets/sheet1.xml", sheet),
        ] {
            let options = zip::write::SimpleFileOptions::default();
            file.start_file(name, options).expect("an entry");
            file.write_all(text.as_bytes()).expect("its text");
        }
        let file = file.finish().expect("a file").into_inner();
        let (outcome, out, said) = imported("表.xlsx", &file, &[]);
        assert!(outcome.expect("it ran"), "{said}");
        assert!(out.contains("\"value\": 12"), "{out}");
    }

    #[test]
    fn a_table_goes_into_a_dataset_and_once_more_changes_nothing() {
        let into = paths::root().join("tests/fixtures/two_cities.json");
        let base = fs::read_to_string(&into).expect("the fixture");
        let table = "城市代码,年份,指标,数值,单位\n340800,2025,新指标,5,家\n".as_bytes();
        let into = into.display().to_string();
        let (outcome, out, said) = imported("t.csv", table, &["--into", &into]);
        assert!(outcome.expect("it ran"), "{said}");
        assert!(out.contains("新指标") && out.len() > base.len());
        assert_eq!(check(&out).expect("a dataset").issues, []);
        let whole = std::env::temp_dir().join(format!("union-whole-{}.json", std::process::id()));
        fs::write(&whole, &out).expect("written");
        let (outcome, again, said) =
            imported("t.csv", table, &["--into", &whole.display().to_string()]);
        fs::remove_file(&whole).expect("it was ours");
        assert!(outcome.expect("it ran"), "{said}");
        assert_eq!(again, out);
    }
}
