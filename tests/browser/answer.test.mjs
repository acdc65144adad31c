// The report page, on the screen and on paper: what its own document holds when the printer is
// called, in every engine, and the PDF that Chromium makes of it.
// Never: a real printer; the call to it is noted instead.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import * as data from "./dataset.mjs";
import { OLD, open, TODAY } from "./driver/index.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const PANEL = 'section[data-panel="report"]';
const ANQING = { city: "340800", year: "2025", view: "report" };
const expected = data.dataset.observations.filter((one) => one.source === "anqing-2025");

/** Notes the call to the printer in the panel's frame, and what would be printed. */
const WATCH = () => {
  window.__printed = 0;
  find("iframe.printed").contentWindow.print = () => window.__printed++;
};

/** The document for the printer, as plain data. */
const paper = (page) => page.evaluate(() => {
  const { contentDocument: doc, contentWindow: win } = find("iframe.printed");
  const all = (selector) => [...doc.querySelectorAll(selector)];
  const style = (element, name) => win.getComputedStyle(element)[name];
  return {
    title: doc.title, lang: doc.body.lang, text: doc.body.textContent,
    headings: all("h1").map((heading) => heading.textContent),
    keys: all("tr[data-key]").map((row) => row.dataset.key),
    uncut: all("tr, li").every((row) => style(row, "breakInside") === "avoid"),
    heads: all("thead").every((head) => style(head, "display") === "table-header-group"),
    images: all("img").map((image) => [image.complete, image.naturalWidth]),
    color: style(doc.body, "color"), controls: all("select, input, iframe, script, style").length,
    css: [...doc.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n"),
    html: doc.body.innerHTML,
  };
});

for (const engine of [...TODAY, ...OLD]) {
  describe(`the report page in ${engine}`, () => {
    let page;
    before(async () => (page = await open(engine)));
    after(() => page?.close());

    const show = (pairs) => ui.openReady(page, `${ui.singleFile()}#${new URLSearchParams(pairs)}`);

    test("a choice is offered where there are several reports", async () => {
      await show({ view: "report" });
      assert.match(await ui.text(page, `${PANEL} h2`), /5 份/);
      const names = await page.evaluate(() =>
        [...find('select[data-select="answer"]').options].slice(1).map((option) => option.text));
      assert.equal(names.length, data.dataset.sources.length);
      assert.ok(names.includes("安康市总工会2021—2025年工作答卷"), names.join());
      await page.tabTo('select[data-select="answer"]');
      await page.press("ArrowDown");
      await page.until("one report", () => location.hash.includes("city="));
      assert.match(await ui.text(page, `${PANEL} h2`), /总工会20.*工作答卷/);
    });

    test("every figure, honour and doubt is on it", async () => {
      await show(ANQING);
      assert.equal(await ui.text(page, `${PANEL} h2`), "安庆市总工会2025年工作答卷");
      const keys = await page.evaluate(() => findAll("tr[data-key]").map((row) => row.dataset.key));
      assert.deepEqual(keys.sort(), expected.map(data.key).sort());
      const text = await ui.text(page, `${PANEL} article`);
      const honours = data.dataset.honours.filter((one) => one.source === "anqing-2025");
      for (const { title } of honours) assert.ok(text.includes(title), title);
      for (const { doubt } of expected.filter((one) => one.doubt)) assert.ok(text.includes(doubt.reason));
      for (const part of ["已校订（原文“7615万人”）", "丁时锋", "第 25 段"]) assert.ok(text.includes(part), part);
    });

    test("what is printed is the same, black on white, with no row cut", async () => {
      await show(ANQING);
      await page.evaluate(WATCH);
      await page.click(`${PANEL} button.print`);
      await page.until("the call to the printer", () => window.__printed > 0);
      await page.until("the word of it", () => find(".status").innerText.includes("另存为 PDF"));
      const seen = await paper(page);
      assert.deepEqual(seen.headings, ["安庆市总工会2025年工作答卷"]);
      assert.equal(seen.title, seen.headings[0]);
      assert.equal(seen.lang, "zh-CN");
      assert.deepEqual(seen.keys.sort(), expected.map(data.key).sort());
      assert.ok(seen.uncut && seen.heads, "rows are whole, headings repeated");
      assert.equal(seen.color, "rgb(0, 0, 0)");
      assert.equal(seen.controls, 0);
      assert.deepEqual(seen.images.map(([complete, width]) => complete && width > 0), [true]);
      assert.match(seen.css, /@page/);
      // Once more, since nothing of the first may be in the way.
      await page.click(`${PANEL} button.print`);
      await page.until("the second call", () => window.__printed > 1);
      assert.equal((await paper(page)).headings.length, 1);
    });

    if (engine === "chromium") {
      test("the PDF is A4 and has all its words", async () => {
        const { css, html, title } = await paper(page);
        const tab = await page.browser.newPage();
        const text = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${title}</title><style>${css}</style>${html}`;
        await tab.setContent(text, { waitUntil: "load" });
        const pdf = Buffer.from(await tab.pdf({ preferCSSPageSize: true }));
        await tab.close();
        const plain = pdf.toString("latin1");
        const boxes = [...plain.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
        assert.ok(boxes.length >= 4 && boxes.length <= 14, `${boxes.length} pages`);
        for (const [, width, height] of boxes) {
          assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} × ${height}`);
        }
      });
    }

    test("no complaint", () => {
      const spurious = engine === "chromium89" ? "console: policy: script-src refused eval" : null;
      assert.deepEqual(page.complaints.filter((complaint) => complaint !== spurious), []);
    });
  });
}

describe("the report page on a strict host, in chromium", () => {
  let page, site;
  before(async () => {
    ui.built("index.html");
    site = await serve(ui.DIST, { policy: `${HOST_POLICY}; require-trusted-types-for 'script'` });
    page = await open("chromium");
  });
  after(async () => {
    await page?.close();
    await site?.close();
  });

  test("where not even a constant may be a document's text, it is printed all the same", async () => {
    await ui.openReady(page, `${site.url}#${new URLSearchParams(ANQING)}`);
    // The frame's own empty document is there already: no load event comes.
    await page.evaluate(() => {
      window.__printed = 0;
      find("iframe.printed").contentWindow.print = () => window.__printed++;
    });
    await page.click(`${PANEL} button.print`);
    await page.until("the call to the printer", () => window.__printed > 0);
    const seen = await paper(page);
    assert.deepEqual(seen.headings, ["安庆市总工会2025年工作答卷"]);
    assert.deepEqual(seen.keys.sort(), expected.map(data.key).sort());
    assert.match(seen.css, /@page/);
  });

  test("a table is saved, the dataset fetched once more, a link copied", async () => {
    await ui.openReady(page, `${site.url}#view=table`);
    await page.click('[data-export="page"] summary');
    await page.click('[data-export="page"] li:nth-child(3) button');
    assert.equal([...(await page.downloaded(".csv")).bytes.subarray(0, 3)].join(), "239,187,191");
    await page.click('[data-export="page"] summary');
    await page.click('[data-export="page"] li:nth-child(7) button');
    assert.equal((await page.downloaded(".json")).bytes.toString("utf8"), data.text);
    await page.click('[data-export="page"] summary');
    await page.click('[data-export="page"] li:nth-child(1) button');
    await page.until("the word of it", () => find('[data-export="page"] .told').innerText === "已复制链接。");
  });
});
