//! The files of office programs: unpacked by the browser, read by `office`. It must never guess at
//! what is damaged: part of a table is not the table.

use super::works::Works;
use crate::office::{Broken, Member, Sheet, document_text, main_part, member, sheets};
use crate::pace::Pace;

/// What an office file is, by its main part.
const MAIN: &str = "_rels/.rels";

/// The text of an office file: a document's, or a workbook's first sheet that has any. `hear` gets
/// the share in percent.
///
/// # Errors
/// Why there is none.
pub async fn text(
    works: Works,
    bytes: &[u8],
    hear: &dyn Fn(u32),
    pace: &mut Pace<'_>,
) -> Result<String, Broken> {
    let file = File { works, bytes };
    let relations = file.part(MAIN).await?.ok_or(Broken::Content)?;
    let main = main_part(&relations)?.ok_or(Broken::Content)?;
    let xml = file.part(&main).await?.ok_or(Broken::Content)?;
    let Some(folder) = main.strip_suffix("workbook.xml") else {
        return document_text(&xml);
    };
    let relations = file
        .part(&format!("{folder}_rels/workbook.xml.rels"))
        .await?;
    let shared = file.part(&format!("{folder}sharedStrings.xml")).await?;
    let styles = file.part(&format!("{folder}styles.xml")).await?;
    for (_, path) in sheets(&xml, &relations.unwrap_or_default())? {
        let Some(sheet) = file.part(&path).await? else {
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

/// Steps of a sheet that are read at once: a few milliseconds.
const STEPS: usize = 10_000;

struct File<'b> {
    works: Works,
    bytes: &'b [u8],
}

impl File<'_> {
    /// The text of an entry; `None` if there is none.
    async fn part(&self, name: &str) -> Result<Option<String>, Broken> {
        match member(self.bytes, name)? {
            None => Ok(None),
            Some(Member::Stored(bytes)) => {
                let text = String::from_utf8(bytes.to_vec());
                text.map(Some).map_err(|_| Broken::Content)
            }
            Some(Member::Gzip { bytes, size }) => {
                let page = self.works.scene.page();
                let text = page.unzipped(&bytes, size).await;
                text.map(Some).ok_or(Broken::Damaged)
            }
        }
    }
}
