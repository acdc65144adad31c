// WebKit over W3C WebDriver: WebKitWebDriver starts MiniBrowser inside an Xvfb of its own.
// The protocol is a dozen HTTP calls, so it is spoken here without a library.
// Never: believe this driver alone that the console was silent. Automation runs in a private
// session, whose console WebKit does not print; `witness` opens the page once more without it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { miniBrowser, program } from "./install.mjs";
import { KEYS } from "./keys.mjs";
import { EYES, Page } from "./page.mjs";

export async function openWebKit(engine) {
  const stage = await Stage.set();
  try {
    const port = await freePort();
    stage.start(program("WebKitWebDriver"), [`--port=${port}`]);
    const page = new WebKitPage(engine, stage, `http://127.0.0.1:${port}`);
    await page.begin();
    return page;
  } catch (error) {
    await stage.strike();
    throw error;
  }
}

/**
 * Opens `url` in a MiniBrowser without automation for `seconds` and says what its console printed
 * and which hosts it asked for (a proxy of ours answers for the whole network).
 */
export async function witness(url, seconds = 4) {
  const asked = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(403).end();
  });
  proxy.on("connect", (request, socket) => {
    asked.push(`https://${request.url}`);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const stage = await Stage.set();
  let printed = "";
  const browser = stage.start(miniBrowser(), [
    "--enable-write-console-messages-to-stdout=true",
    `--proxy=http://127.0.0.1:${proxy.address().port}`, "--ignore-host=127.0.0.1", url,
  ]);
  // "to stdout", says the option; it is stderr.
  browser.stderr.on("data", (text) => (printed += text));
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  await stage.strike();
  proxy.closeAllConnections();
  proxy.close();
  return { console: printed.split("\n").filter(Boolean), asked };
}

/** A display, a home and an environment for the programs of one session. */
class Stage {
  static async set() {
    const stage = new Stage();
    stage.home = mkdtempSync(join(tmpdir(), "union-dashboard-webkit-"));
    stage.programs = [];
    stage.env = {
      ...process.env,
      HOME: stage.home, XDG_DATA_HOME: stage.home, XDG_CACHE_HOME: stage.home,
      XDG_CONFIG_HOME: stage.home, LANG: "C.UTF-8", GDK_BACKEND: "x11", NO_AT_BRIDGE: "1",
      LIBGL_ALWAYS_SOFTWARE: "1", MESA_SHADER_CACHE_DISABLE: "true",
    };
    // As root there is no user namespace to build the web process's sandbox from.
    if (process.getuid?.() === 0) stage.env.WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS = "1";
    const server = spawn(
      program("Xvfb"),
      ["-displayfd", "3", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"],
      { stdio: ["ignore", "ignore", "ignore", "pipe"] },
    );
    stage.programs.push(server);
    const [number] = await once(server.stdio[3], "data");
    stage.env.DISPLAY = `:${String(number).trim()}`;
    return stage;
  }

  start(path, args) {
    const child = spawn(path, args, { env: this.env, stdio: ["ignore", "ignore", "pipe"] });
    child.stderr.resume();
    this.programs.push(child);
    return child;
  }

  async strike() {
    for (const child of this.programs.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill();
      await once(child, "exit");
    }
    // The browser's own children end a little later and may still write.
    await rm(this.home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

class WebKitPage extends Page {
  constructor(engine, stage, driver) {
    super(engine);
    this.stage = stage;
    // Where MiniBrowser puts files: the home of its own that it has.
    this.downloads = stage.home;
    this.driver = driver;
  }

  async begin() {
    const wanted = { binary: miniBrowser(), args: ["--automation"] };
    const capabilities = { browserName: "MiniBrowser", "webkitgtk:browserOptions": wanted };
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await this.#call("POST", "/session", { capabilities: { alwaysMatch: capabilities } });
        this.session = `/session/${answer.sessionId}`;
        break;
      } catch (error) {
        // The driver may still be on its way to listen.
        if (attempt === 50 || error.answered) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    await this.resize(1280, 900);
  }

  async #call(method, path, body) {
    const response = await fetch(this.driver + path, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const { value } = await response.json();
    if (value?.error) {
      const error = new Error(`${path.split("/").pop()}: ${value.error}: ${value.message}`);
      throw Object.assign(error, { answered: true });
    }
    return value;
  }

  #in(method, path, body) {
    return this.#call(method, this.session + path, body);
  }

  async navigate(url) {
    await this.#in("POST", "/url", { url: "about:blank" });
    await this.#in("POST", "/url", { url });
    // Only what happens from here on is seen; `witness` sees the start.
    await this.run(`void (() => {
      window.__complaints = [];
      const note = (text) => window.__complaints.push(String(text));
      const error = console.error.bind(console);
      console.error = (...all) => { note("console: " + all.join(" ")); error(...all); };
      addEventListener("error", (event) => note("uncaught: " + event.message));
      addEventListener("unhandledrejection", (event) => note("uncaught: " + event.reason));
      addEventListener("securitypolicyviolation", (event) =>
        note("policy: " + event.effectiveDirective + " refused " + event.blockedURI));
    })()`);
  }

  async run(source) {
    const [value, complaints, requests] = await this.#in("POST", "/execute/sync", {
      script: `
        const value = ${source};
        const complaints = (window.__complaints || []).splice(0);
        const requests = performance.getEntriesByType("resource").map((entry) => entry.name);
        performance.clearResourceTimings();
        return [value === undefined ? null : value, complaints, requests];`,
      args: [],
    });
    this.complaints.push(...complaints);
    this.requests.push(...requests);
    return value;
  }

  #act(...sources) {
    return this.#in("POST", "/actions", { actions: sources });
  }

  mouse(x, y) {
    return this.#pointer({ type: "pointerMove", x, y, duration: 0 },
      { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 });
  }

  move(x, y) {
    return this.#pointer({ type: "pointerMove", x, y, duration: 0 });
  }

  #pointer(...actions) {
    return this.#act({ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions });
  }

  press(key, { shift = false } = {}) {
    const value = KEYS[key] ?? key;
    const stroke = [{ type: "keyDown", value }, { type: "keyUp", value }];
    const held = [{ type: "keyDown", value: KEYS.Shift }, ...stroke, { type: "keyUp", value: KEYS.Shift }];
    return this.#act({ type: "key", id: "keys", actions: shift ? held : stroke });
  }

  type(text) {
    const actions = [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    return this.#act({ type: "key", id: "keys", actions });
  }

  async choose(selector, path) {
    const script = `${EYES} return find(${JSON.stringify(selector)});`;
    const input = await this.#in("POST", "/execute/sync", { script, args: [] });
    await this.#in("POST", `/element/${Object.values(input)[0]}/value`, { text: path });
  }

  async screenshot(path) {
    writeFileSync(path, Buffer.from(await this.#in("GET", "/screenshot"), "base64"));
  }

  /** The window's toolbar keeps it from getting narrower than about 450 px. */
  async resize(width, height) {
    await this.#in("POST", "/window/rect", { width, height });
    const [innerWidth, innerHeight] = await this.run("[innerWidth, innerHeight]");
    await this.#in("POST", "/window/rect", {
      width: width + (width - innerWidth), height: height + (height - innerHeight),
    });
  }

  async back() {
    await this.#in("POST", "/back", {});
  }

  async forward() {
    await this.#in("POST", "/forward", {});
  }

  async close() {
    await this.#call("DELETE", this.session).catch(() => {});
    await this.stage.strike();
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
