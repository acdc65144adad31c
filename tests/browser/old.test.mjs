// The single file in the kernels that office PCs still run: Chromium 89 and 92.
// Never: the built flags instead of the built file.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { KERNELS, open } from "./driver/index.mjs";
import * as story from "./story.mjs";

for (const engine of KERNELS) {
  describe(`the single file in ${engine}`, () => {
    let page;
    before(async () => (page = await open(engine)));
    after(() => page?.close());

    test("it opens and draws every chart", async () => {
      for (const chart of ["overview", "compare", "trend"]) {
        await ui.openReady(page, `${ui.singleFile()}#view=${chart}`);
        await ui.painted(page, chart);
      }
    });
    test("a city picked with the mouse", () => story.byMouse(page, ui.singleFile()));
    test("a chart, measured and clicked", () => story.byChart(page, ui.singleFile()));
    test("no complaint", () => {
      // Chromium 89 reports that it refused to compile wasm, and compiles it.
      const spurious = engine === "chromium89" ? "console: policy: script-src refused eval" : null;
      assert.deepEqual(page.complaints.filter((complaint) => complaint !== spurious), []);
    });
  });
}
