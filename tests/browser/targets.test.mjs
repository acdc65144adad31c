// Sizes: what can be pressed is at least 44 px in both directions and 60 in elder mode (WCAG 2.2,
// 2.5.5 and 2.5.8; the ministry's rules for elder mode), text in elder mode is at least 18 pt with
// lines of 1.3, on canvases too; and nothing is lost with text of 200 %, wider spacing, or 320 px.
// Never: an exception by a view's name. What the standard excepts stands below with its reason.

import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import * as ui from "./dashboard.mjs";
import { open } from "./driver/index.mjs";
import { lettering, losses, noteCanvasText, targets } from "./sight.mjs";

const MEMBERS = "anqing-2025:10:128:members";
const VIEWS = ["overview", "compare", "trend", "matrix", "honours", "table", "doubts", "report",
  `table&focus=${MEMBERS}`, "compare&city=340800,341800,340600,610900&year=2019..2025&q=工"];

// Excepted, as 2.5.5 and 2.5.8 name it ("Equivalent"): a mark on a canvas, since every figure that
// it opens is a button of the table that stands one press away. A canvas as a whole is measured.

const [LEAST_PX, LEAST_ELDER_PX] = [44, 60];
const [ELDER_TEXT_PX, LEAST_LINES] = [24, 1.3];

