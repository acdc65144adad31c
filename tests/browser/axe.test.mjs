// axe-core's rules for WCAG 2.2 A and AA and good practice, on every view in every guise: no
// violation, and nothing that axe cannot decide but what is explained below. Pairwise in the usual
// run, the whole product with LONG=1 (`cargo xtask test --long`).
// Never: a rule switched off, an element left out.

import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as ui from "./dashboard.mjs";
import * as work from "./workshop.mjs";
import { open } from "./driver/index.mjs";
import { pairwise, product } from "./pairs.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const MEMBERS = "anqing-2025:10:128:members";

const SETTINGS = {
  view: ["overview", "compare", "trend", "matrix", "honours", "table", "doubts", "report",
    `table&focus=${MEMBERS}`, "menu", "workshop", "review"],
  theme: ["light", "dark", "contrast"],
  elder: ["0", "1"],
  lang: ["zh-CN", "en"],
  width: [1280, 360],
};

// What axe leaves undecided is one thing alone: the contrast of what something lies over (an open
// menu, the neighbour of a cell) or of a single character. There the ground is looked up here.
// Elder mode and high contrast are held to 7:1.

for (const engine of process.env.LONG ? ["chromium", "firefox"] : ["chromium"]) {
  describe(engine, () => {
    let page;
    before(async () => {
      page = await open(engine);
      await ui.openReady(page, ui.singleFile());
      await page.run(`${AXE}; undefined`);
    });
    after(() => page.close());

    for (const guise of (process.env.LONG ? product : pairwise)(SETTINGS)) {
      test(Object.values(guise).join(" "), async () => {
        await wear(page, guise);
        const least = guise.elder === "1" || guise.theme === "contrast" ? 7 : 4.5;
        const { violations, incomplete } = await examined(page, least);
        assert.deepEqual(violations, []);
        assert.deepEqual(incomplete, []);
      });
    }
  });
}

/** Shows a view in a guise; a menu of filters is one that is open; the workshop is empty, or has a review. */
async function wear(page, { view, theme, elder, lang, width }) {
  await page.resize(width, 900);
  const isWork = ["workshop", "review"].includes(view);
  const shown = view === "menu" ? "compare" : isWork ? "overview" : view;
  const [panel, focus] = shown.split("&focus=");
  const pairs = { view: panel, theme, elder, lang, ...(focus && { focus }) };
  await ui.ask(page, String(new URLSearchParams(pairs)));
  await turnDoor(page, isWork);
  if (isWork) await layOnDesk(page, view);
  if (view === "menu") await openMenu(page);
  else await shutMenus(page);
}

async function turnDoor(page, isOpen) {
  const isNow = await page.evaluate(() => Boolean(find(".workshop")?.offsetParent));
  if (isNow === isOpen) return;
  if (isOpen) await work.enterAs(page);
  else await work.leave(page);
}

async function layOnDesk(page, view) {
  const hasReview = await page.evaluate(() => Boolean(find('[data-work="review"]')));
  if (view === "review" && !hasReview) {
    await work.paste(page, "铜陵市总工会2025年工作综述\n\n2025年，全市新建工会驿站120家，工会会员达到35.2万人。\n");
    await work.step(page, "review");
  }
  if (view === "workshop" && hasReview) {
    await work.deed(page, "cancel");
    await work.home(page);
  }
}

async function openMenu(page) {
  const folded = await page.evaluate(() => find(".fold").offsetParent !== null &&
    find(".fold").getAttribute("aria-expanded") === "false");
  if (folded) await page.click(".fold");
  const shut = await page.evaluate(() => !find('details[data-filter="further"]').open);
  if (shut) await page.click('details[data-filter="further"] summary');
}

async function shutMenus(page) {
  const isOpen = await page.evaluate(() => Boolean(find("details[data-fold][open]")));
  if (isOpen) await page.click(".title");
}

function examined(page, least) {
  const options = {
    runOnly: TAGS, rules: { "color-contrast-enhanced": { enabled: least === 7 } },
  };
  return page.run(`(async () => {
    ${contrastOnGround}
    const found = await axe.run(document, ${JSON.stringify(options)});
    const told = (results) => results.flatMap(({ id, nodes }) => nodes.map((node) => ({
      rule: id, at: node.target.flat().join(" "), element: elementAt(node.target),
      why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join(" "),
    })));
    const undecided = told(found.incomplete).filter(({ rule, element }) =>
      !rule.startsWith("color-contrast") || contrastOnGround(element) < ${least});
    const plain = ({ element, ...rest }) => rest;
    return { violations: told(found.violations).map(plain), incomplete: undecided.map(plain) };
    function elementAt(target) {
      return target.flat().reduce((root, selector) => {
        const element = root.querySelector(selector);
        return element.shadowRoot ?? element;
      }, document);
    }
  })()`);
}

/** The contrast of an element's text on the nearest ground that is not transparent (WCAG 2.2). */
function contrastOnGround(element) {
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = numbers(color).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  let ground = element;
  const isClear = (color) => numbers(color)[3] === 0;
  while (ground.parentElement && isClear(getComputedStyle(ground).backgroundColor)) {
    ground = ground.parentElement;
  }
  const [low, high] = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor]
    .map(luminance).sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
