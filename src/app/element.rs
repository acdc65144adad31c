//! HTML elements of one type. leptos's own builders give every element a type of its own, and
//! with it some KB of wasm; here tag, attributes and children are erased at once, so that the
//! rendering code is compiled for a handful of types. It must never add behaviour to leptos's.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::html::{Custom, custom};
use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Subscriber};
use leptos::tachys::html::event::{self, on};
use leptos::tachys::html::node_ref::node_ref;
use leptos::tachys::html::property::prop;
use leptos::tachys::html::style::style;

use crate::chart::{clean, visible};
use crate::lang::runs;
use crate::query::Lang;

/// A reference to an element on the page.
pub type ElementRef = NodeRef<Custom<&'static str>>;

/// An element being built. Boxed: each step of a chain then hands on one number.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element with a tag.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
    }))
}

/// A button that does something; it submits no form.
pub fn button(mut action: impl FnMut() + 'static) -> El {
    button_for(move |_| action())
}

/// A button whose deed hears the event.
pub fn button_for(action: impl FnMut(web_sys::Event) + 'static) -> El {
    el("button").attr("type", "button").on("click", action)
}

/// Notes what is never taken back; whoever follows it hears it once.
pub fn turn_on(signal: RwSignal<bool>) {
    if !signal.get_untracked() {
        signal.set(true);
    }
}

/// A box that scrolls sideways where its content is wider, by keyboard too (WCAG 2.2, 2.1.1).
pub fn scroll_box(name: String, content: El) -> El {
    el("div")
        .class("scroll")
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", name)
        .child(content)
}

/// A group of radio buttons that comes and goes, in a form that sends nothing: Chromium never lets
/// go of a radio button that was taken out of a shadow tree unless a form holds its group.
pub fn radios(group: El) -> El {
    el("form")
        .attr("role", "none")
        .on("submit", |event| event.prevent_default())
        .child(group)
}

/// A text as it is read: Chinese within English says so.
#[inline(never)]
fn worded(text: String) -> AnyView {
    let runs = runs(&text);
    if runs.is_empty() {
        return text.into_any();
    }
    let spans: Vec<AnyView> = runs
        .into_iter()
        .map(|(chinese, run)| {
            let run = run.to_owned().into_any();
            if chinese {
                el("span")
                    .attr("lang", Lang::Chinese.as_str())
                    .add(run)
                    .view()
            } else {
                run
            }
        })
        .collect();
    spans.into_any()
}

/// What runs now, once for what it follows, lets go of that when it is replaced. By itself a memo
/// keeps whatever has ever followed it: a page that is used for long would grow with every change.
#[inline(never)]
pub fn let_go_later() {
    if let Some(follower) = Observer::get() {
        on_cleanup(move || follower.clear_sources(&follower));
    }
}

/// A value that follows signals.
type Reactive<T> = Box<dyn FnMut() -> T + Send>;

// The public methods only convert; the work is in functions of one type, each compiled once.
impl El {
    fn with(mut self, attribute: impl Attribute) -> Self {
        self.0.attributes.push(attribute.into_any_attr());
        self
    }

