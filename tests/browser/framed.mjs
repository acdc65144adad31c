// What is inside a frame, whatever its origin is: looked at and clicked as by a reader, through the
// page around it.
// Never: a frame's document reached from the page's own script, which another origin would refuse.

import { EYES } from "./driver/page.mjs";

/** The frame at a place among those of the page. */
export class Frame {
  constructor(page, at = 0) {
    this.page = page;
    this.at = at;
  }

  /** Runs `fn(...args)` in the frame; it may use what the driver's pages have. */
  async evaluate(fn, ...args) {
    const given = args.map((arg) => JSON.stringify(arg) ?? "undefined").join(", ");
    const source = `(() => { ${EYES}
      const value = (${fn})(${given});
      return value && value.nodeType ? true : value; })()`;
    if (this.page.tab) {
      const frame = await (await this.page.tab.$$("iframe"))[this.at].contentFrame();
      return frame.evaluate(source);
    }
    // WebDriver looks at one frame at a time.
    const call = async (path, body) => {
      const response = await fetch(`${this.page.driver}${this.page.session}/${path}`, {
        method: "POST", body: JSON.stringify(body),
      });
      const { value } = await response.json();
      if (value && value.error) throw new Error(`${path}: ${value.message}`);
      return value;
    };
    await call("frame", { id: this.at });
    try {
      return await call("execute/sync", { script: `return ${source};`, args: [] });
    } finally {
      await call("frame", { id: null });
    }
  }

  async until(what, fn, ...args) {
    const end = Date.now() + 10_000;
    let last;
    do {
      last = await this.evaluate(fn, ...args).catch((error) => void (last = error));
      if (last) return last;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } while (Date.now() < end);
    throw new Error(`${this.page.engine}: waited in vain in frame ${this.at} for: ${what}`);
  }

  ready() {
    return this.until("the dashboard with its data", () => find(".dashboard")?.dataset.state === "ready");
  }

  /** Where an element lies in the window, scrolled to if it is out of sight. */
  async place(selector) {
    await this.until(`an element ${selector}`, (selector) => Boolean(find(selector)), selector);
    const look = async () => {
      const inner = await this.evaluate((selector) => {
        const box = find(selector).getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
      }, selector);
      return this.page.evaluate((at, [x, y]) => {
        const frame = document.querySelectorAll("iframe")[at];
        const box = frame.getBoundingClientRect();
        return [box.left + frame.clientLeft + x, box.top + frame.clientTop + y, innerHeight];
      }, this.at, inner);
    };
    let [x, y, height] = await look();
    if (y < 10 || y > height - 10) {
      await this.evaluate((selector) => find(selector).scrollIntoView({ block: "center" }), selector);
      [x, y, height] = await look();
      await this.page.evaluate((by) => scrollBy(0, by), y - height / 2);
      [x, y] = await look();
    }
    return [Math.round(x), Math.round(y)];
  }

  async click(selector) {
    let before = await this.place(selector);
    for (let attempt = 0; attempt < 20; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const now = await this.place(selector);
      if (now.join() === before.join()) break;
      before = now;
    }
    await this.page.mouse(...before);
  }

  async view(view) {
    await this.click(`nav button[data-view="${view}"]`);
    await this.until(`the view ${view}`, (view) =>
      find(`nav button[data-view="${view}"]`).hasAttribute("aria-current") && find(`section[data-panel="${view}"]`), view);
  }

  /** Heights: of the frame, of the page in it, and how far that scrolls. */
  async heights() {
    const inner = await this.evaluate(() => [
      Math.ceil(document.documentElement.getBoundingClientRect().height), innerHeight,
      document.documentElement.scrollHeight - document.documentElement.clientHeight,
      innerWidth - document.documentElement.clientWidth,
    ]);
    const frame = await this.page.evaluate((at) => document.querySelectorAll("iframe")[at].clientHeight, this.at);
    return { frame, page: inner[0], window: inner[1], scrolls: inner[2], bar: inner[3] };
  }

  /** Waits until the frame is as high as its page. */
  async fits(what = "the page in it") {
    let last;
    for (let attempt = 0; attempt < 100; attempt++) {
      last = await this.heights();
      if (last.scrolls === 0 && last.bar === 0 && last.frame === last.page && last.page > 300) return last;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${this.page.engine}: the frame never fits ${what}: ${JSON.stringify(last)}`);
  }
}
