//! A chart on a canvas: sharp on any screen, hit-tested, walked by keyboard, with a tooltip for
//! the pointer. It must never know what a chart means: a panel hands in a [`Picture`].

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlCanvasElement};

use super::brush::Brush;
use super::chart_tools::{chart_tools, tabulate};
use super::element::{El, ElementRef, el};
use super::export_chart::Exported;
use super::ink::Ink;
use super::marks::is_key;
use super::picture::Picture;
use super::pixels::{Widths, prepare};
use super::state::{Scene, effect};
use super::tooltip::{pinned, told_now, tooltip};
use crate::chart::{Canvas, HitMap, Measure, Target, Theme, clean};
use crate::dataset::Dataset;
use crate::host::media;

/// Width of a chart on paper in CSS px: A4 upright within its margins, so that its text is not made
/// smaller.
const PAPER_PX: f64 = 700.0;

/// The state of one chart.
#[derive(Clone)]
pub struct Chart {
    pub(super) scene: Scene,
    pub(super) hits: Rc<RefCell<HitMap>>,
    pub(super) focus: RwSignal<Option<usize>>,
    pub(super) hover: RwSignal<Option<usize>>,
    /// Marks that stay told, to be compared.
    pub(super) pins: [RwSignal<Option<usize>>; 2],
    pub(super) width: RwSignal<f64>,
    pub(super) brush: Brush,
    pub(super) picture: Rc<dyn Fn() -> Box<dyn Picture>>,
    /// The picture that the marks belong to.
    shown: Rc<RefCell<Option<Box<dyn Picture>>>>,
    widths: Rc<Widths>,
    density: RwSignal<f64>,
    /// Whether there is nothing to draw on.
    refused: RwSignal<bool>,
    pub(super) frame: ElementRef,
}

/// What labels a chart.
pub type Title = Arc<dyn Fn() -> String + Send + Sync>;

