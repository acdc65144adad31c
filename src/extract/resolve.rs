//! Resolve: what an expression of time means in a document: 去年, 上半年, 近三年, 截至6月底.
//!
//! It must never be finer than printed, nor supply a year that the document does not name.

use super::calendar::{Moment, When, Year};
use super::clock::Clock;
use crate::dataset::{Date, Period};

pub(super) fn single(year: u16) -> Period {
    Period::Single(date(year))
}

pub(super) fn date(year: u16) -> Date {
    Date {
        year,
        month: None,
        day: None,
    }
}

pub(super) fn month(year: u16, month: u8) -> Date {
    Date {
        year,
        month: Some(month),
        day: None,
    }
}

pub(super) fn interval(from: Date, to: Date) -> Period {
    match from == to {
        true => Period::Single(from),
        false => Period::Interval { from, to },
    }
}

/// So many years, of which `to` is the last.
pub(super) fn last(years: u16, to: u16) -> Option<Period> {
    let from = to.checked_sub(years.checked_sub(1)?)?;
    Some(interval(date(from), date(to)))
}

/// What an expression means; `year` is the one that months without a year belong to.
pub(super) fn resolve(clock: &Clock, moment: &Moment, year: Option<u16>) -> Option<Period> {
    let of = |printed: Year| match printed {
        Year::Is(year) => Some(year),
        // 今年 and 全年 are the reported year.
        Year::Off(0) => clock.this.or(clock.year),
        Year::Off(by) => {
            let from = if by.is_positive() {
                clock.year
            } else {
                clock.now
            }?;
            from.checked_add_signed(by)
        }
        Year::Of(by) => clock.year?.checked_add_signed(by),
        Year::None => year
            .or(clock.this.filter(|_| is_over(clock, moment)))
            .or(clock.year),
    };
    // A plan's years, where they are as many and over: “十三五”…五年来.
    let planned = |years: u16| {
        let (from, to) = clock.span?;
        let is_over = clock.now.is_some_and(|now| to <= now && now <= to + 1);
        (is_over && to - from + 1 == years).then(|| interval(date(from), date(to)))
    };
    let since = |from: Date| {
        // What is signed a few weeks after its year goes as far as that.
        let now = clock.there(clock.year?).max(from.year).min(clock.now?);
        let reported = clock.flows.filter(|flows| is_of(*flows, now));
        let to = match (from.month, clock.month, reported.map(Period::end)) {
            // As far as the report goes: 4月以来 in one of nine months.
            (Some(_), _, Some(end)) if end.month.is_some() && end >= from => end,
            (Some(_), Some(on), _) if Some(now) == clock.now => month(now, on),
            _ => date(now),
        };
        let period = if from.month.is_some() && to.month.is_none() {
            Period::Interval { from, to }
        } else {
            interval(from, to)
        };
        let is_on = |date: Date, missing: u8| (date.year, date.month.unwrap_or(missing));
        (is_on(to, 12) >= is_on(from, 1)).then_some(period)
    };
    match moment.when {
        When::SoFar => {
            let year = clock.year?;
            let own = clock.flows.filter(|flows| is_of(*flows, year));
            // 年初以来 in a report of the third quarter: nine months.
            Some(match own {
                Some(Period::Interval { from, to }) => {
                    let from = from.month.map_or(from, |_| month(year, 1));
                    interval(from, to)
                }
                own => own.unwrap_or(single(year)),
            })
        }
        When::Before => {
            let year = clock.year?;
            let own = clock.flows.filter(|flows| is_of(*flows, year));
            let before = year.checked_sub(1)?;
            let at = |date: Date| Date {
                year: before,
                ..date
            };
            Some(match own {
                Some(Period::Interval { from, to }) => interval(at(from), at(to)),
                Some(Period::Single(on)) => Period::Single(at(on)),
                _ => single(before),
            })
        }
        When::Days(printed, first, last) => {
            let year = of(printed)?;
            let day = |(on, day): (u8, u8)| Date {
                year,
                month: Some(on),
                day: Some(day),
            };
            let period = interval(day(first), day(last));
            Period::parse(&period.to_string()).ok()
        }
        When::Year(printed) => {
            let year = of(printed)?;
            if moment.is_start {
                since(date(year))
            } else {
                Some(single(year))
            }
        }
        // “十四五”以来: as far as the plan has come.
        When::Years(from, to) if moment.is_start && clock.now.is_some_and(|now| now < to) => {
            since(date(from))
        }
        When::Years(from, to) => Some(interval(date(from), date(to))),
        When::Months(printed, from, to) => {
            let year = of(printed)?;
            if moment.is_start && from == to {
                // 到2025年…。1月以来已走访: what has begun is no plan's, nor in a month to come.
                let began = |now: u16| {
                    let is_ahead = year >= now && clock.month.is_some_and(|on| from > on);
                    year.min(now) - u16::from(is_ahead)
                };
                let year = clock
                    .now
                    .filter(|_| printed == Year::None)
                    .map_or(year, began);
                return since(month(year, from));
            }
            Some(interval(month(year, from), month(year, to)))
        }
        When::Day(printed, on, day) => {
            let at = Date {
                year: of(printed)?,
                month: Some(on),
                day: Some(day),
            };
            let is_day = Period::parse(&at.to_string()).is_ok();
            is_day
                .then_some(Period::Single(at))
                .filter(|_| !moment.is_start)
        }
        When::Back { years, is_near } => {
            if let (true, Some(flows @ Period::Interval { from, to })) =
                (clock.is_review, clock.flows)
                && [years, years + 1].contains(&(to.year - from.year + 1))
                && (!is_near || to.year - from.year + 1 == years)
            {
                return Some(flows);
            }
            if let (false, Some(planned)) = (is_near, planned(years)) {
                return Some(planned);
            }
            // 近三年, in January: the year that is over is the last.
            let now = match is_near {
                true => clock.there(clock.year?),
                false => clock.now?,
            };
            // 六年来, where the first year that is named is the first of six.
            let first = now.checked_sub(years - 1);
            let is_named = first.is_some() && (clock.first == first || clock.began == first);
            match is_near || is_named {
                true => last(years, now),
                false => Some(interval(date(now.checked_sub(years)?), date(now))),
            }
        }
        When::Month(back) => {
            let on = match clock.flows {
                Some(Period::Single(on @ Date { month: Some(_), .. })) => on,
                _ => month(clock.now?, clock.month?),
            };
            Some(Period::Single(match on.month?.checked_sub(back) {
                Some(1..) => month(on.year, on.month? - back),
                _ => month(on.year.checked_sub(1)?, 12),
            }))
        }
        When::Since(year, is_start) => match is_start {
            true => since(date(year)),
            false => Some(single(year)),
        },
        When::Same => clock.year.map(single),
        When::Ahead(years) => {
            let now = clock.now?;
            // The term that follows one that was reported on begins with the congress.
            let from = if clock.is_review { now } else { now + 1 };
            let last = clock.year.filter(|_| clock.is_review).unwrap_or(now);
            let to = last.checked_add(years).filter(|to| *to >= from)?;
            Some(interval(date(from), date(to)))
        }
        When::Open => clock
            .stocks
            .map(|stocks| Period::Until(date(stocks.last_year()))),
        When::Now | When::YearEnd => clock.stocks,
        When::Whole(years) | When::Sum(years) => {
            let flows = clock.flows.filter(|flows| {
                let length = flows.last_year() + 1 - flows.first_year();
                clock.is_review && [years, years + 1].contains(&length)
            });
            let so_many = || match moment.when {
                When::Sum(_) => last(years, clock.there(clock.year?)),
                _ => None,
            };
            flows.or(planned(years)).or_else(so_many)
        }
    }
}

/// Whether a month or day without a year had come in the year of writing: 1月5日 in January.
fn is_over(clock: &Clock, moment: &Moment) -> bool {
    let last = match moment.when {
        When::Months(_, _, last) | When::Day(_, last, _) | When::Days(_, _, (last, _)) => last,
        _ => return false,
    };
    clock.month.is_some_and(|month| last <= month)
}

/// Whether a period lies in one year.
pub(super) fn is_of(period: Period, year: u16) -> bool {
    !matches!(period, Period::Until(_)) && period.first_year() == year && period.last_year() == year
}
