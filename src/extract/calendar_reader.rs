//! Reading along a text: years, months and days as they are printed.
//!
//! It must never step over anything that it does not return.

use super::around::starts;
use super::calendar::{When, Year};

/// Reads along one text.
pub(super) struct Reader<'a> {
    pub chars: &'a [char],
    pub at: usize,
}

impl Reader<'_> {
    pub fn rest(&self) -> &[char] {
        self.chars.get(self.at..).unwrap_or(&[])
    }

    pub fn take(&mut self, word: &str) -> bool {
        // 截至今年4月 holds no 至今.
        let is_torn = word == "至今" && starts(self.rest(), "至今年");
        let found = starts(self.rest(), word) && !is_torn;
        if found {
            self.at += word.chars().count();
        }
        found
    }

    pub fn take_any(&mut self, words: &str) -> bool {
        words.split('|').any(|word| self.take(word))
    }

    /// A number of up to `most` digits, or a Han numeral below 100.
    pub fn number(&mut self, most: usize) -> Option<u16> {
        let rest = self.rest();
        let digits: String = rest.iter().take_while(|c| c.is_ascii_digit()).collect();
        if !digits.is_empty() {
            let value = digits.parse().ok().filter(|_| digits.len() <= most)?;
            self.at += digits.len();
            return Some(value);
        }
        let (mut value, mut length) = (0, 0);
        for c in rest.iter().take(3) {
            let digit = "〇一二三四五六七八九".chars().position(|known| known == *c);
            let digit = digit.or((*c == '两').then_some(2));
            match (digit, c) {
                (Some(digit), _) => value += u16::try_from(digit).unwrap_or(0),
                (None, '十') => value = value.max(1) * 10,
                _ => break,
            }
            length += 1;
        }
        self.at += length;
        (length > 0).then_some(value)
    }

    /// Four digits, ASCII or Han.
    pub fn four(&mut self) -> Option<u16> {
        let rest = self.rest();
        let mut value = 0;
        for c in rest.get(..4)? {
            let digit = c.to_digit(10).or_else(|| {
                let han = "〇一二三四五六七八九".chars().position(|known| known == *c);
                han.or((*c == '零').then_some(0))
                    .and_then(|d| u32::try_from(d).ok())
            })?;
            value = value * 10 + u16::try_from(digit).ok()?;
        }
        let is_longer = rest.get(4).is_some_and(char::is_ascii_digit);
        if !(1900..2100).contains(&value) || is_longer {
            return None;
        }
        self.at += 4;
        Some(value)
    }

    pub fn printed_year(&mut self) -> Option<u16> {
        let start = self.at;
        let year = self.four();
        while year.is_some() && self.take(" ") {}
        if year.is_some() && self.take("年") {
            return year;
        }
        self.at = start;
        None
    }

    pub fn year(&mut self) -> Option<Year> {
        if let Some(year) = self.printed_year() {
            self.take("度");
            return Some(Year::Is(year));
        }
        // 加上年初的.
        let is_added = self.at > 0 && self.chars.get(self.at - 1) == Some(&'加');
        if !is_added && self.take_any("上年度|上一年度|上年|上一年") {
            return Some(Year::Of(-1));
        }
        if self.take_any("过去一年|过去的一年|这一年|一年来|一年间") {
            return Some(Year::Of(0));
        }
        const WORDS: [(&str, i16); 10] = [
            ("今年", 0),
            ("本年度", 0),
            ("本年", 0),
            ("去年", -1),
            ("前年", -2),
            ("明年", 1),
            ("来年", 1),
            ("下一年", 1),
            ("次年", 1),
            ("新的一年", 1),
        ];
        let found = WORDS.iter().find(|(word, _)| starts(self.rest(), word));
        let &(word, years) = found?;
        self.take(word);
        self.take("度");
        Some(Year::Off(years))
    }

    /// Months or a day behind a year, or alone.
    pub fn within(&mut self, year: Year) -> Option<When> {
        const PARTS: [(&str, u8, u8); 14] = [
            ("首季度", 1, 3),
            ("上半年", 1, 6),
            ("下半年", 7, 12),
            ("前三季度", 1, 9),
            ("前两季度", 1, 6),
            ("前3季度", 1, 9),
            ("第一季度", 1, 3),
            ("第二季度", 4, 6),
            ("第三季度", 7, 9),
            ("第四季度", 10, 12),
            ("一季度", 1, 3),
            ("二季度", 4, 6),
            ("三季度", 7, 9),
            ("四季度", 10, 12),
        ];
        if let Some(&(word, from, to)) = PARTS.iter().find(|part| starts(self.rest(), part.0)) {
            self.take(word);
            return Some(When::Months(year, from, to));
        }
        let start = self.at;
        // 前5个月, 头两个月.
        if self.take_any("前|头")
            && let Some(last @ 2..=11) = self.number(2)
            && self.take("个月")
        {
            return Some(When::Months(year, 1, u8::try_from(last).unwrap_or(1)));
        }
        self.at = start;
        let month = |number: Option<u16>| {
            number
                .and_then(|n| u8::try_from(n).ok())
                .filter(|n| (1..=12).contains(n))
        };
        while self.take(" ") {}
        let is_digit = self.rest().first().is_some_and(char::is_ascii_digit);
        let first = month(self.number(2));
        let spaced = self.at;
        while self.take(" ") {}
        if let Some(from) = first {
            let from_is_month = self.take("月");
            if !from_is_month {
                self.at = spaced;
            }
            // 8月下旬至9月.
            self.take_any("份|上旬|中旬|下旬");
            if self.take_any("-|—|至|到|~")
                && let Some(to) = month(self.number(2))
                && self.take("月")
                && to >= from
            {
                return Some(When::Months(year, from, to));
            }
            self.at = start;
            while self.take(" ") {}
            let again = month(self.number(2));
            while self.take(" ") {}
            if self.take("月")
                && again.is_some()
                && (is_digit || year != Year::None || self.han_month(start) || self.is_day())
            {
                let behind = self.at;
                while self.take(" ") {}
                if let Some(day) = self.number(2)
                    && self.take_any("日|号")
                    && let Some(day) = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))
                {
                    return Some(match self.last_day((from, day)) {
                        Some(last) => When::Days(year, (from, day), last),
                        None => When::Day(year, from, day),
                    });
                }
                self.at = behind;
                return Some(match self.month_row(from) {
                    // 1月和8月 date by their year.
                    None => When::Year(year),
                    Some(last) => When::Months(year, from, last),
                });
            }
        }
        self.at = start;
        None
    }

    /// The last month of a row that follow each other: 7月、8月; none if they do not, 1月和8月.
    fn month_row(&mut self, first: u8) -> Option<u8> {
        let start = self.at;
        let (mut last, mut is_row) = (first, true);
        loop {
            let before = self.at;
            self.take("份");
            let is_joint = self.take_any("、|和");
            let number = self.number(2).filter(|_| is_joint);
            let month = number.and_then(|number| u8::try_from(number).ok());
            let month = month.filter(|month| (first + 1..=12).contains(month) && self.take("月"));
            let Some(month) = month.filter(|_| !self.is_day()) else {
                self.at = before;
                break;
            };
            is_row &= month == last + 1;
            last = month;
        }
        // 7月、8月分别举办: each has its own.
        if starts(self.rest(), "分别") {
            (self.at, last, is_row) = (start, first, true);
        }
        is_row.then_some(last)
    }

    /// The last day of a row that began with a day: 9月1日至30日, 9月28日—10月7日.
    fn last_day(&mut self, first: (u8, u8)) -> Option<(u8, u8)> {
        let start = self.at;
        let mut read = || {
            let is_row = self.take_any("-|—|至|到|~");
            let number = u8::try_from(self.number(2).filter(|_| is_row)?).ok()?;
            let (month, day) = match self.take("月") {
                true => (number, u8::try_from(self.number(2)?).ok()?),
                false => (first.0, number),
            };
            let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
            (self.take_any("日|号") && is_day && (month, day) > first).then_some((month, day))
        };
        let last = read();
        if last.is_none() {
            self.at = start;
        }
        last
    }

    /// Whether a day follows: 九月二十七日.
    fn is_day(&self) -> bool {
        let mut ahead = Reader {
            chars: self.chars,
            at: self.at,
        };
        ahead.number(2).is_some() && ahead.take_any("日|号")
    }

    /// Whether what follows a month in Han numerals, which begins at `start`, lets it be one: 三月
    /// is, 三月余 is none; 六月的玉皇山 is, 为期三月的培训 none.
    pub fn han_month(&self, start: usize) -> bool {
        let next = self.rest().first();
        let before = start.checked_sub(1).and_then(|at| self.chars.get(at));
        let is_head = before.is_none_or(|c| !c.is_alphanumeric());
        next.is_some_and(|c| "底末初份以，,、起那".contains(*c) || (*c == '的' && is_head))
            || starts(self.rest(), "工作")
    }
}
