// Under the policy that DESIGN section 5 promises to be enough, and no wider: the element with both
// scripts and the served page, with Trusted Types and the headers of a hardened server; integrity;
// and what stays where a policy or an old kernel lets no program run.
// Never: a wider policy, or a report that is overlooked.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { OLD, open, TODAY } from "./driver/index.mjs";
import { ELEMENT, VIEWS } from "./guest.mjs";
import { serve } from "./server.mjs";

const ENGINES = process.env.ENGINE ? [process.env.ENGINE] : TODAY;
const SCRIPTS = ["union-dashboard.js", "union-dashboard-light.js"];

/** Exactly as the design has it, and closed for all that it does not name. */
const PROMISED = "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:";
const CLOSED = `default-src 'none'; ${PROMISED}; base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'self'`;
const POLICIES = {
  "the promised policy": PROMISED,
  "all else closed": CLOSED,
  "Trusted Types": `${CLOSED}; require-trusted-types-for 'script'`,
  "no Trusted Types policy at all": `${CLOSED}; require-trusted-types-for 'script'; trusted-types 'none'`,
};

const HARDENED = {
  "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "x-frame-options": "SAMEORIGIN",
  "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin", "x-permitted-cross-domain-policies": "none",
  "permissions-policy": ["clipboard-read", "clipboard-write", "fullscreen", "camera", "microphone", "geolocation",
    "payment", "usb", "autoplay", "sync-xhr", "web-share"].map((name) => `${name}=()`).join(", "),
};

/** What Chromium itself remarks when a reader asks to copy and the server has forbidden it. */
const NO_CLIPBOARD = /^console: Permissions policy violation: The Clipboard API has been blocked/;

/** What Firefox tells of a chart that is drawn as wide as it has become in the same frame; the rest follows in the next. */
const LATE = "error ResizeObserver loop completed with undelivered notifications.";

const page_of = (script, body = ELEMENT, more = "") => `<!doctype html><html lang="zh"><head><meta charset="utf-8">
  <link rel="icon" href="data:,"><title>单位网站</title><script src="/watch.js"></script></head><body><h1>单位网站</h1>${body}
  <script src="/${script}" ${more}></script></body></html>`;

/** Notes what a policy refuses from the first moment on, and keeps the printer's dialogue shut. */
const WATCH = `window.refused = []; window.printed = 0;
  addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective + " " + event.blockedURI));
  addEventListener("error", (event) => refused.push("error " + event.message));
  addEventListener("unhandledrejection", (event) => refused.push("unhandled " + event.reason));`;

