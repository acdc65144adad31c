// The JSON-stat export, read by the toolkit of the format's author and held against the CSV, which
// another library reads.
// Never: looking a value up by other means than the toolkit's.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import JSONstat from "jsonstat-toolkit";
import { names, response, table } from "./exports.mjs";

/** What a status code must say of a line of the CSV. */
const LETTERS = {
  bound: { at_least: "g", at_most: "l", approximate: "a", range: "x", vague: "v" },
  status: { target: "t", repeat: "o", part: "w" },
};

/** The guard of a text that would be a formula, off again. */
const unguarded = (text) => text.replace(/^'(?='*[=+\-@\t\r])/, "");

/** The figures of a response by their keys, as the toolkit finds them; and how many cells say anything. */
function figures(json) {
  const found = new Map();
  let filled = 0;
  const collection = JSONstat(json);
  assert.equal(collection.class, "collection");
  for (const dataset of collection.Dataset()) {
    assert.equal(dataset.class, "dataset");
    filled += dataset.Data().filter((cell) => cell.value !== null || cell.status !== null).length;
    dataset.Unflatten((place, cell, at) => {
      const figure = dataset.extension.figures[at];
      if (!figure) return;
      assert.ok(!found.has(figure.key), `${figure.key} stands twice`);
      found.set(figure.key, { dataset, place, cell, figure });
    });
  }
  return { found, filled };
}

/** Where a response and the lines of the CSV differ, a sentence each. */
function differences(json, lines) {
  const { found, filled } = figures(json);
  const differences = [];
  const same = (key, what, is, expect) => {
    if (is !== expect) differences.push(`${key}: ${what} is ${is}, not ${expect}`);
  };
  for (const line of lines) {
    const id = unguarded(line.indicator_id);
    const key = [unguarded(line.source_id), line.paragraph, line.offset, id].join(":");
    const seen = found.get(key);
    found.delete(key);
    if (!seen) {
      differences.push(`${key} is missing`);
      continue;
    }
    const { dataset, place, cell, figure } = seen;
    same(key, "city", place.city, line.city_code);
    same(key, "period", place.period, line.period);
    same(key, "indicator", place.indicator, id);
    same(key, "scope", place.scope, line.scope);
    same(key, "status", place.status, line.status);
    const value = line.value_used === "" ? null : Number(line.value_used);
    same(key, "value", cell.value, value);
    // The same cell by name, which is how a reader asks for it.
    same(key, "value by name", dataset.Data(place).value, value);
    const isCorrected = line.value !== line.value_used;
    const doubt = line.doubt === "" ? "" : isCorrected ? "r" : "u";
    const bound = LETTERS.bound[line.bound] ?? "";
    const code = bound + (LETTERS.status[line.status] ?? "") + doubt;
    same(key, "code", cell.status ?? "", code);
    if (code) assert.ok(dataset.extension.status.label[code], `${code} is not explained`);
    const unit = dataset.Dimension("indicator").Category(id).unit;
    same(key, "unit", unit.label, line.unit);
    same(key, "digits", (line.value_used.split(".")[1] ?? "").length <= unit.decimals, true);
    const label = dataset.Dimension("city").Category(line.city_code).label;
    same(key, "city's name", label, line.city);
    if (line.printed) same(key, "printed", figure.printed, unguarded(line.printed));
  }
  for (const key of found.keys()) differences.push(`${key} is not in the CSV`);
  const said = lines.filter((line) => line.value_used !== "" || line.bound !== "exact").length;
  same("all", "cells with a value or a code", filled, said);
  return differences;
}

/** The reasons of the doubts, by key. */
function reasons(name) {
  const rows = table(name, "annotations.csv").filter((row) => row.reason !== "");
  return rows.map((row) => [row.source_id, row.paragraph, row.offset, row.indicator_id]
    .map(unguarded).join(":"));
}

for (const name of names) {
  describe(`JSON-stat of ${name}`, () => {
    const lines = table(name, "observations.csv");

    test("has figures", () => assert.ok(lines.length > 0));

    test("every line of the CSV is one cell", () => {
      assert.deepEqual(differences(response(name), lines), []);
    });

    test("roles are those of the dimensions", () => {
      for (const dataset of JSONstat(response(name)).Dataset()) {
        const role = (what) => dataset.Dimension({ role: what }).map((dimension) => dimension.label);
        assert.deepEqual(role("geo"), ["城市 City"]);
        assert.deepEqual(role("time"), ["时期 Period"]);
        assert.deepEqual(role("metric"), ["指标 Indicator"]);
      }
    });

    test("every doubt's reason is among the notes", () => {
      const notes = JSONstat(response(name)).Dataset().flatMap((dataset) => dataset.note);
      const doubted = reasons(name);
      assert.equal(doubted.length, lines.filter((line) => line.doubt !== "").length);
      for (const key of doubted) assert.ok(notes.some((note) => note.endsWith(` ${key}`)), key);
    });

    test("a wrong cell is found", () => {
      const item = (json) => json.link.item[0];
      const cell = (json) => Object.keys(item(json).value)[0];
      const faults = {
        "another value": (json) => (item(json).value[cell(json)] += 1),
        "a zero for what is absent": (json) => {
          const size = item(json).size.reduce((cells, size) => cells * size, 1);
          const places = Array.from({ length: size + 1 }, (_, at) => String(at));
          const free = places.find((at) => !item(json).extension.figures[at]);
          // A full cube has no free cell: one is made by a further mention.
          if (Number(free) === size) {
            item(json).size[5] += 1;
            item(json).dimension.mention.category.index.push("+");
          }
          item(json).value[free] = 0;
        },
        "a lost value": (json) => delete item(json).value[cell(json)],
        "a lost cube": (json) => json.link.item.pop(),
        "a category out of place": (json) => item(json).dimension.indicator.category.index.reverse(),
        "a code": (json) => (item(json).status = { ...item(json).status, [cell(json)]: "lr" }),
      };
      for (const [fault, make] of Object.entries(faults)) {
        const json = response(name);
        make(json);
        let found;
        try {
          found = differences(json, lines);
        } catch (error) {
          found = [error.message];
        }
        assert.notDeepEqual(found, [], fault);
      }
    });
  });
}
