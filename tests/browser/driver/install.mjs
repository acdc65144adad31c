// Where the browsers of the system are, and what to type when one is missing.
// Never: skip. A browser that cannot be started fails the tests, with the command that installs it.

import { accessSync, constants, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The Debian packages that the tests need; `cargo xtask test` installs the same list. */
export const PACKAGES = ["chromium", "firefox-esr", "webkit2gtk-driver", "xvfb", "fonts-noto-cjk"];

const INSTALL = `apt-get install -y --no-install-recommends ${PACKAGES.join(" ")}`;

/** The first of these programs on the PATH. */
export function program(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      if (runs(join(folder, name))) return join(folder, name);
    }
  }
  throw new Error(`${names.join(" or ")} is not installed. On Debian, as root: ${INSTALL}`);
}

/** WebKit's bare browser, which lies in a library folder that is named by the architecture. */
export function miniBrowser() {
  for (const triple of readdirSync("/usr/lib")) {
    const path = `/usr/lib/${triple}/webkit2gtk-4.1/MiniBrowser`;
    if (runs(path)) return path;
  }
  throw new Error(`WebKit's MiniBrowser is not installed. On Debian, as root: ${INSTALL}`);
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
