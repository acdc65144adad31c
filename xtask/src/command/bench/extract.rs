//! `cargo xtask bench extract`: what extraction gets right, against texts with a known truth. It must
//! never print a sentence of a report: misses are told by their place.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use union_dashboard::{
    dataset::{Dataset, sha256},
    extract::{Candidate, extract},
};

use crate::{
    command::data::{
        decode::decode,
        extract::{dataset, line},
    },
    paths,
};

/// The texts of our own: those that are read without a miss, and those that are not yet.
const OWN: [&str; 2] = ["tests/extract", "tests/extract-open"];
/// What is no figure in the reports of the dataset that ships.
const NOT_FIGURES: &str = "tests/data/not-figures.json";

/// Measures on the texts of our own, on the reports of the dataset (`--sources DIR`) and on any
/// further folder of NAME.txt with NAME.jsonl. `--misses` tells every difference by its place.
///
/// # Errors
/// If a folder or a truth cannot be read.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let (mut folders, mut sources, mut is_told) = (Vec::new(), None, false);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--sources" => {
                sources = Some(PathBuf::from(args.next().context("--sources needs DIR")?))
            }
            "--misses" => is_told = true,
            flag if flag.starts_with('-') => bail!("unexpected argument `{flag}`"),
            folder => folders.push(PathBuf::from(folder)),
        }
    }
    folders.splice(0..0, OWN.map(|own| paths::root().join(own)));
    let dataset = dataset(None)?;
    println!("{}", Score::HEAD);
    for folder in &folders {
        let mut sum = Score::default();
        for (name, text, truth) in of_folder(folder)? {
            sum.add(&name, &text, &truth, &dataset, is_told);
        }
        println!(
            "{}",
            sum.row(&folder.file_name().unwrap_or_default().to_string_lossy())
        );
    }
    match sources {
        Some(folder) => {
            let mut sum = Score::default();
            for (name, text, truth) in of_dataset(&folder, &dataset)? {
                let score = sum.add(&name, &text, &truth, &dataset, is_told);
                println!("{}", score.row(&name));
            }
            println!("{}", sum.row("reports"));
        }
        None => eprintln!("the reports of the dataset were not measured: no --sources DIR"),
    }
    speed(&folders, &dataset)?;
    Ok(ExitCode::SUCCESS)
}

/// A text's name, the text, and one JSON object a numeral.
type Case = (String, String, Vec<Value>);

fn of_folder(folder: &Path) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "jsonl") {
            continue;
        }
        let truth = fs::read_to_string(&path)?;
        let lines = truth.lines().filter(|line| !line.trim().is_empty());
        let truth = lines
            .map(serde_json::from_str)
            .collect::<Result<Vec<Value>, _>>()?;
        let text = fs::read(path.with_extension("txt"))?;
        let text = decode(&text).with_context(|| format!("{} is no text", path.display()))?;
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        cases.push((name, text, truth));
    }
    cases.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(cases)
}

/// The reports of the dataset, with what it says of them.
fn of_dataset(folder: &Path, dataset: &Dataset) -> Result<Vec<Case>> {
    let list = fs::read_to_string(paths::root().join(NOT_FIGURES))?;
    let list: Vec<Value> = serde_json::from_str(&list)?;
    let mut cases = Vec::new();
    for source in &dataset.sources {
        let Some(file) = &source.file else { continue };
        let bytes = fs::read(folder.join(file)).with_context(|| format!("{file} is not there"))?;
        if source.sha256.as_deref() != Some(sha256(&bytes).as_str()) {
            bail!("{file} is not the report that the dataset was read from");
        }
        let text = String::from_utf8(bytes)?;
        let mut truth = Vec::new();
        for row in dataset.rows() {
            let seen = dataset.observation(row);
            if seen.source.id != source.id {
                continue;
            }
            truth.push(serde_json::json!({
                "printed": seen.printed, "value": seen.value, "bound": seen.bound.as_str(),
                "paragraph": seen.paragraph, "offset": seen.offset, "city": seen.city.name,
                "period": seen.period.to_string(), "indicator": seen.indicator.id,
                "scope": scope(seen.scope), "status": seen.status.as_str(),
            }));
        }
        truth.extend(
            list.iter()
                .filter(|entry| entry["source"] == source.id.as_str())
                .cloned(),
        );
        cases.push((source.id.clone(), text, truth));
    }
    Ok(cases)
}

fn scope(scope: &union_dashboard::dataset::Scope) -> String {
    scope.to_string()
}

/// What was right, out of what.
#[derive(Clone, Default)]
struct Score {
    counts: BTreeMap<&'static str, usize>,
}

impl Score {
    const HEAD: &str = "                      figures    span+value        fig?   period     city    scope   status      indicator\n\
                        \x20                                P     R    F1      F1                                        P     R";

    fn of(&self, key: &str) -> f64 {
        self.counts.get(key).copied().unwrap_or(0) as f64
    }

    fn count(&mut self, key: &'static str) {
        *self.counts.entry(key).or_default() += 1;
    }

