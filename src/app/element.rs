//! HTML elements of one type. leptos's own builders give every element a type of its own, and
//! with it some KB of wasm; here tag, attributes and children are erased at once, so that the
//! rendering code is compiled for a handful of types. It must never add behaviour to leptos's.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::html::{Custom, custom};
use leptos::prelude::*;
use leptos::tachys::html::event::{self, on};
use leptos::tachys::html::node_ref::node_ref;
use leptos::tachys::html::property::prop;
use leptos::tachys::html::style::style;

/// A reference to an element on the page.
pub type ElementRef = NodeRef<Custom<&'static str>>;

/// An element being built.
pub struct El {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element with a tag.
pub fn el(tag: &'static str) -> El {
    El { tag, attributes: Vec::new(), children: Vec::new() }
}

/// A button that does something; it submits no form.
pub fn button(mut action: impl FnMut() + 'static) -> El {
    el("button").attr("type", "button").on("click", move |_| action())
}

impl El {
    fn with(mut self, attribute: impl Attribute) -> Self {
        self.attributes.push(attribute.into_any_attr());
        self
    }

    /// Sets a class name.
    pub fn class(self, name: &str) -> Self {
        self.attr("class", name)
    }

    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl Into<String>) -> Self {
        self.with(custom_attribute(name, value.into()))
    }

    /// Sets an attribute that follows signals; `None` removes it.
    pub fn attr_with(
        self,
        name: &'static str,
        value: impl FnMut() -> Option<String> + Send + 'static,
    ) -> Self {
        let value: Box<dyn FnMut() -> Option<String> + Send> = Box::new(value);
        self.with(custom_attribute(name, value))
    }

    /// Sets a boolean property that follows signals.
    pub fn is(self, name: &'static str, value: impl FnMut() -> bool + Send + 'static) -> Self {
        let value: Box<dyn FnMut() -> bool + Send> = Box::new(value);
        self.with(prop(name, value))
    }

    /// Sets the value of a form control, which follows signals.
    pub fn value(self, value: impl FnMut() -> String + Send + 'static) -> Self {
        let value: Box<dyn FnMut() -> String + Send> = Box::new(value);
        self.with(prop("value", value))
    }

    /// Sets a CSS property through the CSSOM, which a strict policy allows.
    pub fn style(self, name: &'static str, value: String) -> Self {
        self.with(style((name, value)))
    }

    /// Listens to an event.
    pub fn on(self, name: &'static str, handler: impl FnMut(web_sys::Event) + 'static) -> Self {
        let handler: Box<dyn FnMut(web_sys::Event)> = Box::new(handler);
        self.with(on(event::Custom::new(name), handler))
    }

    /// Fills a reference once the element is on the page.
    pub fn node(self, node: ElementRef) -> Self {
        self.with(node_ref(node))
    }

    /// Adds text.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(text.into().into_any());
        self
    }

    /// Adds text that follows signals.
    pub fn text_with(mut self, text: impl FnMut() -> String + Send + 'static) -> Self {
        let text: Box<dyn FnMut() -> String + Send> = Box::new(text);
        self.children.push(text.into_any());
        self
    }

    /// Adds a child.
    pub fn child(mut self, child: impl Into<AnyView>) -> Self {
        self.children.push(child.into());
        self
    }

    /// Adds children.
    pub fn children(mut self, children: impl IntoIterator<Item = impl Into<AnyView>>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// Adds children that follow signals; all are replaced at each change.
    pub fn children_with<V: Into<AnyView>>(
        mut self,
        mut children: impl FnMut() -> Vec<V> + Send + 'static,
    ) -> Self {
        let view: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || {
            let children: Vec<AnyView> = children().into_iter().map(Into::into).collect();
            children.into_any()
        });
        self.children.push(view.into_any());
        self
    }

    /// The finished element.
    pub fn view(self) -> AnyView {
        let Self { tag, attributes, children } = self;
        custom(tag).child(children).add_any_attr(attributes).into_any()
    }
}

impl From<El> for AnyView {
    fn from(element: El) -> Self {
        element.view()
    }
}
