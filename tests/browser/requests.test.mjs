// Nothing leaves: the page asks for its own files and nothing else, breaks no policy, and writes
// no error to the console, whatever a reader does.
// Never: a list of hosts that are fine.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { open, TODAY } from "./driver/index.mjs";
import { witness } from "./driver/webkit.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const VIEWS = ["overview", "compare", "trend", "table"];

/** A walk through all that a reader can do. */
async function walk(page, url) {
  // The walk before this one left the window narrow.
  await page.resize(1280, 900);
  await ui.openReady(page, url);
  for (const view of VIEWS) {
    await ui.clickView(page, view);
    if (view === "table") {
      await page.click('section[data-panel="table"] tbody tr[data-key] button');
      await page.until("the panel", () => find('aside[data-panel="provenance"]'));
      await page.press("Escape");
    } else {
      await ui.painted(page, view);
      await page.hover(`canvas[data-chart="${view}"]`, [0.4, 0.3]);
    }
  }
  await ui.clickOption(page, "city", "340800");
  await page.click(".chips button[data-chip]");
  await ui.clickOption(page, "indicator", "rest-stations");
  await ui.clickView(page, "compare");
  const wide = await ui.painted(page, "compare");
  await page.resize(700, 900);
  await ui.painted(page, "compare", wide);
}

for (const engine of TODAY) {
  describe(`quiet in ${engine}`, () => {
    let page, site;
    before(async () => {
      site = await serve(ui.DIST, { path: "/a/b/", policy: HOST_POLICY });
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });

    test("from file://", async () => {
      page.forget();
      await walk(page, ui.singleFile());
      assert.deepEqual(page.complaints, []);
      const own = new Set([ui.singleFile(), "about:blank"]);
      const others = page.requests.filter((url) => !own.has(url) && !/^(data|blob):/.test(url));
      assert.deepEqual(others, []);
    });

    test("over http", async () => {
      page.forget();
      await walk(page, site.url);
      assert.deepEqual(page.complaints, []);
      assert.deepEqual(site.reports, []);
      const others = page.requests.filter((url) =>
        !url.startsWith(site.url) && url !== "about:blank" && !/^(data|blob):/.test(url));
      assert.deepEqual(others, []);
      assert.deepEqual(site.log.filter((line) => !line.startsWith("200 ")), []);
    });
  });
}

describe("quiet in webkit from the first moment", () => {
  for (const view of VIEWS) {
    test(view, async () => {
      const seen = await witness(`${ui.singleFile()}#view=${view}`);
      assert.deepEqual(seen, { console: [], asked: [] });
    });
  }
});
