//! What takes long: in slices, seen while it goes on, and stopped by its reader or by the next. It
//! must never keep what it has done so far once it is no longer wanted.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::works::Works;
use crate::host::pace::Clock;
use crate::pace::{Pace, Slices};

/// A long deed: there is one at a time.
#[derive(Clone)]
pub struct Deed {
    works: Works,
    number: u32,
    name: String,
}

impl Deed {
    /// Begins a deed; the one before is no longer wanted.
    fn begin(works: Works, name: String) -> Self {
        works.busy.set(None);
        let number = works.deed.get_value().wrapping_add(1);
        works.deed.set_value(number);
        Self {
            works,
            number,
            name,
        }
    }

    fn is_wanted(&self) -> bool {
        self.works.deed.try_get_value() == Some(self.number)
    }

    /// Notes how far it is, in percent.
    pub fn note(&self, percent: u32) {
        self.show(Some(percent));
    }

    fn show(&self, percent: Option<u32>) {
        if self.is_wanted() {
            self.works.busy.set(Some((self.name.clone(), percent)));
        }
    }

    /// Ends it; whether it was still wanted.
    fn end(&self) -> bool {
        let is_wanted = self.is_wanted();
        if is_wanted {
            self.works.busy.set(None);
        }
        is_wanted
    }
}

/// Slices by the clock, seen from the first rest on.
struct Seen {
    clock: Clock,
    deed: Deed,
}

impl Slices for Seen {
    fn is_due(&self) -> bool {
        self.clock.is_due()
    }

    fn rest(&mut self) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        let is_seen = self.deed.works.busy.try_with_untracked(Option::is_some);
        if is_seen == Some(false) {
            self.deed.show(None);
        }
        self.clock.rest()
    }
}

/// Nothing is wanted any more of what takes long.
pub fn stop(works: Works) {
    Deed::begin(works, String::new());
}

/// Does what takes long, and `then` what follows, if it is still wanted.
pub fn long<T: 'static>(
    works: Works,
    name: String,
    work: impl AsyncFnOnce(&Deed, &mut Pace<'_>) -> T + 'static,
    then: impl FnOnce(T) + 'static,
) {
    let deed = Deed::begin(works, name);
    spawn_local(async move {
        let mut slices = Seen {
            clock: Clock::begin(),
            deed: deed.clone(),
        };
        let mut pace = Pace::with(&mut slices);
        let done = while_wanted(&deed, work(&deed, &mut pace)).await;
        if let Some(done) = done
            && deed.end()
        {
            then(done);
        }
    });
}

/// What work gives; `None` once it is no longer wanted.
async fn while_wanted<T>(deed: &Deed, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    poll_fn(move |context| match deed.is_wanted() {
        true => work.as_mut().poll(context).map(Some),
        false => Poll::Ready(None),
    })
    .await
}
