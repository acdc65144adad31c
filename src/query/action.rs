//! The only ways in which a query changes. An action must never look at a dataset: it names
//! what the reader did, and the result is another query.

use super::{
    Basis, Columns, Filter, Lang, Query, ReadMode, Sort, SortColumn, TextScale, Theme, View,
};
use crate::dataset::YearRange;

/// What the reader did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Ticked or unticked one choice of a filter.
    Toggle(Filter, String),
    /// Made one choice of a filter the only one, or took it back if it was.
    Only(Filter, String),
    /// Made one choice of each of two filters the only one, or took both back if they were: a
    /// cell of the matrix.
    Both([(Filter, String); 2]),
    /// Chose the columns of the matrix.
    Columns(Columns),
    /// Chose years.
    Years(YearRange),
    /// Typed a search text.
    Search(String),
    /// Chose whom and when the report page is about: one city, by its code, and its years.
    Subject(String, YearRange),
    /// Cleared one filter.
    Clear(Filter),
    /// Cleared every filter.
    ClearAll,
    /// Chose how doubted figures are read.
    Read(ReadMode),
    /// Chose what the figures of a chart are set against.
    Basis(Basis),
    /// Chose a view.
    Show(View),
    /// Opened the provenance of an observation, or closed it.
    Focus(Option<String>),
    /// Sorted the table by a column; a second time turns the order round.
    SortBy(SortColumn),
    /// Turned to a page of the table, from 0.
    Page(usize),
    /// Chose a language.
    Lang(Lang),
    /// Chose colours.
    Theme(Theme),
    /// Switched large text and targets on or off.
    Elder(bool),
    /// Chose a size of the text.
    TextScale(TextScale),
    /// Asked for what a chart shows as a table: of one indicator, by its id, or of all.
    Tabulate(Option<String>),
}

/// How the address records a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commit {
    /// A new entry in the history: Back undoes it.
    Push,
    /// The entry is replaced: typing and paging leave no trail.
    Replace,
}

impl Action {
    /// How the address records this action.
    pub fn commit(&self) -> Commit {
        match self {
            Self::Search(_) | Self::Page(_) => Commit::Replace,
            _ => Commit::Push,
        }
    }
}

impl Action {
    /// Whether the same rows are shown afterwards, in the same order.
    fn keeps_rows(&self) -> bool {
        matches!(
            self,
            Self::Focus(_)
                | Self::Columns(_)
                | Self::Show(_)
                | Self::Lang(_)
                | Self::Theme(_)
                | Self::Elder(_)
                | Self::TextScale(_)
        )
    }
}

impl Query {
    /// The query after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut query = self.clone();
        // Whatever changes which rows are shown, or their order, starts at the first page.
        if !action.keeps_rows() {
            query.page = 0;
        }
        match action {
            Action::Toggle(filter, choice) => query.choices_mut(filter).toggle(choice),
            Action::Only(filter, choice) => query.only(&[(filter, choice)]),
            Action::Both(choices) => query.only(&choices),
            Action::Columns(columns) => query.columns = columns,
            Action::Years(years) => query.years = years,
            Action::Subject(city, years) => {
                let cities = query.choices_mut(Filter::City);
                cities.clear();
                cities.insert(city);
                query.years = years;
            }
            Action::Search(text) => query.text = text,
            Action::Clear(filter) => query.choices_mut(filter).clear(),
            Action::ClearAll => {
                for filter in Filter::ALL {
                    query.choices_mut(filter).clear();
                }
                query.years = YearRange::ALL;
                query.text.clear();
            }
            Action::Read(read) => query.read = read,
            Action::Basis(basis) => query.basis = basis,
            Action::Show(view) => query.view = view,
            Action::Focus(focus) => query.focus = focus,
            Action::SortBy(column) => {
                let again = query.sort.filter(|sort| sort.column == column);
                let descending = again.is_some_and(|sort| !sort.descending);
                query.sort = Some(Sort { column, descending });
            }
            Action::Page(page) => query.page = page,
            Action::Lang(lang) => query.lang = lang,
            Action::Theme(theme) => query.theme = theme,
            Action::Elder(elder) => query.elder = elder,
            Action::TextScale(scale) => query.text_scale = scale,
            Action::Tabulate(indicator) => {
                query.view = View::Table;
                if let Some(indicator) = indicator {
                    let indicators = query.choices_mut(Filter::Indicator);
                    indicators.clear();
                    indicators.insert(indicator);
                }
            }
        }
        query
    }

    /// Makes each choice the only one of its filter, or takes them back if all were.
    fn only(&mut self, wanted: &[(Filter, String)]) {
        let is_only = |query: &Self, filter, choice: &str| {
            let choices = query.choices(filter);
            choices.len() == 1 && choices.contains(choice)
        };
        let were_only = wanted
            .iter()
            .all(|(filter, choice)| is_only(self, *filter, choice));
        for (filter, choice) in wanted {
            let choices = self.choices_mut(*filter);
            choices.clear();
            if !were_only {
                choices.insert(choice.clone());
            }
        }
    }
}
