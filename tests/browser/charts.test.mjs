// What a pointer, a finger and a keyboard do on the charts: tooltips within the window, names that
// filter, figures that open and close, years that are dragged, canvases that follow the screen.
// Never: look at a chart's code. The hit areas are found by trying.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import * as ui from "./dashboard.mjs";
import { open } from "./driver/index.mjs";

let page;
before(async () => (page = await open("chromium")));
after(() => page.close());

async function at(fragment, [width, height] = [1280, 900]) {
  await page.resize(width, height);
  await page.open("about:blank");
  await ui.openReady(page, `${ui.singleFile()}#${new URLSearchParams(fragment)}`);
  await ui.painted(page, fragment.view ?? "overview");
}

const canvas = (name) => `canvas[data-chart="${name}"]`;

test("a tooltip stays in the window, tells source and doubt, and goes at Escape", async () => {
  for (const size of [[320, 640], [1280, 900]]) {
    await at({ view: "compare", indicator: "members" }, size);
    await page.hover(canvas("compare"), [0.9, 0.15]);
    await page.until("a tooltip", () => find(".tooltip"));
    const seen = await page.evaluate(() => {
      const { left, top, right, bottom } = find(".tooltip").getBoundingClientRect();
      return { left, top, right, bottom, width: innerWidth, height: innerHeight,
        text: find(".tooltip").innerText };
    });
    assert.ok(seen.left >= 0 && seen.top >= 0, JSON.stringify(seen));
    assert.ok(seen.right <= seen.width && seen.bottom <= seen.height, JSON.stringify(seen));
    assert.match(seen.text, /761,500人.*已校订/s);
    assert.match(seen.text, /《.+》第 10 段/);
    // It can be hovered itself.
    await page.hover(".tooltip");
    assert.ok(await page.evaluate(() => Boolean(find(".tooltip"))));
    await page.press("Escape");
    await page.until("no tooltip", () => !find(".tooltip"));
  }
});

test("two figures are pinned side by side; in elder mode the text stands below", async () => {
  await at({ view: "compare", indicator: "stable-employment" });
  for (const y of [0.15, 0.4]) {
    await page.hover(canvas("compare"), [0.5, y]);
    await page.click(".tooltip button");
  }
  const pinned = await page.evaluate(() => findAll(".told-mark").map((one) => one.innerText));
  assert.equal(pinned.length, 2);
  assert.ok(pinned[0].includes("7,595人") && pinned[1].includes("5,105人"), pinned.join());
  await at({ view: "compare", indicator: "stable-employment", elder: "1" });
  await page.hover(canvas("compare"), [0.5, 0.15]);
  await page.until("a line below", () => find(".told-mark")?.innerText.includes("7,595人"));
  assert.ok(!(await page.evaluate(() => Boolean(find(".tooltip")))));
});

test("a name filters, a figure opens; a second click and Back take either back", async () => {
  const asked = { view: "compare", indicator: "stable-employment" };
  await at(asked);
  await page.clickAt(canvas("compare"), [0.02, 0.15]);
  await ui.fragmentIs(page, { ...asked, city: "340800" });
  await page.until("its chip", () => findAll("[data-chip]").some((one) => one.innerText.includes("安庆")));
  await page.back();
  await ui.fragmentIs(page, asked);
  await page.clickAt(canvas("compare"), [0.3, 0.15]);
  await page.until("its source", () => find('aside[data-panel="provenance"]'));
  await page.until("its chip", () => findAll("[data-chip]").some((one) => one.innerText.includes("出处")));
  await page.clickAt(canvas("compare"), [0.3, 0.15]);
  await ui.fragmentIs(page, asked);
});

test("years are chosen with Shift and arrows, in one step of the history", async () => {
  const asked = { view: "trend", indicator: "mutual-aid-participants" };
  await at(asked);
  await page.tabTo(canvas("trend"));
  await page.press("ArrowLeft", { shift: true });
  await page.until("fewer years", () => location.hash.includes("year="));
  const years = (await ui.fragment(page)).year;
  assert.match(years, /\.\.2024$/);
  await page.back();
  await ui.fragmentIs(page, asked);
});

test("years are dragged over the plot, in one step of the history, and no click follows", async () => {
  const asked = { view: "trend", indicator: "mutual-aid-participants" };
  await at(asked);
  await page.drag(canvas("trend"), [0.45, 0.5], [0.8, 0.5]);
  await page.until("fewer years", () => location.hash.includes("year="));
  const { year, ...rest } = await ui.fragment(page);
  assert.equal(year, "2023..2024");
  assert.deepEqual(rest, asked);
  await page.back();
  await ui.fragmentIs(page, asked);
});

test("a mark keeps the focus when what is shown changes: Enter on a cell, and Enter again", async () => {
  const asked = { view: "matrix" };
  await at(asked);
  await page.tabTo(canvas("matrix"));
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "Enter"]) await page.press(key);
  await page.until("one cell", () => location.hash.includes("category=") && location.hash.includes("city="));
  await page.press("Enter");
  await ui.fragmentIs(page, asked);
});

test("a canvas follows the screen's density", async () => {
  await at({ view: "compare", indicator: "stable-employment" });
  await page.resize(1280, 900, { scale: 2 });
  await page.until("twice as many dots", () => {
    const chart = find('canvas[data-chart="compare"]');
    return Math.abs(chart.width / chart.getBoundingClientRect().width - 2) < 0.05;
  });
  await page.resize(1280, 900, { scale: 1 });
});
