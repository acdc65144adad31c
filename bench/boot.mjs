// From navigation to the first chart painted, in Chromium, from file:// and over http: the
// dashboard beside a hand-written page and a page of crossfilter2 + ECharts, on the same data.
// "Painted" is the second animation frame after the first chart was drawn. Every start has a
// fresh browser with a fresh profile; the pages take turns, so that what else runs on the
// machine slows all of them alike.
// Never: a number without its neighbours from the same run.
//
//   node boot.mjs [--starts 15]      (npm ci first; `cargo xtask bench` does both)

import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus, loadavg } from "node:os";
import { extname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import puppeteer from "puppeteer-core";
import { quantile } from "./quantile.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = resolve(HERE, "..");
const DIST = resolve(process.env.DIST ?? join(ROOT, "dist"));
const DATA = join(ROOT, "public/data/achievements.json");
const MADE = join(ROOT, "target/bench-boot");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const MARK = "union-dashboard:first-chart";
const PATIENCE_MS = 20_000;
const starts = Number(process.argv[process.argv.indexOf("--starts") + 1]) || 15;

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update",
];

/** The pages: a folder to serve, and a single file. The first is what ratios refer to. */
const PAGES = [
  { name: "hand-written", folder: join(MADE, "by-hand"), file: join(MADE, "by-hand.html") },
  { name: "union-dashboard", folder: DIST, file: join(DIST, "union-dashboard.html") },
  { name: "crossfilter2 + ECharts", folder: join(MADE, "crossfilter-echarts"), file: join(MADE, "crossfilter-echarts.html") },
];

for (const path of [join(DIST, "index.html"), join(DIST, "union-dashboard.html"), CHROMIUM]) {
  if (!existsSync(path)) {
    console.error(`${path} is missing: run "cargo xtask build" and install Chromium first`);
    process.exit(2);
  }
}
await makePeers();
const times = await measure();
report(times);

/** Bundles each peer into a folder and into a single file. */
async function makePeers() {
  rmSync(MADE, { recursive: true, force: true });
  const css = readFileSync(join(HERE, "boot/page.css"), "utf8");
  for (const name of ["by-hand", "crossfilter-echarts"]) {
    const { outputFiles } = await build({
      entryPoints: [join(HERE, `boot/${name}.js`)],
      bundle: true, minify: true, format: "iife", target: "es2020", charset: "utf8",
      define: { "process.env.NODE_ENV": '"production"' }, write: false,
    });
    const script = outputFiles[0].text;
    const page = (head, body) =>
      `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${name}</title>` +
      `<meta name="viewport" content="width=device-width">${head}<body>${body}</body></html>`;
    const folder = join(MADE, name);
    mkdirSync(join(folder, "data"), { recursive: true });
    cpSync(DATA, join(folder, "data/achievements.json"));
    writeFileSync(join(folder, "app.js"), script);
    writeFileSync(join(folder, "page.css"), css);
    writeFileSync(join(folder, "index.html"), page(
      '<link rel="stylesheet" href="page.css">' +
      '<link rel="preload" as="fetch" crossorigin href="data/achievements.json">',
      '<script src="app.js"></script>'));
    const data = readFileSync(DATA, "utf8").replaceAll("<", "\\u003c");
    writeFileSync(`${folder}.html`, page(`<style>${css}</style>`,
      `<script type="application/json" id="data">${data}</script>` +
      `<script>${script.replaceAll("</script", "<\\/script")}</script>`));
  }
}

/** Milliseconds by way and page, one for each start. */
async function measure() {
  const servers = await Promise.all(PAGES.map(({ folder }) => serve(folder)));
  const ways = {
    "file://": PAGES.map(({ file }) => pathToFileURL(file).href),
    "http": servers.map((server) => `http://127.0.0.1:${server.address().port}/`),
  };
  const times = {};
  for (const [way, urls] of Object.entries(ways)) {
    times[way] = PAGES.map(() => []);
    // One start of each is thrown away: it warms the disk's cache for all.
    for (const url of urls) await start(url);
    for (let turn = 0; turn < starts; turn++) {
      for (let at = 0; at < PAGES.length; at++) {
        const page = (at + turn) % PAGES.length;
        times[way][page].push(await start(urls[page]));
      }
    }
  }
  for (const server of servers) server.close();
  return times;
}

/** One start of a fresh browser. */
async function start(url) {
  const browser = await puppeteer.launch({
    executablePath: CHROMIUM, headless: true, args: FLAGS,
    defaultViewport: { width: 1280, height: 900 },
  });
  try {
    const [page] = await browser.pages();
    await page.evaluateOnNewDocument((wanted) => {
      const mark = performance.mark.bind(performance);
      performance.mark = (name, ...rest) => {
        if (name === wanted && !window.firstChartPainted) {
          window.firstChartPainted = true;
          requestAnimationFrame(() => requestAnimationFrame(() => {
            window.firstChartPainted = performance.now();
          }));
        }
        return mark(name, ...rest);
      };
    }, MARK);
    await page.goto(url, { waitUntil: "load" });
    const found = await page.waitForFunction(
      () => typeof window.firstChartPainted === "number" && window.firstChartPainted,
      { timeout: PATIENCE_MS, polling: 20 },
    );
    return await found.jsonValue();
  } catch (error) {
    throw new Error(`${url} set no mark ${MARK}: ${error.message}`);
  } finally {
    await browser.close();
  }
}

async function serve(folder) {
  const types = {
    ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
    ".json": "application/json", ".svg": "image/svg+xml",
  };
  const server = createServer((request, response) => {
    const name = new URL(request.url, "http://loopback").pathname.slice(1) || "index.html";
    const path = join(folder, name);
    if (!path.startsWith(folder) || !existsSync(path) || !statSync(path).isFile()) {
      return response.writeHead(404).end();
    }
    const body = readFileSync(path);
    response.writeHead(200, { "content-type": types[extname(path)] ?? "text/plain", "content-length": body.length });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** The JavaScript and wasm that a folder's index.html loads, in KiB after brotli. */
function code(folder) {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  return readdirSync(folder).filter((name) => /\.(js|wasm)$/.test(name) && page.includes(name))
    .map((name) => brotliCompressSync(readFileSync(join(folder, name)), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
    }).length / 1024)
    .reduce((a, b) => a + b, 0);
}

function report(times) {
  console.log(`Navigation to first chart painted, ms, ${starts} alternated starts each, ` +
    `${cpus().length} cores, load ${loadavg()[0].toFixed(1)}\n`);
  console.log("| page | file:// median | p95 | × | http median | p95 | × | JS + wasm, KiB brotli | single file, KiB |");
  console.log("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
  PAGES.forEach(({ name, folder, file }, page) => {
    const cells = Object.values(times).flatMap((way) => {
      const median = quantile(way[page], 0.5);
      const ratio = median / quantile(way[0], 0.5);
      return [median.toFixed(0), quantile(way[page], 0.95).toFixed(0), ratio.toFixed(2)];
    });
    console.log(`| ${[name, ...cells, code(folder).toFixed(1), (statSync(file).size / 1024).toFixed(0)].join(" | ")} |`);
  });
}
