// The embed check against servers that are right and servers that are broken: what a webmaster
// reads, and the line that he is given, to the letter.
// Never: look into the page's script; a webmaster does not either.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { BROKEN, careful, sent } from "./broken.mjs";
import * as ui from "./dashboard.mjs";
import { OLD, open, TODAY } from "./driver/index.mjs";
import { HOST_POLICY, serve } from "./server.mjs";

const PAGE = "embed-check.html";
/** Headers that would keep the scripts from a page without an origin. */
const UNTIED = {
  "cross-origin-resource-policy": undefined, "cross-origin-embedder-policy": undefined,
};
const PERMISSIONS = "allow-scripts allow-same-origin allow-downloads allow-modals allow-popups";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Serves dist/ with care, but for what a case breaks. */
async function served({ ways = {}, answers = {}, policy = HOST_POLICY, lost } = {}) {
  ui.built(PAGE);
  const all = { ...careful(ways), ...answers };
  for (const name of Object.keys(all)) {
    if (lost?.test(name)) all[name] = (request, response) => response.writeHead(404).end();
  }
  return serve(ui.DIST, { answers: all, policy });
}

/** What the page says when it is done: the verdict, and each finding with its lines. */
async function diagnosis(page) {
  await page.until("the verdict", () => Boolean(find("#report[data-done]")));
  return page.evaluate(() => ({
    verdict: find("#verdict").innerText,
    copied: find("#text").value,
    findings: findAll("#findings li[data-state]").map((item) => ({
      state: item.dataset.state,
      name: item.querySelector(".name").innerText,
      mark: item.querySelector(".mark").innerText,
      text: item.textContent,
      lines: [...item.querySelectorAll("pre")].map((block) => block.textContent),
    })),
  }));
}

async function examined(page, site) {
  await page.open(site.url + PAGE);
  return diagnosis(page);
}

function found(seen, name) {
  const finding = seen.findings.find((one) => one.name.startsWith(name));
  assert.ok(finding, `nothing is said of ${name}, only of ${seen.findings.map((one) => one.name)}`);
  return finding;
}

function holdsLine(finding, line) {
  // Firefox tells a policy with its addresses made whole.
  const blocks = finding.lines.map((block) => block.replace(/http:[\d./:]+\/reports/g, "/reports"));
  const holds = blocks.some((block) =>
    block === line || block.split("\n").some((one) => one.trim() === line));
  assert.ok(holds, `not offered: ${line}\nbut: ${finding.lines.join("\n")}`);
}

for (const engine of TODAY) {
  describe(`the embed check of a strict server, in ${engine}`, () => {
    let page, site;
    before(async () => {
      site = await served();
      page = await open(engine);
    });
    after(async () => {
      await page?.close();
      await site?.close();
    });

    test("all is well, and nothing was refused", async () => {
      const seen = await examined(page, site);
      const rest = seen.findings.filter(({ state }) => state !== "pass");
      assert.deepEqual(rest.map(({ name, text }) => [name, text]), []);
      assert.equal(seen.verdict, "可以使用");
      assert.ok(seen.findings.length >= 12, `${seen.findings.length} findings`);
      assert.match(found(seen, "跨源隔离").text, /Cross-Origin-Embedder-Policy: require-corp/);
      assert.deepEqual(site.reports, []);
      assert.deepEqual(page.complaints, []);
    });

    test("nothing was asked for outside the folder", async () => {
      assert.deepEqual(site.log.filter((line) => !line.startsWith("200 /a/b/")), []);
      const strange = page.requests.filter((url) => !url.startsWith(site.url) && /^http/.test(url));
      assert.deepEqual(strange, []);
    });

    test("the lines to embed it name this folder", async () => {
      const text = await page.evaluate(() => find("#snippets").textContent);
      assert.ok(text.includes(`<script src="${site.url}union-dashboard.js" defer></script>`));
      assert.ok(text.includes(`<union-dashboard src="${site.url}data/achievements.json">`));
      assert.ok(text.includes(`<iframe src="${site.url}index.html"`));
    });
  });
}

