//! The words of what a chart can and cannot show: limits, what is offered instead, computed
//! figures, targets, the pointer. It must never repeat a word that `Words` has.

use crate::dataset::Period;
use crate::query::{Basis, View};

/// The words about charts of one language.
pub struct ChartWords {
    /// A period with how long it is: one year, five years together.
    pub span: fn(Period) -> String,
    /// Cities and the span that their figures are of.
    pub is_of: fn(&str, &str) -> String,
    /// Some figures are of another length of time: what is of what, joined.
    pub incomparable: fn(&str) -> String,
    /// Remark on a bar that stands on no scale.
    pub no_scale: &'static str,
    /// A value with its period.
    pub dated: fn(&str, &str) -> String,
    /// Nothing is seen to change: the one period of all figures, if there is but one.
    pub still: fn(Option<&str>) -> String,
    /// Chosen indicators that are not drawn.
    pub more: fn(usize) -> String,
    /// Chosen indicators without a figure that can be compared.
    pub left_out: fn(&str) -> String,
    /// Another view of the same.
    pub offer_view: fn(View) -> &'static str,
    /// Another indicator: its name, and how many cities or periods it has.
    pub offer_indicator: fn(&str, usize, View) -> String,
    /// All cities.
    pub offer_cities: &'static str,
    /// All years.
    pub offer_years: &'static str,
    /// The figures as printed.
    pub offer_printed: &'static str,

    /// Heading of the plans.
    pub targets: &'static str,
    /// Sums up the plans: what was reached, how many of how many in full, plans of which nothing
    /// is told.
    pub targets_summary: fn(&str, (usize, usize), usize) -> String,
    /// A plan's value.
    pub planned: fn(&str) -> String,
    /// Nothing is told of what became of a plan.
    pub nothing_told: &'static str,

    /// What a name on a chart does: it, a city or a year, becomes the only one.
    pub only: fn(&str) -> String,
    /// Button that pins what is told of a mark.
    pub pin: &'static str,
    /// Takes the pin out.
    pub unpin: &'static str,
    /// Stands before what is open in the row of filters.
    pub open: fn(&str) -> String,

    /// Name of the switch between bases.
    pub basis: &'static str,
    /// A basis.
    pub basis_name: fn(Basis) -> &'static str,
    /// The title of a chart of computed figures.
    pub computed_title: fn(Basis, &str) -> String,
    /// Only one figure could be converted: city, value.
    pub computed_one: fn(&str, &str) -> String,
    /// That the figures are computed, and how; empty for printed ones.
    pub computed: fn(Basis) -> &'static str,
    /// How one figure was computed: it, what it was divided by, and when that was counted.
    pub formula: fn(Basis, &str, &str, &str) -> String,
    /// Cities whose members are of another year than the figure, with that year.
    pub base_years: fn(&str) -> String,
    /// Stands in the place of a value that cannot be converted.
    pub no_base: &'static str,
    /// Cities whose figures cannot be set against their members.
    pub without_base: fn(&str) -> String,
    /// Cities whose figures cannot be set against the first.
    pub without_index: fn(&str) -> String,
    /// The basis that was asked for has no meaning for the indicator.
    pub no_basis: &'static str,
}
