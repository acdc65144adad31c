//! How far the dataset is: on its way, there, or not, and from where. It must never hold the
//! dataset itself.

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

/// Where the dataset's text can be had again. It is not kept here: of a text that travels in the
/// page, or was made in it, the browser holds the copy that outlives a crash, and another is
/// fetched once more.
#[derive(Clone)]
pub enum Origin {
    /// In the page; the browser's own string.
    Page(js_sys::JsString),
    /// At an address.
    Address(String),
    /// What has come so far of a dataset in parts, and where the file is that lists them: a page
    /// begins there anew.
    Joined(js_sys::JsString, Box<Self>),
}

impl Origin {
    /// Where a page begins anew: for a dataset in parts, the file that lists them.
    pub fn begin(self) -> Self {
        match self {
            Self::Joined(_, of) => of.begin(),
            whole => whole,
        }
    }
}
