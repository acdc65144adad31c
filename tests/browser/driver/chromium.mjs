// Chromium over the DevTools protocol: today's from the system, and the two old kernels (89 and
// 92, still found on office PCs in China) from npm packages, unpacked once into target/browsers.
// Never: a flag that weakens the page's own security policy.

import {
  createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import puppeteer from "puppeteer-core";
// The last one that speaks with both old kernels: later ones wait for targets of type "tab".
import puppeteer14 from "puppeteer-core-14";
import { program } from "./install.mjs";
import { EYES, Page } from "./page.mjs";

const require = createRequire(import.meta.url);
const KEPT = fileURLToPath(new URL("../../../target/browsers/", import.meta.url));
const OLD = { chromium89: "chrome-aws-lambda", chromium92: "@sparticuz/chromium" };

export const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update", "--force-color-profile=srgb",
];

/** Opens a fresh Chromium: `chromium`, `chromium89` or `chromium92`. */
export async function openChromium(engine, { scripts = true } = {}) {
  const old = engine in OLD;
  const browser = await (old ? puppeteer14 : puppeteer).launch({
    executablePath: old ? await unpacked(engine) : program("chromium"),
    headless: true,
    args: FLAGS,
    defaultViewport: { width: 1280, height: 900 },
  });
  const page = new ChromiumPage(engine, browser, (await browser.pages())[0]);
  await page.receive();
  await page.listen();
  if (!scripts) await page.tab.setJavaScriptEnabled(false);
  return page;
}

/** The old kernel's program, unpacked from its npm package if that was not done before. */
async function unpacked(engine) {
  const path = `${KEPT}${engine}/chromium`;
  if (existsSync(path)) return path;
  let packed;
  try {
    packed = require.resolve(`${OLD[engine]}/package.json`).replace(/package\.json$/, "bin/chromium.br");
  } catch {
    throw new Error(`${engine} is missing: npm ci --ignore-scripts --prefix tests/browser`);
  }
  mkdirSync(`${KEPT}${engine}`, { recursive: true });
  const part = `${path}.${process.pid}`;
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(part, { mode: 0o755 }));
  renameSync(part, path);
  return path;
}

/** A tab driven by puppeteer; Firefox shares it. */
export class PuppeteerPage extends Page {
  constructor(engine, browser, tab) {
    super(engine);
    this.browser = browser;
    this.tab = tab;
  }

  async listen() {
    this.tab.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(`console: ${message.text()}`);
    });
    this.tab.on("pageerror", (error) => this.complaints.push(`uncaught: ${error.message}`));
    this.tab.on("dialog", (dialog) => {
      this.asked.push(dialog.type());
      dialog.accept().catch(() => {});
    });
    this.tab.on("request", (request) => this.requests.push(request.url()));
    await this.tab.evaluateOnNewDocument(() => {
      addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI}`);
      });
    });
  }

  async navigate(url) {
    // From one fragment to another is no navigation; a reader who opens a link gets a new page.
    await this.tab.goto("about:blank");
    await this.tab.goto(url, { waitUntil: "load" });
  }

  run(source) {
    return this.tab.evaluate(source);
  }

  mouse(x, y) {
    return this.tab.mouse.click(x, y);
  }

  move(x, y) {
    return this.tab.mouse.move(x, y);
  }

  async pull(from, to) {
    await this.tab.mouse.move(...from);
    await this.tab.mouse.down();
    await this.tab.mouse.move(...to, { steps: 5 });
    await this.tab.mouse.up();
  }

  async press(key, { shift = false } = {}) {
    if (shift) await this.tab.keyboard.down("Shift");
    await this.tab.keyboard.press(key);
    if (shift) await this.tab.keyboard.up("Shift");
  }

  type(text) {
    return this.tab.keyboard.type(text);
  }

  async choose(selector, path) {
    const source = `(() => { ${EYES} return find(${JSON.stringify(selector)}); })()`;
    const input = (await this.tab.evaluateHandle(source)).asElement();
    await input.uploadFile(path);
  }

  async screenshot(path, { full = false } = {}) {
    await this.tab.screenshot({ path, fullPage: full });
  }

  async resize(width, height, { scale = 1 } = {}) {
    await this.tab.setViewport({ width, height, deviceScaleFactor: scale });
  }

  // Puppeteer waits for a load that a change of fragment does not have: do not wait with it.
  async back() {
    void this.tab.goBack({ timeout: 500 }).catch(() => {});
  }

  async forward() {
    void this.tab.goForward({ timeout: 500 }).catch(() => {});
  }

  async close() {
    await this.browser.close();
  }
}

class ChromiumPage extends PuppeteerPage {
  async receive() {
    this.downloads = mkdtempSync(join(tmpdir(), "union-dashboard-downloads-"));
    const session = await this.tab.target().createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: this.downloads });
  }

  async close() {
    await super.close();
    rmSync(this.downloads, { recursive: true, force: true });
  }

  async resize(width, height, { scale = 1, dark = false } = {}) {
    await super.resize(width, height, { scale });
    await this.tab.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: dark ? "dark" : "light" },
    ]);
  }
}
