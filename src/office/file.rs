//! An office file from its bytes to its text: the entries that it takes, unpacked by whoever can,
//! one after the other. It must never guess at what is damaged: part of a table is not the table.

use std::future::Future;
use std::pin::Pin;

use super::{Broken, Member, Sheet, document_text, main_part, member, sheets};
use crate::pace::Pace;

/// What an office file is, by its main part.
const MAIN: &str = "_rels/.rels";

/// Steps of a sheet that are read before a rest: a few milliseconds.
const STEPS: usize = 10_000;

/// Unpacks what is compressed: there is no inflating here.
pub trait Unpack {
    /// The text that a gzip file of `size` bytes, unpacked, holds; `None` if it holds another.
    fn unpack(
        &self,
        gzip: &[u8],
        size: usize,
    ) -> Pin<Box<dyn Future<Output = Option<String>> + '_>>;
}

/// The text of an office file: a document's, or a workbook's first sheet that has any. `hear` gets
/// the share in percent.
///
/// # Errors
/// Why there is none.
pub async fn file_text(
    bytes: &[u8],
    by: &dyn Unpack,
    hear: &dyn Fn(u32),
    pace: &mut Pace,
) -> Result<String, Broken> {
    let part = |name: String| part(bytes, name, by);
    let relations = part(MAIN.to_owned()).await?.ok_or(Broken::Content)?;
    let main = main_part(&relations)?.ok_or(Broken::Content)?;
    let xml = part(main.clone()).await?.ok_or(Broken::Content)?;
    let Some(folder) = main.strip_suffix("workbook.xml") else {
        return document_text(&xml);
    };
    let relations = part(format!("{folder}_rels/workbook.xml.rels")).await?;
    let shared = part(format!("{folder}sharedStrings.xml")).await?;
    let styles = part(format!("{folder}styles.xml")).await?;
    for (_, path) in sheets(&xml, &relations.unwrap_or_default())? {
        let Some(sheet) = part(path).await? else {
            continue;
        };
        let mut sheet = Sheet::new(&sheet, shared.as_deref(), styles.as_deref())?;
        while sheet.read(STEPS)? {
            hear(sheet.percent());
            pace.rest().await;
        }
        let text = sheet.text();
        if !text.trim().is_empty() {
            return Ok(text);
        }
    }
    Err(Broken::Content)
}

/// The text of an entry; `None` if there is none.
async fn part(bytes: &[u8], name: String, by: &dyn Unpack) -> Result<Option<String>, Broken> {
    match member(bytes, &name)? {
        None => Ok(None),
        Some(Member::Stored(bytes)) => {
            let text = String::from_utf8(bytes.to_vec());
            text.map(Some).map_err(|_| Broken::Content)
        }
        Some(Member::Gzip { bytes, size }) => {
            let text = by.unpack(&bytes, size).await;
            text.map(Some).ok_or(Broken::Damaged)
        }
    }
}
