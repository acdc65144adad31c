//! A large value that memos hold. It must never be compared by what is in it.

use std::ops::Deref;
use std::sync::Arc;

/// A value shared by reference, equal only to itself: memos over large values stay cheap.
#[derive(Debug, Default)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }
}

/// The view of one kind that a memo over the caller's `Shown` holds; an empty one while another
/// kind is about to replace its panel.
macro_rules! view_of {
    ($shown:ident, $kind:ident) => {
        move || match $shown.get() {
            Shown::$kind(view) => view,
            _ => Shared::default(),
        }
    };
}
pub(super) use view_of;

impl<T> From<Arc<T>> for Shared<T> {
    fn from(value: Arc<T>) -> Self {
        Self(value)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
