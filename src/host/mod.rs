//! The browser: strings and bytes only. It must never know what a dataset or a query is.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod content;
pub mod embed;
pub mod file;
pub mod load;
pub mod media;
pub mod pace;
pub mod page;
pub mod print;
pub mod save;
pub mod sheet;
pub mod speech;
pub mod text;
