//! The files of office programs, which the browser unpacks and `office` reads. It must never
//! keep what it unpacked.

use std::future::Future;
use std::pin::Pin;

use super::works::Works;
use crate::office::Unpack;

/// Unpacks by the browser's means.
pub struct Browser(pub Works);

impl Unpack for Browser {
    fn unpack(
        &self,
        gzip: &[u8],
        size: usize,
    ) -> Pin<Box<dyn Future<Output = Option<String>> + '_>> {
        let (page, gzip) = (self.0.scene.page(), gzip.to_vec());
        Box::pin(async move { page.unzipped(&gzip, size).await })
    }
}
