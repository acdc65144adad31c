//! Period: when a figure holds, by what the text says nearest before it.
//!
//! It must never be finer than printed.

use super::calendar::{Moment, When, Year};
use super::clock::Clock;
use super::resolve::{date, interval, is_of, month, resolve, single};
use crate::dataset::{Date, Period};

/// How a figure's period was found.
pub(super) type Rule = &'static str;

const DECEMBER: u8 = 12;

/// How long what was read holds.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    Block,
    Sentence,
}

/// Whether a figure is of what is there, rather than of what happened.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Stock {
    /// Its indicator is.
    Yes,
    /// Its words sound so.
    Perhaps,
    No,
}

/// The period in force, read along a block.
#[derive(Clone)]
pub(super) struct Walk<'c> {
    clock: &'c Clock,
    block: Option<(Period, Rule)>,
    sentence: Option<(Period, Rule)>,
    /// The month of a sentence without a figure: 2023年6月发放问卷。岳阳发放400份.
    stage: Option<Period>,
    /// The block's period was printed in this sentence.
    is_block_here: bool,
    /// The year that a month without one belongs to.
    year: Option<u16>,
    /// A year was printed in the block, or a span in the sentence.
    pub is_dated: bool,
    pub is_sentence_dated: bool,
    /// What the section's heading says.
    pub section: Option<Period>,
    /// What was spoken of before 去年同期.
    own: Option<(Period, Rule)>,
    /// What dates the sentence's stocks: 截至11月底，今年新建45处，共有345处.
    as_of: Option<Period>,
    /// The same of the paragraph, which begins with it.
    block_as_of: Option<Period>,
}

impl<'c> Walk<'c> {
    pub fn new(clock: &'c Clock, section: Option<Period>) -> Self {
        Self {
            clock,
            block: None,
            sentence: None,
            stage: None,
            is_block_here: false,
            // 上半年 in a section of the year to come.
            year: section
                .filter(|section| section.first_year() == section.last_year())
                .map(Period::last_year),
            is_dated: false,
            is_sentence_dated: false,
            section,
            own: None,
            as_of: None,
            block_as_of: None,
        }
    }

    /// A full point, and whether the sentence had a figure.
    pub fn end_sentence(&mut self, has_figure: bool) {
        let month = self
            .sentence
            .take()
            .filter(|(_, rule)| matches!(*rule, "month" | "year-month") && !has_figure);
        self.stage = month.map(|(period, _)| period).or(self.stage);
        self.is_block_here = false;
        self.is_sentence_dated = false;
        self.as_of = None;
    }

    /// A semicolon: a month holds up to here, a year goes on.
    pub fn end_part(&mut self) {
        self.sentence = self
            .sentence
            .filter(|(_, rule)| !matches!(*rule, "month" | "until"));
    }

