//! Days as spreadsheets count them: 1 is the first of January 1900, and 60 the 29th of February of
//! that year, which there never was. It must never read a time of day as a day.

/// The last day that a spreadsheet knows, 9999-12-31.
const LAST: u32 = 2_958_465;

/// Year, month and day of a serial number; `None` if it is no day.
pub(super) fn day(serial: f64) -> Option<(u32, u32, u32)> {
    let serial = (1.0..f64::from(LAST + 1))
        .contains(&serial)
        .then_some(serial as u32)?;
    match serial {
        60 => return Some((1900, 2, 29)),
        ..60 => return Some(civil(serial + 1)),
        _ => {}
    }
    Some(civil(serial))
}

/// The day that lies so many days after 1899-12-30, by months that begin in March (Howard Hinnant,
/// "chrono-Compatible Low-Level Date Algorithms", civil_from_days).
fn civil(days: u32) -> (u32, u32, u32) {
    // 1600-03-01 is 109,511 days before 1899-12-30.
    let days = days + 109_511;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let is_next = month >= 10;
    let month = if is_next { month - 9 } else { month + 3 };
    (1600 + 400 * era + year + u32::from(is_next), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_spreadsheets_do() {
        for (serial, expect) in [
            (1.0, (1900, 1, 1)),
            (59.0, (1900, 2, 28)),
            (60.0, (1900, 2, 29)),
            (61.0, (1900, 3, 1)),
            (36_585.0, (2000, 2, 29)),
            (43_831.0, (2020, 1, 1)),
            (45_658.0, (2025, 1, 1)),
            (46_022.99, (2025, 12, 31)),
            (2_958_465.5, (9999, 12, 31)),
        ] {
            assert_eq!(day(serial), Some(expect), "{serial}");
        }
        for serial in [-1.0, 0.0, 0.5, 2_958_466.0, f64::NAN, f64::INFINITY] {
            assert_eq!(day(serial), None, "{serial}");
        }
    }
}
