// From a report's text, a table or a dataset to a dashboard of one's own, in every engine and from
// each boot: what a clerk does, sees and takes along.
// Never: a sentence of a real report; the texts are made up.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as data from "./dataset.mjs";
import * as office from "./office.mjs";
import * as ui from "./dashboard.mjs";
import * as work from "./workshop.mjs";
import { open, TODAY } from "./driver/index.mjs";
import { openHost, serveHost, shown, SRC } from "./host.mjs";

const REPORT = `铜陵市总工会2025年工作综述

2025年，全市新建工会驿站120家，全市工会会员达到35.2万人。

开展送清凉活动，慰问职工1.2万人次；举办技能竞赛36场。新设“铜鸽”信箱15个。
`;

const TABLE = `城市,年份,指标,数值,单位
安庆,2024,工会驿站,900,家
铜陵,2025,船员之家,12,个
宣城,2025,工会驿站,很多,家
`;

/** 城市,年份,指标,数值,单位 / 安庆,2024,工会驿站,900,家 in GB18030, as Chinese Excel saves it. */
const GB18030 = Buffer.from("b3c7cad02cc4eab7dd2cd6b8b1ea2ccafdd6b52cb5a5cebb0d0ab0b2c7ec2c323032342cb9a4bbe1e6e4d5be2c3930302cbcd20d0a", "hex");

