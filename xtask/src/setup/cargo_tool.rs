//! Tools that cargo installs, unoptimised and in pinned versions: they start other programs or read
//! manifests, and are built once. It must never put a tool among the user's own.

use std::{fs, path::PathBuf, process::Command};

use anyhow::Result;

use crate::{paths, process, progress};

/// A tool of cargo.
pub struct CargoTool {
    name: &'static str,
    version: &'static str,
    features: bool,
}

/// Runs fuzz targets.
pub const FUZZ: CargoTool = CargoTool {
    name: "cargo-fuzz",
    version: "0.13.2",
    features: true,
};

/// Holds what comes in from outside to `deny.toml`. Without its features it has no way to a network.
pub const DENY: CargoTool = CargoTool {
    name: "cargo-deny",
    version: "0.20.2",
    features: false,
};

/// Changes the program in one place at a time and looks whether a test notices.
pub const MUTANTS: CargoTool = CargoTool {
    name: "cargo-mutants",
    version: "27.1.0",
    features: true,
};

impl CargoTool {
    /// The program.
    pub fn program(&self) -> PathBuf {
        self.folder().join("bin").join(paths::executable(self.name))
    }

    /// Builds it if it is missing.
    ///
    /// # Errors
    /// If it cannot be built.
    pub fn ensure(&self) -> Result<()> {
        if self.program().exists() {
            return Ok(());
        }
        progress::step(&format!("{} {}", self.name, self.version), || {
            // The lock file that it ships may name crates that a mirror does not have yet.
            process::quiet(self.name, self.install().arg("--locked"), None)
                .or_else(|_| process::quiet(self.name, &mut self.install(), None))?;
            fs::remove_dir_all(self.build_folder())?;
            Ok(())
        })
    }

    fn install(&self) -> Command {
        let mut cargo = process::cargo();
        cargo.args(["install", self.name, "--version", self.version, "--debug"]);
        if !self.features {
            cargo.arg("--no-default-features");
        }
        cargo.arg("--root").arg(self.folder());
        cargo.arg("--target-dir").arg(self.build_folder());
        cargo.envs([("CARGO_PROFILE_DEV_DEBUG", "0"), ("CARGO_INCREMENTAL", "0")]);
        cargo
    }

    fn folder(&self) -> PathBuf {
        paths::tools().join(format!("{}-{}", self.name, self.version))
    }

    fn build_folder(&self) -> PathBuf {
        paths::tools().join("build").join(self.name)
    }
}
