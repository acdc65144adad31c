//! From a file or a paste to a task: decoded, told what it is, read in slices so that the page
//! never stands still. It must never leave a reader without a word of what became of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use web_sys::File;

use super::long::{Deed, after, long};
use super::packed::Browser;
use super::works::Works;
use crate::dataset::{Hash, sha256};
use crate::host::file::{self, FileError};
use crate::import::{self, Imported, Known, Origin, Reader, Survey, encodings, say};
use crate::office::file_text;
use crate::workshop::{Handed, Proposal, Review, Rows, Table, Task, sort};

/// The largest file that is read, in megabytes.
const MOST_MEGABYTES: u32 = 100;

/// Reads a file.
pub fn file(works: Works, file: File) {
    let words = works.work();
    let megabytes = (file.size() / 1e6).ceil() as u32;
    if megabytes > MOST_MEGABYTES {
        return works.say((words.too_large)(megabytes, MOST_MEGABYTES));
    }
    let name = file.name();
    long(works, name.clone(), |deed| async move {
        deed.note(0);
        let read = match is_packed(&name) {
            true => office(works, &file, &name, &deed).await,
            false => plain(works, &file, &name, &deed).await,
        };
        after(move || match read {
            Ok((text, hash)) => handed(works, text, name, hash),
            Err(sentence) => works.say(sentence),
        })
    });
}

/// Whether a file is an office program's new kind, a ZIP file.
fn is_packed(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".docx", ".xlsx", ".xlsm"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// The text of a file and the SHA-256 of its bytes, or the sentence why there is none.
type Read = Result<(String, String), String>;

async fn plain(works: Works, file: &File, name: &str, deed: &Deed) -> Read {
    let mut hash = Hash::new();
    let mut hear = |bytes: &[u8], percent| {
        hash.push(bytes);
        deed.note(percent);
    };
    let text = file::text(file, encodings, &mut hear).await;
    let words = works.work();
    match text {
        Ok(text) => Ok((text, hash.finish())),
        Err(FileError::NoText) => Err(no_text(words, name).to_owned()),
        Err(_) => Err(words.unreadable.to_owned()),
    }
}

async fn office(works: Works, file: &File, name: &str, deed: &Deed) -> Read {
    let bytes = file::bytes(file).await;
    let bytes = bytes.ok_or_else(|| works.work().unreadable.to_owned())?;
    let pace = &mut deed.pace();
    let text = file_text(&bytes, &Browser(works), &|percent| deed.note(percent), pace).await;
    match text {
        Ok(text) => Ok((text, sha256(&bytes))),
        Err(broken) => Err((works.work().broken)(
            no_text(works.work(), name),
            broken.word(),
        )),
    }
}

/// What to do with a file that is no text.
fn no_text(words: &crate::lang::WorkWords, name: &str) -> &'static str {
    let name = name.to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if ends(&[".xlsx", ".xls", ".et", ".xlsm"]) {
        words.is_workbook
    } else if ends(&[".docx", ".doc", ".wps"]) {
        words.is_document
    } else {
        words.no_text
    }
}

/// Reads what was pasted.
pub fn pasted(works: Works, text: &str) {
    handed(
        works,
        text.to_owned(),
        String::new(),
        sha256(text.as_bytes()),
    );
}

/// Begins the task that a text is.
fn handed(works: Works, text: String, name: String, hash: String) {
    let (data, lang) = (works.data(), works.lang());
    long(works, name.clone(), |_| async move {
        let known = Known::new(&data.dataset);
        let handed = sort(&text, &name, &known);
        after(move || match handed {
            Handed::Dataset => works.step(Task::Proposal(Arc::new(Proposal::new(text)))),
            Handed::Report => report(works, &text, &name, &hash),
            Handed::Nothing(issue) => works.say(say(&issue, lang)),
            Handed::Table(survey) => table(works, *survey, known, Arc::new(text), &name, &hash),
        })
    });
}

/// Begins the task that a table is.
fn table(works: Works, survey: Survey, known: Known, text: Arc<String>, name: &str, hash: &str) {
    works.step(Task::Table(Arc::new(Table {
        file: name.to_owned(),
        sha256: hash.to_owned(),
        text,
        mapping: survey.mapping,
        issues: survey.issues.into(),
        known,
    })));
}

/// The longest report that is read, in megabytes: a hundred newspaper pages, some seconds.
const MOST_REPORT: u32 = 4;

/// Begins the review of a report.
pub fn report(works: Works, text: &str, name: &str, hash: &str) {
    let megabytes = u32::try_from(text.len().div_ceil(1_000_000)).unwrap_or(u32::MAX);
    if megabytes > MOST_REPORT {
        return works.say((works.work().too_large)(megabytes, MOST_REPORT));
    }
    let (text, name, hash) = (text.to_owned(), name.to_owned(), hash.to_owned());
    let (title, data) = (name.clone(), works.data());
    long(works, title, |deed| async move {
        let pace = &mut deed.pace();
        let review = Review::read(&text, (&name, &hash), &data.dataset, pace).await;
        after(move || {
            if review.figures.is_empty() {
                return works.say(works.work().no_figures.to_owned());
            }
            works.step(Task::Review(Arc::new(review)));
        })
    });
}

/// Takes what was taken for a report for a table.
pub fn table_of(works: Works, review: &Review) {
    let known = Known::new(&works.data().dataset);
    let lang = works.lang();
    match import::survey(&review.text, &review.file, &known) {
        Ok(survey) => {
            let text = Arc::clone(&review.text);
            table(works, survey, known, text, &review.file, &review.sha256);
        }
        Err(issue) => works.say(say(&issue, lang)),
    }
}

/// Characters that are read at once: some milliseconds.
const SLICE: usize = 1 << 14;

/// Reads a table's rows.
pub fn rows(works: Works, table: Arc<Table>) {
    let name = table.file.clone();
    long(works, name, |deed| async move {
        let imported = Arc::new(sliced(&table, &deed).await);
        after(move || {
            works.step(Task::Rows(Arc::new(Rows {
                table,
                imported,
                refused: BTreeSet::new(),
            })));
        })
    });
}

async fn sliced(table: &Table, deed: &Deed) -> Imported {
    let pace = &mut deed.pace();
    let origin = Origin::new(&table.file, Some(table.sha256.clone()));
    let mut reader = Reader::new(table.mapping.clone(), table.known.clone(), origin);
    reader.expect(table.text.len());
    let (mut rest, mut told) = (table.text.as_str(), 0);
    while !rest.is_empty() {
        let (slice, after) = rest.split_at(rest.floor_char_boundary(SLICE));
        reader.push(slice);
        rest = after;
        let done = table.text.len() - rest.len();
        let percent = (done as f64 * 100.0 / table.text.len() as f64) as u32;
        if percent > told {
            told = percent;
            deed.note(percent);
        }
        pace.rest().await;
    }
    reader.finish_in_slices(pace).await
}
