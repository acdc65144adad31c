//! Clock: what a document says of its own time: the year it reports on, when it was written, what
//! figures without a date belong to.
//!
//! It must never guess a year: a text without one gives none.

use super::around::{holds, holds_any};
use super::calendar::{Moment, When};
use super::heard::{Heard, Text};
use super::named::month_of_issue;
use super::resolve::{date, interval, last, month, single};
use super::stream::Block;
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
    pub says_last_year_more: bool,
    /// The first year that is named.
    pub first: Option<u16>,
    /// The first of the years that the document counts up to its own: 2021年启动，四年间.
    pub began: Option<u16>,
    /// Whether paragraphs go from year to year: 2019年，起步. 2020年，扩面.
    pub is_chronicle: bool,
}

/// So many times 去年 is no aside.
const THROUGHOUT: u32 = 3;

/// When what looks back on a year throughout is written, if it does not say.
const JANUARY: u8 = 1;

/// What a heading weighs that plans for the year after.
const HEADING: u32 = 2;

impl Clock {
    /// Reads the document's title, date and lead.
    pub fn read(text: &Text<'_>) -> Self {
        let mut heard = Heard::of(text);
        let mut clock = Self {
            now: heard.written.map(|(year, _)| year),
            month: heard.written.map(|(_, month)| month),
            stocks: heard.stocks,
            span: heard.span,
            first: heard.counts.iter().map(|(year, _)| *year).min(),
            is_chronicle: heard.is_chronicle(),
            says_last_year_more: heard.last_year > heard.this_year,
            ..Self::default()
        };
        clock.weigh(&mut heard);
        clock.year = clock.most_named(&heard, text);
        // What says 去年 throughout in January is of that year, whichever is named.
        let is_throughout = clock.says_last_year_more && heard.last_year >= THROUGHOUT;
        if clock.is_january() && clock.year == clock.now && is_throughout {
            clock.year = clock.year.and_then(|year| year.checked_sub(1));
        }
        clock.take_part(&mut heard, text);
        clock.take_years(&heard, text);
        let Some(year) = clock.year else {
            return clock;
        };
        let begun = heard.begun.iter().copied();
        clock.began = begun
            .filter(|(_, to)| *to == year)
            .map(|(from, _)| from)
            .min();
        clock.take_writing(&heard, year, is_throughout);
        clock.stocks = clock.stocks.or(Some(single(clock.there(year))));
        if let (true, None, Some(on)) = (heard.is_monthly, clock.flows, heard.part) {
            clock.flows = Some(Period::Single(month(year, on)));
        }
        if clock.flows.is_none() {
            clock.flows = Some(clock.undated(text, year));
        }
        clock
    }

    fn is_january(&self) -> bool {
        self.month.is_some_and(|month| month <= 2)
    }

    /// What each year weighs, once the day of writing is known.
    fn weigh(&mut self, heard: &mut Heard) {
        if let Some(year) = heard.before_plan {
            heard.count(year, HEADING);
        }
        if heard.counts.is_empty() && self.now.is_none() {
            heard.counts.extend(heard.day.map(|(year, _)| (year, 1)));
        }
        if let (None, Some((year, on))) = (self.now, heard.lead_day) {
            (self.now, self.month) = (Some(year), Some(on));
        }
        if let (Some(now), Some(4..)) = (self.now, self.month) {
            // 今年 names the year of writing, but for a report that is signed early in the next.
            heard.count(now, heard.this_year);
        }
        if let Some(now) = self.now {
            // A year or two that are named in passing tell less than the day of writing.
            const PASSING: u32 = 2;
            let most = heard.counts.iter().map(|(_, times)| *times).max();
            let is_recent = |year: u16| (now.saturating_sub(1)..=now).contains(&year);
            let is_passing = most.is_some_and(|most| most <= PASSING);
            let is_kept = |year: u16| is_recent(year) || !is_passing;
            (heard.counts).retain(|(year, times)| *times > 0 && is_kept(*year));
        }
    }

    /// The year that is named most, the latest of those; else that of writing, or the one before.
    fn most_named(&self, heard: &Heard, text: &Text<'_>) -> Option<u16> {
        let most = heard.counts.iter().map(|(_, times)| *times).max();
        let named = (heard.counts.iter()).filter(|(_, times)| Some(*times) == most);
        let named = named.map(|(year, _)| *year).max();
        let (None, Some(now)) = (named, self.now) else {
            return named.map(|year| self.now.map_or(year, |now| year.min(now)));
        };
        // What is told in January is mostly the year that is over, but not of the festival.
        const FESTIVE: &str = "春节|元旦|新春|新年|开年";
        let lead = text.blocks.get(text.heads + 2).or(text.blocks.last());
        let lead = text.stream.slice(0, lead.map_or(0, |block| block.end));
        let is_news = self.is_january() && !heard.is_over && holds_any(lead, FESTIVE);
        let says_last_year = heard.last_year > 0;
        let is_late = !(heard.this_year > 0 || is_news) || (self.is_january() && says_last_year);
        let is_before = is_late && (self.is_january() || says_last_year);
        Some(now - u16::from(is_before))
    }

