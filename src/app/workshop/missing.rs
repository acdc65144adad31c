//! Which cities have not reported a year that others have. It must never list a year that nobody
//! has reported.

use super::works::Works;
use crate::app::element::{El, el};
use crate::edition::unreported_in;

/// The panel.
pub fn missing(works: Works) -> El {
    let words = works.words();
    let lines = move || {
        let silent = unreported_in(&works.turned_data().dataset);
        if silent.is_empty() {
            return vec![el("li").text(works.work().none_missing)];
        }
        let line = |one: crate::edition::Unreported| {
            let names: Vec<String> = one.cities.into_iter().map(|(_, name)| name).collect();
            el("li").prose(&(works.work().missing_year)(
                one.year,
                &names.join(words.comma),
            ))
        };
        silent.into_iter().rev().map(line).collect()
    };
    el("section")
        .class("work-box")
        .attr("data-work", "missing")
        .child(el("h3").attr("tabindex", "-1").text(works.work().missing))
        .child(el("ul").children_with(lines))
}
