// The story that every engine must be able to tell, from file:// and over http: a reader picks a
// city and a year, and the table, the cards, the chart and the address say so.
// Never: an engine by name. What one browser cannot do, the driver does for it or the test fails.

import assert from "node:assert/strict";
import * as data from "./dataset.mjs";
import * as ui from "./dashboard.mjs";

const ANQING = "340800";
const YEAR = 2025;

/** With the mouse: city, category, views, and the way back. */
export async function byMouse(page, url) {
  await ui.openReady(page, url);
  const before = await ui.painted(page, "overview");

  await ui.clickOption(page, "city", ANQING);
  await ui.fragmentIs(page, { city: ANQING });
  await onlyAnqingOnCards(page);
  const anqing = await ui.painted(page, "overview", before);

  await ui.clickView(page, "table");
  await ui.fragmentIs(page, { city: ANQING, view: "table" });
  await tableHolds(page, data.select({ city: [ANQING] }));

  await ui.clickOption(page, "category", "facilities");
  const ofCategory = data.select({ city: [ANQING] }).filter(({ indicator }) =>
    data.dataset.indicators.find(({ id }) => id === indicator).category === "facilities");
  await tableHolds(page, ofCategory);

  await page.back();
  // The category's table is a part of the city's: what is on tells them apart.
  await page.until("the city's chip alone", () => findAll("[data-chip]").length === 1);
  await tableHolds(page, data.select({ city: [ANQING] }));
  // The pages that were turned replaced their entry: the next step back is the view.
  await page.back();
  await ui.fragmentIs(page, { city: ANQING });
  assert.equal((await ui.painted(page, "overview", before)).hash, anqing.hash, "the city's chart again");
  await page.back();
  await ui.fragmentIs(page, {});
  assert.equal((await ui.painted(page, "overview", anqing)).hash, before.hash, "the first chart again");
  await page.forward();
  await ui.fragmentIs(page, { city: ANQING });
  await onlyAnqingOnCards(page);
}

/** With the keyboard alone: city, year, view, and a chart's marks. */
export async function byKeys(page, url) {
  await ui.openReady(page, url);
  const before = await ui.painted(page, "overview");

  await ui.keyOption(page, "city", ANQING);
  await ui.fragmentIs(page, { city: ANQING });
  await ui.keyYear(page, "from", YEAR);
  await ui.keyYear(page, "to", YEAR);
  await ui.fragmentIs(page, { city: ANQING, year: String(YEAR) });
  await onlyAnqingOnCards(page, [YEAR, YEAR]);
  await ui.painted(page, "overview", before);

  await ui.keyView(page, "compare");
  await page.tabTo('canvas[data-chart="compare"]');
  const calm = await ui.painted(page, "compare");
  await page.press("ArrowDown");
  await page.until("the mark said aloud", () =>
    find('.dashboard [role="status"]').innerText.includes("安庆"));
  await ui.painted(page, "compare", calm);
  await page.press("Enter");
  await page.until("where the figure comes from", () => find('aside[data-panel="provenance"]'));
  await saysWhereFrom(page, (await ui.fragment(page)).focus);
  await page.press("Escape");
  await page.until("the chart again, with the focus", () =>
    !find('aside[data-panel="provenance"]') && active().matches('canvas[data-chart="compare"]'));

  await ui.keyView(page, "table", { back: true });
  await tableHolds(page, data.select({ city: [ANQING], year: [YEAR, YEAR] }));
  await page.tabTo('select[data-filter="year-from"]', { back: true });
  await page.press("Home");
  await page.tabTo('section[data-panel="table"] nav button:last-of-type');
  await page.press("Enter");
  await page.until("the second page", () => location.hash.includes("page=2"));
  await page.press("Enter");
  await page.until("the third page, by the same key", () => location.hash.includes("page=3"));
}

/** With a link: what it says is what is shown. */
export async function byLink(page, url) {
  const observation = data.dataset.observations.find(({ doubt }) => doubt?.confidence === "certain");
  const focus = data.key(observation);
  const pairs = { city: observation.city, view: "table", focus };
  await ui.openReady(page, `${url}#${new URLSearchParams(pairs)}`);
  await saysWhereFrom(page, focus);
  const panel = await ui.text(page, 'aside[data-panel="provenance"]');
  assert.ok(panel.includes(observation.doubt.reason), "the doubt's reason is shown");
  await ui.fragmentIs(page, pairs);
}

