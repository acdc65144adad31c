//! Fuzz target: a dataset's text as rows, see `entries::edition`.
#![no_main]

#[path = "../entries.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entries::edition(bytes));
