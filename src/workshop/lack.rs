//! Why a figure cannot be data yet. It must never hold a sentence for the reader.

/// What is missing or does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// No city.
    City,
    /// No period.
    Period,
    /// No indicator.
    Indicator,
    /// The figure's unit is another than the indicator's: both.
    Unit(String, String),
    /// No number, and the bound does not say that there is none.
    Value,
}
