//! When a figure holds: a day, a month, a year, an interval, or "up to" a date (ISO 8601,
//! docs/dataset.md). It must never guess a missing end: an open interval stays open.

use std::fmt;

/// A calendar date of reduced precision: a year, a month or a day (ISO 8601-1, 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Calendar year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12, if the date is that precise.
    pub month: Option<u8>,
    /// Day of the month, if the date is that precise.
    pub day: Option<u8>,
}

/// The time that one figure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// One year, month or day.
    Single(Date),
    /// From a date to a date, both included.
    Interval {
        /// First date, included.
        from: Date,
        /// Last date, included; never before `from`.
        to: Date,
    },
    /// Up to a date from a start that the report leaves open ("近年来"), printed `../X`.
    Until(Date),
}

/// An inclusive range of years; `None` leaves an end open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearRange {
    /// First year, included.
    pub from: Option<u16>,
    /// Last year, included.
    pub to: Option<u16>,
}

/// Why a text is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// Not one of the forms of ISO 8601 that the format allows, or no such day.
    Malformed,
    /// The interval ends before it begins.
    Reversed,
}

impl YearRange {
    /// The range that holds every year.
    pub const ALL: Self = Self {
        from: None,
        to: None,
    };

    /// Whether no end is set.
    pub fn is_all(self) -> bool {
        self == Self::ALL
    }

    /// The range with the earlier year first.
    #[must_use]
    pub fn ordered(self) -> Self {
        match self {
            Self {
                from: Some(from),
                to: Some(to),
            } if to < from => Self {
                from: Some(to),
                to: Some(from),
            },
            _ => self,
        }
    }
}

impl Date {
    fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4).filter(|&year| year > 0)?;
        let mut two = || match parts.next() {
            None => Some(None),
            Some(part) => digits(part, 2).and_then(|n| u8::try_from(n).ok()).map(Some),
        };
        let (month, day) = (two()?, two()?);
        if parts.next().is_some() || month.is_some_and(|m| !(1..=12).contains(&m)) {
            return None;
        }
        if let (Some(month), Some(day)) = (month, day)
            && !(1..=days_in(year, month)).contains(&day)
        {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// The first day of the date, as a number that orders dates of any precision.
    fn start(self) -> u32 {
        number_of(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day of the date.
    fn end(self) -> u32 {
        let month = self.month.unwrap_or(12);
        let last = || days_in(self.year, month);
        number_of(self.year, month, self.day.unwrap_or_else(last))
    }
}

/// A day as a number that orders days: few bits, since rows are sorted by them.
fn number_of(year: u16, month: u8, day: u8) -> u32 {
    u32::from(year) << 9 | u32::from(month) << 5 | u32::from(day)
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Period {
    /// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, two of them joined by `/`, or `../X`.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let date = |part| Date::parse(part).ok_or(PeriodError::Malformed);
        match text.split_once('/') {
            None => date(text).map(Self::Single),
            Some(("..", to)) => date(to).map(Self::Until),
            Some((from, to)) => {
                let (from, to) = (date(from)?, date(to)?);
                if to.end() < from.start() {
                    return Err(PeriodError::Reversed);
                }
                Ok(Self::Interval { from, to })
            }
        }
    }

    /// The last date of the period.
    pub fn end(self) -> Date {
        match self {
            Self::Single(date) | Self::Interval { to: date, .. } | Self::Until(date) => date,
        }
    }

    /// The year in which the period ends: where a chart puts it, and all that an open interval
    /// touches.
    pub fn last_year(self) -> u16 {
        self.end().year
    }

    /// The first year that a filter by year finds the period under.
    pub fn first_year(self) -> u16 {
        match self {
            Self::Interval { from, .. } => from.year,
            Self::Single(date) | Self::Until(date) => date.year,
        }
    }

    /// Whether this is an interval, open or closed, which is never added to single years.
    pub fn is_interval(self) -> bool {
        !matches!(self, Self::Single(_))
    }

    /// Whether a filter on `years` shows the period: an interval that touches it counts, an open
    /// interval touches only its end year.
    pub fn touches(self, years: YearRange) -> bool {
        years.from.is_none_or(|from| self.last_year() >= from)
            && years.to.is_none_or(|to| self.first_year() <= to)
    }

    /// A key that sorts periods by their end, then by their start.
    pub fn sort_key(self) -> (u32, u32) {
        let start = match self {
            Self::Single(date) | Self::Interval { from: date, .. } => date.start(),
            Self::Until(_) => 0,
        };
        (self.end().end(), start)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(out, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(out, "-{day:02}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single(date) => write!(out, "{date}"),
            Self::Interval { from, to } => write!(out, "{from}/{to}"),
            Self::Until(date) => write!(out, "../{date}"),
        }
    }
}
