// What is seen without the program: tables, honours and a summary stand in the element until it
// paints, and for good where it cannot run; then one sentence says why.
// Never: a text of the page taken from the page. What must stand there comes from the dataset.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import * as data from "./dataset.mjs";
import * as ui from "./dashboard.mjs";
import { OLD, open, TODAY } from "./driver/index.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NO_WASM = HOST_POLICY.replace(" 'wasm-unsafe-eval'", "");
const index = () => readFileSync(ui.built("index.html"), "utf8");
const WASM = "union-dashboard_bg.wasm";

/** The page as a reader sees it who has nothing but the static content. */
async function staticPage(page) {
  // What is laid out when it comes into sight has no text before.
  await page.until("the tables", () => find("union-dashboard > main").innerText.includes("7615万人"));
  const seen = await page.evaluate(() => {
    const main = find("union-dashboard > main");
    const isShown = (element) => Boolean(element) && element.getBoundingClientRect().height > 0;
    return {
      title: isShown(find("h1")) && find("h1").innerText,
      text: main.innerText,
      rows: findAll("td:nth-child(3)").filter(isShown).length,
      honours: findAll("section > ul > li").filter(isShown).length,
      root: Boolean(find("union-dashboard").shadowRoot),
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });
  const { observations, honours, title } = data.dataset;
  assert.equal(seen.root, false, "the program has not painted");
  assert.equal(seen.title, title);
  assert.match(seen.text, new RegExp(`${observations.length} 条数据，${honours.length} 条荣誉`));
  assert.equal(seen.rows, observations.length);
  assert.equal(seen.honours, honours.length);
  assert.match(seen.text, /已校订（原文“7615万人”）/);
  assert.ok(seen.wide <= 0, "the page does not scroll sideways");
  return seen.text;
}

/** The sentence that says why there are no charts. */
async function told(page, pattern) {
  const text = await page.until("the sentence why", () => {
    const alert = find('[role="alert"]');
    return alert && alert.getBoundingClientRect().height > 0 && alert.innerText;
  });
  assert.match(text, pattern);
  assert.match(text, /下面的数据表不受影响/);
  // What was kept back is laid out with the next frame.
  await page.until("the tables", () => find("union-dashboard").innerText.includes("7615万人"));
  await staticPage(page);
}

/** Violations that axe finds on the page, as sentences. */
async function violations(page) {
  await page.tab.evaluate(AXE);
  const found = await page.tab.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
  });
  return found;
}

describe("without scripts", () => {
  for (const engine of ["chromium", "firefox"]) {
    describe(engine, () => {
      let page, site;
      before(async () => {
        site = await serve(ui.DIST, { path: "/a/b/", policy: HOST_POLICY });
        page = await open(engine, { scripts: false });
      });
      after(async () => {
        await page?.close();
        await site?.close();
      });

      for (const [name, width] of [["wide", 1280], ["on a phone", 360]]) {
        test(`the single file, ${name}`, async () => {
          await page.resize(width, 800);
          await page.open(ui.singleFile());
          assert.match(await staticPage(page), /没有启用 JavaScript/);
        });
        test(`served, ${name}`, async () => {
          await page.resize(width, 800);
          await page.open(site.url);
          assert.match(await staticPage(page), /没有启用 JavaScript/);
        });
      }
      test("a link leads to a report", async () => {
        await page.open(site.url);
        await page.click("nav li:nth-child(3) a");
        await page.until("the report at the top", () => {
          const { top } = find("section:nth-of-type(3) h2").getBoundingClientRect();
          return Math.abs(top) < 60;
        });
      });
    });
  }
});

