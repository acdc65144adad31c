//! The program's start in the browser. It must never hold logic of its own: the element's boot
//! script calls `mount`, which the library exports.

// Links the library, whose exports the boot script calls.
use union_dashboard as _;

fn main() {
    // What is built for readers traps at once: see docs/decisions.md, "Bytes".
    #[cfg(all(target_arch = "wasm32", debug_assertions))]
    console_error_panic_hook::set_once();
}
