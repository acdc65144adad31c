// Script time of drawing: the matrix of 340 cities × 20 categories with new counts, by the program
// beside ECharts' heat map of the same counts; and all visible charts of the built dashboard after
// a change of filter. In one run, in one browser, taking turns.
// Never: a ratio of numbers from two runs.
//
//   node redraw.mjs [--redraws 41]      (`cargo xtask bench` builds what it needs)

import { build } from "esbuild";
import { existsSync, readFileSync, statSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { serveIsolated } from "./isolated.mjs";
import { median, quantile } from "./quantile.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = resolve(HERE, "..");
const DIST = resolve(process.env.DIST ?? join(ROOT, "dist"));
const PROGRAM = join(ROOT, "target/bench-redraw");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const [ROWS, COLUMNS, WIDTH, LOW_HEIGHT] = [340, 20, 900, 680];
const redraws = Number(process.argv[process.argv.indexOf("--redraws") + 1]) || 41;

for (const path of [join(DIST, "index.html"), join(PROGRAM, "redraw_bg.wasm"), CHROMIUM]) {
  if (!existsSync(path)) {
    console.error(`${path} is missing: run "cargo xtask bench"`);
    process.exit(2);
  }
}
const { outputFiles: [peer] } = await build({
  entryPoints: [join(HERE, "redraw/page.js")], bundle: true, minify: true, format: "iife",
  target: "es2020", define: { "process.env.NODE_ENV": '"production"' }, write: false,
});
const own = {
  "/bench/": '<!doctype html><meta charset="utf-8"><script src="redraw.js"></script><script src="peer.js"></script>',
  "/bench/peer.js": peer.text,
  "/bench/redraw.js": readFileSync(join(PROGRAM, "redraw.js"), "utf8").replace("let wasm_bindgen", "var wasm_bindgen"),
  "/bench/redraw_bg.wasm": readFileSync(join(PROGRAM, "redraw_bg.wasm")),
};
const server = await serveIsolated(body);
const browser = await puppeteer.launch({
  executablePath: CHROMIUM, headless: true, defaultViewport: { width: 1280, height: 900 },
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
try {
  console.log(`Script time, ms, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}, ${await browser.version()}\n`);
  reportMatrix(await measureMatrix());
  reportFilters(await measureFilters());
} finally {
  await browser.close();
  server.close();
}

/** Milliseconds of each redraw by contender, which take turns. */
async function measureMatrix() {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/bench/`);
  return page.evaluate(async (rows, columns, width, lowHeight, redraws) => {
    if (!crossOriginIsolated) throw new Error("the clock is coarse: the page is not isolated");
    await wasm_bindgen({ module_or_path: "redraw_bg.wasm" });
    // Seeded, so that each run has the same counts; a third of the cells hold nothing.
    let seed = 1;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const counts = () => Uint32Array.from({ length: rows * columns }, () =>
      random() < 1 / 3 ? 0 : 1 + Math.floor(random() * 60));
    const cities = Array.from({ length: rows }, (_, at) => `第${at + 1}市`);
    const categories = Array.from({ length: columns }, (_, at) => "思想引领建功立业帮扶救助权益维护普惠服务".slice(at, at + 2) + "类");
    const dataset = JSON.stringify({
      schema_version: 1, title: "t", updated: "2026-01-01", license: null, per_capita_indicator: null,
      cities: cities.map((name, at) => ({ code: String(100000 + at), name, short_name: name, province: "省", aliases: [] })),
      categories: categories.map((name, at) => ({ id: `c${at}`, name })),
      indicators: [], sources: [], observations: [], relations: [], honours: [],
    });
    const place = (name) => document.body.appendChild(document.createElement(name));
    const sheet = new wasm_bindgen.Sheet(dataset);
    const canvas = place("canvas");
    const draw = (counts) => sheet.matrix(canvas, width, counts, 0, Infinity);
    const [, height] = draw(counts());
    const peer = (height, labels) =>
      window.peer(place("div"), { cities, categories, width, height, most: 60, labels });
    const contenders = [
      { name: "union-dashboard", prepared: (counts) => counts, draw },
      { name: `ECharts, ${height} px high, every label`, ...peer(height, 0) },
      { name: `ECharts, ${lowHeight} px high, labels as they fit`, ...peer(lowHeight, "auto") },
    ];
    const times = contenders.map(() => []);
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    for (let turn = -5; turn < redraws; turn++) {
      const now = counts();
      for (let at = 0; at < contenders.length; at++) {
        const which = (at + turn + 5) % contenders.length;
        const data = contenders[which].prepared(now);
        // What the last one left to paint is painted first.
        await frame();
        const start = performance.now();
        contenders[which].draw(data);
        await Promise.resolve();
        const time = performance.now() - start;
        if (turn >= 0) times[which].push(time);
      }
    }
    return { names: contenders.map(({ name }) => name), times };
  }, ROWS, COLUMNS, WIDTH, LOW_HEIGHT, redraws);
}

/** Milliseconds from a click on a filter's option until all that follows in script is done. */
async function measureFilters() {
  const page = await browser.newPage();
  const found = {};
  for (const view of ["overview", "compare", "trend", "matrix"]) {
    await page.goto("about:blank");
    await page.goto(`http://127.0.0.1:${server.address().port}/#view=${view}`);
    await page.waitForFunction(() => {
      const root = document.querySelector("union-dashboard")?.shadowRoot;
      return root?.querySelector(".dashboard")?.dataset.state === "ready" && root.querySelector("canvas");
    });
    found[view] = await page.evaluate(async (redraws) => {
      const root = document.querySelector("union-dashboard").shadowRoot;
      // A menu has its options once it is open.
      root.querySelector('details[data-filter="city"] summary').click();
      // A macrotask begins when all microtasks, and so all effects, are done.
      const settled = () => new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(0);
      });
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 10)));
      const pixels = () => [...root.querySelectorAll("canvas")].map((one) => one.toDataURL()).join();
      const times = [];
      let changes = 0;
      await frame();
      for (let turn = -6; turn < redraws; turn++) {
        // Looked up each time: what a menu holds may be made anew.
        const boxes = [...root.querySelectorAll('details[data-filter="city"] input')];
        const before = turn < 0 ? pixels() : "";
        await frame();
        const start = performance.now();
        boxes[Math.floor((turn + 6) / 2) % boxes.length].click();
        await settled();
        if (turn >= 0) times.push(performance.now() - start);
        else if (pixels() !== before) changes++;
      }
      if (changes < 3) throw new Error("a change of filter did not repaint the charts");
      return times;
    }, redraws);
  }
  return found;
}