/** All views, and in them what needs more than drawing: printing, files, the clipboard. */
async function walk(page) {
  for (const view of VIEWS) {
    await ui.clickView(page, view);
    if (["overview", "compare", "trend", "matrix"].includes(view)) {
      await ui.painted(page, view);
      await page.hover(`canvas[data-chart="${view}"]`, [0.4, 0.3]);
      for (const place of [1, 2, 3]) {
        await page.click(`[data-export="${view}"] summary`);
        await page.click(`[data-export="${view}"] li:nth-child(${place}) button`);
        await page.until("what became of it", (view) => find(`[data-export="${view}"] .told`).innerText.trim(), view);
      }
    }
  }
  await ui.clickView(page, "table");
  await page.click('section[data-panel="table"] tbody tr[data-key] button');
  await page.until("the source", () => find('aside[data-panel="provenance"] .close'));
  await page.click('aside[data-panel="provenance"] .close');
  const items = await page.evaluate(() => findAll('[data-export="page"] li').length);
  for (let place = 1; place <= items; place++) {
    await page.click('[data-export="page"] summary');
    await page.click(`[data-export="page"] li:nth-child(${place}) button`);
    await page.until("what became of it", () => find('[data-export="page"] .told').innerText.trim());
  }
  await ui.clickOption(page, "city", "340800");
  await print(page);
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

for (const engine of ENGINES) {
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
        test(`${at}: every view, every file, the printer`, async () => {
          site.log.length = site.reports.length = 0;
          await ui.openReady(page, site.url + at);
          await walk(page);
          await clean();
        });
      }
    });
  }

  describe(`integrity, in ${engine}`, () => {
    let page, site;
    before(async () => {
      site = await serve(ui.DIST, { path: "/", answers: { "watch.js": WATCH }, policy: PROMISED });
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    for (const script of SCRIPTS) {
      test(`${script}: the hash of what was built lets it run, another does not`, async () => {
        const hash = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
        const bytes = readFileSync(ui.built(script));
        page.forget();
        site.answers["good.html"] = page_of(script, ELEMENT, `integrity="${hash(bytes)}" crossorigin="anonymous"`);
        await ui.openReady(page, `${site.url}good.html`);
        assert.deepEqual(page.complaints, []);
        site.answers["bad.html"] = page_of(script, ELEMENT, `integrity="${hash("something else")}" crossorigin="anonymous"`);
        await page.open(`${site.url}bad.html`);
        await new Promise((resolve) => setTimeout(resolve, 800));
        assert.ok(await page.evaluate(() => !customElements.get("union-dashboard") && !find(".dashboard")));
        page.forget();
      });
    }
  });
}

/** The sentence that says why there are no charts, and what a reader has instead. */
const told = (page) => page.until("the sentence why", () => {
  const alert = find('union-dashboard [role="alert"]');
  const table = find("union-dashboard table");
  return alert && { text: alert.textContent, alerts: findAll('[role="alert"]').length,
    rows: findAll("union-dashboard tbody tr").length, seen: table && table.getBoundingClientRect().height > 100,
    first: alert.getBoundingClientRect().top < innerHeight };
});

const FORBIDDEN = /浏览器太旧，或者网站的安全策略不允许运行 WebAssembly 程序.*'wasm-unsafe-eval'。下面的数据表不受影响。/s;

/** The content to paste between the tags, under a page's own element. */
const pasted = () => `<union-dashboard src="/data/achievements.json">${readFileSync(ui.built("data/achievements.table.html"), "utf8")}</union-dashboard>`;

describe("where no program may run", () => {
  const cases = [
    ...ENGINES.map((engine) => [engine, CLOSED.replace(" 'wasm-unsafe-eval'", "")]),
    ...OLD.map((engine) => [engine, CLOSED]),
  ];
  for (const [engine, policy] of cases) {
    for (const script of SCRIPTS) {
      test(`${script} in ${engine}: the tables stay, with one sentence why`, async () => {
        const site = await serve(ui.DIST, { path: "/", answers: { "watch.js": WATCH, "host.html": page_of(script, pasted()) }, policy });
        const page = await open(engine);
        try {
          await page.open(`${site.url}host.html`);
          const seen = await told(page);
          assert.match(seen.text, FORBIDDEN);
          assert.equal(seen.alerts, 1);
          assert.ok(seen.rows > 250 && seen.seen && seen.first, JSON.stringify(seen));
          assert.equal(await page.evaluate(() => Boolean(find(".dashboard"))), false);
        } finally {
          await page.close();
          await site.close();
        }
      });
    }
  }
});

for (const engine of OLD) {
  describe(`without a policy, in ${engine}`, () => {
    let page, site;
    before(async () => {
      const answers = { "watch.js": WATCH };
      for (const script of SCRIPTS) answers[`${script}.html`] = page_of(script, pasted());
      site = await serve(ui.DIST, { path: "/", answers, headers: HARDENED });
      page = await open(engine);
      await page.resize(1280, 900);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    for (const script of SCRIPTS) {
      test(`${script}: every view, every file, the printer`, async () => {
        page.forget();
        await ui.openReady(page, `${site.url}${script}.html`);
        await walk(page);
        assert.deepEqual(await page.evaluate(() => window.refused), []);
        assert.deepEqual(page.complaints.filter((complaint) => !NO_CLIPBOARD.test(complaint)), []);
      });
    }
  });
}
