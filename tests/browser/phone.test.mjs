// 360 px wide, as on a phone: nothing sticks out, nothing is cut off.
// Never: a list of exceptions by name. What scrolls by itself may be wider inside.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { open, TODAY } from "./driver/index.mjs";
import { serve } from "./server.mjs";

const WIDTH = 360;

// WebKit's bare browser has a toolbar wider than a phone, so all engines look into a frame.
const FRAME = `<!doctype html><meta charset="utf-8"><style>body { margin: 0 }
  iframe { border: 0; width: ${WIDTH}px; height: 740px; display: block }</style>`;

for (const engine of TODAY) {
  describe(`a phone's width in ${engine}`, () => {
    let page, site;
    before(async () => {
      ui.built("index.html");
      site = await serve(ui.DIST, { path: "/" });
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });

    for (const view of ["overview", "compare", "trend", "matrix", "honours", "table", "doubts"]) {
      test(view, async () => {
        await show(page, site, `view=${view}`);
        if (["overview", "compare", "trend"].includes(view)) await ui.painted(page, view);
        assert.deepEqual(await page.evaluate(sticksOut), []);
      });
    }

    test("a menu, opened", async () => {
      await show(page, site, "view=table");
      await page.click(".fold");
      for (const filter of ["city", "category", "indicator", "further"]) {
        await page.click(`details[data-filter="${filter}"] summary`);
        assert.deepEqual(await page.evaluate(sticksOut), [], filter);
        await page.press("Escape");
      }
    });

    test("where a figure comes from", async () => {
      await show(page, site, "view=table");
      await page.click('tbody tr[data-key] button');
      await page.until("the panel", () => find('aside[data-panel="provenance"]'));
      assert.deepEqual(await page.evaluate(sticksOut), []);
    });

    test("chips of many filters", async () => {
      await show(page, site, "city=340800,341800,340600,610900&year=2019..2025&read=probable&q=工");
      assert.deepEqual(await page.evaluate(sticksOut), []);
    });
  });
}

async function show(page, site, fragment) {
  site.answers["phone.html"] = `${FRAME}<iframe src="index.html#${fragment}"></iframe>`;
  await page.open(`${site.url}phone.html`);
  await ui.ready(page);
}

/** In the page: the document if it scrolls sideways, and every element that is cut off or outside. */
function sticksOut() {
  const found = [];
  const view = find(".dashboard").ownerDocument.defaultView;
  const page = view.document.documentElement;
  if (page.scrollWidth > view.innerWidth) found.push(`the page is ${page.scrollWidth} px wide`);
  const scrolls = (element) => /auto|scroll/.test(view.getComputedStyle(element).overflowX);
  const insideScroller = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) if (scrolls(up)) return true;
    return false;
  };
  for (const element of findAll(".dashboard *")) {
    // A menu that is shut keeps its boxes.
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    const style = view.getComputedStyle(element);
    // What is kept for screen readers alone, or waits above the page for the focus, is not seen.
    if (box.width <= 1 || box.height <= 1 || box.bottom < 0) continue;
    const says = `${name(element)} "${(element.innerText || "").slice(0, 20)}"`;
    if ((box.left < -0.5 || box.right > view.innerWidth + 0.5) && !insideScroller(element)) {
      found.push(`${says} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`);
    }
    const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 &&
      /hidden|clip/.test(style.overflowX);
    if (cut) found.push(`${says} is cut off at ${element.clientWidth} of ${element.scrollWidth} px`);
  }
  return found.slice(0, 10);
}
