//! What stands below a chart: its menu, its table, its voice. It must never speak by itself.

use leptos::prelude::*;
use web_sys::Event;

use super::canvas::Title;
use super::dashboard::CONTENT;
use super::element::{El, button, button_for, el};
use super::export_chart::{Exported, chart_menu};
use super::state::Scene;
use crate::host::{page, speech};
use crate::query::{Action, View};

/// The line of tools; `name` tells the chart apart.
pub fn chart_tools(chart: Exported, name: &'static str, summary: Title) -> El {
    let scene = chart.scene;
    let kept = StoredValue::new_local(chart.clone());
    let as_table = button_for(move |event| kept.with_value(|chart| tabulate(chart, &event)))
        .class("link")
        .attr("data-tool", "table")
        .is("hidden", move || !scene.shows(View::Table))
        .text_with(move || scene.words().reach.as_table.to_owned());
    el("div")
        .class("chart-tools")
        .child(chart_menu(chart, name))
        .child(as_table)
        .children(speech::is_there().then(|| voice(scene, summary)))
}

/// Shows the same as a table, one step away by Back.
pub fn tabulate(chart: &Exported, event: &Event) {
    let scene = chart.scene;
    if !scene.shows(View::Table) {
        return;
    }
    let indicator = (chart.picture)().indicator();
    let id = scene
        .data
        .with_untracked(|data| Some(data.dataset.indicator(indicator?).id.clone()));
    scene.dispatch(Action::Tabulate(id));
    page::focus(event, CONTENT);
}

/// The button that reads the summary aloud, and stops.
fn voice(scene: Scene, summary: Title) -> El {
    let speaks = RwSignal::new(false);
    let speak = move || {
        if speaks.get_untracked() {
            speech::stop();
            return;
        }
        speaks.set(true);
        let lang = scene.look.get_untracked().lang.as_str();
        speech::speak(&summary(), lang, move || {
            speaks.try_set(false);
        });
    };
    on_cleanup(move || {
        if speaks.try_get_untracked() == Some(true) {
            speech::stop();
        }
    });
    button(speak)
        .class("link")
        .attr("data-tool", "voice")
        .text_with(move || {
            let words = scene.words().reach;
            let name = if speaks.get() {
                words.stop_reading
            } else {
                words.read_aloud
            };
            name.to_owned()
        })
}
