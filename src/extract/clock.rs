//! Clock: what a document says of its own time: the year it reports on, when it was written, what
//! figures without a date belong to.
//!
//! It must never guess a year: a text without one gives none.

use super::around::{holds, holds_any};
use super::calendar::{Moment, When, Year};
use super::named::{
    is_alone, is_bulletin, is_contrast, is_named_alone, is_plan_year, month_of_issue,
};
use super::origin;
use super::resolve::{date, interval, month, resolve, single};
use super::stream::{Block, Stream};
use crate::dataset::Period;

/// What the document says of its own time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clock {
    /// The year reported on.
    pub year: Option<u16>,
    /// The year of writing.
    pub now: Option<u16>,
    /// What 今年 is, if not the year reported on: 去年，…。今年，将….
    pub this: Option<u16>,
    /// The month of writing, if the document is dated.
    pub month: Option<u8>,
    /// What a flow without a date belongs to.
    pub flows: Option<Period>,
    /// What a stock without a date belongs to.
    pub stocks: Option<Period>,
    /// Whether the report is of several years.
    pub is_review: bool,
    /// The first years from one to another that the text names: a plan's.
    pub span: Option<(u16, u16)>,
    /// Whether 去年 is said more often than 今年.
    pub is_of_last_year: bool,
    /// The first year that is named.
    pub first: Option<u16>,
    /// Whether paragraphs go from year to year: 2019年，起步. 2020年，扩面.
    pub is_chronicle: bool,
}

/// What a year in the title weighs.
const TITLE: u32 = 6;

/// So many times 去年 is no aside.
const THROUGHOUT: u32 = 3;

/// What a heading weighs that plans for the year after.
const HEADING: u32 = 2;

/// So many years after each other that begin paragraphs make a chronicle.
const CHRONICLE: usize = 3;

