//! union-dashboard: trade-union achievement reports as an in-browser dashboard.
//!
//! Data flows one way, and the modules read in that order:
//!
//! `host::load → dataset → query → report (views) → chart | table → user event → action → query`
//!
//! The domain (`figure` to `chart`) knows no browser, the host knows no domain, and the app
//! introduces them to each other. It must never keep state in globals: everything lives in one
//! mounted dashboard.

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(not(target_arch = "wasm32"))]
pub mod audit;
pub mod chart;
pub mod dataset;
#[cfg(not(target_arch = "wasm32"))]
pub mod edition;
pub mod exchange;
pub mod extract;
pub mod figure;
#[cfg(target_arch = "wasm32")]
pub mod host;
#[cfg(not(target_arch = "wasm32"))]
pub mod import;
pub mod lang;
pub mod order;
#[cfg(not(target_arch = "wasm32"))]
pub mod page;
pub mod query;
pub mod report;
#[cfg(not(target_arch = "wasm32"))]
pub mod synth;

pub use union_dashboard_rows as rows;