    /// An expression of time; `opens` says that the block begins with it.
    pub fn pass(&mut self, moment: &Moment, opens: bool) {
        // 三年来(2022—2024年): the brackets say which.
        let is_span = self
            .sentence
            .is_some_and(|(period, _)| period.is_interval());
        let says_which = is_span && matches!(moment.when, When::Years(..));
        if moment.is_remark && !moment.is_date_of_stock && !says_which {
            return;
        }
        if moment.is_compared || moment.is_attached {
            self.is_sentence_dated = true;
            return;
        }
        let stage = self.stage.map(|stage| (stage, "month"));
        let told = self.sentence.or(self.block).or(stage).or(self.headed());
        if let (When::Same, Some((period, rule))) = (moment.when, told) {
            // 10月1日开放，当年接待: of the year from here on; 四季度…，确保全年….
            let is_finer = matches!(rule, "month" | "months" | "year-month" | "stock-date");
            self.is_block_here |= self.block.is_some();
            if is_finer || is_within(period, rule) {
                self.sentence = Some((single(period.last_year()), "year"));
            }
            self.is_sentence_dated = true;
            return;
        }
        if matches!(moment.when, When::Since(_, false)) && !self.clock.is_review {
            return;
        }
        // In a section of plans 今年 is the year that they are of.
        let is_ahead = |section: Period| {
            self.clock
                .year
                .is_some_and(|year| section.first_year() > year)
        };
        if moment.when == When::Year(Year::Off(0)) && self.section.is_some_and(is_ahead) {
            return;
        }
        // 8月当月; 2020年疫情发生后，当月拨出: of what was named.
        let is_named = |told: Option<(Period, Rule)>| {
            matches!(told, Some((_, "month" | "year-month" | "year")))
        };
        let is_named = is_named(self.sentence) || (self.is_block_here && is_named(self.block));
        if moment.when == When::Month(0) && is_named {
            return;
        }
        // 转折发生在2022年，这一年新建88个.
        if moment.is_this_one && self.is_block_here {
            return;
        }
        // 2021年到2023年，三年来: the years that were named.
        if let Some(named) = self.years_named(moment.when, told) {
            self.sentence = self.sentence.map(|_| named);
            self.is_sentence_dated = true;
            return;
        }
        if let Some(named) = self.years_from(moment.when, told) {
            self.sentence = Some(named);
            self.is_sentence_dated = true;
            return;
        }
        // 2018年首届时只有62人，如今升格: what follows is of the report's time again.
        if moment.is_nowadays && self.is_block_here && self.section.is_none() {
            self.block = None;
        }
        let year = self.year;
        // 去年同期412份，今年468份: as far as the report goes.
        let is_beside = matches!(self.sentence, Some((_, "before")));
        let is_of_months = (self.clock.this.is_none() || self.clock.this == self.clock.year)
            && (self.clock.flows.zip(self.clock.year))
                .is_some_and(|(flows, year)| flows.is_interval() && is_of(flows, year));
        let so_far = Moment {
            when: When::SoFar,
            ..*moment
        };
        let is_this_year = matches!(
            moment.when,
            When::Year(Year::Off(0)) | When::Months(Year::Off(0), ..)
        );
        let moment = match moment.when {
            When::Year(Year::Off(0)) if is_beside || (is_of_months && !moment.is_until) => &so_far,
            _ => moment,
        };
        if moment.when == When::YearEnd {
            return self.go_on_to_year_end();
        }
        let Some(mut period) = resolve(self.clock, moment, year) else {
            return;
        };
        if moment.when == When::Before {
            self.own = self.sentence;
            // 前11个月871万元，去年同期904万元: the same months.
            if let Some((Period::Interval { from, to }, _)) = self.sentence
                && from.year == to.year
            {
                let before = |date: Date| Date {
                    year: date.year - 1,
                    ..date
                };
                period = interval(before(from), before(to));
            }
        }
        let (reach, rule) = match moment.when {
            _ if moment.is_date_of_stock => (Reach::Sentence, "stock-date"),
            When::Now => (Reach::Sentence, "now"),
            // 上半年 holds longer than 6月至9月.
            When::Months(of, from, to) if from < to && (of != Year::None || is_part(from, to)) => {
                (Reach::Sentence, "months")
            }
            // 2021年11月 goes on behind a semicolon, as a year does.
            When::Months(Year::Is(_), from, to) if from == to => (Reach::Sentence, "year-month"),
            When::Months(..) | When::Month(_) | When::Day(..) | When::Days(..) => {
                (Reach::Sentence, "month")
            }
            When::SoFar => (Reach::Block, "year"),
            When::Before => (Reach::Sentence, "before"),
            // 五年来，…。: what the paragraph is about.
            When::Back { is_near: false, .. } if opens => (Reach::Block, "years"),
            // 2023年以来，…。: so is this.
            When::Year(_) if moment.is_start && opens => (Reach::Block, "since"),
            When::Back { .. } | When::Whole(_) | When::Sum(_) => (Reach::Sentence, "span"),
            When::Open | When::YearEnd => (Reach::Sentence, "open"),
            When::Years(..) | When::Ahead(_) => (Reach::Block, "years"),
            When::Since(..) => (Reach::Sentence, "since"),
            When::Same => (Reach::Block, "year"),
            // 今后五年：到2028年，…；…: the end of a span dates its own part of the sentence.
            When::Year(_) if moment.is_until && self.spans(period) => (Reach::Sentence, "until"),
            When::Year(Year::Off(_)) if moment.is_aside => (Reach::Sentence, "year"),
            When::Year(_) if self.clock.is_review || moment.is_aside => (Reach::Sentence, "year"),
            When::Year(_) if moment.is_start => (Reach::Sentence, "since"),
            When::Year(_) => (Reach::Block, "year"),
        };
        if let When::Year(Year::Is(year)) | When::Months(Year::Is(year), ..) = moment.when
            && !moment.is_start
            && !moment.is_aside
        {
            self.year = Some(year);
        }
        // 2023年…；今年一季度…，截至3月底: of this year.
        if is_this_year {
            self.year = Some(period.last_year());
            // What follows is no longer of the year before.
            let year = (single(period.last_year()), "year");
            let is_older = |(block, _): (Period, Rule)| block.last_year() < period.last_year();
            self.block = self
                .block
                .map(|block| if is_older(block) { year } else { block });
        }
        // 2027年3月底前: what follows is of that year.
        if let When::Months(Year::Is(year), ..) | When::Day(Year::Is(year), ..) = moment.when
            && self.clock.now.is_some_and(|now| year > now)
        {
            self.block = Some((single(year), "year"));
        }
        if moment.is_date_of_stock {
            self.as_of = Some(period);
            // The last day of a year is no finer than the year.
            let end = period.end();
            let is_end = end.month == Some(12) && end.day.is_none_or(|day| day == 31);
            self.block_as_of = self.as_of.filter(|_| opens && !is_end).or(self.block_as_of);
        }
        let is_now = moment.when == When::Now;
        self.stage = self.stage.filter(|_| is_now);
        self.is_sentence_dated |= !is_now;
        self.is_dated |= matches!(
            moment.when,
            When::Year(_) | When::Years(..) | When::Same | When::SoFar
        );
        match reach {
            Reach::Block => {
                self.block = Some((period, rule));
                self.is_block_here = true;
                self.sentence = None;
            }
            Reach::Sentence if is_now && self.sentence.is_some() => {}
            Reach::Sentence => self.sentence = Some((period, rule)),
        }
    }

