//! Assemble: one walk along the text that gives every run its city, period, scope and indicator.
//!
//! It must never look further back than the block and its heading, so that time stays linear.

use super::body::{Bodies, Subject};
use super::calendar::{Moment, moments};
use super::candidate::{Candidate, Extraction, NoFigure};
use super::cells::{self, Shared};
use super::kind::{self, Around, holds_any};
use super::lexicon::{Context, Lexicon};
use super::period::{Clock, Stock, Walk, resolve};
use super::run::{self, Run};
use super::scope::{self, Scope};
use super::standing::{self, Parts};
use super::stream::{Block, Stream, starts_item};
use super::{quote, synonym};
use crate::dataset::{Dataset, Indicator, Measure, NotFigure, Period, SourceText, Status};
use crate::figure::{Bound, Figure};

/// Characters of a sentence that are looked at before a figure.
const SENTENCE: usize = 160;

/// One document under way.
struct Document<'d> {
    stream: Stream,
    runs: Vec<Run>,
    names: Vec<(usize, usize)>,
    moments: Vec<Moment>,
    clock: Clock,
    bodies: Bodies,
    lexicon: Lexicon<'d>,
}

/// What a section says of the figures in it.
#[derive(Clone, Default)]
struct Section {
    level: u32,
    is_plan: bool,
    period: Option<Period>,
    /// The city, where the document is about several.
    subject: Option<Subject>,
}

pub(super) fn read(text: &str, dataset: &Dataset) -> Extraction {
    let source = SourceText::new(text);
    let stream = Stream::new(&source);
    let blocks = stream.blocks();
    let names = quote::names(&stream.chars);
    let runs = run::find(&stream);
    let moments = moments(&stream.chars, &names);
    let heads = head_count(&stream, &blocks);
    let clock = Clock::read(&stream, &blocks, &moments, heads);
    let bodies = Bodies::find(&stream, &blocks, heads, dataset);
    let lexicon = Lexicon::new(dataset);
    let document = Document {
        stream,
        runs,
        names,
        moments,
        clock,
        bodies,
        lexicon,
    };
    let mut extraction = Extraction::default();
    let mut section = Section::default();
    for block in &blocks {
        document.block(block, &mut section, &mut extraction);
    }
    mark_repeats(&mut extraction.candidates);
    mark_shares(&mut extraction.candidates);
    extraction
        .candidates
        .sort_by_key(|candidate| (candidate.paragraph, candidate.offset));
    extraction
        .others
        .sort_by_key(|other| (other.paragraph, other.offset));
    extraction
}

/// How many blocks at the top are the title: short ones before the first sentence.
fn head_count(stream: &Stream, blocks: &[Block]) -> usize {
    let is_head = |block: &&Block| {
        let text = stream.slice(block.start, block.end);
        text.len() <= 48 && text.iter().filter(|c| "。;".contains(**c)).count() == 0
    };
    blocks.iter().take(6).take_while(is_head).count().max(1)
}

