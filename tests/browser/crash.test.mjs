// A crash of one element's program, by a real panic and by an exception that passes through
// compiled code: the element says so and comes back once, and nothing else on the page is touched.
// Never: a crash by a door of its own in the program. The host breaks a function of the browser's.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as data from "./dataset.mjs";
import * as ui from "./dashboard.mjs";
import { OLD, open, TODAY } from "./driver/index.mjs";
import { calm, heard, hears, openHost, serveHost, settled, shown, SRC } from "./host.mjs";

const [ANQING, XUANCHENG] = ["340800", "341800"];
const TABLE = `<p role="status">正在载入…</p><table><tr><td>977家</td></tr></table>`;
const BODY = ["a", "b"].map((id) =>
  `<union-dashboard id="${id}" src="${SRC}" city="${ANQING}">${TABLE}</union-dashboard>`).join("");

/** From now on the host can break a function for one call: the first panics, the second throws. */
const BREAKABLE = () => {
  window.broken = null;
  for (const name of ["createElement", "createTextNode"]) {
    const whole = Document.prototype[name];
    Document.prototype[name] = function (...args) {
      if (window.broken !== name) return whole.apply(this, args);
      window.broken = null;
      throw new Error("broken by the host");
    };
  }
};
const PANIC = "createElement";
const EXCEPTION = "createTextNode";

/** Breaks a function, and lets one element's program need it. */
const crash = (page, id, name, state) => page.evaluate((id, name, state) => {
  window.broken = name;
  document.querySelector(id).state = state;
}, id, name, state);

const stateOf = (page, id) => page.evaluate((id) => {
  const { url, version, ...state } = document.querySelector(id).state;
  return state;
}, id);
const titleOf = (page, id) => page.evaluate((id) => {
  const { shadowRoot } = document.querySelector(id);
  return shadowRoot.querySelector(".title").innerText;
}, id);

