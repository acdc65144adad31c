// How loading and filtering grow with the number of observations, beside typed arrays by hand: text
// of rows, of columns and of dictionary-coded columns to the first answer, and changes of filter to
// all linked views. In one run, taking turns, a fresh browser for each load.
// Never: a ratio of numbers from two runs.
//
//   node growth.mjs [--sizes 10000,100000,1000000] [--runs 3]   (`cargo xtask bench` builds what it needs)

import { existsSync, readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { serveIsolated } from "./isolated.mjs";
import { median } from "./quantile.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PROGRAM = resolve(HERE, "../target/bench-contender");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const [CITIES, YEARS, INDICATORS, CATEGORIES, CHANGES] = [340, 20, 150, 12, 24];
const option = (name) => process.argv[process.argv.indexOf(name) + 1];
const sizes = process.argv.includes("--sizes") ? option("--sizes").split(",").map(Number) : [10_000, 100_000, 1_000_000];
const runs = Number(option("--runs")) || 3;

for (const path of [join(PROGRAM, "contender_bg.wasm"), CHROMIUM]) {
  if (!existsSync(path)) {
    console.error(`${path} is missing: run "cargo xtask bench"`);
    process.exit(2);
  }
}
/** Who reads which form; the last by hand is what the coded form is held against. */
const CONTENDERS = [["ours", "rows"], ["by hand", "rows"], ["ours", "columns"], ["by hand", "columns"], ["ours", "coded"]];
const PAGE = '<!doctype html><meta charset="utf-8">' + ["bar", "line", "heat"].map((id) => `<div id="${id}"></div>`).join("");
const PAGES = {
  "/ours/": PAGE + '<script type="module" src="page.js"></script>',
  "/by hand/": PAGE + '<script src="by-hand.js"></script>',
  "/by hand/by-hand.js": readFileSync(join(HERE, "growth/by-hand.js")),
};
let texts = {};
const server = await serveIsolated(body);
console.log(`Loading and filtering, ms, medians of ${runs}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}\n`);
console.log("| observations | form | MB | ours | by hand | ours ÷ by hand | changes of filter, ours | by hand |\n|---:|---|---:|---:|---:|---:|---:|---:|");
try {
  for (const size of sizes) report(size, await measure(size));
} finally {
  server.close();
}

/** Milliseconds by contender and form. */
async function measure(size) {
  const found = new Map(CONTENDERS.map((one) => [one.join(), { load: [], filter: [], answers: "" }]));
  texts = write(size);
  for (let run = 0; run < runs; run++) {
    for (let turn = 0; turn < CONTENDERS.length; turn++) {
      const one = CONTENDERS[(run + turn) % CONTENDERS.length];
      const { load, filter, answers } = await visit(...one);
      const kept = found.get(one.join());
      kept.load.push(load);
      kept.filter.push(filter);
      kept.answers = answers;
    }
  }
  const different = [...found].find(([, { answers }]) => answers !== found.get("by hand,columns").answers);
  if (different) throw new Error(`${different[0]} has other answers`);
  return found;
}

async function visit(who, form) {
  const browser = await puppeteer.launch({
    executablePath: CHROMIUM, headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/${who}/`);
    await page.waitForFunction(() => window.contender);
    return await page.evaluate(async (form, specs) => {
      await contender.ready;
      if (!crossOriginIsolated) throw new Error("the clock is coarse: the page is not isolated");
      const text = await (await fetch(`/text/${form}`)).text();
      const all = { city: null, year: null, category: null };
      const start = performance.now();
      contender.load(text, form);
      contender.filter(all);
      const load = performance.now() - start;
      const times = [];
      const answers = [];
      for (const spec of specs) {
        const start = performance.now();
        const { count, top } = contender.filter(spec);
        times.push(performance.now() - start);
        answers.push(`${count}/${top.length}`);
      }
      return { load, filter: times.reduce((sum, time) => sum + time) / times.length, answers: answers.join() };
    }, form, specs());
  } finally {
    await browser.close();
  }
}

/** Numbers from 0 to 1, the same in each run (Park and Miller 1988). */
function random(seed) {
  return () => (seed = (seed * 48271) % 2147483647) / 2147483647;
}

function city(at) {
  return `City ${String(at).padStart(3, "0")}`;
}

function category(at) {
  return `Category ${at + 1}`;
}

/** Three cities, five years too, a category too, nothing; and so on. */
function specs() {
  const next = random(7);
  let spec;
  return Array.from({ length: CHANGES }, (_, at) => {
    const first = 2006 + Math.floor(next() * (YEARS - 4));
    if (at % 4 === 0) spec = { city: [1, 2, 3].map(() => city(Math.floor(next() * CITIES))), year: null, category: null };
    if (at % 4 === 1) spec = { ...spec, year: [first, first + 4] };
    if (at % 4 === 2) spec = { ...spec, category: category(Math.floor(next() * CATEGORIES)) };
    return at % 4 === 3 ? { city: null, year: null, category: null } : spec;
  });
}

/** The same observations in each form. */
function write(size) {
  const next = random(1);
  const codes = { city: [], year: [], category: [], indicator: [] };
  const value = [];
  for (let at = 0; at < size; at++) {
    const [skew, item] = [next(), Math.floor(next() * INDICATORS)];
    codes.city.push(Math.min(CITIES - 1, Math.floor(CITIES * (0.35 * skew + 0.65 * skew * skew))));
    codes.year.push(Math.floor(next() * YEARS));
    codes.category.push(item % CATEGORIES);
    codes.indicator.push(item);
    value.push(Math.round(1000 * Math.exp(4 * next())) / 1000);
  }
  const list = (count, name) => Array.from({ length: count }, (_, at) => JSON.stringify(name(at)));
  const names = {
    city: list(CITIES, city), year: list(YEARS, (at) => 2006 + at), category: list(CATEGORIES, category),
    indicator: list(INDICATORS, (at) => `Indicator ${String(at + 1).padStart(3, "0")}`),
  };
  const keys = Object.keys(names);
  const object = (column) => `{${keys.map((key) => `"${key}":${column(key)}`).join()},"value":[${value.join()}]}`;
  const row = (value, at) => `{${keys.map((key) => `"${key}":${names[key][codes[key][at]]}`).join()},"value":${value}}`;
  return {
    rows: `[${value.map(row).join(",\n")}]`,
    columns: object((key) => `[${codes[key].map((code) => names[key][code]).join()}]`),
    coded: object((key) => `{"dict":[${names[key].join()}],"codes":[${codes[key].join()}]}`),
  };
}

function report(size, found) {
  const of = (who, form, what) => median(found.get([who, form].join())[what]);
  for (const form of ["rows", "columns", "coded"]) {
    const hand = form === "coded" ? "columns" : form;
    const [ours, other] = [of("ours", form, "load"), of("by hand", hand, "load")];
    const cells = [
      size.toLocaleString("en"), form, (texts[form].length / 1e6).toFixed(1), ours.toFixed(0),
      other.toFixed(0) + (form === "coded" ? " (columns)" : ""), (ours / other).toFixed(2),
      of("ours", form, "filter").toFixed(3), of("by hand", hand, "filter").toFixed(2),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
}

/** The texts, the pages and the program of both. */
function body(path) {
  const form = path.match(/^\/text\/(\w+)$/)?.[1];
  const file = join(PROGRAM, path.replace(/^\/ours\//, "/"));
  const is_there = file.startsWith(PROGRAM) && [".js", ".wasm"].includes(extname(file)) && existsSync(file);
  return texts[form] ?? PAGES[path] ?? (is_there ? readFileSync(file) : null);
}