/// A chart's summary, the chart, and its tools; a name and a number tell it apart from others of
/// the page, `title` labels it.
pub fn chart(
    scene: Scene,
    (name, number): (&'static str, usize),
    title: Title,
    picture: Rc<dyn Fn() -> Box<dyn Picture>>,
) -> [El; 3] {
    let (node, frame) = (ElementRef::new(), ElementRef::new());
    let chart = Chart {
        scene,
        picture,
        shown: Rc::default(),
        hits: Rc::default(),
        widths: Rc::default(),
        focus: RwSignal::new(None),
        hover: RwSignal::new(None),
        pins: [RwSignal::new(None), RwSignal::new(None)],
        width: RwSignal::new(0.0),
        brush: Brush::new(),
        density: RwSignal::new(media::device_pixel_ratio()),
        refused: RwSignal::new(false),
        frame,
    };
    chart.clone().observe_width(frame);
    chart.clone().observe_density();
    chart.clone().paint(node);
    let refused = chart.refused;
    let refusal = el("p")
        .class("message")
        .is("hidden", move || !refused.get())
        .text_with(move || scene.words().no_canvas.to_owned());

    let heading = Arc::clone(&title);
    let exported = Exported {
        scene,
        title: Rc::new(move || heading()),
        picture: Rc::clone(&chart.picture),
        hits: Rc::clone(&chart.hits),
        measure: Rc::clone(&chart.widths) as Rc<dyn Measure>,
    };

    // Closures of a view must be `Send`; a chart lives in this thread's store instead.
    let kept = StoredValue::new_local(chart);
    let tabulated = StoredValue::new_local(exported.clone());
    let with = move |event: &Event, act: fn(&Chart, &Event)| {
        kept.with_value(|chart| act(chart, event));
    };
    let (summary_id, keys_id) = (
        format!("summary-{name}-{number}"),
        format!("keys-{name}-{number}"),
    );
    let keys = el("p")
        .attr("hidden", "")
        .attr("id", &keys_id)
        .text_with(move || scene.words().chart_keys.to_owned());
    let canvas = el("canvas")
        .node(node)
        .attr("data-chart", name)
        .attr("role", "application")
        .attr_with("aria-roledescription", move || {
            Some(scene.words().chart.to_owned())
        })
        .attr("tabindex", "0")
        .attr_with("aria-label", move || Some(clean(&title())))
        .attr("aria-describedby", [&*summary_id, &keys_id].join(" "))
        .on("pointermove", move |event| with(&event, Chart::hover_at))
        .on("pointerdown", move |event| with(&event, Chart::press))
        .on("pointerup", move |event| with(&event, Chart::release))
        .on("pointercancel", move |event| with(&event, Chart::release))
        .on("click", move |event| with(&event, Chart::click))
        .on("keydown", move |event| {
            with(&event, Chart::walk);
            if is_key(&event, "t") {
                tabulated.with_value(|chart| tabulate(chart, &event));
            }
        })
        .on("keyup", move |event| with(&event, Chart::key_up))
        .on("blur", move |event| {
            with(&event, |chart, _| chart.leave_mark())
        });
    let summary: Title = Arc::new(move || {
        let data = scene.data.get();
        let picture = kept.with_value(|chart| Rc::clone(&chart.picture))();
        picture.summary(&data.dataset, scene.words())
    });
    let told = Arc::clone(&summary);
    let tooltip = move || {
        let chart = kept.get_value();
        let brush = chart.brush.view(&chart);
        tooltip(&chart).into_iter().chain(brush).collect()
    };
    let pins = move || pinned(&kept.get_value());
    let now = move || told_now(&kept.get_value());
    [
        el("p")
            .class("summary")
            .attr("id", summary_id)
            .text_with(move || told()),
        el("div")
            .class("chart")
            .on("pointerleave", move |event| with(&event, Chart::leave))
            .child(refusal)
            .child(el("div").class("scroll").node(frame).child(canvas))
            .child(el("div").children_with(tooltip))
            .child(keys),
        el("div")
            .child(el("div").class("below").children_with(pins))
            .child(el("div").class("below").children_with(now))
            .child(chart_tools(exported, name, summary)),
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
            let changed = Closure::<dyn FnMut()>::new(measure);
            let page = self.scene.page();
            let stop = page.watch(&frame, changed.as_ref().unchecked_ref());
            let kept = StoredValue::new_local((stop, changed));
            on_cleanup(move || kept.with_value(|(stop, _)| drop(stop.call0(&JsValue::UNDEFINED))));
        });
    }

    /// Draws anew when the screen's density changes by itself, as on another screen.
    fn observe_density(self) {
        let kept = StoredValue::new_local(None);
        let escape = self.clone();
        let escape = media::on_key("Escape", move || escape.hide());
        let escape = StoredValue::new_local(escape);
        effect(move || {
            let density = self.density;
            let ratio = density.get();
            let again = move || density.set(media::device_pixel_ratio());
            kept.set_value(media::on_density_change(ratio, again));
        });
        on_cleanup(move || drop(escape.try_update_value(Option::take)));
    }

    /// Draws whenever the picture, the width, the colours or the focus change.
    fn paint(self, node: ElementRef) {
        let mut painted_before = false;
        effect(move || {
            let element = node
                .get()
                .and_then(|node| node.dyn_into::<HtmlCanvasElement>().ok());
            let Some(element) = element else { return };
            let look = self.scene.look.get();
            let most = if look.print { PAPER_PX } else { f64::INFINITY };
            let width_px = self.width.get().min(most);
            if width_px < 1.0 {
                return;
            }
            self.density.track();
            // What is being brushed stands still until it is let go.
            if self.brush.is_on() {
                return;
            }
            let theme = Theme::new(look.mode, look.chart_text());
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
            let backend = prepare(&element, width_px);
            if self.refused.get_untracked() != backend.is_none() {
                self.refused.set(backend.is_none());
            }
            if let Some(backend) = backend {
                let hits = picture.draw(Ink::Canvas(backend), &canvas);
                if *self.hits.borrow() != hits {
                    self.follow_marks(hits, picture, &data.dataset);
                }
            }
            if !std::mem::replace(&mut painted_before, true) {
                media::performance_mark("union-dashboard:first-chart");
            }
        });
    }

    /// Takes new marks for the old ones: focus and pins stay on what they were on, if it is still
    /// there; the pointer is over something else.
    fn follow_marks(&self, hits: HitMap, picture: Box<dyn Picture>, dataset: &Dataset) {
        let (old, before) = (self.hits.replace(hits), self.shown.replace(Some(picture)));
        let (hits, now) = (self.hits.borrow(), self.shown.borrow());
        let (Some(before), Some(now)) = (before, now.as_ref()) else {
            return;
        };
        // A mark of a view's own is what a click on it does; its position may be another's.
        let follow = |mark: usize| {
            let target = old.marks.get(mark)?.target;
            let deed = before.act(target, dataset);
            let is_it = |other: Target| match &deed {
                Some(deed) => now.act(other, dataset).as_ref() == Some(deed),
                None => other == target,
            };
            hits.marks.iter().position(|mark| is_it(mark.target))
        };
        for signal in [self.focus, self.pins[0], self.pins[1]] {
            let place = signal.get_untracked();
            let next = place.and_then(follow);
            if next != place {
                signal.set(next);
            }
        }
        self.hide();
    }
}
