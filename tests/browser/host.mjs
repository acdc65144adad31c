// A page of somebody else's with the element on it: what its markup says, what its script does and
// hears, under the policy of a strict host.
// Never: an inline script, or a word of the program's own inside. A host knows the element's names.

import * as ui from "./dashboard.mjs";
import { EYES } from "./driver/page.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

/** The two scripts that a host may load. */
export const SCRIPTS = ["union-dashboard.js", "union-dashboard-light.js"];
export const SRC = "data/achievements.json";

/** What a strict host allows, and no text made code besides. */
export const STRICT = `${HOST_POLICY}; require-trusted-types-for 'script'`;

/** The host's own script: it notes what it hears, and what goes wrong on its page. */
const HOST_SCRIPT = `
  const heard = [], wrongs = [], warned = [];
  for (const what of ["ready", "state", "select", "error", "height"]) {
    document.addEventListener("union-dashboard-" + what, ({ target, detail, bubbles, composed }) =>
      heard.push({ what, id: target.id, detail, bubbles, composed }));
  }
  addEventListener("error", ({ message }) => wrongs.push(message));
  addEventListener("unhandledrejection", ({ reason }) => wrongs.push("unhandled: " + reason));
  const warn = console.warn.bind(console);
  console.warn = (...words) => { warned.push(words.join(" ")); warn(...words); };
  const answers = {};
  function addScript(name) {
    const types = window.trustedTypes &&
      trustedTypes.createPolicy("host", { createScriptURL: (url) => url });
    const script = document.createElement("script");
    script.src = types ? types.createScriptURL(name) : name;
    document.body.append(script);
  }`;

/** A server of dist/ with a host page on it. */
export async function serveHost({ policy = STRICT } = {}) {
  const site = await serve(ui.DIST, { policy, answers: { "host.js": HOST_SCRIPT } });
  /** Writes the host page with this body; `script` is null where none is to be loaded. */
  site.write = (body, { script = SCRIPTS[0] } = {}) => {
    const tag = (name) => `<script src="${name}"></script>\n`;
    site.answers["host.html"] = `<!doctype html><html lang="zh-CN"><meta charset="utf-8">\n`
      + `<link rel="icon" href="data:,"><title>单位网站</title>\n${tag("host.js")}${script ? tag(script) : ""}<body>${body}</body></html>`;
    return `${site.url}host.html`;
  };
  return site;
}

/** Opens a host page with this body. */
export async function openHost(page, site, body, { fragment = "", ...options } = {}) {
  await page.open(site.write(body, options) + fragment);
}

/** Waits until an element of the page has its data and is painted. */
export async function shown(page, selector = "union-dashboard") {
  await page.until(`the dashboard of ${selector}`, (selector) => {
    const element = document.querySelector(selector);
    const dashboard = element && element.shadowRoot && element.shadowRoot.querySelector(".dashboard");
    return dashboard && dashboard.dataset.state === "ready";
  }, selector);
}

/** What the host has heard of this kind, in order; of one element, if an id is given. */
export function heard(page, what, id = null) {
  return page.evaluate((what, id) =>
    heard.filter((event) => event.what === what && (id === null || event.id === id)), what, id);
}

/** Waits until the host has heard this kind of event `count` times, and gives the details. */
export async function hears(page, what, count = 1) {
  const events = await page.until(`${count} × -${what}`, (what, count) => {
    const events = heard.filter((event) => event.what === what);
    return events.length >= count && events;
  }, what, count);
  return events.map(({ detail }) => detail);
}

let asked = 0;

/**
 * What the promise of `fn(...args)` comes to, in the page: its value, or `{ error }` with the name,
 * message and fields of what it rejects with. Not every driver waits for promises.
 */
export async function settled(page, fn, ...args) {
  const given = args.map((arg) => JSON.stringify(arg) ?? "undefined").join(", ");
  const number = ++asked;
  await page.run(`void (() => {
    ${EYES}
    // WebKit keeps a line and a column in every error, where no enumeration sees them.
    const place = (error) => "path" in error ? { line: error.line, column: error.column } : {};
    const fields = (error) => ({ name: error.name, message: error.message, ...error, ...place(error) });
    Promise.resolve().then(() => (${fn})(${given})).then(
      (value) => { answers[${number}] = { value }; },
      (error) => { answers[${number}] = { value: { error: fields(error) } }; });
  })()`);
  const { value } = await page.until(`what ${fn} comes to`, (number) => answers[number], number);
  return value;
}

/** A file that the element makes: `{ type, text, size }`, or `{ error }`. */
export function exported(page, kind, options, selector = "union-dashboard") {
  return settled(page, async (selector, kind, options) => {
    const blob = await document.querySelector(selector).exportAs(kind, options);
    return { type: blob.type, size: blob.size, text: await blob.text() };
  }, selector, kind, options);
}

/** Time for whatever would come late. */
export function calm(ms = 300) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
