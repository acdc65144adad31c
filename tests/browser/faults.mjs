// What goes wrong around the dashboard: servers that refuse, lie, stall and drop, and browsers that
// lack a canvas, memory, frames or a steady clock. Pages on which that can be told, and what a
// reader sees of it.
// Never: a door of its own in the program. What breaks is the browser's or the server's.

import { readFileSync } from "node:fs";
import { extname } from "node:path";
import * as ui from "./dashboard.mjs";
import { HOST_POLICY, serve, TYPES } from "./server.mjs";

export const DATA = "data/achievements.json";
export const WASM = "union-dashboard_bg.wasm";
export const MORE = "union-dashboard_more.wasm";
const TABLE = `<p role="status">正在载入…</p><table><tr><td>977家</td></tr></table>`;

/** Notes what goes wrong on the page, before anything of ours runs. */
const WATCH = `window.wrongs = []; window.heard = [];
  addEventListener("error", ({ message }) => wrongs.push(message));
  addEventListener("unhandledrejection", ({ reason }) => wrongs.push("unhandled: " + reason));
  for (const what of ["ready", "state", "error"]) {
    document.addEventListener("union-dashboard-" + what, ({ detail }) => heard.push({ what, detail }));
  }`;

/** The browser's own lines about an answer that it did not get, or not whole. */
const NETWORK = /Failed to load resource|net::ERR|NetworkError|downloadable|preload/;

/** What the browser lacks, by name: scripts that run first. What `mend()` brings back is there again. */
export const LACKS = {
  nothing: "",
  // A wait of 30 s takes half of one: nothing else in the program waits so long.
  patience: `{ const wait = setTimeout; window.setTimeout = (then, ms, ...rest) => wait(then, ms >= 20000 ? ms / 60 : ms, ...rest);
    window.mend = () => { window.setTimeout = wait; }; }`,
  canvas: `{ const proto = HTMLCanvasElement.prototype, own = proto.getContext;
    proto.getContext = () => null; window.mend = () => { proto.getContext = own; }; }`,
  memory: `{ const own = WebAssembly.instantiate;
    WebAssembly.instantiate = () => Promise.reject(new RangeError("Out of memory: Cannot allocate Wasm memory for new instance"));
    window.mend = () => { WebAssembly.instantiate = own; }; }`,
  frames: `{ const own = requestAnimationFrame, cancel = cancelAnimationFrame, kept = new Map();
    let hidden = true, asked = 0;
    for (const [name, value] of [["hidden", () => hidden], ["visibilityState", () => hidden ? "hidden" : "visible"]]) {
      Object.defineProperty(Document.prototype, name, { get: value, configurable: true });
    }
    window.requestAnimationFrame = (then) => hidden ? (kept.set(--asked, then), asked) : own(then);
    window.cancelAnimationFrame = (frame) => void (kept.delete(frame) || cancel(frame));
    window.mend = () => {
      hidden = false;
      own((now) => { for (const [frame, then] of [...kept]) if (kept.delete(frame)) then(now); });
      document.dispatchEvent(new Event("visibilitychange"));
    }; }`,
  // As browsers do when they have had too many changes of late: Chromium does nothing, others throw.
  address: `{ const { pushState, replaceState } = history;
    window.refuse = (how) => { history.pushState = history.replaceState = () => { if (how === "loudly") throw new DOMException("too many", "SecurityError"); }; };
    window.mend = () => { Object.assign(history, { pushState, replaceState }); }; }`,
  // Back and forth by an hour, at every seventh look.
  clock: `{ let looks = 0, off = 0;
    const jump = () => (++looks % 7 ? off : (off = off > 0 ? -36e5 : 36e5));
    for (const clock of [Date, Performance.prototype]) {
      const own = clock.now;
      clock.now = function () { return own.call(this) + jump(); };
    } }`,
};

/** Answers with these bytes of a file, or changed ones, under this type. */
export function sent(name, { status = 200, type = TYPES[extname(name)], change = (bytes) => bytes } = {}) {
  return (request, response) => {
    const body = change(readFileSync(ui.built(name)));
    response.writeHead(status, { "content-type": type, "content-length": body.length }).end(body);
  };
}

const half = (bytes) => bytes.subarray(0, bytes.length / 2);
const garbage = (bytes) => Buffer.from(bytes.map((_, at) => (at * 131 + (at >> 3)) & 255));

