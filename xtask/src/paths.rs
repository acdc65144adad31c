//! Where things lie: the checkout, `dist/`, the tools. It must never create or change anything.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The checkout's top folder.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent()
        .map_or_else(|| here.clone(), Path::to_path_buf)
}

/// The built artefacts.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Everything that setting up installs, in versioned folders.
pub fn tools() -> PathBuf {
    root().join("target").join("tools")
}

/// Cargo's home, whose path must not be carried into the artefact.
pub fn cargo_home() -> PathBuf {
    env::var_os("CARGO_HOME").map_or_else(
        || env::home_dir().unwrap_or_default().join(".cargo"),
        PathBuf::from,
    )
}

/// The file name of a program on this system.
pub fn executable(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}
