//! How numbers are shown in a workbook's cells, as far as it decides what they are: a share, a day,
//! a month, a year. It must never decide how many digits are seen: the value counts.

use super::broken::Broken;
use super::xml::{Step, Steps, attribute};

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Plain,
    Percent,
    Day,
    Month,
    Year,
}

/// Formats with a code, and styles, that a workbook may have: more than Excel allows.
const MOST_CODES: usize = 4096;
const MOST_STYLES: usize = 1 << 16;

/// The format of each style, in the order of the cells' `s`.
pub(super) fn formats(xml: &str) -> Result<Vec<Format>, Broken> {
    let mut steps = Steps::new(xml, "styleSheet")?;
    let (mut own, mut formats, mut is_cells) = (Vec::new(), Vec::new(), false);
    loop {
        match steps.next()? {
            Step::Open(start) => match start.local_name().into_inner() {
                "numFmt" => {
                    let code = attribute(&start, "formatCode")?.unwrap_or_default();
                    own.push((
                        id(attribute(&start, "numFmtId")?.as_deref()),
                        of_code(&code),
                    ));
                }
                "cellXfs" => is_cells = true,
                "xf" if is_cells => {
                    let id = id(attribute(&start, "numFmtId")?.as_deref());
                    let own = own.iter().find(|(own, _)| *own == id);
                    formats.push(own.map_or_else(|| built_in(id), |(_, format)| *format));
                }
                _ => {}
            },
            _ if own.len() > MOST_CODES || formats.len() > MOST_STYLES => {
                return Err(Broken::Content);
            }
            Step::Close(end) => is_cells &= end.local_name().into_inner() != "cellXfs",
            Step::Text(_) => {}
            Step::End => return Ok(formats),
        }
    }
}

/// The number of a format; 0 is the general one.
fn id(text: Option<&str>) -> u32 {
    text.and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// The formats that have a number and no code (ECMA-376 part 1, 18.8.30, with the Chinese ones of
/// 27 to 36 and 50 to 58). 45 to 47 are lengths of time.
fn built_in(id: u32) -> Format {
    match id {
        9 | 10 => Format::Percent,
        17 | 27 | 36 | 50 | 57 => Format::Month,
        14..=22 | 28..=35 | 51..=56 | 58 => Format::Day,
        _ => Format::Plain,
    }
}

/// What a format's code makes of a number, by its first section, which is for those above zero.
fn of_code(code: &str) -> Format {
    let (mut seen, mut is_time) = (String::new(), false);
    let mut rest = code.chars();
    while let Some(character) = rest.next() {
        match character {
            ';' => break,
            '"' => while rest.next().is_some_and(|c| c != '"') {},
            // What follows is a character: itself, as a gap, or as a filling.
            '\\' | '!' | '_' | '*' => {
                rest.next();
            }
            // A colour, a condition, a language; or hours that go on beyond 24.
            '[' => {
                let inner: String = rest.by_ref().take_while(|c| *c != ']').collect();
                is_time |= inner.chars().all(|c| "hHmMsS".contains(c));
            }
            _ => seen.push(character.to_ascii_lowercase()),
        }
    }
    let has = |letter: char| seen.contains(letter);
    // Minutes have hours before them or seconds behind.
    is_time |= has('h') || has('s');
    match () {
        () if has('%') => Format::Percent,
        () if has('d') => Format::Day,
        () if has('m') && (has('y') || !is_time) => Format::Month,
        () if has('y') => Format::Year,
        () => Format::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_by_what_stands_outside_of_quotes() {
        for (code, expect) in [
            ("General", Format::Plain),
            ("#,##0.00", Format::Plain),
            ("0\"%d\"", Format::Plain),
            ("0\\%", Format::Plain),
            ("[Red]0;\"d\"", Format::Plain),
            ("_ [$¥-804]* #,##0.00_d", Format::Plain),
            ("[h]:mm:ss", Format::Plain),
            ("[mm]:ss", Format::Plain),
            ("h:mm AM/PM", Format::Plain),
            ("0.0%", Format::Percent),
            ("0%;[Red]-0%", Format::Percent),
            ("yyyy-mm-dd", Format::Day),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", Format::Day),
            ("[DBNum1]m\"月\"d\"日\"", Format::Day),
            ("yyyy/m/d h:mm", Format::Day),
            ("yyyy\"年\"m\"月\"", Format::Month),
            ("mmm", Format::Month),
            ("YYYY", Format::Year),
            ("yyyy\"年度\"", Format::Year),
            ("\"", Format::Plain),
            ("[", Format::Plain),
        ] {
            assert_eq!(of_code(code), expect, "{code}");
        }
    }
}
