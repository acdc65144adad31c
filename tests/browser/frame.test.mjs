// The dashboard in a frame of somebody else's page: usable by itself, as high as it is with the
// companion, in a sandbox, from a file, from another origin; and messages, ours and others'.
// Never: a look into the frame by the page's own script.

import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import * as ui from "./dashboard.mjs";
import { open, TODAY } from "./driver/index.mjs";
import { Frame } from "./framed.mjs";
import { serve } from "./server.mjs";

const ENGINES = process.env.ENGINE ? [process.env.ENGINE] : TODAY;
const PYM = readFileSync(createRequire(import.meta.url).resolve("pym.js/dist/pym.v1.min.js"), "utf8");
const [SERVED, SINGLE] = ["index.html", "union-dashboard.html"];
const SANDBOX = 'sandbox="allow-scripts allow-downloads allow-modals"';
const COMPANION = '<script src="/union-dashboard-frame.js"></script>';
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Notes every message, and the height of each frame at every frame of the screen. */
const NOTES = `<script>
  const messages = [], heights = [];
  addEventListener("message", ({ data, origin }) => messages.push({ data, origin }));
  (function note() {
    const now = [...document.querySelectorAll("iframe")].map(({ clientHeight }) => clientHeight).join();
    if (!heights.length || heights[heights.length - 1].now !== now) heights.push({ now, at: performance.now() });
    requestAnimationFrame(note);
  })();
</script>`;

const frame = (src, more = "data-union-dashboard") =>
  `<iframe ${more} src="${src}" title="看板" style="width: 100%; height: 400px"></iframe>`;
const host = (body, css = "") => `<!doctype html><html lang="zh"><head><meta charset="utf-8"><link rel="icon" href="data:,">
  <style>body { margin: 12px } ${css}</style>${NOTES}</head><body><h1>单位网站</h1>${body}</body></html>`;

/** What the dashboard may tell, and nothing else. */
function isHeight({ data }, pym = null) {
  const whole = (height) => Number.isInteger(height) && height > 100 && height < 100000;
  if (typeof data === "string") {
    const [head, id, what, height, ...rest] = data.split("xPYMx");
    return head === "pym" && id === pym && what === "height" && whole(Number(height)) && !rest.length;
  }
  const keys = Object.keys(data).sort().join();
  if (data.sentinel === "amp") return keys === "height,sentinel,type" && data.type === "embed-size" && whole(data.height);
  return keys === "height,type" && data.type === "union-dashboard:height" && whole(data.height);
}

