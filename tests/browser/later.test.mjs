// What is loaded later: it keeps no first picture waiting, is waited for where it is wanted, and
// where it does not come a reader is told and may ask again.
// Never: a time that it must take.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, beforeEach, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { OLD, open, TODAY } from "./driver/index.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const MORE = "union-dashboard_more.wasm";

/** The sentence in the place of a view that is not there yet; empty if none is seen. */
const said = (page) => page.evaluate(() => {
  const seen = findAll(".pending").filter((word) => word.offsetParent);
  return seen.map((word) => word.innerText).join("");
});

for (const engine of [...TODAY, ...OLD]) {
  describe(`the second module in ${engine}`, () => {
    let page, site;
    before(async () => {
      site = await serve(ui.DIST, OLD.includes(engine) ? {} : { policy: HOST_POLICY });
      page = await open(engine);
    });
    beforeEach(() => { delete site.answers[MORE]; });
    after(async () => {
      await page?.close();
      await site?.close();
    });

    test("the first picture does not wait for it, what needs it does", async () => {
      let held = null;
      site.answers[MORE] = (_, response) => { held = response; };
      await ui.openReady(page, site.url);
      await ui.painted(page, "overview");
      await page.click('nav button[data-view="doubts"]');
      await page.until("the word", () => findAll(".pending").some((word) => word.offsetParent));
      assert.equal(await said(page), "正在打开…");
      assert.ok(held, "it was asked for");
      held.writeHead(200, { "content-type": "application/wasm" }).end(readFileSync(ui.built(MORE)));
      await page.until("the doubts", () => find('section[data-panel="doubts"] .doubts li'));
      assert.equal(await said(page), "");
    });

    test("an address that asks for such a view leads to it, and to a figure", async () => {
      await ui.openReady(page, `${site.url}#view=trend`);
      await ui.painted(page, "trend");
      assert.equal(await said(page), "");
      await ui.clickView(page, "table");
      await page.click('section[data-panel="table"] tbody tr[data-key] button');
      await page.until("the figure", () => find('aside[data-panel="provenance"] .figure'));
    });

    test("where it does not come that is said, and it may be asked for again", async () => {
      site.answers[MORE] = (_, response) => response.writeHead(404).end();
      await ui.openReady(page, `${site.url}?again`);
      await ui.clickView(page, "table");
      await page.click('section[data-panel="table"] tbody tr[data-key] button');
      const isTold = () => findAll(".pending").some((word) => word.offsetParent && /没有打开/.test(word.innerText));
      await page.until("the sentence", isTold);
      assert.match(await said(page), /没有打开.*网络/);
      delete site.answers[MORE];
      await page.click('aside[data-panel="provenance"] .pending + button');
      await page.until("the figure", () => find('aside[data-panel="provenance"] .figure'));
      assert.equal(await said(page), "");
    });
  });
}
