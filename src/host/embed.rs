//! The element's side: what it asks when it mounts a dashboard, and what it is told. It must never
//! know what the words mean, nor keep anything of the page.

use js_sys::{Function, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Element, ShadowRoot};

#[wasm_bindgen]
extern "C" {
    /// What `src/boot/element.js` hands over: its wishes as properties, its ears as methods.
    #[derive(Clone)]
    pub type Embedding;

    /// What the page asks, as a fragment without `#`.
    #[wasm_bindgen(method, getter)]
    pub fn fragment(this: &Embedding) -> String;

    /// The dataset's text, if it travels in the page.
    #[wasm_bindgen(method, getter)]
    pub fn dataset(this: &Embedding) -> Option<JsString>;

    /// Where the dataset is otherwise.
    #[wasm_bindgen(method, getter)]
    pub fn src(this: &Embedding) -> Option<String>;

    /// Whether the page's address is this dashboard's.
    #[wasm_bindgen(method, getter, js_name = hasAddress)]
    pub fn has_address(this: &Embedding) -> bool;

    /// Whether the page around the element is made for dark colours too.
    #[wasm_bindgen(method, getter, js_name = allowsDark)]
    pub fn allows_dark(this: &Embedding) -> bool;

    /// How wide the element is, in CSS px.
    #[wasm_bindgen(method, getter)]
    pub fn width(this: &Embedding) -> f64;

    /// The program's version.
    #[wasm_bindgen(method, getter)]
    pub fn version(this: &Embedding) -> String;

    /// An attribute of the element, empty where it is absent.
    #[wasm_bindgen(method)]
    pub fn attribute(this: &Embedding, name: &str) -> String;

    #[wasm_bindgen(method, catch)]
    fn attach(this: &Embedding) -> Result<ShadowRoot, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn more(this: &Embedding) -> Result<Promise, JsValue>;

    /// Calls back in the frame after `target` has changed its size, first in the next frame, until
    /// what it gives is called.
    #[wasm_bindgen(method)]
    pub fn watch(this: &Embedding, target: &Element, changed: &Function) -> Function;

    #[wasm_bindgen(method, catch)]
    fn unzip(this: &Embedding, bytes: &[u8], size: usize) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn pack(this: &Embedding, text: &str, fragment: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = tell)]
    fn hear(this: &Embedding, what: &str, detail: &JsValue) -> Result<(), JsValue>;
}

impl Embedding {
    /// The attributes that bound what a reader may do: `views`, `locked` and `controls`.
    pub fn bounding(&self) -> [String; 3] {
        ["views", "locked", "controls"].map(|name| self.attribute(name))
    }

    /// Gives the element the root that is seen in its content's place from now on.
    pub fn root(&self) -> Option<ShadowRoot> {
        self.attach().ok()
    }

    /// Waits until what is loaded later is there: before that nothing behind a door may be called.
    /// It comes once, and may be asked for again after a failure.
    ///
    /// # Errors
    /// The browser's own sentence, if it did not come.
    pub async fn rest(&self) -> Result<(), String> {
        let said = |error: JsValue| String::from(Object::from(error).to_string());
        let coming = self.more().map_err(said)?;
        JsFuture::from(coming).await.map(drop).map_err(said)
    }

    /// The text that a gzip file of this many bytes holds; `None` if it holds no such.
    pub async fn unzipped(&self, bytes: &[u8], size: usize) -> Option<String> {
        let coming = self.unzip(bytes, size).ok()?;
        let bytes: Uint8Array = JsFuture::from(coming).await.ok()?.dyn_into().ok()?;
        String::from_utf8(bytes.to_vec()).ok()
    }

    /// A page of its own with a dataset's text and a question inside; `None` where the browser
    /// cannot make one.
    pub async fn page_with(&self, text: &str, fragment: &str) -> Option<Blob> {
        let coming = self.pack(text, fragment).ok()?;
        JsFuture::from(coming).await.ok()?.dyn_into().ok()
    }

    /// Tells the element what happened.
    pub fn tell(&self, what: &str, detail: &JsValue) {
        drop(self.hear(what, detail));
    }
}

/// A plain object of these properties.
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        drop(Reflect::set(&object, &(*name).into(), value));
    }
    object.into()
}