for (const engine of ENGINES) {
  describe(`a frame in ${engine}`, () => {
    let page, site, other;
    before(async () => {
      site = await serve(ui.DIST, { path: "/", answers: { "pym.js": PYM } });
      other = await serve(ui.DIST, { path: "/data-site/", answers: {} });
      page = await open(engine);
      await page.resize(1280, 900);
    });
    after(async () => {
      await page?.close();
      await site?.close();
      await other?.close();
    });
    const show = async (body, css) => {
      page.forget();
      site.answers["host.html"] = host(body, css);
      await page.open(`${site.url}host.html`);
    };
    const noted = () => page.evaluate(() => messages);

    for (const src of [SERVED, SINGLE]) {
      test(`${src} without the companion: a fixed height, and all of it within reach`, async () => {
        await show(frame(src, ""));
        const one = new Frame(page);
        await one.ready();
        await one.view("table");
        const { frame: height, page: whole, scrolls } = await one.heights();
        assert.equal(height, 400);
        assert.ok(scrolls >= whole - 400 - 1 && scrolls > 0, "it scrolls inside");
        await one.click("footer .version");
        await one.click('section[data-panel="table"] tbody tr[data-key] button');
        await one.until("the source", () => find('aside[data-panel="provenance"] .close'));
        await one.click('aside[data-panel="provenance"] .close');
        assert.equal((await one.heights()).frame, 400);
        assert.deepEqual(page.complaints, []);
      });

      test(`${src} with the companion: it grows and shrinks with the views, and comes to rest`, async () => {
        await show(frame(src) + COMPANION);
        const one = new Frame(page);
        await one.ready();
        const seen = { overview: (await one.fits()).frame };
        for (const view of ["table", "doubts", "compare", "honours", "report", "matrix", "trend", "overview"]) {
          await page.evaluate(() => void (heights.length = 0));
          await one.view(view);
          seen[view] = (await one.fits(view)).frame;
          if (["table", "overview"].includes(view)) {
            await pause(3000);
            const steps = await page.evaluate(() => [heights.length, performance.now() - heights[heights.length - 1].at]);
            assert.ok(steps[0] <= 6, `${steps[0]} heights on the way to ${view}`);
            assert.ok(steps[1] > 2000, `the last change was ${Math.round(steps[1])} ms ago`);
            assert.equal((await one.fits(view)).frame, seen[view]);
          }
        }
        assert.ok(new Set(Object.values(seen)).size > 5, JSON.stringify(seen));
        assert.ok(seen.compare < seen.table && seen.table < seen.honours, JSON.stringify(seen));
        assert.ok((await noted()).every((message) => isHeight(message)));
        assert.deepEqual(page.complaints, []);
      });
    }

    test("a narrower window: the frame follows", async () => {
      await show(frame(SERVED) + COMPANION);
      const one = new Frame(page);
      await one.ready();
      const wide = (await one.fits()).frame;
      await page.resize(760, 900);
      await page.until("the narrow window", () => innerWidth < 1000);
      const narrow = (await one.fits()).frame;
      await page.resize(1280, 900);
      await page.until("the wide window", () => innerWidth === 1280);
      assert.equal((await one.fits()).frame, wide);
      assert.ok(narrow > wide);
    });

    test("two frames, each with its own height, on a page that counts borders in", async () => {
      await show(frame(`${SERVED}#view=compare`) + frame(`${SINGLE}#view=honours`) + COMPANION,
        "* { box-sizing: border-box } iframe { border: 5px solid; padding: 3px }");
      const [one, two] = [new Frame(page, 0), new Frame(page, 1)];
      await one.ready();
      await two.ready();
      const inner = async (frame) => {
        for (let attempt = 0; attempt < 60; attempt++) {
          const { window, page: whole, scrolls } = await frame.heights();
          if (window === whole && scrolls === 0) return whole;
          await pause(50);
        }
        assert.fail(JSON.stringify(await frame.heights()));
      };
      const [first, second] = [await inner(one), await inner(two)];
      assert.notEqual(first, second);
      await two.view("doubts");
      assert.notEqual(await inner(two), second);
      assert.equal(await inner(one), first, "the other frame stays");
    });

    const WAYS = {
      "the companion before the frame": COMPANION + frame(SERVED),
      "the companion last, and late": `${frame(SERVED)}<script>addEventListener("load", () => setTimeout(() => {
        const it = document.createElement("script"); it.src = "/union-dashboard-frame.js"; document.body.append(it); }, 1500))</script>`,
      "a frame added later by a script": `${COMPANION}<script>setTimeout(() => {
        document.body.insertAdjacentHTML("beforeend", '${frame(SERVED)}'); }, 300)</script>`,
      "the companion twice": COMPANION + frame(SERVED) + COMPANION,
    };
    for (const [how, body] of Object.entries(WAYS)) {
      test(how, async () => {
        await show(body);
        await page.until("the frame", () => document.querySelector("iframe"));
        const one = new Frame(page);
        await one.ready();
        await one.fits();
        assert.deepEqual(page.complaints, []);
      });
    }

    test("a lazy frame far below", async () => {
      await show(`<p style="height: 9000px">正文</p>${frame(SERVED, 'data-union-dashboard loading="lazy"')}${COMPANION}`);
      await pause(300);
      assert.deepEqual(await noted(), [], "nothing was loaded yet");
      await page.evaluate(() => document.querySelector("iframe").scrollIntoView());
      const one = new Frame(page);
      await one.ready();
      await one.fits();
    });

    test("from another origin", async () => {
      for (const name of [SERVED, SINGLE]) {
        await show(frame(other.url + name) + `<script src="${other.url}union-dashboard-frame.js"></script>`);
        const one = new Frame(page);
        await one.ready();
        const before = (await one.fits()).frame;
        await one.view("table");
        assert.notEqual((await one.fits()).frame, before);
        assert.deepEqual([...new Set((await noted()).map(({ origin }) => origin))], [other.origin]);
        assert.deepEqual(page.complaints, []);
      }
    });

    test("a sandbox without the origin: the single file does all there", async () => {
      await show(frame(`${SINGLE}#city=340800&year=2025`, `data-union-dashboard ${SANDBOX}`) + COMPANION);
      const one = new Frame(page);
      await one.ready();
      await one.fits();
      for (const view of ["table", "compare", "doubts", "report", "matrix"]) {
        await one.view(view);
        await one.fits(view);
      }
      assert.equal(await one.evaluate(() => window.origin), "null");
      assert.deepEqual([...new Set((await noted()).map(({ origin }) => origin))], ["null"]);
      await one.click('[data-export="page"] summary');
      await one.click('[data-export="page"] li:nth-child(4) button');
      if (engine === "chromium") {
        const { bytes } = await page.downloaded(".csv");
        assert.ok(bytes.length > 10000);
      }
      // It may not look into its own frames there, so that the page is printed as it stands.
      await one.view("report");
      await one.evaluate(() => { window.printed = 0; window.print = () => { window.printed++; }; });
      await one.click('[data-panel="report"] .print');
      await one.until("the printer", () => window.printed === 1);
      assert.deepEqual(page.complaints, []);
    });

    test("a sandbox without the origin: the served page says why it cannot, and shows the tables", async () => {
      await show(frame(SERVED, `data-union-dashboard ${SANDBOX}`) + COMPANION);
      const one = new Frame(page);
      const why = await one.until("the sentence", () =>
        find('union-dashboard [role="alert"]') && find('union-dashboard [role="alert"]').textContent);
      assert.match(why, /沙箱框架.*改嵌单文件 union-dashboard\.html，或为框架加上 allow-same-origin。下面的数据表不受影响/s);
      assert.ok(await one.evaluate(() => find("union-dashboard table").getBoundingClientRect().height > 100));
    });

    test("page and frame from files", async () => {
      const folder = mkdtempSync(join(tmpdir(), "union-dashboard-frame-"));
      try {
        for (const name of [SINGLE, "union-dashboard-frame.js"]) copyFileSync(ui.built(name), join(folder, name));
        writeFileSync(join(folder, "host.html"), host(frame(SINGLE) + COMPANION.replace('"/', '"')));
        page.forget();
        await page.open(pathToFileURL(join(folder, "host.html")).href);
        const one = new Frame(page);
        await one.ready();
        const before = (await one.fits()).frame;
        await one.view("doubts");
        assert.notEqual((await one.fits()).frame, before);
        assert.deepEqual(page.complaints, []);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    test("messages of others change no frame", async () => {
      site.answers["stranger.html"] = `<!doctype html><script>
        for (const target of [parent, top]) {
          target.postMessage({ type: "union-dashboard:height", height: 777 }, "*");
        }</script>`;
      site.answers["around.html"] = `<!doctype html><iframe src="stranger.html"></iframe><script>
        const type = "union-dashboard:height";
        const bad = [NaN, -5, 0, 1e9, Infinity, "900", null, undefined, {}, [900], true].map((height) => ({ type, height }));
        for (const data of [...bad, { type }, { type: "height", height: 900 }, { type: [type], height: 900 }, null, 0, "900", type,
          { sentinel: "amp", type: "embed-size", height: 900 }, "pymxPYMxaxPYMxheightxPYMx900"]) parent.postMessage(data, "*");
        </script>`;
      // What these say is wrong in one way or the other: a frame of ours may not say it, a stranger may not say more.
      await show(COMPANION + frame("around.html") + frame("stranger.html", ""));
      await page.until("all messages", () => messages.length >= 20);
      await page.evaluate(() => {
        const type = "union-dashboard:height";
        postMessage({ type, height: 555 }, "*");
        dispatchEvent(new MessageEvent("message", { data: { type, height: 666 } }));
        dispatchEvent(new MessageEvent("message", { data: { get type() { return "x"; } } }));
      });
      await pause(300);
      assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("iframe")].map(({ clientHeight }) => clientHeight)), [400, 400]);
      assert.deepEqual(page.complaints, []);
    });

    test("the dashboard tells its height alone, and hears its page alone", async () => {
      site.answers["asks.html"] = `<!doctype html><script>
        addEventListener("message", () => { parent.document.title = "answered"; });
        setInterval(() => parent.frames[0].postMessage({ type: "union-dashboard:measure" }, "*"), 100)</script>`;
      await show(frame(`${SERVED}?childId=a-1`) + frame("asks.html", "") + COMPANION);
      const one = new Frame(page);
      await one.ready();
      await one.fits();
      for (const view of ["table", "compare"]) await one.view(view);
      await one.click(".filter summary");
      await one.click(".filter input");
      await one.click('nav button[data-view="table"]');
      await one.click('section[data-panel="table"] tbody tr[data-key] button');
      await one.until("the source", () => find('aside[data-panel="provenance"] .close'));
      await one.click('aside[data-panel="provenance"] .close');
      await one.fits();
      const all = await noted();
      assert.deepEqual(all.filter((message) => !isHeight(message, "a-1")), []);
      assert.equal(all.length % 3, 0, "in three dialects");
      await pause(300);
      const count = (await noted()).length;
      await page.evaluate(() => {
        for (const data of [null, 0, "union-dashboard:measure", { type: "measure" }, { type: ["union-dashboard:measure"] },
          { type: "union-dashboard:height", height: 1 }, "pymxPYMxa-1xPYMxwidthxPYMx300", { sentinel: "amp", type: "embed-size" }]) {
          frames[0].postMessage(data, "*");
        }
      });
      await pause(400);
      assert.equal((await noted()).length, count, "neither the stranger that asks all the time nor nonsense is answered");
      await page.evaluate(() => frames[0].postMessage({ type: "union-dashboard:measure" }, "*"));
      await page.until("one answer", (count) => messages.length === count + 3, count);
      assert.equal(await page.evaluate(() => document.title), "");
      assert.deepEqual(page.complaints, []);
    });

    test("Pym's own parent", async () => {
      await show(`<div id="place"></div><script src="/pym.js"></script><script>new pym.Parent("place", "${SERVED}", {})</script>`);
      await page.until("Pym's frame", () => document.querySelector("#place iframe"));
      const one = new Frame(page);
      await one.ready();
      const before = (await one.fits()).frame;
      await one.view("table");
      assert.notEqual((await one.fits()).frame, before);
      assert.deepEqual(page.complaints, []);
    });

    test("a source opened far down a high frame is in sight, and so is the figure when it is shut", async () => {
      await show(`${frame(`${SERVED}#view=table`)}${COMPANION}`);
      const one = new Frame(page);
      await one.ready();
      await one.fits();
      const row = 'section[data-panel="table"] tbody tr[data-key]:nth-child(40) button';
      await one.click(row);
      await one.until("the source", () => find('aside[data-panel="provenance"] .close'));
      await pause(300);
      const seen = async (selector) => {
        const inner = await one.evaluate((selector) => {
          const { top, bottom } = find(selector).getBoundingClientRect();
          return [top, bottom];
        }, selector);
        return page.evaluate(([top, bottom]) => {
          const frame = document.querySelector("iframe").getBoundingClientRect();
          return frame.top + top > -1 && frame.top + bottom < innerHeight + 1;
        }, inner);
      };
      assert.ok(await seen('aside[data-panel="provenance"] h2'), "its heading");
      await page.press("Escape");
      await one.until("it shut", () => !find('aside[data-panel="provenance"]'));
      await pause(300);
      assert.ok(await seen(row), "the figure again");
    });
  });
}
