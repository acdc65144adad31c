//! How the page looks, whatever it shows: language, colours, sizes. It must never be stored: the
//! address carries what the reader chose, the system what it prefers.

use crate::chart::{Mode, TextSize};
use crate::host::media::Preferences;
use crate::query::{Lang, Query, TextScale, Theme};

/// Chart text in CSS px, beside a body text of 16.
const CHART_PX: f64 = 14.0;
/// Chart text in elder mode: 18 pt, like all of its text.
const ELDER_CHART_PX: f64 = 24.0;

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
    /// Whether it is for paper.
    pub print: bool,
    /// Whether there is data to show.
    pub has_data: bool,
}

impl Look {
    /// What the reader chose, and where nothing is chosen what the system prefers.
    pub fn new(query: &Query, prefers: Preferences, has_data: bool) -> Self {
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
