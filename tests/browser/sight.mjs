// What a reader sees, measured in the page: the size of what can be pressed, the size and spacing
// of every text, text on a canvas too, and what is cut off, outside or covered by other text.
// Never: judge, nor know a view by name. A function here runs in the page and tells what it found.

/**
 * Given to `evaluateOnNewDocument`: notes every text that is drawn on a canvas, with its size in
 * CSS px and its box in the canvas, until the canvas is emptied by a new size.
 */
export function noteCanvasText() {
  const notes = new WeakMap();
  const context = CanvasRenderingContext2D.prototype;
  const { fillText } = context;
  context.fillText = function (what, x, y, ...rest) {
    // A number is handed over as a number.
    const text = String(what);
    const { width, height } = this.canvas;
    const known = notes.get(this.canvas);
    const fresh = known && known.width === width && known.height === height ? known : { width, height, texts: [] };
    notes.set(this.canvas, fresh);
    const { a, b, c, d, e, f } = this.getTransform();
    const measured = this.measureText(text);
    const at = (dx, dy) => ({ x: a * (x + dx) + c * (y + dy) + e, y: b * (x + dx) + d * (y + dy) + f });
    const corners = [
      at(-measured.actualBoundingBoxLeft, -measured.actualBoundingBoxAscent),
      at(measured.actualBoundingBoxRight, measured.actualBoundingBoxDescent),
    ];
    const px = parseFloat(this.font.match(/([\d.]+)px/)[1]) * Math.hypot(a, b) / devicePixelRatio;
    if (text.trim()) fresh.texts.push({ text, px, corners });
    return fillText.call(this, text, x, y, ...rest);
  };
  const wipe = (name) => {
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, name);
    Object.defineProperty(HTMLCanvasElement.prototype, name, {
      get, set(value) { notes.delete(this); set.call(this, value); }, configurable: true,
    });
  };
  wipe("width");
  wipe("height");
  const { clearRect } = context;
  context.clearRect = function (...box) {
    notes.delete(this.canvas);
    return clearRect.apply(this, box);
  };
  window.canvasTexts = (canvas) => notes.get(canvas)?.texts ?? [];
}

/** In the page: what a pointer can press, each with the size that it can be pressed on. */
export function targets() {
  const can = "a[href], button, select, input, summary, textarea, canvas[tabindex]";
  const found = [];
  for (const element of findAll(can)) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: false })) continue;
    if (element.closest("details:not([open])") && element.localName !== "summary") continue;
    // A label is pressed for its box, button or file.
    const pressed = (element.localName === "input" && element.closest("label")) || element;
    const box = pressed.getBoundingClientRect();
    // What waits above the page until it has the focus cannot be pressed.
    if (box.bottom + scrollY < 0) continue;
    found.push({
      name: `${name(element)} "${(element.getAttribute("aria-label") || pressed.innerText || "").trim().slice(0, 20)}"`,
      width: Math.round(box.width * 10) / 10, height: Math.round(box.height * 10) / 10,
    });
  }
  return found;
}

/** In the page: every text that is seen, with its size in CSS px and its lines' share of it. */
export function lettering() {
  const found = [];
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!node.data.trim() || !element || /^(style|script|noscript|option)$/.test(element.localName)) continue;
      if (root === document && element.closest("union-dashboard")) continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      const holder = element.getBoundingClientRect();
      if (box.width < 1 || holder.width <= 1 || box.bottom + scrollY < 0) continue;
      found.push(told(element, node.data));
    }
  }
  for (const field of findAll("select, input:not([type=checkbox], [type=radio], [type=file])")) {
    if (field.checkVisibility({ visibilityProperty: true })) {
      found.push(told(field, field.localName === "select" ? field.selectedOptions[0]?.text ?? "" : field.placeholder));
    }
  }
  for (const canvas of findAll("canvas")) {
    for (const { text, px } of window.canvasTexts(canvas)) {
      found.push({ name: `${name(canvas)} "${text.slice(0, 20)}"`, px, lines: null });
    }
  }
  return found;

  function told(element, text) {
    const style = getComputedStyle(element);
    const px = parseFloat(style.fontSize);
    // The browser's own line of a field stands alone; of it there is no spacing to tell.
    const lines = style.lineHeight === "normal" ? null : parseFloat(style.lineHeight) / px;
    return { name: `${name(element)} "${text.trim().slice(0, 20)}"`, px, lines };
  }
}

