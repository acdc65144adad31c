// A random user, the same for the same seed: some twenty deeds a second on whatever can be reached,
// and after each a look whether what is asked and the address are one. And what the page holds.
// Never: a deed that leaves the page, or fills a disk: nothing is saved, printed or read aloud.

/**
 * Runs first in the page: counts listeners of everything, and notes the program's memories and what
 * goes wrong.
 */
export const WATCH = `{
  window.wrongs = [];
  addEventListener("error", ({ message }) => wrongs.push(message));
  addEventListener("unhandledrejection", ({ reason }) => wrongs.push("unhandled: " + reason));
  const memories = [];
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = (...all) => instantiate(...all).then((made) => {
    const { exports } = made.instance || made;
    for (const one of Object.values(exports)) if (one instanceof WebAssembly.Memory) memories.push(new WeakRef(one));
    return made;
  });
  window.wasmBytes = () => memories.reduce((sum, one) => sum + (one.deref() ? one.deref().buffer.byteLength : 0), 0);
  const outside = new Map();
  const isOutside = (target) => target === window || target === document || target instanceof MediaQueryList;
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (name, listener, ...rest) {
    if (listener && isOutside(this || window)) outside.set(listener, name);
    return add.call(this || window, name, listener, ...rest);
  };
  EventTarget.prototype.removeEventListener = function (name, listener, ...rest) {
    if (isOutside(this || window)) outside.delete(listener);
    return remove.call(this || window, name, listener, ...rest);
  };
  window.outsideListeners = () => outside.size;
}`;

/** Runs in the page: `deeds` deeds, `pause` ms apart; what went wrong, as sentences. */
async function act(seed, deeds, pause) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const element = document.querySelector("union-dashboard");
  const root = () => element.shadowRoot;
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const seen = (selector) => [...root().querySelectorAll(selector)].filter((one) =>
    one.getClientRects().length && !one.disabled && !one.closest("[data-export] ul, .print, .voice, [data-tool=voice]"));
  const CITIES = ["340800", "341800", "340600", "610900"];
  const VIEWS = ["overview", "compare", "trend", "matrix", "honours", "table", "doubts", "report"];

  const pointer = (target, name, x, y) => target.dispatchEvent(new PointerEvent(name,
    { bubbles: true, composed: true, cancelable: true, clientX: x, clientY: y, pointerId: 1, button: 0, isPrimary: true }));
  const DEEDS = {
    press: () => {
      const buttons = seen("button, summary");
      if (!buttons.length) return;
      const button = pick(buttons);
      if (/朗读|Read aloud|打印|Print/.test(button.innerText)) return;
      button.click();
    },
    view: () => (pick(seen("nav button[data-view]")) || element).click(),
    tick: () => {
      const details = pick(seen("details[data-filter]"));
      if (!details) return;
      details.open = true;
      const box = pick([...details.querySelectorAll("input[type=checkbox]")].filter((one) => !one.disabled));
      if (box) box.click();
      details.open = false;
    },
    choose: () => {
      const select = pick(seen("select"));
      if (!select) return;
      select.selectedIndex = Math.floor(random() * select.options.length);
      select.dispatchEvent(new Event("input", { bubbles: true }));
      select.dispatchEvent(new Event("change", { bubbles: true }));
    },
    write: () => {
      const field = pick(seen("input[type=search], input[type=text]"));
      if (!field) return;
      field.value = pick(["", "驿站", "gh", "<b>", "2025", "😀", "万"]);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
    chart: () => {
      const canvas = pick(seen("canvas"));
      if (!canvas) return;
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const [x, y] = [left + random() * width, top + random() * height];
      pointer(canvas, "pointermove", x, y);
      if (random() < 0.5) return;
      pointer(canvas, "pointerdown", x, y);
      if (random() < 0.3) pointer(canvas, "pointermove", left + random() * width, y);
      pointer(canvas, "pointerup", x, y);
      canvas.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, clientX: x, clientY: y }));
    },
    key: () => {
      const target = random() < 0.5 ? pick(seen("canvas, button, summary")) : root().activeElement;
      if (!target) return;
      target.focus({ preventScroll: true });
      const key = pick(["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Enter", "Escape", "Home", "End", "f", "p", "t", "Tab"]);
      for (const name of ["keydown", "keyup"]) {
        target.dispatchEvent(new KeyboardEvent(name, { key, bubbles: true, composed: true, cancelable: true, shiftKey: random() < 0.2 }));
      }
    },
    back: () => history.back(),
    forward: () => history.forward(),
    wide: () => { element.style.maxWidth = pick(["", "", "360px", "700px", "1000px"]); },
    scroll: () => scrollTo(0, random() * document.documentElement.scrollHeight),
    ask: () => {
      element.state = { view: pick(VIEWS), city: random() < 0.5 ? [] : [pick(CITIES)], year: random() < 0.5 ? null : [2019, 2025], q: "" };
    },
    look: () => {
      element.state = { theme: pick(["auto", "light", "dark", "contrast"]), lang: pick(["zh-CN", "zh-CN", "en"]), elder: random() < 0.2 };
    },
    address: () => { location.hash = pick(["", "view=table&page=2", "city=安庆&view=trend", "view=report&city=340800&year=2025", "year=2025..2019", "view=matrix"]); },
    reset: () => element.reset(),
    move: () => document.body.append(element),
  };
  const names = Object.keys(DEEDS);
  // The usual deeds are done more often than the odd ones.
  const often = [...names, "press", "press", "press", "view", "tick", "chart", "chart", "chart", "key", "key", "choose"];
  const fragment = () => {
    const at = element.state.url.indexOf("#");
    return at < 0 ? "" : element.state.url.slice(at + 1);
  };
  const isOne = () => fragment() === location.hash.replace(/^#/, "");
  const wrong = [];
  const counts = {};
  for (let deed = 0; deed < deeds && !wrong.length; deed++) {
    const name = pick(often);
    counts[name] = (counts[name] || 0) + 1;
    const before = location.hash;
    try {
      DEEDS[name]();
    } catch (error) {
      wrong.push(`${name}: ${error}`);
    }
    await wait(pause);
    // An address that a browser refuses to change for a while follows later; what it says that means
    // nothing is told, and stays until the next deed.
    for (let patience = 0; patience < 60 && !isOne(); patience++) {
      if (name === "address" || name === "back" || name === "forward") break;
      if (patience === 59) wrong.push(`after ${name} at ${before}: asked is ${fragment()}, the address says ${location.hash}`);
      await wait(50);
    }
    const dashboard = root() && root().querySelector(".dashboard");
    if (!dashboard) wrong.push(`after ${name} at ${before}: no dashboard`);
    else if (dashboard.dataset.state !== "ready") wrong.push(`after ${name} at ${before}: ${dashboard.dataset.state}`);
    wrong.push(...wrongs.splice(0).map((message) => `after ${name} at ${before}: ${message}`));
  }
  return { wrong, counts, state };
}

