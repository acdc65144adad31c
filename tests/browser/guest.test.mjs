// The element as a guest: a host's page leaves no trace in it, it leaves none in the page, and it
// starts however its script is included.
// Never: an exception for a page. What the page may decide, the box of the element, is not compared.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { open, TODAY } from "./driver/index.mjs";
import {
  bootstrap, differences, ELEMENT, HOSTILE, hostPage, inside, outside, SRC, VIEWS, walk,
} from "./guest.mjs";
import { serve } from "./server.mjs";

const CHARTS = ["overview", "compare", "trend", "matrix"];
const ENGINES = process.env.ENGINE ? [process.env.ENGINE] : TODAY;

/** In the page: what its windows and prototypes have of names. */
function names() {
  const owners = { window, document, Object, Function, Array, Promise, String, Element, HTMLElement, Node,
    Document, History, Location, EventTarget, HTMLCanvasElement, CanvasRenderingContext2D, customElements };
  return Object.entries(owners).flatMap(([name, owner]) => [owner, owner.prototype].filter(Boolean)
    .flatMap((owner) => Object.getOwnPropertyNames(owner).map((own) => `${name} ${own}`))).sort();
}

/** In the page: ids that occur twice in one tree, and references that lead nowhere in theirs. */
function ids() {
  const found = [];
  const lists = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details",
    "aria-errormessage", "aria-flowto", "aria-activedescendant", "for", "list", "headers", "form"];
  for (const root of roots) {
    const all = [...root.querySelectorAll("[id]")].map(({ id }) => id);
    found.push(...all.filter((id, at) => all.indexOf(id) !== at).map((id) => `the id ${id} twice`));
    for (const attribute of lists) {
      for (const element of root.querySelectorAll(`[${attribute}]`)) {
        for (const id of element.getAttribute(attribute).split(/\s+/).filter(Boolean)) {
          if (!all.includes(id)) found.push(`${name(element)} ${attribute}=${id}`);
        }
      }
    }
  }
  return found;
}

/** In the page: throws cancelable events at it, and says which were cancelled or never arrived. */
function provoke() {
  const found = [];
  const kinds = {
    MouseEvent: ["click", "dblclick", "mousedown", "mouseup", "contextmenu", "auxclick"],
    PointerEvent: ["pointerdown", "pointerup", "pointermove"],
    WheelEvent: ["wheel"], DragEvent: ["dragover", "drop"], SubmitEvent: ["submit"], ClipboardEvent: ["copy", "paste"],
    HashChangeEvent: ["hashchange"], PopStateEvent: ["popstate"], Event: ["scroll", "resize", "selectstart", "touchstart", "touchmove"],
  };
  const events = Object.entries(kinds).flatMap(([kind, types]) => types.map((type) => [window[kind] || Event, type, {}]));
  for (const key of ["Escape", "Enter", "ArrowDown", "ArrowUp", " ", "p", "Tab", "Home", "/", "f"]) {
    for (const type of ["keydown", "keyup"]) events.push([KeyboardEvent, type, { key }]);
  }
  for (const target of [window, document, document.body, document.querySelector("#top a"), document.querySelector("#q")]) {
    for (const [Kind, type, init] of events) {
      if (target !== window && /hashchange|popstate|resize/.test(type)) continue;
      // A form keeps to itself what is submitted inside of it.
      if (target.id === "q" && type === "submit") continue;
      let heard = 0;
      const hear = (event) => (heard++, event.stopImmediatePropagation());
      addEventListener(type, hear);
      const event = new Kind(type, { bubbles: true, cancelable: true, composed: true, ...init });
      target.dispatchEvent(event);
      removeEventListener(type, hear);
      if (event.defaultPrevented) found.push(`${type} ${init.key || ""} on ${target.localName || "the page"} was cancelled`);
      if (heard !== 1) found.push(`${type} ${init.key || ""} on ${target.localName || "the page"} never came`);
    }
  }
  return found;
}

