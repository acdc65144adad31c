//! A chart on a canvas: sharp on any screen, hit-tested, walked by keyboard, with a tooltip for
//! the pointer. The only place that uses plotters-canvas. It must never know what a chart means:
//! a panel hands in a [`Picture`].

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::ev;
use leptos::html::{canvas, div, p};
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, KeyboardEvent, PointerEvent};

use super::state::Scene;
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

/// A chart with its summary; `name` tells it apart, `title` labels it.
pub fn chart(
    scene: Scene,
    name: &'static str,
    title: impl Fn() -> String + Send + Sync + 'static,
    picture: impl Fn() -> Box<dyn Picture> + 'static,
) -> AnyView {
    let chart = Chart {
        scene,
        picture: Rc::new(picture),
        hits: Rc::default(),
        widths: Rc::default(),
        focus: RwSignal::new(None),
        hover: RwSignal::new(None),
        width: RwSignal::new(0.0),
    };
    let node = NodeRef::<leptos::html::Canvas>::new();
    let frame = NodeRef::<leptos::html::Div>::new();
    chart.clone().observe_width(frame);
    chart.clone().paint(node);

    let summary = {
        let chart = chart.clone();
        move || {
            let data = chart.scene.data.get();
            (chart.picture)().summary(&data.dataset, chart.scene.words())
        }
    };
    let (over, leave, click, key) = (chart.clone(), chart.clone(), chart.clone(), chart.clone());
    let element = canvas()
        .node_ref(node)
        .attr("data-chart", name)
        .attr("role", "img")
        .attr("tabindex", "0")
        .attr("aria-label", move || format!("{}。{}", title(), scene.words().chart_keys))
        .on(ev::pointermove, move |event| over.hover_at(&event))
        .on(ev::pointerdown, {
            let chart = chart.clone();
            move |event| chart.hover_at(&event)
        })
        .on(ev::pointerleave, move |_| leave.hover.set(None))
        .on(ev::click, move |_| click.activate(click.hover.get_untracked()))
        .on(ev::keydown, move |event| key.walk(&event))
        .on(ev::blur, {
            let chart = chart.clone();
            move |_| chart.focus.set(None)
        });
    let tooltip = tooltip(&chart);
    (
        p().class("summary").child(local(summary)),
        div().class("chart").node_ref(frame).child((element, tooltip)),
    )
        .into_any()
}

/// A closure of this thread as a reactive view's child.
fn local(text: impl Fn() -> String + 'static) -> impl Fn() -> String + Send + Sync + 'static {
    let text = StoredValue::new_local(text);
    move || text.with_value(|text| text())
}

impl Chart {
    fn observe_width(self, frame: NodeRef<leptos::html::Div>) {
        Effect::new(move |_| {
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
    fn paint(self, node: NodeRef<leptos::html::Canvas>) {
        let painted_before = RefCell::new(false);
        Effect::new(move |_| {
            let Some(element) = node.get() else { return };
            let width_px = self.width.get();
            if width_px < 1.0 {
                return;
            }
            let elder = self.scene.elder.get();
            let text_px = if elder { ELDER_TEXT_PX } else { TEXT_PX };
            let theme = Theme::new(self.scene.mode.get(), text_px);
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
                if self.focus.get_untracked().is_some_and(|focus| focus >= hits.marks.len()) {
                    self.focus.set(None);
                }
                self.hits.replace(hits);
                self.hover.set(None);
            }
            if !painted_before.replace(true) {
                media::performance_mark("union-dashboard:first-chart");
            }
        });
    }

    fn hover_at(&self, event: &PointerEvent) {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let at = self.hits.borrow().at(x, y);
        if self.hover.get_untracked() != at {
            self.hover.set(at);
        }
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
            Some(Target::Observation(row)) => {
                let key = dataset.observation(row).key();
                self.scene.dispatch(Action::Focus(Some(key)));
            }
            Some(Target::Category(id)) => {
                let id = dataset.categories[id.index()].id.clone();
                self.scene.dispatch(Action::Only(Filter::Category, id));
            }
            None => {}
        }
    }

    fn walk(&self, event: &KeyboardEvent) {
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
fn tooltip(chart: &Chart) -> impl IntoView + use<> {
    let chart = StoredValue::new_local(chart.clone());
    move || {
        let chart = chart.get_value();
        let hover = chart.hover.get()?;
        let text = chart.sentence(Some(hover))?;
        let hits = chart.hits.borrow();
        let mark = hits.marks.get(hover)?;
        let middle = mark.x + mark.width / 2.0;
        // Anchored at the left, the middle or the right, so that it never leaves the chart.
        let share = middle / chart.width.get_untracked().max(1.0);
        let shift = if share < 0.3 {
            "translateX(0)"
        } else if share > 0.7 {
            "translateX(-100%)"
        } else {
            "translateX(-50%)"
        };
        let view = div()
            .class("tooltip")
            .style(("left", format!("{middle}px")))
            .style(("top", format!("{}px", mark.y + mark.height + 6.0)))
            .style(("transform", shift))
            .child(text);
        Some(view)
    }
}

/// Sizes a canvas for the screen's pixels and gives a backend that counts in CSS px.
fn prepare(element: &HtmlCanvasElement, width_px: f64, height_px: f64) -> Option<CanvasBackend> {
    let ratio = media::device_pixel_ratio();
    let pixels = |length: f64| (length * ratio).round() as u32;
    element.set_width(pixels(width_px));
    element.set_height(pixels(height_px));
    let style = web_sys::HtmlElement::style(element);
    drop(style.set_property("height", &format!("{height_px}px")));
    let context = context(element)?;
    drop(context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0));
    CanvasBackend::with_canvas_object(element.clone())
}

fn context(element: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    element.get_context("2d").ok()??.dyn_into().ok()
}

/// Text widths as the browser draws them, each measured once.
#[derive(Default)]
struct Widths {
    context: RefCell<Option<CanvasRenderingContext2d>>,
    known: RefCell<BTreeMap<(u64, String), f64>>,
}

impl Measure for Widths {
    fn width(&self, text: &str, size_px: f64) -> f64 {
        let key = (size_px.to_bits(), text.to_owned());
        if let Some(&width) = self.known.borrow().get(&key) {
            return width;
        }
        let width = self.measure(text, size_px);
        self.known.borrow_mut().insert(key, width);
        width
    }
}

impl Widths {
    /// Measures on a canvas of its own, so that no chart's state is disturbed.
    fn measure(&self, text: &str, size_px: f64) -> f64 {
        let mut slot = self.context.borrow_mut();
        if slot.is_none() {
            let document = web_sys::window().and_then(|window| window.document());
            let element = document.and_then(|document| document.create_element("canvas").ok());
            *slot = element.and_then(|element| context(element.unchecked_ref()));
        }
        let measured = slot.as_ref().and_then(|context| {
            context.set_font(&format!("{size_px}px {FONT_FAMILY}"));
            context.measure_text(text).ok()
        });
        // Without a canvas nothing is drawn either; one em a character keeps the layout finite.
        measured.map_or(text.chars().count() as f64 * size_px, |metrics| metrics.width())
    }
}
