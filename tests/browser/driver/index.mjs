// The browsers by name. `open(engine)` gives a tab of a fresh browser (see page.mjs).
// Never: fall back from one engine to another.

import { openChromium } from "./chromium.mjs";
import { openFirefox } from "./firefox.mjs";
import { openWebKit } from "./webkit.mjs";

/** Today's three engines. */
export const TODAY = ["chromium", "firefox", "webkit"];

/** The kernels of old office browsers. */
export const OLD = ["chromium89", "chromium92"];

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
