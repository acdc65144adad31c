//! How far the dataset is: on its way, there, or not, and from where. It must never hold the
//! dataset itself.

use std::sync::Arc;

use crate::dataset::Issue;
use crate::host::load::LoadError;

/// Why nothing new was loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// No dataset is named.
    NoDataset,
    /// It did not arrive.
    Load(LoadError),
    /// It arrived, but cannot be read.
    Refused(Issue),
}

/// How far loading is.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// On its way; share in percent if known.
    Pending(Option<u32>),
    /// It failed; data loaded before is still there.
    Failed(Failure),
    /// Done.
    Ready,
}

/// Where the dataset's text can be had again. Nothing is kept twice for it: of a text that travels
/// in the page the browser holds the one copy, an edition is the workshop's own, and another is
/// fetched once more.
#[derive(Clone)]
pub enum Origin {
    /// In the page; the browser's own string.
    Page(js_sys::JsString),
    /// On the workshop's desk.
    Edition(Arc<String>),
    /// At an address.
    Address(String),
}
