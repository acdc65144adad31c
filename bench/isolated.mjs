// A server on the loopback whose pages are cross-origin isolated, so that their clock is fine.
// Never: a file that the benchmark did not name.

import { createServer } from "node:http";
import { extname } from "node:path";

const TYPES = {
  ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
  ".json": "application/json", ".svg": "image/svg+xml",
};

/** Serves what `body` gives for a path; null is not there. */
export async function serveIsolated(body) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://loopback").pathname);
    const found = body(path);
    if (found === null) return response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": TYPES[extname(path)] ?? "text/html",
      "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp",
    });
    response.end(found);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return server;
}
