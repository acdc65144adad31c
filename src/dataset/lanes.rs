//! Observations as a tally counts them: by city, by indicator, and by the lane that holds whatever
//! else a filter asks of a row. It must never tell two rows apart that no filter does.

use super::{Dataset, PeriodId, Row, ScopeKind, Status};
use crate::pace::Pace;
use crate::rows::Numbers;
use crate::rows::tally::{Builder, Tally};

/// What filters ask of a row beside its city and indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// When the figure holds.
    pub period: PeriodId,
    /// Whom it is about.
    pub scope: ScopeKind,
    /// Its standing.
    pub status: Status,
}

/// Rows of a dataset, counted ahead.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// Every lane that a row is in.
    pub lanes: Vec<Lane>,
    /// The rows by city, lane and indicator, whose class is the category.
    pub tally: Tally,
}

/// Lanes of one period, at most: a word of each vocabulary.
const STATUSES: usize = Status::ALL.len();
const SCOPES: usize = ScopeKind::ALL.len();

/// Rows that are counted at once: a millisecond or two.
const SLICE: usize = 1 << 15;

impl Counted {
    /// Counts rows of a dataset.
    #[expect(
        clippy::indexing_slicing,
        reason = "all columns are of one length, and scopes are those of this dataset"
    )]
    pub(crate) async fn new(
        dataset: &Dataset,
        rows: impl Iterator<Item = Row>,
        pace: &mut Pace,
    ) -> Self {
        let all = &dataset.observations;
        let (mut builder, mut numbers) = (Builder::default(), Numbers::default());
        let (mut lanes, mut rows) = (Vec::new(), rows.map(Row::index).peekable());
        while rows.peek().is_some() {
            pace.rest().await;
            let [mut cities, mut of, mut indicators] = [const { Vec::new() }; 3];
            for at in rows.by_ref().take(SLICE) {
                let lane = Lane {
                    period: all.period.at(at),
                    scope: dataset.scopes[all.scope.at(at).index()].kind,
                    status: all.status[at],
                };
                let words = lane.scope as usize * STATUSES + lane.status as usize;
                let key = lane.period.index() * (STATUSES * SCOPES) + words;
                let number = numbers.number(key as u64);
                if number as usize == lanes.len() {
                    lanes.push(lane);
                }
                cities.push(all.city.at(at).0);
                of.push(number);
                indicators.push(all.indicator.at(at).0);
            }
            builder.extend(&cities, &of, &indicators);
        }
        let class = |indicator: &super::Indicator| indicator.category.0;
        let classes = dataset.indicators.iter().map(class).collect();
        let mut tally = builder.making(dataset.cities.len(), classes);
        while tally.go_on() {
            pace.rest().await;
        }
        pace.rest().await;
        Self {
            lanes,
            tally: tally.finish(),
        }
    }
}
