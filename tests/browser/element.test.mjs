// The element on a page of somebody else's, under a strict policy: what its attributes, properties
// and events promise (DESIGN section 5), in every engine and with both scripts.
// Never: a promise that a host cannot see from outside.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as data from "./dataset.mjs";
import * as ui from "./dashboard.mjs";
import { EVERY, OLD, open } from "./driver/index.mjs";
import {
  calm, heard, hears, openHost, SCRIPTS, serveHost, settled, shown, SRC,
} from "./host.mjs";

const [ANQING, XUANCHENG, HUAIBEI] = ["340800", "341800", "340600"];

/** What stands when nothing is asked. */
const NOTHING = {
  city: [], category: [], indicator: [], level: [], year: null, q: "", read: "certain",
  view: "overview", lang: "zh-CN", theme: "auto", elder: false, unsaved: false,
};

/** The state without what is told beside it. */
async function asked(page) {
  const { url, version, ...state } = await page.evaluate(() => document.querySelector("union-dashboard").state);
  return state;
}

const attributes = (page) => page.evaluate(() => Object.fromEntries(
  [...document.querySelector("union-dashboard").attributes].map(({ name, value }) => [name, value])));

/** What a script of the host makes of the element, within one task. */
const told = (page, fn, ...args) => settled(page, fn, ...args);

