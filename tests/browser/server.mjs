// A plain static server on loopback for the tests: a folder below a path, right media types, a
// log, and the answers that a test wants otherwise.
// Never: an answer from outside the folder; anything but loopback.

import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

/** Media types by ending. */
export const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8", ".json": "application/json", ".wasm": "application/wasm",
  ".svg": "image/svg+xml", ".png": "image/png", ".txt": "text/plain; charset=utf-8",
};

/** What a strict policy allows a page that hosts the dashboard, and nothing more. */
export const HOST_POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'",
  "connect-src 'self'", "img-src 'self' data: blob:",
].join("; ");

/**
 * Serves `folder` below `path`.
 * @param answers  by path inside the folder, instead of the file: a string, or
 *   `(request, response) => void`
 * @param policy   a Content-Security-Policy for every answer; reports are collected
 * @param headers  more headers for every answer
 */
export async function serve(folder, options = {}) {
  const { path = "/a/b/", answers = {}, policy = null, headers = {} } = options;
  const site = { log: [], reports: [], answers };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://loopback");
    if (pathname === "/reports") {
      let report = "";
      request.on("data", (part) => (report += part));
      request.on("end", () => site.reports.push(report));
      return response.writeHead(204).end();
    }
    if (policy) response.setHeader("content-security-policy", `${policy}; report-uri /reports`);
    response.setHeader("cache-control", "no-store");
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.on("close", () => site.log.push(`${response.statusCode} ${pathname}`));
    if (!pathname.startsWith(path)) return response.writeHead(404).end("not found");
    const name = normalize(decodeURIComponent(pathname.slice(path.length))) || "index.html";
    const inside = name === "." ? "index.html" : name;
    const answer = site.answers[inside];
    if (typeof answer === "function") return answer(request, response);
    const type = TYPES[extname(inside)] ?? "application/octet-stream";
    if (typeof answer === "string") return send(response, type, Buffer.from(answer));
    const file = join(folder, inside);
    if (inside.startsWith("..") || !existsSync(file) || !statSync(file).isFile()) {
      return response.writeHead(404).end("not found");
    }
    send(response, type, readFileSync(file));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  site.origin = `http://127.0.0.1:${server.address().port}`;
  site.url = site.origin + path;
  site.close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return site;
}

function send(response, type, body) {
  response.writeHead(200, { "content-type": type, "content-length": body.length }).end(body);
}

/** Sends a JSON body in `parts` pieces with a pause between them, its length told before. */
export function slowly(body, parts, pause_ms) {
  return async (request, response) => {
    const bytes = Buffer.from(body);
    response.writeHead(200, { "content-type": "application/json", "content-length": bytes.length });
    for (let part = 0; part < parts; part++) {
      const [from, to] = [part, part + 1].map((at) => Math.round((bytes.length * at) / parts));
      response.write(bytes.subarray(from, to));
      await new Promise((resolve) => setTimeout(resolve, pause_ms));
    }
    response.end();
  };
}
