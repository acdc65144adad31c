// A list of faults that is gone through: what servers and browsers do wrong, and what a reader then
// sees. Each ends in a right view, or in a sentence that says what is wrong with a button that goes
// on once the fault is over; no rejection that nobody hears, no error on the console.
// Never: a fault that is only survived. After each the dashboard is used.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import * as data from "./dataset.mjs";
import * as ui from "./dashboard.mjs";
import { open } from "./driver/index.mjs";
import { DATA, LACKS, MORE, right, SERVERS, serveFaults, told, WASM, wrongs } from "./faults.mjs";
import { calm } from "./host.mjs";

/** What is said of a file that a server gives so; what is not here ends in a right view. */
const SAID = {
  [DATA]: {
    "404": /404/, "500": /HTTP 500/, "a web page": /网页/, "an empty answer": /空/, "half of it": /不完整|断了|UTF-8/,
    "garbage": /UTF-8|JSON/, "a connection that is shut at once": /网络中断/, "a drop in the middle": /网络中断/,
    "a length that is too long": /网络中断/, "a length that is too short": /不完整|断了|网络中断/,
    "silence": /30 秒没有回应/, "silence in the middle": /30 秒没有回应/,
  },
  [WASM]: {
    "404": /没有下载成功.*HTTP 404/s, "500": /没有下载成功.*HTTP 500/s, "a web page": /没能启动/, "an empty answer": /没能启动/,
    "half of it": /没能启动/, "garbage": /没能启动/, "a connection that is shut at once": /没有下载成功/,
    "a drop in the middle": /没有下载成功|没能启动/, "a length that is too long": /没有下载成功|没能启动/,
    "a length that is too short": /没有下载成功|没能启动/, "silence": /没有下载成功/, "silence in the middle": /没有下载成功|没能启动/,
    "another program": /没能启动/, "an empty program": /没能启动/,
  },
};
const RIGHT = ["an answer after long", "plain text", "bytes of no type", "no length and many pieces"];

/** What Firefox is asked too, and both pages. */
const EVERYWHERE = ["404", "half of it", "a drop in the middle", "silence in the middle", "plain text", "an empty program"];

const USUAL = process.env.LONG ? ["chromium", "firefox"] : ["chromium"];
const ENGINES = process.env.ENGINE ? [process.env.ENGINE] : USUAL;
const lists = (engine, names) => engine === "chromium" ? names : names.filter((name) => EVERYWHERE.includes(name));

