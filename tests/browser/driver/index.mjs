// The browsers by name. `open(engine)` gives a tab of a fresh browser (see page.mjs), and which of
// them a file of tests is run in: in the usual run Chromium, one other of today's and one old kernel,
// with LONG=1 (`cargo xtask test --long`) all five.
// Never: fall back from one engine to another.

import { basename } from "node:path";
import { openChromium } from "./chromium.mjs";
import { openFirefox } from "./firefox.mjs";
import { openWebKit } from "./webkit.mjs";

/** Today's three engines: for what each must be seen to do in every run. */
export const EVERY = ["chromium", "firefox", "webkit"];

/** The kernels of old office browsers, both. */
export const KERNELS = ["chromium89", "chromium92"];

/** Today's engines that this file of tests is run in. */
export const TODAY = process.env.LONG ? EVERY : ["chromium", one(EVERY.slice(1))];

/** The old kernels that it is run in. */
export const OLD = process.env.LONG ? KERNELS : [one(KERNELS)];

/** One of some engines by the file's name: the same in each run, and others in other files. */
function one(engines) {
  const name = basename(process.argv[1] ?? "");
  return engines[[...name].reduce((sum, c) => sum + c.codePointAt(0), 0) % engines.length];
}

const OPENERS = {
  chromium: openChromium,
  chromium89: openChromium,
  chromium92: openChromium,
  firefox: openFirefox,
  webkit: openWebKit,
};

/**
 * @param options  `{ scripts: false }`: as if the reader had switched scripts off (not in WebKit)
 * @returns {Promise<import("./page.mjs").Page>}
 */
export function open(engine, options = {}) {
  if (options.scripts === false && engine === "webkit") throw new Error("no such switch in WebKit");
  return OPENERS[engine](engine, options);
}
