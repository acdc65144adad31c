// Servers for the embed check: one that does everything right, and the ways in which webmasters'
// servers go wrong, each with what the page must say of it.
// Never: a fault that no real server has.

import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import * as ui from "./dashboard.mjs";
import { HOST_POLICY } from "./server.mjs";

export const WASM = "union-dashboard_bg.wasm";
const MORE = "union-dashboard_more.wasm";
export const ELEMENT = "union-dashboard.js";
export const LIGHT = "union-dashboard-light.js";
export const DATA = "data/achievements.json";
const POLICY = "内容安全策略（Content-Security-Policy）";
const FRAMING = "谁可以用 iframe 嵌入";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8", ".json": "application/json", ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
};

/** What a careful server sends with every file, beside the policy of DESIGN.md, section 5. */
export const CAREFUL = {
  "x-content-type-options": "nosniff", "cache-control": "no-cache",
  "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin", "referrer-policy": "no-referrer",
};

/** Answers with a file of dist/: `headers` over the careful ones, `change` on its bytes. */
export function sent(name, { status = 200, headers = {}, change = (bytes) => bytes, plain } = {}) {
  return (request, response) => {
    const bytes = change(readFileSync(join(ui.DIST, name)));
    const body = plain ? bytes : gzipSync(bytes, { level: 1 });
    const all = {
      ...CAREFUL, "content-type": TYPES[extname(name)], "content-length": body.length,
      ...(plain ? {} : { "content-encoding": "gzip" }), ...headers,
    };
    // `undefined`: a header that is not sent.
    const told = Object.entries(all).filter(([, value]) => value !== undefined);
    response.writeHead(status, Object.fromEntries(told)).end(body);
  };
}

/** Every file of dist/, sent by a careful server; `ways` as in `sent`, by a name's ending. */
export function careful(ways = {}) {
  const names = readdirSync(ui.DIST, { recursive: true }).filter((name) => extname(name));
  const way = (name) => Object.entries(ways).find(([ending]) => name.endsWith(ending))?.[1];
  return Object.fromEntries(names.map((name) => [name, sent(name, way(name))]));
}

const refused = (status) => (request, response) =>
  response.writeHead(status, { ...CAREFUL, "content-type": "text/html" }).end("<h1>no</h1>");

const login = (request, response) =>
  response.writeHead(200, { ...CAREFUL, "content-type": "text/html; charset=utf-8" })
    .end("<!doctype html><title>统一身份认证</title><p>请登录");

const json = (bytes) => (request, response) =>
  response.writeHead(200, { ...CAREFUL, "content-type": "application/json" }).end(bytes);

/** What the text mode of FTP does on its way to a Windows server, and on the way back. */
function toCrlf(bytes) {
  return Buffer.from([...bytes].flatMap((byte) => (byte === 10 ? [13, 10] : [byte])));
}

function toLf(bytes) {
  return Buffer.from(bytes.filter((byte, at) => byte !== 13 || bytes[at + 1] !== 10));
}

/** Read as UTF-8 and written again, as build tools do that fill in placeholders. */
const recoded = (bytes) => Buffer.from(bytes.toString("utf8"), "utf8");

const without = (piece) => HOST_POLICY.replace(piece, "");

/** The policy line of each server, as it must be proposed. `report-uri` is the test server's. */
function lines(policy) {
  return [
    `add_header Content-Security-Policy "${policy}" always;`,
    `Header always set Content-Security-Policy "${policy}"`,
    `<add name="Content-Security-Policy" value="${policy}" />`,
  ];
}

function types(ext, mime) {
  return [
    `${mime} ${ext};`, `AddType ${mime} .${ext}`,
    `<mimeMap fileExtension=".${ext}" mimeType="${mime}" />`,
  ];
}

