// What a screen reader is given: Chromium's accessibility tree as lines of text, one a node, with
// role, name, value, states and description. What says nothing of its own (a generic box, the text
// that is its parent's name already) is left out.
// Never: a look at what is drawn, or a change of the page.

/** States that are written as words, in this order, where they are true. */
const FLAGS = ["expanded", "pressed", "checked", "selected", "disabled", "required", "invalid",
  "modal", "multiselectable", "busy"];

/** Attributes that Chromium keeps out of the tree it shows, and speaks all the same. */
const ATTRIBUTES = {
  "aria-roledescription": "called", "aria-current": "current", "aria-sort": "sort", lang: "lang",
};

/** Of these only so many in a row are written; the others are counted. They are all alike. */
const ALIKE = new Set(["option", "row", "listitem"]);
const MOST_ALIKE = 4;

/** Roles that say nothing by themselves; their children take their place. */
const SILENT = new Set(["generic", "none", "InlineTextBox", "LayoutTable", "LayoutTableRow",
  "LayoutTableCell", "ListMarker", "RootWebArea", "LineBreak", "MenuListPopup"]);

/** The tree of a page's `<union-dashboard>` as text. */
export async function accessibilityTree(page) {
  const session = await page.tab.createCDPSession();
  await session.send("Accessibility.enable");
  const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
  const attributes = new Map();
  collect(root, attributes);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines = [];
  for (const node of childrenOf(nodes.find((node) => !node.parentId), byId)) {
    write(node, 0, "", { byId, attributes, lines });
  }
  return lines.join("\n") + "\n";
}

/** The attributes of every element by the number that the tree knows it by. */
function collect(node, attributes) {
  const pairs = {};
  for (let at = 0; at < (node.attributes ?? []).length; at += 2) {
    pairs[node.attributes[at]] = node.attributes[at + 1];
  }
  attributes.set(node.backendNodeId, pairs);
  const below = [...(node.children ?? []), ...(node.shadowRoots ?? []), node.contentDocument];
  for (const child of below.filter(Boolean)) collect(child, attributes);
}

/** The nodes that a reader meets below one: through what is ignored or silent. */
function childrenOf(node, byId) {
  return (node.childIds ?? []).map((id) => byId.get(id)).filter(Boolean).flatMap((child) =>
    child.ignored || (SILENT.has(child.role.value) && !child.name?.value)
      ? childrenOf(child, byId) : [child]);
}

function write(node, depth, above, context) {
  const { byId, lines } = context;
  const role = node.role.value;
  const name = tidy(node.name?.value);
  if (role === "InlineTextBox") return;
  if (role === "StaticText" && above.includes(name)) return;
  lines.push("  ".repeat(depth) + line(node, role, name, context));
  const given = role === "StaticText" || textOnly(node, byId) ? `${above} ${name}` : "";
  const children = childrenOf(node, byId);
  const alike = children.filter((child) => ALIKE.has(child.role.value));
  const left = new Set(alike.length > MOST_ALIKE + 1 ? alike.slice(MOST_ALIKE) : []);
  for (const child of children) if (!left.has(child)) write(child, depth + 1, given, context);
  if (left.size) lines.push("  ".repeat(depth + 1) + `and ${left.size} more`);
}

/** Whether all below a node is text, so that its name may say it already. */
function textOnly(node, byId) {
  return childrenOf(node, byId).every((child) => child.role.value === "StaticText" ||
    child.role.value === "InlineTextBox" || textOnly(child, byId));
}

function line(node, role, name, { attributes }) {
  const states = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value]));
  const own = attributes.get(node.backendDOMNodeId) ?? {};
  const told = [role === "StaticText" ? "text" : role];
  if (name) told.push(JSON.stringify(name));
  const value = tidy(node.value?.value);
  // What a button of files says beside its name is the browser's word, in the machine's language.
  if (value && value !== name && role !== "button") told.push(`= ${JSON.stringify(value)}`);
  if (states.level) told.push(`level ${states.level}`);
  if (states.live && states.live !== "off") told.push(`live ${states.live}`);
  for (const flag of FLAGS) {
    const is = states[flag];
    if (is === true || is === "true") told.push(flag);
    else if (["expanded", "pressed", "checked"].includes(flag) && is !== undefined) told.push(`not ${flag}`);
  }
  for (const [attribute, word] of Object.entries(ATTRIBUTES)) {
    const is = role === "StaticText" ? null : own[attribute];
    if (is && is !== "none") told.push(`${word} ${is}`);
  }
  const description = tidy(node.description?.value);
  if (description && description !== name) told.push(`(${description})`);
  return told.join(" ");
}

function tidy(text) {
  return String(text ?? "").replace(/\s+/g, " ").trim();
}
