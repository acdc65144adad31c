//! The standard library for wasm32, built for size from rustc's own sources, in a sysroot of our
//! own that borrows all else from the installed toolchain, because two standard libraries in one
//! folder do not compile (E0464). The one that rustup hands out is built for speed and tells the
//! place of every panic: 13 KB more after brotli. It must never take another version than rustc's
//! own, nor write into the installed toolchain itself.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::rust_src;
use crate::{paths, process, progress};

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Flags of rustc for the standard library and for the program alike. A panic keeps its message
/// and the stack of the module; its place in the source costs 16 bytes and a path each, and what
/// `{:?}` would print, which no reader is shown, 3 KB more.
pub const SMALL: [&str; 4] = [
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
];

/// Lets the installed rustc take `-Z` flags and build its own standard library.
pub const UNSTABLE: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");

/// Sees to it that the sysroot is there; returns it. `None` where its sources cannot be had and
/// the installed toolchain has a wasm32 of its own: that one works too, and is over the budget.
pub fn ensure() -> Result<Option<PathBuf>> {
    let rustc = Rustc::installed()?;
    let ours = sysroot(&rustc);
    if has_core(&ours) {
        return Ok(Some(ours));
    }
    let sources = match rust_src::find(&rustc) {
        Err(error) if has_core(&rustc.sysroot) => {
            eprintln!("wasm32 as it is installed, and a larger program: {error:#}");
            return Ok(None);
        }
        sources => sources?,
    };
    progress::step("the standard library for wasm32", || {
        build(&rustc, &sources)
    })
    .with_context(|| format!("the standard library for {TARGET} cannot be built"))?;
    Ok(Some(ours))
}

/// The installed compiler.
pub struct Rustc {
    /// Its folder.
    pub sysroot: PathBuf,
    /// Its version, such as `1.95.0`.
    pub version: String,
    /// The triple that it runs on.
    pub host: String,
}

impl Rustc {
    fn installed() -> Result<Self> {
        let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]))?;
        let about = process::output(Command::new("rustc").arg("-vV"))?;
        let field = |key: &str| {
            let line = about.lines().find_map(|line| line.strip_prefix(key));
            Ok::<_, anyhow::Error>(
                line.context("rustc -vV is not understood")?
                    .trim()
                    .to_owned(),
            )
        };
        Ok(Self {
            sysroot: sysroot.into(),
            version: field("release:")?,
            host: field("host:")?,
        })
    }
}

/// Where the sysroot lies once it is built; another version or other flags are another one.
fn sysroot(rustc: &Rustc) -> PathBuf {
    let flags = SMALL.concat().replace(['-', '='], "");
    paths::tools().join(format!("sysroot-{}-{flags}", rustc.version))
}

/// Where a sysroot keeps its wasm32 libraries.
fn libraries(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

fn has_core(sysroot: &Path) -> bool {
    fs::read_dir(libraries(sysroot)).is_ok_and(|entries| {
        entries
            .filter_map(Result::ok)
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
    })
}

/// Builds from the folder `library` of rustc's sources, and puts in place.
fn build(rustc: &Rustc, library: &Path) -> Result<()> {
    let scratch = paths::tools().join("build/std");
    let libraries_built = compiled(library, &scratch)?;
    put_in_place(rustc, &libraries_built)?;
    fs::remove_dir_all(scratch)?;
    Ok(())
}

/// Builds the libraries as the Rust project does, but for size; returns their folder. No
/// `--cap-lints`: with it cargo fails to learn about the target.
fn compiled(library: &Path, target: &Path) -> Result<PathBuf> {
    let mut flags = vec![
        "-Cembed-bitcode=yes".to_owned(),
        "-Copt-level=z".to_owned(),
        "-Zforce-unstable-if-unmarked".to_owned(),
        format!("--remap-path-prefix={}=library", library.display()),
        format!(
            "--remap-path-prefix={}=cargo",
            paths::cargo_home().display()
        ),
    ];
    flags.extend(SMALL.map(str::to_owned));
    let mut cargo = process::cargo();
    cargo
        .args(["build", "--release", "--locked", "--target", TARGET])
        .arg("--target-dir")
        .arg(target);
    cargo.args([
        "--features",
        "panic-unwind,compiler-builtins-mem,optimize_for_size",
    ]);
    cargo.current_dir(library.join("sysroot"));
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    cargo.envs([UNSTABLE, ("__CARGO_DEFAULT_LIB_METADATA", "stable")]);
    process::quiet("standard-library", &mut cargo, None)?;
    Ok(target.join(TARGET).join("release/deps"))
}

fn put_in_place(rustc: &Rustc, built: &Path) -> Result<()> {
    let ours = sysroot(rustc);
    let place = libraries(&ours);
    if ours.exists() {
        fs::remove_dir_all(&ours)?;
    }
    fs::create_dir_all(&place)?;
    // The linker that wasm32 needs lies among the host's files.
    borrow_host(&rustc.sysroot, &ours, &rustc.host)?;
    for entry in fs::read_dir(built)? {
        let path = entry?.path();
        if let (Some("rlib"), Some(name)) = (
            path.extension().and_then(|extension| extension.to_str()),
            path.file_name(),
        ) {
            fs::copy(&path, place.join(name))?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn borrow_host(installed: &Path, ours: &Path, host: &str) -> Result<()> {
    let folder = Path::new("lib/rustlib").join(host);
    Ok(std::os::unix::fs::symlink(
        installed.join(&folder),
        ours.join(&folder),
    )?)
}

/// A symbolic link wants a privilege there; the linker alone is copied.
#[cfg(not(unix))]
fn borrow_host(installed: &Path, ours: &Path, host: &str) -> Result<()> {
    let folder = Path::new("lib/rustlib").join(host).join("bin");
    let linker = paths::executable("rust-lld");
    fs::create_dir_all(ours.join(&folder))?;
    let from = installed.join(&folder).join(&linker);
    fs::copy(from, ours.join(&folder).join(&linker))?;
    Ok(())
}
