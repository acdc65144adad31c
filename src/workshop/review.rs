//! A report's figures with a reader's verdict on each. It must never accept one by itself, nor let
//! one be accepted that lacks what data must have.

use std::sync::Arc;

use super::lack::Lack;
use crate::dataset::{Dataset, Period, Source, SourceText, Status};
use crate::extract::{Candidate, NoFigure, extract_in_slices};
use crate::figure::{Bound, are_same_unit};
use crate::import::id_of;
use crate::pace::{Pace, at_once};

/// What a reader says of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing yet.
    #[default]
    Open,
    /// It becomes data.
    Accepted,
    /// It does not.
    Rejected,
}

/// One figure as it was read, and as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// As it was read.
    pub candidate: Candidate,
    /// What the reader says of it.
    pub verdict: Verdict,
    /// As it would become data.
    pub now: Correction,
}

/// What of a figure can be corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The city's full name; empty if there is none.
    pub city: String,
    /// The period in the words of the format; empty if there is none.
    pub period: String,
    /// Id of the indicator; empty if there is none.
    pub indicator: String,
    /// In the base unit; the lower end of a range.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// How it is meant.
    pub bound: Bound,
    /// Whom it counts, in the words of the format.
    pub scope: String,
    /// Its standing.
    pub status: Status,
}

/// An indicator that the dataset does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewIndicator {
    /// Made of its name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Base unit.
    pub unit: String,
    /// Id of its category; empty for what is not sorted yet.
    pub category: String,
    /// A word of the format: `stock`, `flow` or `ratio`.
    pub measure: &'static str,
}

/// A report being looked at.
#[derive(Clone, Debug)]
pub struct Review {
    /// Name of its file; empty if it was pasted.
    pub file: String,
    /// SHA-256 of the file, or of the pasted text.
    pub sha256: String,
    /// Its text.
    pub text: Arc<String>,
    /// Its title.
    pub title: String,
    /// The reporting city's full name.
    pub city: String,
    /// The report's period.
    pub period: String,
    /// Id of the report of the dataset that this one takes the place of; `None` if it is new.
    pub replaces: Option<String>,
    /// Whether the text is kept in the dataset, so that a figure shows its sentence.
    pub keeps_text: bool,
    /// The figures in text order.
    pub figures: Vec<Arc<Reading>>,
    /// The numerals that are none.
    pub others: Arc<[NoFigure]>,
    /// Indicators that the reader made.
    pub indicators: Vec<NewIndicator>,
}

/// The longest title that is taken from a text, in characters.
const LONGEST_TITLE: usize = 60;

impl Review {
    /// Reads a report's text; nothing is accepted yet. `dataset` gives the indicators.
    pub fn new(text: &str, file: &str, sha256: &str, dataset: &Dataset) -> Self {
        at_once(Self::read(
            text,
            (file, sha256),
            dataset,
            &mut Pace::steady(),
        ))
    }

    /// The same, with rests; the text's file comes with its SHA-256.
    pub async fn read(
        text: &str,
        (file, sha256): (&str, &str),
        dataset: &Dataset,
        pace: &mut Pace,
    ) -> Self {
        let extraction = extract_in_slices(text, dataset, pace).await;
        pace.rest().await;
        let source = SourceText::new(text);
        let title = source.paragraphs().first().map_or("", |line| line.trim());
        let most = |words: Vec<&str>| most_frequent(&words).to_owned();
        pace.rest().await;
        let figures = &extraction.candidates;
        let city = most(figures.iter().filter_map(|c| c.city.as_deref()).collect());
        let years: Vec<String> = (figures.iter())
            .filter(|candidate| candidate.status != Status::Target)
            .filter_map(|candidate| Some(format!("{:04}", candidate.period?.last_year())))
            .collect();
        let period = most(years.iter().map(String::as_str).collect());
        pace.rest().await;
        let mut review = Self {
            file: file.to_owned(),
            sha256: sha256.to_owned(),
            text: Arc::new(text.to_owned()),
            title: title.chars().take(LONGEST_TITLE).collect(),
            city,
            period,
            replaces: None,
            keeps_text: false,
            figures: extraction.candidates.into_iter().map(reading).collect(),
            others: extraction.others.into(),
            indicators: Vec::new(),
        };
        if let Some(known) = review.same_report(dataset) {
            review.replaces = Some(known.id.clone());
            // The same file is what the dataset says it is.
            if known.sha256.as_deref() == Some(sha256) {
                review.title.clone_from(&known.title);
                review.city.clone_from(&dataset.city(known.city).name);
                review.period = known.period.to_string();
                review.file = known.file.clone().unwrap_or(review.file);
            }
        }
        review
    }

