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

const MEMBERS = "anqing-2025:10:128:members";

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
      await page.until(`the view ${view}`, (view) => find(`[data-panel="${view}"]`) &&
        findAll(".pending").every((word) => !word.offsetParent), view);
      // A report says on which day and by which version it was drawn.
      const tree = (await accessibilityTree(page))
        .replace(/，\d{4}-\d\d-\d\d，版本/, "，…，版本")
        .replaceAll(/[0-9a-f]{8}-[0-9a-f]{8}/g, "…");
      const file = `${TREES}${name}.txt`;
      if (process.env.UPDATE_SNAPSHOTS) {
        mkdirSync(TREES, { recursive: true });
        writeFileSync(file, tree);
      }
      assert.ok(existsSync(file), `${name}.txt is missing: UPDATE_SNAPSHOTS=1 node --test tree.test.mjs`);
      assert.equal(tree, readFileSync(file, "utf8"));
    });
  }

  // 3.1.2: a voice that reads English letters reads no Chinese.
  for (const view of ["overview", "compare", "trend", "honours", "table", "doubts", "report",
    `table&focus=${MEMBERS}`]) {
    test(`Chinese on the English page is marked as Chinese: ${view}`, async () => {
      await ui.openReady(page, `${ui.singleFile()}#lang=en&view=${view}`);
      await page.until("the view", (view) => find(`[data-panel="${view}"]`), view.split("&")[0]);
      assert.deepEqual(await page.evaluate(unmarked), []);
    });
  }

  // 2.5.3: who speaks what is written on a control moves it.
  for (const lang of ["zh-CN", "en"]) {
    test(`the name of a control holds what is written on it, in ${lang}`, async () => {
      for (const view of ["overview&city=340800&year=2019..2025", "compare", "matrix", "table", "doubts", "report",
        `table&focus=${MEMBERS}`]) {
        await ui.openReady(page, `${ui.singleFile()}#lang=${lang}&view=${view}`);
        await page.until("the view", (view) => find(`[data-panel="${view}"]`), view.split("&")[0]);
        assert.deepEqual(await page.evaluate(otherwise), [], view);
      }
    });
  }
});

/** In the page: text with Han letters whose nearest `lang` is not Chinese, one of a kind. */
function unmarked() {
  const found = new Map();
  const root = find("union-dashboard").shadowRoot;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!/\p{Script=Han}/u.test(node.data) || element.localName === "style") continue;
    if (!element.closest("[lang]").lang.startsWith("zh")) {
      const kind = element.closest("[class], [data-panel], h1, td, dd").outerHTML.match(/^<[^>]*>/)[0];
      if (!found.has(kind)) found.set(kind, `${kind} "${node.data.trim().slice(0, 20)}"`);
    }
  }
  return [...found.values()].slice(0, 15);
}

/** In the page: controls whose given name is not what is written on them; signs are no words. */
function otherwise() {
  const words = (text) => text.replace(/[×▲▼▾▴\s]/g, "");
  return findAll("button[aria-label], summary[aria-label], a[aria-label]").filter((element) =>
    element.checkVisibility() && !words(element.getAttribute("aria-label")).includes(words(element.innerText)))
    .map((element) => `"${element.innerText}" is called "${element.getAttribute("aria-label")}"`).slice(0, 10);
}
