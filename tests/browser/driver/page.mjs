// The one interface over all browsers: a tab with a mouse, a keyboard and eyes. What differs
// between engines is in the twelve primitives at the end, which each engine family writes.
// Never: reach into the page to change it. A test that clicks, clicks with the mouse.

import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PATIENCE_MS = 10_000;
const FAILURES = fileURLToPath(new URL("../../../target/browser-failures/", import.meta.url));

/** What every function given to `evaluate` may use: lookup through open shadow roots and frames. */
export const EYES = `
  const documents = [document, ...[...document.querySelectorAll("iframe")]
    .map((frame) => frame.contentDocument).filter(Boolean)];
  const roots = documents.flatMap((doc) => [doc, ...[...doc.querySelectorAll("union-dashboard")]
    .map((element) => element.shadowRoot).filter(Boolean)]);
  // What stands in an element that has a shadow root is seen by nobody.
  const shown = (element) => {
    const host = element.parentElement && element.parentElement.closest("union-dashboard");
    return !(host && host.shadowRoot);
  };
  const findAll = (selector) =>
    roots.flatMap((root) => [...root.querySelectorAll(selector)].filter(shown));
  const find = (selector) => findAll(selector)[0];
  const active = () => {
    let element = documents[documents.length - 1].activeElement;
    while (element && element.shadowRoot) element = element.shadowRoot.activeElement;
    return element;
  };
  const name = (element) => element ? element.localName + [...element.attributes]
    .filter((a) => /^(id|class|data-.*|value|role|name)$/.test(a.name))
    .map((a) => "[" + a.name + "=" + a.value + "]").join("") : "nothing";
`;

export class Page {
  /** @param {string} engine  one of ENGINES, for messages */
  constructor(engine) {
    this.engine = engine;
    /** Console errors, uncaught errors and policy violations, in order, as sentences. */
    this.complaints = [];
    /** The kinds of dialogue that the page had the browser show; each is agreed to. */
    this.asked = [];
    /** The folder where the browser puts what it downloads. */
    this.downloads = null;
    /** The URL of every request since the last `forget`. */
    this.requests = [];
  }

  async open(url) {
    await this.navigate(url);
  }

  forget() {
    this.complaints.length = 0;
    this.requests.length = 0;
  }

  /** Runs `fn(...args)` in the page; it may use `find`, `findAll`, `active` and `name`. */
  async evaluate(fn, ...args) {
    const given = args.map((arg) => JSON.stringify(arg) ?? "undefined").join(", ");
    // An element has no JSON: that it is there is all that can be told of it.
    return this.run(`(() => {
      ${EYES}
      const value = (${fn})(${given});
      return value && value.nodeType ? true : value;
    })()`);
  }

