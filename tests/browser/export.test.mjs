// What leaves the page: links, citations, tables, the dataset and pictures, from the single file as
// a clerk has it, in every engine. Files are read where the browser put them.
// Never: a file that the page only claims to have saved.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import UPNG from "upng-js";
import * as ui from "./dashboard.mjs";
import * as data from "./dataset.mjs";
import { OLD, open, TODAY } from "./driver/index.mjs";

const TODAY_IN_NAMES = /-\d{4}-\d{2}-\d{2}-[0-9a-f]{8}-[0-9a-f]{8}\./;
const COLUMNS = "city_code,city,period,indicator_id,indicator,category,value,unit,printed,bound,scope,"
  + "status,doubt,probable,confidence,value_used,source_id,source,paragraph,offset,note";

/** Opens a menu and picks what stands at a place in it. */
async function pick(page, menu, place) {
  await page.click(`[data-export="${menu}"] summary`);
  await page.click(`[data-export="${menu}"] li:nth-child(${place}) button`);
}
const told = (page, menu, part) => page.until(`"${part}" below the menu ${menu}`, (menu, part) => {
  const text = find(`[data-export="${menu}"] .told`).innerText;
  return text.includes(part) && find(".status").innerText.includes(part) ? text : null;
}, menu, part);

/** The places of the page's menu. */
const PAGE = { link: 1, citation: 2, figures: 3, allFigures: 4, honours: 5, allHonours: 6, dataset: 7 };
const CHART = { copy: 1, png: 2, svg: 3 };

const fields = (line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).slice(0, 21)
  .map((field) => field.replace(/,$/, "").replace(/^"|"$/g, "").replaceAll('""', '"'));

/** What the page gave to the clipboard, or shows selected to be copied by hand. */
const WATCH = () => {
  window.__copied = [];
  const clipboard = navigator.clipboard;
  if (!clipboard) return;
  const write = clipboard.writeText.bind(clipboard);
  clipboard.writeText = (text) => (window.__copied.push(text), write(text));
};
const copied = (page, menu) => page.until("a copied text", (menu) => {
  const field = find(`[data-export="${menu}"] textarea`);
  if (field && !field.hidden) {
    return field.selectionEnd - field.selectionStart === field.value.length ? field.value : null;
  }
  return (window.__copied || []).slice(-1)[0];
}, menu);

