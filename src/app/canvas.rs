//! A chart on a canvas: sharp on any screen, hit-tested, walked by keyboard, with a tooltip for
//! the pointer. The only place that uses plotters-canvas. It must never know what a chart means:
//! a panel hands in a [`Picture`].

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::{
    CanvasRenderingContext2d, Event, HtmlCanvasElement, KeyboardEvent, MouseEvent, PointerEvent,
};

use super::element::{El, ElementRef, el};
use super::state::{Scene, effect};
use crate::chart::{Canvas, FONT_FAMILY, HitMap, Measure, Step, Target, Theme};
use crate::dataset::Dataset;
use crate::host::media;
use crate::lang::Words;
use crate::query::{Action, Filter};

/// Chart text in CSS px, beside a body text of 16.
const TEXT_PX: f64 = 14.0;
/// Chart text in elder mode.
const ELDER_TEXT_PX: f64 = 22.0;

/// A view that can be drawn.
pub trait Picture {
    /// Height in CSS px that it needs.
    fn height(&self, canvas: &Canvas<'_>) -> f64;
    /// Draws it and tells where its marks are.
    fn draw(&self, backend: CanvasBackend, canvas: &Canvas<'_>) -> HitMap;
    /// One mark as a sentence.
    fn describe(&self, target: Target, dataset: &Dataset, words: &Words) -> String;
    /// What the picture shows, in a sentence.
    fn summary(&self, dataset: &Dataset, words: &Words) -> String;
}

/// The state of one chart.
#[derive(Clone)]
struct Chart {
    scene: Scene,
    picture: Rc<dyn Fn() -> Box<dyn Picture>>,
    hits: Rc<RefCell<HitMap>>,
    widths: Rc<Widths>,
    focus: RwSignal<Option<usize>>,
    hover: RwSignal<Option<usize>>,
    width: RwSignal<f64>,
}

/// What labels a chart.
pub type Title = Arc<dyn Fn() -> String + Send + Sync>;

/// A chart and its summary; `name` tells it apart, `title` labels it.
pub fn chart(
    scene: Scene,
    name: &'static str,
    title: Title,
    picture: Rc<dyn Fn() -> Box<dyn Picture>>,
) -> [El; 2] {
    let chart = Chart {
        scene,
        picture,
        hits: Rc::default(),
        widths: Rc::default(),
        focus: RwSignal::new(None),
        hover: RwSignal::new(None),
        width: RwSignal::new(0.0),
    };
    let (node, frame) = (ElementRef::new(), ElementRef::new());
    chart.clone().observe_width(frame);
    chart.clone().paint(node);

    // Closures of a view must be `Send`; a chart lives in this thread's store instead.
    let kept = StoredValue::new_local(chart);
    let with = move |event: &Event, act: fn(&Chart, &Event)| {
        kept.with_value(|chart| act(chart, event));
    };
    let canvas = el("canvas")
        .node(node)
        .attr("data-chart", name)
        .attr("role", "application")
        .attr_with("aria-roledescription", move || {
            Some(scene.words().chart.to_owned())
        })
        .attr("tabindex", "0")
        .attr_with("aria-label", move || {
            Some([title().as_str(), scene.words().chart_keys].join(scene.words().comma))
        })
        .on("pointermove", move |event| with(&event, Chart::hover_at))
        .on("pointerdown", move |event| with(&event, Chart::hover_at))
        .on("pointerleave", move |event| with(&event, Chart::leave))
        .on("click", move |event| with(&event, Chart::click))
        .on("keydown", move |event| with(&event, Chart::walk))
        .on("blur", move |event| {
            with(&event, |chart, _| chart.focus.set(None))
        });
    let summary = move || {
        let data = scene.data.get();
        let picture = kept.with_value(|chart| Rc::clone(&chart.picture))();
        picture.summary(&data.dataset, scene.words())
    };
    let tooltip = move || {
        let chart = kept.get_value();
        tooltip(&chart).into_iter().collect()
    };
    [
        el("p").class("summary").text_with(summary),
        el("div")
            .class("chart")
            .node(frame)
            .child(canvas)
            .child(el("div").children_with(tooltip)),
    ]
}

impl Chart {
    fn observe_width(self, frame: ElementRef) {
        effect(move || {
            let Some(frame) = frame.get() else { return };
            let (width, element) = (self.width, frame.clone());
            let measure = move || {
                let now = f64::from(element.client_width());
                if width.try_get_untracked().is_some_and(|known| known != now) {
                    width.set(now);
                }
            };
            measure();
            let callback = Closure::<dyn FnMut()>::new(measure);
            let observer = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref());
            if let Ok(observer) = observer {
                observer.observe(&frame);
                let kept = StoredValue::new_local((observer, callback));
                on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
            }
        });
    }

    /// Draws whenever the picture, the width, the colours or the focus change.
    fn paint(self, node: ElementRef) {
        let mut painted_before = false;
        effect(move || {
            let element = node
                .get()
                .and_then(|node| node.dyn_into::<HtmlCanvasElement>().ok());
            let Some(element) = element else { return };
            let width_px = self.width.get();
            if width_px < 1.0 {
                return;
            }
            let look = self.scene.look.get();
            let text_px = if look.elder { ELDER_TEXT_PX } else { TEXT_PX };
            let theme = Theme::new(look.mode, text_px);
            let data = self.scene.data.get();
            let picture = (self.picture)();
            let canvas = Canvas {
                width_px,
                theme: &theme,
                measure: &*self.widths,
                dataset: &data.dataset,
                words: self.scene.words(),
                focus: self.focus.get(),
            };
            let height_px = picture.height(&canvas).max(1.0);
            if let Some(backend) = prepare(&element, width_px, height_px) {
                let hits = picture.draw(backend, &canvas);
                if self
                    .focus
                    .get_untracked()
                    .is_some_and(|focus| focus >= hits.marks.len())
                {
                    self.focus.set(None);
                }
                self.hits.replace(hits);
                self.hover.set(None);
            }
            if !std::mem::replace(&mut painted_before, true) {
                media::performance_mark("union-dashboard:first-chart");
            }
        });
    }

    fn hover_at(&self, event: &Event) {
        let at = self.mark_at(event);
        if self.hover.get_untracked() != at {
            self.hover.set(at);
        }
    }

    /// A finger that lifts leaves too, but its tooltip stays to be read.
    fn leave(&self, event: &Event) {
        let pointer = event
            .dyn_ref::<PointerEvent>()
            .map(PointerEvent::pointer_type);
        if pointer.as_deref() != Some("touch") {
            self.hover.set(None);
        }
    }

    fn click(&self, event: &Event) {
        self.activate(self.mark_at(event));
    }

    /// The mark under a pointer.
    fn mark_at(&self, event: &Event) -> Option<usize> {
        let event = event.dyn_ref::<MouseEvent>()?;
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        self.hits.borrow().at(x, y)
    }

    fn target(&self, mark: Option<usize>) -> Option<Target> {
        self.hits.borrow().marks.get(mark?).map(|mark| mark.target)
    }

    fn sentence(&self, mark: Option<usize>) -> Option<String> {
        let target = self.target(mark)?;
        let data = self.scene.data.get_untracked();
        Some((self.picture)().describe(target, &data.dataset, self.scene.words()))
    }

    /// A click or Enter on a mark: its provenance, or the filter it stands for.
    fn activate(&self, mark: Option<usize>) {
        let data = self.scene.data.get_untracked();
        let dataset = &data.dataset;
        match self.target(mark) {
            Some(Target::Observation(row)) => self.scene.open(row),
            Some(Target::Category(id)) => {
                let id = dataset.categories[id.index()].id.clone();
                self.scene.dispatch(Action::Only(Filter::Category, id));
            }
            None => {}
        }
    }

    fn walk(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        // With a modifier a key belongs to the browser: Alt and an arrow go back and forward.
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let step = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => Step::Next,
            "ArrowLeft" | "ArrowUp" => Step::Previous,
            "PageDown" => Step::NextSeries,
            "PageUp" => Step::PreviousSeries,
            "Home" => Step::First,
            "End" => Step::Last,
            "Enter" => {
                self.activate(self.focus.get_untracked());
                return;
            }
            "Escape" => {
                self.focus.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        let next = self.hits.borrow().step(self.focus.get_untracked(), step);
        self.focus.set(next);
        if let Some(sentence) = self.sentence(next) {
            self.scene.say(sentence);
        }
    }
}

/// The tooltip of the mark under the pointer; it stays within the chart.
fn tooltip(chart: &Chart) -> Option<El> {
    let hover = chart.hover.get()?;
    let text = chart.sentence(Some(hover))?;
    let hits = chart.hits.borrow();
    let mark = hits.marks.get(hover)?;
    let middle = mark.x + mark.width / 2.0;
    // Shifted by as much of its own width as the mark lies to the right: never beyond the chart.
    let share = (middle / chart.width.get_untracked().max(1.0)).clamp(0.0, 1.0);
    let shift = format!("translateX(-{}%)", (share * 100.0).round() as u8);
    let view = el("div")
        .class("tooltip")
        .style("left", px(middle))
        .style("top", px(mark.y + mark.height + 6.0))
        .style("transform", shift)
        .text(text);
    Some(view)
}

/// Sizes a canvas for the screen's pixels and gives a backend that counts in CSS px.
fn prepare(element: &HtmlCanvasElement, width_px: f64, height_px: f64) -> Option<CanvasBackend> {
    let ratio = media::device_pixel_ratio();
    let pixels = |length: f64| (length * ratio).round() as u32;
    element.set_width(pixels(width_px));
    element.set_height(pixels(height_px));
    let style = web_sys::HtmlElement::style(element);
    drop(style.set_property("height", &px(height_px)));
    let context = context(element)?;
    drop(context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0));
    CanvasBackend::with_canvas_object(element.clone())
}

/// A length in whole CSS px.
fn px(length: f64) -> String {
    (length.round() as i32).to_string() + "px"
}

fn context(element: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    element.get_context("2d").ok()??.dyn_into().ok()
}

/// Text widths as the browser draws them, measured on a canvas of its own, so that no chart's
/// state is disturbed.
#[derive(Default)]
struct Widths {
    context: OnceCell<Option<CanvasRenderingContext2d>>,
    size_px: Cell<f64>,
}

impl Measure for Widths {
    fn width(&self, text: &str, size_px: f64) -> f64 {
        let context = self
            .context
            .get_or_init(|| media::new_canvas().and_then(|element| context(&element)));
        let measured = context.as_ref().and_then(|context| {
            if self.size_px.replace(size_px) != size_px {
                context.set_font(&(px(size_px) + " " + FONT_FAMILY));
            }
            context.measure_text(text).ok()
        });
        // Without a canvas nothing is drawn either; one em a character keeps the layout finite.
        measured.map_or(text.chars().count() as f64 * size_px, |metrics| {
            metrics.width()
        })
    }
}
