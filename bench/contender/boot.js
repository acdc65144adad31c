(function () {
  // The harness's observations as a dataset, before the program looks for one.
  var rows = JSON.parse(document.getElementById('bench-data').textContent);
  function coded(values, name) {
    var dict = [], known = new Map();
    var codes = values.map(function (value) {
      if (!known.has(value)) known.set(value, dict.push(name(value, dict.length)) - 1);
      return known.get(value);
    });
    return { keys: Array.from(known.keys()), column: { dict: dict, codes: codes } };
  }
  var city = coded(rows.city, function (_, at) { return String(100000 + at); });
  var source = coded(rows.city, function (_, at) { return 's' + at; });
  var period = coded(rows.year, String);
  var category = coded(rows.category, function (_, at) { return 'c' + at; });
  var indicator = coded(rows.indicator, function (_, at) { return 'i' + at; });
  var of = [];
  indicator.column.codes.forEach(function (code, row) { of[code] = category.column.codes[row]; });
  var years = rows.year.slice().sort();
  document.getElementById('union-dashboard-data').textContent = JSON.stringify({
    schema_version: 1, title: 'Benchmark', updated: '2026-01-01', license: null, per_capita_indicator: null,
    cities: city.keys.map(function (name, at) {
      return { code: city.column.dict[at], name: name, short_name: name, province: '省', aliases: [] };
    }),
    categories: category.keys.map(function (name, at) { return { id: 'c' + at, name: name }; }),
    indicators: indicator.keys.map(function (name, at) {
      return { id: 'i' + at, name: name, unit: '元', category: 'c' + of[at], measure: 'flow' };
    }),
    sources: city.keys.map(function (name, at) {
      return { id: 's' + at, title: name, city: city.column.dict[at], period: years[0] + '/' + years[years.length - 1] };
    }),
    observations: {
      columns: true, source: source.column, city: city.column, period: period.column,
      indicator: indicator.column, value: rows.value,
      printed: rows.value.map(function (value) { return value + '元'; }),
      paragraph: { dict: [1], codes: rows.value.map(function () { return 0; }) },
      offset: rows.value.map(function (_, row) { return row; })
    },
    relations: [], honours: []
  });

  // Painted is the second animation frame after a chart was drawn.
  function painted(done) {
    requestAnimationFrame(function () { requestAnimationFrame(function () { done(performance.now()); }); });
  }
  window.bootPainted = {};
  var mark = performance.mark;
  performance.mark = function (name) {
    if (name === 'union-dashboard:first-chart') {
      performance.mark = mark;
      painted(function (time) { bootPainted.first = time; });
    }
    return mark.apply(performance, arguments);
  };
  // All that the page shows when it opens; the other views are a click away.
  addEventListener('union-dashboard-ready', function () {
    painted(function (time) { bootPainted.all = time; });
  });
})();