    /// Counts one text, and tells its misses.
    fn add(
        &mut self,
        name: &str,
        text: &str,
        truth: &[Value],
        dataset: &Dataset,
        is_told: bool,
    ) -> Self {
        let found = extract(text, dataset).candidates;
        let mut score = Self::default();
        let mut is_used = vec![false; found.len()];
        for meant in truth {
            score.one(name, meant, &found, &mut is_used, is_told);
        }
        for (candidate, _) in found.iter().zip(&is_used).filter(|(_, used)| !**used) {
            score.count("invented");
            score.count("figure-wrong");
            if is_told {
                println!(
                    "{name} {}:{} {} is not in the truth",
                    candidate.paragraph, candidate.offset, candidate.printed
                );
            }
        }
        for (key, count) in &score.counts {
            *self.counts.entry(key).or_default() += count;
        }
        score
    }

    fn one(
        &mut self,
        name: &str,
        meant: &Value,
        found: &[Candidate],
        is_used: &mut [bool],
        is_told: bool,
    ) {
        let number = |key: &str| meant[key].as_u64().unwrap_or(0);
        let printed = meant["printed"].as_str().unwrap_or("");
        let length = meant["length"]
            .as_u64()
            .unwrap_or(printed.chars().count() as u64);
        let (paragraph, offset) = (number("paragraph"), number("offset"));
        let touches = |candidate: &Candidate| {
            let (from, own) = (
                u64::from(candidate.offset),
                candidate.printed.chars().count() as u64,
            );
            u64::from(candidate.paragraph) == paragraph
                && from < offset + length
                && offset < from + own
        };
        let near: Vec<usize> = (0..found.len()).filter(|at| touches(&found[*at])).collect();
        for at in &near {
            is_used[*at] = true;
        }
        let is_hard = meant["hard"] == true;
        let is_figure = meant.get("kind").is_none_or(Value::is_null);
        if is_hard {
            return;
        }
        let tell = |what: &str, own: &str| {
            if is_told {
                println!("{name} {paragraph}:{offset} {printed} {what} {own}");
            }
        };
        match (is_figure, near.is_empty()) {
            (true, false) => self.count("figure-right"),
            (true, true) => self.count("figure-missed"),
            (false, false) => {
                self.count("figure-wrong");
                self.count("invented");
                tell("is no figure:", &meant["kind"].to_string());
            }
            (false, true) => {}
        }
        if !is_figure {
            return;
        }
        self.count("figures");
        let exact = near.iter().map(|at| &found[*at]).find(|candidate| {
            u64::from(candidate.offset) == offset && candidate.printed == printed
        });
        let Some(candidate) = exact else {
            tell(
                "was read as",
                near.first().map_or("nothing", |at| &found[*at].printed),
            );
            if !near.is_empty() {
                self.count("invented");
            }
            return;
        };
        let own = line(candidate);
        let same = |key: &str| match (own[key].as_f64(), meant[key].as_f64()) {
            (Some(a), Some(b)) => (a - b).abs() <= b.abs() * 1e-9,
            _ => own[key] == meant[key],
        };
        let is_right = same("value") && same("bound");
        self.count(if is_right { "right" } else { "invented" });
        if !is_right {
            tell(
                "value or bound",
                &format!("{} {}", own["value"], own["bound"]),
            );
        }
        self.count("compared");
        for key in ["period", "city", "scope", "status"] {
            if same(key) {
                self.count(key);
            } else {
                tell(key, &format!("{} instead of {}", own[key], meant[key]));
            }
        }
        self.indicator(&own["indicator"], &meant["indicator"]);
        if !same("indicator") {
            tell(
                "indicator",
                &format!("{} instead of {}", own["indicator"], meant["indicator"]),
            );
        }
    }

    fn indicator(&mut self, own: &Value, meant: &Value) {
        if !meant.is_null() {
            self.count("indicator-meant");
        }
        if !own.is_null() {
            self.count("indicator-given");
            if own == meant {
                self.count("indicator-right");
            }
        }
    }

    fn row(&self, name: &str) -> String {
        let share = |right: f64, all: f64| if all > 0.0 { right / all } else { 1.0 };
        let f1 = |p: f64, r: f64| {
            if p + r > 0.0 {
                2.0 * p * r / (p + r)
            } else {
                0.0
            }
        };
        let right = self.of("right");
        let precision = share(right, right + self.of("invented"));
        let recall = share(right, self.of("figures"));
        let told = self.of("figure-right");
        let is_figure = f1(
            share(told, told + self.of("figure-wrong")),
            share(told, told + self.of("figure-missed")),
        );
        let compared = self.of("compared");
        let of = |key: &str| share(self.of(key), compared);
        let given = share(self.of("indicator-right"), self.of("indicator-given"));
        let meant = share(self.of("indicator-right"), self.of("indicator-meant"));
        format!(
            "{name:<22} {:>6}  {precision:.3} {recall:.3} {:.3}   {is_figure:.3}    {:.3}    {:.3}    {:.3}    {:.3}    {given:.3} {meant:.3}",
            self.of("figures"),
            f1(precision, recall),
            of("period"),
            of("city"),
            of("scope"),
            of("status"),
        )
    }
}

/// How long a megabyte takes, made of the texts over and over.
fn speed(folders: &[PathBuf], dataset: &Dataset) -> Result<()> {
    const SIZE: usize = 1 << 20;
    let mut text = String::new();
    let cases = of_folder(folders.first().context("no folder")?)?;
    while text.len() < SIZE {
        for (_, part, _) in &cases {
            text.push_str(part);
        }
    }
    let start = Instant::now();
    let found = extract(&text, dataset);
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = text.len() as f64 / SIZE as f64;
    println!(
        "\n{megabytes:.2} MB, {} candidates: {seconds:.2} s",
        found.candidates.len()
    );
    Ok(())
}
