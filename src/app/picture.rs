//! What a panel hands to a canvas: a view that can be drawn and told. It must never keep state: a
//! picture is made anew whenever it is wanted.

use super::ink::Ink;
use crate::chart::{Canvas, HitMap, Target};
use crate::dataset::{Dataset, IndicatorId};
use crate::lang::Words;
use crate::query::Action;

/// A view that can be drawn.
pub trait Picture {
    /// Height in CSS px that it needs.
    fn height(&self, canvas: &Canvas<'_>) -> f64;
    /// Draws it and tells where its marks are.
    fn draw(&self, backend: Ink, canvas: &Canvas<'_>) -> HitMap;
    /// One mark as a sentence.
    fn describe(&self, target: Target, dataset: &Dataset, words: &Words) -> String;
    /// What the picture shows, in a sentence.
    fn summary(&self, dataset: &Dataset, words: &Words) -> String;
    /// What it is about, if that is one indicator.
    fn indicator(&self) -> Option<IndicatorId> {
        None
    }
    /// What a click on a mark of its own does.
    fn act(&self, _target: Target, _dataset: &Dataset) -> Option<Action> {
        None
    }
}