/** The comparison's bars are as long as their values, sharp on the screen, and can be clicked. */
export async function byChart(page, url) {
  const indicator = "rest-stations";
  const ranked = data.dataset.observations.filter((row) => row.indicator === indicator)
    .sort((a, b) => b.value - a.value);
  await page.resize(1280, 900, { scale: 2 });
  await ui.openReady(page, `${url}#${new URLSearchParams({ indicator, view: "compare" })}`);
  const { density } = await ui.painted(page, "compare");
  const wanted = await page.evaluate(() => devicePixelRatio);
  for (const dots of density) assert.ok(Math.abs(dots - wanted) < 0.02, `${dots} dots a px of ${wanted}`);

  const bars = await ui.bars(page, "compare");
  assert.equal(bars.length, ranked.length, `${JSON.stringify(bars)} for ${ranked.length} cities`);
  bars.forEach(({ length }, at) => {
    const share = ranked[at].value / ranked[0].value;
    assert.ok(Math.abs(length / bars[0].length - share) < 0.01, `bar ${at} is ${length / bars[0].length} long, not ${share}`);
  });
  for (const [at, bar] of bars.entries()) {
    await page.clickAt('canvas[data-chart="compare"]', [0.3, bar.middle]);
    await ui.fragmentIs(page, { indicator, view: "compare", focus: data.key(ranked[at]) });
    await saysWhereFrom(page, data.key(ranked[at]));
  }
  await page.resize(1280, 900);
}

/** The table holds exactly these observations, each once. */
async function tableHolds(page, expected) {
  const cityNames = expected.map(({ city }) => data.city(city).short_name);
  const keys = expected.map(data.key).sort();
  await page.until(`a table of ${keys.length} rows`, (keys) => {
    const shown = findAll('section[data-panel="table"] tbody tr[data-key]').map((row) => row.dataset.key);
    const fits = shown.length && shown.every((key) => keys.includes(key));
    return fits && (shown.length === keys.length || find('section[data-panel="table"] nav button'));
  }, keys);
  const rows = await ui.allRows(page);
  assert.deepEqual(rows.map((row) => row.key).sort(), keys);
  for (const row of rows) {
    assert.ok(cityNames.some((name) => row.cells[0].includes(name)), `${row.cells[0]} was not asked for`);
  }
}

/** Every card speaks of Anqing alone, and each value is one of the dataset. */
async function onlyAnqingOnCards(page, year = null) {
  const selected = data.select({ city: [ANQING], year });
  const others = data.dataset.cities.filter(({ code }) => code !== ANQING).map((city) => city.short_name);
  await page.until("cards of Anqing alone", (others) => {
    const all = findAll(".card[data-indicator]").map((card) => card.innerText);
    return all.length && !others.some((name) => all.some((text) => text.includes(name)));
  }, others);
  for (const card of await ui.cards(page)) {
    const known = selected.filter(({ indicator }) => indicator === card.indicator).map(data.shown);
    for (const value of card.values) {
      const shown = data.number(value);
      assert.ok(
        known.some((known) => known === null ? Number.isNaN(shown) : close(shown, known)),
        `${card.indicator} shows ${value}, the dataset says ${known.join(", ")}`,
      );
    }
  }
}

/** Equal but for what rounding to four figures takes. */
function close(a, b) {
  return Math.abs(a - b) <= Math.max(Math.abs(b) * 5e-4, 1e-9);
}

async function saysWhereFrom(page, focus) {
  const observation = data.dataset.observations.find((observation) => data.key(observation) === focus);
  assert.ok(observation, `${focus} is an observation`);
  await page.until("the panel with the figure as printed", (printed) =>
    find('aside[data-panel="provenance"]')?.innerText.includes(printed), observation.printed);
  const panel = await ui.text(page, 'aside[data-panel="provenance"]');
  const source = data.dataset.sources.find(({ id }) => id === observation.source);
  assert.ok(panel.includes(source.title), `the source's title is in: ${panel}`);
  assert.match(panel, new RegExp(`第 ?${observation.paragraph} ?段`));
}