/** What 1.4.12 lets a reader set, as a reader's own style sheet does. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`;

describe("sizes in chromium", () => {
  let page;
  before(async () => {
    page = await open("chromium");
    await page.tab.evaluateOnNewDocument(noteCanvasText);
  });
  after(() => page?.close());

  /** Whether the page is as it was opened, but for what its address asks. */
  let isPlain = false;

  /** Opens a page anew: what is pressed in it would be there in the next view. */
  async function begin(view, pairs) {
    isPlain = false;
    await show(view, pairs);
    isPlain = false;
  }

  /** Shows a view in a guise, by the address alone where nothing was pressed before. */
  async function show(view, { width = 1280, ...pairs } = {}) {
    await page.resize(width, 900);
    const asked = `view=${view}&${new URLSearchParams(pairs)}`;
    if (isPlain) {
      await ui.ask(page, asked);
    } else {
      await page.open("about:blank");
      await ui.openReady(page, `${ui.singleFile()}#${asked}`);
    }
    isPlain = true;
    const panel = view.split("&")[0];
    await page.until(`the view ${panel}`, (panel) => find(`[data-panel="${panel}"]`), panel);
    if (["overview", "compare", "trend", "matrix"].includes(panel)) await ui.painted(page, panel);
    // On a phone the filters are folded until they are wanted.
    if (await page.evaluate(() => find(".fold").checkVisibility() && find(".fold").getAttribute("aria-expanded") === "false")) {
      await page.tabTo(".fold", { back: panel !== "overview" && view.includes("focus") });
      await page.press("Enter");
      await page.until("the filters", () => find(".filters").checkVisibility());
    }
  }

  for (const [guise, pairs] of Object.entries({
    "usual": {}, "on a phone": { width: 360 }, "elder": { elder: "1" }, "elder on a phone": { elder: "1", width: 360 },
  })) {
    const least = pairs.elder ? LEAST_ELDER_PX : LEAST_PX;
    test(`targets: ${guise}, every view`, async () => {
      const found = new Set();
      for (const view of VIEWS) {
        await show(view, pairs);
        for (const one of small(await page.evaluate(targets), least)) found.add(one);
      }
      assert.deepEqual([...found], []);
    });

    test(`targets: ${guise}, all that opens, open`, async () => {
      const found = new Set();
      for (const view of ["compare", "report"]) {
        await begin(view, pairs);
        for (const which of await page.evaluate(() => findAll("details").map((_, at) => at))) {
          await page.evaluate((which) => findAll("details")[which].scrollIntoView({ block: "center" }), which);
          const shut = await page.evaluate((which) => findAll("details")[which].checkVisibility(), which);
          if (!shut) continue;
          await page.evaluate((which) => findAll("details summary")[which].focus(), which);
          await page.press("Enter");
          await page.until("it opens", (which) => findAll("details")[which].open, which);
          for (const one of small(await page.evaluate(targets), least)) found.add(one);
          if (pairs.elder) for (const one of await page.evaluate(losses)) found.add(one);
          await page.press("Escape");
        }
      }
      assert.deepEqual([...found], [], "large enough; in elder mode nothing floats over anything");
    });

    test(`targets: ${guise}, what a mark tells`, async () => {
      await begin("compare&indicator=stable-employment", pairs);
      await page.hover('canvas[data-chart="compare"]', [0.5, 0.15]);
      await page.until("the mark told", () => find(".tooltip button") || find(".told-mark"));
      const found = small(await page.evaluate(targets), least);
      await page.tabTo('canvas[data-chart="compare"]');
      for (const key of ["ArrowDown", "p", "ArrowDown"]) await page.press(key);
      await page.until("a pinned mark and another", () => findAll(".told-mark").length === 2);
      found.push(...small(await page.evaluate(targets), least));
      assert.deepEqual([...new Set(found)], []);
      if (pairs.elder) assert.ok(!(await page.evaluate(() => find(".tooltip"))), "nothing floats");
    });
  }

  for (const width of [1280, 360]) {
    for (const view of VIEWS) {
      test(`text in elder mode: ${view} at ${width} px`, async () => {
        await show(view, { elder: "1", width });
        const texts = await page.evaluate(lettering);
        assert.ok(texts.length > 10);
        if (/^(overview|compare|trend|matrix)/.test(view)) assert.ok(texts.some(({ lines, name }) => lines === null && /canvas/.test(name)), "canvas text is seen");
        const little = texts.filter(({ px }) => px < ELDER_TEXT_PX - 0.01);
        assert.deepEqual(little.map(({ name, px }) => `${name} is ${px} px`).slice(0, 10), []);
        assert.deepEqual(tight(texts), []);
      });
    }
  }

  for (const view of VIEWS) {
    test(`lines as usual: ${view}`, async () => {
      await show(view);
      assert.deepEqual(tight(await page.evaluate(lettering)), []);
    });
  }

  const WAYS = {
    "as usual": {},
    "text of 200 %": { text: "200" },
    "320 px": { width: 320 },
    "320 px with text of 200 %": { width: 320, text: "200" },
    "elder mode": { elder: "1" },
    "elder mode at 320 px": { elder: "1", width: 320 },
    "elder mode with text of 200 %": { elder: "1", text: "200" },
    "wider spacing": { spaced: true },
    "wider spacing at 320 px": { spaced: true, width: 320 },
    "in English, wider spacing": { spaced: true, lang: "en" },
  };
  for (const [way, { spaced, ...pairs }] of Object.entries(WAYS)) {
    for (const view of VIEWS) {
      test(`nothing lost, ${way}: ${view}`, async () => {
        await (spaced ? begin : show)(view, pairs);
        if (spaced) await space(page);
        assert.deepEqual(await page.evaluate(losses), []);
      });
    }
  }

  for (const pairs of [{}, { elder: "1" }, { width: 320 }]) {
    for (const view of ["compare", "trend", "matrix", "matrix&columns=indicators", "overview"]) {
      test(`nothing lost while a mark is told: ${view} ${JSON.stringify(pairs)}`, async () => {
        await begin(view === "trend" ? "trend&indicator=mutual-aid-participants" : view, pairs);
        await page.tabTo(`canvas[data-chart="${view.split("&")[0]}"]`);
        for (const key of ["ArrowDown", "p", "ArrowDown"]) await page.press(key);
        await page.until("the mark told", () => find(".told-mark"));
        assert.deepEqual(await page.evaluate(() => findAll(".told-mark").filter((told) => {
          const box = told.getBoundingClientRect();
          for (let up = told.parentElement; up; up = up.parentElement) {
            const rim = up.getBoundingClientRect();
            if (getComputedStyle(up).overflowY !== "visible" && box.bottom > rim.top + up.clientHeight + 1) return true;
          }
          return false;
        }).map((told) => told.innerText)), [], "what is told is cut by no box");
        await page.evaluate(() => find(".below .told-mark").scrollIntoView({ block: "center" }));
        assert.deepEqual(await page.evaluate(losses), []);
      });
    }
  }
});

function small(targets, least) {
  assert.ok(targets.length > 5, `${targets.length} targets`);
  // Half a pixel is a matter of rounding.
  const found = targets.filter(({ width, height }) => Math.min(width, height) < least - 0.5);
  return found.map(({ name, width, height }) => `${name} is ${width} x ${height}`).slice(0, 12);
}

function tight(texts) {
  const found = texts.filter(({ lines }) => lines !== null && lines < LEAST_LINES - 0.005);
  return found.map(({ name, lines }) => `${name} has lines of ${lines.toFixed(2)}`).slice(0, 10);
}

async function space(page) {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const root = find("union-dashboard").shadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }, SPACING);
  await ui.settle(page);
}
