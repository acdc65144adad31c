//! A dataset in several files: those that the question touches are fetched, all at a time, put
//! together and shown; how far that is, and what did not come, is told. It must never ask a server
//! for what nobody asked, nor show figures of one file beside those of another dataset.

use js_sys::JsString;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::element::{El, button, el};
use super::messages::reason;
use super::phase::{Failure, Origin};
use super::shared::Shared;
use super::state::{Scene, effect};
use crate::dataset::{Checked, Loaded};
use crate::edition::{Document, PartError, join, part_files, say_part_error, written_in_slices};
use crate::host::load::{self, address_of};
use crate::host::pace::Clock;
use crate::host::text::{from_page, to_page};
use crate::lang;
use crate::pace::Pace;
use crate::query::touched;

/// So many files that did not come are named; the rest is counted.
const MOST_NAMED: usize = 6;

/// Why a file is not there.
#[derive(Clone, Debug, PartialEq)]
enum Why {
    Failed(Failure),
    Unfit(PartError),
}

/// How far one file is.
#[derive(Clone)]
enum File {
    /// Nobody has asked for what it holds.
    Idle,
    /// On its way; share in percent.
    Coming(u32),
    /// There; the browser's own string.
    Here(JsString),
    NotCome(Why),
}

/// The file that lists the parts.
#[derive(Clone)]
struct Index {
    text: JsString,
    data: Shared<Checked>,
    sha256: String,
    /// What each part is called there, and where it is.
    names: Vec<(String, String)>,
}

/// The files of one dashboard's dataset.
#[derive(Clone, Copy)]
struct Parts {
    scene: Scene,
    /// The version that `index` and `files` are of.
    version: StoredValue<String>,
    index: StoredValue<Option<Index>, LocalStorage>,
    files: RwSignal<Vec<File>, LocalStorage>,
    /// Whether files are being put together.
    is_joining: StoredValue<bool>,
}

/// What is told of the files of a dataset in parts, which are fetched as they are asked for.
pub fn parts_place(scene: Scene) -> El {
    let parts = Parts {
        scene,
        version: StoredValue::new(String::new()),
        index: StoredValue::new_local(None),
        files: RwSignal::new_local(Vec::new()),
        is_joining: StoredValue::new(false),
    };
    effect(move || {
        let version = scene.version.get();
        // Another dataset; one with more of its files has the version that it had.
        if parts.version.get_value() != version {
            parts.version.set_value(version);
            parts.begin();
        }
    });
    effect(move || {
        scene.query.track();
        parts.ask();
    });
    let lines = move || parts.not_come();
    let line = |(name, why): (String, String)| {
        let item = el("li").child(el("code").text(name));
        item.text(" ").text(why)
    };
    let again = button(move || parts.retry())
        .is("hidden", move || parts.not_come().is_empty())
        .text_with(move || scene.words().retry.to_owned());
    let class = move || match parts.not_come().is_empty() {
        true => "parts note",
        false => "parts message",
    };
    el("div")
        .attr_with("class", move || Some(class().to_owned()))
        .child(
            el("p")
                .attr("role", "status")
                .text_with(move || parts.told()),
        )
        .child(
            el("ul")
                .is("hidden", move || parts.not_come().is_empty())
                .children_with(move || lines().into_iter().map(line).collect()),
        )
        .child(again)
}

impl Parts {
    /// Takes up the file that lists the parts.
    fn begin(self) {
        let scene = self.scene;
        self.index.set_value(None);
        self.files.set(Vec::new());
        let (version, data) = (self.version.get_value(), scene.data.get_untracked());
        spawn_local(async move {
            let (text, at) = match scene.origin() {
                Some(Origin::Page(text)) => (from_page(&text, &mut pace()).await, String::new()),
                Some(Origin::Address(src)) => match load::text(&src, false, &|_| ()).await {
                    Ok(text) => (text, src),
                    // It was there a moment ago; who asks again asks for all.
                    Err(_) => return,
                },
                None => return,
            };
            let listed = match Document::read_in_slices(&text, &mut pace()).await {
                Ok(document) => part_files(&document).ok().flatten().unwrap_or_default(),
                Err(_) => return,
            };
            let index = Index {
                data,
                sha256: crate::dataset::sha256(text.as_bytes()),
                names: (listed.into_iter())
                    .map(|part| {
                        let address = address_of(&part.url, &at).unwrap_or_default();
                        (part.url, address)
                    })
                    .collect(),
                text: to_page(&text, &mut pace()).await,
            };
            if self.is_of(&version) {
                self.files.set(vec![File::Idle; index.names.len()]);
                self.index.set_value(Some(index));
                self.ask();
            }
        });
    }

    /// Whether the dashboard is there, and shows what it showed.
    fn is_of(self, version: &str) -> bool {
        self.version.try_get_value().as_deref() == Some(version)
    }

    /// Fetches what is asked for and was not asked for before.
    fn ask(self) {
        let Some(index) = self.index.get_value() else {
            return;
        };
        let wanted = (self.scene.query).with_untracked(|query| touched(&index.data.dataset, query));
        for at in wanted {
            let is_idle = self
                .files
                .with_untracked(|files| matches!(files.get(at), Some(File::Idle)));
            if is_idle {
                self.fetch(at, false);
            }
        }
    }

    /// Asks once more for what did not come.
    fn retry(self) {
        let files = self.files.get_untracked();
        let lost = files.iter().enumerate();
        let lost = lost.filter(|(_, file)| matches!(file, File::NotCome(_)));
        lost.for_each(|(at, _)| self.fetch(at, true));
    }

    fn note(self, at: usize, file: File) {
        self.files.update(|files| {
            if let Some(known) = files.get_mut(at) {
                *known = file;
            }
        });
    }

