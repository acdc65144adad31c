// Doubts, the switch of how they are read, and the report's own sentence from a file that the
// reader hands over: with a small dataset and texts made up for it, over http, in every engine.
// Never: a sentence of a real report.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import * as ui from "./dashboard.mjs";
import { OLD, open, TODAY } from "./driver/index.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

// A byte order mark, a blank line and CR LF, as files of offices have them.
const FIRST = "\uFEFF样稿甲\r\n\r\n全市会员410万人。建成驿站12家！另有流动点3处；余下从略。\r\n";
const SECOND = "样稿乙\n乙市建成驿站7家。\n";
const OTHER = "这不是报告。\n";

const observation = (source, city, indicator, value, printed, paragraph, offset, doubt = null) =>
  ({ source, city, period: "2025", indicator, value, printed, paragraph, offset, doubt });
const DATASET = {
  schema_version: 1, title: "样本数据", updated: "2026-01-01", license: null,
  per_capita_indicator: "members",
  cities: [
    { code: "340800", name: "甲市", short_name: "甲", province: "某省" },
    { code: "341800", name: "乙市", short_name: "乙", province: "某省" },
  ],
  categories: [{ id: "organisation", name: "组织建设" }, { id: "facilities", name: "阵地建设" }],
  indicators: [
    { id: "members", name: "会员", unit: "人", category: "organisation", measure: "stock" },
    { id: "stations", name: "驿站", unit: "家", category: "facilities", measure: "stock" },
    { id: "points", name: "流动点", unit: "处", category: "facilities", measure: "stock" },
  ],
  sources: [
    { id: "first", title: "样稿甲", city: "340800", period: "2025", sha256: sha256(FIRST), authors: [] },
    { id: "second", title: "样稿乙", city: "341800", period: "2025", sha256: sha256(SECOND), authors: [] },
    { id: "bare", title: "样稿丙", city: "341800", period: "2025", authors: [] },
  ],
  observations: [
    observation("first", "340800", "members", 4_100_000, "410万人", 2, 4, {
      kind: "decimal-point-lost", probable: 41_000, confidence: "certain",
      reason: "全市人口约40万，会员不可能有410万人。",
    }),
    observation("first", "340800", "stations", 12, "12家", 2, 14),
    // Its place is wrong by one.
    observation("first", "340800", "points", 3, "3处", 2, 24),
    observation("second", "341800", "stations", 7, "7家", 2, 6),
    observation("bare", "341800", "points", 2, "2处", 1, 0),
  ],
  relations: [],
  honours: [{
    source: "second", city: "341800", period: "2025", level: "municipal", direction: "granted",
    title: "样板奖", count: 1, paragraph: 2, offset: 0,
    doubt: { kind: "unclear", probable: null, confidence: "possible", reason: "未列数目，按1项计。" },
  }],
};

const PANEL = 'aside[data-panel="provenance"]';
const MEMBERS = "first:2:4:members";