    /// 去年9月以来开展，到年底新建57家; 5月挂牌，至年底受理236件: from the month that was named.
    fn go_on_to_year_end(&mut self) {
        let Some((Period::Single(from) | Period::Interval { from, .. }, _)) = self.sentence else {
            return;
        };
        if from.month.is_some_and(|month| month < DECEMBER) {
            self.sentence = Some((interval(from, month(from.year, DECEMBER)), "since"));
        }
    }

    /// Years that were named before, in the sentence or the block, of which there are as many.
    fn years_named(&self, when: When, told: Option<(Period, Rule)>) -> Option<(Period, Rule)> {
        let years = match when {
            When::Back { years, .. } | When::Ahead(years) => years,
            When::Whole(years) | When::Sum(years) => years,
            _ => return None,
        };
        let is_whole = matches!(when, When::Whole(_) | When::Sum(_));
        let has_as_many = |&(period, _): &(Period, Rule)| {
            let length = (period.last_year() + 1).saturating_sub(period.first_year());
            period.is_interval() && (length == years || is_whole && length == years + 1)
        };
        told.into_iter().chain(self.block).find(has_as_many)
    }

    /// So many years from one that was named: 2021年启动，四年间投入; 1987年起，八年累计.
    fn years_from(&self, when: When, told: Option<(Period, Rule)>) -> Option<(Period, Rule)> {
        let years = match when {
            When::Sum(years) => years,
            When::Back {
                years,
                is_near: false,
            } if !self.clock.is_review => years,
            _ => return None,
        };
        let (period, rule) = told?;
        let from = period.first_year();
        let to = from.checked_add(years)?.checked_sub(1)?;
        let now = [self.clock.year, self.clock.now];
        let is_from = match rule {
            "since" | "years" => period.is_interval() && to < period.last_year(),
            "year" => period == single(from) && now.contains(&Some(to)),
            _ => false,
        };
        is_from.then(|| (interval(date(from), date(to)), "span"))
    }

