// The peer that one would build today: crossfilter2 for the filters, ECharts for the chart, of
// both only what is used.
// Never: the whole of ECharts, or an animation that puts the first chart off.

import crossfilter from "crossfilter2";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { drawn, frame, load, years } from "./content.js";

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

load().then((text) => {
  const dataset = JSON.parse(text);
  const categories = new Map(dataset.indicators.map(({ id, category }) => [id, category]));
  const rows = dataset.observations.map((row) => ({ ...row, category: categories.get(row.indicator) }));
  const filter = crossfilter(rows);
  const dimensions = {
    city: filter.dimension((row) => row.city),
    category: filter.dimension((row) => row.category),
    indicator: filter.dimension((row) => row.indicator),
    year: filter.dimension((row) => years(row.period)),
    cell: filter.dimension((row) => `${row.category} ${row.city}`),
  };
  const group = (name) => dimensions[name].group().reduceCount();
  const groups = { city: group("city"), category: group("category"), indicator: group("indicator") };
  const cells = group("cell");

  let counts = {};
  const page = frame(dataset, (name) => counts[name], (name, value) => {
    const dimension = dimensions[name];
    if (name === "year") dimension.filterFunction(([from, to]) => from <= value[1] && to >= value[0]);
    else if (value.length) dimension.filterFunction((id) => value.includes(id));
    else dimension.filterAll();
    update();
  });
  const chart = init(page.chart, null, { renderer: "canvas", height: 460 });
  const names = new Map(dataset.categories.map(({ id, name }) => [id, name]));

  function update() {
    counts = Object.fromEntries(Object.entries(groups).map(([name, group]) =>
      [name, new Map(group.all().map(({ key, value }) => [key, value]))]));
    page.refresh();
    page.show(filter.allFiltered());
    const stacks = new Map();
    const totals = new Map();
    for (const { key, value } of cells.all()) {
      const [category, city] = key.split(" ");
      stacks.set(key, value);
      totals.set(category, (totals.get(category) ?? 0) + value);
    }
    const order = [...totals].filter(([, total]) => total).sort((a, b) => a[1] - b[1]).map(([id]) => id);
    chart.setOption({
      animation: false,
      tooltip: {},
      legend: { top: 0 },
      grid: { left: 120, right: 50, top: 40, bottom: 30 },
      xAxis: { type: "value" },
      yAxis: { type: "category", data: order.map((id) => names.get(id)) },
      series: dataset.cities.map(({ code, short_name }) => ({
        type: "bar", stack: "all", name: short_name,
        data: order.map((id) => stacks.get(`${id} ${code}`) ?? 0),
      })),
    });
    // Otherwise ECharts waits for the next frame.
    chart.getZr().flush();
  }
  update();
  drawn();
});
