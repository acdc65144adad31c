// Under the policy that DESIGN section 5 promises to be enough, and no wider: the element with both
// scripts and the served page, with Trusted Types and the headers of a hardened server, in Chromium
// here and in the other engines in files of their own; integrity; and what stays where a policy or
// an old kernel lets no program run.
// Never: a wider policy, or a report that is overlooked.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { OLD, open, TODAY } from "./driver/index.mjs";
import { ELEMENT } from "./guest.mjs";
import { CLOSED, HARDENED, NO_CLIPBOARD, page_of, PROMISED, SCRIPTS, underPolicies, walk, WATCH } from "./policies.mjs";
import { serve } from "./server.mjs";

const ENGINES = process.env.ENGINE ? [process.env.ENGINE] : TODAY;

if (ENGINES.includes("chromium")) underPolicies("chromium");

for (const engine of ENGINES) {
  describe(`integrity, in ${engine}`, () => {
    let page, site;
    before(async () => {
      site = await serve(ui.DIST, { path: "/", answers: { "watch.js": WATCH }, policy: PROMISED });
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    for (const script of SCRIPTS) {
      test(`${script}: the hash of what was built lets it run, another does not`, async () => {
        const hash = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
        const bytes = readFileSync(ui.built(script));
        page.forget();
        site.answers["good.html"] = page_of(script, ELEMENT, `integrity="${hash(bytes)}" crossorigin="anonymous"`);
        await ui.openReady(page, `${site.url}good.html`);
        assert.deepEqual(page.complaints, []);
        site.answers["bad.html"] = page_of(script, ELEMENT, `integrity="${hash("something else")}" crossorigin="anonymous"`);
        await page.open(`${site.url}bad.html`);
        await new Promise((resolve) => setTimeout(resolve, 800));
        assert.ok(await page.evaluate(() => !customElements.get("union-dashboard") && !find(".dashboard")));
        page.forget();
      });
    }
  });
}

/** The sentence that says why there are no charts, and what a reader has instead. */
const told = (page) => page.until("the sentence why", () => {
  const alert = find('union-dashboard [role="alert"]');
  const table = find("union-dashboard table");
  return alert && { text: alert.textContent, alerts: findAll('[role="alert"]').length,
    rows: findAll("union-dashboard tbody tr").length, seen: table && table.getBoundingClientRect().height > 100,
    first: alert.getBoundingClientRect().top < innerHeight };
});

const FORBIDDEN = /浏览器太旧，或者网站的安全策略不允许运行 WebAssembly 程序.*'wasm-unsafe-eval'。下面的数据表不受影响。/s;

/** The content to paste between the tags, under a page's own element. */
const pasted = () => `<union-dashboard src="/data/achievements.json">${readFileSync(ui.built("data/achievements.table.html"), "utf8")}</union-dashboard>`;

describe("where no program may run", () => {
  const cases = [
    ...ENGINES.map((engine) => [engine, CLOSED.replace(" 'wasm-unsafe-eval'", "")]),
    ...OLD.map((engine) => [engine, CLOSED]),
  ];
  for (const [engine, policy] of cases) {
    for (const script of SCRIPTS) {
      test(`${script} in ${engine}: the tables stay, with one sentence why`, async () => {
        const site = await serve(ui.DIST, { path: "/", answers: { "watch.js": WATCH, "host.html": page_of(script, pasted()) }, policy });
        const page = await open(engine);
        try {
          await page.open(`${site.url}host.html`);
          const seen = await told(page);
          assert.match(seen.text, FORBIDDEN);
          assert.equal(seen.alerts, 1);
          assert.ok(seen.rows > 250 && seen.seen && seen.first, JSON.stringify(seen));
          assert.equal(await page.evaluate(() => Boolean(find(".dashboard"))), false);
        } finally {
          await page.close();
          await site.close();
        }
      });
    }
  }
});

for (const engine of OLD) {
  describe(`without a policy, in ${engine}`, () => {
    let page, site;
    before(async () => {
      const answers = { "watch.js": WATCH };
      for (const script of SCRIPTS) answers[`${script}.html`] = page_of(script, pasted());
      site = await serve(ui.DIST, { path: "/", answers, headers: HARDENED });
      page = await open(engine);
      await page.resize(1280, 900);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });
    for (const script of SCRIPTS) {
      test(`${script}: every view, every file, the printer`, async () => {
        page.forget();
        await ui.openReady(page, `${site.url}${script}.html`);
        await walk(page);
        assert.deepEqual(await page.evaluate(() => window.refused), []);
        assert.deepEqual(page.complaints.filter((complaint) => !NO_CLIPBOARD.test(complaint)), []);
      });
    }
  });
}
