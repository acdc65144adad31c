//! The workshop's state: its desk with all that can be taken back, and what is told of it. It must
//! never hand the dashboard an edition that is no dataset.

use std::sync::Arc;

use gloo_events::EventListener;
use js_sys::JsString;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::long::{self, Going, Then, after, long};
use crate::app::ahead;
use crate::app::phase::Origin;
use crate::app::shared::Shared;
use crate::app::state::{Scene, effect};
use crate::dataset::{Checked, Loaded};
use crate::host::pace::Clock;
use crate::host::text::to_page;
use crate::host::{load, page};
use crate::lang::{self, Words, WorkWords};
use crate::pace::Slices;
use crate::query::{Lang, View};
use crate::workshop::{Desk, Edition, History, Lack, Review, Task};

/// A dataset with nothing in it, where a page has none.
const NOTHING: &str = r#"{"schema_version": 1, "title": "", "updated": "", "license": null,
"per_capita_indicator": null, "cities": [], "categories": [], "indicators": [], "sources": [],
"observations": []}"#;

/// What is being worked on, without what it holds: a panel is made anew when this changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Nothing,
    Table,
    Rows,
    Review,
    Proposal,
}

/// The workshop of one dashboard.
#[derive(Clone, Copy)]
pub struct Works {
    pub scene: Scene,
    /// `None` until the edition's text is there.
    history: StoredValue<Option<History<Desk>>, LocalStorage>,
    /// The edition that was saved last, or came.
    saved: StoredValue<Option<Edition>, LocalStorage>,
    /// The dashboard's version after the last edition of ours.
    version: StoredValue<String>,
    turn: RwSignal<u32>,
    /// How many editions it has turned to.
    edition: RwSignal<u32>,
    /// What is being worked on.
    pub kind: Memo<Option<Kind>>,
    lang: Memo<Lang>,
    /// What became of the last deed.
    pub told: RwSignal<String>,
    /// What takes long: its name, and how far it is in percent, if that is known.
    pub busy: RwSignal<Option<(String, Option<u32>)>>,
    /// The number of the last long deed: one that has another is no longer wanted.
    pub(super) deed: StoredValue<u32>,
    /// How much is going on, wanted or not.
    pub(super) going: StoredValue<u32>,
}

impl Works {
    /// A workshop about what the dashboard shows.
    pub fn new(scene: Scene) -> Self {
        let history: StoredValue<Option<History<Desk>>, _> = StoredValue::new_local(None);
        let turn = RwSignal::new(0);
        let kind = Memo::new(move |_| {
            turn.get();
            history.with_value(|history| Some(kind_of(&history.as_ref()?.now().task)))
        });
        let works = Self {
            scene,
            history,
            saved: StoredValue::new_local(None),
            version: StoredValue::new(String::new()),
            turn,
            edition: RwSignal::new(0),
            kind,
            lang: Memo::new(move |_| scene.look.get().lang),
            told: RwSignal::new(String::new()),
            busy: RwSignal::new(None),
            deed: StoredValue::new(0),
            going: StoredValue::new(0),
        };
        effect(move || {
            let version = scene.version.get();
            // What somebody else has loaded is where the work begins anew.
            if works.version.get_value() != version {
                works.version.set_value(version);
                works.begin();
            }
        });
        works.warn_before_leaving();
        works
    }

    /// The reader's language: a panel is made anew when it changes, and not when colours do.
    pub fn lang(self) -> Lang {
        self.lang.try_get().unwrap_or_default()
    }