describe("on paper, and for those who do not see", () => {
  let page, site;
  before(async () => {
    page = await open("chromium");
    // With scripts on, which axe needs, and none on the page.
    const answers = { "index.html": index().replace(/<script[^>]*>\s*<\/script>/g, "") };
    site = await serve(ui.DIST, { path: "/", answers });
  });
  after(async () => {
    await page?.close();
    await site?.close();
  });

  test("as PDF", async () => {
    await page.open(site.url);
    const pdf = Buffer.from(await page.tab.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
    const pages = pdf.match(/\/Type ?\/Page\b/g).length;
    assert.ok(pages > 8 && pages < 30, `${pages} pages`);
    // A4 in points.
    assert.match(pdf, /\/MediaBox ?\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
  });

  for (const [name, look] of [["light", {}], ["dark", { dark: true }], ["on a phone", { width: 360 }]]) {
    test(`axe finds nothing, ${name}`, async () => {
      await page.resize(look.width ?? 1280, 900, look);
      await page.open(site.url);
      await staticPage(page);
      assert.deepEqual(await violations(page), []);
    });
  }

  test("axe finds nothing where the program cannot start", async () => {
    const broken = await serve(ui.DIST, { path: "/", policy: NO_WASM });
    try {
      await page.resize(1280, 900);
      await page.open(broken.url);
      await told(page, /安全策略/);
      assert.deepEqual(await violations(page), []);
    } finally {
      await broken.close();
    }
  });
});

for (const engine of TODAY) {
  describe(`the program cannot start, in ${engine}`, () => {
    const REASONS = [
      ["the site's policy forbids wasm", /安全策略.*wasm-unsafe-eval/s, () => ({ policy: NO_WASM })],
      ["the wasm is missing", /没有下载成功.*HTTP 404/s, () => ({
        answers: { [WASM]: (request, response) => response.writeHead(404).end() },
      })],
      ["the wasm is a web page", /没能启动/, () => ({ answers: { [WASM]: "<!doctype html>登录" } })],
    ];
    let page;
    before(async () => (page = await open(engine)));
    after(() => page?.close());

    for (const [name, sentence, options] of REASONS) {
      test(name, async () => {
        const site = await serve(ui.DIST, { path: "/", ...options() });
        try {
          await page.open(site.url);
          await told(page, sentence);
        } finally {
          await site.close();
        }
      });
    }
  });
}

describe("a kernel below the floor", () => {
  const LACKS = [
    "customElements", "WebAssembly", "fetch", "ResizeObserver", "DecompressionStream", "attachShadow",
    "replaceSync",
  ];
  let page, site;
  before(async () => {
    page = await open("chromium");
    site = await serve(ui.DIST, { path: "/" });
    await page.tab.evaluateOnNewDocument(() => {
      const lack = new URLSearchParams(location.search).get("lack");
      const owner = { attachShadow: Element.prototype, replaceSync: CSSStyleSheet.prototype }[lack];
      if (lack === "noModule") delete HTMLScriptElement.prototype.noModule;
      else if (lack) Object.defineProperty(owner ?? window, lack, { value: undefined });
    });
  });
  after(async () => {
    await page?.close();
    await site?.close();
  });

  for (const lack of LACKS) {
    test(`without ${lack}`, async () => {
      await page.open(`${ui.singleFile()}?lack=${lack}`);
      await told(page, /内核太旧/);
      // What unpacks is needed where something is packed.
      if (lack === "DecompressionStream") return;
      await page.open(`${site.url}?lack=${lack}`);
      await told(page, /内核太旧/);
    });
  }

  test("one that cannot even read the starter", async () => {
    const late = index().replace(/<script defer[^>]*>\s*<\/script>/g, "")
      .replace(/<script[^>]*defer[^>]*>\s*<\/script>/g, "");
    site.answers["index.html"] = late;
    await page.open(`${site.url}?lack=noModule`);
    await told(page, /内核太旧/);
    delete site.answers["index.html"];
  });

  for (const engine of OLD) {
    test(`${engine} under a host's strict policy, where it may not compile`, async () => {
      const old = await open(engine);
      const strict = await serve(ui.DIST, { path: "/", policy: HOST_POLICY });
      try {
        await old.open(strict.url);
        await told(old, /安全策略/);
      } finally {
        await old.close();
        await strict.close();
      }
    });
  }
});

describe("the program takes the content's place", () => {
  const LIMIT = 0.02;
  let page, site;
  before(async () => {
    page = await open("chromium");
    site = await serve(ui.DIST, { path: "/", policy: HOST_POLICY });
    // Shifts, and in each frame what the reader sees.
    await page.tab.evaluateOnNewDocument(() => {
      window.shifts = [];
      window.frames = [];
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) {
          window.shifts.push({
            value: shift.value,
            what: shift.sources.map(({ node }) => node && (node.outerHTML ?? node.data).slice(0, 80)),
          });
        }
      }).observe({ type: "layout-shift", buffered: true });
      const look = () => {
        const element = document.querySelector("union-dashboard");
        const root = element && element.shadowRoot;
        const dashboard = root && root.querySelector(".dashboard");
        const chart = root && root.querySelector("canvas");
        const painted = chart && chart.width > 300 &&
          new Uint32Array(chart.getContext("2d").getImageData(0, 0, chart.width, 300).data.buffer)
            .some((pixel, at, all) => pixel !== all[0]);
        let seen = "nothing";
        if (dashboard) seen = dashboard.dataset.state + (painted ? ", painted" : "");
        else if (root) seen = "an empty root";
        else if (element && element.querySelector("table")) {
          seen = document.documentElement.hasAttribute("data-union-dashboard")
            ? "content" : "content, tables";
        }
        if (window.frames[window.frames.length - 1] !== seen) window.frames.push(seen);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  });
  after(async () => {
    await page?.close();
    await site?.close();
  });

  /** No shift worth the name, and nothing between the content and the painted dashboard. */
  async function steady(url) {
    await ui.openReady(page, url);
    await ui.painted(page, "overview");
    await new Promise((resolve) => setTimeout(resolve, 600));
    const { shifts, frames } = await page.tab.evaluate(() => ({ shifts, frames }));
    const total = shifts.reduce((sum, { value }) => sum + value, 0);
    assert.ok(total < LIMIT, `CLS ${total}: ${JSON.stringify(shifts)}`);
    assert.deepEqual(frames.filter((seen) => seen !== "nothing").at(-1), "ready, painted");
    const between = frames.filter((seen) => !["nothing", "content", "content, tables", "ready, painted"].includes(seen));
    assert.deepEqual(between, [], `the reader saw: ${frames.join(" > ")}`);
    return { total, frames };
  }

  /** A file sent late and in pieces. */
  const late = (name, type) => async (request, response) => {
    const bytes = readFileSync(ui.built(name));
    response.writeHead(200, { "content-type": type, "content-length": bytes.length });
    for (let part = 0; part < 8; part++) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      response.write(bytes.subarray(Math.floor((bytes.length * part) / 8), Math.floor((bytes.length * (part + 1)) / 8)));
    }
    response.end();
  };

  for (const [name, width, dark] of [["wide", 1280, false], ["dark", 1280, true], ["on a phone", 360, false]]) {
    test(`the single file, ${name}`, async (t) => {
      await page.resize(width, 800, { dark });
      const { total, frames } = await steady(ui.singleFile());
      t.diagnostic(`CLS ${total.toFixed(4)}; seen: ${frames.join(" > ")}`);
    });
    test(`served with a slow wasm, ${name}`, async (t) => {
      await page.resize(width, 800, { dark });
      site.answers[WASM] = late(WASM, "application/wasm");
      const { total, frames } = await steady(site.url);
      delete site.answers[WASM];
      assert.ok(frames.includes("content") && frames.includes("content, tables"));
      t.diagnostic(`CLS ${total.toFixed(4)}; seen: ${frames.join(" > ")}`);
    });
    test(`served with slow data, ${name}`, async (t) => {
      await page.resize(width, 800, { dark });
      site.answers["data/achievements.json"] = late("data/achievements.json", "application/json");
      const { total, frames } = await steady(site.url);
      delete site.answers["data/achievements.json"];
      t.diagnostic(`CLS ${total.toFixed(4)}; seen: ${frames.join(" > ")}`);
    });
  }

  test("in a host page that pasted the file, with something below it", async (t) => {
    const content = readFileSync(ui.built("data/achievements.table.html"), "utf8");
    site.answers["index.html"] = index()
      .replace(/<union-dashboard([^>]*)>.*<\/union-dashboard>/s,
        (all, attributes) => `<h1>单位网站</h1><union-dashboard${attributes}>${content}</union-dashboard><footer>页脚</footer>`);
    site.answers[WASM] = late(WASM, "application/wasm");
    await page.resize(1280, 800);
    const { total, frames } = await steady(site.url);
    t.diagnostic(`CLS ${total.toFixed(4)}; seen: ${frames.join(" > ")}`);
    delete site.answers["index.html"];
    delete site.answers[WASM];
  });

  test("no complaint", () => assert.deepEqual(page.complaints, []));
});
