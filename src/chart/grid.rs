//! The places of a matrix: heads along two sides, their totals, and cells of one size. What is
//! too narrow for its columns lies on its side, if there are fewer rows. It must never let two
//! heads touch: they are broken into lines, or turned, or cut.

use super::area::Area;
use super::lettering::{Align, Text};
use super::shade::Shades;
use super::{Canvas, Color, MARGIN_PX};
use crate::figure;
use crate::report::{Matrix, Subject};

/// What of a matrix is in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// How far it is scrolled to the right, in CSS px.
    pub left_px: f64,
    /// How far it is scrolled down, in CSS px.
    pub top_px: f64,
    /// The most height that it may take, in CSS px.
    pub height_px: f64,
}

impl Window {
    /// All of it.
    pub const WHOLE: Self = Self {
        left_px: 0.0,
        top_px: 0.0,
        height_px: f64::INFINITY,
    };
}

/// A matrix with more lines than this has them closer.
const MANY_LINES: usize = 24;

/// Lines of a head at most, and the length of one that is turned, in em.
const MOST_LINES: usize = 8;
const LONGEST_TURNED_EM: f64 = 11.0;

/// One row or column of the drawing with its words.
pub(super) struct Head {
    pub lines: Vec<String>,
    pub total: String,
}

impl Head {
    /// The name, as long as it is in one line.
    fn name(&self) -> &str {
        self.lines.first().map_or("", String::as_str)
    }

    fn total(&self) -> &str {
        &self.total
    }
}

/// One entry of the legend: a colour, or the hatch.
pub(super) struct Key {
    pub swatch: Area,
    pub color: Option<Color>,
    pub text: Text,
}

/// A matrix laid out for a width.
pub struct Grid {
    /// Whether the view's columns run down.
    pub(super) is_turned: bool,
    /// Whether the heads above the cells are turned on their side.
    pub(super) has_turned_heads: bool,
    pub(super) across: Vec<Head>,
    pub(super) down: Vec<Head>,
    pub(super) names_size_px: f64,
    pub(super) legend: Vec<Key>,
    pub(super) shades: Shades,
    /// Where the heads above the cells begin and end, and where their totals stand.
    pub(super) heads_y: (f64, f64),
    pub(super) totals_y: f64,
    /// Where the totals beside the cells end.
    pub(super) totals_x: f64,
    /// Where the cells begin.
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) pitch: (f64, f64),
    width_px: f64,
}

impl Grid {
    /// Lays a matrix out.
    pub fn new(view: &Matrix, canvas: &Canvas<'_>) -> Self {
        let names = Names { view, canvas };
        let (rows, columns) = (names.rows(), names.columns());
        let fits = |count: usize| count as f64 * canvas.em(2.4) <= 0.72 * canvas.width_px;
        let is_turned = !fits(columns.len()) && rows.len() < columns.len();
        let (mut across, mut down) = if is_turned {
            (rows, columns)
        } else {
            (columns, rows)
        };

        let (text_px, small_px) = (canvas.theme.text_px, canvas.small_px());
        let room = canvas.width_px - MARGIN_PX;
        let widest = |heads: &[Head], size_px: f64, text: fn(&Head) -> &str| {
            let widths = heads
                .iter()
                .map(|head| canvas.width_of(text(head), size_px));
            widths.fold(0.0, f64::max)
        };
        let word = canvas.width_of(canvas.words.total, small_px);
        let most = (0.42 * room).min(canvas.em(12.5)).floor();
        let longest = widest(&down, text_px, Head::name).max(word);
        let mut names_px = longest.min(most);
        let sum = figure::exact(view.total as f64, "", canvas.words.script);
        let sums_px = widest(&down, small_px, Head::total).max(canvas.width_of(&sum, small_px));
        // Where cells would be too narrow for their numbers, names are set in two lines.
        let is_tight = across.len() as f64 * canvas.em(2.0) + names_px + sums_px > room;
        let folded_px = word.max(canvas.em(3.2));
        let is_folded = is_tight && down.len() <= MANY_LINES && folded_px < names_px;
        let names_size_px = if is_folded { small_px } else { text_px };
        if is_folded {
            names_px = folded_px;
        }
        // What is as wide as it wants to be needs no cutting.
        let cut = if names_px < longest {
            down.as_mut_slice()
        } else {
            &mut []
        };
        for head in cut {
            let name = head.lines.concat();
            let lines = match is_folded {
                true => broken(canvas, &name, names_size_px, names_px).unwrap_or_default(),
                false => Vec::new(),
            };
            let fit = |text: &str| canvas.fit(text, names_size_px, names_px);
            head.lines = match lines.as_slice() {
                [first, rest @ ..] if !rest.is_empty() => vec![first.clone(), fit(&rest.concat())],
                _ => vec![fit(&name)],
            };
        }
        let totals_x = MARGIN_PX + names_px + canvas.em(0.5) + sums_px;
        let left = totals_x + canvas.em(0.6);

        let least = canvas
            .em(1.2)
            .max(widest(&across, small_px, Head::total) + 4.0);
        let pitch_x = ((room - left) / across.len().max(1) as f64).floor();
        let pitch_x = pitch_x.min(canvas.em(5.5)).max(least);
        let pitch_y = match (down.len() > MANY_LINES, is_folded) {
            (true, _) => canvas.em(1.4),
            (false, true) => canvas.em(2.0).max((2.3 * small_px).round()),
            (false, false) if canvas.is_even() => canvas.em(2.5),
            (false, false) => canvas.em(2.0),
        };

        let shades = Shades::new(view.counts.iter().copied().max().unwrap_or(0), canvas.theme);
        let (legend, legend_bottom) = legend(canvas, &shades);
        let line = (small_px * 1.25).round();
        let broken = across.iter().map(|head| {
            let name = head.lines.concat();
            broken(canvas, &name, small_px, pitch_x - canvas.em(0.15))
        });
        let broken: Option<Vec<Vec<String>>> = broken.collect();
        let has_turned_heads = broken.is_none();
        let heads_px = match broken {
            Some(broken) => {
                let most = broken.iter().map(Vec::len).max().unwrap_or(0);
                for (head, lines) in across.iter_mut().zip(broken) {
                    head.lines = lines;
                }
                most as f64 * line
            }
            None => {
                let most = canvas.em(LONGEST_TURNED_EM);
                for head in &mut across {
                    head.lines = vec![canvas.fit(&head.lines.concat(), small_px, most)];
                }
                widest(&across, small_px, Head::name) + canvas.em(0.3)
            }
        };
        let heads_y = (legend_bottom, legend_bottom + heads_px);
        let totals_y = heads_y.1 + (line / 2.0).round() + 2.0;
        Self {
            is_turned,
            has_turned_heads,
            across,
            down,
            names_size_px,
            legend,
            shades,
            heads_y,
            totals_y,
            totals_x,
            left,
            top: totals_y + (line / 2.0).round() + canvas.em(0.3),
            pitch: (pitch_x, pitch_y),
            width_px: canvas.width_px,
        }
    }