impl Document<'_> {
    fn block(&self, block: &Block, section: &mut Section, out: &mut Extraction) {
        let text = self.stream.slice(block.start, block.end);
        let first = self
            .moments
            .partition_point(|moment| moment.at < block.start);
        let last = self.moments.partition_point(|moment| moment.at < block.end);
        let moments = self.moments.get(first..last).unwrap_or(&[]);
        self.enter(block, text, moments, section);
        let opens_plan = standing::is_plan_heading(text.get(..14.min(text.len())).unwrap_or(&[]));
        let from = self.runs.partition_point(|run| run.at < block.start);
        let to = self.runs.partition_point(|run| run.at < block.end);
        let mut walk = Walk::new(&self.clock, section.period);
        let mut subject = section.subject;
        let mut position = block.start;
        let mut sentence = block.start;
        let mut next_moment = 0;
        let mut is_plan = false;
        let mut parts = Parts::default();
        let mut last_figure = 0_usize;
        for at in from..to {
            let Some(run) = self.runs.get(at) else { break };
            // Walk up to the figure: full points, expressions of time, subjects.
            let here = run.at;
            while position < here {
                let c = self.stream.chars.get(position).copied().unwrap_or(' ');
                position += 1;
                if "。!?…".contains(c) {
                    self.pass(&mut walk, moments, &mut next_moment, position);
                    subject = self.subject(sentence, position, subject);
                    walk.end_sentence();
                    sentence = position;
                    is_plan = false;
                } else if c == ';' {
                    self.pass(&mut walk, moments, &mut next_moment, position);
                    walk.end_part();
                }
            }
            self.pass(&mut walk, moments, &mut next_moment, here);
            subject = self.subject(sentence, here, subject);
            let reason = kind::of(&self.stream, run, &self.names);
            let is_alone = run.unit == run.end && run.is_arabic && run.read.is_ok();
            let shared = match reason {
                Some(NotFigure::Name) | None if is_alone => cells::unit_of(&self.stream, run)
                    .or_else(|| cells::share(&self.stream, &self.runs, at)),
                _ => None,
            };
            if let (Some(kind), None) = (reason, &shared) {
                self.note(run, kind, out);
                continue;
            }
            let Ok(figure) = &run.read else {
                self.note(run, NotFigure::Name, out);
                continue;
            };
            let words = self
                .stream
                .slice(sentence.max(here.saturating_sub(SENTENCE)), here);
            is_plan |= standing::is_plan(words)
                || standing::is_goal(&self.stream, run)
                || opens_plan
                || section.is_plan;
            let unit = shared.as_ref().map_or(&figure.unit, |shared| &shared.unit);
            let is_part = parts.step(&self.stream, run, unit);
            let own = last_figure
                .saturating_sub(here - words.len())
                .min(words.len());
            let fresh = words.get(own..).unwrap_or(words);
            last_figure = run.end;
            let standing = Standing {
                is_plan,
                is_part,
                words,
                fresh,
                sentence,
            };
            let candidate = self.candidate(run, figure, shared, &walk, subject, &standing, block);
            let candidate = follow(candidate, out.candidates.last(), words);
            out.candidates.push(candidate);
        }
    }

    /// Lets the walk see the expressions of time before `to`.
    fn pass(&self, walk: &mut Walk<'_>, moments: &[Moment], next: &mut usize, to: usize) {
        while let Some(moment) = moments.get(*next).filter(|moment| moment.at < to) {
            walk.pass(moment);
            *next += 1;
        }
    }

    /// Notes what a block that is a heading says of its section.
    fn enter(&self, block: &Block, text: &[char], moments: &[Moment], section: &mut Section) {
        let is_heading = text.len() <= 40 && !text.iter().any(|c| "。;，".contains(*c));
        let level = match text {
            [
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十',
                ..,
            ] => 1,
            ['(', ..] => 2,
            _ if starts_item(text) => 3,
            _ => 1,
        };
        let head = text.get(..30.min(text.len())).unwrap_or(text);
        let opens = is_heading || (starts_item(text) && level <= 2);
        if opens && level <= section.level.max(1) {
            let year = moments.iter().find(|moment| moment.end - block.start <= 30);
            let is_plan = standing::is_plan_heading(head) && (is_heading || level == 1);
            let printed = year
                .filter(|_| is_heading)
                .and_then(|year| resolve(&self.clock, year, None));
            let next = self.clock.year.filter(|_| is_plan);
            let planned = next.and_then(|year| Period::parse(&(year + 1).to_string()).ok());
            let printed = printed.filter(|_| is_plan || section.level == 0);
            // A plan is of its year, whatever part of it the heading names.
            let year = |period: Period| Period::parse(&period.last_year().to_string()).ok();
            let printed = if is_plan {
                printed.and_then(year)
            } else {
                printed
            };
            section.period = printed.or(planned);
            section.is_plan = is_plan;
            section.level = level;
        }
        if !self.bodies.is_several {
            return;
        }
        if is_heading && !starts_item(text) || level == 1 && starts_item(text) {
            let end = block.end.min(block.start + 40);
            section.subject = self.bodies.subject(&self.stream, block.start, end);
        } else if let Some(subject) =
            self.bodies
                .subject(&self.stream, block.start, block.end.min(block.start + 24))
        {
            section.subject = Some(subject);
        }
    }

    /// The subject of the sentence, where the document is about several cities.
    fn subject(&self, from: usize, to: usize, before: Option<Subject>) -> Option<Subject> {
        if !self.bodies.is_several {
            return before;
        }
        let from = from.max(to.saturating_sub(SENTENCE));
        let words = self.stream.slice(from, to);
        if holds_any(
            words,
            &[
                "两市会员",
                "两地",
                "三地",
                "三市",
                "四市",
                "双方",
                "全省",
                "各市要",
            ],
        ) {
            return Some(Subject::Several);
        }
        self.bodies.subject(&self.stream, from, to).or(before)
    }

    fn note(&self, run: &Run, kind: NotFigure, out: &mut Extraction) {
        // 一 alone is an article.
        let text = self.stream.slice(run.numeral, run.unit.min(run.end));
        if kind == NotFigure::Idiom && matches!(text, ['一'] | ['一', '批']) {
            return;
        }
        if !run.is_arabic && run.unit == run.end && run.read.is_err() && kind == NotFigure::Name {
            return;
        }
        let (paragraph, offset) = self.stream.place(run.at);
        let end = run.end.min(self.stream.line_end(run.at));
        let printed = self.stream.printed(run.at, end);
        out.others.push(NoFigure {
            printed,
            paragraph,
            offset,
            kind,
        });
    }
}

