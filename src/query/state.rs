//! The query as plain data. It must never be changed but by an action or the address.

use crate::dataset::YearRange;

/// A filter by a set of choices; an empty set lets everything pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter {
    /// By province, full name.
    Province,
    /// By city, GB/T 2260 code.
    City,
    /// By category, id.
    Category,
    /// By indicator, id.
    Indicator,
    /// By the level of honours.
    Level,
    /// By scope, without its name.
    Scope,
    /// By status.
    Status,
}

impl Filter {
    /// Every filter, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Province,
        Self::City,
        Self::Category,
        Self::Indicator,
        Self::Level,
        Self::Scope,
        Self::Status,
    ];

    /// The key in the address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::City => "city",
            Self::Category => "category",
            Self::Indicator => "indicator",
            Self::Level => "level",
            Self::Scope => "scope",
            Self::Status => "status",
        }
    }
}

/// The choices of one filter: few, each once, in a fixed order, so that equal filters are equal
/// however they came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices(Vec<String>);

impl Choices {
    /// Whether nothing is chosen: everything passes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are chosen.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether `choice` is chosen.
    pub fn contains(&self, choice: &str) -> bool {
        self.place(choice).is_ok()
    }

    /// The choices in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, String> {
        self.0.iter()
    }

    /// Chooses, or takes a choice back.
    pub(super) fn toggle(&mut self, choice: String) {
        match self.place(&choice) {
            Ok(at) => drop(self.0.remove(at)),
            Err(at) => self.0.insert(at, choice),
        }
    }

    /// Chooses.
    pub(super) fn insert(&mut self, choice: String) {
        if let Err(at) = self.place(&choice) {
            self.0.insert(at, choice);
        }
    }

    /// Takes every choice back.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    fn place(&self, choice: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|known| known.as_str().cmp(choice))
    }
}

/// Which reading of doubted figures is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadMode {
    /// As printed, doubts and all.
    Printed,
    /// Corrected where the correction is certain.
    #[default]
    Certain,
    /// Corrected where it is certain or probable.
    Probable,
}

/// What the figures of a chart are set against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Nothing: as printed.
    #[default]
    Printed,
    /// The city's members: per 10,000 of them.
    Members,
    /// The first figure of the series, which is 100.
    Index,
}

impl Basis {
    /// Every basis.
    pub const ALL: &[Self] = &[Self::Printed, Self::Members, Self::Index];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Printed => "printed",
            Self::Members => "members",
            Self::Index => "index",
        }
    }
}

/// What the reader looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Headline cards.
    #[default]
    Overview,
    /// One indicator across cities.
    Compare,
    /// One indicator over time.
    Trend,
    /// How much each report says about what.
    Matrix,
    /// Honours by level and year.
    Honours,
    /// Every observation.
    Table,
    /// Every doubt.
    Doubts,
    /// One city and period on paper.
    Report,
}

impl ReadMode {
    /// Every mode, the most literal first.
    pub const ALL: &[Self] = &[Self::Printed, Self::Certain, Self::Probable];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Printed => "printed",
            Self::Certain => "certain",
            Self::Probable => "probable",
        }
    }
}

impl View {
    /// Every view, in the order of the page.
    pub const ALL: &[Self] = &[
        Self::Overview,
        Self::Compare,
        Self::Trend,
        Self::Matrix,
        Self::Honours,
        Self::Table,
        Self::Doubts,
        Self::Report,
    ];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Compare => "compare",
            Self::Trend => "trend",
            Self::Matrix => "matrix",
            Self::Honours => "honours",
            Self::Table => "table",
            Self::Doubts => "doubts",
            Self::Report => "report",
        }
    }
}

/// What the matrix has columns of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// Categories.
    #[default]
    Categories,
    /// Indicators.
    Indicators,
}

impl Columns {
    /// Both.
    pub const ALL: &[Self] = &[Self::Categories, Self::Indicators];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Categories => "categories",
            Self::Indicators => "indicators",
        }
    }
}

/// A column that the table can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortColumn {
    /// By city, in the dataset's order.
    City,
    /// By the end of the period.
    Period,
    /// By category and indicator, in the dataset's order.
    Indicator,
    /// By the value used; amounts without a number come last.
    Value,
    /// By place in the source.
    Source,
}

impl SortColumn {
    /// Every column.
    pub const ALL: &[Self] = &[
        Self::City,
        Self::Period,
        Self::Indicator,
        Self::Value,
        Self::Source,
    ];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Period => "period",
            Self::Indicator => "indicator",
            Self::Value => "value",
            Self::Source => "source",
        }
    }
}

/// An order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: SortColumn,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// All that the reader asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    choices: [Choices; Filter::ALL.len()],
    /// Years shown; the ends as the reader chose them, in any order.
    pub years: YearRange,
    /// Text searched for.
    pub text: String,
    /// Reading of doubted figures.
    pub read: ReadMode,
    /// What the figures of a chart are set against.
    pub basis: Basis,
    /// View shown.
    pub view: View,
    /// Columns of the matrix.
    pub columns: Columns,
    /// Key of the observation whose provenance is shown.
    pub focus: Option<String>,
    /// Order of the table; `None` is the order of the file.
    pub sort: Option<Sort>,
    /// Page of the table, from 0.
    pub page: usize,
    /// Language of the interface.
    pub lang: Lang,
    /// Colours, if the reader chose them.
    pub theme: Theme,
    /// Large text and targets.
    pub elder: bool,
    /// Size of the text.
    pub text_scale: TextScale,
    /// Keys of the address that are not ours, kept as they came.
    pub unknown: Vec<(String, String)>,
}

/// The language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Lang {
    /// Every language.
    pub const ALL: &[Self] = &[Self::Chinese, Self::English];

    /// The BCP 47 tag, in the address and in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

/// Which colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black on white, with thick rules.
    Contrast,
}

impl Theme {
    /// Every theme.
    pub const ALL: &[Self] = &[Self::Auto, Self::Light, Self::Dark, Self::Contrast];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }
}

/// Size of the text, in percent of what is usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextScale(u16);

impl TextScale {
    /// What the reader is offered; an address may say any whole percent between.
    pub const ALL: &[Self] = &[Self(100), Self(125), Self(150), Self(175), Self(200)];

    /// Reads whole percents from 100 to 200.
    pub fn parse(text: &str) -> Option<Self> {
        let percent = text.parse().ok()?;
        (100..=200).contains(&percent).then_some(Self(percent))
    }

    /// In percent, 100 to 200.
    pub fn percent(self) -> u16 {
        self.0
    }

    /// As a factor, 1 to 2.
    pub fn factor(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl Default for TextScale {
    fn default() -> Self {
        Self(100)
    }
}

impl Query {
    /// The choices of a filter.
    pub fn choices(&self, filter: Filter) -> &Choices {
        &self.choices[filter as usize]
    }

    /// Whether a choice of a filter passes: it is chosen, or nothing is.
    pub fn passes(&self, filter: Filter, choice: &str) -> bool {
        let choices = self.choices(filter);
        choices.is_empty() || choices.contains(choice)
    }

    /// The part that decides what a view holds, the rest at its default.
    #[must_use]
    pub fn asked(&self) -> Self {
        Self {
            focus: None,
            lang: Lang::default(),
            theme: Theme::default(),
            elder: false,
            text_scale: TextScale::default(),
            unknown: Vec::new(),
            ..self.clone()
        }
    }

    /// The choices of a filter, to change.
    pub(super) fn choices_mut(&mut self, filter: Filter) -> &mut Choices {
        &mut self.choices[filter as usize]
    }
}
