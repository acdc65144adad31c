// A random user on the served page: what is asked and the address are one after every deed, nothing
// goes wrong, and after the warm-up the page holds no more than before. A short walk each time; with
// LONG (`cargo xtask test --long`) 30 minutes, or MINUTES, in each engine. SEED is another walk.
// Never: a growth that is explained away. What is held is compared at rest, in the same view.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { open } from "./driver/index.mjs";
import { holding, watchHolding } from "./holding.mjs";
import { held, play, rest, WATCH } from "./monkey.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const ENGINES = process.env.ENGINE ? [process.env.ENGINE] : ["chromium", "firefox"];
const SEED = Number(process.env.SEED ?? 20251129);
const IS_LONG = Boolean(process.env.LONG);
const MINUTES = Number(process.env.MINUTES ?? (IS_LONG ? 30 : 0.2));
const PER_SECOND = 20;
/** Between two looks at what the page holds. */
const ROUND_SECONDS = IS_LONG ? 15 : MINUTES * 60;

for (const engine of ENGINES) {
  describe(`a random user in ${engine}`, () => {
    let page, site, session;
    before(async () => {
      site = await serve(ui.DIST, { policy: HOST_POLICY, answers: { "watch.js": WATCH } });
      site.answers["index.html"] = readFileSync(ui.built("index.html"), "utf8")
        .replace("<head>", `<head><script src="watch.js"></script>`);
      page = await open(engine);
      if (engine === "chromium") session = await watchHolding(page);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });

    /** What is held at rest; Chromium tells of its heap too, after a collection of garbage. */
    async function look() {
      await rest(page);
      const more = session ? await holding(session) : {};
      return { ...(await held(page)), ...more };
    }

    test(`seed ${SEED}, ${MINUTES} minutes`, { timeout: MINUTES * 90_000 + 120_000 }, async (t) => {
      await ui.openReady(page, site.url);
      await ui.painted(page, "overview");
      let state = SEED;
      const looks = [];
      const counts = {};
      const end = Date.now() + MINUTES * 60_000;
      while (Date.now() < end) {
        const walk = await play(page, state, Math.ceil(ROUND_SECONDS * PER_SECOND), 1000 / PER_SECOND);
        for (const [name, count] of Object.entries(walk.counts)) counts[name] = (counts[name] ?? 0) + count;
        assert.deepEqual(walk.wrong, [], `seed ${SEED}, round ${looks.length} from ${state}`);
        assert.deepEqual(page.complaints, []);
        assert.deepEqual(site.reports, []);
        state = walk.state;
        looks.push(await look());
        if (IS_LONG) t.diagnostic(JSON.stringify(looks.at(-1)));
      }
      t.diagnostic(`${Object.values(counts).reduce((a, b) => a + b)} deeds: ${JSON.stringify(counts)}`);
      assert.ok(Object.keys(counts).length > 12, "every kind of deed was done");
      // The page is used after all that as on the first day.
      await ui.clickView(page, "table");
      assert.ok((await ui.rows(page)).length > 5);
      if (looks.length < 4) return;
      const third = Math.floor(looks.length / 3);
      const most = (part, key) => Math.max(...part.map((look) => look[key]));
      for (const key of Object.keys(looks[0])) {
        const [middle, last] = [looks.slice(third, 2 * third), looks.slice(-third)].map((part) => most(part, key));
        t.diagnostic(`${key}: ${middle} in the middle third, ${last} in the last`);
        assert.ok(last <= middle * 1.05 + (key === "heap" ? 1_000_000 : 50), `${key} grew from ${middle} to ${last}`);
      }
    });
  });
}
