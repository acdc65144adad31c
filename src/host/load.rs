//! Fetches a text over http(s) with progress. It must never be asked on `file://`, where a fetch
//! only fails, and it never interprets what it brings.

use gloo_net::http::{Request, Response};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;

/// Why a text did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The server answered with this HTTP status.
    Status(u16),
    /// The text is in another encoding than UTF-8.
    NotUtf8,
    /// There was no answer, it broke off, or the page was not opened from a server.
    Unreachable,
}

/// Fetches `url`, relative to the page; `progress` hears the share in percent where the server
/// told the length.
///
/// # Errors
/// An HTTP status other than success, or no complete answer.
pub async fn text(url: &str, progress: &dyn Fn(u32)) -> Result<String, LoadError> {
    if !is_served() {
        return Err(LoadError::Unreachable);
    }
    let response = Request::get(url)
        .send()
        .await
        .map_err(|_| LoadError::Unreachable)?;
    if !response.ok() {
        return Err(LoadError::Status(response.status()));
    }
    let bytes = read(&response, progress)
        .await
        .ok_or(LoadError::Unreachable)?;
    String::from_utf8(bytes).map_err(|_| LoadError::NotUtf8)
}

/// Whether the page came from a server.
fn is_served() -> bool {
    let protocol = web_sys::window().and_then(|window| window.location().protocol().ok());
    matches!(protocol.as_deref(), Some("http:" | "https:"))
}

/// The whole body; `None` if it breaks off.
async fn read(response: &Response, progress: &dyn Fn(u32)) -> Option<Vec<u8>> {
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
    let mut bytes = Vec::with_capacity(length.unwrap_or(0).min(1 << 26));
    loop {
        let part = JsFuture::from(reader.read()).await.ok()?;
        let field = |name: &str| Reflect::get(&part, &JsValue::from_str(name)).ok();
        if field("done")?.is_truthy() {
            return Some(bytes);
        }
        bytes.extend(field("value")?.dyn_into::<Uint8Array>().ok()?.to_vec());
        if let Some(length) = length.filter(|&length| length > 0) {
            let share = (bytes.len() * 100 / length).min(100);
            progress(u32::try_from(share).unwrap_or(100));
        }
    }
}
