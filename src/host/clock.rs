//! What day it is where the reader sits. It must never be asked for anything but a date that is
//! written into a file or a citation.

use js_sys::Date;

/// Today by the reader's own clock, `YYYY-MM-DD`.
pub fn today() -> String {
    let now = Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    format!("{year:04}-{month:02}-{day:02}")
}
