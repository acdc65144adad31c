// The page by keyboard alone: the ten questions of docs/questions.md, with a count of the presses;
// every stop of Tab on every view, there and back, seen and not covered; and the dashboard between
// two links of somebody else's page, which Tab passes through.
// Never: the mouse, or focus that a script gives.

import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as ui from "./dashboard.mjs";
import { open } from "./driver/index.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const MOST_STOPS = 400;
const VIEWS = ["overview", "compare", "trend", "matrix", "honours", "table", "doubts", "report"];
const MEMBERS = "anqing-2025:10:128:members";

/** A reader at the keyboard who counts. */
class Reader {
  presses = 0;

  constructor(page) {
    this.page = page;
  }

  async press(key, way = {}, times = 1) {
    for (let time = 0; time < times; time++) {
      this.presses++;
      await this.page.press(key, way);
    }
  }

  /** Letters of a Latin keyboard, each one press: what a reader types in pinyin. */
  async type(letters) {
    this.presses += letters.length;
    await this.page.type(letters);
  }

  /** Presses Tab until the focus is there. */
  async to(selector, { back = false } = {}) {
    const walked = [];
    for (let step = 0; step < MOST_STOPS; step++) {
      const [here, there] = await this.page.evaluate((selector) =>
        [name(active()), Boolean(active() && active().matches(selector))], selector);
      if (there) return;
      walked.push(here);
      await this.press("Tab", { shift: back });
    }
    assert.fail(`Tab never reached ${selector}: ${walked.slice(0, 30).join(" > ")}`);
  }

  /** Past header, filters and views by the page's first stop. */
  async skip() {
    await this.to(".skip");
    await this.press("Enter");
  }

  async view(view) {
    await this.to(`nav button[data-view="${view}"]`);
    await this.press("Enter");
    await this.page.until(`the view ${view}`, (view) => find(`section[data-panel="${view}"]`), view);
  }

  async search(letters) {
    await this.to('input[data-filter="q"]');
    await this.type(letters);
  }

  async reads(selector, ...texts) {
    await this.page.until(`${texts.join(", ")} in ${selector}`, (selector, texts) => {
      const shown = findAll(selector).map((element) => element.innerText).join("\n");
      return texts.every((text) => shown.includes(text));
    }, selector, texts);
  }

  /** Waits until the line that is read aloud says all of this. */
  hears(...texts) {
    return this.reads('.dashboard [role="status"]', ...texts);
  }
}

/**
 * How many presses a question takes today, in the browser where it takes more; more is a step back.
 * Some of them pass the menu of further filters, one the workshop's button at the end of the header.
 */
const MOST = { 1: 28, 2: 8, 3: 22, 4: 19, 5: 24, 6: 0, 7: 27, 8: 35, 9: 0, 10: 21 };

const compare = '[data-panel="compare"]';
const trend = '[data-panel="trend"]';

