//! Heard: every expression of time in a document, once, and what each says of the document's own
//! time: how much a year weighs, when it was written, how often 今年 and 去年 are said.
//!
//! It must never decide what the document's year is: [`clock`](super::clock) does.

use super::around::{holds, holds_any};
use super::calendar::{Moment, When, Year};
use super::clock::Clock;
use super::named::{is_alone, is_bulletin, is_contrast, is_named_alone, is_plan_year};
use super::resolve::resolve;
use super::standing;
use super::stream::{Block, Stream};
use crate::dataset::Period;

/// What a year in the title weighs.
const TITLE: u32 = 6;

/// So many years, each later than the one before, that begin paragraphs make a chronicle.
const CHRONICLE: usize = 3;

/// A document's blocks and its expressions of time.
#[derive(Clone, Copy)]
pub(super) struct Text<'d> {
    pub stream: &'d Stream,
    pub blocks: &'d [Block],
    pub moments: &'d [Moment],
    /// How many blocks are its title.
    pub heads: usize,
}

impl<'d> Text<'d> {
    /// The expressions of a block.
    pub fn within(&self, block: &Block) -> &'d [Moment] {
        let from = self
            .moments
            .partition_point(|moment| moment.at < block.start);
        let to = self.moments.partition_point(|moment| moment.at < block.end);
        self.moments.get(from..to).unwrap_or(&[])
    }

    pub fn title(&self) -> &'d [char] {
        let last = self.blocks.get(self.heads.max(1) - 1);
        self.stream.slice(0, last.map_or(0, |head| head.end))
    }

    /// Whether a block is where a document is dated: at its beginning or its end.
    fn is_edge(&self, index: usize) -> bool {
        index < 8 || index + 5 > self.blocks.len()
    }
}

/// What was heard.
#[derive(Default)]
pub(super) struct Heard {
    /// How much each year weighs that is named.
    pub counts: Vec<(u16, u32)>,
    /// Year and month of writing, as the last line that gives them says.
    pub written: Option<(u16, u8)>,
    /// The latest day of an event, and the first one that the lead names.
    pub day: Option<(u16, u8)>,
    pub lead_day: Option<(u16, u8)>,
    /// What all stocks are of: 数据截至12月20日.
    pub stocks: Option<Period>,
    /// The latest year that a stock is of: 截至2024年.
    pub past: Option<u16>,
    /// The latest year that is named.
    pub latest: Option<u16>,
    /// The latest year in the title.
    pub titled: Option<u16>,
    /// The latest year that stands beside 今年: 2023年新建35个，截至今年4月底….
    pub contrast: Option<u16>,
    /// The year before one that a heading plans for: 三、2022年工作打算.
    pub before_plan: Option<u16>,
    /// The first years from one to another, and those in the title.
    pub span: Option<(u16, u16)>,
    pub titled_span: Option<(u16, u16)>,
    /// The last month of the part of a year that the title names, and whether it is a month's.
    pub part: Option<u8>,
    pub is_monthly: bool,
    /// The years of a term that the lead names, and of a review that the title does: 近两年.
    pub term: Option<u16>,
    pub near: Option<u16>,
    /// How many paragraphs begin with such years.
    pub terms: u32,
    /// How often 今年 and 去年 are said, and whether 今年 is planned.
    pub this_year: u32,
    pub last_year: u32,
    pub plans_this_year: bool,
    /// 过去一年, 全年: the year is told as over.
    pub is_over: bool,
    /// From which year to which so many are counted: 2021年启动，四年间.
    pub begun: Vec<(u16, u16)>,
    /// The years that begin paragraphs, each later than the one before.
    chronicle: Vec<u16>,
    /// The last year that was named, and where it ends.
    last: Option<(u16, usize)>,
}

impl Heard {
    /// All of a document.
    pub fn of(text: &Text<'_>) -> Self {
        let mut heard = Self::default();
        for (index, block) in text.blocks.iter().enumerate() {
            for moment in text.within(block) {
                let is_date = heard.date_line(text, (index, block), moment)
                    || heard.month_line(text, (index, block), moment);
                if !is_date {
                    heard.expression(text, (index, block), moment);
                }
            }
        }
        heard
    }

    /// Whether paragraphs go from year to year.
    pub fn is_chronicle(&self) -> bool {
        self.chronicle.len() >= CHRONICLE
    }

    /// Adds to what a year weighs.
    pub fn count(&mut self, year: u16, weight: u32) {
        match self.counts.iter_mut().find(|(known, _)| *known == year) {
            Some((_, times)) => *times += weight,
            None => self.counts.push((year, weight)),
        }
    }

    /// A day that dates the document, or all its stocks.
    fn date_line(
        &mut self,
        text: &Text<'_>,
        (index, block): (usize, &Block),
        moment: &Moment,
    ) -> bool {
        const LONGEST: usize = 90;
        let When::Day(Year::Is(year), on, day) = moment.when else {
            return false;
        };
        // ▲2023年5月11日，快递员同台竞技: the caption of an event.
        let first = text.stream.slice(block.start, block.start + 1);
        let is_event = text.stream.slice(moment.end, moment.end + 1) == ['，']
            && !first.iter().all(|c| c.is_alphanumeric());
        let is_short = block.end - block.start < LONGEST;
        if !text.is_edge(index) || !is_short || moment.is_start || is_event {
            return false;
        }
        // 数据截至12月20日, at the end of a poster; the last day of a year is its end.
        let before = text.stream.slice(block.start, moment.at);
        let is_of_all = index < 8 || (holds_any(before, "数据|统计") && (on, day) != (12, 31));
        if moment.is_date_of_stock && is_of_all {
            self.stocks = resolve(&Clock::default(), moment, None);
            self.count(year, 2);
        } else {
            self.written = Some((year, on));
        }
        true
    }

