//! How the page looks, whatever it shows: language, colours, sizes. It must never be stored: the
//! address carries what the reader chose, the system what it prefers.

use crate::chart::{Mode, TextSize};
use crate::host::media::Preferences;
use crate::query::{Lang, Query, TextScale, Theme};

/// Chart text in CSS px, beside a body text of 16.
const CHART_PX: f64 = 14.0;
/// Chart text in elder mode: 18 pt, like all of its text.
const ELDER_CHART_PX: f64 = 24.0;

/// The widest element that is laid out like a phone, and the narrowest like a wide page, in CSS px.
/// The window does not count: a dashboard may stand in a narrow column of a wide page, and a style
/// sheet of the oldest kernels can ask for the window alone.
const NARROW_PX: f64 = 640.0;
const WIDE_PX: f64 = 1000.0;

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A phone, or a column.
    Narrow,
    /// Between the two.
    Medium,
    /// A wide page.
    Wide,
    /// Paper.
    Paper,
}

impl Room {
    /// The word in the style sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Medium => "medium",
            Self::Wide => "wide",
            Self::Paper => "paper",
        }
    }
}

/// How the page looks, whatever it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Language of the interface.
    pub lang: Lang,
    /// Which colours.
    pub mode: Mode,
    /// Large text and targets.
    pub elder: bool,
    /// Size of the text.
    pub text_scale: TextScale,
    /// How much room there is.
    pub room: Room,
    /// Whether it is for paper.
    pub print: bool,
    /// Whether there is data to show.
    pub has_data: bool,
}

impl Look {
    /// What the reader chose, and where nothing is chosen what the system prefers.
    /// The element is `width_px` wide.
    pub fn new(query: &Query, prefers: Preferences, width_px: f64, has_data: bool) -> Self {
        let dark = match query.theme {
            Theme::Dark => true,
            Theme::Auto => prefers.dark,
            Theme::Light | Theme::Contrast => false,
        };
        let asks_contrast = prefers.contrast && query.theme == Theme::Auto;
        let strong = query.elder || asks_contrast;
        Self {
            lang: query.lang,
            mode: match (dark && !prefers.print, strong) {
                _ if query.theme == Theme::Contrast => Mode::Contrast,
                (false, _) if asks_contrast => Mode::Contrast,
                (false, false) => Mode::Light,
                (false, true) => Mode::LightStrong,
                (true, false) => Mode::Dark,
                (true, true) => Mode::DarkStrong,
            },
            elder: query.elder,
            text_scale: query.text_scale,
            room: match width_px {
                _ if prefers.print => Room::Paper,
                ..=NARROW_PX => Room::Narrow,
                WIDE_PX.. => Room::Wide,
                _ => Room::Medium,
            },
            print: prefers.print,
            has_data,
        }
    }

    /// Sizes of the text of charts on the page.
    pub fn chart_text(self) -> TextSize {
        let factor = self.text_scale.factor();
        if self.elder {
            TextSize::even(ELDER_CHART_PX * factor)
        } else {
            TextSize::regular(CHART_PX * factor)
        }
    }
}
