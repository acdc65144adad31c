//! What the whole page has to take along: the address, a citation, tables, the dataset. It must
//! never hand out anything but what the query says.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::chips::active_names;
use super::element::{El, button, el};
use super::export_menu::{Item, Teller, export_menu};
use super::later;
use super::phase::Origin;
use super::shared::Shared;
use super::state::Scene;
use crate::dataset::IndicatorId;
use crate::exchange::csv;
use crate::host::{address, clock, load, save};
use crate::lang::{Made, Occasion, Words};
use crate::query::{Query, View, select, url};
use crate::report::{compare, provenance, sources, trend};

/// The page's menu.
pub fn page_menu(scene: Scene) -> El {
    let deed = |deed: PageDeed| -> Box<dyn Fn(Teller)> {
        Box::new(move |teller| later::take_along(teller, deed))
    };
    let link: Item = (|words| words.share.copy_link, deed(PageDeed::Link));
    let citation: Item = (|words| words.share.copy_citation, deed(PageDeed::Citation));
    // Without the address a link would lead to the page and not to what is seen.
    let link = scene.has_address().then_some(link);
    let file = |of, rows| deed(PageDeed::Table(of, rows));
    let files: [Item; 5] = [
        (
            |words| words.share.selected_figures,
            file(Table::Figures, Rows::Selected),
        ),
        (
            |words| words.share.all_figures,
            file(Table::Figures, Rows::All),
        ),
        (
            |words| words.share.selected_honours,
            file(Table::Honours, Rows::Selected),
        ),
        (
            |words| words.share.all_honours,
            file(Table::Honours, Rows::All),
        ),
        (|words| words.share.whole_dataset, deed(PageDeed::Dataset)),
    ];
    let items = link.into_iter().chain([citation]).chain(files);
    export_menu(scene, "page", |words| words.share.page_menu, items)
}

/// What the page's menu offers.
#[derive(Clone, Copy)]
pub enum PageDeed {
    /// To copy the address.
    Link,
    /// To copy a citation.
    Citation,
    /// To save a table.
    Table(Table, Rows),
    /// To save the dataset.
    Dataset,
}

impl PageDeed {
    /// Does it.
    pub fn act(self, teller: Teller) {
        match self {
            Self::Link => copy_link(teller),
            Self::Citation => copy_citation(teller),
            Self::Table(of, rows) => save_table(teller, of, rows),
            Self::Dataset => save_dataset(teller),
        }
    }
}

/// Which rows a table gets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Those of the query.
    Selected,
    /// All.
    All,
}

/// Of what a table is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Of observations.
    Figures,
    /// Of honours.
    Honours,
}

/// A table as CSV.
pub fn table(scene: Scene, of: Table, rows: Rows) -> Vec<u8> {
    let data = scene.data.get_untracked();
    let selection = match rows {
        Rows::Selected => scene.selection.get_untracked(),
        Rows::All => Shared::new(select(&data.dataset, &Query::default())),
    };
    match of {
        Table::Figures => {
            let read = scene.query.with_untracked(|query| query.read);
            csv::observations(&data.dataset, &selection, read)
        }
        Table::Honours => csv::honours(&data.dataset, &selection),
    }
}

fn save_table(teller: Teller, of: Table, rows: Rows) {
    let scene = teller.scene;
    let (data, words) = (scene.data.get_untracked(), scene.words());
    let [figures, honours, all] = words.share.file_words;
    let of_what = match of {
        Table::Figures => figures,
        Table::Honours => honours,
    };
    let mut name = vec![of_what.to_owned()];
    match rows {
        Rows::All => name.push(all.to_owned()),
        Rows::Selected => scene
            .query
            .with_untracked(|query| name.extend(active_names(query, &data.dataset, words))),
    }
    name.push(clock::today());
    name.push(scene.version.get_untracked());
    teller.save(&name.join("-"), "csv", save::CSV, &table(scene, of, rows));
}

