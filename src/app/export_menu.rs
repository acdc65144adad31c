//! A quiet menu of what can be taken along, and the line below it that says what became of it. It
//! must never say that something is copied before the browser has said so.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::element::{El, ElementRef, button, el};
use super::menu::{close, foldable};
use super::state::Scene;
use crate::host::{clipboard, save};
use crate::lang::Words;

/// One thing that can be done: its name, and the deed, which is behind a door.
pub type Item = (fn(&Words) -> &'static str, Box<dyn Fn(Teller)>);

/// Says what became of a deed, on the page and aloud.
#[derive(Clone, Copy)]
pub struct Teller {
    /// The dashboard.
    pub scene: Scene,
    told: RwSignal<String>,
    field: ElementRef,
}

impl Teller {
    /// A teller of this dashboard.
    pub fn new(scene: Scene) -> Self {
        Self {
            scene,
            told: RwSignal::new(String::new()),
            field: ElementRef::new(),
        }
    }

    /// The line that shows what is told, and the field of a text that has to be copied by hand.
    pub fn view(self) -> [El; 2] {
        let scene = self.scene;
        let field = el("textarea")
            .node(self.field)
            .attr("readonly", "")
            .attr("hidden", "")
            .attr("rows", "3")
            .attr_with("aria-label", move || {
                Some(scene.words().share.copy_by_hand.to_owned())
            });
        let told = move || self.told.get();
        [el("p").class("told").text_with(told), field]
    }

    /// Says a sentence.
    pub fn say(self, sentence: String) {
        self.told.try_set(sentence.clone());
        self.scene.say(sentence);
    }

    /// Copies a text and says `done`, or shows it selected.
    pub fn copy(self, text: String, done: &'static str) {
        self.hide_field();
        let kept = text.clone();
        clipboard::write_text(&text, move |copied| {
            let by_hand = self.scene.words().share.copy_by_hand;
            let copied = copied || self.field().is_some_and(|f| clipboard::offer(&f, &kept));
            if copied {
                self.hide_field();
            }
            self.say(if copied { done } else { by_hand }.to_owned());
        });
    }

    /// Saves a file and says its name.
    pub fn save(self, name: &str, ending: &str, kind: &str, bytes: &[u8]) {
        let name = save::file(name, ending, kind, bytes);
        self.say(self.scene.words().share.told(name));
    }

    fn field(self) -> Option<HtmlTextAreaElement> {
        self.field.try_get_untracked()??.dyn_into().ok()
    }

    fn hide_field(self) {
        if let Some(field) = self.field() {
            field.set_hidden(true);
        }
    }
}

/// The menu. `name` tells it apart.
pub fn export_menu(
    scene: Scene,
    name: &'static str,
    title: fn(&Words) -> &'static str,
    items: impl IntoIterator<Item = Item>,
) -> El {
    let (node, teller) = (ElementRef::new(), Teller::new(scene));
    let items = items.into_iter().map(|(name, act)| {
        let act: Rc<dyn Fn(Teller)> = Rc::from(act);
        let pick = button(move || {
            close(node.get_untracked());
            let act = Rc::clone(&act);
            scene.with_rest(Box::new(move |is_here| match is_here {
                true => act(teller),
                false => teller.say(scene.words().door.not_come.to_owned()),
            }));
        });
        el("li").child(pick.text_with(move || name(scene.words()).to_owned()))
    });
    let summary = el("summary").text_with(move || title(scene.words()).to_owned());
    // What became of the last deed is old news to a reader who opens the menu again.
    let opened = move |_| {
        let menu = node.get_untracked();
        if menu.is_some_and(|menu| menu.has_attribute("open")) {
            teller.told.set(String::new());
            teller.hide_field();
        }
    };
    let menu = foldable(node)
        .on("toggle", opened)
        .child(summary)
        .child(el("ul").children(items));
    el("div")
        .class("export")
        .attr("data-export", name)
        .is("hidden", move || scene.is_bare())
        .child(menu)
        .children(teller.view())
}
