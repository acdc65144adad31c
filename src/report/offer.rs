//! What a reader may look at instead, where a view cannot be shown honestly. It must never offer
//! what shows as little.

use super::group::Group;
use crate::dataset::{Dataset, IndicatorId};
use crate::query::{Action, Basis, Filter, View};

/// The nearest thing that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// The same figures in another view.
    View(View),
    /// Another indicator in the same view, and how many cities or periods it has.
    Indicator(IndicatorId, usize),
    /// All cities.
    AllCities,
    /// All years.
    AllYears,
    /// The figures as printed.
    Printed,
}

impl Offer {
    /// What takes the offer.
    pub fn action(self, dataset: &Dataset) -> Action {
        match self {
            Self::View(view) => Action::Show(view),
            Self::Indicator(id, _) => {
                Action::Only(Filter::Indicator, dataset.indicator(id).id.clone())
            }
            Self::AllCities => Action::Clear(Filter::City),
            Self::AllYears => Action::Years(crate::dataset::YearRange::ALL),
            Self::Printed => Action::Basis(Basis::Printed),
        }
    }
}

/// The indicator nearest to `from` of which the size, one for each group, is two or more: of its
/// category the largest, else the largest of all; the earliest in the dataset wins a tie.
pub(super) fn nearest(
    dataset: &Dataset,
    groups: &[Group<'_>],
    from: Option<IndicatorId>,
    sizes: &[usize],
) -> Option<Offer> {
    let category = from.map(|id| dataset.indicator(id).category);
    let rank = |(group, size): &(&Group<'_>, &usize)| {
        let own = Some(dataset.indicator(group.indicator).category) == category;
        (own, **size, std::cmp::Reverse(group.indicator))
    };
    let others = groups.iter().zip(sizes);
    let broad = others.filter(|(group, size)| Some(group.indicator) != from && **size > 1);
    let (group, size) = broad.max_by_key(rank)?;
    Some(Offer::Indicator(group.indicator, *size))
}