/// What the sentence says of a figure's standing.
struct Standing<'a> {
    is_plan: bool,
    is_part: bool,
    words: &'a [char],
    /// Of these, what stands behind the figure before.
    fresh: &'a [char],
    sentence: usize,
}

impl Document<'_> {
    #[allow(clippy::too_many_arguments)] // one call: what the walk knows at a figure
    fn candidate(
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

/// A county's share of the figure before it: 累计430个，夷陵区68个、枝江市52个; and a part of its
/// time: 受理1284宗，仅前三季度516宗.
fn follow(mut next: Candidate, before: Option<&Candidate>, words: &[char]) -> Candidate {
    let Some(before) = before else { return next };
    let is_near = before.paragraph == next.paragraph
        && before.unit == next.unit
        && next.offset.saturating_sub(before.offset) < 30
        && next.status == Status::Reported;
    let name = next.scope.split_once(':').map(|(_, name)| name);
    let from = words
        .iter()
        .rposition(|c| "，,;、。".contains(*c))
        .map_or(0, |at| at + 1);
    let own: String = words.get(from..).unwrap_or(&[]).iter().collect();
    let is_share = name.is_some_and(|name| own == name || own.strip_suffix('有') == Some(name));
    if is_near && is_share && (before.scope == "city" || before.status == Status::Part) {
        next.status = Status::Part;
    }
    if is_near && is_share && next.indicator.is_none() {
        next.indicator.clone_from(&before.indicator);
        next.label.clone_from(&before.label);
        next.period = before.period;
    }
    let grows = [
        "增长到",
        "增至",
        "提高到",
        "减少到",
        "上升到",
        "增加到",
        "扩大到",
    ];
    if next.indicator.is_none() && is_near && grows.iter().any(|word| own.contains(word)) {
        next.indicator.clone_from(&before.indicator);
        next.label.clone_from(&before.label);
    }
    let is_subset = standing::SUBSETS.iter().any(|word| own.contains(word));
    if is_near && is_subset && next.unit != "%" && before.status != Status::Target {
        next.status = Status::Part;
    }
    if is_near && own.starts_with('仅') && next.period != before.period {
        next.status = Status::Part;
    }
    next
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

/// What names an indicator, from the nearest words to all of the sentence's part.
struct Phrases<'a> {
    /// The figure's own phrase, and what follows up to a comma.
    own: Vec<char>,
    /// The clause with its lists, before and behind, if no other figure stands in it.
    clause: Vec<char>,
    part: &'a [char],
    /// The part, and what follows the figure up to a full point or semicolon.
    whole: Vec<char>,
}

impl<'a> Phrases<'a> {
    fn new(
        words: &'a [char],
        fresh: &[char],
        around: &Around<'_>,
        is_cell: bool,
        label: &[char],
    ) -> Self {
        // 参赛职工:4.1万人次.
        let mut words = words;
        while let [rest @ .., ':' | ' '] = words {
            words = rest;
        }
        let behind = |signs: &str| {
            words
                .iter()
                .rposition(|c| signs.contains(*c))
                .map_or(0, |at| at + 1)
        };
        let cut = |from: usize| words.get(from..).unwrap_or(&[]);
        let part = cut(behind(";"));
        let after = around.clause_after();
        let phrase = cut(if is_cell { 0 } else { behind("，,;:、。()") });
        let phrase = if phrase.len() > fresh.len() {
            fresh
        } else {
            phrase
        };
        let mut own = if label.is_empty() {
            phrase.to_vec()
        } else {
            label.to_vec()
        };
        own.push(' ');
        if !is_cell {
            own.extend(after.iter().take(16).take_while(|c| !"、(".contains(**c)));
        }
        let list = cut(behind("，,;:。()"));
        let is_alone = !list.iter().chain(after).any(char::is_ascii_digit);
        let mut clause = if is_alone {
            list.to_vec()
        } else {
            phrase.to_vec()
        };
        clause.push(' ');
        if is_alone {
            clause.extend(after.iter().take(30));
        }
        let mut whole = part.to_vec();
        whole.push(' ');
        let rest = around.after.iter().take_while(|c| !"。;!?".contains(**c));
        whole.extend(rest);
        Self {
            own,
            clause,
            part,
            whole,
        }
    }

    fn name<'d>(&self, lexicon: &Lexicon<'d>, unit: &str) -> Option<&'d Indicator> {
        lexicon
            .named(unit, &self.own, self.part)
            .or_else(|| lexicon.named(unit, &self.clause, self.part))
            .or_else(|| lexicon.named(unit, &self.clause, &self.whole))
    }
}

