//! No numeral of a report is left over: each is a figure, belongs to an honour, or is listed with
//! its kind as no figure. It must never guess that a numeral is a name or a date.

use serde::Deserialize;

use super::places::Texts;
use super::{Audit, Fault, File, Finding};
use crate::dataset::{Locator, NotFigure, Place, SourceText};
use crate::figure;

/// One numeral that is no figure.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    source: String,
    paragraph: u32,
    offset: u32,
    length: u32,
    kind: String,
}

/// What is accounted for in one paragraph: from and to, in code points.
type Spans = Vec<(u32, u32)>;

pub(super) fn check(audit: &mut Audit<'_>, texts: &Texts, list: &str) {
    let entries: Vec<Entry> = match serde_json::from_str(list) {
        Ok(entries) => entries,
        Err(error) => {
            let place = Place {
                line: error.line().max(1),
                column: error.column().max(1),
            };
            let fault = Fault::ListUnreadable(error.to_string());
            audit.findings.push(Finding {
                fault,
                file: File::NotFigures,
                path: String::new(),
                place: Some(place),
            });
            return;
        }
    };
    let dataset = audit.dataset;
    let mut locator = Locator::new(list);
    let mut printed = vec![Vec::new(); dataset.sources.len()];
    for row in dataset.rows() {
        let source = dataset.observations.source.at(row.index());
        printed[source.index()].push(dataset.observation(row));
    }
    for (at, source) in dataset.sources.iter().enumerate() {
        let Some(Some(text)) = texts.get(at) else {
            continue;
        };
        let parts = SourceText::new(text);
        let mut spans: Vec<Spans> = vec![Spans::new(); parts.paragraphs().len()];
        let mut note = |paragraph: u32, offset: u32, length: u32| {
            let line = (paragraph as usize).checked_sub(1);
            if let Some(spans) = line.and_then(|line| spans.get_mut(line)) {
                spans.push((offset, offset.saturating_add(length)));
            }
        };
        let figures = &printed[at];
        for seen in figures {
            note(seen.paragraph, seen.offset, length(seen.printed));
        }
        for (index, entry) in entries
            .iter()
            .enumerate()
            .filter(|(_, e)| e.source == source.id)
        {
            note(entry.paragraph, entry.offset, entry.length);
            let overlapped = figures.iter().find(|seen| {
                seen.paragraph == entry.paragraph
                    && seen.offset < entry.offset.saturating_add(entry.length)
                    && entry.offset < seen.offset + length(seen.printed)
            });
            let there = parts
                .from_place(entry.paragraph, entry.offset)
                .unwrap_or_default();
            let mut covered = there.chars().take(entry.length as usize);
            let fault = if NotFigure::parse(&entry.kind).is_none() {
                Fault::ListKind(entry.kind.clone())
            } else if let Some(seen) = overlapped {
                Fault::ListOverlaps(seen.key())
            } else if !covered.any(|c| figure::is_numeral(c) || "双半".contains(c)) {
                Fault::ListWithoutNumeral
            } else {
                continue;
            };
            let path = format!("[{index}]");
            audit.findings.push(Finding {
                fault,
                file: File::NotFigures,
                place: locator.place(&path),
                path,
            });
        }
        let file = source.file.clone().unwrap_or_default();
        for (number, line) in parts.paragraphs().iter().enumerate() {
            for (offset, numeral) in unaccounted(line, &spans[number]) {
                audit.findings.push(Finding {
                    fault: Fault::Unaccounted(numeral),
                    file: File::Source(file.clone()),
                    path: format!("{}:{offset}", number + 1),
                    place: Some(place_of(text, line, offset)),
                });
            }
        }
    }
}

fn length(text: &str) -> u32 {
    text.chars().count() as u32
}

/// The line and column of a place in a paragraph, which borrows from the text.
fn place_of(text: &str, line: &str, offset: usize) -> Place {
    let at = (line.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let before = text.as_bytes().get(..at).unwrap_or_default();
    Place {
        line: 1 + before.iter().filter(|&&byte| byte == b'\n').count(),
        column: 1 + offset,
    }
}

/// The numerals of a paragraph that no span covers, each with its offset.
fn unaccounted(line: &str, spans: &Spans) -> Vec<(usize, String)> {
    let is_covered = |at: usize| {
        let inside = |&(from, to): &(u32, u32)| (from as usize..to as usize).contains(&at);
        spans.iter().any(inside)
    };
    let found = figure::numerals(line).into_iter();
    found
        .filter(|(at, numeral)| !(*at..*at + numeral.chars().count()).all(is_covered))
        .collect()
}
