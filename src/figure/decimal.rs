//! A number in base ten: shifted, rounded and grouped as a person does it on paper.
//!
//! Dividing 0.3 万 by 10,000 in binary and printing it is how 0.30000000000000004 reaches a
//! screen. It must never do arithmetic on `f64`, and it is the only place that asks `f64` for its
//! digits.

/// A finite number as its shortest decimal digits, `0.DIGITS × 10^point`.
pub(super) struct Decimal {
    negative: bool,
    /// ASCII digits without zeros at either end; empty for zero.
    digits: Vec<u8>,
    point: i32,
}

/// Whether thousands are set apart by commas.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Grouping {
    Plain,
    Thousands,
}

/// The most digits before the point, and the most zeros after it, of a text without an exponent:
/// where ECMAScript's Number::toString draws the line too.
const MOST_WHOLE_DIGITS: i32 = 21;
const MOST_LEADING_ZEROS: i32 = 5;

/// Whether so many digits before the point are for writing out: neither 1e300 nor 1e-300 is.
pub(super) fn is_plain(magnitude: i32) -> bool {
    (-MOST_LEADING_ZEROS..=MOST_WHOLE_DIGITS).contains(&magnitude)
}

/// A whole number with its thousands set apart.
pub(super) fn grouped(mut value: u32) -> String {
    // The largest is 4,294,967,295.
    let mut text = [b','; 13];
    let mut free = text.iter_mut().rev();
    for digits in 1.. {
        if let Some(place) = free.next() {
            *place = b'0' + (value % 10) as u8;
        }
        value /= 10;
        if value == 0 {
            break;
        }
        if digits % 3 == 0 {
            free.next();
        }
    }
    let start = free.len();
    let text = str::from_utf8(text.get(start..).unwrap_or_default());
    text.unwrap_or_default().to_owned()
}

/// Below it every whole number is an `f64`.
const MOST_EXACT: f64 = 9e15;

impl Decimal {
    /// The shortest digits that read back as `value`; `None` unless it is finite.
    pub fn new(value: f64) -> Option<Decimal> {
        // Most figures are whole numbers, which an f64 holds digit by digit.
        if value.fract() == 0.0 && value.abs() < MOST_EXACT {
            let digits = (value.abs() as u64).to_string().into_bytes();
            let mut decimal = Decimal {
                negative: value < 0.0,
                point: digits.len() as i32,
                digits,
            };
            decimal.trim();
            return Some(decimal);
        }
        let text = value.is_finite().then(|| format!("{:e}", value.abs()))?;
        let (digits, exponent) = text.split_once('e')?;
        let mut decimal = Decimal {
            negative: value < 0.0,
            digits: digits.bytes().filter(u8::is_ascii_digit).collect(),
            point: exponent.parse::<i32>().ok()? + 1,
        };
        decimal.trim();
        Some(decimal)
    }

    /// Drops zeros at the end; at the start there are none, but in zero itself.
    fn trim(&mut self) {
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            (self.point, self.negative) = (0, false);
        }
    }

    /// Whether the digits are those of `text`, wherever its point and its outer zeros stand.
    pub fn has_digits_of(&self, text: &str) -> bool {
        let text = text.trim_start_matches(['0', '.']);
        let mut printed = text.bytes().filter(u8::is_ascii_digit);
        self.digits
            .iter()
            .all(|&digit| printed.next() == Some(digit))
            && printed.all(|digit| digit == b'0')
    }

    /// Whether the text needs no exponent.
    pub fn is_plain(&self) -> bool {
        is_plain(self.point)
    }

    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// How many digits stand before the decimal point; negative counts zeros after it.
    pub fn magnitude(&self) -> i32 {
        self.point
    }

    /// Divides by ten to the `places`.
    pub fn shift_down(&mut self, places: i32) {
        if !self.is_zero() {
            self.point -= places;
        }
    }

    /// Rounds to so many places after the decimal point, halves away from zero.
    pub fn round(&mut self, places: i32) {
        let keep = self.point.saturating_add(places);
        let Ok(keep) = usize::try_from(keep) else {
            self.digits.clear();
            self.trim();
            return;
        };
        let up = self.digits.get(keep).is_some_and(|&digit| digit >= b'5');
        self.digits.truncate(keep);
        if up {
            while self.digits.last() == Some(&b'9') {
                self.digits.pop();
            }
            match self.digits.last_mut() {
                Some(digit) => *digit += 1,
                None => {
                    self.digits.push(b'1');
                    self.point += 1;
                }
            }
        }
        self.trim();
    }

    /// The number as text, with U+2212 for minus and at least `least_places` after the point.
    ///
    /// No text is long: beyond 21 digits, or with more than five zeros after the point, it has an
    /// exponent (1.5e300).
    pub fn text(&self, grouping: Grouping, least_places: usize) -> String {
        let mut out = String::from(if self.negative { "−" } else { "" });
        let mut digits = self.digits.iter();
        let mut next = || digits.next().map_or('0', |&digit| char::from(digit));
        if !self.is_plain() {
            out.push(next());
            if self.digits.len() > 1 {
                out.push('.');
                out.extend(digits.map(|&digit| char::from(digit)));
            }
            return format!("{out}e{}", self.point - 1);
        }
        if self.point < 1 {
            out.push('0');
        }
        for place in (0..self.point.max(0)).rev() {
            out.push(next());
            if grouping == Grouping::Thousands && place > 0 && place % 3 == 0 {
                out.push(',');
            }
        }
        let count = i32::try_from(self.digits.len()).unwrap_or(i32::MAX);
        let places = usize::try_from(count - self.point).unwrap_or(0);
        let places = if self.is_zero() { 0 } else { places };
        if places.max(least_places) > 0 {
            out.push('.');
        }
        for place in 1..=places.max(least_places) {
            let leading = i32::try_from(place).is_ok_and(|place| place <= -self.point);
            out.push(if leading { '0' } else { next() });
        }
        out
    }
}