for (const engine of ENGINES) {
  describe(`a guest in ${engine}`, () => {
    let page, site;
    const answers = bootstrap();
    const write = (options, rest) => {
      answers["host.html"] = hostPage(options, rest);
      return `${site.url}host.html`;
    };
    const show = async (options, rest) => {
      page.forget();
      site.log.length = 0;
      await ui.openReady(page, write(options, rest));
      await ui.painted(page, "overview");
    };
    /** What is measured of a view, once it is painted and nothing moves. */
    const measure = async (view, isItem) => {
      await ui.clickView(page, view);
      if (CHARTS.includes(view)) await ui.painted(page, view);
      await page.move(1270, 5);
      await page.evaluate(() => scrollTo(0, 0));
      await new Promise((resolve) => setTimeout(resolve, 150));
      return page.evaluate(inside, isItem);
    };
    const neutral = {};
    before(async () => {
      site = await serve(ui.DIST, { path: "/", answers });
      page = await open(engine);
      await page.resize(1280, 900);
      await show();
      for (const view of VIEWS) neutral[view] = await measure(view, true);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });

    test("the neutral page is no trivial one", () => {
      assert.equal(neutral.overview.width, 1000);
      assert.ok(Object.keys(neutral.overview.boxes).length > 300);
      assert.ok(Object.keys(neutral.overview.styles).length > 25);
      assert.ok(neutral.overview.inks.length >= 1 && neutral.matrix.inks.length === 1);
    });

    for (const [at, [called, host]] of Object.entries(HOSTILE).entries()) {
      // A page is hard on every view alike: in the usual run each is tried with some of them, and one
      // other engine takes the even pages and one the odd; with LONG=1 all of it.
      const share = { chromium: true, firefox: at % 2 === 0, webkit: at % 2 === 1 }[engine];
      if (!process.env.LONG && !share) continue;
      const views = process.env.LONG ? VIEWS : engine === "chromium"
        ? [0, 3, 6].map((step) => VIEWS[(at + step) % VIEWS.length]) : ["compare", "table"];
      test(`nothing of the page comes in: ${called}`, async () => {
        await show(host);
        const found = [];
        for (const view of views) {
          // The first view is as it was painted at first, without a click.
          const now = await measure(view, true);
          found.push(...differences(neutral[view], now).map((one) => `${view}: ${one}`));
        }
        assert.deepEqual(found.slice(0, 12), []);
        assert.deepEqual(page.complaints, []);
      });
    }

    test("what the page decides: whether, where and how wide", async () => {
      const box = () => page.evaluate(() => {
        const { width, left } = document.querySelector("union-dashboard").getBoundingClientRect();
        const { visibility, pointerEvents } = getComputedStyle(find(".entry"));
        return [width, left, visibility, pointerEvents];
      });
      await show({ css: "union-dashboard { float: right; width: 700px; visibility: hidden; pointer-events: none }" });
      assert.deepEqual(await box(), [700, 300, "hidden", "none"]);
      answers["host.html"] = hostPage({}, { well: ELEMENT.replace("<union-dashboard", "<union-dashboard hidden") });
      await page.open(`${site.url}host.html`);
      await ui.ready(page);
      assert.equal((await box())[0], 0, "hidden is hidden");
    });

    test("zoomed, turned by a transform, or in a box that scrolls: a click finds its mark", async () => {
      const picked = async (css) => {
        await show({ css: `#well { width: 760px } ${css}` });
        await ui.clickView(page, "compare");
        await ui.painted(page, "compare");
        await page.evaluate(() => document.addEventListener("union-dashboard-select", ({ detail }) =>
          (document.body.dataset.picked = detail.key)));
        await page.clickAt('canvas[data-chart="compare"]', [0.2, 0.42]);
        return page.until("a figure picked", () => document.body.dataset.picked);
      };
      const key = await picked("");
      // WebKit tells boxes in px of the zoomed page's own, where no driver's mouse hits them.
      const zooms = engine === "webkit" ? [] : ["html { zoom: 1.5 }", "#well { zoom: 0.8 }",
        "union-dashboard { zoom: 1.25 }", "html { font-size: 62.5% } body { zoom: 1.1 }"];
      for (const css of [...zooms, "#well { transform: translate(30px, 20px) scale(0.9) }",
        "#well { height: 500px; overflow: auto; position: relative }"]) {
        assert.equal(await picked(css), key, css);
      }
    });

    for (const width of process.env.LONG ? [300, 480, 760, 1000] : [300, 760]) {
      test(`within ${width} px of a wide page nothing sticks out, nor lies over the page's own`, async () => {
        await show({ css: `#well { width: ${width}px; margin: 60px 0 0 40px }` });
        const found = [];
        for (const view of VIEWS) {
          await ui.clickView(page, view);
          if (CHARTS.includes(view)) await ui.painted(page, view);
          found.push(...(await page.evaluate(sticksOut)).map((one) => `${view}: ${one}`));
        }
        await ui.clickView(page, "table");
        await page.click('section[data-panel="table"] tbody tr[data-key] button');
        await page.until("the panel", () => find('aside[data-panel="provenance"] .close'));
        found.push(...(await page.evaluate(sticksOut)).map((one) => `source: ${one}`));
        // What is clicked leads to something that is seen.
        const head = await page.evaluate(() => {
          const { top, bottom } = find('aside[data-panel="provenance"] .head').getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        });
        assert.ok(head, "the head of the source is in sight");
        assert.deepEqual(found, []);
      });
    }

    test("nothing of ours goes out: styles, attributes, nodes, names, ids, storage, requests", async () => {
      await page.open(write({}, { scripts: [] }));
      const before = await page.evaluate(outside);
      const known = await page.evaluate(names);
      await show();
      assert.deepEqual(await page.evaluate(outside), before);
      await walk(page);
      const after = await page.evaluate(outside);
      assert.deepEqual(after, before);
      const added = (await page.evaluate(names)).filter((name) => !known.includes(name));
      // What WebKit's driver itself notes there.
      assert.deepEqual(added.filter((name) => name !== "window __complaints"), []);
      const lexical = await page.evaluate(() => ["wasm_bindgen", "unionDashboard", "UnionDashboard", "Dashboard", "glue",
        "build", "NAME"].filter((name) => { try { return (0, eval)(`typeof ${name}`) !== "undefined"; } catch (error) { return true; } }));
      assert.deepEqual(lexical, []);
      assert.deepEqual(await page.evaluate(ids), []);
      await page.evaluate(() => {
        const found = [localStorage.length, sessionStorage.length, document.cookie];
        const asked = [
          indexedDB.databases ? indexedDB.databases() : [],
          window.caches ? caches.keys() : [],
          navigator.serviceWorker ? navigator.serviceWorker.getRegistrations() : [],
        ];
        Promise.all(asked).then((lists) => (document.body.dataset.kept =
          JSON.stringify([...found, ...lists.map((list) => list.length)])));
      });
      const kept = await page.until("what is kept", () => document.body.dataset.kept);
      assert.deepEqual(JSON.parse(kept), [0, 0, "", 0, 0, 0]);
      const asked = site.log.map((line) => line.split(" ")[1]);
      assert.deepEqual(asked, ["/host.html", "/union-dashboard.js", SRC]);
      const others = page.requests.filter((url) => !url.startsWith(site.url) && !/^(data|blob|about):/.test(url));
      assert.deepEqual(others, []);
      assert.deepEqual(page.complaints, []);
    });

    test("two on a page, and the light script: ids in their trees, each module once, two datasets", async () => {
      await show({}, { well: ELEMENT + ELEMENT, scripts: ["/union-dashboard-light.js"] });
      await page.until("both", () => findAll(".dashboard").filter(({ dataset }) => dataset.state === "ready").length === 2);
      assert.deepEqual(await page.evaluate(ids), []);
      await ui.clickView(page, "report");
      assert.deepEqual(await page.evaluate(ids), []);
      const asked = site.log.map((line) => line.split(" ")[1]).sort();
      const modules = ["/union-dashboard_bg.wasm", "/union-dashboard_more.wasm"];
      assert.deepEqual(asked, ["/host.html", "/union-dashboard-light.js", ...modules, SRC, SRC].sort());
    });

    test("the page's events are its own", async () => {
      await show();
      await walk(page);
      await ui.clickView(page, "table");
      await page.click('section[data-panel="table"] tbody tr[data-key] button');
      await page.until("the panel", () => find('aside[data-panel="provenance"]'));
      assert.deepEqual(await page.evaluate(provoke), []);
    });

    test("links, forms, address and history are the page's", async () => {
      const well = `<form id="around" action="/sent">${ELEMENT}<input name="a"></form>`;
      await show({ head: "<script>window.sent = 0; addEventListener('submit', (event) => { sent++; event.preventDefault(); })</script>" }, { well });
      const place = () => page.evaluate(() => [location.href, history.length, JSON.stringify(history.state)]);
      const before = await place();
      await walk(page);
      await page.click('input[data-filter="q"]');
      await page.type("驿站");
      await page.press("Enter");
      assert.deepEqual(await place(), before);
      assert.equal(await page.evaluate(() => window.sent), 0, "no form was sent");
      const state = () => page.evaluate(() => JSON.stringify({ ...document.querySelector("union-dashboard").state, url: "" }));
      const asked = await state();
      await page.click("#top a");
      await page.until("the link's fragment", () => location.hash === "#own");
      await page.evaluate(() => void (location.hash = "city=341800&view=table"));
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.equal(await state(), asked, "the address asks nothing without sync-url");
      await page.click("#form button");
      assert.equal(await page.evaluate(() => window.sent), 1, "the page's own form");
    });
  });
}

