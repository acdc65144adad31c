//! The colours and the text size of a chart, read from the page's own design tokens.
//!
//! It must never hold a colour of its own: `style/tokens.css` is the only source. A token that is
//! missing there is grey here, and a test names it.

pub use plotters::style::RGBColor as Color;

const TOKENS: &str = include_str!(concat!(env!("OUT_DIR"), "/tokens.css"));

/// What a token that is missing or unreadable becomes.
const FALLBACK: Color = Color(128, 128, 128);

/// Contrast that text on a surface needs (WCAG 2.2, success criteria 1.4.3 and, where the reader
/// asked for more, 1.4.6).
const READABLE: f64 = 4.5;
const READABLE_AT_HIGH_CONTRAST: f64 = 7.0;

/// Which block of the tokens applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// Dark on light, 7:1 for every text.
    LightStrong,
    /// Light on dark, 7:1 for every text.
    DarkStrong,
    /// Black on white, with thick rules.
    Contrast,
}

impl Mode {
    /// Every mode.
    pub const ALL: &[Self] = &[
        Self::Light,
        Self::Dark,
        Self::LightStrong,
        Self::DarkStrong,
        Self::Contrast,
    ];

    /// The word by which the style sheet knows it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::LightStrong => "light-strong",
            Self::DarkStrong => "dark-strong",
            Self::Contrast => "contrast",
        }
    }

    /// Contrast that text needs.
    pub fn readable_contrast(self) -> f64 {
        match self {
            Self::Light | Self::Dark => READABLE,
            Self::LightStrong | Self::DarkStrong | Self::Contrast => READABLE_AT_HIGH_CONTRAST,
        }
    }
}

/// Sizes of chart text in CSS px; every length of a chart scales with them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextSize {
    /// Names and values.
    pub base_px: f64,
    /// Axes and remarks.
    pub small_px: f64,
}

impl TextSize {
    /// Remarks smaller than names.
    pub const fn regular(base_px: f64) -> Self {
        Self {
            base_px,
            small_px: (base_px * 0.86).round().max(1.0),
        }
    }

    /// Everything in one size, for elder mode.
    pub const fn even(base_px: f64) -> Self {
        Self {
            base_px,
            small_px: base_px,
        }
    }
}

/// What a chart is drawn with.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Background.
    pub paper: Color,
    /// Text and focus.
    pub ink: Color,
    /// Secondary text.
    pub ink_soft: Color,
    /// Text of axes.
    pub ink_faint: Color,
    /// Lines of axes.
    pub rule: Color,
    /// Grid lines.
    pub rule_soft: Color,
    /// The one accent.
    pub accent: Color,
    /// Background of what is accented.
    pub accent_soft: Color,
    /// Outline and mark of a doubted figure.
    pub doubt: Color,
    /// Background of a panel.
    pub panel: Color,
    /// Colours of cities, in the dataset's order; never empty.
    pub series: Vec<Color>,
    /// Base size of chart text in CSS px; every length of a chart scales with it.
    pub text_px: f64,
    /// Size of axes and remarks in CSS px.
    pub small_px: f64,
    /// Thickness of the lines that bars stand on, in CSS px.
    pub line_px: f64,
    /// Contrast that text needs in this theme.
    pub readable_contrast: f64,
}

impl Theme {
    /// The theme of a mode, with chart text of a size.
    pub fn new(mode: Mode, text: TextSize) -> Self {
        let tokens = Tokens::read(TOKENS, mode);
        let color = |name| tokens.color(name).unwrap_or(FALLBACK);
        let mut series: Vec<Color> = (1..)
            .map_while(|at| tokens.color(&format!("series-{at}")))
            .collect();
        if series.is_empty() {
            series.push(FALLBACK);
        }
        Self {
            paper: color("paper"),
            ink: color("ink"),
            ink_soft: color("ink-soft"),
            ink_faint: color("ink-faint"),
            rule: color("rule"),
            rule_soft: color("rule-soft"),
            accent: color("accent"),
            accent_soft: color("accent-soft"),
            doubt: color("doubt"),
            panel: color("panel"),
            series,
            text_px: text.base_px,
            small_px: text.small_px,
            line_px: tokens.length_px("line").unwrap_or(1.0),
            readable_contrast: mode.readable_contrast(),
        }
    }

