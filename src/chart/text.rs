//! How wide a text is, and how much of it fits.
//!
//! It must never let plotters measure: on wasm that adds an inline-styled span to the host's page
//! for every label, which a strict policy blocks.

use crate::dataset::check::{LONGEST_NAME, is_invisible_control};

/// The font of every chart, a CSS `font-family`. No font is bundled: each system has its own.
pub const FONT_FAMILY: &str = "system-ui, -apple-system, \"PingFang SC\", \"Microsoft YaHei\", \
     \"Noto Sans CJK SC\", \"Noto Sans SC\", sans-serif";

/// Stands for what was cut off.
const ELLIPSIS: char = '…';

/// Measures text in [`FONT_FAMILY`].
pub trait Measure {
    /// Width in CSS px of a text set in `size_px`.
    fn width(&self, text: &str, size_px: f64) -> f64;
}

/// Measures by a table, without a font: the same on every machine. Chinese characters are one em
/// wide; widths of ASCII are those of common sans-serif fonts, rounded up.
#[derive(Clone, Copy, Debug, Default)]
pub struct TableMeasure;

impl Measure for TableMeasure {
    fn width(&self, text: &str, size_px: f64) -> f64 {
        text.chars().map(width_em).sum::<f64>() * size_px
    }
}

fn width_em(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '|' => 0.26,
        ' ' | '!' | ',' | '.' | ':' | ';' | 'I' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/'
        | '\\' | '`' | '·' | '-' => 0.37,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.93,
        'A'..='Z' | '&' | '<' | '>' | '=' | '+' | '#' | '~' | '≥' | '≤' | '−' => 0.69,
        '\u{0}'..='\u{2ff}' => 0.58,
        // Combining marks stand on the character before them.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' => 0.0,
        '–' => 0.6,
        _ => 1.0,
    }
}

/// A text without the characters that steer text instead of being text.
pub fn visible(text: &str) -> String {
    let mut text = text.to_owned();
    text.retain(|character| !is_invisible_control(character));
    text
}

/// A name without the characters that steer text instead of being text; long ones in part.
pub fn clean(text: &str) -> String {
    let mut text = visible(text);
    if text.len() > LONGEST_NAME
        && let Some((end, _)) = text.char_indices().nth(LONGEST_NAME)
    {
        text.truncate(end);
        text.push(ELLIPSIS);
    }
    text
}

/// As much of a text as fits into `width_px`, with … for the rest; without invisible controls.
/// Empty if not even one character fits.
pub fn fit(measure: &dyn Measure, text: &str, size_px: f64, width_px: f64) -> String {
    let text = clean(text);
    if measure.width(&text, size_px) <= width_px {
        return text;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let shortened = |end: usize| {
        let kept = text.get(..end).unwrap_or_default().trim_end();
        format!("{kept}{ELLIPSIS}")
    };
    let fitting = ends.partition_point(|&end| measure.width(&shortened(end), size_px) <= width_px);
    match fitting.checked_sub(1).and_then(|last| ends.get(last)) {
        Some(&end) if end > 0 => shortened(end),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fit_shortens_at_a_character() {
        let fit = |text: &str, width| fit(&TableMeasure, text, 10.0, width);
        assert_eq!(fit("职工之家", 40.0), "职工之家");
        assert_eq!(fit("职工之家", 39.0), "职工…");
        assert_eq!(fit("职工之家", 20.0), "职…");
        assert_eq!(fit("职工之家", 19.0), "");
        assert_eq!(fit("\u{202e}职\u{0}工", 20.0), "职工");
        assert_eq!(fit(&"长".repeat(10_000), 50.0), "长长长长…");
    }
}
