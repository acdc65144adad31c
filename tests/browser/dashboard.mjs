// What a reader does with the dashboard and sees of it: the one place that knows its elements.
// Never: judge. A function here acts or tells; the tests say what should have come.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The folder of the built artefacts. */
export const DIST = resolve(process.env.DIST ?? fileURLToPath(new URL("../../dist", import.meta.url)));

/** The URL of the single file. */
export function singleFile() {
  return pathToFileURL(built("union-dashboard.html")).href;
}

/** The path of an artefact that must be there. */
export function built(name) {
  const path = resolve(DIST, name);
  if (!existsSync(path)) throw new Error(`${path} is missing: run "cargo xtask build" first`);
  return path;
}

/** Opens a page and waits for the data and the first paint. */
export async function openReady(page, url) {
  await page.open(url);
  await ready(page);
}

export async function ready(page) {
  await page.until("the dashboard with its data", () => find(".dashboard")?.dataset.state === "ready");
}

/** Asks a page that is open for something else by its address, and waits until it is as it was asked. */
export async function ask(page, fragment) {
  await page.evaluate((fragment) => void (location.hash = fragment), fragment);
  const asked = new URLSearchParams(fragment);
  const [panel, elder, focus] = [asked.get("view") ?? "overview", asked.get("elder") === "1", asked.has("focus")];
  await page.until(`the view ${panel} as it is asked for`, (panel, theme, elder, lang, focus) => {
    const { dataset, lang: tongue } = find(".dashboard");
    return find(`[data-panel="${panel}"]`) && dataset.theme.startsWith(theme) &&
      (dataset.elder === "") === elder && tongue.startsWith(lang) &&
      Boolean(find('[data-panel="provenance"]')) === focus;
  }, panel, asked.get("theme") ?? "", elder, asked.get("lang") ?? "zh", focus);
  await settle(page);
}

/** Lets what follows a size or a word, as a canvas does, have its turn. */
export function settle(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1)))));
}

/** The names of what is chosen in a menu that stays shut are on it; its options are inside. */
const menu = (filter) => `details[data-filter="${filter}"] summary`;
const option = (filter, id) => `details[data-filter="${filter}"] input[value="${id}"]`;

/** Opens a menu, ticks an option, shuts the menu: with the mouse. */
export async function clickOption(page, filter, id) {
  await page.click(menu(filter));
  await page.click(option(filter, id));
  await page.click(menu(filter));
}

/** The same with the keyboard. */
export async function keyOption(page, filter, id) {
  await page.tabTo(menu(filter));
  await page.press("Enter");
  await page.tabTo(option(filter, id));
  await page.press("Space");
  await page.press("Escape");
}

/**
 * Chooses a year by typing it. The list of a native select opens outside the page, where no
 * driver's mouse can reach it in every browser.
 */
export async function keyYear(page, end, year) {
  await page.tabTo(`select[data-filter="year-${end}"]`);
  await page.type(String(year));
  await page.until(`${year} in the select`, (end, year) =>
    find(`select[data-filter="year-${end}"]`).value === year, end, String(year));
}

/** Shows a view, with the mouse or with the keyboard. */
export async function clickView(page, view) {
  await page.click(`nav button[data-view="${view}"]`);
  await shows(page, view);
}

export async function keyView(page, view, way = {}) {
  await page.tabTo(`nav button[data-view="${view}"]`, way);
  await page.press("Enter");
  await shows(page, view);
}

async function shows(page, view) {
  await page.until(`the view ${view}`, (view) =>
    find(`nav button[data-view="${view}"]`).hasAttribute("aria-current") &&
    find(`section[data-panel="${view}"]`), view);
}

