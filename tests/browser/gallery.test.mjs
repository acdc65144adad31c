// The examples for webmasters, as a strict host serves them: under the policy that
// docs/embedding.md promises to be enough, with nosniff, from a sub-path, in today's three engines.
// Never: a wider policy, nor a page of our own in an example's place.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { open, TODAY } from "./driver/index.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const POLICY = `${HOST_POLICY}; frame-src 'self'`;
const HEADERS = { "x-content-type-options": "nosniff" };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ANQING = "340800";

/** The examples, and the view of each element in them. */
const CHARTS = {
  index: [], government: ["overview"], article: [],
  conversation: ["compare", "compare", "matrix"], slide: ["compare"],
};
const PAGES = Object.keys(CHARTS);

for (const engine of TODAY) {
  describe(`the examples, in ${engine}`, () => {
    let page, site;
    before(async () => {
      for (const name of PAGES) ui.built(`examples/${name}.html`);
      site = await serve(ui.DIST, { path: "/news/board/", policy: POLICY, headers: HEADERS });
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });

    const visit = async (name, width = 1280, height = 900) => {
      await page.resize(width, height);
      page.forget();
      site.reports.length = 0;
      site.log.length = 0;
      await page.open(`${site.url}examples/${name}.html`);
      if (name === "article") await bothFrames(page);
      else await settled(page, CHARTS[name]);
    };

    /** What a page must not leave behind: reports, complaints, answers that are no file of ours. */
    const clean = () => {
      assert.deepEqual(site.reports, [], "policy reports");
      assert.deepEqual(page.complaints, [], "console");
      const odd = site.log.filter((line) => !line.startsWith("200 /news/board/"));
      assert.deepEqual(odd, [], "answers");
    };

    test("the list leads to every example", async () => {
      await visit("index");
      const links = await page.evaluate(() => findAll("main a").map((a) => a.href));
      const own = PAGES.slice(1).map((name) => `${site.url}examples/${name}.html`);
      for (const link of own) assert.ok(links.includes(link), link);
      for (const link of links) assert.equal((await fetch(link)).status, 200, link);
      clean();
    });

    test("a government's page: one city and year, which the reader cannot change", async () => {
      await visit("government");
      const state = await page.evaluate(() => document.getElementById("dashboard").state);
      assert.deepEqual([state.city, state.year], [[ANQING], [2025, 2025]]);
      const cards = await ui.cards(page);
      assert.ok(cards.length > 0 && cards.every((card) => !/宣城|淮北|安康/.test(card.text)));
      const controls = await page.evaluate(() =>
        findAll('details[data-filter="city"] summary, select[data-filter^="year"]')
          .filter((control) => control.offsetParent).length);
      assert.equal(controls, 0, "a locked filter has no control");
      const views = await page.evaluate(() =>
        findAll("nav button[data-view]").map((button) => button.dataset.view).sort());
      assert.deepEqual(views, ["honours", "overview", "report", "table"]);
      clean();
    });

    test("a government's page: elder mode of page and dashboard together", async () => {
      await visit("government");
      await page.click("#elder");
      await page.until("the dashboard in elder mode", () =>
        find(".dashboard").hasAttribute("data-elder") &&
        parseFloat(getComputedStyle(find(".dashboard")).fontSize) >= 24);
      await page.click("#elder");
      await page.until("the dashboard as before", () =>
        !find(".dashboard").hasAttribute("data-elder"));
      clean();
    });

    test("an article: two frames as high as what is in them, growing and shrinking", async () => {
      await visit("article");
      await fits(page);
      const [first, second] = await frames(page);
      await clickInFrame(page, 'nav button[data-view="honours"]');
      await page.until("the first frame to grow", (height) =>
        document.querySelector("iframe").clientHeight > height + 100, first);
      await fits(page);
      const [grown, other] = await frames(page);
      assert.equal(other, second, "the second frame heard its own message alone");
      await clickInFrame(page, 'nav button[data-view="compare"]');
      await page.until("the first frame to shrink", (height) =>
        document.querySelector("iframe").clientHeight < height - 100, grown);
      await fits(page);
      clean();
    });

    test("a frame with a border, on a page that counts borders in, does not scroll", async () => {
      // Most sites' sheets begin so, and a frame has a border of 2 px by itself.
      site.answers["bordered.css"] = "* { box-sizing: border-box } iframe { border: 5px solid }";
      site.answers["bordered.html"] = `<!doctype html><meta charset="utf-8"><title>边框</title>
        <link rel="icon" href="data:,"><link rel="stylesheet" href="bordered.css">
        <iframe data-union-dashboard src="index.html#view=compare" title="看板" width="100%"
          height="300"></iframe><script defer src="union-dashboard-frame.js"></script>`;
      await page.open(`${site.url}bordered.html`);
      await ui.ready(page);
      await ui.painted(page, "compare");
      await fits(page);
    });

    test("a sandboxed frame with the single file, as the document has it", async () => {
      // Its own policy is the stricter one; the header is left off, as the document says.
      site.answers["union-dashboard.html"] = (request, response) => {
        response.removeHeader("content-security-policy");
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.end(readFileSync(ui.built("union-dashboard.html")));
      };
      site.answers["sandbox.html"] = `<!doctype html><meta charset="utf-8"><title>沙箱</title>
        <link rel="icon" href="data:,">
        <iframe data-union-dashboard sandbox="allow-scripts allow-downloads allow-modals"
          src="union-dashboard.html#city=340800" title="看板" width="100%" height="200"></iframe>
        <script defer src="union-dashboard-frame.js"></script>`;
      page.forget();
      site.reports.length = 0;
      await page.open(`${site.url}sandbox.html`);
      await page.until("a frame that has told its height", () =>
        document.querySelector("iframe").clientHeight > 400);
      assert.deepEqual([site.reports, page.complaints], [[], []]);
    });

    test("a conversation: what is opened in the first filters the others", async () => {
      await visit("conversation");
      const [before] = await followers(page);
      assert.match(before.text, /3 个城市/);
      const matrix = await ui.ink(page, "matrix");
      // The first bar: a figure that opens.
      const [bar] = await ui.bars(page, "compare");
      await page.clickAt('canvas[data-chart="compare"]', [0.3, bar.middle]);
      await page.until("one city in both followers", () => {
        const [one, two] = [...document.querySelectorAll(".follower")].map((e) => e.state.city);
        return one.length === 1 && String(one) === String(two);
      });
      const [{ city }] = await followers(page);
      assert.match(String(city), /^\d{6}$/);
      const chooser = await page.evaluate(() => document.getElementById("chooser").state.city);
      assert.deepEqual(chooser, [], "the first is not filtered by its own mark");
      await page.until("what the second says, of one city", () => /1 个城市/.test(
        document.querySelector(".follower").shadowRoot.querySelector(".dashboard").innerText));
      await ui.painted(page, "matrix", matrix);
      assert.match(await ui.text(page, "#told"), /原文写作“.+”/);
      // Where the figure stands is told beside the page; a reader who has read it shuts it.
      await page.click('[data-panel="provenance"] .close');
      await page.click("#all");
      await page.until("all cities again", () =>
        [...document.querySelectorAll(".follower")].every((e) => e.state.city.length === 0));
      clean();
    });

    test("a conversation in which everyone tells everyone comes to an end", async () => {
      await visit("conversation");
      await page.evaluate((city) => {
        const all = [...document.querySelectorAll("union-dashboard")];
        window.__events = 0;
        for (const one of all) {
          one.addEventListener("union-dashboard-state", (event) => {
            window.__events++;
            for (const other of all) other.state = { city: event.detail.city };
          });
        }
        all[0].state = { city: [city] };
      }, ANQING);
      await page.until("events of all three", () => window.__events >= 3);
      await new Promise((resolve) => setTimeout(resolve, 400));
      assert.equal(await page.evaluate(() => window.__events), 3);
      clean();
    });

    test("a slide: one chart, large, without controls, all of it in sight", async () => {
      await visit("slide", 1920, 1080);
      const seen = await page.evaluate(() => {
        const box = find('canvas[data-chart="compare"]').getBoundingClientRect();
        return {
          controls: findAll("select, input, summary, nav button")
            .filter((control) => control.offsetParent).length,
          bottom: box.bottom, width: box.width,
          text: parseFloat(getComputedStyle(find(".dashboard")).fontSize),
          over: document.documentElement.scrollHeight - innerHeight,
        };
      });
      assert.equal(seen.controls, 0);
      assert.ok(seen.text >= 24, `${seen.text} px`);
      assert.ok(seen.bottom <= 1080, `the chart ends at ${seen.bottom} px`);
      assert.ok(seen.over <= 0, `the page is ${seen.over} px too high`);
      assert.ok(seen.width > 1200, `the chart is ${seen.width} px wide`);
      clean();
    });

    test("nothing of an element lies on the page around it", async () => {
      for (const name of ["government", "conversation", "slide"]) {
        await visit(name, 1280, 3000);
        const astray = await page.evaluate(() => [...document.querySelectorAll("union-dashboard")]
          .flatMap((host) => {
            const own = host.getBoundingClientRect();
            return [...host.shadowRoot.querySelectorAll("*")].filter((element) => {
              const box = element.getBoundingClientRect();
              const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
              const isInside = x >= own.left && x <= own.right && y >= own.top && y <= own.bottom;
              return !isInside && host.shadowRoot.elementFromPoint(x, y) === element;
            }).map(name);
          }));
        assert.deepEqual(astray, [], `${name}.html`);
      }
    });

    for (const name of PAGES) {
      test(`${name}.html at 360 px: nothing to scroll sideways`, async () => {
        await visit(name, 360, 740);
        const over = await page.evaluate(() => documents.map((one) =>
          one.documentElement.scrollWidth - one.documentElement.clientWidth));
        assert.ok(over.every((px) => px <= 0), `wider by ${over.join(", ")} px`);
        clean();
      });
    }

    if (engine === "chromium") {
      for (const name of PAGES) {
        test(`${name}.html by axe-core`, async () => {
          await visit(name);
          await page.run(`${AXE}; undefined`);
          const found = await page.run(`axe.run(document, { iframes: false }).then((found) =>
            found.violations.flatMap(({ id, nodes }) =>
              nodes.map((node) => id + " " + node.target.flat().join(" "))))`);
          assert.deepEqual(found, []);
        });
      }
    }
  });
}