const QUESTIONS = {
  "1. 哪个城市的工会驿站最多？": async (reader) => {
    await reader.to('details[data-filter="indicator"] summary');
    await reader.press("Enter");
    await reader.to('details[data-filter="indicator"] .find');
    await reader.type("ghyz");
    await reader.reads('details[data-filter="indicator"] .choices', "工会驿站");
    await reader.to('details[data-filter="indicator"] input[value="rest-stations"]');
    await reader.press("Space");
    await reader.press("Escape");
    await reader.view("compare");
    await reader.reads(compare, "安庆市最多（2025年 977家）", "2024年 569家",
      "未公布这项数据：淮北市、安康市");
  },
  "2. 安庆有 7615 万会员，对吗？": async (reader) => {
    await reader.skip();
    await reader.to('.card[data-indicator="members"] .entry');
    await reader.press("Enter");
    await reader.reads('aside[data-panel="provenance"]', "7615万人", "应为", "76.15万", "第 10 段");
  },
  "3. 安庆的会员六年间增加了多少？": async (reader) => {
    await reader.search("ghhy");
    await reader.view("trend");
    await reader.reads(trend, "安庆市：2019年 70.11万人，2025年 76.15万人、已校订（+8.6%）");
  },
  "4. 哪个城市帮助最多的人稳定就业，按会员算呢？": async (reader) => {
    await reader.skip();
    await reader.to('.card[data-indicator="stable-employment"] h3 button');
    await reader.press("Enter");
    await reader.reads(compare, "安庆市最多（2025年 7,595人）", "宣城市最少（2023年 3,606人）");
    await reader.to('input[name="basis"]');
    await reader.press("ArrowDown");
    await reader.reads(compare, "每万会员", "99.74人", "非原文数字",
      "会员数未公布，不能换算：宣城市、淮北市");
  },
  "5. 安康参加互助保障的职工这几年怎么变？": async (reader) => {
    await reader.search("hzbzcb");
    await reader.view("trend");
    await reader.reads(trend, "安康市：2021年 14.11万人，2024年 18.77万人，2025年 ≥20万人");
  },
  "6. 2023 年宣城为送温暖筹了多少钱？": async (reader) => {
    await reader.reads('.card[data-indicator="warm-funds"]', "宣城", "2023年", "401万元");
  },
  "7. 淮北得过哪些全国荣誉？": async (reader) => {
    await reader.to('details[data-filter="city"] summary');
    await reader.press("Enter");
    await reader.to('details[data-filter="city"] input[value="340600"]');
    await reader.press("Space");
    await reader.press("Escape");
    await reader.view("honours");
    await reader.reads('[data-panel="honours"]', "国家级 6", "淮北", "全国最美驿站");
  },
  "8. 哪份报告讲权益维护最多，哪份只字未提？": async (reader) => {
    await reader.view("matrix");
    await reader.to('canvas[data-chart="matrix"]');
    // The heads of the columns come first, each of which tells its column.
    await reader.press("ArrowRight", {}, 7);
    await reader.hears("权益维护：", "安庆 2025年最多，8 条", "没有数据的有宣城");
  },
  "9. 年度目标完成得怎样？": async (reader) => {
    await reader.reads('[data-panel="overview"]', "安庆市帮扶目标完成率 227%",
      "安庆市就业目标完成率 115%", "都达到或超过目标");
  },
  "10. 安庆和安康，谁送清凉的钱多？": async (reader) => {
    await reader.skip();
    await reader.to('.card[data-indicator="cooling-funds"] h3 button');
    await reader.press("Enter");
    await reader.reads(compare, "不可比", "安庆市是2019年一年", "安康市是2021—2025年 5 年合计");
  },
};

for (const engine of ["chromium", "firefox"]) {
  describe(`ten questions by keyboard in ${engine}`, () => {
    let page;
    before(async () => (page = await open(engine)));
    after(() => page?.close());

    for (const [question, answer] of Object.entries(QUESTIONS)) {
      test(question, async () => {
        await page.open("about:blank");
        await ui.openReady(page, ui.singleFile());
        const reader = new Reader(page);
        await answer(reader);
        console.log(`${engine}: ${reader.presses} presses for ${question}`);
        assert.deepEqual(page.complaints, []);
        const most = MOST[parseInt(question, 10)];
        assert.ok(reader.presses <= most, `${reader.presses} presses, ${most} were enough`);
      });
    }
  });
}

