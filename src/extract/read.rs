//! Read: one run becomes a candidate: its city, period, scope, standing and indicator, each by a
//! rule that the candidate names.
//!
//! It must never change what is printed.

use super::around::{Around, holds_any, starts};
use super::assemble::{Document, SENTENCE};
use super::beside::is_date;
use super::body::{City, Subject};
use super::candidate::Candidate;
use super::cells::{IN_BRACKETS, Shared};
use super::columns::Column;
use super::dated::own_of_each;
use super::lexicon::{Context, Units};
use super::period::{Rule, Stock, Walk};
use super::phrase::{Phrases, context, label};
use super::run::Run;
use super::scope::{self, Scope};
use super::stream::{Block, starts_item};
use super::synonym::Synonyms;
use crate::dataset::{Indicator, Measure};
use crate::figure::{Bound, Figure};

/// What the walk along a text knows when it comes to a figure.
pub(super) struct Here<'a> {
    pub run: &'a Run,
    pub figure: &'a Figure,
    /// A unit that stands elsewhere.
    pub shared: Option<Shared>,
    pub block: &'a Block,
    pub walk: &'a Walk<'a>,
    pub subject: Option<Subject>,
    /// What the header of the column says; a period only where the row has none.
    pub column: Column,
    /// The county that the section's heading names.
    pub county: Option<&'a Scope>,
    pub is_plan: bool,
    pub is_part: bool,
    /// From and to of the short line above that says what a poster's figure counts.
    pub label: (usize, usize),
    /// From and to of the marked heading that it stands under.
    pub title: (usize, usize),
    /// From and to of the poster's lines right above.
    pub above: (usize, usize),
    /// From and to of the first words of the row.
    pub row_label: (usize, usize),
    /// What stands before the figure in its sentence, and where the sentence begins.
    pub words: &'a [char],
    pub sentence: usize,
    /// Of the words, those behind the figure before.
    pub fresh: &'a [char],
}

impl Here<'_> {
    fn unit(&self) -> &str {
        let shared = self.shared.as_ref();
        shared.map_or(&self.figure.unit, |shared| &shared.unit)
    }

    /// The words since the last comma.
    pub fn clause(&self) -> &[char] {
        let from = self.words.iter().rposition(|c| "，,。;:".contains(*c));
        let from = from.map_or(0, |at| at + 1);
        self.words.get(from..).unwrap_or(&[])
    }

    /// The words since the last comma or pause: the figure's own.
    fn near(&self, synonyms: &Synonyms) -> Vec<char> {
        let words = self.words.get(self.words.len().saturating_sub(80)..);
        let words = words.unwrap_or(&[]);
        let from = words.iter().rposition(|c| "，,;:、。()\t|".contains(*c));
        synonyms.fold(words.get(from.map_or(0, |at| at + 1)..).unwrap_or(&[]))
    }

    fn figure_rule(&self) -> Rule {
        match (&self.shared, self.figure.bound, self.run.is_arabic) {
            (Some(shared), ..) => shared.rule,
            (None, Bound::Vague, _) => "vague",
            (None, Bound::Range, _) => "range",
            (None, _, _) if self.figure.unit == "%" => "share",
            (None, _, true) if self.figure.unit.is_empty() => "number",
            (None, _, true) => "number-unit",
            (None, _, false) => "han-number",
        }
    }
}

/// What a figure counts, how that was found, and how sure it is.
#[derive(Clone, Copy)]
pub(super) struct Counted<'d> {
    indicator: Option<&'d Indicator>,
    rule: Rule,
    score: f64,
    pub stock: Stock,
    /// 累计 without a start.
    pub is_total: bool,
}

/// What the words around a figure said, kept for the next figures of its block: a text that says
/// the same over and over, in a sentence without end, is read once.
pub(super) struct Said<'d> {
    block: usize,
    /// From and to of the figure.
    at: (usize, usize),
    fresh: usize,
    unit: String,
    is_plan: bool,
    city: Option<String>,
    counted: Counted<'d>,
    scope: Scope,
    label: String,
}

/// The rule of a figure that is no city's, or whose city is not known.
const NO_CITY: Rule = "city-none";

