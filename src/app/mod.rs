//! The dashboard's interface in leptos: one panel a view. It must never compute a figure itself
//! or write the query except through an action.

mod answer_panel;
mod bounds;
mod brush;
mod canvas;
mod chart_section;
mod chart_tools;
mod chips;
mod compare_panel;
mod dashboard;
mod doubts_panel;
mod element;
mod embed;
mod export_as;
mod export_chart;
mod export_menu;
mod export_page;
mod filters;
mod header;
mod honours_panel;
mod indicator_select;
mod ink;
mod look;
mod marks;
mod matrix_panel;
mod menu;
mod messages;
mod mount;
mod overview_panel;
mod panel;
mod phase;
mod picture;
mod pixels;
mod provenance_panel;
mod read_switch;
mod screen;
mod shared;
mod source_text;
mod state;
mod table_panel;
mod tooltip;
mod trend_panel;

pub use mount::{Mounted, mount};
pub use pixels::{Widths, prepare};
pub use screen::CanvasBackend;
