// The hand-written peer: typed arrays for the rows, one pass for each change, a canvas by hand.
// Never: a library.

import { drawn, element, frame, load, years } from "./content.js";

const COLOURS = ["#a61b29", "#1f6f9b", "#c98a12", "#5b4a94", "#3f8560", "#8d5a3b"];

load().then((text) => {
  const dataset = JSON.parse(text);
  const rows = dataset.observations;
  const index = (list, key) => new Map(list.map((entry, at) => [entry[key], at]));
  const ids = {
    city: index(dataset.cities, "code"),
    category: index(dataset.categories, "id"),
    indicator: index(dataset.indicators, "id"),
  };
  const column = {
    city: Uint16Array.from(rows, (row) => ids.city.get(row.city)),
    indicator: Uint16Array.from(rows, (row) => ids.indicator.get(row.indicator)),
  };
  const categoryOf = dataset.indicators.map(({ category }) => ids.category.get(category));
  column.category = Uint16Array.from(column.indicator, (indicator) => categoryOf[indicator]);
  const spans = rows.map(({ period }) => years(period));
  const from = Uint16Array.from(spans, ([from]) => from);
  const to = Uint16Array.from(spans, ([, to]) => to);

  const NAMES = ["city", "category", "indicator"];
  const chosen = { city: null, category: null, indicator: null };
  let range = [-Infinity, Infinity];
  let counts, selected;

  /** One pass: a row that fails one filter alone still counts for that filter's options. */
  function select() {
    counts = Object.fromEntries(NAMES.map((name) => [name, new Uint32Array(ids[name].size)]));
    selected = [];
    for (let row = 0; row < rows.length; row++) {
      if (from[row] > range[1] || to[row] < range[0]) continue;
      let failed = null, fails = 0;
      for (const name of NAMES) {
        if (chosen[name] && !chosen[name][column[name][row]]) { fails++; failed = name; }
      }
      if (fails > 1) continue;
      for (const name of NAMES) if (!fails || name === failed) counts[name][column[name][row]]++;
      if (!fails) selected.push(row);
    }
  }

  const page = frame(dataset,
    (name) => ({ get: (id) => counts[name][ids[name].get(id)] }),
    (name, value) => {
      if (name === "year") range = value;
      else chosen[name] = value.length ? Uint8Array.from(ids[name].keys(), (id) => value.includes(id)) : null;
      update();
    });
  const canvas = element("canvas");
  page.chart.append(canvas);

  function draw() {
    const stacks = dataset.categories.map(() => new Uint32Array(dataset.cities.length));
    for (const row of selected) stacks[column.category[row]][column.city[row]]++;
    const order = stacks.map((stack, at) => ({ at, total: stack.reduce((a, b) => a + b, 0) }))
      .filter(({ total }) => total).sort((a, b) => b.total - a.total);
    const [width, line, left] = [page.chart.clientWidth, 32, 120];
    const height = order.length * line + 30;
    const ratio = devicePixelRatio;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.cssText = `width:${width}px;height:${height}px`;
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    context.font = "14px sans-serif";
    context.textBaseline = "middle";
    const scale = (width - left - 50) / Math.max(1, order[0]?.total ?? 1);
    for (let tick = 0; tick <= (order[0]?.total ?? 0); tick += 10) {
      context.fillStyle = "#e9ecf0";
      context.fillRect(left + tick * scale, 0, 1, height - 24);
      context.fillStyle = "#4d5866";
      context.fillText(tick, left + tick * scale - 6, height - 12);
    }
    order.forEach(({ at, total }, position) => {
      const y = position * line + line / 2;
      context.fillStyle = "#1b2430";
      context.textAlign = "right";
      context.fillText(dataset.categories[at].name, left - 8, y);
      context.textAlign = "left";
      let x = left;
      stacks[at].forEach((count, city) => {
        context.fillStyle = COLOURS[city % COLOURS.length];
        context.fillRect(x, y - 9, count * scale, 18);
        x += count * scale;
      });
      context.fillStyle = "#1b2430";
      context.fillText(total, x + 6, y);
    });
  }

  function update() {
    select();
    page.refresh();
    page.show(selected.map((row) => rows[row]));
    draw();
  }
  update();
  drawn();
});
