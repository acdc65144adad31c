// What a host's script hands to the element and gets from it: `ready`, datasets by script and by
// address, and files of what is asked.
// Never: a figure of a file compared with another file of the program. The dataset says what is right.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as data from "./dataset.mjs";
import * as ui from "./dashboard.mjs";
import { OLD, open, TODAY } from "./driver/index.mjs";
import {
  calm, exported, heard, hears, openHost, SCRIPTS, serveHost, settled, shown, SRC,
} from "./host.mjs";

const COLUMNS = "city_code,city,period,indicator_id,indicator,category,value,unit,printed,bound,scope,"
  + "status,doubt,probable,confidence,value_used,source_id,source,paragraph,offset,note";
const HONOUR_COLUMNS = "city_code,city,period,level,direction,title,awarder,recipient,count,doubt,"
  + "probable,confidence,reason,source_id,source,paragraph,offset";
const ANQING = "340800";

/** The dataset with another title. */
const titled = (title) => data.text.replace(JSON.stringify(data.dataset.title), JSON.stringify(title));

const fields = (line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)
  .map((field) => field.replace(/,$/, "").replace(/^"|"$/g, "").replaceAll('""', '"'));

/** The lines of a CSV file after its header, which must be this. */
function lines(file, columns) {
  const [head, ...lines] = file.text.replace(/^\uFEFF/, "").split("\r\n");
  assert.equal(head, columns);
  assert.equal(lines.pop(), "");
  return lines.map(fields);
}

const load = (page, dataset) =>
  settled(page, (dataset) => document.querySelector("union-dashboard").load(dataset), dataset);
const ready = (page) => settled(page, async () => {
  const { observations } = await document.querySelector("union-dashboard").ready;
  return observations;
});
const title = (page) => page.evaluate(() => find("header .title").innerText);

