//! What `dist/` is made of, as functions from bytes to bytes. It must never run another program
//! (brotli's size, asked of Node, is the exception) and never reach for the network.

pub mod archive;
pub mod budget;
pub mod check;
pub mod document;
pub mod escape;
pub mod imports;
pub mod integrity;
pub mod names;
pub mod page;
pub mod policy;
pub mod script;
mod septets;
pub mod single_file;
pub mod split;
pub mod static_content;
pub mod target_features;
mod wasm;
