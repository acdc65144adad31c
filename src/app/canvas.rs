//! A chart on a canvas: sharp on any screen, hit-tested, walked by keyboard, with a tooltip for
//! the pointer. It must never know what a chart means: a panel hands in a [`Picture`].

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlCanvasElement, KeyboardEvent, MouseEvent, PointerEvent};

use super::brush::{Brush, x_of};
use super::element::{El, ElementRef, el};
use super::export_chart::{Exported, chart_menu};
use super::ink::Ink;
use super::picture::Picture;
use super::pixels::{Widths, prepare};
use super::state::{Scene, effect};
use super::tooltip::{told_below, tooltip};
use crate::chart::{Canvas, HitMap, Measure, Step, Target, Theme};
use crate::dataset::YearRange;
use crate::host::media;
use crate::query::{Action, Filter};

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
    picture: Rc<dyn Fn() -> Box<dyn Picture>>,
    widths: Rc<Widths>,
    density: RwSignal<f64>,
    frame: ElementRef,
}

/// What labels a chart.
pub type Title = Arc<dyn Fn() -> String + Send + Sync>;

/// A chart's summary, the chart, and its menu; `name` tells it apart, `title` labels it.
pub fn chart(
    scene: Scene,
    name: &'static str,
    title: Title,
    picture: Rc<dyn Fn() -> Box<dyn Picture>>,
) -> [El; 3] {
    let (node, frame) = (ElementRef::new(), ElementRef::new());
    let chart = Chart {
        scene,
        picture,
        hits: Rc::default(),
        widths: Rc::default(),
        focus: RwSignal::new(None),
        hover: RwSignal::new(None),
        pins: [RwSignal::new(None), RwSignal::new(None)],
        width: RwSignal::new(0.0),
        brush: Brush::new(),
        density: RwSignal::new(media::device_pixel_ratio()),
        frame,
    };
    chart.clone().observe_width(frame);
    chart.clone().observe_density();
    chart.clone().paint(node);

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
        .on("pointerdown", move |event| with(&event, Chart::press))
        .on("pointerup", move |event| with(&event, Chart::release))
        .on("pointercancel", move |event| with(&event, Chart::release))
        .on("click", move |event| with(&event, Chart::click))
        .on("keydown", move |event| with(&event, Chart::walk))
        .on("keyup", move |event| with(&event, Chart::key_up))
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
        let brush = chart.brush.view(&chart);
        tooltip(&chart).into_iter().chain(brush).collect()
    };
    let below = move || told_below(&kept.get_value());
    [
        el("p").class("summary").text_with(summary),
        el("div")
            .class("chart")
            .on("pointerleave", move |event| with(&event, Chart::leave))
            .child(el("div").class("scroll").node(frame).child(canvas))
            .child(el("div").children_with(tooltip))
            .child(el("div").class("below").children_with(below)),
        chart_menu(exported, name),
    ]
}