for (const engine of [...TODAY, ...OLD]) {
  describe(`data and files in ${engine}`, () => {
    let page, site;
    before(async () => {
      page = await open(engine);
      site = await serveHost({ policy: OLD.includes(engine) ? null : undefined });
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    const show = async (attributes = `src="${SRC}"`, options) => {
      await openHost(page, site, `<union-dashboard ${attributes}></union-dashboard>`, options);
      if (/src=/.test(attributes)) await shown(page);
    };
    const missing = (request, response) => response.writeHead(404).end("not found");

    test("ready comes after the paint, and anew with another src", async () => {
      await openHost(page, site, "<main></main>");
      const painted = await settled(page, async (src) => {
        const element = document.createElement("union-dashboard");
        element.setAttribute("src", src);
        document.querySelector("main").append(element);
        const first = element.ready;
        await first;
        const canvas = element.shadowRoot.querySelector("canvas");
        const image = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        return [first === element.ready, new Uint32Array(image.buffer).some((pixel, at, all) => pixel !== all[0])];
      }, SRC);
      assert.deepEqual(painted, [true, true]);
      site.answers["other.json"] = titled("另一份数据");
      const anew = await settled(page, async () => {
        const element = document.querySelector("union-dashboard");
        const before = element.ready;
        element.setAttribute("src", "other.json");
        const after = element.ready;
        await after;
        return [before !== after, element.shadowRoot.querySelector(".title").innerText];
      });
      assert.deepEqual(anew, [true, "另一份数据"]);
      await hears(page, "ready", 2);
    });

    test("a src that changes on its way: who waited before hears of the new one", async () => {
      await openHost(page, site, "<main></main>");
      site.answers["late.json"] = async (request, response) => {
        await calm(600);
        response.writeHead(200, { "content-type": "application/json" }).end(titled("迟到的数据"));
      };
      const seen = await settled(page, async (src) => {
        const element = document.createElement("union-dashboard");
        element.setAttribute("src", "late.json");
        document.querySelector("main").append(element);
        const first = element.ready;
        await new Promise((done) => setTimeout(done, 150));
        element.setAttribute("src", src);
        await first;
        return element.shadowRoot.querySelector(".title").innerText;
      }, SRC);
      assert.equal(seen, data.dataset.title);
      await calm(800);
      assert.equal(await title(page), data.dataset.title, "the late answer is not wanted");
    });

    test("a first load that fails rejects ready, and tells", async () => {
      site.answers["none.json"] = missing;
      await openHost(page, site, `<union-dashboard src="none.json"></union-dashboard>`);
      const [error] = await hears(page, "error");
      assert.equal(error.code, "http-status");
      assert.match(error.message, /404/);
      assert.deepEqual((await ready(page)).error, { name: "Error", ...error });
      site.answers["bad.json"] = '{\n  "schema_version": 1,\n  "title": "x" "y"\n}';
      await openHost(page, site, `<union-dashboard src="bad.json"></union-dashboard>`);
      const [refused] = await hears(page, "error");
      assert.deepEqual([refused.code, refused.line, refused.column], ["not-json", 3, 16]);
      assert.equal((await ready(page)).error.line, 3);
      assert.match(await page.evaluate(() => find('[role="alert"]').innerText), /第 ?3 ?行/);
      // What comes later makes it good.
      assert.deepEqual(await load(page, data.dataset), { issues: [] });
      assert.equal(await ready(page), data.dataset.observations.length);
      assert.deepEqual(await page.evaluate(() => wrongs), []);
      page.complaints.length = 0;
    });

    test("load takes a text or an object; issues come back", async () => {
      await show();
      await hears(page, "ready");
      assert.deepEqual(await load(page, "\uFEFF" + titled("一份文本")), { issues: [] });
      assert.match((await exported(page, "html")).text, /<title>一份文本<\/title>/);
      assert.equal(await title(page), "一份文本");
      const spoiled = structuredClone(data.dataset);
      spoiled.title = "一个对象";
      spoiled.observations[3].city = "000000";
      const { issues } = await load(page, spoiled);
      assert.equal(issues.length, 1);
      const { severity, code, path, line, column, message } = issues[0];
      assert.match(path, /observations[[/.]3/);
      assert.ok(/error|warning/.test(severity) && /^[a-z-]+$/.test(code) && message.length > 4);
      assert.ok(line >= 1 && column >= 1, `${line}:${column}`);
      assert.equal(await title(page), "一个对象");
      const [, , last] = await hears(page, "ready", 3);
      assert.equal(last.observations, data.dataset.observations.length - 1);
      assert.equal(last.issues.length, 1);
      const json = await exported(page, "json");
      assert.deepEqual(JSON.parse(json.text), spoiled);
    });

    test("what is no dataset is refused, and the former stays", async () => {
      await show(`src="${SRC}" city="${ANQING}" view="table"`);
      await hears(page, "ready");
      const rows = await ui.rows(page);
      for (const [dataset, code] of [
        ["[1, 2", "truncated"], ["{\n x}", "not-json"], ["<!doctype html>", "web-page"], ["", "empty"],
        [{ schema_version: 99 }, "schema-version"], [[], "wrong-type"],
      ]) {
        const { error } = await load(page, dataset);
        assert.ok(error, "refused");
        assert.deepEqual([error.code, error.name, typeof error.path], [code, "Error", "string"]);
        // Nothing has no place.
        if (dataset) assert.ok(error.line >= 1 && error.column >= 1, JSON.stringify(error));
        assert.ok(error.message.length > 4, error.message);
      }
      for (const [wrong, name] of [["undefined", "TypeError"], ["() => {}", "TypeError"]]) {
        const { error } = await settled(page, (wrong) => document.querySelector("union-dashboard")
          .load(wrong === "undefined" ? undefined : () => {}), wrong);
        assert.equal(error.name, name);
      }
      assert.deepEqual(await ui.rows(page), rows);
      assert.deepEqual(JSON.parse((await exported(page, "json")).text), data.dataset);
      assert.equal(await ready(page), data.dataset.observations.length);
    });

    test("load before the data, and while other data is on its way", async () => {
      site.answers["late.json"] = async (request, response) => {
        await calm(700);
        response.writeHead(200, { "content-type": "application/json" }).end(titled("迟到的数据"));
      };
      await openHost(page, site, "<main></main>");
      const result = await settled(page, (text) => {
        const element = document.createElement("union-dashboard");
        element.setAttribute("src", "late.json");
        document.querySelector("main").append(element);
        return element.load(text);
      }, titled("先到的数据"));
      assert.deepEqual(result, { issues: [] });
      await calm(900);
      assert.equal(await title(page), "先到的数据");
      // A refusal does not stop what is on its way.
      await openHost(page, site, `<union-dashboard src="late.json"></union-dashboard>`);
      assert.ok((await load(page, "{")).error);
      await shown(page);
      assert.equal(await title(page), "迟到的数据");
      assert.equal(await ready(page), data.dataset.observations.length);
    });

    test("a program that does not come: its host hears, and it comes when it is put back", async () => {
      site.answers["union-dashboard_bg.wasm"] = missing;
      await openHost(page, site, `<union-dashboard src="${SRC}"><p role="status">…</p><table></table></union-dashboard>`,
        { script: "union-dashboard-light.js" });
      const [error] = await hears(page, "error");
      assert.equal(error.code, "start");
      assert.match(error.message, /HTTP 404/);
      assert.equal((await ready(page)).error.message, error.message);
      assert.match(await page.evaluate(() => find('union-dashboard [role="alert"]').innerText), /没有下载成功/);
      delete site.answers["union-dashboard_bg.wasm"];
      const count = await settled(page, async () => {
        const element = document.querySelector("union-dashboard");
        element.remove();
        await new Promise((done) => setTimeout(done, 20));
        document.body.append(element);
        const { issues } = await element.load(await (await fetch("data/achievements.json")).text());
        return [issues.length, (await element.ready).observations, element.querySelectorAll('[role="alert"]').length];
      });
      assert.deepEqual(count, [0, data.dataset.observations.length, 0]);
      assert.deepEqual(await page.evaluate(() => wrongs), []);
      page.complaints.length = 0;
    });

    test("an element without src waits for its host's data", async () => {
      await openHost(page, site, "<main></main>");
      const count = await settled(page, async (dataset) => {
        const element = document.createElement("union-dashboard");
        document.querySelector("main").append(element);
        element.load(dataset);
        return (await element.ready).observations;
      }, data.dataset);
      assert.equal(count, data.dataset.observations.length);
      assert.deepEqual(await heard(page, "error"), []);
    });

    test("what is shown comes out, whatever the address now says", async () => {
      site.answers["other.json"] = titled("另一份数据");
      site.answers["none.json"] = missing;
      await show();
      await hears(page, "ready");
      await load(page, titled("由脚本给"));
      const setSource = (src) => settled(page, async (src) => {
        const element = document.querySelector("union-dashboard");
        element.setAttribute("src", src);
        await element.ready;
      }, src);
      await setSource("other.json");
      assert.equal(JSON.parse((await exported(page, "json")).text).title, "另一份数据");
      assert.equal((await setSource("none.json")).error.code, "http-status");
      assert.equal(await title(page), "另一份数据", "the former data stays");
      assert.equal(JSON.parse((await exported(page, "json")).text).title, "另一份数据");
      page.complaints.length = 0;
    });

    test("csv: the selection, all, and the honours", async () => {
      await show(`src="${SRC}" city="${ANQING}" year="2025"`);
      await hears(page, "ready");
      const selected = data.select({ city: [ANQING], year: [2025, 2025] });
      const csv = await exported(page, "csv");
      assert.equal(csv.type, "text/csv;charset=utf-8");
      const rows = lines(csv, COLUMNS);
      assert.deepEqual(rows.map((row) => [row[16], row[18], row[19], row[3]].join(":")), selected.map(data.key));
      assert.deepEqual(rows.map((row) => [row[0], row[2], row[8]]),
        selected.map(({ city, period, printed }) => [city, period, printed]));
      assert.deepEqual(rows.map((row) => row[6]), selected.map(({ value }) => value === null ? "" : String(value)));
      const all = lines(await exported(page, "csv", { all: true }), COLUMNS);
      assert.equal(all.length, data.dataset.observations.length);
      const ofCity = data.dataset.honours.filter(({ city, period }) => city === ANQING && /^2025|\/2025/.test(period));
      const honours = lines(await exported(page, "csv", { table: "honours" }), HONOUR_COLUMNS);
      assert.deepEqual(honours.map((row) => row[5]), ofCity.map(({ title }) => title));
      const allHonours = lines(await exported(page, "csv", { table: "honours", all: true }), HONOUR_COLUMNS);
      assert.equal(allHonours.length, data.dataset.honours.length);
    });

    test("a file answers for the query at its call", async () => {
      await show(`src="${SRC}" city="${ANQING}"`);
      await hears(page, "ready");
      const cities = await settled(page, async () => {
        const element = document.querySelector("union-dashboard");
        element.state = { city: ["341800"] };
        const first = element.exportAs("csv");
        element.state = { city: ["610900"] };
        const texts = await Promise.all([first, element.exportAs("csv")].map(async (blob) => (await blob).text()));
        return texts.map((text) => text.split("\r\n")[1].split(",")[0]);
      });
      assert.deepEqual(cities, ["341800", "610900"]);
      // Before there is data too.
      await openHost(page, site, "<main></main>");
      const early = await settled(page, async (src) => {
        const element = document.createElement("union-dashboard");
        element.setAttribute("src", src);
        element.state = { city: ["341800"] };
        document.querySelector("main").append(element);
        const first = element.exportAs("csv");
        element.state = { city: ["610900"] };
        return (await (await first).text()).split("\r\n")[1].split(",")[0];
      }, SRC);
      assert.equal(early, "341800");
    });

    test("pictures, of views that are not shown too", async () => {
      await show(`src="${SRC}" indicator="members" view="table"`);
      await hears(page, "ready");
      for (const view of ["overview", "compare", "trend", "matrix"]) {
        const svg = await exported(page, "svg", { view });
        assert.equal(svg.type, "image/svg+xml", JSON.stringify(svg));
        const words = svg.text.match(/>[^<]+<\/text>/g);
        assert.ok(/^<svg .*<\/svg>\s*$/s.test(svg.text) && words.length > 5, `${view}: ${words}`);
        const size = await settled(page, async (view) => {
          const blob = await document.querySelector("union-dashboard").exportAs("png", { view });
          const bitmap = await createImageBitmap(blob);
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
          const context = canvas.getContext("2d");
          context.drawImage(bitmap, 0, 0);
          const image = context.getImageData(0, 0, bitmap.width, bitmap.height).data;
          return [blob.type, bitmap.width, new Uint32Array(image.buffer).some((pixel, at, all) => pixel !== all[0])];
        }, view);
        assert.deepEqual(size, ["image/png", 1440, true], view);
      }
      for (const [kind, options, code] of [
        ["svg", {}, "no-chart"], ["png", { view: "honours" }, "no-chart"], ["svg", { view: "pie" }, "no-chart"],
        ["pdf", {}, "unknown-format"],
      ]) {
        const { error } = await exported(page, kind, options);
        assert.equal(error.code, code);
        assert.match(error.message, new RegExp(code));
      }
    });

    test("no complaint", async () => {
      const spurious = engine === "chromium89" ? "console: policy: script-src refused eval" : null;
      assert.deepEqual(page.complaints.filter((complaint) => complaint !== spurious), []);
      assert.deepEqual(site.reports, []);
      assert.deepEqual(await page.evaluate(() => wrongs), []);
    });

    test("html: a page of its own, that makes such pages again", async (t) => {
      const folder = mkdtempSync(join(tmpdir(), "union-dashboard-html-"));
      const evil = `</script><!--<script>"'&%hash% \u2028 工会 </title>`;
      const dataset = structuredClone(data.dataset);
      dataset.title = evil;
      dataset.observations[0].note = evil;
      try {
        for (const script of SCRIPTS) {
          await show(`src="${SRC}"`, { script });
          await load(page, dataset);
          const asked = { city: [ANQING], q: "</script>&\"' 期", view: "table", theme: "light" };
          await page.evaluate((asked) => { document.querySelector("union-dashboard").state = asked; }, asked);
          let text = (await exported(page, "html")).text;
          for (const generation of [1, 2]) {
            assert.ok(text, `generation ${generation}`);
            const path = join(folder, `${generation}.html`);
            writeFileSync(path, text);
            await page.open(pathToFileURL(path).href);
            await ui.ready(page);
            await page.run(`void (window.answers = {}, window.wrongs = [])`);
            assert.equal(await page.evaluate(() => document.title), evil);
            const { city, q, view, theme } = await page.evaluate(() => document.querySelector("union-dashboard").state);
            assert.deepEqual({ city, q, view, theme }, asked);
            assert.match(await page.evaluate(() =>
              document.querySelector('meta[http-equiv="Content-Security-Policy"]').content), /default-src 'none'; connect-src 'none'/);
            assert.deepEqual(JSON.parse((await exported(page, "json")).text), dataset);
            text = (await exported(page, "html")).text;
            t.diagnostic(`${script}, generation ${generation}: ${text.length} bytes`);
          }
        }
        const spurious = engine === "chromium89" ? "console: policy: script-src refused eval" : null;
        assert.deepEqual(page.complaints.filter((complaint) => complaint !== spurious), []);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
}
