// Combinations of settings: all of them, or few in which every two values meet (pairwise testing).
// Never: chance. The same settings give the same combinations.

/** Every combination of `settings`: `{ name: [values] }`. */
export function product(settings) {
  return Object.entries(settings).reduce(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

/** Combinations in which every two values of two settings meet at least once, greedily few. */
export function pairwise(settings) {
  const names = Object.keys(settings);
  const pairsOf = (one) => names.flatMap((a, at) =>
    names.slice(at + 1).map((b) => JSON.stringify([a, one[a], b, one[b]])));
  const all = product(settings);
  const missing = new Set(all.flatMap(pairsOf));
  const chosen = [];
  while (missing.size) {
    const gain = (one) => pairsOf(one).filter((pair) => missing.has(pair)).length;
    const best = all.reduce((best, one) => (gain(one) > gain(best) ? one : best));
    pairsOf(best).forEach((pair) => missing.delete(pair));
    chosen.push(best);
  }
  return chosen;
}