/** In the page: what a reader loses: cut off, out of the window, or over other text. */
export function losses() {
  const found = [];
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth) found.push(`the page is ${page.scrollWidth} px wide, the window ${innerWidth}`);
  const shown = findAll(".dashboard *").filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const says = (element) => `${name(element)} "${(element.innerText || element.value || "").trim().slice(0, 24)}"`;
  for (const element of shown) {
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || box.bottom + scrollY < 0) continue;
    const style = getComputedStyle(element);
    const wide = element.scrollWidth > element.clientWidth + 1 && /hidden|clip/.test(style.overflowX);
    const high = element.scrollHeight > element.clientHeight + 2 && /hidden|clip/.test(style.overflowY);
    if (element.clientWidth && element.innerText && (wide || high) && element.localName !== "select") {
      found.push(`${says(element)} is cut at ${element.clientWidth}x${element.clientHeight} ` +
        `of ${element.scrollWidth}x${element.scrollHeight}`);
    }
    if (element.localName === "select" && element.selectedOptions[0]) {
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const text = element.selectedOptions[0].text;
      const spaced = (parseFloat(style.letterSpacing) || 0) * text.length;
      // The browser's arrow takes some 12 px.
      const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 12;
      const need = pen.measureText(text).width + spaced;
      if (need > room + 1) found.push(`${name(element)} shows ${Math.round(room)} of ${Math.round(need)} px of "${text}"`);
    }
  }
  const texts = [];
  for (const root of roots.filter((root) => root !== document)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!node.data.trim() || !element || /^(style|option)$/.test(element.localName)) continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.getBoundingClientRect().width <= 1) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width < 2 || box.bottom + scrollY < 0) continue;
        const { left, top, right, bottom, scrolls } = clipped(box, element);
        if (right - left < 2 || bottom - top < 2) continue;
        const button = element.closest("button");
        const rim = button?.getBoundingClientRect();
        if (rim && (box.left < rim.left - 1 || box.right > rim.right + 1 || box.top < rim.top - 2 || box.bottom > rim.bottom + 2)) {
          found.push(`${says(button)} is smaller than its text`);
        }
        if (!scrolls && (left < -1 || right > innerWidth + 1)) found.push(`${says(element)} reaches from ${Math.round(left)} to ${Math.round(right)}`);
        // A line's box is higher than its letters.
        const rim_px = (bottom - top) * 0.15;
        const text = node.data.trim().slice(0, 16);
        texts.push({ left, right, top: top + rim_px, bottom: bottom - rim_px, element, text, over: floating(element) });
        const hit = root.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        const covers = hit && !hit.contains(element) && !element.contains(hit) && floating(hit) === floating(element);
        if (covers) found.push(`"${text}" (${name(element)}) is covered by ${name(hit)}`);
      }
    }
  }
  texts.sort((a, b) => a.top - b.top);
  for (const [at, one] of texts.entries()) {
    for (let next = at + 1; next < texts.length && texts[next].top < one.bottom; next++) {
      const two = texts[next];
      // What is opened over the page, and shut again, may lie over it.
      if (one.element === two.element || one.over !== two.over) continue;
      const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
      const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
      if (across > 2 && down > 2) found.push(`"${one.text}" (${name(one.element)}) and "${two.text}" (${name(two.element)}) overlap`);
    }
  }
  for (const canvas of findAll("canvas")) {
    for (const { text, corners } of window.canvasTexts(canvas)) {
      const [left, right] = [corners[0].x, corners[1].x].sort((a, b) => a - b);
      if (left < -2 || right > canvas.width + 2) found.push(`${name(canvas)} cuts "${text}" off`);
    }
  }
  return [...new Set(found)].slice(0, 12);

  /** What is fixed over the page and holds an element, or nothing. */
  function floating(element) {
    for (let up = element; up; up = up.parentElement) if (getComputedStyle(up).position === "fixed") return up;
    return null;
  }

  /** The part of a box that its scrolling and cutting ancestors leave. */
  function clipped(box, element) {
    let { left, top, right, bottom } = box;
    let scrolls = false;
    for (let up = element; up; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const rim = up.getBoundingClientRect();
      scrolls ||= /auto|scroll/.test(style.overflowX);
      [left, right] = [Math.max(left, rim.left), Math.min(right, rim.right)];
      [top, bottom] = [Math.max(top, rim.top), Math.min(bottom, rim.bottom)];
    }
    return { left, top, right, bottom, scrolls };
  }
}
