// What the reader's system prefers, and paper: forced colours, more contrast, dark or light changed
// while the page is open, less motion, other text sizes; and each view on A4 upright and across.
// Never: a picture compared with a stored one. What must hold is measured in the page.

import { after, afterEach, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import * as ui from "./dashboard.mjs";
import { open } from "./driver/index.mjs";
import { losses, noteCanvasText } from "./sight.mjs";

const VIEWS = ["overview", "compare", "trend", "matrix", "honours", "table", "doubts", "report"];
const DRAWN = ["overview", "compare", "trend", "matrix"];
const MEMBERS = "anqing-2025:10:128:members";

describe("the system's preferences, in chromium", () => {
  let page, session;
  before(async () => {
    page = await open("chromium");
    session = await page.tab.createCDPSession();
    await page.tab.evaluateOnNewDocument(noteCanvasText);
  });
  after(() => page?.close());
  afterEach(() => prefer({}));

  /** Tells the browser what the system prefers, and nothing else. */
  async function prefer(wishes, media = "") {
    const features = Object.entries(wishes).map(([name, value]) => ({ name, value }));
    await session.send("Emulation.setEmulatedMedia", { media, features });
  }

  /** Opens a page anew, or with `isOpen` asks the one that is there. */
  async function show(fragment, size = [1280, 900], isOpen = false) {
    await page.tab.setViewport({ width: size[0], height: size[1] });
    if (isOpen) {
      await ui.ask(page, fragment);
    } else {
      await page.open("about:blank");
      await ui.openReady(page, `${ui.singleFile()}#${fragment}`);
    }
    const view = new URLSearchParams(fragment).get("view") ?? "overview";
    if (DRAWN.includes(view)) await ui.painted(page, view);
    return view;
  }

  const theme = () => page.evaluate(() => find(".dashboard").dataset.theme);
  const grounds = () => page.evaluate(() => ({
    paper: getComputedStyle(find(".dashboard")).backgroundColor,
    ink: getComputedStyle(find(".dashboard")).color,
    corner: (() => {
      const canvas = find("canvas");
      return canvas ? [...canvas.getContext("2d").getImageData(canvas.width - 1, 0, 1, 1).data].join() : null;
    })(),
  }));

  test("dark and light change while the page is open, charts too; a chosen theme stays", async () => {
    await prefer({ "prefers-color-scheme": "light" });
    await show("view=compare");
    const light = await ui.ink(page, "compare");
    assert.match(await theme(), /^light/);
    await prefer({ "prefers-color-scheme": "dark" });
    await page.until("dark", () => find(".dashboard").dataset.theme.startsWith("dark"));
    await ui.painted(page, "compare", light);
    assert.ok(luminance((await grounds()).paper) < 0.1);
    await prefer({ "prefers-color-scheme": "light" });
    await page.until("light", () => find(".dashboard").dataset.theme.startsWith("light"));
    assert.equal((await ui.painted(page, "compare")).hash, light.hash);
    await show("view=compare&theme=light");
    await prefer({ "prefers-color-scheme": "dark" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.match(await theme(), /^light/);
  });

  test("more contrast gives 7:1 in the theme of the system, while the page is open", async () => {
    for (const scheme of ["light", "dark"]) {
      await prefer({ "prefers-color-scheme": scheme });
      await show("view=overview");
      await prefer({ "prefers-color-scheme": scheme, "prefers-contrast": "more" });
      await page.until("strong colours", (scheme) =>
        ["contrast", `${scheme}-strong`].includes(find(".dashboard").dataset.theme), scheme);
      assert.deepEqual(await page.evaluate(faint, 7), []);
    }
  });

  for (const scheme of ["light", "dark"]) {
    test(`forced colours, ${scheme}: charts stay drawn, what is chosen stays told, lines stay`, async () => {
      await prefer({ "prefers-color-scheme": scheme, "forced-colors": "active" });
      for (const [at, view] of [...VIEWS, "compare&elder=1"].entries()) {
        await show(`view=${view}`, undefined, at > 0);
        assert.deepEqual(await page.evaluate(forced), [], view);
        // Where a rule keeps a colour of its own, it may meet one of the system's.
        assert.deepEqual(await page.evaluate(faint, 4.5), [], view);
        if (!DRAWN.includes(view)) continue;
        // The chart's letters stand on the ground that the page has beside it.
        const { paper, corner } = await grounds();
        const [red, green, blue, alpha] = corner.split(",").map(Number);
        const ground = alpha === 0 ? paper : `rgb(${red}, ${green}, ${blue})`;
        assert.equal(luminance(ground) > 0.5, luminance(paper) > 0.5, `${view}: ${ground} on ${paper}`);
        const found = await page.evaluate(chosen);
        assert.ok(found.differs, `${view}: ${JSON.stringify(found)}`);
      }
    });
  }

  test("less motion: nothing moves by itself, with the wish and without", async () => {
    for (const wish of ["reduce", "no-preference"]) {
      await prefer({ "prefers-reduced-motion": wish });
      for (const [at, view] of [...VIEWS, `table&focus=${MEMBERS}`].entries()) {
        await show(`view=${view}`, undefined, at > 0);
        const moving = await page.evaluate(() => {
          const root = find("union-dashboard").shadowRoot;
          const moved = [...root.getAnimations(), ...document.getAnimations()].map(() => "an animation");
          const slow = findAll(".dashboard, .dashboard *").filter((element) => {
            const style = getComputedStyle(element);
            return [style.transitionDuration, style.animationDuration].some((text) => parseFloat(text) > 0) ||
              style.scrollBehavior === "smooth";
          });
          return [...moved, ...slow.map(name)];
        });
        assert.deepEqual(moving, [], `${view}, ${wish}`);
      }
    }
  });

  test("charts are drawn sharp and larger at every size of text", async () => {
    for (const view of DRAWN) {
      const sizes = [];
      for (const text of ["100", "150", "200"]) {
        for (const scale of [1, 2]) {
          await page.resize(1280, 900, { scale });
          await page.open("about:blank");
          await ui.openReady(page, `${ui.singleFile()}#view=${view}&text=${text}`);
          const { density } = await ui.painted(page, view);
          for (const dots of density) assert.ok(Math.abs(dots - scale) < 0.03, `${view} ${text}: ${dots} dots of ${scale}`);
        }
        const drawn = await page.evaluate((view) =>
          window.canvasTexts(find(`canvas[data-chart="${view}"]`)).map(({ px }) => px), view);
        sizes.push(Math.min(...drawn));
      }
      await page.resize(1280, 900, { scale: 1 });
      assert.ok(sizes[1] >= sizes[0] * 1.45 && sizes[2] >= sizes[0] * 1.95, `${view}: letters of ${sizes.join(", ")} px`);
    }
  });

  test("the size of text changes while the page is open, by the list in the header", async () => {
    await show("view=compare");
    const before = await ui.ink(page, "compare");
    await page.tabTo('select[data-select="text"]');
    for (let step = 0; step < 4; step++) await page.press("ArrowDown");
    await page.until("200 %", () => getComputedStyle(find(".dashboard")).fontSize === "32px");
    await ui.painted(page, "compare", before);
    assert.deepEqual(await page.evaluate(losses), []);
  });

  // A4 less the browser's own margins of 1 cm, in CSS px.
  const PAPER = { upright: [718, 1047], across: [1047, 718] };

  for (const [way, [width, height]] of Object.entries(PAPER)) {
    for (const view of [...VIEWS, `table&focus=${MEMBERS}`]) {
      test(`on paper ${way}: ${view}`, async () => {
        await show(`view=${view}&theme=dark`, [width, height]);
        // As the browser does: the page is told, then measured by the rules for paper.
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        await prefer({}, "print");
        await new Promise((resolve) => setTimeout(resolve, 300));
        const seen = await page.evaluate(onPaper);
        assert.deepEqual(seen.dark, [], "dark on light");
        assert.deepEqual(seen.controls, [], "no controls");
        assert.deepEqual(seen.loose, [], "heads repeat, rows are whole");
        const { texts, wide } = seen;
        assert.ok(wide <= width + 1, `${wide} px on paper of ${width}`);
        assert.ok(texts >= 4, `${texts} texts`);
        assert.deepEqual((await page.evaluate(losses)).filter((one) => !/^the page is/.test(one)), []);
        await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      });
    }
  }

  for (const view of DRAWN) {
    test(`on paper, from a wide window: the letters of ${view} are at least 7 pt`, async () => {
      await show(`view=${view}`, [1600, 900]);
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await new Promise((resolve) => setTimeout(resolve, 300));
      const seen = await page.evaluate((view) => {
        const canvas = find(`canvas[data-chart="${view}"]`);
        const px = Math.min(...window.canvasTexts(canvas).map(({ px }) => px));
        return { px, wide: canvas.width / devicePixelRatio };
      }, view);
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      // What is drawn wider than the paper is shrunk to it, letters and all.
      const printed_pt = seen.px * Math.min(1, PAPER.upright[0] / seen.wide) * 0.75;
      assert.ok(printed_pt >= 7, `letters of ${printed_pt.toFixed(1)} pt, since ${seen.wide} px are drawn`);
    });
  }

  test("a PDF of a view is some pages of A4, dark on light, and the page is dark again", async () => {
    await show("view=table&theme=dark");
    for (const landscape of [false, true]) {
      const pdf = Buffer.from(await page.tab.pdf({ format: "A4", landscape, printBackground: true })).toString("latin1");
      const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
      assert.ok(pages >= 2 && pages <= 12, `${pages} pages`);
      const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf).map(Number);
      assert.deepEqual([width, height].map(Math.round).map((pt) => Math.round(pt / 5) * 5), landscape ? [840, 595] : [595, 840]);
    }
    await page.until("dark again", () => find(".dashboard").dataset.theme.startsWith("dark"));
  });
});

function luminance(color) {
  const [red, green, blue] = color.match(/[\d.]+/g).map(Number).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** In the page: text of less contrast than `least` with the ground that is below it. */
function faint(least) {
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = numbers(color).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const found = [];
  for (const element of findAll(".dashboard *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility({ visibilityProperty: true }) || element.closest("option, :disabled")) continue;
    let ground = element;
    while (ground.parentElement && numbers(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
    const [low, high] = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor].map(luminance).sort((a, b) => a - b);
    const contrast = (high + 0.05) / (low + 0.05);
    if (contrast < least) found.push(`${name(element)} "${element.innerText.slice(0, 12)}" ${contrast.toFixed(2)}`);
  }
  return found.slice(0, 10);
}

/** In the page, under forced colours: what can be pressed has a line or is a link; what is only a ground elsewhere has one. */
function forced() {
  const found = [];
  for (const element of findAll("button, select, input:not([type=radio], [type=checkbox], [type=file]), .now, .card")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const lined = ["Top", "Left", "Bottom"].some((side) =>
      parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none");
    const told = lined || style.textDecorationLine.includes("underline") ||
      element.matches(".views button, .entry, h3 button, th button, .sort, td button") || element.closest(".skip");
    if (!told) found.push(`${name(element)} has neither a line nor an underline`);
  }
  for (const fill of findAll(".fill, .bar")) {
    if (getComputedStyle(fill).forcedColorAdjust !== "none") found.push(`${name(fill)} is not seen`);
  }
  return found.slice(0, 10);
}

/** In the page: whether what is chosen in the views and the segments looks otherwise than the rest. */
function chosen() {
  const look = (element) => {
    const { color, backgroundColor, borderBottomColor, borderBottomWidth, fontWeight } = getComputedStyle(element);
    return [color, backgroundColor, borderBottomColor, borderBottomWidth, fontWeight].join(" ");
  };
  const views = findAll(".views button");
  const [now, other] = [views.find((one) => one.hasAttribute("aria-current")), views.find((one) => !one.hasAttribute("aria-current"))].map(look);
  return { now, other, differs: now !== other };
}

/** In the page, by the rules for paper: what is not as it should be there. */
function onPaper() {
  const luminance = (color) => {
    const [red, green, blue] = color.match(/[\d.]+/g).map(Number).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
  const dark = [], controls = [], loose = [];
  let texts = 0;
  for (const element of findAll(".dashboard *")) {
    if (!seen(element)) continue;
    const style = getComputedStyle(element);
    const ground = numbers(style.backgroundColor);
    if (ground[3] !== 0 && luminance(style.backgroundColor) < 0.2 && !element.matches(".fill, .bar, .fill *")) dark.push(`${name(element)} has a dark ground`);
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own) continue;
    texts++;
    if (luminance(style.color) > 0.3 && !element.closest(".doubt")) dark.push(`${name(element)} is light: ${style.color}`);
  }
  const page = getComputedStyle(document.documentElement);
  if (numbers(page.backgroundColor)[3] !== 0 && luminance(page.backgroundColor) < 0.5) dark.push("the page itself");
  for (const canvas of findAll("canvas")) {
    const [red, green, blue, alpha] = canvas.getContext("2d").getImageData(canvas.width - 1, 0, 1, 1).data;
    if (alpha !== 0 && luminance(`${red}, ${green}, ${blue}`) < 0.5) dark.push(`${name(canvas)} has a dark ground`);
    if (window.canvasTexts(canvas).length === 0) loose.push(`${name(canvas)} is empty`);
  }
  // A figure is a button on the screen and text on paper; what only acts is not printed.
  const acts = "select, input, summary, .skip, .look, .views, .chart-tools, .export, .pager, .close, .fold, .tooltip, " +
    ".chips .link, [role=status]";
  controls.push(...findAll(acts).filter(seen).map(name));
  for (const button of findAll("button").filter(seen)) {
    const style = getComputedStyle(button);
    if (parseFloat(style.borderTopWidth) > 0 && !button.matches(".entry, [data-chip]")) controls.push(`${name(button)} "${button.innerText.slice(0, 12)}" is framed`);
  }
  for (const table of findAll("table").filter(seen)) {
    const head = table.querySelector("thead");
    if (head && getComputedStyle(head).display !== "table-header-group") loose.push(`${name(head)} does not repeat`);
    for (const row of table.querySelectorAll("tbody tr")) {
      if (getComputedStyle(row).breakInside !== "avoid") { loose.push(`${name(row)} may be cut`); break; }
    }
    // Chromium repeats a head's text, and not that of a button in it.
    const boxed = [...table.querySelectorAll("thead button")].find((one) => getComputedStyle(one).display !== "contents");
    if (boxed) loose.push(`${name(boxed)} "${boxed.innerText}" does not repeat on the second sheet`);
    const lines = [...table.querySelectorAll("tbody td.number")].map((cell) => {
      const box = (element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return range.getClientRects()[0];
      };
      const beside = cell.parentElement.querySelector("th");
      return { right: Math.round(box(cell).right), text: cell.innerText, lifted: beside ? Math.abs(box(cell).top - box(beside).top) : 0 };
    });
    const ragged = lines.find(({ right }) => Math.abs(right - lines[0].right) > 2);
    if (ragged) loose.push(`numbers end at ${lines[0].right} and ${ragged.right} (${ragged.text})`);
    const lifted = lines.find(({ lifted }) => lifted > 4);
    if (lifted) loose.push(`${lifted.text} stands ${Math.round(lifted.lifted)} px off its line`);
    for (let up = table.parentElement; up && up.parentElement; up = up.parentElement) {
      if (/auto|scroll|hidden/.test(getComputedStyle(up).overflowX)) loose.push(`${name(up)} cuts a table off`);
    }
  }
  // A heading, and what explains it, stay with what they head.
  for (const heading of findAll("h2, h3").filter(seen)) {
    const last = heading.nextElementSibling?.matches("p") && heading.nextElementSibling.nextElementSibling?.matches("ul, table, .scroll, .cards")
      ? heading.nextElementSibling : heading;
    if (getComputedStyle(last).breakAfter !== "avoid") loose.push(`${name(last)} "${last.innerText.slice(0, 12)}" may end a sheet`);
  }
  // Grounds are not printed unless they say so, and a bar is one.
  const blank = findAll(".fill").filter(seen).find((fill) => getComputedStyle(fill).printColorAdjust !== "exact");
  if (blank) loose.push(`${name(blank)} is not printed`);
  const wide = Math.max(...findAll(".dashboard *").filter(seen).map((element) => element.getBoundingClientRect().right));
  return { dark: dark.slice(0, 8), controls: [...new Set(controls)].slice(0, 12), loose: [...new Set(loose)].slice(0, 8), texts, wide };
}
