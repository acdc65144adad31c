//! The program's start in the browser. It must never hold logic of its own: the element's boot
//! script calls `mount`, which the library exports.

// Links the library, whose exports the boot script calls.
use union_dashboard as _;

fn main() {
    #[cfg(target_arch = "wasm32")]
    console_error_panic_hook::set_once();
}
