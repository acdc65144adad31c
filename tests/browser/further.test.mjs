// The filters that are asked for more rarely, in one menu: a tick shows what its count said, and the
// address and a chip say it.
// Never: a count that is only compared with itself.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { open, TODAY } from "./driver/index.mjs";

const MENU = 'details[data-filter="further"]';

for (const engine of process.env.ENGINE ? [process.env.ENGINE] : TODAY) {
  describe(`further filters in ${engine}`, () => {
    let page;
    before(async () => {
      page = await open(engine);
      await page.resize(1280, 900);
      await ui.openReady(page, ui.singleFile());
    });
    after(() => page.close());

    /** The count beside an option. */
    const counted = (value) => page.until("a count", (menu, value) => {
      const option = find(`${menu} input[value="${value}"]`);
      return option && Number(option.closest("label").querySelector(".count").textContent);
    }, MENU, value);
    const selected = () => page.evaluate(() => find(".chips .counts").innerText.match(/\d+/g).map(Number));
    const chips = () => page.evaluate(() => findAll(".chips [data-chip]").map((chip) => chip.innerText.trim()));

    test("it says under which name what stands", async () => {
      await page.click(`${MENU} summary`);
      await counted("municipal");
      const legends = await page.evaluate((menu) =>
        [...findAll(`${menu} legend`)].map((legend) => [legend.innerText, legend.getBoundingClientRect().height > 10]), MENU);
      assert.deepEqual(legends, ["范围", "荣誉级别", "状态", "省份"].map((name) => [name, true]));
      await page.press("Escape");
    });

    test("the federation's own figures: as many as counted, a chip, the address, and off again", async () => {
      await page.click(`${MENU} summary`);
      const [own, all] = [await counted("municipal"), await counted("city")];
      assert.ok(own > 0 && own < all);
      await page.click(`${MENU} input[value="municipal"]`);
      await page.until("so many figures", (own) => find(".chips .counts").innerText.includes(`，${own} 条数据`), own);
      assert.equal(await counted("city"), all, "a filter does not count against its own options");
      assert.deepEqual(await chips(), ["市总工会本级 ×"]);
      assert.match(await page.evaluate(() => location.hash), /scope=municipal/);
      assert.equal(await page.evaluate((menu) => find(`${menu} .now`).innerText, MENU), "市总工会本级");
      await page.click(`${MENU} input[value="municipal"]`);
      await page.until("all again", () => !find(".chips [data-chip]"));
      await page.press("Escape");
    });

    test("honours of a level: as many as counted, whatever is asked of figures", async () => {
      await ui.clickOption(page, "city", "340600");
      await page.click(`${MENU} summary`);
      const national = await counted("national");
      await page.click(`${MENU} input[value="national"]`);
      await page.press("Escape");
      await page.until("so many honours", (count) => find(".chips .counts").innerText.endsWith(`，${count} 条荣誉`), national);
      await ui.clickView(page, "honours");
      await page.until("the honours", (count) =>
        findAll('[data-panel="honours"] tbody tr').length === count, national);
      const [, figures] = await selected();
      assert.ok(figures > 0, "a level takes no figure away");
      await page.click(".chips button.link");
      await page.until("nothing chosen", () => !find(".chips [data-chip]"));
    });

    test("a province: its cities' figures, by the keyboard", async () => {
      await page.tabTo(`${MENU} summary`, { back: true });
      await page.press("Enter");
      const shaanxi = await counted("陕西省");
      await page.tabTo(`${MENU} input[value="陕西省"]`);
      await page.press("Space");
      await page.until("so many figures of one city", (count) =>
        find(".chips .counts").innerText.startsWith(`1 个城市，${count} 条数据`), shaanxi);
      await page.press("Escape");
      assert.ok(await page.evaluate((menu) => active().matches(`${menu} summary`), MENU), "the focus is on the menu's name");
    });
  });
}
