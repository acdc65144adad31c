//! Where the marks of a drawn chart lie: what a pointer is at, and where an arrow key goes.
//!
//! It must never know how a mark is drawn.

use super::area::Area;
use crate::dataset::{CategoryId, CityId, Row};

/// How far from a mark's hit area a pointer may be and still mean it, in CSS px. Little, since
/// the area of a point is already larger than the point, and a legend lies close to the bars.
const REACH_PX: f64 = 6.0;

/// One thing that can be pointed at, focused and opened. Lengths are CSS px from the top left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Left edge of the hit area.
    pub x: f64,
    /// Top edge of the hit area.
    pub y: f64,
    /// Width of the hit area.
    pub width: f64,
    /// Height of the hit area.
    pub height: f64,
    /// What it stands for.
    pub target: Target,
    /// Which series it belongs to, from 0; in a bar chart all are of series 0.
    pub series: usize,
}

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// One observation.
    Observation(Row),
    /// One category.
    Category(CategoryId),
    /// One cell of a matrix: the positions of its row and its column in the view.
    MatrixCell(usize, usize),
    /// The head of a row of a matrix, by its position in the view.
    MatrixRow(usize),
    /// The head of a column of a matrix, by its position in the view.
    MatrixColumn(usize),
    /// One city: its name.
    City(CityId),
    /// One year: its label.
    Year(u16),
}

/// A move from mark to mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next of the series; at its end to the first of the next, but for a table.
    Next,
    /// To the previous of the series, or the last of the one before.
    Previous,
    /// To the nearest of the next series; in a bar chart as [`Step::Next`].
    NextSeries,
    /// To the nearest of the previous series; in a bar chart as [`Step::Previous`].
    PreviousSeries,
    /// To the first of all.
    First,
    /// To the last of all.
    Last,
}

/// The marks of a chart, in reading order, series by series; then its names, which a pointer
/// finds and a step passes over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitMap {
    /// The marks.
    pub marks: Vec<Mark>,
}

impl Mark {
    /// The mark that a whole row of a bar chart is.
    pub(super) fn of_row(area: Area, target: Target) -> Self {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        Self {
            x,
            y,
            width,
            height,
            target,
            series: 0,
        }
    }

    fn center(&self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Distance of a point from the area; 0 within.
    fn distance(&self, x: f64, y: f64) -> f64 {
        let beyond = |at: f64, start: f64, length: f64| (start - at).max(at - start - length);
        let dx = beyond(x, self.x, self.width).max(0.0);
        let dy = beyond(y, self.y, self.height).max(0.0);
        dx.hypot(dy)
    }
}

impl HitMap {
    /// How many marks stand before the names.
    pub fn figures(&self) -> usize {
        let is_name = |mark: &Mark| matches!(mark.target, Target::City(_) | Target::Year(_));
        let first = self.marks.iter().position(is_name);
        first.unwrap_or(self.marks.len())
    }