// verdict: the sentence at the top. finding: the start of its name. says: what was seen and why.
// lines: the remedy, to the letter. everywhere: in all engines, since each says it in its own way.
export const BROKEN = [
  {
    name: "wasm as text/plain, with nosniff",
    ways: { ".wasm": { headers: { "content-type": "text/plain" } } },
    verdict: "可以使用，有 1 处可以改进", finding: WASM, state: "note",
    says: [/HTTP 200 · text\/plain · nosniff/, /内容完整/, /类型应是 application\/wasm/, /打开慢一些/],
    lines: types("wasm", "application/wasm"),
  },
  {
    name: "wasm 404, as IIS without a MIME map answers",
    answers: { [WASM]: refused(404) },
    verdict: "有 1 处要改", finding: WASM, state: "fail", says: [/HTTP 404/, /404\.3/],
    lines: ['<mimeMap fileExtension=".wasm" mimeType="application/wasm" />',
      `location = /a/b/${WASM} { types { } default_type application/wasm; try_files $uri =404; }`],
  },
  {
    name: "the second wasm not copied",
    answers: { [MORE]: refused(404) },
    verdict: "有 1 处要改", finding: MORE, state: "fail", says: [/HTTP 404/, /404\.3/],
    lines: [`location = /a/b/${MORE} { types { } default_type application/wasm; try_files $uri =404; }`],
  },
  {
    name: "wasm 403",
    answers: { [WASM]: refused(403) },
    verdict: "有 1 处要改", finding: WASM, state: "fail", says: [/HTTP 403/, /防火墙/],
    lines: [`location = /a/b/${WASM} { allow all; auth_basic off; }`,
      '<add fileExtension=".wasm" allowed="true" />'],
  },
  {
    name: "wasm cut off",
    ways: { ".wasm": { change: (bytes) => bytes.subarray(0, 200_000) } },
    verdict: "有 1 处要改", finding: WASM, state: "fail",
    says: [/文件不完整：至少应有 \d{6} 字节，只有 200000 字节/, /重新上传/], lines: [],
  },
  {
    name: "wasm through the text mode of FTP", everywhere: true,
    ways: { ".wasm": { change: toCrlf } },
    verdict: "有 1 处要改", finding: WASM, state: "fail",
    says: [/FTP 文本模式改动过：换行符都变成了回车加换行，多出 \d+ 字节/, /FileZilla/],
    lines: [`binary\nput ${WASM}`, "*.wasm binary"],
  },
  {
    name: "wasm through the text mode of FTP, the other way",
    ways: { ".wasm": { change: toLf } },
    verdict: "有 1 处要改", finding: WASM, state: "fail", says: [/FTP 文本模式改动过：回车加换行都变成了换行/],
    lines: [`binary\nput ${WASM}`],
  },
  {
    name: "wasm filtered as text by a build tool",
    ways: { ".wasm": { change: recoded } },
    verdict: "有 1 处要改", finding: WASM, state: "fail", says: [/有 \d+ 处字节被当作文字转了编码/],
    lines: ["*.wasm binary"],
  },
  {
    name: "wasm replaced by a login page",
    answers: { [WASM]: login },
    verdict: "有 1 处要改", finding: WASM, state: "fail", says: [/内容是网页：“统一身份认证”/],
    lines: ["location /a/b/ { auth_basic off; try_files $uri $uri/index.html =404; }\n"
      + "# 登录用的是 auth_request 的，在花括号里再加：auth_request off;"],
  },
  {
    name: "files of two builds",
    ways: { [LIGHT]: { change: (bytes) =>
      Buffer.from(bytes.toString().replace(/"version":"\w+"/, '"version":"0ld0ld00"')) } },
    verdict: "有 1 处要改", finding: "版本", state: "fail",
    says: [/不是同一次发布的文件，新旧混用/, /union-dashboard-light\.js：0ld0ld00/],
    lines: [],
  },
  {
    name: "a policy without 'wasm-unsafe-eval'", everywhere: true,
    policy: without(" 'wasm-unsafe-eval'"),
    verdict: "有 1 处要改", finding: POLICY, state: "fail",
    says: [/响应头：default-src 'none'; script-src 'self'; style/,
      /运行 WebAssembly：被拒绝，script-src 缺 'wasm-unsafe-eval'/],
    lines: lines(`${HOST_POLICY}; report-uri /reports`),
  },
  {
    name: "connect-src 'none'", everywhere: true,
    policy: HOST_POLICY.replace("connect-src 'self'", "connect-src 'none'"),
    verdict: "有 1 处要改", finding: POLICY, state: "fail",
    says: [/读取同一目录的文件：被拒绝，connect-src 缺 'self'/],
    lines: lines(`${HOST_POLICY}; report-uri /reports`),
  },
  {
    name: "images neither from data nor from blob", everywhere: true,
    policy: without(" data: blob:"),
    verdict: "有 1 处要改", finding: POLICY, state: "fail",
    says: [/img-src 缺 data:/, /存成图片（blob:）：被拒绝，img-src 缺 blob:/],
    lines: lines(`${HOST_POLICY}; report-uri /reports`),
  },
  {
    name: "style-src 'none'",
    policy: HOST_POLICY.replace("style-src 'self'", "style-src 'none'"),
    verdict: "可以使用，有 1 处可以改进", finding: POLICY, state: "note",
    says: [/使用样式表：被拒绝，style-src 缺 'self'/],
    lines: lines(`${HOST_POLICY}; report-uri /reports`),
  },
  {
    name: "everything from the own site, the usual policy of security guides",
    policy: "default-src 'self'; object-src 'none'",
    verdict: "有 1 处要改", finding: POLICY, state: "fail", says: [/script-src 缺 'wasm-unsafe-eval'/],
    lines: lines("default-src 'self'; object-src 'none'; report-uri /reports; "
      + "script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:"),
  },
  {
    name: "two policies, of the program and of the server in front of it",
    policy: null,
    ways: { "": { headers: { "content-security-policy":
      ["script-src 'self' 'wasm-unsafe-eval'", "default-src 'self' data: blob:; script-src 'self'"],
    } } },
    verdict: "有 1 处要改", finding: POLICY, state: "fail",
    says: [/响应头：script-src 'self' 'wasm-unsafe-eval'响应头：default-src/],
    lines: lines("script-src 'self' 'wasm-unsafe-eval', "
      + "default-src 'self' data: blob:; script-src 'self' 'wasm-unsafe-eval'"),
  },
  {
    name: "X-Frame-Options: DENY", everywhere: true,
    ways: { "": { headers: { "x-frame-options": "DENY" } } },
    verdict: "可以使用，但不能用 iframe 嵌入", finding: FRAMING, state: "note",
    says: [/X-Frame-Options: DENY/, /任何网页都不能用 iframe 嵌入看板，本网站的也不能/],
    lines: ["Header always unset X-Frame-Options", '<remove name="X-Frame-Options" />'],
  },
  {
    name: "frame-ancestors 'none'",
    policy: `${HOST_POLICY}; frame-ancestors 'none'`,
    verdict: "可以使用，但不能用 iframe 嵌入", finding: FRAMING, state: "note",
    says: [/frame-ancestors 'none'/],
    lines: [`Header always set Content-Security-Policy "${HOST_POLICY}; report-uri /reports; `
      + `frame-ancestors 'self' https://www.example.gov.cn"`],
  },
  {
    name: "sources by their host, wildcards among them",
    policy: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src http:; "
      + "connect-src 127.0.0.1:*; img-src http://127.0.0.1:* data: blob:",
    verdict: "可以使用", finding: POLICY, state: "pass", says: [/看板要用的都允许/], lines: [],
  },
  {
    name: "X-Frame-Options: ALLOW-FROM, which browsers forgot",
    ways: { "": { headers: { "x-frame-options": "ALLOW-FROM https://www.example.gov.cn/" } } },
    verdict: "可以使用", finding: FRAMING, state: "pass", says: [/等于没有限制/], lines: [],
  },
  {
    name: "X-Frame-Options: SAMEORIGIN",
    ways: { "": { headers: { "x-frame-options": "SAMEORIGIN" } } },
    verdict: "可以使用", finding: FRAMING, state: "pass",
    says: [/只有本网站（http:\/\/127\.0\.0\.1:\d+）的网页可以；别的网站用 iframe 嵌入会是空白/],
    lines: ["Header always unset X-Frame-Options"],
  },
  {
    name: "data in GB18030", everywhere: true,
    // The title is 工会.
    answers: { [DATA]: json(
      Buffer.from('{"schema_version":1,"title":"\xb9\xa4\xbb\xe1"}', "latin1")) },
    verdict: "有 1 处要改", finding: DATA, state: "fail", says: [/编码是 GB18030（GBK、ANSI），不是 UTF-8/],
    lines: ["iconv -f GB18030 -t UTF-8 achievements.json > utf8.json "
      + "&& mv utf8.json achievements.json"],
  },
  {
    name: "data replaced by a login page",
    answers: { [DATA]: login },
    verdict: "有 1 处要改", finding: DATA, state: "fail", says: [/内容是网页：“统一身份认证”/, /登录/],
    lines: [],
  },
  {
    name: "data 404",
    answers: { [DATA]: refused(404) },
    verdict: "有 1 处要改", finding: DATA, state: "fail", says: [/HTTP 404/],
    lines: ['<mimeMap fileExtension=".json" mimeType="application/json" />'],
  },
  {
    name: "data cut off",
    answers: { [DATA]: json('{"schema_version":1,"title":"') },
    verdict: "有 1 处要改", finding: DATA, state: "fail", says: [/不是完整的 JSON/], lines: [],
  },
  {
    name: "data of another version",
    answers: { [DATA]: json('{"schema_version":2}') },
    verdict: "有 1 处要改", finding: DATA, state: "fail", says: [/schema_version 是 2，应是 1/], lines: [],
  },
  {
    name: "the element's script as text/plain, with nosniff",
    ways: { [ELEMENT]: { headers: { "content-type": "text/plain" } } },
    verdict: "有 1 处要改", finding: ELEMENT, state: "fail", says: [/又有 nosniff，浏览器不运行它/],
    lines: types("js", "text/javascript"),
  },
  {
    name: "the element's script cut off",
    ways: { [ELEMENT]: { change: (bytes) => bytes.subarray(0, bytes.length / 2) } },
    verdict: "有 1 处要改", finding: ELEMENT, state: "fail", says: [/运行后没有登记元素：.*SyntaxError/],
    lines: [],
  },
  {
    name: "pages and scripts said to be GB2312", everywhere: true,
    ways: {
      ".html": { headers: { "content-type": "text/html; charset=gb2312" } },
      ".js": { headers: { "content-type": "text/javascript; charset=gb2312" } },
    },
    verdict: "有 1 处要改", finding: "编码声明", state: "fail",
    says: [/本页：text\/html; charset=gb2312/, /汉字会是乱码/],
    lines: ["AddDefaultCharset UTF-8\nAddCharset UTF-8 .html .js .css .json"],
  },
  {
    name: "a file of the served page is missing",
    lost: /^page-.*\.css$/,
    verdict: "有 1 处要改", finding: "index.html", state: "fail", says: [/取不到：page-\w+\.css（404）/],
    lines: [],
  },
  {
    name: "nothing compressed",
    ways: { "": { plain: true } },
    verdict: "可以使用，有 1 处可以改进", finding: "压缩传输", state: "note",
    says: [/union-dashboard_bg\.wasm：\d+ KB，压缩后 \d+ KB/],
    lines: ["gzip on;\ngzip_types application/wasm application/json text/javascript "
      + "application/javascript text/css;"],
  },
  {
    name: "nothing may be kept",
    ways: { "": { headers: { "cache-control": "no-store" } } },
    verdict: "可以使用，有 1 处可以改进", finding: "缓存", state: "note", says: [/每次打开都要重新下载/],
    lines: ["location /a/b/ { expires -1; etag on; }"],
  },
];