/** What servers do, by name: each makes an answer for a file. */
export const SERVERS = {
  "404": () => (_, response) => response.writeHead(404).end("not found"),
  "500": () => (_, response) => response.writeHead(500, { "content-type": "text/html" }).end("<h1>500</h1>"),
  "a web page": () => (_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>登录</title><p>请先登录"),
  "an empty answer": (name) => sent(name, { change: () => Buffer.alloc(0) }),
  "half of it": (name) => sent(name, { change: half }),
  "garbage": (name) => sent(name, { change: garbage }),
  "a connection that is shut at once": () => (request) => request.socket.destroy(),
  "a drop in the middle": (name) => (request, response) => {
    const bytes = readFileSync(ui.built(name));
    response.writeHead(200, { "content-type": TYPES[extname(name)], "content-length": bytes.length });
    response.write(half(bytes));
    setTimeout(() => response.destroy(), 60);
  },
  "a length that is too long": (name) => raw(name, (length) => length + 1000),
  "a length that is too short": (name) => raw(name, (length) => length - 1000),
  "silence": () => () => {},
  "silence in the middle": (name) => (request, response) => {
    const bytes = readFileSync(ui.built(name));
    response.writeHead(200, { "content-type": TYPES[extname(name)], "content-length": bytes.length });
    response.write(half(bytes));
  },
  "an answer after long": (name) => (request, response) => setTimeout(() => sent(name)(request, response), 1500),
  "plain text": (name) => sent(name, { type: "text/plain" }),
  "bytes of no type": (name) => sent(name, { type: "application/octet-stream" }),
  "no length and many pieces": (name) => (request, response) => {
    const bytes = readFileSync(ui.built(name));
    response.writeHead(200, { "content-type": TYPES[extname(name)] });
    for (let at = 0; at < bytes.length; at += 5000) response.write(bytes.subarray(at, at + 5000));
    response.end();
  },
  "another program": () => sent(MORE),
  "an empty program": (name) => sent(name, { change: () => Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]) }),
};

/** An answer whose length is told wrongly, which Node's own server would not send. */
function raw(name, told) {
  return (request) => {
    const bytes = readFileSync(ui.built(name));
    request.socket.write(`HTTP/1.1 200 OK\r\ncontent-type: ${TYPES[extname(name)]}\r\ncontent-length: ${told(bytes.length)}\r\n`
      + "cache-control: no-store\r\nconnection: close\r\n\r\n");
    request.socket.end(bytes);
  };
}

/** A server of dist/ with the served page and a host's page, both watched from the first moment. */
export async function serveFaults() {
  const site = await serve(ui.DIST, { policy: HOST_POLICY });
  const script = `<script src="fault.js"></script>`;
  site.lack = (name) => { site.answers["fault.js"] = WATCH + LACKS[name]; };
  site.lack("nothing");
  site.answers["index.html"] = readFileSync(ui.built("index.html"), "utf8").replace("<head>", `<head>${script}`);
  site.host = (body = `<union-dashboard src="${DATA}" sync-url>${TABLE}</union-dashboard>`, light = true) => {
    site.answers["host.html"] = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,">
      ${script}<script src="union-dashboard${light ? "-light" : ""}.js"></script><title>单位网站</title><body>${body}`;
    return `${site.url}host.html`;
  };
  /** Everything is as it should be again. */
  site.mend = () => {
    for (const name of [DATA, WASM, MORE]) delete site.answers[name];
    site.lack("nothing");
  };
  return site;
}

/** What the page complained of, but for the browser's own lines about the network. */
export async function wrongs(page) {
  const own = page.complaints.filter((complaint) => !NETWORK.test(complaint));
  return [...own, ...(await page.evaluate(() => window.wrongs))];
}

/** The sentence of a failure, in the dashboard or in its place, and whether a button goes on. */
export function told(page) {
  return page.until("a sentence that says what is wrong", () => {
    const inPlace = document.querySelector('union-dashboard > [role="alert"], union-dashboard main [role="alert"]');
    const alert = find('.dashboard [role="alert"]') || inPlace;
    return alert && alert.getBoundingClientRect().height > 0 && alert.querySelector("button")
      && { text: alert.innerText, buttons: [...alert.querySelectorAll("button")].map((button) => button.innerText) };
  });
}

/** The dashboard, drawn, with nothing to complain of. */
export async function right(page) {
  await ui.ready(page);
  await ui.painted(page, "overview");
  await page.until("no sentence of a failure", () => !find('[role="alert"]'));
}