/** Does `deeds` deeds from a state of the dice, and gives the next state; fails at what goes wrong. */
export async function play(page, seed, deeds, pause = 50) {
  return page.tab.evaluate(`(${act})(${seed}, ${deeds}, ${pause})`);
}

/**
 * Brings the page to where it was at first, so that what it holds can be compared: nothing open,
 * nothing asked, and whatever the workshop has done taken back.
 */
export async function rest(page) {
  await page.tab.evaluate(`(async () => {
    const element = document.querySelector("union-dashboard");
    const root = element.shadowRoot;
    const wait = (ms) => new Promise((done) => setTimeout(done, ms));
    const door = () => root.querySelector('[data-door="workshop"]').click();
    const isOpen = () => root.querySelector(".workshop")?.offsetParent;
    element.style.maxWidth = "";
    scrollTo(0, 0);
    if (root.querySelector(".workshop")) {
      if (!isOpen()) door();
      await wait(50);
      for (const cancel of root.querySelectorAll(".workshop [data-deed=cancel]")) cancel.click();
      const undo = root.querySelector(".workshop [data-deed=undo]");
      for (let patience = 0; !undo.disabled && patience < 200; patience++) {
        undo.click();
        await wait(50);
      }
      if (isOpen()) door();
    }
    element.reset();
    element.state = { read: "certain", lang: "zh-CN", theme: "auto", elder: false };
    root.querySelector(".dashboard").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    for (const details of root.querySelectorAll("details[open]")) details.open = false;
    await wait(500);
  })()`);
}

/** What the page holds: elements, listeners outside of the element, bytes of the program's memory. */
export function held(page) {
  return page.tab.evaluate(`(() => {
    const count = (root) => [...root.querySelectorAll("*")].reduce((sum, one) => sum + 1 + (one.shadowRoot ? count(one.shadowRoot) : 0), 0);
    return { elements: count(document), outside: outsideListeners(), wasm: wasmBytes() };
  })()`);
}