    /// A month alone on its line: (2025年1月) is when it was written, (2025年9月份) what a bulletin is
    /// of.
    fn month_line(
        &mut self,
        text: &Text<'_>,
        (index, block): (usize, &Block),
        moment: &Moment,
    ) -> bool {
        if let (true, When::Year(Year::Is(year))) = (moment.is_date_of_stock, moment.when) {
            self.past = self.past.max(Some(year));
        }
        let When::Months(Year::Is(year), from, to) = moment.when else {
            return false;
        };
        if from != to || !text.is_edge(index) || !is_alone(text.stream, block, moment) {
            return false;
        }
        let printed = text.stream.slice(moment.at, moment.end + 1);
        if index < text.heads && holds(printed, "份") {
            (self.part, self.is_monthly) = (Some(to), true);
            self.count(year, TITLE);
        } else {
            self.written = Some((year, from));
        }
        true
    }

    /// Any other expression.
    fn expression(&mut self, text: &Text<'_>, (index, block): (usize, &Block), moment: &Moment) {
        let (stream, is_title) = (text.stream, index < text.heads);
        let is_lead = |more: usize| index < text.heads + more;
        match moment.when {
            When::Back {
                years,
                is_near: false,
            } => {
                let from = self.last.filter(|(_, end)| *end > block.start);
                let count = |(from, _): (u16, usize)| Some((from, (from + years).checked_sub(1)?));
                self.begun.extend(from.and_then(count));
            }
            When::Year(Year::Is(year)) => self.last = Some((year, moment.end)),
            When::Year(Year::Off(0)) | When::Months(Year::Off(0), ..) => {
                let near = |(_, end): &(u16, usize)| is_contrast(stream, *end, moment.at);
                let beside = self.last.filter(near).map(|(year, _)| year);
                self.contrast = self.contrast.max(beside);
            }
            _ => {}
        }
        match moment.when {
            // An event's day tells the year only if nothing else does.
            When::Day(Year::Is(year), on, _) => {
                self.day = self.day.max(Some((year, on)));
                self.lead_day = self.lead_day.or(is_lead(3).then_some((year, on)));
                self.latest = self.latest.max(Some(year));
            }
            When::Year(Year::Is(year))
            | When::Months(Year::Is(year), ..)
            | When::Days(Year::Is(year), ..) => self.year(text, (index, block), moment, year),
            When::Years(from, to) => {
                self.span = self.span.or(Some((from, to)));
                if is_title {
                    self.titled_span = Some((from, to));
                    self.count(to, TITLE);
                }
            }
            // 一季度: of the year of writing, unless that year had not come so far.
            When::Months(Year::None | Year::Off(0), from, to)
                if is_title && !is_plan_year(stream, moment) =>
            {
                // 上半年账单，下半年任务: the first.
                self.part = self.part.or(Some(to));
                self.is_monthly |= from == to && is_bulletin(stream, moment);
            }
            // 近两年工作盘点.
            When::Back { years, is_near } => {
                self.near = self.near.or((is_title && is_near).then_some(years));
                self.terms += u32::from(moment.at < block.start + 4);
                self.term = self.term.or(is_lead(4).then_some(years));
            }
            When::Whole(5) | When::Sum(5) if is_lead(4) => self.term = self.term.or(Some(5)),
            When::Year(Year::Off(0)) if is_plan_year(stream, moment) => {
                self.plans_this_year = true;
            }
            When::SoFar | When::Year(Year::Off(0)) | When::Months(Year::Off(0), ..) => {
                self.this_year += 1;
            }
            When::Year(Year::Off(-1)) if !moment.is_compared => self.last_year += 1,
            // 那一年 is of another.
            When::Same if stream.slice(moment.at, moment.at + 1) == ['那'] => {}
            When::Year(Year::Of(0)) | When::Same => self.is_over = true,
            _ => {}
        }
    }

    /// A year, or what is of one.
    fn year(
        &mut self,
        text: &Text<'_>,
        (index, block): (usize, &Block),
        moment: &Moment,
        year: u16,
    ) {
        let (stream, is_title) = (text.stream, index < text.heads);
        if is_plan_year(stream, moment) {
            let heading = stream.slice(block.start, block.end);
            if !is_title && !moment.is_until && standing::heads_plan(heading) {
                self.before_plan = year.checked_sub(1);
            }
            if is_named_alone(stream, moment) {
                self.count(year, 0);
            }
            return;
        }
        if let (true, When::Months(_, from, to)) = (is_title, moment.when)
            && from == to
            && is_bulletin(stream, moment)
        {
            (self.part, self.is_monthly) = (Some(to), true);
        }
        // Where something began, and what is compared with, is not reported on.
        let is_aside = stream.slice(moment.at.saturating_sub(1), moment.at) == ['('];
        let is_compared = moment.is_compared || moment.is_attached;
        let is_beside = moment.is_start || is_compared || is_aside || moment.is_remark;
        let is_near_start = !is_title && moment.at < block.start + 3;
        if is_near_start && self.chronicle.last() < Some(&year) {
            self.chronicle.push(year);
        }
        let weight = if is_title {
            TITLE
        } else {
            u32::from(!is_beside)
        };
        let is_first = moment.at == block.start && !is_beside;
        self.count(year, weight + u32::from(is_first));
        self.titled = self.titled.max(is_title.then_some(year));
        self.latest = self.latest.max(Some(year));
    }
}