for (const engine of TODAY) describe(`the embed check of broken servers, in ${engine}`, () => {
  let page;
  before(async () => (page = await open(engine)));
  after(() => page?.close());

  for (const broken of BROKEN.filter((one) => one.everywhere || engine === "chromium")) {
    test(broken.name, async () => {
      const site = await served(broken);
      try {
        const seen = await examined(page, site);
        const finding = found(seen, broken.finding);
        assert.equal(finding.state, broken.state);
        for (const words of broken.says) assert.match(finding.text, words);
        for (const line of broken.lines) {
          holdsLine(finding, line);
          const flat = (text) => text.replace(/\s+/g, " ");
          const copied = flat(seen.copied).replaceAll(site.origin + "/reports", "/reports");
          assert.ok(copied.includes(flat(line)), `not in the copied text: ${line}`);
        }
        assert.equal(seen.verdict, broken.verdict);
      } finally {
        await site.close();
      }
    });
  }
});

// What can be seen without its script: it must be enough to put things right.
const BLOCKED = [
  ["script-src 'none'", { policy: HOST_POLICY.replace(/script-src [^;]+/, "script-src 'none'") },
    /script-src（没有它时是 default-src）里要有 'self'/],
  ["a sandbox without allow-scripts", { policy: `${HOST_POLICY}; sandbox` },
    /sandbox allow-scripts allow-same-origin allow-downloads allow-modals allow-popups/],
  ["scripts as text/plain, with nosniff",
    { ways: { ".js": { headers: { "content-type": "text/plain" } } } },
    /types \{ \} 里要有：\s+text\/javascript js;/],
  ["a part of the check not uploaded", { lost: /^embed-check\.files\.js$/ }, /脚本没有传全/],
];

for (const engine of ["chromium", "firefox"]) {
  describe(`the embed check without its script, in ${engine}`, () => {
    let page;
    before(async () => (page = await open(engine)));
    after(() => page?.close());

    for (const [name, broken, words] of BLOCKED) {
      test(name, async () => {
        const site = await served(broken);
        try {
          await page.open(site.url + PAGE);
          await new Promise((resolve) => setTimeout(resolve, 500));
          const text = await page.evaluate(() => document.body.innerText);
          assert.match(text, /如果一直看到这一段，说明脚本被拦截/);
          assert.match(text, words);
          assert.ok(text.includes(`add_header Content-Security-Policy "${HOST_POLICY}" always;`));
          assert.doesNotMatch(text, /正在检查/);
        } finally {
          await site.close();
        }
      });
    }
  });
}

test("without its sheet it reads from top to bottom, and hides what is hidden", async () => {
  const policy = HOST_POLICY.replace("style-src 'self'", "style-src 'none'");
  const site = await served({ policy });
  const page = await open("chromium");
  try {
    await examined(page, site);
    const text = await page.evaluate(() => document.body.innerText);
    assert.ok(text.indexOf("可以使用") < text.indexOf("内容安全策略"));
    assert.doesNotMatch(text, /请按 Ctrl\+C|脚本被拦截/);
    assert.match(text, /✓ 通过/);
  } finally {
    await page.close();
    await site.close();
  }
});