// Chromium alone: a page that a driver opened in Firefox has no browser around it to take the focus.
describe("Tab in chromium", () => {
  let page, site;
  before(async () => {
    page = await open("chromium");
    const index = readFileSync(ui.built("index.html"), "utf8");
    const between = index.replace("<union-dashboard", '<a id="before" href="#a">前</a>\n<union-dashboard')
      .replace("</union-dashboard>", '</union-dashboard>\n<a id="after" href="#b">后</a>');
    const frame = '<!doctype html><meta charset="utf-8"><title>宿主</title>' +
      '<a id="before" href="#a">前</a><iframe title="看板" src="index.html" width="1000" height="700">' +
      '</iframe><a id="after" href="#b">后</a>';
    site = await serve(ui.DIST, { policy: `${HOST_POLICY}; frame-src 'self'`,
      answers: { "host.html": between, "frame.html": frame } });
  });
  after(async () => {
    await page?.close();
    await site?.close();
  });

  for (const view of [...VIEWS, `table&focus=${MEMBERS}`, "compare&elder=1", `overview&elder=1&focus=${MEMBERS}`]) {
    test(`goes through ${view} to the end and back, each stop once, seen and not covered`, async () => {
      await page.open("about:blank");
      await ui.openReady(page, `${ui.singleFile()}#view=${view}`);
      await page.until("the view", (view) => find(`[data-panel="${view}"]`), view.split("&")[0]);
      await startOver(page);
      const address = await page.evaluate(() => location.href);
      const there = await walk(page);
      assert.ok(there.length > 12, there.map(({ name }) => name).join(" > "));
      const names = there.map(({ name }) => name);
      const twice = there.filter(({ number }, at) => there.findIndex((one) => one.number === number) !== at);
      assert.deepEqual(twice.map(({ name }) => name), [], "a stop comes once");
      const back = (await walk(page, { back: true })).map(({ name }) => name);
      assert.deepEqual(back.reverse(), names, "Shift+Tab goes the same way back");
      const bad = there.filter(({ bad }) => bad).map(({ name, bad }) => `${name}: ${bad}`);
      assert.deepEqual(bad, [], "every stop is seen");
      assert.equal(await page.evaluate(() => location.href), address, "focus alone changes nothing");
    });
  }

  test("is not covered by a figure's source on a phone", async () => {
    await page.resize(320, 640);
    await page.open("about:blank");
    await ui.openReady(page, `${ui.singleFile()}#view=table&focus=${MEMBERS}`);
    await page.until("the source", () => find('[data-panel="provenance"]'));
    await startOver(page);
    const bad = (await walk(page)).filter(({ bad }) => bad).map(({ name, bad }) => `${name}: ${bad}`);
    await page.resize(1280, 900);
    assert.deepEqual(bad, []);
  });

  test("leaves an open menu, which shuts", async () => {
    await page.open("about:blank");
    await ui.openReady(page, ui.singleFile());
    const reader = new Reader(page);
    await reader.to('details[data-filter="indicator"] summary');
    await reader.press("Enter");
    await page.until("the menu", () => find('details[data-filter="indicator"]').open);
    await reader.to('input[data-filter="q"]');
    await page.until("the menu shut", () => !find("details[data-fold][open]"));
  });

  for (const host of ["host.html", "frame.html"]) {
    test(`passes through the dashboard in ${host}`, async () => {
      await page.open(site.url + host);
      await ui.ready(page);
      await startOver(page);
      const there = await walk(page);
      const ids = (stops) => stops.map(({ name }) => name);
      assert.match(ids(there)[0], /id=before/);
      assert.match(ids(there).at(-1), /id=after/);
      assert.ok(there.length > 20, ids(there).join(" > "));
      assert.deepEqual(ids(await walk(page, { back: true })).reverse(), ids(there));
    });
  }
});

