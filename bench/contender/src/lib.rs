//! The program's query engine behind the questions that a harness of browser tools asks: rows are
//! read ([`read()`]), and each change of filters is answered by linked views ([`Table`]). Natively
//! `bench/engine/` measures the same code; in a page it stands beside the program's drawing. It
//! must never count, sort or draw in another way than the program does, nor be part of it.

mod coded;
#[cfg(target_arch = "wasm32")]
mod door;
mod read;
mod table;
#[cfg(test)]
mod tests;

pub use read::read;
pub use table::{Answer, Filter, Names, Table};

// Only what is named is linked.
#[cfg(target_arch = "wasm32")]
pub use union_dashboard_redraw::Sheet;
