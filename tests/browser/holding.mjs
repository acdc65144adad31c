// What a page of Chromium holds, those nodes too that are on no page.
// Never: a number without a collection of garbage before it.

import { calm } from "./host.mjs";

/** A session that can tell it. */
export async function watchHolding(page) {
  const session = await page.tab.target().createCDPSession();
  await session.send("Performance.enable");
  await session.send("HeapProfiler.enable");
  return session;
}

/** Bytes of the scripts' heap, nodes, listeners and documents. */
export async function holding(session) {
  for (let round = 0; round < 3; round++) {
    await calm(100);
    await session.send("HeapProfiler.collectGarbage");
  }
  const { metrics } = await session.send("Performance.getMetrics");
  const of = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  return { heap: of.JSHeapUsedSize, nodes: of.Nodes, listeners: of.JSEventListeners, documents: of.Documents };
}