test("Trusted Types are no hindrance, and nothing is refused", async () => {
  const policy = `${HOST_POLICY}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const site = await served({ policy });
  const page = await open("chromium");
  try {
    const seen = await examined(page, site);
    assert.equal(seen.verdict, "可以使用");
    assert.equal(found(seen, "Trusted Types").state, "pass");
    assert.deepEqual(site.reports, []);
  } finally {
    await page.close();
    await site.close();
  }
});

for (const engine of OLD) {
  test(`the kernel of ${engine}: works, but under a policy shows the tables alone`, async () => {
    const page = await open(engine);
    const strict = await served();
    const lax = await served({ policy: null });
    try {
      const free = await examined(page, lax);
      assert.equal(free.verdict, "可以使用");
      const bound = await examined(page, strict);
      assert.equal(bound.verdict, "这个浏览器只能显示静态表");
      const finding = found(bound, "运行 WebAssembly");
      assert.match(finding.text, /这个内核太旧，不认识策略里的 'wasm-unsafe-eval'/);
      assert.match(finding.text, /内核要 97 以上/);
      // The server did nothing wrong.
      assert.equal(found(bound, "内容安全策略").state, "pass");
    } finally {
      await page.close();
      await strict.close();
      await lax.close();
    }
  });
}

for (const engine of TODAY) {
  test(`from a file, in ${engine}: kernel, script, and what cannot be seen`, async () => {
    const page = await open(engine);
    try {
      await page.open(pathToFileURL(ui.built(PAGE)).href);
      const seen = await diagnosis(page);
      assert.equal(seen.verdict, "这个浏览器可以使用；服务器没有检查");
      assert.match(found(seen, "union-dashboard.js").text, /就在旁边，试运行成功/);
      assert.match(found(seen, "服务器的设置").text, /把整个目录传到服务器/);
      assert.deepEqual(page.complaints, []);
    } finally {
      await page.close();
    }
  });
}

describe("the embed check in a frame, in chromium", () => {
  const COMPANION = `addEventListener("message", (event) => {
    const frame = document.querySelector("iframe");
    const { type, height } = event.data;
    if (event.source !== frame.contentWindow || type !== "union-dashboard:height") return;
    frame.style.height = height + "px";
  });`;
  let page, site;
  before(async () => {
    site = await served({ policy: null });
    page = await open("chromium");
  });
  after(async () => {
    await page?.close();
    await site?.close();
  });

  async function framed(attributes, companion = "") {
    site.answers["host.js"] = companion;
    site.answers["host.html"] = `<!doctype html><script src="host.js"></script>
      <iframe src="${PAGE}" width="800" height="500" ${attributes}></iframe>`;
    await page.open(`${site.url}host.html`);
    return diagnosis(page);
  }

  test("with the companion it grows to its content", async () => {
    const seen = await framed("", COMPANION);
    assert.match(found(seen, "自动高度").text, /自动高度已生效/);
    await page.until("no scroll bar", () => {
      const { documentElement } = document.querySelector("iframe").contentDocument;
      return documentElement.scrollHeight <= documentElement.clientHeight + 1;
    });
  });

  test("without it, the lines to paste", async () => {
    const finding = found(await framed(""), "自动高度");
    assert.match(finding.text, /自动高度未生效/);
    holdsLine(finding, `<script src="${site.url}union-dashboard-frame.js" defer></script>`);
  });

  test("a sandbox that lacks permissions", async () => {
    const finding = found(await framed('sandbox="allow-scripts allow-same-origin"'), "沙箱");
    assert.equal(finding.state, "note");
    assert.match(finding.text, /缺 allow-downloads、allow-modals、allow-popups/);
    assert.match(finding.text, /不能打印/);
  });

  test("a sandbox in the header, without an origin", async () => {
    const header = { "content-security-policy": "sandbox allow-scripts" };
    Object.assign(site.answers, careful({ "": { headers: UNTIED } }));
    site.answers[PAGE] = sent(PAGE, { headers: { ...header, ...UNTIED } });
    await page.open(site.url + PAGE);
    const finding = found(await diagnosis(page), "沙箱");
    assert.equal(finding.state, "fail");
    holdsLine(finding, `sandbox ${PERMISSIONS}`);
    Object.assign(site.answers, careful());
  });

  test("a sandbox without an origin: the single file is offered", async () => {
    // Else no script comes through at all, and the page says that.
    Object.assign(site.answers, careful({ "": { headers: UNTIED } }));
    site.answers["host.html"] = `<!doctype html>
      <iframe src="${PAGE}" width="800" height="500" sandbox="allow-scripts"></iframe>`;
    await page.open(`${site.url}host.html`);
    const frame = page.tab.frames().find((one) => one.url().endsWith(PAGE));
    await frame.waitForSelector("#report[data-done]");
    const text = await frame.$eval("#text", (field) => field.value);
    assert.match(text, /有 1 处要改/);
    assert.match(text, /单文件 union-dashboard\.html 不受影响/);
    const line = `<iframe src="${site.url}union-dashboard.html" sandbox="allow-scripts allow-down`;
    assert.ok(text.includes(line));
  });
});