// What was pressed may be gone: then the focus is on what stands for it, and not nowhere, where a
// reader would have to start from the top again.
describe("the focus stays, in chromium,", () => {
  let page;
  before(async () => (page = await open("chromium")));
  after(() => page?.close());

  const CITIES = "city=340800,341800&year=2019..2025";
  const DEEDS = {
    "on the colours": ["", 'select[data-select="theme"]', ["ArrowDown"]],
    "on the size of text": ["", 'select[data-select="text"]', ["ArrowDown"]],
    "on elder mode": ["", '[data-switch="elder"]', ["Enter"]],
    "on the language": ["", '[data-switch="lang"]', ["Enter"]],
    "on a year": ["", 'select[data-filter="year-from"]', ["ArrowDown"]],
    "on a view": ["", 'nav button[data-view="trend"]', ["Enter"]],
    "on the read mode": ["", 'input[name="read"]', ["ArrowRight"]],
    "on the indicator of a chart": ["view=compare", 'select[data-select="indicator"]', ["ArrowDown"]],
    "on the basis": ["view=compare&indicator=stable-employment", 'input[name="basis"]', ["ArrowRight"]],
    "on the columns of the matrix": ["view=matrix", '.switch button[aria-pressed="false"]', ["Enter"]],
    "on a column's head": ["view=table", "button.sort", ["Enter"]],
    "on the pager, at its end": ["view=table&page=5", ".pager button:last-of-type", ["Enter"]],
    "on the pager, at its start": ["view=table&page=2", ".pager button:first-of-type", ["Enter"]],
    "after a chip of several": [CITIES, "[data-chip]", ["Enter"]],
    "after the only chip": ["city=340800", "[data-chip]", ["Enter"]],
    "after all chips": [CITIES, ".chips .link", ["Enter"]],
    "after the choice of a menu is cleared": ["city=340800", 'details[data-filter="city"] summary', ["Enter", "Tab", "Enter"]],
    "after a card's name": ["", ".card h3 button", ["Enter"]],
    "after a figure of a card": ["", ".card .entry", ["Enter"]],
    "after a figure of the table": ["view=table", "td.number button", ["Enter"]],
    "after a figure beside a figure": [`view=table&focus=${MEMBERS}`, '[data-panel="provenance"] li .link', ["Enter"]],
    "after a source is closed by its button": [`view=table&focus=${MEMBERS}`, '[data-panel="provenance"] .close', ["Enter"]],
    "after a doubt's figure": ["view=doubts", '[data-panel="doubts"] h3 button', ["Enter"]],
    "after the way to the doubts": ["", ".read > button.link", ["Enter"]],
    "after an offer": ["view=trend&indicator=rest-stations", ".offers button", ["Enter"]],
    "after a chart as a table": ["view=compare", '[data-tool="table"]', ["Enter"]],
    "after a mark's city alone": ["view=compare", 'canvas[data-chart="compare"]', ["ArrowDown", "f"]],
    "after years on a chart": ["view=trend&indicator=members", 'canvas[data-chart="trend"]', ["ArrowDown"]],
    "after a pin is taken out": ["view=compare", 'canvas[data-chart="compare"]', ["ArrowDown", "p", "Tab", "Enter"]],
    "after a report is chosen": ["view=report", '[data-panel="report"] .choose button:not([hidden]), [data-panel="report"] .choose select', ["Enter"]],
  };
  for (const [where, [fragment, selector, keys]] of Object.entries(DEEDS)) {
    test(where, async () => {
      await page.open("about:blank");
      await ui.openReady(page, `${ui.singleFile()}#${fragment}`);
      await page.until("what is to be pressed", (selector) => find(selector)?.checkVisibility(), selector);
      await page.tabTo(selector);
      for (const key of keys) {
        await page.press(key);
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      const now = await page.evaluate(() => {
        const focused = active();
        const lost = !focused || focused === document.body || focused.localName === "union-dashboard";
        return { lost, name: name(focused), seen: !lost && focused.checkVisibility() };
      });
      assert.ok(!now.lost && now.seen, `the focus is on ${now.name}`);
    });
  }
});

/** Walks back to the browser: a page that opens a figure's source starts there. */
async function startOver(page) {
  await walk(page, { back: true });
}

/** Presses Tab until the browser has the focus: the stops on the way, and what is bad about each. */
async function walk(page, { back = false } = {}) {
  const stops = [];
  while (stops.length < MOST_STOPS) {
    await page.press("Tab", { shift: back });
    const stop = await page.evaluate(stopped);
    if (!stop) return stops;
    stops.push(stop);
  }
  assert.fail(`Tab does not end: ${stops.slice(-8).map(({ name }) => name).join(" > ")}`);
}

/** In the page: the element with the focus, or null; `bad` if a reader could not see that it is. */
function stopped() {
  let element = document.activeElement;
  let frame = null;
  for (;;) {
    const inner = element?.shadowRoot?.activeElement ?? element?.contentDocument?.activeElement;
    if (!inner || inner.localName === "body") break;
    if (element.localName === "iframe") frame = element;
    element = inner;
  }
  if (!element || element === document.body || element.localName === "iframe") return null;
  window.numbered = window.numbered || new Map();
  if (!window.numbered.has(element)) window.numbered.set(element, window.numbered.size);
  const number = window.numbered.get(element);
  // A radio's label is what is seen of it, an input of files likewise.
  const label = element.closest("label");
  const style = getComputedStyle(element);
  const rings = [element, label, element.nextElementSibling].filter(Boolean).map((one) => getComputedStyle(one));
  const ring = rings.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const shown = element.matches("input[type=radio], input[type=file]") && label ? label : element;
  const box = shown.getBoundingClientRect();
  const view = element.ownerDocument.defaultView;
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, view.innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, view.innerHeight)];
  let bad = "";
  if (!ring) bad = `no ring (${style.outline})`;
  else if (left >= right || top >= bottom) bad = `outside the window at ${Math.round(box.top)}`;
  else {
    const root = element.getRootNode();
    const at = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) =>
      root.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y)));
    const free = at.filter((hit) => hit && (shown.contains(hit) || hit.contains(shown)));
    if (!free.length) bad = `covered by ${name(at[4])}`;
  }
  const words = (element.getAttribute("aria-label") || element.innerText || "").trim().slice(0, 16);
  return { number, name: `${name(element)} ${words}`, bad: frame ? "" : bad };
}
