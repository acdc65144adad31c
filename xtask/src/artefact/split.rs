//! One program in two modules: what every reader loads, and what is loaded later, into the same
//! instance. The linker's relocations tell who mentions whom, so that the second module gets the
//! functions and constants that can be reached through doors alone; a door is called through the
//! table, whose slot the second module fills. It must never change what the program does once both
//! are there.

mod halves;
mod linked;
mod module;
mod numbers;
mod order;
mod plan;

pub use halves::{FIRST, halves};
pub use plan::Plan;

#[cfg(test)]
mod tests;
