//! The sentence around a figure, and the control that opens a report's text where the data carries
//! none. A file is shown only if its hash is the one that the data names; it must never be stored
//! or sent.

use leptos::prelude::*;
use web_sys::Event;

use super::element::{El, ElementRef, el};
use super::shared::Shared;
use super::state::{Scene, Texts};
use crate::dataset::{Dataset, Source, SourceId, sha256};
use crate::host::file;
use crate::lang::Words;
use crate::report::{Provenance, sentence};

/// Digits of a hash that a message shows.
const SHORT: usize = 12;

/// What became of the file that was handed over last.
#[derive(Clone, Debug, PartialEq)]
pub enum Handed {
    /// It is the text of a report.
    Text(SourceId),
    /// It is another file; its hash.
    Another(String),
    /// It cannot be read.
    Unreadable,
}

/// The file that was handed over last, and the report whose figure was shown then.
pub type LastHanded = RwSignal<Option<(SourceId, Handed)>>;

/// Takes the file of a `change` or `drop` event; `heading` gets the focus when the control goes.
pub fn take(scene: Scene, shown: SourceId, event: &Event, last: LastHanded, heading: ElementRef) {
    file::read(event, move |bytes| {
        let handed = match bytes.map(|bytes| (sha256(&bytes), String::from_utf8(bytes))) {
            Some((hash, Ok(text))) => {
                let data = scene.data.get_untracked();
                let is_it = |id: &SourceId| names(source(&data.dataset, *id), &hash);
                // One file may be that of several reports: the one that is looked at comes first.
                let known = (0..data.dataset.sources.len()).map(SourceId::new);
                match std::iter::once(shown).chain(known).find(is_it) {
                    Some(id) => {
                        scene.keep_text(hash, text);
                        Handed::Text(id)
                    }
                    None => Handed::Another(hash),
                }
            }
            Some((hash, Err(_))) => Handed::Another(hash),
            None => Handed::Unreadable,
        };
        let is_shown = handed == Handed::Text(shown);
        last.set(Some((shown, handed)));
        if let Some(heading) = heading.get_untracked().filter(|_| is_shown) {
            let _ = heading.focus();
        }
    });
}

fn source(dataset: &Dataset, id: SourceId) -> &Source {
    &dataset.sources[id.index()]
}

/// Whether a source names a file by its hash.
fn names(source: &Source, hash: &str) -> bool {
    let named = source.sha256.as_deref();
    named.is_some_and(|named| named.eq_ignore_ascii_case(hash))
}

/// The text of a source that the data carries or the reader has opened.
fn text_of(source: &Source, texts: &Texts) -> Option<Shared<String>> {
    let opened = texts.iter().find(|(hash, _)| names(source, hash));
    let carried = source.text.as_ref().map(|text| Shared::new(text.clone()));
    carried.or_else(|| opened.map(|(_, text)| text.clone()))
}

/// The sentence of a figure, or the control that opens the report's text; below it what became of
/// the file that was handed over.
pub fn sentence_view(scene: Scene, view: &Provenance, last: LastHanded, heading: ElementRef) -> El {
    let (id, paragraph, offset) = (view.source, view.paragraph, view.offset);
    let printed = view.printed.clone();
    let shown = move || {
        let data = scene.data.get();
        let words = scene.words();
        let source = source(&data.dataset, id);
        match text_of(source, &scene.texts.get()) {
            Some(text) => found(words, &text, paragraph, offset, &printed),
            None if source.sha256.is_none() => vec![el("p").class("note").text(words.no_hash)],
            None => control(scene, words, id, last, heading),
        }
    };
    let told = move || {
        let words = scene.words();
        let data = scene.data.get();
        let message = last.get().filter(|(about, _)| *about == id);
        let text = match message?.1 {
            Handed::Text(opened) if opened == id => words.text_opened.to_owned(),
            Handed::Text(other) => (words.text_of_other)(&source(&data.dataset, other).title),
            Handed::Unreadable => words.text_unreadable.to_owned(),
            Handed::Another(hash) => {
                let Some(wanted) = &source(&data.dataset, id).sha256 else {
                    return Some(words.no_hash.to_owned());
                };
                let short = |hash: &str| hash.chars().take(SHORT).collect::<String>();
                (words.text_differs)(&short(&hash), &short(wanted))
            }
        };
        Some(text)
    };
    let message = el("p").class("told").attr("aria-live", "polite");
    el("div")
        .class("sentence")
        .child(el("div").children_with(shown))
        .child(message.text_with(move || told().unwrap_or_default()))
}

fn found(words: &Words, text: &str, paragraph: u32, offset: u32, printed: &str) -> Vec<El> {
    let Some(found) = sentence(text, paragraph, offset, printed) else {
        let missing = (words.not_in_text)(printed);
        return vec![el("p").class("doubt").text(missing)];
    };
    let third = (words.parenthesis)((words.third)(found.third));
    let quote = el("blockquote")
        .chinese(&found.before)
        .child(el("mark").prose(&found.figure))
        .prose(&found.after);
    vec![el("h3").text(words.sentence.to_owned() + &third), quote]
}

fn control(
    scene: Scene,
    words: &'static Words,
    id: SourceId,
    last: LastHanded,
    heading: ElementRef,
) -> Vec<El> {
    let input = el("input").attr("type", "file").on("change", move |event| {
        take(scene, id, &event, last, heading)
    });
    let label = el("label")
        .class("open")
        .child(input)
        .child(el("span").text(words.open_text));
    vec![label, el("p").class("note").prose(words.open_hint)]
}
