//! The overview of what a dashboard is about to show, built before: its data, its view and its page
//! in one task would keep a browser busy for long. It must never be shown of other data or another
//! query than it was built of, whichever dashboard asks.

use std::cell::Cell;

use super::shared::Shared;
use crate::dataset::Checked;
use crate::host::pace::Clock;
use crate::pace::Slices;
use crate::query::{Query, Selection, select};
use crate::report::{Draft, Overview, overview};

type Ahead = (Shared<Checked>, Query, Shared<Overview>);

thread_local! {
    static AHEAD: Cell<Option<Ahead>> = const { Cell::new(None) };
}

/// Builds it, in two tasks.
pub async fn build(data: Shared<Checked>, asked: Query) {
    let selection = select(&data.dataset, &asked);
    let draft = Draft::new(&data.dataset, &asked, &selection);
    Clock::begin().rest().await;
    let view = Shared::new(draft.finish());
    AHEAD.set(Some((data, asked, view)));
}

/// The overview of a selection: as it was built, if it is that one.
pub fn take(data: &Shared<Checked>, asked: &Query, selection: &Selection) -> Shared<Overview> {
    match AHEAD.take() {
        Some((of, query, view)) if of == *data && query == *asked => view,
        _ => Shared::new(overview(&data.dataset, asked, selection)),
    }
}
