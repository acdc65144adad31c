//! Fuzz target: the bytes of a table, see `entries::import`.
#![no_main]

#[path = "../entries.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entries::import(bytes));
