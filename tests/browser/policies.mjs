// Under the policy that DESIGN section 5 promises to be enough: a reader's walk through all that the
// element and the served page do, for each engine's own file of tests.
// Never: a wider policy, or a report that is overlooked.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { open } from "./driver/index.mjs";
import { ELEMENT, seeAll } from "./guest.mjs";
import { serve } from "./server.mjs";

export const SCRIPTS = ["union-dashboard.js", "union-dashboard-light.js"];

const NARROWEST = "no Trusted Types policy at all";

/** Exactly as the design has it, and closed for all that it does not name. */
export const PROMISED = "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:";
export const CLOSED = `default-src 'none'; ${PROMISED}; base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'self'`;
/**
 * From the promise itself to the narrowest. What is not refused under one is not under a wider one, so that
 * the whole walk is gone under the narrowest alone, and with LONG=1 under each.
 */
const POLICIES = {
  "the promised policy": PROMISED,
  "Trusted Types": `${CLOSED}; require-trusted-types-for 'script'`,
  [NARROWEST]: `${CLOSED}; require-trusted-types-for 'script'; trusted-types 'none'`,
};

export const HARDENED = {
  "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "x-frame-options": "SAMEORIGIN",
  "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin", "x-permitted-cross-domain-policies": "none",
  "permissions-policy": ["clipboard-read", "clipboard-write", "fullscreen", "camera", "microphone", "geolocation",
    "payment", "usb", "autoplay", "sync-xhr", "web-share"].map((name) => `${name}=()`).join(", "),
};

/** What Chromium itself remarks when a reader asks to copy and the server has forbidden it. */
export const NO_CLIPBOARD = /^console: Permissions policy violation: The Clipboard API has been blocked/;

/** What Firefox tells of a chart that is drawn as wide as it has become in the same frame; the rest follows in the next. */
const LATE = "error ResizeObserver loop completed with undelivered notifications.";

export const page_of = (script, body = ELEMENT, more = "") => `<!doctype html><html lang="zh"><head><meta charset="utf-8">
  <link rel="icon" href="data:,"><title>单位网站</title><script src="/watch.js"></script></head><body><h1>单位网站</h1>${body}
  <script src="/${script}" ${more}></script></body></html>`;

/** Notes what a policy refuses from the first moment on, and keeps the printer's dialogue shut. */
export const WATCH = `window.refused = []; window.printed = 0;
  addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective + " " + event.blockedURI));
  addEventListener("error", (event) => refused.push("error " + event.message));
  addEventListener("unhandledrejection", (event) => refused.push("unhandled " + event.reason));`;

/** All views, and in them what needs more than drawing: printing, files, the clipboard. */
export async function walk(page) {
  await seeAll(page, async (view) => {
    for (const place of [1, 2, 3]) await save(page, view, place);
  });
  const items = await page.evaluate(() => findAll('[data-export="page"] li').length);
  for (let place = 1; place <= items; place++) await save(page, "page", place);
  await ui.clickOption(page, "city", "340800");
  await print(page);
}

/** A chart's view, and one of its files. */
async function file(page, view, place) {
  await ui.clickView(page, view);
  await ui.painted(page, view);
  await save(page, view, place);
}

/** Takes one of the offers of a list: a chart's by its view, or the page's. */
async function save(page, list, place) {
  await page.click(`[data-export="${list}"] summary`);
  await page.click(`[data-export="${list}"] li:nth-child(${place}) button`);
  await page.until("what became of it", (list) => find(`[data-export="${list}"] .told`).innerText.trim(), list);
}

/** Presses the printer's button of a report, with the frame's own `print` counted instead. */
async function print(page) {
  await ui.clickView(page, "report");
  // By the page's script: the list of a native select opens outside the page.
  await page.evaluate(() => {
    document.querySelector("union-dashboard").state = { city: ["340800"], year: [2025, 2025] };
  });
  await page.until("the printer's button", () => {
    const button = find('[data-panel="report"] .print');
    return button && button.getClientRects().length > 0;
  });
  await page.evaluate(() => {
    const root = document.querySelector("union-dashboard").shadowRoot;
    root.querySelector("iframe.printed").contentWindow.print = () => { window.printed++; };
  });
  await page.click('[data-panel="report"] .print');
  await page.until("a sheet for the printer", () => window.printed === 1);
  const sheet = await page.evaluate(() => {
    const { contentDocument } = document.querySelector("union-dashboard").shadowRoot.querySelector("iframe.printed");
    return [contentDocument.querySelectorAll("h1").length, contentDocument.body.innerText.length, contentDocument.adoptedStyleSheets.length];
  });
  assert.ok(sheet[0] === 1 && sheet[1] > 200 && sheet[2] === 1, `the printer's sheet: ${sheet}`);
}

/** Every page of ours under every policy, in one engine. */
export function underPolicies(engine) {
  for (const [called, policy] of Object.entries(POLICIES)) {
    describe(`${called}, in ${engine}`, () => {
      let page, site;
      before(async () => {
        const answers = { "watch.js": WATCH };
        for (const script of SCRIPTS) answers[`${script}.html`] = page_of(script);
        answers["index.html"] = readFileSync(ui.built("index.html"), "utf8")
          .replace("<head>", '<head><script src="/watch.js"></script>');
        site = await serve(ui.DIST, { path: "/", answers, policy, headers: HARDENED });
      });
      after(() => site?.close());
      // A fresh browser for each: WebKit's leaves no page that has saved a dozen files.
      beforeEach(async () => {
        page = await open(engine);
        await page.resize(1280, 900);
      });
      afterEach(() => page?.close());
      const clean = async () => {
        assert.deepEqual((await page.evaluate(() => window.refused)).filter((what) => what !== LATE), []);
        assert.deepEqual(site.reports, []);
        assert.deepEqual(page.complaints.filter((complaint) => !NO_CLIPBOARD.test(complaint)), []);
        assert.deepEqual(site.log.filter((line) => !/^20[04] /.test(line)), []);
      };
      for (const at of [...SCRIPTS.map((script) => `${script}.html`), "index.html"]) {
        const isWhole = called === NARROWEST || process.env.LONG;
        test(`${at}: ${isWhole ? "every view, every file, the printer" : "a view and a file"}`, async () => {
          site.log.length = site.reports.length = 0;
          await ui.openReady(page, site.url + at);
          if (isWhole) await walk(page);
          else await file(page, "compare", 1);
          await clean();
        });
      }
    });
  }
}