for (const engine of [...TODAY, ...OLD]) {
  describe(`a crash in ${engine}`, () => {
    let page, site;
    before(async () => {
      page = await open(engine);
      site = await serveHost({ policy: OLD.includes(engine) ? null : undefined });
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    const show = async () => {
      await openHost(page, site, BODY);
      await shown(page, "#a");
      await shown(page, "#b");
      await hears(page, "ready", 2);
      await page.evaluate(BREAKABLE);
      page.complaints.length = 0;
    };
    /** What happens on a page, long after: nothing of it may reach an instance that is dead. */
    const live = async () => {
      page.complaints.length = 0;
      await page.evaluate(() => { wrongs.length = 0; });
      await page.resize(700, 800, { dark: true });
      await page.evaluate(() => ["beforeprint", "afterprint", "keydown", "scroll", "hashchange", "resize"]
        .forEach((name) => window.dispatchEvent(new Event(name))));
      await calm();
      await page.resize(1280, 900);
      await calm();
      assert.deepEqual(await page.evaluate(() => wrongs), []);
      assert.deepEqual(page.complaints, []);
    };

    for (const [name, broken, message] of [
      ["a panic", PANIC, /unreachable.* \([0-9a-f]{8}\)$/i],
      ["an exception through compiled code", EXCEPTION, /broken by the host/],
    ]) {
      test(`${name}: it is told, and the element comes back as it was`, async () => {
        await show();
        const other = await stateOf(page, "#b");
        await crash(page, "#a", broken, { view: "table", city: [XUANCHENG] });
        const [error] = await hears(page, "error");
        assert.equal(error.code, "panic");
        assert.match(error.message, message);
        assert.deepEqual((await heard(page, "error")).map(({ id }) => id), ["a"]);
        await hears(page, "ready", 3);
        await shown(page, "#a");
        const { view, city } = await stateOf(page, "#a");
        assert.deepEqual([view, city], ["table", [XUANCHENG]]);
        const rows = await page.evaluate(() =>
          document.querySelector("#a").shadowRoot.querySelectorAll("tbody tr[data-key]").length);
        assert.ok(rows > 5, `${rows} rows`);
        assert.equal(await settled(page, async () => (await document.querySelector("#a").ready).observations),
          data.dataset.observations.length);
        // It is used as before.
        await page.evaluate(() => { document.querySelector("#a").state = { view: "compare" }; });
        await page.until("the comparison", () => document.querySelector("#a").shadowRoot.querySelector('[data-panel="compare"]'));
        // The other one has not noticed, and works.
        assert.deepEqual(await stateOf(page, "#b"), other);
        await page.evaluate(() => { document.querySelector("#b").state = { view: "honours" }; });
        await page.until("the other's honours", () => document.querySelector("#b").shadowRoot.querySelector('[data-panel="honours"]'));
        assert.deepEqual((await heard(page, "error")).length, 1);
        await live();
      });
    }

    test("data given by script comes back too", async () => {
      await show();
      const given = structuredClone(data.dataset);
      given.title = "由脚本给";
      await settled(page, (given) => document.querySelector("#a").load(given), given);
      await crash(page, "#a", PANIC, { view: "trend" });
      await hears(page, "error");
      await page.until("the given data again", () => {
        const root = document.querySelector("#a").shadowRoot;
        return root.querySelector('[data-panel="trend"]') && root.querySelector(".title").innerText === "由脚本给";
      });
      assert.equal(await titleOf(page, "#b"), data.dataset.title);
    });

    test("what was not saved may be lost, which is said; report and data can be taken along", async () => {
      await show();
      const given = structuredClone(data.dataset);
      given.title = "没有保存的";
      await settled(page, (given) => document.querySelector("#a").load(given), given);
      const note = '.dashboard > .message[role="alert"]';
      for (const [round, view, place] of [[1, "table", note], [2, "honours", '#a > [role="alert"]']]) {
        await crash(page, "#a", PANIC, { view, q: '"}$&驿站' });
        await hears(page, "error", round);
        await page.until("the sentence", (place) => {
          const said = document.querySelector(place) || document.querySelector("#a").shadowRoot.querySelector(place);
          return said && said.getBoundingClientRect().height > 0;
        }, place);
        const press = (name) => page.evaluate((place, name) => {
          const said = document.querySelector(place) || document.querySelector("#a").shadowRoot.querySelector(place);
          [...said.querySelectorAll("button")].find(({ innerText }) => innerText.includes(name)).click();
        }, place, name);
        await press("下载数据和筛选条件");
        const { name, bytes } = await page.downloaded(".json");
        assert.match(name, /^union-dashboard-rescued/);
        const { rescued_query, ...rescued } = JSON.parse(bytes.toString("utf8"));
        assert.deepEqual(rescued, given);
        const asked = Object.fromEntries(new URLSearchParams(rescued_query));
        assert.deepEqual(asked, { city: ANQING, view, q: '"}$&驿站' });
        // The build of Chromium 89 that there is for tests ends at any text field's select().
        if (engine === "chromium89") await page.evaluate(() => void (HTMLTextAreaElement.prototype.select = () => {}));
        await press("复制出错信息");
        const report = await page.evaluate((place) => {
          const said = document.querySelector(place) || document.querySelector("#a").shadowRoot.querySelector(place);
          const field = said.querySelector("textarea");
          return { text: field.value, isSelected: field.selectionEnd - field.selectionStart === field.value.length };
        }, place);
        assert.match(report.text, /^union-dashboard: .*\([0-9a-f]{8}\)\nhttp:.*view=\w+.*\n.*(Mozilla|Gecko).*\n\d{4}-/i);
        if (engine !== "chromium89") assert.ok(report.isSelected, "selected, to be copied by hand");
        if (round === 1) await press("知道了");
        assert.equal(await page.evaluate((note) =>
          document.querySelector("#a").shadowRoot.querySelectorAll(note).length, note), 0);
      }
      // Another try begins with what the page asked at first: the question may have been the reason.
      await page.evaluate(() => document.querySelector('#a > [role="alert"] button').click());
      await shown(page, "#a");
      await page.until("the given data", () =>
        document.querySelector("#a").shadowRoot.querySelector(".title")?.innerText === "没有保存的");
      const { view, city, q } = await stateOf(page, "#a");
      assert.deepEqual([view, city, q], ["overview", [ANQING], ""]);
      assert.equal(await page.evaluate(() => document.querySelectorAll('#a > [role="alert"]').length), 0);
      page.complaints.length = 0;
    });

    test("reset asks what the page asked, not what was on at the crash", async () => {
      await show();
      await crash(page, "#a", PANIC, { view: "trend", city: [] });
      await hears(page, "ready", 3);
      await page.evaluate(() => document.querySelector("#a").reset());
      const { view, city } = await stateOf(page, "#a");
      assert.deepEqual([view, city], ["overview", [ANQING]]);
    });

    test("twice: the sentence, and the host's tables below it", async () => {
      await show();
      await crash(page, "#a", PANIC, { view: "table" });
      await hears(page, "ready", 3);
      const ready = settled(page, () => document.querySelector("#a").ready);
      await ready;
      await crash(page, "#a", EXCEPTION, { view: "trend" });
      await hears(page, "error", 2);
      const seen = await page.until("the sentence", () => {
        const element = document.querySelector("#a");
        const alert = element.querySelector('[role="alert"]');
        return alert && alert.getBoundingClientRect().height > 0 && {
          text: element.innerText,
          alerts: element.querySelectorAll('[role="alert"]').length,
          table: element.querySelector("table").getBoundingClientRect().top > alert.getBoundingClientRect().bottom - 1,
          dashboard: Boolean(element.shadowRoot.querySelector(".dashboard")),
        };
      });
      assert.match(seen.text, /图表程序两次出错，已停止运行。.*下面的数据表不受影响。.*have stopped.*977家/s);
      assert.doesNotMatch(seen.text, /正在载入/);
      assert.deepEqual([seen.alerts, seen.table, seen.dashboard], [1, true, false]);
      const { error } = await settled(page, () => document.querySelector("#a").ready);
      assert.equal(error.code, "panic");
      for (const call of ["load", "exportAs"]) {
        const { error } = await settled(page, (call) => document.querySelector("#a")[call]("csv"), call);
        assert.equal(error.code, "panic", `${call}: ${JSON.stringify(error)}`);
      }
      // It stays so, wherever it goes.
      await page.evaluate(() => document.body.append(document.querySelector("#a")));
      await page.evaluate(() => { document.querySelector("#a").state = { view: "table" }; });
      await calm();
      assert.equal(await page.evaluate(() =>
        document.querySelector("#a").shadowRoot.querySelectorAll(".dashboard").length), 0);
      assert.equal(await page.evaluate(() => document.querySelectorAll('#a [role="alert"]').length), 1);
      const { view } = await stateOf(page, "#b");
      assert.equal(view, "overview");
      await live();
    });

    test("at the very start: another try, then the sentence", async () => {
      await openHost(page, site, `<union-dashboard id="a" src="${SRC}">${TABLE}</union-dashboard>`, { script: null });
      await page.evaluate(BREAKABLE);
      await page.evaluate((name) => {
        window.addScript("union-dashboard.js");
        window.broken = name;
      }, PANIC);
      await hears(page, "error");
      await shown(page, "#a");
      assert.deepEqual((await heard(page, "error")).map(({ detail }) => detail.code), ["panic"]);
      assert.equal(await settled(page, async () => (await document.querySelector("#a").ready).observations),
        data.dataset.observations.length);
    });
  });
}
