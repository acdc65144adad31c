//! What takes long: in slices, seen while it goes on, and stopped by its reader or by the next. It
//! must never keep what it has done so far once it is no longer wanted.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::works::Works;
use crate::host::pace::Clock;
use crate::pace::{Pace, Slices};

/// Something that goes on until this is dropped.
pub struct Going(Works);

impl Going {
    /// It begins.
    pub fn begin(works: Works) -> Self {
        works.going.update_value(|going| *going += 1);
        Self(works)
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        self.0.going.try_update_value(|going| *going -= 1);
    }
}

/// Does what builds upon all that goes on, once that is done.
pub fn once_done(works: Works, deed: impl FnOnce() + 'static) {
    let deed: Then = Box::new(deed);
    spawn_local(async move {
        while works.going.try_get_value().is_some_and(|going| going > 0) {
            Clock::begin().rest().await;
        }
        if works.is_there() {
            deed();
        }
    });
}

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

    /// Its pace: by the clock, and seen once there are many slices.
    pub fn pace(&self) -> Pace {
        Pace::with(Seen {
            clock: Clock::begin(),
            deed: self.clone(),
            rests: 0,
        })
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

/// Rests before what goes on is seen: what is over in a blink needs no word.
const UNSEEN: u32 = 6;

/// Slices of a deed.
struct Seen {
    clock: Clock,
    deed: Deed,
    rests: u32,
}

impl Slices for Seen {
    fn is_due(&self) -> bool {
        self.clock.is_due()
    }

    fn rest(&mut self) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        self.rests += 1;
        let is_seen = self.deed.works.busy.try_with_untracked(Option::is_some);
        if is_seen == Some(false) && self.rests > UNSEEN {
            self.deed.show(None);
        }
        self.clock.rest()
    }
}

/// Nothing is wanted any more of what takes long.
pub fn stop(works: Works) {
    Deed::begin(works, String::new());
}

/// What follows what took long.
pub type Then = Box<dyn FnOnce()>;

/// What follows.
pub fn after(follows: impl FnOnce() + 'static) -> Then {
    Box::new(follows)
}

/// Does what takes long, and what that says follows, if it is still wanted then.
pub fn long<W>(works: Works, name: String, work: impl FnOnce(Deed) -> W)
where
    W: Future<Output = Then> + 'static,
{
    let deed = Deed::begin(works, name);
    let work = work(deed.clone());
    run(deed, Box::pin(work));
}

/// Compiled once.
fn run(deed: Deed, mut work: Pin<Box<dyn Future<Output = Then>>>) {
    let going = Going::begin(deed.works);
    spawn_local(async move {
        // Once it is no longer wanted, it goes no further than its next rest.
        let done = poll_fn(|context| match deed.is_wanted() {
            true => work.as_mut().poll(context).map(Some),
            false => Poll::Ready(None),
        });
        if let Some(then) = done.await {
            // What follows is drawn, in a task of its own.
            Clock::begin().rest().await;
            if deed.end() {
                then();
            }
        }
        drop(going);
    });
}