impl Clock {
    /// Reads the document's title, date and lead. `heads` is how many blocks are its title.
    pub fn read(stream: &Stream, blocks: &[Block], moments: &[Moment], heads: usize) -> Self {
        let mut clock = Self::default();
        let within = |block: &Block| {
            let from = moments.partition_point(|moment| moment.at < block.start);
            let to = moments.partition_point(|moment| moment.at < block.end);
            moments.get(from..to).unwrap_or(&[])
        };
        let is_edge = |index: usize| index < 8 || index + 5 > blocks.len();
        let mut counts: Vec<(u16, u32)> = Vec::new();
        let mut latest = None;
        let mut past = None;
        let mut said_this_year = false;
        let mut this_year = 0;
        let (mut last, mut contrast, mut titled) = (None, None, None);
        let mut plans_this_year = false;
        let mut last_year = 0;
        let mut is_over = false;
        let (mut part, mut term, mut terms) = (None, None, 0);
        let mut near = None;
        let mut days: Option<(u16, u8)> = None;
        let mut lead_day: Option<(u16, u8)> = None;
        let mut monthly = false;
        let mut headed: Vec<u16> = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            let length = block.end - block.start;
            for moment in within(block) {
                if let When::Day(Year::Is(year), on, day) = moment.when {
                    // ▲2023年5月11日，快递员同台竞技: the caption of an event.
                    let is_event = stream.slice(moment.end, moment.end + 1) == ['，']
                        && !stream
                            .slice(block.start, block.start + 1)
                            .iter()
                            .all(|c| c.is_alphanumeric());
                    let is_dateline =
                        is_edge(index) && length < 90 && !moment.is_start && !is_event;
                    let before = stream.slice(block.start, moment.at);
                    // 数据截至12月20日, at the end of a poster; the last day of a year is its end.
                    let is_of_all =
                        index < 8 || (holds_any(before, "数据|统计") && (on, day) != (12, 31));
                    if is_dateline && moment.is_date_of_stock && is_of_all {
                        clock.stocks = resolve(&clock, moment, None);
                        count(&mut counts, year, 2);
                        continue;
                    }
                    if is_dateline {
                        clock.now = Some(year);
                        clock.month = Some(on);
                        continue;
                    }
                }
                if let (true, When::Year(Year::Is(year))) = (moment.is_date_of_stock, moment.when) {
                    past = past.max(Some(year));
                }
                let is_title = index < heads;
                // (2025年1月) alone is when it was written.
                if let When::Months(Year::Is(year), from, to) = moment.when
                    && from == to
                    && is_edge(index)
                    && is_alone(stream, block, moment)
                {
                    // (2025年9月份) is what a bulletin is of.
                    let printed = stream.slice(moment.at, moment.end + 1);
                    if is_title && holds(printed, "份") {
                        (part, monthly) = (Some(to), true);
                        count(&mut counts, year, TITLE);
                        continue;
                    }
                    (clock.now, clock.month) = (Some(year), Some(from));
                    continue;
                }
                // Where something began, and what is compared with, is not reported on.
                let is_aside = stream.slice(moment.at.saturating_sub(1), moment.at) == ['('];
                let is_compared = moment.is_compared || moment.is_attached;
                let is_beside = moment.is_start || is_compared || is_aside || moment.is_remark;
                // 2023年新建35个，截至今年4月底….
                match moment.when {
                    When::Year(Year::Is(year)) => last = Some((year, moment.end)),
                    When::Year(Year::Off(0)) | When::Months(Year::Off(0), ..) => {
                        let beside = last.filter(|(_, end)| is_contrast(stream, *end, moment.at));
                        contrast = contrast.max(beside.map(|(year, _)| year));
                    }
                    _ => {}
                }
                let weight = match (is_title, is_beside) {
                    (true, _) => TITLE,
                    (false, is_beside) => u32::from(!is_beside),
                };
                if let When::Day(Year::Is(year), on, _) = moment.when {
                    // An event's day tells the year only if nothing else does.
                    days = days.max(Some((year, on)));
                    lead_day = lead_day.or((index < heads + 3).then_some((year, on)));
                    latest = latest.max(Some(year));
                    continue;
                }
                if let When::Years(from, to) = moment.when {
                    clock.span = clock.span.or(Some((from, to)));
                }
                match moment.when {
                    When::Year(Year::Is(year))
                    | When::Months(Year::Is(year), ..)
                    | When::Days(Year::Is(year), ..)
                        if !is_plan_year(stream, moment) || is_named_alone(stream, moment) =>
                    {
                        if let (true, When::Months(_, from, to)) = (is_title, moment.when)
                            && from == to
                            && is_bulletin(stream, moment)
                        {
                            (part, monthly) = (Some(to), true);
                        }
                        if is_plan_year(stream, moment) {
                            count(&mut counts, year, 0);
                            if !is_title && origin::heads_plan(stream.slice(block.start, block.end))
                            {
                                count(&mut counts, year - 1, HEADING);
                            }
                            continue;
                        }
                        titled = titled.max(is_title.then_some(year));
                        let is_first = moment.at == block.start;
                        if !is_title && moment.at < block.start + 3 && headed.last() < Some(&year) {
                            headed.push(year);
                        }
                        let weight = weight + u32::from(is_first && !is_beside);
                        count(&mut counts, year, weight);
                        latest = latest.max(Some(year));
                    }
                    When::Years(from, to) if is_title => {
                        clock.flows = Some(interval(date(from), date(to)));
                        clock.is_review = true;
                        count(&mut counts, to, weight);
                    }
                    // 一季度: of the year of writing, unless that year had not come so far.
                    When::Months(Year::None | Year::Off(0), from, to)
                        if is_title && !is_plan_year(stream, moment) =>
                    {
                        // 上半年账单，下半年任务: the first.
                        part = part.or(Some(to));
                        monthly |= from == to && is_bulletin(stream, moment);
                    }
                    // 近两年工作盘点.
                    When::Back { years, is_near } => {
                        near = near.or((is_title && is_near).then_some(years));
                        terms += u32::from(moment.at < block.start + 4);
                        term = term.or((index < heads + 4).then_some(years));
                    }
                    When::Whole(5) if index < heads + 4 => term = term.or(Some(5)),
                    When::Year(Year::Off(0)) if is_plan_year(stream, moment) => {
                        plans_this_year = true;
                    }
                    When::SoFar | When::Year(Year::Off(0)) | When::Months(Year::Off(0), ..) => {
                        said_this_year = true;
                        this_year += 1;
                    }
                    When::Year(Year::Off(-1)) if !moment.is_compared => last_year += 1,
                    When::Year(Year::Of(0)) | When::Same => is_over = true,
                    _ => {}
                }
            }
        }
        clock.first = counts.iter().map(|(year, _)| *year).min();
        clock.is_chronicle = headed.len() >= CHRONICLE;
        clock.is_of_last_year = last_year > this_year;
        let last_year_said = last_year > 0;
        if counts.is_empty() && clock.now.is_none() {
            counts.extend(days.map(|(year, _)| (year, 1)));
        }
        if let (None, Some((year, on))) = (clock.now, lead_day) {
            (clock.now, clock.month) = (Some(year), Some(on));
        }
        if let (Some(now), Some(4..)) = (clock.now, clock.month) {
            // 今年 names the year of writing, but for a report that is signed early in the next.
            count(&mut counts, now, this_year);
        }
        if let Some(now) = clock.now {
            // A year or two that are named in passing tell less than the day of writing.
            const PASSING: u32 = 2;
            let most = counts.iter().map(|(_, times)| *times).max();
            let is_recent = |year: u16| (now.saturating_sub(1)..=now).contains(&year);
            let is_passing = most.is_some_and(|most| most <= PASSING);
            counts.retain(|(year, times)| *times > 0 && (is_recent(*year) || !is_passing));
        }
        // The most often named year, the latest of those.
        let most = counts.iter().map(|(_, times)| *times).max();
        let named = counts.iter().filter(|(_, times)| Some(*times) == most);
        let named = named.map(|(year, _)| *year).max();
        clock.year = match (named, clock.now) {
            (Some(year), Some(now)) => Some(year.min(now)),
            (Some(year), None) => Some(year),
            (None, Some(now)) => {
                let is_january = clock.month.is_some_and(|month| month <= 2);
                // What is told in January is mostly the year that is over, but not of the festival.
                const FESTIVE: &str = "春节|元旦|新春|新年|开年";
                let lead = blocks.get(heads + 2).or(blocks.last());
                let lead = stream.slice(0, lead.map_or(0, |block| block.end));
                let is_news = is_january && !is_over && holds_any(lead, FESTIVE);
                let is_late = !(said_this_year || is_news) || (is_january && last_year_said);
                Some(if is_late && (is_january || last_year_said) {
                    now - 1
                } else {
                    now
                })
            }
            (None, None) => None,
        };
        // What says 去年 throughout in January is of that year, whichever is named.
        let is_january = clock.month.is_some_and(|month| month <= 2);
        let is_throughout = clock.is_of_last_year && last_year >= THROUGHOUT;
        if is_january && clock.year == clock.now && is_throughout {
            clock.year = clock.year.and_then(|year| year.checked_sub(1));
        }
        let title = stream.slice(0, blocks.get(heads.max(1) - 1).map_or(0, |head| head.end));
        if let (None, Some(on), true) = (part, clock.month, holds_any(title, "月报")) {
            let month = month_of_issue(stream, title.len(), on);
            (part, monthly) = (Some(month), true);
        }
        if let (Some(to), Some(now)) = (part, clock.now) {
            let is_over = clock.month.is_none_or(|month| month >= to);
            clock.year = Some(if is_over { now } else { now - 1 });
        }
        if let (true, Some(flows)) = (clock.is_review, clock.flows) {
            // A span that ends after the day of writing is a plan's.
            let now = clock.now.filter(|now| *now < flows.last_year());
            clock.is_review = now.is_none();
            clock.year = now.or(Some(flows.last_year()));
        }
        // 2019年至2023年，…的五年: a review of the years that its first sentence names.
        let is_lead = |block: &&Block| {
            block.end - block.start > 20 && holds(stream.slice(block.start, block.end), "。")
        };
        let mut lead = blocks.iter().skip(heads).filter(is_lead);
        let first = lead
            .next()
            .and_then(|block| within(block).first().map(|first| (block, first)));
        if let Some((
            block,
            Moment {
                when: When::Years(from, to),
                at,
                ..
            },
        )) = first
            && clock.flows.is_none()
            && at - block.start < 4
        {
            clock.flows = Some(interval(date(*from), date(*to)));
            clock.is_review = true;
            clock.year = Some(*to);
        }
        let is_congress =
            holds_any(title, "代表大会|届工作|五年") && !holds_any(title, "全委|次全体");
        if let (None, Some(years), true) = (clock.flows, term, is_congress || terms > 1) {
            let lead = blocks.get(heads + 3).map_or(usize::MAX, |block| block.end);
            clock.review(moments, years, lead);
            let span = clock.span.filter(|(from, to)| {
                clock.now.max(clock.year) == Some(*to) && to - from + 1 == years
            });
            if let (Some((from, to)), Some(_)) = (span, clock.flows) {
                clock.flows = Some(interval(date(from), date(to)));
            }
        }
        if let (None, Some(years), Some(year)) = (clock.flows, near, clock.year)
            && let Some(from) = year.checked_sub(years - 1)
        {
            clock.flows = Some(interval(date(from), date(year)));
            clock.is_review = true;
        }
        let Some(year) = clock.year else {
            return clock;
        };
        let is_titled = titled == Some(year);
        if clock.now.is_none() && contrast == Some(year) && !is_titled {
            clock.now = year.checked_add(1);
            clock.this = clock.now;
        }
        // A review of 2025 that says 去年 throughout, and what 2026 is to bring, is of that year.
        let next = year.checked_add(1).filter(|next| {
            let is_named = counts.iter().any(|(known, _)| known == next);
            is_titled && is_named && is_throughout
        });
        if clock.now.is_none() && next.is_some() {
            (clock.now, clock.this) = (next, next);
        }
        let is_late = last_year_said && !said_this_year;
        clock.now = clock
            .now
            .or(latest.filter(|now| *now > year && is_late))
            .or(Some(year))
            .max(past);
        let stock_year = clock.there(year);
        // Of a text that looks back on 去年, 今年 is the year of writing; one that is signed a few
        // weeks late may mean the year before by it.
        let is_named = counts.iter().any(|(known, _)| *known == year);
        let is_late_in_it = clock.month.is_some_and(|month| month > 2);
        let is_looking_back = is_late_in_it || !is_named || clock.is_of_last_year;
        let is_ahead = plans_this_year && !said_this_year;
        if is_ahead || (last_year_said && is_looking_back) {
            clock.this = clock.now;
        }
        // 2022年…。今年，计划…: of a text that names the year before in passing.
        if is_ahead && clock.now == Some(year) && is_named && !is_titled {
            clock.this = year.checked_add(1);
        }
        clock.stocks = clock.stocks.or(Some(single(stock_year)));
        if let (true, None, Some(on)) = (monthly, clock.flows, part) {
            clock.flows = Some(Period::Single(month(year, on)));
        }
        if clock.flows.is_none() {
            clock.flows = Some(clock.undated((stream, blocks), &within, heads, year));
        }
        clock
    }

    /// The year that what is there belongs to: of writing, unless that is soon after the year that
    /// is reported on.
    pub fn there(&self, year: u16) -> u16 {
        let soon = self.month.is_some_and(|month| month <= 3);
        self.now.filter(|now| *now > year && !soon).unwrap_or(year)
    }

    /// How many years the plans of a report look ahead: none, if it is of a part of the year.
    pub fn years_ahead(&self) -> u16 {
        let is_part = self.flows.is_some_and(|flows| {
            matches!(flows.end().month, Some(..=11)) && Some(flows.last_year()) == self.year
        });
        u16::from(!is_part)
    }

    /// Whether a heading's period is the year after the one that is reported on.
    pub fn is_next(&self, period: Period) -> bool {
        let is_soon =
            |now: u16| period.first_year() > now || self.month.is_some_and(|month| month <= 3);
        self.year.is_some_and(|year| period.first_year() > year) && self.now.is_some_and(is_soon)
    }
}

fn count(counts: &mut Vec<(u16, u32)>, year: u16, weight: u32) {
    match counts.iter_mut().find(|(known, _)| *known == year) {
        Some((_, times)) => *times += weight,
        None => counts.push((year, weight)),
    }
}