for (const engine of ENGINES) {
  describe(`faults of servers, in ${engine}`, () => {
    let page, site;
    before(async () => {
      site = await serveFaults();
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    afterEach(async () => {
      site.mend();
      assert.deepEqual(await wrongs(page), []);
      assert.deepEqual(site.reports.splice(0), []);
      page.forget();
    });
    const pages = () => ({ "the served page": site.url, "the element": site.host() });

    for (const file of [DATA, WASM]) {
      for (const where of ["the served page", "the element"]) {
        test(`${file}, ${where}: what is wrong is said, and a button goes on`, { timeout: 180_000 }, async (t) => {
          // Each file has its whole list on one page, and on the other what differs most.
          const isWhole = engine === "chromium" && (file === DATA) === (where === "the served page");
          for (const name of Object.keys(SAID[file]).filter((name) => isWhole || EVERYWHERE.includes(name))) {
            await t.test(name, async () => {
              site.mend();
              if (/silence/.test(name)) site.lack("patience");
              site.answers[file] = SERVERS[name](file);
              await page.open(pages()[where]);
              const { text } = await told(page);
              assert.match(text, SAID[file][name]);
              // Pressed while it is still so, it says so again.
              await page.click('[role="alert"] button');
              await calm(50);
              assert.match((await told(page)).text, SAID[file][name]);
              site.mend();
              await page.evaluate(() => { if (window.mend) mend(); });
              await page.click('[role="alert"] button');
              await right(page);
            });
          }
        });
      }

      test(`${file}: what is odd and no fault`, async (t) => {
        for (const name of lists(engine, RIGHT)) {
          for (const [where, url] of Object.entries(pages())) {
            await t.test(`${name}, ${where}`, async () => {
              site.mend();
              site.answers[file] = SERVERS[name](file);
              await page.open(url);
              await right(page);
            });
          }
        }
      });
    }

    test("other data that does not come: the former stays, in every way", async () => {
      await page.open(site.host());
      await right(page);
      await page.run(`void (() => { ${LACKS.patience} })()`);
      const source = (src) => page.evaluate((src) => {
        heard.length = 0;
        document.querySelector("union-dashboard").setAttribute("src", src);
      }, src);
      for (const [number, name] of lists(engine, Object.keys(SAID[DATA])).entries()) {
        site.answers[`other-${number}.json`] = SERVERS[name](DATA);
        await source(`other-${number}.json`);
        await page.until(`-error after ${name}`, () => heard.some(({ what }) => what === "error"));
        const { text } = await told(page);
        assert.match(text, SAID[DATA][name], name);
        assert.match(text, /仍显示原有数据/);
        assert.ok((await ui.ink(page, "overview")).share > 0.01, "the former data is drawn");
      }
      await page.evaluate(() => mend());
      await source(DATA);
      await right(page);
    });

    test("the network is away for a while", async () => {
      await page.open(site.host());
      await right(page);
      await page.tab.setOfflineMode?.(true).catch(() => {});
      const isOff = await page.evaluate(() => !navigator.onLine);
      if (!isOff) site.answers[DATA] = SERVERS["a connection that is shut at once"]();
      // What is there works on.
      for (const view of ["compare", "table", "overview"]) await ui.clickView(page, view);
      await page.evaluate((src) => {
        document.querySelector("union-dashboard").setAttribute("src", `${src}?again`);
      }, DATA);
      assert.match((await told(page)).text, /仍显示原有数据.*网络中断/s);
      await page.tab.setOfflineMode?.(false).catch(() => {});
      site.mend();
      await page.click('[role="alert"] button');
      await right(page);
    });

    test("the second module: said where it is wanted, and a button goes on", { timeout: 120_000 }, async (t) => {
      for (const name of lists(engine, Object.keys(SAID[WASM]).filter((name) => !/ program$/.test(name)))) {
        await t.test(name, async () => {
          site.mend();
          if (/silence/.test(name)) site.lack("patience");
          const fault = SERVERS[name](MORE);
          let asked = 0;
          site.answers[MORE] = (request, response) => (asked++, fault(request, response));
          await page.open(`${site.url}#view=trend`);
          const isSaid = () => page.until("the sentence", () => findAll(".pending").some((word) =>
            word.offsetParent && /没有打开.*网络/.test(word.innerText)));
          await isSaid();
          // The rest of the page is there.
          await ui.clickView(page, "table");
          assert.ok((await ui.rows(page)).length > 5);
          // Who comes back asks for it once more, in vain.
          await page.click('nav button[data-view="trend"]');
          // What was said at first stands there until the answer: no more questions, then the sentence.
          for (let known = 0; known !== asked;) {
            known = asked;
            await new Promise((resolve) => setTimeout(resolve, 400));
          }
          await isSaid();
          site.mend();
          await page.evaluate(() => { if (window.mend) mend(); });
          await page.click(".pending + button:not([hidden])");
          await ui.painted(page, "trend");
        });
      }
    });
  });

  describe(`what the browser lacks, in ${engine}`, () => {
    let page, site;
    before(async () => {
      site = await serveFaults();
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    afterEach(async () => {
      site.mend();
      assert.deepEqual(await wrongs(page), []);
      page.forget();
    });
    const lacking = async (lack, fragment = "") => {
      site.lack(lack);
      await page.open(site.url + fragment);
    };

    test("a canvas: that is said, the table has it all, and with a canvas it is drawn", async () => {
      await lacking("canvas");
      await ui.ready(page);
      for (const view of ["overview", "compare", "trend", "matrix"]) {
        await ui.clickView(page, view);
        await page.until(`the sentence in ${view}`, () => findAll(".chart .message").some((word) =>
          word.offsetParent && /没有给出画布.*数据表/.test(word.innerText)));
      }
      await ui.clickView(page, "compare");
      await page.click('[data-tool="table"]');
      await page.until("the table", () => find('section[data-panel="table"] tbody tr[data-key]'));
      await page.evaluate(() => mend());
      await ui.clickView(page, "compare");
      await ui.painted(page, "compare");
      assert.equal(await page.evaluate(() => findAll(".chart .message").filter((word) => word.offsetParent).length), 0);
    });

    test("memory for the program: that is said, and with memory it starts", async () => {
      await lacking("memory");
      const { text } = await told(page);
      assert.match(text, /没能启动.*Out of memory/s);
      await page.evaluate(() => mend());
      await page.click('[role="alert"] button');
      await right(page);
    });

    test("frames, in a tab that nobody sees: the data is there, and drawn when it is seen", async () => {
      await lacking("frames");
      await ui.ready(page);
      await page.until("ready, for who waits for it", () => heard.some(({ what }) => what === "ready"));
      await page.evaluate(() => { document.querySelector("union-dashboard").state = { view: "compare", city: ["340800"] }; });
      await page.until("the comparison", () => find('[data-panel="compare"]'));
      assert.match(await page.evaluate(() => location.hash), /city=340800/);
      await page.evaluate(() => mend());
      await ui.painted(page, "compare");
    });

    test("a steady clock", async () => {
      await lacking("clock");
      await right(page);
      for (const view of ["compare", "trend", "matrix", "table", "report", "overview"]) await ui.clickView(page, view);
      await ui.clickOption(page, "city", "340800");
      await ui.fragmentIs(page, { city: "340800" });
      await right(page);
    });

    for (const how of ["silently", "loudly"]) {
      test(`an address that it lets change, for a while, ${how}: what is asked is shown, and the address follows`, async () => {
        await lacking("address");
        await right(page);
        await page.evaluate((how) => refuse(how), how);
        await ui.clickView(page, "compare");
        await ui.clickView(page, "table");
        await page.until("the table", () => find('section[data-panel="table"] tbody tr[data-key]'));
        assert.equal(await page.evaluate(() => location.hash), "");
        await page.evaluate(() => mend());
        await ui.fragmentIs(page, { view: "table" });
        await ui.clickView(page, "compare");
        await ui.fragmentIs(page, { view: "compare" });
        await page.back();
        await ui.fragmentIs(page, { view: "table" });
        await page.until("the table again", () => find('section[data-panel="table"] tbody tr[data-key]'));
      });
    }

    test("a steady size: every zoom is sharp, without a reload", async () => {
      await lacking("nothing", "#view=compare&indicator=rest-stations");
      await ui.painted(page, "compare");
      const bars = await ui.bars(page, "compare");
      for (const scale of [1.25, 0.5, 2, 3, 0.67, 1]) {
        await page.resize(Math.round(1280 / scale), Math.round(900 / scale), { scale });
        await page.until(`a chart drawn for ${scale}`, () => {
          const canvas = find('canvas[data-chart="compare"]');
          const box = canvas.getBoundingClientRect();
          return Math.abs(canvas.width / box.width - Math.max(1, devicePixelRatio)) < 0.03 && box.width <= innerWidth;
        });
        assert.equal((await ui.bars(page, "compare")).length, bars.length, `${scale}`);
      }
      await page.resize(1280, 900);
    });
  });

  describe(`too much of it, in ${engine}`, () => {
    let page, site;
    before(async () => {
      site = await serveFaults();
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    afterEach(async () => {
      assert.deepEqual(await wrongs(page), []);
      page.forget();
    });

    test("1,000 changes of what is asked within a second: the last one holds, and the address says it", async () => {
      await page.open(site.url);
      await right(page);
      await page.evaluate((cities) => {
        const element = document.querySelector("union-dashboard");
        let change = 0;
        const some = () => {
          for (let round = 0; round < 25; round++, change++) {
            const view = ["overview", "compare", "table", "trend"][change % 4];
            element.state = { city: [cities[change % cities.length]], year: [2015 + change % 10, 2025], view };
          }
          if (change < 1000) return setTimeout(some, 15);
          element.state = { city: [cities[0]], year: [2025, 2025], view: "table" };
          window.isDone = true;
        };
        some();
      }, data.dataset.cities.map(({ code }) => code));
      await page.until("the end of it", () => window.isDone);
      const last = { city: data.dataset.cities[0].code, year: "2025", view: "table" };
      await ui.fragmentIs(page, last);
      const expected = data.select({ city: [last.city], year: [2025, 2025] }).map(data.key);
      const rows = await page.until("the last table", (keys) => {
        const shown = findAll('section[data-panel="table"] tbody tr[data-key]').map((row) => row.dataset.key);
        return shown.length && shown.every((key) => keys.includes(key)) && shown;
      }, expected);
      assert.ok(rows.length > 5);
      assert.ok(await page.evaluate(() => history.length) < 60, "a page's script makes no history");
    });

    test("200 changes of its width: the last one is drawn", async () => {
      await page.open(site.host(`<div id="box"><union-dashboard src="${DATA}" view="compare"></union-dashboard></div>`, false));
      await ui.ready(page);
      await ui.painted(page, "compare");
      await page.evaluate(() => {
        const box = document.querySelector("#box");
        window.changes = 0;
        const some = () => {
          box.style.width = `${320 + (changes * 137) % 900}px`;
          if (++changes < 200) return changes % 3 ? setTimeout(some, 4) : requestAnimationFrame(some);
          box.style.width = "640px";
          window.isDone = true;
        };
        some();
      });
      await page.until("half of them", () => window.changes > 100);
      await page.until("the end of it", () => window.isDone);
      await page.until("a chart as wide as its place", () => {
        const canvas = find('canvas[data-chart="compare"]');
        const box = canvas.getBoundingClientRect();
        return find(".dashboard").getBoundingClientRect().width === 640 && box.width > 300 && box.width < 640
          && Math.abs(canvas.width / box.width - devicePixelRatio) < 0.02;
      });
    });

    test("taken off while it loads, at forty moments: nothing is left, and put back it loads", { timeout: 120_000 }, async () => {
      for (const light of [true, false]) {
        site.answers[DATA] = (request, response) => setTimeout(() => {
          response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(data.text) });
          response.write(data.text.slice(0, 3000));
          setTimeout(() => response.end(data.text.slice(3000)), 20);
        }, 20);
        await page.open(site.host("<main></main>", light));
        await page.evaluate((src) => {
          const moments = Array.from({ length: 40 }, (_, moment) => moment * 3);
          window.off = [];
          const next = () => {
            const moment = moments.shift();
            if (moment === undefined) return void (window.isDone = true);
            const element = document.createElement("union-dashboard");
            element.setAttribute("src", src);
            document.querySelector("main").append(element);
            setTimeout(() => {
              element.remove();
              window.off.push(element);
              next();
            }, moment);
          };
          next();
        }, DATA);
        await page.until("forty of them", () => window.isDone);
        await calm(600);
        assert.deepEqual(await page.evaluate(() =>
          window.off.filter((element) => element.shadowRoot && element.shadowRoot.childElementCount).length), 0);
        // Each of some, put back, comes to its data.
        await page.evaluate(() => document.querySelector("main").append(...window.off.filter((_, at) => at % 10 === 3)));
        await page.until("four dashboards", () => [...document.querySelectorAll("union-dashboard")].every((element) =>
          element.shadowRoot && element.shadowRoot.querySelector('.dashboard[data-state="ready"]')));
        assert.deepEqual(await page.evaluate(() => heard.filter(({ what }) => what === "error")), []);
        site.mend();
      }
    });
  });
}