for (const engine of [...TODAY, "chromium89"]) {
  describe(`the workshop in ${engine}`, () => {
    let page, folder;
    before(async () => {
      page = await open(engine);
      folder = mkdtempSync(join(tmpdir(), "union-dashboard-work-"));
    });
    after(async () => {
      await page?.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const start = async (fragment = "") => {
      await ui.openReady(page, `${ui.singleFile()}#${fragment}`);
      await work.enter(page);
    };

    const isUnsaved = () => page.evaluate(() => document.querySelector("union-dashboard").state.unsaved);

    test("a report becomes data by what is accepted, by keyboard", async () => {
      await start();
      await work.paste(page, REPORT);
      await work.step(page, "review");
      const read = await work.figures(page);
      assert.deepEqual(read.map(([printed]) => printed), ["120家", "35.2万人", "1.2万人次", "36场", "15个"]);
      assert.ok(read.every(([, verdict]) => verdict === "open"), "nothing is accepted by itself");
      // What is no figure is marked as such in the text.
      assert.ok((await page.evaluate(() => findAll(".work-none").map((mark) => mark.innerText))).includes("2025年"));

      // The headless Chromium 89 ends where Tab comes to any text field with a value, on a bare page too.
      if (engine === "chromium89") await page.click('[data-reading="0"]');
      else await page.tabTo('[data-reading="0"]');
      await page.until("the first one in hand", () => active().dataset.reading === "0");
      await page.press("a");
      await page.until("the next one in hand", () => active().dataset.reading === "1");
      await page.press("x");
      assert.deepEqual((await work.figures(page)).slice(0, 2).map(([, verdict]) => verdict), ["accepted", "rejected"]);
      await page.press("z");
      await page.until("taken back", () => find('[data-reading="1"]').closest("li").dataset.verdict === "open");

      // A figure without an indicator gets a new one by its name, and is not accepted before.
      await page.click('[data-reading="4"]');
      await work.write(page, 'select[data-field="indicator"]', "");
      await page.click('[data-judge="accept"]');
      await work.tells(page, /没有指标/);
      await work.write(page, '[data-field="new-indicator"]', "“铜鸽”信箱");
      await page.click('[data-judge="accept"]');
      await page.until("accepted", () => find('[data-reading="4"]').closest("li").dataset.verdict === "accepted");
      await work.deed(page, "propose");
      await work.step(page, "proposal");
      assert.match(await work.sum(page), /更改 [01] 项，删除 0 项/);
      await work.deed(page, "agree");
      await work.home(page);
      await work.tells(page, /看板已更新/);

    });

    test("a page with unsaved work asks before it is left", async () => {
      await start();
      page.asked.length = 0;
      await start();
      assert.deepEqual(page.asked, [], "nothing would be lost");
      await work.paste(page, REPORT);
      await work.step(page, "review");
      await page.click('[data-reading="1"]');
      await start();
      // WebKit's driver agrees by itself and does not tell.
      if (engine !== "webkit") assert.deepEqual(page.asked, ["beforeunload"]);
    });

    test("what was agreed is seen, taken back and done again", async () => {
      await start();
      await work.takeFirst(page, REPORT);
      assert.equal(await isUnsaved(), true);
      await work.leave(page);
      await page.click('[data-view="table"]');
      await page.click(`.dashboard input[data-filter="q"]`);
      await page.type("铜陵");
      await page.until("the new row", () => /120/.test(find('section[data-panel="table"] tbody')?.innerText ?? ""));
      await page.click('[data-door="workshop"]');
      await work.home(page);
      await work.deed(page, "undo");
      await work.tells(page, /已撤销/);
      await work.deed(page, "redo");
      await work.tells(page, /已重做/);
    });

    test("a table is mapped, its wrong row told with its place, its right rows taken", async () => {
      await start();
      await page.drop(".dashboard", "各市数据.csv", TABLE);
      await work.step(page, "columns");
      await work.deed(page, "read-table");
      await work.step(page, "rows");
      const said = await work.issues(page);
      assert.ok(said.some(([code, place, text]) => code === "no-figure" && place === "第 4 行第 14 个字符" && /很多/.test(text)), JSON.stringify(said));
      const names = await page.evaluate(() => find(".work-names").innerText);
      assert.match(names, /铜陵市/);
      assert.match(names, /船员之家/);
      await work.deed(page, "propose");
      await work.step(page, "proposal");
      await work.deed(page, "agree");
      await work.home(page);
    });

    test("a long list comes in parts, and all of it can be looked at", async () => {
      await start();
      const wrong = Array.from({ length: 130 }, (_, at) => `安庆,2025,工会驿站,第${at}个,家`);
      const right = Array.from({ length: 70 }, (_, at) => `安庆,${1950 + at},新设工会驿站,${at + 1},家`);
      await work.paste(page, ["城市,年份,指标,数值,单位", ...wrong, ...right].join("\n"));
      await work.step(page, "columns");
      await work.deed(page, "read-table");
      await work.step(page, "rows");
      // Every wrong row, and what there is to say of the new indicator.
      for (const count of [60, 120, 131]) {
        await page.until(`${count} issues`, (count) =>
          findAll('[data-work="rows"] .issues li').filter((item) => item.getClientRects().length).length === count, count);
        if (count < 131) await page.click('.issues [data-deed="more"]');
      }
      // The button is of no use any more: the focus has gone on.
      assert.equal(await page.evaluate(() => find('.issues [data-deed="more"]').getClientRects().length), 0);
      assert.equal(await page.evaluate(() => find("h3:focus")?.closest("[data-work]").dataset.work), "rows");
      const issues = await work.issues(page);
      assert.ok(new Set(issues.map(([, place]) => place)).size >= 130, "each at its own place");
      await work.deed(page, "propose");
      await work.step(page, "proposal");
      const changes = () => page.evaluate(() => findAll("[data-change]").length);
      assert.equal(await changes(), 60);
      await page.click('[data-work="proposal"] [data-deed="more"]');
      await page.until("the rest of the changes", () => findAll("[data-change]").length >= 71);
      await work.deed(page, "cancel");
    });

    test("a long list of choices is whole once it is about to open", async () => {
      await start();
      await work.deed(page, "add");
      const named = () => page.evaluate(() => {
        const select = findAll(".work-fields select").find((select) => select.querySelector("optgroup"));
        return [select.options.length, select.value, select.selectedIndex];
      });
      const [, first] = await named();
      assert.equal(first, data.dataset.indicators[0].id);
      await page.evaluate(() => findAll(".work-fields select").find((select) => select.querySelector("optgroup")).focus());
      await page.until("all indicators", (count) =>
        findAll(".work-fields select").some((select) => select.options.length === count), data.dataset.indicators.length);
      assert.equal((await named())[1], first, "what was chosen is still chosen");
      await work.deed(page, "cancel");
    });

    test("a table as Chinese Excel saves it", async () => {
      await start();
      await page.drop(".dashboard", "表.csv", GB18030);
      await work.step(page, "columns");
      const heads = await page.evaluate(() => findAll('[data-work="columns"] tbody th').map((head) => head.innerText));
      assert.deepEqual(heads, ["城市", "年份", "指标", "数值", "单位"]);
    });

    test("a workbook and a document of office programs", async () => {
      await start();
      await page.drop(".dashboard", "表.xlsx", office.workbook([
        ["城市", "年份", "指标", "数值", "单位"], ["安庆", 2024, "工会驿站", 900, "家"],
      ]));
      await work.step(page, "columns");
      const cells = await page.evaluate(() => findAll('[data-work="columns"] tbody td').map((cell) => cell.innerText.trim()));
      assert.ok(cells.includes("900"), String(cells));
      await work.deed(page, "cancel");
      await work.home(page);
      await page.drop(".dashboard", "答卷.docx", office.document(REPORT.split("\n").filter(Boolean)));
      await work.step(page, "review");
      assert.deepEqual((await work.figures(page)).map(([printed]) => printed), ["120家", "35.2万人", "1.2万人次", "36场", "15个"]);
    });

    test("a dataset's contradiction is shown side by side and decided", async () => {
      await start();
      const other = data.text.replace('"unit": "家"', '"unit": "座"');
      assert.notEqual(other, data.text);
      await page.drop(".dashboard", "数据.json", other);
      await work.step(page, "proposal");
      const shownPair = await page.evaluate(() => findAll('[data-work="clashes"] td').slice(0, 2).map((cell) => cell.innerText));
      assert.deepEqual(shownPair, ["家", "座"]);
      const isBlocked = () => page.evaluate(() => find('[data-deed="agree"]').disabled);
      assert.equal(await isBlocked(), true);
      await work.write(page, '[data-work="clashes"] select', "last");
      await page.until("free", () => !find('[data-deed="agree"]').disabled);
      await work.deed(page, "agree");
      await work.home(page);
    });

    test("what cannot be read says why and what to do, and nothing is lost", async () => {
      await start();
      for (const [name, content, says] of [
        ["没有数字.txt", "这里没有任何统计内容。\n", /没有找到数字/],
        ["表.xlsx", Buffer.from("504b0304140000000800fffefd", "hex"), /另存为.*CSV.*已损坏/],
        ["表.et", Buffer.from("d0cf11e0a1b11ae1ff80ff80ff80ff80", "hex"), /另存为.*CSV/],
        ["图.png", Buffer.from("89504e470d0a1a0affd8ffe000104a46fffe80ff80ff80ff80ff80ff", "hex"), /不是文字/],
        ["空.csv", "", /空|没有内容/],
      ]) {
        await page.drop(".dashboard", name, content);
        await work.tells(page, says);
        await work.home(page);
      }
      await page.drop(".dashboard", "坏.json", '{"schema_version": 1, "cities": [');
      await work.step(page, "proposal").catch(() => {});
      const text = await page.evaluate(() => find('[data-work="proposal"]').innerText);
      assert.match(text, /行/);
      await work.deed(page, "cancel");
      await work.home(page);
      assert.equal(await isUnsaved(), false);
    });

    test("a figure by hand", async () => {
      await start();
      await work.deed(page, "add");
      await work.write(page, '[data-field="printed"] input', "很多");
      await work.deed(page, "keep");
      await work.tells(page, /还不能采纳：.*没有数值/);
      const indicator = data.dataset.indicators[0];
      await work.write(page, '[data-field="printed"] input', `321${indicator.unit}`);
      await work.deed(page, "keep");
      await work.tells(page, /已增加/);
      assert.equal(await isUnsaved(), true);
    });

    if (engine !== "chromium89") {
      test("saved as a page of its own, which can do the same again", async () => {
        await start();
        await work.takeFirst(page, REPORT);
        await work.write(page, '[data-field="title"]', "铜陵看板");
        await work.deed(page, "save-page");
        const { name, bytes } = await page.downloaded(".html");
        assert.match(name, /^铜陵看板-\d{4}-\d{2}-\d{2}\.html$/);
        await work.tells(page, /已下载/);
        const path = join(folder, "saved.html");
        writeFileSync(path, bytes);
        await ui.openReady(page, pathToFileURL(path).href);
        assert.equal(await page.evaluate(() => find("header .title").innerText), "铜陵看板");
        await work.enter(page);
        await work.paste(page, REPORT);
        await work.step(page, "review");
        const report = await page.evaluate(() => find('[data-work="report"] select').selectedOptions[0].innerText);
        assert.match(report, /铜陵/, "the saved page knows the report");
      });

      test("saved without names of persons", async () => {
        await start();
        await page.click('[data-work="save"] input[type="checkbox"]');
        await work.deed(page, "save-data");
        const { bytes } = await page.downloaded(".json");
        const saved = JSON.parse(bytes.toString());
        assert.ok(data.dataset.observations.some(({ scope }) => /^person:/.test(scope ?? "")));
        assert.ok(!saved.observations.some(({ scope }) => /^person:/.test(scope ?? "")));
        assert.ok(saved.sources.every(({ authors }) => !authors || authors.length === 0));
      });
    }

    test("nothing goes wrong behind it", () => {
      // What the oldest kernel says of the policy itself.
      const spurious = engine === "chromium89" ? "console: policy: script-src refused eval" : null;
      assert.deepEqual(page.complaints.filter((complaint) => complaint !== spurious), []);
    });
  });
}

describe("the workshop in an element under a strict policy", () => {
  for (const engine of TODAY) {
    test(`in ${engine}: it comes once, and tells the page of unsaved work`, async () => {
      const page = await open(engine);
      const site = await serveHost();
      try {
        await openHost(page, site, `<union-dashboard src="${SRC}"></union-dashboard>`, { script: "union-dashboard-light.js" });
        await shown(page);
        await work.enter(page);
        const came = site.log.filter((line) => /_more\.wasm/.test(line)).length;
        assert.equal(came, 1, "whoever asks for it, it is loaded once");
        await work.paste(page, REPORT);
        await work.step(page, "review");
        const states = await page.evaluate(() => heard.filter(({ what }) => what === "state").map(({ detail }) => detail.unsaved));
        assert.equal(states.at(-1), true);
        assert.deepEqual(site.reports, []);
        assert.deepEqual(await page.evaluate(() => wrongs), []);
      } finally {
        await page.close();
        await site.close();
      }
    });
  }
});
