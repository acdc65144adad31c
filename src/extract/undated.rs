//! Undated: what figures without a date belong to: the year that is reported on, a part of it, or a
//! term of office.
//!
//! It must never make a term longer or later than the document says.

use super::around::starts;
use super::calendar::{Moment, When, Year};
use super::clock::Clock;
use super::heard::Text;
use super::resolve::{date, interval, month, single};

use crate::dataset::Period;

impl Clock {
    /// A review of a term of office: as long as the lead says, up to the day of writing. `lead` is
    /// where the lead ends.
    pub(super) fn review(&mut self, moments: &[Moment], years: u16, lead: usize) {
        let Some(now) = self.now.max(self.year) else {
            return;
        };
        // In spring the last of so many years is the one that is over, if it is spoken of.
        let is_spring = self.now == Some(now) && self.month.is_some_and(|month| month <= 6);
        let is_over = |moment: &Moment| {
            let (When::Year(year) | When::Months(year, ..) | When::Day(year, ..)) = moment.when
            else {
                return false;
            };
            year == Year::Is(now.saturating_sub(1))
        };
        let to = now - u16::from(is_spring && moments.iter().any(is_over));
        // 2018年以来, where that is as long.
        let printed = moments.iter().find_map(|moment| match moment.when {
            When::Year(Year::Is(year)) if moment.is_start && moment.at < lead => Some(year),
            _ => None,
        });
        let is_long =
            |from: &u16| [years, years.saturating_sub(1)].contains(&now.saturating_sub(*from));
        let Some(from) = printed.filter(is_long).or(now.checked_sub(years)) else {
            return;
        };
        self.flows = Some(interval(date(from), date(to)));
        (self.is_review, self.year) = (true, Some(to));
    }

    /// What flows without a date belong to: the year, a half of it, or an open span.
    pub(super) fn undated(&self, text: &Text<'_>, year: u16) -> Period {
        let (stream, blocks) = (text.stream, text.blocks.iter());
        let title = blocks.clone().take(text.heads);
        let title = title.flat_map(|block| text.within(block));
        let lead = blocks
            .skip(text.heads)
            .filter(|block| block.end - block.start > 20)
            .take(2);
        let lead: Vec<&Moment> = lead.flat_map(|block| text.within(block)).collect();
        let part = |moment: &&Moment| matches!(moment.when, When::Months(_, 1, 6 | 9 | 3));
        let titled: Vec<&Moment> = title.collect();
        // A title's months, whichever they are; one alone may be the date of writing.
        let months = |moment: &&Moment| {
            matches!(moment.when, When::Months(_, from, to) if from < to)
                && !moment.is_date_of_stock
        };
        if let Some(moment) = titled.iter().copied().find(months)
            && let When::Months(_, from, to) = moment.when
        {
            return interval(month(year, from), month(year, to));
        }
        // 除特别注明外，均为1—10月数据.
        let noted = lead.iter().find_map(|moment| match moment.when {
            When::Months(_, 1, to) if starts(stream.slice(moment.end, moment.end + 2), "数据") => {
                Some(to)
            }
            _ => None,
        });
        if let Some(to) = noted {
            return interval(month(year, 1), month(year, to));
        }
        let starts = lead
            .first()
            .filter(|moment| part(moment) && titled.is_empty());
        if let Some(When::Months(_, from, to)) = starts.map(|moment| moment.when) {
            return interval(month(year, from), month(year, to));
        }
        let is_dated = |moment: &&Moment| {
            matches!(
                moment.when,
                When::Year(_) | When::Months(..) | When::Years(..)
            )
        };
        let open = lead.iter().position(|moment| moment.when == When::Open);
        let dated = lead.iter().position(is_dated);
        let is_open = open.is_some_and(|open| dated.is_none_or(|dated| open < dated));
        match is_open && !titled.iter().any(is_dated) {
            true => Period::Until(date(self.there(year))),
            false => single(year),
        }
    }
}
