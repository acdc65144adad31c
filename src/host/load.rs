//! Fetches a text over http(s) with progress. It must never be asked on `file://`, where a fetch
//! only fails, never wait for ever, and it never interprets what it brings.

use std::cell::Cell;

use gloo_net::http::{Request, Response};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestCache, Url};

/// Why a text did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The server answered with this HTTP status.
    Status(u16),
    /// The text is in another encoding than UTF-8.
    NotUtf8,
    /// There was no answer, it broke off, or the page was not opened from a server.
    Unreachable,
    /// There was nothing more of an answer for [`SILENCE_MS`].
    Silent,
}

/// How long a server may be silent before it is given up: what would come later is asked for anew
/// by its reader, who knows by then. `src/boot/program.js` says the same of the program.
const SILENCE_MS: i32 = 30_000;

/// Fetches `url`, relative to the page, `again` past every cache: Chromium would have it wait for a
/// request that was given up, too. `progress` hears the share in percent where the server
/// told the length.
///
/// # Errors
/// An HTTP status other than success, or no complete answer.
pub async fn text(url: &str, again: bool, progress: &dyn Fn(u32)) -> Result<String, LoadError> {
    if !is_served() {
        return Err(LoadError::Unreachable);
    }
    let patience = Patience::begin().ok_or(LoadError::Unreachable)?;
    let why = |_| match patience.abort.signal().aborted() {
        true => LoadError::Silent,
        false => LoadError::Unreachable,
    };
    let cache = match again {
        true => RequestCache::Reload,
        false => RequestCache::Default,
    };
    let response = Request::get(url)
        .cache(cache)
        .abort_signal(Some(&patience.abort.signal()))
        .send()
        .await
        .map_err(|_| why(()))?;
    if !response.ok() {
        return Err(LoadError::Status(response.status()));
    }
    let read = read(&response, progress, &patience).await;
    let bytes = read.ok_or(()).map_err(why)?;
    String::from_utf8(bytes).map_err(|_| LoadError::NotUtf8)
}

/// Gives an answer up when it is silent for too long.
struct Patience {
    abort: AbortController,
    give_up: Closure<dyn FnMut()>,
    timer: Cell<i32>,
}

impl Patience {
    fn begin() -> Option<Self> {
        let abort = AbortController::new().ok()?;
        let its = abort.clone();
        let patience = Self {
            abort,
            give_up: Closure::new(move || its.abort()),
            timer: Cell::new(0),
        };
        patience.renew();
        Some(patience)
    }

    /// Something came.
    fn renew(&self) {
        self.end();
        let timer = web_sys::window().and_then(|window| {
            let give_up = self.give_up.as_ref().unchecked_ref();
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(give_up, SILENCE_MS)
                .ok()
        });
        self.timer.set(timer.unwrap_or_default());
    }

    fn end(&self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.timer.get());
        }
    }
}

impl Drop for Patience {
    fn drop(&mut self) {
        self.end();
    }
}

/// Where a file is that another one names, whose address is given against the page's; `None` if
/// that is not in the folder of the one that names it, nor below.
pub fn address_of(name: &str, of: &str) -> Option<String> {
    let page = web_sys::window()?.location().href().ok()?;
    let of = Url::new_with_base(of, &page).ok()?;
    let folder = Url::new_with_base(".", &of.href()).ok()?.href();
    let found = Url::new_with_base(name, &of.href()).ok()?.href();
    found.starts_with(&folder).then_some(found)
}

/// Whether the page came from a server.
fn is_served() -> bool {
    let protocol = web_sys::window().and_then(|window| window.location().protocol().ok());
    matches!(protocol.as_deref(), Some("http:" | "https:"))
}

/// The whole body; `None` if it breaks off. Its parts stay with the page until their length is
/// known: room that grows is the program's for good.
async fn read(response: &Response, progress: &dyn Fn(u32), patience: &Patience) -> Option<Vec<u8>> {
    // A compressed answer's length is not that of its text: no share is told then.
    let header = |name| response.headers().get(name);
    let length = match header("content-encoding") {
        None => header("content-length").and_then(|text| text.parse::<usize>().ok()),
        Some(_) => None,
    };
    let reader = response
        .body()?
        .get_reader()
        .unchecked_into::<ReadableStreamDefaultReader>();
    let (mut parts, mut count) = (Vec::new(), 0);
    loop {
        let part = JsFuture::from(reader.read()).await.ok()?;
        let field = |name: &str| Reflect::get(&part, &JsValue::from_str(name)).ok();
        if field("done")?.is_truthy() {
            let mut bytes = Vec::with_capacity(count);
            for part in parts {
                bytes.extend(Uint8Array::to_vec(&part));
            }
            return Some(bytes);
        }
        patience.renew();
        let bytes = field("value")?.dyn_into::<Uint8Array>().ok()?;
        count += bytes.length() as usize;
        parts.push(bytes);
        if let Some(length) = length.filter(|&length| length > 0) {
            let share = count as f64 / length as f64 * 100.0;
            progress(share.min(100.0) as u32);
        }
    }
}