// The old kernels compile no wasm under a strict policy: see the end. Here they have none.
for (const engine of [...EVERY, ...OLD]) {
  const policy = OLD.includes(engine) ? null : undefined;
  describe(`the element in ${engine}`, () => {
    let page, site;
    before(async () => {
      page = await open(engine);
      site = await serveHost({ policy });
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    const show = async (attributes, options) => {
      await openHost(page, site, `<union-dashboard src="${SRC}" ${attributes}></union-dashboard>`, options);
      await shown(page);
      await hears(page, "ready");
    };

    for (const script of SCRIPTS) {
      test(`${script}: every attribute is read`, async () => {
        await show(`city="${XUANCHENG},宜城" year="2019..2025" category="organisation" indicator="members"
          view="table" theme="dark" lang="en" elder`, { script });
        assert.deepEqual(await asked(page), {
          ...NOTHING, city: [ANQING, XUANCHENG], year: [2019, 2025], category: ["organisation"],
          indicator: ["members"], view: "table", theme: "dark", lang: "en", elder: true,
        });
        const seen = await page.evaluate(() => ({ ...find(".dashboard").dataset, lang: find(".dashboard").lang }));
        assert.deepEqual([seen.lang, seen.elder], ["en", ""]);
        assert.match(seen.theme, /^dark/);
        const expected = data.select({ city: [ANQING, XUANCHENG], year: [2019, 2025] })
          .filter(({ indicator }) => indicator === "members").map(data.key).sort();
        assert.deepEqual((await ui.rows(page)).map(({ key }) => key).sort(), expected);
        // The page's own words stay until the reader changes what they say.
        assert.equal((await attributes(page)).city, `${XUANCHENG},宜城`);
        assert.deepEqual(await heard(page, "state"), [], "nothing has changed");
        const [{ version, observations, issues }] = await hears(page, "ready");
        assert.match(version, /^[0-9a-f]{8}-[0-9a-f]{8}$/);
        assert.deepEqual([observations, issues], [data.dataset.observations.length, []]);
        assert.equal((await told(page, () => document.querySelector("union-dashboard").state)).version, version);
      });
    }

    test("a change of an attribute holds within the task", async () => {
      await show(`city="${ANQING}" view="table"`);
      const seen = await told(page, (XUANCHENG) => {
        const element = document.querySelector("union-dashboard");
        const seen = [];
        const note = () => seen.push([element.state.city, element.state.year, element.state.view].join());
        element.setAttribute("city", XUANCHENG);
        note();
        element.setAttribute("year", "2025");
        note();
        element.removeAttribute("city");
        note();
        element.removeAttribute("year");
        element.removeAttribute("view");
        note();
        element.setAttribute("city", "淮北");
        note();
        return seen;
      }, XUANCHENG);
      assert.deepEqual(seen, [
        `${XUANCHENG},,table`, `${XUANCHENG},2025,2025,table`, ",2025,2025,table", ",,overview", `${HUAIBEI},,overview`,
      ]);
      const states = await hears(page, "state");
      await calm();
      assert.deepEqual((await heard(page, "state")).map(({ detail }) => detail.city), [[HUAIBEI]], "told once");
      assert.equal(states[0].url.split("#")[1], `city=${HUAIBEI}`);
      assert.deepEqual(await attributes(page), { src: SRC, city: "淮北" });
    });

    test("what the reader changes stands in the attributes", async () => {
      await show(`city="宜城" elder`);
      await ui.clickOption(page, "city", XUANCHENG);
      await page.until("both cities", () => document.querySelector("union-dashboard").state.city.length === 2);
      await ui.clickView(page, "table");
      await ui.clickOption(page, "category", "facilities");
      await page.until("the category told", () => heard.filter(({ what }) => what === "state").length === 3);
      assert.deepEqual(await attributes(page), {
        src: SRC, city: `${ANQING},${XUANCHENG}`, view: "table", category: "facilities", elder: "",
      });
      await page.click("[data-chip]");
      await page.until("one chip less", () => heard.filter(({ what }) => what === "state").length === 4);
      assert.equal((await attributes(page)).city, XUANCHENG);
      assert.equal(await page.evaluate(() => location.hash), "", "the address is the host's");
    });

    test("`query` is a whole fragment, read once; attributes are more exact", async () => {
      await show(`query="#city=${ANQING}&view=table&sort=-value&year=2025" view="trend"`);
      assert.deepEqual(await asked(page), { ...NOTHING, city: [ANQING], year: [2025, 2025], view: "trend" });
      assert.match(await told(page, () => document.querySelector("union-dashboard").state.url), /sort=-value/);
      await told(page, () => document.querySelector("union-dashboard").setAttribute("query", "city=341800"));
      assert.deepEqual((await asked(page)).city, [ANQING]);
    });

    test("values that mean nothing are told, and the rest is shown", async () => {
      await show(`city="${ANQING},火星" year="1999-2000" view="pie" theme="pink" indicator="gdp" category="x"
        views="overview pie" controls="some" locked="city moon" lang="fr"`);
      await calm();
      const errors = (await heard(page, "error")).map(({ detail }) => detail);
      assert.deepEqual([...new Set(errors.map(({ code }) => code))], ["bad-value"]);
      assert.deepEqual(errors.map(({ path }) => path).sort(), [
        "category", "city", "controls", "indicator", "lang", "locked", "theme", "view", "views", "year",
      ]);
      for (const { message } of errors) assert.match(message, /火星|1999-2000|pie|pink|gdp|x|some|moon|fr/);
      assert.deepEqual((await asked(page)).city, [ANQING]);
      assert.equal(await page.evaluate(() => find(".dashboard").dataset.state), "ready");
      await told(page, () => document.querySelector("union-dashboard").setAttribute("view", "cake"));
      await hears(page, "error", errors.length + 1);
    });

    test("what is set before the script is there, and before the data is", async () => {
      await openHost(page, site, `<union-dashboard src="${SRC}" view="table" city="x"></union-dashboard>`, { script: null });
      await told(page, (HUAIBEI) => {
        const element = document.querySelector("union-dashboard");
        element.setAttribute("city", "淮北");
        element.state = { year: [2024, null], view: "trend" };
        window.addScript("union-dashboard-light.js");
        customElements.whenDefined("union-dashboard").then(() => {
          element.setAttribute("theme", "light");
          element.state = { q: "会员" };
          window.early = element.state;
        });
      }, HUAIBEI);
      await shown(page);
      await hears(page, "ready");
      const expected = { ...NOTHING, city: [HUAIBEI], year: [2024, null], view: "trend", theme: "light", q: "会员" };
      assert.deepEqual(await asked(page), expected);
      const { url, version, ...early } = await told(page, () => window.early);
      assert.deepEqual([early, version], [{ ...expected, city: ["淮北"] }, ""]);
      assert.deepEqual(await attributes(page), {
        src: SRC, city: "淮北", view: "trend", year: "2024..", theme: "light",
      });
    });

    test("an element that a script makes", async () => {
      await openHost(page, site, "<main></main>");
      await told(page, (src) => {
        const element = document.createElement("union-dashboard");
        element.setAttribute("src", src);
        element.setAttribute("view", "table");
        element.state = { city: ["宜城"], view: "compare" };
        document.querySelector("main").append(element);
      }, SRC);
      await shown(page);
      assert.deepEqual(await asked(page), { ...NOTHING, city: [ANQING], view: "compare" });
    });

    test("state: what comes out goes in, parts are merged, empty clears", async () => {
      await show(`city="${ANQING}" year="..2025" view="table" elder`);
      const all = {
        city: [ANQING, XUANCHENG], year: [2019, 2025], category: ["facilities"], indicator: ["rest-stations"],
        level: ["national", "provincial"], q: "驿站, 100%&#", read: "probable", view: "matrix", lang: "en",
        theme: "contrast", elder: true, unsaved: false,
      };
      const seen = await told(page, (all) => {
        const element = document.querySelector("union-dashboard");
        const seen = [];
        const set = (state) => { element.state = state; seen.push(element.state); };
        set(all);
        set(seen[0]);
        set({ city: null, q: null, year: null, level: [] });
        set({ category: [], indicator: null, read: null, view: null, lang: null, theme: null, elder: null });
        set({ year: [2025, 2025] });
        set({ year: [null, null] });
        return seen.map(({ url, version, ...state }) => state);
      }, all);
      assert.deepEqual(seen[0], all);
      assert.deepEqual(seen[1], all);
      assert.deepEqual(seen[2], { ...all, city: [], q: "", year: null, level: [] });
      assert.deepEqual(seen[3], NOTHING);
      assert.deepEqual(seen[4], { ...NOTHING, year: [2025, 2025] });
      assert.deepEqual(seen[5], NOTHING);
      assert.deepEqual(await attributes(page), { src: SRC });
    });

    test("state: what is of a wrong type is refused, and nothing changes", async () => {
      await show(`city="${ANQING}"`);
      const wrong = [
        5, null, "city=1", { city: "340800" }, { category: 1 }, { city: [{}] }, { year: "2025" }, { year: [2025] },
        { year: ["x", null] }, { year: [2025.5, null] }, { q: {} }, { view: 5 }, { elder: "no" }, { view: "table", lang: [] },
      ];
      const errors = await told(page, (wrong) => wrong.map((state) => {
        try {
          document.querySelector("union-dashboard").state = state;
        } catch (error) {
          return error.name;
        }
      }), wrong);
      assert.deepEqual(errors, wrong.map(() => "TypeError"), JSON.stringify(wrong));
      assert.deepEqual(await asked(page), { ...NOTHING, city: [ANQING] });
      await calm();
      assert.deepEqual(await heard(page, "state"), []);
    });

    test("events bubble out of everything; -state comes when something changed", async () => {
      await openHost(page, site, "<main></main>");
      await told(page, (src) => {
        const root = document.querySelector("main").attachShadow({ mode: "open" });
        const element = window.element = document.createElement("union-dashboard");
        element.setAttribute("src", src);
        root.append(element);
      }, SRC);
      await hears(page, "ready");
      await told(page, () => {
        window.element.state = window.element.state;
        window.element.setAttribute("view", "overview");
      });
      await calm();
      assert.deepEqual(await heard(page, "state"), []);
      await told(page, () => window.element.setAttribute("view", "pie"));
      await told(page, () => window.element.setAttribute("view", "table"));
      await hears(page, "state");
      const kinds = await page.evaluate(() => heard.map(({ what, bubbles, composed }) => `${what} ${bubbles && composed}`));
      assert.deepEqual([...new Set(kinds)].sort(), ["error true", "height true", "ready true", "state true"]);
    });

    test("two elements that follow each other come to rest", async () => {
      await openHost(page, site, ["a", "b"].map((id) =>
        `<union-dashboard id="${id}" src="${SRC}"></union-dashboard>`).join(""));
      await shown(page, "#a");
      await shown(page, "#b");
      await hears(page, "ready", 2);
      await told(page, (ANQING) => {
        const [a, b] = document.querySelectorAll("union-dashboard");
        a.addEventListener("union-dashboard-state", ({ detail }) => { b.state = detail; });
        b.addEventListener("union-dashboard-state", ({ detail }) => { a.state = detail; });
        a.state = { city: [ANQING], view: "table" };
      }, ANQING);
      await calm(600);
      assert.deepEqual((await heard(page, "state")).map(({ id }) => id), ["a", "b"]);
      assert.deepEqual(await told(page, () => document.querySelector("#b").state.city), [ANQING]);
    });

    test("-select tells the figure that is clicked, in table and chart", async () => {
      await show(`city="${ANQING}" view="table" indicator="rest-stations"`);
      const [row] = data.select({ city: [ANQING] }).filter(({ indicator }) => indicator === "rest-stations");
      const expected = {
        key: data.key(row), city: ANQING, period: row.period, indicator: row.indicator, value: row.value, printed: row.printed,
      };
      await page.click('section[data-panel="table"] tbody tr[data-key] button');
      assert.deepEqual(await hears(page, "select"), [expected]);
      await page.press("Escape");
      await ui.clickView(page, "compare");
      await ui.painted(page, "compare");
      const [bar] = await ui.bars(page, "compare");
      await page.clickAt('canvas[data-chart="compare"]', [0.3, bar.middle]);
      assert.deepEqual(await hears(page, "select", 2), [expected, expected]);
    });

    test("-height is that of the box", async () => {
      await show("");
      await calm();
      const last = async () => {
        const heights = await heard(page, "height");
        const box = await page.evaluate(() => document.querySelector("union-dashboard").getBoundingClientRect().height);
        return [heights.at(-1).detail.height, Math.ceil(box)];
      };
      const [told1, box1] = await last();
      assert.equal(told1, box1);
      await ui.clickView(page, "trend");
      await calm();
      const [told2, box2] = await last();
      assert.equal(told2, box2);
      assert.notEqual(box1, box2);
    });

    test("reset asks what the page asked at first", async () => {
      await show(`city="宜城" view="table"`);
      await told(page, () => {
        const element = document.querySelector("union-dashboard");
        element.state = { city: ["341800"], view: "trend", q: "x" };
        element.reset();
        window.after = element.state;
      });
      const { url, version, ...after } = await told(page, () => window.after);
      assert.deepEqual(after, { ...NOTHING, city: [ANQING], view: "table" });
      assert.equal((await attributes(page)).view, "table");
    });

    test("a host's page is not harmed", async () => {
      await show("");
      for (const width of [1000, 700, 500, 1280]) {
        await page.resize(width, 900);
        await calm(200);
      }
      const favicons = (complaint) => !/favicon/.test(complaint);
      const spurious = engine === "chromium89" ? "console: policy: script-src refused eval" : null;
      assert.deepEqual(page.complaints.filter(favicons).filter((complaint) => complaint !== spurious), []);
      assert.deepEqual(site.reports, []);
      assert.deepEqual(await page.evaluate(() => wrongs), []);
    });
  });
}

for (const engine of OLD) {
  describe(`the element in ${engine} under a strict policy`, () => {
    for (const script of SCRIPTS) {
      test(`${script}: the host's tables, and one sentence`, async () => {
        const page = await open(engine);
        const site = await serveHost();
        try {
          await openHost(page, site, `<union-dashboard src="${SRC}"><p role="status">正在载入…</p>
            <table><tr><td>977家</td></tr></table></union-dashboard>`, { script });
          const [error] = await hears(page, "error");
          assert.equal(error.code, "start");
          const seen = await page.evaluate(() => find("union-dashboard").innerText);
          assert.match(seen, /安全策略.*wasm-unsafe-eval.*下面的数据表不受影响/s);
          assert.match(seen, /977家/);
          assert.equal(await page.evaluate(() => findAll('[role="alert"]').length), 1);
          const { error: reason } = await settled(page, () => document.querySelector("union-dashboard").ready);
          assert.equal(reason.message, error.message);
          assert.deepEqual(await page.evaluate(() => wrongs), []);
        } finally {
          await page.close();
          await site.close();
        }
      });
    }
  });
}
