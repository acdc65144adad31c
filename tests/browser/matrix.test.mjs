// The matrix: told by keyboard, filtered by a cell and taken back, by categories or indicators,
// scrolled to what has the focus; and the colours of high contrast.
// Never: a count that is not the dataset's.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { OLD, open, TODAY } from "./driver/index.mjs";

const CANVAS = 'canvas[data-chart="matrix"]';
const status = (page) => ui.text(page, ".status");

for (const engine of [...TODAY, ...OLD]) {
  describe(`the matrix in ${engine}`, () => {
    let page;
    before(async () => {
      page = await open(engine);
    });
    after(() => page?.close());

    test("arrow keys walk across and down; a cell filters, and a second click takes it back", async () => {
      await page.resize(1280, 900);
      await ui.openReady(page, `${ui.singleFile()}#view=matrix`);
      await ui.painted(page, "matrix");
      assert.match(await ui.text(page, ".summary"), /^4 个城市（各年报告分行列出，共 5 行）、13 个类别，共 \d+ 条数据。/);
      await page.tabTo(CANVAS);
      // The first head, the cell below it, the one beside it, which holds nothing.
      await page.press("ArrowRight");
      await page.until("the first head", () => find(".status").innerText.startsWith("思想引领："));
      await page.press("ArrowDown");
      await page.until("the cell below", () => /^安庆 2019年，思想引领：\d+ 条$/.test(find(".status").innerText));
      await page.press("ArrowRight");
      await page.until("an empty cell", () => find(".status").innerText === "安庆 2019年，建功立业：没有数据");
      await page.press("ArrowDown");
      await page.until("the cell below", () => /^安庆 2025年，建功立业：\d+ 条$/.test(find(".status").innerText));
      await page.press("Enter");
      await ui.fragmentIs(page, { view: "matrix", city: "340800", category: "competition" });
      // Two reports of one city, one category: the lower cell of two.
      const place = await page.evaluate((canvas) => {
        const { width, height } = find(canvas).getBoundingClientRect();
        return [170 / width, (height - 18) / height];
      }, CANVAS);
      await page.clickAt(CANVAS, place);
      await ui.fragmentIs(page, { view: "matrix" });
      assert.ok(await status(page));
    });

    test("by indicators it scrolls in its box to what has the focus", async () => {
      await page.resize(600, 740);
      await ui.openReady(page, `${ui.singleFile()}#view=matrix&columns=indicators`);
      await ui.painted(page, "matrix");
      await page.tabTo(CANVAS);
      await page.press("End");
      await page.until("the last line in view", () => find(".matrix-box").scrollTop > 1000);
      const height = await page.evaluate((canvas) => find(canvas).height / devicePixelRatio, CANVAS);
      assert.ok(height < 800, `a canvas of ${height} px, of which most is out of sight`);
      await page.click('button[data-columns="categories"]');
      await ui.fragmentIs(page, { view: "matrix" });
    });

    test("high contrast is a theme of its own", async () => {
      await ui.openReady(page, `${ui.singleFile()}#view=matrix&theme=contrast`);
      await ui.painted(page, "matrix");
      const colours = await page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(find(".dashboard"));
        return [color, backgroundColor];
      });
      assert.deepEqual(colours, ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    });
  });
}
