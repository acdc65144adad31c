// What a host leaves to its readers: `views`, `controls`, `locked`, and who has the address.
// Never: a bound by what the program says of it. A reader tries, with mouse, keys and address.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { open, TODAY } from "./driver/index.mjs";
import { calm, heard, hears, openHost, serveHost, shown, SRC } from "./host.mjs";

const [ANQING, XUANCHENG] = ["340800", "341800"];

/** Whatever can be pressed, typed in or chosen from, and is seen. */
const CONTROLS = () => findAll("button, select, input, summary, textarea, a[href], canvas[tabindex]")
  .filter((element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && style.clipPath === "none";
  })
  .map((element) => name(element));

const state = (page, selector = "union-dashboard") =>
  page.evaluate((selector) => document.querySelector(selector).state, selector);
const set = (page, attributes) => page.evaluate((attributes) => {
  const element = document.querySelector("union-dashboard");
  for (const name of Object.keys(attributes)) {
    if (attributes[name] === null) element.removeAttribute(name);
    else element.setAttribute(name, attributes[name]);
  }
}, attributes);
const switches = (page) => page.evaluate(() => findAll("nav.views button")
  .filter((button) => button.getBoundingClientRect().width > 0).map((button) => button.dataset.view));

for (const engine of TODAY) {
  describe(`a host's bounds in ${engine}`, () => {
    let page, site;
    before(async () => {
      page = await open(engine);
      site = await serveHost();
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    const show = async (attributes, fragment = "") => {
      await openHost(page, site, `<union-dashboard src="${SRC}" ${attributes}></union-dashboard>`, { fragment });
      await shown(page);
      await hears(page, "ready");
    };

    test("views: these alone, in this order, and nothing leads elsewhere", async () => {
      await show(`views="trend compare"`);
      assert.deepEqual(await switches(page), ["trend", "compare"]);
      assert.equal((await state(page)).view, "trend", "of a view that is not shown, the first");
      await ui.clickView(page, "compare");
      await set(page, { view: "table" });
      assert.equal((await state(page)).view, "trend");
      await set(page, { views: "overview" });
      await page.until("the overview", () => find('[data-panel="overview"]'));
      assert.deepEqual(await switches(page), [], "one view needs no switch");
      assert.deepEqual(await page.evaluate(() => findAll(".card h3 button").length), 0);
      await set(page, { views: null });
      await page.until("all switches", () => findAll("nav.views button").length === 8);
      assert.equal((await switches(page)).length, 8);
    });

    test("controls=none: nothing to press but figures, and what is chosen is said", async () => {
      await show(`controls="none" city="${ANQING}" year="2025" view="table" category="facilities"`);
      const controls = await page.evaluate(CONTROLS);
      const other = controls.filter((control) => !/^button($|\[class=(link|sort|skip)\]|\[data-view)/.test(control));
      assert.deepEqual(other, []);
      const chosen = await page.evaluate(() => find(".chips").innerText);
      for (const word of ["安庆", "2025", "阵地建设"]) assert.ok(chosen.includes(word), chosen);
      assert.equal(await page.evaluate(() => findAll(".chips button").length), 0);
      await set(page, { view: "overview", year: null, category: null });
      await ui.painted(page, "overview");
      // What is chosen by a mark could not be taken back.
      const { url } = await state(page);
      const [bar] = await ui.bars(page, "overview");
      await page.clickAt('canvas[data-chart="overview"]', [0.3, bar.middle]);
      await calm(200);
      assert.equal((await state(page)).url, url);
      await set(page, { controls: "full" });
      await ui.clickOption(page, "city", XUANCHENG);
      await page.until("both cities", () => document.querySelector("union-dashboard").state.city.length === 2);
      await set(page, { controls: "none" });
      await page.until("no menus", () => find('details[data-filter="city"]').getBoundingClientRect().height === 0);
    });

    test("locked: no menu, a chip that stays, and marks change nothing; the host can", async () => {
      await show(`locked="city" city="${ANQING}" indicator="members"`);
      assert.equal(await page.evaluate(() => {
        const menu = find('details[data-filter="city"]');
        return menu ? menu.getBoundingClientRect().height : 0;
      }), 0);
      assert.deepEqual(await page.evaluate(() => findAll(".chips [data-fixed]").map((chip) => chip.innerText.trim())), ["安庆市"]);
      assert.ok(await page.evaluate(() => findAll(".chips [data-fixed] button").length === 0));
      // Its neighbours can be taken off, and "all" leaves it.
      await ui.clickOption(page, "category", "organisation");
      await page.until("a category", () => document.querySelector("union-dashboard").state.category.length);
      await page.click(".chips button.link");
      await page.until("nothing but the city", () => {
        const { category, indicator } = document.querySelector("union-dashboard").state;
        return !category.length && !indicator.length;
      });
      assert.deepEqual((await state(page)).city, [ANQING]);
      // A cell of the matrix asks for a city and a category.
      await set(page, { city: null, view: "matrix" });
      await ui.painted(page, "matrix");
      for (const at of [[0.4, 0.3], [0.6, 0.5], [0.8, 0.7]]) {
        await page.clickAt('canvas[data-chart="matrix"]', at);
        await calm(80);
        assert.deepEqual((await state(page)).city, []);
      }
      await set(page, { city: XUANCHENG });
      assert.deepEqual((await state(page)).city, [XUANCHENG]);
      await page.evaluate((city) => { document.querySelector("union-dashboard").state = { city: [city] }; }, ANQING);
      assert.deepEqual((await state(page)).city, [ANQING]);
      await set(page, { locked: "year view lang theme elder q" });
      await page.until("the city's menu again", () => find('details[data-filter="city"]').getBoundingClientRect().height > 0);
      const controls = (await page.evaluate(CONTROLS)).join("\n");
      assert.doesNotMatch(controls, /year|data-view|data-switch|theme|data-filter=q|search/);
      // Of a menu of several filters what is locked is left out, and the menu with the last of them.
      await set(page, { locked: "scope level" });
      const lists = () => page.evaluate(() =>
        [...findAll('details[data-filter="further"] fieldset')].map((list) => !list.hidden));
      assert.deepEqual(await lists(), [false, false, true, true]);
      await set(page, { locked: "scope level status province" });
      await page.until("no further filters", () =>
        find('details[data-filter="further"]').getBoundingClientRect().height === 0);
      await set(page, { locked: null });
      await page.until("the views again", () => findAll("nav.views button").some((button) => button.getBoundingClientRect().width));
    });

    test("locked holds against the address, by whatever way it comes", async () => {
      await show(`sync-url locked="city" city="${ANQING}"`, `#city=${XUANCHENG}&view=table`);
      assert.deepEqual([(await state(page)).city, (await state(page)).view], [[ANQING], "table"]);
      await page.evaluate((city) => { location.hash = `city=${city}&view=trend`; }, XUANCHENG);
      await page.until("the view of the address", () => document.querySelector("union-dashboard").state.view === "trend");
      assert.deepEqual((await state(page)).city, [ANQING]);
      await page.evaluate(() => { location.hash = "view=table"; });
      await page.until("the view again", () => document.querySelector("union-dashboard").state.view === "table");
      assert.deepEqual((await state(page)).city, [ANQING]);
    });

    test("the first with sync-url has the address, a second warns", async () => {
      const body = ["a", "b"].map((id) => `<union-dashboard id="${id}" src="${SRC}" sync-url city="${ANQING}"></union-dashboard>`);
      await openHost(page, site, body.join(""));
      await hears(page, "ready", 2);
      assert.match((await page.evaluate(() => warned)).join(), /sync-url/);
      assert.equal((await page.evaluate(() => warned)).length, 1);
      await page.evaluate(() => { document.querySelector("#b").state = { view: "table" }; });
      await calm();
      assert.deepEqual(await ui.fragment(page), { city: ANQING });
      await page.evaluate(() => { document.querySelector("#a").state = { view: "trend" }; });
      await ui.fragmentIs(page, { city: ANQING, view: "trend" });
      assert.equal((await state(page, "#b")).view, "table");
      // The first gone, its place is free for who comes.
      await page.evaluate(() => document.querySelector("#a").remove());
      await calm(100);
      await page.evaluate(() => {
        const element = document.querySelector("#b");
        element.remove();
        return new Promise((done) => setTimeout(() => done(document.body.append(element)), 50));
      });
      await page.until("its view in the address", () => location.hash.includes("view=t"));
      assert.equal((await page.evaluate(() => warned)).length, 1);
    });

    test("Back and Forward; an address without a question is the page's own wish", async () => {
      await show(`sync-url city="${ANQING}" view="table"`);
      await ui.fragmentIs(page, { city: ANQING, view: "table" });
      await ui.clickView(page, "trend");
      await ui.clickOption(page, "category", "facilities");
      await ui.fragmentIs(page, { city: ANQING, view: "trend", category: "facilities" });
      await page.back();
      await ui.fragmentIs(page, { city: ANQING, view: "trend" });
      await page.until("the attribute too", () => !document.querySelector("union-dashboard").hasAttribute("category"));
      await page.back();
      await ui.fragmentIs(page, { city: ANQING, view: "table" });
      await page.until("the table", () => document.querySelector("union-dashboard").getAttribute("view") === "table");
      await page.forward();
      await page.until("the trend", () => document.querySelector("union-dashboard").getAttribute("view") === "trend");
      await page.evaluate(() => { location.hash = ""; });
      await page.until("the page's wish", () => {
        const { view, city } = document.querySelector("union-dashboard").state;
        return view === "table" && city.length === 1;
      });
      // The host's own question is not the address's.
      await page.evaluate(() => { document.querySelector("union-dashboard").state = { view: "trend", city: [] }; });
      await ui.fragmentIs(page, { view: "trend" });
      await page.evaluate(() => document.querySelector("union-dashboard").reset());
      await ui.fragmentIs(page, { city: ANQING, view: "table" });
    });

    test("no complaint", async () => {
      assert.deepEqual(page.complaints, []);
      assert.deepEqual(site.reports, []);
      assert.deepEqual(await page.evaluate(() => wrongs), []);
      assert.deepEqual(await heard(page, "error"), []);
    });
  });
}
