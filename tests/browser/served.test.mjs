// The folder dist/, served over http from a sub-path under the policy of a strict host.
// Never: a server that does more than a plain one would.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as data from "./dataset.mjs";
import * as ui from "./dashboard.mjs";
import { EVERY, open } from "./driver/index.mjs";
import { HOST_POLICY, serve, slowly } from "./server.mjs";
import * as story from "./story.mjs";

for (const engine of EVERY) {
  describe(`served from a sub-path, in ${engine}`, () => {
    let page, site;
    before(async () => {
      ui.built("index.html");
      site = await serve(ui.DIST, { path: "/a/b/", policy: HOST_POLICY });
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });

    test("a city picked with the mouse", () => story.byMouse(page, site.url));
    test("a city and a year picked with the keyboard", () => story.byKeys(page, site.url));
    test("a link to a figure", () => story.byLink(page, `${site.url}index.html`));
    test("the policy was not violated", () => assert.deepEqual(site.reports, []));
    test("every answer was a file of ours", () => {
      assert.deepEqual(site.log.filter((line) => !line.startsWith("200 /a/b/")), []);
    });
  });
}

describe("served, in chromium", () => {
  const DATA = "data/achievements.json";
  let page, site;
  before(async () => {
    ui.built("index.html");
    site = await serve(ui.DIST, { path: "/", policy: HOST_POLICY });
    page = await open("chromium");
  });
  after(async () => {
    await page?.close();
    await site?.close();
  });

  test("a slow dataset shows how far it is", async () => {
    site.answers[DATA] = slowly(data.text, 12, 400);
    await page.open(site.url);
    const seen = new Set();
    await page.until("the data, after a while", () => {
      // Until there is data, the page's own content is seen, and its status line speaks.
      const root = find(".dashboard");
      window.__seen = window.__seen || [];
      if (!root) window.__seen.push(find('union-dashboard [role="status"]').innerText);
      return root && root.dataset.state === "ready";
    });
    for (const text of await page.evaluate(() => window.__seen)) {
      for (const [, percent] of text.matchAll(/(\d+) ?%/g)) seen.add(Number(percent));
    }
    const steps = [...seen];
    assert.ok(steps.every((percent) => percent <= 100));
    assert.ok(steps.length >= 4, `progress was shown as ${steps.join(", ")} %`);
    assert.deepEqual(steps, [...steps].sort((a, b) => a - b), "it only grows");
  });

  test("the JSON alone, replaced, changes the page", async () => {
    site.answers[DATA] = data.text.replace(JSON.stringify(data.dataset.title), '"另一份数据"');
    await ui.openReady(page, site.url);
    assert.equal(await ui.text(page, "h1"), "另一份数据");
  });

  test("a missing dataset: what is missing, and another try", async () => {
    site.answers[DATA] = (request, response) => response.writeHead(404).end("not found");
    await page.open(site.url);
    await page.until("the failure", () => find(".dashboard")?.dataset.state === "failed");
    assert.match(await ui.text(page, '[role="alert"]'), /404/);
    delete site.answers[DATA];
    await page.click('[role="alert"] button');
    await ui.ready(page);
    await ui.painted(page, "overview");
    assert.equal(await ui.text(page, '[role="alert"]'), null);
  });

  test("a web page instead of the dataset", async () => {
    site.answers[DATA] = "<!doctype html><title>登录</title><p>请先登录";
    await page.open(site.url);
    await page.until("the failure", () => find(".dashboard")?.dataset.state === "failed");
    assert.match(await ui.text(page, '[role="alert"]'), /网页/);
  });

  test("an answer that breaks off", async () => {
    site.answers[DATA] = (request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": data.text.length });
      response.write(data.text.slice(0, 1000));
      setTimeout(() => response.destroy(), 100);
    };
    await page.open(site.url);
    await page.until("the failure", () => find(".dashboard")?.dataset.state === "failed");
    assert.match(await ui.text(page, '[role="alert"]'), /中断|断了/);
  });
});
