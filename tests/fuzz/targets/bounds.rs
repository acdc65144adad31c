//! Fuzz target: the attributes that bound a reader, see `entries::bounds`.
#![no_main]

#[path = "../entries.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entries::bounds(bytes));
