// The exports to test: one folder a dataset in $EXPORTS, as `cargo xtask test` makes them.
// Never: taking a missing export for an export without faults.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

const FOLDER = process.env.EXPORTS;
if (!FOLDER) throw new Error("EXPORTS names no folder: run `cargo xtask test`");

/** The names of the exported datasets. */
export const names = readdirSync(FOLDER).sort();
if (names.length === 0) throw new Error(`${FOLDER} is empty`);

/** The lines of a table as objects of texts; a line of another length is an error. */
export function table(name, file) {
  const options = { bom: true, columns: true, record_delimiter: "\r\n" };
  return parse(readFileSync(join(FOLDER, name, file)), options);
}

/** The JSON-stat response, not yet read. */
export function response(name) {
  return JSON.parse(readFileSync(join(FOLDER, name, "observations.jsonstat.json"), "utf8"));
}
