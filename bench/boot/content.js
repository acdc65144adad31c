// What both peers show besides their chart: the filters with counts, and headline cards. The same
// as the dashboard's overview in content, written as one would by hand.
// Never: work that the dashboard does not do, nor less of what a reader sees first.

/** The dataset's text: inside the page, or fetched. */
export function load() {
  const inlined = document.getElementById("data");
  return inlined
    ? Promise.resolve(inlined.textContent)
    : fetch("data/achievements.json").then((response) => response.text());
}

/** First and last year that a period touches. */
export function years(period) {
  const [from, to = from] = period.split("/");
  const year = (date) => Number(date.replace("../", "").slice(0, 4));
  return period.startsWith("../") ? [year(period), year(period)] : [year(from), year(to)];
}

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

export function format(value, unit) {
  if (value === null) return "若干";
  const [scale, name] = value >= 1e8 ? [1e8, "亿"] : value >= 1e5 ? [1e4, "万"] : [1, ""];
  return (value / scale).toLocaleString("zh-CN", { maximumFractionDigits: 2 }) + name + unit;
}

/**
 * The page's frame: `counts(name)` gives the options' counts, `change(name, ids | years)` filters
 * and redraws. Gives the functions that refresh counts and cards, and the chart's place.
 */
export function frame(dataset, counts, change) {
  const refreshers = [];
  const menu = (name, label, options) => {
    const chosen = new Set();
    const boxes = options.map(({ id, title }) => {
      const count = element("span", { className: "count" });
      refreshers.push(() => (count.textContent = counts(name).get(id) ?? 0));
      const tick = () => {
        if (!chosen.delete(id)) chosen.add(id);
        change(name, [...chosen]);
      };
      return element("label", {}, element("input", { type: "checkbox", onchange: tick }), title, count);
    });
    return element("details", {}, element("summary", { textContent: label }), ...boxes);
  };
  const range = [-Infinity, Infinity];
  const all = dataset.observations.flatMap(({ period }) => years(period));
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const year = (end) => {
    const options = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const choose = (event) => {
      range[end] = Number(event.target.value) || [-Infinity, Infinity][end];
      change("year", [...range]);
    };
    return element("select", { onchange: choose }, element("option", { value: "", textContent: "全部" }),
      ...options.map((year) => element("option", { value: year, textContent: year })));
  };
  const cards = element("div", { className: "cards" });
  const chart = element("div", { className: "chart" });
  const title = ({ id, code, name }) => ({ id: id ?? code, title: name });
  document.body.append(
    element("h1", { textContent: dataset.title }),
    element("div", { className: "filters" },
      menu("city", "城市", dataset.cities.map(title)), year(0), year(1),
      menu("category", "类别", dataset.categories.map(title)),
      menu("indicator", "指标", dataset.indicators.map(title))),
    cards, chart,
  );
  const indicators = new Map(dataset.indicators.map((indicator) => [indicator.id, indicator]));
  const cities = new Map(dataset.cities.map((city) => [city.code, city]));
  return {
    chart,
    refresh: () => refreshers.forEach((refresh) => refresh()),
    /** Up to 12 cards: the indicators that most rows speak of, the newest figure of each city. */
    show(rows) {
      const byIndicator = new Map();
      for (const row of rows) {
        if (!byIndicator.has(row.indicator)) byIndicator.set(row.indicator, new Map());
        const byCity = byIndicator.get(row.indicator);
        const known = byCity.get(row.city);
        if (!known || years(known.period)[1] < years(row.period)[1]) byCity.set(row.city, row);
      }
      const most = [...byIndicator].sort((a, b) => b[1].size - a[1].size).slice(0, 12);
      cards.replaceChildren(...most.map(([id, byCity]) => element("div", { className: "card" },
        element("h3", { textContent: indicators.get(id).name }),
        ...[...byCity.values()].map((row) => element("p", {},
          `${cities.get(row.city).short_name} ${row.period} `,
          element("b", { textContent: format(row.value, indicators.get(id).unit) }))))));
    },
  };
}

/** Marks the moment; the benchmark waits for two animation frames from here. */
export function drawn() {
  performance.mark("union-dashboard:first-chart");
}
