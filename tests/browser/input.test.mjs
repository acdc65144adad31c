// Bad input over http: the page says what is wrong and where, and shows what can be shown.
// Never: only that it did not crash.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import * as data from "./dataset.mjs";
import * as ui from "./dashboard.mjs";
import { open } from "./driver/index.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const DATA = "data/achievements.json";

describe("bad input", () => {
  let page, site;
  before(async () => {
    ui.built("index.html");
    site = await serve(ui.DIST, { policy: HOST_POLICY });
    page = await open("chromium");
  });
  after(async () => {
    await page?.close();
    await site?.close();
  });
  afterEach(() => {
    delete site.answers[DATA];
    assert.deepEqual(site.reports.splice(0), []);
  });

  /** Loads a text that must be refused as a whole, and gives the message. */
  async function refused(text) {
    site.answers[DATA] = text;
    await page.open(site.url);
    await page.until("the failure", () => find(".dashboard")?.dataset.state === "failed");
    const message = await ui.text(page, '[role="alert"]');
    assert.ok(message.length < 600, `a message, not a dump: ${message.length} characters`);
    return message;
  }

  /** Loads a dataset that `spoil` changed, and gives the issues' text. */
  async function accepted(spoil) {
    const dataset = structuredClone(data.dataset);
    spoil(dataset);
    site.answers[DATA] = JSON.stringify(dataset, null, 1);
    await ui.openReady(page, site.url);
    await ui.painted(page, "overview");
    await page.click(".issues summary");
    return page.until("the issues, unfolded", () => find(".issues").open && find(".issues").innerText);
  }

  /** Line and column, from 1, of the first `needle` in what was served last. */
  function place(needle) {
    const before = site.answers[DATA].split(needle)[0];
    const line = before.split("\n").length;
    return `第 ${line} 行第 ${[...before.slice(before.lastIndexOf("\n") + 1)].length + 1} 列`;
  }

  async function shownRows() {
    await ui.clickView(page, "table");
    return ui.allRows(page);
  }

  const ROWS = data.dataset.observations.length;

  test("a text cut in half", async () => {
    const half = data.text.slice(0, data.text.length / 2);
    const message = await refused(half);
    assert.match(message, /不完整|断了/);
    assert.match(message, new RegExp(`第 ${half.split("\n").length} 行`));
  });

  test("no JSON", async () => {
    const message = await refused('{\n  "schema_version": 1,\n  "title": 市总工会\n}');
    assert.match(message, /JSON/);
    assert.match(message, /第 3 行第 12 列/);
  });

  test("an empty file", async () => assert.match(await refused(""), /空/));

  test("a spreadsheet", async () => assert.match(await refused("PK\u0003\u0004\u0000\u0000"), /JSON/));

  test("JSON of something else", async () => {
    assert.match(await refused("[1, 2, 3]"), /第 1 行/);
    assert.match(await refused('{"a": 1}'), /schema_version/);
  });

  test("another version of the format", async () => {
    const message = await refused(data.text.replace(/"schema_version": ?1/, '"schema_version": 2'));
    assert.match(message, /第 2 版/);
    assert.match(message, /schema_version|第 \d+ 行/);
  });

  test("a city that no one knows", async () => {
    const issues = await accepted((dataset) => (dataset.observations[7].city = "999999"));
    assert.match(issues, /999999/);
    assert.ok(issues.includes("observations[7].city"), issues);
    assert.ok(issues.includes(place('"999999"')), `${issues} is not at ${place('"999999"')}`);
    assert.equal((await shownRows()).length, ROWS - 1);
  });

  test("the same id twice", async () => {
    const issues = await accepted((dataset) => {
      dataset.indicators.push({ ...dataset.indicators[0], name: "另一个" });
    });
    assert.ok(issues.includes(data.dataset.indicators[0].id), issues);
    assert.ok(issues.includes(`indicators[${data.dataset.indicators.length}]`), issues);
    assert.equal((await shownRows()).length, ROWS);
  });

  test("the same observation twice", async () => {
    const issues = await accepted((dataset) => dataset.observations.push(dataset.observations[0]));
    assert.ok(issues.includes(data.key(data.dataset.observations[0])), issues);
    assert.ok(issues.includes(`observations[${ROWS}]`), issues);
    assert.equal((await shownRows()).length, ROWS);
  });

  test("a negative count", async () => {
    const at = data.dataset.observations.findIndex(({ value }) => value > 5);
    const issues = await accepted((dataset) => (dataset.observations[at].value = -5));
    assert.match(issues, /-5/);
    assert.ok(issues.includes(`observations[${at}].value`), issues);
    const rows = await shownRows();
    assert.ok(!rows.some(({ cells }) => /[-−]5/.test(cells[3])), "it is not shown as a value");
  });

  test("a period that ends before it begins", async () => {
    const issues = await accepted((dataset) => (dataset.observations[3].period = "2025/2021"));
    assert.match(issues, /2025\/2021/);
    assert.ok(issues.includes("observations[3].period"), issues);
    assert.equal((await shownRows()).length, ROWS - 1);
  });

  test("several wrong things at once: each is told, the rest is shown", async () => {
    const issues = await accepted((dataset) => {
      dataset.observations[0].indicator = "nothing";
      dataset.observations[1].value = "many";
      dataset.observations[2].bound = "maybe";
      dataset.observations[3].paragraph = -1;
      dataset.observations[4] = null;
      delete dataset.observations[5].source;
      dataset.extra = { kept: true };
    });
    for (const row of [0, 1, 2, 3, 4, 5]) assert.ok(issues.includes(`observations[${row}]`), `${row}: ${issues}`);
    assert.equal((await shownRows()).length, ROWS - 6);
  });

  test("texts of 10,000 characters", async () => {
    const long = "长".repeat(10_000);
    await accepted((dataset) => {
      dataset.title = long;
      dataset.cities[0].name = dataset.cities[0].short_name = long;
      dataset.indicators[0].name = long;
      dataset.sources[0].title = long;
      dataset.observations[0].printed = long;
      dataset.observations[0].note = long;
    });
    for (const view of ["overview", "compare", "trend", "table"]) {
      await ui.clickView(page, view);
      const [wide, high] = await page.evaluate(() => {
        const page = document.documentElement;
        return [page.scrollWidth - innerWidth, page.scrollHeight];
      });
      assert.ok(wide <= 0, `${view} is ${wide} px wider than the window`);
      assert.ok(high < 20_000, `${view} is ${high} px high`);
    }
  });

  test("tags and direction marks in names are text", async () => {
    const evil = `</script><img src=x onerror="document.title='hit'">\u202Egnp.exe`;
    await accepted((dataset) => {
      dataset.title = evil;
      dataset.cities[0].short_name = dataset.cities[0].name = evil;
      dataset.categories[0].name = evil;
      dataset.indicators[0].name = evil;
      dataset.sources[0].title = evil;
    });
    for (const view of ["overview", "compare", "trend", "table"]) {
      await ui.clickView(page, view);
      const [title, images, turned] = await page.evaluate(() => [
        document.title, findAll("img").length, findAll(".dashboard")[0].textContent.includes("\u202E"),
      ]);
      assert.notEqual(title, "hit");
      assert.equal(images, 0);
      assert.equal(turned, false, `${view} writes the direction mark into the page`);
    }
    assert.ok((await ui.text(page, "h1")).includes("</script>"), "what remains is shown as written");
    assert.deepEqual(page.complaints, []);
  });

  describe("a bad address", () => {
    const BAD = {
      "city=atlantis": "atlantis", "year=20x5": "20x5", "year=2025..2019": "2025..2019",
      "view=pie": "pie", "focus=no:1:2:such": "no:1:2:such", "category=none": "none",
      "read=loud": "loud", "page=-3": "-3", "sort=up": "up",
    };
    for (const [fragment, told] of Object.entries(BAD)) {
      test(fragment, async () => {
        await ui.openReady(page, `${site.url}#${fragment}`);
        assert.ok((await ui.text(page, '[role="alert"]'))?.includes(told), "the message names the value");
        await ui.painted(page, "overview");
      });
    }

    test("broken percent signs", async () => {
      await ui.openReady(page, `${site.url}#city=%E5%AE%89%E&q=%`);
      await ui.painted(page, "overview").catch(() => {});
      assert.equal(await page.evaluate(() => find(".dashboard").dataset.state), "ready");
    });

    test("good parts stand beside bad ones, unknown keys are kept", async () => {
      await ui.openReady(page, `${site.url}#city=安庆,atlantis&view=table&utm=x`);
      assert.match(await ui.text(page, '[role="alert"]'), /atlantis/);
      const rows = await ui.allRows(page);
      assert.equal(rows.length, data.select({ city: ["340800"] }).length);
      assert.equal((await ui.fragment(page)).utm, "x");
    });

    test("an anchor of the page is not ours", async () => {
      await ui.openReady(page, `${site.url}#content`);
      assert.equal(await ui.text(page, '[role="alert"]'), null);
      await ui.painted(page, "overview");
    });
  });
});
