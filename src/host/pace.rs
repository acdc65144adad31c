//! When a slice of long work is over, and a rest in which the page does what waits. It must never
//! be used for work that is short: a rest takes some milliseconds.

use std::future::Future;
use std::pin::Pin;

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

use crate::pace::Slices;

/// How long a slice of work may take, in milliseconds: a reader feels 50.
const SLICE_MS: f64 = 25.0;

/// Slices by the clock.
pub struct Clock {
    since: f64,
}

impl Clock {
    /// A slice begins.
    pub fn begin() -> Self {
        Self { since: now() }
    }
}

impl Slices for Clock {
    fn is_due(&self) -> bool {
        // A clock that was put back would let no slice end.
        !(0.0..SLICE_MS).contains(&(now() - self.since))
    }

    fn rest(&mut self) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(async {
            let promise = Promise::new(&mut |resolve, _| {
                if let Some(window) = web_sys::window() {
                    let _ = window.set_timeout_with_callback(&resolve);
                }
            });
            let _ = JsFuture::from(promise).await;
            self.since = now();
        })
    }
}

fn now() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}
