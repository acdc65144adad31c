// The program as a contender in a harness of browser tools: its engine answers `filter`, its charts
// are what `draw` draws. A chart is drawn again when its numbers have changed, as in the program;
// of the heat map what is in view of its box, or all of it where the box has `data-whole`.
// Never: a number that the program's engine did not count.

import init, { Room, Rows, Sheet } from "./contender.js";

const LINES = 5;
const MOST_BARS = 20;

/** The module's memory. */
let memory;
/** The rows, their names, and how names are numbered. */
let rows, names, numbers;
/** The filter as it was given last, and what came of it. */
let asked, answer;
/** The program's charts, of the names that were drawn first, and their canvases. */
let sheet, known;
const canvases = {};
/** The width of the matrix: the box's, or as much as its totals have taken. */
let heatWidth = 885;
/** How far the box of the matrix is scrolled down. */
let scrolled = 0;
/** What each chart was drawn from, so that the same is not drawn twice. */
let drawn = {};

/** A text as UTF-8 in the module's memory, and its bytes: as many as its units, or up to three each. */
function written(text, most = text.length) {
  const room = new Room(most);
  const bytes = new Uint8Array(memory.buffer, room.start(), most);
  const { read, written: length } = new TextEncoder().encodeInto(text, bytes);
  if (read === text.length) return [room, length];
  room.free();
  return written(text, 3 * text.length);
}

function load(text) {
  rows?.free();
  rows = Rows.read(...written(text));
  if (!rows) throw new Error("not the JSON of observations");
  names = JSON.parse(rows.names());
  numbers = names.map((list) => new Map(list.map((name, at) => [name, at])));
  sheet?.free();
  sheet = answer = undefined;
  drawn = {};
}

/** Which of the names pass, a byte each. */
function passing(list, passes) {
  return Uint8Array.from(list, (name) => (passes(name) ? 1 : 0));
}

function filter(spec) {
  const [cities, years, categories] = names;
  const chosen = new Uint8Array(cities.length);
  if (!spec.city) chosen.fill(1);
  else for (const name of spec.city) if (numbers[0].has(name)) chosen[numbers[0].get(name)] = 1;
  const passes = [
    chosen,
    passing(years, (year) => !spec.year || (year >= spec.year[0] && year <= spec.year[1])),
    passing(categories, (name) => !spec.category || name === spec.category),
  ];
  const all = rows.filter(...passes);
  let at = 1;
  const view = (keys) => {
    const [count, sum] = [all.subarray(at, at + keys.length), all.subarray(at + keys.length, at + 2 * keys.length)];
    at += 2 * keys.length;
    return { keys, count, sum };
  };
  answer = { count: all[0], byCity: view(cities), byYear: view(years), byCategory: view(categories), top: [] };
  for (; at < all.length; at += 2) answer.top.push({ key: names[3][all[at]], sum: all[at + 1] });
  asked = passes;
  return answer;
}

/** The charts of the filter as it stands: each as what it depends on and how its numbers come. */
function own() {
  const [cities, years, categories] = names;
  const inOrder = (list, compare) => Uint32Array.from(list.keys()).sort((a, b) => compare(list[a], list[b]));
  const byYear = inOrder(years, (a, b) => a - b);
  const first = inOrder(categories, (a, b) => (a < b ? -1 : 1)).slice(0, LINES);
  return {
    bar: { on: [asked[1], asked[2]], numbers: () => {
      const { sum } = answer.byCity;
      const biggest = Uint32Array.from(sum.keys()).sort((a, b) => sum[b] - sum[a]).slice(0, MOST_BARS);
      return { cities: biggest, values: Float64Array.from(biggest, (city) => sum[city]) };
    } },
    line: { on: [asked[0]], numbers: () => rows.lines(asked[0], first, byYear) },
    heat: { on: [asked[2]], numbers: () => rows.heat(asked[2], byYear) },
    names: () => ({ cities, years: Array.from(byYear, (at) => years[at]), series: Array.from(first, (at) => categories[at]) }),
  };
}

/** The charts of numbers that were handed in. */
function given({ bar, line, heat }) {
  return {
    bar: { numbers: () => ({ cities: Uint32Array.from(bar.labels, (name) => known.get(name)), values: Float64Array.from(bar.values) }) },
    line: { numbers: () => Float64Array.from(line.series.flatMap((series) => series.values)) },
    heat: { numbers: () => heat.values },
    names: () => ({ cities: heat.rows, years: heat.cols, series: line.series.map(({ name }) => name) }),
  };
}

function draw(views, part) {
  const charts = views ? given(views) : own();
  // Asked after a chart was drawn, the browser would lay out the page anew for the answer.
  scrolled = document.getElementById("heat").scrollTop;
  if (!sheet) prepare(charts.names());
  for (const name of part ? [part] : ["bar", "line", "heat"]) {
    const { on, numbers } = charts[name];
    const key = on && on.map((list) => list.join("")).join();
    if (key && key === drawn[name]) continue;
    drawn[name] = key;
    paint[name](numbers());
  }
}

const paint = {
  bar: ({ cities, values }) => sheet.bars(canvases.bar, 600, cities, values),
  line: (values) => sheet.lines(canvases.line, 600, known.size, values),
  heat(values) {
    const box = document.getElementById("heat");
    const seen = "whole" in box.dataset ? Infinity : 680;
    const show = () => {
      const [width, height] = sheet.matrix(canvases.heat, heatWidth, values, scrolled, seen);
      canvases.heat.parentElement.style.height = `${height}px`;
      if (width <= heatWidth) return;
      // Longer totals: all columns are drawn, and the box scrolls sideways.
      heatWidth = width;
      show();
    };
    show();
    const follow = () => {
      scrolled = box.scrollTop;
      show();
    };
    box.onscroll = seen < Infinity ? follow : null;
  },
};

/** The program's charts for the names of cities, years and series. */
function prepare({ cities, years, series }) {
  known = new Map(cities.map((name, at) => [name, at]));
  const city = (name, at) => ({ code: String(100000 + at), name, short_name: name, province: "省", aliases: [] });
  sheet = new Sheet(JSON.stringify({
    schema_version: 1, title: "t", updated: "2026-01-01", license: null, per_capita_indicator: null,
    cities: [...cities, ...series].map(city),
    categories: years.map((year, at) => ({ id: `c${at}`, name: String(year) })),
    indicators: [{ id: "i", name: "合计", unit: "元", category: "c0", measure: "flow" }],
    sources: [{ id: "s", title: "t", city: "100000", period: "2025" }],
    observations: [{ source: "s", city: "100000", period: "2025", indicator: "i", value: 1, printed: "1元", paragraph: 1, offset: 0 }],
    relations: [], honours: [],
  }));
  for (const name of ["bar", "line", "heat"]) {
    if (canvases[name]) continue;
    const space = document.createElement("div");
    canvases[name] = space.appendChild(document.createElement("canvas"));
    canvases[name].style.display = "block";
    document.getElementById(name).append(space);
  }
}

window.contender = {
  name: "union-dashboard", ready: init({ module_or_path: "contender_bg.wasm" }).then((module) => ({ memory } = module)), parts: ["bar", "line", "heat"], load, filter, draw,
};