    /// Width and height of the whole, in CSS px.
    pub fn size(&self) -> (f64, f64) {
        let (across, down) = (self.across.len() as f64, self.down.len() as f64);
        (
            (self.left + across * self.pitch.0 + MARGIN_PX).max(self.width_px),
            self.top + down * self.pitch.1 + MARGIN_PX,
        )
    }

    /// The height that a window takes, in CSS px: whole lines only.
    pub fn height(&self, window: Window) -> f64 {
        self.top + self.shown(window).1.len() as f64 * self.pitch.1 + MARGIN_PX
    }

    /// The columns and lines in a window, whole ones only.
    pub(super) fn shown(&self, window: Window) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let part = |all: usize, room: f64, pitch: f64, scrolled: f64| {
            let shown = ((room / pitch).floor() as usize)
                .clamp(1, all.max(1))
                .min(all);
            let first = ((scrolled / pitch).round() as usize).min(all - shown);
            first..first + shown
        };
        let (width, height) = (
            self.width_px - MARGIN_PX - self.left,
            window.height_px - MARGIN_PX - self.top,
        );
        (
            part(self.across.len(), width, self.pitch.0, window.left_px),
            part(self.down.len(), height, self.pitch.1, window.top_px),
        )
    }

    /// How far to scroll so that the mark is in view; `None` if it is.
    pub fn reveal(&self, mark: usize, window: Window) -> Option<(f64, f64)> {
        let (across, down) = self.shown(window);
        let to = |at: usize, shown: &std::ops::Range<usize>, pitch: f64, now: f64| {
            if at < shown.start {
                at as f64 * pitch
            } else if at >= shown.end {
                (at + 1 - shown.len()) as f64 * pitch
            } else {
                now
            }
        };
        let (x, y) = self.place(mark);
        let now = (window.left_px, window.top_px);
        let left = x.map_or(now.0, |x| to(x, &across, self.pitch.0, now.0));
        let top = y.map_or(now.1, |y| to(y, &down, self.pitch.1, now.1));
        ((left, top) != now).then_some((left, top))
    }

    /// Column and line of a mark: the heads above come first, then line by line, its head first.
    fn place(&self, mark: usize) -> (Option<usize>, Option<usize>) {
        let across = self.across.len();
        match mark.checked_sub(across) {
            None => (Some(mark), None),
            Some(after) => (
                (after % (across + 1)).checked_sub(1),
                Some(after / (across + 1)),
            ),
        }
    }

    /// The view's row and column of a cell of the drawing.
    pub(super) fn cell(&self, x: usize, y: usize) -> (usize, usize) {
        if self.is_turned { (x, y) } else { (y, x) }
    }
}