/** Waits until every element of the page is ready and these charts are painted. */
async function settled(page, charts) {
  await page.until("every dashboard with its data", (count) => {
    const all = findAll(".dashboard");
    return all.length === count && all.every((root) => root.dataset.state === "ready");
  }, charts.length);
  await page.evaluate(() => {
    window.__ready = 0;
    for (const element of document.querySelectorAll("union-dashboard")) {
      element.ready.then(() => window.__ready++);
    }
  });
  await page.until("`ready` of each", (count) => window.__ready === count, charts.length);
  for (const chart of charts) await ui.painted(page, chart);
}

/** Waits until the dashboards in both frames of the article are painted. */
async function bothFrames(page) {
  await page.until("two dashboards with their data", () => {
    const all = findAll(".dashboard");
    return all.length === 2 && all.every((root) => root.dataset.state === "ready");
  });
  await ui.painted(page, "compare");
  await ui.painted(page, "trend");
}

/** A click in the first frame, whose own coordinates are not the page's. */
async function clickInFrame(page, selector) {
  const [x, y] = await page.evaluate((selector) => {
    const frame = document.querySelector("iframe");
    const element = findAll(selector).find((one) => one.ownerDocument === frame.contentDocument);
    element.scrollIntoView({ block: "center" });
    const [outer, inner] = [frame, element].map((one) => one.getBoundingClientRect());
    return [
      Math.round(outer.left + frame.clientLeft + inner.left + inner.width / 2),
      Math.round(outer.top + frame.clientTop + inner.top + inner.height / 2),
    ];
  }, selector);
  await page.mouse(x, y);
}

/** The height of each frame. */
function frames(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("iframe")].map((frame) => frame.clientHeight));
}

/** Waits until no frame scrolls, and none has more than a little room below its content. */
async function fits(page) {
  await page.until("frames as high as their content", () =>
    [...document.querySelectorAll("iframe")].every((frame) => {
      const inside = frame.contentDocument;
      const content = inside.querySelector("union-dashboard").getBoundingClientRect().height;
      const room = frame.clientHeight - content;
      return room >= 0 && room < 40 && inside.documentElement.scrollHeight <= frame.clientHeight;
    }));
}

/** What the second and the third of the conversation are about, and say. */
function followers(page) {
  return page.evaluate(() => [...document.querySelectorAll(".follower")].map((element) => ({
    city: element.state.city,
    text: element.shadowRoot.querySelector("main, .dashboard").innerText,
  })));
}
