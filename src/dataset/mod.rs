//! What the file says: reports' figures and honours as one immutable, columnar [`Dataset`].
//!
//! [`check`](check::check) turns the JSON text into a dataset and a list of issues; only
//! unreadable JSON or an unknown version of the format fails. It must never know what the reader
//! asked or how anything is drawn.

mod cells;
pub mod check;
pub(crate) mod columns;
mod facts;
mod hash;
mod ids;
mod issue;
pub(crate) mod items;
pub(crate) mod json;
mod lanes;
mod list;
mod locate;
mod model;
mod observation;
mod parts;
mod period;
mod plain;
pub mod plausible;
mod provinces;
pub(crate) mod read;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
mod tables;
mod text;
mod word;

pub use check::{Checked, Left, Loaded, check};
pub use hash::{Hash, sha256};
pub use ids::{CategoryId, CityId, Id, Ids, IndicatorId, PeriodId, Row, ScopeId, SourceId};
pub use issue::{Expected, Issue, Place, Problem, Severity};
pub use lanes::{Counted, Lane};
pub use locate::Locator;
pub use model::{Category, City, Dataset, Doubt, Honour, Indicator, Part, Relation, Source};
pub use observation::{Observation, Observations, Printed, Sparse};
pub use period::{Date, Period, PeriodError, YearRange};
pub use plain::OBSERVATION_KEYS;
pub use provinces::{PROVINCES, province_of_code};
pub use text::SourceText;
pub use word::{
    Confidence, Direction, DoubtKind, Level, Measure, NotFigure, RelationKind, Scope, ScopeKind,
    Status,
};
