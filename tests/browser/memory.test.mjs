// What an element leaves behind when it goes: nothing. Moved, it keeps what it has.
// Never: a number without a collection of garbage before it.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { open, TODAY } from "./driver/index.mjs";
import { holding, watchHolding } from "./holding.mjs";
import { calm, hears, openHost, SCRIPTS, serveHost, settled, shown, SRC } from "./host.mjs";

/** Counts what is listened to outside the elements: on the window, the page, and media queries. */
const COUNTED = () => {
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const targets = [];
  const isOutside = (target) => target === window || target === document || target === document.body ||
    target === document.documentElement || target instanceof MediaQueryList;
  const at = (target, name, listener) => targets.findIndex((one) =>
    one.target === target && one.name === name && one.listener === listener);
  EventTarget.prototype.addEventListener = function (name, listener, ...rest) {
    const target = this || window;
    if (listener && isOutside(target) && at(target, name, listener) < 0) targets.push({ target, name, listener });
    return addEventListener.call(target, name, listener, ...rest);
  };
  EventTarget.prototype.removeEventListener = function (name, listener, ...rest) {
    const target = this || window;
    const found = at(target, name, listener);
    if (found >= 0) targets.splice(found, 1);
    return removeEventListener.call(target, name, listener, ...rest);
  };
  window.listening = () => targets.map(({ target, name }) =>
    `${target instanceof MediaQueryList ? target.media : target.nodeName || "window"} ${name}`).sort();
  window.forgetListeners = () => { targets.length = 0; };
};

const BODY = `<main id="one"></main><main id="two"></main>`;

/** Makes an element, and waits until it has its data. */
const born = (page, attributes = {}) => settled(page, async (attributes) => {
  const element = document.createElement("union-dashboard");
  for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name]);
  document.querySelector("#one").append(element);
  await element.ready;
}, { src: SRC, ...attributes });

for (const engine of TODAY) {
  describe(`coming and going in ${engine}`, () => {
    let page, site;
    before(async () => {
      page = await open(engine);
      site = await serveHost();
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });

    test("moved within a task it keeps what it has, and fetches nothing", async () => {
      await openHost(page, site, BODY);
      await born(page, { view: "table", "sync-url": "" });
      await page.evaluate(() => { document.querySelector("union-dashboard").state = { city: ["340800"] }; });
      await hears(page, "state");
      const before = site.log.length;
      const kept = await settled(page, async () => {
        const element = document.querySelector("union-dashboard");
        const { state, ready } = element;
        const dashboard = element.shadowRoot.querySelector(".dashboard");
        document.querySelector("#two").append(element);
        const at = element.state;
        await new Promise((done) => setTimeout(done, 300));
        element.remove();
        document.querySelector("#one").append(element);
        await new Promise((done) => setTimeout(done, 300));
        return [
          JSON.stringify(at) === JSON.stringify(state), JSON.stringify(element.state) === JSON.stringify(state),
          element.ready === ready, element.shadowRoot.querySelector(".dashboard") === dashboard,
        ];
      });
      assert.deepEqual(kept, [true, true, true, true]);
      assert.deepEqual(site.log.slice(before), []);
      assert.deepEqual((await hears(page, "ready")).length, 1);
    });

    test("taken off, it hears nothing of the page; put back, it is as it was", async () => {
      await openHost(page, site, BODY);
      await page.evaluate(COUNTED);
      await born(page, { view: "compare", "sync-url": "", elder: "" });
      assert.notDeepEqual(await page.evaluate(() => window.listening()), []);
      await page.evaluate(() => { document.querySelector("union-dashboard").state = { city: ["340800"], year: [2025, 2025] }; });
      await hears(page, "state");
      const left = await settled(page, async () => {
        const element = window.element = document.querySelector("union-dashboard");
        element.remove();
        await new Promise((done) => setTimeout(done, 400));
        return [window.listening(), element.shadowRoot.childElementCount, element.state.city, element.state.version];
      });
      assert.deepEqual(left, [[], 0, ["340800"], ""]);
      await page.evaluate(() => document.querySelector("#two").append(window.element));
      await shown(page);
      await hears(page, "ready", 2);
      const { city, year, view, elder } = await page.evaluate(() => window.element.state);
      assert.deepEqual({ city, year, view, elder }, { city: ["340800"], year: [2025, 2025], view: "compare", elder: true });
    });

    test("taken off while it loads, it comes to nothing", async () => {
      await openHost(page, site, BODY);
      await page.evaluate(COUNTED);
      site.answers["late.json"] = async (request, response) => {
        await calm(400);
        response.writeHead(200, { "content-type": "application/json" }).end("{}");
      };
      const left = await settled(page, async (SRC) => {
        const wait = (ms) => new Promise((done) => setTimeout(done, ms));
        const off = async (src, ms) => {
          const element = document.createElement("union-dashboard");
          element.setAttribute("src", src);
          document.querySelector("#one").append(element);
          await wait(ms);
          element.remove();
          return element;
        };
        const elements = [];
        for (const ms of [0, 1, 20, 60, 200]) elements.push(await off(SRC, ms), await off("late.json", ms));
        await wait(900);
        return [window.listening(), elements.map(({ shadowRoot }) => shadowRoot ? shadowRoot.childElementCount : 0)];
      }, SRC);
      assert.deepEqual(left, [[], Array(10).fill(0)]);
      assert.deepEqual(await page.evaluate(() => [wrongs, heard.filter(({ what }) => what === "error")]), [[], []]);
    });

    test("no complaint", async () => {
      assert.deepEqual(page.complaints, []);
      assert.deepEqual(site.reports, []);
      assert.deepEqual(await page.evaluate(() => wrongs), []);
    });

    // Chromium alone tells how many nodes it holds, those that are on no page too.
    if (engine === "chromium") {
      test("a view that is left leaves no node behind", async () => {
        await openHost(page, site, BODY);
        await born(page, {});
        const session = await watchHolding(page);
        const round = (times) => page.tab.evaluate(`(async () => {
          const element = document.querySelector("union-dashboard");
          for (let round = 0; round < ${times}; round++) {
            for (const view of ["compare", "trend", "matrix", "honours", "table", "doubts", "report", "overview"]) {
              element.state = { view };
              await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)));
            }
          }
        })()`);
        await round(2);
        const { nodes: before } = await holding(session);
        await round(5);
        const { nodes: after } = await holding(session);
        assert.ok(after < before + 200, `${before} nodes, and ${after} after five rounds through all views`);
      });
    }
  });
}