/// What rows and columns are called.
struct Names<'v, 'c, 'a> {
    view: &'v Matrix,
    canvas: &'c Canvas<'a>,
}

impl Names<'_, '_, '_> {
    fn head(&self, name: String, total: u32) -> Head {
        Head {
            lines: vec![name],
            total: figure::exact(f64::from(total), "", self.canvas.words.script),
        }
    }

    fn rows(&self) -> Vec<Head> {
        let name = |at: usize| {
            super::clean(
                &self
                    .canvas
                    .words
                    .matrix_row_short(self.canvas.dataset, self.view, at),
            )
        };
        let rows = self.view.rows.iter().enumerate();
        rows.map(|(at, row)| self.head(name(at), row.total))
            .collect()
    }

    fn columns(&self) -> Vec<Head> {
        let (words, dataset) = (self.canvas.words, self.canvas.dataset);
        let columns = self.view.columns.iter();
        let name = |subject: Subject| super::clean(words.subject(dataset, subject));
        columns
            .map(|column| self.head(name(column.subject), column.total))
            .collect()
    }
}

/// A head in lines of at most `room` px, about equally long; `None` if a word is wider.
fn broken(canvas: &Canvas<'_>, text: &str, size_px: f64, room: f64) -> Option<Vec<String>> {
    let lines = lines(canvas, text, size_px, room)?;
    let share = canvas.width_of(text, size_px) / lines.len() as f64;
    let even = ((share / size_px).ceil() * size_px).min(room);
    let mut lines = match self::lines(canvas, text, size_px, even) {
        Some(evened) if evened.len() == lines.len() => evened,
        _ => lines,
    };
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES - 1);
        lines.push("…".to_owned());
    }
    Some(lines)
}

fn lines(canvas: &Canvas<'_>, text: &str, size_px: f64, room: f64) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for unit in units(text) {
        if canvas.width_of(unit.trim_end(), size_px) > room {
            return None;
        }
        match lines.last_mut() {
            Some(line)
                if canvas.width_of(&[line.as_str(), unit.trim_end()].concat(), size_px) <= room =>
            {
                line.push_str(unit);
            }
            _ => lines.push(unit.to_owned()),
        }
    }
    lines
        .iter_mut()
        .for_each(|line| line.truncate(line.trim_end().len()));
    Some(lines)
}

/// Where a line may break: after each Chinese character, and after the space behind a word.
fn units(text: &str) -> Vec<&str> {
    let (mut units, mut start) = (Vec::new(), 0);
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let Some(&(next, following)) = characters.peek() else {
            units.push(text.get(start..).unwrap_or_default());
            break;
        };
        let is_word = character.is_ascii() && following.is_ascii() && character != ' ';
        if !is_word && following != ' ' && at >= start {
            units.push(text.get(start..next).unwrap_or_default());
            start = next;
        }
    }
    units
}

/// The hatch and the shades with what they mean, and where the heads may begin.
fn legend(canvas: &Canvas<'_>, shades: &Shades) -> (Vec<Key>, f64) {
    let (size_px, words) = (canvas.small_px(), canvas.words);
    let (side, gap, line) = (canvas.em(0.9), canvas.em(0.35), canvas.em(1.6));
    let right = canvas.width_px - MARGIN_PX;
    let number = |count: u32| figure::exact(f64::from(count), "", words.script);
    let nothing = [(None, words.no_figures.to_owned())];
    let last = shades.steps.len().saturating_sub(1);
    let steps = shades.steps.iter().enumerate().map(|(at, step)| {
        // The unit is named once, at the end.
        let to = match at == last {
            true => (words.figures)(step.to as usize),
            false => number(step.to),
        };
        let text = match step.from == step.to {
            true => to,
            false => [number(step.from), to].join("–"),
        };
        (Some(step.fill), text)
    });
    let (mut x, mut y) = (MARGIN_PX, MARGIN_PX + (line / 2.0).round());
    let mut keys = Vec::new();
    for (color, text) in nothing.into_iter().chain(steps) {
        let text = canvas.fit(&text, size_px, right - MARGIN_PX - side - gap);
        let width = side + gap + canvas.width_of(&text, size_px);
        if x > MARGIN_PX && x + width > right {
            (x, y) = (MARGIN_PX, y + line);
        }
        keys.push(Key {
            swatch: Area {
                x,
                y: y - (side / 2.0).round(),
                width: side,
                height: side,
            },
            color,
            text: Text {
                text,
                x: x + side + gap,
                y,
                size_px,
                color: canvas.theme.ink_soft,
                align: Align::Start,
            },
        });
        x += width + canvas.em(0.9);
    }
    (keys, y + (line / 2.0).round() + canvas.em(0.5))
}
