//! The dashboard's interface in leptos: one panel a view. It must never compute a figure itself
//! or write the query except through an action.

mod brush;
mod canvas;
mod chart_section;
mod chips;
mod compare_panel;
mod dashboard;
mod doubts_panel;
mod element;
mod filters;
mod header;
mod honours_panel;
mod indicator_select;
mod menu;
mod messages;
mod mount;
mod overview_panel;
mod panel;
mod pixels;
mod provenance_panel;
mod read_switch;
mod source_text;
mod state;
mod table_panel;
mod tooltip;
mod trend_panel;

pub use mount::{Mounted, mount};
