//! union-dashboard: trade-union achievement reports as an in-browser dashboard.
//!
//! Data flows one way, and the modules read in that order:
//!
//! `host::load → dataset → query → report (views) → chart | table → user event → action → query`
//!
//! The domain (`figure` to `chart`) knows no browser, the host knows no domain, and the app
//! introduces them to each other. It must never keep state in globals: everything lives in one
//! mounted dashboard.

// No data may end the program: what may be missing is asked for with `get`, what is wrong is told.
// The rooms that read texts from outside index nothing either, or say why they may.
#![warn(clippy::expect_used, clippy::panic, clippy::unreachable)]

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(not(target_arch = "wasm32"))]
pub mod audit;
pub mod chart;
#[warn(clippy::indexing_slicing, clippy::string_slice)]
pub mod dataset;
pub mod edition;
pub mod exchange;
#[warn(clippy::indexing_slicing, clippy::string_slice)]
pub mod extract;
#[warn(clippy::indexing_slicing, clippy::string_slice)]
pub mod figure;
#[cfg(target_arch = "wasm32")]
pub mod host;
#[warn(clippy::indexing_slicing, clippy::string_slice)]
pub mod import;
pub mod lang;
pub mod office;
pub mod order;
pub mod pace;
#[cfg(not(target_arch = "wasm32"))]
pub mod page;
pub mod query;
pub mod report;
#[cfg(not(target_arch = "wasm32"))]
pub mod synth;
pub mod workshop;

pub use union_dashboard_rows as rows;
