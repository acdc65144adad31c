// The peer of growth.mjs: rows in typed arrays by hand, one loop over all of them at each change.
// Never: a library, nor less than what the program answers.

const dictionary = () => {
  const codes = new Map();
  const names = [];
  return {
    names,
    code(name) {
      let code = codes.get(name);
      if (code === undefined) {
        code = names.push(name) - 1;
        codes.set(name, code);
      }
      return code;
    },
  };
};

const KEYS = ["city", "year", "category", "indicator"];
let rows, columns, names, values;

function load(text) {
  const read = JSON.parse(text);
  const isList = Array.isArray(read);
  rows = isList ? read.length : read.value.length;
  const of = isList ? (at, key) => read[at][key] : (at, key) => read[key][at];
  const dictionaries = KEYS.map(dictionary);
  columns = KEYS.map((_, key) => new (key ? Uint8Array : Uint16Array)(rows));
  values = new Float64Array(rows);
  for (let at = 0; at < rows; at++) {
    for (let key = 0; key < 4; key++) columns[key][at] = dictionaries[key].code(of(at, KEYS[key]));
    values[at] = of(at, "value");
  }
  names = dictionaries.map((one) => one.names);
}

function filter(spec) {
  const passing = [
    (name) => !spec.city || spec.city.includes(name),
    (name) => !spec.year || (name >= spec.year[0] && name <= spec.year[1]),
    (name) => !spec.category || name === spec.category,
  ].map((passes, key) => Uint8Array.from(names[key], (name) => (passes(name) ? 1 : 0)));
  const [cities, years, categories, indicators] = columns;
  const views = names.map((list) => ({ count: new Uint32Array(list.length), sum: new Float64Array(list.length) }));
  const add = (view, code, value) => {
    view.count[code]++;
    view.sum[code] += value;
  };
  let count = 0;
  for (let at = 0; at < rows; at++) {
    const [city, year, category] = [cities[at], years[at], categories[at]];
    const passes = passing[0][city] | (passing[1][year] << 1) | (passing[2][category] << 2);
    // A view ignores the filter on its own key.
    if ((passes | 1) === 7) add(views[0], city, values[at]);
    if ((passes | 2) === 7) add(views[1], year, values[at]);
    if ((passes | 4) === 7) add(views[2], category, values[at]);
    if (passes === 7) {
      add(views[3], indicators[at], values[at]);
      count++;
    }
  }
  const { sum, count: of } = views[3];
  const top = Uint32Array.from(sum.keys()).filter((code) => of[code]).sort((a, b) => sum[b] - sum[a]);
  return { count, views, top: top.slice(0, 20) };
}

window.contender = { ready: Promise.resolve(), load, filter };