/// The words around a figure: its own phrase and what follows, then the phrases before.
fn context(
    stream: &Stream,
    block: &Block,
    run: &Run,
    around: &Around<'_>,
    sentence: usize,
) -> Vec<(Vec<char>, f64)> {
    let words = stream.slice(sentence.max(run.at.saturating_sub(80)), run.at);
    let mut phrases: Vec<&[char]> = words
        .split(|c| "，,;:、。()\t|".contains(*c))
        .filter(|phrase| !phrase.is_empty())
        .collect();
    let is_adjoined = words.last().is_none_or(|c| !"，,;、。".contains(*c));
    let own = if is_adjoined {
        phrases.pop().unwrap_or(&[])
    } else {
        &[]
    };
    let after = around.clause_after();
    let after = after
        .iter()
        .position(|c| "、(:".contains(*c))
        .map_or(after, |at| after.get(..at).unwrap_or(after));
    let after = after
        .iter()
        .position(|c| c.is_ascii_digit())
        .map_or(after, |at| after.get(..at).unwrap_or(after));
    let mut parts = vec![(synonym::fold(own), 1.0)];
    let right = if own.len() >= 4 { 0.6 } else { 1.0 };
    parts.push((
        synonym::fold(after.get(..18.min(after.len())).unwrap_or(after)),
        right,
    ));
    let mut weight = if own.len() >= 4 { 0.4 } else { 0.6 };
    for phrase in phrases.iter().rev().take(4) {
        parts.push((synonym::fold(phrase), weight));
        weight *= 0.6;
    }
    let head = stream.slice(block.start, block.end.min(block.start + 20));
    let end = head
        .iter()
        .position(|c| "。，,".contains(*c))
        .unwrap_or(head.len());
    parts.push((synonym::fold(head.get(..end).unwrap_or(&[])), 0.15));
    parts
}

/// A few words beside a figure without an indicator.
fn label(near: &[char], around: &Around<'_>) -> String {
    const LONGEST: usize = 12;
    let from = near.len().saturating_sub(LONGEST);
    let own: String = near.get(from..).unwrap_or(near).iter().collect();
    if !own.trim().is_empty() {
        return own.trim().to_owned();
    }
    let after = around.clause_after();
    after
        .iter()
        .take(LONGEST)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Figures of a county or zone are part of the city's of the same indicator before them.
fn mark_shares(candidates: &mut [Candidate]) {
    let mut whole: Vec<(String, Option<String>)> = Vec::new();
    for candidate in candidates {
        let Some(indicator) = &candidate.indicator else {
            continue;
        };
        let key = (indicator.clone(), candidate.city.clone());
        if candidate.scope == "city" && !whole.contains(&key) {
            whole.push(key);
            continue;
        }
        let is_within =
            candidate.scope.starts_with("county:") || candidate.scope.starts_with("zone:");
        if is_within && candidate.status == Status::Reported && whole.contains(&key) {
            candidate.status = Status::Part;
        }
    }
}

/// A figure of one indicator, scope and time that is printed with the same value again.
fn mark_repeats(candidates: &mut [Candidate]) {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    let key = |at: usize| {
        let candidate = candidates.get(at)?;
        let value = candidate.value?;
        let indicator = candidate.indicator.as_ref()?;
        Some((
            indicator,
            &candidate.scope,
            &candidate.city,
            value.to_bits(),
            &candidate.unit,
        ))
    };
    order.sort_by(|a, b| {
        let by = key(*a).cmp(&key(*b));
        let place = |at: usize| candidates.get(at).map(|c| (c.paragraph, c.offset));
        by.then(place(*a).cmp(&place(*b)))
    });
    let mut again = Vec::new();
    for two in order.windows(2) {
        if let [first, second] = two
            && key(*first).is_some()
            && key(*first) == key(*second)
        {
            let period = |at: usize| {
                candidates
                    .get(at)
                    .and_then(|c| c.period)
                    .map(Period::last_year)
            };
            if period(*first) == period(*second) {
                again.push(*second);
            }
        }
    }
    for at in again {
        if let Some(candidate) = candidates.get_mut(at)
            && candidate.status == Status::Reported
        {
            candidate.status = Status::Repeat;
        }
    }
}