    /// The words of the dashboard.
    pub fn words(self) -> &'static Words {
        lang::words(self.lang())
    }

    /// The words of the workshop.
    pub fn work(self) -> &'static WorkWords {
        lang::work(self.lang())
    }

    /// Whether the dashboard is still there, after a wait.
    pub fn is_there(self) -> bool {
        self.turn.try_get_untracked().is_some()
    }

    /// Takes the dashboard's text on the desk.
    fn begin(self) {
        let lay = move |text: String| {
            let edition = Edition::new(Arc::new(text));
            self.saved.try_set_value(Some(edition.clone()));
            let task = Task::Nothing;
            self.history
                .try_set_value(Some(History::new(Desk { edition, task })));
            self.turned();
            count(self.edition);
        };
        match self.scene.origin() {
            Some(Origin::Page(text) | Origin::Joined(text, _)) => lay(text.into()),
            Some(Origin::Address(src)) => spawn_local(async move {
                let text = load::text(&src, false, &|_| ()).await;
                if let (Ok(text), true) = (text, self.is_there()) {
                    lay(text);
                }
            }),
            None => lay(NOTHING.to_owned()),
        }
    }

    fn warn_before_leaving(self) {
        let scene = self.scene;
        effect(move || scene.set_unsaved(self.is_unsaved()));
        // A page of somebody else's warns for itself: the element's state says what there is.
        let listener = scene
            .has_address()
            .then(|| page::on_leave(move || self.is_unsaved()))
            .flatten();
        let kept: StoredValue<Option<EventListener>, LocalStorage> =
            StoredValue::new_local(listener);
        on_cleanup(move || drop(kept.try_update_value(Option::take)));
    }

    fn turned(self) {
        count(self.turn);
    }

    /// The desk; `None` until there is one.
    pub fn desk(self) -> Option<Desk> {
        self.turn.get();
        self.desk_now()
    }

    /// The same, without following it.
    pub fn desk_now(self) -> Option<Desk> {
        self.history
            .try_with_value(|history| Some(history.as_ref()?.now().clone()))
            .flatten()
    }

    /// The review that is being worked on.
    pub fn review(self) -> Option<Arc<Review>> {
        self.turn.get();
        self.review_now()
    }

    /// The same, without following it.
    pub fn review_now(self) -> Option<Arc<Review>> {
        self.desk_now()?.task.review()
    }

    /// The dashboard's data.
    pub fn data(self) -> Shared<Checked> {
        self.scene.data.get_untracked()
    }

    /// The same, as it is whenever the workshop has turned to another edition.
    pub fn turned_data(self) -> Shared<Checked> {
        self.edition.get();
        self.data()
    }

    /// A deed: the next thing that is worked on.
    pub fn step(self, task: Task) {
        self.told.set(String::new());
        let Some(Desk { edition, .. }) = self.desk_now() else {
            return;
        };
        self.next(Desk { edition, task });
    }

    /// A deed of a review: a changed copy of it.
    pub fn step_review<T>(self, change: impl FnOnce(&mut Review) -> T) -> Option<T> {
        let mut review = Review::clone(&*self.review_now()?);
        let told = change(&mut review);
        self.step(Task::Review(Arc::new(review)));
        Some(told)
    }

    /// The next edition, which the dashboard shows from now on; read, if it is not yet. Then `then`
    /// follows, if it is a dataset.
    pub fn adopt(self, edition: Arc<String>, loaded: Option<Loaded>, then: Then) {
        let desk = Desk {
            edition: Edition::new(Arc::clone(&edition)),
            task: Task::Nothing,
        };
        let lay = after(move || {
            self.next(desk);
            then();
        });
        self.bring(edition, loaded, lay);
    }

    /// Brings an edition to the dashboard, and reads it before, if that was not done: a refusal
    /// ends it without a word, since each was a dataset when it was made. Then the workshop turns.
    fn bring(self, edition: Arc<String>, loaded: Option<Loaded>, turn: Then) {
        long(self, self.title(), |deed| async move {
            let pace = &mut deed.pace();
            let loaded = match loaded {
                Some(loaded) => Some(loaded),
                None => Loaded::read(&edition, pace).await.ok(),
            };
            // The page holds it, too.
            let text = to_page(&edition, pace).await;
            if let Some(loaded) = &loaded {
                self.prepare(loaded).await;
            }
            after(move || {
                if let Some(loaded) = loaded {
                    self.show(text, loaded, turn);
                }
            })
        });
    }

    /// What the dashboard will show of an edition, in tasks of its own.
    async fn prepare(self, loaded: &Loaded) {
        Clock::begin().rest().await;
        if self.is_there() {
            let asked = self.scene.asked_of(&loaded.checked.dataset);
            if asked.view == View::Overview {
                ahead::build(Arc::clone(&loaded.checked).into(), asked).await;
            }
        }
    }

    fn title(self) -> String {
        self.data().dataset.title.clone()
    }

    fn next(self, desk: Desk) {
        self.history.update_value(|history| {
            if let Some(history) = history {
                history.step(desk);
            }
        });
        self.turned();
    }

    /// Shows an edition on the dashboard; then the workshop turns to it. A large one keeps the page
    /// busy for either, so that there is a rest between them.
    fn show(self, text: JsString, loaded: Loaded, turn: Then) {
        self.scene.take(text, loaded);
        let version = self.scene.version.get_untracked();
        self.version.set_value(version.clone());
        let going = Going::begin(self);
        spawn_local(async move {
            Clock::begin().rest().await;
            // Whoever came in between has the last word.
            if self.version.try_get_value() == Some(version) {
                turn();
                count(self.edition);
            }
            drop(going);
        });
    }

    /// How many deeds can be taken back, and how many done again.
    pub fn depth(self) -> (usize, usize) {
        self.turn.get();
        self.history
            .with_value(|history| history.as_ref().map_or((0, 0), History::depth))
    }

    /// Takes the last deed back.
    pub fn undo(self) {
        self.turn_to(History::undo, 0);
    }

    /// Does it again.
    pub fn redo(self) {
        self.turn_to(History::redo, 1);
    }

    fn turn_to(self, turn: fn(&mut History<Desk>) -> bool, which: usize) {
        let Some(mut next) = self.history.try_get_value().flatten() else {
            return;
        };
        let before = next.now().edition.clone();
        if !turn(&mut next) {
            return;
        }
        let now = next.now().edition.clone();
        let done = move || {
            self.history.set_value(Some(next));
            self.turned();
            self.say(self.work().undone[which].to_owned());
        };
        if before.is(&now) {
            return done();
        }
        // Nothing has turned before the other edition is read: its reader may stop that.
        self.bring(Arc::clone(now.text()), None, after(done));
    }

    /// Whether something would be lost if the page were closed.
    pub fn is_unsaved(self) -> bool {
        let Some(desk) = self.desk() else {
            return false;
        };
        let is_saved = self
            .saved
            .with_value(|saved| saved.as_ref().is_some_and(|saved| saved.is(&desk.edition)));
        !is_saved || !matches!(desk.task, Task::Nothing)
    }

    /// Notes that the edition was saved.
    pub fn note_saved(self) {
        self.saved
            .set_value(self.desk_now().map(|desk| desk.edition));
        self.turned();
    }

    /// Says a sentence, on the page and aloud.
    pub fn say(self, sentence: String) {
        self.told.try_set(sentence.clone());
        self.scene.say(sentence);
    }

    /// Says what became of a file: the name under which the browser has it.
    pub fn say_saved(self, name: Option<String>) {
        self.say(self.words().share.told(name));
    }

    /// Why a figure cannot be data, as a sentence; empty if nothing is lacking.
    pub fn lacking(self, lacks: &[Lack]) -> String {
        let lacks: Vec<String> = lacks.iter().map(self.work().lack).collect();
        match lacks.len() {
            0 => String::new(),
            _ => (self.work().lacks)(&lacks.join(self.words().comma)),
        }
    }

    /// Stops what takes long.
    pub fn stop(self) {
        long::stop(self);
        self.say(self.work().cancelled.to_owned());
    }
}

fn count(turns: RwSignal<u32>) {
    turns.try_update(|turns| *turns = turns.wrapping_add(1));
}

fn kind_of(task: &Task) -> Kind {
    match task {
        Task::Nothing => Kind::Nothing,
        Task::Table(_) => Kind::Table,
        Task::Rows(_) => Kind::Rows,
        Task::Review(_) => Kind::Review,
        Task::Proposal(_) => Kind::Proposal,
    }
}
