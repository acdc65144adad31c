// Firefox over WebDriver BiDi.
// Never: a preference that changes what a page may do.

import puppeteer from "puppeteer-core";
import { PuppeteerPage } from "./chromium.mjs";
import { program } from "./install.mjs";
import { KEYS } from "./keys.mjs";

export async function openFirefox(engine) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: program("firefox-esr", "firefox"),
    headless: true,
    defaultViewport: { width: 1280, height: 900 },
  });
  // The first tab never gets the focus: it takes keys, but no button hears Enter. A second does.
  const [first] = await browser.pages();
  const page = new FirefoxPage(engine, browser, await browser.newPage());
  await first.close();
  await page.listen();
  return page;
}

class FirefoxPage extends PuppeteerPage {
  // By code point: puppeteer's "Enter" is the number pad's here, which presses no button.
  press(key, options) {
    return super.press(KEYS[key] ?? key, options);
  }
}
