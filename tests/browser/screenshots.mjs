// Makes the README's pictures from the built single file: `node screenshots.mjs [FOLDER]`, by
// default into docs/pictures. They are PNG of few colours, so that the repository stays small.
// Never: a picture of anything but what a reader sees.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import UPNG from "upng-js";
import * as ui from "./dashboard.mjs";
import { open } from "./driver/index.mjs";

const FOLDER = resolve(process.argv[2] ?? fileURLToPath(new URL("../../docs/pictures", import.meta.url)));
const COLOURS = 64;
const MOST_KB = 600;

const PICTURES = [
  { name: "overview", fragment: "" },
  { name: "compare", fragment: "indicator=rest-stations&view=compare" },
  { name: "trend", fragment: "city=340800&indicator=members&view=trend" },
  { name: "table", fragment: "city=340800&year=2025&view=table", height: 820 },
  { name: "dark", fragment: "indicator=job-fairs&theme=dark&view=compare" },
  { name: "matrix", fragment: "view=matrix" },
  { name: "members", fragment: "indicator=stable-employment&view=compare&basis=members" },
  { name: "multiples", fragment: "indicator=grassroots-unions,members&view=trend" },
  { name: "doubts", fragment: "view=doubts" },
  { name: "report", fragment: "city=340800&year=2025&view=report", height: 1200 },
  { name: "contrast", fragment: "theme=contrast" },
  { name: "phone", fragment: "", width: 360, height: 740, scale: 2 },
];

mkdirSync(FOLDER, { recursive: true });
const page = await open("chromium");
let total = 0;
try {
  for (const { name, fragment, width = 1280, height = 900, scale = 1 } of PICTURES) {
    await page.resize(width, height, { scale });
    await ui.openReady(page, `${ui.singleFile()}#${fragment}`);
    const chart = await page.evaluate(() => find("canvas[data-chart]")?.dataset.chart ?? null);
    if (chart) await ui.painted(page, chart);
    // A short page is cut where it ends.
    const end = await page.evaluate(() => Math.ceil(find(".dashboard").getBoundingClientRect().bottom));
    if (end < height) await page.resize(width, end, { scale });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const path = resolve(FOLDER, `${name}.png`);
    await page.screenshot(path);
    const bytes = fewerColours(readFileSync(path));
    writeFileSync(path, bytes);
    total += bytes.length / 1024;
    console.log(`${path}  ${(bytes.length / 1024).toFixed(0)} KB`);
  }
} finally {
  await page.close();
}
if (total > MOST_KB) {
  console.error(`The pictures take ${total.toFixed(0)} KB, more than ${MOST_KB}.`);
  process.exitCode = 1;
}

function fewerColours(png) {
  const image = UPNG.decode(png);
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, COLOURS));
}
