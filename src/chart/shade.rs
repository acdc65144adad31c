//! Shades of the accent for counts, in few even steps, each dark or pale enough for a number to be
//! read on it. It must never give nothing a shade.

use super::theme::{Color, Theme, blend, luminance, ratio};

/// Steps from the palest to the fullest; fewer where text needs more contrast.
const STEPS: u32 = 5;
const STEPS_AT_HIGH_CONTRAST: u32 = 3;

/// A shade and the counts that it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub from: u32,
    pub to: u32,
    pub fill: Color,
    /// For a number on it.
    pub text: Color,
}

/// Shades for counts from 1 up.
pub(super) struct Shades {
    pub steps: Vec<Step>,
    width: u32,
}

impl Shades {
    /// Shades for counts up to `most`.
    pub fn new(most: u32, theme: &Theme) -> Self {
        let count = if theme.readable_contrast > 4.5 {
            STEPS_AT_HIGH_CONTRAST
        } else {
            STEPS
        };
        let width = most.div_ceil(count).max(1);
        let count = most.div_ceil(width);
        let step = |at: u32| {
            let share = match count {
                1 => 0.3,
                _ => 0.1 + 0.9 * f64::from(at) / f64::from(count - 1),
            };
            let (fill, text) = legible(theme, share);
            Step {
                from: at * width + 1,
                to: ((at + 1) * width).min(most),
                fill,
                text,
            }
        };
        Self {
            steps: (0..count).map(step).collect(),
            width,
        }
    }

    /// The largest count that has a shade.
    pub fn most(&self) -> u32 {
        self.steps.last().map_or(0, |step| step.to)
    }

    /// The shade of a count; none of 0.
    pub fn of(&self, count: u32) -> Option<&Step> {
        self.steps
            .get((count.checked_sub(1)? / self.width) as usize)
    }
}

/// The shade nearest to a share of the accent on which text can be read, and that text's colour.
fn legible(theme: &Theme, share: f64) -> (Color, Color) {
    let fill = |share: f64| blend(theme.paper, theme.accent, share.clamp(0.0, 1.0));
    let (paper, ink) = (luminance(theme.paper), luminance(theme.ink));
    let text = |fill: Color| {
        let fill = luminance(fill);
        let on_paper = (ratio(paper, fill), theme.paper);
        let on_ink = (ratio(ink, fill), theme.ink);
        if on_paper.0 > on_ink.0 {
            on_paper
        } else {
            on_ink
        }
    };
    let steps = (0..50).map(|step| f64::from(step) * 0.02);
    let near = steps.flat_map(|by| [share - by, share + by]).map(fill);
    let mut enough = near.filter(|&fill| text(fill).0 >= theme.readable_contrast);
    let fill = enough.next().unwrap_or(theme.paper);
    (fill, text(fill).1)
}

#[cfg(test)]
mod tests {
    use super::super::theme::{Mode, TextSize, contrast};
    use super::*;

    #[test]
    fn every_count_has_its_shade_and_every_shade_a_number_that_can_be_read() {
        for &mode in Mode::ALL {
            let theme = Theme::new(mode, TextSize::regular(14.0));
            for most in (1..60).chain([999, 100_000]) {
                let shades = Shades::new(most, &theme);
                assert!(shades.of(0).is_none());
                for count in (1..=most.min(200)).chain([most]) {
                    let step = shades.of(count).copied().expect("a shade");
                    assert!((step.from..=step.to).contains(&count), "{count} of {most}");
                    let found = contrast(step.fill, step.text);
                    assert!(found >= theme.readable_contrast, "{mode:?} {found}");
                }
                let fills: Vec<Color> = shades.steps.iter().map(|step| step.fill).collect();
                assert!(
                    fills.windows(2).all(|two| two[0] != two[1]),
                    "{mode:?} {fills:?}"
                );
            }
        }
        assert!(
            Shades::new(0, &Theme::new(Mode::Light, TextSize::regular(14.0)))
                .steps
                .is_empty()
        );
    }
}
