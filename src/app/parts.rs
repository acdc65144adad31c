//! A dataset in several files: those that the question touches are fetched, all at a time, put
//! together and shown; how far that is, and what did not come, is told. It must never ask a server
//! for what nobody asked, nor show figures of one file beside those of another dataset.

use js_sys::JsString;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Event;

use super::dashboard::CONTENT;
use super::element::{El, button_for, el};
use super::messages::reason;
use super::phase::{Failure, Origin};
use super::put_together::{Why, pace, put_together};
use super::shared::Shared;
use super::state::{Scene, VERSION_DIGITS, effect};
use crate::dataset::{Checked, Loaded, sha256};
use crate::edition::{Document, PartError, part_files, say_part_error};
use crate::host::load::{self, LoadError, address_of};
use crate::host::page;
use crate::host::text::{from_page, to_page};
use crate::lang;
use crate::query::touched;

/// So many files that did not come are named; the rest is counted.
const MOST_NAMED: usize = 6;

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
    origin: Origin,
    /// What each part is called there, and where it is; `None` where it may not be.
    names: Vec<(String, Option<String>)>,
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
    /// How often a file came, or did not, up to now and when files were put together last.
    came: StoredValue<u32>,
    joined: StoredValue<u32>,
    /// What was shown last of it.
    shown: StoredValue<Option<Shared<Checked>>, LocalStorage>,
}