    /// What the section's heading says.
    fn headed(&self) -> Option<(Period, Rule)> {
        self.section.map(|section| (section, "section"))
    }

    /// Whether the block is about a span that a period lies in.
    fn spans(&self, period: Period) -> bool {
        self.block.is_some_and(|(span, _)| {
            span.is_interval()
                && (span.first_year()..=span.last_year()).contains(&period.last_year())
        })
    }

    /// What is spoken of beside 去年同期: 904万元，同比下降3.7%.
    pub fn own(&self) -> Option<(Period, Rule)> {
        self.own
    }

    /// The period of a figure here, and by which rule.
    pub fn period(&self, stock: Stock, is_total: bool) -> (Option<Period>, Rule) {
        let (is_stock, is_sure) = (stock != Stock::No, stock == Stock::Yes);
        if let (true, Some(as_of), Some((told, "year"))) =
            (is_sure, self.as_of, self.sentence.or(self.block))
            && told == single(as_of.last_year())
        {
            return (Some(as_of), "stock-date");
        }
        if is_total && !is_stock && self.clock.is_review {
            return (self.clock.flows, "total");
        }
        let is_now = self.sentence.is_some_and(|(_, rule)| rule == "now");
        if is_total
            && !is_stock
            && is_now
            && let (Some(Period::Single(_)), Some(year)) = (self.clock.flows, self.clock.year)
        {
            return (Some(Period::Until(date(year))), "total");
        }
        if let Some((period, rule)) = self.sentence {
            // A stock in a dated span is of its end, unless the span is all that is known.
            if is_stock && rule != "stock-date" && period.is_interval() {
                return (Some(Period::Single(period.end())), rule);
            }
            return (Some(period), rule);
        }
        if is_total
            && !is_stock
            && !self.is_dated
            && !self.is_sentence_dated
            && self.section.is_none()
            && let (Some(Period::Single(_)), Some(year)) = (self.clock.flows, self.clock.year)
        {
            return (Some(Period::Until(date(year))), "total");
        }
        if let Some((period, rule)) = self.block {
            // What is there is of the time of writing, unless its own sentence is dated.
            let later = self
                .clock
                .stocks
                .filter(|stocks| stocks.first_year() > period.last_year());
            let is_past = self.clock.now.is_some_and(|now| period.last_year() < now);
            let is_there = is_sure && !self.is_block_here && !self.clock.is_chronicle;
            if is_there && is_past && later.is_some() {
                return (later, "stock");
            }
            if is_stock && period.is_interval() {
                return (Some(Period::Single(period.end())), rule);
            }
            return (Some(period), rule);
        }
        if let (Some(stage), false) = (self.stage, is_stock) {
            return (Some(stage), "stage");
        }
        if let Some(section) = self.section {
            return match is_stock && section.is_interval() {
                true => (Some(Period::Single(section.end())), "section"),
                false => (Some(section), "section"),
            };
        }
        match is_stock {
            true => (self.block_as_of.or(self.clock.stocks), "stock"),
            false => (self.clock.flows, "report"),
        }
    }
}

/// Whether a heading's period is months of one year.
fn is_within(period: Period, rule: Rule) -> bool {
    let is_months = period.end().month.is_some();
    rule == "section" && is_months && period.first_year() == period.last_year()
}

/// Quarters and halves of a year, and the first three quarters.
fn is_part(from: u8, to: u8) -> bool {
    (from % 3 == 1 && to == from + 2) || matches!((from, to), (1, 6 | 9 | 11) | (7, 12))
}