/** The address's fragment as pairs. */
export async function fragment(page) {
  const hash = await page.evaluate(() => location.hash);
  return Object.fromEntries(new URLSearchParams(hash.replace(/^#/, "")));
}

/** Waits until the fragment is exactly this. */
export async function fragmentIs(page, pairs) {
  await page.until(`the address #${new URLSearchParams(pairs)}`, (pairs) => {
    const now = Object.fromEntries(new URLSearchParams(location.hash.replace(/^#/, "")));
    const sorted = (object) => JSON.stringify(Object.entries(object).sort());
    return sorted(now) === sorted(pairs);
  }, pairs);
}

/** The rows of the table's page that is shown: `{ key, cells: [text] }`. */
export function rows(page) {
  return page.evaluate(() => findAll('section[data-panel="table"] tbody tr[data-key]').map((row) => ({
    key: row.dataset.key,
    cells: [...row.cells].map((cell) => cell.innerText.trim()),
  })));
}

/** The rows of all pages, by turning back to the first and then through them all. */
export async function allRows(page) {
  while (await turned(page, "first-of-type"));
  const all = await rows(page);
  while (await turned(page, "last-of-type")) all.push(...(await rows(page)));
  return all;
}

/** Presses the pager's first or last button; false if there is none or it is disabled. */
async function turned(page, which) {
  const button = `section[data-panel="table"] nav button:${which}`;
  const can = await page.evaluate((button) => Boolean(find(button)) && !find(button).disabled, button);
  if (!can) return false;
  const [first] = await rows(page);
  await page.click(button);
  await page.until("another page of the table", (first) =>
    find('section[data-panel="table"] tbody tr[data-key]')?.dataset.key !== first, first.key);
  return true;
}

/** The cards: `{ indicator, entries: [{ who, value }] }`. */
export function cards(page) {
  return page.evaluate(() => findAll(".card[data-indicator]").map((card) => ({
    indicator: card.dataset.indicator,
    text: card.innerText,
    values: [...card.querySelectorAll(".value")].map((value) => value.innerText.trim()),
  })));
}

/**
 * What is painted on a chart's canvas: a hash of its pixels, the share of them that differ from
 * the corner's, and how many there are for each CSS px.
 */
export function ink(page, chart) {
  return page.evaluate((chart) => {
    const canvas = find(`canvas[data-chart="${chart}"]`);
    if (!canvas || !canvas.width || !canvas.height) return null;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const pixels = new Uint32Array(data.buffer);
    let hash = 0, differing = 0;
    for (const pixel of pixels) {
      hash = (Math.imul(hash, 31) + pixel) | 0;
      if (pixel !== pixels[0]) differing++;
    }
    const box = canvas.getBoundingClientRect();
    return {
      hash, share: differing / pixels.length,
      density: [canvas.width / box.width, canvas.height / box.height],
    };
  }, chart);
}

/**
 * The bars of a chart as they are painted, from the top: length in CSS px, and the middle as a
 * share of the canvas's height. A bar is a band of rows with a run of ink that no text has.
 */
export function bars(page, chart) {
  return page.evaluate((chart) => {
    const canvas = find(`canvas[data-chart="${chart}"]`);
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    const pixels = new Uint32Array(data.buffer);
    const density = width / canvas.getBoundingClientRect().width;
    const bands = [];
    let band = null;
    for (let y = 0; y < height; y++) {
      let run = 0, longest = 0;
      for (let x = 0; x < width; x++) {
        run = pixels[y * width + x] === pixels[0] ? 0 : run + 1;
        longest = Math.max(longest, run);
      }
      const inside = longest > 40 * density;
      if (inside && !band) bands.push((band = { from: y, longest: 0 }));
      if (inside) Object.assign(band, { to: y, longest: Math.max(band.longest, longest) });
      else if (band && y - band.to > 4 * density) band = null;
    }
    return bands.filter((band) => band.to - band.from > 6 * density).map((band) => ({
      length: band.longest / density, middle: (band.from + band.to) / 2 / height,
    }));
  }, chart);
}

/** Waits until a chart is painted, and differently from `before`. */
export async function painted(page, chart, before = null) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const now = await ink(page, chart).catch(() => null);
    if (now && now.share > 0.01 && now.hash !== before?.hash) return now;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  throw new Error(`${page.engine}: the chart ${chart} was not painted` + (before ? " anew" : ""));
}

/** The text that a reader sees of the first element, or null. */
export function text(page, selector) {
  return page.evaluate((selector) => find(selector) ? find(selector).innerText.trim() : null, selector);
}
