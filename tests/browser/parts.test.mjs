// A dataset in several files: the page fetches those that the question touches and no others, says
// how far it is, shows what is there when one is missing, and takes that one when it comes. Long
// lists of filters are searched.
// Never: a split of another shape than the format's (docs/dataset.md).

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as data from "./dataset.mjs";
import * as ui from "./dashboard.mjs";
import { open, TODAY } from "./driver/index.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const INDEX = "data/achievements.json";

/** The dataset that ships as a file that lists a part for each city, and the parts. */
function split() {
  const { observations, relations, honours, ...head } = data.dataset;
  const answers = {};
  const source = (key) => key.split(":").slice(0, -3).join(":");
  const cityOf = new Map(head.sources.map(({ id, city }) => [id, city]));
  const parts = head.cities.map(({ code }) => {
    const runs = (rows) => rows.map((at) => [at, 1]);
    const at = observations.flatMap((row, at) => (row.city === code ? [at] : []));
    const tied = relations.flatMap((row, at) => (cityOf.get(source(row.result)) === code ? [at] : []));
    const url = `part-${code}.json`;
    answers[`data/${url}`] = JSON.stringify({
      ...head,
      observations: at.map((at) => observations[at]),
      relations: tied.map((at) => relations[at]),
      honours: [],
      part: { of: "achievements.json", observations: runs(at), relations: runs(tied) },
    });
    const periods = [...new Set(at.map((at) => observations[at].period))];
    return { url, cities: [code], periods, observations: at.length };
  });
  answers[INDEX] = JSON.stringify({ ...head, observations: [], relations: [], honours, parts });
  return answers;
}

const CODES = data.dataset.cities.map(({ code }) => code);

/** The parts that a server was asked for since the last look. */
function asked(site) {
  const parts = site.log.splice(0).filter((line) => line.includes("/part-"));
  return parts.map((line) => /^(\d+) .*part-(\d+)/.exec(line).slice(1).join(" ")).sort();
}

/** Waits until so many observations are selected. */
const counts = (page, count) =>
  page.until(`${count} observations`, (count) => find(".chips .counts")?.textContent.includes(`，${count} 条数据`), count);

for (const engine of TODAY) {
  describe(`a dataset in parts, in ${engine}`, () => {
    let page, site;
    before(async () => {
      ui.built("index.html");
      site = await serve(ui.DIST, { path: "/", policy: HOST_POLICY, answers: split() });
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });

    test("a city's figures come from its file alone", async () => {
      site.log.splice(0);
      await ui.openReady(page, `${site.url}index.html#city=340800`);
      await counts(page, data.select({ city: ["340800"] }).length);
      assert.deepEqual(asked(site), ["200 340800"]);
      const told = await page.evaluate(() => find(".parts").textContent);
      assert.ok(told.includes(`数据分在 ${CODES.length} 个文件里，按筛选已载入 1 个。`), told);
      assert.equal(await page.evaluate(() => find("details.issues")?.innerText ?? ""), "");
    });

    test("all cities' come when they are asked for, and nothing twice", async () => {
      await page.click(".chips button[data-chip]");
      await counts(page, data.dataset.observations.length);
      const others = CODES.filter((code) => code !== "340800");
      assert.deepEqual(asked(site), others.map((code) => `200 ${code}`).sort());
      await page.until("the line to go", () => !find(".parts"));
      // The rows stand in the order that they had.
      await ui.clickView(page, "table");
      const first = await page.evaluate(() => find("section[data-panel=table] tbody tr").dataset.key);
      assert.equal(first, data.key(data.dataset.observations[0]));
    });

    test("a file that is missing is named, the others are shown, and it is asked for again", async () => {
      const lost = "data/part-341800.json";
      const kept = site.answers[lost];
      site.answers[lost] = (_, response) => response.writeHead(404).end("not found");
      await page.navigate("about:blank");
      await ui.openReady(page, `${site.url}index.html#view=overview`);
      const others = CODES.filter((code) => code !== "341800");
      await counts(page, data.select({ city: others }).length);
      const told = await page.evaluate(() => find(".parts").textContent);
      assert.match(told, /part-341800\.json.*404/);
      // Its city shows why there is nothing.
      await ui.clickOption(page, "city", "341800");
      await page.until("the word", () => find(".empty")?.textContent.includes("还没有载入"));
      site.answers[lost] = kept;
      await page.click(".parts button");
      await counts(page, data.select({ city: ["341800"] }).length);
      assert.deepEqual(page.complaints.filter((line) => !line.includes("404")), []);
    });

    test("a link to a figure fetches its file, and what is loaded once more is whole again", async () => {
      const figure = data.dataset.observations.find(({ city }) => city === "340600");
      await page.navigate("about:blank");
      site.log.splice(0);
      const focus = encodeURIComponent(data.key(figure));
      await ui.openReady(page, `${site.url}index.html#city=340800&focus=${focus}`);
      await page.until("the figure", (printed) =>
        find('aside[data-panel="provenance"]')?.innerText.includes(printed), figure.printed);
      assert.deepEqual(asked(site), ["200 340600", "200 340800"]);
      await page.evaluate((src) => document.querySelector("union-dashboard").setAttribute("src", src), INDEX);
      await counts(page, data.select({ city: ["340800"] }).length);
    });

    test("a file of another dataset is refused, with the reason", async () => {
      const odd = "data/part-340600.json";
      const kept = site.answers[odd];
      const part = JSON.parse(kept);
      part.observations.pop();
      site.answers[odd] = JSON.stringify(part);
      await page.navigate("about:blank");
      await ui.openReady(page, `${site.url}index.html#view=overview`);
      await counts(page, data.select({ city: CODES.filter((code) => code !== "340600") }).length);
      const told = await page.evaluate(() => find(".parts").textContent);
      assert.match(told, /part-340600\.json/);
      site.answers[odd] = kept;
    });
  });
}

describe("a long list of a filter, in chromium", () => {
  let page;
  before(async () => {
    page = await open("chromium");
    await ui.openReady(page, ui.singleFile());
  });
  after(() => page?.close());

  const names = () => page.evaluate(() =>
    [...findAll('details[data-filter="indicator"] .choice .name')].map((name) => name.textContent));

  const write = (text) => page.evaluate((text) => {
    const field = find('details[data-filter="indicator"] .find');
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);

  test("is drawn as far as it is looked at", async () => {
    await page.click('details[data-filter="indicator"] summary');
    await page.until("options", () => find('details[data-filter="indicator"] .choice'));
    const total = data.dataset.indicators.length;
    assert.equal((await names()).length, 60);
    await page.evaluate(() => {
      const list = find('details[data-filter="indicator"] .sheet');
      list.scrollTop = list.scrollHeight;
    });
    await page.until("more", () => findAll('details[data-filter="indicator"] .choice').length > 60);
    assert.ok((await names()).length <= total);
  });

  test("is searched by a name, by its category, and by the initials of its pinyin", async () => {
    const found = async (text) => {
      await write(text);
      await page.until("the list", () => findAll('details[data-filter="indicator"] .choice').length < 30);
      return names();
    };
    const stations = data.dataset.indicators.filter(({ name }) => name.includes("驿站")).map(({ name }) => name);
    assert.deepEqual((await found("驿站")).sort(), stations.sort());
    assert.ok((await found("ghhy")).includes("工会会员"));
    await write("没有这样的");
    await page.until("the word", () => find('details[data-filter="indicator"] .empty')?.textContent === "没有找到。");
  });
});
