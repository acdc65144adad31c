// What the dataset says, worked out here once more and plainly, so that the tests do not ask the
// program what the program should show.
// Never: import anything of the program.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../../public/data/achievements.json", import.meta.url));

/** The text of the dataset that ships, and the dataset. */
export const text = readFileSync(FILE, "utf8");
export const dataset = JSON.parse(text);

/** First and last year that a period touches: an open interval touches its end alone. */
function years(period) {
  const [from, to = from] = period.split("/");
  const year = (date) => Number(date.replace("../", "").slice(0, 4));
  return period.startsWith("../") ? [year(period), year(period)] : [year(from), year(to)];
}

/** The observations of cities (codes) that touch a range of years; all without an argument. */
export function select({ city = [], year = null } = {}) {
  const [from, to] = year ?? [-Infinity, Infinity];
  return dataset.observations.filter((observation) => {
    const [first, last] = years(observation.period);
    return (!city.length || city.includes(observation.city)) && first <= to && last >= from;
  });
}

/** An observation's key. */
export function key({ source, paragraph, offset, indicator }) {
  return [source, paragraph, offset, indicator].join(":");
}

/** The value that is shown by default: corrected where the correction is certain. */
export function shown({ value, doubt }) {
  return doubt?.confidence === "certain" && doubt.probable !== null ? doubt.probable : value;
}

/** The number at the head of a text such as "至少 76.15万人" or "1,208 家"; NaN without one. */
export function number(text) {
  const found = /(\d[\d,]*(?:\.\d+)?)\s*([万亿]?)/.exec(text);
  const scale = { "": 1, 万: 1e4, 亿: 1e8 };
  return found ? Number(found[1].replaceAll(",", "")) * scale[found[2]] : NaN;
}

/** A city by its code. */
export function city(code) {
  return dataset.cities.find((city) => city.code === code);
}
