// The single file, opened from file:// as by double-click, in today's three engines.
// Never: a server.

import { after, before, describe, test } from "node:test";
import { singleFile } from "./dashboard.mjs";
import { EVERY, open } from "./driver/index.mjs";
import * as story from "./story.mjs";

for (const engine of EVERY) {
  describe(`the single file in ${engine}`, () => {
    let page;
    before(async () => (page = await open(engine)));
    after(() => page?.close());

    test("a city picked with the mouse", () => story.byMouse(page, singleFile()));
    test("a city and a year picked with the keyboard", () => story.byKeys(page, singleFile()));
    test("a link to a figure", () => story.byLink(page, singleFile()));
    test("a chart, measured and clicked", () => story.byChart(page, singleFile()));
  });
}