  /** Waits until `fn(...args)` is truthy in the page and returns its value; `what` names it. */
  async until(what, fn, ...args) {
    const end = Date.now() + PATIENCE_MS;
    let last;
    do {
      last = await this.evaluate(fn, ...args).catch((error) => void (last = error));
      if (last) return last;
      await new Promise((resolve) => setTimeout(resolve, 40));
    } while (Date.now() < end);
    throw new Error(`${this.engine}: waited ${PATIENCE_MS} ms in vain for: ${what}` + (await this.#look()));
  }

  /** Presses the left button of the mouse in the middle of what `selector` finds first. */
  async click(selector) {
    const [x, y] = await this.#aim(selector);
    await this.mouse(x, y);
  }

  /** Moves the mouse to the middle of an element, or to `[x, y]` shares of its box. */
  async hover(selector, at = [0.5, 0.5]) {
    const [x, y] = await this.#aim(selector, at);
    await this.move(x, y);
  }

  /** Drags from one place of an element to another, `[x, y]` shares of its box. */
  async drag(selector, from, to) {
    const [start, end] = [await this.#aim(selector, from), await this.#aim(selector, to)];
    await this.pull(start, end);
  }

  async clickAt(selector, at) {
    const [x, y] = await this.#aim(selector, at);
    await this.mouse(x, y);
  }

  /** Presses Tab (with Shift if `back`) until the focus is on `selector`: no mouse, no script. */
  async tabTo(selector, { back = false, most = 120 } = {}) {
    const walked = [];
    for (let step = 0; step < most; step++) {
      const [here, there] = await this.evaluate(
        (selector) => [name(active()), Boolean(active() && active().matches(selector))],
        selector,
      );
      if (there) return;
      walked.push(here);
      await this.press("Tab", { shift: back });
    }
    throw new Error(`${this.engine}: Tab never reached ${selector}; it went ${walked.slice(0, 30).join(" > ")}`);
  }

  /** The point to click: scrolled into view, and really hit there. */
  async #aim(selector, at = [0.5, 0.5]) {
    await this.until(`an element ${selector}`, (selector) => Boolean(find(selector)), selector);
    const place = () =>
      this.evaluate(
        (selector, at) => {
          const element = find(selector);
          const aim = () => {
            const box = element.getBoundingClientRect();
            const x = Math.round(box.left + box.width * at[0]);
            const y = Math.round(box.top + box.height * at[1]);
            if (!box.width || !box.height) return { why: "it has no size (hidden?)" };
            const hit = element.getRootNode().elementFromPoint(x, y);
            const label = hit && hit.closest("label");
            const ok = hit && (element.contains(hit) || (label && label.contains(element)));
            return ok ? { x, y } : { why: `at ${x},${y} lies ${name(hit)}` };
          };
          let aimed = aim();
          if (aimed.why) {
            element.scrollIntoView({ block: "center", inline: "nearest" });
            aimed = aim();
          }
          return aimed;
        },
        selector,
        at,
      );
    // A panel that just opened may still move: two equal answers in a row are needed.
    let before = await place();
    for (let attempt = 0; attempt < 20; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const now = await place();
      if (!now.why && now.x === before.x && now.y === before.y) return [now.x, now.y];
      before = now;
    }
    throw new Error(
      `${this.engine}: cannot click ${selector}: ${before.why ?? "it moves"}` + (await this.#look()),
    );
  }

  /** What one would see on the screen, for a failed test's message. */
  async #look() {
    mkdirSync(FAILURES, { recursive: true });
    const picture = `${FAILURES}${this.engine}-${process.pid}-${Date.now()}.png`;
    await this.screenshot(picture).catch(() => {});
    const text = await this.evaluate(() => {
      const root = find("union-dashboard") && find("union-dashboard").shadowRoot;
      const shown = root ? root.querySelector("main") || root.querySelector(".dashboard") : document.body;
      return location.href.slice(-160) + " | " + (shown ? shown.innerText : "").slice(0, 300);
    }).catch((error) => String(error));
    return `\n  page: ${text}\n  complaints: ${this.complaints.join(" | ") || "none"}\n  picture: ${picture}`;
  }

  /**
   * Drops a file of this text, or of these bytes, on an element. No driver's mouse can bring a file
   * from outside the page, so the event is made in it, as a browser would make it.
   */
  async drop(selector, name, content) {
    await this.until(`an element ${selector}`, (selector) => Boolean(find(selector)), selector);
    await this.evaluate((selector, name, base64) => {
      const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], name, { type: "text/plain" }));
      const init = { bubbles: true, composed: true, cancelable: true, dataTransfer };
      find(selector).dispatchEvent(new DragEvent("dragover", init));
      find(selector).dispatchEvent(new DragEvent("drop", init));
    }, selector, name, Buffer.from(content).toString("base64"));
  }

  /** Waits for a downloaded file whose name ends so; its name and bytes. The file is removed. */
  async downloaded(ending) {
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end) {
      // A file that is still being written has another ending, or no byte yet.
      const name = readdirSync(this.downloads).find((name) => name.endsWith(ending));
      const path = name && join(this.downloads, name);
      if (path && statSync(path).size > 0) {
        await new Promise((resolve) => setTimeout(resolve, 150));
        const bytes = readFileSync(path);
        rmSync(path);
        return { name, bytes };
      }
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    throw new Error(`${this.engine}: no file *${ending} came; there is: ${readdirSync(this.downloads)}`);
  }

  // The primitives, one set for each engine family:
  //   navigate(url)         to the load event
  //   run(source)           value of a JavaScript expression, as JSON
  //   mouse(x, y)           move there, press and release the left button; move(x, y): move only
  //   pull(from, to)        press the left button at one point, release it at another
  //   press(key)            a DOM key name ("Enter", "ArrowDown", "a"), `{ shift }` held if asked
  //   type(text)            key by key
  //   choose(selector, path)   chooses a file in a file input, as its dialog would
  //   screenshot(path)      the viewport as PNG
  //   resize(width, height, { scale, dark })   of the viewport, CSS px
  //   back(), forward()     as the browser's buttons; they do not wait
  //   close()
}