    /// The year whose label is nearest in x, where years have labels.
    pub fn year_at(&self, x: f64) -> Option<u16> {
        let years = self.marks.iter().filter_map(|mark| match mark.target {
            Target::Year(year) => Some(((mark.center().0 - x).abs(), year)),
            _ => None,
        });
        years
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, year)| year)
    }

    /// The mark at a point: the one that contains it, else the nearest within reach. Where marks
    /// overlap, the one with the nearest centre.
    pub fn at(&self, x: f64, y: f64) -> Option<usize> {
        let rank = |mark: &Mark| {
            let (center_x, center_y) = mark.center();
            (mark.distance(x, y), (x - center_x).hypot(y - center_y))
        };
        let ranked = self
            .marks
            .iter()
            .enumerate()
            .map(|(at, mark)| (at, rank(mark)));
        ranked
            .filter(|(_, (distance, _))| *distance <= REACH_PX)
            .min_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)))
            .map(|(at, _)| at)
    }

    /// Whether arrow keys go across and down, as in a table.
    pub fn is_table(&self) -> bool {
        matches!(self.marks.last(), Some(mark) if matches!(mark.target, Target::MatrixCell(..)))
    }

    /// The mark that a step leads to; `None` only if there are no marks. At an end it stays.
    pub fn step(&self, from: Option<usize>, step: Step) -> Option<usize> {
        let last = self.figures().checked_sub(1)?;
        let Some(from) = from.map(|from| from.min(last)) else {
            return Some(if step == Step::Last { last } else { 0 });
        };
        let is_single = self.marks[..=last].iter().all(|mark| mark.series == 0);
        let found = match step {
            Step::First => Some(0),
            Step::Last => Some(last),
            Step::Next => self.along(from, 1).or_else(|| self.onward(from, 1)),
            Step::Previous => self.along(from, -1).or_else(|| self.onward(from, -1)),
            Step::NextSeries if is_single => self.along(from, 1),
            Step::PreviousSeries if is_single => self.along(from, -1),
            Step::NextSeries => self.across(from, |series, own| series > own),
            Step::PreviousSeries => self.across(from, |series, own| series < own),
        };
        Some(found.unwrap_or(from))
    }

    /// The neighbour within the series.
    fn along(&self, from: usize, by: isize) -> Option<usize> {
        let to = from.checked_add_signed(by)?;
        let marks = self.marks.get(..self.figures())?;
        let (from, next) = (marks.get(from)?, marks.get(to)?);
        (from.series == next.series).then_some(to)
    }

    /// The neighbour in the next series, where a series ends; a row of a table ends there.
    fn onward(&self, from: usize, by: isize) -> Option<usize> {
        let to = from.checked_add_signed(by)?;
        (to < self.figures() && !self.is_table()).then_some(to)
    }

    /// The mark nearest in x within the nearest series on one side.
    fn across(&self, from: usize, is_side: impl Fn(usize, usize) -> bool) -> Option<usize> {
        let own = self.marks.get(from)?;
        let (x, _) = own.center();
        let others = self
            .marks
            .iter()
            .take(self.figures())
            .enumerate()
            .filter(|(_, mark)| is_side(mark.series, own.series));
        let rank = |mark: &Mark| {
            (
                mark.series.abs_diff(own.series),
                (mark.center().0 - x).abs(),
            )
        };
        others
            .min_by(|(_, a), (_, b)| {
                let (a, b) = (rank(a), rank(b));
                a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
            })
            .map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, y: f64, series: usize) -> Mark {
        let target = Target::Category(CategoryId::new(0));
        Mark {
            x: x - 5.0,
            y: y - 5.0,
            width: 10.0,
            height: 10.0,
            target,
            series,
        }
    }

    #[test]
    fn a_pointer_means_the_nearest_mark_within_reach() {
        let map = HitMap {
            marks: vec![point(20.0, 20.0, 0), point(28.0, 20.0, 0)],
        };
        assert_eq!(map.at(20.0, 20.0), Some(0));
        assert_eq!(map.at(25.0, 20.0), Some(1));
        assert_eq!(map.at(20.0, 30.0), Some(0));
        assert_eq!(map.at(20.0, 60.0), None);
        assert_eq!(HitMap::default().at(0.0, 0.0), None);
    }

    #[test]
    fn steps_stay_within_the_map() {
        let marks = vec![point(0.0, 0.0, 0), point(50.0, 0.0, 0), point(40.0, 9.0, 1)];
        let map = HitMap { marks };
        assert_eq!(map.step(None, Step::Next), Some(0));
        assert_eq!(map.step(None, Step::Last), Some(2));
        assert_eq!(map.step(Some(0), Step::Next), Some(1));
        assert_eq!(map.step(Some(1), Step::Next), Some(2));
        assert_eq!(map.step(Some(2), Step::Next), Some(2));
        assert_eq!(map.step(Some(0), Step::Previous), Some(0));
        assert_eq!(map.step(Some(0), Step::NextSeries), Some(2));
        assert_eq!(map.step(Some(2), Step::PreviousSeries), Some(1));
        assert_eq!(map.step(Some(99), Step::First), Some(0));
        assert_eq!(HitMap::default().step(Some(1), Step::Next), None);
    }
}
