// What is said: the sentence of every mark as a chart is walked by keys, once, and the last one
// when keys come fast; the ring that shows the same to the eye; the ways out of a chart and back;
// and the voice, which speaks the summary that is seen.
// Never: a sentence compared with the program's own. What it must hold is read off the dataset.

import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import * as data from "./dataset.mjs";
import * as ui from "./dashboard.mjs";
import { open } from "./driver/index.mjs";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const canvas = (name) => `canvas[data-chart="${name}"]`;
const STATUS = '.dashboard [role="status"]';

/** The longest that a sentence may wait, with a slow machine's margin. */
const SAID_MS = 700;

describe("what is said in chromium", () => {
  let page;
  before(async () => {
    page = await open("chromium");
    await page.tab.evaluateOnNewDocument(fakeVoice);
  });
  after(() => page?.close());

  /** Opens a view and goes to its chart by Tab. */
  async function onChart(fragment, name) {
    await page.resize(1280, 900);
    await page.open("about:blank");
    await ui.openReady(page, `${ui.singleFile()}#${new URLSearchParams(fragment)}`);
    await ui.painted(page, name);
    await page.tabTo(canvas(name));
    await page.evaluate((selector) => {
      window.said = [];
      new MutationObserver(() => window.said.push(find(selector).textContent))
        .observe(find(selector), { childList: true, characterData: true, subtree: true });
    }, STATUS);
  }

  const status = () => ui.text(page, STATUS);
  const said = () => page.evaluate(() => window.said);

  /** Presses a key and waits for the sentence that comes of it; null if none comes. */
  async function hear(key, way) {
    const before = (await said()).length;
    await page.press(key, way);
    for (let waited = 0; waited < SAID_MS; waited += 50) {
      await pause(50);
      const now = await said();
      if (now.length > before) return now.at(-1);
    }
    return null;
  }

  test("every mark of a comparison: city, period, value, place", async () => {
    const indicator = "stable-employment";
    await onChart({ view: "compare", indicator }, "compare");
    const ranked = data.dataset.observations.filter((row) => row.indicator === indicator)
      .sort((a, b) => b.value - a.value);
    assert.ok(ranked.length >= 3);
    for (const row of ranked) {
      const sentence = await hear("ArrowDown");
      holds(sentence, data.city(row.city).name, period(row), row.value.toLocaleString("en"), place(row));
    }
  });

  test("every mark of a trend: period, value, change, place, and that it is corrected", async () => {
    await onChart({ view: "trend", indicator: "members" }, "trend");
    const rows = data.dataset.observations.filter((row) =>
      row.indicator === "members" && row.status === "reported").sort((a, b) => a.period < b.period ? -1 : 1);
    assert.equal(rows.length, 2);
    holds(await hear("ArrowRight"), "安庆", "2019年", "70.11万人", place(rows[0]));
    holds(await hear("ArrowRight"), "安庆", "2025年", "76.15万人", "已校订", "7615万人", "比2019年", "+8.6%",
      place(rows[1]));
  });

  test("plans say target and reach, categories their count, cells city and category", async () => {
    await onChart({}, "overview");
    holds(await hear("ArrowDown"), "条");
    await page.tabTo(canvas("targets"), { back: true });
    holds(await hear("ArrowDown"), "目标", "%", "第");
    await onChart({ view: "matrix" }, "matrix");
    await page.press("ArrowDown");
    await page.press("ArrowDown");
    holds(await hear("ArrowRight"), "安庆 2019年", "建功立业", "没有数据");
    holds(await hear("ArrowRight"), "安庆 2019年", "产业工人队伍", "1 条");
  });

  test("the arrow keys alone reach every mark of a trend of several cities", async () => {
    const indicator = "mutual-aid-participants";
    await onChart({ view: "trend", indicator }, "trend");
    const heard = new Set([await hear("Home")]);
    for (let press = 0; press < 6; press++) heard.add(await hear("ArrowDown"));
    heard.add(await hear("Home"));
    for (let press = 0; press < 6; press++) heard.add(await hear("ArrowRight"));
    const all = [...heard].join("\n");
    for (const row of data.dataset.observations.filter((row) => row.indicator === indicator)) {
      holds(all, `${data.city(row.city).name} ${period(row)}`);
    }
  });

  test("a computed figure is said to be computed", async () => {
    await onChart({ view: "compare", indicator: "stable-employment", basis: "members" }, "compare");
    holds(await hear("ArrowDown"), "安庆", "99.74", "非原文数字");
  });

  test("twenty presses at once end with the last mark, in few sentences", async () => {
    await onChart({ view: "matrix" }, "matrix");
    await Promise.all(Array.from({ length: 20 }, () => page.tab.keyboard.press("ArrowRight")));
    await pause(SAID_MS);
    const seen = await ui.text(page, ".below .told-mark p");
    assert.equal(await status(), seen, "what is said last is what is seen");
    assert.ok((await said()).length <= 3, `${(await said()).length} sentences: ${(await said()).join(" | ")}`);
  });

  test("a key that is held down says little until it is let go", async () => {
    await onChart({ view: "matrix", columns: "indicators" }, "matrix");
    const start = Date.now();
    for (let time = 0; time < 45; time++) {
      await page.tab.keyboard.down("ArrowDown");
      await pause(Math.max(0, start + time * 33 - Date.now()));
    }
    const whileHeld = (await said()).length;
    const took = Date.now() - start;
    await page.tab.keyboard.up("ArrowDown");
    await pause(SAID_MS);
    assert.equal(await status(), await ui.text(page, ".below .told-mark p"));
    console.log(`${whileHeld} sentences in ${took} ms of a held key`);
    // A sentence takes some seconds to be spoken: one a second is more than anybody hears.
    assert.ok(whileHeld <= Math.ceil(took / 1000) + 1, `${whileHeld} sentences in ${took} ms`);
  });

  test("the same sentence is not said twice at the end of a chart", async () => {
    await onChart({ view: "compare", indicator: "stable-employment" }, "compare");
    assert.ok(await hear("End"));
    assert.equal(await hear("End"), null);
    assert.equal(await hear("ArrowDown"), null);
    assert.equal((await said()).length, 1);
  });

  for (const [way, ...keys] of [["Escape", ["Escape"]], ["Tab and Shift+Tab", ["Tab"], ["Tab", { shift: true }]]]) {
    test(`who left a chart by ${way} hears its mark again`, async () => {
      await onChart({ view: "compare", indicator: "rest-stations" }, "compare");
      const first = await hear("Home");
      assert.ok(first);
      for (const [key, held] of keys) await page.press(key, held);
      await page.until("the mark left", () => !find(".told-mark"));
      assert.equal(await status(), "", "the line does not say what is gone");
      await pause(SAID_MS);
      await page.press("Home");
      await pause(SAID_MS);
      assert.equal((await said()).at(-1), first, "said anew");
    });
  }

  test("a ring is drawn around each mark, and goes at Escape", async () => {
    for (const [view, fragment] of [["compare", { indicator: "stable-employment" }],
      ["trend", { indicator: "mutual-aid-participants" }], ["matrix", {}], ["overview", {}]]) {
      await onChart({ view, ...fragment }, view);
      const calm = await ui.ink(page, view);
      await page.press("Home");
      const first = await ui.painted(page, view, calm);
      await page.press("End");
      const second = await ui.painted(page, view, first);
      assert.notEqual(second.hash, calm.hash, view);
      await page.press("Escape");
      assert.equal((await ui.painted(page, view, second)).hash, calm.hash, `${view} is as before`);
      assert.ok(await page.evaluate((selector) => active().matches(selector), canvas(view)), "the focus stays");
    }
  });

  test("Enter opens a figure's source; Escape comes back to the chart, where it was left", async () => {
    await onChart({ view: "compare", indicator: "stable-employment" }, "compare");
    await hear("ArrowDown");
    const second = await hear("ArrowDown");
    assert.ok(second);
    await page.press("Enter");
    await page.until("the source, with the focus", () => active()?.closest('aside[data-panel="provenance"]'));
    await page.press("Escape");
    await page.until("the chart, with the focus", () =>
      !find('aside[data-panel="provenance"]') && active()?.matches('canvas[data-chart="compare"]'));
    const third = await hear("ArrowDown");
    assert.notEqual(third, second);
    holds(third, "宣城");
  });

  test("T leads to the table of the same figures, and Back to the chart", async () => {
    const indicator = "stable-employment";
    await onChart({ view: "compare", indicator }, "compare");
    await page.press("t");
    await page.until("the table", () => find('section[data-panel="table"]'));
    const keys = (await ui.rows(page)).map(({ key }) => key).sort();
    assert.deepEqual(keys, data.dataset.observations.filter((row) => row.indicator === indicator).map(data.key).sort());
    assert.ok(await page.evaluate(() => Boolean(active().closest("main"))), "the focus is with the table");
    await page.back();
    await page.until("the chart", () => find('canvas[data-chart="compare"]'));
  });

  test("keys with a modifier are the browser's", async () => {
    await onChart({ view: "compare", indicator: "stable-employment" }, "compare");
    await page.tab.keyboard.down("Control");
    await page.press("ArrowDown");
    await page.tab.keyboard.up("Control");
    await pause(SAID_MS);
    assert.deepEqual(await said(), []);
  });

  for (const lang of ["zh-CN", "en"]) {
    test(`the voice speaks the summary that is seen, in ${lang}, and stops`, async () => {
      await onChart({ view: "compare", indicator: "rest-stations", lang }, "compare");
      const voice = '[data-tool="voice"]';
      await page.tabTo(voice);
      const name = await ui.text(page, voice);
      await page.press("Enter");
      await page.until("a voice", () => window.voice.spoken.length === 1);
      const [words] = await page.evaluate(() => window.voice.spoken);
      assert.equal(words.text, await ui.text(page, ".summary"));
      assert.equal(words.lang, lang);
      await page.until("another name", (name) => find('[data-tool="voice"]').innerText.trim() !== name, name);
      await page.press("Enter");
      await page.until("silence", () => !window.voice.speaks);
      await page.until("its first name", (name) => find('[data-tool="voice"]').innerText.trim() === name, name);
      assert.ok(await page.evaluate(() => active().matches('[data-tool="voice"]')), "the focus stays");
      // To its end, by itself.
      await page.press("Enter");
      await page.until("a voice", () => window.voice.speaks);
      await page.evaluate(() => window.voice.end());
      await page.until("its first name", (name) => find('[data-tool="voice"]').innerText.trim() === name, name);
      // And not on after the chart is gone.
      await page.press("Enter");
      await page.until("a voice", () => window.voice.speaks);
      await ui.keyView(page, "table", { back: true });
      await page.until("silence", () => !window.voice.speaks);
    });
  }

  test("nothing is spoken that was not asked for", async () => {
    await onChart({ view: "compare", indicator: "rest-stations" }, "compare");
    await hear("ArrowDown");
    assert.deepEqual(await page.evaluate(() => window.voice.spoken), []);
  });
});

/** A sentence holds each of these. */
function holds(sentence, ...parts) {
  assert.ok(sentence, "a sentence was said");
  for (const part of parts) assert.ok(sentence.includes(part), `"${sentence}" does not say ${part}`);
}

function period({ period }) {
  return `${period.replace("../", "")}年`;
}

function place({ paragraph }) {
  return `第 ${paragraph} 段`;
}

/** Given to `evaluateOnNewDocument`: a voice that keeps what it is to say. */
function fakeVoice() {
  const voice = {
    spoken: [], speaks: null,
    speak(words) {
      voice.spoken.push({ text: words.text, lang: words.lang });
      voice.speaks = words;
    },
    cancel() { voice.end(); },
    end() {
      const words = voice.speaks;
      voice.speaks = null;
      if (words && words.onend) setTimeout(() => words.onend(new Event("end")));
    },
    getVoices: () => [], pause() {}, resume() {}, addEventListener() {}, removeEventListener() {},
  };
  window.voice = voice;
  Object.defineProperty(window, "speechSynthesis", { value: voice, configurable: true });
}
