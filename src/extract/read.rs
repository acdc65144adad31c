//! Read: one run becomes a candidate: its city, period, scope, standing and indicator, each by a
//! rule that the candidate names.
//!
//! It must never change what is printed.

use super::around::{Around, holds_any};
use super::assemble::Document;
use super::body::Subject;
use super::candidate::Candidate;
use super::cells::Shared;
use super::clock::resolve;
use super::lexicon::Context;
use super::period::{Stock, Walk};
use super::phrase::{Phrases, context, label};
use super::run::Run;
use super::scope::{self, Scope};
use super::stream::Block;
use crate::dataset::{Measure, Period, Status};
use crate::figure::{Bound, Figure};

/// What the sentence says of a figure's standing.
pub(super) struct Standing<'a> {
    pub is_plan: bool,
    pub is_part: bool,
    pub words: &'a [char],
    /// Of these, what stands behind the figure before.
    pub fresh: &'a [char],
    pub sentence: usize,
}

impl Document<'_> {
    #[allow(clippy::too_many_arguments)] // one call: what the walk knows at a figure
    pub fn candidate(
        &self,
        run: &Run,
        figure: &Figure,
        shared: Option<Shared>,
        walk: &Walk<'_>,
        subject: Option<Subject>,
        standing: &Standing<'_>,
        block: &Block,
    ) -> Candidate {
        let around = Around::new(&self.stream, run);
        let (paragraph, offset) = self.stream.place(run.at);
        let line_end = self.stream.line_end(run.at);
        let is_cut = run.end > line_end;
        let printed = self.stream.printed(run.at, run.end.min(line_end));
        let unit = shared
            .as_ref()
            .map_or(&figure.unit, |shared| &shared.unit)
            .clone();
        let factor = shared.as_ref().map_or(1.0, |shared| shared.factor);
        let main = self.bodies.main;
        let city = match subject.filter(|_| self.bodies.is_several) {
            Some(Subject::City(city)) => Some(city),
            Some(Subject::Several) => None,
            None => main,
        };
        let city = city.and_then(|city| self.bodies.city(city));
        let name = city.map(|city| city.name.as_str());
        let mut scope = scope::of(standing.words, &self.bodies, name);
        if scope == Scope::City && city.is_none() && self.bodies.is_province {
            scope = Scope::Province;
        }

        let parts = context(&self.stream, block, run, &around, standing.sentence);
        let near: Vec<char> = parts
            .first()
            .map(|(part, _)| part.clone())
            .unwrap_or_default();
        let clause = standing.words.iter().rposition(|c| "，,。;:".contains(*c));
        let clause = standing
            .words
            .get(clause.map_or(0, |at| at + 1)..)
            .unwrap_or(&[]);
        let is_new = holds_any(
            clause,
            &[
                "新建", "新增", "新改", "改造", "发展", "净增", "新入", "吸纳", "新扩",
            ],
        );
        let each = holds_any(
            around.near_before(8),
            &[
                "比上", "比去", "人均", "户均", "每人", "同比", "平均", "较上", "每月", "日均",
            ],
        );
        let context = Context {
            unit: &unit,
            parts: &parts,
            is_new,
        };
        let is_cell = standing.words.iter().any(|c| "\t|".contains(*c));
        let head = shared.as_ref().map_or(&[][..], |shared| &shared.label);
        let phrases = Phrases::new(standing.words, standing.fresh, &around, is_cell, head);
        let named = if each {
            None
        } else {
            phrases.name(&self.lexicon, &unit)
        };
        let is_named = named.is_some();
        let found = named.map(|indicator| (indicator, 0.9)).or_else(|| {
            if each {
                None
            } else {
                self.lexicon.find(&context)
            }
        });
        let is_sum = near.ends_with(&['累', '计'])
            && "个家座处所".contains(unit.as_str())
            && !unit.is_empty();
        let is_streak = matches!(unit.as_str(), "年" | "连冠");
        let is_rate = near.last() == Some(&'率')
            && holds_any(&near, &["建会率", "入会率", "覆盖率", "组建率"]);
        let is_stock = match found {
            _ if is_streak || is_rate || is_sum => Stock::Yes,
            Some((indicator, _)) if indicator.measure == Measure::Stock => Stock::Yes,
            Some(_) => Stock::No,
            None => {
                let cues = [
                    "共有",
                    "现有",
                    "已有",
                    "拥有",
                    "总数",
                    "在册",
                    "在档",
                    "总量",
                    "增至",
                    "扩充到",
                    "累计建成",
                    "累计达",
                    "现共有",
                    "提高到",
                    "覆盖面",
                    "设有",
                    "设在",
                    "的有",
                    "建有",
                ];
                let after = around.after.get(..4.min(around.after.len())).unwrap_or(&[]);
                let is_there =
                    holds_any(around.near_before(12), &cues) || holds_any(after, &["设在"]);
                if is_there && !is_new {
                    Stock::Perhaps
                } else {
                    Stock::No
                }
            }
        };
        let totals = ["累计", "总计"];
        let is_total =
            !is_sum && holds_any(&near, &totals) && !holds_any(standing.words, &["以来"]);
        let (mut period, mut period_rule) = walk.period(is_stock, is_total);
        if let Some(printed) = self.attached(run) {
            (period, period_rule) = (Some(printed), "attached");
        }
        let year = self.clock.year;
        let is_future = period
            .zip(self.clock.now)
            .is_some_and(|(period, now)| period.first_year() > now);
        let is_plan = (standing.is_plan || is_future) && !period_is_past(period, year);
        if standing.is_plan && matches!(period_rule, "report" | "stock") {
            let next = year.and_then(|year| Period::parse(&(year + 1).to_string()).ok());
            let is_this_year = holds_any(
                standing.words,
                &["今年", "年底", "下半年", "月底前", "全年"],
            );
            if !is_this_year {
                (period, period_rule) = (next, "next-year");
            } else if let Some(year) = year {
                (period, period_rule) = (Period::parse(&year.to_string()).ok(), "plan");
            }
        }
        let status = match is_plan {
            true => Status::Target,
            false if standing.is_part => Status::Part,
            false => Status::Reported,
        };
        let figure_rule = match (&shared, figure.bound, run.is_arabic) {
            (Some(shared), ..) => shared.rule,
            (None, Bound::Vague, _) => "vague",
            (None, Bound::Range, _) => "range",
            (None, _, _) if figure.unit == "%" => "share",
            (None, _, true) if unit.is_empty() => "number",
            (None, _, true) => "number-unit",
            (None, _, false) => "han-number",
        };
        let city_rule = match (city.is_some(), subject.is_some() && self.bodies.is_several) {
            (true, true) => "city-section",
            (true, false) => "city-document",
            _ => "city-none",
        };
        let indicator_rule = match (is_named, found.is_some()) {
            (true, _) => "cue",
            (_, true) => "words",
            _ => "no-indicator",
        };
        let mut confidence: f64 = 0.97;
        for (is_weak, by) in [
            (is_cut, 0.1),
            (unit.is_empty(), 0.15),
            (shared.is_some(), 0.1),
            (!run.is_arabic, 0.05),
            (period.is_none(), 0.15),
            (matches!(period_rule, "report" | "stock"), 0.05),
            (city.is_none(), 0.1),
            (found.is_none(), 0.1),
        ] {
            if is_weak {
                confidence -= by;
            }
        }
        if let Some((_, score)) = found {
            confidence -= 0.2 * (1.0 - score);
        }
        let label = found.map_or_else(
            || label(&near, &around),
            |(indicator, _)| indicator.name.clone(),
        );
        Candidate {
            printed,
            value: figure.value.map(|value| times(value, factor)),
            upper: figure.upper.map(|upper| times(upper, factor)),
            unit,
            bound: figure.bound,
            paragraph,
            offset,
            city: city.map(|city| city.name.clone()),
            city_code: city.and_then(|city| city.code.clone()),
            period,
            indicator: found.map(|(indicator, _)| indicator.id.clone()),
            label,
            scope: scope.text(),
            status,
            confidence: (confidence.clamp(0.05, 1.0) * 100.0).round() / 100.0,
            rule: format!("{figure_rule} {period_rule} {city_rule} {indicator_rule}"),
            doubt: None,
        }
    }

    /// The year that is printed right before a figure: 2021年的14.11万人, 上年底的7.2万人.
    fn attached(&self, run: &Run) -> Option<Period> {
        let last = self.moments.partition_point(|moment| moment.at < run.at);
        let moment = self.moments.get(last.checked_sub(1)?)?;
        let between = self.stream.slice(moment.end, run.at);
        let is_share =
            matches!(&run.read, Ok(figure) if matches!(figure.unit.as_str(), "%" | "倍"));
        let is_attached = moment.is_attached && between == ['的'] && !is_share;
        is_attached
            .then(|| resolve(&self.clock, moment, None))
            .flatten()
    }
}

fn period_is_past(period: Option<Period>, year: Option<u16>) -> bool {
    period
        .zip(year)
        .is_some_and(|(period, year)| period.last_year() < year)
}

/// Exact where the product is a decimal of few places: 186.4 times 10,000.
fn times(value: f64, factor: f64) -> f64 {
    let product = value * factor;
    let rounded = product.round();
    if (product - rounded).abs() < 1e-6 {
        rounded
    } else {
        product
    }
}
