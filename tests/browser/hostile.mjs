// A dataset whose every text wants to be more than text, and what a page looks like on which one of
// them has had its way.
// Never: a harmless field. What the format leaves to its author is all filled.

import { dataset as shipped } from "./dataset.mjs";

/** What wants to run, to be an element, to lead somewhere, or to be read otherwise than it is. */
const TRICKS = [
  `<img src=x onerror="hit(1)">`, `</script><script>hit(2)</script>`, `"><svg onload=hit(3)>`, `javascript:hit(4)`,
  `<a href="javascript:hit(5)" onclick=hit(5)>x</a>`, `' onfocus=hit(6) autofocus tabindex=1 x='`,
  `<iframe srcdoc="<script>parent.hit(7)</script>"></iframe>`, `</style><style>*{display:none}</style>`,
  `{{constructor.constructor("hit(9)")()}}\${hit(9)}`, `<!--<script>`, `]]><script>hit(11)</script>`,
  `</textarea></title></template></noscript><script>hit(12)</script>`, `data:text/html,<script>hit(13)</script>`,
  `<form action=/hit><button formaction=javascript:hit(14)>`, `<math href="javascript:hit(15)">`, `&lt;img src=x onerror=hit(16)&gt;`,
  `\u202Egnp.exe\u2066\u200Bx\u200D\u2060`, `\u2028hit(18)\u2029`, `=HYPERLINK("http://127.0.0.1/","x")`, `+cmd|' /C calc'!A0`,
  `-2+3`, `@SUM(1+1)`, `＝1+1`, '%hash%%data%%script%$&$1$`', `__proto__`, `constructor`, `</union-dashboard><script>hit(26)</script>`,
];

let at = 0;
/** The next trick; `name` is what of a good name may be left before it. */
const trick = (name = "") => `${name}${TRICKS[at++ % TRICKS.length]}`;

/** The keys of each list that hold texts of the author's own. */
const TEXTS = {
  cities: ["name", "short_name", "name_en", "province"], categories: ["name", "name_en"],
  indicators: ["name", "name_en", "unit", "unit_en", "definition"], sources: ["title", "file"],
  observations: ["note"], honours: ["title", "awarder", "recipient"],
};

/** The dataset that ships, with a trick in every text; each list begins with another one. */
export function hostile() {
  at = 0;
  const dataset = structuredClone(shipped);
  for (const key of ["title", "license"]) dataset[key] = trick();
  for (const [list, keys] of Object.entries(TEXTS)) {
    for (const row of dataset[list]) for (const key of keys) row[key] = trick();
  }
  for (const city of dataset.cities) city.aliases = [trick(), trick()];
  for (const source of dataset.sources) {
    source.authors = [trick(), trick()];
    source.text = `${trick()}\n\n${TRICKS.join("\n")}`;
  }
  for (const [row, observation] of dataset.observations.entries()) {
    if (row % 3 === 0) observation.printed = trick(observation.printed);
    if (row % 7 === 0) observation.scope = `county:${trick()}`;
    if (row % 11 === 0) observation.scope = `person:${trick()}`;
    if (observation.doubt) observation.doubt.reason = trick();
    else if (row % 5 === 0) observation.doubt = { kind: "unclear", probable: null, confidence: "possible", reason: trick() };
  }
  // Ids are texts too; what refers to them follows.
  const rename = (list, refers, key, position) => {
    const [old, next] = [dataset[list][position].id, `${TRICKS[position % TRICKS.length].replace(/[:,]/g, "")}-${position}`];
    dataset[list][position].id = next;
    for (const other of refers) for (const row of dataset[other]) if (row[key] === old) row[key] = next;
  };
  for (const position of [0, 1]) rename("categories", ["indicators"], "category", position);
  dataset.relations = [];
  for (const position of [0, 1, 2, 24]) rename("indicators", ["observations"], "indicator", position);
  rename("sources", ["observations", "honours"], "source", 1);
  // What means nothing to the format is carried along.
  dataset.mystery = Object.fromEntries(TRICKS.map((text) => [text, text]));
  return dataset;
}

/** Its JSON as a careless program writes it, with keys that every object has already. */
export function hostileText() {
  const own = JSON.stringify(hostile());
  return `{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},${own.slice(1)}`;
}

/** A report and a table for the workshop. */
export const REPORT = `${TRICKS[0]}市总工会2025年工作\n\n2025年，新建工会驿站120家${TRICKS[1]}，会员35.2万人${TRICKS[4]}。\n`;
export const TABLE = `城市,年份,指标,数值,单位,备注\n安庆,2024,工会驿站,900,家,"${TRICKS[0].replaceAll('"', '""')}"\n`
  + `${TRICKS[1]},2025,<b>船员</b>,12,个,${TRICKS[9]}\n`;

/** What must never run, defined before anything of ours; and what no text may have made. */
export const HIT = `window.hits = []; window.hit = (number) => hits.push(number);
  addEventListener("error", ({ message }) => hits.push(message));`;

/** What of a page's elements a text has made, or lets run, or leads to; and texts with unseen signs. */
export const made = () => {
  const found = hits.map((hit) => `hit ${hit}`);
  if ({}.polluted) found.push("polluted");
  const roots = [];
  const enter = (root) => {
    roots.push(root);
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) enter(element.shadowRoot);
      if (element.contentDocument) enter(element.contentDocument);
    }
  };
  enter(document.querySelector("union-dashboard").shadowRoot);
  for (const root of roots) {
    for (const element of root.querySelectorAll("*")) {
      const { localName } = element;
      // The report has pictures of charts: nothing runs in a picture.
      const isDrawing = localName === "img" && /^data:image\/svg\+xml/.test(element.src);
      // What holds a group of radio buttons of ours sends nothing.
      const isGroup = localName === "form" && element.getAttribute("role") === "none" && !element.hasAttribute("action");
      if (isDrawing || isGroup) continue;
      if (/^(script|style|img|object|embed|form|math|base|meta|link|b)$/.test(localName) && !element.closest("head")) found.push(localName);
      if (localName === "iframe" && !element.classList.contains("printed")) found.push(localName);
      for (const { name, value } of element.attributes) {
        if (/^on/.test(name)) found.push(`${localName} ${name}`);
        if (/^(href|src|action|formaction|xlink:href)$/.test(name) && !/^(https?:|file:|blob:|#)/.test(value)) {
          found.push(`${localName} ${name}=${value}`);
        }
        if (/^(aria-label|title|aria-description)$/.test(name) && /[\u202E\u2066\u200B\u2060]/.test(value)) found.push(`unseen in ${localName} ${name}`);
      }
    }
    if (/[\u202E\u2066\u200B\u2060\u2028]/.test((root.body || root).textContent)) found.push("unseen signs");
  }
  return found.map((what) => what.slice(0, 160));
};
