//! Colours that every eye can tell apart, and text that can be read: the tokens of each theme,
//! under normal vision and two kinds of colour blindness, by CIEDE2000 (CIE 142-2001).
//!
//! It must never be made to pass by a smaller bound.

use palette::color_difference::Ciede2000;
use palette::white_point::D65;
use palette::{FromColor, Lab, LinSrgb, Srgb};
use union_dashboard::chart::{Color, Mode, TextSize, Theme, contrast};

const TEXT: TextSize = TextSize::regular(14.0);

/// How linear RGB is seen: Machado, Oliveira, Fernandes, "A physiologically-based model for
/// simulation of color vision deficiency", IEEE TVCG 15 (2009), severity 1.0.
const VISIONS: [(&str, [[f64; 3]; 3]); 3] = [
    (
        "normal",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
];

/// A colour as an eye of one kind sees it.
fn seen(Color(red, green, blue): Color, vision: &[[f64; 3]; 3]) -> Lab<D65, f64> {
    let linear = Srgb::new(red, green, blue).into_linear::<f64>();
    let seen = vision
        .map(|[r, g, b]| (r * linear.red + g * linear.green + b * linear.blue).clamp(0.0, 1.0));
    Lab::from_color(LinSrgb::from(seen))
}

/// The least difference of two of `colors`, to any eye, with what is seen.
fn least_difference(colors: &[Color]) -> (f64, String) {
    let mut least = (f64::INFINITY, String::new());
    for (name, vision) in &VISIONS {
        for (at, a) in colors.iter().enumerate() {
            for (other, b) in colors.iter().enumerate().take(at) {
                let difference = seen(*a, vision).difference(seen(*b, vision));
                if difference < least.0 {
                    least = (difference, format!("{} and {}, {name}", other + 1, at + 1));
                }
            }
        }
    }
    least
}

#[test]
fn series_are_told_apart_by_every_eye() {
    for &mode in Mode::ALL {
        let series = Theme::new(mode, TEXT).series;
        assert_eq!(series.len(), 8, "{mode:?}");
        let (all, between) = least_difference(&series);
        assert!(all >= 10.0, "{mode:?}: {all:.1} between series {between}");
        let (first, between) = least_difference(&series[..4]);
        assert!(
            first >= 16.0,
            "{mode:?}: {first:.1} between series {between}"
        );
    }
}

/// Every text of the page and of its charts with what it stands on, by the tokens' names.
const TEXTS: [(&str, &[&str]); 7] = [
    ("ink", &["paper", "panel", "accent-soft", "doubt-soft"]),
    ("ink-soft", &["paper", "panel", "accent-soft", "doubt-soft"]),
    ("ink-faint", &["paper", "panel", "accent-soft"]),
    ("accent", &["paper", "panel", "accent-soft"]),
    ("doubt", &["paper", "panel", "doubt-soft"]),
    ("on-accent", &["accent"]),
    ("paper", &["ink"]),
];

/// Outlines of controls, rings of the focus and marks (WCAG 2.2, 1.4.11).
const SHAPES: [(&str, &[&str]); 3] = [
    ("edge", &["paper", "panel"]),
    ("accent", &["paper", "panel"]),
    ("doubt", &["paper"]),
];

fn token(mode: Mode, name: &str) -> Color {
    Theme::token(mode, name).unwrap_or_else(|| panic!("{mode:?} has no {name}"))
}

#[test]
fn every_pair_of_tokens_has_the_contrast_it_needs() {
    for &mode in Mode::ALL {
        let pairs = TEXTS.iter().map(|pair| (pair, mode.readable_contrast()));
        for ((name, grounds), least) in pairs.chain(SHAPES.iter().map(|pair| (pair, 3.0))) {
            for ground in *grounds {
                let found = contrast(token(mode, name), token(mode, ground));
                assert!(
                    found >= least,
                    "{mode:?}: {name} on {ground} has {found:.2}"
                );
            }
        }
    }
}

#[test]
fn series_stand_out_from_the_paper() {
    for &mode in Mode::ALL {
        let theme = Theme::new(mode, TEXT);
        let marks = if mode == Mode::Contrast { 7.0 } else { 3.0 };
        for (at, color) in (1..).zip(&theme.series) {
            let found = contrast(*color, theme.paper);
            assert!(found >= marks, "{mode:?}: series-{at} has {found:.2}");
        }
        assert_eq!(theme.series.first(), Some(&theme.accent), "{mode:?}");
    }
    let theme = Theme::new(Mode::Contrast, TEXT);
    for rule in [theme.rule, theme.rule_soft] {
        assert!(contrast(rule, theme.paper) >= 7.0, "{rule:?}");
    }
    assert!(theme.line_px > Theme::new(Mode::Light, TEXT).line_px);
}

/// The pairs whose difference Sharma, Wu and Dalal published (2005), so that the yardstick itself
/// is known to be straight.
#[test]
fn the_yardstick_is_ciede2000() {
    let lab = |l, a, b| Lab::<D65, f64>::new(l, a, b);
    for (a, b, expected) in [
        (
            lab(50.0, 2.6772, -79.7751),
            lab(50.0, 0.0, -82.7485),
            2.0425,
        ),
        (lab(50.0, 2.5, 0.0), lab(73.0, 25.0, -18.0), 27.1492),
        (
            lab(2.0776, 0.0795, -1.1350),
            lab(0.9033, -0.0636, -0.5514),
            0.9082,
        ),
    ] {
        let difference = a.difference(b);
        assert!(
            (difference - expected).abs() < 1e-4,
            "{difference} for {expected}"
        );
    }
}
