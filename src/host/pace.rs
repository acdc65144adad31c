//! Long work in slices: whether it is time to let the page breathe, and a breath. It must never be
//! used for work that is short: a breath takes some milliseconds.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// How long a slice of work may take, in milliseconds: a reader feels 50.
const SLICE_MS: f64 = 25.0;

/// Tells when a slice of work is over.
pub struct Pace {
    since: f64,
}

impl Pace {
    /// A slice begins.
    pub fn begin() -> Self {
        Self { since: now() }
    }

    /// Lets the page do what waits, if the slice is over; another one begins.
    pub async fn breathe(&mut self) {
        if self.is_due() {
            rest().await;
            self.since = now();
        }
    }

    /// Whether the slice is over.
    pub fn is_due(&self) -> bool {
        now() - self.since >= SLICE_MS
    }
}

fn now() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}

/// Lets the page do what waits.
async fn rest() {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback(&resolve);
        }
    });
    let _ = JsFuture::from(promise).await;
}
