//! What stands in an element before the program paints in it: the page's own content. It must never
//! change that content but for its `role=status` line.

use web_sys::HtmlElement;

/// Whether there is any: a reader then has something to look at while data is on its way.
pub fn is_there(element: &HtmlElement) -> bool {
    element.child_element_count() > 0
}

/// Says how far loading is, in the content's status line, if it has one.
pub fn say(element: &HtmlElement, sentence: &str) {
    let status = element.query_selector("[role=status]").ok().flatten();
    if let Some(status) = status {
        status.set_text_content(Some(sentence));
    }
}