function reportMatrix({ names, times }) {
  const base = median(times[0]);
  console.log(`Redraw of ${ROWS} × ${COLUMNS} cells with new counts, ${WIDTH} px wide, ${redraws} alternated redraws each\n`);
  console.log("| | median | p95 | fastest | × the program, median |\n|---|---:|---:|---:|---:|");
  names.forEach((name, at) => {
    const [mid, high] = [median(times[at]), quantile(times[at], 0.95)];
    console.log(`| ${name} | ${mid.toFixed(2)} | ${high.toFixed(2)} | ${Math.min(...times[at]).toFixed(2)} | ${(mid / base).toFixed(1)} |`);
  });
}

function reportFilters(found) {
  console.log(`\nAfter a change of filter: selection, counts, view, page and charts, ${redraws} changes each\n`);
  console.log("| view | median | p95 | fastest |\n|---|---:|---:|---:|");
  for (const [view, times] of Object.entries(found)) {
    console.log(`| ${view} | ${median(times).toFixed(2)} | ${quantile(times, 0.95).toFixed(2)} | ${Math.min(...times).toFixed(2)} |`);
  }
}

/** The built dashboard and the bench's own page. */
function body(path) {
  const file = join(DIST, path === "/" ? "index.html" : path);
  const is_there = file.startsWith(DIST) && existsSync(file) && statSync(file).isFile();
  return own[path] ?? (is_there ? readFileSync(file) : null);
}
