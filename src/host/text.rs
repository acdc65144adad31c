//! Texts between page and program, piece by piece: to hand a large one over takes long. It must
//! never change a text.

use js_sys::JsString;

use crate::pace::Pace;

/// Units of a text that are handed over before a rest: bytes here, UTF-16 units there.
const PIECE: usize = 1 << 19;

/// A text as the page holds it.
pub async fn to_page(text: &str, pace: &mut Pace) -> JsString {
    let (mut whole, mut rest) = (JsString::from(""), text);
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        whole = whole.concat(&JsString::from(piece));
        rest = after;
        pace.rest().await;
    }
    whole
}

/// A text of the page.
pub async fn from_page(text: &JsString, pace: &mut Pace) -> String {
    let (mut whole, mut at) = (String::new(), 0);
    while at < text.length() {
        let mut end = text.length().min(at + PIECE as u32);
        // Both halves of a character stay together.
        let last = text.char_code_at(end - 1);
        if (f64::from(0xd800)..f64::from(0xdc00)).contains(&last) {
            end += 1;
        }
        whole.push_str(&String::from(text.slice(at, end)));
        at = end;
        pace.rest().await;
    }
    whole
}
