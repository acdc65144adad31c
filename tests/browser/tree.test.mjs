// What a screen reader is given of each view, as text in trees/*.txt: role, name, value, states,
// description, line by line. A change of it is read before it is taken over:
// `UPDATE_SNAPSHOTS=1 node --test tree.test.mjs`.
// Never: an order or a name that is only in the markup. The tree is the browser's own.

import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as ui from "./dashboard.mjs";
import { open } from "./driver/index.mjs";
import { accessibilityTree } from "./tree.mjs";

const TREES = fileURLToPath(new URL("./trees/", import.meta.url));

/** What is shown under each name. */
const VIEWS = {
  overview: "city=340800,341800&category=facilities",
  compare: "view=compare&indicator=rest-stations",
  trend: "view=trend&indicator=mutual-aid-participants",
  matrix: "view=matrix",
  honours: "view=honours&city=340600",
  table: "view=table&city=340600&category=assistance&sort=-value",
  doubts: "view=doubts",
  report: "view=report&city=340600",
  provenance: "view=table&city=340800&indicator=members&focus=anqing-2025:10:128:members",
  "compare-en": "view=compare&indicator=rest-stations&lang=en",
};

describe("the tree of", () => {
  let page;
  before(async () => (page = await open("chromium")));
  after(() => page?.close());

  for (const [name, fragment] of Object.entries(VIEWS)) {
    test(name, async () => {
      await ui.openReady(page, `${ui.singleFile()}#${fragment}`);
      const view = new URLSearchParams(fragment).get("view") ?? "overview";
      await page.until(`the view ${view}`, (view) => find(`[data-panel="${view}"]`), view);
      const tree = await accessibilityTree(page);
      const file = `${TREES}${name}.txt`;
      if (process.env.UPDATE_SNAPSHOTS) {
        mkdirSync(TREES, { recursive: true });
        writeFileSync(file, tree);
      }
      assert.ok(existsSync(file), `${name}.txt is missing: UPDATE_SNAPSHOTS=1 node --test tree.test.mjs`);
      assert.equal(tree, readFileSync(file, "utf8"));
    });
  }
});
