// The ten questions of docs/questions.md, asked of the built single file: from the opened page,
// with the mouse, the answer read off the screen. Each prints its clicks; the table of
// docs/questions.md has the same numbers, and a question that takes more fails.
// Never: a fragment typed by hand, or a look at anything that a reader does not see.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as ui from "./dashboard.mjs";
import { open } from "./driver/index.mjs";

const TABLE = readFileSync(
  fileURLToPath(new URL("../../docs/questions.md", import.meta.url)), "utf8");

let page;
before(async () => (page = await open("chromium")));
after(() => page.close());

/** A reader who counts: each press of the mouse, each option of a list, each field typed into. */
class Reader {
  clicks = 0;

  async click(selector) {
    this.clicks++;
    await page.click(selector);
  }

  /** Chooses options of a filter's menu and shuts it. */
  async options(filter, ...ids) {
    const menu = `details[data-filter="${filter}"] summary`;
    await this.click(menu);
    for (const id of ids) await this.click(`details[data-filter="${filter}"] input[value="${id}"]`);
    await page.click(menu);
  }

  /** Chooses an option of a native list by typing: it opens outside the page. Opening counts. */
  async select(selector, text) {
    this.clicks += 2;
    await page.click(selector);
    await page.press("Escape");
    await page.type(text);
    await page.press("Enter");
  }

  async view(name) {
    this.clicks++;
    await ui.clickView(page, name);
  }

  /** Types into the search. */
  async search(text) {
    await this.click('input[data-filter="q"]');
    await page.type(text);
  }

  /** Waits until all of this is read in a part of the page. */
  async reads(selector, ...texts) {
    await page.until(`${texts.join(", ")} in ${selector}`, (selector, texts) => {
      const shown = findAll(selector).map((element) => element.innerText).join("\n");
      return texts.every((text) => shown.includes(text));
    }, selector, texts);
  }
}

/** Asks question `n` of a freshly opened page. */
function ask(n, what, work) {
  test(`${n}. ${what}`, async () => {
    await page.resize(1280, 900);
    await page.open("about:blank");
    await ui.openReady(page, ui.singleFile());
    const reader = new Reader();
    await work(reader);
    assert.deepEqual(page.complaints, []);
    const line = TABLE.split("\n").find((line) => line.startsWith(`| ${n} |`));
    const known = Number(line.split("|").at(-2));
    console.log(`question ${n}: ${reader.clicks} clicks`);
    assert.equal(reader.clicks, known, `docs/questions.md says ${known} clicks for question ${n}`);
  });
}

const compare = '[data-panel="compare"]';
const trend = '[data-panel="trend"]';

ask(1, "哪个城市的工会驿站最多？", async (reader) => {
  await reader.options("indicator", "rest-stations");
  await reader.view("compare");
  await reader.reads(compare, "安庆市最多（2025年 977家）", "2024年 569家",
    "未公布这项数据：淮北市、安康市");
});

ask(2, "安庆有 7615 万会员，对吗？", async (reader) => {
  await reader.click('.card[data-indicator="members"] .entry');
  await reader.reads('aside[data-panel="provenance"]', "7615万人", "应为", "76.15万", "第 10 段");
});

ask(3, "安庆的会员六年间增加了多少？", async (reader) => {
  await reader.options("indicator", "members");
  await reader.view("trend");
  await reader.reads(trend, "安庆市：2019年 70.11万人，2025年 76.15万人、已校订（+8.6%）");
});

ask(4, "哪个城市帮助最多的人稳定就业，按会员算呢？", async (reader) => {
  await reader.click('.card[data-indicator="stable-employment"] h3 button');
  await reader.reads(compare, "安庆市最多（2025年 7,595人）", "宣城市最少（2023年 3,606人）");
  await reader.click('input[value="members"]');
  await reader.reads(compare, "每万会员", "99.74人", "非原文数字",
    "会员数未公布，不能换算：宣城市、淮北市");
});

ask(5, "安康参加互助保障的职工这几年怎么变？", async (reader) => {
  await reader.options("indicator", "mutual-aid-participants");
  await reader.view("trend");
  await reader.reads(trend, "安康市：2021年 14.11万人，2024年 18.77万人，2025年 ≥20万人");
});

ask(6, "2023 年宣城为送温暖筹了多少钱？", async (reader) => {
  await reader.reads('.card[data-indicator="warm-funds"]', "宣城", "2023年", "401万元");
});

ask(7, "淮北得过哪些全国荣誉？", async (reader) => {
  await reader.options("city", "340600");
  await reader.view("honours");
  await page.until("honours of the highest level first", () => {
    const first = find('[data-panel="honours"] table');
    return first && first.querySelectorAll("tbody tr").length >= 6;
  });
  await reader.reads('[data-panel="honours"]', "国家级", "淮北");
});

ask(8, "哪份报告讲权益维护最多，哪份只字未提？", async (reader) => {
  await reader.view("matrix");
  await ui.painted(page, "matrix");
  // The head of the column, which tells it whole.
  await page.hover('canvas[data-chart="matrix"]', [0.497, 0.16]);
  await reader.reads('[data-panel="matrix"]', "权益维护：", "安庆 2025年最多，8 条", "没有数据的有宣城");
});

ask(9, "年度目标完成得怎样？", async (reader) => {
  await reader.reads('[data-panel="overview"]', "安庆市帮扶目标完成率 227%",
    "安庆市就业目标完成率 115%", "都达到或超过目标");
});

ask(10, "安庆和安康，谁送清凉的钱多？", async (reader) => {
  await reader.click('.card[data-indicator="cooling-funds"] h3 button');
  await reader.reads(compare, "不可比", "安庆市是2019年一年", "安康市是2021—2025年 5 年合计");
});