/// What is told of the files of a dataset in parts, which are fetched as they are asked for.
pub fn parts_place(scene: Scene) -> El {
    let parts = Parts {
        scene,
        version: StoredValue::new(String::new()),
        index: StoredValue::new_local(None),
        files: RwSignal::new_local(Vec::new()),
        is_joining: StoredValue::new(false),
        came: StoredValue::new(0),
        joined: StoredValue::new(0),
        shown: StoredValue::new_local(None),
    };
    effect(move || {
        let (version, data) = (scene.version.get(), scene.data.get());
        // One with more of its files has the version that it had; another, or the same that was
        // loaded once more, has none of them.
        let is_own = parts
            .shown
            .with_value(|shown| shown.as_ref() == Some(&data));
        if parts.version.get_value() != version || !is_own {
            parts.version.set_value(version);
            parts.shown.set_value(Some(data));
            parts.begin();
        }
    });
    effect(move || {
        scene.query.track();
        parts.ask();
    });
    effect(move || {
        if scene.is_settled() {
            parts.join_when_quiet();
        }
    });
    let lines = move || parts.not_come();
    let line = |(name, why): (String, String)| {
        let item = el("li").child(el("code").text(name));
        item.text(" ").text(why)
    };
    let retry = move |event: Event| {
        page::focus(&event, CONTENT);
        parts.retry();
    };
    let again = button_for(retry)
        .is("hidden", move || parts.not_come().is_empty())
        .text_with(move || scene.words().retry.to_owned());
    let class = move || match parts.not_come().is_empty() {
        true => "parts note",
        false => "parts message",
    };
    el("div")
        .attr_with("class", move || Some(class().to_owned()))
        .child(el("p").text_with(move || parts.told()))
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
            let index = self.listed(&version, data).await;
            if !self.is_of(&version) {
                return;
            }
            match index {
                Ok(index) => {
                    // What does not lie where it may is not asked for.
                    let file = |(_, address): &(String, Option<String>)| match address {
                        Some(_) => File::Idle,
                        None => File::NotCome(Why::Unfit(PartError::List)),
                    };
                    self.files.set(index.names.iter().map(file).collect());
                    self.index.set_value(Some(index));
                    self.ask();
                }
                // It was there a moment ago; who asks again asks for it.
                Err(why) => self.files.set(vec![File::NotCome(why)]),
            }
        });
    }

    /// The file that lists the parts, which has to be the one that is shown.
    async fn listed(self, version: &str, data: Shared<Checked>) -> Result<Index, Why> {
        let failed = |error| Why::Failed(Failure::Load(error));
        let origin = self.scene.origin().map(Origin::begin);
        let origin = origin.ok_or(Why::Failed(Failure::NoDataset))?;
        let (text, at) = match &origin {
            Origin::Page(text) | Origin::Joined(text, _) => {
                (from_page(text, &mut pace()).await, "")
            }
            Origin::Address(src) => (
                load::text(src, false, &|_| ()).await.map_err(failed)?,
                &**src,
            ),
        };
        let sha256 = sha256(text.as_bytes());
        if !sha256
            .get(..VERSION_DIGITS)
            .is_some_and(|digits| version.ends_with(digits))
        {
            return Err(failed(LoadError::Unreachable));
        }
        let document = Document::read_in_slices(&text, &mut pace()).await;
        let document = document.map_err(|issue| Why::Failed(Failure::Refused(issue)))?;
        let files = part_files(&document)
            .map_err(Why::Unfit)?
            .unwrap_or_default();
        let named = files.into_iter().map(|part| {
            let address = address_of(&part.url, at);
            (part.url, address)
        });
        let names = named.collect();
        Ok(Index {
            data,
            sha256,
            names,
            text: to_page(&text, &mut pace()).await,
            origin,
        })
    }

    /// Whether the dashboard is there, and shows what it showed.
    fn is_of(self, version: &str) -> bool {
        self.version.try_get_value().as_deref() == Some(version)
    }

    /// Fetches what is asked for and was not asked for before, some at a time: who waits for others
    /// would count as silent.
    fn ask(self) {
        const MOST: usize = 6;
        let wanted = self.index.with_value(|index| {
            let data = &index.as_ref()?.data;
            let query = self.scene.query;
            Some(query.with_untracked(|query| touched(&data.dataset, query)))
        });
        let idle = self.files.with_untracked(|files| {
            let is_coming = |file: &&File| matches!(file, File::Coming(_));
            let free = MOST.saturating_sub(files.iter().filter(is_coming).count());
            let is_idle = |at: &usize| matches!(files.get(*at), Some(File::Idle));
            let idle = wanted.unwrap_or_default().into_iter().filter(is_idle);
            idle.take(free).collect::<Vec<_>>()
        });
        idle.into_iter().for_each(|at| self.fetch(at, false));
    }

    /// Asks once more for what did not come.
    fn retry(self) {
        if self.index.get_value().is_none() {
            return self.begin();
        }
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
        let version = self.version.get_value();
        let address = self
            .index
            .with_value(|index| index.as_ref()?.names.get(at)?.1.clone());
        let Some(address) = address else {
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
            self.came.update_value(|came| *came += 1);
            self.ask();
            self.join_when_quiet();
        });
    }

    /// Shows what is there, once nothing is on its way.
    fn join_when_quiet(self) {
        let is_coming = |file: &File| matches!(file, File::Coming(_));
        let is_quiet = self
            .files
            .with_untracked(|files| !files.iter().any(is_coming));
        let came = self.came.get_value();
        let is_due = came != self.joined.get_value();
        if !is_quiet
            || !is_due
            || self.is_joining.get_value()
            || !untrack(|| self.scene.is_settled())
        {
            return;
        }
        self.is_joining.set_value(true);
        let version = self.version.get_value();
        spawn_local(async move {
            let joined = self.joined(&version).await;
            // The dashboard may be gone by now.
            if self.is_joining.try_set_value(false).is_some() {
                return;
            }
            match joined {
                // Another dataset came meanwhile, is on its way, or a reader has begun to work.
                _ if !self.is_of(&version) || !untrack(|| self.scene.is_settled()) => {}
                Ok((loaded, origin)) => {
                    self.joined.set_value(came);
                    self.shown.set_value(Some(loaded.checked.clone().into()));
                    self.scene.say(self.told());
                    self.scene.take_joined(loaded, origin);
                }
                // What does not fit is left out, and the rest shown.
                Err(Some((at, why))) => {
                    self.note(at, File::NotCome(why));
                    self.came.update_value(|came| *came += 1);
                }
                Err(None) => self.joined.set_value(came),
            }
            self.join_when_quiet();
        });
    }

    /// The dataset of all files that are there; or the file that is in the way, and why.
    async fn joined(self, version: &str) -> Result<(Loaded, Origin), Option<(usize, Why)>> {
        let index = self.index.get_value().ok_or(None)?;
        let files = self.files.get_untracked();
        let texts: Vec<Option<JsString>> = (files.iter())
            .map(|file| match file {
                File::Here(text) => Some(text.clone()),
                _ => None,
            })
            .collect();
        let text = put_together(&index.text, &texts).await?;
        let loaded = Loaded::read(&text, &mut pace()).await;
        let mut loaded = loaded.map_err(|_| None)?;
        let own = to_page(&text, &mut pace()).await;
        // With all of its files it is a dataset of its own; with some it is still that one.
        let is_whole = texts.iter().all(Option::is_some);
        let origin = match is_whole {
            true => Origin::Page(own),
            false => Origin::Joined(own, Box::new(index.origin)),
        };
        if !is_whole {
            loaded.sha256 = index.sha256;
        }
        self.is_of(version).then_some((loaded, origin)).ok_or(None)
    }

    /// How far all of it is, as a sentence.
    fn told(self) -> String {
        let words = lang::work(self.scene.look.get().lang);
        if self.files.with(Vec::is_empty) {
            return (self.scene.words().loading)(None);
        }
        self.files.with(|files| {
            let here = files
                .iter()
                .filter(|file| matches!(file, File::Here(_)))
                .count();
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
