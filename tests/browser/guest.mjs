// Pages of somebody else's that are hard on a guest, what one can measure of the element there, and
// a reader's walk through all that it shows.
// Never: judge, nor know how the element defends itself.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as ui from "./dashboard.mjs";

const require = createRequire(import.meta.url);
const BOOTSTRAP = ["css/bootstrap.min.css", "js/bootstrap.bundle.min.js"];

export const VIEWS = ["overview", "compare", "trend", "matrix", "honours", "table", "doubts", "report"];
export const SRC = "/data/achievements.json";
export const ELEMENT = `<union-dashboard src="${SRC}"></union-dashboard>`;

/** Whatever is inherited, as badly as it can be set. */
const INHERITED = `color: red; font: italic bold small-caps 40px/3 cursive; letter-spacing: 1em;
  word-spacing: 2em; text-transform: uppercase; text-indent: 4em; text-align: right; text-shadow: 2px 2px red;
  white-space: pre; word-break: break-all; overflow-wrap: anywhere; line-break: anywhere; hyphens: auto;
  tab-size: 1; cursor: wait; list-style: square inside; border-collapse: collapse; border-spacing: 9px;
  caption-side: bottom; empty-cells: hide; quotes: none; direction: rtl; font-feature-settings: "smcp";
  font-variant-numeric: oldstyle-nums; font-kerning: none; text-rendering: geometricPrecision;
  text-underline-offset: 9px; caret-color: red; accent-color: lime; -webkit-text-stroke: 1px red;
  -webkit-text-fill-color: green; -webkit-font-smoothing: antialiased; text-orientation: upright;`;

/** Pages by name: their style, and where it is not enough, their markup. */
export const HOSTILE = {
  "everything unset": { css: "* { all: unset } #well { display: block; width: 1000px } head, script { display: none }" },
  "everything unset, importantly": {
    css: `body * { all: unset !important } #well { display: block !important; width: 1000px !important }
      script { display: none !important }`,
  },
  "everything hidden and huge": {
    css: "span, section, main, nav, button, select, table, canvas { font-size: 40px; display: none !important }",
  },
  "all text style on the element": { css: `union-dashboard { ${INHERITED} }` },
  "all text style, importantly": { css: `union-dashboard { ${INHERITED.replaceAll(";", " !important;")} }` },
  "all text style on the page": { css: `html { ${INHERITED} }` },
  "upright writing": { css: "union-dashboard { writing-mode: vertical-rl }" },
  "our custom properties": {
    css: `:root, * { --paper: red; --ink: lime; --text: 40px; --text-scale: 3; --target: 90px; --small: 9em;
      --shown: 9px; --beyond: 300px; --radius: 30px; --line: 9px }`,
  },
  "a flex box": { css: "union-dashboard { display: flex; align-items: center }", isItem: true },
  "a flex column": { css: "union-dashboard { display: flex; flex-flow: column; align-items: center }", isItem: true },
  "a grid": { css: "union-dashboard { display: grid; place-items: center }", isItem: true },
  "inline": { css: "union-dashboard { display: inline }" },
  "floating": { css: "union-dashboard { float: left; width: 100% }" },
  "a root of 10px": { css: "html { font-size: 10px }" },
  "a root of 62.5%": { css: "html { font-size: 62.5% }" },
  "big boxes": { css: "*, *::before { box-sizing: content-box !important; margin: 20px; padding: 20px } html, body, #well, #well * { margin: 0; padding: 0 }" },
  "right to left": { html: "dir=rtl" },
  "in quirks mode": { doctype: "" },
  "another base": { head: '<base href="/elsewhere/">' },
  "Bootstrap": {
    head: '<link rel="stylesheet" href="/bootstrap.min.css"><script src="/bootstrap.bundle.min.js"></script>',
  },
};

/** The host's own things, one of each. */
const OWN = `<header id="top"><h1 class="title">单位网站</h1><nav class="views"><ul><li><a href="#own">栏目</a></li></ul></nav></header>
  <form id="form" action="/sent"><p class="summary">正文</p><button class="link">发送</button><input id="q" class="search">
  <select class="filter"><option>甲</option></select></form>
  <table class="scroll"><caption>表</caption><thead><tr><th>项</th></tr></thead><tbody><tr><td class="number">1</td></tr></tbody></table>
  <aside class="card">旁注</aside><details class="export"><summary>详情</summary>内容</details>
  <canvas class="chart"></canvas>`;

/** A host page, 1280 px wide, with the element in a column of 1000 px. */
export function hostPage({ css = "", head = "", html = "", doctype = "<!doctype html>" } = {},
  { well = ELEMENT, scripts = ["/union-dashboard.js"], own = OWN } = {}) {
  return `${doctype}<html lang="zh" ${html}><head><meta charset="utf-8"><link rel="icon" href="data:,">
    <title>单位网站</title>${head}<style>body { margin: 0 } #well { width: 1000px }</style><style>${css}</style></head>
    <body>${own}<div id="well">${well}</div>${scripts.map((src) => `<script src="${src}"></script>`).join("")}</body></html>`;
}

/** The answers that Bootstrap comes in, from its npm package. */
export function bootstrap() {
  return Object.fromEntries(BOOTSTRAP.map((file) =>
    [file.split("/").pop(), readFileSync(require.resolve(`bootstrap/dist/${file}`), "utf8")]));
}