describe("fifty elements, one after another, in chromium", () => {
  const ROUNDS = 50;
  let page, site, session;
  before(async () => {
    page = await open("chromium");
    site = await serveHost();
    session = await watchHolding(page);
  });
  after(async () => {
    await page?.close();
    await site?.close();
  });

  /** What the page holds after a collection of garbage. */
  async function held() {
    const page = await holding(session);
    const { result } = await session.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
    const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: result.objectId });
    const { result: count } = await session.send("Runtime.callFunctionOn", {
      objectId: objects.objectId, returnByValue: true,
      functionDeclaration: "function () { return [this.length, this.reduce((sum, one) => sum + one.buffer.byteLength, 0)]; }",
    });
    await session.send("Runtime.releaseObject", { objectId: objects.objectId });
    await session.send("Runtime.releaseObject", { objectId: result.objectId });
    const [memories, bytes] = count.value;
    return { ...page, memories, bytes };
  }

  const rounds = (count) => settled(page, async (count, src) => {
    for (let round = 0; round < count; round++) {
      const element = document.createElement("union-dashboard");
      element.setAttribute("src", src);
      document.querySelector("#one").append(element);
      await element.ready;
      for (const view of ["compare", "trend", "matrix", "table", "report", "doubts"]) {
        element.state = { view };
        await new Promise((done) => requestAnimationFrame(done));
      }
      element.remove();
      await new Promise((done) => setTimeout(done, 10));
      // The host's own notes.
      heard.length = 0;
    }
  }, count, SRC);

  for (const script of SCRIPTS) {
    test(`${script}: nothing grows`, { timeout: 240_000 }, async (t) => {
      await openHost(page, site, BODY, { script });
      // What the browser and the compiled module keep is there after a few.
      await rounds(5);
      const before = await held();
      for (let part = 0; part < ROUNDS / 5; part++) await rounds(5);
      const after = await held();
      t.diagnostic(`before ${JSON.stringify(before)}`);
      t.diagnostic(`after ${ROUNDS} more ${JSON.stringify(after)}`);
      assert.equal(after.memories, 0, "no instance's memory is left");
      // One that was just taken off may still be on its way out; fifty are fifty times as many.
      assert.ok(after.nodes - before.nodes < 4000, `${after.nodes - before.nodes} nodes more`);
      assert.ok(after.listeners - before.listeners < ROUNDS / 5, `${after.listeners - before.listeners} listeners more`);
      assert.equal(after.documents, before.documents);
      assert.ok(after.heap - before.heap < 300_000, `${after.heap - before.heap} bytes more`);
    });
  }
});
