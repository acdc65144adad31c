//! The doors: what can be reached through these functions alone is the program's second module,
//! which is loaded when it is first wanted, or when nobody wants anything. They must never be
//! called before [`Rest::Here`](super::rest::Rest), nor be inlined where they are called.

use leptos::prelude::*;
use web_sys::{Blob, Event, File, ShadowRoot};

use super::element::{El, ElementRef};
use super::export_as::{Wanted, export_as};
use super::export_chart::{Exported, PictureDeed};
use super::export_menu::Teller;
use super::export_page::PageDeed;
use super::later_panel::later_panel;
use super::parts::parts_place;
use super::provenance::{provenance_view, take_report};
use super::source_text::LastHanded;
use super::state::Scene;
use super::workshop;
use crate::host::sheet;

/// The sheet of what is shown through these doors, made by `build.rs` from `style/`.
const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/later.css"));

/// Gives a shadow root that sheet too, between those that it has.
#[inline(never)]
pub fn dress(root: &ShadowRoot, before: &str, over: &str) {
    sheet::adopt(root, &[before, CSS, over]);
}

/// The workshop of a dashboard; what is handed over to it is read at once.
#[inline(never)]
pub fn open_workshop(scene: Scene, handed: RwSignal<Option<File>, LocalStorage>) -> El {
    workshop::open(scene, handed)
}

/// The view that the reader chose, of those that are loaded later.
#[inline(never)]
pub fn open_view(scene: Scene) -> El {
    later_panel(scene)
}

/// What is told of a dataset in several files, which are fetched as they are asked for.
#[inline(never)]
pub fn open_parts(scene: Scene) -> El {
    parts_place(scene)
}

/// Where the figure comes from that has the focus.
#[inline(never)]
pub fn open_provenance(scene: Scene, heading: ElementRef, last: LastHanded) -> Vec<El> {
    provenance_view(scene, heading, last)
}

/// Takes a file that may be the report of the figure that has the focus.
#[inline(never)]
pub fn hand_report(scene: Scene, event: &Event, last: LastHanded, heading: ElementRef) {
    take_report(scene, event, last, heading);
}

/// Does what the page's menu offers.
#[inline(never)]
pub fn take_along(teller: Teller, deed: PageDeed) {
    deed.act(teller);
}

/// Does what a chart's menu offers.
#[inline(never)]
pub fn take_picture(chart: &Exported, teller: Teller, deed: PictureDeed) {
    chart.act(teller, deed);
}

/// A file that a page's script asks for.
#[inline(never)]
pub fn make_file(scene: Scene, wanted: &Wanted<'_>) -> Result<Blob, &'static str> {
    export_as(scene, wanted)
}