for (const engine of [...TODAY, ...OLD]) {
  describe(`what leaves the page in ${engine}`, () => {
    let page;
    before(async () => (page = await open(engine)));
    after(() => page?.close());

    const show = async (pairs) => {
      await ui.openReady(page, `${ui.singleFile()}#${new URLSearchParams(pairs)}`);
      await page.evaluate(WATCH);
    };

    test("tables are the selection, and all", async () => {
      await show({ city: "340800", year: "2025", view: "table", sort: "-value" });
      await pick(page, "page", PAGE.figures);
      await told(page, "page", "已下载");
      const { name, bytes } = await page.downloaded(".csv");
      assert.match(name, /^数据表-安庆市-2025年-/);
      assert.match(name, TODAY_IN_NAMES);
      assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      const [head, ...lines] = bytes.toString("utf8").replace(/^\uFEFF/, "").split("\r\n");
      assert.equal(lines.pop(), "");
      assert.equal(head, COLUMNS);
      const expected = data.select({ city: ["340800"], year: [2025, 2025] });
      assert.equal(lines.length, expected.length);
      const keys = lines.map(fields).map((row) => [row[16], row[18], row[19], row[3]].join(":"));
      assert.deepEqual(keys, expected.map(data.key));
      assert.deepEqual(lines.map(fields).map((row) => row[8]), expected.map((one) => one.printed));

      await pick(page, "page", PAGE.allFigures);
      const all = (await page.downloaded(".csv")).bytes.toString("utf8").split("\r\n");
      assert.equal(all.length - 2, data.dataset.observations.length);
      await pick(page, "page", PAGE.allHonours);
      const honours = await page.downloaded(".csv");
      assert.match(honours.name, /^荣誉-全部-/);
      assert.equal(honours.bytes.toString("utf8").split("\r\n").length - 2, data.dataset.honours.length);
    });

    test("the dataset comes out as it went in", async () => {
      await show({});
      await pick(page, "page", PAGE.dataset);
      const { name, bytes } = await page.downloaded(".json");
      assert.match(name, TODAY_IN_NAMES);
      assert.deepEqual(JSON.parse(bytes.toString("utf8")), data.dataset);
    });

    test("a picture is twice as large and not blank, a drawing is SVG", async () => {
      await show({ view: "compare", indicator: "rest-stations", theme: "dark" });
      await ui.painted(page, "compare");
      await pick(page, "compare", CHART.png);
      const png = await page.downloaded(".png");
      assert.match(png.name, /^工会驿站-城市对比-/);
      const image = UPNG.decode(png.bytes);
      assert.equal(image.width, 1440);
      const pixels = new Uint32Array(UPNG.toRGBA8(image)[0]);
      assert.equal(pixels[0], 0xffffffff, "the paper is white in the dark too");
      const inked = pixels.filter((pixel) => pixel !== pixels[0]).length / pixels.length;
      assert.ok(inked > 0.03 && inked < 0.6, `${inked} of the picture is ink`);

      await pick(page, "compare", CHART.svg);
      const svg = (await page.downloaded(".svg")).bytes.toString("utf8");
      const seen = await page.evaluate((svg) => {
        const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
        return { name: root.localName, width: root.getAttribute("width"), text: root.textContent };
      }, svg);
      assert.equal(seen.name, "svg");
      assert.equal(Number(seen.width) * 2, image.width);
      for (const part of ["工会驿站：城市对比", "来源：《", "更新", "977家"]) assert.ok(seen.text.includes(part), part);
    });

    test("a picture is copied, or saved where it cannot be", async () => {
      await show({ view: "trend", indicator: "members", city: "340800" });
      await ui.painted(page, "trend");
      await pick(page, "trend", CHART.copy);
      const text = await page.until("what became of it", () =>
        /已复制图片|不能复制图片/.exec(find('[data-export="trend"] .told').innerText)?.[0]);
      if (text !== "已复制图片") assert.ok((await page.downloaded(".png")).bytes.length > 5000);
    });

    test("a link leads back to the same", async () => {
      const asked = { city: "340800,610900", year: "2019..2025", read: "probable", view: "table",
        sort: "-value", page: "2", lang: "en", theme: "dark", other: "kept" };
      await show(asked);
      await pick(page, "page", PAGE.link);
      const link = await copied(page, "page");
      assert.deepEqual(Object.fromEntries(new URLSearchParams(link.split("#")[1])), asked);
      const before = await ui.rows(page);
      await ui.openReady(page, link);
      assert.deepEqual(await ui.rows(page), before);
      await ui.fragmentIs(page, asked);
    });

    test("citations name figure, place, report and day", async () => {
      await show({ focus: "anqing-2025:25:43:rest-stations" });
      await page.click('[data-export="figure"] button');
      const text = await copied(page, "figure");
      for (const part of [
        "丁时锋, 沈弘艺. 实干赋能发展", "[R]//市总工会工作成果数据[DS/OL]", "第 25 段", "安庆市、2025年、工会驿站、“977家”",
        `(${data.dataset.updated})[`, "focus=anqing-2025",
      ]) assert.ok(text.includes(part), `${part} is in ${text}`);
      await show({ view: "compare", category: "organisation", lang: "en" });
      await pick(page, "page", PAGE.citation);
      const both = await copied(page, "page");
      assert.match(both, /Sources: .*\n.*：城市对比.*来源：/);
    });

    test("without a clipboard the text is shown selected", async () => {
      await show({ view: "compare" });
      // The build of Chromium 89 that there is for tests ends at any text field's select(), on any
      // page: it has no system selection. There the field alone is looked at.
      if (engine === "chromium89") {
        await page.evaluate(() => void (HTMLTextAreaElement.prototype.select = () => {}));
      }
      const missing = await page.evaluate(() => {
        Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined });
        document.execCommand = () => false;
        return navigator.clipboard === undefined;
      });
      assert.ok(missing);
      await pick(page, "page", PAGE.link);
      await told(page, "page", "Ctrl+C");
      const shown = engine === "chromium89"
        ? await page.evaluate(() => find('[data-export="page"] textarea:not([hidden])').value)
        : await copied(page, "page");
      assert.equal(shown, await page.evaluate(() => location.href));
    });

    test("by keyboard", async () => {
      await show({ view: "table" });
      await page.tabTo('[data-export="page"] summary');
      await page.press("Enter");
      await page.tabTo(`[data-export="page"] li:nth-child(${PAGE.figures}) button`);
      await page.press("Enter");
      await page.downloaded(".csv");
      // The menu is shut, and the focus is on it.
      assert.ok(await page.evaluate(() => !find('[data-export="page"] details').open &&
        active().matches('[data-export="page"] summary')));
    });

    test("no complaint", () => {
      const spurious = engine === "chromium89" ? "console: policy: script-src refused eval" : null;
      assert.deepEqual(page.complaints.filter((complaint) => complaint !== spurious), []);
    });
  });
}