/// Saves the dataset as it was loaded.
fn save_dataset(teller: Teller) {
    let data = teller.scene.data.get_untracked();
    let version = teller.scene.version.get_untracked();
    let name = [&*data.dataset.title, &data.dataset.updated, &version].join("-");
    let save = move |text: &str| teller.save(&name, "json", "application/json", text.as_bytes());
    let failed = teller.scene.words().share.failed;
    match teller.scene.origin() {
        Some(Origin::Page(text) | Origin::Joined(text, _)) => save(&String::from(text)),
        Some(Origin::Address(src)) => spawn_local(async move {
            match load::text(&src, false, &|_| ()).await {
                Ok(text) => save(&text),
                Err(_) => teller.say(failed.to_owned()),
            }
        }),
        None => teller.say(failed.to_owned()),
    }
}

/// What was made today of which data, as a picture and a printed page say it.
pub fn made(scene: Scene) -> String {
    let data = scene.data.get_untracked();
    (scene.words().share.made)(&Made {
        dataset: &data.dataset.title,
        updated: &data.dataset.updated,
        today: &clock::today(),
        version: &scene.version.get_untracked(),
    })
}

/// The address of what is seen.
pub fn link(scene: Scene) -> String {
    if !scene.has_address() {
        return address::with_fragment("");
    }
    address::with_fragment(&scene.query.with_untracked(url::format))
}

fn copy_link(teller: Teller) {
    let share = &teller.scene.words().share;
    let done = match address::is_local() {
        true => share.link_is_local,
        false => share.link_copied,
    };
    teller.copy(link(teller.scene), done);
}

fn copy_citation(teller: Teller) {
    let scene = teller.scene;
    let shown = move |words: &Words| shown(scene, words).join(words.comma);
    cite(teller, shown);
}

/// A button that copies the citation of the figure whose provenance is open.
pub fn cite_button(scene: Scene) -> El {
    let teller = Teller::new(scene);
    let copy = button(move || {
        let (data, words) = (scene.data.get_untracked(), scene.words());
        let at = Occasion {
            today: &clock::today(),
            link: &link(scene),
            version: &scene.version.get_untracked(),
        };
        let view = scene
            .query
            .with_untracked(|query| provenance(&data.dataset, query.focus.as_deref()?, query.read));
        if let Some(view) = view {
            let text = words.cite_figure(&data.dataset, &view, at);
            teller.copy(text, words.share.citation_copied);
        }
    });
    el("div")
        .class("export")
        .attr("data-export", "figure")
        .child(copy.text(scene.words().share.copy_citation))
        .children(teller.view())
}

/// Copies the citation of what `shown` names, in every language asked for.
pub fn cite(teller: Teller, shown: impl Fn(&Words) -> String) {
    let scene = teller.scene;
    let (data, words) = (scene.data.get_untracked(), scene.words());
    let selection = scene.selection.get_untracked();
    let sources = sources(&data.dataset, &selection.rows, &selection.honours);
    let at = Occasion {
        today: &clock::today(),
        link: &link(scene),
        version: &scene.version.get_untracked(),
    };
    let text = words.cite_view(&data.dataset, shown, &sources, at);
    teller.copy(text, words.share.citation_copied);
}

/// The view and the filters that are on.
fn shown(scene: Scene, words: &Words) -> Vec<String> {
    let data = scene.data.get_untracked();
    scene.query.with_untracked(|query| {
        // A chart of one indicator shows one of its own choice where the reader made none.
        let dataset = &data.dataset;
        let named = |id: IndicatorId| words.indicator(dataset.indicator(id));
        let title = match query.view {
            View::Compare => {
                let shown = compare(dataset, query).indicator.map(named);
                shown.map(words.compare_title)
            }
            View::Trend => trend(dataset, query)
                .indicator
                .map(named)
                .map(words.trend_title),
            _ => None,
        };
        let mut names = vec![title.unwrap_or_else(|| (words.view)(query.view).to_owned())];
        names.extend(active_names(query, &data.dataset, words));
        names
    })
}