impl Chart {
    /// Scrolls a long chart so that a mark is seen.
    fn scroll_to(&self, mark: Option<usize>) {
        let hits = self.hits.borrow();
        let mark = mark.and_then(|mark| hits.marks.get(mark));
        if let (Some(mark), Some(frame)) = (mark, self.frame.get_untracked()) {
            let (top, height) = (
                f64::from(frame.scroll_top()),
                f64::from(frame.client_height()),
            );
            if mark.y < top || mark.y + mark.height > top + height {
                frame.set_scroll_top((mark.y - (height - mark.height) / 2.0) as i32);
            }
        }
    }

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
            let width_px = self.width.get();
            if width_px < 1.0 {
                return;
            }
            self.density.track();
            // What is being brushed stands still until it is let go.
            if self.brush.is_on() {
                return;
            }
            let look = self.scene.look.get();
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
            let height_px = picture.height(&canvas).max(1.0);
            if let Some(backend) = prepare(&element, width_px, height_px) {
                let hits = picture.draw(Ink::Canvas(backend), &canvas);
                if self
                    .focus
                    .get_untracked()
                    .is_some_and(|focus| focus >= hits.marks.len())
                {
                    self.focus.set(None);
                }
                // Marks that lie elsewhere now are other marks: what was told of them goes.
                if *self.hits.borrow() != hits {
                    self.hits.replace(hits);
                    self.hide();
                    self.pins.iter().for_each(|pin| pin.set(None));
                }
            }
            if !std::mem::replace(&mut painted_before, true) {
                media::performance_mark("union-dashboard:first-chart");
            }
        });
    }

    fn hover_at(&self, event: &Event) {
        if self.brush.drag(self, x_of(event)) {
            self.hide();
            return;
        }
        let at = self.mark_at(event);
        if self.hover.get_untracked() != at {
            self.hover.set(at);
        }
    }

    fn press(&self, event: &Event) {
        self.hover_at(event);
        self.brush.press(x_of(event));
    }

    fn release(&self, _: &Event) {
        self.brush.release();
    }

    /// A finger that lifts leaves too, but its tooltip stays to be read.
    fn leave(&self, event: &Event) {
        self.brush.release();
        let pointer = event
            .dyn_ref::<PointerEvent>()
            .map(PointerEvent::pointer_type);
        if pointer.as_deref() != Some("touch") {
            self.hide();
        }
    }

    /// Takes the tooltip away.
    pub(super) fn hide(&self) {
        if self.hover.get_untracked().is_some() {
            self.hover.set(None);
        }
    }

    fn click(&self, event: &Event) {
        if !self.brush.was_drag() {
            self.activate(self.mark_at(event));
        }
    }

    /// The mark under a pointer.
    fn mark_at(&self, event: &Event) -> Option<usize> {
        let event = event.dyn_ref::<MouseEvent>()?;
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        self.hits.borrow().at(x, y)
    }

    pub(super) fn target(&self, mark: Option<usize>) -> Option<Target> {
        self.hits.borrow().marks.get(mark?).map(|mark| mark.target)
    }

    /// Whether a mark is a figure, and not a name.
    pub(super) fn is_figure(&self, mark: usize) -> bool {
        mark < self.hits.borrow().figures()
    }

    /// How far the chart is scrolled, and whether a height of it is in the lower half of the
    /// window.
    pub(super) fn place_of(&self, y: f64) -> (f64, bool) {
        let Some(frame) = self.frame.get_untracked() else {
            return (0.0, false);
        };
        let scrolled = f64::from(frame.scroll_top());
        let top = frame.get_bounding_client_rect().top();
        (scrolled, top + y - scrolled > media::window_height() / 2.0)
    }

    /// One mark as a sentence; a name says what it filters.
    pub(super) fn sentence(&self, mark: Option<usize>) -> Option<String> {
        let target = self.target(mark)?;
        let data = self.scene.data.get_untracked();
        let words = self.scene.words();
        Some(match target {
            Target::City(id) => (words.charts.only)(words.city(data.dataset.city(id))),
            Target::Year(year) => (words.charts.only)(&(words.year_range)(Some(year), Some(year))),
            _ => (self.picture)().describe(target, &data.dataset, words),
        })
    }

    /// A click or Enter on a mark: a figure is opened, a name filters; a second one takes either
    /// back.
    fn activate(&self, mark: Option<usize>) {
        let data = self.scene.data.get_untracked();
        let dataset = &data.dataset;
        let action = match self.target(mark) {
            Some(Target::Observation(row)) => {
                let key = dataset.observation(row).key();
                let is_open = self
                    .scene
                    .query
                    .with_untracked(|query| query.focus.as_ref() == Some(&key));
                Action::Focus((!is_open).then_some(key))
            }
            Some(Target::Category(id)) => {
                let id = dataset.categories[id.index()].id.clone();
                Action::Only(Filter::Category, id)
            }
            Some(Target::City(id)) => Action::Only(Filter::City, dataset.city(id).code.clone()),
            Some(Target::Year(year)) => {
                let years = YearRange {
                    from: Some(year),
                    to: Some(year),
                };
                let now = self.scene.query.with_untracked(|query| query.years);
                Action::Years(if now == years { YearRange::ALL } else { years })
            }
            Some(target) => match (self.picture)().act(target, dataset) {
                Some(action) => action,
                None => return,
            },
            None => return,
        };
        self.scene.dispatch(action);
    }

    /// Filters by the city of a figure.
    fn only_city(&self, mark: Option<usize>) {
        if let Some(Target::Observation(row)) = self.target(mark) {
            let data = self.scene.data.get_untracked();
            let code = data.dataset.observation(row).city.code.clone();
            self.scene.dispatch(Action::Only(Filter::City, code));
        }
    }

    fn key_up(&self, event: &Event) {
        if event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|key| key.key() == "Shift")
        {
            self.brush.end_keys();
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
        let key = event.key();
        let has_years = self.hits.borrow().year_at(0.0).is_some();
        if event.shift_key() && has_years && self.brush.key(self.scene, &key) {
            event.prevent_default();
            return;
        }
        let focus = self.focus.get_untracked();
        let is_table = self.hits.borrow().is_table();
        let step = match key.as_str() {
            "ArrowDown" if is_table => Step::NextSeries,
            "ArrowUp" if is_table => Step::PreviousSeries,
            "ArrowRight" | "ArrowDown" => Step::Next,
            "ArrowLeft" | "ArrowUp" => Step::Previous,
            "PageDown" => Step::NextSeries,
            "PageUp" => Step::PreviousSeries,
            "Home" => Step::First,
            "End" => Step::Last,
            "Enter" => return self.activate(focus),
            "Escape" => return self.focus.set(None),
            "f" | "F" => return self.only_city(focus),
            "p" | "P" => {
                let mark = focus.or(self.hover.get_untracked());
                let mark = mark.filter(|mark| self.is_figure(*mark));
                return mark.into_iter().for_each(|mark| self.pin(mark));
            }
            _ => return,
        };
        event.prevent_default();
        let next = self.hits.borrow().step(focus, step);
        self.focus.set(next);
        self.scroll_to(next);
        if let Some(sentence) = self.sentence(next) {
            self.scene.say(sentence);
        }
    }
}
