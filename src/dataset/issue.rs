//! What is wrong with a dataset, and where. It must never hold a sentence for the reader: the
//! words are in `lang`, one place per language.

/// How bad an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The value is used as it is.
    Warning,
    /// The value, or the row around it, was left out.
    Error,
}

/// A place in the text of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode code points, from 1.
    pub column: usize,
}

/// The type that the format asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A string.
    Text,
    /// A list of strings.
    Texts,
    /// A number.
    Number,
    /// A number without a fraction, not negative.
    WholeNumber,
    /// A list of such numbers.
    WholeNumbers,
    /// A list.
    List,
    /// An object.
    Object,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The text is empty.
    Empty,
    /// The text ends in the middle of a value.
    Truncated,
    /// The text is not JSON; the parser's own words.
    NotJson(String),
    /// The text is a web page, which a server sends instead of a missing file.
    WebPage,
    /// The dataset names a version of the format that this program does not read.
    SchemaVersion(String),
    /// A key that must be there is missing.
    MissingKey(String),
    /// The value has another type than the format says.
    WrongType(Expected),
    /// A word that is none of those the format allows.
    UnknownWord(String),
    /// A reference to a city, category, indicator, source or observation that is not there.
    UnknownReference(String),
    /// An id or key that was used before.
    Duplicate(String),
    /// A count below zero.
    NegativeCount(String),
    /// A number that is not finite.
    NotFinite,
    /// A text that is no period.
    MalformedPeriod(String),
    /// An interval that ends before it begins.
    ReversedPeriod(String),
    /// A text so long that it can only be shown in part; its length in code points.
    TooLong(usize),
    /// A text with control or direction characters, which are not drawn.
    ControlCharacters,
    /// A key that the format does not know: carried, never interpreted.
    UnknownKey(String),
    /// A column whose length is not that of the others, or whose values, written out, are too many.
    ColumnLength,
    /// The observations are in other files, which are not loaded; how many.
    PartsNotLoaded(usize),
    /// The file is one part of a dataset; the file that lists all of them.
    OnlyPart(String),
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub problem: Problem,
    /// Path of the value, such as `observations[3].city`; empty for the text as a whole.
    pub path: String,
    /// Where in the text, if it is known.
    pub place: Option<Place>,
}

impl Problem {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Truncated => "truncated",
            Self::NotJson(_) => "not-json",
            Self::WebPage => "web-page",
            Self::SchemaVersion(_) => "schema-version",
            Self::MissingKey(_) => "missing-key",
            Self::WrongType(_) => "wrong-type",
            Self::UnknownWord(_) => "unknown-word",
            Self::UnknownReference(_) => "unknown-reference",
            Self::Duplicate(_) => "duplicate",
            Self::NegativeCount(_) => "negative-count",
            Self::NotFinite => "not-finite",
            Self::MalformedPeriod(_) => "malformed-period",
            Self::ReversedPeriod(_) => "reversed-period",
            Self::TooLong(_) => "too-long",
            Self::ControlCharacters => "control-characters",
            Self::UnknownKey(_) => "unknown-key",
            Self::ColumnLength => "column-length",
            Self::PartsNotLoaded(_) => "parts-not-loaded",
            Self::OnlyPart(_) => "only-part",
        }
    }
}
