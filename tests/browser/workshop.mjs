// What a clerk does in the workshop and sees of it: the one place that knows its elements.
// Never: judge. A function here acts or tells; the tests say what should have come.

/** Opens the workshop, which loads its part of the program the first time. */
export async function enter(page) {
  await enterAs(page);
  await home(page);
}

/** Opens the workshop, whatever lies on its desk. */
export async function enterAs(page) {
  await page.click('[data-door="workshop"]');
  await page.until("the workshop", () => find(".workshop")?.offsetParent);
}

/** Back to the views. */
export async function leave(page) {
  await page.click('[data-door="workshop"]');
  await page.until("the views", () => !find(".workshop").offsetParent);
}

/** Waits for the workshop with nothing on its desk. */
export async function home(page) {
  await page.until("the workshop", () => find(".workshop .work-home")?.offsetParent);
}

/** Waits for a step: `columns`, `rows`, `review`, `proposal`. */
export async function step(page, name) {
  await page.until(`the step ${name}`, (name) => find(`[data-work="${name}"] h3`), name);
  // What would become of a proposal is worked out in slices.
  if (name === "proposal") {
    await page.until("what would become of it", () => find('[data-work="proposal"]').querySelector(".work-sum, .message"));
  }
}

/** Pastes a text, as by hand, and has it read. */
export async function paste(page, text) {
  await page.evaluate((text) => { find(".workshop textarea").value = text; }, text);
  await page.click('[data-deed="paste"]');
}

export const deed = (page, name) => page.click(`.workshop [data-deed="${name}"]`);

/** Pastes a report, accepts its first figure alone, and agrees to what would change. */
export async function takeFirst(page, report) {
  await paste(page, report);
  await step(page, "review");
  await page.click('[data-reading="0"]');
  await page.click('[data-judge="accept"]');
  await deed(page, "propose");
  await step(page, "proposal");
  await deed(page, "agree");
  await home(page);
}

/** The sentence that says what became of the last deed. */
export const told = (page) => page.evaluate(() => find(".work-told").innerText);

export async function tells(page, pattern) {
  await page.until(`told: ${pattern}`, (source) => new RegExp(source).test(find(".work-told").innerText), pattern.source);
}

/** The sum of what is shown: verdicts of a review, changes of a proposal. */
export const sum = (page) => page.evaluate(() => find(".work-sum").innerText);

/** Writes into a control of a figure, of a table or of a report, as if typed and left. */
export async function write(page, selector, text) {
  await page.until(`a field ${selector}`, (selector) => find(selector), selector);
  await page.evaluate((selector, text) => {
    const field = find(selector);
    // A long list is filled before it opens.
    field.focus();
    field.value = text;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }, selector, text);
}

/** The printed figures of a review with their verdicts, in order. */
export function figures(page) {
  return page.evaluate(() => findAll(".work-list li").map((item) =>
    [item.querySelector("strong").innerText, item.dataset.verdict]));
}

/** The issues that are listed: code, place and sentence. */
export function issues(page) {
  return page.evaluate(() => findAll(".workshop .issues li").map((item) =>
    [item.dataset.code, item.querySelector("code")?.innerText ?? "", item.innerText]));
}
