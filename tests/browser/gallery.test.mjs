// The examples for webmasters, as a strict host serves them: under the policy that docs/embedding.md
// asks for, with nosniff, from a sub-path, in today's three engines.
// Never: a policy wider than the one that the document promises to be enough.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { open, TODAY } from "./driver/index.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const POLICY = `${HOST_POLICY}; frame-src 'self'`;
const HEADERS = { "x-content-type-options": "nosniff" };
const PAGES = ["index", "government", "article", "conversation", "slide"];
const ANQING = "340800";

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

    const visit = async (name) => {
      page.forget();
      site.reports.length = 0;
      site.log.length = 0;
      await page.open(`${site.url}examples/${name}.html`);
    };

    /** What a page must not leave behind: reports, complaints, answers that are no file of ours. */
    const clean = () => {
      assert.deepEqual(site.reports, [], "policy reports");
      assert.deepEqual(page.complaints, [], "console");
      // A page that is left takes with it what it was still loading.
      const odd = site.log.filter((line) => !line.startsWith(`200 ${new URL(site.url).pathname}`));
      assert.deepEqual(odd, [], "answers");
    };

    const width = (px, height = 900) => page.resize(px, height);

    test("the list leads to every example", async () => {
      await width(1280);
      await visit("index");
      const links = await page.evaluate(() => findAll(".cards a").map((a) => a.getAttribute("href")));
      assert.deepEqual(links.sort(), PAGES.filter((name) => name !== "index").map((name) => `${name}.html`).sort());
      // Every link of the list leads to something.
      for (const href of await page.evaluate(() => findAll("main a").map((a) => a.href))) {
        assert.equal((await fetch(href)).status, 200, href);
      }
      clean();
    });

    test("a government's page: one city and year, which the reader cannot change", async () => {
      await visit("government");
      await settled(page, ["overview"]);
      const state = await page.evaluate(() => document.getElementById("dashboard").state);
      assert.deepEqual([state.city, state.year], [[ANQING], [2025, 2025]]);
      const cards = await ui.cards(page);
      assert.ok(cards.length > 0 && cards.every((card) => !/宣城|淮北|安康/.test(card.text)));
      assert.deepEqual(await locked(page), [], "menus that are locked are not offered");
      assert.deepEqual(await views(page), ["overview", "table", "honours", "report"].sort());
      clean();
    });

    test("a government's page: elder mode of page and dashboard together", async () => {
      await visit("government");
      await settled(page, ["overview"]);
      await page.click("#elder");
      await page.until("the dashboard in elder mode", () =>
        find(".dashboard").hasAttribute("data-elder") &&
        parseFloat(getComputedStyle(find(".dashboard")).fontSize) >= 24);
      await page.click("#elder");
      await page.until("the dashboard as before", () => !find(".dashboard").hasAttribute("data-elder"));
      clean();
    });

    test("an article: two frames as high as what is in them, growing and shrinking", async () => {
      await visit("article");
      await page.until("two dashboards with their data", () => {
        const all = findAll(".dashboard");
        return all.length === 2 && all.every((root) => root.dataset.state === "ready");
      });
      await ui.painted(page, "compare");
      await ui.painted(page, "trend");
      await fits(page);
      const before = await frames(page);
      // The first frame shows something longer, then something short again.
      await page.click('nav button[data-view="table"]');
      await page.until("the first frame to grow", (height) =>
        find("iframe").getBoundingClientRect().height > height + 100, before[0].height);
      await fits(page);
      const [grown, other] = await frames(page);
      assert.equal(other.height, before[1].height, "the second frame heard its own message alone");
      await page.click('nav button[data-view="compare"]');
      await page.until("the first frame to shrink", (height) =>
        find("iframe").getBoundingClientRect().height < height - 100, grown.height);
      await fits(page);
      clean();
    });

    test("a conversation: what is clicked in the first filters the others", async () => {
      await visit("conversation");
      await settled(page, ["compare", "overview", "honours"]);
      const before = await shown(page);
      assert.ok(before.every(({ text }) => /宣城/.test(text) && /淮北/.test(text)), "all cities at first");
      await page.tabTo('canvas[data-chart="compare"]');
      await page.press("ArrowDown");
      await page.press("Enter");
      const city = await page.until("a city in the followers", () => {
        const [one, two] = [...document.querySelectorAll(".follower")].map((e) => e.state.city);
        return one.length === 1 && String(one) === String(two) && one[0];
      });
      assert.match(city, /^\d{6}$/);
      assert.deepEqual((await chooser(page)).city, [], "the first is not filtered by its own mark");
      await page.until("followers of one city", (before) => [...document.querySelectorAll(".follower")]
        .every((e, at) => e.shadowRoot.querySelector(".dashboard").innerText.length < before[at].text.length), before);
      assert.match(await ui.text(page, "#told"), /原文写作“.+”/);
      await page.click("#all");
      await page.until("all cities again", () => [...document.querySelectorAll(".follower")]
        .every((e) => e.state.city.length === 0));
      clean();
    });

    test("a conversation comes to an end", async () => {
      await visit("conversation");
      await settled(page, ["compare", "overview", "honours"]);
      const counts = await page.evaluate(async (city) => {
        const all = [...document.querySelectorAll("union-dashboard")];
        const events = [];
        for (const element of all) {
          element.addEventListener("union-dashboard-state", () => events.push(element.id || "follower"));
        }
        // A page that tells everyone everything: the worst that a webmaster may write.
        for (const one of all) for (const other of all) {
          one.addEventListener("union-dashboard-state", (event) => (other.state = event.detail));
        }
        all[0].state = { city: [city] };
        window.__events = events;
        return null;
      }, ANQING);
      assert.equal(counts, null);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const events = await page.evaluate(() => window.__events);
      assert.ok(events.length >= 3 && events.length <= 9, `events: ${events.join(", ")}`);
      clean();
    });

    test("a slide: one chart, large, without controls, all of it in sight", async () => {
      await width(1280, 720);
      await visit("slide");
      await settled(page, ["compare"]);
      const seen = await page.evaluate(() => {
        const box = find('canvas[data-chart="compare"]').getBoundingClientRect();
        return {
          controls: findAll("select, input, details[data-filter] summary, nav button").length,
          chart: [box.left, box.top, box.right, box.bottom],
          text: parseFloat(getComputedStyle(find(".dashboard")).fontSize),
          over: document.documentElement.scrollHeight - innerHeight,
        };
      });
      assert.equal(seen.controls, 0);
      assert.ok(seen.text >= 24, `${seen.text} px`);
      assert.ok(seen.chart[3] <= 720 && seen.over <= 0, `the slide is ${seen.over} px too high`);
      assert.ok(seen.chart[2] - seen.chart[0] > 800, "a chart as wide as the slide");
      clean();
    });

    for (const name of PAGES) {
      test(`${name}.html at 360 px: nothing to scroll sideways`, async () => {
        await width(360, 740);
        await visit(name);
        const charts = { government: ["overview"], conversation: ["compare", "overview", "honours"], slide: ["compare"] };
        if (charts[name]) await settled(page, charts[name]);
        else await new Promise((resolve) => setTimeout(resolve, 500));
        const wide = await page.evaluate(() => documents.map((doc) =>
          doc.documentElement.scrollWidth - doc.documentElement.clientWidth));
        assert.ok(wide.every((over) => over <= 0), `wider by ${wide.join(", ")} px`);
        clean();
        await width(1280);
      });
    }
  });
}