    fn fetch(self, at: usize, again: bool) {
        let (version, index) = (self.version.get_value(), self.index.get_value());
        let known = index.and_then(|index| index.names.into_iter().nth(at));
        let Some((_, address)) = known else {
            return;
        };
        self.note(at, File::Coming(0));
        spawn_local(async move {
            let progress = |percent| {
                if self.is_of(&version) {
                    self.note(at, File::Coming(percent));
                }
            };
            let file = match load::text(&address, again, &progress).await {
                Ok(text) => File::Here(to_page(&text, &mut pace()).await),
                Err(error) => File::NotCome(Why::Failed(Failure::Load(error))),
            };
            if !self.is_of(&version) {
                return;
            }
            self.note(at, file);
            self.join_when_quiet();
        });
    }

    /// Shows what is there, once nothing is on its way.
    fn join_when_quiet(self) {
        let is_coming = |file: &File| matches!(file, File::Coming(_));
        let is_quiet = self
            .files
            .with_untracked(|files| !files.iter().any(is_coming));
        if !is_quiet || self.is_joining.get_value() {
            return;
        }
        self.is_joining.set_value(true);
        let version = self.version.get_value();
        spawn_local(async move {
            let joined = self.joined(&version).await;
            if !self.is_of(&version) {
                self.is_joining.try_set_value(false);
                return;
            }
            self.is_joining.set_value(false);
            match joined {
                // Another dataset is on its way, or more of this one.
                Ok(_) if !self.scene.is_settled() => {}
                Ok((text, loaded)) => self.scene.take(text, loaded),
                // What does not fit is left out, and the rest shown.
                Err(Some((at, why))) => {
                    self.note(at, File::NotCome(why));
                    self.join_when_quiet();
                }
                Err(None) => {}
            }
        });
    }

    /// The dataset of all files that are there; or the file that is in the way, and why.
    async fn joined(self, version: &str) -> Result<(JsString, Loaded), Option<(usize, Why)>> {
        let index = self.index.get_value().ok_or(None)?;
        let files = self.files.get_untracked();
        let text = put_together(&index.text, &files).await?;
        let loaded = Loaded::read(&text, &mut pace()).await;
        let mut loaded = loaded.map_err(|_| None)?;
        // With all of its files it is a dataset of its own; with some it is still that one.
        if !files.iter().all(|file| matches!(file, File::Here(_))) {
            loaded.sha256 = index.sha256;
        }
        match self.is_of(version) {
            true => Ok((to_page(&text, &mut pace()).await, loaded)),
            false => Err(None),
        }
    }

    /// How far all of it is, as a sentence.
    fn told(self) -> String {
        let words = lang::work(self.scene.look.get().lang);
        self.files.with(|files| {
            let count = |is: fn(&File) -> bool| files.iter().filter(|file| is(file)).count();
            let here = count(|file| matches!(file, File::Here(_)));
            let shares: Vec<u32> = (files.iter())
                .filter_map(|file| match file {
                    File::Coming(percent) => Some(*percent),
                    _ => None,
                })
                .collect();
            match shares.len() as u32 {
                0 => (words.parts_here)(here, files.len()),
                coming => {
                    let percent = shares.iter().sum::<u32>() / coming;
                    (words.parts_coming)(here, shares.len(), percent)
                }
            }
        })
    }

    /// What did not come and why, a line each.
    fn not_come(self) -> Vec<(String, String)> {
        let now = self.scene.look.get().lang;
        let words = self.scene.words();
        let lost = self.files.with(|files| {
            let numbered = files.iter().enumerate();
            let lost = numbered.filter_map(|(at, file)| match file {
                File::NotCome(why) => Some((at, why.clone())),
                _ => None,
            });
            lost.collect::<Vec<_>>()
        });
        let names = (self.index.get_value()).map_or(Vec::new(), |index| index.names);
        let name = |at: usize| {
            names
                .get(at)
                .map_or(String::new(), |(name, _)| name.clone())
        };
        let line = |(at, why): &(usize, Why)| match why {
            Why::Failed(failure) => (name(*at), reason(failure, words)),
            Why::Unfit(error) => (name(*at), say_part_error(error, name, now)),
        };
        let more = lost.len().saturating_sub(MOST_NAMED);
        let more = (more > 0).then(|| (String::new(), (words.more_issues)(more)));
        lost.iter().take(MOST_NAMED).map(line).chain(more).collect()
    }
}

/// The text of the file that lists the parts with those that are there; or the file that is in the
/// way, and why.
async fn put_together(index: &JsString, files: &[File]) -> Result<String, Option<(usize, Why)>> {
    let own = from_page(index, &mut pace()).await;
    let mut texts = Vec::new();
    for file in files {
        texts.push(match file {
            File::Here(text) => Some(from_page(text, &mut pace()).await),
            _ => None,
        });
    }
    let last = texts.iter().rposition(Option::is_some).ok_or(None)?;
    let mut parts = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let refused = |issue| Some((at, Why::Failed(Failure::Refused(issue))));
        parts.push(match text {
            Some(text) => {
                let part = Document::read_in_slices(text, &mut pace()).await;
                Some(part.map_err(refused)?)
            }
            None => None,
        });
    }
    let index = Document::read_in_slices(&own, &mut pace()).await;
    let joined = join(index.map_err(|_| None)?, &parts, &mut pace()).await;
    let joined = joined.map_err(|error| {
        let at = match &error {
            PartError::NoMark(at) | PartError::Count(at) | PartError::Differs(at, _) => *at,
            PartError::List | PartError::Gap => last,
        };
        Some((at, Why::Unfit(error)))
    })?;
    Ok(written_in_slices(&joined, &mut pace()).await)
}

fn pace() -> Pace {
    Pace::with(Clock::begin())
}
