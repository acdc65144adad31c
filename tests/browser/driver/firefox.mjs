// Firefox over WebDriver BiDi.
// Never: a preference that changes what a page may do.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { PuppeteerPage } from "./chromium.mjs";
import { program } from "./install.mjs";
import { KEYS } from "./keys.mjs";

export async function openFirefox(engine, { scripts = true } = {}) {
  const downloads = mkdtempSync(join(tmpdir(), "union-dashboard-downloads-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: program("firefox-esr", "firefox"),
    headless: true,
    defaultViewport: { width: 1280, height: 900 },
    extraPrefsFirefox: {
      "browser.download.dir": downloads, "browser.download.folderList": 2,
      "javascript.enabled": scripts,
      "browser.download.useDownloadDir": true, "browser.download.alwaysOpenPanel": false,
    },
  });
  // The first tab never gets the focus: it takes keys, but no button hears Enter. A second does.
  const [first] = await browser.pages();
  const page = new FirefoxPage(engine, browser, await browser.newPage());
  page.downloads = downloads;
  await first.close();
  await page.listen();
  return page;
}

class FirefoxPage extends PuppeteerPage {
  async close() {
    await super.close();
    rmSync(this.downloads, { recursive: true, force: true });
  }

  // By code point: puppeteer's "Enter" is the number pad's here, which presses no button.
  press(key, options) {
    return super.press(KEYS[key] ?? key, options);
  }
}
