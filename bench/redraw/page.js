// The peer's heat map of the same counts, ready to be redrawn: of ECharts only what is used.
// Never: an animation, marks that answer to the pointer, or progressive rendering, all of which
// would cost the peer more; and no fewer labels than the program has.

import { HeatmapChart } from "echarts/charts";
import { GridComponent, VisualMapComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([HeatmapChart, GridComponent, VisualMapComponent, CanvasRenderer]);

const ACCENT = ["#f6e8e9", "#a61b29"];

/** A chart in `element`; `draw(counts)` redraws it, `prepared(counts)` is what it wants. */
window.peer = (element, { cities, categories, width, height, most, labels }) => {
  const chart = init(element, null, { renderer: "canvas", width, height, devicePixelRatio: 1 });
  const axis = (data, more) => ({ type: "category", data, axisLabel: { interval: labels, ...more } });
  const option = (data) => ({
    animation: false,
    grid: { left: 90, right: 4, top: 60, bottom: 4 },
    xAxis: { ...axis(categories), position: "top" },
    yAxis: { ...axis(cities), inverse: true },
    visualMap: { show: false, min: 1, max: most, inRange: { color: ACCENT } },
    series: [{
      type: "heatmap", data, progressive: 0, silent: true, emphasis: { disabled: true },
      itemStyle: { borderWidth: 1, borderColor: "#ffffff" },
    }],
  });
  const prepared = (counts) => Array.from(counts, (count, at) =>
    [at % categories.length, Math.floor(at / categories.length), count || "-"]);
  chart.setOption(option(prepared(new Array(cities.length * categories.length).fill(1))));
  chart.getZr().flush();
  return {
    prepared,
    draw(data) {
      chart.setOption({ series: [{ data }] });
      chart.getZr().flush();
    },
  };
};