describe("the embed check in the hand", () => {
  let page, site;
  before(async () => {
    site = await served({ ways: { ".wasm": { headers: { "content-type": undefined } } } });
    page = await open("chromium");
  });
  after(async () => {
    await page?.close();
    await site?.close();
  });

  test("the whole report is copied with one button", async () => {
    const seen = await examined(page, site);
    for (const { name } of seen.findings) assert.ok(seen.copied.includes(name), name);
    assert.ok(seen.copied.includes(site.url));
    await page.click("#copy");
    // Into the clipboard, or, where the browser keeps it, into a field where all is selected.
    await page.until("copied, or selected", () => {
      const field = find("#text");
      return find("#copied").innerText === "已复制" ||
        (field.offsetParent && field.selectionEnd - field.selectionStart === field.value.length);
    });
  });

  test("a clipboard that is refused: the text, selected", async () => {
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
      document.execCommand = () => false;
    });
    await page.click("#copy");
    await page.until("the selected text", () => {
      const { selectionEnd, value } = find("#text");
      return active() === find("#text") && selectionEnd === value.length && value.length > 500;
    });
    assert.match(await page.evaluate(() => find("#by-hand").innerText), /请按 Ctrl\+C/);
  });

  test("with the keyboard, from the verdict to a remedy", async () => {
    await examined(page, site);
    await page.tabTo('#summary a');
    await page.press("Enter");
    await page.tabTo("#findings details:nth-of-type(2) summary");
    await page.press("Enter");
    assert.ok(await page.evaluate(() => active().parentElement.open));
  });

  test("every piece of a web.config is well-formed", async () => {
    const count = await page.evaluate(() => {
      const blocks = findAll("#reference pre").map((block) => block.textContent)
        .filter((text) => text.startsWith("<configuration>"));
      for (const text of blocks) {
        const read = new DOMParser().parseFromString(text, "application/xml");
        if (read.querySelector("parsererror")) throw new Error(text);
      }
      return blocks.length;
    });
    assert.ok(count >= 8, `${count} pieces`);
  });

  for (const dark of [false, true]) {
    for (const width of [1280, 360]) {
      const guise = `${width} px, ${dark ? "dark" : "light"}`;
      test(`no complaint of axe, nothing clipped, ${guise}`, async () => {
        await page.resize(width, 900, { dark });
        await examined(page, site);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${wide} px too wide`);
        await page.run(AXE);
        const violations = await page.run(`axe.run(document, { runOnly: ${JSON.stringify(TAGS)} })
          .then((all) => all.violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)]))`);
        assert.deepEqual(violations, []);
      });
    }
  }
});

test("the scripts hold to the syntax of ECMAScript 5, and nothing is inline", () => {
  const parts = ["", ".policies", ".files", ".report"].map((part) => `embed-check${part}.js`);
  for (const name of parts) {
    const text = readFileSync(ui.built(name), "utf8").replace(/^\s*\/\/.*$/gm, "");
    const newer = /=>|`|\b(let|const|class|async|await)\s|\.\.\.[\w[]|\?\.|\?\?|\beval\(/;
    assert.doesNotMatch(text, newer, name);
    assert.doesNotMatch(text, /innerHTML|localStorage|sessionStorage|document\.cookie/, name);
  }
  const page = readFileSync(ui.built(PAGE), "utf8");
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script>/);
});