    /// A colour of the style sheet in a mode, by its name there; `None` if it is missing.
    pub fn token(mode: Mode, name: &str) -> Option<Color> {
        Tokens::read(TOKENS, mode).color(name)
    }

    /// `color` for text on paper: as close to it as can be read.
    pub(super) fn readable(&self, color: Color) -> Color {
        let steps = (0..=10).map(|step| blend(color, self.ink, f64::from(step) / 10.0));
        let paper = luminance(self.paper);
        let is_enough = |step: &Color| ratio(luminance(*step), paper) >= self.readable_contrast;
        let mut enough = steps.filter(is_enough);
        enough.next().unwrap_or(self.ink)
    }

    /// `color` as a pale surface on paper.
    pub(super) fn pale(&self, color: Color) -> Color {
        blend(self.paper, color, 0.28)
    }
}

/// From `from` (at 0) to `to` (at 1).
pub(super) fn blend(from: Color, to: Color, share: f64) -> Color {
    let mix = |from: u8, to: u8| {
        (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8
    };
    Color(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}

/// Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
pub fn contrast(a: Color, b: Color) -> f64 {
    ratio(luminance(a), luminance(b))
}

/// The same of their luminances.
pub(super) fn ratio(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

pub(super) fn luminance(Color(red, green, blue): Color) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            to_power_of_2_4((share + 0.055) / 1.055)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// The square times its fifth root, by Newton's method: for one formula the general power would
/// weigh 2 KB.
fn to_power_of_2_4(base: f64) -> f64 {
    let square = base * base;
    let mut root = 1.0_f64;
    for _ in 0..24 {
        let step = (root - square / (root * root * root * root)) / 5.0;
        root -= step;
        // From here on a further step changes the last digits, if any.
        if step.abs() < 1e-9 {
            break;
        }
    }
    square * root
}

/// Whether a block of the tokens applies in a mode: `[data-theme="dark"]`, or what begins so.
fn applies(selector: &str, mode: Mode) -> bool {
    let Some((_, theme)) = selector.split_once("[data-theme") else {
        return !selector.contains("[data-");
    };
    let (how, word) = theme.split_once('"').unwrap_or_default();
    let word = word.split('"').next().unwrap_or_default();
    match how {
        "^=" => mode.as_str().starts_with(word),
        _ => mode.as_str() == word,
    }
}

/// The declarations that apply in a mode; a later one wins.
struct Tokens<'t>(Vec<(&'t str, &'t str)>);

impl<'t> Tokens<'t> {
    fn read(css: &'t str, mode: Mode) -> Self {
        let mut found = Vec::new();
        for block in css.split('}') {
            let Some((head, body)) = block.split_once('{') else {
                continue;
            };
            let selector = head.split("*/").last().unwrap_or(head);
            if applies(selector, mode) {
                found.extend(body.split(';').filter_map(|declaration| {
                    let (name, value) = declaration.split_once(':')?;
                    Some((
                        name.split("*/").last()?.trim().strip_prefix("--")?,
                        value.trim(),
                    ))
                }));
            }
        }
        Self(found)
    }

    fn value(&self, name: &str) -> Option<&'t str> {
        let (_, value) = self.0.iter().rfind(|(known, _)| *known == name)?;
        Some(value)
    }

    fn length_px(&self, name: &str) -> Option<f64> {
        // Whole px alone: reading a fraction would bring a table of powers of ten.
        let whole: u8 = self.value(name)?.strip_suffix("px")?.parse().ok()?;
        Some(f64::from(whole))
    }

    fn color(&self, name: &str) -> Option<Color> {
        let value = self.value(name)?;
        let digits = value.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Color(red, green, blue))
    }
}