    /// The part of a year that the title names: of the year of writing, unless that had not come so
    /// far.
    fn take_part(&mut self, heard: &mut Heard, text: &Text<'_>) {
        let title = text.title();
        if let (None, Some(on), true) = (heard.part, self.month, holds_any(title, "月报")) {
            let month = month_of_issue(text.stream, title.len(), on);
            (heard.part, heard.is_monthly) = (Some(month), true);
        }
        if let (Some(to), Some(now)) = (heard.part, self.now) {
            let is_over = self.month.is_none_or(|month| month >= to);
            self.year = Some(if is_over { now } else { now - 1 });
        }
    }

    /// The years that a review is of, if it is one.
    fn take_years(&mut self, heard: &Heard, text: &Text<'_>) {
        if let Some((from, to)) = heard.titled_span {
            // A span that ends after the day of writing is a plan's.
            let now = self.now.filter(|now| *now < to);
            self.flows = Some(interval(date(from), date(to)));
            self.is_review = now.is_none();
            self.year = now.or(Some(to));
        }
        // 2019年至2023年，…的五年: a review of the years that its first sentence names.
        let is_lead = |block: &&Block| {
            block.end - block.start > 20 && holds(text.stream.slice(block.start, block.end), "。")
        };
        let lead = text.blocks.iter().skip(text.heads).find(is_lead);
        let first = lead.and_then(|block| Some((block, text.within(block).first()?)));
        if let Some((
            block,
            Moment {
                when: When::Years(from, to),
                at,
                ..
            },
        )) = first
            && self.flows.is_none()
            && at - block.start < 4
        {
            self.flows = Some(interval(date(*from), date(*to)));
            self.is_review = true;
            self.year = Some(*to);
        }
        let title = text.title();
        let is_congress =
            holds_any(title, "代表大会|届工作|五年") && !holds_any(title, "全委|次全体");
        let is_term = is_congress || heard.terms > 1;
        if let (None, Some(years), true) = (self.flows, heard.term, is_term) {
            let lead = text.blocks.get(text.heads + 3);
            self.review(
                text.moments,
                years,
                lead.map_or(usize::MAX, |block| block.end),
            );
            let span = self.span.filter(|(from, to)| {
                self.now.max(self.year) == Some(*to) && to - from + 1 == years
            });
            if let (Some((from, to)), Some(_)) = (span, self.flows) {
                self.flows = Some(interval(date(from), date(to)));
            }
        }
        if let (None, Some(years), Some(year)) = (self.flows, heard.near, self.year)
            && let Some(flows) = last(years, year)
        {
            self.flows = Some(flows);
            self.is_review = true;
        }
    }

    /// The year of writing, and what 今年 is.
    fn take_writing(&mut self, heard: &Heard, year: u16, is_throughout: bool) {
        let is_titled = heard.titled == Some(year);
        if self.now.is_none() && heard.contrast == Some(year) && !is_titled {
            self.now = year.checked_add(1);
            self.this = self.now;
        }
        let is_counted = |year: u16| heard.counts.iter().any(|(known, _)| *known == year);
        // A review of 2025 that says 去年 throughout is of that year. Where it does not say what 2026
        // is to bring, it was written early in that.
        let next = year.checked_add(1).filter(|_| is_titled && is_throughout);
        if self.now.is_none() && next.is_some() {
            (self.now, self.this) = (next, next);
            self.month = next.filter(|next| !is_counted(*next)).map(|_| JANUARY);
        }
        let says_last_year = heard.last_year > 0;
        let is_late = says_last_year && heard.this_year == 0;
        let latest = heard.latest.filter(|now| *now > year && is_late);
        self.now = self.now.or(latest).or(Some(year)).max(heard.past);
        // Of a text that looks back on 去年, 今年 is the year of writing; one that is signed a few
        // weeks late may mean the year before by it.
        let is_named = is_counted(year);
        let is_late_in_it = self.month.is_some_and(|month| month > 2);
        let is_looking_back = is_late_in_it || !is_named || self.says_last_year_more;
        let is_ahead = heard.plans_this_year && heard.this_year == 0;
        if is_ahead || (says_last_year && is_looking_back) {
            self.this = self.now;
        }
        // 2022年…。今年，计划…: of a text that names the year before in passing.
        if is_ahead && self.now == Some(year) && is_named && !is_titled {
            self.this = year.checked_add(1);
        }
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