    /// The report that the dataset has of the same file, or of the same city and year.
    fn same_report<'d>(&self, dataset: &'d Dataset) -> Option<&'d Source> {
        let same_file = |source: &&Source| source.sha256.as_deref() == Some(&*self.sha256);
        let same_year = |source: &&Source| {
            dataset.city(source.city).name == self.city && source.period.to_string() == self.period
        };
        let mut sources = dataset.sources.iter();
        let found = sources.clone().find(same_file);
        found.or_else(|| sources.find(same_year))
    }

    /// What a figure lacks to be data.
    pub fn lacks(&self, index: usize, dataset: &Dataset) -> Vec<Lack> {
        let Some(reading) = self.figures.get(index) else {
            return Vec::new();
        };
        let now = &reading.now;
        let mut lacks = Vec::new();
        if now.city.is_empty() {
            lacks.push(Lack::City);
        }
        if Period::parse(&now.period).is_err() {
            lacks.push(Lack::Period);
        }
        if now.value.is_none() && now.bound != Bound::Vague {
            lacks.push(Lack::Value);
        }
        match self.unit(&now.indicator, dataset) {
            None => lacks.push(Lack::Indicator),
            Some(unit) => {
                let own = &reading.candidate.unit;
                // Where none is printed or shared, the indicator's is meant.
                if !own.is_empty() && own != unit && !are_same_unit(own, unit) {
                    lacks.push(Lack::Unit(own.clone(), unit.to_owned()));
                }
            }
        }
        lacks
    }

    /// The unit of an indicator, of the dataset or new; `None` if there is no such.
    pub fn unit<'a>(&'a self, id: &str, dataset: &'a Dataset) -> Option<&'a str> {
        let new = self.indicators.iter().find(|known| known.id == id);
        let known = || dataset.indicator_of(id).map(|at| dataset.indicator(at));
        new.map(|new| &*new.unit)
            .or_else(|| known().map(|known| &*known.unit))
    }

    /// Sets the verdict on a figure; whether it holds: nothing is accepted that lacks something.
    pub fn judge(&mut self, index: usize, verdict: Verdict, dataset: &Dataset) -> bool {
        if verdict == Verdict::Accepted && !self.lacks(index, dataset).is_empty() {
            return false;
        }
        self.change(index, |reading| reading.verdict = verdict)
    }

    /// Accepts every open figure that lacks nothing, is not doubted, and was read with at least
    /// this confidence; how many.
    pub fn accept_sure(&mut self, confidence: f64, dataset: &Dataset) -> usize {
        let is_sure = |&index: &usize| {
            let reading = &self.figures[index];
            reading.verdict == Verdict::Open
                && reading.candidate.doubt.is_none()
                && reading.candidate.confidence >= confidence
                && self.lacks(index, dataset).is_empty()
        };
        let sure: Vec<usize> = (0..self.figures.len()).filter(is_sure).collect();
        for &index in &sure {
            self.change(index, |reading| reading.verdict = Verdict::Accepted);
        }
        sure.len()
    }

    /// Takes a correction; a figure that was accepted is looked at anew.
    pub fn correct(&mut self, index: usize, now: Correction) {
        self.change(index, |reading| {
            reading.now = now;
            reading.verdict = Verdict::Open;
        });
    }

    /// An indicator of this name, new if neither the dataset nor the review has it; its id.
    pub fn indicator_named(
        &mut self,
        name: &str,
        unit: &str,
        category: &str,
        dataset: &Dataset,
    ) -> String {
        let name = name.trim();
        let known = dataset.indicators.iter().find(|known| known.name == name);
        let new = || self.indicators.iter().find(|known| known.name == name);
        if let Some(id) = known
            .map(|known| &known.id)
            .or_else(|| new().map(|new| &new.id))
        {
            return id.clone();
        }
        let mut id = id_of(name);
        let is_taken = |id: &str| self.unit(id, dataset).is_some();
        while is_taken(&id) {
            id.push_str("-2");
        }
        self.indicators.push(NewIndicator {
            id: id.clone(),
            name: name.to_owned(),
            unit: unit.to_owned(),
            category: category.to_owned(),
            measure: if matches!(unit, "%" | "‰") {
                "ratio"
            } else {
                "flow"
            },
        });
        id
    }

    /// How many figures are open, accepted and rejected.
    pub fn counts(&self) -> [usize; 3] {
        let count = |verdict| {
            let all = self.figures.iter();
            all.filter(|reading| reading.verdict == verdict).count()
        };
        [Verdict::Open, Verdict::Accepted, Verdict::Rejected].map(count)
    }

    /// The next open figure behind one, from the beginning once more; `None` if all are settled.
    pub fn next_open(&self, index: usize) -> Option<usize> {
        let count = self.figures.len();
        let after = (1..=count).map(|step| (index + step) % count.max(1));
        let is_open = |&at: &usize| {
            let reading = self.figures.get(at);
            reading.is_some_and(|reading| reading.verdict == Verdict::Open)
        };
        after.into_iter().find(is_open)
    }

    fn change(&mut self, index: usize, change: impl FnOnce(&mut Reading)) -> bool {
        let Some(reading) = self.figures.get_mut(index) else {
            return false;
        };
        change(Arc::make_mut(reading));
        true
    }
}

fn reading(candidate: Candidate) -> Arc<Reading> {
    let now = Correction {
        city: candidate.city.clone().unwrap_or_default(),
        period: (candidate.period).map_or_else(String::new, |period| period.to_string()),
        indicator: candidate.indicator.clone().unwrap_or_default(),
        value: candidate.value,
        upper: candidate.upper,
        bound: candidate.bound,
        scope: candidate.scope.clone(),
        status: candidate.status,
    };
    Arc::new(Reading {
        candidate,
        verdict: Verdict::Open,
        now,
    })
}

/// The word that stands most often, the first of several; empty if there is none.
fn most_frequent<'a>(words: &[&'a str]) -> &'a str {
    let mut best = ("", 0);
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    for run in sorted.chunk_by(|one, other| one == other) {
        if let Some(word) = run.first().filter(|_| run.len() > best.1) {
            best = (word, run.len());
        }
    }
    best.0
}
