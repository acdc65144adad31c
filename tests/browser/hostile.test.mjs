// A dataset by somebody who wishes its readers ill: every text is a trick. Opened in every view,
// printed, exported, saved ten deep and brought into the workshop, without a policy that would stop
// what gets through, and with one that tells of every attempt. And pages that speak to the element
// as strangers do.
// Never: a trick that only a policy stops.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, afterEach, before, describe, test } from "node:test";
import * as data from "./dataset.mjs";
import * as ui from "./dashboard.mjs";
import * as work from "./workshop.mjs";
import { open } from "./driver/index.mjs";
import { DATA } from "./faults.mjs";
import { VIEWS } from "./guest.mjs";
import { HIT, hostile, hostileText, made, REPORT, TABLE } from "./hostile.mjs";
import { calm, exported, settled } from "./host.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const ENGINES = process.env.ENGINE ? [process.env.ENGINE] : ["chromium", "firefox"];
const REPORTED = { "content-security-policy-report-only": `${HOST_POLICY}; frame-src 'self'; report-uri /reports` };

/** The fields of a CSV file, row by row (RFC 4180). */
function cells(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.replace(/^\uFEFF/, "").matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
    if (end === "") break;
  }
  return rows.filter((row) => row.length > 1);
}

for (const engine of ENGINES) {
  describe(`a dataset full of tricks, in ${engine}`, () => {
    let page, site;
    before(async () => {
      const tag = `<script src="hit.js"></script>`;
      site = await serve(ui.DIST, { headers: REPORTED, answers: { "hit.js": `${HIT}; window.answers = {};`, [DATA]: hostileText() } });
      site.answers["index.html"] = readFileSync(ui.built("index.html"), "utf8").replace("<head>", `<head>${tag}`);
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    const nothing = async (where) => assert.deepEqual(await page.evaluate(made), [], where);
    afterEach(async () => {
      await nothing("at the end");
      assert.deepEqual(site.reports.splice(0), []);
      assert.deepEqual(page.complaints.splice(0), []);
    });

    for (const fragment of engine === "chromium" ? ["", "lang=en&elder=1&read=probable"] : ["read=printed"]) {
      test(`every view and what opens in it stays text: #${fragment}`, { timeout: 60_000 }, async () => {
        await ui.openReady(page, `${site.url}#${fragment}`);
        assert.match(await ui.text(page, "h1"), /<img src=x onerror="hit\(1\)">/, "what remains is shown as written");
        for (const view of VIEWS) {
          await ui.clickView(page, view);
          if (["overview", "compare", "trend", "matrix"].includes(view)) {
            await ui.painted(page, view);
            await page.hover(`canvas[data-chart="${view}"]`, [0.4, 0.2]);
          }
          await calm(60);
          await nothing(view);
        }
        await ui.clickView(page, "table");
        for (const row of [1, 4, 8, 12]) {
          await page.click(`section[data-panel="table"] tbody tr[data-key]:nth-of-type(${row}) button`);
          await page.until("the source", () => find('aside[data-panel="provenance"] .figure'));
          await nothing(`the source of row ${row}`);
          await page.press("Escape");
          await page.until("it shut", () => !find('aside[data-panel="provenance"]'));
        }
        for (const filter of ["city", "category", "indicator", "further"]) {
          await page.click(`details[data-filter="${filter}"] summary`);
          await nothing(filter);
          await page.click(`details[data-filter="${filter}"] summary`);
        }
        await page.click(".issues summary");
        await nothing("the issues");
      });
    }

    test("printed it stays text", async () => {
      await ui.openReady(page, `${site.url}#view=report&city=340800&year=2025`);
      await page.until("the printer's button", () => find('[data-panel="report"] .print')?.getClientRects().length > 0);
      await page.evaluate(() => {
        const { shadowRoot } = document.querySelector("union-dashboard");
        shadowRoot.querySelector("iframe.printed").contentWindow.print = () => { window.printed = true; };
      });
      await page.click('[data-panel="report"] .print');
      await page.until("a sheet for the printer", () => window.printed);
      const text = await page.evaluate(() => document.querySelector("union-dashboard").shadowRoot
        .querySelector("iframe.printed").contentDocument.body.innerText.length);
      assert.ok(text > 200);
      await nothing("the sheet");
    });

    test("exported it stays text: no formula, no script, nothing lost", async () => {
      await ui.openReady(page, site.url);
      const given = hostile();
      for (const options of [{ all: true }, { all: true, table: "honours" }]) {
        const rows = cells((await exported(page, "csv", options)).text);
        assert.equal(rows.length - 1, options.table ? given.honours.length : given.observations.length);
        for (const row of rows.slice(1)) {
          assert.equal(row.length, rows[0].length, JSON.stringify(row));
          for (const [column, cell] of row.entries()) {
            const isNumber = /^(value|probable|value_used|paragraph|offset|count)$/.test(rows[0][column]);
            assert.ok(isNumber ? !/[^-0-9.]/.test(cell) : !/^[=+\-@\t\r＝＋－＠]/.test(cell), `${rows[0][column]}: ${cell}`);
          }
        }
      }
      assert.deepEqual(JSON.parse((await exported(page, "json")).text), JSON.parse(hostileText()));
      for (const view of ["overview", "compare", "trend", "matrix"]) {
        const { text } = await exported(page, "svg", { view });
        const names = await page.evaluate((text) => {
          const root = new DOMParser().parseFromString(text, "image/svg+xml");
          const all = [...root.querySelectorAll("*")];
          return [...new Set(all.flatMap(({ localName, attributes }) => [localName,
            ...[...attributes].map(({ name }) => name).filter((name) => /^on|href|^style$/i.test(name))]))];
        }, text);
        const strange = names.filter((name) =>
          !/^(svg|g|rect|line|text|tspan|path|polyline|polygon|circle|title|desc|defs|clipPath|pattern|image)$/.test(name));
        assert.deepEqual(strange, [], view);
        assert.doesNotMatch(text, /[\u202E\u2066\u200B]/);
      }
      const { url } = await page.evaluate(() => document.querySelector("union-dashboard").state);
      assert.ok(url.startsWith(site.url), url);
    });

    // What the workshop shows is made as the views are: one engine tells.
    if (engine === "chromium") test("brought into the workshop it stays text", async () => {
      await ui.openReady(page, site.url);
      await work.enter(page);
      for (const [text, steps] of [[REPORT, ["review"]], [TABLE, ["columns", "rows"]], [JSON.stringify({ ...data.dataset, title: "<b>" }), ["proposal"]]]) {
        await work.paste(page, text);
        await page.until(`one of ${steps}`, (steps) => steps.some((step) => find(`[data-work="${step}"] h3`)), steps);
        await calm(200);
        await nothing(steps[0]);
        await ui.openReady(page, site.url);
        await work.enter(page);
      }
    });

    test("keys that every object has change nothing, in data, address, state and attributes", async () => {
      const KEYS = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"];
      const words = (value) => KEYS.map((key) => `${key}=${value}`).join("&");
      await ui.openReady(page, `${site.url}#${words("x")}&city=__proto__,constructor&view=constructor&sort=toString&lang=__proto__&theme=valueOf`);
      const seen = await page.evaluate((KEYS) => {
        const element = document.querySelector("union-dashboard");
        const said = [];
        for (const state of [
          JSON.parse('{"__proto__":{"city":["340800"],"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
          { city: KEYS }, { view: "__proto__", q: "constructor" }, { level: ["toString"] },
        ]) {
          try { element.state = state; } catch (error) { said.push(error.name); }
        }
        for (const name of ["city", "view", "lang", "theme", "views", "locked", "controls", "src"].slice(0, -1)) {
          for (const key of KEYS) element.setAttribute(name, key);
          element.removeAttribute(name);
        }
        for (const key of KEYS) element.setAttribute(key, "x");
        element.reset();
        return [said, Object.keys(Object.prototype), typeof {}.polluted, Object.getOwnPropertyNames(element.state).includes("polluted")];
      }, KEYS);
      assert.deepEqual(seen, [[], [], "undefined", false]);
      for (const key of KEYS) {
        const answer = await settled(page, (key) => document.querySelector("union-dashboard").exportAs(key), key);
        assert.equal(answer.error?.code, "unknown-format");
      }
      await settled(page, (text) => document.querySelector("union-dashboard").load(JSON.parse(text)), hostileText());
      await page.evaluate(() => { document.querySelector("union-dashboard").state = { view: "table", city: [], q: "" }; });
      await page.until("the table", () => find('section[data-panel="table"] tbody tr[data-key]'));
    });

    test("what strangers say is not heard: messages, events and storage of others", async () => {
      site.answers["stranger.html"] = `<!doctype html><script src="stranger.js"></script>`;
      site.answers["stranger.js"] = `addEventListener("message", () => { parent.postMessage("answered", "*"); });
        for (const target of [parent, top]) for (const data of [
          { type: "union-dashboard:measure" }, { type: "union-dashboard:load", data: "{}" }, { type: "union-dashboard:state", state: { view: "table" } },
          { type: "union-dashboard:height", height: 9 }, { __proto__: { type: "union-dashboard:measure" } }, ["union-dashboard:measure"],
          "union-dashboard", "#view=table", null, 0, { toString: 1 }, new Map([["type", "union-dashboard:measure"]]), new ArrayBuffer(8),
        ]) target.postMessage(data, "*");`;
      site.answers["index.html"] = site.answers["index.html"].replace("</body>", `<iframe src="stranger.html"></iframe></body>`);
      await ui.openReady(page, site.url);
      const before = await page.evaluate(() => JSON.stringify(document.querySelector("union-dashboard").state));
      const rest = await settled(page, async () => {
        const got = [];
        addEventListener("message", ({ data }) => got.push(data));
        const frame = document.querySelector("iframe");
        frame.src = "stranger.html?again";
        await new Promise((done) => frame.addEventListener("load", done));
        const element = document.querySelector("union-dashboard");
        for (const name of ["union-dashboard-ready", "union-dashboard-state", "union-dashboard-error", "union-dashboard-select", "message", "storage"]) {
          for (const target of [element, document, window]) {
            target.dispatchEvent(new CustomEvent(name, { detail: { view: "table", __proto__: { city: ["340800"] } }, bubbles: true }));
          }
        }
        await new Promise((done) => setTimeout(done, 300));
        return got.filter((data) => data === "answered");
      });
      assert.deepEqual(rest, []);
      assert.equal(await page.evaluate(() => JSON.stringify(document.querySelector("union-dashboard").state)), before);
      site.answers["index.html"] = site.answers["index.html"].replace(`<iframe src="stranger.html"></iframe>`, "");
    });
  });
}

describe("saved from what was saved, ten deep, in chromium", () => {
  test("each is a whole page with the data as it was given, and none is broken out of", { timeout: 120_000 }, async (t) => {
    const page = await open("chromium");
    const folder = mkdtempSync(join(tmpdir(), "union-dashboard-deep-"));
    // The title alone stands in the page as markup; all else is packed.
    const dataset = hostile();
    dataset.title = `\u2028</title></script><!--<script>"'&%hash%%data% \u2029工会$&`;
    const given = `\uFEFF${JSON.stringify(dataset)}`;
    try {
      await ui.openReady(page, ui.singleFile());
      const shape = () => page.evaluate(() => ["script", "style", "meta", "link", "union-dashboard", "title", "body > *"]
        .map((name) => `${name} ${document.querySelectorAll(name).length}`).join(", "));
      await page.run("void (window.answers = {}, window.hits = [])");
      await settled(page, (text) => document.querySelector("union-dashboard").load(text), given);
      let first = null;
      const sizes = [];
      for (let generation = 1; generation <= 10; generation++) {
        const { text } = await exported(page, "html");
        const path = join(folder, `${generation}.html`);
        writeFileSync(path, text);
        sizes.push(text.length);
        await page.open(pathToFileURL(path).href);
        await ui.ready(page);
        await page.run("void (window.answers = {}, window.hits = [])");
        first = first ?? (await shape());
        assert.equal(await shape(), first, `generation ${generation}`);
        assert.equal(await page.evaluate(() => document.title.trim()), dataset.title.trim());
        assert.deepEqual(await page.evaluate(made), []);
      }
      assert.deepEqual(JSON.parse((await exported(page, "json")).text.replace(/^\uFEFF/, "")), dataset);
      t.diagnostic(`bytes of the ten: ${sizes.join(", ")}`);
      assert.ok(Math.abs(sizes[9] - sizes[1]) < 200, "they do not grow");
      assert.deepEqual(page.complaints, []);
    } finally {
      await page.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