    /// Sets a class name.
    pub fn class(self, name: &str) -> Self {
        self.set("class", name.to_owned())
    }

    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl Into<String>) -> Self {
        self.set(name, value.into())
    }

    /// Sets an attribute that is read to a person, without what cannot be shown.
    pub fn label(self, name: &'static str, text: &str) -> Self {
        self.set(name, clean(text))
    }

    #[inline(never)]
    fn set(self, name: &'static str, value: String) -> Self {
        self.with(custom_attribute(name, value))
    }

    /// Sets an attribute that follows signals; `None` removes it.
    pub fn attr_with(
        self,
        name: &'static str,
        value: impl FnMut() -> Option<String> + Send + 'static,
    ) -> Self {
        self.set_with(name, Box::new(value))
    }

    #[inline(never)]
    fn set_with(self, name: &'static str, mut value: Reactive<Option<String>>) -> Self {
        let value: Reactive<Option<String>> = Box::new(move || {
            let_go_later();
            value()
        });
        self.with(custom_attribute(name, value))
    }

    /// Sets a boolean property that follows signals.
    pub fn is(self, name: &'static str, value: impl FnMut() -> bool + Send + 'static) -> Self {
        self.flag(name, Box::new(value))
    }

    #[inline(never)]
    fn flag(self, name: &'static str, mut value: Reactive<bool>) -> Self {
        let value: Reactive<bool> = Box::new(move || {
            let_go_later();
            value()
        });
        self.with(prop(name, value))
    }

    /// Sets the value of a form control, which follows signals.
    pub fn value(self, value: impl FnMut() -> String + Send + 'static) -> Self {
        let value: Reactive<String> = Box::new(value);
        self.with(prop("value", value))
    }

    /// Sets a CSS property through the CSSOM, which a strict policy allows.
    #[inline(never)]
    pub fn style(self, name: &'static str, value: String) -> Self {
        self.with(style((name, value)))
    }

    /// Listens to an event, as long as what it may ask for is there: what is about to be taken off
    /// the page still loses the focus.
    pub fn on(self, name: &'static str, handler: impl FnMut(web_sys::Event) + 'static) -> Self {
        self.listen(name, Box::new(handler))
    }

    #[inline(never)]
    fn listen(self, name: &'static str, mut handler: Box<dyn FnMut(web_sys::Event)>) -> Self {
        let alive = StoredValue::new(0_u32);
        let guarded: Box<dyn FnMut(web_sys::Event)> = Box::new(move |event| {
            if alive.try_get_value().is_some() {
                handler(event);
            }
        });
        self.with(on(event::Custom::new(name), guarded))
    }

    /// Fills a reference once the element is on the page.
    pub fn node(self, node: ElementRef) -> Self {
        self.with(node_ref(node))
    }

    /// Adds a name or another short text, without what cannot be shown; a long one in part.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.add_text(text.into())
    }

    #[inline(never)]
    fn add_text(self, text: String) -> Self {
        self.add(worded(clean(&text)))
    }

    /// Adds prose of any length, without what cannot be shown.
    pub fn prose(self, text: &str) -> Self {
        self.add(worded(visible(text)))
    }

    /// Adds prose of the data, which stays Chinese whatever the page's language is (WCAG 2.2,
    /// 3.1.2).
    pub fn chinese(self, text: &str) -> Self {
        match text {
            "" => self,
            _ => self.attr("lang", Lang::Chinese.as_str()).prose(text),
        }
    }

    /// Adds text that follows signals, without what cannot be shown.
    pub fn text_with(self, text: impl FnMut() -> String + Send + 'static) -> Self {
        self.add_text_with(Box::new(text))
    }

    #[inline(never)]
    fn add_text_with(self, mut text: Reactive<String>) -> Self {
        let text: Reactive<AnyView> = Box::new(move || {
            let_go_later();
            worded(visible(&text()))
        });
        self.add(text.into_any())
    }

    /// Adds a child.
    #[inline(never)]
    pub fn child(self, child: El) -> Self {
        self.add(child.view())
    }

    /// Adds children.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, El::child)
    }

    /// Adds children that follow signals; all are replaced at each change.
    pub fn children_with(self, children: impl FnMut() -> Vec<El> + Send + 'static) -> Self {
        self.add_children_with(Box::new(children))
    }

    #[inline(never)]
    fn add_children_with(self, mut children: Reactive<Vec<El>>) -> Self {
        let view: Reactive<AnyView> = Box::new(move || {
            let_go_later();
            let children: Vec<AnyView> = children().into_iter().map(El::view).collect();
            children.into_any()
        });
        self.add(view.into_any())
    }

    fn add(mut self, child: AnyView) -> Self {
        self.0.children.push(child);
        self
    }

    /// The finished element.
    #[inline(never)]
    pub fn view(self) -> AnyView {
        let Parts {
            tag,
            attributes,
            children,
        } = *self.0;
        custom(tag)
            .child(children)
            .add_any_attr(attributes)
            .into_any()
    }
}