/** In the page: what is measured of the element's inside, relative to its own corner. */
export function inside(isItem) {
  const host = document.querySelector("union-dashboard");
  const root = host.shadowRoot;
  const corner = root.querySelector(".dashboard").getBoundingClientRect();
  const boxes = {}, styles = {};
  let at = 0;
  for (const element of root.querySelectorAll("*")) {
    at += 1;
    // Options of a shut list have no box, though each browser makes one up; and what has no area,
    // or lies in shut details, is not seen.
    if (element.localName === "option" || !element.checkVisibility()) continue;
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const place = [box.left - corner.left, box.top - corner.top, box.width, box.height];
    boxes[`${at} ${name(element)}`] = place.map((px) => Math.round(px * 10) / 10).join(" ");
  }
  const chosen = [".dashboard", "header", ".title", ".look select", ".look button", ".skip", ".filters", ".filter",
    ".filter summary", ".filter .now", ".filter input", ".field input", ".field select", ".counts", ".views", ".views button",
    ".segments label", ".segments input", ".note", ".card", ".card h3", ".entry", ".entry .value", ".chart", ".chart canvas",
    ".summary", "table", "caption", "th", "td", "td button", "footer", "footer p", ".status", "h2", "ul", "li", "fieldset", "legend"];
  for (const selector of chosen) {
    const element = root.querySelector(selector);
    // Within shut details nothing is laid out for good.
    if (!element || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const values = {};
    for (const property of style) {
      // The automatic smallest size of a box in a flex box or a grid is `auto`.
      if (isItem && selector === ".dashboard" && property.startsWith("min-")) continue;
      // Custom properties are what they are set to; that none of the page's comes in is seen in the rest.
      if (!property.startsWith("--")) values[property] = style.getPropertyValue(property);
    }
    styles[selector] = values;
  }
  const inks = [...root.querySelectorAll("canvas")].map((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let hash = 0;
    for (const pixel of new Uint32Array(data.buffer)) hash = (Math.imul(hash, 31) + pixel) | 0;
    return [canvas.dataset.chart, canvas.width, canvas.height, hash].join(" ");
  });
  return { boxes, styles, inks, width: corner.width };
}

/** What differs between two measurements, the first few of each kind. */
export function differences(before, now) {
  const found = [];
  const compare = (kind, one, other) => {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    const differing = [...names].filter((name) => one[name] !== other[name]);
    for (const name of differing.slice(0, 6)) found.push(`${kind} ${name}: ${one[name]} -> ${other[name]}`);
    if (differing.length > 6) found.push(`${kind}: ${differing.length - 6} more`);
  };
  // Layout from the right rounds otherwise than from the left.
  const near = (one, other) => one && other && one.split(" ").every((px, at) => Math.abs(px - other.split(" ")[at]) < 0.3);
  const boxes = Object.fromEntries(Object.entries(now.boxes).map(([name, box]) =>
    [name, near(before.boxes[name], box) ? before.boxes[name] : box]));
  compare("box", before.boxes, boxes);
  for (const selector of Object.keys(before.styles)) {
    compare(`style of ${selector}`, before.styles[selector], now.styles[selector] ?? {});
  }
  compare("ink", { ...before.inks }, { ...now.inks });
  return found;
}

/** In the page: the computed styles of all that is the host's own, and what stands in its head. */
export function outside() {
  const own = [document.documentElement, document.body, ...document.querySelectorAll(
    "head, body > :not(#well, script), body > :not(#well, script) *, #well")];
  return {
    styles: own.map((element) => {
      const style = getComputedStyle(element);
      const rest = [...style].filter((property) => !/^--|(block|inline)-size|^(height|width)|origin|^(inset|bottom|top|left|right)/.test(property));
      let hash = 0;
      const text = rest.map((property) => style.getPropertyValue(property)).join("|");
      for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
      return `${name(element)} ${hash}`;
    }),
    attributes: [document.documentElement, document.body].map((element) => element.cloneNode(false).outerHTML),
    children: [document.head.childNodes.length, document.querySelectorAll("body > :not(script)").length],
    sheets: [document.styleSheets.length, (document.adoptedStyleSheets || []).length],
    title: document.title,
  };
}

/** Every view with the mouse, its chart too, at which `more` is done; then a figure's source, open and shut. */
export async function seeAll(page, more = async () => {}) {
  for (const view of VIEWS) {
    await ui.clickView(page, view);
    if (["overview", "compare", "trend", "matrix"].includes(view)) {
      await ui.painted(page, view);
      await page.hover(`canvas[data-chart="${view}"]`, [0.4, 0.3]);
      await more(view);
    }
  }
  await ui.clickView(page, "table");
  await page.click('section[data-panel="table"] tbody tr[data-key] button');
  await page.until("the panel", () => find('aside[data-panel="provenance"] .close'));
  await page.click('aside[data-panel="provenance"] .close');
  await page.until("the panel shut", () => !find('aside[data-panel="provenance"]'));
}

/** Everything that a reader can do, with the mouse. */
export async function walk(page) {
  await seeAll(page);
  await ui.clickOption(page, "city", "340800");
  await page.click('[data-export="page"] summary');
  await page.press("Escape");
  await page.click(".chips button[data-chip]");
}