/** Waits until every element of the page has its data and these charts are painted. */
async function settled(page, charts) {
  await page.until("every dashboard with its data", (count) => {
    const all = findAll(".dashboard");
    return all.length === count && all.every((root) => root.dataset.state === "ready");
  }, charts.length);
  await page.evaluate(() => Promise.all(
    [...document.querySelectorAll("union-dashboard")].map((element) => element.ready)).then(() => true));
  for (const chart of charts) await ui.painted(page, chart);
}

/** The filters that are locked, and yet have something to change them with. */
function locked(page) {
  return page.evaluate(() => ["city", "year-from", "year-to"].filter((filter) =>
    find(`details[data-filter="${filter}"] summary, select[data-filter="${filter}"]`)));
}

async function views(page) {
  const names = await page.evaluate(() => findAll("nav button[data-view]").map((b) => b.dataset.view));
  return names.sort();
}

/** Height of each frame, and of what is in it. */
function frames(page) {
  return page.evaluate(() => [...document.querySelectorAll("iframe")].map((frame) => ({
    height: Math.round(frame.getBoundingClientRect().height),
    inside: frame.contentDocument.documentElement.scrollHeight,
    content: Math.round(
      frame.contentDocument.querySelector("union-dashboard").getBoundingClientRect().height),
  })));
}

/** Waits until no frame scrolls and none has more than a little room below its content. */
async function fits(page) {
  await page.until("frames as high as their content", () =>
    [...document.querySelectorAll("iframe")].every((frame) => {
      const doc = frame.contentDocument;
      const content = doc.querySelector("union-dashboard").getBoundingClientRect().height;
      const room = frame.clientHeight - content;
      return room >= 0 && room < 40 && doc.documentElement.scrollHeight <= frame.clientHeight;
    }));
}

/** What each follower says. */
function shown(page) {
  return page.evaluate(() => [...document.querySelectorAll(".follower")].map((element) => ({
    text: element.shadowRoot.querySelector(".dashboard").innerText,
  })));
}

function chooser(page) {
  return page.evaluate(() => document.getElementById("chooser").state);
}