/** Ways to include the script, by name: what stands in the head, and what at the end of the body. */
const FULL = "/union-dashboard.js", LIGHT = "/union-dashboard-light.js";
const tag = (src, how = "") => `<script ${how} src="${src}"></script>`;
const INCLUDED = {
  "in the head": [tag(FULL), ""],
  "in the head, light": [tag(LIGHT), ""],
  "in the head, deferred": [tag(FULL, "defer"), ""],
  "in the head, async": [tag(LIGHT, "async"), ""],
  "as a module": [tag(FULL, "type=module"), ""],
  "as a module, light": [tag(LIGHT, "type=module"), ""],
  "after the element": ["", tag(LIGHT)],
  "twice": [tag(FULL), tag(FULL)],
  "twice, light first": [tag(LIGHT), tag(FULL)],
  "twice, light last": [tag(FULL), tag(LIGHT)],
  "imported": ["", `<script type="module">import "${FULL}";</script>`],
  "imported, light, with the wasm beside the page": ["", `<script type="module">import("${LIGHT}");</script>`],
  "by a script of the page": ["", `<script>const it = document.createElement("script"); it.src = "${LIGHT}"; document.body.append(it)</script>`],
};

for (const engine of ENGINES) {
  describe(`the script in ${engine}`, () => {
    let page, site, other;
    const cross = (type, body, origin) => (request, response) => response.writeHead(200, {
      "content-type": type, ...(origin && { "access-control-allow-origin": origin }),
    }).end(body);
    before(async () => {
      site = await serve(ui.DIST, { path: "/", answers: {} });
      other = await serve(ui.DIST, { path: "/c/", answers: {} });
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
      await other?.close();
    });
    const show = async ([head, end], at = "host.html") => {
      page.forget();
      site.answers[at] = `<!doctype html><html lang="zh"><head><meta charset="utf-8"><link rel="icon" href="data:,">${head}</head>
        <body><h1>单位网站</h1>${ELEMENT}${end}</body></html>`;
      await page.open(site.url + at);
    };
    const why = () => page.until("the sentence why", () => {
      const alert = find('union-dashboard [role="alert"]');
      return alert && alert.textContent;
    });

    for (const [how, parts] of Object.entries(INCLUDED)) {
      test(`it starts, included ${how}`, async () => {
        await show(parts);
        await ui.ready(page);
        await ui.painted(page, "overview");
        assert.equal(await page.evaluate(() => findAll(".dashboard").length), 1);
        assert.deepEqual(page.complaints, []);
      });
    }

    test("the light script of another origin brings the wasm of that origin, which allows it", async () => {
      const allow = (name, origin) =>
        (other.answers[name] = cross("application/wasm", readFileSync(ui.built(name)), origin));
      allow("union-dashboard_bg.wasm", "*");
      allow("union-dashboard_more.wasm", "*");
      await show([tag(`${other.url}union-dashboard-light.js`), ""], "sub/host.html");
      await ui.ready(page);
      await ui.painted(page, "overview");
      await page.click('[data-view="matrix"]');
      await page.until("what is in the second module", () => find('[data-panel="matrix"]'));
      assert.deepEqual(page.complaints, []);
      allow("union-dashboard_bg.wasm", null);
      await show([tag(`${other.url}union-dashboard-light.js`), ""], "sub/host.html");
      assert.match(await why(), /图表程序没有下载成功.*The charts could not start/s);
    });

    test("a light script that is imported elsewhere says where it looked", async () => {
      await show(["", `<script type="module">console.warn = (text) => (document.body.dataset.warned = [document.body.dataset.warned, text].join("; "));
        import("${LIGHT}");</script>`], "sub/host.html");
      assert.match(await why(), /图表程序没有下载成功.*HTTP 404.*union-dashboard_bg\.wasm/s);
      assert.match(await page.evaluate(() => document.body.dataset.warned), /looks for its wasm beside the page/);
    });
  });
}

/** In the page: what reaches over the element's edges. What scrolls by itself may be wider inside. */
function sticksOut() {
  const host = document.querySelector("union-dashboard").getBoundingClientRect();
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
  for (const element of document.querySelector("union-dashboard").shadowRoot.querySelectorAll("*")) {
    if (element.closest("option, .hidden, .skip, .printed") || !element.checkVisibility()) continue;
    const scroller = element.parentElement && element.parentElement.closest(".scroll, .matrix-box, [data-panel=provenance]");
    const box = element.getBoundingClientRect();
    if (scroller || box.width <= 1 || box.height <= 1) continue;
    const over = [host.left - box.left, box.right - host.right, host.top - box.top, box.bottom - host.bottom];
    if (over.some((px) => px > 1)) found.push(`${name(element)} by ${over.map(Math.round)}`);
  }
  return found.slice(0, 6);
}