for (const engine of [...TODAY, ...OLD]) {
  describe(`doubts and sentences in ${engine}`, () => {
    let page, site, folder;
    before(async () => {
      ui.built("index.html");
      folder = mkdtempSync(join(tmpdir(), "union-dashboard-texts-"));
      for (const [name, text] of Object.entries({ FIRST, SECOND, OTHER })) {
        writeFileSync(join(folder, `${name}.txt`), text);
      }
      // Old kernels compile no wasm under the strict policy.
      const policy = OLD.includes(engine) ? null : HOST_POLICY;
      const answers = { "data/achievements.json": JSON.stringify(DATASET) };
      site = await serve(ui.DIST, { policy, answers });
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const show = (pairs) => ui.openReady(page, `${site.url}#${new URLSearchParams(pairs)}`);
    const says = (selector, text) => page.until(`"${text}" in ${selector}`, (selector, text) =>
      find(selector)?.innerText.includes(text), selector, text);

    test("the page of doubts lists each with its reason, and leads to its figure", async () => {
      await show({});
      await ui.clickView(page, "doubts");
      const text = await ui.text(page, 'section[data-panel="doubts"]');
      for (const part of [
        "1 个数字、1 项荣誉存疑", "410万人", "应为 41,000人", "现在显示校订数", "会员不可能有410万人",
        "《样稿甲》第 2 段", "样板奖", "未列数目",
      ]) assert.ok(text.includes(part), `${part} is in: ${text}`);
      await page.click(`button[data-key="${MEMBERS}"]`);
      await ui.fragmentIs(page, { view: "doubts", focus: MEMBERS });
      await says(PANEL, "410万人");
      await show({ view: "doubts", indicator: "stations", city: "340800" });
      await says('section[data-panel="doubts"]', "没有存疑");
    });

    test("the switch changes the number and its mark", async () => {
      await show({ indicator: "members" });
      const card = '.card[data-indicator="members"]';
      await says(card, "41,000人");
      await says(card, "已校订（原文“410万人”）");
      await page.click('input[name="read"][value="printed"]');
      await says(card, "410万人");
      await says(card, "存疑");
      await ui.fragmentIs(page, { indicator: "members", read: "printed" });
      await says(".read", "都照原文显示");
      await page.press("ArrowRight");
      await says(card, "已校订");
      await ui.fragmentIs(page, { indicator: "members" });
    });

    test("a place is told in words", async () => {
      await show({ focus: "first:2:14:stations" });
      await says(PANEL, "第 2 段（阵地建设），第 15 字起，在“410万人”之后、“3处”之前");
    });

    test("a file of another hash is refused, the report's own shows the sentence", async () => {
      await show({ focus: MEMBERS });
      await says(PANEL, "不保存、不外传");
      await page.choose(`${PANEL} input[type="file"]`, join(folder, "OTHER.txt"));
      await says(`${PANEL} .told`, "不一致");
      const told = await ui.text(page, `${PANEL} .told`);
      for (const text of [OTHER, FIRST]) assert.ok(told.includes(sha256(text).slice(0, 12)), told);
      await says(PANEL, "410万人");

      await page.choose(`${PANEL} input[type="file"]`, join(folder, "FIRST.txt"));
      await says(`${PANEL} blockquote`, "全市会员410万人。");
      assert.equal(await ui.text(page, `${PANEL} blockquote`), "全市会员410万人。");
      assert.equal(await ui.text(page, `${PANEL} mark`), "410万人");
      assert.ok(await page.evaluate(() => !find('aside[data-panel="provenance"] input')));

      // For all figures of the report, until the page is closed.
      await page.click(`${PANEL} .close`);
      await ui.clickView(page, "table");
      await page.click('tr[data-key="first:2:14:stations"] button');
      await says(`${PANEL} blockquote`, "建成驿站12家！");
      await page.click(`${PANEL} .close`);
      await page.click('tr[data-key="first:2:24:points"] button');
      await says(`${PANEL} .sentence`, "这个位置上没有“3处”");
      await page.click(`${PANEL} .close`);
      await page.click('tr[data-key="second:2:6:stations"] button');
      await says(`${PANEL} .sentence`, "打开报告原文");
    });

    test("a file that is dropped may be another report's", async () => {
      await show({ focus: MEMBERS });
      await says(PANEL, "打开报告原文");
      await page.drop(PANEL, "b.txt", SECOND);
      await says(`${PANEL} .told`, "《样稿乙》");
      await page.drop(PANEL, "a.txt", FIRST);
      await says(`${PANEL} blockquote`, "全市会员410万人。");
    });

    test("without a hash the panel says why no file can be checked", async () => {
      await show({ focus: "bare:1:0:points" });
      await says(PANEL, "校验值");
      assert.ok(await page.evaluate(() => !find('aside[data-panel="provenance"] input')));
    });

    test("the clicked mark stays beside the panel", async () => {
      await show({ view: "table" });
      await page.click('tr[data-key="first:2:4:members"] button');
      await says(PANEL, "410万人");
      const [right, left] = await page.evaluate(() => [
        find("main").getBoundingClientRect().right,
        find('aside[data-panel="provenance"]').getBoundingClientRect().left,
      ]);
      assert.ok(right <= left, `the content ends at ${right}, the panel begins at ${left}`);
    });

    test("no complaint", () => {
      const spurious = engine === "chromium89" ? "console: policy: script-src refused eval" : null;
      assert.deepEqual(page.complaints.filter((complaint) => complaint !== spurious), []);
    });
  });
}
