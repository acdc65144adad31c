//! The page: header, filters, chips, the chosen view, provenance, and the line that is read
//! aloud. It must never hold state of its own.

use leptos::ev;
use leptos::html::{a, button, div, footer, h1, header, main, nav, option, p, select};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Node};

use super::chips::chips;
use super::compare_panel::compare_panel;
use super::filters::{close_menus_beside, filters};
use super::honours_panel::honours_panel;
use super::messages::messages;
use super::overview_panel::overview_panel;
use super::provenance_panel::provenance_panel;
use super::state::{Phase, Scene};
use super::table_panel::table_panel;
use super::trend_panel::trend_panel;
use crate::chart::Mode;
use crate::query::{Action, Lang, Theme, View};

/// The whole dashboard; `retry` loads the dataset again.
pub fn dashboard(scene: Scene, retry: impl Fn() + Clone + 'static) -> AnyView {
    let has_data = Memo::new(move |_| {
        scene.data.with(|data| !data.dataset.cities.is_empty())
    });
    let state = move || match scene.phase.get() {
        Phase::Pending(_) => "pending",
        Phase::Failed(_) => "failed",
        Phase::Ready => "ready",
    };
    let content = move || {
        has_data.get().then(|| {
            (
                filters(scene),
                chips(scene),
                view_switch(scene),
                main().attr("id", "content").attr("tabindex", "-1").child(panel(scene)),
            )
        })
    };
    div()
        .class("dashboard")
        .attr("lang", move || scene.lang.get().as_str())
        .attr("data-state", state)
        .attr("data-theme", move || match scene.mode.get() {
            Mode::Light => "light",
            Mode::Dark => "dark",
        })
        .attr("data-elder", move || scene.elder.get().then_some(""))
        .on(ev::pointerdown, |event: web_sys::PointerEvent| {
            let root = event.current_target().and_then(|root| root.dyn_into::<Element>().ok());
            if let Some(root) = root {
                let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                close_menus_beside(&root, target.as_ref());
            }
        })
        .child((
            a().class("skip").attr("href", "#content").on(ev::click, skip).child(move || scene.words().skip),
            page_header(scene),
            messages(scene, retry),
            content,
            provenance_panel(scene),
            page_footer(scene),
            p().class("status").attr("role", "status").child(move || scene.status.get()),
        ))
        .into_any()
}

/// Moves the focus to the content without touching the address.
fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    let link = event.current_target().and_then(|link| link.dyn_into::<Element>().ok());
    let root = link.and_then(|link| link.closest(".dashboard").ok().flatten());
    let content = root.and_then(|root| root.query_selector("main").ok().flatten());
    if let Some(content) = content.and_then(|content| content.dyn_into::<HtmlElement>().ok()) {
        drop(content.focus());
    }
}

fn panel(scene: Scene) -> impl IntoView {
    let view = Memo::new(move |_| scene.query.with(|query| query.view));
    let is_empty = Memo::new(move |_| {
        scene.selection.with(|selection| match view.get() {
            View::Honours => selection.honours.is_empty(),
            _ => selection.rows.is_empty(),
        })
    });
    move || {
        if is_empty.get() {
            return p().class("empty").child(scene.words().nothing).into_any();
        }
        match view.get() {
            View::Overview => overview_panel(scene),
            View::Compare => compare_panel(scene),
            View::Trend => trend_panel(scene),
            View::Honours => honours_panel(scene),
            View::Table => table_panel(scene),
        }
    }
}

fn view_switch(scene: Scene) -> impl IntoView {
    let buttons = View::ALL.iter().map(|&view| {
        let current = move || scene.query.with(|query| query.view) == view;
        button()
            .attr("type", "button")
            .attr("data-view", view.as_str())
            .attr("aria-current", move || current().then_some("page"))
            .on(ev::click, move |_| scene.dispatch(Action::Show(view)))
            .child(move || (scene.words().view)(view))
    });
    nav()
        .class("views")
        .attr("aria-label", move || scene.words().views)
        .child(buttons.collect_view())
}

fn page_header(scene: Scene) -> impl IntoView {
    header().child((
        h1().child(move || scene.data.with(|data| data.dataset.title.clone())),
        div().class("look").child((theme_select(scene), elder_switch(scene), lang_switch(scene))),
    ))
}

fn theme_select(scene: Scene) -> impl IntoView {
    let options = Theme::ALL.iter().map(|&theme| {
        option()
            .attr("value", theme.as_str())
            .prop("selected", move || scene.query.with(|query| query.theme) == theme)
            .child(move || (scene.words().theme_name)(theme))
    });
    let choose = move |event: Event| {
        let word = event_target_value(&event);
        if let Some(&theme) = Theme::ALL.iter().find(|theme| theme.as_str() == word) {
            scene.dispatch(Action::Theme(theme));
        }
    };
    select()
        .attr("aria-label", move || scene.words().theme)
        .attr("data-select", "theme")
        .on(ev::change, choose)
        .child(options.collect_view())
}

fn elder_switch(scene: Scene) -> impl IntoView {
    button()
        .attr("type", "button")
        .attr("data-switch", "elder")
        .attr("aria-pressed", move || scene.elder.get().to_string())
        .on(ev::click, move |_| {
            let elder = scene.elder.get_untracked();
            scene.dispatch(Action::Elder(!elder));
        })
        .child(move || scene.words().elder)
}

fn lang_switch(scene: Scene) -> impl IntoView {
    let other = move || match scene.lang.get() {
        Lang::Chinese => Lang::English,
        Lang::English => Lang::Chinese,
    };
    button()
        .attr("type", "button")
        .attr("data-switch", "lang")
        .attr("lang", move || other().as_str())
        .on(ev::click, move |_| scene.dispatch(Action::Lang(other())))
        .child(move || crate::lang::words(other()).own_name)
}

fn page_footer(scene: Scene) -> impl IntoView {
    footer().child(move || {
        scene.data.with(|data| {
            let updated = &data.dataset.updated;
            (!updated.is_empty()).then(|| p().child((scene.words().updated)(updated)))
        })
    })
}