impl<'d> Document<'d> {
    /// What was said of a figure with the same words around it; a short sentence is not kept.
    fn said(&self, here: &Here<'_>, city: Option<&City>) -> (Counted<'d>, Scope, String) {
        const MOST: usize = 8;
        const AFTER: usize = 40;
        let is_kept = here.words.len() == SENTENCE && here.shared.is_none();
        let behind = |end: usize| self.stream.slice(end, end + AFTER);
        let is_same = |said: &&Said<'_>| {
            said.block == here.block.start
                && said.fresh == here.fresh.len()
                && said.is_plan == here.is_plan
                && said.unit == here.unit()
                && said.city.as_ref() == city.map(|city| &city.name)
                && self.stream.slice(said.at.0 - SENTENCE, said.at.0) == here.words
                && behind(said.at.1) == behind(here.run.end)
        };
        if is_kept && let Some(said) = self.said.borrow().iter().find(is_same) {
            return (said.counted, said.scope.clone(), said.label.clone());
        }
        let near = here.near(&self.lexicon.synonyms);
        let around = Around::new(&self.stream, here.run);
        let counted = self.counted(here, &around, &near);
        let city = city.map(|city| city.name.as_str());
        // On a poster the line above says whose the figure is.
        let words = match here.words.is_empty() {
            true => (self.stream.slice(here.label.0, here.label.1), here.label.0),
            false => self.whose(here),
        };
        let scope = scope::of(words, &self.bodies, city, &mut self.clauses.borrow_mut());
        let known = counted.indicator.map(|known| known.name.clone());
        let headed = here.shared.as_ref().map(|shared| &shared.label);
        let headed = headed.filter(|label| !label.is_empty());
        let headed = headed.map(|label| label.iter().collect());
        let label = known.or(headed).unwrap_or_else(|| label(&near, &around));
        if is_kept {
            let mut all = self.said.borrow_mut();
            if all.len() == MOST {
                all.remove(0);
            }
            all.push(Said {
                block: here.block.start,
                at: (here.run.at, here.run.end),
                fresh: here.fresh.len(),
                unit: here.unit().to_owned(),
                is_plan: here.is_plan,
                city: city.map(str::to_owned),
                counted,
                scope: scope.clone(),
                label: label.clone(),
            });
        }
        (counted, scope, label)
    }

    /// The words before a figure in its sentence and where they begin; 他 goes on with the sentence
    /// before.
    fn whose(&self, here: &Here<'_>) -> (&[char], usize) {
        let mut from = here.run.at - here.words.len();
        // 入厂25年，他主持完成技术改造61项.
        const LEAD: usize = 10;
        let lead = here.words.get(..LEAD.min(here.words.len())).unwrap_or(&[]);
        let comma = lead.iter().position(|c| *c == '，').map_or(0, |at| at + 1);
        let is_his = |words: &[char]| matches!(words, ['他' | '她', next, ..] if *next != '们');
        if is_his(here.words) || is_his(here.words.get(comma..).unwrap_or(&[])) {
            let block = self
                .stream
                .slice(here.block.start.max(from.saturating_sub(SENTENCE)), from);
            let before = block.strip_suffix(&['。']).unwrap_or(block);
            let length = before.iter().rev().take_while(|c| **c != '。').count();
            from -= length + block.len() - before.len();
        }
        (self.stream.slice(from, here.run.at), from)
    }

    /// The candidate of a run.
    pub fn candidate(&self, here: &Here<'_>) -> Candidate {
        let (run, figure) = (here.run, here.figure);
        let (paragraph, offset) = self.stream.place(run.at);
        let line_end = self.stream.line_end(run.at);
        let (city, city_rule) = self.city(here);
        let (counted, mut scope, label) = self.said(here, city);
        let (period, period_rule, status) = self.dated(here, &counted);
        if let (Scope::City, Some(county)) = (&scope, here.county) {
            scope = county.clone();
        }
        if scope == Scope::City && city.is_none() && self.bodies.is_province {
            scope = Scope::Province;
        }
        // What a province has is no city's.
        let (city, city_rule) = match scope {
            Scope::Province => (None, NO_CITY),
            _ => (city, city_rule),
        };
        // 12万、13万元: the 万 of its own is counted already.
        let is_scaled = matches!(self.stream.slice(run.at, run.end), [.., '万' | '亿']);
        let shared = here.shared.as_ref().filter(|_| !is_scaled);
        let factor = shared.map_or(1.0, |shared| shared.factor);
        let weaknesses = [
            (run.end > line_end, 0.1),
            (here.unit().is_empty(), 0.15),
            (here.shared.is_some(), 0.1),
            (!run.is_arabic, 0.05),
            (period.is_none(), 0.15),
            (matches!(period_rule, "report" | "stock"), 0.05),
            (city.is_none(), 0.1),
            (true, 0.2 * (1.0 - counted.score)),
        ];
        let lost = weaknesses.iter().filter(|(is_weak, _)| *is_weak);
        let confidence = 0.97 - lost.map(|(_, by)| by).sum::<f64>();
        let figure_rule = here.figure_rule();
        let indicator = counted.indicator;
        Candidate {
            printed: self.stream.printed(run.at, run.end.min(line_end)),
            value: figure.value.map(|value| times(value, factor)),
            upper: figure.upper.map(|upper| times(upper, factor)),
            unit: here.unit().to_owned(),
            bound: figure.bound,
            paragraph,
            offset,
            city: city.map(|city| city.name.clone()),
            city_code: city.and_then(|city| city.code.clone()),
            period,
            indicator: indicator.map(|indicator| indicator.id.clone()),
            label,
            scope: scope.text(),
            status,
            confidence: (confidence.clamp(0.05, 1.0) * 100.0).round() / 100.0,
            rule: format!("{figure_rule} {period_rule} {city_rule} {}", counted.rule),
            doubt: None,
        }
    }

    fn city(&self, here: &Here<'_>) -> (Option<&City>, Rule) {
        // 宜宾、泸州分别为486、397个.
        let start = here.run.at - here.words.len();
        let own = own_of_each(here.words).filter(|_| self.bodies.is_several);
        let own = own.and_then(|own| self.bodies.named_at(start + own));
        // 会员(万人)：宜宾66.8、泸州58.9.
        let is_listed = (here.shared.as_ref()).is_some_and(|shared| shared.rule == IN_BRACKETS);
        let beside = || self.bodies.last_named(start, here.run.at);
        let own = own.or_else(|| beside().filter(|_| is_listed && self.bodies.is_several));
        let subject = here.subject.filter(|_| self.bodies.is_several);
        let subject = own.map(Subject::City).or(subject);
        let city = match subject {
            Some(Subject::City(city)) => Some(city),
            Some(Subject::Several) => None,
            None => self.bodies.main,
        };
        let city = city.and_then(|city| self.bodies.city(city));
        let rule = match (city.is_some(), subject.is_some()) {
            (true, true) => "city-section",
            (true, false) => "city-document",
            _ => NO_CITY,
        };
        (city, rule)
    }

    /// What a document is about as a whole, where its title names one service: 海贝驿站建设和服务情况.
    fn of_title(&self, units: &Units, own: &[char]) -> Option<&'d Indicator> {
        const LONGEST: usize = 60;
        const SERVICES: &str = "驿站|疗休养|医疗互助|托管|招聘";
        const REPORTS: &str = "总结|答卷|综述|报告|工作";
        let title = self.stream.slice(0, self.body_start.min(LONGEST));
        let is_of_one = holds_any(title, SERVICES) && !holds_any(title, REPORTS);
        let named = || self.lexicon.named(units, own, title);
        is_of_one.then(named).flatten()
    }

    fn counted(&self, here: &Here<'_>, around: &Around<'_>, near: &[char]) -> Counted<'d> {
        const NEW: &str = "新建|新增|新改|改造|发展|净增|新入|吸纳|吸收|新扩|组建|成立";
        // Growth, comparisons and amounts per head are no indicator's.
        const EACH: &str =
            "比上|比去|比年初|较年初|比20|较20|人均|户均|每人|每户|同比|平均|较上|每月|日均";
        const LONGEST_HEAD: usize = 36;
        const LONGEST_LINE: usize = 16;
        let unit = here.unit();
        // 新发展会员2.46万人，其中农民工1.18万人: parts of what is new are new.
        let is_new = holds_any(here.clause(), NEW)
            || starts(here.clause(), "其中") && holds_any(here.words, NEW);
        let (mut indicator, mut rule, mut score) = (None, "no-indicator", 0.5);
        // 每个县(市、区)开办5个托管班: as far back as the clause.
        let is_each =
            holds_any(around.near_before(8), EACH) || holds_any(here.clause(), "每个|每家");
        if !is_each {
            let units = self.lexicon.fitting(unit);
            // ■ 户外劳动者服务站点这五年, and below it 2018年 23座.
            let is_line = here.block.end - here.block.start <= LONGEST_LINE;
            let label = match here.label {
                (0, 0) if is_line && is_date(here.words) => here.title,
                label => label,
            };
            let label = self.stream.slice(label.0, label.1);
            let head = here.block.start;
            let head = self
                .stream
                .slice(head, here.run.at.min(head + LONGEST_HEAD));
            // What an item begins with is what it is about.
            let is_item = starts_item(head)
                || head
                    .first()
                    .is_some_and(|c| !(c.is_alphanumeric() || "“《".contains(*c)));
            let head = if is_item { head } else { &[] };
            let row = self.stream.slice(here.row_label.0, here.row_label.1);
            let column = self.stream.slice(here.column.head.0, here.column.head.1);
            let title = self.stream.slice(here.title.0, here.title.1);
            let phrases = Phrases::new(here, around, head, (title, label, row, column));
            let above = self.stream.slice(here.above.0, here.above.1);
            indicator = phrases.name(&self.lexicon, &units, above);
            (rule, score) = ("cue", 0.9);
            if indicator.is_none() {
                let parts = context(&self.stream, &self.lexicon.synonyms, here, around);
                let found = self.lexicon.find(&Context {
                    units: &units,
                    parts: &parts,
                    own: phrases.own(),
                    is_new,
                });
                indicator = found.map(|(indicator, _)| indicator);
                score = found.map_or(0.5, |(_, score)| score);
                let titled = match found {
                    None => self.of_title(&units, phrases.own()),
                    Some(_) => None,
                };
                indicator = indicator.or(titled);
                rule = if titled.is_some() {
                    "title"
                } else if found.is_some() {
                    "words"
                } else {
                    "no-indicator"
                };
            }
        }
        let is_place = !unit.is_empty() && "个家座处所".contains(unit);
        let is_sum = near.ends_with(&['累', '计']) && is_place;
        let is_named = near.iter().rfind(|c| !" 还仍均达到".contains(**c)) == Some(&'率');
        let is_rate = holds_any(near, "建会率|入会率|覆盖率|组建率|建制率") && is_named;
        let stock = match indicator {
            _ if is_sum || is_rate || matches!(unit, "年" | "连冠") => Stock::Yes,
            Some(known) if known.measure == Measure::Stock => Stock::Yes,
            None if !is_new && sounds_there(around) => Stock::Perhaps,
            _ => Stock::No,
        };
        let is_started = holds_any(here.words, "以来");
        let is_total = !is_sum && !is_started && holds_any(near, "累计|总计");
        Counted {
            indicator,
            rule,
            score,
            stock,
            is_total,
        }
    }
}

/// Whether the words beside a figure say that something is there.
fn sounds_there(around: &Around<'_>) -> bool {
    const THERE: &str = "共有|现有|已有|拥有|总数|在册|在档|总量|增至|扩充到|增加到|增长到|扩大到|提升到|提升至|\
                         累计建成|累计达|提高到|覆盖面|设有|设在|的有|建有|还剩|尚有|剩余";
    let after = around.after.get(..4.min(around.after.len()));
    holds_any(around.near_before(12), THERE) || holds_any(after.unwrap_or(&[]), "设在")
}

/// Exact where the product is a decimal of few places: 186.4 times 10,000.
fn times(value: f64, factor: f64) -> f64 {
    let product = value * factor;
    let rounded = product.round();
    match (product - rounded).abs() < 1e-6 {
        true => rounded,
        false => product,
    }
}
